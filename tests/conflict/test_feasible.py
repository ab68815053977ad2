"""Which states there are."""

import math
import tracemalloc
from itertools import product
from random import Random

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from detente.conflict import Conflict, DecisionMaker, Option, counting, feasible
from detente.conflict.clash import excluding
from detente.conflict.counting import count_feasible
from detente.conflict.feasible import feasible_codes, partial_codes
from detente.conflict.space import StateSpace
from detente.errors import ConflictError, TooLargeError
from detente.formula import Formula, Variable, Vocabulary, parse
from tests.models import random_formula
from tests.oracle import holds

VARIABLES = [
    Variable("a", "A"),
    Variable("p", "A", ("low", "mid", "high")),
    Variable("b", "B"),
    Variable("a", "B"),
    Variable("q", "B", ("1", "2", "3", "4")),
    Variable("c", "B"),
]
LEVELS = {(each.decision_maker, each.name): each.levels for each in VARIABLES}


@given(random=st.randoms(use_true_random=False))
def test_propagation_finds_what_trying_every_combination_finds(random: Random) -> None:
    infeasible = [random_formula(random, VARIABLES, depth=3) for _ in range(random.randint(0, 4))]
    feasible = []
    for combination in product(*(range(len(each.levels)) for each in VARIABLES)):
        world = {key: names[level] for (key, names), level in zip(LEVELS.items(), combination, strict=True)}
        if not any(holds(formula, world, LEVELS) for formula in infeasible):
            places = [math.prod(len(each.levels) for each in VARIABLES[:k]) for k in range(len(VARIABLES))]
            feasible.append(sum(place * level for place, level in zip(places, combination, strict=True)))
    if feasible:
        assert feasible_codes(Vocabulary(VARIABLES), infeasible).tolist() == sorted(feasible)
    else:
        with pytest.raises(ConflictError):
            feasible_codes(Vocabulary(VARIABLES), infeasible)


def one_of_groups(groups: int, size: int) -> tuple[list[str], list[str]]:
    """Return options in groups of which exactly one is taken, and the formulas that say so."""
    options = [[f"o{group}-{k}" for k in range(size)] for group in range(groups)]
    return [option for group in options for option in group], [
        f"not exactly 1 of ({', '.join(group)})" for group in options
    ]


def test_forty_options_in_groups_of_which_one_is_taken() -> None:
    options, infeasible = one_of_groups(5, 8)
    conflict = Conflict([DecisionMaker("A", options)], infeasible=infeasible)
    assert len(options) == 40
    assert conflict.size == 8**5
    expected = sorted(
        sum(1 << (8 * group + k) for group, k in enumerate(choice)) for choice in product(range(8), repeat=5)
    )
    assert conflict.space.codes.tolist() == expected
    assert conflict.state(1).label == "o0-0, o1-0, o2-0, o3-0, o4-0"


@pytest.mark.parametrize("options", [40, 64])
def test_combinations_are_dropped_as_soon_as_it_is_certain_that_they_cannot_be(options: int) -> None:
    names = [f"o{k}" for k in range(options)]
    rules = {
        f"not exactly 1 of ({', '.join(names)})": [1 << k for k in range(options)],
        f"not at most 1 of ({', '.join(names)})": [0, *(1 << k for k in range(options))],
        f"not ({' and '.join(names)})": [2**options - 1],
        f"{' or '.join(names)}": [0],
    }
    for rule, codes in rules.items():
        assert Conflict([DecisionMaker("A", names)], infeasible=[rule]).space.codes.tolist() == codes


def test_sixty_four_options_are_the_most() -> None:
    options, infeasible = one_of_groups(8, 8)
    fixed = [f"not o{group}-7" for group in range(7)]
    conflict = Conflict([DecisionMaker("A", options)], infeasible=[*infeasible, *fixed])
    assert conflict.size == 8
    assert conflict.space.codes.tolist() == [
        sum(1 << (8 * g + 7) for g in range(7)) + (1 << (56 + k)) for k in range(8)
    ]
    assert conflict.state(8).code == sum(1 << (8 * group + 7) for group in range(8)) > 2**63
    assert conflict.space.pattern(0) == "NNNNNNNY" * 7 + "YNNNNNNN"


def test_sixty_five_options_are_too_many() -> None:
    conflict = Conflict([DecisionMaker("A", [f"o{k}" for k in range(65)])])
    with pytest.raises(TooLargeError) as caught:
        _ = conflict.space.codes
    assert str(caught.value) == (
        "the options have about 2^65 combinations; allowed: at most 64 yes/no options, or the equivalent in levels"
    )


