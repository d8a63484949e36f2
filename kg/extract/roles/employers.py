"""The bodies in which positions are held: organisations, and places and groups that have offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import (
    has_name,
    kind_of,
    tokens_of,
)
from kg.model import Mention
from kg.patterns import word_set, words
from kg.syntax import with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

POSSESSIVE = {"'s", "’s", "'", "’"}
_NEAR = 2  # sentences back in which "company" finds the one that is meant


@cache
def nouns_of_bodies() -> frozenset[str]:
    """Common nouns of companies and public bodies."""
    return word_set("nominals", "Organisation", "business") | word_set(
        "nominals", "Organisation", "public"
    )


def is_named_organisation(document: Document, mention: Mention | None) -> bool:
    """An organisation's name, or words for an organisation that has one."""
    return (
        mention is not None
        and mention.entity is not None
        and mention.type in {"Organisation", "Group", "Other"}
        and kind_of(document, mention) == "Organisation"
        and has_name(document, mention)
    )


def is_body(document: Document, mention: Mention, owns: bool = False) -> bool:
    """An organisation, or a place or group that has offices; no pronoun that stands for nobody known."""
    kind = kind_of(document, mention)
    if (
        not owns
        and mention.text not in word_set("names", "also_words")
        and all(w.lower() in word_set("titles", "modifiers") for w in mention.text.split())
    ):
        return False  # "Secretary of Defense"
    if mention.form == "pronoun":
        return kind == "Organisation" and has_name(document, mention)
    if kind == "Place":
        return mention.form == "name"
    return kind in {"Organisation", "Group"} and not is_plural_of_people(document, mention)


def is_plural_of_people(document: Document, mention: Mention) -> bool:
    """ "the workers", "both men": people, but no body that has offices."""
    if mention.form != "nominal" or kind_of(document, mention) != "Group":
        return False
    span = tokens_of(document, mention)
    return span is not None and span.root.tag_ == "NNS"


def bodies_at(document: Document, target: Token) -> list[Mention]:
    """The bodies that a noun and what is coordinated with it name: "of Acme and Bolt"."""
    found = [
        m
        for t in with_conjuncts(target)
        if (m := document.mention_at(t)) is not None and is_body(document, m)
    ]
    first = document.mention_at(target)
    if not found or first is None or found[0] is not first:
        return []
    beside = named_beside(document, target, first)
    if beside is not None:
        return [beside]
    own = named_part(document, target)
    return (
        [own]
        if own is not None
        and kind_of(document, own) == "Organisation"
        and first.form == "nominal"
        and target.lemma_.lower() in word_set("titles", "parts")
        else found
    )


def named_beside(document: Document, target: Token, mention: Mention) -> Mention | None:
    """The name behind a description: "the charity Shelter", "the Ukrainian parliament, the Verkhovna Rada"."""
    if mention.form != "nominal":
        return None
    for token in [
        *target.doc[target.i + 1 : target.i + 2],
        *(c for c in target.rights if c.dep_ == syntax.APPOSITION),
    ]:
        name = document.name_over(token)
        if (
            name is not None
            and name.start >= target.idx
            and kind_of(document, name) == "Organisation"
        ):
            return name
    return None


def named_part(document: Document, target: Token) -> Mention | None:
    """The organisation, else the place, that a noun is of: "Google's cloud division", "the Lombardy region", "the board of Acme"."""
    found = list(_named_parts(document, target))
    return next(
        (m for m in found if kind_of(document, m) == "Organisation"), next(iter(found), None)
    )


def _named_parts(document: Document, target: Token) -> Iterator[Mention]:
    for child in target.children:
        inside = (
            [child]
            if child.dep_ in {syntax.POSSESSOR, syntax.COMPOUND, syntax.NOMINAL_MODIFIER}
            else [c for c in child.children if c.dep_ == syntax.PREPOSITIONAL_OBJECT]
            if child.lower_ in {"of", "at"}
            else []
        )
        for token in inside:
            mention = document.mention_at(token)
            if (
                mention is not None
                and (mention.form == "name" or child.dep_ == syntax.POSSESSOR)
                and is_body(document, mention)
            ):
                yield mention


def salient_company(document: Document, noun: Token) -> Mention | None:
    """A mention for the "company" of "company CEO Jane Roe": the organisation that the sentences around speak of most."""
    sentences = list(document.doc.sents)
    at = next(n for n, s in enumerate(sentences) if s.start <= noun.i < s.end)
    begin = sentences[max(at - _NEAR, 0)].start_char
    count: Counter[str | None] = Counter(m.entity for m in document.mentions)
    near = [
        m
        for m in document.mentions
        if begin <= m.start < noun.idx and is_named_organisation(document, m)
    ]
    best = max(near, key=lambda m: (count[m.entity], m.start), default=None)
    if best is None or (len({m.entity for m in near}) > 1 and count[best.entity] == 1):
        return None
    return Mention(
        id=f"body-{noun.idx}",
        start=noun.idx,
        end=noun.idx + len(noun),
        text=noun.text,
        form="nominal",
        type="Organisation",
        entity=best.entity,
        sieve="salient-organisation",
        antecedent=best.id,
    )


def _hangs_on(preposition: Token, name: Token) -> bool:
    """Does the parser tie a "from" to the name before it, and not to the verb?"""
    return (
        preposition.lower_ in words("titles")["employment"]["hanging"] and preposition.head == name
    )


def home(document: Document, last: Token, titled: bool = False) -> Mention | None:
    """The organisation right behind a name's last word: "of Acme"; "from Acme" where it hangs on the name, "with Acme" only aside: ", formerly with Acme,"."""
    doc, i = last.doc, last.i + 1
    aside = i < len(doc) and doc[i].text == ","
    i += aside
    i += aside and i < len(doc) and doc[i].lower_ in word_set("titles", "aside")
    table = words("titles")["employment"]
    place = (
        "aside"
        if aside
        else "behind_titled"
        if titled
        else "behind_subject"
        if last.dep_ == syntax.SUBJECT or last.head.dep_ == syntax.AGENT
        else "right_behind"
    )
    if (
        i + 1 >= len(doc)
        or doc[i].sent != last.sent
        or (doc[i].lower_ not in table[place] and not _hangs_on(doc[i], last))
        or last.lower_ in table["nobility"]
    ):
        return None
    if (
        doc[i].lower_ == "from"
        and last.dep_ in {syntax.OBJECT, syntax.PASSIVE_SUBJECT}
        and last.head.lemma_.lower() in {*table["hire"], *table["bought"]}
    ):
        return None  # "signed Jane Roe from Acme": that is over
    target = next((c for c in doc[i].children if c.dep_ == syntax.PREPOSITIONAL_OBJECT), None)
    body = document.mention_at(target) if target is not None else None
    if (
        target is None
        or body is None
        or body.form != "name"
        or not is_named_organisation(document, body)
        or target.i - i > len(body.text.split()) + 2
    ):
        return None
    if any(t.lower_ in word_set("relations", "each_to_each") for t in last.sent):
        return None
    span = tokens_of(document, body)
    after = doc[span.end] if span is not None and span.end < len(doc) else None
    return body if not aside or after is None or after.is_punct or after.lower_ == "who" else None
