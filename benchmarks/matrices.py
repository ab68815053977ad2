"""The matrix formulas of Xu, Hipel & Kilgour (2009), with sparse matrices: what the programs of the field do.

J_i holds the moves of i, J_i⁺ its improvements, P_i^≤ where the second state is no better than the first. M_H, the
joint moves of the others, is the closure of the sum of their moves (transitive here, so that nobody need be kept from
moving twice). With sign(X) the entries of X that are not zero, s is stable for i iff row s of the matrix holds nothing:

    Nash   J_i⁺
    GMR    J_i⁺ where M_H · (P_i^≤)ᵀ is zero                        SEQ   the same with M_H⁺
    SMR    J_i⁺ where M_H · (P_i^≤ ∘ no escape)ᵀ is zero            SSEQ  the same with M_H⁺

Source: IEEE Transactions on Systems, Man, and Cybernetics A 39(2), 2009.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as sp  # noqa: TID253 - the programs beside which we stand hold matrices
from numpy.typing import NDArray

from detente.conflict import Conflict

Matrix = Any
"""A sparse matrix: SciPy's own types tell more shapes apart than there are here."""


def verdicts(conflict: Conflict) -> dict[str, NDArray[np.bool_]]:
    """Return where each decision maker is stable, shape (n, m), under the five concepts."""
    moves = [_matrix(conflict, *each.arcs()) for each in conflict.moves]
    better = [_matrix(conflict, *each.arcs()) for each in conflict.improvements]
    makers = range(len(moves))
    found: dict[str, list[NDArray[np.bool_]]] = {key: [] for key in ("nash", "gmr", "smr", "seq", "sseq")}
    for i in makers:
        payoff = conflict.payoff_table[i]
        no_better = sp.csr_array(payoff[np.newaxis, :] <= payoff[:, np.newaxis])
        with_no_escape = _with_no_escape(moves[i], no_better)
        found["nash"].append(_empty_rows(better[i]))
        for keys, steps in (("gmr", "smr"), moves), (("seq", "sseq"), better):
            joint = _closure([steps[j] for j in makers if j != i], conflict.size)
            for key, deters in zip(keys, (no_better, with_no_escape), strict=True):
                sanctioned = (joint @ deters.T.tocsr()).astype(bool).T
                found[key].append(_empty_rows(better[i] - better[i].multiply(sanctioned)))
    return {key: np.array(rows) for key, rows in found.items()}


def _matrix(conflict: Conflict, from_: NDArray[np.integer], to: NDArray[np.integer]) -> Matrix:
    ones = np.ones(len(from_), dtype=np.int32)
    return sp.csr_array((ones, (from_, to)), shape=(conflict.size, conflict.size))


def _closure(steps: list[Matrix], size: int) -> Matrix:
    """Return which states joint moves reach, by squaring until nothing is added."""
    reached = sp.csr_array((size, size), dtype=np.int32)
    for step in steps:
        reached = reached + step
    reached = _signs(reached)
    while (further := _signs(reached + reached @ reached)).nnz > reached.nnz:
        reached = further
    return reached


def _signs(matrix: Matrix) -> Matrix:
    return sp.csr_array(matrix.astype(bool).astype(np.int32))


def _with_no_escape(moves: Matrix, no_better: Matrix) -> Matrix:
    """Return the states that are no better and that i cannot leave for a better one: rows s, columns s2."""
    better = sp.csr_array(1 - no_better.toarray().astype(np.int32))
    escapes = (better @ moves.T).astype(bool)
    return sp.csr_array(no_better.astype(np.int32) - no_better.astype(np.int32).multiply(escapes))


def _empty_rows(matrix: Matrix) -> NDArray[np.bool_]:
    return np.asarray(matrix.sum(axis=1)).ravel() == 0
