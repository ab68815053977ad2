"""What a command is: a function, and examples that its help shows."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import attrs


@attrs.frozen
class Command:
    """A command of the command line.

    Attributes:
        run: What it does; the docstring is the beginning of its help.
        examples: What it can be used for: a line to type, and what that does. Each of them runs.
    """

    run: Callable[..., None]
    examples: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """What is typed after ``detente``."""
        return self.run.__name__.strip("_")

    @property
    def summary(self) -> str:
        """What it is for, in a few words: the beginning of the docstring."""
        first = (inspect.getdoc(self.run) or "").split("\n", 1)[0]
        return first.split(":", 1)[0].rstrip(".") + "."

    @property
    def help(self) -> str:
        """What ``--help`` says: the docstring, then the examples."""
        lines = [part for line, what in self.examples for part in (f"  {line}", f"      {what}")]
        # A backspace alone on a line keeps what follows as it is.
        return "\n".join([inspect.getdoc(self.run) or "", "", "\b", "Examples:", *lines])
