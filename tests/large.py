"""Conflicts of 40 and 60 options, with more states than can be listed, of which the answers are known by hand."""

from __future__ import annotations

from detente.conflict import Conflict, DecisionMaker, Option, Statements

LADDER = ("calm", "massed", "attack")


def watchers(count: int = 30) -> Conflict:
    """Return watchers who each arm iff they talk, and would rather arm: 4^count combinations.

    Each is content only where it both talks and arms. Watchers 0 and 1 cannot both arm. So in a Nash equilibrium one of
    the two does neither, which leaves it content with keeping talk and arms alike, and all others do both.
    """
    makers = [
        DecisionMaker(f"D{k}", [f"talk{k}", f"arm{k}"], Statements([f"talk{k} iff arm{k}", f"arm{k}"]))
        for k in range(count)
    ]
    return Conflict(makers, infeasible=["arm0 and arm1"], status_quo={})


def dilemmas(count: int = 30) -> Conflict:
    """Return prisoners' dilemmas side by side, 4^count combinations; today all cooperate.

    Within a pair each likes best that the other cooperates and then that it does not itself. Under Nash nobody
    cooperates; under GMR, SMR, SEQ and SSEQ a pair in which both do holds, too, and one in which one does, never.
    """
    makers = []
    for k in range(count):
        makers += [
            DecisionMaker(f"A{k}", [f"a{k}"], Statements([f"b{k}", f"not a{k}"])),
            DecisionMaker(f"B{k}", [f"b{k}"], Statements([f"a{k}", f"not b{k}"])),
        ]
    today = {f"{side}{k}": "yes" for k in range(count) for side in "ab"}
    return Conflict(makers, status_quo=today)


def staircases(count: int = 20, climbing: int = 2) -> Conflict:
    """Return ladders that are climbed a rung at a time, of which only the first few can leave the ground.

    Of 3^count · 2 combinations legal moves reach 3^climbing: whoever cannot climb has no moves.
    """
    ladders = [
        DecisionMaker(
            f"L{k}", [Option(f"step{k}", LADDER, "rung" if k < climbing else [])], Statements([f"step{k} = calm"])
        )
        for k in range(count)
    ]
    return Conflict([*ladders, DecisionMaker("Still", ["still"], misperceives=["true"])], status_quo={})


def ring(count: int = 60) -> Conflict:
    """Return neighbours in a ring, who all want to arm, of whom no three side by side can: all hangs together.

    A state is a Nash equilibrium iff nobody who is not armed could be.
    """
    names = [f"arm{k}" for k in range(count)]
    makers = [DecisionMaker(f"R{k}", [name], Statements([name])) for k, name in enumerate(names)]
    crowded = [" and ".join(names[(k + step) % count] for step in range(3)) for k in range(count)]
    return Conflict(makers, infeasible=crowded, status_quo={})
