"""Pronouns that refer to nothing named: "it rains", "it is clear that", "he or she"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg import syntax
from kg.language.coreference.mention_detection import type_of_noun
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_EXPLETIVE_ROLES = syntax.SUBJECTS | {syntax.EXPLETIVE}


def is_non_referential(token: Token) -> bool:
    """Whether a pronoun refers to nobody and nothing that a text could have named."""
    return _is_pleonastic(token) or _is_alternative(token) or _is_unspecific(token)


def refers_to_fact(token: Token) -> bool:
    """Whether "it" is what was said or what happened: "He denied it", "nobody knows it"."""
    if token.lower_ != "it" or token.dep_ != syntax.OBJECT:
        return False
    return token.head.lemma_.lower() in word_set("pronouns", "pleonastic", "of_facts")


def _is_alternative(token: Token) -> bool:
    """Whether it is one of "he or she": nobody in particular."""
    return _is_joined(token, 1) or _is_joined(token, -1)


def _is_joined(token: Token, step: int) -> bool:
    """Whether "or" joins the token with a word of its tag, behind it or (with -1) before it."""
    doc = token.doc
    other = token.i + 2 * step
    if not 0 <= other < len(doc):
        return False
    joint = doc[token.i + step].lower_
    return joint in word_set("pronouns", "either", "joints") and doc[other].tag_ == token.tag_


def _is_unspecific(token: Token) -> bool:
    """Whether it is a "they" of somebody unknown, or an "it" of no one entity.

    "someone … they"; "(it)", which names a language; "it was a blow", said of what happened.
    """
    if token.lower_ in word_set("pronouns", "they", "words"):
        indefinite = word_set("pronouns", "indefinite", "words")
        return any(t.lower_ in indefinite for t in token.doc[token.sent.start : token.i])
    if token.lower_ != "it":
        return False
    return _is_in_brackets(token) or _is_subject_of_event(token)


def _is_in_brackets(token: Token) -> bool:
    if token.i == 0 or token.i + 1 == len(token.doc):
        return False
    return token.nbor(-1).text == "(" and token.nbor().text == ")"


def _is_subject_of_event(token: Token) -> bool:
    """Whether a noun for a thing or an event is its predicate: "it was a blow"."""
    if token.dep_ != syntax.SUBJECT or token.head.lemma_ != "be":
        return False
    predicate = syntax.child(token.head, syntax.ATTRIBUTE)
    if predicate is None or predicate.pos_ != "NOUN":
        return False
    return type_of_noun(predicate) in {"Other", "Work"}


def _is_pleonastic(token: Token) -> bool:
    """Whether it is an "it" that only fills a place in the sentence, in one of these ways.

    1. A turn of phrase: "there is no doubt about it".
    2. With "be" and an adjective: "it is crucial that", "it is stunning that".
    3. With a verb about the weather: "it rains".
    4. With a verb and a clause: "it seems that", "it is hoped that".
    """
    if token.lower_ != "it":
        return False
    if token.dep_ == syntax.PREPOSITIONAL_OBJECT:
        return _is_in_turn_of_phrase(token)
    if token.dep_ not in _EXPLETIVE_ROLES:
        return False
    verb = token.head
    if verb.lemma_ == "be":
        return _has_pleonastic_adjective(verb) or _has_adjective_in_ing(verb)
    if verb.lemma_.lower() in word_set("pronouns", "pleonastic", "weather"):
        return True
    return _takes_pleonastic_subject(verb) and _has_clause(verb)


def _is_in_turn_of_phrase(token: Token) -> bool:
    """Whether it is the "it" of "no doubt about it"."""
    if token.head.lower_ != "about":
        return False
    return token.head.head.lemma_.lower() in word_set("pronouns", "pleonastic", "about_it")


def _has_adjective_in_ing(verb: Token) -> bool:
    """Whether a clause depends on an adjective such as "stunning"; not on "willing", "hoping"."""
    adjective = syntax.child(verb, syntax.ADJECTIVAL_COMPLEMENT)
    if adjective is None or not adjective.lower_.endswith("ing"):
        return False
    if adjective.lower_ in word_set("pronouns", "pleonastic", "personal"):
        return False
    return _has_clausal_complement(adjective.children) or _has_clausal_complement(verb.children)


def _has_clausal_complement(children: Iterable[Token]) -> bool:
    return any(child.dep_ == syntax.CLAUSAL_COMPLEMENT for child in children)


def _has_pleonastic_adjective(verb: Token) -> bool:
    """Whether what the verb says of "it" is an adjective such as "crucial"."""
    predicate = syntax.child(verb, syntax.ADJECTIVAL_COMPLEMENT, syntax.ATTRIBUTE)
    if predicate is None:
        return False
    return predicate.lemma_.lower() in word_set("pronouns", "pleonastic", "adjectives")


def _takes_pleonastic_subject(verb: Token) -> bool:
    """Whether it is a verb such as "seem", or a passive such as "is hoped".

    Not so in the active: a firm says that it hoped to grow.
    """
    if verb.lemma_.lower() in word_set("pronouns", "pleonastic", "verbs"):
        return True
    is_adjective = verb.lower_ in word_set("pronouns", "pleonastic", "adjectives")
    return is_adjective and syntax.has_child(verb, syntax.PASSIVE_AUXILIARY)


def _has_clause(verb: Token) -> bool:
    return syntax.has_child(
        verb,
        syntax.CLAUSAL_COMPLEMENT,
        syntax.OPEN_COMPLEMENT,
        syntax.CLAUSAL_SUBJECT,
        syntax.ADVERBIAL_CLAUSE,
    )
