"""Random conflicts and formulas, small and nasty.

Everything is drawn by one function from a ``random.Random``. Hypothesis supplies one whose every draw it records, so
that a failing conflict shrinks; lower draws are written to mean simpler things.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

import hypothesis.strategies as st

from detente.conflict import Conflict, DecisionMaker, ForbiddenMove, Option, Ranking, Statements, Weights
from detente.conflict.preference import Preference
from detente.formula import (
    NO_YES,
    And,
    Chosen,
    Compared,
    Constant,
    Count,
    Formula,
    If,
    Iff,
    Not,
    Or,
    Reference,
    Variable,
)
from tests.oracle import Graph, holds, read
from tests.oracle.graph import Pattern
from tests.oracle.truth import Levels

NAMES = ("A", "B 2", "if", "Ünion", "e-5")
OPTION_NAMES = ("x", "y", "Air Strike", "not", "o'clock", "état", "x-1", "w")
LADDER = ("low", "mid", "high", "2")
COMPARISONS = tuple(Compared.OPERATORS)
ATOMS = 5
"""So many of twelve formulas are atoms."""


@dataclass(frozen=True)
class Family:
    """What the conflicts of a family have; each part is left out of some of them all the same."""

    most_states: int = 32
    levels: bool = False
    one_way: bool = False
    steps: bool = False
    infeasible: bool = False
    forbidden: bool = False
    misperceived: bool = False
    coalesced: bool = False
    graph: bool = False
    many_statements: bool = False
    beliefs: bool = False
    unknown: bool = False


FAMILIES: dict[str, Family] = {
    "free": Family(most_states=48),
    "infeasible": Family(most_states=48, infeasible=True),
    "one-way": Family(one_way=True, infeasible=True),
    "levels": Family(most_states=48, levels=True, infeasible=True),
    "one-way levels": Family(levels=True, one_way=True, infeasible=True),
    "steps": Family(levels=True, one_way=True, steps=True, infeasible=True),
    "forbidden moves": Family(one_way=True, infeasible=True, forbidden=True),
    "misperceived": Family(one_way=True, levels=True, infeasible=True, misperceived=True),
    "coalesced": Family(levels=True, one_way=True, infeasible=True, coalesced=True),
    "graph form": Family(most_states=14, graph=True),
    "graph form, misperceived": Family(most_states=14, graph=True, misperceived=True),
    "many statements": Family(most_states=16, levels=True, one_way=True, infeasible=True, many_statements=True),
    "beliefs": Family(most_states=24, one_way=True, infeasible=True, beliefs=True),
    "beliefs, graph form": Family(most_states=14, graph=True, beliefs=True),
    "everything": Family(
        levels=True,
        one_way=True,
        steps=True,
        infeasible=True,
        forbidden=True,
        misperceived=True,
        coalesced=True,
        many_statements=True,
        beliefs=True,
    ),
}


UNSURE: dict[str, Family] = {
    "unknown": Family(most_states=20, one_way=True, infeasible=True, unknown=True),
    "unknown, graph form": Family(most_states=12, graph=True, unknown=True),
    "unknown, beliefs": Family(most_states=16, levels=True, steps=True, beliefs=True, unknown=True),
    "unknown, coalesced": Family(most_states=24, levels=True, coalesced=True, unknown=True),
}
"""Families in which it is not always known what somebody prefers: five of the concepts are defined for them."""


def unsure_conflicts(family: str) -> st.SearchStrategy[Conflict]:
    """Draw conflicts of a family in which preferences are unknown; in a few of them nothing is."""
    return st.randoms(use_true_random=False).map(lambda random: random_conflict(random, UNSURE[family]))


def any_unsure_conflicts() -> st.SearchStrategy[Conflict]:
    """Draw conflicts of all these families."""
    return st.sampled_from(sorted(UNSURE)).flatmap(unsure_conflicts)


def conflicts(family: str) -> st.SearchStrategy[Conflict]:
    """Draw conflicts of a family."""
    return st.randoms(use_true_random=False).map(lambda random: random_conflict(random, FAMILIES[family]))


def any_conflicts() -> st.SearchStrategy[Conflict]:
    """Draw conflicts of all families."""
    return st.sampled_from(sorted(FAMILIES)).flatmap(conflicts)


def random_conflict(random: Random, family: Family) -> Conflict:
    """Draw a conflict."""
    if family.graph:
        return _graph_conflict(random, family)
    makers = _makers(random, family)
    variables = [Variable(option.name, who.name, option.levels) for who in makers for option in who.options]
    standing = {(each.decision_maker, each.name): random.choice(each.levels) for each in variables}

    def formula() -> Formula:
        return random_formula(random, variables)

    def narrow() -> Formula:
        """Return a formula that holds in few states rather than in many."""
        return And((formula(), formula())) if random.random() < 0.7 else formula()

    def some(wanted: bool, most: int, draw: Callable[[], Any] = formula) -> list[Any]:
        return [draw() for _ in range(random.randint(0, most))] if wanted and variables else []

    infeasible = [each for each in some(family.infeasible, 3, narrow) if not holds(each, standing, _levels(variables))]
    forbidden = some(family.forbidden, 3, lambda: _forbidden_move(random, makers, formula))
    coalesced = some(family.coalesced, 2, narrow)
    makers = [DecisionMaker(who.name, who.options, misperceives=some(family.misperceived, 1)) for who in makers]
    bare = Conflict(
        makers,
        infeasible=infeasible,
        forbidden_moves=forbidden,
        coalesced=coalesced,
        status_quo={f"{owner}.{name}": level for (owner, name), level in standing.items()},
    )
    return with_preferences(bare, random, variables, family)


def with_preferences(conflict: Conflict, random: Random, variables: Sequence[Variable], family: Family) -> Conflict:
    """Give every decision maker of a conflict a random preference."""
    size = read(conflict).size

    def formula() -> Formula:
        """Return a formula that does not tell the members of a coalesced state apart."""
        drawn = random_formula(random, variables) if variables else Constant(value=random.random() < 0.5)
        if not conflict.coalesced:
            return drawn
        one = any_of(conflict.coalesced)
        return Or((drawn, one)) if random.random() < 0.5 else And((drawn, Not(one)))

    def wish() -> Preference:
        return _preference(random, size, formula, family)

    def beliefs(who: DecisionMaker) -> dict[str, Preference]:
        others = [name for name in conflict.names if name != who.name] if family.beliefs else []
        return {name: wish() for name in others if random.random() < 0.5}

    def unknown() -> list[tuple[Formula, Formula]]:
        return [(formula(), formula()) for _ in range(random.randint(0, 2))] if family.unknown else []

    makers = [
        DecisionMaker(
            who.name,
            who.options,
            wish(),
            arcs=who.arcs,
            misperceives=who.misperceives,
            unknown=unknown(),
            believes=beliefs(who),
        )
        for who in conflict.decision_makers
    ]
    return Conflict(
        makers,
        infeasible=conflict.infeasible,
        forbidden_moves=conflict.forbidden_moves,
        coalesced=conflict.coalesced,
        status_quo=conflict.status_quo,
        states=conflict.states,
    )


def random_formula(random: Random, variables: Sequence[Variable], depth: int = 2) -> Formula:
    """Draw a formula over these variables, at most so many levels above its atoms."""
    kind = random.randrange(ATOMS + 7) if depth else 0
    if kind < ATOMS:
        return _atom(random, variables)

    def part() -> Formula:
        return random_formula(random, variables, depth - 1)

    def parts(fewest: int) -> tuple[Formula, ...]:
        return tuple(part() for _ in range(random.randint(fewest, 3)))

    compounds: list[Callable[[], Formula]] = [
        lambda: Not(part()),
        lambda: And(parts(2)),
        lambda: And(parts(2)),
        lambda: Or(parts(2)),
        lambda: If(part(), part()),
        lambda: Iff(part(), part()),
        lambda: Count(random.choice(tuple(Count.OPERATORS)), random.randint(0, 3), parts(1)),
    ]
    return compounds[kind - ATOMS]()


def formulas(variables: Sequence[Variable], depth: int = 4) -> st.SearchStrategy[Formula]:
    """Draw formulas over these variables."""
    return st.randoms(use_true_random=False).map(lambda random: random_formula(random, variables, depth))


def _levels(variables: Sequence[Variable]) -> Levels:
    return {(each.decision_maker, each.name): each.levels for each in variables}


def _atom(random: Random, variables: Sequence[Variable]) -> Formula:
    variable = random.choice(variables)
    unique = [each.name for each in variables].count(variable.name) == 1
    owner = None if unique and random.random() < 0.5 else variable.decision_maker
    reference = Reference(variable.name, owner)
    if variable.is_yes_no and random.random() < 0.7:
        return Chosen(reference)
    if random.random() < 0.03:
        return Constant(value=random.random() < 0.5)
    return Compared(reference, random.choice(COMPARISONS), random.choice(variable.levels))


def _makers(random: Random, family: Family) -> list[DecisionMaker]:
    """Draw decision makers with options, never more combinations than the family has states."""
    room = family.most_states
    makers = []
    for name in NAMES[: random.randint(1, 5)]:
        options = []
        for option_name in random.sample(OPTION_NAMES, random.randint(0, 3)):
            option = _option(random, option_name, family)
            if len(option.levels) <= room:
                room //= len(option.levels)
                options.append(option)
        makers.append(DecisionMaker(name, options))
    return makers


def _option(random: Random, name: str, family: Family) -> Option:
    levels = LADDER[: random.randint(2, 4)] if family.levels and random.random() < 0.5 else NO_YES
    moves: Any = "both"
    if family.one_way:
        moves = random.choice(["both", "up", "down"])
    if family.steps and random.random() < 0.6:
        moves = random.choice(["rung", "rung-up", "rung-down", _steps(random, levels)])
    return Option(name, levels, moves)


def _steps(random: Random, levels: Sequence[str]) -> list[tuple[str, str]]:
    return [(here, there) for here in levels for there in levels if here != there and random.random() < 0.5]


def _forbidden_move(random: Random, makers: Sequence[DecisionMaker], formula: Callable[[], Formula]) -> ForbiddenMove:
    return ForbiddenMove(from_=formula(), to=formula(), by=random.choice([None, *(who.name for who in makers)]))


def _graph_conflict(random: Random, family: Family) -> Conflict:
    """Draw states and arcs by hand: whatever comes, transitive or not."""
    names = [f"s {number}" for number in range(1, random.randint(1, family.most_states) + 1)]
    variables = [Variable("state", None, tuple(names))]
    makers = [
        DecisionMaker(
            name,
            arcs=_arcs(random, names),
            misperceives=[random_formula(random, variables)] if family.misperceived and random.random() < 0.5 else [],
        )
        for name in NAMES[: random.randint(1, 5)]
    ]
    bare = Conflict(makers, states=names, status_quo={"state": random.choice(names)})
    return with_preferences(bare, random, variables, family)


def _arcs(random: Random, names: Sequence[str]) -> list[tuple[str, str]]:
    """Draw arcs, from none to about half of all; an arc from a state to itself is no move."""
    pairs = [(from_, to) for from_ in names for to in names]
    drawn = random.getrandbits(len(pairs))
    for _ in range(random.randint(0, 3)):
        drawn &= random.getrandbits(len(pairs))
    return [pair for place, pair in enumerate(pairs) if drawn >> place & 1]


def _preference(random: Random, size: int, formula: Callable[[], Formula], family: Family) -> Preference:
    kind = random.randrange(8)
    if kind == 0:
        return Statements()
    if family.many_statements and kind <= 3:
        return _many_statements(random, formula)
    if kind <= 3:
        return Statements([formula() for _ in range(random.randint(1, 5))])
    if kind == 4:
        return Weights([(formula(), _weight(random)) for _ in range(random.randint(0, 4))])
    return random_ranking(random, size)


def _many_statements(random: Random, formula: Callable[[], Formula]) -> Statements:
    """Draw statements of which the first 64 decide little, so that it takes a later one to tell states apart."""
    true = Constant(value=True)
    early = [formula() if random.random() < 0.02 else true for _ in range(random.randint(60, 70))]
    return Statements([*early, *(formula() for _ in range(random.randint(1, 5)))])


def _weight(random: Random) -> Fraction:
    unit = random.choice([Fraction(1), Fraction(-1), Fraction(1, 3), Fraction(2**70), Fraction(-1, 10**12)])
    return unit * random.randint(0, 4)


def random_ranking(random: Random, size: int) -> Ranking:
    """Draw a ranking of so many states, from strict to all tied."""
    numbers = list(range(1, size + 1))
    random.shuffle(numbers)
    ties = random.choice([0.0, 0.2, 0.6])
    tiers: list[list[int]] = []
    for number in numbers:
        if tiers and random.random() < ties:
            tiers[-1].append(number)
        else:
            tiers.append([number])
    return Ranking(tiers)


def state_formula(graph: Graph, state: int) -> Formula:
    """Return the formula that holds in one state, counted from 0, and in no other."""
    return any_of([_pattern_formula(graph.levels, pattern) for pattern in graph.members[state]])


def _pattern_formula(levels: Levels, pattern: Pattern) -> Formula:
    pairs = zip(levels.items(), pattern, strict=True)
    return all_of([Compared(Reference(name, owner), "=", names[level]) for ((owner, name), names), level in pairs])


def all_of(members: Sequence[Formula]) -> Formula:
    """Join any number of formulas by *and*."""
    return And(members) if len(members) > 1 else members[0] if members else Constant(value=True)


def any_of(members: Sequence[Formula]) -> Formula:
    """Join any number of formulas by *or*."""
    return Or(members) if len(members) > 1 else members[0] if members else Constant(value=False)
