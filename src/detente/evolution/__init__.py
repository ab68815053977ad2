"""How a conflict unfolds from its status quo."""

from detente.evolution.reaching import NEVER, Reach, reachable

__all__ = ["NEVER", "Reach", "reachable"]
