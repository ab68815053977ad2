"""Every kind of lever does what its page says, against a literal reading in sets."""

from collections.abc import Callable
from random import Random
from typing import Any

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import assume, given

from detente.conflict import Conflict, DecisionMaker, Option, Statements
from detente.errors import InputError, UnavailableError
from detente.formula import Formula, Variable
from detente.levers import LEVER_KINDS, Allow, Fix, Forbid, Freeze, Lever, Prefer, Redirect
from tests.levers.literal import Sets, as_sets, is_true, keys_of, without_rankings, world_of
from tests.models import FAMILIES, random_conflict, random_formula
from tests.oracle.graph import Pattern

OPTION_FORM = [name for name, family in FAMILIES.items() if not (family.coalesced or family.graph)]


@attrs.frozen
class Drawn:
    """A random conflict that has options, and formulas about it."""

    conflict: Conflict
    random: Random

    def formula(self) -> Formula:
        """Draw a formula."""
        makers = self.conflict.decision_makers
        variables = [Variable(each.name, who.name, each.levels) for who in makers for each in who.options]
        return random_formula(self.random, variables)

    def option(self) -> tuple[DecisionMaker, Option, int]:
        """Draw an option: whose it is, which, and its place among all."""
        place = self.random.randrange(len(keys_of(self.conflict)))
        pairs = [(who, option) for who in self.conflict.decision_makers for option in who.options]
        return (*pairs[place], place)


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    random = draw(st.randoms(use_true_random=False))
    conflict = without_rankings(random_conflict(random, FAMILIES[random.choice(OPTION_FORM)]))
    assume(keys_of(conflict))
    return Drawn(conflict, random)


def keeps(change: Any, conflict: Conflict, kept: Callable[[Pattern], bool]) -> bool:
    """Say whether a change leaves just these states, with the moves and likings among them."""
    before = as_sets(conflict)
    left = {pattern for pattern in before.states if kept(pattern)}
    assume(left)
    return as_sets(change.apply(conflict)) == before.within(left)


@given(drawn())
def test_set_keeps_the_states_in_which_an_option_is_at_a_level(given_: Drawn) -> None:
    who, option, place = given_.option()
    level = given_.random.randrange(len(option.levels))
    change = Fix([(f"{who.name}.{option.name}", option.levels[level])])
    assert keeps(change, given_.conflict, lambda pattern: pattern[place] == level)


@given(drawn())
def test_the_status_quo_follows_what_is_set(given_: Drawn) -> None:
    conflict, (who, option, place) = given_.conflict, given_.option()
    level = given_.random.choice(option.levels)
    changed = Fix([(f"{who.name}.{option.name}", level)]).apply(conflict)
    start = conflict.status_quo_index
    assert start is not None
    expected = dict(world_of(conflict, _patterns(conflict)[start])) | {keys_of(conflict)[place]: level}
    assume(any(world_of(changed, pattern) == expected for pattern in _patterns(changed)))
    now = changed.status_quo_index
    assert now is not None
    assert world_of(changed, _patterns(changed)[now]) == expected


def _patterns(conflict: Conflict) -> list[Pattern]:
    """Return the states in the order of their codes: the first option counts least."""
    return sorted(as_sets(conflict).states, key=lambda pattern: pattern[::-1])


@given(drawn())
def test_freeze_sets_an_option_to_its_level_in_the_status_quo(given_: Drawn) -> None:
    conflict, (who, option, place) = given_.conflict, given_.option()
    name, start = f"{who.name}.{option.name}", conflict.status_quo_index
    assert start is not None
    now = _patterns(conflict)[start][place]
    assert keeps(Freeze([name]), conflict, lambda pattern: pattern[place] == now)
    assert Freeze([name]).apply(conflict).status_quo_index is not None


@given(drawn())
def test_forbid_keeps_the_states_in_which_a_formula_does_not_hold(given_: Drawn) -> None:
    formula = given_.formula()
    assert keeps(Forbid([formula]), given_.conflict, lambda pattern: not is_true(given_.conflict, formula, pattern))


@given(drawn())
def test_allow_takes_back_what_was_forbidden(given_: Drawn) -> None:
    formula = given_.formula()
    conflict = given_.conflict
    assume(formula not in conflict.infeasible)
    forbidden = attrs.evolve(conflict, infeasible=[*conflict.infeasible, formula])
    assert as_sets(Allow([formula]).apply(forbidden)) == as_sets(conflict)


DIRECTIONS: dict[str, Callable[[int, int], bool]] = {
    "both": lambda _from, _to: True,
    "up": lambda from_, to: to > from_,
    "down": lambda from_, to: to < from_,
    "rung": lambda from_, to: abs(to - from_) == 1,
    "rung-up": lambda from_, to: to == from_ + 1,
    "rung-down": lambda from_, to: to == from_ - 1,
}
"""From which level to which an option may move, by the page on the case format."""


@pytest.mark.parametrize("direction", [*DIRECTIONS, "steps"])
def test_moves_leaves_the_moves_that_go_in_a_direction(direction: str) -> None:
    @given(drawn())
    def judge(given_: Drawn) -> None:
        who, option, place = given_.option()
        name, count = f"{who.name}.{option.name}", len(option.levels)
        steps = {(a, b) for a in range(count) for b in range(count) if a != b and given_.random.random() < 0.5}
        may: Callable[[int, int], bool] = DIRECTIONS.get(direction, lambda from_, to: (from_, to) in steps)
        written = [(option.levels[a], option.levels[b]) for a, b in steps] if direction == "steps" else direction
        free = as_sets(Redirect([(name, "both")]).apply(given_.conflict))
        moves = {each for each in free.moves if each[1][place] == each[2][place] or may(each[1][place], each[2][place])}
        expected = Sets(free.states, frozenset(moves), free.likes)
        assert as_sets(Redirect([(name, written)]).apply(given_.conflict)) == expected
        assert free.states == as_sets(given_.conflict).states
        assert free.moves >= as_sets(given_.conflict).moves

    judge()


