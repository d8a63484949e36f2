"""From a network to what is drawn: nodes and edges with short labels and places, and the cards."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import networkx as nx

from kg.view.card_text import card
from kg.view.facts import (
    PARTICIPANTS,
    EdgeGroup,
    by_label,
    edge_fact,
    grouped_edges,
    is_fact,
    is_reported,
    is_uncertain,
    name_of,
    needs_denial,
    node_facts,
    numbered,
    speaker_of,
)
from kg.view.labels import attributed, measure, qualified, quoted, wrap
from kg.view.layout import Box, Line, place
from kg.view.overview import overview
from kg.view.page_data import Drawing, Edge, Fact, Node, Place
from kg.view.shortcut_edges import event_edges, statement_edges
from kg.view.style import STYLE

Network: TypeAlias = "nx.MultiDiGraph[str]"

_FIRST_SIGHT: Mapping[str, Any] = STYLE["first_sight"]
_EDGE_FONTS = {"relation": 13} | dict.fromkeys(
    ("order", "participant", "argument", "speaker", "addressee"), 11
)
_BEND = 0.36  # between two edges that join the same nodes


def draw(network: Network, most: int = _FIRST_SIGHT["whole_up_to"]) -> Drawing:
    """Nodes with places, edges and cards, in an order that depends on the network's content alone.

    With more nodes than `most` the drawing opens without some of them.
    """
    number = numbered(network)
    facts, edges = _facts_and_edges(network, number)
    nodes = _nodes(network, number, edges)
    all_edges = _bent([*edges, *_shortcuts(nodes, edges, facts)])
    nodes = _marked_as_edges(nodes, all_edges)
    whole = _places(nodes, all_edges[: len(edges)])
    hidden = tuple(_FIRST_SIGHT["hidden"]) if len(nodes) > most else ()
    waiting = _waiting(nodes, hidden)
    best = _best(nodes, all_edges, waiting)
    roomy: Mapping[int, Place] = {}
    if hidden:
        shown = {node.id for node in nodes} - waiting if best is None else set(best)
        roomy = _overview_places(nodes, all_edges, shown, best or ())
    nodes = [
        replace(node, place=whole[node.id], overview_place=roomy.get(node.id)) for node in nodes
    ]
    names = [node.name for node in nodes]
    return Drawing(
        nodes=tuple(nodes),
        edges=tuple(all_edges),
        cards=tuple(card(fact, names) for fact in facts),
        hidden=hidden,
        overview=None if best is None else tuple(best),
        things=network.graph.get("things", 0),
    )


def _facts_and_edges(network: Network, number: Mapping[str, int]) -> tuple[list[Fact], list[Edge]]:
    """The facts, those of nodes first, and the edges, which name the facts behind them."""
    own = [iri for iri in number if is_fact(network, iri)]
    index = {iri: i for i, iri in enumerate(own)}
    facts = node_facts(network, number)
    edges = []
    for group, same in grouped_edges(network):
        labels = by_label(same)
        end = _fact_at_end(group, index)
        if end is None:
            first = len(facts)
            facts += [edge_fact(group, label, alike, number) for label, alike in labels.items()]
            behind = tuple(range(first, len(facts)))
        else:
            behind = (index[end],)
        edges.append(_edge(group, list(labels), number, behind))
    return facts, edges


def _fact_at_end(group: EdgeGroup, index: Mapping[str, int]) -> str | None:
    """The event or statement that the edges belong to; the order of events is a fact of its own."""
    if group.kind == "order":
        return None
    return next((end for end in (group.source, group.target) if end in index), None)


def _nodes(network: Network, number: Mapping[str, int], edges: Iterable[Edge]) -> list[Node]:
    """A node for each of the network's; what only statements name is a topic."""
    plain = (edge for edge in edges if not edge.reported and edge.kind != "about")
    taking_part = {end for edge in plain for end in (edge.source, edge.target)}
    near: dict[str, set[str]] = defaultdict(set)
    for source, target in network.edges():
        near[source].add(target)
        near[target].add(source)
    found: list[Node] = []
    cards = itertools.count()
    for iri, id_ in number.items():
        node = network.nodes[iri]
        category = _category(node)
        if category == "Other" and id_ not in taking_part:
            category = "Topic"
        card_index = next(cards) if is_fact(network, iri) else None
        found.append(_node(node, id_, category, len(near.get(iri, ())), card_index))
    return found


