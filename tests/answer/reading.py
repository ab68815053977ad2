"""Read an answer back: every sentence is taken apart and held against the tables."""

from __future__ import annotations

import re

from detente.answer import Answer, JudgedOutcome, Scenario
from detente.evolution.standing import Verdict
from tests.answer.sentences import LEADS, MOVED, OF_ASKED, OF_OTHERS, SENTENCES

SUPPOSING = {
    "nobody looks ahead": {"nash"},
    "everyone fears credible answers": {"seq"},
    "everyone fears any answer it could not escape": {"smr"},
    "everyone fears any answer": {"gmr"},
    "everyone fears even answers that are not credible": {"smr", "gmr"},
    "everyone looks ahead, in whichever way": {"seq", "smr", "gmr"},
}
ORDER = ["none", "cut off", "open", "deterred", "led to", "certain"]


def strength(verdict: Verdict) -> int:
    """Return how strongly an outcome stands; to hold without a status quo is no more than to be cut off."""
    return 1 if verdict.standing.value == "holds" else ORDER.index(verdict.standing.value)


LEFT_ALONE = "Left alone, "


def led_in(paragraph: str) -> tuple[str, str]:
    """Return the words that say what a paragraph is about, empty where it needs none, and the rest of it."""
    lead = next((each for each in {*LEADS.values()} if paragraph.startswith(each)), "")
    return lead, paragraph.removeprefix(lead)


class Reader:
    """Reads the words of one answer, whose outcomes and levers have names of their own."""

    answer: Answer
    keys: set[str]
    scenario: Scenario
    it: str
    told: set[str]
    kinds: list[str]
    dreads: bool | None
    lead: str

    def __init__(self, answer: Answer) -> None:
        """Begin with what the answer is about, as things stand."""
        self.answer = answer
        self.keys = set(answer.concepts)
        self.scenario = answer.today
        self.it = answer.subject.outcome
        self.told = set()
        self.kinds = []
        self.dreads = None
        self.lead = ""

    def read(self) -> list[str]:
        """Check every sentence, and return of which kinds they were."""
        alone: set[str] = set()
        for paragraph in self.answer.words.split("\n\n"):
            self.dreads, (self.lead, text) = None, led_in(paragraph)
            if self.lead == LEFT_ALONE:
                alone, self.told = self.told, alone
            for sentence in re.split(r"(?<=\.) ", text.replace(". But ", "; ")):
                self.sentence(self.supposed(sentence.removesuffix(".")))
            if self.lead == LEFT_ALONE:
                alone, self.told = self.told, alone
        assert self.told == self.keys
        assert alone == (self.keys if self.answer.today.status_quo else set())
        return self.kinds

    def supposed(self, text: str) -> str:
        """Pass on to what is so with the lever asked about, or without it, where a sentence of the reason says so."""
        found = re.match(r"(?:With '(?P<lever>[^']+)'|Without it), ", text)
        if self.lead or not found:
            return text
        subject = self.answer.subject
        first = subject.asks == "lever"
        assert (found["lever"] or subject.lever) == subject.lever
        assert self.told == (set() if found["lever"] and first else self.keys)
        assert found["lever"] or first
        self.scenario, self.told = self.scenario_of(found["lever"]) if found["lever"] else self.answer.today, set()
        self.kinds.append("with" if found["lever"] else "without")
        return text.removeprefix(found[0])

    def sentence(self, text: str) -> None:
        """Check one sentence, behind the words that say what it is about."""
        openings = {"Of what is dreaded, ": True, "As things stand, of what is dreaded, ": True}
        openings |= {"As things stand, of the other goals, ": False, "As things stand, ": False}
        besides = f"Besides, with '{self.answer.subject.lever}', "
        openings |= {besides: False, f"{besides}of what is dreaded, ": True}
        for opening in sorted(openings, key=len, reverse=True):
            if text.startswith(opening):
                self.dreads = openings[opening]
                text = text.removeprefix(opening)
                break
        text = text.replace("the dreaded '", "'").replace("The dreaded '", "'")
        for kind, (shape, check) in SENTENCES.items():
            if kind not in MOVED and LEADS.get(kind, "") != self.lead:
                continue
            fits = (self.dreads is not None) if kind in OF_OTHERS else (self.dreads is None or kind not in OF_ASKED)
            if fits and (found := re.fullmatch(shape, text[:1].lower() + text[1:])):
                self.kinds.append(kind)
                assert check(self, found), (kind, text)
                return
        raise AssertionError(f"no such sentence: {text}")

    def outcome(self, name: str, scenario: Scenario) -> JudgedOutcome:
        """Return the outcome of a name; it is dreaded where the words say so."""
        (found,) = [each for each in scenario.outcomes if each.name == name]
        assert self.dreads is None or found.dreaded == self.dreads
        return found

    def scenario_of(self, lever: str) -> Scenario:
        """Return what a lever leads to."""
        (found,) = [each for each in self.answer.scenarios if each.lever == lever]
        return found

    def concepts(self, supposed: str | None) -> set[str]:
        """Return the concepts that "if …" means; all of them where nothing is supposed."""
        if not supposed:
            return self.keys
        return set().union(*(SUPPOSING[each] & self.keys for each in supposed.removeprefix("if ").split(", or if ")))

    def gains(self, name: str, lever: str) -> dict[str, int]:
        """Return by how much a lever makes an outcome stronger under each concept."""
        today, after = self.outcome(name, self.answer.today), self.outcome(name, self.scenario_of(lever))
        return {key: strength(after.under(key)) - strength(today.under(key)) for key in self.keys}

    def verdicts(self, name: str) -> list[Verdict]:
        """Return the verdicts on an outcome as things stand."""
        return list(self.outcome(name, self.answer.today).verdicts)

    def states_of(self, verdicts: list[Verdict]) -> int:
        """Return in how many states the outcome holds that these verdicts are on."""
        (outcome,) = [each for each in self.answer.today.outcomes if each.verdicts[0] is verdicts[0]]
        return outcome.states

    @property
    def at(self) -> Scenario:
        """Where the question is answered: as things stand, or with the lever that it supposes."""
        at = self.answer.asked if self.answer.subject.asks == "lever" else self.answer.today
        assert at is not None
        return at

    @property
    def asked(self) -> tuple[list[Verdict], list[Verdict]]:
        """How the outcome asked about stands today, and where its question is answered."""
        subject = self.answer.subject
        return self.verdicts(subject.outcome), list(self.at.outcome(subject.outcome, dreaded=subject.dreaded).verdicts)
