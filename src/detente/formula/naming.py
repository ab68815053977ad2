"""Options named outside formulas, as in a status quo or a lever: plainly, or as a formula writes them.

>>> from detente.formula import Variable
>>> words = Vocabulary([Variable("talk", "A"), Variable("talk", "B"), Variable("_u", "A")])
>>> [index_named(words, name) for name in ("_u", "B.talk", '"A"."_u"', "'B'.talk")]
[2, 1, 2, 1]
"""

from __future__ import annotations

from detente.errors import InputError, UnknownNameError
from detente.formula.nodes import Chosen, Reference
from detente.formula.parsing import parse
from detente.formula.vocabulary import Vocabulary


def index_named(words: Vocabulary, name: str) -> int:
    """Return the index of a variable.

    Args:
        words: The variables.
        name: Its plain name, its plain ``decision maker.option``, or either of them as a formula writes it.

    Raises:
        UnknownNameError: If there is none, or more than one.
    """
    full_names = [variable.full_name for variable in words.variables]
    if name in full_names:
        return full_names.index(name)
    try:
        return words.index(Reference(name))
    except UnknownNameError:
        written = _as_in_formulas(name)
        if written is None or words.problems(Chosen(written)):
            raise
    return words.index(written)


def _as_in_formulas(name: str) -> Reference | None:
    try:
        formula = parse(name)
    except InputError:
        return None
    return formula.reference if isinstance(formula, Chosen) else None
