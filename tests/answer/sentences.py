"""The sentences of an answer: the shape of each, and what has to be so if it is said.

They are written from the page on the answer, not from the code that puts the sentences together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import pytest

from detente.answer import JudgedOutcome, RestingPlaces, Scenario, Subject
from detente.evolution.standing import Verdict

if TYPE_CHECKING:
    from tests.answer.reading import Reader

Match = re.Match[str]


def split(listed: str) -> list[str]:
    """Return the names in a list."""
    return re.findall(r"'([^']*)'", listed)


def leads(verdict: Verdict) -> bool:
    """Say whether anything leads to an outcome by itself."""
    return bool(verdict.led_to)


def certain(verdict: Verdict) -> bool:
    """Say whether everything leads to an outcome."""
    return verdict.standing.value == "certain"


def endless(scenario: Scenario, verdict: Verdict) -> bool:
    """Say whether moves may go on for ever under the concept of a verdict."""
    return any(rest.endless for rest in scenario.rests if rest.concept == verdict.concept)


def surely(scenario: Scenario, verdicts: Iterable[Verdict]) -> bool:
    """Say whether everything leads to an outcome, and nothing goes on for ever."""
    return all(certain(each) and not endless(scenario, each) for each in verdicts)


def telling(check: Callable[[Reader, JudgedOutcome, Verdict, Match], Any]) -> Callable[[Reader, Match], bool]:
    """Return a check of what is said under some concepts of the outcome asked about."""

    def checked(reader: Reader, found: Match) -> bool:
        outcome = reader.outcome(found["name"], reader.scenario)
        assert outcome.name == reader.answer.subject.outcome
        keys = reader.concepts(found["if"])
        reader.told |= keys
        return bool(keys) and all(check(reader, outcome, outcome.under(key), found) for key in keys)

    return checked


def is_(standing: str) -> Callable[[Reader, Match], bool]:
    """Return a check that the outcome asked about stands like this."""
    return telling(lambda _reader, _outcome, verdict, _found: verdict.standing.value == standing)


def hurdle(standing: str) -> Callable[[Reader, Match], bool]:
    """Return a check of who goes first."""

    def check(reader: Reader, _outcome: JudgedOutcome, verdict: Verdict, found: Match) -> bool:
        (met,) = [each for each in reader.scenario.hurdles if each.concept == verdict.concept]
        return (verdict.standing.value, met.count, people(met.first, "or")) == (
            standing,
            int(found["count"] or 1),
            found["who"],
        )

    return telling(check)


def people(names: tuple[str, ...], word: str) -> str:
    """Return names as a list."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def leaving(_reader: Reader, outcome: JudgedOutcome, verdict: Verdict, found: Match) -> bool:
    """Check who would move out of an outcome, and how often."""
    assert verdict.standing.value == "none"
    if found["often"] == "at once":
        return people(verdict.first_out, "and") == found["who"]
    most = max(count for _, count in verdict.exits)
    number = re.match(r"from ([\d,]+) of its ([\d,]+) states", found["often"])
    told = [int(each.replace(",", "")) for each in number.groups()] if number else [outcome.states] * 2
    who = people(tuple(name for name, count in verdict.exits if count == most), "and")
    return not verdict.first_out and told == [most, outcome.states] and who == found["who"]


