"""``detente solve``: which states hold?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated

import attrs
import numpy as np
import typer
from numpy.typing import NDArray

from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import (
    AsCsv,
    AsFormat,
    AsJson,
    CaseName,
    Concepts,
    First,
    Force,
    Levers,
    Unknown,
    Where,
    size_in_bytes,
    split,
    table_limit,
)
from detente.cli.progress import working
from detente.conflict import Conflict, use_threads
from detente.errors import InputError, Problem, UnknownNameError
from detente.errors import unknown as no_such
from detente.library import load
from detente.report import FORMATS
from detente.report.choosing import Chosen, check_written, where
from detente.report.saving import check_target
from detente.report.saving import save as save_solution
from detente.report.setting import Setting
from detente.report.solution import SolutionReport, columns
from detente.stability import concept_named, in_all_extensions, mistaken
from detente.stability import solve as solved
from detente.stability.concepts import BASIC
from detente.stability.unknown import DEFAULT, extension_named

Every = Annotated[bool, typer.Option("--all", help="Show every state, not only those that hold under some concept.")]
ByDecisionMaker = Annotated[bool, typer.Option("--by-decision-maker", help="Show who would stay in which state.")]
Mixed = Annotated[
    list[str] | None,
    typer.Option(
        "--mixed",
        metavar="NAME=KEY",
        help="Each decision maker with a concept of its own, as in 'US=seq,USSR=nash'.",
        show_default=False,
    ),
]
Threads = Annotated[
    int | None,
    typer.Option(
        "--threads",
        metavar="N",
        min=1,
        help="Share large work out over this many threads; one for each processor unless given.",
        show_default=False,
    ),
]
Memory = Annotated[
    str | None,
    typer.Option(
        "--memory",
        metavar="SIZE",
        help="Refuse what takes more than this, as in 4G or 500M; most of the machine's memory unless given.",
        show_default=False,
    ),
]
Save = Annotated[
    str | None,
    typer.Option(
        "--save",
        metavar="FILE",
        help="Write every state with its payoffs and verdicts to this file, too: .npz or .parquet.",
        show_default=False,
    ),
]
Strong = Annotated[bool, typer.Option("--strong", help="Only states that hold under nash, gmr, smr and seq at once.")]

_PAIR = re.compile(r"(.+?)\s*=\s*([\w-]+)\s*(?:,\s*|$)")


def solve(  # noqa: PLR0913 - one for each option
    name: CaseName,
    *,
    concept: Concepts = None,
    formula: Where = None,
    every: Every = False,
    by_decision_maker: ByDecisionMaker = False,
    mixed: Mixed = None,
    strong: Strong = False,
    lever: Levers = None,
    unknown: Unknown = DEFAULT,
    first: First = None,
    save: Save = None,
    force: Force = False,
    threads: Threads = None,
    memory: Memory = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_format: AsFormat = None,
) -> None:
    """Find the states that nobody would leave, under each concept of foresight.

    A dot marks an equilibrium: everyone stays there. JSON holds every state, whatever is chosen here.
    """
    key = chosen_format(as_format, json=as_json, csv=as_csv)
    if save is not None:
        check_target(save, force=force)
    if threads is not None:
        use_threads(threads)
    with working("Solving") as tell:
        setting = attrs.evolve(Setting.of(load(name), lever or ()), extension=extension_named(unknown).key)
        cast = _cast(mixed, setting.conflict) if mixed else None
        wanted = _concepts(split(concept))
        concepts = (*wanted, *_needed(cast, strong=strong)) if wanted else None
        limit = size_in_bytes(memory)
        if key == "json":
            check_written(setting.conflict.size, key)
        solution = solved(setting.conflict, concepts, extension=setting.extension, memory=limit, progress=tell)
        verdicts = columns(solution, wanted or solution.concepts, cast, strong=strong)
        every = every or formula is not None or FORMATS[key].data
        mask = where(setting.conflict, formula) & _shown(verdicts, every=every, strong=strong)
        beliefs = mistaken(solution) if setting.conflict.has_beliefs else None
        every_extension = in_all_extensions(solution) if setting.conflict.has_unknown else None
        if save is not None:
            tell(f"writing {save}", 1.0)
            save_solution(solution, setting.case, save, force=force)
    chosen, filtered = Chosen.of(mask, table_limit(first, key)), strong or formula is not None
    if key == "csv":
        check_written(len(chosen.shown), key)
    report = SolutionReport(
        setting, solution, chosen, filtered, verdicts, cast, by_decision_maker, beliefs, every_extension
    )
    show(report, key)


def _shown(verdicts: Mapping[str, NDArray[np.bool_]], *, every: bool, strong: bool) -> NDArray[np.bool_] | bool:
    """Say which states to show: the strong ones, or every one, or those that hold under some concept."""
    if strong:
        return verdicts["strong"]
    return every or np.logical_or.reduce(list(verdicts.values()))


def _concepts(keys: Sequence[str]) -> tuple[str, ...]:
    """Return the concepts asked for, all unknown ones being told at once."""
    return tuple(concept_named(key).key for key in keys)


def _needed(cast: Mapping[str, str] | None, *, strong: bool) -> tuple[str, ...]:
    return (*(BASIC if strong else ()), *(cast or {}).values())


def _cast(given: Sequence[str], conflict: Conflict) -> dict[str, str]:
    """Return the concept of each decision maker, as given.

    Raises:
        InputError: If it is not given as pairs, or a name or concept does not exist.
    """
    pairs = [pair for text in given for pair in _pairs(text)]
    problems = [no_such("decision maker", name, conflict.names) for name, _ in pairs if name not in conflict.names]
    if problems:
        raise UnknownNameError(*(problem.within("--mixed") for problem in problems))
    return {name: concept_named(key).key for name, key in pairs}


def _pairs(text: str) -> list[tuple[str, str]]:
    if not text.strip() or _PAIR.sub("", text.strip()):
        raise InputError(Problem(f"--mixed: cannot read '{text}'", allowed="NAME=KEY, as in 'US=seq,USSR=nash'"))
    return _PAIR.findall(text.strip())


SOLVE = Command(
    solve,
    (
        ("detente solve elmira", "which states hold, and under which concept"),
        ("detente solve elmira --concept nash,seq --all", "two concepts, every state"),
        ("detente solve cuba-1962 --by-decision-maker --where Withdraw", "who would stay"),
        ("detente solve cuba-1962 --mixed US=seq,USSR=nash", "unequal foresight"),
        ("detente solve elmira --lever 'the order is modified'", "with a lever pulled"),
        ("detente solve new-government --unknown b", "where preferences are unknown, in extension b"),
        ("detente solve elmira --json", "everything, for a program"),
        ("detente solve garrison --save garrison.npz", "every state as arrays, for millions of them"),
    ),
)