@given(drawn())
def test_prefer_puts_statements_before_everything_else(given_: Drawn) -> None:
    """It is p ≻ q iff the first statement that tells them apart holds in p, or none does and p ≻ q before."""
    conflict = given_.conflict
    who = given_.random.choice(conflict.names)
    statements = [given_.formula() for _ in range(given_.random.randint(1, 3))]
    before, after = as_sets(conflict), as_sets(Prefer([(who, tuple(statements))]).apply(conflict))

    def truths(pattern: Pattern) -> list[bool]:
        return [is_true(conflict, each, pattern) for each in statements]

    told = {pattern: truths(pattern) for pattern in before.states}
    expected = {
        (who, p, q)
        for p in before.states
        for q in before.states
        if told[p] > told[q] or (told[p] == told[q] and (who, p, q) in before.likes)
    }
    others = {each for each in before.likes if each[0] != who}
    assert after == Sets(before.states, before.moves, frozenset(expected | others))


@given(st.randoms(use_true_random=False))
def test_prefer_goes_before_a_ranking_too(random: Random) -> None:
    conflict = random_conflict(random, FAMILIES["free"])
    assume(keys_of(conflict))
    given_ = Drawn(conflict, random)
    who, statement = random.choice(conflict.names), given_.formula()
    before, after = as_sets(conflict), as_sets(Prefer([(who, (statement,))]).apply(conflict))
    told = {pattern: is_true(conflict, statement, pattern) for pattern in before.states}
    for p in before.states:
        for q in before.states:
            ahead = told[p] - told[q]
            assert ((who, p, q) in after.likes) == (ahead > 0 or (ahead == 0 and (who, p, q) in before.likes))


# The contract of every row of the table

TODAY = Conflict(
    [DecisionMaker("A", ["talk", "strike"], Statements(["strike"])), DecisionMaker("B", ["talk"])],
    infeasible=["A.talk and strike"],
    status_quo={"strike": "yes"},
)
WRITTEN: dict[str, Any] = {
    "set": {"A.talk": "no"},
    "freeze": ["strike"],
    "moves": {"strike": "up"},
    "forbid": ["strike and B.talk"],
    "allow": ["A.talk and strike"],
    "prefer": {"B": ["not strike"]},
}
STRANGE: dict[str, tuple[Any, str]] = {
    "set": ({"strke": "yes"}, "strike"),
    "freeze": (["strke"], "strike"),
    "moves": ({"strke": "up"}, "strike"),
    "forbid": (["strke"], "strike"),
    "allow": (["A.talk and B.talk"], "A.talk and strike"),
    "prefer": ({"B": ["strke"]}, "strike"),
}
kinds = pytest.mark.parametrize("key", LEVER_KINDS)


def test_every_kind_is_tried() -> None:
    assert set(WRITTEN) == set(STRANGE) == set(LEVER_KINDS)


@kinds
def test_a_kind_has_its_key_and_says_what_it_does(key: str) -> None:
    assert LEVER_KINDS[key].key == key
    assert LEVER_KINDS[key].says


@kinds
def test_a_change_returns_another_conflict_and_leaves_the_first(key: str) -> None:
    change = LEVER_KINDS[key].read(WRITTEN[key])
    before = attrs.evolve(TODAY)
    assert change.apply(TODAY) != TODAY
    assert before == TODAY
    assert change.apply(TODAY) == change.apply(before)
    assert change == LEVER_KINDS[key].read(WRITTEN[key])
    assert hash(change) == hash(LEVER_KINDS[key].read(WRITTEN[key]))


@kinds
def test_a_lever_makes_its_changes_one_after_another(key: str) -> None:
    first, then = LEVER_KINDS[key].read(WRITTEN[key]), LEVER_KINDS["prefer"].read({"A": ["not B.talk"]})
    assert Lever("L", [first, then]).apply(TODAY) == then.apply(first.apply(TODAY))
    both = Lever.together([Lever("L", [first]), Lever("M", [then])])
    assert both == Lever("L + M", [first, then])


@kinds
def test_a_name_that_does_not_exist_has_a_near_one(key: str) -> None:
    written, near = STRANGE[key]
    with pytest.raises(InputError) as caught:
        Lever("the lever", [LEVER_KINDS[key].read(written)]).apply(TODAY).space.patterns  # noqa: B018 - finds the states
    assert caught.value.problems[0].nearest == near


@kinds
def test_a_conflict_in_graph_form_has_no_options_to_change(key: str) -> None:
    ladder = Conflict(
        [DecisionMaker("A", arcs=[("x", "y")]), DecisionMaker("B")], states="xy", status_quo={"state": "x"}
    )
    if key == "prefer":
        changed = LEVER_KINDS[key].read({"B": ["state = y"]}).apply(ladder)
        assert changed.payoffs("B")[0] < changed.payoffs("B")[1]
        return
    with pytest.raises(UnavailableError, match=f"'{key}' changes options"):
        LEVER_KINDS[key].read(WRITTEN[key]).apply(ladder)


def test_freeze_needs_a_status_quo() -> None:
    with pytest.raises(UnavailableError, match="there is no status quo"):
        Freeze(["strike"]).apply(attrs.evolve(TODAY, status_quo=None))


@pytest.mark.parametrize("key", ["forbid", "allow"])
def test_a_formula_that_cannot_be_read_is_refused(key: str) -> None:
    with pytest.raises(InputError):
        LEVER_KINDS[key].read(["strike and"])