def moved(reader: Reader, found: Match) -> bool:
    """Check which levers are said to move an outcome whatever the foresight, or for some kinds of it."""
    name = reader.it = found["name"] or reader.it
    always = not found["some"]
    for verb, sign in (("comes nearer with", 1), ("recedes with", -1)):
        part = re.search(rf"{verb} ((?:'\w+'|\d+ others|, | and )+?)(?:, and recedes|$)", found["rest"])
        if not part:
            continue
        every = [each.lever for each in reader.answer.scenarios[1:] if each is not reader.answer.asked]
        gained = {lever: {k: sign * g for k, g in reader.gains(name, lever).items()} for lever in every if lever}
        meant = [
            lever for lever, gain in gained.items() if max(gain.values()) > 0 and (min(gain.values()) > 0) == always
        ]
        shown, others = split(part[1]), re.search(r"(\d+) others", part[1])
        sizes = [sum(max(each, 0) for each in gained[lever].values()) for lever in shown]
        hidden = [sum(max(g, 0) for g in gained[lever].values()) for lever in meant if lever not in shown]
        assert set(shown) <= set(meant)
        assert len(hidden) == (int(others[1]) if others else 0)
        assert sizes == sorted(sizes, reverse=True)
        assert not hidden or max(hidden) <= sizes[-1]
    return "with" in found["rest"]


def grouped(check: Callable[[Reader, list[Verdict]], Any]) -> Callable[[Reader, Match], bool]:
    """Return a check of what is said together of several outcomes as things stand."""

    def checked(reader: Reader, found: Match) -> bool:
        names = split(found["names"])
        return bool(names) and all(check(reader, reader.verdicts(name)) for name in names)

    return checked


def changed(check: Callable[[list[Verdict], dict[str, int], set[str]], bool]) -> Callable[[Reader, Match], bool]:
    """Return a check of what is said that the lever asked about changes about several outcomes."""

    def checked(reader: Reader, found: Match) -> bool:
        lever = reader.answer.asked
        assert lever is not None
        keys = reader.concepts(found["if"])
        return all(
            check(list(reader.outcome(name, lever).verdicts), reader.gains(name, str(lever.lever)), keys)
            for name in split(found["names"])
        )

    return checked


def sets(gains: dict[str, int], keys: set[str], sign: int) -> bool:
    """Say whether these are all the concepts under which something changes in one direction."""
    return keys == {key for key, gain in gains.items() if sign * gain > 0}


def effect(reader: Reader, found: Match) -> bool:
    """Check what a lever is said to change about the outcome asked about."""
    gains = reader.gains(reader.answer.subject.outcome, found["lever"])
    for verb, sign in ((r"brings '\w+' nearer", 1), (r"(?:sets '\w+' back|pushes '\w+' away)", -1)):
        part = re.search(rf"{verb}(?: (if .*?))?(?:, and (?:sets|pushes) |$)", found["rest"])
        assert sets(gains, reader.concepts(part[1]) if part else set(), sign)
    return found["lever"] == reader.answer.subject.lever


def same(reader: Reader, found: Match) -> bool:
    """Check that an outcome stands with a lever as it does today, and that the same people stand in its way."""
    subject, lever = reader.answer.subject, reader.scenario_of(found["lever"])
    today, after = (each.outcome(subject.outcome, dreaded=subject.dreaded) for each in (reader.answer.today, lever))
    alike = [a.standing == b.standing for a, b in zip(today.verdicts, after.verdicts, strict=True)]
    return all(alike) and lever.hurdles == reader.answer.today.hurdles and reader.told == reader.keys


def idle(reader: Reader, _found: Match) -> bool:
    """Check that a lever changes nothing but the outcome asked about."""
    lever, subject = reader.answer.asked, reader.answer.subject
    assert lever is not None
    names = [each.name for each in lever.outcomes if each.name != subject.outcome]
    return not any(any(reader.gains(name, str(lever.lever)).values()) for name in names)


def anyway(reader: Reader, found: Match) -> bool:
    """Check that an outcome is certain with a lever and without it."""
    today, lever = reader.answer.today, reader.scenario_of(found["lever"])
    return all(surely(each, reader.outcome(found["name"], each).verdicts) for each in (today, lever))


def impossible(reader: Reader, found: Match) -> bool:
    """Check that no state has an outcome, whatever the foresight."""
    reader.told |= reader.keys
    return not reader.outcome(found["name"], reader.scenario).states


