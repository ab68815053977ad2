"""What would change it: named changes to a conflict, and the preferences that would be required."""

from detente.levers.kinds import LEVER_KINDS, Allow, Change, Fix, Forbid, Freeze, Prefer, Redirect
from detente.levers.lever import Lever, as_cost
from detente.levers.requiring import Requirements, Robustness, require, robustness

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
    "Requirements",
    "Robustness",
    "as_cost",
    "require",
    "robustness",
]
