"""How decision makers act when they may, each behaviour a row in a table and a small file.

>>> list(BEHAVIOURS)
['any', 'best', 'noisy', 'foresight']
>>> behaviour_named("noisy 10")
Noisy(precision=10.0)
"""

from detente.errors import InputError, Problem, UnknownNameError, unknown
from detente.evolution.process.behaviours.base import Behaviour, Choices
from detente.evolution.process.behaviours.foresight import Foresight
from detente.evolution.process.behaviours.improving import AnyImprovement, BestImprovement
from detente.evolution.process.behaviours.noisy import Noisy

BEHAVIOURS: dict[str, type[Behaviour]] = {
    kind.key: kind for kind in (AnyImprovement, BestImprovement, Noisy, Foresight)
}
"""Every behaviour by its name in a case file."""

DEFAULT: Behaviour = Foresight("seq")
"""How everyone acts unless the case says otherwise: no improvement that a credible answer deters."""


def behaviour_named(text: str) -> Behaviour:
    """Return the behaviour that a text names, as in ``best``, ``noisy 10`` or ``foresight seq``.

    Raises:
        UnknownNameError: If there is none of that name.
        InputError: If what follows the name makes no sense.
    """
    key, _, argument = text.strip().partition(" ")
    if key not in BEHAVIOURS:
        raise UnknownNameError(unknown("behaviour", key, BEHAVIOURS))
    kind, argument = BEHAVIOURS[key], argument.strip()
    if argument and not kind.takes:
        raise InputError(Problem(f"'{text}': nothing can follow '{key}'", key))
    if kind.takes and not argument:
        raise InputError(Problem(f"'{key}' alone says too little", kind.takes))
    return kind.read(argument)


__all__ = [
    "BEHAVIOURS",
    "DEFAULT",
    "AnyImprovement",
    "Behaviour",
    "BestImprovement",
    "Choices",
    "Foresight",
    "Noisy",
    "behaviour_named",
]
