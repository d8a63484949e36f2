"""Builds relations of a person that rules in Python find: party, nationality, birth and death."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.confidence import confidence_of
from kg.extract.factuality import certainty_of, polarity_of
from kg.model import Argument, Mention, Relation, Span

if TYPE_CHECKING:
    from spacy.tokens import Token


def build_relation(
    label: str,
    shape: str,
    person: Mention,
    other: Mention,
    sentence: Span,
    trigger: Span,
    verb: Token | None = None,
) -> Relation:
    """The relation of this label between the two mentions.

    Where a verb predicates it, polarity and certainty are the verb's; else it is a plain fact.
    """
    pattern = f"{label}:{shape}"
    return Relation(
        id=f"relation-{pattern}-{trigger.start}-{person.id}-{other.id}",
        type=label,
        arguments=(Argument("subject", person.id), Argument("object", other.id)),
        sentence=sentence,
        trigger=trigger,
        polarity=polarity_of(verb) if verb is not None else "positive",
        certainty=certainty_of(verb) if verb is not None else "certain",
        pattern=pattern,
        confidence=confidence_of("relation", shape, pattern),
    )
