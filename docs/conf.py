"""How Sphinx builds the documentation: nothing is fetched, neither fonts nor scripts nor inventories."""

import logging
from importlib import metadata

project = "détente"
author = "the détente developers"
copyright = "2026, the détente developers"
release = metadata.version("detente")
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
_FOREIGN = (
    "attrs",
    "collections",
    "lark",
    "np",
    "numpy",
    "npt",
    "os",
    "pandas",
    "pathlib",
    "pd",
    "pydantic",
    "rich",
    "typer",
    "typing",
)
nitpicky = True
nitpick_ignore_regex = [("py:.*", rf"({'|'.join(_FOREIGN)})(\..*)?")]

# A section whose pages are still to be written is no fault.
logging.getLogger("sphinx.sphinx.directives.other").addFilter(
    lambda record: getattr(record, "subtype", "") != "empty_glob"
)

html_theme = "furo"
html_title = "détente"
html_show_sourcelink = False
