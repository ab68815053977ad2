"""Why a state holds, or does not: the witnesses of its verdicts, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs
import numpy as np

from detente.prose import listed
from detente.report.blocks import Block, Heading, Item, Items, Prose, Span, Words
from detente.report.report import Records, Report
from detente.report.sections.changing import changes, in_full, in_words
from detente.report.sections.robustness import states_named, told_chances, told_robustness, verdict_by_chance
from detente.report.setting import Setting
from detente.report.wording import counted
from detente.requiring import Robustness
from detente.stability import CONCEPTS, Explanation, Improvement, Probabilistic, Sanction

MOST_TOLD = 5
"""How many improvements of one decision maker are told; JSON and CSV have all."""


@attrs.frozen
class WhyReport(Report):
    """Why a state holds, or does not.

    Attributes:
        setting: The case.
        state: The number of the state.
        explanations: The witnesses of the verdicts, those of one decision maker together.
        robust: How little would overturn the verdicts, as far as that was asked.
        likely: What becomes of them by the chances of what is in doubt, as far as that was asked.
        unlikely: Why that is not told, if it was asked and is not.
    """

    setting: Setting
    state: int
    explanations: Sequence[Explanation]
    robust: Sequence[Robustness] = ()
    likely: Sequence[Probabilistic] = ()
    unlikely: str = ""

    def blocks(self) -> Iterable[Block]:
        """Return, for each decision maker, whether it would stay and what it reckons with; then what the words mean."""
        yield from self.setting.headline()
        yield Prose(["State ", Span(f"{self.state}: {self._label(self.state)}", "strong")])
        named: dict[int, None] = {}
        for name in dict.fromkeys(each.decision_maker for each in self.explanations):
            yield Heading(name)
            yield from self._view(name)
            for alike in _alike([each for each in self.explanations if each.decision_maker == name]):
                yield from self._told(alike)
                named |= dict.fromkeys(number for each in _shown(alike[-1])[0] for number in _states(each))
            robust = [each for each in self.robust if each.decision_maker == name]
            yield from told_robustness(self.setting.conflict, robust)
            yield from told_chances(self.likely, name, self.state)
            named |= dict.fromkeys(states_named(self.setting.conflict, robust))
        if self.unlikely:
            yield Prose(Span(f"What comes of the chances of what is in doubt is not told: {self.unlikely}.", "open"))
        yield from self._glossary(sorted(named))

    def to_dict(self) -> list[dict[str, Any]]:
        """Return an object for each verdict: whether it is stable, and what sanctions each improvement."""
        return [self._plain(each) for each in self.explanations]

    def records(self) -> Records:
        """Return a row for each verdict and improvement; one for a verdict without improvements."""
        for each in self.explanations:
            for improvement in each.improvements or (None,):
                sanction = improvement and improvement.sanction
                yield {
                    "decision maker": each.decision_maker,
                    "concept": each.concept,
                    "state": each.state,
                    "stable": each.stable,
                    "improvement": improvement and improvement.to,
                    "sanctioned": improvement and improvement.sanctioned,
                    "by": sanction and "; ".join(f"{turn.mover} → {turn.to}" for turn in sanction.turns),
                    "at once": sanction and sanction.at_once,
                    "end": sanction and sanction.end,
                }

    def _label(self, number: int) -> str:
        return self.setting.conflict.space.label(number - 1)

    def _plain(self, explanation: Explanation) -> dict[str, Any]:
        plain = explanation.to_dict() | {"label": self._label(explanation.state), "levers": list(self.setting.levers)}
        plain |= self._plain_robustness(explanation)
        for each in plain["improvements"]:
            each["label"], here = self._label(each["to"]), each["to"]
            each["changes"] = self._plain_changes(explanation.state, each["to"])
            if each["sanctioned"]:
                each["end_label"] = self._label(each["end"])
            for turn in each["by"]:
                turn["label"] = self._label(turn["to"])
                turn["changes"] = self._plain_changes(explanation.state if "together" in each else here, turn["to"])
                here = turn["to"]
        return plain

    def _plain_robustness(self, explanation: Explanation) -> dict[str, Any]:
        """Return how little would overturn a verdict, if that was asked of any; null where it cannot be told."""
        verdict = (explanation.decision_maker, explanation.concept)
        told = (each.to_dict() for each in self.robust if (each.decision_maker, each.concept) == verdict)
        by_chance = (
            dict(zip(("stable", "margin"), verdict_by_chance(each, verdict[0], explanation.state), strict=True))
            for each in self.likely
            if each.concept == explanation.concept
        )
        robust = {"robustness": next(told, None)} if self.robust else {}
        return robust | ({"by_chance": next(by_chance, None)} if self.likely else {})

    def _plain_changes(self, from_: int, to: int) -> dict[str, list[str]]:
        return in_full(self.setting.conflict, changes(self.setting.conflict, from_, to))

    def _view(self, name: str) -> Iterable[Block]:
        """Say of whom a decision maker has beliefs, and whether it would decide otherwise if it knew better."""
        told = [each for each in self.explanations if each.decision_maker == name]
        if not told[0].believing:
            return
        whom = listed(told[0].believing)
        yield Prose(f"It judges what {whom} would do by what it thinks {whom} {_verb(told[0].believing)}.")
        for stable, verb in ((True, "leave"), (False, "stay")):
            if keys := [each.concept for each in told if each.stable is stable and each.informed is not stable]:
                yield Prose(Span(f"If it knew better, it would {verb} under {listed(keys)}.", "open"), joined=True)

    def _told(self, alike: Sequence[Explanation]) -> Iterable[Block]:
        first = alike[0]
        verdict = Span("Would stay", "good") if first.stable else Span("Would leave", "bad")
        supposed = _supposing([each.concept for each in alike], len({each.concept for each in self.explanations}))
        if not first.improvements:
            yield Prose([verdict, f"{supposed}: {self._unmoved(first)}."])
            return
        yield Prose([verdict, f"{supposed}.{_reading(alike)}"])
        shown, more = _shown(first)
        yield Items([Item("·", self._improvement(alike, each)) for each in shown])
        if more:
            yield Prose(Span(more, "faint"), joined=True)

    def _unmoved(self, explanation: Explanation) -> str:
        conflict = self.setting.conflict
        moves = conflict.moves[conflict.place_of(explanation.decision_maker)].targets(self.state - 1).size
        return "no move of its own leads to anything it likes better" if moves else "it has no move to make"

    def _improvement(self, alike: Sequence[Explanation], improvement: Improvement) -> Words:
        likes = "which it may like better; that is not known" if improvement.unknown else "which it likes better"
        could = f"It could move to {self._move(self.state, improvement.to)}, {likes}"
        told = next(other for other in alike[-1].improvements if other.to == improvement.to)
        if told.sanction is None:
            keys = [each.concept for each in alike]
            reasons = (each.unpunished for each in CONCEPTS.values() if each.key in keys and each.unpunished)
            unpunished = next(reasons, "it looks no further")
            return [could, ", and ", Span(unpunished, "bad"), "."]
        return f"{could}. {self._sanction(alike[0], told.to, told.sanction)}"

    def _sanction(self, explanation: Explanation, start: int, sanction: Sanction) -> str:
        if sanction.at_once:
            turns = [f"{turn.mover} made {self._changed(self.state, turn.to)}" for turn in sanction.turns]
            came = f"But if at the same time {listed(turns)}, all would end in state {sanction.end}"
        else:
            came = f"But then {self._turns(explanation.decision_maker, start, sanction)}"
        end = f"{came}, which is {self._deterring(explanation, sanction)}."
        return f"{end} {self._way_out(explanation, sanction)}".strip()

    def _turns(self, viewer: str, start: int, sanction: Sanction) -> str:
        told, here = [], start
        for turn in sanction.turns:
            told.append(f"{turn.mover} {self._does(viewer, turn.mover, here, turn.to)} {self._move(here, turn.to)}")
            here = turn.to
        return ", then ".join(told)

    def _does(self, viewer: str, mover: str, from_: int, to: int) -> str:
        """Say what a mover does, as a decision maker sees it, and whether it is mistaken about that."""
        conflict = self.setting.conflict
        wanted, seen = conflict.payoffs(mover), conflict.payoffs_seen_by(viewer)[conflict.place_of(mover)]
        view, ends = conflict.as_seen_by(viewer), (np.array([from_ - 1]), np.array([to - 1]))
        unknown = view.unknown_preferences[conflict.place_of(mover)].between(*ends)[0]
        if unknown:
            return "might gain (that is not known) by moving to"
        told, real = (_gaining(int(payoffs[to - 1]) - int(payoffs[from_ - 1])) for payoffs in (seen, wanted))
        return told if told == real else f"(so {viewer} thinks, by mistake) {told}"

    def _deterring(self, explanation: Explanation, sanction: Sanction) -> str:
        if sanction.end == explanation.state:
            return "where it started"
        if sanction.unknown:
            return f"a state of which it is not known whether {explanation.decision_maker} likes it less than the start"
        worse = "worse" if sanction.payoff < explanation.payoff else "no better"
        return f"{worse} for {explanation.decision_maker} than where it started"

    def _way_out(self, explanation: Explanation, sanction: Sanction) -> str:
        if not sanction.final:
            return ""
        if sanction.escape is None:
            return "From there it has no move to make."
        only = "the only" if sanction.escape.count == 1 else "the best"
        move = self._move(sanction.end, sanction.escape.to)
        if sanction.escape.unknown:
            return f"From there {only} way out is to {move}, which may be no better than staying; that is not known."
        worse = "worse than staying" if sanction.escape.payoff < explanation.payoff else "no better than staying"
        return f"From there {only} way out is to {move}, {worse}."

    def _move(self, from_: int, to: int) -> str:
        changed = self._changed(from_, to)
        return f"state {to} ({changed})" if changed else f"state {to}"

    def _changed(self, from_: int, to: int) -> str:
        return in_words(self.setting.conflict, changes(self.setting.conflict, from_, to))

    def _glossary(self, numbers: Sequence[int]) -> Iterable[Block]:
        if not numbers:
            return
        yield Heading("The states named here", minor=True)
        yield Items([Item(f"{number}.", self._label(number)) for number in numbers])
        says = {
            option.name: self.setting.case.annotation("decision_makers", owner.name, "options", option.name).says
            for owner in self.setting.conflict.decision_makers
            for option in owner.options
            if self._varies(owner.name, option.name, numbers)
        }
        if any(says.values()):
            yield Heading("The options that change", minor=True)
            yield Items([Item("·", [Span(name, "strong"), f": {text}"]) for name, text in says.items() if text])

    def _varies(self, owner: str, option: str, numbers: Sequence[int]) -> bool:
        variable = self.setting.conflict.variable_named(f"{owner}.{option}")
        levels = (self.setting.conflict.space.levels(number - 1)[variable] for number in (self.state, *numbers))
        return len(set(levels)) > 1


def _gaining(gain: int) -> str:
    if gain > 0:
        return "would gain by moving to"
    return "could, at its own cost, move to" if gain < 0 else "could move to"


def _verb(names: Sequence[str]) -> str:
    return "wants" if len(names) == 1 else "want"


def _alike(explanations: Sequence[Explanation]) -> list[list[Explanation]]:
    """Put explanations together that tell the same; the one that tells most comes last."""
    groups: dict[object, list[Explanation]] = {}
    for each in explanations:
        told = [(one.to, one.sanction and (one.sanction.turns, one.sanction.at_once)) for one in each.improvements]
        groups.setdefault((each.stable, str(told)), []).append(each)
    return [sorted(group, key=_ways_out) for group in groups.values()]


def _reading(alike: Sequence[Explanation]) -> str:
    """Say which reading holds a state that two readings could hold."""
    if not alike[0].stable or all(each.concept != "sim-fh" for each in alike):
        return ""
    at_once = any(each.sanction is not None and each.sanction.at_once for each in alike[0].improvements)
    return f" Under sim-fh it is the {'tableau' if at_once else 'sequential reading'} that holds it."


def _ways_out(explanation: Explanation) -> bool:
    return any(each.sanction is not None and each.sanction.final for each in explanation.improvements)


def _shown(explanation: Explanation) -> tuple[Sequence[Improvement], str]:
    """Return the improvements that are told, and how many are not: of one who leaves, those that nothing deters."""
    telling = explanation.improvements if explanation.stable else explanation.unsanctioned
    missing, deterred = len(telling[MOST_TOLD:]), len(explanation.improvements) - len(telling)
    parts = [f"{missing:,} more like this"] if missing else []
    parts += [f"{counted(deterred, 'improvement')} that it is deterred from"] if deterred else []
    return telling[:MOST_TOLD], f"… and {listed(parts)}; --json lists all." if parts else ""


def _states(improvement: Improvement) -> Iterable[int]:
    yield improvement.to
    if (sanction := improvement.sanction) is not None:
        yield from (turn.to for turn in sanction.turns if not sanction.at_once)
        yield sanction.end
        if sanction.escape is not None:
            yield sanction.escape.to


def _supposing(keys: Sequence[str], asked: int) -> str:
    """Say of whose foresight a verdict holds."""
    ordered = [key for key in CONCEPTS if key in keys]
    if len(keys) == asked > 1:
        return f", whatever the foresight ({', '.join(ordered)})"
    return " or".join(f" if {CONCEPTS[key].supposing} ({key})" for key in ordered)
