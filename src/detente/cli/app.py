"""The commands of ``detente``, each a row in a table and a small file."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from detente.cli.ask import ASK
from detente.cli.cases import CASES
from detente.cli.chances import CHANCES
from detente.cli.check import CHECK
from detente.cli.compare import COMPARE
from detente.cli.convert import CONVERT
from detente.cli.draw import DRAW
from detente.cli.evolve import EVOLVE
from detente.cli.explore import EXPLORE
from detente.cli.find import FIND
from detente.cli.guard import DEBUG, Guarded
from detente.cli.new import NEW
from detente.cli.output import write
from detente.cli.require import REQUIRE
from detente.cli.seek import SEEK
from detente.cli.show import SHOW
from detente.cli.solve import SOLVE
from detente.cli.states import STATES
from detente.cli.why import WHY
from detente.cli.worlds import WORLDS
from detente.conflict.moves.running import cache_folder
from detente.version import VERSION

COMMANDS = {
    command.name: command
    for command in (
        ASK,
        CHANCES,
        WORLDS,
        SOLVE,
        WHY,
        COMPARE,
        SEEK,
        REQUIRE,
        EVOLVE,
        DRAW,
        STATES,
        FIND,
        EXPLORE,
        SHOW,
        CHECK,
        CASES,
        NEW,
        CONVERT,
    )
}
"""Every command by name, in the order in which ``detente --help`` lists them."""

app = typer.Typer(
    cls=Guarded,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def detente(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help=f"Show a traceback if the program fails; so does {DEBUG}=1.")
    ] = False,
) -> None:
    """Write a conflict down in one readable file, and ask which outcomes hold, why, and what would change them.

    CASE is a case file, a name out of 'detente cases', or - for standard input. Begin with: detente ask winter-2021
    """
    cast("Guarded", context.command).debug |= debug
    if version:
        write(f"détente {VERSION}\nCompiled code is kept in {cache_folder() or 'memory only'}.\n")
    elif context.invoked_subcommand is None:
        write(f"{context.get_help()}\n")


for _name, _command in COMMANDS.items():
    app.command(_name, help=_command.help, short_help=_command.summary)(_command.run)
