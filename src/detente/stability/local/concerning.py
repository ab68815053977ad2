r"""Who can have a part in an answer to a decision maker.

In a large conflict many are busy with matters of their own. Let V be the least set of options that contains those of
i, those that its preference, its misperceptions and its forbidden moves speak of, and

* with an option also all that an infeasible formula ties to it;
* with an option of an opponent all options of that opponent, what its misperceptions and forbidden moves speak of, and,
  where answers must be improvements, what its preference speaks of.

A move of an opponent without options in V changes nothing in V: neither what the others can do or want there, nor how
much i likes the state. Left out of a chain of moves, it leaves a chain that ends alike for i. Only that somebody else
has moved in between is lost, which matters where nobody may move twice in a row and two moves lead further than one.
So if the moves of those with options in V are transitive, the others need not be looked at, and whether a state is
stable for i depends on V alone.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> makers = [DecisionMaker(name, [name.lower()], Statements([wish])) for name, wish in zip("ABC", ["b", "b", "c"])]
>>> concern = concern_of(Conflict(makers), 0, improving=True)
>>> concern.opponents, sorted(concern.variables)
([1], [0, 1])
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from detente.conflict import Conflict
from detente.formula import Formula

Indices = frozenset[int]


@attrs.frozen
class Concern:
    """What it takes to judge for a decision maker.

    Attributes:
        opponents: Those whose moves have to be looked at, by their places.
        variables: The verdict is the same in all states that agree in these, by index.
    """

    opponents: list[int]
    variables: Indices


def concern_of(conflict: Conflict, mover: int, *, improving: bool) -> Concern:
    """Return what it takes to judge for a decision maker.

    Args:
        conflict: The conflict, in option form and without coalesced states.
        mover: The decision maker that is judged for.
        improving: Whether its opponents answer by improvements only.
    """
    opponents = [place for place in range(len(conflict.names)) if place != mover]
    within = _within(conflict, mover, improving=improving)
    involved = [place for place in opponents if within & _own(conflict, place)]
    if all(conflict.local_moves[place].transitive for place in involved):
        return Concern(involved, within)
    return Concern(opponents, _every(conflict))


def _within(conflict: Conflict, mover: int, *, improving: bool) -> Indices:
    """Return the variables that can play a part: the set V."""
    within = _own(conflict, mover) | _limits(conflict, mover) | _liked(conflict, mover)
    rules = [conflict.words.used(formula) for formula in conflict.infeasible]
    while True:
        grown = within.union(*(rule for rule in rules if rule & within))
        for place in range(len(conflict.names)):
            if place != mover and grown & _own(conflict, place):
                grown |= _own(conflict, place) | _limits(conflict, place)
                grown |= _liked(conflict, place) if improving else Indices()
        if grown == within:
            return within
        within = grown


def _own(conflict: Conflict, place: int) -> Indices:
    return frozenset(index for index, _ in conflict.local_moves[place].own)


def _limits(conflict: Conflict, place: int) -> Indices:
    """Return the variables that what a decision maker may not do, or does not see, speaks of."""
    moves = conflict.local_moves[place]
    forbidden = [formula for move in moves.forbidden for formula in (move.from_, move.to)]
    return _used(conflict, [*moves.owner.misperceives, *forbidden])


def _liked(conflict: Conflict, place: int) -> Indices:
    """Return the variables that a preference speaks of; a ranking speaks of all."""
    formulas = conflict.decision_makers[place].preference.formulas
    return _every(conflict) if formulas is None else _used(conflict, formulas)


def _every(conflict: Conflict) -> Indices:
    return Indices(range(len(conflict.words.variables)))


def _used(conflict: Conflict, formulas: Iterable[Formula]) -> Indices:
    return Indices().union(*map(conflict.words.used, formulas))
