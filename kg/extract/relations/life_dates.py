"""What stands in brackets behind a name of its bearer's life: "Jane Roe (4 May 1950 in Leeds – 12 June 2011)", "Jane Roe (born 1950)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.document import Document
from kg.extract.mentions import root_of
from kg.extract.relations.builder import build_relation
from kg.extract.spans import sentence_of
from kg.model import Mention, Relation
from kg.patterns import word_set
from kg.timex import is_day, period_of

_BRACKET = re.compile(
    r"(?:,? [A-Z]{2,5}\b| of [A-Z]\w+)*,?\s?\(([^()]{4,300})\)"
)  # behind letters of honour, or the seat of a laird
_DASH = re.compile(r"\s?[–—-]\s?")
_WORD = re.compile(r"[^\W\d_]+")
_REIGNS = re.compile(r"\b[IVX]+\b")  # years behind the name of a king are those of his reign
_LIVES = range(30, 111)  # years: fewer are those of an office


def life_dates(document: Document) -> Iterator[Relation]:
    """Births and deaths in the brackets behind names; of several parts between semicolons the one with a date counts."""
    text = document.article.text
    for name in document.mentions:
        bracket = (
            _BRACKET.match(text, name.end)
            if name.type == "Person" and name.form == "name"
            else None
        )
        if bracket is not None:
            inside = [
                m
                for m in document.mentions
                if bracket.start(1) <= m.start and m.end <= bracket.end(1)
            ]
            start = next(
                (
                    text.rfind(";", bracket.start(1), d.start) + 1 or bracket.start(1)
                    for d in inside
                    if d.type == "Date"
                ),
                None,
            )
            if start is not None:
                yield from _of_part(
                    document, name, [m for m in inside if m.start >= start], start, bracket.end(1)
                )


def _of_part(
    document: Document, name: Mention, inside: Sequence[Mention], start: int, end: int
) -> Iterator[Relation]:
    text = document.article.text
    dates = [m for m in inside if m.type == "Date"]
    places = [m for m in inside if m.type == "Place" and m.form == "name"]
    before = _words(text, start, dates[0].start)
    if len(dates) == 2:
        dash = next(
            (
                d
                for d in _DASH.finditer(text, dates[0].end, dates[1].start)
                if not any(p.start < d.end() and d.start() < p.end for p in places)
            ),
            None,
        )
        if dash is None or not _is_life(
            name, dates, before | _words(text, dates[0].end, dates[1].start)
        ):
            return
        yield _relation(document, "diedOn", name, dates[1])
        end = dash.start()
    elif len(dates) == 1 and before & word_set("relations", "died") and _only_beside(before):
        yield _relation(document, "diedOn", name, dates[0])
        return
    elif (
        len(dates) != 1
        or not _only_beside(before)
        or not (before & word_set("relations", "born") or _is_open(text, dates[0], end))
    ):
        return
    yield _relation(document, "bornOn", name, dates[0])
    for place in places:
        if place.end <= end and _only_beside(
            _words(text, min(dates[0].end, place.start), place.start)
        ):
            yield _relation(document, "bornIn", name, place)


def _is_open(text: str, day: Mention, end: int) -> bool:
    """ "(4 May 1950 – )", "(4 May 1950 – present)": a life that goes on; years alone may be those of an office."""
    rest = text[day.end : end].strip()
    return (
        is_day(day.value)
        and rest[:1] in {"–", "—", "-"}
        and set(_WORD.findall(rest)) <= word_set("relations", "living")
    )


def _words(text: str, start: int, end: int) -> set[str]:
    return set(_WORD.findall(text[start:end]))


def _only_beside(words: Iterable[str]) -> bool:
    """Nothing but names, and what may stand beside days of birth and death?"""
    return {w for w in words if w[0].islower()} <= _beside()


@cache
def _beside() -> frozenset[str]:
    return frozenset(
        {
            *word_set("relations", "beside_days"),
            *word_set("relations", "born"),
            *word_set("relations", "died"),
        }
    )


def _is_life(name: Mention, dates: Sequence[Mention], words: set[str]) -> bool:
    """Days are those of a life; years alone may be those of an office, which names it, or of a reign."""
    if all(is_day(d.value) for d in dates):
        return _only_beside(words)
    first, last = (period_of(d.value) for d in dates)
    return (
        first is not None
        and last is not None
        and last.first.year - first.first.year in _LIVES
        and words <= _beside()
        and not _REIGNS.search(name.text)
    )


def _relation(document: Document, label: str, person: Mention, other: Mention) -> Relation:
    root = root_of(document, person)
    assert root is not None  # a mention has characters
    return build_relation(label, "lifespan", person, other, sentence_of(root), other.span)
