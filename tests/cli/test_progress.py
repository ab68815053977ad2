"""What a terminal shows while it takes long."""

from __future__ import annotations

import io
import sys
from typing import NoReturn

import pytest
import rich.console

from detente.cli.progress import working


class Terminal(io.StringIO):
    """Says that it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class AskedForError(Exception):
    """A spinner was asked for."""


def no_spinner(**_options: object) -> NoReturn:
    raise AskedForError


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with nothing in the environment, and with a spinner that complains."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(rich.console, "Console", no_spinner)


def shown_on(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what is shown while something takes long."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        with working("Trying") as tell:
            tell("on and on")
    return stream.getvalue()


def test_a_terminal_shows_a_spinner(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AskedForError):
        shown_on(Terminal(), monkeypatch)


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_where_colour_is_unwanted_nothing_steers_the_terminal(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert shown_on(Terminal(), monkeypatch) == ""


def test_what_is_no_terminal_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert shown_on(io.StringIO(), monkeypatch) == ""
