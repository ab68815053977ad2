"""The chances of what is preferred, against the worlds one by one."""

from fractions import Fraction

import numpy as np
import pytest

from detente.conflict import Conflict, DecisionMaker, Statements
from detente.errors import TooLargeError, UnavailableError
from detente.stability import chances_of
from detente.worlds import Doubts, Draw, Exists, StatementHeld, chances_of_preference, preference_chances

TODAY = Conflict(
    [DecisionMaker("A", ["talk"], Statements(["talk"])), DecisionMaker("B", ["b"], Statements(["b", "talk"]))]
)
WINTER, MOOD = Draw("winter", {"mild": "3/5", "harsh": "2/5"}), Draw("mood", {"good": "1/4", "bad": "3/4"})
HELD = (StatementHeld("A", 0, "winter = mild"), StatementHeld("B", 0, "mood = good"))


def test_they_are_shares_of_worlds() -> None:
    """Each statement is held in its worlds, and there is none in its place in the others."""
    worlds, weights = [], []
    for mild, a in ((["talk"], Fraction(3, 5)), ([], Fraction(2, 5))):
        for good, b in ((["b", "talk"], Fraction(1, 4)), (["talk"], Fraction(3, 4))):
            wanted = [Statements(mild), Statements(good)]
            worlds.append([each.payoffs(TODAY.space) for each in wanted])
            weights.append(float(a * b))
    found = preference_chances(TODAY, Doubts([WINTER, MOOD], HELD))
    assert np.allclose(found, chances_of(worlds, weights))
    assert found[0, 1, 0] == 0.6
    assert found[1, 2, 1] == 0.25


def test_states_must_be_the_same_in_all_worlds() -> None:
    doubts = Doubts([WINTER], [Exists("talk", "winter = mild")])
    with pytest.raises(UnavailableError, match="the worlds do not all have the same states"):
        preference_chances(TODAY, doubts)


def test_there_are_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chances_of_preference, "MOST_CHANCES", 31)
    with pytest.raises(TooLargeError, match="32 chances of what is preferred; allowed: at most 31"):
        preference_chances(TODAY, Doubts([WINTER], HELD[:1]))
