"""Does the clause around an expression tell what has been or what is to come?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from kg import syntax
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Tense: TypeAlias = Literal["past", "present", "future", "open"]
_CLAUSES_TO_COME = {
    syntax.OPEN_COMPLEMENT,
    syntax.CLAUSAL_COMPLEMENT,
    syntax.ADNOMINAL_CLAUSE,
    syntax.RELATIVE_CLAUSE,
}


def tense_around(span: Span, headline: bool = False) -> Tense:
    """The tense of the verb that the words hang on; a headline tells the past in the present tense."""
    verb = _verb_over(span.root)
    return _tense(verb, headline) if verb is not None else "open"


def _verb_over(token: Token) -> Token | None:
    """The verb above; a word like "upcoming" beside a noun on the way tells as much."""
    nouns = 0
    while token.pos_ not in {"VERB", "AUX"}:
        if token.pos_ == "ADJ" and token.lower_ in word_set("time", "to_come"):
            return token
        nouns += token.pos_ == "NOUN"
        sign = next(
            (
                c
                for c in token.children
                if c.dep_ == syntax.ADJECTIVAL_MODIFIER
                and c.lemma_.lower() in word_set("time", "to_come")
            ),
            None,
        )
        if sign is not None and nouns <= 1:
            return sign
        if token.head == token:
            return None
        token = token.head
    return token


def _tense(verb: Token, headline: bool) -> Tense:
    if verb.pos_ not in {"VERB", "AUX"} or verb.lemma_.lower() in word_set("time", "to_come"):
        return "future"
    helpers = {c.lower_: c for c in verb.children if c.dep_ in syntax.AUXILIARIES}
    if helpers.keys() & word_set("time", "modals"):
        return "past" if any(c.lemma_ == "have" for c in helpers.values()) else "future"
    if "to" in helpers:
        return _of_infinitive(verb, headline)
    tags = {verb.tag_, *(c.tag_ for c in helpers.values())}
    if "VBD" in tags or (
        verb.tag_ == "VBN"
        and (
            any(c.lemma_ == "have" for c in helpers.values())
            or (not helpers and verb.dep_ in {syntax.ADNOMINAL_CLAUSE, syntax.ROOT})
        )
    ):
        return "past"
    if tags & {"VBZ", "VBP"}:
        return (
            "open"
            if verb.tag_ in {"VBG", "VBN"} or verb.lemma_ in word_set("time", "telling")
            else "past"
            if headline
            else "present"
        )
    if (
        verb.tag_ == "VBN"
        and verb.dep_ != syntax.ADJECTIVAL_MODIFIER
        and verb.head != verb
        and (above := _verb_over(verb.head)) is not None
    ):
        return _tense(above, headline)
    return "open"


def _of_infinitive(verb: Token, headline: bool) -> Tense:
    """ "Is to begin", "plans to begin" and "was set to begin" look ahead; "was forced to go" and "flew there to meet her" tell of what was."""
    head = verb.head
    if (
        head != verb
        and head.pos_ in {"VERB", "AUX"}
        and (head.lemma_ in word_set("time", "come_about") or verb.dep_ not in _CLAUSES_TO_COME)
    ):
        return _tense(head, headline)
    return "future"
