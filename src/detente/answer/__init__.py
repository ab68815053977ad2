"""Put what holds, what can be reached and what would change it together for one question."""

from detente.answer.answer import Answer, JudgedOutcome, Scenario
from detente.answer.asking import ask
from detente.answer.hurdles import Hurdle
from detente.answer.many_worlds import run_worlds
from detente.answer.over_time import outcomes, timing_of
from detente.answer.quest import Quest, Turning
from detente.answer.resting import RestingPlaces
from detente.answer.subject import Subject
from detente.answer.sureness import Shares, Sureness
from detente.evolution.standing import Standing, Verdict

__all__ = [
    "Answer",
    "Hurdle",
    "JudgedOutcome",
    "Quest",
    "RestingPlaces",
    "Scenario",
    "Shares",
    "Standing",
    "Subject",
    "Sureness",
    "Turning",
    "Verdict",
    "ask",
    "outcomes",
    "run_worlds",
    "timing_of",
]
