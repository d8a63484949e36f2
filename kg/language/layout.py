"""The page: title, date line, headings, paragraphs and embedded posts, each with its characters."""

from __future__ import annotations

import re

from kg.document import Block
from kg.model import Span

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_DATE = rf"(?:\d{{4}}-\d\d-\d\d|(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})\.?,? \d{{4}})"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_HEAD_DATE = re.compile(rf"\s*date:?\s+({_DATE})(?!\S)", re.IGNORECASE)
_HOUR = r"\d{1,2}[:.]\d\d ?(?:am|pm)?(?: [A-Z]{3,4})?"
_DATE_LINE = re.compile(rf"(?:Published|Updated|Posted)?:?\s*(?:{_HOUR},? )?{_WEEKDAY}({_DATE})(?:,? (?:at )?{_HOUR})?\.?", re.IGNORECASE)
_OPENING_DATE = re.compile(rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? ({_DATE})\s+(?=[A-Z])")  # before a first sentence, on its line
_DAY = rf"(?:(?:{_MONTHS})\.? \d{{1,2}}|\d{{1,2}} (?:{_MONTHS})\.?)(?:,? \d{{4}})?"
_PLACE = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:(?:,|/) ?[A-Z][\w.]*){0,2}"  # in capitals, with a state or a second town
_TOWN = rf"[A-Z]\w+(?:, [A-Z]\w+)?(?=,? (?:\(|{_DAY})|, ?\w+ [—–])(?:, [A-Z]\w+)?"  # else only with a day, an agency or a country behind it
# as wires begin: the town, perhaps the day, perhaps the agency in brackets, a dash
_WIRE = re.compile(rf"(?:{_PLACE}|{_TOWN}),?(?: {_WEEKDAY}(?P<date>{_DAY}))?(?: \([A-Z][\w ]{{1,30}}\))? ?(?:[—–]|--?)\s+(?=[A-Z\"“‘'])")
_SIGNATURE = re.compile(rf"[—–-]{{1,2}}\s*(?P<author>[^\n()@]{{1,80}}?)\s*\((?P<handle>@\w{{1,50}})\)\s*(?P<date>{_DATE})")
_BLANK = re.compile(r"(?:[ \t\xa0]*(?:\r\n|\r(?!\n)|\n)){2,}[ \t\xa0]*|[\u2028\u2029]+")
_END = re.compile(r"[.!?…:;,\"'”’)\]]\s*$")
_BYLINES = 4  # lines above an article that tell its author, day and hour
_LONGEST_HEADING = 150  # characters; the longest headlines of the trial articles have 107


def blocks_of(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a text in order; every character that is not white space stands in exactly one of them."""
    blocks: list[Block] = []
    start = 0
    if head := _HEAD_DATE.match(text):
        blocks.append(_dateline(head))
        start = head.end()
    pieces = _pieces(text, start)
    for number, span in enumerate(pieces):
        first = all(b.kind == "dateline" for b in blocks)
        blocks.extend(_classify(text, span, first, last=number == len(pieces) - 1, title=title))
    return tuple(blocks)


def _pieces(text: str, start: int) -> list[Span]:
    """What blank lines part, without the white space around it."""
    out = []
    for a, b in zip([start, *(m.end() for m in _BLANK.finditer(text, start))], [*(m.start() for m in _BLANK.finditer(text, start)), len(text)], strict=True):
        piece = text[a:b]
        if piece.strip():
            out.append(Span(a + len(piece) - len(piece.lstrip()), b - (len(piece) - len(piece.rstrip()))))
    return out


def _classify(text: str, span: Span, first: bool, last: bool, title: str | None) -> list[Block]:
    words = text[span.start : span.end]
    if line := _DATE_LINE.fullmatch(words):
        return [_dateline(line, span.start)]
    if len(lines := _lines(text, span)) <= _BYLINES and any(_DATE_LINE.fullmatch(text[s.start : s.end]) for s in lines) and len(lines) > 1:
        return [b for s in lines for b in _classify(text, s, False, last, title)]
    if opening := _OPENING_DATE.match(words):
        rest = span.start + opening.end()
        return [_dateline(opening, span.start), *_classify(text, Span(rest, span.end), False, last, title)]
    if wire := _WIRE.match(words):
        day = Span(span.start + wire.start("date"), span.start + wire.end("date")) if wire["date"] else None
        dateline = Block("dateline", Span(span.start, span.start + len(wire.group().rstrip())), date=day)
        return [dateline, *_classify(text, Span(span.start + wire.end(), span.end), False, last, title)]
    if signed := _SIGNATURE.search(words):
        return _post(text, span, signed)
    if words == title:
        return [Block("title", span)]
    if len(words) <= _LONGEST_HEADING and "\n" not in words and not _END.search(words):
        if first and not last:
            return [Block("title", span)]
        return [Block("heading", span)]
    return [Block("paragraph", span)]


def _lines(text: str, span: Span) -> list[Span]:
    """The lines of a piece, without the white space around them."""
    out, at = [], span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            out.append(Span(start, start + len(line.strip())))
        at += len(line)
    return out


def _dateline(line: re.Match[str], offset: int = 0) -> Block:
    words = line.group()
    start = offset + line.end() - len(words.lstrip())
    return Block("dateline", Span(start, start + len(words.strip())), date=Span(offset + line.start(1), offset + line.end(1)))


def _post(text: str, span: Span, signed: re.Match[str]) -> list[Block]:
    """A post, its signature, and what stands after it in the same piece."""
    part = {name: Span(span.start + signed.start(name), span.start + signed.end(name)) for name in ("author", "handle", "date")}
    out = [Block("signature", Span(span.start + signed.start(), span.start + signed.end()), **part)]
    body = text[span.start : span.start + signed.start()]
    if body.strip():
        out.insert(0, Block("post", Span(span.start, span.start + len(body.rstrip())), **part))
    rest = Span(span.start + signed.end(), span.end)
    if text[rest.start : rest.end].strip():
        a = rest.start + len(text[rest.start : rest.end]) - len(text[rest.start : rest.end].lstrip())
        out.append(Block("paragraph", Span(a, rest.end)))
    return out
