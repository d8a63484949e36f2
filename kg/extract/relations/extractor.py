"""Relations of a document: those that rules find, and those that the scorer adds."""

from __future__ import annotations

from kg.document import Document
from kg.extract.extraction import Extraction
from kg.extract.relations.rule_based import rule_based_facts
from kg.extract.relations.scored import scored_relations


def extract(document: Document) -> Extraction:
    """The relations, the roles that only the scorer finds, and the parties that both need."""
    rules = rule_based_facts(document)
    scored = scored_relations(document, rules.roles, rules.relations, rules.mentions)
    return Extraction(
        facts=(*scored.roles, *rules.relations, *scored.relations),
        mentions=(*rules.mentions, *scored.mentions),
        entities=rules.entities,
    )
