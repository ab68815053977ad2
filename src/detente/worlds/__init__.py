"""How sure we are: draw everything uncertain many times, solve each world, and say in which part of them what holds.

A *world* is one draw of everything uncertain. The data flows from left to right::

    Draws ──▶ Sample ──▶ Structures ──▶ what holds in each world ──▶ Ensemble
    (outcomes  (distinct   (same states    (bits: worlds × states)     (shares, drivers,
     and chances) worlds)   and moves)                                  scenarios)
"""

from detente.worlds.draw import Draw
from detente.worlds.sample import Sample
from detente.worlds.structure import Structure

__all__ = ["Draw", "Sample", "Structure"]
