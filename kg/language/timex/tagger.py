"""Dates and amounts: where they stand, and their value read against the article's date, as precise as the text and no more.

A date's value is a TIMEX3 value (TimeML 1.2.1 on ISO 8601): `2008-03-01`, `2006-W14`, `2005-Q4`, `2010-SU`, `199` for a decade,
`2010-07-16TMO`, `2009-06-01T16:00Z`; `P3Y` for a duration or how often; `PAST_REF` and its like where no one says when.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import dateparser

from kg.document import Block
from kg.language.quantities.amounts import Measure, amounts_of
from kg.language.timex.calendar_dates import CALENDAR, Reader
from kg.language.timex.date_arithmetic import exists
from kg.language.timex.durations import LENGTHS
from kg.language.timex.expressions import Words, expressions
from kg.language.timex.reference_time import Part, Setting
from kg.language.timex.relative_dates import RELATIVE
from kg.model import Span as Characters
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_READERS: Mapping[str, Reader] = {**CALENDAR, **RELATIVE, **LENGTHS}
_UNTOLD = frozenset(
    {"dateline", "signature", "byline", "furniture"}
)  # blocks that tell nothing of the story
_HOURS = frozenset({"clock", "noon"})
_REMEMBERED = 24  # expressions: more than two paragraphs have


def measures_of(
    doc: Doc, article_date: str | None, blocks: Sequence[Block] = (), text: str | None = None
) -> tuple[Measure, ...]:
    """Dates, sums of money and quantities in order. Without an article date expressions that need one keep no value.

    `text` is the article's, where it is at hand: putting a Doc's text together costs more than reading its sums.
    """
    base, text = dt.date.fromisoformat(article_date) if article_date else None, text or doc.text
    out: list[Measure] = []
    taken: set[int] = set()
    for measure in [
        *amounts_of(doc, text),
        *(_measure(doc, p) for p in _dates(doc, text, base, blocks)),
    ]:
        characters = range(measure.characters.start, measure.characters.end)
        if taken.isdisjoint(characters):
            taken.update(characters)
            out.append(measure)
    return tuple(sorted(out, key=lambda m: m.characters))


def iso_date(text: str) -> str | None:
    """A full date as YYYY-MM-DD; None where day, month or year is missing, and for 03-02-2009, which may be two days."""
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        return text if exists(int(iso[1]), int(iso[2]), int(iso[3])) else None
    if not any(c.isalpha() for c in text):
        return None
    parsed = dateparser.parse(
        text,
        languages=["en"],
        settings={"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]},
    )
    return parsed.date().isoformat() if parsed else None


def _dates(doc: Doc, text: str, base: dt.date | None, blocks: Sequence[Block]) -> Iterator[Part]:
    """All parts of all expressions; hours come last, since the day may be said behind them."""
    parts: list[Part] = []
    hours: list[tuple[Words, Setting]] = []
    for words, setting in _settings(doc, text, base, blocks, parts):
        if words.rule in _HOURS:
            hours.append((words, setting))
        else:
            parts.extend(_READERS[words.rule](words, setting))
    yield from parts
    for words, setting in hours:
        yield from _READERS[words.rule](words, _with_day(setting, parts))


def _settings(
    doc: Doc, text: str, base: dt.date | None, blocks: Sequence[Block], parts: Sequence[Part]
) -> Iterator[tuple[Words, Setting]]:
    """Each expression with what was told before it in its block and the one above; a date line tells nothing of the story."""
    told = [b for b in blocks if b.kind not in _UNTOLD]
    starts = [b.span.start for b in told]
    for words in expressions(text):
        at = bisect_right(starts, words.start) - 1
        near = [b.span for b in told[max(0, at - 1) : at + 1]]
        inside = not told or (at >= 0 and words.start < told[at].span.end)
        spoken = (
            [
                p
                for p in parts[-_REMEMBERED:]
                if not told or any(b.start <= p.start < b.end for b in near)
            ]
            if inside
            else []
        )
        yield (
            words,
            Setting(
                doc,
                text,
                words.start,
                words.end,
                base,
                spoken,
                headline=inside and bool(told) and told[at].kind in {"title", "heading"},
            ),
        )


def _with_day(setting: Setting, parts: Sequence[Part]) -> Setting:
    """The hour's setting with the nearest day of its sentence, before or behind it."""
    sentence = setting.first.sent
    days = {
        p: period.first
        for p in parts
        if sentence.start_char <= p.start < sentence.end_char
        and (period := period_of(p.value))
        and period.first == period.last
    }
    nearest = min(
        days, key=lambda p: max(p.start - setting.end, setting.start - p.end), default=None
    )
    return replace(setting, day_beside=days[nearest] if nearest else None)


def _measure(doc: Doc, part: Part) -> Measure:
    tokens = doc.char_span(part.start, part.end, alignment_mode="expand")
    assert tokens is not None  # every expression has characters in some token
    return Measure(
        tokens.start, tokens.end, "Date", Characters(part.start, part.end), value=part.value
    )
