"""Words with places into lines, and lines into paragraphs, as a reader of the page sees them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from statistics import mean

from kg.patterns import word_set, words
from kg.read.pdf_page import Fragment
from kg.read.press_fields import is_typed_field

_SAME_LINE = 0.5  # of the size: how far apart the base lines of one line may be
_RAISED = 0.15  # of the size of the line: numbers that stand higher are marks of footnotes
_SMALL = 0.8  # of the size: smaller numbers are marks, unless they stand lower, as in CO2
_MARK = re.compile(r"\(?\d{1,2}\)?(?:, ?\d{1,2})*|[*†‡§¶]{1,3}")
_SENTENCE_END = re.compile(r"[.!?…:][\"”'’)\]]*$")
_WIDER_GAP = 1.3  # times the usual distance between lines
_INDENT = 0.6  # of the size
_FEWEST_LINES_OF_COLUMNS = 4
_SHORTEST_CELL = 18  # characters on average: less is a table
_OUTER_LINES = 2  # at the top and at the bottom, where running heads may be
_REPEATED = 0.3  # of the pages
_SAME_HEIGHT = 4.0  # points: running heads stand where they stand on other pages
_LINES_ABOVE = 12  # among which bylines and days stand
_FIRST_LETTER = 1.8  # times the size of the text
_NARROW, _WIDE = frozenset("ijltfrI.,;:'’‘!|()[]- /"), frozenset("mwMW@%—")
_HYPHENS = frozenset("-\xad‐")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page."""

    text: str
    x: float
    y: float
    size: float
    is_bold: bool
    page: int
    marks: frozenset[str] = frozenset()  # marks of footnotes that were left out of it
    opening_mark: str | None = None  # with which a footnote begins
    starts: tuple[float, ...] = ()  # of its fragments

    @property
    def right(self) -> float:
        """About where it ends; fonts differ, so this is a guess for comparing."""
        return self.x + _width(self.text) * self.size


def _width(text: str) -> float:
    """About how wide a text is, in its size."""
    return sum(_of(character) for character in text)


def _of(character: str) -> float:
    if character in _NARROW:
        return 0.29
    if character in _WIDE:
        return 0.85
    return 0.68 if character.isupper() else 0.52


# --- lines --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A line that grows."""

    fragments: list[Fragment] = field(default_factory=list)

    def takes(self, fragment: Fragment) -> bool:
        """Whether the fragment goes on with this line."""
        last = self.fragments[-1]
        reach = _SAME_LINE * max(last.size, fragment.size, self.fragments[0].size)
        is_level = min(abs(last.y - fragment.y), abs(self.fragments[0].y - fragment.y)) <= reach
        return is_level and fragment.x >= last.x - reach


def lines_of(fragments: Iterable[Fragment], page: int) -> list[Line]:
    """The lines of a page in the order of reading.

    Marks of footnotes are left out, a large first letter stands with its word, columns that were
    drawn row by row follow each other.
    """
    rows: list[_Open] = []
    for fragment in fragments:
        if not rows or not rows[-1].takes(fragment):
            rows.append(_Open())
        rows[-1].fragments.append(fragment)
    in_order = _column_by_column([row.fragments for row in rows])
    return _with_first_letters([_line(row, page) for row in in_order])


def _line(row: Sequence[Fragment], page: int) -> Line:
    letters: Counter[float] = Counter()
    for fragment in row:
        letters[round(fragment.size, 1)] += len(fragment.text.strip())
    size = max(letters, key=lambda found: (letters[found], found))
    y = next(fragment.y for fragment in row if round(fragment.size, 1) == size)
    marks = [fragment for fragment in row if _is_mark(fragment, size, y)] if len(row) > 1 else []
    kept = [fragment for fragment in row if fragment not in marks]
    return Line(
        " ".join("".join(fragment.text for fragment in kept).split()),
        kept[0].x,
        y,
        size,
        all(fragment.is_bold for fragment in kept),
        page,
        frozenset(mark.text.strip() for mark in marks),
        row[0].text.strip() if row[0] in marks else None,
        tuple(fragment.x for fragment in kept),
    )


