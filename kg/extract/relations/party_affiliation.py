"""Which party somebody belongs to: "Republican Jane Roe", "the Labour MP", "a lifelong Democrat", "(D-Ohio)", "Labour's Jane Roe"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import coordinated_people, is_person, person_at, tokens_of
from kg.extract.relations.builder import build_relation
from kg.extract.roles.employers import POSSESSIVE
from kg.extract.spans import sentence_of, span_of
from kg.model import Entity, Mention, Relation
from kg.patterns import word_set, words
from kg.syntax import Arcs, subject_arcs

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_OF_TITLES = {"NOUN", "PROPN", "ADJ"}  # what may stand between a party and a name
_FARTHEST = 5  # tokens: "Democratic presidential front-runner Jane Roe"


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """The ties, and the mentions and parties that only they bring in."""

    relations: tuple[Relation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """Words for a party beside those for a person, and the verb that predicates them."""

    person: Mention
    words: TokenSpan
    party: str
    shape: str
    verb: Token | None = None


def party_affiliations(document: Document, arcs: Arcs) -> PartyFacts:
    """Who belongs to which party, once a sentence."""
    known = _known(document)
    ids = (i for n in count() if (i := f"e{n}") not in document.entity)
    relations: dict[tuple[object, ...], Relation] = {}
    mentions: dict[str, Mention] = {}
    entities: dict[str, Entity] = {}
    for told in _told(document, arcs):
        key = told.person.entity, told.party, told.words.sent.start
        named = document.name_over(told.words.root)
        if key in relations or (named is not None and not _is_party(named, told)):
            continue
        if named is None or named.entity is None:
            span = span_of(told.words)
            if told.party not in known:
                known[told.party] = Entity(next(ids), "Organisation", told.party)
            party = known[told.party]
            named = Mention(
                f"party-{span.start}",
                span.start,
                span.end,
                told.words.text,
                "name",
                "Organisation",
                party.id,
            )
            mentions[named.id] = named
        else:
            party = document.entity[named.entity]
        if party.label in _table("members"):  # "Democratic" is the Democratic Party
            party = replace(
                party,
                type="Organisation",
                label=told.party,
                aliases=tuple(dict.fromkeys((party.label, *party.aliases))),
            )
        entities[party.id] = party
        relations[key] = build_relation(
            "politicalAffiliation",
            told.shape,
            told.person,
            named,
            sentence_of(told.words.root),
            span_of(told.words),
            told.verb,
        )
    return PartyFacts(tuple(relations.values()), tuple(mentions.values()), tuple(entities.values()))


def _is_party(named: Mention, told: _Told) -> bool:
    """Is the name that the words stand in that of the party, and not that of the "Republican National Committee"?"""
    return named.span == span_of(told.words) or named.text == told.party


def _table(name: str) -> Mapping[str, str]:
    table: Mapping[str, str] = words("parties")[name]
    return table


def _known(document: Document) -> dict[str, Entity]:
    """The parties that the article names, by their names in the table."""
    names = {**_table("members"), **{p: p for p in _table("members").values()}}
    out: dict[str, Entity] = {}
    for entity in document.entities:
        for label in (entity.label, *entity.aliases):
            if label in names and entity.type in {"Organisation", "Other"}:
                out.setdefault(names[label], entity)
    return out


def _told(document: Document, arcs: Arcs) -> Iterator[_Told]:
    doc = document.doc
    last_words = (doc.char_span(*m.span()) for m in _last_words().finditer(document.article.text))
    for span, party in [
        found for s in last_words if s is not None and (found := _party_at(s.root)) is not None
    ]:
        yield from _before_name(document, span, party)
        yield from _as_noun(document, arcs, span, party)
    for mention in document.mentions:
        if mention.form == "name" and is_person(document, mention):
            yield from _behind_name(document, mention)


@cache
def _last_words() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(sorted({re.escape(m.split()[-1]) for m in _table('members')}))})\b"
    )


def _party_at(token: Token) -> tuple[TokenSpan, str] | None:
    """The longest words for a party that end with this token."""
    doc = token.doc
    for first in (token.i - 1, token.i):
        text = doc[first : token.i + 1].text if first >= 0 else ""
        if text in _table("members"):
            return doc[first : token.i + 1], _table("members")[text]
    return None


def _before_name(document: Document, span: TokenSpan, party: str) -> Iterator[_Told]:
    """ "Republican Jane Roe", "Labour leader Jane Roe", "Democratic Senators Jane Roe and Ann Lee", "Labour's Jane Roe"."""
    doc, i = span.doc, span.end
    owns = i < len(doc) and doc[i].text in POSSESSIVE
    i += owns
    while (
        i < len(doc)
        and i < span.end + _FARTHEST
        and (doc[i].pos_ in _OF_TITLES or doc[i].text == "-")
        and person_at(document, doc[i]) is None
    ):
        i += 1
    name = person_at(document, doc[i]) if i < len(doc) else None
    if name is None or doc[i].sent != span.sent:
        return
    titles = doc[span.end + owns : i]
    if owns and not titles:
        owner = document.name_over(span.root)
        if owner is not None and owner.type == "Organisation":
            yield _Told(name, span, party, "party-owner")
    elif not owns and (
        _is_title(document, span, titles)
        if titles
        else span.text in word_set("parties", "words", "nouns") and not _is_over(span)
    ):
        people = (
            coordinated_people(document, name)
            if any(t.tag_ in {"NNS", "NNPS"} for t in titles)
            else [name]
        )
        yield from (_Told(m, span, party, "party-before-name") for m in people)


def _is_title(document: Document, span: TokenSpan, titles: TokenSpan) -> bool:
    """Are these the titles of a politician: no "Conservative leader" with the capital of the sentence alone?"""
    politicians = [t for t in titles if _is_politician(t)]
    named = (m := document.name_over(span.root)) is not None and m.type == "Organisation"
    return bool(politicians) and (
        named or not _is_common(span) or any(t.text[0].isupper() for t in politicians)
    )


def _is_politician(token: Token) -> bool:
    politicians = word_set("parties", "words", "politicians")
    return token.lower_ in politicians or token.lower_.removesuffix("s") in politicians


def _is_common(span: TokenSpan) -> bool:
    """May the capital be that of the sentence?"""
    return bool(span[0].is_sent_start) and span.text in word_set("parties", "words", "common")


def _is_over(span: TokenSpan) -> bool:
    before = span.doc[span.start - 1] if span.start else None
    return before is not None and (
        before.lower_ in word_set("parties", "words", "no_longer") or before.text == "-"
    )


def _as_noun(document: Document, arcs: Arcs, span: TokenSpan, party: str) -> Iterator[_Told]:
    """ "a Republican from Ohio", "the Labour candidate": in apposition, as predicate, behind "ran as"."""
    head = span.root
    if (
        head.dep_ in {syntax.ADJECTIVAL_MODIFIER, syntax.COMPOUND, syntax.NOMINAL_MODIFIER}
        and head.head.i > head.i
        and _is_politician(head.head)
        and not _is_common(span)
    ):
        head = head.head
    elif span.text not in word_set("parties", "words", "nouns") or _is_over(span):
        return
    if any(c.lower_ == "no" for c in head.children) or head.tag_ in {"NNS", "NNPS"}:
        return
    verb = None
    name = next(
        (
            c
            for c in head.children
            if c.dep_ == syntax.APPOSITION and c.pos_ == "PROPN" and c.i > head.i
        ),
        None,
    )
    if name is not None:  # "the Labour MP for Leeds East, Jane Roe"
        subject = [name]
    elif head.dep_ == syntax.APPOSITION:
        subject = [head.head]
    elif head.dep_ == syntax.ATTRIBUTE and head.head.lemma_ == "be":
        verb = head.head
        subject = [a.token for a in subject_arcs(arcs, verb)]
    elif (
        head.dep_ == syntax.PREPOSITIONAL_OBJECT
        and head.head.lower_ == "as"
        and head.head.head.lemma_.lower() in word_set("parties", "words", "as_one")
    ):
        verb = head.head.head
        subject = [a.token for a in subject_arcs(arcs, verb)]
    else:
        return
    for token in subject:
        person = document.mention_at(token)
        if person is not None and is_person(document, person) and person.entity in document.named:
            yield _Told(
                person,
                span,
                party,
                "party-predicate" if verb is not None else "party-apposition",
                verb,
            )


def _behind_name(document: Document, name: Mention) -> Iterator[_Told]:
    """ "Jane Roe (D-Ohio)", "Jane Roe, R-Texas", "Jane Roe (Labour)"."""
    span, doc = tokens_of(document, name), document.doc
    if span is None or span.end + 2 >= len(doc) or doc[span.end].text not in {"(", ","}:
        return
    first, behind = doc[span.end + 1], doc[span.end + 2]
    in_brackets = doc[span.end].text == "("
    letter = first.text.split("-")[0].rstrip(".")
    if letter in _table("letters") and (
        "-" in first.text
        or behind.text in {"-", "–"}
        or (in_brackets and behind.text in {")", ",", ";"})
    ):
        end = first.i + 1
        yield _Told(name, doc[first.i : end], _table("letters")[letter], "party-letters")
    elif in_brackets:
        for last in (behind, first):
            party = _party_at(last)
            if (
                party is not None
                and party[0].start == first.i
                and doc[last.i + 1].text in {")", ",", ";"}
            ):
                yield _Told(name, *party, "party-letters")
                return
