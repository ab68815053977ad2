"""Unknown preference: every extension of every concept against the literal reading, and what follows from what."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from random import Random

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.answer import ask
from detente.case import Case, read_text, to_gmcr, to_yaml
from detente.conflict import Conflict, DecisionMaker, Option, Ranking, Statements
from detente.errors import ConflictError, TooLargeError, UnavailableError, UnknownNameError
from detente.evolution import Pace, Process, Tempo, Timing, explore, reachable_tempted, reachable_under, sensitivity
from detente.evolution.process.behaviours import AnyImprovement, BestImprovement, Foresight, Noisy
from detente.library import load, names
from detente.requiring import require
from detente.stability import EXTENSIONS, Explanation, Sanction, Solution, find, in_all_extensions, judge, solve
from detente.stability.unknown import DEFAULT, rows
from detente.worlds.structure import Structure
from tests.models import UNSURE, any_conflicts, any_unsure_conflicts, state_formula, unsure_conflicts
from tests.oracle import read
from tests.oracle.unknown import ANSWERS, FINAL, Unsure, answers, read_unsure, stable_unsure, unsanctioned_unsure
from tests.renaming import Renaming

FIVE = tuple(ANSWERS)


@pytest.mark.parametrize("family", UNSURE)
def test_verdicts_are_those_of_the_literal_reading(family: str) -> None:
    @settings(max_examples=2 * settings().max_examples)
    @given(conflict=unsure_conflicts(family))
    def judge(conflict: Conflict) -> None:
        unsure = read_unsure(conflict)
        for extension in EXTENSIONS:
            solution = solve(conflict, FIVE, extension=extension)
            for concept in FIVE:
                expected = stable_unsure(unsure, concept, extension)
                assert solution.verdicts[concept].tolist() == expected, (concept, extension)

    judge()


@given(conflict=any_unsure_conflicts(), extension=st.sampled_from(sorted(EXTENSIONS)))
def test_moves_nothing_deters_from_are_those_of_the_literal_reading(conflict: Conflict, extension: str) -> None:
    unsure, solution = read_unsure(conflict), solve(conflict, FIVE, extension=extension)
    for concept in FIVE:
        for i, moves in enumerate(solution.unsanctioned(concept)):
            found = [moves.targets(s).tolist() for s in range(conflict.size)]
            assert found == [unsanctioned_unsure(unsure, concept, extension, i, s) for s in range(conflict.size)]


@given(conflict=any_unsure_conflicts())
def test_what_is_stable_in_one_extension_is_so_in_another(conflict: Conflict) -> None:
    """Of the extensions, a ⇒ b, a ⇒ c, b ⇒ d, c ⇒ d."""
    found = {key: solve(conflict, FIVE, extension=key) for key in EXTENSIONS}
    for stronger, weaker in ("ab", "ac", "bd", "cd"):
        for concept in FIVE:
            assert (~found[stronger].verdicts[concept] | found[weaker].verdicts[concept]).all(), (stronger, weaker)


@given(conflict=any_conflicts(), extension=st.sampled_from(sorted(EXTENSIONS)))
def test_where_everything_is_known_all_four_are_the_concept_itself(conflict: Conflict, extension: str) -> None:
    """U = ∅ ⇒ a = b = c = d; and so where a pair of formulas holds in no two states."""
    vain = [attrs.evolve(owner, unknown=[("false", "true")]) for owner in conflict.decision_makers]
    plain, vainly = solve(conflict), solve(attrs.evolve(conflict, decision_makers=vain), FIVE, extension=extension)
    again = solve(conflict, FIVE, extension=extension)
    for concept in FIVE:
        assert (plain.verdicts[concept] == vainly.verdicts[concept]).all(), concept
        assert (plain.verdicts[concept] == again.verdicts[concept]).all(), concept


@given(conflict=any_unsure_conflicts(), extension=st.sampled_from(sorted(EXTENSIONS)))
def test_concepts_follow_from_each_other_in_every_extension(conflict: Conflict, extension: str) -> None:
    """Nash ⇒ SMR ⇒ GMR; Nash ⇒ SSEQ ⇒ SEQ ⇒ GMR; SSEQ ⇒ SMR."""
    verdicts = solve(conflict, FIVE, extension=extension).verdicts
    for chain in (("nash", "smr", "gmr"), ("nash", "sseq", "seq", "gmr"), ("sseq", "smr")):
        for stronger, weaker in pairwise(chain):
            assert (~verdicts[stronger] | verdicts[weaker]).all(), (stronger, weaker)


@given(conflict=any_unsure_conflicts())
def test_new_names_change_nothing(conflict: Conflict) -> None:
    makers = {name: f"maker {place}" for place, name in enumerate(conflict.names)}
    renamed = Renaming(makers, lambda name: f"new {name} or so").conflict(conflict)
    for key in EXTENSIONS:
        before, after = (solve(each, FIVE, extension=key) for each in (conflict, renamed))
        assert all((before.verdicts[concept] == after.verdicts[concept]).all() for concept in FIVE)


@given(conflict=any_unsure_conflicts(), extension=st.sampled_from(sorted(EXTENSIONS)))
def test_every_witness_shows_what_it_says(conflict: Conflict, extension: str) -> None:
    unsure, solution = read_unsure(conflict), solve(conflict, FIVE, extension=extension)
    for state in range(1, conflict.size + 1):
        for told in solution.why(state):
            assert wrong(unsure, extension, told) == []


def wrong(unsure: Unsure, extension: str, told: Explanation) -> list[str]:
    """Return what is wrong with an explanation, by the definitions."""
    i, s = unsure.graph.names.index(told.decision_maker), told.state - 1
    view, free = unsure.seen_by(i), unsanctioned_unsure(unsure, told.concept, extension, i, s)
    found = [] if told.stable == (not free) else ["the verdict is wrong"]
    tempting = {each.to - 1: each.unknown for each in told.improvements}
    expected = {to: (s, to) in view.unknown[i] for to in view.tempting(extension, i, s)}
    found += [] if tempting == expected else ["these are not what tempts"]
    for each in told.improvements:
        if each.sanctioned == (each.to - 1 in free):
            found.append(f"{each.to}: the definition says otherwise")
        elif each.sanction is not None:
            found += _wrong_way(view, extension, told.concept, (i, s, each.to - 1), each.sanction)
    return found


def _wrong_way(view: Unsure, extension: str, concept: str, at: tuple[int, int, int], sanction: Sanction) -> list[str]:
    plain = attrs.asdict(sanction)
    (i, s, here), last, found = at, None, []
    start = here
    for turn in plain["turns"]:
        j, t = view.graph.names.index(turn["mover"]), turn["to"] - 1
        credible = view.better(j, here) | view.unclear(j, here)
        steps = view.graph.moves[j][here] if ANSWERS[concept] == "any" else credible
        found += [] if t in steps and j not in {i, last} else [f"{turn} is no legal answer"]
        here, last = t, j
    after = {here, *view.graph.moves[i][here]} if concept in FINAL else {here}
    found += [] if all(view.deters(extension, i, s, q) for q in after) else ["it does not deter"]
    found += [] if here in answers(view, i, start, ANSWERS[concept]) else ["no answer leads there"]
    found += [] if plain["unknown"] == ((s, here) in view.unknown[i]) else ["it says the wrong thing of the end"]
    return found


A = DecisionMaker("A", ["a"], Statements(["a"]))
B = DecisionMaker("B", ["b"], Statements(["b"]))
WAVERER = attrs.evolve(A, unknown=[("a", "not a")])


def equilibria(conflict: Conflict, concept: str) -> dict[str, tuple[int, ...]]:
    return {key: solve(conflict, [concept], extension=key).equilibria(concept) for key in EXTENSIONS}


def test_by_hand() -> None:
    """A does not know whether it likes a; B likes b and moves there. States: 1 neither, 2 a, 3 b, 4 both.

    Nash: A is tempted to change a everywhere in a and c, nowhere in b and d; B stays where b holds. GMR: from 3, A
    moves to 4, and B could answer by moving to 2. Of 2 it is unknown whether A likes it less than 3, which deters in c,
    and not in a.
    """
    conflict = Conflict([WAVERER, B])
    assert equilibria(conflict, "nash") == {"a": (), "b": (3, 4), "c": (), "d": (3, 4)}
    assert equilibria(conflict, "gmr") == {"a": (), "b": (3, 4), "c": (3, 4), "d": (3, 4)}
    # B would not change b back: an answer that is not credible.
    assert equilibria(conflict, "seq") == {"a": (), "b": (3, 4), "c": (), "d": (3, 4)}


def test_a_state_is_not_its_own_sanction() -> None:
    """In c the unknown move itself would deter if s1 were in R_H(s1): B can move away and back, but two moves in a row.

    With a third that moves in between, R_H(s1) would contain s1 if it were counted.
    """
    third = DecisionMaker("C", arcs=[("z", "y")])
    maker = DecisionMaker("A", arcs=[("x", "y")], preference=Ranking([3, [1, 2]]), unknown=[("state = x", "state = y")])
    conflict = Conflict([maker, DecisionMaker("B", arcs=[("y", "z")]), third], states="xyz")
    assert equilibria(conflict, "gmr")["c"] == (2, 3)


def test_unless_told_otherwise_it_is_the_one_that_implies_the_others() -> None:
    conflict = Conflict([WAVERER, B])
    solution = solve(conflict)
    assert (solution.extension, DEFAULT) == ("a", "a")
    assert solve(Conflict([A, B])).extension == ""
    assert solution.to_dict()["extension"] == "a"
    assert solution.concepts == FIVE
    assert solution.left_out == dict.fromkeys(("sim", "sim-fh"), "it has no extension to unknown preference")


def test_what_cannot_be_done_is_refused() -> None:
    conflict = Conflict([WAVERER, B], status_quo={})
    with pytest.raises(UnknownNameError, match="no extension 'e'; allowed: one of: a, b, c, d"):
        solve(conflict, extension="e")
    with pytest.raises(UnavailableError, match="it has no extension to unknown preference"):
        solve(conflict, ["sim"])
    with pytest.raises(UnavailableError, match="unknown preferences cannot be searched without listing states"):
        find(conflict)
    for look in (lambda: judge(conflict, {}, "seq"), lambda: explore(conflict)):
        with pytest.raises(UnavailableError, match="unknown preferences cannot be looked at a few states at a time"):
            look()
    with pytest.raises(ConflictError, match="unknown preference of 'A': no option 'c'"):
        Conflict([attrs.evolve(A, unknown=[("a", "c")]), B])
    large = Conflict([attrs.evolve(WAVERER, options=["a", *(f"o{k}" for k in range(12))])])
    with pytest.raises(
        TooLargeError, match="preferences are unknown, and there are 8,192 states; allowed: at most 4,096"
    ):
        solve(large)


def test_the_unknown_overrides_what_is_stated_and_no_state_is_unknown_against_itself() -> None:
    conflict = Conflict([attrs.evolve(A, unknown=[("true", "a and b")]), B])
    assert conflict.unknown_preferences[0].matrix.astype(int).tolist() == [
        [0, 0, 0, 1],
        [0, 0, 0, 1],
        [0, 0, 0, 1],
        [1, 1, 1, 0],
    ]
    assert [conflict.improvements[0].targets(state).tolist() for state in range(4)] == [[1], [], [], []]


def test_a_coalesced_state_is_wholly_unknown_or_not_at_all() -> None:
    still = attrs.evolve(B, preference=Statements())
    merged = Conflict([attrs.evolve(A, preference=Statements(), unknown=[("a", "not a")]), still], coalesced=["a or b"])
    with pytest.raises(ConflictError, match="unknown preference of 'A'"):
        solve(merged)


def test_one_who_has_a_belief_about_another_is_not_unsure_of_it() -> None:
    """In the view of B, A wants not a, so that its answer is credible; for A itself that is unknown."""
    believer = DecisionMaker("B", ["b"], Statements(["b iff a", "b"]), believes={"A": Statements(["not a"])})
    conflict = Conflict([WAVERER, believer])
    assert not conflict.as_seen_by("B").has_unknown
    assert conflict.as_seen_by("A").has_unknown


def test_many_states_are_worked_out_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    @given(conflict=any_unsure_conflicts())
    def compare(conflict: Conflict) -> None:
        whole = solve(conflict, FIVE, extension="c")
        with monkeypatch.context() as patch:
            patch.setattr(rows, "_AT_ONCE", 3)
            parts = solve(conflict, FIVE, extension="c")
        assert same(whole, parts)

    compare()


def same(one: Solution, other: Solution) -> bool:
    return all((one.verdicts[concept] == other.verdicts[concept]).all() for concept in FIVE)


def test_levels_and_one_way_options() -> None:
    ladder = DecisionMaker("A", [Option("x", ["low", "mid", "high"], "rung")], unknown=[("x = low", "x = mid")])
    assert solve(Conflict([ladder]), ["nash"], extension="a").equilibria("nash") == (3,)
    assert np.array_equal(solve(Conflict([ladder]), ["nash"], extension="b").equilibria("nash"), (1, 2, 3))


@given(conflict=any_unsure_conflicts())
def test_with_foresight_the_process_rests_at_the_equilibria(conflict: Conflict) -> None:
    """Everyone acting under a concept ⇒ the states at which the process rests are the equilibria, in extension a."""
    timing = Timing(date(2024, 1, 1), tempos=[Tempo(name, Pace(Fraction(1), "day")) for name in conflict.names])
    solution = solve(conflict, FIVE)
    for concept in FIVE:
        process = Process.of(conflict, timing, Foresight(concept))
        assert process.at_rest.tolist() == solution.equilibrium_mask(concept).tolist(), concept


@given(conflict=any_unsure_conflicts())
def test_what_is_taken_under_a_concept_is_among_what_tempts(conflict: Conflict) -> None:
    solution = solve(conflict, FIVE)
    tempted = reachable_tempted(solution).mask
    for concept in FIVE:
        assert (~reachable_under(solution, concept).mask | tempted).all()


def test_behaviours_that_weigh_states_against_each_other_are_refused() -> None:
    conflict = Conflict([WAVERER, B], status_quo={})
    timing = Timing(date(2024, 1, 1), tempos=[Tempo("A", Pace(Fraction(1), "day"))], horizon=[date(2024, 2, 1)])
    for behaviour in (BestImprovement(), Noisy(10)):
        with pytest.raises(UnavailableError, match=f"there is no '{behaviour}' for 'A', of whom it is not known"):
            Process.of(conflict, timing, behaviour)
    assert Process.of(conflict, timing, AnyImprovement()).at_rest.all()
    tried = [row.says for row in sensitivity(conflict, timing, {"b": "b"}).rows]
    assert [row for row in tried if row.startswith("all act")] == ["all act: any", "all act: foresight seq"]


@given(conflict=any_unsure_conflicts())
def test_any_conflict_survives_writing(conflict: Conflict) -> None:
    written = read_text(to_yaml(Case(title="x", conflict=conflict))).conflict
    for before, after in zip(conflict.decision_makers, written.decision_makers, strict=True):
        assert before.unknown == after.unknown
    assert solve(written, FIVE).to_dict()["stability"] == solve(conflict, FIVE).to_dict()["stability"]


@given(conflict=any_unsure_conflicts(), random=st.randoms(use_true_random=False))
def test_a_question_can_be_asked(conflict: Conflict, random: Random) -> None:
    graph = read(conflict)
    goal = state_formula(graph, random.randrange(graph.size))
    answer = ask(Case(title="x", conflict=conflict, goals={"g": goal}))
    assert "extension a" in " ".join(answer.assumptions) or not conflict.has_unknown


def test_the_four_together_are_plain_data_and_a_frame() -> None:
    found = in_all_extensions(solve(load("new-government").conflict, ["nash", "gmr"], extension="b"))
    assert found.equilibria("nash") == {"a": (), "b": (2, 4), "c": (), "d": (2, 4)}
    assert found.to_dict()["equilibria"]["c"] == {"nash": [], "gmr": [2]}
    assert found.to_frame()["gmr"].to_dict() == {1: "", 2: "abcd", 3: "", 4: "bd"}
    assert found.to_frame()["state"].tolist() == ["nothing", "sign", "keep", "sign, keep"]


def test_what_a_model_of_gmcr_cannot_hold_is_said() -> None:
    written = to_gmcr(load("new-government"))
    assert "unknown preferences: in the file everything is preferred as stated" in written.lost
    believed = to_gmcr(load("bluff"))
    assert "what some think that others want: in the file everybody knows it" in believed.lost


def test_many_worlds_and_the_inverse_question_refuse() -> None:
    conflict = Conflict([WAVERER, B])
    with pytest.raises(UnavailableError, match="many worlds cannot be solved where preferences are unknown"):
        Structure(
            conflict, np.arange(4), np.arange(1), tuple(conflict.payoff_table[:, None]), np.zeros((1, 2), np.int32)
        )
    with pytest.raises(UnavailableError, match="what is required of preferences cannot be told where some are unknown"):
        require(conflict, state=1, concept="nash", vary=["A"])


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("name", [name for name in names() if load(name).conflict.has_unknown])
def test_every_case_of_the_library_is_judged_by_the_literal_reading(name: str, extension: str) -> None:
    conflict = load(name).conflict
    unsure, solution = read_unsure(conflict), solve(conflict, extension=extension)
    for concept in FIVE:
        assert solution.verdicts[concept].tolist() == stable_unsure(unsure, concept, extension), concept
    for state in range(1, conflict.size + 1):
        assert [wrong(unsure, extension, told) for told in solution.why(state)] == [[]] * len(solution.why(state))
