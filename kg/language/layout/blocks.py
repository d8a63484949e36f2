"""The page: title, date line, headings, paragraphs, lists, turns of speakers and embedded posts, each with its characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kg.document import Block
from kg.language.layout.boilerplate import bullets, caption, is_furniture, is_tail
from kg.language.layout.datelines import (
    DATE,
    byline,
    closing_date,
    date_line,
    head_date,
    opening_date,
    paper_line,
    wire,
)
from kg.language.layout.dialogue import Labels, with_turns
from kg.model import Span
from kg.patterns import word_set

_SIGNATURE = re.compile(
    rf"[—–-]{{1,2}}\s*(?P<author>[^\n()@]{{1,80}}?)\s*\((?P<handle>@\w{{1,50}})\)\s*(?P<date>{DATE})"
)
# "… to let go. — Jane Roe, head of Acme": words set off from the text, whose speaker stands under them
_PULLED = re.compile(
    r"[.!?…][\"”'’]?\s*(?P<line>[—–]\s?(?P<speaker>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})(?:,[^\n.!?]{2,80})?)"
)
_BLANK = re.compile(r"(?:[ \t\xa0]*(?:\r\n|\r(?!\n)|\n)){2,}[ \t\xa0]*|[\u2028\u2029]+")
_LINE_END = re.compile(r"[ \t\xa0]*(?:\r\n|\r|\n|[\u2028\u2029])+[ \t\xa0]*")
_SENTENCE_END = re.compile(r"[.!?…][\"”'’)\]]*\s*$")
_END = re.compile(r"[.!?…:;,\"'”’)\]]\s*$")
_ASKS_OR_QUOTES = re.compile(
    r"[^.!?…]*[^\s.!?…,;:][?!”’\"']{1,2}"
)  # one sentence that asks, calls or ends with somebody's words
_LONGEST_BYLINES = 4  # lines above an article that tell its author, day and hour
_LONGEST_HEADING = 150  # characters; the longest headlines of the trial articles have 107
_LONGEST_CROSSHEAD = 80  # characters of a question between paragraphs
_INTRODUCING = word_set("layout", "quotation", "introducing")
_FEWEST_LINES = 3  # of a page without blank lines, to tell whether its lines are paragraphs
_SHORTEST_PULLED = 40


def blocks_of(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a text in order; every character that is not white space stands in exactly one of them."""
    blocks: list[Block] = []
    head = head_date(text)
    if head is not None:
        blocks.append(head)
    pieces = _pieces(text, head.span.end if head else 0)
    lines = [line for piece in pieces for line in _lines(text, piece)]
    page = _Page(text, title, Labels(text, lines), bullets(text, lines))
    parts = [part for piece in pieces for part in _parts(page, piece)]
    for number, span in enumerate(parts):
        blocks.extend(_classify(page, span, blocks, last=number == len(parts) - 1))
    return tuple(with_turns(text, _without_tail(text, blocks)))


@dataclass(frozen=True)
class _Page:
    text: str
    title: str | None
    labels: Labels
    bullets: dict[int, Span]

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]


def _pieces(text: str, start: int) -> list[Span]:
    """What blank lines part, without the white space around it; on a page without any, what line ends part."""
    gaps = list(
        (_LINE_END if _is_a_paragraph_a_line(text, start) else _BLANK).finditer(text, start)
    )
    spans = [
        Span(a, b)
        for a, b in zip(
            [start, *(m.end() for m in gaps)], [*(m.start() for m in gaps), len(text)], strict=True
        )
    ]
    return [_trimmed(text, s) for s in spans if text[s.start : s.end].strip()]


def _is_a_paragraph_a_line(text: str, start: int) -> bool:
    """A page without blank lines whose lines mostly end as sentences do has a paragraph a line; one set to a width has not."""
    if _BLANK.search(text.strip(), start):
        return False
    lines = [line for line in text[start:].splitlines() if line.strip()]
    return len(lines) > _FEWEST_LINES and sum(
        _SENTENCE_END.search(line) is not None for line in lines
    ) >= 0.5 * len(lines)


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(
        span.start + len(words) - len(words.lstrip()), span.end - (len(words) - len(words.rstrip()))
    )


def _lines(text: str, span: Span) -> list[Span]:
    """The lines of a piece, without the white space around them."""
    out, at = [], span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        if line.strip():
            out.append(_trimmed(text, Span(at, at + len(line))))
        at += len(line)
    return out


def _parts(page: _Page, piece: Span) -> list[Span]:
    """A piece cut where a line opens an item or a turn, and where lines are date, author or furniture; other lines belong together."""
    lines = _lines(page.text, piece)
    if len(lines) == 1:
        return [piece]
    if len(lines) <= _LONGEST_BYLINES and any(
        date_line(page.text, s) or byline(page.text, s, False) for s in lines
    ):
        return lines
    starts = [s.start for s in lines if s.start in page.labels or s.start in page.bullets]
    if head := list(
        takewhile(lambda s: date_line(page.text, s) or byline(page.text, s, False), lines)
    ):
        starts += [s.start for s in lines[: len(head) + 1]]
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if is_furniture(page.words(line)) and not _SIGNATURE.search(
            page.text, line.start, line.end
        ):
            starts.extend([line.start, *([following.start] if following else [])])
    starts = sorted({piece.start, *starts})
    return [
        _trimmed(page.text, Span(a, b))
        for a, b in zip(starts, [*starts[1:], piece.end], strict=True)
    ]


