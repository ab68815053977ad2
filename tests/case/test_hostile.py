"""Files made to break the reader: each is read or refused with an InputError, soon."""

from __future__ import annotations

import json
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from detente import library
from detente.case import read_text, template, to_gmcr, to_yaml
from detente.case.text.tree import DEEPEST, MOST_ALIASES, MOST_CHARACTERS, MOST_VALUES
from detente.errors import InputError, TooLargeError

MANY = 200_000
DECIDERS = "decision_makers: {A: {options: {p: }}}"


def try_to_read(text: str, file: str) -> None:
    """Read a text: it is refused with problems that can be printed, or gives a case that survives writing."""
    try:
        case = read_text(text, file)
        assert read_text(to_yaml(case)) == case
    except InputError as error:
        assert error.problems  # noqa: PT017 - the text may as well be fine
        str(error).encode()


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 12)
)

TOO_LARGE = {
    "alias bomb": BOMB,
    "many aliases": "a: &a x\nb: [" + "*a, " * (MOST_ALIASES + 1) + "]\n",
    "deep lists": "[" * MANY,
    "deep items": "- " * MANY,
    "deep keys": "? " * MANY,
    "deep mappings": "{a: " * (DEEPEST + 1),
    "many items": "- a\n" * (MOST_VALUES + 1),
    "long text": "a" * (MOST_CHARACTERS + 1),
}


@pytest.mark.parametrize("kind", TOO_LARGE)
def test_limits(kind: str) -> None:
    with pytest.raises(TooLargeError, match="at most"):
        read_text(TOO_LARGE[kind], "case.yaml")


HOSTILE = {
    "tag without end": "!" * MANY,
    "anchors": "&a " * MANY,
    "unclosed": '"' + "a" * MANY,
    "endless alias": "*" + "a" * MANY,
    "colons": ":" * MANY,
    "spaces": " " * MANY,
    "comments": "#\n" * MANY,
    "merge": f"detente: 1\ntitle: x\n{DECIDERS}\n<<: {{title: y}}\n",
    "python": f"detente: 1\ntitle: !!python/object/apply:os.system [x]\n{DECIDERS}\n",
    "surrogate": f'detente: 1\ntitle: "\\ud800"\n{DECIDERS}\n',
    "escape": f'detente: 1\ntitle: "\\x1b[2J"\n{DECIDERS}\n',
    "beyond Unicode": 'title: "\\UFFFFFFFF"\n',
    "long formula": f"detente: 1\ntitle: x\n{DECIDERS}\ngoals: {{g: '{'p and ' * 10_000}p'}}\n",
    "deep formula": f"detente: 1\ntitle: x\n{DECIDERS}\ngoals: {{g: '{'(' * 5_000}p{')' * 5_000}'}}\n",
    "many nots": f"detente: 1\ntitle: x\n{DECIDERS}\ngoals: {{g: '{'not ' * 4_000}p'}}\n",
    "huge count": f"detente: 1\ntitle: x\n{DECIDERS}\ngoals: {{g: 'at least {'9' * 5_000} of (p)'}}\n",
    "huge weight": "detente: 1\ntitle: x\ndecision_makers: {A: {options: {p: }, weights: {p: 1e999999999}}}\n",
    "huge state": f"detente: 1\ntitle: x\ndecision_makers: {{A: {{options: {{p: }}, ranking: [{'9' * 5_000}]}}}}\n",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_refused(kind: str) -> None:
    with pytest.raises(InputError) as caught:
        read_text(HOSTILE[kind], "case.yaml")
    assert all(len(str(problem)) < 2_000 for problem in caught.value.problems)


@pytest.mark.parametrize("text", ["[" * MANY, '{"a":' * MANY, "9" * MANY, '{"options": NaN}', '"\\ud800"', "{" * 3])
def test_refused_as_gmcr(text: str) -> None:
    with pytest.raises(InputError):
        read_text(text, "case.gmcr")


def test_cut_short_anywhere() -> None:
    text = """\
detente: 1
title: "x: y"
as_of: 2021-11-27
sources: {s: {title: t, date: 2021-05}}
decision_makers:
  A:
    says: >-
      long
      text
    options: {p: {moves: up}, 'q r': {levels: [a, b]}}
    prefers: [p, {statement: not "q r" = b, sources: [s]}]
  B: {ranking: [1, [2, 3], 4]}
status_quo: {'q r': b}
levers: {x: {set: {p: yes}}}
"""
    read_text(text)
    for end in range(len(text)):
        try_to_read(text[:end], "case.yaml")


def test_template_cut_short_after_any_line() -> None:
    lines = template().splitlines(keepends=True)
    for end in range(len(lines)):
        try_to_read("".join(lines[:end]), "case.yaml")


def test_gmcr_cut_short_anywhere() -> None:
    text = to_gmcr(library.load("syria-iraq-1975")).text
    for end in range(len(text) - 2):
        with pytest.raises(InputError, match=r"line \d+, column \d+|the file is empty"):
            read_text(text[:end], "case.gmcr")


PIECES = [
    "[",
    "]",
    "{",
    "}",
    ": ",
    "- ",
    "\n",
    "\n  ",
    "&a ",
    "*a",
    "!t ",
    "|",
    "'",
    '"',
    "#",
    "~",
    "-1",
    "not ",
    "(",
    "\\",
]


@given(st.data())
def test_mutilated(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([library.text("elmira"), library.text("garrison"), template()]))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(start + 30, len(text))))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
    try_to_read(text, "case.yaml")


KEYS = [
    "detente",
    "title",
    "decision_makers",
    "options",
    "prefers",
    "ranking",
    "weights",
    "levers",
    "set",
    "goals",
    "states",
]
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 3), st.floats(), st.text(max_size=5), st.sampled_from(["p", "A"])
)


def _structures(keys: list[str]) -> st.SearchStrategy[Any]:
    names = st.one_of(st.sampled_from(keys), st.text(max_size=3))
    return st.recursive(
        SCALARS,
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=5)),
        max_leaves=20,
    )


@given(_structures(KEYS))
def test_any_structure(value: object) -> None:
    whole = {"detente": 1, "title": "x", "decision_makers": {"A": {"options": {"p": None}}}}
    whole |= value if isinstance(value, dict) else {"goals": value}
    try_to_read(json.dumps(whole), "case.yaml")


GMCR_KEYS = [
    "options",
    "decisionMakers",
    "infeasibles",
    "name",
    "preferences",
    "preferenceRanking",
    "compound",
    "members",
]


@given(
    _structures(GMCR_KEYS),
    st.sampled_from(["options", "decisionMakers", "infeasibles", "misperceptions", "coalitions"]),
)
def test_any_structure_as_gmcr(value: object, key: str) -> None:
    whole = json.loads(to_gmcr(library.load("syria-iraq-1975")).text)
    whole[key] = value
    if key == "misperceptions":
        whole["decisionMakers"][0] |= value if isinstance(value, dict) else {key: value}
    try_to_read(json.dumps(whole), "case.gmcr")


@given(st.binary(max_size=60))
def test_any_bytes(content: bytes) -> None:
    try_to_read(content.decode("latin-1"), "case.yaml")
    try_to_read(content.decode("latin-1"), "case.gmcr")
