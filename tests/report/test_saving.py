"""Solutions saved as arrays hold what the solution holds."""

import builtins
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from detente import library
from detente.case import Case
from detente.conflict import Conflict, DecisionMaker, Option
from detente.errors import CaseFileError, UnavailableError
from detente.report.saving import SAVERS, as_parquet, save
from detente.stability import Solution, solve

LEVELS = Case(
    title="Levels, and a state that is two",
    conflict=Conflict(
        [DecisionMaker("A", [Option("posture", ["calm", "massed", "attack"])]), DecisionMaker("B", ["talk"])],
        coalesced=["posture = attack"],
    ),
)
CASES = [*(library.load(name) for name in ("elmira", "cuba-1962", "garrison")), LEVELS]


@pytest.fixture(params=CASES, ids=lambda case: case.title)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


def test_an_archive_holds_codes_payoffs_and_verdicts(case: Case, tmp_path: Path) -> None:
    solution = solve(case.conflict)
    save(solution, case, tmp_path / "found.npz")
    with np.load(tmp_path / "found.npz") as found:
        assert set(found) == {"codes", "payoffs", "about", *(f"stable_{key}" for key in solution.concepts)}
        assert (found["codes"] == case.conflict.space.codes).all()
        assert (found["payoffs"] == case.conflict.payoff_table).all()
        assert all((found[f"stable_{key}"] == solution.verdicts[key]).all() for key in solution.concepts)
        about = json.loads(str(found["about"]))
    assert about["decision_makers"] == list(case.conflict.names)
    assert about["fingerprint"] == case.conflict.fingerprint


@pytest.mark.parametrize("rows", [as_parquet._BLOCK, 2], ids=["one block", "many blocks"])  # noqa: SLF001 - to see it cut
def test_a_table_has_a_row_for_each_state(
    case: Case, rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_parquet, "_BLOCK", rows)
    solution = solve(case.conflict)
    save(solution, case, tmp_path / "found.parquet")
    found = pd.read_parquet(tmp_path / "found.parquet")
    assert found["number"].tolist() == list(range(1, case.conflict.size + 1))
    for row, state in zip(found.to_dict("records"), solution.to_dict()["states"], strict=True):
        assert row["code"] == state["code"]
        assert {name: None if pd.isna(row[name]) else row[name] for name in state["options"]} == state["options"]
    for name in case.conflict.names:
        assert found[f"payoff {name}"].tolist() == case.conflict.payoffs(name).tolist()
        assert all(
            found[found[f"{key} {name}"]]["number"].tolist() == list(solution.stable(name, key))
            for key in solution.concepts
        )
    assert all(tuple(found[found[key]]["number"]) == solution.equilibria(key) for key in solution.concepts)


def solved() -> tuple[Solution, Case]:
    return solve(LEVELS.conflict, ["nash"]), LEVELS


@pytest.mark.parametrize("ending", SAVERS)
def test_a_file_is_replaced_only_if_told_so(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"found{ending}"
    path.write_text("mine")
    with pytest.raises(UnavailableError, match="exists"):
        save(*solved(), path)
    assert path.read_text() == "mine"
    save(*solved(), path, force=True)
    assert path.stat().st_size > len("mine")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ending", SAVERS)
def test_a_link_stays_and_what_it_leads_to_is_replaced(ending: str, tmp_path: Path) -> None:
    link, target = tmp_path / f"link{ending}", tmp_path / "target"
    target.write_text("mine")
    target.chmod(0o604)
    link.symlink_to(target)
    save(*solved(), link, force=True)
    assert link.readlink() == target
    assert target.stat().st_size > len("mine")
    assert target.stat().st_mode & 0o777 == 0o604
    assert sorted(tmp_path.iterdir()) == [link, target]


def test_what_cannot_be_saved_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnavailableError, match=r"the ending of '.*found.npy' says no format.*did you mean '.npz'"):
        save(*solved(), tmp_path / "found.npy")
    with pytest.raises(CaseFileError, match="the file cannot be written: there is no folder"):
        save(*solved(), tmp_path / "nowhere" / "found.npz")
    (tmp_path / "folder.npz").mkdir()
    with pytest.raises(CaseFileError, match="this is a folder, not a file"):
        save(*solved(), tmp_path / "folder.npz", force=True)
    usual = builtins.__import__

    def without_pyarrow(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return usual(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pyarrow)
    with pytest.raises(UnavailableError, match="Parquet files need the package pyarrow"):
        save(*solved(), tmp_path / "found.parquet")
