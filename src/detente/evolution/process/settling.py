"""Where the process ends up, once no window opens or closes any more.

In the last piece the generator stays as it is for good. Its *closed classes* are the sets of states that lead to each
other and nowhere else: a state that nobody leaves is one, and so is a ring in which the process goes round for ever.
With T the other states and p the distribution when the last piece begins, the time to be spent in each state of T is

    y = p_T (-Q_TT)⁻¹ ,

the chance to end in a class C is p(C) + Σ y(s) Q(s, C), and the expected time until a closed class is entered is Σ y.
For a goal, T are the states outside it from which it can be reached, h = (-Q_TT)⁻¹ Q_TG is the chance to get there from
each of them, and Σ y(s) h(s) the expected time, counted only where the goal is reached.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.evolution.process.process import Process
from detente.evolution.process.tracing import Trace
from detente.evolution.process.uniform import Flow, Truth

LEAST = 1e-12
"""The least chance that is told of an ending: what truncation may take."""


@attrs.frozen
class Ending:
    """A closed class: where the process may stay for good.

    Attributes:
        states: The numbers of its states: one that nothing leads away from, or several that lead to each other.
        label: The state in a few words, where it is one.
        chance: The chance to end there.
    """

    states: tuple[int, ...]
    label: str
    chance: float


@attrs.frozen
class Rest:
    """Where the process ends up.

    Attributes:
        begins: From when on no window opens or closes any more, in universal time: the start, where none ever does.
        acting: Who still acts or happens from then on. Who is not among them has no say in what is an ending.
        endings: The closed classes, likeliest first; those of no chance are left out.
        mean_days: The expected number of days after ``begins`` until one of them is entered, 0 for what is there then.
    """

    begins: datetime
    acting: tuple[str, ...]
    endings: tuple[Ending, ...]
    mean_days: float


@attrs.frozen
class ComingAbout:
    """Whether a goal ever comes about, and when.

    Attributes:
        ever: The chance that it ever comes about.
        mean_days: The expected number of days from the start until then, if it does; ``None`` if it never does.
    """

    ever: float
    mean_days: float | None


def rest(process: Process, trace: Trace) -> Rest:
    """Find where a process ends up."""
    piece = process.pieces[-1]
    flow, present = process.flow(piece), trace.last[:, 0]
    labels, closed = _classes(flow)
    passing = ~closed[labels]
    spent = np.zeros(len(present))
    spent[passing] = _solved(flow, passing, present[passing], turned=False)
    chance = np.bincount(labels, np.where(passing, 0.0, present + flow.rates @ spent), minlength=len(closed))
    likely = [label for label in np.argsort(-chance, kind="stable") if closed[label] and chance[label] > LEAST]
    return Rest(
        begins=process.timing.start + timedelta(days=piece.begins),
        acting=tuple(process.actors[place].name for place in piece.acting),
        endings=tuple(_ending(process, np.flatnonzero(labels == label), float(chance[label])) for label in likely),
        mean_days=float(spent.sum()),
    )


def coming_about(process: Process, trace: Trace, goals: Truth) -> tuple[ComingAbout, ...]:
    """Find of each goal whether it ever comes about, and when.

    Args:
        process: The process.
        trace: Its distribution, followed until the last piece begins.
        goals: In which of the states reached each goal holds: shape (reached, goals).
    """
    piece = process.pieces[-1]
    flow = process.flow(piece)
    return tuple(
        _comes_about(flow, goals[:, place], trace.last[:, place + 1], piece.begins, float(trace.waiting[place]))
        for place in range(goals.shape[1])
    )


def _comes_about(flow: Flow, goal: Truth, present: NDArray[np.float64], begins: float, waiting: float) -> ComingAbout:
    passing = _leading_to(flow, goal) & ~goal
    into = np.asarray(flow.rates.T @ goal.astype(np.float64))[passing]
    chance = _solved(flow, passing, into, turned=True)
    spent = _solved(flow, passing, present[passing], turned=False)
    ever = float(present[goal].sum() + present[passing] @ chance)
    if ever <= LEAST:
        return ComingAbout(max(0.0, ever), None)
    ever = 1.0 if ever > 1 - LEAST else ever
    # ∫ Pr(t < T < ∞) dt until the last piece, where Pr(T > t) = Pr(t < T < ∞) + Pr(never); then the rest of it.
    before = waiting - begins * (1 - ever)
    return ComingAbout(ever, max(0.0, (before + float(spent @ chance)) / ever))


def _ending(process: Process, places: NDArray[np.intp], chance: float) -> Ending:
    indices = process.reached[places].tolist()
    label = process.conflict.space.label(indices[0]) if len(indices) == 1 else ""
    return Ending(tuple(index + 1 for index in indices), label, min(1.0, chance))


def _classes(flow: Flow) -> tuple[NDArray[np.int32], Truth]:
    """Return the class of each state, and of each class whether it is closed."""
    from scipy.sparse.csgraph import connected_components

    count, labels = connected_components(flow.rates, directed=True, connection="strong")
    closed = np.ones(count, dtype=bool)
    to, from_ = flow.rates.nonzero()
    closed[labels[from_[labels[from_] != labels[to]]]] = False
    return labels, closed


def _leading_to(flow: Flow, goal: Truth) -> Truth:
    """Say which states can lead to a goal, those of the goal among them."""
    leading, fresh = goal, goal
    while fresh.any():
        fresh = (np.asarray(flow.rates.T @ fresh.astype(np.float64)) > 0) & ~leading
        leading = leading | fresh
    return leading


def _solved(flow: Flow, passing: Truth, given: NDArray[np.float64], *, turned: bool) -> NDArray[np.float64]:
    """Solve y (-Q_TT) = given, or turned (-Q_TT) h = given, over the states T that are passed through."""
    from scipy.sparse import diags_array
    from scipy.sparse.csgraph import connected_components
    from scipy.sparse.linalg import splu

    if not passing.any():
        return np.zeros(0)
    within = flow.rates[passing][:, passing]
    classes, labels = connected_components(within, directed=True, connection="strong")
    order = np.argsort(labels, kind="stable")
    matrix = (diags_array(flow.leaving[passing]) - within).tocsc()[order][:, order]
    matrix = matrix.T.tocsc() if turned else matrix.tocsc()
    # Where no states lead to each other the order of the classes makes the matrix triangular.
    triangular = classes == len(order)
    solver = splu(matrix, permc_spec="NATURAL" if triangular else "COLAMD", diag_pivot_thresh=0.0)
    out = np.empty(len(order))
    out[order] = solver.solve(given[order])
    return out
