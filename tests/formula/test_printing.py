"""Formulas print with as few brackets as their reading needs, and read back as themselves."""

import pytest
from hypothesis import given

from detente.errors import FormulaError
from detente.formula import (
    And,
    Chosen,
    Compared,
    Constant,
    Count,
    Formula,
    If,
    Iff,
    Not,
    Or,
    Reference,
    Variable,
    as_formula,
    as_formulas,
    parse,
    quoted,
    walk,
)
from tests.models import formulas

A, B, C, D = (Chosen(Reference(name)) for name in "abcd")

VARIABLES = [
    Variable("a"),
    Variable("Air Strike", "US"),
    Variable("not", "US"),
    Variable("a", "x.y"),
    Variable("o'clock", 'the "first"'),
    Variable("état", "Ünion", ("bas", "très haut", "3", "of")),
    Variable("x-1", None, ("no", "yes", "perhaps")),
]

PRINTED = [
    # as written, as printed, the tree
    ("a", "a", A),
    ("((a))", "a", A),
    ("not a", "not a", Not(A)),
    ("not (not (a))", "not not a", Not(Not(A))),
    ("a and b and c", "a and b and c", And([A, B, C])),
    ("(a and b) and c", "(a and b) and c", And([And([A, B]), C])),
    ("a and (b and c)", "a and (b and c)", And([A, And([B, C])])),
    ("(a and b) or c", "a and b or c", Or([And([A, B]), C])),
    ("a and (b or c)", "a and (b or c)", And([A, Or([B, C])])),
    ("a or b and c", "a or b and c", Or([A, And([B, C])])),
    ("not (a and b)", "not (a and b)", Not(And([A, B]))),
    ("(not a) and b", "not a and b", And([Not(A), B])),
    ("if a then b", "if a then b", If(A, B)),
    ("b if a", "if a then b", If(A, B)),
    ("if a or b then c and d", "if a or b then c and d", If(Or([A, B]), And([C, D]))),
    ("if a then if b then c", "if a then if b then c", If(A, If(B, C))),
    ("if a then c if b", "if a then if b then c", If(A, If(B, C))),
    ("if (if a then b) then c", "if if a then b then c", If(If(A, B), C)),
    ("(if a then b) or c", "(if a then b) or c", Or([If(A, B), C])),
    ("not (if a then b)", "not (if a then b)", Not(If(A, B))),
    ("a iff b", "a iff b", Iff(A, B)),
    ("a iff b iff c", "a iff b iff c", Iff(Iff(A, B), C)),
    ("a iff (b iff c)", "a iff (b iff c)", Iff(A, Iff(B, C))),
    ("if a then b iff c", "if a then b iff c", Iff(If(A, B), C)),
    ("if a then (b iff c)", "if a then (b iff c)", If(A, Iff(B, C))),
    ("if a iff b then c", "if a iff b then c", If(Iff(A, B), C)),
    ("a iff if b then c", "a iff if b then c", Iff(A, If(B, C))),
    ("a or b iff c", "a or b iff c", Iff(Or([A, B]), C)),
    ("a and (b iff c)", "a and (b iff c)", And([A, Iff(B, C)])),
    ("exactly 1 of (a, b)", "exactly 1 of (a, b)", Count("exactly", 1, [A, B])),
    ("at most 0 of (a)", "at most 0 of (a)", Count("at most", 0, [A])),
    ("at least 2 of ((a or b), c, (d))", "at least 2 of (a or b, c, d)", Count("at least", 2, [Or([A, B]), C, D])),
    ("not exactly 1 of (a, if b then c)", "not exactly 1 of (a, if b then c)", Not(Count("exactly", 1, [A, If(B, C)]))),
    ("true", "true", Constant(value=True)),
    ("false or a", "false or a", Or([Constant(value=False), A])),
    ("p = calm", "p = calm", Compared(Reference("p"), "=", "calm")),
    ("not p = calm", "not p = calm", Not(Compared(Reference("p"), "=", "calm"))),
    ("p != 3", "p != 3", Compared(Reference("p"), "!=", "3")),
    ("p = '3'", "p = 3", Compared(Reference("p"), "=", "3")),
    ("p = 'very high'", 'p = "very high"', Compared(Reference("p"), "=", "very high")),
    ("US.blockade", "US.blockade", Chosen(Reference("blockade", "US"))),
    ("'US'.\"blockade\"", "US.blockade", Chosen(Reference("blockade", "US"))),
    ("'Air Strike'", '"Air Strike"', Chosen(Reference("Air Strike"))),
    ("'not'", '"not"', Chosen(Reference("not"))),
    ('"o\'clock"', '"o\'clock"', Chosen(Reference("o'clock"))),
    ("'say \"no\"'", "'say \"no\"'", Chosen(Reference('say "no"'))),
    ("'a.b'.c", '"a.b".c', Chosen(Reference("c", "a.b"))),
    ("x-1 and été", "x-1 and été", And([Chosen(Reference("x-1")), Chosen(Reference("été"))])),
    ("notify and order", "notify and order", And([Chosen(Reference("notify")), Chosen(Reference("order"))])),
    ("a\n  and\tb", "a and b", And([A, B])),
]


