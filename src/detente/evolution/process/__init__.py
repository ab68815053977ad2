"""How a conflict unfolds in time: a Markov process over its states."""

from detente.evolution.process.behaviours import BEHAVIOURS, DEFAULT, Behaviour, behaviour_named
from detente.evolution.process.chances import Chances, OutcomeChances, chances
from detente.evolution.process.pace import Pace
from detente.evolution.process.process import Process
from detente.evolution.process.sensitivity import Sensitivity, sensitivity
from detente.evolution.process.settling import Ending, Rest
from detente.evolution.process.simulation import simulate
from detente.evolution.process.timing import Event, Tempo, Timing, Window

__all__ = [
    "BEHAVIOURS",
    "DEFAULT",
    "Behaviour",
    "Chances",
    "Ending",
    "Event",
    "OutcomeChances",
    "Pace",
    "Process",
    "Rest",
    "Sensitivity",
    "Tempo",
    "Timing",
    "Window",
    "behaviour_named",
    "chances",
    "sensitivity",
    "simulate",
]
