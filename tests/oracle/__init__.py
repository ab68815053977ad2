"""The literal reading of the definitions, with sets, dicts and loops.

It shares no code with the rooms it judges: it looks at a conflict as declared (options, levels, formulas, statements)
and derives everything else itself. States are counted from 0 here; a state number is one more.
"""

from tests.oracle.graph import Graph, read
from tests.oracle.truth import holds
from tests.oracle.unfolding import indispensable, is_legal_path, steps_from, unfolding
from tests.oracle.verdicts import SANCTIONS, equilibria, maximin, reached, stable, stays, unsanctioned
from tests.oracle.witnesses import faults

__all__ = [
    "SANCTIONS",
    "Graph",
    "equilibria",
    "faults",
    "holds",
    "indispensable",
    "is_legal_path",
    "maximin",
    "reached",
    "read",
    "stable",
    "stays",
    "steps_from",
    "unfolding",
    "unsanctioned",
]
