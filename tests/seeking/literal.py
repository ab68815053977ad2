"""What may be changed and what it comes to, read literally from the page on seeking: every set is tried."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

import attrs

from detente.case import Case
from detente.conflict import Conflict, DecisionMaker, Option, Ranking, Statements
from detente.errors import InputError
from detente.formula import Compared, Formula, Not, Reference
from tests.answer.literal import Literal

STRENGTH = {"none": 0, "cut off": 1, "holds": 1, "open": 2, "deterred": 3, "led to": 4, "certain": 5}


def _led(literal: Literal) -> set[int]:
    """Return the equilibria that are reached; all of them where it is not known what is."""
    if literal.start is None:
        return literal.resting
    return literal.resting & literal.reached(literal.unsanctioned)


MEETS: dict[str, Callable[[Literal], bool]] = {
    "exists": lambda literal: bool(literal.resting & literal.where),
    "reached": lambda literal: bool(_led(literal) & literal.where),
    "only": lambda literal: bool(_led(literal)) and _led(literal) <= literal.where,
    "avoided": lambda literal: not _led(literal) & literal.where,
}
"""When each aim is met."""


def nearness(aim: str, standing: str) -> int:
    """Return how near an aim is that is not met: what is to be avoided is the nearer the weaker it stands."""
    return -STRENGTH[standing] if aim == "avoided" else STRENGTH[standing]


ORDER = ("swap", "lever", "force", "remove", "irreversible", "allow")


@attrs.frozen
class Step:
    """One change: its kind, whom it touches, and what it makes of a conflict.

    Attributes:
        about: What it is about, for the reader and for the rule that two changes about one thing do not go together.
    """

    kind: str
    touches: frozenset[str]
    about: tuple[object, ...]
    make: Callable[[Conflict], Conflict]


def steps(case: Case) -> list[Step]:
    """List every change there is, in the order in which those of a set are made."""
    found = [*_levers(case), *_of_options(case.conflict), *_allowing(case.conflict), *_swaps(case.conflict)]
    return sorted(found, key=lambda step: ORDER.index(step.kind))


def _levers(case: Case) -> Iterator[Step]:
    for lever in case.levers:
        yield Step("lever", frozenset(lever.touches(case.conflict)), (lever.name,), lever.apply)


def _of_options(conflict: Conflict) -> Iterator[Step]:
    for who in conflict.decision_makers:
        for option in who.options:
            key, touched = (who.name, option.name), frozenset([who.name])
            today = _today(conflict, key)
            for level in option.levels:
                kind = "remove" if level == today else "force"
                yield Step(kind, touched, (*key, level), lambda c, key=key, level=level: _at(c, key, level))  # type: ignore[misc]
            steps_up = {(a, b) for a, b in _pairs(option) if option.levels.index(b) > option.levels.index(a)}
            if steps_up and steps_up != _pairs(option):
                yield Step(
                    "irreversible",
                    touched,
                    (*key, "up"),
                    lambda c, key=key, up=steps_up: _moving(c, key, sorted(up)),  # type: ignore[misc]
                )


def _pairs(option: Option) -> set[tuple[str, str]]:
    return {(a, b) for a in option.levels for b in option.levels if option.can_move(a, b)}


def _today(conflict: Conflict, key: tuple[str, str]) -> str | None:
    if conflict.status_quo is None:
        return None
    (option,) = [each for who in conflict.decision_makers for each in who.options if (who.name, each.name) == key]
    given = {conflict.words.variables[conflict.variable_named(name)]: level for name, level in conflict.status_quo}
    named = {(variable.decision_maker, variable.name): level for variable, level in given.items()}
    return named.get(key, option.levels[0])


def _at(conflict: Conflict, key: tuple[str, str], level: str) -> Conflict:
    """No state has the option at another level, and the status quo has it at this one."""
    others: Formula = Not(Compared(Reference(key[1], key[0]), "=", level))
    quo = conflict.status_quo
    if quo is not None:
        kept = {name: at for name, at in quo if _key(conflict, name) != key}
        quo = tuple(sorted((kept | {f"{key[0]}.{key[1]}": level}).items()))
    return attrs.evolve(conflict, infeasible=(*conflict.infeasible, others), status_quo=quo)


def _key(conflict: Conflict, name: str) -> tuple[str | None, str]:
    variable = conflict.words.variables[conflict.variable_named(name)]
    return variable.decision_maker, variable.name


def _moving(conflict: Conflict, key: tuple[str, str], moves: list[tuple[str, str]]) -> Conflict:
    makers = [
        attrs.evolve(
            who,
            options=[attrs.evolve(each, moves=moves) if (who.name, each.name) == key else each for each in who.options],
        )
        for who in conflict.decision_makers
    ]
    return attrs.evolve(conflict, decision_makers=makers)


def _allowing(conflict: Conflict) -> Iterator[Step]:
    for formula in dict.fromkeys(conflict.infeasible):
        touched = {conflict.words.variables[index].decision_maker for index in conflict.words.used(formula)}
        yield Step(
            "allow",
            frozenset(map(str, touched)),
            (str(formula),),
            lambda c, formula=formula: attrs.evolve(c, infeasible=[f for f in c.infeasible if f != formula]),  # type: ignore[misc]
        )


def _swaps(conflict: Conflict) -> Iterator[Step]:
    for who in conflict.decision_makers:
        wanted = who.preference
        parts = (
            wanted.statements if isinstance(wanted, Statements) else wanted.tiers if isinstance(wanted, Ranking) else ()
        )
        for place in range(len(parts) - 1):
            if parts[place] != parts[place + 1]:
                about = (who.name, place + 1)
                yield Step(
                    "swap",
                    frozenset([who.name]),
                    about,
                    lambda c, who=who, place=place: _exchanged(c, who, place),  # type: ignore[misc]
                )


def _exchanged(conflict: Conflict, who: DecisionMaker, place: int) -> Conflict:
    makers = []
    for each in conflict.decision_makers:
        wanted = each.preference
        if each.name == who.name and isinstance(wanted, Statements | Ranking):
            parts = list(wanted.statements if isinstance(wanted, Statements) else wanted.tiers)
            parts[place], parts[place + 1] = parts[place + 1], parts[place]
            each = attrs.evolve(each, preference=type(wanted)(parts))  # type: ignore[arg-type]  # noqa: PLW2901
        makers.append(each)
    return attrs.evolve(conflict, decision_makers=makers)


def clash(one: Step, other: Step) -> bool:
    """Say whether two changes are about one option, or swap one statement or tier twice."""
    if "swap" in {one.kind, other.kind}:
        same = one.kind == other.kind and one.about[0] == other.about[0]
        return same and abs(int(str(one.about[1])) - int(str(other.about[1]))) < 2
    about_options = {"force", "remove", "irreversible"}
    return {one.kind, other.kind} <= about_options and one.about[:2] == other.about[:2]


def after(case: Case, chosen: Collection[Step]) -> Conflict | None:
    """Return the conflict after changes, or ``None`` if no state is left, or not the status quo."""
    conflict = case.conflict
    try:
        for step in chosen:
            conflict = step.make(conflict)
        conflict.space.patterns, conflict.status_quo_index, conflict.payoff_table  # noqa: B018 - fits or does not
    except InputError:
        return None
    return conflict


@attrs.frozen
class Found:
    """A set of changes that fits, what it costs, how the goal stands after it, and which aims are met."""

    chosen: frozenset[int]
    cost: Fraction
    standing: str
    meets: frozenset[str]
    comes_to: object


def every_set(
    case: Case, goal: Formula, concept: str, pool: list[Step], costs: list[Fraction], most: int
) -> list[Found]:
    """Try every set of at most so many changes that go together."""
    found = []
    for size in range(most + 1):
        for places in combinations(range(len(pool)), size):
            if any(clash(pool[i], pool[j]) for i, j in combinations(places, 2)):
                continue
            conflict = after(case, [pool[place] for place in places])
            if conflict is not None:
                literal = Literal(conflict, concept, goal)
                cost = sum((costs[place] for place in places), Fraction())
                meets = frozenset(key for key, met in MEETS.items() if met(literal))
                found.append(Found(frozenset(places), cost, literal.standing(), meets, comes_to(literal)))
    return found


def comes_to(literal: Literal) -> object:
    """Return the states, moves, payoffs (by who prefers which state, in whose eyes) and status quo of a conflict."""
    graph = literal.graph
    states = range(len(graph.codes))

    def preferred(worth: Sequence[Any]) -> tuple[tuple[int, int], ...]:
        return tuple((s, t) for s in states for t in states if worth[s] > worth[t])

    believed = tuple({j: preferred(worth) for j, worth in each.items()} for each in graph.believed)
    moves = tuple(tuple(map(frozenset, each)) for each in graph.moves)
    return graph.members, moves, tuple(map(preferred, graph.worth)), believed, literal.start


def minimal(sets: list[Found], aim: str) -> list[Found]:
    """Return the sets that meet an aim and hold no other that does."""
    meeting = [each for each in sets if aim in each.meets]
    return [each for each in meeting if not any(other.chosen < each.chosen for other in meeting)]
