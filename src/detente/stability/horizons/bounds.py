"""What can be asked of those who look ahead."""

from __future__ import annotations

from detente.conflict import Conflict
from detente.errors import Problem, TooLargeError, UnavailableError
from detente.given import is_whole, one

MOST = 100
"""How far may be looked ahead at most."""

MOST_KEPT = 2**25
"""The most states times moves ahead: what holds in each state, and what is anticipated there, is kept for each."""


def check(conflict: Conflict, longest: int) -> None:
    """Raise an error if it cannot be said what those want who look ahead, or how far they look.

    Raises:
        UnavailableError: If the longest horizon is out of bounds, or preferences are unknown.
        TooLargeError: If there are too many states to look so far ahead in.
        KindError: If it is given no conflict.
    """
    one("the conflict", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    if not is_whole(longest) or not 1 <= longest <= MOST:
        raise UnavailableError(Problem(f"the longest horizon is {longest}", allowed=f"a whole number from 1 to {MOST}"))
    if conflict.has_unknown:
        raise UnavailableError(Problem("nobody can be said to look ahead where preferences are unknown"))
    if conflict.size * longest > MOST_KEPT:
        message = f"a horizon of {longest} is too far in a conflict of {conflict.size:,} states"
        raise TooLargeError(Problem(message, allowed=f"at most {MOST_KEPT:,} states times moves ahead"))
