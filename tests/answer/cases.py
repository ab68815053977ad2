"""Random cases to ask about: outcomes and levers with plain names, over a conflict of any family that has options."""

from __future__ import annotations

from random import Random

import attrs
import hypothesis.strategies as st

from detente.case import Asks, Case
from detente.conflict import Conflict
from detente.formula import Constant, Formula, Variable
from detente.levers import Lever, Prefer
from tests.models import FAMILIES, random_conflict, random_formula

_FAMILIES = [name for name, family in FAMILIES.items() if not (family.coalesced or family.graph)]


def cases() -> st.SearchStrategy[Case]:
    """Draw cases with goals, dreads and levers."""
    return st.randoms(use_true_random=False).map(random_case)


def random_case(random: Random) -> Case:
    """Draw a case."""
    conflict = random_conflict(random, FAMILIES[random.choice(_FAMILIES)])
    if random.random() < 0.2:
        conflict = attrs.evolve(conflict, status_quo=None)
    variables = [Variable(each.name, who.name, each.levels) for who in conflict.decision_makers for each in who.options]

    def formula() -> Formula:
        return random_formula(random, variables) if variables else Constant(value=True)

    goals = {f"g{place}": formula() for place in range(random.randint(0, 3))}
    dreads = {f"d{place}": formula() for place in range(random.randint(0 if goals else 1, 3))}
    levers = [_lever(random, f"L{place}", conflict, formula()) for place in range(random.randint(0, 6))]
    asks = None
    if random.random() < 0.6:
        lever = random.choice(["", *(each.name for each in levers)])
        asks = Asks(random.choice([*goals, *dreads]), lever)
    return Case(title="T", conflict=conflict, goals=goals, dreads=dreads, levers=levers, asks=asks)


def _lever(random: Random, name: str, conflict: Conflict, statement: Formula) -> Lever:
    who = random.choice(conflict.names)
    return Lever(name, [Prefer([(who, (statement,))])])
