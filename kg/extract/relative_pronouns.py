"""Relative pronouns as mentions: "who", "which" and "where" stand for what their clause is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.model import Mention
from kg.patterns import word_set
from kg.syntax import last_of_list, person_over

if TYPE_CHECKING:
    from spacy.tokens import Token

_TAGS = frozenset({"WP", "WDT", "WRB", "WP$"})


def relative_pronouns(document: Document) -> tuple[Mention, ...]:
    """A mention for each relative pronoun whose antecedent stands for something known; of the rest there is nothing to tell."""
    out = []
    for token in document.tokens:
        if token.tag_ in _TAGS and token.lower_ in word_set("relations", "relatives"):
            noun = _antecedent(token)
            meant = document.mention_at(noun) if noun is not None else None
            if meant is not None and meant.entity is not None:
                out.append(
                    Mention(
                        id=f"relative-{token.idx}", start=token.idx, end=token.idx + len(token), text=token.text, form="pronoun",
                        type=document.entity[meant.entity].type, entity=meant.entity, sieve="relative", antecedent=meant.id,
                    )
                )  # fmt: skip
    return tuple(out)


def _antecedent(token: Token) -> Token | None:
    """The noun that the pronoun's clause modifies."""
    while token.head != token:
        if token.dep_ == syntax.RELATIVE_CLAUSE:
            return person_over(token.head, token) or last_of_list(token)
        token = token.head
    return None
