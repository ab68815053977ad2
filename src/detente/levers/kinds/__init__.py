"""The kinds of change a lever can make, each a row in a table.

>>> list(LEVER_KINDS)
['set', 'freeze', 'moves', 'forbid', 'allow', 'prefer']
"""

from detente.levers.kinds.base import Change
from detente.levers.kinds.directions import Redirect
from detente.levers.kinds.feasibility import Allow, Forbid
from detente.levers.kinds.fixing import Fix, Freeze
from detente.levers.kinds.preferring import Prefer

LEVER_KINDS: dict[str, type[Change]] = {kind.key: kind for kind in (Fix, Freeze, Redirect, Forbid, Allow, Prefer)}
"""Every kind of change by its key in a lever of a case file, in the order in which a lever applies them."""

__all__ = ["LEVER_KINDS", "Allow", "Change", "Fix", "Forbid", "Freeze", "Prefer", "Redirect"]
