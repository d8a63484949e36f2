"""What rules find told of two things, pattern files and all others: where the scorer of ties starts from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.document import Document, once_per_document
from kg.extract.relations.nationality import nationalities
from kg.extract.relations.party_affiliation import party_affiliations
from kg.extract.relations.pattern_relations import distinct, pattern_relations
from kg.extract.roles import extractor as roles_extractor
from kg.model import Entity, Mention, Relation, Role
from kg.patterns import word_set
from kg.scoring.relations import SIDES, RuleLabels
from kg.syntax import document_arcs


@dataclass(frozen=True, slots=True)
class RuleBasedFacts:
    """Roles and relations that rules find, the mentions that only they bring in, and entities that are new or known better."""

    roles: tuple[Role, ...]
    relations: tuple[Relation, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]


@once_per_document
def rule_based_facts(document: Document) -> RuleBasedFacts:
    """All ties but those that only the scorer holds likely."""
    arcs = document_arcs(document)
    roles = roles_extractor.extract(document)
    relations, kinds = pattern_relations(document, arcs)
    parties = party_affiliations(document, arcs)
    told = distinct(
        (*document.mentions, *parties.mentions),
        [*relations, *parties.relations, *nationalities(document, arcs)],
    )
    return RuleBasedFacts(
        roles=tuple(f for f in roles.facts if isinstance(f, Role)),
        relations=told,
        mentions=(*roles.mentions, *kinds, *parties.mentions),
        entities=parties.entities,
    )


def rule_labels(
    roles: Sequence[Role], relations: Sequence[Relation], mentions: Mapping[str, Mention]
) -> RuleLabels:
    """The labels that hold between two things, by what the two mentions stand for; what is denied does not hold."""
    out: dict[tuple[str, str], set[str]] = {}
    for label, subject, other in _ties(roles, relations, mentions):
        out.setdefault((_thing(mentions[subject]), _thing(mentions[other])), set()).add(label)
    return {pair: frozenset(labels) for pair, labels in out.items()}


def _ties(
    roles: Sequence[Role], relations: Sequence[Relation], mentions: Mapping[str, Mention]
) -> Iterator[tuple[str, str, str]]:
    for role in roles:
        if role.polarity == "positive":
            for person in role.fillers("person"):
                for body in role.fillers("organisation"):
                    yield "memberOf", person, body
                    if any(is_leading(mentions[t].text) for t in role.fillers("title")):
                        yield "leads", person, body
    for relation in relations:
        if relation.polarity == "positive" and relation.type in SIDES:
            yield relation.type, relation.fillers("subject")[0], relation.fillers("object")[0]


def is_leading(title: str) -> bool:
    """Is who bears this title at the head of something: "chairman and chief executive"?"""
    padded = f" {title.lower()} "
    return any(f" {words} " in padded for words in word_set("relations", "leading"))


def _thing(mention: Mention) -> str:
    return mention.entity or mention.id
