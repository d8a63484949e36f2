"""All roles and relations that rules find, from pattern files and in Python.

The scorer of relations adds to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.document import Document, once_per_document
from kg.extract.mentions import entity_key
from kg.extract.relations.nationality import nationalities
from kg.extract.relations.party_affiliation import party_affiliations
from kg.extract.relations.pattern_relations import distinct, pattern_relations
from kg.extract.relations.place_names import places_within
from kg.extract.roles import extractor as roles_extractor
from kg.model import Entity, Mention, Relation, Role
from kg.patterns import word_set
from kg.scoring.relations import SIDES, RuleLabels
from kg.syntax import document_arcs


@dataclass(frozen=True, slots=True)
class RuleBasedFacts:
    """Roles and relations that rules find, and the mentions that only they need.

    The entities are new ones, and those of the document of which more is known now.
    """

    roles: tuple[Role, ...]
    relations: tuple[Relation, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]


@once_per_document
def rule_based_facts(document: Document) -> RuleBasedFacts:
    """All roles and relations but those that only the scorer finds."""
    arcs = document_arcs(document)
    roles = roles_extractor.extract(document)
    relations, kinds = pattern_relations(document, arcs)
    parties = party_affiliations(document, arcs)
    distinct_relations = distinct(
        (*document.mentions, *parties.mentions),
        [
            *relations,
            *parties.relations,
            *nationalities(document, arcs),
            *places_within(document),
        ],
    )
    return RuleBasedFacts(
        roles=tuple(f for f in roles.facts if isinstance(f, Role)),
        relations=distinct_relations,
        mentions=(*roles.mentions, *kinds, *parties.mentions),
        entities=parties.entities,
    )


def rule_labels(
    roles: Sequence[Role], relations: Sequence[Relation], mentions: Mapping[str, Mention]
) -> RuleLabels:
    """For each pair of entities the labels of the relations that rules found between them.

    A mention without an entity stands for itself. What is denied does not count.
    """
    out: dict[tuple[str, str], set[str]] = {}
    for label, subject, other in _labelled_pairs(roles, relations, mentions):
        pair = (entity_key(mentions[subject]), entity_key(mentions[other]))
        out.setdefault(pair, set()).add(label)
    return {pair: frozenset(labels) for pair, labels in out.items()}


def _labelled_pairs(
    roles: Sequence[Role], relations: Sequence[Relation], mentions: Mapping[str, Mention]
) -> Iterator[tuple[str, str, str]]:
    """Label, subject and object of each fact that is not denied, the two as ids of mentions."""
    for role in roles:
        if role.polarity == "positive":
            yield from _memberships(role, mentions)
    for relation in relations:
        if relation.polarity == "positive" and relation.type in SIDES:
            yield relation.type, relation.fillers("subject")[0], relation.fillers("object")[0]


def _memberships(role: Role, mentions: Mapping[str, Mention]) -> Iterator[tuple[str, str, str]]:
    """A role as relations: whoever has it belongs to the organisation, and may lead it."""
    for person in role.fillers("person"):
        for organisation in role.fillers("organisation"):
            yield "memberOf", person, organisation
            if any(is_leading(mentions[title].text) for title in role.fillers("title")):
                yield "leads", person, organisation


def is_leading(title: str) -> bool:
    """Whether a title is that of somebody at the head: "chairman and chief executive"."""
    padded = f" {title.lower()} "
    return any(f" {words} " in padded for words in word_set("relations", "leading"))