def _is_mark(fragment: Fragment, size: float, y: float) -> bool:
    """Whether this is a raised number or sign that points to a footnote."""
    if not _MARK.fullmatch(fragment.text.strip()):
        return False
    rise = fragment.y + fragment.rise - y
    return rise > _RAISED * size or (fragment.size <= _SMALL * size and rise > -0.02 * size)


def _with_first_letters(lines: Sequence[Line]) -> list[Line]:
    """The lines; a letter that reaches down several of them begins the first."""
    out: list[Line] = []
    for line in lines:
        letter = out[-1] if out else None
        if letter and _is_first_letter(letter, line):
            out[-1] = replace(line, text=letter.text + line.text, x=letter.x)
        else:
            out.append(line)
    return out


def _is_first_letter(letter: Line, line: Line) -> bool:
    is_letter = len(letter.text) == 1 and letter.text.isalpha()
    return is_letter and letter.size >= _FIRST_LETTER * line.size and line.x > letter.x


def _column_by_column(rows: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The rows; where two columns were drawn together, first the left and then the right one."""
    gutter = _gutter(rows)
    if gutter is None:
        return list(rows)
    out: list[Sequence[Fragment]] = []
    right: list[Sequence[Fragment]] = []
    for row in rows:
        sides = _sides(row, gutter)
        if sides is None:
            is_right_alone = row[0].x >= gutter - 1
            (right if is_right_alone and right else out).append(row)
        else:
            out.append(sides[0])
            right.append(sides[1])
    return out + right


def _gutter(rows: Sequence[Sequence[Fragment]]) -> float | None:
    """Where a second column begins in most rows, if both sides have the length of text."""
    starts = Counter(round(fragment.x) for row in rows for fragment in row[1:])
    if not starts:
        return None
    at, count = max(starts.items(), key=lambda found: (found[1], -found[0]))
    if count < max(_FEWEST_LINES_OF_COLUMNS, len(rows) / 3):
        return None
    pairs = [sides for row in rows if (sides := _sides(row, at))]
    lengths = [mean(_length(pair[side]) for pair in pairs) for side in (0, 1)] if pairs else [0]
    return at if min(lengths) >= _SHORTEST_CELL else None


def _sides(
    row: Sequence[Fragment], gutter: float
) -> tuple[Sequence[Fragment], Sequence[Fragment]] | None:
    """The two halves of a row, if one begins at the gutter."""
    for number, fragment in enumerate(row):
        if number and abs(fragment.x - gutter) <= 1:
            return row[:number], row[number:]
    return None


def _length(row: Sequence[Fragment]) -> int:
    return sum(len(fragment.text) for fragment in row)


# --- what is no text ----------------------------------------------------------------------------


@cache
def _page_number() -> re.Pattern[str]:
    page, of = ("|".join(map(re.escape, words("press")["metadata"][key])) for key in ("page", "of"))
    return re.compile(
        rf"[-–—|\s]*(?:(?:{page})\.?\s*)?\d{{1,4}}(?:\s*(?:{of}|/)\s*\d{{1,4}})?[-–—|\s]*",
        re.IGNORECASE,
    )


# what browsers print above and below a page
_PRINTED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d\d.*|https?://\S+( \d+/\d+)?|\d+/\d+")


def without_heads_and_notes(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of all pages without running heads, page numbers and footnotes."""
    outer = [_outer(lines) for lines in pages]
    heights: dict[str, list[float]] = {}
    for edge in outer:
        for pattern, y in {_pattern(line): line.y for line in edge}.items():
            heights.setdefault(pattern, []).append(y)
    often = max(2, _REPEATED * len(pages))

    def is_repeated(line: Line) -> bool:
        at_height = [y for y in heights[_pattern(line)] if abs(y - line.y) <= _SAME_HEIGHT]
        return len(at_height) >= often

    out: list[Line] = []
    for lines, at_edge in zip(pages, outer, strict=True):
        kept = [
            line
            for line in lines
            if line not in at_edge or not _is_head(line, lines, is_repeated(line))
        ]
        out += _without_footnotes(kept)
    return out


def _outer(lines: Sequence[Line]) -> list[Line]:
    """The lines at the top and at the bottom of a page."""
    by_height = sorted(lines, key=lambda line: -line.y)
    return [*by_height[:_OUTER_LINES], *by_height[_OUTER_LINES:][-_OUTER_LINES:]]


def _pattern(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())


def _is_head(line: Line, lines: Sequence[Line], is_repeated: bool) -> bool:
    """Whether a line at the edge of a page is a running head or a page number."""
    if is_repeated or _PRINTED.fullmatch(line.text):
        return True
    others = (abs(line.y - other.y) for other in lines if other is not line)
    return bool(_page_number().fullmatch(line.text)) and min(others, default=99) > 1.5 * line.size


def _without_footnotes(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a page up to the notes in small type that its marks point to."""
    marks = frozenset().union(*(line.marks for line in lines if line.opening_mark is None))
    size = body_size(lines)
    for number, line in enumerate(lines):
        is_note = line.size < 0.95 * size and _opens_note(line, marks)
        if is_note and all(below.size < 0.95 * size for below in lines[number:]):
            return lines[:number]
    return lines


def _opens_note(line: Line, marks: frozenset[str]) -> bool:
    first = line.opening_mark or line.text.split(" ", 1)[0].rstrip(".")
    return first in marks


def body_size(lines: Iterable[Line]) -> float:
    """The size of most letters."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return max(letters, key=lambda size: (letters[size], size), default=0.0)


# --- paragraphs ---------------------------------------------------------------------------------


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]

    @property
    def size(self) -> float:
        return self.lines[0].size


def paragraphs_of(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs: what gaps, indents, other type or short last lines separate.

    One goes on in the next column or on the next page.
    """
    if not lines:
        return []
    usual = _Measures(lines)
    out = [Paragraph([lines[0]])]
    for number in range(1, len(lines)):
        if usual.begins(number, out[-1]):
            out.append(Paragraph([lines[number]]))
        else:
            out[-1].lines.append(lines[number])
    return out


class _Measures:
    """What is usual in these lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._leading = _usual_distances(lines)
        size = body_size(lines)
        widths = sorted(line.right - line.x for line in lines if line.size == size)
        self._width = widths[int(len(widths) * 0.9)] if widths else 0.0
        self._margins = _margins(lines, size)
        indented = sum(self._is_indented(n) for n, line in enumerate(lines) if line.size == size)
        self._has_indents = indented > len(lines) / 25

    def _is_indented(self, number: int) -> bool:
        """Whether a line begins to the right of its column's edge."""
        return self._lines[number].x - self._margins[number] > _INDENT * self._lines[number].size

    def begins(self, number: int, paragraph: Paragraph) -> bool:
        """Whether the line of that number opens a paragraph."""
        before, line = self._lines[number - 1], self._lines[number]
        if abs(line.size - before.size) > 0.08 * before.size or line.is_bold != before.is_bold:
            return True
        if _is_break(before, line):
            return self._begins_behind_break(number)
        usual = self._leading.get(line.size, line.size * 1.2)
        if before.y - line.y > _WIDER_GAP * usual:
            return True
        if number <= _LINES_ABOVE and _has_typed_field(before, line):
            return True
        return self._begins_by_edge(number, paragraph) or self._is_last(before, line)

    def _begins_by_edge(self, number: int, paragraph: Paragraph) -> bool:
        """Whether the line is indented as first lines are, or ends an indented quotation."""
        before, line = self._lines[number - 1], self._lines[number]
        step = line.x - before.x
        if step < -_INDENT * line.size:
            return len(paragraph.lines) > 1
        if not self._is_indented(number):
            return False
        return step > _INDENT * line.size or _SENTENCE_END.search(before.text) is not None

    def _begins_behind_break(self, number: int) -> bool:
        """Whether a line at the head of a column or page opens a paragraph."""
        before, line = self._lines[number - 1], self._lines[number]
        if not _SENTENCE_END.search(before.text) or line.text[:1].islower():
            return False
        if self._has_indents:
            return self._is_indented(number)
        return True

    def _is_last(self, before: Line, line: Line) -> bool:
        """Whether a line ends a sentence and left room for the first word of the next line."""
        first = line.text.split(" ", 1)[0]
        room = self._width - (before.right - before.x) - _width(f" {first}") * before.size
        return room > 0.05 * self._width and _SENTENCE_END.search(before.text) is not None


def _has_typed_field(*lines: Line) -> bool:
    return any(is_typed_field(line.text) for line in lines)


def _margins(lines: Sequence[Line], size: float) -> list[float]:
    """For each line the left edge of its column: the leftmost that several lines have."""
    out: list[float] = []
    column: list[Line] = []
    for before, line in zip([None, *lines[:-1]], lines, strict=True):
        if before is not None and _is_break(before, line):
            out += [_margin(column, size)] * len(column)
            column = []
        column.append(line)
    return out + [_margin(column, size)] * len(column)


def _margin(column: Sequence[Line], size: float) -> float:
    edges = Counter(round(line.x) for line in column if line.size == size)
    common = [edge for edge, count in edges.items() if count > 1]
    return float(min(common or edges or [round(column[0].x)]))


def _is_break(before: Line, line: Line) -> bool:
    """Whether the second line stands at the head of another column or page."""
    return line.page != before.page or line.y > before.y + before.size


def _usual_distances(lines: Sequence[Line]) -> dict[float, float]:
    """For each size the least distance at which lines stand again and again."""
    distances: dict[float, Counter[float]] = {}
    for before, line in pairwise(lines):
        gap = round(before.y - line.y, 1)
        if before.size == line.size and gap >= line.size * 0.8 and not _is_break(before, line):
            distances.setdefault(line.size, Counter())[gap] += 1
    repeated = {
        size: [gap for gap, count in counts.items() if count > 1]
        for size, counts in distances.items()
    }
    return {size: min(gaps) for size, gaps in repeated.items() if gaps}


def text_of(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The text of paragraphs; words that were divided at line ends are whole again."""
    known = Counter(
        word.casefold()
        for paragraph in paragraphs
        for line in paragraph.lines
        for word in _WORD.findall(line.text)
    )
    compounds = {
        found.casefold()
        for paragraph in paragraphs
        for line in paragraph.lines
        for found in re.findall(r"\w+-\w+", line.text)
    }
    return [_joined(paragraph.lines, known, compounds) for paragraph in paragraphs]


def _joined(lines: Sequence[Line], known: Counter[str], compounds: set[str]) -> str:
    pieces: list[str] = []
    for line in lines:
        last = pieces[-1] if pieces else ""
        is_divided = last[-2:-1].isalnum() and last[-1:] in _HYPHENS and line.text[:1].isalnum()
        if not is_divided:
            pieces += [" ", line.text] if pieces else [line.text]
            continue
        hyphen = "-" if _is_compound(last, line.text, known, compounds) else ""
        pieces[-1] = last[:-1] + hyphen
        pieces.append(line.text)
    return "".join(pieces).replace("\xad", "")


def _is_compound(before: str, behind: str, known: Counter[str], compounds: set[str]) -> bool:
    """Whether a hyphen at the end of a line belongs to the word.

    It does before a capital and at numbers, where the text writes the word so elsewhere, and
    behind words that often stand before a hyphen.
    """
    if before.endswith("\xad"):
        return False
    first = re.search(r"[\w-]*$", before.rpartition(" ")[2][:-1])
    second = re.match(r"\w+", behind)
    if first is None or second is None:
        return False
    one, other = first[0].casefold(), second[0].casefold()
    if second[0][0].isupper() or not (one.isalpha() and other.isalpha()):
        return True
    if one + other in known:
        return False
    if f"{one}-{other}" in compounds:
        return True
    is_second = other in known or other in word_set("press", "compounds", "second")
    return is_second and one in word_set("press", "compounds", "first")
