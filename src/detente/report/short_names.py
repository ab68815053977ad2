"""Short names of decision makers, for where there is no room for whole ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

_SHORT = 4


def short_names(names: Iterable[str]) -> Mapping[str, str]:
    """Return a short name for each name, no two alike.

    A short name is the initials, then as many more letters as it takes.

    >>> short_names(["Ministry", "Uniroyal", "Local government"])
    {'Ministry': 'M', 'Uniroyal': 'U', 'Local government': 'LG'}
    >>> short_names(["US", "USSR"]), short_names(["Poland", "Portugal"])
    ({'US': 'US', 'USSR': 'USSR'}, {'Poland': 'Pol', 'Portugal': 'Por'})
    """
    growing = {name: list(_growing(name)) for name in names}
    while clashing := _clashing(growing):
        for name in clashing:
            del growing[name][0]
    return {name: candidates[0] for name, candidates in growing.items()}


def _clashing(growing: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names that share a short name with another and can take a longer one."""
    taken = [candidates[0] for candidates in growing.values()]
    return [name for name, candidates in growing.items() if taken.count(candidates[0]) > 1 and len(candidates) > 1]


def _growing(name: str) -> Iterator[str]:
    """Yield ever longer short forms of a name, and last the name itself."""
    *words, last = name.split()
    if words or len(name) > _SHORT:
        initials = "".join(word[0] for word in words).upper()
        for end in range(1, len(last)):
            yield initials + last[0].upper() + last[1:end]
    yield name
