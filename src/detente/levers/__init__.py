"""What would change it: named changes to a conflict."""

from detente.levers.kinds import LEVER_KINDS, Allow, Change, Fix, Forbid, Freeze, Prefer, Redirect
from detente.levers.lever import Lever, as_cost, pull

__all__ = [
    "LEVER_KINDS",
    "Allow",
    "Change",
    "Fix",
    "Forbid",
    "Freeze",
    "Lever",
    "Prefer",
    "Redirect",
    "as_cost",
    "pull",
]
