"""Equilibria found by constraint solving, against those found state by state."""

import json
import signal
import threading
import time
from random import Random
from typing import NoReturn

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from detente.conflict import Conflict, DecisionMaker, ForbiddenMove, Option, Ranking, Statements, Weights
from detente.errors import TooLargeError, UnavailableError, UnknownNameError
from detente.formula import Formula, Variable, parse
from detente.stability import find, solve
from detente.stability.finding import candidates
from detente.stability.finding.encoding import Encoding
from detente.stability.finding.searching import check_searchable
from detente.stability.finding.solver import Clock, Solver
from detente.stability.local import LOCAL
from tests.large import dilemmas, ring, watchers
from tests.models import any_conflicts, random_formula


def searchable_conflicts() -> st.SearchStrategy[Conflict]:
    """Draw conflicts that can be searched without listing their states."""
    return any_conflicts().filter(is_searchable)


def is_searchable(conflict: Conflict) -> bool:
    try:
        check_searchable(conflict)
    except (TooLargeError, UnavailableError):
        return False
    return True


def codes_found(conflict: Conflict, where: Formula | str = "true", concept: str = "nash") -> set[int]:
    """Return the codes of all equilibria that the search finds, having proven that there are no more."""
    found = find(conflict, where, concept=concept, most=conflict.size + 1)
    assert (found.complete, found.undecided) == (True, 0)
    codes = [each.code for each in found.equilibria]
    assert len(set(codes)) == len(codes)
    for each in found.equilibria:
        assert int(conflict.space.code_of(conflict.variable_levels(each.options))) == each.code
    assert found.status == ("found" if codes else "none")
    return set(codes)


def codes_solved(conflict: Conflict, where: Formula | str = "true", concept: str = "nash") -> set[int]:
    numbers = set(solve(conflict, [concept]).equilibria(concept)) & set(conflict.numbers(where))
    return {conflict.state(number).code for number in numbers}


