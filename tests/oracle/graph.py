"""From a declared conflict to states, moves and preferences.

G = (N, S, {A_i}, {≽_i}): decision makers N, feasible states S, arcs A_i of each decision maker, preference of each.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from detente.conflict import Conflict, DecisionMaker, Option, Ranking, Statements, Weights
from tests.oracle.truth import Key, Levels, World, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.conflict import Preference
    from detente.formula import Formula

States = frozenset[int]
Pattern = tuple[int, ...]
"""The level of every option, in listing order, from 0."""


@dataclass(frozen=True)
class Graph:
    """A graph model.

    Attributes:
        names: The decision makers.
        codes: The code of each state; of a coalesced state, that of its last member.
        moves: ``moves[i][s]`` is R_i(s).
        worth: ``worth[i][s]``: s is preferred to t iff its worth is greater. Whatever Python can compare.
        members: The patterns that make up each state.
        levels: The levels of every option, by whose it is and its name, in listing order.
        believed: ``believed[i][j]``: the worth of the states for j, as i thinks, where i has a belief about j.
    """

    names: tuple[str, ...]
    codes: tuple[int, ...]
    moves: tuple[tuple[States, ...], ...]
    worth: tuple[tuple[Any, ...], ...]
    members: tuple[tuple[Pattern, ...], ...]
    levels: Levels
    believed: tuple[dict[int, tuple[Any, ...]], ...] = field(default=(), kw_only=True)

    def seen_by(self, i: int) -> Graph:
        """Return the graph model as i sees it: others want what i thinks they want, and see it as i does."""
        if i not in self.views:
            worth = tuple(self.believed[i].get(j, self.worth[j]) for j in self.people)
            self.views[i] = replace(self, worth=worth, believed=tuple({} for _ in self.people))
        return self.views[i] if any(self.believed) else self

    @cached_property
    def views(self) -> dict[int, Graph]:
        """Room for what has been seen before."""
        return {}

    @property
    def size(self) -> int:
        """The number of states."""
        return len(self.codes)

    @property
    def people(self) -> range:
        """The decision makers, as places in the listing."""
        return range(len(self.names))

    @cached_property
    def owners(self) -> tuple[int, ...]:
        """Whose each option is, as a place in ``names``."""
        return tuple(self.names.index(str(owner)) for owner, _ in self.levels)

    @property
    def composes(self) -> bool:
        """Whether moves can be made together: in option form, where every state is one pattern."""
        in_graph_form = any(owner is None for owner, _ in self.levels)
        return not in_graph_form and all(len(each) == 1 for each in self.members)

    @cached_property
    def place(self) -> dict[Pattern, int]:
        """The state of every pattern."""
        return {pattern: state for state, each in enumerate(self.members) for pattern in each}

    @cached_property
    def improvements(self) -> tuple[tuple[States, ...], ...]:
        """R_i⁺(s) = {q ∈ R_i(s) : q ≻_i s}. Strict: an equally liked state is no reason to leave."""
        return tuple(
            tuple(frozenset(q for q in moves[s] if worth[q] > worth[s]) for s in range(self.size))
            for moves, worth in zip(self.moves, self.worth, strict=True)
        )

    @cached_property
    def memory(self) -> dict[Any, frozenset[int]]:
        """Room for what has been worked out before."""
        return {}


def read(conflict: Conflict) -> Graph:
    """Derive the graph model of a conflict."""
    return _read_graph_form(conflict) if conflict.states else _read_option_form(conflict)


def _read_option_form(conflict: Conflict) -> Graph:
    options = [(owner.name, option) for owner in conflict.decision_makers for option in owner.options]
    levels: Levels = {(owner, option.name): option.levels for owner, option in options}
    patterns = [
        pattern
        for pattern in product(*(range(len(option.levels)) for _, option in options))
        if not _any_holds(conflict.infeasible, pattern, levels)
    ]
    states = _states(conflict, patterns, levels)
    state_of = {pattern: place for place, members in enumerate(states) for pattern in members}
    moves = []
    for owner in conflict.decision_makers:
        targets: list[set[int]] = [set() for _ in states]
        for from_, to in _pattern_moves(conflict, owner, options, patterns, levels):
            if state_of[from_] != state_of[to]:
                targets[state_of[from_]].add(state_of[to])
        moves.append(tuple(map(frozenset, targets)))
    return Graph(
        names=tuple(owner.name for owner in conflict.decision_makers),
        codes=tuple(max(_code(pattern, levels) for pattern in members) for members in states),
        moves=tuple(moves),
        worth=tuple(_worth(owner.preference, states, levels) for owner in conflict.decision_makers),
        members=tuple(map(tuple, states)),
        levels=levels,
        believed=tuple(_believed(conflict, owner, states, levels) for owner in conflict.decision_makers),
    )


def _read_graph_form(conflict: Conflict) -> Graph:
    levels: Levels = {(None, "state"): conflict.states}
    patterns: list[Pattern] = [(place,) for place in range(len(conflict.states))]
    moves = []
    for owner in conflict.decision_makers:
        seen = [pattern[0] for pattern in patterns if not _any_holds(owner.misperceives, pattern, levels)]
        arcs = {(conflict.states.index(from_), conflict.states.index(to)) for from_, to in owner.arcs}
        moves.append(tuple(frozenset(t for t in seen if (s, t) in arcs and s in seen and s != t) for (s,) in patterns))
    states = [[pattern] for pattern in patterns]
    return Graph(
        names=tuple(owner.name for owner in conflict.decision_makers),
        codes=tuple(range(len(states))),
        moves=tuple(moves),
        worth=tuple(_worth(owner.preference, states, levels) for owner in conflict.decision_makers),
        members=tuple(map(tuple, states)),
        levels=levels,
        believed=tuple(_believed(conflict, owner, states, levels) for owner in conflict.decision_makers),
    )


def _world(pattern: Pattern, levels: Levels) -> World:
    return {key: names[level] for (key, names), level in zip(levels.items(), pattern, strict=True)}


def _any_holds(formulas: Iterable[Formula], pattern: Pattern, levels: Levels) -> bool:
    world = _world(pattern, levels)
    return any(holds(formula, world, levels) for formula in formulas)


def _code(pattern: Pattern, levels: Levels) -> int:
    """Option k is worth the product of the numbers of levels of the options before it, times its level."""
    counts = [len(names) for names in levels.values()]
    return sum(level * prod(counts[:k]) for k, level in enumerate(pattern))


def _states(conflict: Conflict, patterns: list[Pattern], levels: Levels) -> list[list[Pattern]]:
    """States in ascending code; the states in which a coalescing formula holds are one, at the place of its last."""
    states = [[pattern] for pattern in patterns]
    for formula in conflict.coalesced:
        one = [members for members in states if any(_any_holds([formula], pattern, levels) for pattern in members)]
        others = [members for members in states if members not in one]
        states = [*others, [pattern for members in one for pattern in members]] if one else others
    return sorted(states, key=lambda members: max(_code(pattern, levels) for pattern in members))


def _pattern_moves(
    conflict: Conflict,
    owner: DecisionMaker,
    options: Sequence[tuple[str, Option]],
    patterns: list[Pattern],
    levels: Levels,
) -> list[tuple[Pattern, Pattern]]:
    """In option form i may change any subset of its own options in one move.

    Every changed option must be able to move that way, both patterns must be seen by i, and no forbidden move may lead
    from the one to the other.
    """
    own = [k for k, (name, _) in enumerate(options) if name == owner.name]
    seen = [pattern for pattern in patterns if not _any_holds(owner.misperceives, pattern, levels)]
    alike: dict[Pattern, list[Pattern]] = defaultdict(list)
    for pattern in seen:
        alike[tuple(level for k, level in enumerate(pattern) if k not in own)].append(pattern)
    forbidden = [
        (
            {p for p in seen if _any_holds([move.from_], p, levels)},
            {p for p in seen if _any_holds([move.to], p, levels)},
        )
        for move in conflict.forbidden_moves
        if move.by is None or move.by == owner.name
    ]
    return [
        (p, q)
        for together in alike.values()
        for p in together
        for q in together
        if p != q
        and all(p[k] == q[k] or _may_move(options[k][1], p[k], q[k]) for k in own)
        and not any(p in leaves and q in enters for leaves, enters in forbidden)
    ]


def _may_move(option: Option, here: int, there: int) -> bool:
    """Say whether one move may take an option from one level to another, different, level."""
    if not isinstance(option.moves, str):
        return (option.levels[here], option.levels[there]) in option.moves
    climb = there - here
    ways = {"both": True, "up": climb > 0, "down": climb < 0}
    ways |= {"rung": abs(climb) == 1, "rung-up": climb == 1, "rung-down": climb == -1}
    return ways[option.moves]


def _believed(
    conflict: Conflict, owner: DecisionMaker, states: list[list[Pattern]], levels: Levels
) -> dict[int, tuple[Any, ...]]:
    names = [each.name for each in conflict.decision_makers]
    return {names.index(name): _worth(preference, states, levels) for name, preference in owner.believes}


def _worth(preference: Preference, states: list[list[Pattern]], levels: Levels) -> tuple[Any, ...]:
    """Give every state something to compare: a greater one is preferred, an equal one is liked equally."""
    if isinstance(preference, Ranking):
        tier = {number: place for place, tier in enumerate(preference.tiers) for number in tier}
        return tuple(-tier[place + 1] for place in range(len(states)))
    return tuple(_agreed([_pattern_worth(preference, _world(p, levels), levels) for p in each]) for each in states)


def _pattern_worth(preference: Any, world: World, levels: Levels) -> Any:
    match preference:
        case Statements(statements):
            # s is preferred to t iff its truth vector is lexicographically greater.
            return tuple(holds(statement, world, levels) for statement in statements)
        case Weights(weights):
            return sum((weight for formula, weight in weights if holds(formula, world, levels)), start=Fraction(0))
        case _:
            raise TypeError(preference)


def _agreed(worths: list[Any]) -> Any:
    """Every decision maker must like the members of a coalesced state equally."""
    assert all(worth == worths[0] for worth in worths)
    return worths[0]


__all__ = ["Graph", "Key", "read"]