def test_levels_count_like_so_many_options() -> None:
    four = ["a", "b", "c", "d"]
    options = [Option(f"o{k}", four) for k in range(32)]
    fixed = [f"o{k} != d" for k in range(32)]
    conflict = Conflict([DecisionMaker("A", options)], infeasible=fixed)
    assert conflict.space.codes.tolist() == [2**64 - 1]
    with pytest.raises(TooLargeError):
        _ = Conflict([DecisionMaker("A", [*options, "one more"])], infeasible=fixed).space.codes


def test_too_many_states_are_refused_before_they_fill_the_memory() -> None:
    words = Vocabulary([Variable(f"o{k}") for k in range(12)])
    assert len(feasible_codes(words, [], limit=4096)) == 4096
    with pytest.raises(TooLargeError) as caught:
        feasible_codes(words, [], limit=4095)
    assert str(caught.value) == (
        "the conflict has too many states to list: 4096, about 2^12; allowed: at most 4095; "
        "rule out what cannot happen under 'infeasible', or use 'detente find' and 'detente explore', "
        "which list no states"
    )


def test_many_states_are_counted_before_they_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Vocabulary([Variable(f"o{k}") for k in range(24)])
    chained = [parse(f"o{k} and o{k + 1}") for k in range(23)]
    assert len(feasible_codes(words, chained, limit=200_000)) == 121_393  # a Fibonacci number
    with pytest.raises(TooLargeError, match="too many states to list: 121393, about 2"):
        feasible_codes(words, chained, limit=121_392)
    assert count_feasible(Vocabulary([Variable(f"o{k}") for k in range(64)]), []) == 2**64
    half = parse(f"at least 12 of ({', '.join(f'o{k}' for k in range(24))})")
    fewer_than_half = sum(math.comb(24, chosen) for chosen in range(12))
    with pytest.raises(TooLargeError, match=f"too many states to list: {fewer_than_half}, about 2"):
        feasible_codes(words, [half], limit=1000)
    monkeypatch.setattr(counting, "MOST_RESIDUES", 2)
    with pytest.raises(TooLargeError, match=r"too many states to list: about 2\^24 combinations, not all feasible"):
        feasible_codes(words, [half], limit=1000)


@pytest.mark.parametrize(
    ("rules", "codes"),
    [
        (["o0", *(f"o{k} and not o0" for k in range(1, 54))], [0]),
        (["not o0", *(f"o{k} iff o0" for k in range(1, 54))], [1]),
        (
            [*(f"o{k} iff o{53 - k}" for k in range(27)), f"at least 2 of ({', '.join(f'o{k}' for k in range(27))})"],
            [*sorted(2**54 - 2**27 - 2 ** (53 - k) + 2**k for k in range(27)), 2**54 - 2**27],
        ),
    ],
    ids=["forced one by one", "all as the first", "tied across the list"],
)
def test_few_states_are_found_wherever_the_options_that_decide_stand(rules: list[str], codes: list[int]) -> None:
    words = Vocabulary([Variable(f"o{k}") for k in range(54)])
    infeasible = list(map(parse, rules))
    assert count_feasible(words, infeasible) == len(codes)
    assert feasible_codes(words, infeasible).tolist() == sorted(codes)


def test_that_nothing_is_feasible_is_told_of_any_number_of_options() -> None:
    words = Vocabulary([Variable(f"o{k}") for k in range(54)])
    assert count_feasible(words, [parse("o0"), parse("not o0")]) == 0
    with pytest.raises(ConflictError, match="no state is feasible"):
        feasible_codes(words, [parse("o0"), parse("not o0")])


@given(random=st.randoms(use_true_random=False))
def test_part_by_part_the_same_states_are_found(random: Random) -> None:
    infeasible = [random_formula(random, VARIABLES, depth=2) for _ in range(random.randint(0, 3))]
    words = Vocabulary(VARIABLES)
    found = feasible._part_by_part(words, infeasible, 10**6)  # noqa: SLF001 - only very large conflicts come to it
    listed = partial_codes(words, range(len(VARIABLES)), infeasible, 10**6)
    assert found is not None
    assert listed is not None
    assert found.tolist() == listed.tolist()
    assert feasible._part_by_part(words, infeasible, len(listed) - 1) is None  # noqa: SLF001 - likewise


