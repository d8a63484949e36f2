"""Questions to the parse tree: a token's children by label, subjects, objects, kinds of words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.syntax import labels

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})


def is_verb(token: Token) -> bool:
    """Whether the token is a verb or an auxiliary."""
    return token.pos_ in VERBS


def is_noun(token: Token) -> bool:
    """Whether the token is a common noun or a proper noun."""
    return token.pos_ in NOUNS


def tokens_with(doc: Doc, attribute: str, *values: str) -> Iterator[Token]:
    """The tokens whose attribute has one of these values, as it was when the search began.

    They are found at once, for to ask token by token is what costs.
    """
    wanted = {doc.vocab.strings[value] for value in values}
    found = doc.to_array(attribute).tolist()
    return (doc[i] for i, value in enumerate(found) if value in wanted)


def children(token: Token, *wanted: str) -> list[Token]:
    """The token's children with one of these labels, in text order."""
    return [child for child in token.children if child.dep_ in wanted]


def child(token: Token, *wanted: str) -> Token | None:
    """The token's first child with one of these labels."""
    return next((child for child in token.children if child.dep_ in wanted), None)


def has_child(token: Token, *wanted: str) -> bool:
    """Whether the token has a child with one of these labels."""
    return any(child.dep_ in wanted for child in token.children)


def subjects(verb: Token) -> list[Token]:
    """The verb's own subjects, active or passive; `subject_arcs` has the understood ones too."""
    return children(verb, *labels.SUBJECTS)


def subject(verb: Token) -> Token | None:
    """The verb's first own subject."""
    return child(verb, *labels.SUBJECTS)


def has_subject(verb: Token) -> bool:
    """Whether the verb has a subject of its own."""
    return has_child(verb, *labels.SUBJECTS)


def objects(verb: Token) -> list[Token]:
    """The verb's direct objects."""
    return children(verb, labels.OBJECT)


def has_object(verb: Token) -> bool:
    """Whether the verb has a direct object."""
    return has_child(verb, labels.OBJECT)


def has_auxiliary(verb: Token) -> bool:
    """Whether the verb has an auxiliary, active or passive."""
    return has_child(verb, *labels.AUXILIARIES)


def is_participial_clause(verb: Token) -> bool:
    """Whether the verb is an adverbial clause with "-ing": "…, adding that …"."""
    return verb.dep_ == labels.ADVERBIAL_CLAUSE and verb.tag_ == "VBG"


def has_determiner(noun: Token) -> bool:
    """Whether the noun has an article or another determiner."""
    return has_child(noun, labels.DETERMINER)


def preposition_of(token: Token) -> Token | None:
    """The preposition whose object the token is; the "by" of a passive does not count."""
    head = token.head
    is_object = token.dep_ == labels.PREPOSITIONAL_OBJECT and head.dep_ == labels.PREPOSITION
    return head if is_object else None


def last_child(token: Token, *wanted: str) -> Token | None:
    """The token's last child with one of these labels."""
    return next((child for child in reversed(list(token.children)) if child.dep_ in wanted), None)
