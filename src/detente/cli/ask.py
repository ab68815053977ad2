"""``detente ask``: the answer to the question of a case."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.answer import ask as answered
from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import AsCsv, AsFormat, AsJson, CaseName, Concepts, Seed, split
from detente.cli.progress import working
from detente.library import load
from detente.report.answer import AnswerReport
from detente.stability.concepts import BASIC

Tried = Annotated[
    list[str] | None,
    typer.Option(
        "--lever",
        metavar="NAME",
        help="Only this lever of the case, not all of them; may be given several times.",
        show_default=False,
    ),
]
Together = Annotated[bool, typer.Option("--together", help="Pull the levers that are given together, as one.")]
Draws = Annotated[
    int | None,
    typer.Option(
        "--draws",
        metavar="N",
        min=0,
        help="How many worlds to draw of what is in doubt; 0 for none; 200 unless that takes long.",
        show_default=False,
    ),
]
Full = Annotated[bool, typer.Option("--full", help="Show what every lever changes, and also what it does not.")]


def ask(  # noqa: PLR0913 - one for each option
    name: CaseName,
    *,
    concept: Concepts = None,
    lever: Tried = None,
    together: Together = False,
    draws: Draws = None,
    seed: Seed = 0,
    full: Full = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_format: AsFormat = None,
) -> None:
    """Answer the question of a case: what holds today, what each lever would change, and why.

    It says yes or no only of what 'asks' names; else it begins with the first goal and lever.
    """
    key = chosen_format(as_format, json=as_json, csv=as_csv)
    with working("Working it out") as tell:
        answer = answered(
            load(name), split(concept) or BASIC, lever or None, tell, together=together, draws=draws, seed=seed
        )
    show(AnswerReport(answer, full), key)


ASK = Command(
    ask,
    (
        ("detente ask elmira", "the answer, in words and as tables"),
        ("detente ask elmira --lever 'the order is modified' --full", "all about one lever"),
        ("detente ask elmira --concept nash,sseq", "under other assumptions about foresight"),
        ("detente ask two-capitals --draws 1000 --seed 7", "surer shares of worlds"),
        ("detente ask elmira --json", "for a program"),
    ),
)
