"""The map for contributors is that of the house: every room is on it, and every file and table it names is there."""

import re
from pathlib import Path

import pytest

import detente
from tests.docs.pages import DOCS

ROOT, HOUSE = DOCS.parent, Path(detente.__file__).parent
MAP = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROOMLESS = {"version"}
"""What holds one constant and needs no line."""


def rooms() -> set[str]:
    """Return the names of the rooms, those of one file among them."""
    folders = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    return ({path.stem for path in HOUSE.glob("[!_]*.py")} | folders) - ROOMLESS


def places() -> list[str]:
    """Return the files and folders that the map names; one with a name in capitals stands for any."""
    return sorted(set(re.findall(r"`(\w+/(?:[\w./]*/)?(?:[a-z_]\w*\.(?:py|md))?)`", MAP)))


def tables() -> list[tuple[str, str]]:
    """Return the tables that the map names, each with the file that it is said to be in."""
    return re.findall(r"`([A-Z_]+)` in `([\w./]+\.py)`", MAP)


def found(place: str) -> Path:
    """Return where a place is, which is named from the house or from where the project is kept."""
    return HOUSE / place if (HOUSE / place).exists() else ROOT / place


def test_every_room_is_on_the_map() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", MAP, flags=re.MULTILINE)) == rooms()


def test_every_folder_within_a_room_is_on_the_map() -> None:
    inner = {f"{path.parent.relative_to(HOUSE).as_posix()}/" for path in HOUSE.glob("*/**/*/__init__.py")}
    assert [folder for folder in sorted(inner) if f"`{folder}`" not in MAP] == []
    assert "evolution/process/behaviours/" in inner


@pytest.mark.parametrize("place", places())
def test_what_the_map_names_is_there(place: str) -> None:
    assert found(place).exists()


@pytest.mark.parametrize(("table", "place"), tables())
def test_a_table_is_where_the_map_says(table: str, place: str) -> None:
    assert re.search(rf"^{table}\b.* = ", found(place).read_text(encoding="utf-8"), flags=re.MULTILINE)
