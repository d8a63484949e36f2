"""Relative pronouns as mentions: "who", "which" and "where" refer to what their clause modifies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.model import Mention
from kg.patterns import word_set
from kg.syntax import last_of_list, person_over

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUN_TAGS = frozenset({"WP", "WDT", "WRB", "WP$"})


def relative_pronouns(document: Document) -> tuple[Mention, ...]:
    """A mention for each relative pronoun whose antecedent is a mention of an entity."""
    found = (_mention_of(document, t) for t in document.tokens if _is_relative_pronoun(t))
    return tuple(mention for mention in found if mention is not None)


def _is_relative_pronoun(token: Token) -> bool:
    """Whether the word may be a relative pronoun; "who" of a question counts too."""
    return token.tag_ in _PRONOUN_TAGS and token.lower_ in word_set("relations", "relatives")


def _mention_of(document: Document, pronoun: Token) -> Mention | None:
    """The pronoun as a mention of its antecedent's entity, where it has an antecedent."""
    noun = _antecedent(pronoun)
    antecedent = document.mention_at(noun) if noun is not None else None
    if antecedent is None or antecedent.entity is None:
        return None
    return Mention(
        id=f"relative-{pronoun.idx}",
        start=pronoun.idx,
        end=pronoun.idx + len(pronoun),
        text=pronoun.text,
        form="pronoun",
        type=document.entity[antecedent.entity].type,
        entity=antecedent.entity,
        sieve="relative",
        antecedent=antecedent.id,
    )


def _antecedent(pronoun: Token) -> Token | None:
    """The noun that the pronoun's clause modifies."""
    token = pronoun
    while token.head != token:
        if token.dep_ == syntax.RELATIVE_CLAUSE:
            return person_over(token.head, token) or last_of_list(token)
        token = token.head
    return None
