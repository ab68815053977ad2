r"""Reports as LaTeX: a fragment to paste into a paper or slides, or to read in with ``\input``.

It needs two packages, which its first lines name: booktabs for the rules of tables, wasysym for circles.

>>> print(to_line("50 % of a_b & {c} → ●"))
50 \% of a\_b \& \{c\} $\rightarrow$ \CIRCLE{}
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len

from detente.report.blocks import Block, Heading, Item, Items, Prose, Table, Words, plain, spans
from detente.report.cleaning import clean
from detente.report.formats.fitting import GAP, least_width, narrowed
from detente.report.formats.page import captioned, groups, is_bulleted, is_group, is_numbered, levels
from detente.report.report import Report
from detente.report.surface import Surface

LINE = 76
"""About how many small letters a line of an article has."""

_NEEDS = r"""% A fragment, for a document that says
%   \usepackage{booktabs}
%   \usepackage[nointegrals]{wasysym}
"""

_LEAST_SHARE = 0.12

_HEADINGS = ("section*", "subsection*", "subsubsection*")

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "[": "{[}",  # or it could begin an argument
    "]": "{]}",
    "*": "{*}",
    "\N{LEFT SINGLE QUOTATION MARK}": r"\textquoteleft{}",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "“": r"\textquotedblleft{}",
    "”": r"\textquotedblright{}",
    "—": r"\textemdash{}",
    "\N{EN DASH}": r"\textendash{}",
    "…": r"\ldots{}",
    "·": r"$\cdot$",
    "→": r"$\rightarrow$",
    "±": r"$\pm$",
    "½": r"$\frac{1}{2}$",
    "●": r"\CIRCLE{}",
    "◐": r"\LEFTcircle{}",
    "◔": r"$\odot$",
    "○": r"\Circle{}",
    "◌": r"$\otimes$",
    "\N{NO-BREAK SPACE}": "~",
    "\N{REPLACEMENT CHARACTER}": "?",
} | {block: rf"\rule{{0.5em}}{{{height / 4:g}ex}}" for height, block in enumerate("▁▂▃▄▅▆▇█", 1)}
"""What stands for signs that mean something else in LaTeX, or that its fonts may not have."""

_TABLE = str.maketrans(_SIGNS)
_OPENS = re.compile(r"(?<!\w)'(?=\w)")
_JOINED = re.compile(r"([-',])(?=\1)")


def to_latex(report: Report, _surface: Surface) -> str:
    """Return a fragment: headings without numbers, paragraphs, lists, and tables that float."""
    blocks = list(narrowed(report.blocks(), LINE))
    parts = (
        _written(block, caption, level)
        for (block, caption), (_, level) in zip(captioned(blocks), levels(blocks), strict=True)
    )
    return "\n".join([_NEEDS, *parts])


def _written(block: Block, caption: str, level: int) -> str:
    match block:
        case Heading():
            return f"\\{_HEADINGS[level - 1]}{{{to_line(block.words)}}}\n"
        case Prose():
            return f"{_lines(block.words)}\n"
        case Items():
            return _list(block)
        case Table():
            return _floating(block, caption)


def to_line(words: Words) -> str:
    """Return a text on one line, escaped."""
    return " ".join(_toned(words).split())


def _lines(words: Words) -> str:
    """Return a text with its line breaks, escaped."""
    lines = (" ".join(line.split()) for line in _toned(words).split("\n"))
    return "\\newline\n".join(filter(None, lines))


def _toned(words: Words) -> str:
    pieces = ((_escaped(span.text), span.tone) for span in spans(words))
    return "".join(rf"\textbf{{{text}}}" if tone == "strong" and text.strip() else text for text, tone in pieces)


def _escaped(text: str) -> str:
    """Return a text in which no sign means anything to LaTeX, and no two are joined into another."""
    return _JOINED.sub(r"\1{}", _OPENS.sub("\N{LEFT SINGLE QUOTATION MARK}", clean(text)).translate(_TABLE))


def _list(block: Items) -> str:
    short = is_bulleted(block) or is_numbered(block)
    entries = "".join(_entry(item, named=not is_bulleted(block)) for item in block.items)
    return _environment("itemize" if short else "description", entries)


def _entry(item: Item, *, named: bool) -> str:
    mark = f"[{{{to_line(item.mark)}}}]" if named else ""
    return "".join([f"\\item{mark} {_lines(item.words)}\n", *(f"\\par {_lines(line)}\n" for line in item.more)])


def _environment(name: str, inside: str, argument: str = "") -> str:
    return f"\\begin{{{name}}}{argument}\n{inside}\\end{{{name}}}\n"


def _floating(block: Table, caption: str) -> str:
    note = f"\\par\\smallskip {{\\footnotesize {_lines(block.note)}\\par}}\n" if block.note else ""
    title = f"\\caption{{{_escaped(caption)}}}\\smallskip\n" if caption else ""
    size = "small" if least_width(block) <= LINE else "scriptsize"
    begin = f"\\centering\n{title}\\{size}\\setlength{{\\tabcolsep}}{{4pt}}\n"
    return _environment("table", f"{begin}{_tabular(block)}{note}", "[htbp]")


def _tabular(block: Table) -> str:
    """Return a table between rules, columns that fold having a width only where the lines would be too long."""
    shares = _shares(block)
    columns = zip(block.columns, shares, strict=True)
    kinds = (f"p{{{share:.2f}\\linewidth}}" if share else "r" if column.right else "l" for column, share in columns)
    body = "\\addlinespace\n".join("".join(_row(row, shares) for row in rows) for rows in groups(block.rows))
    head = "".join(_row(line, shares) for line in _headings(block))
    rules = f"\\toprule\n{head}\\midrule\n{body}\\bottomrule\n"
    return _environment("tabular", rules, f"{{{''.join(kinds)}}}")


def _headings(block: Table) -> list[tuple[str, ...]]:
    """Return the lines of the headings, the last of each at the bottom."""
    lines = [column.heading.split("\n") for column in block.columns]
    most = max(map(len, lines))
    return list(zip(*([""] * (most - len(each)) + each for each in lines), strict=True))


def _shares(block: Table) -> list[float]:
    """Return the part of a line that each column takes that is broken over several lines, and 0 for the others."""
    columns = zip(*(*_headings(block), *block.rows), strict=True)
    widths = [max(cell_len(plain(words)) for words in column) for column in columns]
    folding = [width if column.folds else 0 for width, column in zip(widths, block.columns, strict=True)]
    gaps = GAP * len(widths)
    if sum(widths) + gaps <= LINE or not any(folding):
        return [0.0] * len(widths)
    room = 1 - (sum(widths) - sum(folding) + gaps) / LINE
    return [max(_LEAST_SHARE, room * width / sum(folding)) if width else 0.0 for width in folding]


def _row(cells: Sequence[Words], shares: Sequence[float]) -> str:
    if is_group(cells):
        return f"\\multicolumn{{{len(cells)}}}{{l}}{{{to_line(cells[0])}}} \\tabularnewline\n"
    texts = (_cell(words, folds=bool(share)) for words, share in zip(cells, shares, strict=True))
    return f"{' & '.join(texts)} \\tabularnewline\n"


def _cell(words: Words, *, folds: bool) -> str:
    text, said = to_line(words), plain(words)
    if not text:
        return ""
    quads = "\\quad " * ((len(said) - len(said.lstrip(" "))) // 2)
    return ("\\raggedright " if folds else "") + quads + text
