"""The tutorial shows what its commands print, step by step from an empty file; so does the README."""

from pathlib import Path

import pytest

from tests.docs.pages import Step, agrees, blocks, edited, page, printed_by, steps
from tests.docs.refresh import README, TUTORIAL, refreshed

STEPS = list(steps(page(TUTORIAL)))
SHOWN = [*STEPS, *steps(page(README))]


@pytest.mark.parametrize("step", SHOWN, ids=[f"{place} {step.command}" for place, step in enumerate(SHOWN, start=1)])
def test_a_step_prints_what_the_page_shows(step: Step, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed = printed_by(step, tmp_path)
    assert agrees(step.shown, printed), f"python -m tests.docs.refresh writes it anew\n{printed}"


def test_the_tutorial_uses_every_command_a_beginner_needs() -> None:
    assert {step.command.split()[1] for step in STEPS} == {"check", "states", "solve", "ask"}


def test_the_tutorial_has_no_other_blocks() -> None:
    assert {block.language for block in blocks(page(TUTORIAL))} == {"yaml", "console"}


def test_one_spelling_error_is_made_and_mended() -> None:
    wrong = [step for step in STEPS if "dayly" in step.file]
    assert [step.command for step in wrong] == ["detente check ferry.yaml"]


def test_a_part_takes_the_place_of_the_one_with_its_key() -> None:
    file = "title: x\n\nwho:\n  A:\n    says: a\n  B:\n    says: b\n\nlast: y\n"
    assert edited(file, "  A:\n    says: c\n") == file.replace("says: a", "says: c")
    assert edited(file, "title: z\n\n") == file.replace("title: x", "title: z")
    assert edited(file, "more: 1\n") == file + "more: 1\n"


@pytest.mark.parametrize(
    ("shown", "printed", "agree"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a\nc\n", False),
        ("a\n", "a\nb\n", False),
        ("a\n…\n", "a\nb\nc\n", True),
        ("a\n…\nc\n", "a\nb\nc\n", True),
        ("a\n…\nd\n", "a\nb\nc\n", False),
        ("a…\n", "ab\n", False),
    ],
)
def test_only_a_line_of_dots_leaves_something_out(shown: str, printed: str, *, agree: bool) -> None:
    assert agrees(shown, printed) is agree


def test_what_is_out_of_date_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = page(TUTORIAL)
    shown = STEPS[0].shown
    assert refreshed(text.replace(shown, "something else\n"), tmp_path) == text
