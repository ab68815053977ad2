"""A solution as a Parquet table: a row for each state, written a block at a time.

The columns are ``number``, ``code``, one for each option (truth values, or names of levels; empty where the members of
a coalesced state differ), ``payoff NAME`` for each decision maker, and for each concept ``KEY`` (an equilibrium) and
``KEY NAME``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from detente.case import Case
from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError
from detente.report.saving.as_npz import about
from detente.stability import Solution

_BLOCK = 2**18
"""Rows that are written at a time."""


def to_parquet(solution: Solution, case: Case, path: Path) -> None:
    """Write a solution as a Parquet table; what is true of the whole of it stands in its metadata, under ``detente``.

    Raises:
        UnavailableError: If the package pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        allowed = "pip install 'detente[parquet]', or a name that ends in .npz"
        raise UnavailableError(Problem("Parquet files need the package pyarrow", allowed=allowed)) from None
    metadata = {"detente": json.dumps(about(solution, case), ensure_ascii=False)}
    first = pa.table(_columns(solution, slice(0, _BLOCK)))
    schema = first.schema.with_metadata(metadata)
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, solution.conflict.size, _BLOCK):
            table = first if start == 0 else pa.table(_columns(solution, slice(start, start + _BLOCK)))
            writer.write_table(table.cast(schema))


def _columns(solution: Solution, part: slice) -> dict[str, Any]:
    conflict = solution.conflict
    codes = conflict.space.codes[part]
    columns: dict[str, Any] = {"number": np.arange(part.start, part.start + len(codes)) + 1, "code": codes}
    columns |= _options(conflict, part)
    columns |= {f"payoff {name}": row[part] for name, row in zip(conflict.names, conflict.payoff_table, strict=True)}
    for key in solution.concepts:
        stable = solution.verdicts[key][:, part]
        columns[key] = stable.all(axis=0)
        columns |= {f"{key} {name}": row for name, row in zip(conflict.names, stable, strict=True)}
    return columns


def _options(conflict: Conflict, part: slice) -> dict[str, Any]:
    """Return the level of each option in some states, in a form that does not depend on how many states there are."""
    import pyarrow as pa

    found: dict[str, Any] = {}
    for index, variable in enumerate(conflict.words.variables):
        levels, unlike = conflict.space.state_levels(index, part)
        if variable.is_yes_no:
            found[variable.full_name] = pa.array(levels == 1, mask=unlike, type=pa.bool_())
        else:
            names = np.array(variable.levels, dtype=object)[levels]
            found[variable.full_name] = pa.array(names, mask=unlike, type=pa.string())
    return found
