"""The words of a predicate, and mentions of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.spans import span_of
from kg.model import EntityType, Mention
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

# what does not belong to the phrase of an adjective or noun
_OUTSIDE = frozenset(
    {
        syntax.RELATIVE_CLAUSE,
        syntax.ADNOMINAL_CLAUSE,
        syntax.CLAUSAL_COMPLEMENT,
        syntax.OPEN_COMPLEMENT,
        syntax.ADVERBIAL_CLAUSE,
        syntax.CONJUNCT,
        syntax.COORDINATOR,
        syntax.PRECONJUNCTION,
        syntax.PUNCTUATION,
        syntax.APPOSITION,
        syntax.NEGATION,
        syntax.MARKER,
        syntax.PARATAXIS,
        *syntax.SUBJECTS,
        *syntax.AUXILIARIES,
    }
)
_HYPHEN = "HYPH"


def phrase_of(token: Token) -> list[Token]:
    """The words around a predicate that belong to it, without clauses: "critical of the plan"."""
    kept = {t.i for t in _below(token)}
    first = last = token.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return list(token.doc[first : last + 1])


def _below(token: Token) -> list[Token]:
    """The token and what hangs on it, clauses and coordinated words left out."""
    found: list[Token] = []
    waiting = [token]
    while waiting:
        word = waiting.pop()
        found.append(word)
        waiting.extend(c for c in word.children if _belongs(c))
    return found


def _belongs(child: Token) -> bool:
    """Whether a word is a part of the phrase that it hangs on; no clause, no "no" or "hardly"."""
    if child.tag_ == _HYPHEN:
        return True
    if child.dep_ == syntax.ADVERBIAL_MODIFIER and child.lower_ in _framing_adverbs():
        return False
    if is_no(child):
        return False
    return child.dep_ not in _OUTSIDE


def is_no(word: Token) -> bool:
    """Whether the word is the "no" of "no surprise", which is told as polarity."""
    denies = word.lower_ in word_set("factuality", "none")
    return word.dep_ == syntax.DETERMINER and denies


@cache
def _framing_adverbs() -> frozenset[str]:
    """The adverbs that say whether or since when it is so, and not how."""
    return word_set("attributes", "beside") | word_set("factuality", "negative_words")


def quality(document: Document, phrase: Sequence[Token] | TokenSpan) -> Mention:
    """A mention of the words that say how something is."""
    return _mention(document, phrase, "quality", "Quality")


def measure(document: Document, phrase: Sequence[Token], unit: str | None) -> Mention:
    """A mention of a number, with its unit."""
    amount = number_of([t.lower_ for t in phrase])
    return _mention(document, phrase, "measure", "Quantity", amount, unit)


def _mention(
    document: Document,
    phrase: Sequence[Token] | TokenSpan,
    name: str,
    kind: EntityType,
    amount: float | None = None,
    unit: str | None = None,
) -> Mention:
    span = span_of(phrase)
    return Mention(
        id=f"{name}-{span.start}-{span.end}",
        start=span.start,
        end=span.end,
        text=document.article.text[span.start : span.end],
        form="nominal",
        type=kind,
        amount=amount,
        unit=unit,
    )


def number_of(phrase: Sequence[str]) -> float | None:
    """The first number among words in lower case: "14", "twelve", "twenty"; None without one."""
    table = words("amounts")
    for word in phrase:
        for key in ("number", "tens"):
            if word in table[key]:
                return float(table[key][word])
        figure = word.replace(",", "")
        if figure.replace(".", "", 1).isdecimal():
            return float(figure)
    return None
