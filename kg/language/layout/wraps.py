"""Lines that were filled up to a width: their ends are no ends of anything.

A line end is one of these where the next line's first word had no room any more. The lines of
poems, tables and lists are not filled; those of a headline are no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.document import Block, BlockKind
from kg.model import Span
from kg.patterns import word_set
from kg.raw_text import Edit

_KINDS: frozenset[BlockKind] = frozenset({"paragraph", "blockquote", "turn", "item", "post"})
_LINE_END = re.compile(r"(?<![ \t\xa0])[ \t\xa0]*(?:\r\n|\r|\n)[ \t\xa0]*(?:>[ \t\xa0]?)?")
_SENTENCE_END = re.compile(r"[.!?…:][\"”»'’)\]]*\Z")
_LAST_WORD = re.compile(r"[\w’'.]+\Z")
_NARROWEST = 16  # characters of the longest line
_RAGGED = 8  # an eighth of the width may stay empty: writers who break lines by hand
_FILLED = 2 / 3  # share of the line ends
_FULL = 0.75  # of the width of the text: a headline of several lines
_MOST_OF_HEADLINE = 2  # line ends
_CONTINUED = 0.2  # share of the line ends where the sentence must go on


@dataclass(frozen=True)
class _Break:
    """The end of a line: what stands before it and behind it."""

    span: Span
    line: str
    following: str

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return _SENTENCE_END.search(self.line) is not None

    @property
    def is_within_sentence(self) -> bool:
        """Whether the sentence must go on: "of", or a small letter on the next line."""
        if self.ends_sentence:
            return False
        last = _LAST_WORD.search(self.line)
        is_open = last is not None and last.group().casefold() in word_set("layout", "wrap", "open")
        goes_on = self.following[0].islower() or self.following[0] == "&"
        return is_open or (goes_on and len(self.line.split()) > 1)

    def is_filled(self, width: int) -> bool:
        """Whether the next word has no room on the line."""
        first = self.following.split(maxsplit=1)[0]
        return len(self.line) + 1 + len(first) > width - width // _RAGGED

    def is_full(self, width: int) -> bool:
        """Whether nothing but the next word has no room on the line."""
        return self.is_filled(width) and len(self.line) >= _FULL * width


def wraps(text: str, blocks: Sequence[Block]) -> list[Edit]:
    """A space for each line end of a paragraph whose lines were filled up to a width."""
    parts = [breaks for block in blocks if (breaks := _breaks(text, block))]
    if not parts:
        return []
    widths = [_width(breaks) for breaks in parts]
    usual = max(
        (w for w, breaks in zip(widths, parts, strict=True) if _is_wrapped(breaks, w)), default=0
    )
    return [
        Edit(found.span, " ")
        for breaks, width in zip(parts, widths, strict=True)
        for found in _without_ends(breaks, width, usual)
    ]


def _breaks(text: str, block: Block) -> list[_Break]:
    """The line ends within a block."""
    start, end = block.span.start, block.span.end
    if block.kind not in _KINDS or ("\n" not in text[start:end] and "\r" not in text[start:end]):
        return []
    found = [Span(*match.span()) for match in _LINE_END.finditer(text, start, end)]
    starts, ends = [start, *(f.end for f in found)], [*(f.start for f in found), end]
    lines = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    return [
        _Break(span, lines[number], lines[number + 1])
        for number, span in enumerate(found)
        if lines[number].strip() and lines[number + 1].strip()
    ]


def _width(breaks: Sequence[_Break]) -> int:
    """Characters of the longest line."""
    return max(len(breaks[-1].following), *(len(b.line) for b in breaks))


def _is_wrapped(breaks: Sequence[_Break], width: int) -> bool:
    """Whether the block is a paragraph of several lines that were filled up to this width."""
    if len(breaks) < 2 or width < _NARROWEST or not _ends_as_sentence(breaks):
        return False
    filled = sum(b.is_filled(width) for b in breaks)
    continued = sum(b.is_within_sentence for b in breaks)
    has_words = all(len(b.line.split()) > 1 for b in breaks)
    is_filled = filled >= _FILLED * len(breaks)
    return has_words and is_filled and continued >= max(1, _CONTINUED * len(breaks))


def _ends_as_sentence(breaks: Sequence[_Break]) -> bool:
    return _SENTENCE_END.search(breaks[-1].following) is not None


def _without_ends(breaks: Sequence[_Break], width: int, usual: int) -> Iterator[_Break]:
    """The line ends of a block that are none; `usual` is the width of the text, 0 if it has none.

    In a block that is not filled up, those where a sentence must go on.
    """
    is_wrapped = _is_wrapped(breaks, width)
    fits = bool(usual) and width <= usual + usual // _RAGGED
    if not is_wrapped and not fits and not _ends_as_sentence(breaks):
        return
    may_be_headline = fits and len(breaks) <= _MOST_OF_HEADLINE
    for found in breaks:
        is_filled = (is_wrapped and found.is_filled(width)) or (fits and found.is_filled(usual))
        is_full = may_be_headline and found.is_full(usual)
        if found.is_within_sentence or is_full or (is_filled and _ends_as_sentence(breaks)):
            yield found
