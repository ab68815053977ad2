"""How a conflict unfolds from its status quo, and by when."""

from detente.evolution.evolving import Arrival, Evolution, evolve
from detente.evolution.path import Path, Step
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
    Sensitivity,
    Tempo,
    Timing,
    Window,
    behaviour_named,
    chances,
    sensitivity,
    simulate,
)
from detente.evolution.reaching import NEVER, Reach, Way, reachable, reachable_under
from detente.evolution.table import StatusQuoTable, status_quo_table

__all__ = [
    "BEHAVIOURS",
    "DEFAULT",
    "NEVER",
    "Arrival",
    "Behaviour",
    "Chances",
    "Ending",
    "Event",
    "Evolution",
    "OutcomeChances",
    "Pace",
    "Path",
    "Process",
    "Reach",
    "Rest",
    "Sensitivity",
    "StatusQuoTable",
    "Step",
    "Tempo",
    "Timing",
    "Way",
    "Window",
    "behaviour_named",
    "chances",
    "evolve",
    "reachable",
    "reachable_under",
    "sensitivity",
    "simulate",
    "status_quo_table",
]
