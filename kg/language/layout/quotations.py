"""Quotation marks, paired within their paragraph: straight, curly, mixed, doubled, single; a mark left open ends with the paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.document import SPOKEN, UNREAD, Block, Quoted
from kg.language.layout.datelines import any_of
from kg.model import Span
from kg.patterns import words

_DOUBLE = re.compile(r"[\"“”„‟«»]|''|``|‘‘|’’")
_OPENERS = {"“", "„", "«", "``", "‘‘"}
_ELISIONS = any_of(words("layout")["quotation"]["elisions"])
_SINGLE_OPEN = re.compile(rf"(?<![\w'’‘])(?:‘(?!\s|\d\ds)|[`'](?=[^\s\d']))(?!(?i:{_ELISIONS})\b)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…)\]])[’'](?![\w'’])")
_SHORTEST_SINGLE = (
    12  # characters; shorter ones are names and turns of phrase, and apostrophes look the same
)
_FAR = 30  # marks looked at ahead of one
_PLURAL = re.compile(r"(?<=s)[’'] \w")  # "the players' union"
_SILENT = frozenset({*UNREAD, "dateline", "label", "credit", "signature"})


def quotations_of(text: str, blocks: tuple[Block, ...]) -> tuple[Quoted, ...]:
    """What stands between quotation marks, in order, never across a block's end; a block quotation without marks is one.

    Marks toggle, whatever their shape: quotations that open straight and close curly are common in the wild.
    """
    out: list[Quoted] = []
    for number, block in enumerate(blocks):
        if block.kind not in _SILENT:
            following = blocks[number + 1].span.start if number + 1 < len(blocks) else len(text)
            found = _paired(text, block.span, goes_on=text[following : following + 1] == "‘")
            out.extend(
                found
                or (
                    [_whole(text, block.span)]
                    if block.kind in SPOKEN - {"turn"} and block.speaker is None
                    else []
                )
            )
    return tuple(out)


def _whole(text: str, block: Span) -> Quoted:
    said = text[block.start : block.end]
    bare = said.lstrip("> \t\xa0")
    return Quoted(block, Span(block.end - len(bare), block.end) if bare else block)


def _paired(text: str, block: Span, *, goes_on: bool) -> list[Quoted]:
    """The quotations of a block; `goes_on` where the next one opens with a single mark too, as paragraphs of one speech do."""
    doubles = _doubles(text, block)
    starts, ends = [q.outer.start for q in doubles], [q.outer.end for q in doubles]
    kept, out = dict(enumerate(doubles)), []
    for single in _singles(text, block, doubles, goes_on=goes_on):
        inside = range(
            bisect_right(ends, single.outer.start), bisect_left(starts, single.outer.end)
        )
        if all(
            single.inner.contains(doubles[n].outer) for n in inside
        ):  # British papers nest double marks in single ones
            out.append(single)
            for n in inside:
                del kept[n]
    out.extend(kept.values())
    return sorted((q for q in out if q.inner.end > q.inner.start), key=lambda q: q.outer)


def _doubles(text: str, block: Span) -> list[Quoted]:
    out: list[Quoted] = []
    marks = [_Mark(text, block, m) for m in _DOUBLE.finditer(text, block.start, block.end)]
    opened: _Mark | None = None
    nested = False
    for number, mark in enumerate(marks):
        rest = marks[number + 1 : number + _FAR]
        if opened is None:
            if not mark.is_inch and not (mark.straight and _is_stray(mark, rest)):
                opened = mark
        elif nested and (_closes_inner(mark, rest) or mark.shape == '"'):
            nested = False  # the inner one ends, another mark ends the outer one
        elif _opens_inner(opened, mark, rest):
            nested = mark.shape not in {
                "„",
                "«",
            }  # a quotation within the quotation: the outer one goes on
        elif not (
            mark.straight and mark.is_inch and mark.shape == '"' and _goes_on(opened, mark, rest)
        ):
            out.append(Quoted(Span(opened.start, mark.end), Span(opened.end, mark.start)))
            opened, nested = None, False
    if opened is not None and opened.end < block.end:
        out.append(Quoted(Span(opened.start, block.end), Span(opened.end, block.end)))
    return out


class _Mark:
    """A double quotation mark: its shape and what it looks like where it stands."""

    def __init__(self, text: str, block: Span, found: re.Match[str]) -> None:
        self.shape, self.start, self.end = found.group(), found.start(), found.end()
        before = text[self.start - 1] if self.start > block.start else " "
        after = text[self.end] if self.end < block.end else " "
        self.straight = self.shape in {'"', "''"}
        self.opening = (before.isspace() or before in "([{—–") and not after.isspace()
        self.closing = not before.isspace() and not after.isalnum()
        self.is_inch = self.shape == '"' and before.isdigit()
        self.mid_sentence = (
            text[self.end : self.end + 1].isspace() and text[self.end + 1 : self.end + 2].islower()
        )


def _is_stray(mark: _Mark, rest: Sequence[_Mark]) -> bool:
    """A straight mark after which the others pair without it: one too many."""
    straight = 1 < len(rest) < _FAR - 1 and len(rest) % 2 == 0 and all(m.straight for m in rest)
    return (
        straight
        and mark.opening
        and all(a.opening and b.closing for a, b in zip(rest[::2], rest[1::2], strict=True))
    )


def _opens_inner(opened: _Mark, mark: _Mark, rest: Sequence[_Mark]) -> bool:
    """Does the mark open a quotation within the open one: it looks so, and there are ends enough for both?"""
    if not mark.opening:
        return False
    if mark.shape in _OPENERS:
        return True
    if opened.shape in _OPENERS:
        return (
            len(rest) > 1
            and rest[0].shape == mark.shape
            and rest[0].closing
            and rest[1].shape == "”"
        )
    return (
        len(rest) > 1
        and rest[0].closing
        and not rest[0].opening
        and rest[1].closing
        and not rest[1].opening
    )


def _closes_inner(mark: _Mark, rest: Sequence[_Mark]) -> bool:
    return mark.shape == "”" and [m.shape for m in rest[:1]] == ["”"]


def _goes_on(opened: _Mark, mark: _Mark, rest: Sequence[_Mark]) -> bool:
    """A mark behind a number is inches where a word follows and the open quotation has an end of its own: 'My 15" screen is broken,"'."""
    if not rest or not mark.mid_sentence:
        return False
    return (
        rest[0].shape == "”"
        if opened.shape in _OPENERS
        else rest[0].closing and not rest[0].opening
    )


def _singles(text: str, block: Span, doubles: Sequence[Quoted], *, goes_on: bool) -> list[Quoted]:
    """What single marks enclose, the last up to the block's end where it `goes_on`.

    The apostrophe of a plural ("the players' union") ends it only where nothing else does.
    """
    out: list[Quoted] = []
    at, quoted = block.start, list(doubles)
    while opening := _SINGLE_OPEN.search(text, at, block.end):
        at = opening.end()
        while quoted and quoted[0].outer.end <= opening.start():
            quoted.pop(0)
        if quoted and quoted[0].outer.start <= opening.start():
            at = quoted[0].outer.end
            continue
        following = _SINGLE_OPEN.search(text, at + _SHORTEST_SINGLE, block.end)
        plural: re.Match[str] | None = None
        for close in _SINGLE_CLOSE.finditer(
            text, at + _SHORTEST_SINGLE, following.start() if following else block.end
        ):
            if not _PLURAL.match(text, close.start()):
                break
            plural = plural or close
        else:
            if (
                plural is None
                and goes_on
                and opening.group() == "‘"
                and not _SINGLE_CLOSE.search(text, at, block.end)
            ):
                out.append(Quoted(Span(opening.start(), block.end), Span(opening.end(), block.end)))
                break
            if plural is None:
                continue
            close = plural
        out.append(Quoted(Span(opening.start(), close.end()), Span(opening.end(), close.start())))
        at = close.end()
    return out