def holds_now(reader: Reader, _outcome: JudgedOutcome, verdict: Verdict, found: Match) -> bool:
    """Check that the status quo is an equilibrium in which an outcome holds."""
    start = reader.scenario.status_quo
    since = "today" if reader.scenario.lever is None else "from the start"
    return start is not None and start.number in verdict.equilibria and found["start"] == since


def starts(reader: Reader, verdicts: list[Verdict]) -> bool:
    """Say whether the status quo is an equilibrium in which an outcome holds."""
    start = reader.answer.today.status_quo
    return start is not None and all(start.number in each.equilibria for each in verdicts)


def span(said: str, shares: list[float]) -> bool:
    """Check that shares lie between those that are said, which some of them are."""
    numbers = [int(each) for each in re.findall(r"\d+", said)]
    near = abs(numbers[0] - 100 * min(shares)) <= 1 and abs(numbers[-1] - 100 * max(shares)) <= 1
    return near and (numbers[0] > 0 or min(shares) == 0) and (numbers[-1] < 100 or max(shares) == 1)


def shares_of(scenario: Scenario, subject: Subject) -> list[list[float]]:
    """Return in which shares the outcome asked about is led to, if that is known, and holds."""
    shares = scenario.outcome(subject.outcome, dreaded=subject.dreaded).shares
    led = [each.led_to for each in shares if each.led_to is not None]
    return [led, [each.holds for each in shares]] if led else [[each.holds for each in shares]]


def sure(reader: Reader, found: Match) -> bool:
    """Check in which shares of the worlds the outcome asked about is said to be led to, and to hold."""
    subject, sureness = reader.answer.subject, reader.answer.sureness
    assert sureness is not None
    number = f"{sureness.worlds:,}"
    assert (found["all"], found["drawn"]) == ((number, None) if sureness.exact else (None, number))
    assert (found["name"] or found["only"]) == subject.outcome
    shares = shares_of(reader.answer.today, subject)
    said = [found["led"], found["holds"]] if found["led"] else [found["lasts"]]
    assert bool(found["depends"]) == (len(set(zip(*shares, strict=True))) > 1)
    assert (len(shares) > 1) == (reader.answer.today.status_quo is not None)
    return all(span(*each) for each in zip(said, shares, strict=True))


def sure_with(reader: Reader, found: Match) -> bool:
    """Check the same with the lever asked about."""
    subject, lever = reader.answer.subject, reader.scenario_of(found["lever"])
    shares = shares_of(lever, subject)
    said = found["shares"].split(" and ") if found["shares"] else None
    whole = [[round(100 * each) for each in (min(few), max(few))] for few in shares]
    if said is None:
        before = shares_of(reader.answer.today, subject)
        told = [[round(100 * each) for each in (min(few), max(few))] for few in before]
        return found["lever"] == subject.lever and all(
            abs(a - b) <= 1 for now, then in zip(told, whole, strict=True) for a, b in zip(now, then, strict=True)
        )
    return found["lever"] == subject.lever and all(span(*each) for each in zip(said, shares, strict=True))


def near(said: str, chance: float) -> bool:
    """Check a chance that is told in percent."""
    if said in ("<1 %", ">99 %"):
        return 0 < chance < 0.0051 if said == "<1 %" else 0.9949 < chance < 1
    return abs(int(said.removesuffix(" %")) - 100 * chance) <= 0.51


def by_when(reader: Reader, found: Match) -> bool:
    """Check with which chance the outcome asked about is said to have come about by the last date, or to hold then."""
    subject = reader.answer.subject
    scenario = reader.scenario_of(found["lever"]) if found["lever"] else reader.answer.today
    assert found["lever"] in (None, subject.lever)
    chances, today = scenario.chances, reader.answer.today.chances
    assert chances is not None
    assert today is not None
    last = chances.dates[-1]
    it, now = (each.outcome(subject.outcome, dreaded=subject.dreaded) for each in (chances, today))
    told = [(each.on_day(last) if each.at_start else each.by_day(last), each.on_day(last)) for each in (it, now)]
    if found["same"]:
        return it.at_start == now.at_start and all(abs(a - b) < 0.02 for a, b in zip(*told, strict=True))
    if found["short"]:
        return it.at_start == now.at_start and near(found["short"], told[0][0]) and near(found["short"], told[0][1])
    by, on = found["by"] or found["at"], found["on"] or found["at"] or found["by"]
    assert (found["name"] or found["held"]) == subject.outcome
    assert bool(found["held"]) == it.at_start
    assert (found["day"] or found["end"]) == f"{last:%-d %B %Y}"
    return near(by, told[0][0]) and near(on, told[0][1])


