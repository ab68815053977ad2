"""Find equilibria without listing states, by constraint solving. The solver is imported when it is first asked."""

from detente.stability.finding.searching import SECONDS, Equilibrium, Found, find

__all__ = ["SECONDS", "Equilibrium", "Found", "find"]
