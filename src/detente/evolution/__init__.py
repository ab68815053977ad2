"""How a conflict unfolds from its status quo, and by when."""

from detente.evolution.process import (
    BEHAVIOURS,
    DEFAULT,
    Behaviour,
    Chances,
    Ending,
    Event,
    OutcomeChances,
    Pace,
    Process,
    Rest,
    Tempo,
    Timing,
    Window,
    behaviour_named,
    chances,
)
from detente.evolution.reaching import NEVER, Reach, reachable, reachable_under

__all__ = [
    "BEHAVIOURS",
    "DEFAULT",
    "NEVER",
    "Behaviour",
    "Chances",
    "Ending",
    "Event",
    "OutcomeChances",
    "Pace",
    "Process",
    "Reach",
    "Rest",
    "Tempo",
    "Timing",
    "Window",
    "behaviour_named",
    "chances",
    "reachable",
    "reachable_under",
]