def rests(check: Callable[[RestingPlaces, Reader, Match], bool]) -> Callable[[Reader, Match], bool]:
    """Return a check of where things are said to come to rest under some concepts."""

    def checked(reader: Reader, found: Match) -> bool:
        keys = reader.concepts(found["if"])
        reader.told |= keys
        return bool(keys) and all(
            check(each, reader, found) for each in reader.answer.today.rests if each.concept in keys
        )

    return checked


def stays(rest: RestingPlaces, reader: Reader, _found: Match) -> bool:
    """Check that the status quo is where things rest."""
    start = reader.answer.today.status_quo
    return start is not None and rest.states == (start.number,)


def ends(rest: RestingPlaces, reader: Reader, found: Match) -> bool:
    """Check what is said to be otherwise where things come to rest."""
    told = [", ".join(each) or f"nothing changed in {at}" for each, at in zip(rest.otherwise, rest.states, strict=True)]
    start = reader.answer.today.status_quo
    said = re.findall(r"“([^”]*)”", found["where"])
    still = "nothing changed" in found["where"]
    assert start is not None
    assert rest.endless == bool(found["never"])
    return len(said) + still == len(told) and set(said) <= set(told) and still == (start.number in rest.states)


def doubted(reader: Reader, said: str | None, *, yes: bool) -> bool:
    """Check that what is said with yes or no holds in less than half of the worlds, or that it holds in more."""
    subject = reader.answer.subject
    scenario = reader.answer.asked if subject.asks == "lever" else reader.answer.today
    assert scenario is not None
    shares = scenario.outcome(subject.outcome, dreaded=subject.dreaded).shares
    every = [each.certain if yes else each.led_to for each in shares]
    told = [each for each in every if each is not None]
    if not said:
        return not told or (max(told) >= 0.5 if yes else min(told) <= 0.5)
    numbers = {"none": [0], "all": [100]}.get(said) or [int(each) for each in re.findall(r"\d+", said)]
    extreme = max(told) if yes else min(told)
    return abs(numbers[0] - 100 * extreme) <= 1 and (extreme < 0.5 if yes else extreme > 0.5)


def led_shifts(today: JudgedOutcome, after: JudgedOutcome) -> dict[str, tuple[float, float]]:
    """Return in which share of worlds an outcome is led to, today and with a lever, by concept."""
    pairs = zip(today.shares, after.shares, strict=False)
    return {a.concept: (a.led_to, b.led_to) for a, b in pairs if a.led_to is not None and b.led_to is not None}


def shifting(reader: Reader, found: Match) -> bool:
    """Check that what a lever is said to shift is shifted most, under a concept under which it is."""
    lever, subject = reader.answer.asked, reader.answer.subject
    assert lever is not None
    shifts = {
        each.name: led_shifts(each, lever.outcome(each.name, dreaded=each.dreaded))
        for each in reader.answer.today.outcomes
        if each.name != subject.outcome
    }
    sizes = {name: max((abs(a - b) for a, b in led.values()), default=0.0) for name, led in shifts.items()}
    greatest = sorted((size for size in sizes.values() if size >= 0.1), reverse=True)
    shown = re.findall(r"to '(\w+)' \(from (\d+) to (\d+) %( if [^)]*)?\)", found["told"])
    assert len(shown) == min(len(greatest), 3)
    assert [sizes[name] for name, *_ in shown] == greatest[: len(shown)]
    for name, start, end, supposed in shown:
        (key,) = reader.concepts(supposed.strip() or None)
        before, after = shifts[name][key]
        assert (before, after) == pytest.approx((int(start) / 100, int(end) / 100), abs=0.01)
        assert abs(before - after) == sizes[name]
    return True


