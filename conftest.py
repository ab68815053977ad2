"""Run the examples in the Markdown pages as tests.

A fenced `python` block with prompts is compared as a doctest; one without is run. Blocks of one page share
their names, from top to bottom.
"""

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE

import pytest
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

collect_ignore_glob = ["docs/conf.py", "docs/_build/*"]

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE), SkipParser()],
    patterns=["*.md"],
).pytest()


class _PagesWhole(LoadScopeScheduling):  # type: ignore[misc] # pytest-xdist ships no types
    """Give each test to the next idle process, and the examples of one page all to the same."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file.endswith(".md") else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Say how tests are spread over processes (``-n``)."""
    return _PagesWhole(config, log)
