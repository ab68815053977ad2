"""Worlds solved by a real cluster of two worker processes, one of which is killed; what is said if there is none."""

from __future__ import annotations

import os
import signal
import socket
import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import numpy as np
import pytest
from distributed import LocalCluster

from detente.errors import DetenteError, InputError, UnavailableError
from detente.worlds import Structure
from detente.worlds.batch import Held, cluster, solve_structure
from detente.worlds.batch.cluster import Cluster, checked, connected
from tests.models import FAMILIES, random_conflict
from tests.worlds.batch.structures import random_structure

QUICK = ("nash", "gmr", "smr", "seq", "sseq")


@contextmanager
def local_cluster(workers: int = 2) -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as running:
        yield running


@pytest.fixture(scope="module")
def running() -> Iterator[LocalCluster]:
    with local_cluster() as started:
        yield started


@pytest.fixture
def connection(running: LocalCluster) -> Iterator[Cluster]:
    with connected(running.scheduler_address) as found:
        yield found


def drawn(family: str, worlds: int, *, mistaken: bool) -> Structure:
    draw = Random(11)
    return random_structure(draw, random_conflict(draw, FAMILIES[family]), worlds, mistaken=mistaken)


def assert_same(one: Held, other: Held) -> None:
    assert one.concepts == other.concepts
    assert one.left_out == other.left_out
    assert np.array_equal(one.equilibria, other.equilibria)
    assert (one.reached is None) == (other.reached is None)
    if one.reached is not None and other.reached is not None:
        assert np.array_equal(one.reached, other.reached)


@pytest.mark.parametrize("mistaken", [False, True])
@pytest.mark.parametrize("family", ["one-way levels", "everything", "graph form"])
def test_a_cluster_finds_what_one_machine_finds(connection: Cluster, family: str, mistaken: bool) -> None:
    structure = drawn(family, 900, mistaken=mistaken)
    told: list[float] = []
    found = connection.solve_structure(structure, QUICK, reached_from=0, progress=lambda _said, done: told.append(done))
    assert_same(found, solve_structure(structure, QUICK, reached_from=0))
    assert told == sorted(told)
    assert told[-1] == 1


def test_nothing_is_reached_if_it_is_not_asked(connection: Cluster) -> None:
    structure = drawn("levels", 20, mistaken=False)
    assert_same(connection.solve_structure(structure), solve_structure(structure))


def test_killing_a_worker_loses_nothing(
    running: LocalCluster, connection: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_MOST_WORLDS", 25)
    structure = drawn("everything", 1_000, mistaken=True)
    told: list[float] = []
    before = [worker.pid for worker in running.workers.values()]

    def kill_one(_said: str, done: float) -> None:
        told.append(done)
        if len(told) == 3:
            os.kill(before[0], signal.SIGKILL)

    found = connection.solve_structure(structure, QUICK, reached_from=0, progress=kill_one)
    assert len(told) == 40
    assert_same(found, solve_structure(structure, QUICK, reached_from=0))


def test_a_cluster_whose_workers_are_all_lost_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_MOST_WORLDS", 5)
    monkeypatch.setattr(cluster, "WAITING", 0.5)
    with (
        local_cluster(1) as running,
        connected(running.scheduler_address) as connection,
        pytest.raises(UnavailableError, match="has no workers; allowed: one or more, started by 'dask worker tcp:"),
    ):
        connection.solve_structure(
            drawn("levels", 200, mistaken=True), QUICK, progress=lambda _said, _done: running.scale(0)
        )


def test_a_cluster_without_workers_is_not_waited_for() -> None:
    with (
        local_cluster(0) as running,
        pytest.raises(UnavailableError, match="has no workers"),
        connected(running.scheduler_address, timeout=0.5),
    ):
        pass


def test_what_the_concepts_or_the_conflict_rule_out_is_refused_as_on_one_machine(connection: Cluster) -> None:
    structure = drawn("graph form", 5, mistaken=False)
    for keys in (["sim"], ["nahs"]):
        with pytest.raises(DetenteError) as here:
            solve_structure(structure, keys)
        with pytest.raises(type(here.value)) as there:
            connection.solve_structure(structure, keys)
        assert str(there.value) == str(here.value)


def test_a_worker_of_another_version_is_refused(connection: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "VERSION", "9.9")
    with pytest.raises(UnavailableError, match=r"runs détente .*; allowed: 9.9, as here"):
        connection.solve_structure(drawn("levels", 5, mistaken=False), ["nash"])


def test_a_worker_that_cannot_solve_worlds_is_told_of(connection: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "solve_part", _without_the_program)
    with pytest.raises(UnavailableError, match="a worker of the cluster failed: ModuleNotFoundError: No module named"):
        connection.solve_structure(drawn("levels", 5, mistaken=False), ["nash"])


def _without_the_program(*_given: object) -> None:
    raise ModuleNotFoundError("No module named 'detente'")


def test_an_interruption_leaves_the_cluster_as_it_was(connection: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_MOST_WORLDS", 5)

    def interrupt(_said: str, _done: float) -> None:
        raise KeyboardInterrupt

    structure = drawn("levels", 400, mistaken=True)
    with pytest.raises(KeyboardInterrupt):
        connection.solve_structure(structure, QUICK, progress=interrupt)
    assert_same(connection.solve_structure(structure, QUICK), solve_structure(structure, QUICK))


@pytest.mark.parametrize("address", ["tcp://10.0.0.5:8786", "localhost:8786", "tls://[::1]:1", "a-b.example.org:65535"])
def test_addresses_of_schedulers_are_taken(address: str) -> None:
    assert checked(address) == address


@pytest.mark.parametrize(
    "address", ["", "localhost", ":8786", "http://localhost:8786", "localhost:0", "localhost:65536", "a b:1", "x:1\n"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="is no address of a scheduler; allowed: HOST:PORT"), connected(address):
        pass


def test_a_scheduler_that_is_not_there_is_told_of() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (
        pytest.raises(UnavailableError, match=f"no Dask scheduler answers at '127.0.0.1:{port}'"),
        connected(f"127.0.0.1:{port}", timeout=0.5),
    ):
        pass


class _OtherService(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.request.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def test_something_else_at_the_address_is_told_of() -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), _OtherService) as server:
        address = f"127.0.0.1:{server.server_address[1]}"
        answering = threading.Thread(target=server.serve_forever)
        answering.start()
        try:
            with (
                pytest.raises(UnavailableError, match=f"no Dask scheduler answers at '{address}'"),
                connected(address, timeout=1),
            ):
                pass
        finally:
            server.shutdown()
            answering.join()


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(
            UnavailableError, match=r"needs the package distributed; allowed: pip install 'detente\[cluster\]'"
        ),
        connected("localhost:8786"),
    ):
        pass
