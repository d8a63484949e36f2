"""Dates and amounts: where they stand, and their value, as precise as the text and no more.

A date's value is a TIMEX3 value (TimeML 1.2.1 on ISO 8601), read against the article's date:
`2008-03-01`, `2006-W14`, `2005-Q4`, `2010-SU`, `199` for a decade, `2010-07-16TMO`,
`2009-06-01T16:00Z`; `P3Y` for a duration or how often; `PAST_REF` and its like where no one says
when.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import dateparser

from kg.document import Block
from kg.language.quantities.amounts import Measure, amounts_of
from kg.language.timex.calendar_dates import CALENDAR, Reader, Timexes
from kg.language.timex.durations import LENGTHS
from kg.language.timex.expressions import Expression, expressions
from kg.language.timex.placed_dates import PLACED, unplaced
from kg.language.timex.reference_time import Context, Timex
from kg.language.timex.relative_dates import RELATIVE
from kg.model import Span as Characters
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?$|\d{8}(?:T.*)?$")
_READERS: Mapping[str, Reader] = {**CALENDAR, **RELATIVE, **LENGTHS}
_NOT_STORY = frozenset({"dateline", "signature", "byline", "furniture"})  # kinds of blocks
_HEADLINES = frozenset({"title", "heading"})
_BY_DAY_NEARBY = frozenset({"clock", "noon", "overnight"})
_REMEMBERED = 24  # expressions: more than two paragraphs have
_FULL_DATES_ONLY = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}


def measures_of(
    doc: Doc, article_date: str | None, blocks: Sequence[Block] = (), text: str | None = None
) -> tuple[Measure, ...]:
    """Dates, sums of money and quantities in order.

    Without an article date expressions that need one keep no value. `text` is the article's, where
    it is at hand: putting a Doc's text together costs more than finding its sums.
    """
    text = text or doc.text
    day = dt.date.fromisoformat(article_date) if article_date else None
    amounts = list(amounts_of(doc, text))
    dates = [_measure(doc, timex) for timex in _dates(doc, text, day, blocks)]
    out: list[Measure] = []
    taken: set[int] = set()
    for measure in [*amounts, *dates]:
        characters = range(measure.characters.start, measure.characters.end)
        if taken.isdisjoint(characters):
            taken.update(characters)
            out.append(measure)
    return tuple(sorted(out, key=lambda m: m.characters))


def iso_date(text: str) -> str | None:
    """A full date, in ISO 8601 or in words, as YYYY-MM-DD.

    None where day, month or year is missing, and for 03-02-2009, which may be two days.
    """
    text = text.strip()
    if _ISO.match(text):
        return _day_of_iso(text)
    if not any(c.isalpha() for c in text):
        return None
    parsed = dateparser.parse(text, languages=["en"], settings=_FULL_DATES_ONLY)
    return parsed.date().isoformat() if parsed else None


def _day_of_iso(text: str) -> str | None:
    """The day of "2024-05-14", "20240514", "2024-05-14T09:30:00Z"; None where there is none."""
    try:
        return dt.datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        return None


def _dates(
    doc: Doc, text: str, article_date: dt.date | None, blocks: Sequence[Block]
) -> Iterator[Timex]:
    """All dates of all expressions; hours come last, since the day may be named behind them."""
    timexes: list[Timex] = []
    hours: list[tuple[Expression, Context]] = []
    leads: list[tuple[Expression, Context]] = []
    for found, context in _contexts(doc, text, article_date, blocks, timexes):
        if leads and found.start != leads[-1][0].end:
            timexes.extend(_with_leads(leads, ()))
        if found.rule in PLACED:
            leads.append((found, context))
        elif found.rule in _BY_DAY_NEARBY:
            hours.append((found, context))
        else:
            timexes.extend(_with_leads(leads, _READERS[found.rule](found, context)))
    timexes.extend(_with_leads(leads, ()))
    yield from timexes
    in_order = sorted(timexes, key=lambda timex: timex.start)
    for found, context in hours:
        yield from _READERS[found.rule](found, _with_day_nearby(context, in_order))


def _with_leads(leads: list[tuple[Expression, Context]], behind: Timexes) -> Timexes:
    """The dates behind words that count from the first of them, which are then used up.

    "The Tuesday after | the first Monday in | November": from the last words to the first.
    """
    while leads:
        found, context = leads.pop()
        if behind and behind[0].start == found.end:
            behind = (*PLACED[found.rule](found, context, behind[0]), *behind[1:])
        else:
            behind = (*unplaced(found), *behind)
    return behind


def _contexts(
    doc: Doc,
    text: str,
    article_date: dt.date | None,
    blocks: Sequence[Block],
    timexes: Sequence[Timex],
) -> Iterator[tuple[Expression, Context]]:
    """Each expression with the dates before it in its block and in the one above.

    `timexes` grows while this runs. A date line is no part of the story: no date of it counts.
    """
    story = [block for block in blocks if block.kind not in _NOT_STORY]
    starts = [block.span.start for block in story]
    for found in expressions(text):
        number = bisect_right(starts, found.start) - 1
        is_inside = number >= 0 and found.start < story[number].span.end
        earlier: Sequence[Timex] = ()
        if not story:
            earlier = timexes[-_REMEMBERED:]
        elif is_inside:
            earlier = _within(timexes[-_REMEMBERED:], story[max(0, number - 1) : number + 1])
        headline = is_inside and story[number].kind in _HEADLINES
        context = Context(doc, text, found.start, found.end, article_date, earlier, headline)
        yield found, context


def _within(timexes: Sequence[Timex], blocks: Sequence[Block]) -> list[Timex]:
    """The dates that begin in one of the blocks."""
    spans = [block.span for block in blocks]
    return [timex for timex in timexes if any(s.start <= timex.start < s.end for s in spans)]


def _with_day_nearby(context: Context, timexes: Sequence[Timex]) -> Context:
    """The hour's context with the nearest day of its sentence, before or behind it."""
    sentence = context.first.sent
    nearest, shortest = None, len(context.text)
    first = bisect_left(timexes, sentence.start_char, key=lambda timex: timex.start)
    behind = bisect_left(timexes, sentence.end_char, key=lambda timex: timex.start)
    for timex in timexes[first:behind]:
        day = _day_of(timex)
        distance = max(timex.start - context.end, context.start - timex.end)
        if day is not None and distance < shortest:
            nearest, shortest = day, distance
    return replace(context, day_nearby=nearest)


def _day_of(timex: Timex) -> dt.date | None:
    """The day of a date that is no wider than one."""
    period = period_of(timex.value)
    if period is None or period.first != period.last:
        return None
    return period.first


def _measure(doc: Doc, timex: Timex) -> Measure:
    """The date as a measure."""
    tokens = doc.char_span(timex.start, timex.end, alignment_mode="expand")
    assert tokens is not None  # every expression has characters in some token
    return Measure(
        tokens.start, tokens.end, "Date", Characters(timex.start, timex.end), value=timex.value
    )
