"""HTML for notebooks: cards, and text with some of its words marked.

It needs nothing from outside. Whatever the words of an article are, they stay text.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_CARD = "border-left:4px {line} #48556e;padding:2px 12px;margin:10px 0;max-width:52em"
_SMALL = "font-size:85%;opacity:.75"
_MARK = "background:#ffe89a;color:#1b2130;border-radius:2px"


def card(html: str, reported: bool) -> str:
    """HTML in a box with an edge, which is broken for what is only reported."""
    return f'<div style="{_CARD.format(line="dashed" if reported else "solid")}">{html}</div>'


def small(text: str) -> str:
    """Text in small letters."""
    return f'<span style="{_SMALL}">{escape(text)}</span>'


def marked(text: str, marks: Iterable[tuple[int, int] | tuple[int, int, str]]) -> str:
    """The text with these words marked, each with the note behind it, if any.

    Of marks that overlap the first counts, and of those that begin together the longest.
    """
    html, end = "", 0
    for start, stop, *note in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if start >= end:
            behind = f' <small style="{_SMALL}">{escape(str(note[0]))}</small>' if note else ""
            words = escape(text[start:stop])
            html += f'{escape(text[end:start])}<mark style="{_MARK}">{words}{behind}</mark>'
            end = stop
    return html + escape(text[end:])
