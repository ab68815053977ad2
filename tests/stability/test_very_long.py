"""Simultaneous stability is left out where it would take very long, and deciding that takes no time itself."""

import pytest

from detente.conflict import Conflict, DecisionMaker, Statements
from detente.errors import TooLargeError
from detente.stability import simultaneous, solve
from detente.stability.analysis import Analysis
from detente.stability.simultaneous import work


def two(options: int) -> Conflict:
    """Return two decision makers with so many options each, all free."""
    return Conflict(
        [
            DecisionMaker(
                name, [f"{name}{k}" for k in range(options)], Statements([f"{name}0 iff {other}1", f"{name}2"])
            )
            for name, other in ("ab", "ba")
        ]
    )


def test_it_is_left_out_though_the_moves_could_not_even_be_written_out() -> None:
    solution = solve(two(10))
    assert solution.left_out == dict.fromkeys(("sim", "sim-fh"), "it would take very long; ask for it by name")
    # Each takes option 2, and option 0 iff the other takes option 1, whatever the seven others are.
    assert len(solution.equilibria("nash")) == 2 ** (2 * (10 - 2))
    with pytest.raises(TooLargeError, match=r"1073741824 of them; allowed: .* simultaneous stability and .* need this"):
        solve(two(10), ["sim"])


def test_where_there_are_many_moves_the_work_is_reckoned_from_some_states(monkeypatch: pytest.MonkeyPatch) -> None:
    analysis = Analysis.of(two(4))
    counted = work(analysis)
    monkeypatch.setattr(simultaneous, "_COUNTED", 0)
    assert work(analysis) == pytest.approx(counted, rel=0.2)
    monkeypatch.setattr(simultaneous, "_SOME", 2**12)
    assert work(analysis) == pytest.approx(counted, rel=0.02)
