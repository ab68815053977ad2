"""``detente show``: a case in words."""

from __future__ import annotations

from detente.cli.command import Command
from detente.cli.output import chosen_format
from detente.cli.output import show as shown
from detente.cli.parameters import AsFormat, AsJson, CaseName
from detente.library import load
from detente.report.case import CaseReport
from detente.report.setting import Setting


def show(name: CaseName, *, as_json: AsJson = False, as_format: AsFormat = None) -> None:
    """Tell a case in words: who, what each can do, what cannot happen, what each wants and why.

    Every assumption is there with its reason and its sources, so that you can doubt it.
    """
    key = chosen_format(as_format, json=as_json)
    shown(CaseReport(Setting.of(load(name))), key)


SHOW = Command(
    show,
    (
        ("detente show elmira", "the whole case in words"),
        ("detente show cuba-1962 | less", "page by page"),
        ("detente show elmira --json", "for a program"),
    ),
)
