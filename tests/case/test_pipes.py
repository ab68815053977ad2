"""Named pipes: read to the end once somebody writes, and not waited for without end."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from detente import library
from detente.case import read
from detente.case.text import pipes
from detente.errors import CaseFileError, TooLargeError


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    os.mkfifo(path)
    return path


def write_later(path: Path, *parts: bytes) -> threading.Thread:
    def write() -> None:
        time.sleep(0.1)
        with path.open("wb", buffering=0) as file:
            for part in parts:
                time.sleep(0.1)
                file.write(part)

    thread = threading.Thread(target=write)
    thread.start()
    return thread


def test_a_pipe_that_nobody_writes_into(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipes, "PATIENCE", 0.2)
    with pytest.raises(CaseFileError, match="this is a pipe that nobody writes into; allowed: a case file"):
        read(pipe)


def test_a_writer_who_is_late_and_slow(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = library.text("elmira").encode()
    writer = write_later(pipe, text[:10], text[10:500], text[500:])
    monkeypatch.setattr(pipes, "_BETWEEN", 0.01)  # so that the writer is there before it writes
    assert read(pipe) == library.load("elmira")
    writer.join()


def test_a_writer_who_writes_nothing(pipe: Path) -> None:
    writer = write_later(pipe)
    with pytest.raises(CaseFileError, match="the file is empty"):
        read(pipe)
    writer.join()


def test_no_more_is_read_than_is_wanted(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.case.reading.MOST_BYTES", 5_000)
    writer = write_later(pipe, b"x" * 3_000, b"x" * 3_000)
    with pytest.raises(TooLargeError, match="at most 5000 bytes"):
        read(pipe)
    writer.join()
