"""Dates and amounts: where they stand, and their value read against the article's date, as precise as the text and no more.

A date's value is a TIMEX3 value (TimeML 1.2.1 on ISO 8601): `2008-03-01`, `2006-W14`, `2005-Q4`, `2010-SU`, `199` for a decade,
`2010-07-16TMO`, `2009-06-01T16:00Z`; `P3Y` for a duration or how often; `PAST_REF` and its like where no one says when.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import dateparser

from kg.document import Block
from kg.language.amounts import Measure, amounts_of
from kg.language.calendar_dates import CALENDAR, Reader
from kg.language.durations import LENGTHS
from kg.language.numbers import amount_of
from kg.language.relative_dates import RELATIVE
from kg.language.setting import Part, Setting
from kg.language.timewords import Words, expressions
from kg.model import Span as Characters
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Measure", "amount_of", "iso_date", "measures_of"]

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_READERS: Mapping[str, Reader] = {**CALENDAR, **RELATIVE, **LENGTHS}
_HOURS = frozenset({"clock", "noon", "bare_part"})


def measures_of(doc: Doc, article_date: str | None, blocks: Sequence[Block] = ()) -> tuple[Measure, ...]:
    """Dates, sums of money and quantities in order. Without an article date expressions that need one keep no value."""
    base, text = dt.date.fromisoformat(article_date) if article_date else None, doc.text
    dates = [m for m in (_measure(doc, p) for p in _dates(doc, text, base, blocks)) if m is not None]
    taken: set[int] = set()
    out: list[Measure] = []
    for measure in [*amounts_of(doc, text), *dates]:
        inside = range(measure.start, measure.end)
        if taken.isdisjoint(inside) or measure.type == "Date" and out and _apart(measure, out):
            taken.update(inside)
            out.append(measure)
    return tuple(sorted(out, key=lambda m: (m.start, m.characters.start if m.characters else 0)))


def iso_date(text: str) -> str | None:
    """A full date as YYYY-MM-DD; None where day, month or year is missing, and for 03-02-2009, which may be two days."""
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        return text if 1 <= int(iso[2]) <= 12 and 1 <= int(iso[3]) <= calendar.monthrange(int(iso[1]), int(iso[2]))[1] else None
    if not any(c.isalpha() for c in text):
        return None
    parsed = dateparser.parse(text, languages=["en"], settings={"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]})
    return parsed.date().isoformat() if parsed else None


def _dates(doc: Doc, text: str, base: dt.date | None, blocks: Sequence[Block]) -> list[Part]:
    """All parts of all expressions; hours come last, since the day may be said behind them."""
    found: list[tuple[Words, Setting]] = []
    parts: list[Part] = []
    for words, setting in _settings(doc, text, base, blocks, parts):
        if words.rule in _HOURS:
            found.append((words, setting))
        else:
            parts.extend(_READERS[words.rule](words, setting))
    days = [p for p in parts if (period := period_of(p.value)) and period.first == period.last]
    return sorted([*parts, *(p for words, setting in found for p in _READERS[words.rule](words, _with_day(setting, days)))], key=lambda p: p.start)


def _settings(doc: Doc, text: str, base: dt.date | None, blocks: Sequence[Block], parts: Sequence[Part]) -> Iterator[tuple[Words, Setting]]:
    """Each expression with what was told before it in its block and the one above; a date line tells the article's date and nothing of the story."""
    told = [b for b in blocks if b.kind not in {"dateline", "signature"}]
    starts = [b.span.start for b in told]
    for words in expressions(text):
        here = bisect_right(starts, words.start) - 1
        since = told[max(0, here - 1)].span.start if told else 0
        outside = bool(told) and not (here >= 0 and words.start < told[here].span.end)
        spoken = (
            []
            if outside
            else [
                p
                for p in parts[-_REMEMBERED:]
                if p.start >= since and (not told or any(b.span.start <= p.start < b.span.end for b in told[max(0, here - 1) : here + 1]))
            ]
        )
        headline = bool(told) and here >= 0 and told[here].kind in {"title", "heading"}
        yield words, Setting(doc, text, words.start, words.end, base, spoken, headline)


_REMEMBERED = 24  # expressions: more than a paragraph has


def _with_day(setting: Setting, days: Iterable[Part]) -> Setting:
    """The hour's setting with the nearest day of its sentence."""
    sentence = setting.first.sent
    near = [p for p in days if sentence.start_char <= p.start < sentence.end_char]
    best = min(near, key=lambda p: min(abs(p.start - setting.end), abs(setting.start - p.end)), default=None)
    period = period_of(best.value) if best else None
    before = [p for p in days if p.start < setting.start]
    return replace(setting, day_beside=period.first if period else None, spoken_of=[p for p in before if p.start >= sentence.start_char - _NEAR])


_NEAR = 1000


def _measure(doc: Doc, part: Part) -> Measure | None:
    tokens = doc.char_span(part.start, part.end, alignment_mode="expand")
    return Measure(tokens.start, tokens.end, "Date", value=part.value, characters=Characters(part.start, part.end)) if tokens is not None else None


def _apart(measure: Measure, out: Sequence[Measure]) -> bool:
    """Are the two only parts of one token: "3–5"?"""
    return all(
        not (m.start < measure.end and measure.start < m.end)
        or m.type == "Date"
        and m.characters is not None
        and measure.characters is not None
        and not m.characters.overlaps(measure.characters)
        for m in out[-4:]
    )