def turned(reader: Reader, found: Match) -> bool:
    """Check that what is said to change the answer was found to, in the direction in which it is to be looked for."""
    turning, subject = reader.answer.turning, reader.answer.subject
    assert turning is not None
    assert found["name"] == subject.outcome
    sought = turning.sought
    assert found["lever"] == (subject.lever if subject.asks == "lever" else None)
    (verdict,) = [each for each in reader.asked[1] if {each.concept} == reader.concepts(found["if"])]
    verbs = {"certain": "lead away from", "led to": "avert" if subject.dreaded else "make"}
    if subject.dreaded:
        verbs["certain"] = "avert"
    ways = [each.words for each in sought.found]
    if found["tried"]:
        told = not ways and int(found["tried"]) == sum(each.tried for each in sought.tallies)
    else:
        shown = found["ways"].split("; ")
        told = shown[:3] == ways[:3] and shown[3:] == ([f"{len(ways) - 3} more"] if len(ways) > 3 else [])
    at = reader.scenario_of(found["lever"]) if found["lever"] else reader.answer.today
    here = at.status_quo is not None
    so = "certain" if verdict.standing.value == "led to" else "last"
    assert (found["alone"] or found["modal"]) == ("could" if found["verb"].startswith("lead") else "would")
    verb = verbs.get(verdict.standing.value, "lead to") if here else "make"
    return found["verb"] == verb and found["so"] == (f" {so}" if verb == "make" else None) and told


_IF = r"(?:however far people look ahead, |(?P<if>if .*?), (?=everyone's|steps|'))?"
_REST = r"(?:(?P<if>if .*?), (?=nobody moves|things come|moves never))?"
_COND = r"(?: (?P<if>if .*))?"
_NAMES = r"(?P<names>'.*')"
_FIRST = r"(?:, the first of (?P<count>\d+)(?: such steps)?)?"

