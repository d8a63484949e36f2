"""Whether the clause around an expression of time is about the past or about what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from kg import syntax
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Tense: TypeAlias = Literal["past", "present", "future", "open"]
_PRESENT = frozenset({"VBZ", "VBP"})
_PARTICIPLES = frozenset({"VBG", "VBN"})
_BARE_PAST_CLAUSES = frozenset({syntax.ADNOMINAL_CLAUSE, syntax.ROOT})
_CLAUSES_TO_COME = frozenset(
    {
        syntax.OPEN_COMPLEMENT,
        syntax.CLAUSAL_COMPLEMENT,
        syntax.ADNOMINAL_CLAUSE,
        syntax.RELATIVE_CLAUSE,
    }
)


def tense_around(span: Span, headline: bool = False) -> Tense:
    """The tense of the verb that the words depend on.

    A headline reports the past in the present tense.
    """
    verb = _governing_verb(span.root)
    return "open" if verb is None else _tense(verb, headline)


def _governing_verb(token: Token) -> Token | None:
    """The verb above; or a word such as "upcoming" on the way up, which says as much."""
    nouns = 0
    while not syntax.is_verb(token):
        if token.pos_ == "ADJ" and token.lower_ in word_set("time", "to_come"):
            return token
        nouns += token.pos_ == "NOUN"
        modifier = _modifier_to_come(token)
        if modifier is not None and nouns <= 1:
            return modifier
        if token.head == token:
            return None
        token = token.head
    return token


def _modifier_to_come(noun: Token) -> Token | None:
    """The first adjective of the noun that looks ahead: "the upcoming vote"."""
    for child in noun.children:
        if child.dep_ == syntax.ADJECTIVAL_MODIFIER and _is_to_come(child):
            return child
    return None


def _is_to_come(token: Token) -> bool:
    """Whether the word looks ahead whatever its tense: "upcoming", "scheduled", "due"."""
    return token.lemma_.lower() in word_set("time", "to_come")


def _tense(verb: Token, headline: bool) -> Tense:
    """The tense of the verb with its auxiliaries, or of the verb above where it has none."""
    if not syntax.is_verb(verb) or _is_to_come(verb):
        return "future"
    helpers = {c.lower_: c for c in verb.children if c.dep_ in syntax.AUXILIARIES}
    is_perfect = any(helper.lemma_ == "have" for helper in helpers.values())
    if helpers.keys() & word_set("time", "modals"):
        return "past" if is_perfect else "future"
    if "to" in helpers:
        return _tense_of_infinitive(verb, headline)
    tags = {verb.tag_, *(helper.tag_ for helper in helpers.values())}
    if "VBD" in tags:
        return "past"
    if verb.tag_ == "VBN":
        is_bare = not helpers and verb.dep_ in _BARE_PAST_CLAUSES  # "the firm founded in May"
        if is_perfect or is_bare:
            return "past"
    if tags & _PRESENT:
        return _tense_of_present(verb, headline)
    return _tense_above(verb, headline) if verb.tag_ == "VBN" else "open"


def _tense_of_present(verb: Token, headline: bool) -> Tense:
    """The present, the past of a headline, or none: "Roe says", "Acme is closed"."""
    if verb.tag_ in _PARTICIPLES or verb.lemma_ in word_set("time", "telling"):
        return "open"
    return "past" if headline else "present"


def _tense_above(participle: Token, headline: bool) -> Tense:
    """The tense of the verb above a participle that is no adjective."""
    if participle.dep_ == syntax.ADJECTIVAL_MODIFIER or participle.head == participle:
        return "open"
    verb = _governing_verb(participle.head)
    return "open" if verb is None else _tense(verb, headline)


def _tense_of_infinitive(verb: Token, headline: bool) -> Tense:
    """The tense of "to …".

    "Is to begin", "plans to begin" and "was set to begin" look ahead; "was forced to go" and "flew
    there to meet her" report what was.
    """
    governor = verb.head
    if governor == verb or not syntax.is_verb(governor):
        return "future"
    came_about = governor.lemma_ in word_set("time", "come_about")
    if came_about or verb.dep_ not in _CLAUSES_TO_COME:
        return _tense(governor, headline)
    return "future"
