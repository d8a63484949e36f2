"""An attribute as it is found: whose it is, what it says, and by which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.document import Document, once_per_document
from kg.extract.attributes.phrases import is_no, phrase_of, quality
from kg.extract.mentions import entity_key
from kg.model import Mention, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class AttributeDraft:
    """What a subject is or has.

    `subject` and `value` are mentions, or words whose fact is meant. `verb` is the word that says
    how certain it is and when, and `replaced` are the words that tell no happening of their own
    where this is told.
    """

    subject: Mention | Token
    value: Mention | Token
    trigger: tuple[Token, ...]
    label: str
    shape: str
    verb: Token | None = None
    polarity: Polarity = "positive"
    replaced: tuple[Token, ...] = ()


def subject_at(document: Document, token: Token) -> Mention | None:
    """What the token mentions; None for a pronoun that stands for nothing known: "it is late"."""
    mention = document.mention_at(token)
    if mention is None or mention.type == "Date":
        return None
    return None if _is_empty_pronoun(document, mention) else mention


def _is_empty_pronoun(document: Document, mention: Mention) -> bool:
    """Whether it is a pronoun of things, and no other words stand for the same."""
    if mention.form != "pronoun" or mention.type != "Other":
        return False
    return mention.entity not in _described(document)


@once_per_document
def _described(document: Document) -> frozenset[str | None]:
    """What some words that are no pronoun stand for."""
    return frozenset(m.entity for m in document.mentions if m.form != "pronoun")


def value_at(document: Document, token: Token, subject: Mention | None) -> Mention:
    """What a word says of the subject: what it mentions, else the words of its phrase.

    Where coreference takes both for one, the words are what is told, and so they are, without
    "no", where that denies it.
    """
    mention = document.mention_at(token)
    is_denied = any(is_no(child) for child in token.lefts)
    if mention is None or mention.type == "Title" or is_denied:
        return quality(document, phrase_of(token))
    if subject is not None and entity_key(subject) == entity_key(mention):
        return quality(document, phrase_of(token))
    return mention
