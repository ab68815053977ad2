"""The small language for "true in a state": parse, print, evaluate over all states at once.

>>> formula = parse("not uniroyal = abandon and (insist or modify)")
>>> str(formula)
'not uniroyal = abandon and (insist or modify)'
>>> parse(str(formula)) == formula
True
"""

from detente.formula.evaluation import bounds, evaluate
from detente.formula.naming import index_named
from detente.formula.nodes import (
    And,
    Chosen,
    Compared,
    Constant,
    Count,
    Formula,
    If,
    Iff,
    Not,
    Or,
    Reference,
    walk,
)
from detente.formula.parsing import as_formula, as_formulas, parse
from detente.formula.printing import quoted
from detente.formula.vocabulary import NO_YES, Variable, Vocabulary

__all__ = [
    "NO_YES",
    "And",
    "Chosen",
    "Compared",
    "Constant",
    "Count",
    "Formula",
    "If",
    "Iff",
    "Not",
    "Or",
    "Reference",
    "Variable",
    "Vocabulary",
    "as_formula",
    "as_formulas",
    "bounds",
    "evaluate",
    "index_named",
    "parse",
    "quoted",
    "walk",
]