def _classify(page: _Page, span: Span, before: Sequence[Block], last: bool) -> list[Block]:
    """What a part of the page is, by its words and by what stands before it."""
    text, words = page.text, page.words(span)
    if span.start in page.labels:
        return page.labels.turn(span)
    if span.start in page.bullets:
        bullet = page.bullets[span.start]
        return [
            Block("furniture", bullet),
            Block("item", _trimmed(text, Span(bullet.end, span.end))),
        ]
    if line := date_line(text, span):
        return [line]
    head = all(b.kind in {"dateline", "byline", "furniture"} for b in before)
    if (
        before
        and all(b.kind in {"title", "byline", "furniture"} for b in before)
        and (line := paper_line(text, span))
    ):
        return [line]
    opening = opening_date(text, span) or wire(
        text, span, first=head or not any(b.kind in {"paragraph", "turn", "item"} for b in before)
    )
    if opening is not None:
        return [
            opening,
            *_classify(
                page, _trimmed(text, Span(opening.span.end, span.end)), [*before, opening], last
            ),
        ]
    if signed := _SIGNATURE.search(text, span.start, span.end):
        return _post(text, span, signed)
    if words != page.title and is_furniture(words):
        return [Block("furniture", span)]
    if written := byline(
        text, span, under_title=bool(before) and before[-1].kind in {"title", "dateline"}
    ):
        return [written]
    apart = (
        [] if head or words == page.title else caption(text, span) or _quoted(text, span, before)
    )
    return apart or _headline(page, span, head and not last) or [Block("paragraph", span)]


def _headline(page: _Page, span: Span, may_be_title: bool) -> list[Block]:
    """The title or a heading; empty if the words are none."""
    words = page.words(span)
    if words == page.title:
        return [Block("title", span)]
    if len(words) > _LONGEST_HEADING or len(words.splitlines()) > 1:
        return []
    if may_be_title and (day := closing_date(page.text, span)):
        return [Block("title", _trimmed(page.text, Span(span.start, day.span.start))), day]
    capitals = words.isupper() and len(words.split()) > 2
    if may_be_title and (_ASKS_OR_QUOTES.fullmatch(words) or capitals or not _END.search(words)):
        return [Block("title", span)]
    asks = (
        words.endswith("?")
        and len(words) <= _LONGEST_CROSSHEAD
        and words[0] not in "\"“'‘"
        and _ASKS_OR_QUOTES.fullmatch(words)
    )
    return [Block("heading", span)] if asks or capitals or not _END.search(words) else []


def _quoted(text: str, span: Span, before: Sequence[Block]) -> list[Block]:
    """Words of somebody, set off from the text: with his name under them, or marked or indented behind a colon."""
    if pulled := next(
        (
            m
            for m in _PULLED.finditer(text, max(span.start, span.end - 200), span.end)
            if m.end() == span.end
        ),
        None,
    ):
        body, speaker = (
            _trimmed(text, Span(span.start, pulled.start("line"))),
            Span(*pulled.span("speaker")),
        )
        if len(body) >= _SHORTEST_PULLED:
            return [
                Block("blockquote", body, speaker=speaker),
                Block("signature", Span(*pulled.span("line")), author=speaker),
            ]
    line_start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    margin = text[line_start : span.start]
    indented = margin.isspace() and (len(margin) > 1 or margin == "\t")
    previous = before[-1] if before and before[-1].kind in {"paragraph", "blockquote"} else None
    lead = text[previous.span.start : previous.span.end] if previous is not None else ""
    introduced = lead.endswith(":") and (
        indented or text[span.start] in '"“«„' or _introduces(lead)
    )
    follows = previous is not None and previous.kind == "blockquote" and indented
    return [Block("blockquote", span)] if text[span.start] == ">" or introduced or follows else []


def _introduces(paragraph: str) -> bool:
    """Does its last sentence say that somebody says or writes what follows?"""
    last = re.split(r"[.!?…]\s", paragraph)[-1].casefold()
    return bool(set(re.findall(r"\w+", last)) & _INTRODUCING)


def _post(text: str, span: Span, signed: re.Match[str]) -> list[Block]:
    """A post, its signature, and what stands after it in the same piece."""
    author, handle, date = (Span(*signed.span(name)) for name in ("author", "handle", "date"))
    out = [Block("signature", Span(*signed.span()), author, handle, date)]
    body = text[span.start : signed.start()]
    if body.strip():
        out.insert(
            0,
            Block("post", Span(span.start, span.start + len(body.rstrip())), author, handle, date),
        )
    if text[signed.end() : span.end].strip():
        out.append(Block("paragraph", _trimmed(text, Span(signed.end(), span.end))))
    return out


def _without_tail(text: str, blocks: Sequence[Block]) -> list[Block]:
    """After a heading such as "Sources" only links follow, if no line of them is a paragraph of several sentences."""
    for number, block in enumerate(blocks):
        if block.kind == "heading" and is_tail(text[block.span.start : block.span.end]):
            rest = blocks[number:]
            if all(
                b.kind not in {"turn", "post", "blockquote"}
                and len(re.findall(r"[.!?] [A-Z]", text[b.span.start : b.span.end])) < 2
                for b in rest
            ):
                return [*blocks[:number], *(replace(b, kind="furniture") for b in rest)]
    return list(blocks)
