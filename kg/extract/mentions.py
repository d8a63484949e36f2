"""Questions to mentions: their tokens, what they stand for, whether it is a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document import Document
from kg.model import EntityType, Mention
from kg.syntax import with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token


def tokens_of(document: Document, mention: Mention) -> TokenSpan | None:
    """The tokens of a mention."""
    return document.tokens_at(mention.span)


def root_of(document: Document, mention: Mention) -> Token | None:
    """The token that heads a mention."""
    span = tokens_of(document, mention)
    return span.root if span is not None else None


def kind_of(document: Document, mention: Mention) -> EntityType:
    """What the thing is that the mention stands for."""
    return document.entity[mention.entity].type if mention.entity else mention.type


def is_person(document: Document, mention: Mention | None) -> bool:
    """Does the mention stand for one person?"""
    return (
        mention is not None
        and mention.entity is not None
        and kind_of(document, mention) == "Person"
    )


def person_at(document: Document, token: Token) -> Mention | None:
    """The name of a person that begins with this token."""
    name = document.name_over(token)
    return (
        name if name is not None and name.start == token.idx and is_person(document, name) else None
    )


def coordinated_people(document: Document, name: Mention) -> list[Mention]:
    """The named people that are coordinated with this one, and this one: "Jane Roe and Ann Lee"."""
    root = root_of(document, name)
    return (
        [
            m
            for t in with_conjuncts(root)
            if (m := document.name_over(t)) is not None and is_person(document, m)
        ]
        if root is not None
        else [name]
    )


def has_name(document: Document, mention: Mention) -> bool:
    """Is what the mention stands for named somewhere in the article?"""
    return any(m.entity == mention.entity and m.form == "name" for m in document.mentions)
