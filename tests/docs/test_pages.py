"""The pages name what the program has, and nothing that it has not."""

import re
from types import ModuleType

import pytest

import detente
from detente import errors
from detente.stability import CONCEPTS
from tests.docs.pages import DOCS, headings, page

PYTHON = page("reference/python.md")


def error_names(module: ModuleType) -> set[str]:
    """Return the names of all errors of the tree."""
    return {
        name
        for name, thing in vars(module).items()
        if isinstance(thing, type) and issubclass(thing, detente.DetenteError)
    }


def test_the_page_of_errors_has_a_section_for_each() -> None:
    assert set(headings(page("reference/errors.md"))) == error_names(errors)


@pytest.mark.parametrize("place", ["page", "module"])
def test_the_tree_of_errors_is_the_one_there_is(place: str) -> None:
    text = page("reference/errors.md") if place == "page" else errors.__doc__ or ""
    assert set(re.findall(r"^(?: {4}[│├└ ─]*)(\w+Error)\b", text, flags=re.MULTILINE)) == error_names(errors)


def test_every_public_name_is_on_the_page_of_python() -> None:
    documented = re.findall(r"^\.\. (?:auto\w+|data):: detente\.(\w+)$", PYTHON, flags=re.MULTILINE)
    assert set(detente.__all__) - {"__version__"} == set(documented)
    assert "`detente.__version__`" in PYTHON


@pytest.mark.parametrize("concept", CONCEPTS.values(), ids=CONCEPTS)
def test_every_concept_has_a_page_with_all_its_parts(
    concept: detente.stability.Concept,
) -> None:
    text = page(f"concepts/{concept.key}.md")
    assert text.startswith(f"# {concept.name} (`{concept.key}`)\n")
    assert headings(text)[:3] == ["Definition", "In plain words", "Example"]
    assert "Source" in headings(text)


def test_the_front_page_lists_every_concept_page_once() -> None:
    listed = re.findall(r"^concepts/([\w-]+)$", page("index.md"), flags=re.MULTILINE)
    assert sorted(listed) == sorted(path.stem for path in (DOCS / "concepts").glob("*.md"))
