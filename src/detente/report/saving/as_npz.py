"""A solution as a NumPy archive.

==========================  ===================================================================
name                        what it is
==========================  ===================================================================
``codes``                   the code of each state, shape (m,); state number k stands at k - 1
``payoffs``                 shape (n, m): 1 the worst
``stable_KEY``              shape (n, m): where each decision maker is stable under the concept
``about``                   a text: JSON with title, names of decision makers, options with
                            their levels, concepts, fingerprints and version
==========================  ===================================================================
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from detente.case import Case
from detente.stability import Solution


def to_npz(solution: Solution, case: Case, path: Path) -> None:
    """Write a solution as a NumPy archive."""
    conflict = solution.conflict
    stable: dict[str, Any] = {f"stable_{key}": solution.verdicts[key] for key in solution.concepts}
    said = np.array(json.dumps(about(solution, case), ensure_ascii=False))
    np.savez(path, codes=conflict.space.codes, payoffs=conflict.payoff_table, about=said, **stable)


def about(solution: Solution, case: Case) -> dict[str, object]:
    """Return what arrays do not say of a solution."""
    conflict = solution.conflict
    return {
        "title": case.title,
        "kind": case.kind,
        "decision_makers": list(conflict.names),
        "options": {variable.full_name: list(variable.levels) for variable in conflict.words.variables},
        "concepts": list(solution.concepts),
        "left_out": dict(solution.left_out),
        "extension": solution.extension,
        "case_fingerprint": case.fingerprint,
        "fingerprint": conflict.fingerprint,
        "version": solution.version,
    }
