"""The theorems of the definitions, one test each; the docstring is the theorem."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random

import attrs
import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given, settings

from detente.conflict import Conflict, DecisionMaker, Option, Statements, Weights
from detente.formula import Chosen, Reference
from detente.stability import CONCEPTS, Solution, solve
from tests.models import any_conflicts, conflicts, state_formula
from tests.oracle import maximin, reached, read, stable
from tests.oracle.verdicts import reached_freely
from tests.renaming import Renaming

randoms = st.randoms(use_true_random=False)


def implies(conflict: Conflict, stronger: str, weaker: str) -> bool:
    """Say whether whoever is stable under one concept is stable under another, in every state."""
    solution = solve(conflict, [stronger, weaker])
    return bool((~solution.verdicts[stronger] | solution.verdicts[weaker]).all())


@given(conflict=any_conflicts())
def test_beliefs_that_are_true_change_nothing(conflict: Conflict) -> None:
    """≽_j^i = ≽_j for every i and j ⇒ the verdicts are those without beliefs."""
    makers = conflict.decision_makers
    honest = [attrs.evolve(each, believes=()) for each in makers]
    wants = {each.name: each.preference for each in makers}
    knowing = [
        attrs.evolve(each, believes={name: wish for name, wish in wants.items() if name != each.name})
        for each in makers
    ]
    bare = attrs.evolve(conflict, decision_makers=honest)
    assert_same(solve(bare), solve(attrs.evolve(conflict, decision_makers=knowing)))


@given(conflict=any_conflicts())
def test_one_is_stable_where_it_is_stable_in_its_own_view(conflict: Conflict) -> None:
    """The verdicts for i are those for i in the conflict as i sees it."""
    solution = solve(conflict)
    for place, name in enumerate(conflict.names):
        view = conflict.as_seen_by(name)
        assert not view.has_beliefs
        assert (view.payoff_table == conflict.payoffs_seen_by(name)).all()
        for concept, verdicts in solve(view).verdicts.items():
            assert (verdicts[place] == solution.verdicts[concept][place]).all(), concept


@given(conflict=any_conflicts())
def test_what_others_are_thought_to_want_matters_only_where_answers_must_be_credible(conflict: Conflict) -> None:
    """Nash, GMR and SMR speak of nobody else's preference, so that beliefs change nothing under them."""
    honest = [attrs.evolve(each, believes=()) for each in conflict.decision_makers]
    bare, solution = solve(attrs.evolve(conflict, decision_makers=honest)), solve(conflict)
    for concept in ("nash", "gmr", "smr"):
        assert (bare.verdicts[concept] == solution.verdicts[concept]).all(), concept


@given(conflict=any_conflicts())
def test_nash_implies_smr(conflict: Conflict) -> None:
    """Nash ⇒ SMR."""
    assert implies(conflict, "nash", "smr")


@given(conflict=any_conflicts())
def test_smr_implies_gmr(conflict: Conflict) -> None:
    """SMR ⇒ GMR."""
    assert implies(conflict, "smr", "gmr")


@given(conflict=any_conflicts())
def test_nash_implies_sseq(conflict: Conflict) -> None:
    """Nash ⇒ SSEQ."""
    assert implies(conflict, "nash", "sseq")


@given(conflict=any_conflicts())
def test_sseq_implies_seq(conflict: Conflict) -> None:
    """SSEQ ⇒ SEQ."""
    assert implies(conflict, "sseq", "seq")


@given(conflict=any_conflicts())
def test_seq_implies_gmr(conflict: Conflict) -> None:
    """SEQ ⇒ GMR."""
    assert implies(conflict, "seq", "gmr")


@given(conflict=any_conflicts())
def test_sseq_implies_smr(conflict: Conflict) -> None:
    """SSEQ ⇒ SMR."""
    assert implies(conflict, "sseq", "smr")


@given(conflict=conflicts("steps"))
def test_nash_implies_sim_and_seq_implies_its_tableau_reading(conflict: Conflict) -> None:
    """Nash ⇒ SIM; SEQ ⇒ SIM-FH."""
    assert implies(conflict, "nash", "sim")
    assert implies(conflict, "seq", "sim-fh")


@given(conflict=any_conflicts())
def test_a_strong_equilibrium_is_a_nash_equilibrium_and_the_reverse(conflict: Conflict) -> None:
    """Strong = Nash ∧ GMR ∧ SMR ∧ SEQ = Nash, as Nash implies the others."""
    solution = solve(conflict)
    assert solution.strong_equilibria() == solution.equilibria("nash")


