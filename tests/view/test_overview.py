"""What of a big graph is shown first."""

from __future__ import annotations

import random
from typing import Any

from kg.view.drawing import draw
from kg.view.overview import overview
from kg.view.page_data import Edge, Node

MAIN = ("Person", "Organisation")


def _node(id_: int, category: str) -> Node:
    return Node(
        id=id_,
        name="",
        label="",
        category=category,
        type="",
        shape="",
        size=0,
        font=0,
        aliases=(),
        date="",
        reported=False,
        denied=False,
        uncertain=False,
        card=None,
    )


def _edge(source: int, target: int) -> Edge:
    return Edge(source, target, "", 0, "", reported=False, denied=False, cards=())


def _crowd() -> tuple[list[Node], list[Edge]]:
    """Five hubs with forty events each, with somebody met once, and a place at one of them."""
    nodes, edges = [_node(i, "Person") for i in range(5)], [_edge(0, 1)]
    for hub in range(5):
        for _ in range(40):
            event, other = len(nodes), len(nodes) + 1
            nodes += [_node(event, "Event"), _node(other, "Organisation")]
            edges += [_edge(event, hub), _edge(event, other)]
    place = len(nodes)
    nodes.append(_node(place, "Place"))
    edges.append(_edge(place, 0))
    return nodes, edges


def test_overview_gives_every_hub_its_turn() -> None:
    """All five hubs are there with some events, connected by facts, and the place is not."""
    nodes, edges = _crowd()
    shown = overview(nodes, edges, MAIN, (), 60)
    assert set(range(5)) <= set(shown)
    assert len(shown) <= 60
    category = {node.id: node.category for node in nodes}
    assert "Place" not in {category[id_] for id_ in shown}
    ends = [{edge.source, edge.target} for edge in edges]
    assert all(any(id_ in pair and pair <= set(shown) for pair in ends) for id_ in shown)


def test_overview_has_two_facts_of_the_same_two_at_most() -> None:
    """Of ten events and statements of one pair two are shown, the events first."""
    nodes = [
        _node(0, "Person"),
        _node(1, "Person"),
        *(_node(i, "Statement" if i < 7 else "Event") for i in range(2, 12)),
    ]
    edges = [_edge(fact, person) for fact in range(2, 12) for person in (0, 1)]
    assert overview(nodes, edges, MAIN, (), 60) == [0, 1, 7, 8]


def test_overview_ignores_the_order_of_edges() -> None:
    """Shuffled edges give the same overview."""
    nodes, edges = _crowd()
    turned = random.Random(1).sample(edges, len(edges))
    assert overview(nodes, turned, MAIN, (), 60) == overview(nodes, edges, MAIN, (), 60)


def test_overview_without_main_nodes_has_the_first_nodes() -> None:
    """A graph of places alone shows some of them."""
    places = [_node(i, "Place") for i in range(99)]
    assert overview(places, [], MAIN, (), 60) == list(range(60))


def test_draw_opens_a_small_graph_whole(network: Any) -> None:
    """It has no overview."""
    assert draw(network).overview is None
