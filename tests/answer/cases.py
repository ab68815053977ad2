"""Random cases to ask about: outcomes and levers with plain names, over a conflict of any family that has options."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import attrs
import hypothesis.strategies as st

from detente.case import Asks, Case
from detente.conflict import Conflict, Statements
from detente.evolution import Tempo, Timing
from detente.formula import Constant, Formula, Variable
from detente.levers import Lever, Prefer
from detente.worlds import NOTHING_IN_DOUBT, Doubts, Draw, StatementHeld
from tests.models import FAMILIES, random_conflict, random_formula

START = date(2024, 3, 2)
_FAMILIES = [name for name, family in FAMILIES.items() if not (family.coalesced or family.graph)]


def cases(doubtful: float = 0.3) -> st.SearchStrategy[Case]:
    """Draw cases with goals, dreads and levers; in some of them something is in doubt."""
    return st.randoms(use_true_random=False).map(lambda random: random_case(random, doubtful))


def random_case(random: Random, doubtful: float = 0.3) -> Case:
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
    doubts = _doubts(random, conflict) if random.random() < doubtful else NOTHING_IN_DOUBT
    return Case(
        title="T",
        conflict=conflict,
        goals=goals,
        dreads=dreads,
        levers=levers,
        asks=asks,
        doubts=doubts,
        timing=_timing(random, conflict) if random.random() < 0.2 else None,
    )


def _timing(random: Random, conflict: Conflict) -> Timing:
    """Draw paces of some decision makers, who make any improvement."""
    tempos = [Tempo(name, f"{random.randint(1, 5)} per week") for name in conflict.names if random.random() < 0.8]
    days = [START + timedelta(days=random.randint(1, 20)), START + timedelta(days=30)]
    return Timing(START, tempos=tempos, behaviour="any", horizon=days[random.randint(0, 1) :])


def _doubts(random: Random, conflict: Conflict) -> Doubts:
    """Draw doubts about statements: each is held if its draw comes out so."""
    wished = [
        (owner.name, place)
        for owner in conflict.decision_makers
        if isinstance(owner.preference, Statements)
        for place in range(len(owner.preference.statements))
    ]
    chosen = random.sample(wished, min(len(wished), random.randint(0, 3)))
    draws = [
        Draw(f"w{place}", {"held": Fraction(place + 1, 5), "not": Fraction(4 - place, 5)})
        for place, _ in enumerate(chosen)
    ]
    held = [StatementHeld(name, at, f"{draw.name} = held") for draw, (name, at) in zip(draws, chosen, strict=True)]
    return Doubts(draws, held)


def _lever(random: Random, name: str, conflict: Conflict, statement: Formula) -> Lever:
    who = random.choice(conflict.names)
    return Lever(name, [Prefer([(who, (statement,))])])
