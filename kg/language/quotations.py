"""Quotation marks, paired within their paragraph: straight, curly, mixed, doubled, single; a mark left open ends with the paragraph."""

from __future__ import annotations

import re

from kg.document import Block, Quoted
from kg.model import Span

_DOUBLE = re.compile(r"[\"“”„‟«»]|''|``|‘‘|’’")
_SINGLE = re.compile(r"(?<!\w)(?:‘(?=\S)|'(?=[^\s\d]))(.{12,}?)(?<=[\w.,!?…])[’'](?!\w)", re.DOTALL)
_OPENERS = {"“", "„", "«", "``", "‘‘"}


def quotations_of(text: str, blocks: tuple[Block, ...]) -> tuple[Quoted, ...]:
    """What stands between quotation marks, in order, never across a block's end.

    Marks toggle, whatever their shape: quotations that open straight and close curly are common in the wild.
    """
    out: list[Quoted] = []
    for block in blocks:
        if block.kind in ("paragraph", "post", "title", "heading"):
            out.extend(_paired(text, block.span))
    return tuple(out)


def _paired(text: str, block: Span) -> list[Quoted]:
    out: list[Quoted] = []
    opened: re.Match[str] | None = None
    nested = False
    marks = list(_DOUBLE.finditer(text, block.start, block.end))
    for number, mark in enumerate(marks):
        if opened is None:
            if not (mark.group() == '"' and _is_inch(text, mark.start())):
                opened = mark
        elif mark.group() in _OPENERS and mark.end() < block.end and not text[mark.end()].isspace() and text[mark.start() - 1].isspace():
            nested = True  # a quotation within the quotation: the outer one goes on
        elif nested and mark.group() == "”" and [m.group() for m in marks[number + 1 : number + 2]] == ["”"]:
            nested = False  # the inner one ends, another mark ends the outer one
        else:
            out.append(_quoted(opened.start(), opened.end(), mark.start(), mark.end()))
            opened, nested = None, False
    if opened is not None and opened.end() < block.end:
        out.append(_quoted(opened.start(), opened.end(), block.end, block.end))
    free = [Span(a, b) for a, b in zip([block.start, *(q.outer.end for q in out)], [*(q.outer.start for q in out), block.end], strict=True)]
    for gap in free:
        out.extend(_quoted(m.start(), m.start() + 1, m.end() - 1, m.end()) for m in _SINGLE.finditer(text, gap.start, gap.end))
    return sorted((q for q in out if q.inner.end > q.inner.start), key=lambda q: q.outer)


def _quoted(a: int, b: int, c: int, d: int) -> Quoted:
    return Quoted(Span(a, d), Span(b, c))


def _is_inch(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit()
