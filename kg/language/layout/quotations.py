"""Quotation marks, paired within their paragraph: straight, curly, mixed, doubled, single.

A mark that is not closed ends with the paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kg.document import SPOKEN, UNREAD, Block, Quoted
from kg.language.expression_grammar import any_phrase
from kg.model import Span
from kg.patterns import words

_DOUBLE = re.compile(r"[\"“”„‟«»]|''|``|‘‘|’’")
_OPENERS = frozenset({"“", "„", "«", "``", "‘‘"})
_STRAIGHT = frozenset({'"', "''"})
_ONLY_OPENERS = frozenset({"„", "«"})  # what they open within a quotation is not waited for
_ELISIONS = any_phrase(words("layout")["quotation"]["elisions"])
_SINGLE_OPEN = re.compile(rf"(?<![\w'’‘])(?:‘(?!\s|\d\ds)|[`'](?=[^\s\d']))(?!(?i:{_ELISIONS})\b)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…)\]])[’'](?![\w'’])")
_PLURAL = re.compile(r"(?<=s)[’'] \w")  # "the players' union"
# characters; shorter ones are names and turns of phrase, and apostrophes are written the same
_SHORTEST_SINGLE = 12
_AHEAD = 30  # marks that are considered behind one
_NO_QUOTATIONS = frozenset({*UNREAD, "dateline", "label", "credit", "signature"})
_BLOCK_QUOTATIONS = SPOKEN - {"turn"}


def quotations_of(text: str, blocks: tuple[Block, ...]) -> tuple[Quoted, ...]:
    """What stands between quotation marks, in order, never across a block's end.

    A block quotation without marks is one. Marks toggle, whatever their shape: quotations that open
    straight and close curly are common in the wild.
    """
    out: list[Quoted] = []
    next_starts = [*(block.span.start for block in blocks[1:]), len(text)]
    for block, next_start in zip(blocks, next_starts, strict=False):
        if block.kind in _NO_QUOTATIONS:
            continue
        found = _paired(text, block.span, continues=text.startswith("‘", next_start))
        if not found and _is_block_quotation(block):
            found = [_whole(text, block.span)]
        out.extend(found)
    return tuple(out)


def _is_block_quotation(block: Block) -> bool:
    """Whether the block is set off as a quotation, without the name of a speaker under it."""
    return block.kind in _BLOCK_QUOTATIONS and block.speaker is None


def _whole(text: str, block: Span) -> Quoted:
    """The block as a quotation; its inner words begin behind a ">"."""
    bare = text[block.start : block.end].lstrip("> \t\xa0")
    return Quoted(block, Span(block.end - len(bare), block.end) if bare else block)


def _paired(text: str, block: Span, *, continues: bool) -> list[Quoted]:
    """The quotations of a block.

    It `continues` where the next one opens with a single mark too, as paragraphs of one speech do.
    British papers nest double marks in single ones: only the outer ones are kept.
    """
    doubles = _doubles(text, block)
    starts, ends = [q.outer.start for q in doubles], [q.outer.end for q in doubles]
    out: list[Quoted] = []
    nested: set[int] = set()
    for single in _singles(text, block, doubles, continues=continues):
        first = bisect_right(ends, single.outer.start)
        overlapping = range(first, bisect_left(starts, single.outer.end))
        if all(single.inner.contains(doubles[n].outer) for n in overlapping):
            out.append(single)
            nested.update(overlapping)
    out.extend(double for n, double in enumerate(doubles) if n not in nested)
    return sorted((q for q in out if q.inner.end > q.inner.start), key=lambda q: q.outer)


def _doubles(text: str, block: Span) -> list[Quoted]:
    """What double marks enclose.

    Behind an opening mark, the next one is one of these, in this order:
    1. the end of a quotation within the quotation,
    2. the opening of one, after which the outer one goes on,
    3. inches,
    4. the end of the quotation.
    """
    out: list[Quoted] = []
    marks = [_Mark(text, block, found) for found in _DOUBLE.finditer(text, block.start, block.end)]
    opened: _Mark | None = None
    is_nested = False
    for number, mark in enumerate(marks):
        rest = marks[number + 1 : number + _AHEAD]
        if opened is None:
            if _opens(mark, rest):
                opened = mark
        elif is_nested and _closes_inner(mark, rest):
            is_nested = False
        elif _opens_inner(opened, mark, rest):
            is_nested = mark.shape not in _ONLY_OPENERS
        elif not _is_inches(opened, mark, rest):
            out.append(_between(opened.span, mark.span))
            opened, is_nested = None, False
    if opened is not None and opened.end < block.end:
        out.append(_between(opened.span, Span(block.end, block.end)))
    return out


def _between(opening: Span, closing: Span) -> Quoted:
    """The quotation between two marks."""
    return Quoted(Span(opening.start, closing.end), Span(opening.end, closing.start))


class _Mark:
    """A double quotation mark: its shape, and what it may be by the characters around it."""

    def __init__(self, text: str, block: Span, found: re.Match[str]) -> None:
        self.shape, self.start, self.end = found.group(), found.start(), found.end()
        before = text[self.start - 1] if self.start > block.start else " "
        after = text[self.end] if self.end < block.end else " "
        is_free = before.isspace() or before in "([{—–"
        self.is_opening = is_free and not after.isspace()
        self.is_closing = not before.isspace() and not after.isalnum()
        self.is_straight = self.shape in _STRAIGHT
        self.follows_digit = self.shape == '"' and before.isdigit()
        next_two = text[self.end : self.end + 2]
        self.is_mid_sentence = next_two[:1].isspace() and next_two[1:].islower()

    @property
    def span(self) -> Span:
        """The characters of the mark."""
        return Span(self.start, self.end)

    @property
    def only_closes(self) -> bool:
        """Whether the mark can close a quotation, and cannot open one."""
        return self.is_closing and not self.is_opening


def _opens(mark: _Mark, rest: Sequence[_Mark]) -> bool:
    """Whether the mark opens a quotation where none is open."""
    return not mark.follows_digit and not _is_stray(mark, rest)


def _is_stray(mark: _Mark, rest: Sequence[_Mark]) -> bool:
    """Whether this is a straight mark after which the others pair without it: one too many."""
    if not (mark.is_straight and mark.is_opening):
        return False
    has_pairs = 1 < len(rest) < _AHEAD - 1 and len(rest) % 2 == 0
    if not has_pairs or not all(other.is_straight for other in rest):
        return False
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return all(opening.is_opening and closing.is_closing for opening, closing in pairs)


def _opens_inner(opened: _Mark, mark: _Mark, rest: Sequence[_Mark]) -> bool:
    """Whether the mark opens a quotation within the open one.

    It must look so, and there must be enough marks behind it to close both.
    """
    if not mark.is_opening:
        return False
    if mark.shape in _OPENERS:
        return True
    if len(rest) <= 1:
        return False
    inner_end, outer_end = rest[:2]
    if opened.shape in _OPENERS:
        is_inner_end = inner_end.shape == mark.shape and inner_end.is_closing
        return is_inner_end and outer_end.shape == "”"
    return inner_end.only_closes and outer_end.only_closes


def _closes_inner(mark: _Mark, rest: Sequence[_Mark]) -> bool:
    """Whether the mark closes the inner quotation, and another closes the outer one."""
    if mark.shape == '"':
        return True
    return mark.shape == "”" and [other.shape for other in rest[:1]] == ["”"]


def _is_inches(opened: _Mark, mark: _Mark, rest: Sequence[_Mark]) -> bool:
    """Whether a mark behind a number stands for inches: 'My 15" screen is broken,"'.

    So where a word follows and the open quotation has an end of its own.
    """
    if not (mark.follows_digit and mark.is_mid_sentence and rest):
        return False
    return rest[0].shape == "”" if opened.shape in _OPENERS else rest[0].only_closes


def _singles(
    text: str, block: Span, doubles: Sequence[Quoted], *, continues: bool
) -> Iterator[Quoted]:
    """What single marks enclose outside the double ones, the last up to the end if it continues."""
    at, ahead = block.start, 0
    end_of_last = _end_of_last_closing(text, block) if continues else 0
    while opening := _SINGLE_OPEN.search(text, at, block.end):
        at = opening.end()
        while ahead < len(doubles) and doubles[ahead].outer.end <= opening.start():
            ahead += 1
        if ahead < len(doubles) and doubles[ahead].outer.start <= opening.start():
            at = doubles[ahead].outer.end
            continue
        closing = _closing_single(text, at, block.end)
        if closing is not None:
            yield _between(Span(*opening.span()), Span(*closing.span()))
            at = closing.end()
        elif continues and opening.group() == "‘" and end_of_last <= opening.end():
            yield _between(Span(*opening.span()), Span(block.end, block.end))
            return


def _closing_single(text: str, start: int, end: int) -> re.Match[str] | None:
    """The single mark that closes a quotation which begins at `start`, before another opens.

    The apostrophe of a plural ("the players' union") closes it only where nothing else does.
    """
    shortest = start + _SHORTEST_SINGLE
    following = _SINGLE_OPEN.search(text, shortest, end)
    plural: re.Match[str] | None = None
    for closing in _SINGLE_CLOSE.finditer(text, shortest, following.start() if following else end):
        if not _PLURAL.match(text, closing.start()):
            return closing
        plural = plural or closing
    return plural


def _end_of_last_closing(text: str, block: Span) -> int:
    """Where the last mark ends that may close a single one: what opens behind it is left open."""
    ends = (closing.end() for closing in _SINGLE_CLOSE.finditer(text, block.start, block.end))
    return max(ends, default=0)
