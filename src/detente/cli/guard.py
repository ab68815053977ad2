"""How every run ends: with an exit status, and with a message that a person can act on, never with a traceback.

======  ===================================================================
status  meaning
======  ===================================================================
0       done; also where the reader of the output has seen enough and left
1       something went wrong inside, or the output cannot be written
2       what was given is wrong
130     interrupted
143     told to terminate
======  ===================================================================
"""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from detente.cli.output import complain
from detente.cli.streams import abandon, make_tolerant
from detente.errors import InputError, nearest

DONE, WENT_WRONG, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130

DEBUG = "DETENTE_DEBUG"
"""The variable in the environment that asks for tracebacks."""

_MOST_PROBLEMS = 100

# Typer exports one kind of usage error only; this is the class of all of them.
_UsageError: Any = typer.BadParameter.__mro__[1]


class Guarded(TyperGroup):
    """The group of all commands, which ends every run as this module says.

    Attributes:
        debug: Whether a traceback is shown where something goes wrong inside.
    """

    debug = False

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as Typer declares it
        """Run a command and exit."""
        make_tolerant()
        self.debug = bool(os.environ.get(DEBUG))
        kwargs |= {"prog_name": "detente", "standalone_mode": False}
        sys.exit(self._status(lambda: super(Guarded, self).main(*args, **kwargs)))

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override] # noqa: ANN401 - as Typer declares it
        """Run the command that was named; whoever reads the output may leave early."""
        try:
            return super().invoke(ctx)
        except _UsageError as error:
            error.ctx = error.ctx or self._named(ctx)
            raise
        except BrokenPipeError:
            return _left()

    def _named(self, ctx: typer.Context) -> typer.Context:
        """Return the context of the command that was named, for errors from before it has one."""
        name = ctx.invoked_subcommand
        command = self.get_command(ctx, name) if name else None
        return typer.Context(command, parent=ctx, info_name=name) if command else ctx

    def _status(self, run: Callable[[], Any]) -> int:
        """Run something and return the exit status, having told what went wrong."""
        try:
            status = run()
            sys.stdout.flush()
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - nothing may end in a traceback
            ending = next((ending for kind, ending in _ENDINGS if isinstance(error, kind)), self._unexpected)
            return _interrupted() if _comes_of_interruption(error) else ending(error)
        return _interrupted() if status == INTERRUPTED else int(status or DONE)

    def _unexpected(self, error: BaseException) -> int:
        if self.debug:
            traceback.print_exc()
        hint = "" if self.debug else f" (detente --debug, or {DEBUG}=1, shows where)"
        said = " ".join(str(error).split())
        complain(f"this is a fault of the program; please report it: {type(error).__name__}: {said}{hint}")
        return WENT_WRONG


def _comes_of_interruption(error: BaseException | None) -> bool:
    """Say whether an error is what became of an interruption, as inside compiled code that was being imported."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _bad_input(error: InputError) -> int:
    problems = list(map(str, error.problems))
    if len(problems) > 1:
        complain(f"{len(problems)} problems:")
    for problem in problems[:_MOST_PROBLEMS]:
        complain(problem)
    if len(problems) > _MOST_PROBLEMS:
        complain(f"… and {len(problems) - _MOST_PROBLEMS} more problems")
    return BAD_INPUT


def _bad_usage(error: Any) -> int:  # noqa: ANN401 - a class that Typer does not export
    path = error.ctx.command_path if error.ctx else "detente"
    complain(f"{_usage_message(error)}; '{path} --help' says more")
    return BAD_INPUT


def _usage_message(error: Any) -> str:  # noqa: ANN401 - a class that Typer does not export
    option = getattr(error, "option_name", None)
    if option is not None and hasattr(error, "possibilities"):
        names = [name for parameter in error.ctx.command.params for name in parameter.opts] if error.ctx else []
        found = nearest(option, [*names, "--help"])
        return f"no option '{option}'" + (f"; did you mean '{found}'?" if found else "")
    message = " ".join(error.format_message().split()).rstrip(".").replace(". Did you mean", "; did you mean")
    for pattern, words in _IN_WORDS:
        message = re.sub(pattern, words, message)
    return message[:1].lower() + message[1:]


_IN_WORDS = (
    (r"Input should be a valid integer.*", "it is no whole number"),
    (r"Input should be a valid number.*", "it is no number"),
    (r"Input should be greater than or equal to (\S+)", r"it is not \1 or more"),
    (r"Input should be less than or equal to (\S+)", r"it is not \1 or less"),
)
"""What the library that reads numbers says, and what that means."""


def _interrupted(_error: object = None) -> int:
    complain("interrupted")
    return INTERRUPTED


def _left(_error: object = None) -> int:
    """Whoever read the output has seen enough."""
    abandon(sys.stdout)
    return DONE


def _unwritten(error: OSError) -> int:
    abandon(sys.stdout)
    where = f" '{error.filename}'" if error.filename else ""
    complain(f"cannot read or write{where}: {error.strerror or error}")
    return BAD_INPUT if error.filename else WENT_WRONG


def _too_large(_error: object) -> int:
    complain("there is not enough memory for this")
    return WENT_WRONG


_ENDINGS: tuple[tuple[Any, Callable[[Any], int]], ...] = (
    (InputError, _bad_input),
    (_UsageError, _bad_usage),
    ((KeyboardInterrupt, typer.Abort), _interrupted),
    (BrokenPipeError, _left),
    (OSError, _unwritten),
    (MemoryError, _too_large),
)
"""How a run ends with each kind of error, the first that fits; every other is a fault of the program."""
