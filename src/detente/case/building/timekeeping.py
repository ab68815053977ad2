"""Build the timing of a case from a document, noting everything that does not fit, each fault at its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from detente.case import schema
from detente.case.building.wording import Wording
from detente.case.text.problems import Problems
from detente.case.text.tree import Path
from detente.errors import Problem, unknown
from detente.evolution import DEFAULT, Behaviour, Event, Pace, Tempo, Timing, Window, behaviour_named
from detente.evolution.process.instants import checked_day, zone_named
from detente.worlds import PaceRange
from detente.worlds.doubts.pacing import is_range

_KEYS = ("zone", "starts", "behaviour", "windows", "events", "horizon")


def timing_of(
    document: schema.Document,
    problems: Problems,
    wording: Wording,
    keep: Callable[[schema.Reasoned, Path], object],
) -> Timing | None:
    """Return the timing of a case, or ``None`` if it does not speak of time.

    Args:
        document: The case as written.
        problems: Where faults are noted; there is no timing where one is.
        wording: What formulas can speak of.
        keep: Keeps what is said about an element.
    """
    return _Timekeeper(document, problems, wording, keep).timing()


class _Timekeeper:
    """Builds the timing of a case."""

    def __init__(
        self,
        document: schema.Document,
        problems: Problems,
        wording: Wording,
        keep: Callable[[schema.Reasoned, Path], object],
    ) -> None:
        self.document = document
        self.problems = problems
        self.wording = wording
        self.keep = keep
        self.window_names = problems.keys_under("windows")

    def timing(self) -> Timing | None:
        document, before = self.document, len(self.problems)
        zone, starts = self.zone(), self.starts()
        windows = [self.window(name, each) for name, each in document.windows.items()]
        tempos = [self.tempo(name, each.pace) for name, each in document.decision_makers.items() if each.pace]
        events = [self.event(name, each) for name, each in document.events.items()]
        behaviour = self.behaviour(document.behaviour, ("behaviour",)) or DEFAULT
        if starts is None or len(self.problems) > before:
            return None
        self.check_horizon(starts, zone)
        if len(self.problems) > before:
            return None
        timing = Timing(
            starts,
            zone,
            windows=filter(None, windows),
            tempos=filter(None, tempos),
            events=filter(None, events),
            behaviour=behaviour,
            horizon=document.horizon,
        )
        return None if document.as_of and timing == Timing(day_after(document.as_of)) else timing

    def speaks_of_time(self) -> Path | None:
        paced: list[Path] = [
            ("decision_makers", name, "pace") for name, each in self.document.decision_makers.items() if each.pace
        ]
        keys: list[Path] = [(key,) for key in _KEYS if getattr(self.document, key)]
        return next(iter(keys + paced), None)

    def zone(self) -> str:
        with self.problems.of(("zone",)):
            return zone_named(self.document.zone or "UTC").key
        return "UTC"

    def starts(self) -> date | None:
        document, place = self.document, self.speaks_of_time()
        if place is None:
            return None
        if document.starts is None and document.as_of is None:
            if not (self.problems.touch("as_of") or self.problems.touch("starts")):
                problem = Problem("there is no day at which time starts", "'as_of' or 'starts' at the top of the file")
                self.problems.add(problem, place, at_key=True)
            return None
        with self.problems.of(("starts",) if document.starts else ("as_of",)):
            return checked_day(document.starts) if document.starts else day_after(document.as_of)
        return None

    def check_horizon(self, starts: date, zone: str) -> None:
        for place, day in enumerate(self.document.horizon):
            with self.problems.of(("horizon", place)):
                Timing(starts, zone, horizon=[day])

    def window(self, name: str, written: schema.Window) -> Window | None:
        path: Path = ("windows", name)
        self.keep(written, path)
        days: dict[str, date] = {}
        for key, day in (("from", written.from_), ("to", written.to)):
            if day is not None:
                with self.problems.of((*path, key)):
                    days[key] = checked_day(day)
        with self.problems.of((*path, "to")):
            return Window(name, days.get("from"), days.get("to"))
        return None

    def tempo(self, name: str, written: schema.Pace) -> Tempo | None:
        path: Path = ("decision_makers", name, "pace")
        self.keep(written, path)
        pace = self.pace(written.pace, (*path, "pace"))
        behaviour = self.behaviour(written.behaviour, (*path, "behaviour"))
        windows = self.windows(written.windows, (*path, "windows"))
        return None if pace is None else Tempo(name, pace, windows, behaviour)

    def event(self, name: str, written: schema.Event) -> Event | None:
        path: Path = ("events", name)
        self.keep(written, path)
        pace = self.pace(written.pace, (*path, "pace"))
        when = self.wording.formula(written.when, (*path, "when"))
        if not written.set:
            problem = Problem("an event that changes nothing", "option: level for each option it changes")
            self.problems.add(problem, (*path, "set"), at_key=True)
        if self.wording.complete:
            for option, level in written.set.items():
                self.wording.is_level(option, level, (*path, "set"))
        windows = self.windows(written.windows, (*path, "windows"))
        return None if pace is None or when is None else Event(name, when, written.set, pace, windows)

    def pace(self, written: str, path: Path) -> Pace | None:
        with self.problems.of(path):
            return PaceRange.read("", written, "pace").middle if is_range(written) else Pace.read(written)
        return None

    def behaviour(self, written: str | None, path: Path) -> Behaviour | None:
        if written is not None:
            with self.problems.of(path):
                return behaviour_named(written)
        return None

    def windows(self, written: Sequence[str], path: Path) -> list[str]:
        for place, name in enumerate(written):
            if name not in self.window_names:
                self.problems.add(self.no_window(name), (*path, place))
        return list(written)

    def no_window(self, name: str) -> Problem:
        if self.window_names:
            return unknown("window", name, self.window_names)
        return Problem(
            f"no window '{name}'", "the names under 'windows' at the top of the file, which there are none of"
        )


def day_after(day: date | None) -> date:
    """Return the day after one, at whose beginning a case starts that is frozen at the end of it."""
    return checked_day(checked_day(day or date.min) + timedelta(days=1))
