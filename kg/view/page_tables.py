"""The drawing as the page holds it: a column for each field, and each text once.

A title stands under many facts, a name in many: a text is in one list, and elsewhere its number
there. `data.js` reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeAlias

from kg.view.page_data import Card, Drawing, Edge, Node, Piece, Place, Quotation

Column: TypeAlias = list[Any]


class _Texts:
    """Different texts, each of which has a number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))

    def all(self, texts: Iterable[str]) -> list[int]:
        return list(map(self.number, texts))

    def pieces(self, pieces: Iterable[Piece]) -> list[Any]:
        """Kind, text and node of each piece, one after the other."""
        return [
            part
            for piece in pieces
            for part in (self.number(piece.kind), self.number(piece.text), piece.node)
        ]

    def quotations(self, quotations: Iterable[Quotation]) -> list[Any]:
        """The sentence, where it is cut, and where it is from, of each quotation."""
        return [
            part
            for quotation in quotations
            for part in (
                self.number("".join(quotation.pieces)),
                _cuts(quotation.pieces),
                self.all(quotation.origin),
            )
        ]


def tables(drawing: Drawing) -> Mapping[str, Any]:
    """Nodes, edges and cards, each as its columns by the kind of what is in them, and the texts."""
    texts = _Texts()
    found: dict[str, Any] = {
        "nodes": _columns(Node, drawing.nodes, texts),
        "edges": _columns(Edge, drawing.edges, texts),
        "cards": _columns(Card, drawing.cards, texts),
    }
    return {**found, "texts": list(texts.numbers)}


def _columns(kind: type, rows: Sequence[Any], texts: _Texts) -> Mapping[str, Any]:
    """Kind and values of each field; a node's id is its place."""
    encode: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
        "str": ("text", texts.number),
        "tuple[str, ...]": ("texts", texts.all),
        "tuple[Piece, ...]": ("pieces", texts.pieces),
        "tuple[Quotation, ...]": ("quotations", texts.quotations),
        "bool": ("flag", int),
        "Place": ("place", _place),
        "Place | None": ("place", _place),
    }
    found: dict[str, list[Any]] = {}
    for field in fields(kind):
        name, how = encode.get(str(field.type), ("plain", None))
        values = map(attrgetter(field.name), rows)
        found[field.name] = [name, list(values if how is None else map(how, values))]
    return found


def _place(place: Place | None) -> list[float] | None:
    return None if place is None else [place.x, place.y]


def _cuts(pieces: Sequence[str]) -> list[int]:
    """Where the sentence is cut, counted as a browser counts: in UTF-16."""
    cuts, end = [], 0
    for piece in pieces[:-1]:
        units = (
            len(piece) if piece.isascii() else len(piece.encode("utf-16-le", "surrogatepass")) // 2
        )
        end += units
        cuts.append(end)
    return cuts
