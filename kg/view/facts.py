"""What is told of each fact: who is in it, how sure it is, who vouches, and the sentences that say so, with their words marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx

from kg.view.card_text import denied
from kg.view.style import STYLE

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """Edges of one kind and voice between the same two nodes: one line, however many tell of it."""

    source: str
    target: str
    kind: str
    said: bool
    voucher: str
    polarity: str
    certainty: str


def cards(network: nx.MultiDiGraph[str], number: Mapping[str, int]) -> list[Json]:
    """A card for each fact of the network: events and statements first, then roles and relations."""
    facts = [
        node_card(network, iri, number) for iri in number if network.nodes[iri]["kind"] != "entity"
    ]
    for tie, edges in sorted(grouped_edges(network).items(), key=lambda item: str(item[0])):
        if tie.kind == "tie":
            facts += [
                edge_card(tie, label, [e for e in edges if e["label"] == label], number)
                for label in dict.fromkeys(e["label"] for e in edges)
            ]
    return facts


def grouped_edges(network: nx.MultiDiGraph[str]) -> dict[Edge, list[Json]]:
    """The edges that are drawn as one line, in an order that depends on the network's content alone."""
    found: dict[Edge, list[Json]] = {}
    for source, target, _, edge in sorted(
        network.edges(keys=True, data=True), key=lambda e: (e[0], e[1], e[3]["label"], str(e[2]))
    ):
        voucher = edge["voucher"] if edge["said"] else ""
        kind = "tie" if edge["kind"] in ("role", "relation") else edge["kind"]
        tie = Edge(source, target, kind, edge["said"], voucher, edge["polarity"], edge["certainty"])
        found.setdefault(tie, []).append(edge)
    return found


def node_card(network: nx.MultiDiGraph[str], iri: str, number: Mapping[str, int]) -> Json:
    """What is known of an event or a statement; `number` is what the page calls each node."""
    node = network.nodes[iri]
    order = {word: i for i, word in enumerate(STYLE["participants"])}
    takers = [
        (e["label"], target)
        for _, target, e in network.out_edges(iri, data=True)
        if e["kind"] in ("participant", "addressee", "about")
    ]
    parts = {(order.get(word, len(order)), word, target) for word, target in takers}
    speakers = {
        source: e["label"]
        for source, _, e in network.in_edges(iri, data=True)
        if e["kind"] == "speaker"
    }
    return {
        "kind": node["kind"],
        "head": node.get("text") or node["label"],
        "type": node["type"],
        "cue": min(speakers.values(), default=""),
        "date": node["date"],
        "node": number[iri],
        "ends": [number[speaker] for speaker in sorted(speakers)],
        "parts": [
            [STYLE["participants"].get(word, word), number[target]]
            for _, word, target in sorted(parts)
        ],
        "said": bool(node.get("said")),
        "not": denied(node),
        "sure": node.get("certainty", "certain"),
        "vouchers": sorted(set(node["vouchers"])),
        "evidence": _evidence(node["evidence"]),
    }


def edge_card(tie: Edge, label: str, edges: Sequence[Json], number: Mapping[str, int]) -> Json:
    """What is known of a role or a relation: of all edges of a tie that have this label."""
    return {
        "kind": edges[0]["kind"],
        "head": label,
        "type": "",
        "cue": "",
        "date": edges[0].get("date", ""),
        "node": None,
        "ends": [number[tie.source], number[tie.target]],
        "parts": [],
        "said": tie.said,
        "not": tie.polarity == "negative",
        "sure": tie.certainty,
        "vouchers": sorted({e["voucher"] for e in edges}),
        "evidence": _evidence(item for e in edges for item in e["evidence"]),
    }


def _evidence(items: Iterable[Json]) -> list[Json]:
    """Each telling once, its sentence cut where marked words begin and end: every second piece is marked."""
    seen: dict[str, Json] = {}
    for item in items:
        entry = {
            "pieces": _cut(item["sentence"], item["marks"]),
            **{key: item[key] for key in ("article", "date", "pattern")},
            "confidence": None
            if item["confidence"] is None
            else round(float(item["confidence"]), 2),
        }
        seen.setdefault(str(entry), entry)
    return sorted(seen.values(), key=lambda e: (e["date"], e["article"], e["pieces"], e["pattern"]))


def _cut(sentence: str, marks: Iterable[Sequence[int]]) -> list[str]:
    """`["I saw ", "Türk", " there"]` for marks `[[6, 10]]`; offsets are characters, which a browser would count otherwise."""
    pieces, end = [], 0
    for start, stop in sorted((int(a), int(b)) for a, b in marks):
        if max(start, end) < min(stop, len(sentence)):
            pieces += [sentence[end : max(start, end)], sentence[max(start, end) : stop]]
            end = min(stop, len(sentence))
    return [*pieces, sentence[end:]]
