"""What ``import detente`` offers, and what it waits for."""

import subprocess
import sys
from importlib import import_module

import pytest

import detente

OFFERED = [(room, name) for room, names in detente._ROOMS.items() for name in names]  # noqa: SLF001 - it is under test


def test_every_public_name_has_a_room() -> None:
    assert sorted(name for _, name in OFFERED) == sorted({*detente.__all__} - {"__version__"})
    assert {*detente.__all__} <= {*dir(detente)}


@pytest.mark.parametrize(("room", "name"), OFFERED)
def test_a_name_is_the_same_as_in_its_room(room: str, name: str) -> None:
    assert getattr(detente, name) is getattr(import_module(f"detente.{room}"), name)


def test_a_name_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AttributeError, match="module 'detente' has no attribute 'slove'"):
        _ = detente.slove  # type: ignore[attr-defined] # it is what is tried


def test_importing_waits_for_no_room() -> None:
    code = "import sys, detente; early = {*sys.modules}; detente.stability; print(*early)"
    early = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {name for name in early if name.startswith("detente")} == {"detente", "detente.version"}
