"""The kinds of permitted change, each a row in a table.

>>> list(MEASURE_KINDS)
['swap', 'lever', 'force', 'remove', 'irreversible', 'allow']
"""

from detente.seeking.kinds.allowing import ALLOW
from detente.seeking.kinds.base import Measure, MeasureKind
from detente.seeking.kinds.binding import BIND
from detente.seeking.kinds.forcing import FORCE
from detente.seeking.kinds.pulling import PULL
from detente.seeking.kinds.removing import REMOVE
from detente.seeking.kinds.swapping import SWAP, Swap

MEASURE_KINDS: dict[str, MeasureKind] = {kind.key: kind for kind in (SWAP, PULL, FORCE, REMOVE, BIND, ALLOW)}
"""Every kind of permitted change by key, in the order in which the changes of a set are made."""

__all__ = ["MEASURE_KINDS", "Measure", "MeasureKind", "Swap"]
