"""How Sphinx builds the documentation: nothing is fetched, neither fonts nor scripts nor inventories."""

import logging
import sys

from sphinx.application import Sphinx

from detente.version import VERSION

project = "détente"
author = "the détente developers"
copyright = "2026, the détente developers"
release = VERSION
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]

# Pages. Mathematics is written in Unicode, so that no page needs a script to show it.
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

# The Python reference, from the docstrings.
autodoc_default_options = {"members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
autosummary_generate = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # attributes are documented once, by the class docstring

# A name that cannot be linked is an error, unless another package owns it: linking there needs the network.
_FOREIGN = [
    "attrs",
    "lark",
    "matplotlib",
    "networkx",
    "np",
    "npt",
    "numpy",
    "nx",
    "pandas",
    "pd",
    "pydantic",
    "rich",
    "ruamel",
    "typer",
]
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", rf"({'|'.join([*_FOREIGN, *sys.stdlib_module_names])})(\..*)?"),
    ("py:class", "Payoffs|Values|Stable|NDArray|csr_array"),  # short names for arrays, which have no page to link to
    ("py:class", "Client"),  # of Dask, imported late
    ("py:class", "Figure"),  # of Matplotlib, imported late
]

# A section whose pages are still to be written is no fault.
logging.getLogger("sphinx.sphinx.directives.other").addFilter(
    lambda record: getattr(record, "subtype", "") != "empty_glob"
)

html_theme = "furo"
html_title = "détente"
html_show_sourcelink = False


def setup(app: Sphinx) -> None:
    """Have the docstring of an attribute read as prose."""
    app.connect("autodoc-process-docstring", _read_as_prose, priority=400)  # before Napoleon, at 500


def _read_as_prose(_app: object, what: str, _name: str, _thing: object, _options: object, lines: list[str]) -> None:
    """Keep Napoleon from taking what stands before a colon in the first line for a type."""
    if what in {"attribute", "data", "property"}:
        lines[:0] = ["..", ""]  # an empty comment takes the place of that line
