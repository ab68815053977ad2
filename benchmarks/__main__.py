"""``make bench``: measure every row, print a table, save it, and fail if a result is wrong."""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path
from typing import Annotated

import attrs
import typer
from rich.console import Console
from rich.table import Table

from benchmarks import growth
from benchmarks.measuring import Measured, alone, process
from benchmarks.rows import ROWS, Row
from detente.version import VERSION

_ELMIRA = "warm detente solve elmira, the whole process"
_ELMIRA_TARGET = 0.6

_HEADINGS = ("key", "what", "states", "set-up", "solve", "total", "by copy (large)", "MB", "judged", "targets")

_WIDTH = 180
"""Columns of the table where it does not go to a terminal."""


def main(
    largest: Annotated[int, typer.Option(help="Leave out rows with more than 2^N combinations of options.")] = 24,
    folder: Annotated[Path, typer.Option(help="Where the results and the plot are saved.")] = Path("build/bench"),
    only: Annotated[str, typer.Option(help="Only rows whose key holds this.")] = "",
) -> None:
    """Measure the engine."""
    console = Console() if sys.stdout.isatty() else Console(width=_WIDTH)
    found: dict[str, Measured] = {}
    for row in ROWS:
        if row.exponent <= largest and only in row.key:
            with console.status(f"{row.key} …"):
                found[row.key] = alone(row.key)
    elmira = process("-c", "from detente.cli.main import main; main()", "solve", "elmira")
    ladder = {row.key: int(row.key.removeprefix("ladder-").partition("x")[0]) for row in ROWS if "ladder" in row.key}
    points = growth.per_decision_maker(found, ladder)
    slope = growth.exponent(points)
    console.print(_table(found))
    console.print("by copy: the solve by one copy of the payoffs into new memory, in ordinary and in large pages")
    console.print(f"{_ELMIRA}: {elmira:.2f} s {_mark(elmira, _ELMIRA_TARGET)} (target {_ELMIRA_TARGET} s)")
    if slope is not None:
        console.print(f"growth from 2^16 states on: m^{slope:.2f} {_mark(slope, growth.MOST)} (target {growth.MOST})")
    folder.mkdir(parents=True, exist_ok=True)
    _save(folder / "results.json", found, elmira, slope)
    if points:
        growth.plot(points, slope, folder / "growth.svg")
    console.print(f"saved in {folder}: results.json, growth.svg")


def _table(found: dict[str, Measured]) -> Table:
    table = Table(title=f"détente {VERSION}, {os.cpu_count()} processors; seconds, medians; every result judged right")
    for heading in _HEADINGS:
        table.add_column(heading, justify="left" if heading in ("key", "what", "targets") else "right")
    for row in ROWS:
        if row.key in found:
            table.add_row(row.key, row.says, *_cells(row, found[row.key]))
    return table


def _cells(row: Row, measured: Measured) -> list[str]:
    figures = _figures(measured)
    ratio = f"{figures['ratio']:.0f} ({figures['ratio_large']:.0f})" if measured.copy else "-"
    times = [f"{figures[key]:.3g}" for key in ("set_up", "solve", "total")]
    told = [f"{key} ≤ {most:g} {_mark(figures[key], most)}" for key, most in row.targets.items()]
    return [f"{measured.states:,}", *times, ratio, f"{measured.peak:,.0f}", f"{measured.judged:,}", ", ".join(told)]


def _figures(measured: Measured) -> dict[str, float]:
    ratio, large = (measured.solve / copy if copy else 0.0 for copy in (measured.copy, measured.copy_large))
    return attrs.asdict(measured) | {"total": measured.total, "ratio": ratio, "ratio_large": large}


def _mark(figure: float, most: float) -> str:
    return "✓" if figure <= most else "✗"


def _save(path: Path, found: dict[str, Measured], elmira: float, slope: float | None) -> None:
    data = {
        "version": VERSION,
        "machine": {"processors": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "rows": {key: _figures(measured) for key, measured in found.items()},
        "elmira": elmira,
        "growth": slope,
    }
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
