"""How a conflict unfolds from its status quo."""

from detente.evolution.reaching import NEVER, Reach, reachable, reachable_under

__all__ = ["NEVER", "Reach", "reachable", "reachable_under"]
