"""Whole solutions as files of arrays, each file format a row in a table and a small file.

What a terminal, JSON or CSV cannot hold (millions of states) goes here: every state with its payoffs and verdicts.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from detente.case import Case
from detente.errors import CaseFileError, Place, Problem, UnavailableError, nearest, one_of
from detente.filing import replacing
from detente.report.saving.as_npz import to_npz
from detente.report.saving.as_parquet import to_parquet
from detente.stability import Solution

SAVERS: dict[str, Callable[[Solution, Case, Path], None]] = {".npz": to_npz, ".parquet": to_parquet}
"""For each ending of a file name, what writes a solution of a case to that file."""


def checked_ending(path: str) -> str:
    """Return the ending of a file name, if a solution can be saved in such a file.

    Raises:
        UnavailableError: If it cannot.
    """
    ending = Path(path).suffix.lower()
    if ending not in SAVERS:
        problem = Problem(f"the ending of '{path}' says no format", one_of(SAVERS), nearest(ending, SAVERS))
        raise UnavailableError(problem)
    return ending


def check_target(path: str | Path, *, force: bool = False) -> None:
    """Refuse a file that no solution can be saved in, before there is one.

    Raises:
        UnavailableError: If the ending is unknown, or there is such a file and it is not to be replaced.
        CaseFileError: If there is no folder for it.
    """
    checked_ending(str(path))
    if not force and os.path.lexists(path):
        raise UnavailableError(Problem(f"the file '{path}' exists", allowed="another name, or --force to replace it"))
    if not (folder := Path(path).parent).is_dir():
        message = f"the file cannot be written: there is no folder '{folder}'"
        raise CaseFileError(Problem(message, place=Place(str(path))))


def save(solution: Solution, case: Case, path: str | Path, *, force: bool = False) -> None:
    """Write a solution to a file in one step: either all of it is written, or the file stays as it was.

    Args:
        solution: The solution.
        case: What it is a solution of.
        path: The file; its ending says the format.
        force: Whether a file that exists is replaced.

    Raises:
        UnavailableError: If the ending is unknown, a package is missing, or there is such a file.
        CaseFileError: If the file cannot be written, or what is there is no file.
    """
    check_target(path, force=force)
    with replacing(path) as made:
        SAVERS[checked_ending(str(path))](solution, case, made)


__all__ = ["SAVERS", "check_target", "checked_ending", "save"]
