"""From when to when a role is held: "since 2019", "from 2010 to 2014", "until March"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg import syntax
from kg.document import Document
from kg.extract.mentions import tokens_of
from kg.extract.roles.titles import token_at
from kg.patterns import word_set
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAX_DISTANCE = 14  # tokens behind a title in which its time is given
_PARTICIPLES = frozenset({"VBG", "VBN"})
_TIME_PHRASES = frozenset(
    {
        syntax.PREPOSITION,
        syntax.MARKER,
        syntax.ADVERBIAL_MODIFIER,
        syntax.PREPOSITIONAL_COMPLEMENT,
    }
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """TIMEX3 values of the first and the last day that the text gives."""

    start: str | None = None
    end: str | None = None


class Date(NamedTuple):
    """The TIMEX3 value of a date, and the index of the token behind it."""

    behind: int
    value: str


Dates = Mapping[int, Date]


def dates_of(document: Document) -> Dates:
    """The dates that have a place in the calendar, by the index of their first token."""
    dates = {}
    for mention in document.mentions:
        if mention.type == "Date" and mention.value and period_of(mention.value):
            span = tokens_of(document, mention)
            if span is not None:
                dates[span.start] = Date(span.end, mention.value)
    return dates


def bounds_behind(dates: Dates, token: Token) -> Bounds:
    """The bounds in the words behind a title or an employer, up to the next verb or clause.

    "since 2019", ", a post he has held since 2019".
    """
    start = end = None
    may_have_verb = _goes_on_with_job(token)
    at, limit = token.i + 1, min(token.sent.end, token.i + _MAX_DISTANCE)
    while at < limit:
        word = token.doc[at]
        if _ends_phrase(word, may_have_verb):
            break
        bounds, behind = _bounds_from(dates, word)
        start, end = start or bounds.start, end or bounds.end
        at = max(behind, at + 1)
    return Bounds(start, end)


def _goes_on_with_job(token: Token) -> bool:
    """Whether ", a post …" stands behind the token."""
    doc, comma = token.doc, token.i + 1
    if comma + 2 >= len(doc) or doc[comma].text != ",":
        return False
    jobs = word_set("titles", "holding", "posts")
    return any(word.lemma_.lower() in jobs for word in doc[comma + 2 : comma + 4])


def _ends_phrase(word: Token, may_have_verb: bool) -> bool:
    """Whether what follows is another clause."""
    if word.lower_ in word_set("titles", "bounds", "stops"):
        return True
    return syntax.is_verb(word) and word.tag_ not in _PARTICIPLES and not may_have_verb


def bounds_at(dates: Dates, verb: Token) -> Bounds:
    """The bounds in the phrases of a verb, before or behind it: "Since 2019 she has led …"."""
    start = end = None
    for child in verb.children:
        if child.dep_ in _TIME_PHRASES:
            bounds, _ = _bounds_from(dates, child)
            start, end = start or bounds.start, end or bounds.end
    return Bounds(start, end)


def _bounds_from(dates: Dates, token: Token) -> tuple[Bounds, int]:
    """The bounds in a phrase that begins with this word, and the index of the token behind it.

    1. "since 2019", "until March"
    2. "from 2010 to 2014", "between 2010 and 2014"
    3. "(2010-2014)"
    """
    word, first = token.lower_, _date_at(dates, token.i + 1)
    if first is None:
        return Bounds(), token.i + 1
    if word == "(":
        return _bounds_in_bracket(dates, first, token_at(token.doc, first.behind))
    if word in word_set("titles", "bounds", "since"):
        return Bounds(start=first.value), first.behind
    if word in word_set("titles", "bounds", "until"):
        return Bounds(end=first.value), first.behind
    if word in word_set("titles", "bounds", "from"):
        needs_end = word in word_set("titles", "bounds", "both")
        return _bounds_of_range(dates, first, token_at(token.doc, first.behind), needs_end)
    return Bounds(), token.i + 1


def _bounds_in_bracket(dates: Dates, first: Date, joint: Token | None) -> tuple[Bounds, int]:
    """The bounds in "(2010-2014)", with the token behind the first date."""
    is_joint = joint is not None and joint.text in word_set("titles", "bounds", "to")
    second = _date_at(dates, first.behind + 1) if is_joint else None
    if second is None:
        return Bounds(), first.behind
    return Bounds(first.value, second.value), second.behind


def _bounds_of_range(
    dates: Dates, first: Date, joint: Token | None, needs_end: bool
) -> tuple[Bounds, int]:
    """The bounds in "from 2010 to 2014", with the token behind the first date."""
    is_joint = joint is not None and joint.lower_ in _joints_of_range()
    second = _date_at(dates, first.behind + 1) if is_joint else None
    if second is not None:
        return Bounds(first.value, second.value), second.behind
    return Bounds() if needs_end else Bounds(start=first.value), first.behind


@cache
def _joints_of_range() -> frozenset[str]:
    return (
        word_set("titles", "bounds", "to")
        | word_set("titles", "bounds", "until")
        | word_set("titles", "bounds", "and")
    )


def _date_at(dates: Dates, index: int) -> Date | None:
    """The date that begins here or one word on: "since early 2019", "until the 1990s"."""
    return dates.get(index) or dates.get(index + 1)