@given(random=st.randoms(use_true_random=False))
def test_counting_without_listing_counts_right(random: Random) -> None:
    infeasible = [random_formula(random, VARIABLES, depth=2) for _ in range(random.randint(0, 3))]
    codes = partial_codes(Vocabulary(VARIABLES), range(len(VARIABLES)), infeasible, 10**6)
    assert codes is not None
    assert count_feasible(Vocabulary(VARIABLES), infeasible) == len(codes)


def test_the_search_holds_little_more_than_the_combinations() -> None:
    names = [f"o{k}" for k in range(40)]
    words, limit = Vocabulary([Variable(name) for name in names]), 2**20
    tracemalloc.start()
    assert partial_codes(words, range(40), [parse(f"not exactly 20 of ({', '.join(names)})")], limit) is None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2.5 * limit * 8


@pytest.mark.parametrize("infeasible", [["a", "not a"], ["true"], ["b or not b"], ["a iff b", "not (a iff b)"]])
def test_something_must_be_feasible(infeasible: list[str]) -> None:
    conflict = Conflict([DecisionMaker("A", ["a"]), DecisionMaker("B", ["b"])], infeasible=infeasible)
    with pytest.raises(ConflictError) as caught:
        _ = conflict.size
    assert str(caught.value) == "no state is feasible: the infeasible formulas exclude every combination"


@pytest.mark.parametrize(
    ("coalesced", "labels"),
    [
        (["a", "b"], ["nothing", "c", "one of (a; b; a, b; 3 more)"]),
        (["a iff not b"], ["nothing", "a, b", "c", "one of (a; b; a, c; 1 more)", "a, b, c"]),
        (["a and (c or b)"], ["nothing", "a", "b", "c", "b, c", "one of (a, b; a, c; a, b, c)"]),
        (["c"], ["nothing", "a", "b", "a, b", "c"]),
    ],
)
def test_the_label_of_a_coalesced_state_lists_its_members_where_it_would_mean_another(
    coalesced: list[str], labels: list[str]
) -> None:
    space = Conflict([DecisionMaker("A", ["a", "b", "c"])], coalesced=coalesced).space
    assert [space.label(index) for index in range(space.size)] == labels
    assert [space.state(index).label for index in range(space.size)] == labels
    assert [space.plain_state(index)["label"] for index in range(space.size)] == labels


@given(random=st.randoms(use_true_random=False))
def test_no_two_states_have_one_label(random: Random) -> None:
    variables = [each for each in VARIABLES if each.full_name != "B.a"]
    space = StateSpace(Vocabulary(variables), coalesced=[random_formula(random, variables, depth=2) for _ in range(2)])
    labels = [space.label(index) for index in range(space.size)]
    assert len(set(labels)) == len(labels)


def test_without_options_there_is_one_state() -> None:
    conflict = Conflict([DecisionMaker("A"), DecisionMaker("B")])
    assert conflict.size == 1
    assert conflict.state(1).label == "nothing"
    assert [moves.targets(0).tolist() for moves in conflict.moves] == [[], []]


def test_codes_weigh_options_in_listing_order() -> None:
    makers = [DecisionMaker("A", [Option("p", ["low", "mid", "high"]), "a"]), DecisionMaker("B", ["b"])]
    conflict = Conflict(makers, infeasible=["p = mid and a"])
    assert conflict.space.codes.tolist() == [0, 1, 2, 3, 5, 6, 7, 8, 9, 11]
    assert conflict.numbers("p = high and a and b") == (10,)
    assert conflict.state(5).options == {"A.p": "high", "A.a": "yes", "B.b": "no"}
    assert [conflict.space.pattern(s) for s in (0, 4, 9)] == ["0NN", "2YN", "2YY"]
    assert np.flatnonzero(conflict.space.where(parse("a"))).tolist() == [3, 4, 8, 9]


@given(random=st.randoms(use_true_random=False))
def test_what_excludes_everything_does_so_and_nothing_of_it_can_be_left_out(random: Random) -> None:
    """What is named excludes every combination, and without any one of it some combination is feasible."""
    infeasible = [random_formula(random, VARIABLES) for _ in range(random.randrange(4))]
    excluded = excluding(Vocabulary(VARIABLES), [*infeasible, *map(parse, ("c", "not c"))])
    combinations = [dict(zip(LEVELS, each, strict=True)) for each in product(*LEVELS.values())]

    def some_feasible(formulas: list[Formula]) -> bool:
        return any(not any(holds(formula, each, LEVELS) for formula in formulas) for each in combinations)

    assert not some_feasible(excluded)
    assert all(some_feasible([each for each in excluded if each != one]) for one in excluded)