SENTENCES: dict[str, tuple[str, Callable[[Reader, Match], Any]]] = {
    "yes": (
        (
            r"yes, (?:on these assumptions|as the case is written; yet that is so in "
            r"(?P<most>none|at most \d+ %) of the worlds)"
        ),
        lambda r, m: r.answer.subject.asks and surely(r.at, r.asked[1]) and doubted(r, m["most"], yes=True),
    ),
    "no": (
        (
            r"no, (?:(?P<not>not as things stand|not by itself)|as the case is written; yet in "
            r"(?P<least>all|at least \d+ %) of the worlds everyone's moves may lead there)"
        ),
        lambda r, m: (
            (m["least"] or (m["not"] == "not by itself") == (r.answer.subject.asks == "lever"))
            and doubted(r, m["least"], yes=False)
            and r.answer.subject.asks
            and not any(map(leads, r.asked[1]))
        ),
    ),
    "may": (
        r"it may, and it may not",
        lambda r, _: r.answer.subject.asks and all(map(leads, r.asked[1])) and not surely(r.at, r.asked[1]),
    ),
    "depends": (
        r"that depends on how far people look ahead",
        lambda r, _: r.answer.subject.asks and any(map(leads, r.asked[1])) and not all(map(leads, r.asked[1])),
    ),
    "anyway": (r"'(?P<name>\w+)' comes about anyway; '(?P<lever>.+)' adds nothing to that", anyway),
    "effect": (r"'(?P<lever>[^']+)' (?P<rest>(?:brings|sets|pushes) '.*)", effect),
    "same": (r"with '(?P<lever>.+)' that is the same", same),
    "impossible": (
        r"'(?P<name>\w+)' cannot happen: no feasible state has it",
        impossible,
    ),
    "holds today": (
        _IF + r"'(?P<name>\w+)' holds (?P<start>today|from the start), and nobody would move",
        telling(holds_now),
    ),
    "certain": (
        _IF + r"everyone's moves lead to '(?P<name>\w+)'",
        telling(lambda r, _o, verdict, _m: surely(r.scenario, [verdict])),
    ),
    "or for ever": (
        _IF + r"everyone's moves may lead to '(?P<name>\w+)', and may also go on for ever",
        telling(lambda r, _o, verdict, _m: certain(verdict) and endless(r.scenario, verdict)),
    ),
    "led to": (
        _IF + r"everyone's moves may lead to '(?P<name>\w+)', and may also lead to something else that lasts",
        is_("led to"),
    ),
    "deterred": (
        _IF
        + r"steps that pay lead to '(?P<name>\w+)', but (?P<who>.+) would shrink from one for fear of the answer"
        + _FIRST,
        hurdle("deterred"),
    ),
    "open": (
        _IF
        + r"'(?P<name>\w+)' could last once reached; (?P<who>.+) would first have to make a move that does not pay"
        + _FIRST,
        hurdle("open"),
    ),
    "cut off": (_IF + r"'(?P<name>\w+)' could last once reached, but no moves lead there", is_("cut off")),
    "holds": (_IF + r"'(?P<name>\w+)' can last", is_("holds")),
    "restless": (
        _IF + r"'(?P<name>\w+)' would not come to rest, though nobody would move out of it",
        telling(lambda _r, _o, verdict, _m: verdict.standing.value == "none" and not verdict.exits),
    ),
    "left": (
        _IF + r"'(?P<name>\w+)' would not last: (?P<who>.+) would move out of it (?P<often>at once|every time|from .*)",
        telling(leaving),
    ),
    "nothing else": (r"'(?P<lever>[^']+)' changes nothing else that is asked about", idle),
    "becomes certain": (
        _NAMES + r" becomes? certain(?P<if>)",
        changed(lambda v, g, _: all(map(certain, v)) and any(g.values())),
    ),
    "no longer": (
        _NAMES + r" could no longer last(?P<if>)",
        changed(lambda v, g, _: not any(each.equilibria for each in v) and any(g.values())),
    ),
    "comes nearer": (_NAMES + r" comes? nearer" + _COND, changed(lambda _, g, keys: sets(g, keys, 1))),
    "recedes": (_NAMES + r" recedes?" + _COND, changed(lambda _, g, keys: sets(g, keys, -1))),
    "sure": (
        (
            r"of (?:all (?P<all>[\d,]+) worlds that the doubts of the case allow|(?P<drawn>[\d,]+) worlds drawn "
            r"from what is in doubt), (?:everyone's moves may lead to '(?P<name>\w+)' in (?P<led>[\d to]+ %) of them, "
            r"and it can last in (?P<holds>[\d to]+ %)|'(?P<only>\w+)' can last in (?P<lasts>[\d to]+ %) of them)"
            r"(?P<depends>, depending on how far people look ahead)?"
        ),
        sure,
    ),
    "sure with": (
        r"with '(?P<lever>[^']+)' (?:that is the same|it is (?P<shares>[\d to]+ %(?: and [\d to]+ %)?))",
        sure_with,
    ),
    "by when": (
        (
            r"(?:if the paces and the behaviour assumed are right, |with '(?P<lever>[^']+)' )(?:(?P<same>that is the "
            r"same)|it is (?P<short>[<>]?\d+ %)|the chance that '(?P<name>\w+)' comes about by (?P<day>[\w ]+) is "
            r"(?P<by>[<>]?\d+ %)(?:, and that it holds then (?P<on>[<>]?\d+ %))?|the chance that '(?P<held>\w+)', "
            r"which holds at the start, holds at the end of (?P<end>[\w ]+) is (?P<at>[<>]?\d+ %))"
        ),
        by_when,
    ),
    "rests here": (_REST + r"nobody moves", rests(stays)),
    "rests elsewhere": (_REST + r"things come to rest with (?P<where>.*?)(?P<never>, or never)?", rests(ends)),
    "rests anywhere": (
        _REST + r"things come to rest in one of (?P<many>[\d,]+) states(?P<never>, or never)?",
        rests(
            lambda rest, _r, found: (
                len(rest.states) == int(found["many"].replace(",", "")) > 3 and rest.endless == bool(found["never"])
            )
        ),
    ),
    "never rests": (_REST + r"moves never come to rest", rests(lambda rest, _r, _m: not rest.states and rest.endless)),
    "turned": (
        (
            r"(?:with '(?P<lever>[^']+)', )?if (?P<if>[^,]+), (?:none of (?P<tried>\d+) changes that are no levers "
            r"(?P<alone>would|could) alone|(?:this|any of these) alone (?P<modal>would|could)) "
            r"(?P<verb>lead to|make|lead away from|avert) "
            r"'(?P<name>\w+)'(?P<so> certain| last)?(?:: (?P<ways>.*))?"
        ),
        turned,
    ),
    "shifts": (
        r"in the worlds, it also shifts how often everyone's moves may lead (?P<told>.*)",
        shifting,
    ),
    "seek": (r"'detente seek' (?P<does>tells what else it does|tries more)", lambda r, _: r.answer.turning is not None),
    "moved": (
        (
            r"(?P<some>for some kinds of foresight, )?(?:it|'(?P<name>\w+)')(?: also)? "
            r"(?P<rest>(?:comes nearer|recedes) with .*)"
        ),
        moved,
    ),
    "all stay": (r"nobody would move away from " + _NAMES, grouped(starts)),
    "all certain": (r"everyone's moves lead to " + _NAMES, grouped(lambda r, v: surely(r.answer.today, v))),
    "all may": (
        r"everyone's moves may lead to " + _NAMES,
        grouped(lambda r, v: all(map(leads, v)) and not surely(r.answer.today, v)),
    ),
    "all depend": (
        r"whether things come to " + _NAMES + " depends on how far people look ahead",
        grouped(lambda _, v: any(map(leads, v)) and not all(map(leads, v))),
    ),
    "all hindered": (
        _NAMES + r" could last, but nothing leads there by itself",
        grouped(lambda _, v: all(each.equilibria for each in v) and not any(map(leads, v))),
    ),
    "all hold": (_NAMES + r" can last", grouped(lambda _, v: all(each.equilibria for each in v))),
    "some hold": (
        r"whether " + _NAMES + " can last depends on how far people look ahead",
        grouped(
            lambda _, v: (
                any(each.equilibria for each in v) and not all(each.equilibria for each in v) and not any(map(leads, v))
            )
        ),
    ),
    "all fall": (
        _NAMES + r" would not last",
        grouped(lambda r, v: not any(each.equilibria for each in v) and r.states_of(v)),
    ),
    "all impossible": (_NAMES + r" cannot happen", grouped(lambda r, v: not r.states_of(v))),
}

_MORE = "What would change it? "

LEADS = {"sure": "How sure? ", "sure with": "How sure? ", "by when": "By when? ", "turned": _MORE, "seek": _MORE}
LEADS |= dict.fromkeys(("rests here", "rests elsewhere", "rests anywhere", "never rests"), "Left alone, ")
"""The words that a paragraph begins with in which a sentence stands; none where it needs none."""

MOVED = frozenset({"moved"})
"""What is said of the outcome asked about in one paragraph, and of others in another."""

OF_ASKED = frozenset(kind for kind, (shape, _) in SENTENCES.items() if shape.startswith(_IF) or kind == "impossible")
"""What is said only of the outcome that the answer is about."""

OF_OTHERS = frozenset(kind for kind in SENTENCES if kind.startswith(("all ", "some ")))
"""What is said only of other outcomes, behind words that say whether these are dreaded."""
