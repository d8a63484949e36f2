"""Positions told by a verb or a noun: "is the head", "was named director", "succeeds X as", "her time as chairman"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import is_person
from kg.extract.roles.coordination import Chain
from kg.extract.roles.draft import RoleDraft
from kg.extract.roles.employers import is_named_organisation, named_part
from kg.extract.roles.titles import Title
from kg.model import Mention
from kg.patterns import word_set, words
from kg.syntax import Arcs, is_passive, subject_arcs, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token


def in_sentence(document: Document, arcs: Arcs, chain: Chain) -> Iterator[RoleDraft]:
    """Told by a verb or a noun: "is the head", "serves as mayor", "was named director", "her time as chairman"."""
    for title in chain:
        for shape in (_predicate, _as_title, _to_title, _by_verb, _fronted):
            found = list(shape(document, arcs, title))
            if found:
                yield from found
                return


def _heading(title: Title) -> Token:
    """The word of the title that the sentence hangs it on, be it coordinated."""
    head = title.head
    while head.dep_ == syntax.CONJUNCT or (
        head.dep_ in {syntax.COMPOUND, syntax.NOMINAL_MODIFIER, syntax.ADJECTIVAL_MODIFIER}
        and title.first <= head.head.i <= title.edge
    ):
        head = head.head
    return head


def _people(document: Document, title: Title, token: Token) -> list[Mention]:
    found = [m for t in with_conjuncts(token) if (m := document.mention_at(t)) is not None]
    return (
        found
        if title.is_plural and len(found) > 1
        else found[:1]
        if not title.is_plural and len(found) == 1
        else []
    )


def _predicate(document: Document, arcs: Arcs, title: Title) -> Iterator[RoleDraft]:
    """ "Roe is head of research at Acme", "Roe, who was the mayor of Leeds"."""
    head = _heading(title)
    if head.dep_ == syntax.ATTRIBUTE and head.head.lemma_ in word_set("titles", "holding", "is"):
        verb = head.head
        begins = verb.lemma_ in word_set("titles", "holding", "begins")
        for arc in subject_arcs(arcs, verb):
            if arc.token.i not in range(title.begin, title.edge + 1):
                yield from (
                    RoleDraft(m, "predicate", title, verb, begins=begins)
                    for m in _people(document, title, arc.token)
                )


def _as_title(document: Document, arcs: Arcs, title: Title) -> Iterator[RoleDraft]:
    """ "serves as mayor", "assumed his position as rights chief", "resigned as head", "her appointment as editor"."""
    head = _heading(title)
    table = words("titles")["holding"]
    if head.dep_ != syntax.PREPOSITIONAL_OBJECT or (
        head.head.lower_ != "as"
        and not (head.head.lower_ == "of" and head.head.head.lemma_.lower() in table["posts"])
    ):
        return
    verb = head.head.head
    if verb.dep_ == syntax.PARTICLE:
        verb = verb.head
    if verb.pos_ == "NOUN":
        noun, verb = verb, verb_over(verb)
        if noun.lemma_.lower() not in table["posts"] or verb.lemma_.lower() not in {
            *table["begins"],
            *table["ends"],
            *table["holds"],
        }:
            yield from _at_noun(document, title, noun)
            return
    elif verb.pos_ == "PROPN" and verb.head.pos_ == "VERB":
        verb = verb.head  # "named John Doe as head", hung on the name
    yield from _at_verb(document, arcs, title, verb, "as-title")


def _at_noun(document: Document, title: Title, noun: Token) -> Iterator[RoleDraft]:
    """ "the appointment of Jane Roe as editor", "her resignation as mayor", "his time as coach"."""
    table, lemma = words("titles")["holding"], noun.lemma_.lower()
    if lemma not in {*table["posts"], *table["begin_nouns"], *table["end_nouns"]}:
        return
    tells = None if lemma in table["posts"] else noun
    owners = [c for c in noun.children if c.dep_ == syntax.POSSESSOR] + [
        o
        for c in noun.children
        if c.lower_ == "of"
        for o in c.children
        if o.dep_ == syntax.PREPOSITIONAL_OBJECT
    ]
    for owner in [o for o in owners if not title.begin <= o.i <= title.edge][:1]:
        mention = document.mention_at(owner)
        if mention is not None:
            yield RoleDraft(
                mention,
                "noun-as",
                title,
                tells,
                begins=lemma in table["begin_nouns"],
                ends=lemma in table["end_nouns"],
            )


def _to_title(document: Document, arcs: Arcs, title: Title) -> Iterator[RoleDraft]:
    """ "promoted to finance director", "appointed to the position of chairman"."""
    prep = _heading(title).head
    if (
        prep.lower_ == "of"
        and prep.head.lemma_.lower() in words("titles")["holding"]["posts"]
        and prep.head.dep_ == syntax.PREPOSITIONAL_OBJECT
    ):
        prep = prep.head.head
    if (
        prep.lower_ == "to"
        and prep.dep_ == syntax.PREPOSITION
        and prep.head.lemma_.lower() in words("titles")["holding"]["to"]
    ):
        yield from _at_verb(document, arcs, title, prep.head, "named-title")


def _by_verb(document: Document, arcs: Arcs, title: Title) -> Iterator[RoleDraft]:
    """ "was named chief executive", "elected her president", "became mayor"."""
    head = _heading(title)
    verb = head.head
    if (
        head.dep_
        not in {
            syntax.OBJECT_PREDICATE,
            syntax.ATTRIBUTE,
            syntax.OBJECT,
            syntax.OPEN_COMPLEMENT,
            syntax.ADJECTIVAL_COMPLEMENT,
            syntax.CLAUSAL_COMPLEMENT,
        }
        or verb.pos_ != "VERB"
        or verb.lemma_ not in words("titles")["holding"]["begins"]
    ):
        return
    if (
        head.dep_ != syntax.OBJECT
        or is_passive(verb)
        or any(
            c.dep_ in {syntax.OBJECT, syntax.INDIRECT_OBJECT} and c != head for c in verb.children
        )
    ):
        yield from _at_verb(document, arcs, title, verb, "named-title")


def _fronted(document: Document, arcs: Arcs, title: Title) -> Iterator[RoleDraft]:
    """ "As mayor of Leeds, Roe …": whoever is the subject."""
    head = _heading(title)
    prep = head.head
    if (
        head.dep_ == syntax.PREPOSITIONAL_OBJECT
        and prep.lower_ == "as"
        and prep.i == prep.sent.start
        and title.doc[min(title.edge + 1, len(title.doc) - 1)].text == ","
    ):
        for arc in subject_arcs(arcs, prep.head)[:1]:
            yield from (RoleDraft(m, "fronted", title) for m in _people(document, title, arc.token))


def _at_verb(
    document: Document, arcs: Arcs, title: Title, verb: Token, shape: str
) -> Iterator[RoleDraft]:
    """The object of "appoint", the subject of "serve", of "was appointed" and of "resign"."""
    holding = words("titles")["holding"]
    lemma = verb.lemma_.lower()
    begins, ends = lemma in holding["begins"], lemma in holding["ends"]
    if lemma in holding["successions"]:
        yield from _succession(document, arcs, title, verb)
        return
    if not (begins or ends or lemma in holding["holds"]):
        return
    passive = is_passive(verb)
    given = lemma in holding["given"]
    labels = syntax.SUBJECTS if passive or not given else {syntax.OBJECT}
    body = title.organisations or employer(document, arcs, verb, passive, given)
    for arc in arcs[verb.i]:
        if arc.label in labels and arc.token.i not in range(title.begin, title.edge + 1):
            yield from (
                RoleDraft(m, shape, title, verb, body, begins, ends)
                for m in _people(document, title, arc.token)
                if is_person(document, m)
            )


def employer(
    document: Document, arcs: Arcs, verb: Token, passive: bool, given: bool
) -> tuple[Mention, ...]:
    """Where the title tells no body: the company that appoints, that is joined or left."""
    if verb.lemma_.lower() in words("titles")["holding"]["by_others"]:
        return ()  # the Senate confirms whom others appoint
    wanted = {syntax.AGENT} if passive else {syntax.SUBJECT} if given else {syntax.OBJECT}
    for arc in arcs[verb.i]:
        token = (
            next(
                (c for c in arc.token.children if c.dep_ == syntax.PREPOSITIONAL_OBJECT), arc.token
            )
            if arc.label == syntax.AGENT
            else arc.token
        )
        mention = document.mention_at(token) if arc.label in wanted else None
        if mention is not None and token.lemma_.lower() in word_set("titles", "boards"):
            mention = named_part(document, token)
        if mention is not None and is_named_organisation(document, mention):
            return (mention,)
    return ()


def _succession(document: Document, arcs: Arcs, title: Title, verb: Token) -> Iterator[RoleDraft]:
    """ "succeeds X as": the subject begins, the object ends; the other way round in the passive."""
    passive = is_passive(verb)
    old, new = (
        ((syntax.PASSIVE_SUBJECT, syntax.SUBJECT), (syntax.AGENT,))
        if passive
        else ((syntax.OBJECT,), (syntax.SUBJECT,))
    )
    for labels, begins in ((new, True), (old, False)):
        for arc in arcs[verb.i]:
            token = (
                next(
                    (c for c in arc.token.children if c.dep_ == syntax.PREPOSITIONAL_OBJECT),
                    arc.token,
                )
                if arc.label == syntax.AGENT
                else arc.token
            )
            if arc.label in labels:
                yield from (
                    RoleDraft(m, "succession", title, verb, title.organisations, begins, not begins)
                    for m in _people(document, title, token)
                    if is_person(document, m)
                )
    # "takes over from X as chairman"; "by X", hung on the title
    for word, begins in (("from", False), *((("by", True),) if passive else ())):
        for token in (
            c
            for p in verb.subtree
            if p.lower_ == word and p.dep_ == syntax.PREPOSITION
            for c in p.children
            if c.dep_ == syntax.PREPOSITIONAL_OBJECT
        ):
            people = [m for m in _people(document, title, token) if is_person(document, m)]
            yield from (
                RoleDraft(m, "succession", title, verb, title.organisations, begins, not begins)
                for m in people
            )


def verb_over(token: Token) -> Token:
    """The verb that governs a word, at whatever depth."""
    while token.pos_ not in {"VERB", "AUX"} and token.head != token:
        token = token.head
    return token
