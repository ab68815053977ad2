"""How a conflict unfolds from its status quo, and by when."""

from detente.evolution.evolving import Arrival, Evolution, evolve
from detente.evolution.exploring import Exploration, explore
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
from detente.evolution.reaching import NEVER, Reach, Way, reachable, reachable_tempted, reachable_under
from detente.evolution.table import NOBODY, StatusQuoTable, status_quo_table

__all__ = [
    "BEHAVIOURS",
    "DEFAULT",
    "NEVER",
    "NOBODY",
    "Arrival",
    "Behaviour",
    "Chances",
    "Ending",
    "Event",
    "Evolution",
    "Exploration",
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
    "explore",
    "reachable",
    "reachable_tempted",
    "reachable_under",
    "sensitivity",
    "simulate",
    "status_quo_table",
]
