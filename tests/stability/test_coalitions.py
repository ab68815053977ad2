"""Moving together: every coalition and every block against the literal reading, theorems, and the published results."""

from collections.abc import Mapping, Sequence
from random import Random

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from detente.conflict import Conflict, DecisionMaker, Ranking
from detente.errors import ConflictError, KindError, TooLargeError, UnavailableError, UnknownNameError
from detente.library import load
from detente.stability import COALITION_CONCEPTS, Coalitions, Jump, coalitions, solve
from detente.stability.coalitions import Reason
from tests.models import FAMILIES, conflicts
from tests.oracle import Graph, is_legal_path, reached, read
from tests.oracle.coalitions import RULES, deters, groups_of, jump, stays_as_block, stays_together
from tests.oracle.coalitions import together as joint_improvements
from tests.published import BUILT, DILEMMA, ELMIRA, ELMIRA_12, GARRISON

SURE = [name for name in FAMILIES if "beliefs" not in name and name != "everything"]

PUBLISHED: Mapping[str, Mapping[str, Sequence[int]]] = {
    "prisoners-dilemma": {"seq": [4]},
    "syria-iraq-1975": {"nash": [6], "seq": [6]},
    "cuba-1962": {"nash": [6], "seq": [5, 6]},
    "elmira": {"nash": [8, 9], "seq": [8, 9], "gmr": [1, 4, 8, 9], "smr": [1, 4, 8, 9]},
    "elmira by hand": {"nash": [8, 9], "seq": [8, 9], "gmr": [1, 4, 8, 9], "smr": [1, 4, 8, 9]},
    "garrison": {"nash": [2, 3, 11, 17, 21]},
}
"""Published equilibria over all coalitions, by case and concept."""

RESULTS = [
    pytest.param(name, concept, numbers, id=f"{name}, {concept}")
    for name, by_concept in PUBLISHED.items()
    for concept, numbers in by_concept.items()
]


def sure_conflicts() -> st.SearchStrategy[Conflict]:
    """Draw conflicts in which nobody has beliefs."""
    return st.sampled_from(SURE).flatmap(conflicts)


def places(graph: Graph, names: Sequence[str]) -> frozenset[int]:
    return frozenset(map(graph.names.index, names))


def partition(graph: Graph, random: Random) -> list[list[str]]:
    """Put the decision makers into blocks at random."""
    blocks: dict[int, list[str]] = {}
    for name in graph.names:
        blocks.setdefault(random.randrange(3), []).append(name)
    return list(blocks.values())


@pytest.mark.parametrize(("name", "concept", "numbers"), RESULTS)
def test_equilibria_over_all_coalitions_are_the_published_ones(name: str, concept: str, numbers: list[int]) -> None:
    assert coalitions(BUILT[name].conflict).equilibria(concept) == tuple(numbers)
    graph = read(BUILT[name].conflict)
    every = list(groups_of(graph.people))
    held = [s + 1 for s in range(graph.size) if all(stays_together(graph, concept, group, s) for group in every)]
    assert held == numbers


def test_elmira_with_ministry_and_uniroyal_as_one_block() -> None:
    together = coalitions(ELMIRA_12.conflict, ["nash"], blocks=[["Uniroyal", "Ministry"]])
    assert together.equilibria("nash") == (5, 6, 9, 10, 11, 12)
    assert together.blocks == together.groups == (("Ministry", "Uniroyal"), ("Local government",))


@pytest.mark.parametrize("concept", ["nash", "gmr", "smr", "seq"])
def test_ministry_and_uniroyal_jump_from_5_to_8(concept: str) -> None:
    together = coalitions(ELMIRA.conflict)
    jump, jumps = Jump(5, 8, ("Ministry", "Uniroyal")), together.jumps(solve(ELMIRA.conflict).equilibria(concept))
    assert jump in jumps
    assert together.way(jump) == (("Ministry", 6), ("Uniroyal", 8))
    if concept in {"nash", "seq"}:
        assert jumps == (jump,)


