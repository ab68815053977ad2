"""Markdown, LaTeX and HTML read back as what was written, whatever names and titles hold."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given

from detente.report import Surface, render
from detente.report.blocks import Block, Column, Heading, Item, Items, Prose, Span, Table
from detente.report.cleaning import clean
from detente.report.formats import as_latex, as_markdown
from tests.report import reading
from tests.report.test_formats import Page, report_of, reports, words

HOSTILE = (
    "</td><script>alert(1)</script>",
    "\"' onmouseover='x' <!-- --> &amp; ]]>",
    "a|b|c || \\| `code` **bold** _x_ [l](javascript:x) ![i](x) ~~s~~",
    "# x",
    "1. x",
    "- x",
    "> x",
    "+",
    "---",
    "===",
    "\\end{table}\\input{/etc/passwd} %c $x$ #1 & ~ ^ _ { } \\",
    "[x]",
    "*",
    "-- --- ?` !` '' ,, ``",
    "a\\",
    "x\n\ny",
    "  two",
    "&lt;",
    "us_stance = shows",
)


def flat(text: str) -> str:
    """Return a text with plain blanks only."""
    return " ".join(clean(text).split())


def hostile_page(text: str) -> Page:
    return Page(
        Heading(text),
        Prose(["so: ", Span(text, "strong"), " and ", Span(text, "bad"), text]),
        Heading(text, minor=True),
        Items([Item("·", text, [text])]),
        Items([Item(text, text)]),
        Table([Column(text, folds=True), Column("no.", right=True)], [[text, "1"], [Span(text, "good"), text]], text),
    )


def of_any_text(test: Callable[[str], None]) -> Callable[[], None]:
    """Try a test with any text, and with every hostile one."""
    for text in HOSTILE:
        test = example(text)(test)
    return given(words)(test)


# HTML.


@reports
def test_a_page_of_html_is_whole_and_asks_for_nothing(name: str) -> None:
    text = render(report_of(name), "html")
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    root = reading.html(text.removeprefix("<!DOCTYPE html>\n"))
    (title,) = root.all("title")
    assert title.text.strip()
    attributes = {attribute for node in root.all() for attribute in node.attributes}
    assert not attributes & {"src", "href", "style", "action", "background"}
    assert not {node.tag for node in root.all()} & {"script", "link", "img", "iframe", "object", "form", "base"}
    (style,) = root.all("style")
    assert not re.search(r"url|@import|expression", style.text)


@reports
def test_a_page_of_html_can_be_found_the_way_in(name: str) -> None:
    root = reading.html(render(report_of(name), "html").removeprefix("<!DOCTYPE html>\n"))
    levels = [int(node.tag[1]) for node in root.all("h1", "h2", "h3")]
    assert levels[:1] in ([], [1])
    assert 1 not in levels[1:]
    assert all(below - above <= 1 for above, below in pairwise(levels))
    names = [node.attributes["id"] for node in root.all() if "id" in node.attributes]
    assert len(names) == len(set(names))
    for region in root.all("div"):
        if "role" in region.attributes:
            (table,) = region.all("table")
            (caption,) = table.all("caption")
            assert caption.attributes["id"] == region.attributes["aria-labelledby"]
            assert caption.text.startswith("Table ")
    for table in root.all("table"):
        widths = [
            sum(int(cell.attributes.get("colspan", 1)) for cell in row.all("th", "td")) for row in table.all("tr")
        ]
        assert len(set(widths)) == 1
        heads = list(table.all("th"))
        assert all(head.text.strip() for head in heads)
        assert {head.attributes["scope"] for head in heads} <= {"col", "row", "rowgroup"}


@of_any_text
def test_html_says_every_text_and_no_text_is_more_than_text(text: str) -> None:
    plain_page = reading.html(render(hostile_page("x"), "html").removeprefix("<!DOCTYPE html>\n"))
    root = reading.html(render(hostile_page(text), "html").removeprefix("<!DOCTYPE html>\n"))
    assert {node.tag for node in root.all()} <= {node.tag for node in plain_page.all()} | {"br"}
    said = clean(text)
    (heading,), (definition,) = root.all("h1"), root.all("dd")
    assert (heading.text, definition.text) == (said, said)
    if said.strip():
        assert next(next(root.all("tbody")).all("th")).text.strip("\N{EM SPACE} ") == said.strip("\N{EM SPACE} ")


def test_html_is_plain_ascii_where_the_surface_is() -> None:
    text = render(Page(Heading("é ●")), "html", Surface(unicode=False))
    assert text.isascii()
    assert "<h1>&#233; &#9679;</h1>" in text


def test_a_row_that_names_those_below_begins_a_group() -> None:
    table = Table(
        [Column("", folds=True), Column("nash")], [["a", "●"], [Span("with a lever", "strong"), ""], ["  b", "·"]]
    )
    text = render(Page(table), "html")
    assert '<th scope="rowgroup" colspan="2"><strong>with a lever</strong></th>' in text
    assert text.count("<tbody>") == 2
    assert ">\N{EM SPACE}b</th>" in text
    assert "\\multicolumn{2}{l}{\\textbf{with a lever}}" in render(Page(table), "latex")


# Markdown.


@reports
def test_every_row_of_a_table_in_markdown_has_as_many_cells(name: str) -> None:
    widths: set[int] = set()
    for line in render(report_of(name), "markdown").splitlines():
        if line.startswith("| "):
            widths.add(len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)))
            assert len(widths) == 1, line
        else:
            widths.clear()


@reports
def test_markdown_has_the_tables_and_headings_of_the_report(name: str) -> None:
    blocks = list(report_of(name).blocks())
    tokens = reading.markdown(render(report_of(name), "markdown"))
    rows = sum(1 + len(block.rows) for block in blocks if isinstance(block, Table))
    assert sum(token.type == "tr_open" for token in tokens) == rows
    headings = sum(isinstance(block, Heading) for block in blocks)
    assert sum(token.type == "heading_open" for token in tokens) == headings


@of_any_text
def test_markdown_says_every_text_and_no_text_is_more_than_text(text: str) -> None:
    kinds = {token.type for token in reading.markdown(render(hostile_page("x"), "markdown"))}
    tokens = reading.markdown(render(hostile_page(text), "markdown"))
    assert {token.type for token in tokens} <= kinds
    line = reading.words(reading.markdown(f"# {as_markdown.to_line(text)}"))
    assert flat(line) == flat(text)
    assert sum(token.type == "tr_open" for token in tokens) == 3
    said = flat(reading.words([token for token in tokens if token.type == "inline"])).replace(" ", "")
    assert said.count(flat(text).replace(" ", "")) >= 10 or not flat(text)


@pytest.mark.parametrize("text", ["one", "“one”", "one? ", " (one)", "!"])
def test_markdown_makes_stand_out_what_does_and_no_stars(text: str) -> None:
    strong = Span(text, "strong")
    around: list[list[str | Span]] = [[strong], ["a", strong, "b"], ["a ", strong, " b"]]
    for said in around:
        written = as_markdown.to_line(said)
        children = [child for token in reading.markdown(written) for child in token.children or []]
        opened = [child for child in children if child.type == "strong_open" or child.content == "<strong>"]
        assert len(opened) == 1
        assert not [child for child in children if child.type == "text" and "*" in child.content]


# LaTeX.


def environments(text: str) -> list[str]:
    """Return the environments of a fragment, each of which must end in its turn."""
    found, opened = [], []
    for what, name in re.findall(r"^\\(begin|end)\{([a-z]+)\}", text, flags=re.MULTILINE):
        if what == "begin":
            found.append(name)
            opened.append(name)
        else:
            assert opened.pop() == name
    assert opened == []
    return found


def unmasked(text: str) -> str:
    """Return LaTeX without the signs that stand for themselves."""
    return re.sub(r"\\[\\{}$&#%_]", "", text)


@reports
def test_latex_is_balanced_and_every_row_has_as_many_cells(name: str) -> None:
    text = render(report_of(name), "latex")
    assert set(environments(text)) <= {"table", "tabular", "itemize", "description"}
    body = unmasked(text.partition("\n\n")[2])
    assert body.count("{") == body.count("}")
    assert body.count("$") % 2 == 0
    assert not re.findall(r"(?<!\n)[%#~^_]", body)
    for columns, inside in re.findall(r"\\begin\{tabular\}\{([^\n]*)\}\n(.*?)\\end\{tabular\}", text, flags=re.DOTALL):
        width = len(re.sub(r"p\{[^}]*\}", "p", columns))
        for row in unmasked(inside).split("\\tabularnewline")[:-1]:
            wide = re.search(r"\\multicolumn\{(\d+)\}", row)
            assert row.count("&") + int(wide[1] if wide else 1) == width


@of_any_text
def test_latex_says_every_text_and_no_text_is_more_than_text(text: str) -> None:
    assert flat(reading.latex(as_latex.to_line(text))).replace("�", "?") == flat(
        clean(text)
        .replace("�", "?")
        .replace("\N{LEFT SINGLE QUOTATION MARK}", "'")
        .replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    )
    assert environments(render(hostile_page(text), "latex")) == ["itemize", "description", "table", "tabular"]


SIGNS = "●◐◔○◌·→─—…±“”½█▄▁▇▆▅▃▂é�"


def test_latex_has_a_command_for_every_sign_that_its_fonts_lack() -> None:
    assert as_latex.to_line(SIGNS.replace("─", "").replace("é", "")).isascii()


def test_a_long_table_has_columns_that_fold() -> None:
    table = Table([Column("no.", right=True), Column("state", folds=True)], [["1", "a long state " * 9]])
    assert "\\begin{tabular}{rp{0.91\\linewidth}}\n" in render(Page(table), "latex")
    short = Table(table.columns, [["1", "short"]], "so it is")
    assert "\\begin{tabular}{rl}\n" in render(Page(short), "latex")
    assert "{\\footnotesize so it is\\par}\n\\end{table}" in render(Page(short), "latex")


def test_a_table_that_is_too_wide_for_an_article_takes_its_narrower_form() -> None:
    narrower: list[Block] = [Prose("narrow")]
    table = Table([Column("wide")], [["x" * 100]], narrower=lambda: narrower)
    assert "narrow" in render(Page(table), "latex")
    assert "tabular" not in render(Page(table), "latex")
    assert "x" * 100 in render(Page(table), "html")
    assert "x" * 100 in render(Page(table), "markdown")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("markdown", "a\\\nb\n"),
        ("latex", "a\\newline\nb\n"),
        ("html", "<p>a<br>b</p>"),
    ],
)
def test_line_breaks_are_kept(key: str, said: str) -> None:
    assert said in render(Page(Prose("a\nb")), key)
