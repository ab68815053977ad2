"""The engine against the literal reading: every concept, every decision maker, every state, thousands of conflicts."""

import pytest
from hypothesis import given, settings

from detente.conflict import Conflict
from detente.stability import CONCEPTS, solve
from tests.models import FAMILIES, any_conflicts, conflicts
from tests.oracle import SANCTIONS, equilibria, read, stable, unsanctioned

MODELS_IN_CI = 3_000
EACH = 2 * settings().max_examples
"""How many conflicts of each family are drawn."""


def assert_judged_right(conflict: Conflict) -> None:
    """Compare every verdict with the literal reading."""
    graph, solution = read(conflict), solve(conflict)
    expected = [concept for concept in SANCTIONS if graph.composes or not concept.startswith("sim")]
    assert list(solution.concepts) == expected
    for concept in solution.concepts:
        assert solution.verdicts[concept].tolist() == stable(graph, concept), concept
        assert solution.equilibria(concept) == equilibria(graph, concept)


@given(conflict=any_conflicts())
def test_improvements_nobody_is_deterred_from_are_those_of_the_literal_reading(conflict: Conflict) -> None:
    graph, solution = read(conflict), solve(conflict)
    for concept in solution.concepts:
        for i, moves in enumerate(solution.unsanctioned(concept)):
            found = [moves.targets(s).tolist() for s in range(graph.size)]
            assert found == [unsanctioned(graph, concept, i, s) for s in range(graph.size)], concept


def test_the_literal_reading_knows_every_concept() -> None:
    assert list(SANCTIONS) == list(CONCEPTS)


@pytest.mark.parametrize("family", FAMILIES)
def test_verdicts_are_those_of_the_literal_reading(family: str) -> None:
    judged = 0

    @settings(max_examples=EACH)
    @given(conflict=conflicts(family))
    def judge(conflict: Conflict) -> None:
        nonlocal judged
        assert_judged_right(conflict)
        judged += 1

    judge()
    assert judged >= EACH


def test_thousands_of_conflicts_are_judged() -> None:
    times = EACH // settings().max_examples
    assert len(FAMILIES) * times * settings.get_profile("ci").max_examples >= MODELS_IN_CI
