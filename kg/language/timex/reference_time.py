"""What stands around an expression of time: the article's date, the dates spoken of before, the tense of the clause, the words beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg import syntax
from kg.language.timex.date_arithmetic import day_in
from kg.language.timex.expressions import Words
from kg.language.timex.tense import Tense, tense_around
from kg.patterns import word_set
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_WORD_BEFORE = re.compile(r"([^\W_]+|[–—-])[ \xa0\r\n]*$")
_LAST_WORDS = 40  # characters
_OPENING = 3  # "In "


@dataclass(frozen=True, slots=True)
class Part:
    """Characters of the text that are one expression, with its TIMEX3 value where it has one."""

    start: int
    end: int
    value: str | None


def whole(words: Words, value: str | None) -> tuple[Part, ...]:
    """The expression as one part: without what only led to it, such as "for" in "for years"."""
    start, end = next(
        (words.spans[name] for name in ("x", "x2", "x3") if name in words.spans),
        (words.start, words.end),
    )
    return (Part(start, end, value),)


@dataclass(frozen=True)
class Setting:
    """The surroundings of one expression. `spoken_of` are the dates before it that its paragraph and the one before told."""

    doc: Doc
    text: str
    start: int
    end: int
    base: dt.date | None
    spoken_of: Sequence[Part] = ()
    headline: bool = False
    day_beside: dt.date | None = (
        None  # the day said nearest in the sentence, for an hour: "at 4 p.m. on Friday"
    )

    @cached_property
    def tokens(self) -> Span:
        """The tokens of the expression."""
        span = self.doc.char_span(self.start, self.end, alignment_mode="expand")
        assert span is not None  # every expression has characters in some token
        return span

    @cached_property
    def tense(self) -> Tense:
        """Past, future or open: of the verb that the expression hangs on."""
        return "past" if self.before == "since" else tense_around(self.tokens, self.headline)

    @property
    def first(self) -> Token:
        """The first token of the expression."""
        return self.tokens[0]

    @cached_property
    def before(self) -> str:
        """The word before, lower case."""
        found = _WORD_BEFORE.search(self.text, max(0, self.start - _LAST_WORDS), self.start)
        return found[1].lower() if found else ""

    @property
    def after(self) -> str:
        """Some characters behind."""
        return self.text[self.end : self.end + _LAST_WORDS]

    @property
    def opens(self) -> bool:
        """Does the expression begin its sentence?"""
        return bool(self.first.is_sent_start)

    def called_date(self) -> bool:
        """Does the model call the words a date or a time?"""
        return any(t.ent_type_ in {"DATE", "TIME"} for t in self.tokens)

    def is_name(self) -> bool:
        """Is the expression a part of a compound name: "Sunday Times", "Arab Spring"?"""
        last = self.tokens[-1]
        after = last.nbor() if last.i + 1 < len(self.doc) else None
        return (
            after is not None
            and last.dep_ == syntax.COMPOUND
            and last.head == after
            and after.tag_ in {"NNP", "NNPS"}
            and after.text[0].isupper()
        )

    def in_game(self) -> bool:
        """Does the sentence tell of a match, which has quarters and halves of its own?"""
        return any(t.lower_ in word_set("time", "game") for t in self.first.sent)

    def spoken(self, unit: str) -> dt.date | None:
        """A day of the last date spoken of that is no wider than the unit."""
        return next(
            (day for part in reversed(self.spoken_of) if (day := day_in(part.value, unit))), None
        )

    @property
    def opening_year(self) -> int | None:
        """The year that the sentence opens with: "In 2008, … in March"."""
        begin = self.first.sent.start_char
        opens = (
            p.value
            for p in self.spoken_of
            if begin <= p.start <= begin + _OPENING and p.end - p.start == len(p.value or "")
        )
        return next((int(year) for year in opens if year and year.isdigit()), None)

    def spoken_value(self) -> str | None:
        """The last date spoken of, however wide."""
        return next(
            (part.value for part in reversed(self.spoken_of) if period_of(part.value)), None
        )

    def spoken_here(self, unit: str, above: bool = False) -> dt.date | None:
        """The same, in this sentence; with `above` only by what governs the expression: not in "Acme, founded in 1994, will leave by the end of the year"."""
        begin = self.first.sent.start_char
        here = (
            p
            for p in reversed(self.spoken_of)
            if p.start >= begin and (not above or self._is_under(p))
        )
        return next((day for part in here if (day := day_in(part.value, unit))), None)

    def _is_under(self, part: Part) -> bool:
        """Does the verb of that date govern the expression?"""
        span = self.doc.char_span(part.start, part.end, alignment_mode="expand")
        verb = (
            next((t for t in span.root.ancestors if t.pos_ in {"VERB", "AUX"}), None)
            if span is not None
            else None
        )
        return verb is not None and (verb.dep_ == syntax.ROOT or verb.is_ancestor(self.tokens.root))