@pytest.mark.parametrize("few", [0, 32])
def test_the_search_finds_every_nash_equilibrium_and_no_other(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the conditions are all there from the start or come as they are needed."""
    monkeypatch.setattr(candidates, "_FEW", few)

    @given(conflict=searchable_conflicts(), random=st.randoms(use_true_random=False))
    def compare(conflict: Conflict, random: object) -> None:
        assert codes_found(conflict) == codes_solved(conflict)
        if variables := conflict.words.variables:
            where = random_formula(random, variables)  # type: ignore[arg-type] # a random.Random
            assert codes_found(conflict, where) == codes_solved(conflict, where)

    compare()


@given(conflict=searchable_conflicts())
def test_under_every_concept_that_can_be_judged_locally(conflict: Conflict) -> None:
    assume(conflict.size <= 16)
    for concept in LOCAL:
        assert codes_found(conflict, concept=concept) == codes_solved(conflict, concept=concept), concept


@given(random=st.randoms(use_true_random=False))
def test_a_formula_is_true_for_the_solver_where_it_holds(random: object) -> None:
    variables = [Variable("a", "A"), Variable("p", "A", ("low", "mid", "high")), Variable("b", "B")]
    makers = [DecisionMaker("A", ["a", Option("p", ("low", "mid", "high"))]), DecisionMaker("B", ["b"])]
    conflict = Conflict(makers)
    formula = random_formula(random, variables, depth=4)  # type: ignore[arg-type] # a random.Random
    found = list(candidates.Candidates(conflict, formula, Solver(Clock.of(60), 0)).every())
    numbers = {conflict.space.index_of(dict(enumerate(state))) + 1 for state in found}
    assert numbers == set(conflict.numbers(formula))
    assert len(found) == len(numbers)


def test_what_is_known_costs_no_variable() -> None:
    conflict = Conflict([DecisionMaker("A", ["a", "b"])])
    encoding = Encoding(conflict.words)
    assert encoding.truth(parse("a and b"), {0: 0}) is False
    assert encoding.truth(parse("a or b"), {0: 1}) is True
    assert encoding.truth(parse("exactly 1 of (a, b)"), {0: 1, 1: 0}) is True


def test_one_way_levels_forbidden_moves_and_weights_are_respected() -> None:
    ladder = Option("posture", ["calm", "massed", "attack"], "rung-up")
    conflict = Conflict(
        [DecisionMaker("A", [ladder], Weights({"posture = attack": "1/3", "posture = massed": "-1"}))],
        forbidden_moves=[ForbiddenMove(from_="posture = massed", to="posture = attack")],
    )
    # From calm the next rung is worse; from massed the way up is forbidden and there is none down.
    assert codes_found(conflict) == {0, 1, 2}
    assert codes_found(conflict, "posture >= massed") == {1, 2}


def test_that_there_is_none_is_proven() -> None:
    follower = DecisionMaker("A", ["a"], Statements(["a iff b"]))
    fugitive = DecisionMaker("B", ["b"], Statements(["not (a iff b)"]))
    found = find(Conflict([follower, fugitive]))
    assert (found.status, found.equilibria, found.complete) == ("none", (), True)


@pytest.mark.parametrize("concept", ["nash", "seq", "sim"])
def test_that_no_state_is_like_that_is_told_apart(concept: str) -> None:
    assert find(watchers(), "arm0 and arm1", concept=concept).vacuous
    found = find(watchers(), "arm0 and arm1", concept=concept)
    assert (found.status, found.complete) == ("none", True)
    assert not find(watchers(), "not talk7", concept=concept, seconds=1).vacuous


# 2^60 combinations, with answers known by hand.


def test_watchers() -> None:
    for who in ("arm0", "arm1"):
        (state,) = find(watchers(), who).equilibria
        other = "1" if who == "arm0" else "0"
        armed = {f"D{k}.arm{k}" for k in range(30)} - {f"D{other}.arm{other}"}
        assert {name for name, level in state.options.items() if ".arm" in name and level == "yes"} == armed
        assert state.options[f"D{other}.talk{other}"] == "no"
    assert find(watchers(), "not talk7").status == "none"
    every = find(watchers(), most=10)
    assert (len(every.equilibria), every.complete) == (2, True)


def test_dilemmas() -> None:
    nash = find(dilemmas(), most=2)
    assert ([each.code for each in nash.equilibria], nash.complete) == ([0], True)
    assert find(dilemmas(), "a7 or b8").status == "none"


@pytest.mark.parametrize("concept", ["gmr", "smr", "seq", "sseq"])
def test_dilemmas_if_everyone_looks_ahead(concept: str) -> None:
    (state,) = find(dilemmas(), "a7 and b7 and a8 and not b9", concept=concept).equilibria
    assert all(state.options[f"A{k}.a{k}"] == state.options[f"B{k}.b{k}"] for k in range(30))
    assert (state.options["A8.a8"], state.options["A9.a9"]) == ("yes", "no")
    # That no pair is split in an equilibrium is proven, not only not found.
    assert find(dilemmas(), "a7 and not b7", concept=concept).status == "none"
    assert (
        find(dilemmas(), "at least 31 of (" + ", ".join(f"a{k}, b{k}" for k in range(30)) + ")", concept=concept).status
        == "found"
    )


def test_a_ring_in_which_everything_hangs_together() -> None:
    (state,) = find(ring(), "arm0 and not arm1").equilibria
    armed = [state.options[f"R{k}.arm{k}"] == "yes" for k in range(60)]
    for k in range(60):
        trio = [[armed[(k + start + step) % 60] for step in range(3)] for start in (-2, -1, 0)]
        assert not any(map(all, trio))
        # Nobody who is not armed could be: two of some three neighbours are.
        assert armed[k] or any(sum(three) == 2 for three in trio)


def test_decision_makers_with_very_many_options() -> None:
    """Thirty options each, every one of which is wanted where the other has it not: 2^30 patterns of own options."""
    makers = [
        DecisionMaker(
            name, [f"{name}{k}" for k in range(30)], Statements([f"not ({name}{k} iff {other}{k})" for k in range(30)])
        )
        for name, other in ("ab", "ba")
    ]
    (state,) = find(Conflict(makers), "a3 and not a4").equilibria
    assert all((state.options[f"a.a{k}"] == "yes") != (state.options[f"b.b{k}"] == "yes") for k in range(30))
    assert find(Conflict(makers), "a3 and b3").status == "none"


def test_that_time_was_up_is_told_apart_from_a_proof() -> None:
    found = find(watchers(), seconds=0)
    assert (found.status, found.complete) == ("open", False)
    assert find(dilemmas(), "a0 and a1 and not b1", concept="seq", seconds=0).status == "open"


def test_what_cannot_be_decided_is_open() -> None:
    found = find(ring(30), " and ".join(f"not arm{k}" for k in range(30)), concept="gmr", limit=20)
    assert (found.status, found.undecided, found.complete) == ("open", 1, False)
    # Simultaneous answers are not looked at; a Nash equilibrium is one under them, too.
    assert find(ring(), "arm0", concept="sim").status == "found"
    assert find(ring(), "not (arm0 or arm1 or arm2)", concept="sim").status == "open"


def test_the_same_is_found_every_time() -> None:
    assert find(ring(), "arm5", most=3) == find(ring(), "arm5", most=3)


def test_what_was_found_is_plain_data() -> None:
    plain = json.loads(json.dumps(find(watchers(), "arm0").to_dict()))
    assert (plain["status"], plain["where"], plain["concept"], plain["seed"]) == ("found", "arm0", "nash", 0)
    assert plain["equilibria"][0]["options"]["D0.arm0"] == "yes"


def test_it_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_FEW", 0)
    said: list[str] = []
    find(watchers(4), progress=said.append)
    assert said[0] == "1 states tried, 0 equilibria found"


def test_what_cannot_be_asked_is_refused() -> None:
    ranked = Conflict([DecisionMaker("A", ["a"], Ranking([1, 2]))])
    with pytest.raises(UnavailableError, match="ranks states one by one"):
        find(ranked)
    with pytest.raises(UnavailableError, match="in graph form"):
        find(Conflict([DecisionMaker("A")], states=["x"]))
    with pytest.raises(UnavailableError, match="with coalesced states"):
        find(Conflict([DecisionMaker("A", ["a", "b"])], coalesced=["a"]))
    with pytest.raises(UnknownNameError, match="no option 'c'"):
        find(Conflict([DecisionMaker("A", ["a"])]), "c")
    with pytest.raises(UnavailableError, match="the time limit is nan; allowed: 0 seconds or more"):
        find(Conflict([DecisionMaker("A", ["a"])]), seconds=float("nan"))
    with pytest.raises(UnknownNameError, match="no stability concept 'nsh'"):
        find(Conflict([DecisionMaker("A", ["a"])]), concept="nsh")
    with pytest.raises(TooLargeError, match="the weights of decision maker 'A' are too fine"):
        find(Conflict([DecisionMaker("A", ["a", "b"], Weights({"a": 2**61, "b": 1}))]))
    with pytest.raises(TooLargeError, match=r"about 2\^65 combinations"):
        find(Conflict([DecisionMaker("A", [f"o{k}" for k in range(65)])]))


def hard_model() -> cp_model.CpModel:
    """Return a market split: sums that have to come out exactly, which takes far longer than anybody waits."""
    model, random = cp_model.CpModel(), Random(1)
    variables = [model.new_bool_var("") for _ in range(50)]
    for _ in range(6):
        weights = [random.randrange(100) for _ in variables]
        total = sum(weight * variable for weight, variable in zip(weights, variables, strict=True))
        model.add(total == sum(weights) // 2)
    return model


def test_an_interruption_is_heard_inside_the_solver() -> None:
    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    before, threads = signal.signal(signal.SIGINT, interrupt), threading.active_count()
    timer = threading.Timer(0.5, signal.raise_signal, [signal.SIGINT])
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            Solver(Clock.of(100), 0).solution(hard_model())
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)
    until = time.monotonic() + 10
    while threading.active_count() > threads and time.monotonic() < until:
        time.sleep(0.01)
    assert threading.active_count() == threads


def test_a_hard_search_ends_when_the_time_is_up() -> None:
    with pytest.raises(TimeoutError):
        Solver(Clock.of(0.3), 0).solution(hard_model())
