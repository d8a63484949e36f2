"""Sets an article on pages, in the manners of newspapers and offices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.read.pdf_writer import Run, width
from tests.read.press_articles import Story


@dataclass(frozen=True)
class Style:
    """How a page looks."""

    columns: int = 1
    size: float = 10.0
    leading: float = 12.0
    gap: float = 0.0  # between paragraphs
    indent: float = 0.0  # of their first lines
    is_hyphenated: bool = False
    has_heads: bool = False
    title_size: float = 20.0
    day: str = "long"  # or "british"
    top: float = 780.0
    bottom: float = 60.0


STYLES = (
    Style(gap=8),
    Style(columns=2, indent=10, is_hyphenated=True, has_heads=True),
    Style(columns=2, gap=6, size=9, leading=11, day="british"),
    Style(indent=14, is_hyphenated=True, size=11, leading=14, title_size=26),
    Style(gap=10, has_heads=True, bottom=500),
    Style(columns=3, indent=8, size=8, leading=9.5, is_hyphenated=True, bottom=300),
)
_LEFT, _RIGHT, _GUTTER = 50.0, 545.0, 18.0


def pages(story: Story, style: Style) -> list[list[Run]]:
    """The pages of an article: title over all columns, byline, day, text in columns."""
    out: list[list[Run]] = [[]]
    y = style.top
    for line in _lines(story.title, _RIGHT - _LEFT, style.title_size, is_hyphenated=False):
        out[0].append(Run(_LEFT, y, style.title_size, line))
        y -= style.title_size * 1.2
    day = story.long_date if style.day == "long" else story.british_date
    for line in (f"By {' and '.join(story.names)}", day):
        y -= 6
        out[0].append(Run(_LEFT, y, style.size, line))
        y -= style.leading
    y -= 12
    places = _places(style, y)
    page, x, y = next(places)
    measure = (_RIGHT - _LEFT - _GUTTER * (style.columns - 1)) / style.columns
    for paragraph in story.paragraphs:
        lines = _lines(paragraph, measure, style.size, style.is_hyphenated, style.indent)
        for number, line in enumerate(lines):
            if y < style.bottom:
                page, x, y = next(places)
            while len(out) <= page:
                out.append([])
            out[page].append(Run(x + (style.indent if number == 0 else 0), y, style.size, line))
            y -= style.leading
        y -= style.gap
    return (
        [_with_heads(runs, n, story) for n, runs in enumerate(out, 1)] if style.has_heads else out
    )


def _places(style: Style, y: float) -> Iterator[tuple[int, float, float]]:
    """Page, left edge and height of each column in turn."""
    measure = (_RIGHT - _LEFT - _GUTTER * (style.columns - 1)) / style.columns
    page = 0
    while True:
        top = y if page == 0 else style.top
        for column in range(style.columns):
            yield page, _LEFT + column * (measure + _GUTTER), top
        page += 1


def _with_heads(runs: list[Run], number: int, story: Story) -> list[Run]:
    head = Run(_LEFT, 815, 8, f"{story.source} | News")
    foot = Run(290, 25, 8, f"Page {number}")
    return [head, *runs, foot]


def _lines(
    text: str, measure: float, size: float, is_hyphenated: bool, indent: float = 0.0
) -> Iterator[str]:
    """The text in lines; long words are divided where the line would else stay short."""
    line, room = "", measure - indent
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= room:
            line = longer
            continue
        start, rest = _divided(line, word, room, size) if is_hyphenated else ("", word)
        yield f"{line} {start}".strip() if start else line
        line, room = rest, measure
    yield line


def _divided(line: str, word: str, room: float, size: float) -> tuple[str, str]:
    """The part of a word that still fits, with a hyphen, and the rest."""
    for at in range(len(word) - 3, 2, -1):
        start = word[:at]
        has_own_hyphen = start.endswith("-")
        if not has_own_hyphen and not (word.isalpha() and word.islower() and len(word) > 7):
            continue
        start = start if has_own_hyphen else f"{start}-"
        if width(f"{line} {start}", size) <= room:
            return start, word[at:]
    return "", word
