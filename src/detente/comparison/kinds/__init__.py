"""The kinds of thing in which two conflicts may differ, each a row in a table.

>>> list(PART_KINDS)[:4]
['decision_maker', 'option', 'moves', 'states']
"""

from detente.comparison.kinds.base import Part, PartKind
from detente.comparison.kinds.forbidding import FORBIDDEN_MOVE
from detente.comparison.kinds.options import MOVES, OPTION
from detente.comparison.kinds.seeing import MISPERCEIVES
from detente.comparison.kinds.states import COALESCED, INFEASIBLE, STATES
from detente.comparison.kinds.status_quo import STATUS_QUO
from detente.comparison.kinds.taking_part import DECISION_MAKER
from detente.comparison.kinds.unknown import UNKNOWN
from detente.comparison.kinds.wanting import BELIEF, PREFERENCE

PART_KINDS: dict[str, PartKind] = {
    kind.key: kind
    for kind in (
        DECISION_MAKER,
        OPTION,
        MOVES,
        STATES,
        INFEASIBLE,
        COALESCED,
        FORBIDDEN_MOVE,
        MISPERCEIVES,
        PREFERENCE,
        UNKNOWN,
        BELIEF,
        STATUS_QUO,
    )
}
"""Every kind of thing in which two conflicts may differ, in the order in which differences are listed."""

__all__ = ["PART_KINDS", "Part", "PartKind"]
