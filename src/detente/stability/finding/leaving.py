"""What must hold for a decision maker to be able to make a move, and to want it, as literals of the solver."""

from __future__ import annotations

from collections.abc import Sequence

from detente.conflict import Conflict, DecisionMaker, Option, Statements, Weights
from detente.conflict.preference.weights import whole_numbers
from detente.errors import Problem, TooLargeError
from detente.formula import Formula, Reference
from detente.stability.finding.encoding import Encoding, Levels
from detente.stability.finding.gates import Literal, opposite

MOST_WEIGHT = 2**60
"""The most that weights, as whole numbers without a common factor, may add up to."""


def own_variables(conflict: Conflict, owner: DecisionMaker) -> list[int]:
    """Return the indices of the variables that are a decision maker's options."""
    return [conflict.words.index(Reference(option.name, owner.name)) for option in owner.options]


def leaves(encoding: Encoding, conflict: Conflict, owner: DecisionMaker, here: Levels, there: Levels) -> list[Literal]:
    """Return literals all of which are true iff a decision maker has an improvement from one state to another.

    Args:
        encoding: The solver's model.
        conflict: The conflict.
        owner: The decision maker.
        here: The state that is left, as far as it is known; the rest is as in the solver's model.
        there: The state that is reached, likewise.
    """
    own = zip(owner.options, own_variables(conflict, owner), strict=True)
    forbidden = [move for move in conflict.forbidden_moves if move.by in (None, owner.name)]
    return [
        *(_can_change(encoding, option, index, here, there) for option, index in own),
        *(opposite(encoding.truth(formula, there)) for formula in conflict.infeasible),
        *(
            opposite(encoding.all_of([encoding.truth(move.from_, here), encoding.truth(move.to, there)]))
            for move in forbidden
        ),
        *(opposite(encoding.truth(formula, at)) for formula in owner.misperceives for at in (here, there)),
        _prefers(encoding, owner, here, there),
    ]


def check_weights(conflict: Conflict) -> None:
    """Refuse weights that the solver cannot sum.

    Raises:
        TooLargeError: If they are too fine.
    """
    for owner in conflict.decision_makers:
        if isinstance(owner.preference, Weights) and sum(map(abs, _whole(owner.preference))) > MOST_WEIGHT:
            message = f"the weights of decision maker '{owner.name}' are too fine to search with"
            raise TooLargeError(Problem(message, allowed=f"whole numbers that add up to at most {MOST_WEIGHT}"))


def liked(encoding: Encoding, owner: DecisionMaker, at: Levels) -> list[tuple[int, Literal]]:
    """Return numbers and literals: the greater the sum over the literals that are true, the better the state is liked.

    Of statements only the foremost count.
    """
    if isinstance(owner.preference, Weights):
        weights = zip(owner.preference.weights, _whole(owner.preference), strict=True)
        return [(weight, encoding.truth(formula, at)) for (formula, _), weight in weights]
    assert isinstance(owner.preference, Statements)  # noqa: S101 - checked before anything was encoded
    foremost = owner.preference.statements[:_FOREMOST]
    return [(1 << place, encoding.truth(each, at)) for place, each in enumerate(reversed(foremost))]


_FOREMOST = 40


def _can_change(encoding: Encoding, option: Option, index: int, here: Levels, there: Levels) -> Literal:
    """Return whether an option is at its new level already or may move there."""
    levels = range(len(option.levels))
    ways = [(from_, to) for from_ in levels for to in levels if from_ == to or option.steps[from_, to]]
    if len(ways) == len(levels) ** 2:
        return True
    return encoding.any_of(
        [encoding.all_of([encoding.at(index, from_, here), encoding.at(index, to, there)]) for from_, to in ways]
    )


def _prefers(encoding: Encoding, owner: DecisionMaker, here: Levels, there: Levels) -> Literal:
    """Return whether a decision maker prefers the one state to the other."""
    if isinstance(owner.preference, Weights):
        gained = liked(encoding, owner, there)
        lost = [(-weight, literal) for weight, literal in liked(encoding, owner, here)]
        return encoding.at_least(1, gained + lost)
    assert isinstance(owner.preference, Statements)  # noqa: S101 - checked before anything was encoded
    return _lexicographically_greater(encoding, owner.preference.statements, here, there)


def _lexicographically_greater(
    encoding: Encoding, statements: Sequence[Formula], here: Levels, there: Levels
) -> Literal:
    greater: Literal = False
    for statement in reversed(statements):
        before, after = encoding.truth(statement, here), encoding.truth(statement, there)
        gains = encoding.all_of([after, opposite(before)])
        greater = encoding.any_of([gains, encoding.all_of([encoding.same(before, after), greater])])
    return greater


def _whole(preference: Weights) -> list[int]:
    return whole_numbers([weight for _, weight in preference.weights])
