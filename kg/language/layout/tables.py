"""Rows of tables and lists of results, which are no sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.language.layout.datelines import byline, date_line
from kg.model import Span
from kg.patterns import word_set, words

_LONGEST_ROW = 300  # characters
_MOST_WORDS = 14  # of a result
_MOST_IN_CELL = 6  # words
_CELLS = re.compile(r"\t+| {3,}")
_LINE_END = re.compile(r"\r\n|\r|\n")
_BARS = 2  # "Acme | 3 | 4"
_SENTENCE_END = re.compile(r"[.!?…:][\"”’)\]]*\Z")
_NUMBER = re.compile(r"[(\[+–£$€-]{0,3}\d[\d,.:/%–-]*[%)\]*]{0,2}[;,.]?")
_SCORE = re.compile(r"\d{1,3}[-–:]\d{1,3}")
_NAME = re.compile(r"[(\[\"“]?[A-Z][\w.'’&/()-]*[;,:]?")
_LETTERS = "|".join(re.escape(letters) for letters in (*words("parties")["letters"], "Lib Dem"))
_PARTY = re.compile(rf"\((?:{_LETTERS})\),? ?[\d,]+")


def rows(text: str, lines: Sequence[Span]) -> frozenset[int]:
    """The starts of the lines that are rows: two or more, one under the other.

    One that gives the votes for the candidate of a party may stand alone.
    """
    kinds = [_kind_of_row(text, line) for line in lines]
    out: set[int] = set()
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        near = [
            n
            for n in (number - 1, number + 1)
            if 0 <= n < len(lines) and kind and kinds[n] == kind and _touch(text, lines, n, number)
        ]
        if near or kind == "votes":
            out.add(line.start)
    return frozenset(out)


def _touch(text: str, lines: Sequence[Span], one: int, other: int) -> bool:
    """Whether no blank line stands between the two lines."""
    first, second = lines[min(one, other)], lines[max(one, other)]
    return len(_LINE_END.findall(text, first.end, second.start)) == 1


def _kind_of_row(text: str, line: Span) -> str | None:
    """What kind of row the line may be: with bars, with gaps, a result, or the votes for one."""
    if len(line) > _LONGEST_ROW:
        return None
    row = text[line.start : line.end]
    if row.startswith("|") or row.count("|") >= _BARS:
        return "bars"
    if _PARTY.search(row) and _is_result(row.rstrip(".")):
        return "votes"
    if _SENTENCE_END.search(row):
        return None
    cells = _CELLS.split(row)
    has_cells = len(cells) > 1 and all(len(cell.split()) <= _MOST_IN_CELL for cell in cells)
    if not (has_cells or _is_result(row)) or _is_head(text, line):
        return None
    return "gaps" if has_cells else "result"


def _is_head(text: str, line: Span) -> bool:
    """Whether the line gives the day or the author of the article."""
    return date_line(text, line) is not None or byline(text, line, under_title=False) is not None


def _is_result(row: str) -> bool:
    """Whether the row has nothing but names and numbers, and a number at one end, or a score."""
    tokens = row.split()
    if not 2 <= len(tokens) <= _MOST_WORDS:
        return False
    joins = word_set("layout", "table", "joins")
    numbers = [_NUMBER.fullmatch(token) is not None for token in tokens]
    names = [_NAME.fullmatch(token) is not None for token in tokens]
    are_cells = all(
        number or name or token in joins
        for token, number, name in zip(tokens, numbers, names, strict=True)
    )
    has_number = numbers[0] or numbers[-1] or any(_SCORE.fullmatch(token) for token in tokens)
    return are_cells and any(names) and has_number
