"""Run the constraint solver: always alike, to a time limit, and to be interrupted at any moment."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import attrs

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

_GLANCE = 0.05
"""Seconds between two looks at whether a search has ended, or is to."""

_MOMENT = 1.0
"""Seconds within which a thread begins, if it does at all."""


@attrs.frozen
class Clock:
    """A time limit.

    Attributes:
        until: When the time is up.
    """

    until: float

    @classmethod
    def of(cls, seconds: float) -> Clock:
        """Let the time run from now."""
        return cls(time.monotonic() + seconds)

    def shared(self, number: int) -> Iterator[Clock]:
        """Yield a time limit for each of so many things, one after another: an equal part of what is left by then."""
        for left in range(number, 0, -1):
            now = time.monotonic()
            yield Clock(now + (self.until - now) / left)

    @property
    def seconds(self) -> float:
        """The seconds that are left; none if the time is up."""
        return max(0.0, self.until - time.monotonic())

    @property
    def half(self) -> Clock:
        """A time limit of half the time that is left."""
        return Clock((time.monotonic() + self.until) / 2)

    @property
    def is_up(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self.until

    @property
    def left(self) -> float:
        """The seconds that are left.

        Raises:
            TimeoutError: If the time is up.
        """
        if self.is_up:
            raise TimeoutError
        return self.until - time.monotonic()


_GLANCED_AFTER = 1_000
"""After so many things that are put together it is looked whether the time is up."""

Thing = TypeVar("Thing")


def glanced(things: Iterable[Thing], clock: Clock | None) -> Iterator[Thing]:
    """Yield things one after another, and look now and then whether the time is up, if there is a limit.

    Raises:
        TimeoutError: If the time is up.
    """
    for place, thing in enumerate(things):
        if place % _GLANCED_AFTER == 0 and clock is not None and clock.is_up:
            raise TimeoutError
        yield thing


@attrs.frozen
class Best:
    """The best solution that was found, and what is proven.

    Attributes:
        solved: The solver with the solution in it, if there is one.
        complete: Whether it is proven that there is no better one, or none at all.
        bound: What every solution costs at least.
    """

    solved: cp_model.CpSolver | None
    complete: bool
    bound: float


@attrs.frozen
class Solver:
    """Solves models one after another.

    Attributes:
        clock: The time for all of them.
        seed: What chance, where the solver uses it, starts from.
        relaxes: Whether it reckons with fractions of choices wherever it can, which pays where there is something to
            minimise and conditions go round in triangles.
    """

    clock: Clock
    seed: int
    relaxes: bool = False

    def solution(self, model: cp_model.CpModel) -> cp_model.CpSolver | None:
        """Return the solver with a solution of a model in it, or ``None`` if it is proven that there is none.

        Raises:
            TimeoutError: If the time is up.
        """
        best = self.best(model)
        if best.solved is None and not best.complete:
            raise TimeoutError
        return best.solved

    def best(self, model: cp_model.CpModel) -> Best:
        """Return the best solution of a model that is found in the time, and what is proven of it.

        Raises:
            TimeoutError: If the time is up before it begins.
        """
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.seed
        solver.parameters.max_time_in_seconds = self.clock.left
        solver.parameters.catch_sigint_signal = False
        if self.relaxes:
            solver.parameters.linearization_level = 2
        status = _solved(solver, model)
        known = (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE, cp_model.UNKNOWN)
        assert status in known, status  # noqa: S101 - any other is a faulty model
        solved = solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None
        complete = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        return Best(solved, complete, 0 if status == cp_model.INFEASIBLE else solver.best_objective_bound)


def _solved(solver: cp_model.CpSolver, model: cp_model.CpModel) -> cp_model.CpSolverStatus:
    """Solve on a thread of its own, so that an interruption is heard meanwhile; it never outlives the call."""
    statuses: list[cp_model.CpSolverStatus] = []
    begun, ended = threading.Event(), threading.Event()

    def solve() -> None:
        begun.set()
        try:
            statuses.append(solver.solve(model))
        finally:
            ended.set()

    try:
        threading.Thread(target=solve, daemon=True).start()
        while not ended.wait(_GLANCE):  # not join, after whose interruption a thread counts as ended though it runs
            pass
    except BaseException:
        while begun.wait(_MOMENT) and not ended.is_set():
            with contextlib.suppress(KeyboardInterrupt, SystemExit):
                solver.stop_search()
                ended.wait(_GLANCE)
        raise
    return statuses[0]
