"""The commands of ``detente``, each a row in a table and a small file.

A command is imported when it is asked for: nobody waits for what the others need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Annotated, cast

import typer

from detente.cli.command import Command
from detente.cli.guard import DEBUG, Guarded
from detente.cli.output import write
from detente.conflict.moves.running import cache_folder
from detente.version import VERSION

_NAMES = (
    "ask",
    "chances",
    "worlds",
    "solve",
    "why",
    "coalitions",
    "horizons",
    "compare",
    "seek",
    "require",
    "evolve",
    "draw",
    "states",
    "find",
    "explore",
    "show",
    "check",
    "cases",
    "new",
    "convert",
)


class _Commands(Mapping[str, Command]):
    """Every command by name: that of the name ``ask`` is ``ASK`` in the module ``ask`` of this room."""

    def __getitem__(self, name: str) -> Command:
        if name not in _NAMES:
            raise KeyError(name)
        return cast("Command", getattr(import_module(f"detente.cli.{name}"), name.upper()))

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


COMMANDS: Mapping[str, Command] = _Commands()
"""Every command by name, in the order in which ``detente --help`` lists them; each is imported when it is looked up."""


def program(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the program with some commands, all unless given."""
    app = typer.Typer(
        cls=Guarded,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    )
    app.callback(invoke_without_command=True)(detente)
    for name in names:
        command = COMMANDS[name]
        app.command(name, help=command.help, short_help=command.summary)(command.run)
    return app


def named_in(arguments: Iterable[str]) -> Iterable[str]:
    """Return the one command that arguments name, or else all: what is typed wrong is held against every name.

    >>> list(named_in(["--debug", "solve", "elmira"]))
    ['solve']
    """
    first = next((each for each in arguments if not each.startswith("-")), "")
    return (first,) if first in COMMANDS else COMMANDS


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
