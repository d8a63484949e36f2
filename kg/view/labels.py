"""What stands at nodes and edges: short labels in lines, and the room that they take."""

from __future__ import annotations

import textwrap
import unicodedata
from functools import cache

_LINE_HEIGHT = 1.25
_QUOTES = "\"'“”‘’„«» "
# a name must not turn its surroundings round
_HIDDEN_CONTROLS = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F], None
)


def qualified(label: str, *, denied: bool, uncertain: bool) -> str:
    """The label with the signs for what is denied and what is not certain."""
    marked = f"✕ not: {label}" if denied else label
    return f"{marked} (?)" if uncertain else marked


def attributed(label: str, speaker: str) -> str:
    """The label with its speaker before it."""
    short = textwrap.shorten(speaker, 24, placeholder="…")
    return f"{short or 'someone'} says: {label}"


def quoted(text: str, *, denied: bool) -> str:
    """A statement's words in quotation marks."""
    return f"{'✕ ' if denied else ''}“{text.strip(_QUOTES)}”"


def wrap(text: str, width: int, lines: int) -> str:
    """The text in at most so many lines of about so many letters, the rest cut off.

    Nothing is left in it that turns or breaks lines.
    """
    if not text.isprintable():
        visible = text.translate(_HIDDEN_CONTROLS)
        text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in visible)
    plain = " ".join(text.split())
    if len(plain) <= width:  # as most are; wrapping costs much more
        return plain
    return "\n".join(textwrap.wrap(plain, width, max_lines=lines, placeholder=" …"))


def measure(label: str, font: float) -> tuple[float, float]:
    """Width and height of the label in a common sans serif, rather too much than too little."""
    rows = label.split("\n")
    widest = max(sum(map(_letter_width, row)) for row in rows)
    return widest * font, len(rows) * font * _LINE_HEIGHT


@cache
def _letter_width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.68 if letter.isupper() or letter in "mw—…" else 0.53
