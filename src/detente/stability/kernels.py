"""The inner loop of simultaneous sanctioning; see :mod:`detente.conflict.moves.running` for how it is run."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

Ints = Sequence[int]


def sanctioned_at_once(
    mover: int,
    codes: Ints,
    starts: Sequence[Ints],
    ends: Ints,
    payoff: Ints,
    answers: Sequence[Sequence[bool]],
    choice: MutableSequence[int],
    out: MutableSequence[bool],
) -> None:
    """Set ``out[k]`` to whether the k-th improvement of the mover can be sanctioned at the same time.

    Args:
        mover: The decision maker whose stability is asked.
        codes: The code of each state, ascending. Options belong to one decision maker each, so the code of the
            outcome of several changes made together is the sum of what each change adds.
        starts: The improvements of decision maker j from s are ``ends[starts[j][s]:starts[j][s + 1]]``.
        ends: Where the improvements lead.
        payoff: The payoffs of the mover.
        answers: Whether decision maker j takes part in sanctions from s.
        choice: Room for one number per decision maker: 0 stays, k takes its k-th improvement.
        out: Where the verdicts go, one for each improvement of the mover in the order of ``ends``.
    """
    for s in range(len(codes)):
        for own in range(starts[mover][s], starts[mover][s + 1]):
            sanctioned = False
            for j in range(len(choice)):
                choice[j] = 0
            while not sanctioned:
                # Advance to the next choice of the opponents, counting like an odometer; all staying comes first.
                j = 0
                while j < len(choice):
                    if j != mover and answers[j][s]:
                        if choice[j] < starts[j][s + 1] - starts[j][s]:
                            choice[j] += 1
                            break
                        choice[j] = 0
                    j += 1
                if j == len(choice):
                    break
                code = codes[ends[own]]
                for k in range(len(choice)):
                    if choice[k] > 0:
                        code += codes[ends[starts[k][s] + choice[k] - 1]] - codes[s]
                low, high = 0, len(codes) - 1
                while low < high:
                    middle = (low + high) // 2
                    if codes[middle] < code:
                        low = middle + 1
                    else:
                        high = middle
                sanctioned = codes[low] == code and payoff[low] <= payoff[s]
            out[own - starts[mover][0]] = sanctioned
