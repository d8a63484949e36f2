"""Mentions: their tokens, what they refer to, and whether that is a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document import Document, once_per_document
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
    """The type of the entity that the mention refers to, else the mention's own."""
    return document.entity[mention.entity].type if mention.entity else mention.type


def entity_key(mention: Mention) -> str:
    """The entity that the mention stands for; of a mention without one its own id."""
    return mention.entity or mention.id


def is_person(document: Document, mention: Mention | None) -> bool:
    """Whether the mention refers to one person."""
    if mention is None or mention.entity is None:
        return False
    return kind_of(document, mention) == "Person"


def person_at(document: Document, token: Token) -> Mention | None:
    """The name of a person that begins with this token."""
    name = document.name_over(token)
    if name is None or name.start != token.idx:
        return None
    return name if is_person(document, name) else None


def coordinated_people(document: Document, name: Mention) -> list[Mention]:
    """The people named in a coordination with this name, and itself: "Jane Roe and Ann Lee"."""
    root = root_of(document, name)
    if root is None:
        return [name]
    names = (document.name_over(token) for token in with_conjuncts(root))
    return [name for name in names if name is not None and is_person(document, name)]


def has_name(document: Document, mention: Mention) -> bool:
    """Whether the entity of the mention has a name somewhere in the article."""
    return mention.entity in _entities_of_names(document)


@once_per_document
def _entities_of_names(document: Document) -> frozenset[str | None]:
    """What the names of the document stand for; None where some stand for no known entity."""
    return frozenset(m.entity for m in document.mentions if m.form == "name")