@pytest.mark.parametrize("concept", COALITION_CONCEPTS)
@pytest.mark.parametrize("family", SURE)
def test_coalitions_are_judged_as_by_the_literal_reading(family: str, concept: str) -> None:
    @settings(max_examples=settings().max_examples // 2)
    @given(conflict=conflicts(family))
    def judge(conflict: Conflict) -> None:
        graph, together = read(conflict), coalitions(conflict, [concept])
        assert [places(graph, names) for names in together.groups] == list(groups_of(graph.people))
        for names in together.groups:
            group = places(graph, names)
            stays = [s + 1 for s in range(graph.size) if stays_together(graph, concept, group, s)]
            assert together.stable(names, concept) == tuple(stays), names

    judge()


@pytest.mark.parametrize("concept", COALITION_CONCEPTS)
@given(conflict=sure_conflicts(), random=st.randoms(use_true_random=False))
def test_blocks_are_judged_as_by_the_literal_reading(concept: str, conflict: Conflict, random: Random) -> None:
    graph = read(conflict)
    blocks = partition(graph, random)
    together = coalitions(conflict, [concept], blocks=blocks)
    every = [places(graph, names) for names in blocks]
    held = set(range(1, graph.size + 1))
    for names in blocks:
        block = places(graph, names)
        stays = [s + 1 for s in range(graph.size) if stays_as_block(graph, concept, block, every, s)]
        assert together.stable(reversed(names), concept) == tuple(stays), names
        held &= set(stays)
    assert together.equilibria(concept) == tuple(sorted(held))


@given(conflict=sure_conflicts())
def test_who_leaves_and_who_jumps_are_those_of_the_literal_reading(conflict: Conflict) -> None:
    graph, together = read(conflict), coalitions(conflict)
    numbers = range(1, graph.size + 1)
    for state in numbers:
        for concept in together.concepts:
            leavers = [names for names in together.groups if state not in together.stable(names, concept)]
            assert [each.members for each in together.leaving(state, concept)] == leavers
            assert all(each.to for each in together.leaving(state, concept))
    found = together.jumps(numbers)
    assert sorted((each.from_, each.to) for each in found) == [(each.from_, each.to) for each in found]
    assert {(each.from_ - 1, each.to - 1, places(graph, each.members)) for each in found} == {
        (s, t, group)
        for group in groups_of(graph.people)
        for s in range(graph.size)
        for t in range(graph.size)
        if jump(graph, group, s, t)
    }
    for each in found:
        turns = [(graph.names.index(mover), state - 1) for mover, state in together.way(each)]
        assert is_legal_path(graph, each.from_ - 1, turns, improving=False)
        assert {mover for mover, _ in turns} <= places(graph, each.members)
        assert turns[-1][1] == each.to - 1


@pytest.mark.parametrize("concept", COALITION_CONCEPTS)
@given(conflict=sure_conflicts(), random=st.randoms(use_true_random=False))
def test_reasons_are_answers_by_the_definitions(concept: str, conflict: Conflict, random: Random) -> None:
    graph = read(conflict)
    blocks = partition(graph, random) if random.random() < 0.5 else []
    judged = coalitions(conflict, [concept], blocks=blocks)
    for state in range(1, graph.size + 1):
        reasons = judged.why(state, concept)
        free = [(each.members, to) for each in judged.leaving(state, concept) for to in each.to]
        assert [(each.members, each.to) for each in reasons if not each.replies] == free
        groups = {names: places(graph, names) for names in judged.groups}
        ends = {names: sorted(joint_improvements(graph, group, state - 1)) for names, group in groups.items()}
        assert [(each.members, each.to) for each in reasons] == [(names, t + 1) for names in ends for t in ends[names]]
        for reason in reasons:
            if reason.replies:
                assert_deters(graph, concept, blocks, state - 1, reason)


def assert_deters(graph: Graph, concept: str, blocks: Sequence[Sequence[str]], s: int, reason: Reason) -> None:
    """Check an answer step by step, and that it ends where some member is no better off, with no way out under smr."""
    group, here, last = places(graph, reason.members), reason.to - 1, frozenset[int]()
    for reply in reason.replies:
        who = places(graph, reply.members)
        assert who != last
        assert not who & group
        if concept == "seq":
            assert not blocks or list(reply.members) in [sorted(each, key=graph.names.index) for each in blocks]
            assert reply.to - 1 in joint_improvements(graph, who, here)
        else:
            (mover,) = who
            assert reply.to - 1 in graph.moves[mover][here]
        here, last = reply.to - 1, who
    onwards = reached(graph, group, here, improving=False) if concept == "smr" else frozenset[int]()
    assert all(deters(graph, group, s, end) for end in {here, *onwards})


def test_departures_are_those_that_nothing_deters() -> None:
    """In state 4 of the prisoners' dilemma nobody leaves alone; from 1 both leave for 4, which nobody spoils."""
    together = coalitions(DILEMMA.conflict)
    assert together.leaving(4, "seq") == ()
    assert [(each.members, each.to) for each in together.leaving(1, "seq")] == [(("A", "B"), (4,))]
    assert [(each.members, each.to) for each in together.leaving(4, "nash")] == [(("A",), (3,)), (("B",), (2,))]


@given(conflict=sure_conflicts())
def test_concepts_follow_from_each_other_for_every_group(conflict: Conflict) -> None:
    """CNash ⇒ CSMR ⇒ CGMR; CNash ⇒ CSEQ."""
    together = coalitions(conflict)
    for names in together.groups:
        stable = {key: set(together.stable(names, key)) for key in together.concepts}
        assert stable["nash"] <= stable["smr"] <= stable["gmr"]
        assert stable["nash"] <= stable["seq"]


@given(conflict=sure_conflicts())
def test_a_single_member_is_judged_as_alone(conflict: Conflict) -> None:
    """For a single member CNash, CGMR, CSMR equal Nash, GMR, SMR."""
    together, alone = coalitions(conflict), solve(conflict)
    for name in conflict.names:
        for concept in ("nash", "gmr", "smr"):
            assert together.stable([name], concept) == alone.stable(name, concept)


@given(conflict=sure_conflicts())
def test_blocks_of_one_are_nobody_together(conflict: Conflict) -> None:
    """With a block for each decision maker, all four concepts are the plain ones, SEQ among them."""
    together, alone = coalitions(conflict, blocks=[[conflict.names[0]]]), solve(conflict)
    for concept in COALITION_CONCEPTS:
        assert together.equilibria(concept) == alone.equilibria(concept)


@given(conflict=sure_conflicts())
def test_for_all_together_every_concept_is_nash(conflict: Conflict) -> None:
    """H = N ⇒ there is no sanctioner, and all reduce to CNash."""
    together = coalitions(conflict)
    assert len({together.stable(conflict.names, concept) for concept in COALITION_CONCEPTS}) == 1


def test_a_single_member_under_cseq_need_not_be_as_under_seq() -> None:
    """Two who would neither gain alone can answer together, so A is deterred from its improvement."""
    conflict = Conflict(
        [
            DecisionMaker("A", arcs=["st"], preference=Ranking([2, 1, 3, 4])),
            DecisionMaker("B", arcs=["tu"], preference=Ranking([4, 2, 1, 3])),
            DecisionMaker("C", arcs=["uv"], preference=Ranking([4, 3, 2, 1])),
        ],
        states="stuv",
    )
    assert 1 not in solve(conflict).stable("A", "seq")
    assert 1 in coalitions(conflict).stable(["A"], "seq")


def test_the_literal_reading_knows_every_concept() -> None:
    assert tuple(RULES) == COALITION_CONCEPTS


def test_plain_data_and_frame() -> None:
    together = coalitions(DILEMMA.conflict, ["seq"])
    data = together.to_dict()
    assert data["equilibria"] == {"seq": [4]}
    assert data["groups"][-1] == {"members": ["A", "B"], "stable": {"seq": [2, 3, 4]}}
    assert together.to_frame()["seq"].tolist() == [False, False, False, True]


@pytest.fixture
def elmira() -> Coalitions:
    return coalitions(ELMIRA.conflict, ["nash"], blocks=[["Ministry", "Uniroyal"]])


def test_what_was_not_judged_is_refused(elmira: Coalitions) -> None:
    with pytest.raises(UnavailableError, match="'seq' was not applied: it was not asked for; allowed: nash"):
        elmira.equilibria("seq")
    with pytest.raises(UnavailableError, match="'sseq' was not applied: it is not defined for groups"):
        elmira.equilibria("sseq")
    with pytest.raises(UnknownNameError, match="no stability concept 'sequential'"):
        elmira.equilibria("sequential")
    with pytest.raises(UnavailableError, match="no group of Ministry was judged; allowed: Ministry, Uniroyal; Local"):
        elmira.stable(["Ministry"], "nash")
    with pytest.raises(UnknownNameError, match="no decision maker 'Ministery'"):
        elmira.stable(["Ministery"], "nash")
    with pytest.raises(UnknownNameError, match="no state 10"):
        elmira.leaving(10, "nash")
    with pytest.raises(UnknownNameError, match="no state 0"):
        elmira.jumps([0])
    with pytest.raises(KindError, match="the states that hold cannot be 3; allowed: a list of state numbers"):
        elmira.jumps(3)  # type: ignore[arg-type] # that is what is refused
    with pytest.raises(UnknownNameError, match="no state 10"):
        elmira.way(Jump(1, 10, ("Ministry",)))
    with pytest.raises(KindError, match="what is made cannot be None; allowed: a jump, one of 'jumps'"):
        elmira.way(None)  # type: ignore[arg-type] # that is what is refused


def test_what_cannot_be_judged_is_refused() -> None:
    with pytest.raises(UnavailableError, match="'sseq' is not defined for groups"):
        coalitions(ELMIRA.conflict, ["sseq"])
    with pytest.raises(UnknownNameError, match=r"no decision maker 'Uniroyale'.*did you mean 'Uniroyal'"):
        coalitions(ELMIRA.conflict, blocks=[["Uniroyale"]])
    with pytest.raises(ConflictError, match="'Uniroyal' is in two blocks"):
        coalitions(ELMIRA.conflict, blocks=[["Uniroyal"], ["Ministry", "Uniroyal"]])
    with pytest.raises(KindError, match="a block cannot be the text 'Uniroyal'"):
        coalitions(ELMIRA.conflict, blocks=["Uniroyal"])
    with pytest.raises(ConflictError, match="a block has no members"):
        coalitions(ELMIRA.conflict, blocks=[[]])
    with pytest.raises(UnavailableError, match="preferences are unknown"):
        coalitions(load("new-government").conflict)


@given(conflict=conflicts("beliefs"))
def test_what_others_are_thought_to_want_matters_to_groups_only_where_answers_must_be_credible(
    conflict: Conflict,
) -> None:
    """Only SEQ speaks of what those want who are not in the group; it is left out where somebody has beliefs."""
    together = coalitions(conflict)
    if conflict.has_beliefs:
        assert together.concepts == ("nash", "gmr", "smr")
        with pytest.raises(UnavailableError, match="'seq' was not applied: somebody has beliefs about others"):
            together.equilibria("seq")
        with pytest.raises(UnavailableError, match="'seq' is not defined here: somebody has beliefs about others"):
            coalitions(conflict, ["seq"])
    bare = coalitions(conflict.without_beliefs())
    for concept in together.concepts:
        assert together.equilibria(concept) == bare.equilibria(concept)


def test_what_is_too_large_is_refused() -> None:
    many = Conflict([DecisionMaker(f"D{k}", [f"o{k}"]) for k in range(8)])
    with pytest.raises(TooLargeError, match="8 decision makers can form too many coalitions"):
        coalitions(many)
    assert len(coalitions(many, blocks=[["D0", "D1"]]).equilibria("nash")) == 256
    with pytest.raises(TooLargeError, match="there are 4,096 states, too many for groups"):
        coalitions(Conflict([DecisionMaker("A", [f"o{k}" for k in range(12)])]))


def test_garrison_loses_two_equilibria_to_coalitions() -> None:
    together, alone = coalitions(GARRISON.conflict, ["nash"]), solve(GARRISON.conflict, ["nash"])
    assert set(alone.equilibria("nash")) - set(together.equilibria("nash")) == {18, 22}
    assert all(together.leaving(state, "nash") for state in (18, 22))
