"""What is no formula, and what is said about it."""

import pytest

from detente.errors import FormulaError
from detente.formula import parse
from detente.formula.parsing import DEEPEST, LONGEST

BEGIN = "'(', 'at', 'exactly', 'false', 'if', 'not', 'true', a name, a quoted name"
MEMBER = "'(', 'at', 'exactly', 'false', 'not', 'true', a name, a quoted name"
AFTER = "'and', 'if', 'iff', 'or', a comparison (=, !=, >=, <=, >, <), the end"
LEVEL = "a name, a quoted name, a whole number"

FAULTS = [
    # text, what is found, position, allowed, nearest
    ("", "it ends too early", 0, BEGIN, ""),
    ("   ", "it ends too early", 3, BEGIN, ""),
    ("a and", "it ends too early", 5, MEMBER, ""),
    ("not", "it ends too early", 3, MEMBER, ""),
    ("p >=", "it ends too early", 4, LEVEL, ""),
    ("(a", "it ends too early", 2, "')'", ""),
    ("if a then", "it ends too early", 9, BEGIN, ""),
    ("a b", "unexpected 'b' at character 3; if 'a b' is one name, it needs quotation marks", 2, f"'.', {AFTER}", ""),
    ("a.b.c", "unexpected '.' at character 4", 3, AFTER, ""),
    ("a andd b", "unexpected 'andd' at character 3", 2, f"'.', {AFTER}", "and"),
    ("a AND b", "unexpected 'AND' at character 3", 2, f"'.', {AFTER}", "and"),
    (
        "a oracle",
        "unexpected 'oracle' at character 3; if 'a oracle' is one name, it needs quotation marks",
        2,
        f"'.', {AFTER}",
        "",
    ),
    (
        "block iff land troops or a",
        "unexpected 'troops' at character 16; if 'land troops' is one name, it needs quotation marks",
        15,
        f"'.', {AFTER}",
        "",
    ),
    ("Not a", "unexpected 'a' at character 5", 4, f"'.', {AFTER}", "not"),
    ("nott a", "unexpected 'a' at character 6", 5, f"'.', {AFTER}", "not"),
    ("a or or b", "unexpected 'or' at character 6", 5, MEMBER, ""),
    ("and", "unexpected 'and' at character 1", 0, BEGIN, ""),
    ("p = and", "unexpected 'and' at character 5", 4, LEVEL, ""),
    ("p = 3a", "unexpected '3' at character 5", 4, LEVEL, ""),
    ("p == high", "'==' at character 3 is written '=' here", 2, "", ""),
    ("p => high", "'=>' at character 3 is written '>=', or 'if … then …' here", 2, "", ""),
    ("p <> high", "'<>' at character 3 is written '!=' here", 2, "", ""),
    ("a <-> b", "'<->' at character 3 is written 'iff' here", 2, "", ""),
    ("a <=> b", "'<=>' at character 3 is written 'iff' here", 2, "", ""),
    ("a -> b", "'->' at character 3 is written 'if … then …' here", 2, "", ""),
    ("a & b", "'&' at character 3 is written 'and' here", 2, "", ""),
    ("a && b", "'&&' at character 3 is written 'and' here", 2, "", ""),
    ("a || b", "'||' at character 3 is written 'or' here", 2, "", ""),
    ("!a", "'!' at character 1 is written 'not' here", 0, "", ""),
    ("a\u00a0and b", "unexpected U+00A0 (no-break space) at character 2", 1, f"'.', {AFTER}", ""),
    ('"open', "unexpected '\"' at character 1", 0, BEGIN, ""),
    ("a)", "unexpected ')' at character 2", 1, "the end", ""),
    ("a, b", "unexpected ',' at character 2", 1, "the end", ""),
    ("a if b then c", "unexpected 'then' at character 8", 7, "the end", ""),
    ("a if b if c", "unexpected 'if' at character 8", 7, "'iff', the end", ""),
    ("if then a", "unexpected 'then' at character 4", 3, BEGIN, ""),
    ("at mostt 1 of (a)", "unexpected 'mostt' at character 4", 3, "'least', 'most'", "most"),
    ("at least two of (a)", "unexpected 'two' at character 10", 9, "a whole number", ""),
    ("at most -1 of (a)", "unexpected '-' at character 9", 8, "a whole number", ""),
    ("exactly 2 off (a)", "unexpected 'off' at character 11", 10, "'of'", "of"),
    ("exactly 1 of a, b", "unexpected 'a' at character 14", 13, "'('", ""),
    ("exactly 1 of ()", "unexpected ')' at character 15", 14, BEGIN, ""),
]


@pytest.mark.parametrize(("text", "found", "position", "allowed", "nearest"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_wrong_token_is_named_with_its_place_and_what_could_stand_there(
    text: str, found: str, position: int, allowed: str, nearest: str
) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    (problem,) = caught.value.problems
    assert problem.message == f"cannot read the formula '{text}': {found}"
    assert (problem.position, problem.allowed, problem.nearest) == (position, allowed, nearest)


def test_a_problem_says_everything_on_one_line() -> None:
    with pytest.raises(FormulaError) as caught:
        parse("exactly 2 off (a)")
    assert str(caught.value) == (
        "cannot read the formula 'exactly 2 off (a)': unexpected 'off' at character 11; allowed: 'of'; "
        "did you mean 'of'?"
    )


def test_a_formula_can_be_too_long() -> None:
    assert str(parse("a" * LONGEST)) == "a" * LONGEST
    with pytest.raises(FormulaError, match="a formula of 20001 characters; allowed: at most 20000"):
        parse("a" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("(", ")"), ("not ", ""), ("not (", ")"), ("exactly 1 of (", ")"), ("if a then ", ""), ("a and (", ")")],
)
def test_a_formula_can_nest_too_deep(opening: str, closing: str) -> None:
    few, many = DEEPEST // 3, DEEPEST + 1
    assert "a" in str(parse(opening * few + "a" + closing * few))
    with pytest.raises(FormulaError, match="nests too deep; allowed: at most 100 levels"):
        parse(opening * many + "a" + closing * many)


def test_a_formula_with_many_brackets_side_by_side_is_not_deep() -> None:
    assert len(parse(" or ".join(["(a and b)"] * (DEEPEST + 1))).parts) == DEEPEST + 1


def test_a_long_formula_is_shortened_in_messages() -> None:
    with pytest.raises(FormulaError) as caught:
        parse("a " * 100)
    assert str(caught.value).startswith(
        f"cannot read the formula '{('a ' * 100)[:79]}…': unexpected 'a' at character 3"
    )