def _shortcuts(nodes: Sequence[Node], edges: Sequence[Edge], facts: Sequence[Fact]) -> list[Edge]:
    main = _FIRST_SIGHT["main"]
    return [*statement_edges(nodes, edges, main), *event_edges(nodes, facts, main)]


def _marked_as_edges(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[Node]:
    """The nodes, those marked that an edge stands for, and events that nothing else would join.

    Nor does an event have a box that another one tells of with all who are in it: beside "withdraw
    bid" stands no "bid" of the same company.
    """
    replaced = {card for edge in edges if edge.kind == "event" for card in edge.cards}
    at_first = {
        node.id
        for node in nodes
        if node.category not in _FIRST_SIGHT["hidden"] and node.card not in replaced
    }
    between = _between(edges, at_first)
    joined = _ends_of(edge for edge in between if edge.kind != "argument")
    within = _within_others([edge for edge in between if edge.source in joined])
    found = []
    for node in nodes:
        is_alone = node.category == "Event" and (node.id not in joined or node.id in within)
        is_edge = node.card in replaced or is_alone
        found.append(replace(node, as_edge=True) if is_edge else node)
    return found


def _within_others(edges: Sequence[Edge]) -> set[int]:
    """The events that take part in another, which joins all whom they join."""
    near: dict[int, set[int]] = defaultdict(set)
    for edge in edges:
        if edge.kind != "argument":
            near[edge.source].add(edge.target)
            near[edge.target].add(edge.source)
    within: set[int] = set()
    for edge in edges:
        is_within = edge.kind == "argument" and near[edge.target] <= near[edge.source]
        if is_within and edge.source not in within:
            within.add(edge.target)
    return within


def _waiting(nodes: Sequence[Node], hidden: Collection[str]) -> set[int]:
    """The nodes that wait until their reader asks for them; all are shown if nothing is hidden."""
    if not hidden:
        return set()
    return {node.id for node in nodes if node.as_edge or node.category in hidden}


def _best(
    nodes: Sequence[Node], edges: Sequence[Edge], waiting: Collection[int]
) -> list[int] | None:
    """The nodes that a big graph opens with."""
    if len(nodes) <= _FIRST_SIGHT["overview_above"]:
        return None
    return overview(nodes, edges, _FIRST_SIGHT["main"], waiting, _FIRST_SIGHT["overview_size"])


# ── places ────────────────────────────────────────────────────────────────────────────────────────


def _overview_places(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    shown: Collection[int],
    best: Collection[int],
) -> dict[int, Place]:
    """Places with more room for what is shown at first."""
    core = _between(edges, shown)
    joined = _ends_of(core) | set(best)
    return _places([node for node in nodes if node.id in joined], core)


def _places(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[int, Place]:
    """A place for each node."""
    position = {node.id: i for i, node in enumerate(nodes)}
    places = place(list(map(box_of, nodes)), [_line(edge, position) for edge in edges])
    return {node.id: Place(x, y) for node, (x, y) in zip(nodes, places, strict=True)}


def box_of(node: Node) -> Box:
    """The room that a node takes with its label: inside a box, or below a shape."""
    width, height = measure(node.label, node.font)
    if node.shape == "box":
        return Box(width + 26, height + 20)
    widest = max(width, 2 * node.size)
    return Box(widest + 12, height + 2 * node.size + 14, drop=height / 2 + 5)


def _line(edge: Edge, position: Mapping[int, int]) -> Line:
    """The edge between the nodes at these positions, with the room that its label takes."""
    source, target = position[edge.source], position[edge.target]
    if not edge.label:
        return Line(source, target, edge.bend, 0.0, 4.0)
    width, height = measure(edge.label, edge.font)
    return Line(source, target, edge.bend, width + 8, height + 4)


def _bent(edges: Sequence[Edge]) -> list[Edge]:
    """The edges, fanned out where they join the same two, so that each can be seen and clicked."""
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, edge in enumerate(edges):
        low, high = sorted((edge.source, edge.target))
        between[low, high].append(index)
    bend = [0.0] * len(edges)
    for (low, _), group in between.items():
        for position, index in enumerate(group):
            outwards = _BEND * (position - (len(group) - 1) / 2)
            bend[index] = round(outwards if edges[index].source == low else -outwards, 2)
    return [replace(edge, bend=own) if own else edge for edge, own in zip(edges, bend, strict=True)]


def _between(edges: Iterable[Edge], nodes: Collection[int]) -> list[Edge]:
    """The edges that have both ends among the nodes."""
    return [edge for edge in edges if edge.source in nodes and edge.target in nodes]


def _ends_of(edges: Iterable[Edge]) -> set[int]:
    return {end for edge in edges for end in (edge.source, edge.target)}


# ── nodes and edges ───────────────────────────────────────────────────────────────────────────────


def _node(
    node: Mapping[str, Any], id_: int, category: str, degree: int, card_index: int | None
) -> Node:
    label, font = _node_label(node, degree)
    return Node(
        id=id_,
        name=name_of(node),
        label=label,
        category=category,
        type=node["type"],
        shape=STYLE["categories"][category]["shape"],
        size=min(8 + round(3 * math.sqrt(degree)), 24),
        font=font,
        aliases=tuple(sorted({*node["aliases"]} - {node["label"]})),
        date=node["date"],
        reported=is_reported(node),
        denied=needs_denial(node),
        uncertain=is_uncertain(node),
        card=card_index,
    )


def _category(node: Mapping[str, Any]) -> str:
    match node["kind"]:
        case "statement":
            return "Statement"
        case "attribute":
            return "Attribute"
        case "event":
            return "ReportedEvent" if is_reported(node) else "Event"
        case _:
            return node["type"] if node["type"] in STYLE["categories"] else "Other"


def _node_label(node: Mapping[str, Any], degree: int) -> tuple[str, int]:
    """The label and the size of its font; an entity's grows with the number of its neighbours."""
    name = name_of(node)
    if node["kind"] == "entity":
        return wrap(name, 22, 3), min(15 + round(1.6 * math.sqrt(degree)), 24)
    if node["kind"] == "statement":
        return wrap(quoted(name, denied=needs_denial(node)), 24, 2), 13
    label = qualified(name, denied=needs_denial(node), uncertain=is_uncertain(node))
    if is_reported(node):
        label = attributed(label, speaker_of(node))
    return wrap(label, 20, 3), 14


def _edge(
    group: EdgeGroup, labels: Sequence[str], number: Mapping[str, int], cards: tuple[int, ...]
) -> Edge:
    return Edge(
        source=number[group.source],
        target=number[group.target],
        label=wrap(_edge_label(group, labels), 22, 3) if group.kind in _EDGE_FONTS else "",
        font=_EDGE_FONTS.get(group.kind, 11),
        kind=group.kind,
        reported=group.reported,
        denied=group.denied,
        cards=cards,
    )


def _edge_label(group: EdgeGroup, labels: Sequence[str]) -> str:
    if group.kind in ("participant", "argument"):
        return " · ".join(PARTICIPANTS.get(label, label) for label in labels)
    label = " · ".join(labels)
    if group.kind not in ("relation", "order"):
        return label
    label = qualified(label, denied=group.denied, uncertain=group.certainty != "certain")
    if not group.reported:
        return label
    return attributed(label, group.speaker)
