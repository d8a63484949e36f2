"""HTML for notebooks: cards, and text with some of its words marked.

It needs nothing from outside. Whatever the words of an article are, they stay text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, TypeAlias

Mark: TypeAlias = tuple[int, int] | tuple[int, int, str]

_SMALL = "font-size:85%;opacity:.75"


def card(html: str, reported: bool) -> str:
    """HTML in a box with an edge, which is broken for what is only reported."""
    edge = f"border-left:4px {'dashed' if reported else 'solid'} {_colours()['stated']}"
    style = f"{edge};padding:2px 12px;margin:10px 0;max-width:52em"
    return f'<div style="{style}">{html}</div>'


def small(text: str) -> str:
    """Text in small letters."""
    return f'<span style="{_SMALL}">{escape(text)}</span>'


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text with these words marked, each with the note behind it, if any.

    Of marks that overlap the first counts, and of those that begin together the longest.
    """
    html, end = "", 0
    for start, stop, *note in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if start >= end:
            html += escape(text[end:start]) + _mark(text[start:stop], note)
            end = stop
    return html + escape(text[end:])


def _mark(words: str, note: Sequence[str]) -> str:
    colours = _colours()
    style = f"background:{colours['mark']};color:{colours['ink']};border-radius:2px"
    behind = f' <small style="{_SMALL}">{escape(str(note[0]))}</small>' if note else ""
    return f'<mark style="{style}">{escape(words)}{behind}</mark>'


@cache
def _colours() -> Mapping[str, Any]:
    """The colours of the pages, read as a file: the code of kg.view stands above this module."""
    style = files("kg") / "view" / "style.toml"
    colours: Mapping[str, Any] = tomllib.loads(style.read_text(encoding="utf-8"))["light"]
    return colours
