"""Births and deaths in brackets behind a name: "Jane Roe (4 May 1950 in Leeds – 12 June 2011)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.document import Document
from kg.extract.mentions import root_of
from kg.extract.nearby import mentions_near
from kg.extract.relations.builder import build_relation
from kg.extract.spans import sentence_of
from kg.model import Mention, Relation, Span
from kg.patterns import word_set
from kg.timex import is_day, period_of

# A bracket behind a name, with the letters of an honour or the seat of a laird in front of it.
_BRACKET = re.compile(r"(?:,? [A-Z]{2,5}\b| of [A-Z]\w+)*,?\s?\(([^()]{4,300})\)")
_DASH = re.compile(r"\s?[–—-]\s?")
_DASHES = frozenset("–—-")
_WORD = re.compile(r"[^\W\d_]+")
_REGNAL = re.compile(r"\b[IVX]+\b")  # years behind the name of a king are those of his reign
_LIFETIME = range(30, 111)  # years: fewer are those of an office


@dataclass(frozen=True, slots=True)
class _Bracket:
    """The part of a bracket that has a date, with the mentions in it."""

    document: Document
    person: Mention
    start: int
    end: int
    mentions: Sequence[Mention]

    @property
    def dates(self) -> list[Mention]:
        return [m for m in self.mentions if m.type == "Date"]

    @property
    def places(self) -> list[Mention]:
        return [m for m in self.mentions if m.type == "Place" and m.form == "name"]

    def words(self, start: int, end: int) -> set[str]:
        """The words between two characters."""
        return set(_WORD.findall(self.document.article.text[start:end]))


def life_dates(document: Document) -> Iterator[Relation]:
    """The births and deaths in the brackets behind names.

    Of several parts between semicolons the one with the first date counts.
    """
    for name in document.mentions:
        if name.type == "Person" and name.form == "name":
            bracket = _bracket_behind(document, name)
            if bracket is not None:
                yield from _birth_and_death(bracket)


def _bracket_behind(document: Document, name: Mention) -> _Bracket | None:
    """The bracket behind the name, or its part with a date; None where there is no date."""
    text = document.article.text
    found = _BRACKET.match(text, name.end)
    if found is None:
        return None
    begin, end = found.span(1)
    near = mentions_near(document, Span(begin, end))
    inside = [m for m in near if begin <= m.start and m.end <= end]
    date = next((m for m in inside if m.type == "Date"), None)
    if date is None:
        return None
    start = text.rfind(";", begin, date.start) + 1 or begin
    return _Bracket(document, name, start, end, [m for m in inside if m.start >= start])


def _birth_and_death(bracket: _Bracket) -> Iterator[Relation]:
    """The birth and death in the bracket.

    1. Two dates around a dash: birth and death.
    2. One date behind "died": death.
    3. One date behind "born", or before a dash and nothing else: birth.
    """
    dates = bracket.dates
    before = bracket.words(bracket.start, dates[0].start)
    if len(dates) == 2:
        dash = _dash_between(bracket, dates)
        if dash is None:
            return
        between = bracket.words(dates[0].end, dates[1].start)
        if _is_lifetime(bracket.person, dates, before | between):
            yield _relation(bracket, "diedOn", dates[1])
            yield from _birth(bracket, dates[0], dash.start())
    elif len(dates) == 1 and _has_only_date_words(before):
        if before & word_set("relations", "died"):
            yield _relation(bracket, "diedOn", dates[0])
        elif before & word_set("relations", "born") or _is_open(bracket, dates[0]):
            yield from _birth(bracket, dates[0], bracket.end)


def _dash_between(bracket: _Bracket, dates: Sequence[Mention]) -> re.Match[str] | None:
    """The first dash between the two dates that is not in the name of a place."""
    text, places = bracket.document.article.text, bracket.places
    for dash in _DASH.finditer(text, dates[0].end, dates[1].start):
        if not any(p.start < dash.end() and dash.start() < p.end for p in places):
            return dash
    return None


def _birth(bracket: _Bracket, date: Mention, end: int) -> Iterator[Relation]:
    """The day of birth, and its places, which end before this character."""
    yield _relation(bracket, "bornOn", date)
    for place in bracket.places:
        between = bracket.words(min(date.end, place.start), place.start)
        if place.end <= end and _has_only_date_words(between):
            yield _relation(bracket, "bornIn", place)


def _is_open(bracket: _Bracket, date: Mention) -> bool:
    """Whether a dash behind the date leaves its end open: "(4 May 1950 – )", "(… – present)".

    Only for days: years alone may be those of an office.
    """
    rest = bracket.document.article.text[date.end : bracket.end].strip()
    has_dash = rest[:1] in _DASHES
    return (
        is_day(date.value)
        and has_dash
        and set(_WORD.findall(rest)) <= word_set("relations", "living")
    )


def _has_only_date_words(words: Iterable[str]) -> bool:
    """Whether the words are names, and such as stand next to days of birth and death."""
    return {w for w in words if w[0].islower()} <= _date_words()


@cache
def _date_words() -> frozenset[str]:
    """The words that stand next to days of birth and death."""
    return frozenset(
        {
            *word_set("relations", "beside_days"),
            *word_set("relations", "born"),
            *word_set("relations", "died"),
        }
    )


def _is_lifetime(name: Mention, dates: Sequence[Mention], words: set[str]) -> bool:
    """Whether the dates are those of a birth and a death.

    Days are; years alone may be those of an office, which the words would name, or of a reign.
    """
    if all(is_day(d.value) for d in dates):
        return _has_only_date_words(words)
    first, last = (period_of(d.value) for d in dates)
    if first is None or last is None:
        return False
    is_long_enough = last.first.year - first.first.year in _LIFETIME
    return is_long_enough and words <= _date_words() and not _REGNAL.search(name.text)


def _relation(bracket: _Bracket, label: str, other: Mention) -> Relation:
    root = root_of(bracket.document, bracket.person)
    assert root is not None  # a mention has characters
    return build_relation(label, "lifespan", bracket.person, other, sentence_of(root), other.span)
