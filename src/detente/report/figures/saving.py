"""Pictures as files, the same bytes whenever they are written."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.errors import Problem, UnavailableError, nearest, one_of
from detente.filing import write_bytes
from detente.report.figures.style import settings

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DATED: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": "détente"},
    "pdf": {"CreationDate": None, "Creator": "détente", "Producer": "détente"},
    "png": {"Software": "détente"},
}
"""What each format says of the file, without a date."""

SUFFIXES = tuple(f".{key}" for key in _DATED)
"""The endings that say what format a picture is to have."""

_DOTS_PER_INCH = 200


def picture_format(path: str | Path) -> str:
    """Return the format that the ending of a file asks for.

    Raises:
        UnavailableError: If it asks for none that there is.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        said = f"the ending of '{path}' says no format for a picture"
        raise UnavailableError(Problem(said, allowed=one_of(SUFFIXES), nearest=nearest(suffix, SUFFIXES)))
    return suffix[1:]


def rendered(figure: Figure, key: str) -> bytes:
    """Return a picture in a format: ``svg``, ``pdf`` or ``png``."""
    written = io.BytesIO()
    with settings(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # a sign that no font at hand has is a box, not a complaint
        figure.savefig(written, format=key, dpi=_DOTS_PER_INCH, metadata=_DATED[key])
    return written.getvalue()


def save(figure: Figure, path: str | Path) -> None:
    """Write a picture to a file, in the format that its ending says; a file that is there is replaced, in one step.

    Raises:
        UnavailableError: If the ending says no format.
        CaseFileError: If the file cannot be written.
    """
    write_bytes(rendered(figure, picture_format(path)), path)
