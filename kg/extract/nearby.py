"""What stands at a place of the text: its quotations, mentions and blocks, without asking all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from kg.document import Block, Document, Quoted, once_per_document
from kg.model import Mention, Span

_Item = TypeVar("_Item")
_SMALLEST, _GROWTH = 64, 4  # characters of a cell, and how many cells make one of the next size


class SpanIndex(Generic[_Item]):
    """Items by the characters that they cover.

    A text is divided into cells, in several sizes: an item lies in one or two cells of the first
    size that is not smaller than the item. Long items so take no more room than short ones, and a
    question looks at a few cells of each size.
    """

    def __init__(self, items: Iterable[tuple[Span, _Item]] = ()) -> None:
        self._spans: list[Span] = []
        self._items: list[_Item] = []
        self._cells: dict[int, dict[int, list[int]]] = {}  # by size and place: numbers of items
        for span, item in items:
            self.add(span, item)

    def add(self, span: Span, item: _Item) -> None:
        """Put one more item behind the others."""
        size = _SMALLEST
        while size < len(span):
            size *= _GROWTH
        cells = self._cells.setdefault(size, {})
        for place in range(span.start // size, span.end // size + 1):
            cells.setdefault(place, []).append(len(self._items))
        self._spans.append(span)
        self._items.append(item)

    def near(self, span: Span) -> list[_Item]:
        """The items that share a character with the span or touch it, in the order of adding."""
        found: set[int] = set()
        for size, cells in self._cells.items():
            places = range(span.start // size, span.end // size + 1)
            filled = places if len(places) < len(cells) else [p for p in cells if p in places]
            for place in filled:
                found.update(n for n in cells.get(place, ()) if _touch(self._spans[n], span))
        return [self._items[n] for n in sorted(found)]


def _touch(a: Span, b: Span) -> bool:
    return a.start <= b.end and b.start <= a.end


@once_per_document
def _quotations(document: Document) -> SpanIndex[Quoted]:
    return SpanIndex((quoted.outer, quoted) for quoted in document.quotations)


def quotations_near(document: Document, span: Span) -> list[Quoted]:
    """The quotations, with their marks, that share a character with the span or touch it."""
    return _quotations(document).near(span)


def quotations_over(document: Document, offset: int) -> list[Quoted]:
    """The quotations in which this character stands, their marks included."""
    near = quotations_near(document, Span(offset, offset))
    return [quoted for quoted in near if quoted.outer.start <= offset < quoted.outer.end]


@once_per_document
def _mentions(document: Document) -> SpanIndex[Mention]:
    return SpanIndex((mention.span, mention) for mention in document.mentions)


def mentions_near(document: Document, span: Span) -> list[Mention]:
    """The mentions that share a character with the span or touch it, in their order."""
    return _mentions(document).near(span)


@once_per_document
def _blocks(document: Document) -> SpanIndex[Block]:
    return SpanIndex((block.span, block) for block in document.blocks)


def block_at(document: Document, offset: int) -> Block | None:
    """The block in which this character stands."""
    near = _blocks(document).near(Span(offset, offset))
    return next((b for b in near if b.span.start <= offset < b.span.end), None)


def end_of_text_before(text: str, offset: int) -> int:
    """Where the text before an offset ends without the white space at its end."""
    while offset > 0 and text[offset - 1].isspace():
        offset -= 1
    return offset


def start_of_text_from(text: str, offset: int) -> int:
    """Where the text from an offset on begins without the white space at its beginning."""
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset
