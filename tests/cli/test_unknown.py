"""What the commands do where preferences are unknown."""

from pathlib import Path

from detente.library import text
from tests.cli.running import data, printed, refused

NOTICE = "It is not known of all states who prefers which. Verdicts are those of extension"


def told(*arguments: str) -> str:
    """Return what the program prints, in one line."""
    return " ".join(printed(*arguments).split())


def test_solve_says_which_extension_it_tells_and_shows_all_four() -> None:
    by_default, chosen = told("solve", "new-government"), told("solve", "new-government", "--unknown", "b")
    assert f"{NOTICE} a: everyone moves to what may be better, and is deterred only by what is surely" in by_default
    assert f"{NOTICE} b: everyone moves only to what is surely better" in chosen
    for each in (by_default, chosen):
        assert "2 sign bd abcd abcd bd bd" in each
        assert "4 sign, keep bd bd bd bd bd" in each
        assert "Left out: sim and sim-fh; it has no extension to unknown preference." in each
    assert data("solve", "new-government")["extension"] == "a"
    found = data("solve", "new-government", "--unknown", "d", "--concept", "nash,seq")
    assert (found["extension"], found["equilibria"]) == ("d", {"nash": [2, 4], "seq": [2, 4]})
    nothing: list[int] = []
    bold, timid = ({"nash": each, "seq": each} for each in (nothing, [2, 4]))
    assert found["extensions"] == {"a": bold, "b": timid, "c": bold, "d": timid}


def test_where_everything_is_known_nothing_is_said_of_extensions() -> None:
    assert "extension" not in printed("solve", "prisoners-dilemma", "--unknown", "c")
    plain = data("solve", "prisoners-dilemma")
    assert plain["extension"] == ""
    assert "extensions" not in plain


def test_why_explains_in_the_extension() -> None:
    bold = told("why", "new-government", "4", "--for", "New", "--unknown", "c")
    assert f"{NOTICE} c" in bold
    assert "It could move to state 2 (keep yes → no), which it may like better; that is not known" in bold
    assert "no move of its own leads to anything it likes better" in told(
        "why", "new-government", "4", "--for", "New", "--unknown", "b"
    )
    (verdict,) = data("why", "new-government", "4", "--for", "New", "--concept", "gmr")
    assert (verdict["stable"], verdict["improvements"][0]["unknown"]) == (False, True)


def test_why_says_what_is_not_known_of_answers_and_ways_out(tmp_path: Path) -> None:
    """Whether Old would go back on it is unknown, and what New makes of it all against a treaty that is kept."""
    case = tmp_path / "case.yaml"
    more = "\n    unknown:\n      - {between: not sign and not keep, and: sign and not keep}\n  New:\n"
    written = text("new-government").replace("\n  New:\n", more)
    case.write_text(written.replace("        and: sign and not keep\n", "        and: not (sign and keep)\n"))
    said = told("why", str(case), "4", "--for", "New", "--unknown", "c")
    assert "Old might gain (that is not known) by moving to state 1" in said
    assert "a state of which it is not known whether New likes it less than the start" in said
    assert "which may be no better than staying; that is not known" in said


def test_other_commands_say_what_they_suppose() -> None:
    assert f"{NOTICE} a" in told("evolve", "new-government")
    assert f"{NOTICE} a" in told("compare", "new-government", "--lever", "the word binds")
    assert "is deterred only by what is surely no better (extension a)" in told("ask", "new-government")
    assert "of these it is not known which it prefers" in told("show", "new-government")
    assert "1 unknown preference" in told("check", "new-government")


def test_what_looks_at_a_few_states_at_a_time_refuses() -> None:
    for command in ("find", "explore"):
        assert "a conflict with unknown preferences cannot be" in refused(command, "new-government")
    assert (
        refused("solve", "new-government", "--unknown", "e")
        == "detente: no extension 'e'; allowed: one of: a, b, c, d\n"
    )
    assert "it has no extension to unknown preference" in refused("solve", "new-government", "--concept", "sim")


def test_check_warns_where_nothing_is_unknown_after_all(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "detente: 1\ntitle: x\ndecision_makers:\n"
        "  A: {options: {a: , b: }, unknown: [{between: a and b, and: b and a}]}\n"
    )
    assert "No two states are 'a and b' and 'b and a', so that nothing is unknown to A between them." in told(
        "check", str(case)
    )
