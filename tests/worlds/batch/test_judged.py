"""Worlds solved together against the literal reading, world by world."""

from random import Random

import pytest
from hypothesis import given

from detente.worlds import Structure
from detente.worlds.batch import solve_structure
from tests.models import FAMILIES
from tests.worlds.batch.structures import graphs_seen, literal_equilibria, literal_reached, structures


def assert_judged_right(structure: Structure) -> None:
    """Compare what holds and what is reached in every world with the literal reading."""
    status_quo = Random(structure.size).randrange(structure.conflict.size)
    held = solve_structure(structure, reached_from=status_quo)
    for world, graphs in enumerate(graphs_seen(structure)):
        for concept in held.concepts:
            assert held.holding(concept)[world].tolist() == literal_equilibria(graphs, concept), concept
            assert held.reached_under(concept)[world].tolist() == literal_reached(graphs, concept, status_quo), concept


@pytest.mark.parametrize("family", FAMILIES)
def test_worlds_are_solved_as_the_literal_reading_solves_them(family: str) -> None:
    @given(structure=structures([family]))
    def judge(structure: Structure) -> None:
        assert_judged_right(structure)

    judge()
