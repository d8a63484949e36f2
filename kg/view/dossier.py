"""All that a network tells of one thing: what it is called, its roles, what happened, what it says and what is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx

from kg.timex import period_of
from kg.view.card_text import plain_text
from kg.view.date_text import date_text
from kg.view.facts import cards
from kg.view.pages import page

Json: TypeAlias = dict[str, Any]

_JOINED = 12


@dataclass(frozen=True, slots=True)
class Dossier:
    """What one thing is, and the facts about it under their headings; `names` are those of the numbers in the cards."""

    name: str
    type: str
    things: int  # that are called so
    aliases: tuple[str, ...]
    articles: tuple[str, ...]
    wordings: tuple[tuple[str, int], ...]  # by which words articles speak of it, and how often
    joined: tuple[
        tuple[str, str, int], ...
    ]  # name, type and number of facts that it shares with this
    sections: tuple[tuple[str, tuple[Json, ...]], ...]
    names: tuple[str, ...]

    def __str__(self) -> str:
        also = [f"also: {', '.join(self.aliases)}"] if self.aliases else []
        parts = [
            f"\n{title}\n"
            + "\n".join(f"  {_dated(card)}{plain_text(card, self.names)}" for card in told)
            for title, told in self.sections
        ]
        return "\n".join([f"{self.name} · {self.type}", *also, *parts])

    def html(self, graph: str = "", picture: str = "") -> str:
        """The page; `graph` is the address of the graph's page, to which names link where it is given; `picture` is an SVG of what is around."""
        return page(
            "dossier.html",
            title=self.name,
            dossier=self,
            names=self.names,
            graph=graph,
            picture=picture,
            spoken=date_text,
        )


def dossier(
    network: nx.MultiDiGraph[str], things: Collection[str], wordings: Sequence[tuple[str, int]] = ()
) -> Dossier:
    """What the network tells of these things, which share a name; facts with a date first, in their order."""
    number = {iri: i for i, iri in enumerate(sorted(network.nodes))}
    nodes = [network.nodes[iri] for iri in sorted(things)]
    own = {number[iri] for iri in things}
    told = sorted((card for card in cards(network, number) if own & _ends(card)), key=_order)
    speaks = [card["kind"] == "statement" and bool(own & {*card["ends"]}) for card in told]
    others = [card for card, mine in zip(told, speaks, strict=True) if not mine]
    name = nodes[0]["label"]
    sections = (
        (
            "Roles and relations",
            [card for card in others if card["kind"] in ("role", "relation") and not card["said"]],
        ),
        (
            "What happened",
            [card for card in others if card["kind"] == "event" and not card["said"]],
        ),
        (f"Said by {name}", [card for card, mine in zip(told, speaks, strict=True) if mine]),
        (
            f"Only said about {name}",
            [card for card in others if card["said"] or card["kind"] == "statement"],
        ),
    )
    iris = list(number)
    shared = Counter(
        id_
        for card in others
        for id_ in _ends(card) - own
        if not iris[id_].startswith("urn:kg:literal:")
    )
    shared += Counter(
        id_ for card, mine in zip(told, speaks, strict=True) if mine for id_ in _ends(card) - own
    )
    near = sorted(
        shared.items(), key=lambda item: (-item[1], network.nodes[iris[item[0]]]["label"], item[0])
    )[:_JOINED]
    return Dossier(
        name=name,
        type=nodes[0]["type"],
        things=len(nodes),
        aliases=tuple(
            sorted(
                {alias for node in nodes for alias in (node["label"], *node["aliases"])} - {name}
            )
        ),
        articles=tuple(sorted({voucher for node in nodes for voucher in node["vouchers"]})),
        wordings=tuple(wordings),
        joined=tuple(
            (network.nodes[iris[id_]]["label"], network.nodes[iris[id_]]["type"], times)
            for id_, times in near
        ),
        sections=tuple((title, tuple(found)) for title, found in sections if found),
        names=tuple(network.nodes[iri]["label"] for iri in iris),
    )


def _ends(card: Json) -> set[int]:
    return {*card["ends"], *(id_ for _, id_ in card["parts"])}


def _order(card: Json) -> tuple[bool, str, str, str]:
    period = period_of(card["date"].partition("–")[0].strip())
    return (
        period is None,
        period.first.isoformat() if period else "",
        card["head"],
        str(card["parts"]),
    )


def _dated(card: Json) -> str:
    return f"{card['date']}  " if card["date"] else ""
