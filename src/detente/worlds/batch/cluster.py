"""Solve worlds on more than one machine: on a Dask cluster, with the same numbers as on one.

Worlds are cut into pieces, and each piece is a task of the scheduler, which carries all that it needs. So when a worker
is lost its pieces are solved again by another, and nothing is missing in the end. The workers must have the same
version of the program installed.

Whoever can reach a Dask scheduler can run any code on its workers: keep it on a network of your own, or use TLS.
"""

from __future__ import annotations

import collections
import functools
import queue
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs

from detente.errors import InputError, Problem, UnavailableError
from detente.version import VERSION
from detente.worlds.batch.applying import chosen
from detente.worlds.batch.distinct import distinct
from detente.worlds.batch.held import Held
from detente.worlds.batch.sending import Solved, as_bytes, part_of, solve_part
from detente.worlds.batch.sharing import Piece, pieces
from detente.worlds.batch.solving import Progress, room_for
from detente.worlds.structure import Structure

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECTING = 10.0
"""Seconds until a scheduler that does not answer is given up."""

WAITING = 30.0
"""Seconds without news after which it is asked whether there are workers at all."""

_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+):(?P<port>\d{1,5})", re.ASCII)

_PORTS = 2**16

_AT_HAND = 4
"""So many pieces for each thread of the cluster are handed out at a time: what waits is held by the scheduler."""

_BYTES = 2**22
"""About how many bytes of payoffs a piece carries at most."""

_MOST_WORLDS = 2**16
"""The most worlds of a piece."""


@contextmanager
def connected(address: str, timeout: float = CONNECTING) -> Iterator[Cluster]:
    """Connect to a Dask cluster while the block runs.

    Args:
        address: Where its scheduler is: ``HOST:PORT`` or ``tcp://HOST:PORT``; ``tls://`` if Dask is configured so.
        timeout: Seconds until the scheduler must have answered, and have a worker.

    Raises:
        InputError: If that is no address.
        UnavailableError: If Dask is not installed, no scheduler answers there, or it has no workers.
    """
    checked(address)
    client = _client(address, timeout)
    try:
        yield Cluster(address, client)
    finally:
        client.close()


@attrs.frozen(eq=False)
class Cluster:
    """A cluster that is connected to.

    Attributes:
        address: Where its scheduler is.
        client: The connection.
    """

    address: str
    client: Client

    def solve_structure(
        self,
        structure: Structure,
        concepts: Iterable[str] | None = None,
        *,
        reached_from: int | None = None,
        progress: Progress | None = None,
    ) -> Held:
        """Find what holds in each world of a structure; see :func:`~detente.worlds.batch.solve_structure`.

        Raises:
            UnknownNameError: If a concept does not exist, or the status quo is no state.
            UnavailableError: If a concept that was asked for does not exist for such a conflict, the connection or
                every worker is lost, or a worker cannot solve worlds.
        """
        applied, left_out = chosen(structure, concepts)
        keys = tuple(each.key for each in applied)
        if reached_from is not None:
            structure.conflict.checked_number(reached_from + 1)
        differing, which = distinct(structure)
        equilibria, reached = room_for(differing, len(keys), asked=reached_from is not None)
        done = 0
        for (first, end), (holding, arrived) in self._solved(differing, keys, reached_from):
            equilibria[first:end] = holding
            if reached is not None and arrived is not None:
                reached[first:end] = arrived
            done += end - first
            (progress or _untold)(f"{differing.size:,} worlds on {self.address}", done / differing.size)
        return Held(structure.conflict.size, keys, equilibria, reached, left_out).spread(which)

    def _solved(
        self, structure: Structure, keys: Sequence[str], status_quo: int | None
    ) -> Iterator[tuple[Piece, Solved]]:
        """Yield what the workers find, piece by piece as it comes."""
        left = collections.deque(pieces(structure.size, self._width(structure)))
        finished: queue.SimpleQueue[Future] = queue.SimpleQueue()
        out: dict[Future, Piece] = {}
        given = (as_bytes(structure.conflict), tuple(keys), status_quo, VERSION)
        try:
            while left or out:
                while left and len(out) < _AT_HAND * self._threads:
                    piece = left.popleft()
                    future = self.client.submit(solve_part, part_of(structure, *piece), *given, pure=False)
                    out[future] = piece
                    future.add_done_callback(finished.put)
                future = self._heard(functools.partial(finished.get, timeout=WAITING))
                yield out.pop(future), self._heard(functools.partial(future.result, timeout=WAITING))
        finally:
            self.client.cancel(list(out))

    def _heard(self, wait: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is waited for
        """Wait for something as long as there are workers it can come from."""
        while True:
            try:
                return wait()
            except (queue.Empty, TimeoutError):
                if not self.client.scheduler_info()["workers"]:
                    raise UnavailableError(_no_workers(self.address)) from None
            except InputError:
                raise
            except (CancelledError, OSError):
                message = f"the connection to the scheduler at '{self.address}' is lost"
                raise UnavailableError(Problem(message)) from None
            except Exception as error:
                raise UnavailableError(_failed(error)) from error

    @property
    def _threads(self) -> int:
        return max(sum(self.client.nthreads().values()), 1)

    def _width(self, structure: Structure) -> int:
        """Return how many worlds make a piece: few enough to be sent, and so that there is something for everybody."""
        carried = 4 * structure.conflict.size * len(structure.tables)
        share = -(-structure.size // (_AT_HAND * self._threads))
        return max(1, min(_BYTES // carried, _MOST_WORLDS, share))


def checked(address: str) -> str:
    """Return the address of a scheduler if it has the form of one.

    >>> checked("tcp://10.0.0.5:8786")
    'tcp://10.0.0.5:8786'
    >>> checked("10.0.0.5")
    Traceback (most recent call last):
    detente.errors.InputError: '10.0.0.5' is no address of a scheduler; allowed: HOST:PORT, as in tcp://10.0.0.5:8786

    Raises:
        InputError: If it has not.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None or not 0 < int(found["port"]) < _PORTS:
        allowed = "HOST:PORT, as in tcp://10.0.0.5:8786"
        raise InputError(Problem(f"'{address}' is no address of a scheduler", allowed))
    return address


def _client(address: str, timeout: float) -> Client:
    try:
        from distributed import Client
    except ImportError:
        allowed = "pip install 'detente[cluster]', here and on every worker"
        raise UnavailableError(Problem("a cluster needs the package distributed", allowed)) from None
    try:
        client = Client(address, timeout=timeout, set_as_default=False)
    except Exception as error:  # what else may answer there is taken for all sorts of things
        message = f"no Dask scheduler answers at '{address}' ({_first_line(error)})"
        raise UnavailableError(Problem(message, "the address that 'dask scheduler' prints when it starts")) from error
    try:
        client.wait_for_workers(1, timeout=timeout)
    except TimeoutError:
        client.close()
        raise UnavailableError(_no_workers(address)) from None
    return client


def _no_workers(address: str) -> Problem:
    return Problem(f"the cluster at '{address}' has no workers", f"one or more, started by 'dask worker {address}'")


def _failed(error: Exception) -> Problem:
    allowed = f"workers on which détente {VERSION} is installed with the extra 'cluster'"
    return Problem(f"a worker of the cluster failed: {type(error).__name__}: {_first_line(error)}", allowed)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _untold(_said: str, _done: float) -> None:
    """Say nothing."""