@pytest.mark.parametrize(("written", "printed", "tree"), PRINTED, ids=[row[0] for row in PRINTED])
def test_printed_forms(written: str, printed: str, tree: Formula) -> None:
    assert parse(written) == tree
    assert str(tree) == printed
    assert parse(printed) == tree


@pytest.mark.parametrize("sign", Compared.OPERATORS)
def test_comparisons_need_no_spaces(sign: str) -> None:
    assert parse(f"p{sign}high") == parse(f"p {sign} high") == Compared(Reference("p"), sign, "high")


@given(formula=formulas(VARIABLES))
def test_every_formula_reads_back_as_itself(formula: Formula) -> None:
    """parse(str(f)) == f."""
    assert parse(str(formula)) == formula


@given(formula=formulas(VARIABLES, depth=2))
def test_no_bracket_can_be_left_out(formula: Formula) -> None:
    """Without any one pair of brackets the text is no formula, or another one; the brackets of counts stand aside."""
    text = str(formula)
    for opening, closing in _brackets(text):
        shorter = text[:opening] + text[opening + 1 : closing] + text[closing + 1 :]
        if not text[:opening].endswith("of "):
            assert _read(shorter) != formula, shorter


def _brackets(text: str) -> list[tuple[int, int]]:
    """Return the places of the pairs of brackets in a text, those within quotation marks left out."""
    pairs, waiting, quote = [], [], ""
    for place, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character == "(":
            waiting.append(place)
        elif character == ")":
            pairs.append((waiting.pop(), place))
    return pairs


def _read(text: str) -> Formula | None:
    try:
        return parse(text)
    except FormulaError:
        return None


def test_formulas_show_their_text_and_know_their_parts() -> None:
    formula = parse("if a then not b or exactly 1 of (c, d)")
    assert repr(formula) == "Formula('if a then not b or exactly 1 of (c, d)')"
    assert {str(node) for node in walk(formula) if isinstance(node, Chosen)} == {"a", "b", "c", "d"}
    assert len(list(walk(formula))) == 8
    assert formula.parts == (A, parse("not b or exactly 1 of (c, d)"))


def test_formulas_are_equal_by_content_and_can_be_keys() -> None:
    assert parse("a  and b") == parse("a and (b)")
    assert len({parse("a and b"), parse("a and b"), parse("b and a")}) == 2
    assert parse("x.a") != parse("a")


def test_where_a_name_stands_is_known_and_makes_no_difference() -> None:
    (second,) = [
        node for node in walk(parse("not a and US.b")) if isinstance(node, Chosen) and node.reference.option == "b"
    ]
    assert second.reference.position == 10
    assert second.reference == Reference("b", "US")


def test_text_or_formula() -> None:
    assert as_formula("a") == as_formula(A) == A
    assert as_formulas(["a", A]) == (A, A)


@pytest.mark.parametrize(
    ("name", "text"),
    [("a", "a"), ("x-1", "x-1"), ("3", '"3"'), ("", '""'), ("a b", '"a b"'), ('a"b', "'a\"b'"), ("iff", '"iff"')],
)
def test_names_are_quoted_where_they_must_be(name: str, text: str) -> None:
    assert quoted(name) == text
    assert parse(text) == Chosen(Reference(name))
