"""What is of the wrong kind is refused where it is given, with one clear line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import detente
from detente import Case, Conflict, DecisionMaker, ForbiddenMove, Option, Ranking, Statements, Weights
from detente.conflict.option import DIRECTIONS
from detente.errors import InputError, KindError, one_of

CASE = detente.load("elmira")
KEYS = "a list of keys, as in ['nash', 'seq']"
OPTIONS = "a list of names and options"
FORMULA = "a text such as 'a and not b', or a formula"
FORMULAS = "a list of texts and formulas"
RANKING = "state numbers, best first, ties in brackets"
MOVES = f"{one_of(DIRECTIONS)}, or a list of pairs from, to"

CONFLICT = "a conflict; that of a case is 'case.conflict'"
SOLUTION = "a solution, as 'solve' returns it"
TIMING = "the timing of a case that gives somebody a pace: 'case.timing'"

A = DecisionMaker("A", ["a"])


def _given_timing(call: Callable[..., object]) -> Callable[[Any], object]:
    """Return a call that is given a conflict and a timing as a pair."""
    return lambda pair: call(*pair, {})


REFUSED: list[tuple[Callable[[Any], object], Any, str, str]] = [
    (detente.solve, CASE, "what is solved cannot be a Case", "a conflict; that of a case is 'case.conflict'"),
    (
        detente.solve,
        "elmira",
        "what is solved cannot be the text 'elmira'",
        "a conflict; that of a case is 'case.conflict'",
    ),
    (lambda x: detente.solve(CASE.conflict, x), "nash", "the concepts cannot be the text 'nash'", KEYS),
    (lambda x: detente.solve(CASE.conflict, x), ["nash", 3], "the concepts cannot hold 3", KEYS),
    (
        detente.ask,
        CASE.conflict,
        "what is asked about cannot be a Conflict",
        "a case; it holds the conflict and its goals",
    ),
    (lambda x: detente.ask(CASE, x), "nash", "the concepts cannot be the text 'nash'", KEYS),
    (lambda x: detente.ask(CASE, levers=x), "x", "the levers cannot be the text 'x'", "a list of names"),
    (detente.load, None, "a case to load cannot be None", "the name of a case of the library, or a path"),
    (detente.parse, 3, "a formula cannot be 3", FORMULA),
    (detente.evolve, CASE.conflict, "what evolves cannot be a Conflict", SOLUTION),
    (lambda x: detente.reachable_under(x, "seq"), CASE, "what is moved in cannot be a Case", SOLUTION),
    (detente.reachable, CASE, "what is moved in cannot be a Case", CONFLICT),
    (lambda x: detente.compare(x, CASE.conflict), CASE, "what is compared cannot be a Case", CONFLICT),
    (lambda x: detente.compare(CASE.conflict, x), CASE, "what is compared cannot be a Case", CONFLICT),
    (detente.explore, CASE, "what is explored cannot be a Case", CONFLICT),
    (detente.find, CASE, "what is searched cannot be a Case", CONFLICT),
    (lambda x: detente.judge(x, {}, "seq"), CASE, "what is judged cannot be a Case", CONFLICT),
    *(
        (_given_timing(call), given, said, allowed)
        for call in (detente.chances, detente.evolution.simulate, detente.evolution.sensitivity)
        for given, said, allowed in (
            ((CASE, None), "what moves in time cannot be a Case", CONFLICT),
            ((CASE.conflict, CASE.timing), "the timing cannot be None", TIMING),
        )
    ),
    (
        detente.status_quo_table,
        CASE.conflict,
        "what a table is made of cannot be a Conflict",
        "what is reached, as 'reachable' returns it",
    ),
    (
        detente.draw,
        "elmira",
        "what is drawn cannot be the text 'elmira'",
        "a case; it holds the conflict and its goals",
    ),
    (CASE.conflict.numbers, 3, "a formula cannot be 3", FORMULA),
    (CASE.conflict.coalesce, 3, "the states to coalesce cannot be 3", "a list of state numbers"),
    (CASE.conflict.with_infeasible, "modify", "formulas cannot be the text 'modify'", FORMULAS),
    (lambda x: DecisionMaker("E", x), "land", "the options cannot be the text 'land'", OPTIONS),
    (lambda x: DecisionMaker("E", x), [3], "the options cannot hold 3", OPTIONS),
    (
        lambda x: DecisionMaker("E", ["a"], x),
        ["a"],
        "the preference of 'E' cannot be a list",
        "Statements, Ranking, Weights",
    ),
    (DecisionMaker, 3, "the name of a decision maker cannot be 3", "a text"),
    (
        lambda x: DecisionMaker("E", arcs=x),
        [("s",)],
        "the arcs cannot hold what is no pair",
        "a list of pairs of states from, to",
    ),
    (lambda x: DecisionMaker("E", misperceives=x), "a", "formulas cannot be the text 'a'", FORMULAS),
    (lambda x: DecisionMaker("E", believes=x), 3, "beliefs cannot be 3", "preferences by name"),
    (
        lambda x: DecisionMaker("E", believes={"F": x}),
        ["a"],
        "what 'E' thinks 'F' wants cannot be a list",
        "Statements, Ranking, Weights",
    ),
    (Option, ["a"], "the name of an option cannot be a list", "a text"),
    (lambda x: Option("a", x), "low", "the levels cannot be the text 'low'", "a list of texts"),
    (lambda x: Option("a", x), [0, 1], "the levels cannot hold 0", "a list of texts"),
    (lambda x: Option("a", moves=x), 3, "the moves cannot be 3", MOVES),
    (lambda x: Option("a", moves=x), ["up"], "the moves cannot hold what is no pair", MOVES),
    (Conflict, A, "the decision makers cannot be a DecisionMaker", "a list of decision makers"),
    (Conflict, ["A"], "the decision makers cannot hold the text 'A'", "a list of decision makers"),
    (lambda x: Conflict([A], infeasible=x), [3], "formulas cannot hold 3", FORMULAS),
    (
        lambda x: Conflict([A], forbidden_moves=x),
        [("a", "b")],
        "the forbidden moves cannot hold a tuple",
        "a list of forbidden moves",
    ),
    (lambda x: Conflict([A], status_quo=x), "a", "the status quo cannot be the text 'a'", "levels by option name"),
    (
        lambda x: Conflict([A], status_quo={"a": x}),
        True,
        "the level of 'a' in the status quo cannot be True",
        "the name of a level, such as 'yes'",
    ),
    (lambda x: Conflict([A], status_quo={x: "yes"}), 1, "an option in the status quo cannot be 1", "its name"),
    (lambda x: Conflict([A], states=x), [1, 2], "the states cannot hold 1", "a list of texts"),
    (
        lambda x: ForbiddenMove(from_="a", to="b", by=x),
        3,
        "whose moves are forbidden cannot be 3",
        "the name of a decision maker",
    ),
    (Statements, "a", "formulas cannot be the text 'a'", FORMULAS),
    (Ranking, "123", "a ranking cannot be the text '123'", RANKING),
    (Ranking, [1, [2.5]], "a ranking cannot hold 2.5", RANKING),
    (Weights, [1], "weights cannot hold what is no pair", "numbers by formula"),
    (lambda x: Case(title="x", conflict=x), CASE, "the conflict of a case cannot be a Case", "a conflict"),
    (lambda x: Case(title=x, conflict=CASE.conflict), 3, "a title cannot be 3", "a text"),
    (
        lambda x: Case(title="x", conflict=CASE.conflict, goals=x),
        "a",
        "goals and dreads cannot be the text 'a'",
        "formulas by name, or a list of goals",
    ),
]


@pytest.mark.parametrize(("call", "argument", "said", "allowed"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_of_the_wrong_kind(call: Callable[[Any], object], argument: object, said: str, allowed: str) -> None:
    with pytest.raises(KindError) as caught:
        call(argument)
    assert str(caught.value) == f"{said}; allowed: {allowed}"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: CASE.conflict.state("a"), "no state a; allowed: 1 to 9"),  # type: ignore[arg-type]
        (lambda: CASE.conflict.state(1.5), "no state 1.5; allowed: 1 to 9"),  # type: ignore[arg-type]
        (lambda: CASE.conflict.payoffs(3), "no decision maker '3'; allowed: one of: Ministry, "),  # type: ignore[arg-type]
        (lambda: Weights({"a": None}), "the weight 'None' is no number"),  # type: ignore[arg-type]
        (lambda: Case(title="x", conflict=CASE.conflict, kind="publshed"), "did you mean 'published'?"),
    ],
)
def test_what_is_no_name_or_number(call: Callable[[], object], said: str) -> None:
    with pytest.raises(InputError) as caught:
        call()
    assert said in str(caught.value)


def test_numbers_of_numpy_are_numbers() -> None:
    assert Ranking(np.array([2, 1])) == Ranking([2, 1])
    assert CASE.conflict.state(np.int64(3)) == CASE.conflict.state(3)  # type: ignore[arg-type]


def test_a_long_text_is_shortened() -> None:
    with pytest.raises(KindError, match=r"cannot be the text 'x{40}…'; allowed"):
        Statements("x" * 41)


def test_lists_of_every_kind_will_do() -> None:
    assert (
        DecisionMaker("A", ("a", "b")) == DecisionMaker("A", iter(["a", "b"])) == DecisionMaker("A", {"a": 1, "b": 2})
    )
    assert Conflict([DecisionMaker("A", arcs=["xy"])], states="xy") == Conflict(
        [DecisionMaker("A", arcs=[("x", "y")])], states=["x", "y"]
    )
