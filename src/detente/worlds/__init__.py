"""How sure we are: draw everything uncertain many times, solve each world, and say in which part of them what holds.

A *world* is one draw of everything uncertain. The data flows from left to right::

    Draws ──▶ Sample ──▶ Structures ──▶ what holds in each world ──▶ Ensemble
    (outcomes  (distinct   (same states    (bits: worlds × states)     (shares, drivers,
     and chances) worlds)   and moves)                                  scenarios)
"""

from detente.worlds.chances_of_preference import preference_chances
from detente.worlds.doubts import (
    DOUBT_KINDS,
    NOTHING_IN_DOUBT,
    AnyOrder,
    Believed,
    Doubts,
    Exists,
    Faction,
    Factions,
    Infeasible,
    PaceRange,
    StatementHeld,
)
from detente.worlds.draw import Draw
from detente.worlds.drivers import Contrast, Driver, Drivers
from detente.worlds.ensemble import Ensemble, Outcome
from detente.worlds.over_paces import ByWhen, Dated, Range, by_when
from detente.worlds.running import run
from detente.worlds.sample import Sample
from detente.worlds.sampling import sample, worlds_of
from detente.worlds.scenarios import Description, DrawCondition, WorldBox
from detente.worlds.structure import Structure
from detente.worlds.structures import structures

__all__ = [
    "DOUBT_KINDS",
    "NOTHING_IN_DOUBT",
    "AnyOrder",
    "Believed",
    "ByWhen",
    "Contrast",
    "Dated",
    "Description",
    "Doubts",
    "Draw",
    "DrawCondition",
    "Driver",
    "Drivers",
    "Ensemble",
    "Exists",
    "Faction",
    "Factions",
    "Infeasible",
    "Outcome",
    "PaceRange",
    "Range",
    "Sample",
    "StatementHeld",
    "Structure",
    "WorldBox",
    "by_when",
    "preference_chances",
    "run",
    "sample",
    "structures",
    "worlds_of",
]
