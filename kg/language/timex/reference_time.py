"""What surrounds an expression of time and decides its value.

That is the article's date, the dates before it, the tense of the clause and the adjacent words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg import syntax
from kg.language.timex.date_arithmetic import day_in
from kg.language.timex.expressions import Expression
from kg.language.timex.tense import Tense, leads_to, tense_around
from kg.patterns import word_set
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_WORD_BEFORE = re.compile(r"([^\W_]+|[–—-])[ \xa0\r\n]*$")
_ADJACENT = 40  # characters before or behind the expression
_OPENING = 3  # "In "
_TIMEX_PARTS = ("x", "x2", "x3")  # the groups of the grammar that mark the expression proper
_PROPER_NOUNS = frozenset({"NNP", "NNPS"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODEL_LABELS = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Timex:
    """Characters of the text that are one expression, with its TIMEX3 value where it has one.

    `day` is the day to count from, where the value is wider: Christmas is of 25 December.
    """

    start: int
    end: int
    value: str | None
    day: dt.date | None = None


def whole(found: Expression, value: str | None) -> tuple[Timex, ...]:
    """The expression as one: without what only led to it, such as "for" in "for years"."""
    for name in _TIMEX_PARTS:
        if name in found.spans:
            return (Timex(*found.spans[name], value),)
    return (Timex(found.start, found.end, value),)


@dataclass(frozen=True)
class Context:
    """The surroundings of one expression.

    `earlier` are the dates before it in its paragraph and in the one above. `day_nearby` is for an
    hour: the nearest day in the sentence, as in "at 4 p.m. on Friday".
    """

    doc: Doc
    text: str
    start: int
    end: int
    article_date: dt.date | None
    earlier: Sequence[Timex] = ()
    headline: bool = False
    day_nearby: dt.date | None = None

    @cached_property
    def tokens(self) -> Span:
        """The tokens of the expression."""
        span = self.doc.char_span(self.start, self.end, alignment_mode="expand")
        assert span is not None  # every expression has characters in some token
        return span

    @cached_property
    def tense(self) -> Tense:
        """The tense of the verb that the expression depends on; past behind "since".

        What is put off until a day, or holds until then, has it still to come.
        """
        if self.before == "since":
            return "past"
        if self.follows("targets") and leads_to(self.tokens, self.before):
            return "future"
        return tense_around(self.tokens, self.headline)

    @property
    def first(self) -> Token:
        """The first token of the expression."""
        return self.tokens[0]

    @cached_property
    def before(self) -> str:
        """The word before, lower case."""
        return self.word_before(self.start)

    def word_before(self, at: int) -> str:
        """The word that ends before this character, lower case."""
        found = _WORD_BEFORE.search(self.text, max(0, at - _ADJACENT), at)
        return found[1].lower() if found else ""

    @property
    def after(self) -> str:
        """Some characters behind."""
        return self.text[self.end : self.end + _ADJACENT]

    @property
    def opens_sentence(self) -> bool:
        """Whether the expression begins its sentence."""
        return bool(self.first.is_sent_start)

    @property
    def is_lower(self) -> bool:
        """Whether the expression begins with a small letter."""
        return self.text[self.start].islower()

    def follows(self, list_name: str) -> bool:
        """Whether the word before is in this list of `words/time.toml`."""
        return self.before in word_set("time", list_name)

    def is_tagged_as_date(self) -> bool:
        """Whether the model labels some of the words as a date or a time."""
        return any(t.ent_type_ in _MODEL_LABELS for t in self.tokens)

    def is_name(self) -> bool:
        """Whether the expression is part of a compound name: "Sunday Times", "Arab Spring"."""
        last = self.tokens[-1]
        if last.i + 1 >= len(self.doc):
            return False
        after = last.nbor()
        is_compound = last.dep_ == syntax.COMPOUND and last.head == after
        return is_compound and after.tag_ in _PROPER_NOUNS and after.text[0].isupper()

    def is_put_off(self) -> bool:
        """Whether something is put off from or to the date: "moved from Monday to Friday"."""
        return leads_to(self.tokens, "")

    def is_before_noun(self) -> bool:
        """Whether the expression says which or what kind of: "a Friday deadline"."""
        last = self.tokens[-1]
        if last.i + 1 >= len(self.doc) or self.after[:1] not in {" ", "-", "\xa0"}:
            return False
        after = last.nbor()
        is_noun = after.pos_ in syntax.NOUNS or after.tag_ in _NOUN_TAGS
        return is_noun or (after.pos_ == "ADJ" and after.head.i > last.i)

    def is_in_game(self) -> bool:
        """Whether the sentence is about a match, which has quarters and halves of its own."""
        return any(t.lower_ in word_set("time", "game") for t in self.first.sent)

    def last_date(self, unit: str) -> dt.date | None:
        """A day of the last date before that is no wider than the unit."""
        return _first_day(reversed(self.earlier), unit)

    def last_value(self) -> str | None:
        """The value of the last date before, however wide."""
        for timex in reversed(self.earlier):
            if period_of(timex.value):
                return timex.value
        return None

    def last_date_in_sentence(self, unit: str, governing: bool = False) -> dt.date | None:
        """A day of the last date before in the same sentence that is no wider than the unit.

        With `governing` only of one whose verb governs the expression: not the first in "Acme,
        founded in 1994, will leave by the end of the year".
        """
        begin = self.first.sent.start_char
        here = (timex for timex in reversed(self.earlier) if timex.start >= begin)
        if governing:
            here = (timex for timex in here if self._is_under(timex))
        return _first_day(here, unit)

    @property
    def opening_year(self) -> int | None:
        """The year that the sentence opens with: "In 2008, … in March"."""
        begin = self.first.sent.start_char
        for timex in self.earlier:
            value = timex.value or ""
            is_first = begin <= timex.start <= begin + _OPENING
            is_bare = timex.end - timex.start == len(value)
            if is_first and is_bare and value.isdigit():
                return int(value)
        return None

    def _is_under(self, timex: Timex) -> bool:
        """Whether the verb of that date governs the expression."""
        span = self.doc.char_span(timex.start, timex.end, alignment_mode="expand")
        if span is None:
            return False
        verb = next((t for t in span.root.ancestors if syntax.is_verb(t)), None)
        if verb is None:
            return False
        return verb.dep_ == syntax.ROOT or verb.is_ancestor(self.tokens.root)


def _first_day(timexes: Iterable[Timex], unit: str) -> dt.date | None:
    """A day of the first of these dates that is no wider than the unit."""
    for timex in timexes:
        if day := day_in(timex.value, unit):
            return day
    return None
