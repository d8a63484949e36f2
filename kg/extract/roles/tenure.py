"""From when to when: "since 2019", "from 2010 to 2014", "until March"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import tokens_of
from kg.patterns import word_set, words
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_FAR = 14  # tokens behind a title in which its time is told


@dataclass(frozen=True, slots=True)
class Bounds:
    """TIMEX3 values of the first and the last day that the text gives."""

    start: str | None = None
    end: str | None = None


Dates = Mapping[int, tuple[int, str]]


def dates_of(document: Document) -> Dates:
    """The dates that say when, by their first token: the token behind, and the value."""
    out = {}
    for mention in document.mentions:
        if mention.type == "Date" and mention.value and period_of(mention.value):
            span = tokens_of(document, mention)
            if span is not None:
                out[span.start] = (span.end, mention.value)
    return out


def bounds_behind(dates: Dates, token: Token) -> Bounds:
    """What the words behind a title or an employer say, up to the next verb or clause: "since 2019", ", a post he has held since 2019"."""
    doc, i = token.doc, token.i + 1
    start = end = None
    held = (
        i + 2 < len(doc)
        and doc[i].text == ","
        and any(t.lemma_.lower() in words("titles")["holding"]["posts"] for t in doc[i + 2 : i + 4])
    )
    while i < min(token.sent.end, token.i + _FAR):
        word = doc[i]
        if word.lower_ in word_set("titles", "bounds", "stops") or (
            word.pos_ in {"VERB", "AUX"} and word.tag_ not in {"VBG", "VBN"} and not held
        ):
            break
        found, behind = _read(dates, doc[i])
        start, end = start or found.start, end or found.end
        i = max(behind, i + 1)
    return Bounds(start, end)


def bounds_at(dates: Dates, verb: Token) -> Bounds:
    """What stands with the verb, before or behind it: "Since 2019 she has led …"."""
    found = [
        _read(dates, c)[0]
        for c in verb.children
        if c.dep_
        in {
            syntax.PREPOSITION,
            syntax.MARKER,
            syntax.ADVERBIAL_MODIFIER,
            syntax.PREPOSITIONAL_COMPLEMENT,
        }
    ]
    return Bounds(
        next((b.start for b in found if b.start), None), next((b.end for b in found if b.end), None)
    )


def _read(dates: Dates, token: Token) -> tuple[Bounds, int]:
    """The bounds told by a phrase that begins with this word, and the token behind it."""
    doc, table, word = token.doc, words("titles")["bounds"], token.lower_
    first = _date_at(dates, token.i + 1)
    if word == "(" and first is not None:
        second = (
            _date_at(dates, first[0] + 1)
            if first[0] < len(doc) and doc[first[0]].text in table["to"]
            else None
        )
        return (
            (Bounds(first[1], second[1]), second[0]) if second is not None else (Bounds(), first[0])
        )
    if first is None or word not in {*table["since"], *table["until"], *table["from"]}:
        return Bounds(), token.i + 1
    if word in table["since"]:
        return Bounds(start=first[1]), first[0]
    if word in table["until"]:
        return Bounds(end=first[1]), first[0]
    joined = first[0] < len(doc) and doc[first[0]].lower_ in {
        *table["to"],
        *table["until"],
        *table["and"],
    }
    second = _date_at(dates, first[0] + 1) if joined else None
    if word in table["both"] and second is None:
        return Bounds(), first[0]
    return Bounds(first[1], second[1] if second is not None else None), second[
        0
    ] if second is not None else first[0]


def _date_at(dates: Dates, i: int) -> tuple[int, str] | None:
    return dates.get(i) or dates.get(i + 1)  # "since early 2019", "until the 1990s"
