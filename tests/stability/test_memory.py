"""What does not fit the memory is refused before it is begun."""

import pytest

from detente.conflict import Conflict, DecisionMaker
from detente.errors import TooLargeError
from detente.stability import CONCEPTS, memory, solve

FREE = Conflict([DecisionMaker(name, [f"{name}{k}" for k in range(4)]) for name in "abc"])


def test_a_limit_is_kept() -> None:
    takes = memory.needed(FREE, 1)
    assert solve(FREE, ["nash"], memory=takes).equilibria("nash") == tuple(range(1, 4097))
    with pytest.raises(TooLargeError, match=r"about \d+ kB for 4,096 states and 3 decision makers; allowed: at most"):
        solve(FREE, ["nash"], memory=takes - 1)


def test_fewer_concepts_take_less() -> None:
    takes = memory.needed(FREE, 2)
    assert takes < memory.needed(FREE, len(CONCEPTS))
    assert solve(FREE, iter(["nash", "seq", "nash"]), memory=takes).concepts == ("nash", "seq")
    with pytest.raises(TooLargeError, match="ask for fewer concepts"):
        solve(FREE, memory=takes)


def test_without_a_limit_it_is_that_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "installed", lambda: 1000)
    with pytest.raises(TooLargeError, match="allowed: at most 900 bytes"):
        solve(FREE, ["nash"])
    monkeypatch.setattr(memory, "installed", lambda: None)
    assert solve(FREE, ["nash"]).concepts == ("nash",)


def test_progress_is_told_before_each_step() -> None:
    told: list[tuple[str, float]] = []
    solve(FREE, ["nash", "seq"], progress=lambda said, done: told.append((said, done)))
    assert [said for said, _ in told] == ["nash, a", "nash, b", "nash, c", "seq, a", "seq, b", "seq, c"]
    assert [done for _, done in told] == [step / 6 for step in range(6)]
