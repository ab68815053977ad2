"""How sure we are: draw everything uncertain many times, solve each world, and say in which part of them what holds.

A *world* is one draw of everything uncertain. The data flows from left to right::

    Draws ──▶ Sample ──▶ Structures ──▶ what holds in each world ──▶ Ensemble
    (outcomes  (distinct   (same states    (bits: worlds × states)     (shares, drivers,
     and chances) worlds)   and moves)                                  scenarios)
"""

from detente.worlds.draw import Draw
from detente.worlds.drivers import Contrast, Driver, Drivers
from detente.worlds.ensemble import Ensemble, Outcome
from detente.worlds.sample import Sample
from detente.worlds.scenarios import Condition, Description, Scenario
from detente.worlds.structure import Structure

__all__ = [
    "Condition",
    "Contrast",
    "Description",
    "Draw",
    "Driver",
    "Drivers",
    "Ensemble",
    "Outcome",
    "Sample",
    "Scenario",
    "Structure",
]
