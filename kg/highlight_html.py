"""Text with some of its words marked, as HTML that needs nothing from outside; whatever the words are, they stay words."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

CARD = "border-left:4px {line} #48556e;padding:2px 12px;margin:10px 0;max-width:52em"
SMALL = "font-size:85%;opacity:.75"
_MARK = "background:#ffe89a;color:#1b2130;border-radius:2px"


def marked(text: str, marks: Iterable[tuple[int, int] | tuple[int, int, str]]) -> str:
    """The text with these words marked, each with the note behind it, if any; of marks that overlap the first counts, and of those the longest."""
    html, end = "", 0
    for start, stop, *note in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if start >= end:
            behind = f' <small style="{SMALL}">{escape(str(note[0]))}</small>' if note else ""
            html += f'{escape(text[end:start])}<mark style="{_MARK}">{escape(text[start:stop])}{behind}</mark>'
            end = stop
    return html + escape(text[end:])
