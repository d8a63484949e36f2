"""Reporting verbs: which verbs report what somebody says, and what they are like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.statements.attribution import addressee_of, speaker_in
from kg.patterns import word_set, words
from kg.syntax import Arcs

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Report:
    """A reporting verb in its document, with who speaks and to whom."""

    document: Document
    arcs: Arcs
    verb: Token
    lemma: str
    speaker: Token | None
    addressee: Token | None


def report_of(document: Document, arcs: Arcs, verb: Token) -> Report:
    """The verb with its speaker and its addressee; nobody speaks to themself.

    Whoever hears something is told it: "The suspect fled, the court heard."
    """
    speaker = speaker_in(document, arcs, verb)
    addressee = addressee_of(arcs, verb)
    if verb.lemma_.lower() in word_set("reporting", "hearing"):
        speaker, addressee = None, speaker
    if addressee == speaker:
        addressee = None
    return Report(document, arcs, verb, verb.lemma_.lower(), speaker, addressee)


def is_reporting_verb(verb: Token) -> bool:
    """Whether the verb is a cue in some frame, and reports what is said and not only wished."""
    return verb.lemma_.lower() in _reporting_lemmas() and not _is_wished(verb)


@cache
def _reporting_lemmas() -> frozenset[str]:
    """The lemmas that are a cue in any frame of verbs."""
    table = words("reporting")
    naming = table["naming"]
    return frozenset().union(
        table["clause"],
        table["finding"],
        table["knowing"],
        table["hearing"],
        table["needing"],
        table["infinitive"],
        table["commitment_infinitive"],
        table["gerund"],
        table["object"],
        table["preposition"],
        naming["plain"],
        naming["as"],
        naming["linking"],
    )


def _is_wished(verb: Token) -> bool:
    """Whether somebody is to say it, and does not: "wants us to believe that …"."""
    if verb.dep_ not in {syntax.OPEN_COMPLEMENT, syntax.CLAUSAL_COMPLEMENT}:
        return False
    return is_to_infinitive(verb) and verb.head.lemma_.lower() in word_set("reporting", "wishing")


def disputes(verb: Token) -> bool:
    """Whether the verb praises, blames or denies, so that its object is what others did or said."""
    lemma = verb.lemma_.lower()
    return is_judging(lemma) or lemma in word_set("reporting", "object_any")


def is_judging(lemma: str) -> bool:
    """Whether the verb praises or blames somebody."""
    return lemma in word_set("reporting", "force", "evaluation")


def with_particles(verb: Token) -> tuple[Token, ...]:
    """The verb and its particles in text order: "pointed out"."""
    return tuple(sorted([verb, *syntax.children(verb, syntax.PARTICLE)], key=lambda t: t.i))


def is_to_infinitive(verb: Token) -> bool:
    """Whether the verb is an infinitive with its "to"; "to be sold" counts."""
    return verb.tag_ in {"VB", "VBN"} and any(_is_to(child) for child in verb.children)


def _is_to(child: Token) -> bool:
    return child.dep_ == syntax.AUXILIARY and child.lower_ == "to"
