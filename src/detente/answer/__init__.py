"""Put what holds, what can be reached and what would change it together for one question."""

from detente.answer.answer import Answer, Outcome, Scenario
from detente.answer.asking import CONCEPTS_ASKED, ask
from detente.answer.hurdles import Hurdle
from detente.answer.many_worlds import run_worlds
from detente.answer.over_time import outcomes, timing_of
from detente.answer.subject import Subject
from detente.evolution.standing import Standing, Verdict

__all__ = [
    "CONCEPTS_ASKED",
    "Answer",
    "Hurdle",
    "Outcome",
    "Scenario",
    "Standing",
    "Subject",
    "Verdict",
    "ask",
    "outcomes",
    "run_worlds",
    "timing_of",
]
