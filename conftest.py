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


_SHARING = ("tests/report/test_formats.py", "tests/worlds/batch/test_cluster.py")
"""Files whose tests share what takes long to make."""


class _FilesWhole(LoadScopeScheduling):  # type: ignore[misc] # pytest-xdist ships no types
    """Give each test to the next idle process, and the tests of a page or of a file that shares all to the same."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file.endswith(".md") or file in _SHARING else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Say how tests are spread over processes (``-n``)."""
    return _FilesWhole(config, log)
