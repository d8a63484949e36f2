"""Text with some of its words marked, as HTML that needs nothing from outside.

Whatever the words are, they stay words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, TypeAlias

SMALL = "font-size:85%;opacity:.75"

Mark: TypeAlias = tuple[int, int] | tuple[int, int, str]


def card_style(line: str) -> str:
    """The CSS of a card whose edge is "solid" or "dashed"."""
    edge = f"border-left:4px {line} {_colours()['stated']}"
    return f"{edge};padding:2px 12px;margin:10px 0;max-width:52em"


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text with these words marked, each with its note behind it, if it has one.

    Of marks that overlap the first counts, and of those that begin together the longest.
    """
    html, end = "", 0
    for start, stop, *note in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if start >= end:
            html += escape(text[end:start]) + _mark(text[start:stop], note)
            end = stop
    return html + escape(text[end:])


def _mark(words: str, note: list[str]) -> str:
    colours = _colours()
    style = f"background:{colours['mark']};color:{colours['ink']};border-radius:2px"
    behind = f' <small style="{SMALL}">{escape(str(note[0]))}</small>' if note else ""
    return f'<mark style="{style}">{escape(words)}{behind}</mark>'


@cache
def _colours() -> Mapping[str, Any]:
    """The colours of the pages, read as a file: the code of kg.view stands above this module."""
    style = files("kg") / "view" / "style.toml"
    colours: Mapping[str, Any] = tomllib.loads(style.read_text(encoding="utf-8"))["light"]
    return colours
