"""What of a big graph is shown first."""

from __future__ import annotations

import random
from typing import Any

from kg.view.drawing import draw
from kg.view.overview import overview

LEADS = ("Person", "Organisation")


def _node(id: int, thing: str) -> dict[str, Any]:
    return {"id": id, "thing": thing}


def _line(start: int, end: int, said: bool = False) -> dict[str, Any]:
    return {"from": start, "to": end, "said": said}


def _crowd() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Five hubs, each with forty events with somebody met once, among them an event of the first two hubs, and a place that nobody leads."""
    nodes, lines = [_node(i, "Person") for i in range(5)], [_line(0, 1)]
    for hub in range(5):
        for _ in range(40):
            event, other = len(nodes), len(nodes) + 1
            nodes += [_node(event, "Event"), _node(other, "Organisation")]
            lines += [_line(event, hub), _line(event, other)]
    place = len(nodes)
    nodes.append(_node(place, "Place"))
    lines.append(_line(place, 0))
    return nodes, lines


def test_every_hub_has_its_turn_and_there_is_room() -> None:
    """Not the first hub alone with all its events, but all five with some, joined by facts, and no place."""
    nodes, lines = _crowd()
    shown = overview(nodes, lines, LEADS, (), 60)
    assert set(range(5)) <= set(shown)
    assert len(shown) <= 60
    thing = {node["id"]: node["thing"] for node in nodes}
    assert "Place" not in {thing[id] for id in shown}
    ends = [{line["from"], line["to"]} for line in lines]
    assert all(any(id in pair and pair <= set(shown) for pair in ends) for id in shown)


def test_the_same_two_are_joined_by_two_facts_at_most() -> None:
    """Ten events and statements of one pair are told by two, the events first."""
    nodes = [
        _node(0, "Person"),
        _node(1, "Person"),
        *(_node(i, "Statement" if i < 7 else "Event") for i in range(2, 12)),
    ]
    lines = [_line(fact, lead) for fact in range(2, 12) for lead in (0, 1)]
    assert overview(nodes, lines, LEADS, (), 60) == [0, 1, 7, 8]


def test_order_of_lines_is_nothing() -> None:
    """Shuffled lines give the same gist."""
    nodes, lines = _crowd()
    turned = random.Random(1).sample(lines, len(lines))
    assert overview(nodes, turned, LEADS, (), 60) == overview(nodes, lines, LEADS, (), 60)


def test_without_leads_it_is_the_first_nodes() -> None:
    """A graph of places alone shows some of them, and a small one opens whole."""
    assert overview([_node(i, "Place") for i in range(99)], [], LEADS, (), 60) == list(range(60))


def test_a_small_graph_has_no_gist(network: Any) -> None:
    """It opens whole."""
    assert draw(network).gist is None
