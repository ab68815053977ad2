"""What would bring a goal about: the cheapest sets of permitted changes after which it holds as is asked."""

from detente.seeking.aims import AIMS, AimKind
from detente.seeking.kinds import MEASURE_KINDS, Measure, MeasureKind
from detente.seeking.seeking import SECONDS, seek
from detente.seeking.sought import Effect, Remedy, Sought, Tally
from detente.seeking.telling import in_a_sentence

__all__ = [
    "AIMS",
    "MEASURE_KINDS",
    "SECONDS",
    "AimKind",
    "Effect",
    "Measure",
    "MeasureKind",
    "Remedy",
    "Sought",
    "Tally",
    "in_a_sentence",
    "seek",
]
