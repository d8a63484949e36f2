"""Verbs of speech and belief: what only people and organisations do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_speech_verb(token: Token) -> bool:
    """Whether the token's lemma is a verb whose subject speaks, such as "say" or "tweet"."""
    return token.lemma_.lower() in word_set("reporting", "speech")


def is_speech_or_belief_verb(token: Token) -> bool:
    """Whether the token's lemma is a verb of speech, or of belief such as "think"."""
    beliefs = word_set("reporting", "force", "belief")
    return is_speech_verb(token) or token.lemma_.lower() in beliefs
