"""A conflict as sets: states as patterns of levels, moves and likings as pairs of them."""

from __future__ import annotations

import attrs

from detente.conflict import Conflict, Preference, Ranking, Statements
from detente.formula import Formula
from tests.oracle import holds, read
from tests.oracle.graph import Pattern
from tests.oracle.truth import Key, World

Pairs = frozenset[tuple[str, Pattern, Pattern]]


@attrs.frozen
class Sets:
    """A graph model, told apart by patterns so that it can be compared with one that has fewer or more states.

    Attributes:
        states: The patterns of the feasible states.
        moves: Who can move from where to where.
        likes: Who prefers which state to which.
    """

    states: frozenset[Pattern]
    moves: Pairs
    likes: Pairs

    def within(self, kept: set[Pattern]) -> Sets:
        """Return what is left if only these states remain."""
        return Sets(
            self.states & kept,
            frozenset(each for each in self.moves if {each[1], each[2]} <= kept),
            frozenset(each for each in self.likes if {each[1], each[2]} <= kept),
        )


def as_sets(conflict: Conflict) -> Sets:
    """Read a conflict in option form in which no states are coalesced."""
    graph = read(conflict)
    patterns = [pattern for (pattern,) in graph.members]
    every = range(graph.size)
    return Sets(
        frozenset(patterns),
        frozenset(
            (graph.names[i], patterns[s], patterns[t]) for i in graph.people for s in every for t in graph.moves[i][s]
        ),
        frozenset(
            (graph.names[i], patterns[s], patterns[t])
            for i in graph.people
            for s in every
            for t in every
            if graph.worth[i][s] > graph.worth[i][t]
        ),
    )


def keys_of(conflict: Conflict) -> list[Key]:
    """Return the options by whose they are and their name, in listing order."""
    return [(who.name, option.name) for who in conflict.decision_makers for option in who.options]


def world_of(conflict: Conflict, pattern: Pattern) -> World:
    """Return the level of every option in a state."""
    levels = read(conflict).levels
    return {key: levels[key][at] for key, at in zip(levels, pattern, strict=True)}


def is_true(conflict: Conflict, formula: Formula, pattern: Pattern) -> bool:
    """Say whether a formula holds in a state."""
    return holds(formula, world_of(conflict, pattern), read(conflict).levels)


def without_rankings(conflict: Conflict) -> Conflict:
    """Return the conflict with indifference instead of rankings, which speak of the numbers of the states."""

    def spoken(liked: Preference) -> Preference:
        return Statements() if isinstance(liked, Ranking) else liked

    owners = [
        attrs.evolve(
            who,
            preference=spoken(who.preference),
            believes={name: spoken(liked) for name, liked in who.believes},
        )
        for who in conflict.decision_makers
    ]
    return attrs.evolve(conflict, decision_makers=owners)