@given(conflict=any_conflicts())
def test_a_state_nobody_can_move_from_is_stable_under_all(conflict: Conflict) -> None:
    """R_i(s) = ∅ for every i ⇒ s is stable for every i under every concept."""
    solution = solve(conflict)
    stuck = [s for s in range(conflict.size) if not any(moves.targets(s).size for moves in conflict.moves)]
    assert all(solution.verdicts[concept][:, stuck].all() for concept in solution.concepts)


@given(conflict=any_conflicts())
def test_one_who_likes_all_states_equally_is_stable_everywhere(conflict: Conflict) -> None:
    """S = {t : s ≽_i t} for every s ⇒ every s is stable for i under every concept."""
    first, *others = conflict.decision_makers
    solution = solve(attrs.evolve(conflict, decision_makers=[attrs.evolve(first, preference=Statements()), *others]))
    assert all(verdicts[0].all() for verdicts in solution.verdicts.values())


@given(conflict=any_conflicts())
def test_without_opponents_nothing_deters(conflict: Conflict) -> None:
    """N = {i} ⇒ GMR = SMR = SEQ = SSEQ = Nash: at least one opponent must move for there to be a sanction."""
    first, *others = conflict.decision_makers
    verdicts = solve(attrs.evolve(conflict, decision_makers=[first, *map(_still, others)])).verdicts
    for concept, verdict in verdicts.items():
        assert (verdict[0] == verdicts["nash"][0]).all(), concept


def _still(maker: DecisionMaker) -> DecisionMaker:
    """Return a decision maker whose options cannot move."""
    return attrs.evolve(maker, arcs=[], options=[attrs.evolve(option, moves=[]) for option in maker.options])


@given(conflict=any_conflicts(), random=randoms)
def test_an_onlooker_changes_nothing(conflict: Conflict, random: Random) -> None:
    """R_j(s) = ∅ for every s ⇒ the verdicts of the others are the same with and without j."""
    makers = list(conflict.decision_makers)
    place = random.randint(0, len(makers))
    makers.insert(place, DecisionMaker("onlooker"))
    before, after = solve(conflict), solve(attrs.evolve(conflict, decision_makers=makers))
    for concept, verdicts in before.verdicts.items():
        assert (np.delete(after.verdicts[concept], place, axis=0) == verdicts).all()


