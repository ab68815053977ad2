"""Which infeasible formulas leave nothing feasible between them.

>>> from detente.formula import Variable, parse
>>> words = Vocabulary([Variable("a"), Variable("b")])
>>> excluding(words, [parse("a and b"), parse("a"), parse("not a")])
[Formula('a'), Formula('not a')]
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.conflict.feasible import partial_codes
from detente.formula import Formula, Vocabulary

_MOST_TRIED = 2**16
"""How many combinations are held at most to tell whether a formula can be left out."""


def excluding(words: Vocabulary, infeasible: Sequence[Formula]) -> list[Formula]:
    """Return infeasible formulas that exclude every combination, and of which none can be left out.

    Where it would take too many combinations to tell whether one can be left out, it is kept.

    Args:
        words: The variables.
        infeasible: Formulas that exclude every combination.
    """
    kept = list(dict.fromkeys(infeasible))
    for formula in list(kept):
        fewer = [each for each in kept if each != formula]
        left = partial_codes(words, range(len(words.variables)), fewer, _MOST_TRIED)
        if left is not None and not left.size:
            kept = fewer
    return kept
