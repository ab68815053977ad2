"""The pages that explain and compare show what their commands print."""

import re
import shlex

import pytest

from tests.cli.running import printed
from tests.docs.pages import blocks, page

SHOWN = re.compile(r"(?:^ {4}.*\n|^\n(?= {4}))+", flags=re.MULTILINE)


def said(command: str) -> str:
    """Return what a command prints, as one line."""
    return " ".join(printed(*shlex.split(command)[1:]).split())


@pytest.mark.parametrize(
    "name",
    ["how-to/explain-a-verdict.md", "how-to/compare-two-variants.md", "how-to/ask-what-would-have-to-be-wanted.md"],
)
def test_what_the_page_shows_is_printed(name: str) -> None:
    text = page(name)
    commands = [line[2:] for block in blocks(text) if block.language == "console" for line in block.text.splitlines()]
    outputs = [said(command) for command in commands if "my-case.yaml" not in command]
    fenced = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    shown = [" ".join(found.split()) for found in SHOWN.findall(fenced) if found.strip()]
    assert len(shown) == 1
    assert [each for each in shown if not any(each in output for output in outputs)] == []
