r"""When a group is deterred from a joint improvement.

A group H is stable in s under

========  ============================================================================================
nash      iff R_H⁺⁺(s) = ∅
gmr       iff for every x ∈ R_H⁺⁺(s) some y ∈ R_{N∖H}(x) is in Φ_H(s)
smr       … some such y, and every z ∈ R_H(y) is in Φ_H(s)
seq       … some y ∈ Φ_H(s) that others reach from x by joint improvements of groups, no group twice in a row
========  ============================================================================================

These are coalitional Nash, GMR, SMR and SEQ (CNash, CGMR, CSMR, CSEQ). Which groups may answer under seq is for the
question to say: every group of others, or each block of a fixed partition.

A member is no better off in y iff y ∈ Φ_H(s); so under gmr and seq the least that each member can be brought to tells
whether there is such a y. Under smr each z may be spoiled for another member, and the sets are written out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.stability.coalitions.groups import Group, Groups
from detente.stability.unknown.rows import meeting

Deterred = NDArray[np.bool_]
"""Of each joint improvement of a group, whether it is deterred."""


@attrs.frozen
class Side:
    """A group that may leave together.

    Attributes:
        group: Its members.
        answers: The groups that may answer it by their joint improvements.
    """

    group: Group
    answers: Sequence[Group]


def _nash(groups: Groups, side: Side) -> Deterred:
    return np.zeros(len(groups.gains(side.group).ends), dtype=bool)


def _gmr(groups: Groups, side: Side) -> Deterred:
    return groups.spoiled(side.group, None)


def _smr(groups: Groups, side: Side) -> Deterred:
    from_, to = groups.gains(side.group).arcs()
    leaving, place = np.unique(from_, return_inverse=True)
    return meeting(groups.reached(groups.others(side.group)), to, groups.final(side.group, leaving), place)


def _seq(groups: Groups, side: Side) -> Deterred:
    return groups.spoiled(side.group, side.answers)


DETERRED: dict[str, Callable[[Groups, Side], Deterred]] = {"nash": _nash, "gmr": _gmr, "smr": _smr, "seq": _seq}
"""By concept, which joint improvements are deterred, in the order of the arcs of ``gains``."""
