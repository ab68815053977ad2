"""Whether the parts of a conflict fit together, as far as names go, before anything is worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.conflict.beliefs import strangers
from detente.conflict.option import repeated
from detente.conflict.unknown import formulas_of
from detente.errors import Problem, unknown

if TYPE_CHECKING:
    from detente.conflict.conflict import Conflict


def misfits(conflict: Conflict) -> list[Problem]:
    """Return everything in which the parts of a conflict do not fit together."""
    form = _graph_problems(conflict) if conflict.in_graph_form else _option_problems(conflict)
    return [*_name_problems(conflict), *strangers(conflict), *form, *_formula_problems(conflict)]


def _name_problems(conflict: Conflict) -> list[Problem]:
    if not conflict.decision_makers:
        return [Problem("a conflict without decision makers", allowed="one or more")]
    return [Problem(f"two decision makers are named '{name}'") for name in repeated(conflict.names)]


def _formula_problems(conflict: Conflict) -> list[Problem]:
    named = [("infeasible", formula) for formula in conflict.infeasible]
    named += [("coalesce", formula) for formula in conflict.coalesced]
    for move in conflict.forbidden_moves:
        named += [("forbidden move", move.from_), ("forbidden move", move.to)]
    for owner in conflict.decision_makers:
        named += [(f"misperceived by '{owner.name}'", formula) for formula in owner.misperceives]
        named += [(f"unknown preference of '{owner.name}'", formula) for formula in formulas_of(owner)]
    return [problem.within(what) for what, formula in named for problem in conflict.words.problems(formula)]


def _option_problems(conflict: Conflict) -> list[Problem]:
    arcs = [
        Problem(f"decision maker '{owner.name}' has arcs, and there are no states to move between")
        for owner in conflict.decision_makers
        if owner.arcs
    ]
    nobody = [
        unknown("decision maker", move.by, conflict.names).within("forbidden move")
        for move in conflict.forbidden_moves
        if move.by is not None and move.by not in conflict.names
    ]
    return arcs + nobody


def _graph_problems(conflict: Conflict) -> list[Problem]:
    problems = [Problem(f"the state '{name}' is listed twice") for name in repeated(conflict.states)]
    parts = {
        "infeasible": conflict.infeasible,
        "forbidden moves": conflict.forbidden_moves,
        "coalesce": conflict.coalesced,
    }
    problems += [Problem(f"{part} in a conflict in graph form", allowed="option form") for part in parts if parts[part]]
    known = set(conflict.states)
    for owner in conflict.decision_makers:
        if owner.options:
            problems.append(Problem(f"decision maker '{owner.name}' has options in a conflict in graph form"))
        ends = dict.fromkeys(name for arc in owner.arcs for name in arc if name not in known)
        problems += [unknown("state", name, conflict.states).within(f"moves of '{owner.name}'") for name in ends]
    return problems
