"""What the commands say of beliefs."""

from pathlib import Path

from tests.cli.running import data, printed


def test_solve_says_who_is_mistaken_and_what_holds_by_mistake() -> None:
    told = printed("solve", "bluff")
    assert "Who is mistaken about whom" in told
    assert "North about South: it ranks 2 of 6 pairs of states otherwise than South does." in told
    assert "Holds only by mistake: state 1 under seq, sseq and sim-fh." in told
    assert "mistaken" not in printed("solve", "prisoners-dilemma")
    assert data("solve", "bluff")["mistaken"]["held"]["seq"] == [1]
    assert "mistaken" not in data("solve", "prisoners-dilemma")


def test_a_belief_that_is_right_is_said_to_be() -> None:
    told = printed("solve", "bluff", "--lever", "South means it")
    assert "North about South: what it thinks is what South wants." in told
    assert "by mistake" not in told


def test_why_is_told_as_the_one_who_is_deterred_sees_it() -> None:
    told = " ".join(printed("why", "bluff", "1", "--for", "North", "--concept", "seq").split())
    assert (
        "It judges what South would do by what it thinks South wants. If it knew better, it would leave under seq."
        in told
    )
    assert "South (so North thinks, by mistake) would gain by moving to state 4" in told
    (verdict,) = data("why", "bluff", "1", "--for", "North", "--concept", "seq")
    assert (verdict["stable"], verdict["informed"], verdict["believing"]) == (True, False, ["South"])
    (other,) = data("why", "bluff", "1", "--for", "South", "--concept", "seq")
    assert (other["stable"], other["informed"], other["believing"]) == (True, True, [])


def test_show_tells_what_one_thinks_of_another_and_check_counts_it(tmp_path: Path) -> None:
    assert "thinks that South wants, most important first" in printed("show", "bluff")
    assert data("show", "bluff")["decision_makers"][0]["believes"] == {"South": ["retaliate iff seize", "not seize"]}
    assert "1 belief" in printed("check", "bluff")
    case = tmp_path / "case.yaml"
    case.write_text("detente: 1\ntitle: x\ndecision_makers: {A: {options: {a: }}, B: {believes: {A: }}}\n")
    assert "What B thinks A wants is what A wants: the belief changes nothing." in " ".join(
        printed("check", str(case)).split()
    )