@settings(max_examples=settings().max_examples // 4)
@given(conflict=conflicts("infeasible"))
def test_options_nobody_can_take_change_nothing(conflict: Conflict) -> None:
    """An option fixed by an infeasible formula moves the codes up, to the very end of the word, and changes nothing."""
    fixed = [f"fixed {k}" for k in range(64 - len(conflict.words.variables))]
    never = [Chosen(Reference(name)) for name in fixed]
    makers = [DecisionMaker("nobody", fixed), *conflict.decision_makers]
    crowded = attrs.evolve(conflict, decision_makers=makers, infeasible=[*conflict.infeasible, *never])
    assert crowded.space.codes.tolist() == [code << len(fixed) for code in conflict.space.codes.tolist()]
    before, after = solve(conflict), solve(crowded)
    for concept, verdicts in before.verdicts.items():
        assert (after.verdicts[concept][1:] == verdicts).all(), concept


@given(conflict=any_conflicts(), random=randoms)
def test_a_strictly_increasing_change_of_payoffs_changes_nothing(conflict: Conflict, random: Random) -> None:
    """With f strictly increasing, the verdicts under f∘r are those under r."""
    scale = [Fraction(random.randint(1, 9), random.randint(1, 9)) ** random.choice([1, 9, 40]) for _ in range(50)]
    offset = random.randint(-100, 100)
    changed = by_states(conflict, lambda payoff: offset + sum(scale[:payoff]))
    assert_same(solve(conflict), solve(changed))


@given(conflict=any_conflicts())
def test_new_names_change_nothing(conflict: Conflict) -> None:
    """Renaming decision makers, options and levels changes nothing."""
    makers = {name: f"maker {place}" for place, name in enumerate(conflict.names)}
    renaming = Renaming(makers, lambda name: f"new {name} or so")
    assert_same(solve(conflict), solve(renaming.conflict(conflict)))


@given(conflict=any_conflicts(), random=randoms)
def test_another_order_of_decision_makers_and_options_changes_nothing(conflict: Conflict, random: Random) -> None:
    """Reordering decision makers and their options renumbers states and changes no verdict."""
    before = by_states(conflict, lambda payoff: payoff)
    shuffled = [
        attrs.evolve(maker, options=random.sample(maker.options, len(maker.options)))
        for maker in random.sample(before.decision_makers, len(before.decision_makers))
    ]
    assert_same_by_name(before, attrs.evolve(before, decision_makers=shuffled))


@given(conflict=conflicts("graph form, misperceived"), random=randoms)
def test_another_order_of_states_changes_nothing(conflict: Conflict, random: Random) -> None:
    """Reordering the states of a graph renumbers them and changes no verdict."""
    # A formula such as `state > x` speaks of the order itself: say what is misperceived state by state.
    graph = read(conflict)
    makers = [
        attrs.evolve(
            maker,
            misperceives=[
                state_formula(graph, number - 1)
                for formula in maker.misperceives
                for number in conflict.numbers(formula)
            ],
        )
        for maker in by_states(conflict, lambda payoff: payoff).decision_makers
    ]
    before = attrs.evolve(conflict, decision_makers=makers)
    assert_same_by_name(before, attrs.evolve(before, states=random.sample(before.states, len(before.states))))


@given(conflict=any_conflicts(), random=randoms)
def test_where_moves_are_transitive_one_may_as_well_move_twice(conflict: Conflict, random: Random) -> None:
    """R_i transitive for every i ∈ H ⇒ the "not twice in a row" rule changes nothing for R_H and R_H⁺."""
    graph = read(conflict)
    group = [i for i, moves in enumerate(graph.moves) if random.random() < 0.8 and _transitive(moves)]
    assume(group)
    for s in range(graph.size):
        for improving in (False, True):
            freely = reached_freely(graph, group, s, improving=improving)
            assert reached(graph, group, s, improving=improving) == freely


def _transitive(moves: Sequence[frozenset[int]]) -> bool:
    return all(moves[t] <= moves[s] | {s} for s in range(len(moves)) for t in moves[s])


@given(conflict=any_conflicts())
def test_moves_said_to_be_transitive_are(conflict: Conflict) -> None:
    """In option form with free or one-way options every R_i is transitive."""
    graph = read(conflict)
    for i, moves in enumerate(conflict.moves):
        assert _transitive(graph.moves[i]) or not moves.transitive


@pytest.mark.parametrize(("horizon", "concept"), [(1, "nash"), (2, "gmr"), (3, "smr")])
def test_maximin(horizon: int, concept: str) -> None:
    """Maximin_1 ⇔ Nash, Maximin_2 ⇔ GMR, Maximin_3 ⇔ SMR, the opponents moving as one block."""

    @given(conflict=any_conflicts())
    def check(conflict: Conflict) -> None:
        graph = read(conflict)
        looking_ahead = [[maximin(graph, i, s, horizon) for s in range(graph.size)] for i in graph.people]
        assert looking_ahead == stable(graph, concept)
        assert looking_ahead == solve(conflict, [concept]).verdicts[concept].tolist()

    check()


def by_states(conflict: Conflict, worth: Callable[[int], Fraction | int]) -> Conflict:
    """Say the same preferences state by state, as weights, each payoff replaced by its worth."""
    graph = read(conflict)
    formulas = [state_formula(graph, s) for s in range(graph.size)]

    def said(payoffs: Sequence[int]) -> Weights:
        return Weights(zip(formulas, map(worth, payoffs), strict=True))

    makers = [
        attrs.evolve(
            maker,
            preference=said(conflict.payoffs(maker.name).tolist()),
            believes={
                name: said(conflict.payoffs_seen_by(maker.name)[conflict.place_of(name)].tolist())
                for name, _ in maker.believes
            },
        )
        for maker in conflict.decision_makers
    ]
    return attrs.evolve(conflict, decision_makers=makers)


def assert_same(before: Solution, after: Solution) -> None:
    """Assert that two solutions have the same verdicts."""
    assert before.concepts == after.concepts
    for concept in before.concepts:
        assert (before.verdicts[concept] == after.verdicts[concept]).all(), concept


def assert_same_by_name(before: Conflict, after: Conflict) -> None:
    """Assert that two conflicts have the same verdicts, by names of decision makers and contents of states."""
    graph = read(before)
    assert before.size == after.size
    (places,) = zip(*(after.numbers(state_formula(graph, s)) for s in range(graph.size)), strict=True)
    old, new = solve(before), solve(after)
    assert old.concepts == new.concepts
    for concept in CONCEPTS:
        for name in before.names:
            if concept in old.concepts:
                stays = [new.is_stable(name, number, concept) for number in places]
                assert old.verdicts[concept][before.place_of(name)].tolist() == stays


def test_options_that_cannot_move_are_what_the_test_above_takes_them_for() -> None:
    assert not Option("x", moves=[]).steps.any()
