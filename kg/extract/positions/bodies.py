"""The bodies in which positions are held: organisations, and places and groups that have offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.arcs import coordinates
from kg.model import EntityType, Mention
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

POSSESSIVE = {"'s", "’s", "'", "’"}
_NEAR = 2  # sentences back in which "company" finds the one that is meant


def kind_of(document: Document, mention: Mention) -> EntityType:
    """What the thing is that the mention stands for."""
    return document.entity[mention.entity].type if mention.entity else mention.type


def is_person(document: Document, mention: Mention | None) -> bool:
    """Does the mention stand for one person?"""
    return mention is not None and mention.entity is not None and kind_of(document, mention) == "Person"


def has_name(document: Document, mention: Mention) -> bool:
    """Is what the mention stands for named somewhere in the article?"""
    return any(m.entity == mention.entity and m.form == "name" for m in document.mentions)


def is_named_organisation(document: Document, mention: Mention | None) -> bool:
    """An organisation's name, or words for an organisation that has one."""
    return (
        mention is not None
        and mention.entity is not None
        and mention.type in {"Organisation", "Group", "Other"}
        and kind_of(document, mention) == "Organisation"
        and has_name(document, mention)
    )


def is_body(document: Document, mention: Mention) -> bool:
    """An organisation, or a place or group that has offices; no pronoun that stands for nobody known."""
    kind = kind_of(document, mention)
    if all(w.lower() in word_set("titles", "modifiers") for w in mention.text.split()):
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
    span = document.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span is not None and span.root.tag_ == "NNS"


def bodies_at(document: Document, target: Token) -> list[Mention]:
    """The bodies that a noun and what is coordinated with it name: "of Acme and Bolt"."""
    found = [m for t in coordinates(target) if (m := document.mention_at(t)) is not None and is_body(document, m)]
    first = document.mention_at(target)
    if not found or first is None or found[0] is not first:
        return []
    own = named_part(document, target)
    return [own] if own is not None and first.form == "nominal" and target.lemma_.lower() in word_set("titles", "parts") else found


def named_part(document: Document, target: Token) -> Mention | None:
    """The organisation or place that a noun is of: "Google's cloud division", "the Lombardy region", "the board of Acme"."""
    for child in target.children:
        inside = [child] if child.dep_ in {"poss", "compound", "nmod"} else [c for c in child.children if c.dep_ == "pobj"] if child.lower_ in {"of", "at"} else []
        for token in inside:
            mention = document.mention_at(token)
            if mention is not None and (mention.form == "name" or child.dep_ == "poss") and is_body(document, mention):
                return mention
    return None


def salient_company(document: Document, noun: Token) -> Mention | None:
    """A mention for the "company" of "company CEO Jane Roe": the organisation that the sentences around speak of most."""
    sentences = list(document.doc.sents)
    at = next(n for n, s in enumerate(sentences) if s.start <= noun.i < s.end)
    begin = sentences[max(at - _NEAR, 0)].start_char
    count = Counter(m.entity for m in document.mentions if m.entity is not None)
    near = [m for m in document.mentions if begin <= m.start < noun.idx and is_named_organisation(document, m)]
    best = max(near, key=lambda m: (count[m.entity], m.start), default=None)
    if best is None or len({m.entity for m in near}) > 1 and count[best.entity] == 1:
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


def words_before(token: Token, most: int) -> Iterator[Token]:
    """The tokens before this one in its sentence, the nearest first."""
    for i in range(token.i - 1, max(token.sent.start, token.i - most) - 1, -1):
        yield token.doc[i]
