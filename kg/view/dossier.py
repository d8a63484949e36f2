"""All that a network has about one entity on a page: names, roles, events, statements, claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from kg.timex import period_of
from kg.view.card_text import card, plain_text
from kg.view.facts import all_facts, name_of, numbered, sources_of
from kg.view.page_data import Fact, Section
from kg.view.pages import page
from kg.view.style import STYLE

_HEADINGS: Mapping[str, str] = STYLE["headings"]
_MAX_CONNECTED = 12
_LITERAL = "urn:kg:literal:"  # begins the name of a node that is a date, an amount, a word


@dataclass(frozen=True, slots=True)
class Connected:
    """Somebody or something that shares facts with the dossier's entity, and how many."""

    name: str
    type: str
    facts: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """What an entity is, and the facts about it under their headings."""

    name: str
    type: str
    count: int  # of entities that have this name
    aliases: tuple[str, ...]
    articles: tuple[str, ...]
    mentions: tuple[tuple[str, int], ...]  # the words that refer to it, and how often
    connected: tuple[Connected, ...]
    facts: tuple[tuple[str, tuple[Fact, ...]], ...]  # heading and facts
    names: tuple[str, ...]  # of the nodes' numbers

    def __str__(self) -> str:
        also = [f"also: {', '.join(self.aliases)}"] if self.aliases else []
        sections = [
            "\n".join([f"\n{heading}", *(f"  {self._line(fact)}" for fact in facts)])
            for heading, facts in self.facts
        ]
        return "\n".join([f"{self.name} · {self.type}", *also, *sections])

    def _line(self, fact: Fact) -> str:
        text = plain_text(fact, self.names)
        return f"{fact.date}  {text}" if fact.date else text

    @property
    def sections(self) -> list[Section]:
        """The facts as cards."""
        return [
            Section(heading, tuple(card(fact, self.names) for fact in facts))
            for heading, facts in self.facts
        ]

    def html(self, graph: str = "", picture: str = "") -> str:
        """The page; `picture` is an SVG of the entity's neighbourhood.

        Names link to the graph's page where its address is given.
        """
        return page("dossier.html", title=self.name, dossier=self, graph=graph, picture=picture)


def dossier(
    network: nx.MultiDiGraph[str],
    entities: Collection[str],
    mentions: Sequence[tuple[str, int]] = (),
) -> Dossier:
    """What the network has about these entities, which share a name; dated facts come first."""
    number = numbered(network)
    nodes = [network.nodes[iri] for iri in sorted(entities)]
    own = {number[iri] for iri in entities}
    facts = sorted((f for f in all_facts(network, number) if own & f.nodes), key=_order)
    name = nodes[0]["label"]
    names = {alias for node in nodes for alias in (node["label"], *node["aliases"])}
    return Dossier(
        name=name,
        type=nodes[0]["type"],
        count=len(nodes),
        aliases=tuple(sorted(names - {name})),
        articles=tuple(sorted({source for node in nodes for source in sources_of(node)})),
        mentions=tuple(mentions),
        connected=_connected(network, list(number), facts, own),
        facts=_under_headings(facts, own, name),
        names=tuple(name_of(network.nodes[iri]) for iri in number),
    )


def _under_headings(
    facts: Sequence[Fact], own: Collection[int], name: str
) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    found: dict[str, list[Fact]] = {section: [] for section in _HEADINGS}
    for fact in facts:
        found[_section(fact, own)].append(fact)
    return tuple(
        (_HEADINGS[section].format(name=name), tuple(same))
        for section, same in found.items()
        if same
    )


def _section(fact: Fact, own: Collection[int]) -> str:
    if _states(fact, own):
        return "statements"
    if fact.attributed:
        return "claims"
    return {"event": "events", "attribute": "attributes"}.get(fact.kind, "relations")


def _states(fact: Fact, own: Collection[int]) -> bool:
    """Whether the fact is a statement of one of these."""
    return fact.kind == "statement" and not set(own).isdisjoint(fact.ends)


def _connected(
    network: nx.MultiDiGraph[str], iris: Sequence[str], facts: Sequence[Fact], own: set[int]
) -> tuple[Connected, ...]:
    """Who shares the most facts with these; a plain date or amount only if they speak of it."""
    shared: Counter[int] = Counter()
    for fact in facts:
        for node in fact.nodes - own:
            if _states(fact, own) or not iris[node].startswith(_LITERAL):
                shared[node] += 1
    found = [(-times, name_of(network.nodes[iris[node]]), node) for node, times in shared.items()]
    return tuple(
        Connected(name, network.nodes[iris[node]]["type"], -times)
        for times, name, node in sorted(found)[:_MAX_CONNECTED]
    )


def _order(fact: Fact) -> tuple[bool, str, str, list[tuple[str, int]]]:
    """Dated facts first, the earlier before the later."""
    period = period_of(fact.date.partition("–")[0].strip())
    return (
        period is None,
        period.first.isoformat() if period else "",
        fact.text,
        [(participant.word, participant.node) for participant in fact.participants],
    )
