"""What a notebook shows of a result that nobody printed: a few lines, whatever the size of what is in it."""

from __future__ import annotations

import pytest

import detente
from detente.evolution import reachable, status_quo_table

CASE = detente.load("elmira")
SOLUTION = detente.solve(CASE.conflict, ["nash", "gmr"])
ORDER = CASE.lever("the order is modified").apply(CASE.conflict)

SHOWN = [
    (reachable(CASE.conflict), "Reach(by='moves', from state 1, 9 of 9 states, in 3 moves at most)"),
    (
        status_quo_table(reachable(CASE.conflict, improvements=True)),
        "StatusQuoTable(by='improvements', from state 1, 2 states, 2 steps)",
    ),
    (
        detente.evolve(SOLUTION),
        (
            "Reached from state 1 of 9 states\n"
            "  by moves        9 states, 5 equilibria\n"
            "  by improvements 2 states, 2 equilibria"
        ),
    ),
    (
        detente.compare(CASE.conflict, ORDER, ["nash"]),
        (
            "What differs\n"
            "  outcomes with 'not modify': possible → infeasible\n"
            "  status quo: uniroyal = delay → modify, uniroyal = delay\n"
            "What holds otherwise\n"
            "  nash    uniroyal = delay, insist: holds no more"
        ),
    ),
    (
        detente.seek(CASE, "the order is accepted", changes=["force"], most=1),
        (
            "Sought: 'the order is accepted', aim 'reached' under seq: found\n"
            "  uniroyal is forced to accept, at a cost of 1\n"
            "  modify is forced to yes (as the lever “the order is modified” does), at a cost of 1"
        ),
    ),
    (
        detente.seek(CASE, "the original order is accepted", changes=["lever"], most=1),
        (
            "Sought: 'the original order is accepted', aim 'reached' under seq: none; at best\n"
            "  “the plant has to stay”, at a cost of 1"
        ),
    ),
]


@pytest.mark.parametrize(("result", "shown"), SHOWN, ids=range(len(SHOWN)))
def test_what_a_notebook_shows(result: object, shown: str) -> None:
    assert repr(result) == shown
