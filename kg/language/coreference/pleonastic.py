"""Pronouns that take up no thing spoken of: "it rains", "it is clear that", "he or she", the "it" that one knows or denies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import syntax
from kg.language.coreference.mention_detection import type_of_noun
from kg.patterns import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def means_nothing(token: Token) -> bool:
    """Is nothing and nobody meant that a text could have named?"""
    return _is_pleonastic(token) or _is_either(token) or _means_no_thing(token)


def is_of_what_happened(token: Token) -> bool:
    """ "He denied it", "nobody knows it": what was said or what happened, unless it is something written."""
    return (
        token.lower_ == "it"
        and token.dep_ == syntax.OBJECT
        and token.head.lemma_.lower() in words("pronouns")["pleonastic"]["of_facts"]
    )


def _is_either(token: Token) -> bool:
    """ "he or she": whoever it is."""
    joints, doc = words("pronouns")["either"]["joints"], token.doc
    behind = (
        token.i + 2 < len(doc)
        and doc[token.i + 1].lower_ in joints
        and doc[token.i + 2].tag_ == token.tag_
    )
    return behind or (
        token.i > 1 and doc[token.i - 1].lower_ in joints and doc[token.i - 2].tag_ == token.tag_
    )


def _means_no_thing(token: Token) -> bool:
    """ "(it)" names a language; "it was a blow" speaks of what happened; "someone … they" is nobody known."""
    if token.lower_ in words("pronouns")["they"]["words"]:
        return any(
            t.lower_ in words("pronouns")["indefinite"]["words"]
            for t in token.doc[token.sent.start : token.i]
        )
    if token.lower_ != "it":
        return False
    if (
        token.i
        and token.i + 1 < len(token.doc)
        and token.nbor(-1).text == "("
        and token.nbor().text == ")"
    ):
        return True
    predicate = (
        next((c for c in token.head.children if c.dep_ == syntax.ATTRIBUTE), None)
        if token.dep_ == syntax.SUBJECT and token.head.lemma_ == "be"
        else None
    )
    return (
        predicate is not None
        and predicate.pos_ == "NOUN"
        and type_of_noun(predicate) in {"Other", "Work"}
    )


def _is_pleonastic(token: Token) -> bool:
    table = words("pronouns")["pleonastic"]
    if (
        token.lower_ == "it"
        and token.dep_ == syntax.PREPOSITIONAL_OBJECT
        and token.head.lower_ == "about"
        and token.head.head.lemma_.lower() in table["about_it"]
    ):
        return True  # "there is no doubt about it"
    if token.lower_ != "it" or token.dep_ not in {
        syntax.SUBJECT,
        syntax.PASSIVE_SUBJECT,
        syntax.EXPLETIVE,
    }:
        return False
    verb = token.head
    told = next(
        (
            c
            for c in verb.children
            if c.dep_ == syntax.ADJECTIVAL_COMPLEMENT and verb.lemma_ == "be"
        ),
        None,
    )
    that = told is not None and any(
        c.dep_ == syntax.CLAUSAL_COMPLEMENT for c in (*told.children, *verb.children)
    )
    if (
        told is not None
        and that
        and told.lower_.endswith("ing")
        and told.lower_ not in table["personal"]
    ):
        return True  # "it is stunning that"
    clause = any(
        c.dep_
        in {
            syntax.CLAUSAL_COMPLEMENT,
            syntax.OPEN_COMPLEMENT,
            syntax.CLAUSAL_SUBJECT,
            syntax.ADVERBIAL_CLAUSE,
        }
        for c in verb.children
    )
    adjective = next(
        (
            c.lemma_.lower()
            for c in verb.children
            if c.dep_ in {syntax.ADJECTIVAL_COMPLEMENT, syntax.ATTRIBUTE}
        ),
        None,
    )
    if verb.lemma_ == "be":
        return adjective in table["adjectives"]
    told_by_all = verb.lower_ in table["adjectives"] and any(
        c.dep_ == syntax.PASSIVE_AUXILIARY for c in verb.children
    )  # "it is hoped that"; but a firm says it hoped to
    return verb.lemma_.lower() in table["weather"] or (
        (verb.lemma_.lower() in table["verbs"] or told_by_all) and clause
    )
