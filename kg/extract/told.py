"""What the pattern files and the reading of positions find told of two things: where the scorer of ties starts from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.model import Mention, Relation, Role
from kg.patterns import word_set
from kg.scoring.relations import SIDES, Told


def told_of(roles: Sequence[Role], relations: Sequence[Relation], mentions: Mapping[str, Mention]) -> Told:
    """The labels that hold between two things, by what the two mentions stand for; what is denied does not hold."""
    out: dict[tuple[str, str], set[str]] = {}
    for label, subject, other in _ties(roles, relations, mentions):
        out.setdefault((_thing(mentions[subject]), _thing(mentions[other])), set()).add(label)
    return {pair: frozenset(labels) for pair, labels in out.items()}


def _ties(roles: Sequence[Role], relations: Sequence[Relation], mentions: Mapping[str, Mention]) -> Iterator[tuple[str, str, str]]:
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
