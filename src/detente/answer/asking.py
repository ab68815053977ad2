"""Answer the question of a case: solve the conflict as it stands and after each lever, and put it into words.

>>> from detente.case import Case
>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> conflict = Conflict(
...     [
...         DecisionMaker("A", ["a"], Statements(["b", "not a"])),
...         DecisionMaker("B", ["b"], Statements(["a", "not b"])),
...     ],
...     status_quo={"a": "yes", "b": "yes"},
... )
>>> answer = ask(Case(title="Two neighbours", conflict=conflict, goals={"peace": "a and b"}))
>>> [verdict.standing.value for verdict in answer.today.outcome("peace", dreaded=False).verdicts]
['none', 'certain', 'certain', 'certain']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from detente.answer.answer import Answer, JudgedOutcome, Scenario
from detente.answer.hurdles import Hurdle, hurdles
from detente.answer.in_worlds import drawing_suited, sureness, with_shares
from detente.answer.over_time import scenario_chances
from detente.answer.quest import Turning
from detente.answer.resting import resting_places, told_level
from detente.answer.subject import Subject, subject_of
from detente.answer.turning import turning
from detente.answer.words import assumptions, in_brief, in_paragraphs, in_words
from detente.case import Case, Goal
from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError, about, one_of
from detente.evolution.standing import Prospects, WithinReach, verdict
from detente.given import one, several
from detente.levers import Lever
from detente.stability import Solution, solve
from detente.stability.concepts import BASIC, concept_named


def ask(  # noqa: PLR0913 - what is asked, and how sure it is to be told
    case: Case,
    concepts: Iterable[str] = BASIC,
    levers: Iterable[str] | None = None,
    progress: Callable[[str], None] | None = None,
    *,
    together: bool = False,
    draws: int | None = None,
    seed: int = 0,
    seeking: bool = True,
) -> Answer:
    """Answer the question of a case.

    Args:
        case: The case; it must name a goal or a dreaded outcome.
        concepts: Keys of the stability concepts to speak of.
        levers: Names of the levers to try, all of them unless given.
        progress: Called with the name of each scenario before it is worked out.
        together: Whether to pull the levers that are named together, one after another, as a single one.
        draws: How many worlds to draw of what is in doubt, for each scenario; none if 0. As many as do not take long
            unless given. If there are no more worlds than that, all are looked at, each with its chance.
        seed: A whole number from 0 that the random numbers are made from.
        seeking: Whether to seek what would change the answer, if that does not take long.

    Raises:
        UnavailableError: If the case names neither a goal nor a dreaded outcome, or if levers are to be pulled together
            and none is named.
        KindError: If it is given no case, or a text for a list.
        InputError: If a concept or lever does not exist, or a lever does not fit the conflict.
    """
    one("what is asked about", case, Case, "a case; it holds the conflict and its goals")
    asked = several("the concepts", concepts, str, "a list of keys, as in ['nash', 'seq']")
    keys = tuple(concept_named(key).key for key in dict.fromkeys(asked))
    if not (case.goals or case.dreads):
        raise UnavailableError(Problem("the case names no goals and no dreads", allowed="at least one to ask about"))
    chosen = _chosen(case, levers, together=together)
    subject = subject_of(case, [lever.name for lever in chosen], chosen=levers is not None)
    tell = progress or (lambda _said: None)
    drawing = drawing_suited(case, len(chosen) + 1, draws, seed)
    scenarios = []
    for lever in (None, *chosen):
        tell("as it stands" if lever is None else lever.name)
        scenarios.append(with_shares(case, lever, _scenario(case, lever, keys, subject), drawing))
    tell("what would change it")
    found = _turning(case, scenarios, subject, keys) if seeking else None
    sure = sureness(drawing, scenarios)
    brief = in_brief(scenarios, subject, sure, found)
    return Answer(
        title=case.title,
        question=case.question or "Which outcomes hold?",
        kind=case.kind,
        as_of=case.as_of,
        concepts=keys,
        subject=subject,
        scenarios=tuple(scenarios),
        words=in_paragraphs([[brief], [in_words(scenarios, subject)]]),
        brief=brief,
        assumptions=assumptions(case),
        fingerprint=case.fingerprint,
        status_quo=tuple(_described(case, scenarios[0])),
        left_alone=tuple(_rested(case, scenarios[0])),
        sureness=sure,
        turning=found,
    )


def _turning(case: Case, scenarios: Sequence[Scenario], subject: Subject, concepts: tuple[str, ...]) -> Turning | None:
    """Seek what would change the answer: as things stand, or with the lever that the question supposes."""
    supposed = subject.lever if subject.asks == "lever" else None
    scenario = next(each for each in scenarios if each.lever == supposed)
    outcome = scenario.outcome(subject.outcome, dreaded=subject.dreaded)
    return turning(case, scenario, outcome, concepts)


def _described(case: Case, today: Scenario) -> Iterator[tuple[str, str]]:
    """Return the levels that tell the status quo apart, each with what the case says of the option."""
    conflict = case.conflict
    if today.status_quo is None or conflict.in_graph_form:
        return
    for variable, level in zip(conflict.words.variables, today.status_quo.options.values(), strict=True):
        says = case.annotation("decision_makers", str(variable.decision_maker), "options", variable.name).says
        if says and level is not None and not (variable.is_yes_no and level == "no"):
            yield told_level(variable, level), says


def _rested(case: Case, today: Scenario) -> Iterator[tuple[str, str]]:
    """Return what is otherwise where things come to rest, each with what the case says of the option."""
    told = {each for rest in today.rests for otherwise in rest.otherwise for each in otherwise}
    for variable in () if case.conflict.in_graph_form else case.conflict.words.variables:
        says = case.annotation("decision_makers", str(variable.decision_maker), "options", variable.name).says
        if says:
            levels = (told_level(variable, level) for level in variable.levels)
            yield from ((level, says) for level in levels if level in told)


def _chosen(case: Case, names: Iterable[str] | None, *, together: bool) -> tuple[Lever, ...]:
    named = () if names is None else dict.fromkeys(several("the levers", names, str, "a list of names"))
    chosen = case.levers if names is None else tuple(map(case.lever, named))
    if not together:
        return chosen
    if names is None:
        raise UnavailableError(
            Problem(
                "levers are to be pulled together, and none is named",
                allowed=one_of(lever.name for lever in case.levers),
            )
        )
    return (Lever.together(chosen),)


def _scenario(case: Case, lever: Lever | None, concepts: tuple[str, ...], subject: Subject) -> Scenario:
    conflict = case.conflict if lever is None else lever.apply(case.conflict)
    with about(f"lever '{lever.name}'") if lever else about("the case as it stands"):
        return _solved(case, None if lever is None else lever.name, conflict, concepts, subject)


def _solved(case: Case, lever: str | None, conflict: Conflict, concepts: tuple[str, ...], subject: Subject) -> Scenario:
    solution = solve(conflict, concepts)
    within_reach = WithinReach.of(solution)
    prospects = [Prospects(solution, concept, within_reach) for concept in solution.concepts]
    wanted = [_outcome(conflict, goal, prospects, dreaded=False) for goal in case.goals]
    dreaded = [_outcome(conflict, dread, prospects, dreaded=True) for dread in case.dreads]
    start = conflict.status_quo_index
    chances, untold = scenario_chances(case, conflict, solution, curve=lever is None)
    asked = [each for each in (*wanted, *dreaded) if (each.name, each.dreaded) == (subject.outcome, subject.dreaded)]
    return Scenario(
        lever=lever,
        states=conflict.size,
        status_quo=None if start is None else conflict.space.state(start),
        outcomes=(*wanted, *dreaded),
        fingerprint=conflict.fingerprint,
        chances=chances,
        untold=untold,
        hurdles=_hurdles(solution, asked) if lever in (None, subject.lever) else (),
        rests=resting_places(prospects),
    )


def _hurdles(solution: Solution, outcomes: Iterable[JudgedOutcome]) -> tuple[Hurdle, ...]:
    verdicts = (each for outcome in outcomes for each in outcome.verdicts)
    found = (hurdles(solution, each.concept, each.standing, each.equilibria) for each in verdicts)
    return tuple(each for each in found if each is not None)


def _outcome(conflict: Conflict, goal: Goal, prospects: Iterable[Prospects], *, dreaded: bool) -> JudgedOutcome:
    where = conflict.space.where(goal.formula)
    verdicts = (verdict(each, where) for each in prospects)
    return JudgedOutcome(goal.name, str(goal.formula), dreaded, int(where.sum()), tuple(verdicts))
