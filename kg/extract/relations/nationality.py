"""Which country somebody is of, where no pattern of a single noun tells: "Britain's Jane Roe", "American singer and actress Jane Roe", "an American"."""

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
    from spacy.tokens import Token

_OF_TITLES = {"NOUN", "PROPN", "ADJ", "CCONJ"}
_FARTHEST = 7  # tokens from the adjective to the name


def nationalities(document: Document, arcs: Arcs) -> Iterator[Relation]:
    """Each telling of a person's country, by its name or its adjective."""
    for mention in (m for m in document.mentions if m.form == "name"):
        if is_person(document, mention):
            yield from _beside_name(document, mention)
        elif (
            mention.text.lower() in word_set("nationalities", "adjectives")
            and (adjective := root_of(document, mention)) is not None
        ):
            yield from _before_titles(document, adjective)
            yield from _as_noun(document, arcs, adjective)


def _beside_name(document: Document, person: Mention) -> Iterator[Relation]:
    """ "Britain's Jane Roe", "Jane Roe of Britain", "Jane Roe (Britain)"."""
    span, doc = tokens_of(document, person), document.doc
    if span is None:
        return
    if (
        span.start > 1
        and doc[span.start - 1].text in POSSESSIVE
        and (country := _country(document, doc[span.start - 2])) is not None
    ):
        yield _nationality(person, country, doc[span.start - 2], "owner")
    behind = doc[span.end : span.end + 3]
    full = len(span) > 1 and len(behind) == 3
    if (
        full
        and (behind[0].lower_ == "of" or (behind[0].text == "(" and behind[2].text == ")"))
        and (country := _country(document, behind[1])) is not None
    ):
        yield _nationality(person, country, behind[1], "behind-name")


def _country(document: Document, token: Token) -> Mention | None:
    name = document.name_over(token)
    return (
        name
        if name is not None
        and name.type == "Place"
        and name.text in lands()
        and name.start == token.idx
        else None
    )


def _before_titles(document: Document, adjective: Token) -> Iterator[Relation]:
    """ "American singer and actress Jane Roe", "German rivals Jane Roe and Ann Lee", "the German Jane Roe"."""
    doc, object_ = adjective.doc, document.name_over(adjective)
    i = adjective.i + 1
    while (
        i < len(doc)
        and i <= adjective.i + _FARTHEST
        and doc[i].pos_ in _OF_TITLES
        and document.name_over(doc[i]) is None
    ):
        i += 1
    name = person_at(document, doc[i]) if i < len(doc) else None
    if object_ is None or object_.text.lower() != adjective.lower_ or name is None:
        return
    head, between = adjective.head, doc[adjective.i + 1 : i]
    told = (
        head in between and _is_of_people(document, head)
        if len(between)
        else name.start <= head.idx < name.end
    )
    if doc[i].sent != adjective.sent or not told:
        return
    several = len(between) > 0 and between[-1].tag_ in {"NNS", "NNPS"}
    people = coordinated_people(document, name) if several else [name]
    yield from (_nationality(m, object_, adjective, "before-name") for m in people)


def _is_of_people(document: Document, noun: Token) -> bool:
    return (
        noun.lemma_.lower() in words("nominals")["Person"]["nouns"]
        or noun.lemma_.lower() in words("nominals")["members"]["nouns"]
        or is_head(document, noun)
    )


def _as_noun(document: Document, arcs: Arcs, adjective: Token) -> Iterator[Relation]:
    """ "an American", "one of the best-known Swiss painters": in apposition or as predicate."""
    object_, noun = document.name_over(adjective), adjective
    if object_ is None or object_.text.lower() != adjective.lower_:
        return
    if (
        adjective.dep_ == syntax.ADJECTIVAL_MODIFIER
        and adjective.head.tag_ == "NNS"
        and _is_of_people(document, adjective.head)
    ):
        noun = adjective.head
        if (
            noun.dep_ != syntax.PREPOSITIONAL_OBJECT
            or noun.head.lower_ != "of"
            or noun.head.head.lower_ != "one"
        ):
            return
        noun = noun.head.head
    elif adjective.pos_ not in {"NOUN", "PROPN"} or not any(
        c.dep_ == syntax.DETERMINER and c.lower_ in word_set("clauses", "one_of_many")
        for c in adjective.children
    ):
        return
    verb = noun.head if noun.dep_ == syntax.ATTRIBUTE and noun.head.lemma_ == "be" else None
    of_whom = (
        [noun.head]
        if noun.dep_ == syntax.APPOSITION
        else [a.token for a in subject_arcs(arcs, verb)]
        if verb is not None
        else []
    )
    for token in of_whom:
        person = document.mention_at(token)
        if person is not None and is_person(document, person) and person.entity in document.named:
            yield _nationality(person, object_, adjective, "as-noun", verb)


def _nationality(
    person: Mention, country: Mention, told: Token, shape: str, verb: Token | None = None
) -> Relation:
    return build_relation(
        "nationality", shape, person, country, sentence_of(told), span_of([told]), verb
    )
