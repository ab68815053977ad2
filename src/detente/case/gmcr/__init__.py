"""The ``.gmcr`` files of the program GMCR+, in which many published models circulate: read and written.

A file lists options (yes/no, each free or one-way), decision makers with the options they own and what they prefer, and
infeasible patterns. A *pattern* is a list of option and Y or N, all of which must hold; a *compound* is a list of
patterns, any of which may hold. What they prefer is a list of statements, most important first, or a ranking of state
numbers. Options are reordered so that those of each decision maker stand together; state numbers then count
feasible codes upward from 1.
"""

from detente.case.gmcr.reading import read_gmcr
from detente.case.gmcr.writing import Written, to_gmcr

__all__ = ["Written", "read_gmcr", "to_gmcr"]
