"""Nationalities that no pattern of a single noun finds.

"Britain's Jane Roe", "American singer and actress Jane Roe", "Jane Roe, an American".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import coordinated_people, is_person, person_at, root_of, tokens_of
from kg.extract.pattern_matcher import lands
from kg.extract.relations.builder import build_relation
from kg.extract.roles.employers import POSSESSIVE
from kg.extract.roles.titles import is_head
from kg.extract.spans import sentence_of, span_of
from kg.model import Mention, Relation
from kg.patterns import word_set, words
from kg.syntax import Arcs, subject_arcs

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_TITLE_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "CCONJ"})  # "German singer and actress"
_PLURALS = frozenset({"NNS", "NNPS"})
_MOST_TITLE_WORDS = 7


def nationalities(document: Document, arcs: Arcs) -> Iterator[Relation]:
    """The nationalities that people have by a country's name or adjective next to theirs."""
    adjectives = word_set("nationalities", "adjectives")
    for mention in document.mentions:
        if mention.form != "name":
            continue
        if is_person(document, mention):
            yield from _next_to_name(document, mention)
        elif mention.text.lower() in adjectives:
            adjective = root_of(document, mention)
            if adjective is not None:
                yield from _before_titles(document, adjective)
                yield from _as_noun(document, arcs, adjective)


def _next_to_name(document: Document, person: Mention) -> Iterator[Relation]:
    """ "Britain's Jane Roe", "Jane Roe of Britain", "Jane Roe (Britain)"."""
    span, doc = tokens_of(document, person), document.doc
    if span is None:
        return
    if span.start > 1 and doc[span.start - 1].text in POSSESSIVE:
        country = _country_at(document, doc[span.start - 2])
        if country is not None:
            yield _nationality(person, country, doc[span.start - 2], "owner")
    behind = doc[span.end : span.end + 3]
    is_full_name = len(span) > 1
    if is_full_name and len(behind) == 3 and _may_introduce_country(behind):
        country = _country_at(document, behind[1])
        if country is not None:
            yield _nationality(person, country, behind[1], "behind-name")


def _may_introduce_country(behind: TokenSpan) -> bool:
    """Whether three tokens behind a name are "of" and two more, or one in brackets."""
    in_brackets = behind[0].text == "(" and behind[2].text == ")"
    return in_brackets or behind[0].lower_ == "of"


def _country_at(document: Document, token: Token) -> Mention | None:
    """The name of a country that begins with this token."""
    name = document.name_over(token)
    if name is None or name.type != "Place" or name.start != token.idx:
        return None
    return name if name.text in lands() else None


def _before_titles(document: Document, adjective: Token) -> Iterator[Relation]:
    """ "American singer and actress Jane Roe", "German rivals Jane Roe and Ann Lee"."""
    doc, country = adjective.doc, _country_of(document, adjective)
    i = _end_of_titles(document, adjective)
    name = person_at(document, doc[i]) if i < len(doc) else None
    if country is None or name is None or doc[i].sent != adjective.sent:
        return
    titles = doc[adjective.i + 1 : i]
    if len(titles) == 0:  # "the German Jane Roe"
        belongs = name.start <= adjective.head.idx < name.end
    else:
        belongs = adjective.head in titles and _is_of_people(document, adjective.head)
    if belongs:
        is_plural = len(titles) > 0 and titles[-1].tag_ in _PLURALS
        for person in coordinated_people(document, name) if is_plural else [name]:
            yield _nationality(person, country, adjective, "before-name")


def _country_of(document: Document, adjective: Token) -> Mention | None:
    """The mention of a country that is this adjective and nothing more."""
    name = document.name_over(adjective)
    return name if name is not None and name.text.lower() == adjective.lower_ else None


def _end_of_titles(document: Document, adjective: Token) -> int:
    """The index of the first token behind the adjective that cannot be part of a title."""
    doc, i = adjective.doc, adjective.i + 1
    end = min(len(doc), i + _MOST_TITLE_WORDS)
    while i < end and doc[i].pos_ in _TITLE_TAGS and document.name_over(doc[i]) is None:
        i += 1
    return i


def _is_of_people(document: Document, noun: Token) -> bool:
    """Whether the noun stands for people: "singer", "members", "chairman"."""
    lemma, nominals = noun.lemma_.lower(), words("nominals")
    is_listed = lemma in nominals["Person"]["nouns"] or lemma in nominals["members"]["nouns"]
    return is_listed or is_head(document, noun)


def _as_noun(document: Document, arcs: Arcs, adjective: Token) -> Iterator[Relation]:
    """ "an American", "one of the best-known Swiss painters": in apposition or as predicate."""
    country = _country_of(document, adjective)
    noun = _noun_of(document, adjective) if country is not None else None
    if country is None or noun is None:
        return
    verb = noun.head if noun.dep_ == syntax.ATTRIBUTE and noun.head.lemma_ == "be" else None
    described: list[Token] = []
    if noun.dep_ == syntax.APPOSITION:
        described = [noun.head]
    elif verb is not None:
        described = [arc.token for arc in subject_arcs(arcs, verb)]
    for token in described:
        person = document.mention_at(token)
        if person is None or not is_person(document, person):
            continue
        if person.entity in document.named:
            yield _nationality(person, country, adjective, "as-noun", verb)


def _noun_of(document: Document, adjective: Token) -> Token | None:
    """The noun by which the adjective describes one person; None where it does not.

    1. "one of the Swiss painters": "one".
    2. "an American": the adjective itself.
    """
    if _modifies_people(document, adjective):
        return _one_of(adjective.head)
    is_noun = syntax.is_noun(adjective)
    return adjective if is_noun and _is_one_of_many(adjective) else None


def _modifies_people(document: Document, adjective: Token) -> bool:
    """Whether the adjective modifies a plural noun that stands for people."""
    is_modifier = adjective.dep_ == syntax.ADJECTIVAL_MODIFIER
    return is_modifier and adjective.head.tag_ == "NNS" and _is_of_people(document, adjective.head)


def _one_of(noun: Token) -> Token | None:
    """The "one" in "one of the painters"."""
    preposition = noun.head
    is_after_of = noun.dep_ == syntax.PREPOSITIONAL_OBJECT and preposition.lower_ == "of"
    return preposition.head if is_after_of and preposition.head.lower_ == "one" else None


def _is_one_of_many(noun: Token) -> bool:
    """Whether the noun has an indefinite determiner: "an American"."""
    determiners = word_set("clauses", "one_of_many")
    return any(d.lower_ in determiners for d in syntax.children(noun, syntax.DETERMINER))


def _nationality(
    person: Mention, country: Mention, trigger: Token, shape: str, verb: Token | None = None
) -> Relation:
    return build_relation(
        "nationality", shape, person, country, sentence_of(trigger), span_of([trigger]), verb
    )
