"""Read a ``.gmcr`` file into a case.

>>> case = read_gmcr(
...     '''{"options": [{"name": "Attack", "permittedDirection": "fwd"}, {"name": "Yield"}],
...   "decisionMakers": [{"name": "A", "options": [0], "preferences": [[[1, "Y"]]]},
...                      {"name": "B", "options": [1], "preferences": [[[0, "N"], [1, "N"]]]}],
...   "infeasibles": [[[0, "Y"], [1, "Y"]]], "useManualPreferenceRanking": false}''',
...     "border.gmcr",
... )
>>> case.title, case.conflict.size
('border', 3)
>>> case.conflict.infeasible
(Formula('Attack and Yield'),)
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

import attrs

from detente.case.case import Case
from detente.case.gmcr.names import legible, unique
from detente.case.gmcr.parsing import parsed
from detente.case.gmcr.shared import in_graph_form
from detente.case.text.problems import Problems
from detente.case.text.tree import Path, grow
from detente.conflict import INDIFFERENT, Conflict, DecisionMaker, Option, Preference, Ranking, Statements
from detente.errors import CaseFileError, InputError, Place, Problem, one_of
from detente.formula import And, Chosen, Constant, Formula, Not, Or, Variable, Vocabulary

MOST_CHARACTERS = 32 * 2**20
"""The most characters a ``.gmcr`` file may have."""

NOBODY = "nobody"
"""The decision maker who owns the options that the file gives to no one, and moves none of them."""

_DIRECTIONS = {"both": "both", "fwd": "up", "back": "down"}


def read_gmcr(text: str, file: str = "text") -> Case:
    """Read the text of a ``.gmcr`` file.

    Names that a formula could not use are changed, and the notes of the case say so. Options without an owner are
    given to a decision maker who never moves them. If decision makers share an option, the case is in graph form.

    Args:
        text: The text.
        file: Its name, for messages; the title of the case is taken from it.

    Returns:
        The case.

    Raises:
        CaseFileError: If the text is no JSON, or no model, or something in the model does not fit.
    """
    if len(text) > MOST_CHARACTERS:
        raise CaseFileError(
            Problem(f"a file of {len(text)} characters", f"at most {MOST_CHARACTERS}", place=Place(file))
        )
    reader = _Reader(parsed(text, file))
    case = reader.case(_title(file))
    if case is None or reader.problems:
        raise CaseFileError(*_placed(reader.problems, text, file))
    return case


def _title(file: str) -> str:
    return (PurePath(file).stem.strip() if file not in ("-", "text") else "") or "untitled"


Found = tuple[Problem, Path]


def _placed(found: Iterable[Found], text: str, file: str) -> list[Problem]:
    """Look the places up in the text, which is YAML as well; without them if it is too large for that."""
    try:
        problems = Problems(grow(text, file), file)
    except InputError:
        return [problem.at(Place(file)) for problem, _ in found]
    for problem, path in found:
        problems.add(attrs.evolve(problem, position=None), path)
    return problems.in_order()


@attrs.frozen
class _Owned:
    """A decision maker as listed: its name, where it stands in the file, and the options it owns by place there."""

    name: str
    path: Path
    written: dict[str, Any]
    options: tuple[int, ...]


class _Reader:
    """Turns the parts of the file into those of a conflict, keeping what is wrong and what was changed."""

    def __init__(self, data: Any) -> None:  # noqa: ANN401 - any JSON
        self.data = data if isinstance(data, dict) else {}
        self.problems: list[Found] = []
        self.notes: list[str] = []
        self.words = Vocabulary([])
        self.place_of: dict[int, int] = {}
        if not isinstance(data, dict):
            self.wrong("the file holds no model", (), "a mapping with 'options' and 'decisionMakers'")

    def wrong(self, message: str, path: Path, allowed: str = "") -> None:
        self.problems.append((Problem(message, allowed), path))

    def case(self, title: str) -> Case | None:
        options = self.options()
        owners = self.owners(len(options))
        if self.problems:
            return None
        conflict = self.conflict(options, owners)
        self.note_coalitions(owners)
        return None if conflict is None else Case(title=title, conflict=conflict, notes=self.notes)

    def listed(self, key: str, *, needed: bool = True) -> list[Any]:
        value = self.data.get(key, None if needed else [])
        if isinstance(value, list):
            return value
        if not self.problems:
            self.wrong(f"'{key}' is missing" if value is None else f"'{key}' is no list", (key,), "a list")
        return []

    def options(self) -> list[Option]:
        options = []
        for place, written in enumerate(self.listed("options")):
            path: Path = ("options", place)
            if not isinstance(written, dict):
                self.wrong("an option that is no mapping", path, "'name' and 'permittedDirection'")
                written = {}  # noqa: PLW2901 - stands in, so that the options after it keep their numbers
            given = written.get("permittedDirection", written.get("reversibility", "both"))
            if not isinstance(given, str) or given not in _DIRECTIONS:
                self.wrong(f"the direction {_shown(given)}", (*path, "permittedDirection"), one_of(_DIRECTIONS))
            name = self.named(written.get("name"), f"option {place + 1}")
            options.append(Option(name, moves=_DIRECTIONS.get(str(given), "both")))
        return options

    def named(self, written: object, stand_in: str) -> str:
        name = legible(written, stand_in)
        if name != written:
            self.notes.append(f"'{name}' has another name in the .gmcr file, which a formula could not use.")
        return name

    def owners(self, count: int) -> list[_Owned]:
        owners: list[_Owned] = []
        for place, written in enumerate(self.listed("decisionMakers")):
            path: Path = ("decisionMakers", place)
            if not isinstance(written, dict):
                self.wrong("a decision maker that is no mapping", path, "'name', 'options' and 'preferences'")
                continue
            name = self.named(written.get("name"), f"decision maker {place + 1}")
            owners.append(
                _Owned(name, path, written, self.owned(written.get("options", []), (*path, "options"), count))
            )
        if not owners and not self.problems:
            self.wrong("no decision makers", ("decisionMakers",), "one or more")
        return owners

    def owned(self, written: object, path: Path, count: int) -> tuple[int, ...]:
        if not isinstance(written, list):
            self.wrong("the options of a decision maker are no list", path, "numbers of options, from 0")
            return ()
        numbers = [self.option_number(each, (*path, place), count) for place, each in enumerate(written)]
        return tuple(dict.fromkeys(number for number in numbers if number is not None))

    def option_number(self, written: object, path: Path, count: int) -> int | None:
        if isinstance(written, int) and not isinstance(written, bool) and 0 <= written < count:
            return written
        self.wrong(f"no option {_shown(written)}", path, f"0 to {count - 1}" if count else "there are no options")
        return None

    def conflict(self, options: list[Option], owners: list[_Owned]) -> Conflict | None:
        names = self.unique("decision maker", [owner.name for owner in owners])
        deciders, order = self.deciders(options, owners, names)
        self.words = Vocabulary(Variable(each.name, owner.name) for owner in deciders for each in owner.options)
        self.place_of = {option: place for place, option in enumerate(order)}
        infeasible = self.patterns(self.listed("infeasibles", needed=False), ("infeasibles",))
        manual = self.data.get("useManualPreferenceRanking", self.data.get("useManualPreferenceVectors", False))
        for index, owner in enumerate(owners):
            unseen = owner.written.get("misperceptions", [])
            deciders[index] = attrs.evolve(
                deciders[index],
                preference=self.preference(owner, manual=bool(manual)),
                misperceives=self.patterns(unseen, (*owner.path, "misperceptions")),
            )
        if self.problems:
            return None
        return self.checked(Conflict(deciders, infeasible=infeasible), owners, order)

    def unique(self, kind: str, names: list[str]) -> list[str]:
        numbered = unique(names)
        changed = [after for before, after in zip(names, numbered, strict=True) if before != after]
        self.notes += [f"The {kind} '{name}' shares its name in the .gmcr file with another." for name in changed]
        return numbered

    def deciders(
        self, options: list[Option], owners: list[_Owned], names: list[str]
    ) -> tuple[list[DecisionMaker], list[int]]:
        """Return the decision makers with the options each is first to own, and the options in their new order."""
        order: list[int] = []
        deciders = []
        for name, owner in zip(names, owners, strict=True):
            own = [number for number in owner.options if number not in order]
            order += own
            deciders.append(DecisionMaker(name, self.options_of(options, own)))
        if left := [number for number in range(len(options)) if number not in order]:
            name = unique([*names, NOBODY])[-1]
            idle = [attrs.evolve(option, moves=()) for option in self.options_of(options, left)]
            deciders.append(DecisionMaker(name, idle))
            self.notes.append(
                f"The options of '{name}' belong to no decision maker in the .gmcr file, and nobody moves them."
            )
        return deciders, [*order, *left]

    def options_of(self, options: list[Option], own: list[int]) -> list[Option]:
        names = self.unique("option", [options[number].name for number in own])
        return [attrs.evolve(options[number], name=name) for number, name in zip(own, names, strict=True)]

    def patterns(self, written: object, path: Path) -> list[Formula]:
        if not isinstance(written, list):
            self.wrong("patterns that are no list", path, "a list of patterns")
            return []
        found = [self.pattern(each, (*path, place)) for place, each in enumerate(written)]
        return list(dict.fromkeys(formula for formula in found if formula is not None))

    def pattern(self, written: object, path: Path) -> Formula | None:
        if isinstance(written, dict):
            members = written.get("members")
            if not isinstance(members, list):
                self.wrong("a compound without members", path, "'members', a list of patterns")
                return None
            parts = [self.all_of(each, (*path, "members", place)) for place, each in enumerate(members)]
            return _joined(Or, [part for part in parts if part is not None], otherwise=False)
        return self.all_of(written, path)

    def all_of(self, written: object, path: Path) -> Formula | None:
        if isinstance(written, str):
            written = [[place, sign] for place, sign in enumerate(written)]
        if not isinstance(written, list):
            self.wrong("a pattern of another shape", path, "a list of [option, Y or N]")
            return None
        literals = [self.literal(each, (*path, place)) for place, each in enumerate(written)]
        return _joined(And, [each for each in literals if each is not None], otherwise=True)

    def literal(self, written: object, path: Path) -> Formula | None:
        if not isinstance(written, list) or len(written) != 2:  # noqa: PLR2004 - a pair
            self.wrong("part of a pattern of another shape", path, "[option, Y or N]")
            return None
        option = self.option_number(written[0], (*path, 0), len(self.place_of))
        if written[1] not in ("Y", "N", "y", "n", "-"):
            self.wrong(f"{_shown(written[1])} in a pattern", (*path, 1), one_of("YN"))
            return None
        if option is None or written[1] == "-":
            return None
        chosen = Chosen(self.words.reference(self.place_of[option]))
        return chosen if written[1] in "Yy" else Not(chosen)

    def preference(self, owner: _Owned, *, manual: bool) -> Preference:
        if manual:
            return self.ranking(owner)
        statements = self.patterns(owner.written.get("preferences", []), (*owner.path, "preferences"))
        return Statements(statements) if statements else INDIFFERENT

    def ranking(self, owner: _Owned) -> Preference:
        key = "preferenceRanking" if "preferenceRanking" in owner.written else "preferenceVector"
        written, path = owner.written.get(key), (*owner.path, key)
        if not isinstance(written, list):
            allowed = "'preferenceRanking', as the file says that rankings count ('useManualPreferenceRanking')"
            self.wrong(f"no ranking for '{owner.name}'", path, allowed)
            return INDIFFERENT
        tiers = [tier if isinstance(tier, list) else [tier] for tier in written]
        for place, tier in enumerate(tiers):
            for state in tier:
                if not isinstance(state, int) or isinstance(state, bool):
                    self.wrong(f"{_shown(state)} is no state number", (*path, place), "state numbers, best first")
                    return INDIFFERENT
        return Ranking(tier for tier in tiers if tier)

    def checked(self, conflict: Conflict, owners: list[_Owned], order: list[int]) -> Conflict | None:
        """Return the conflict, in graph form if options are shared, if all preferences fit its states."""
        self.fits(("infeasibles",), lambda: conflict.space.patterns)
        for index, owner in enumerate(owners if not self.problems else []):
            key = next(
                (key for key in ("preferenceRanking", "preferenceVector") if key in owner.written), "preferences"
            )
            preference = conflict.decision_makers[index].preference
            self.fits((*owner.path, key), lambda liked=preference: liked.payoffs(conflict.space))
        if self.problems:
            return None
        shared = [number for number in order if sum(number in owner.options for owner in owners) > 1]
        if not shared:
            return conflict
        names = ", ".join(f"'{self.words.variables[self.place_of[number]].full_name}'" for number in shared)
        self.notes.append(f"In graph form, because decision makers share options in the .gmcr file: {names}.")
        owned = [[self.place_of[number] for number in owner.options] for owner in owners]
        found: list[Conflict] = []
        self.fits(("options",), lambda: found.append(in_graph_form(conflict, owned)))
        return found[0] if found else None

    def fits(self, path: Path, attempt: Any) -> None:  # noqa: ANN401 - anything that can be called
        try:
            attempt()
        except InputError as error:
            self.problems += [(problem, path) for problem in error.problems]

    def note_coalitions(self, owners: list[_Owned]) -> None:
        written = self.data.get("coalitions", [])
        for members in written if isinstance(written, list) else []:
            known = isinstance(members, list) and all(isinstance(i, int) and 0 <= i < len(owners) for i in members)
            if known and len(members) > 1:
                names = ", ".join(f"'{owners[index].name}'" for index in members)
                alone = "here each acts by itself, unless 'detente coalitions --block' joins them"
                self.notes.append(f"The .gmcr file joins {names} into one coalition; {alone}.")


def _joined(kind: type[And | Or], parts: list[Formula], *, otherwise: bool) -> Formula:
    if not parts:
        return Constant(otherwise)
    return parts[0] if len(parts) == 1 else kind(parts)


def _shown(value: object) -> str:
    text = legible(value, "") if isinstance(value, str) else json.dumps(value)
    return f"'{text[:40]}'"
