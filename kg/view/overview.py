"""What a big graph opens with: its best connected people and organisations, and their facts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from kg.view.page_data import Edge, Node

_FACTS = ("Event", "Statement", "ReportedEvent")  # the more informative first
_SAME_NODES = 2  # facts that connect the same nodes; the panel has the others
_PARTNERS = 4  # that a main node brings along before the next main node has its turn

# How well main nodes are connected: an edge that is stated counts most.
_STATED_EDGE, _EVENT, _REPORTED_EDGE, _OTHER_FACT = 3, 2, 1, 1

Pair: TypeAlias = tuple[int, int]


def overview(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    main: Collection[str],
    without: Collection[int],
    size: int,
) -> list[int]:
    """The numbers of about `size` nodes at most, in order; none of those `without` is among them.

    They are the best connected nodes of the `main` categories, their best partners, and facts that
    connect them.
    """
    category = {node.id: node.category for node in nodes}
    main_nodes = {node.id for node in nodes if node.category in main}
    usable = [edge for edge in edges if _is_usable(edge, without)]
    near: dict[int, set[int]] = defaultdict(set)
    for edge in usable:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    ends = {
        node: tuple(sorted(near[node] & main_nodes))
        for node in sorted(near)
        if category[node] in _FACTS
    }
    chosen = _main_nodes(_connections(usable, ends, category, main_nodes), size)
    facts = _connecting_facts(ends, category, chosen)
    shown = chosen.union(facts[: size - len(chosen)])
    connected = sorted(node for node in shown if near[node] & shown)
    return connected or sorted(category)[:size]


def _is_usable(edge: Edge, without: Collection[int]) -> bool:
    is_loop = edge.source == edge.target
    return not is_loop and edge.source not in without and edge.target not in without


def _connections(
    edges: Sequence[Edge],
    ends: Mapping[int, tuple[int, ...]],
    category: Mapping[int, str],
    main_nodes: Collection[int],
) -> Counter[Pair]:
    """How well each pair of main nodes is connected, by edges and by facts."""
    weights: Counter[Pair] = Counter()
    for edge in edges:
        if edge.source in main_nodes and edge.target in main_nodes:
            pair = min(edge.source, edge.target), max(edge.source, edge.target)
            weights[pair] += _REPORTED_EDGE if edge.reported else _STATED_EDGE
    for fact, connected in ends.items():
        for pair in combinations(connected, 2):
            weights[pair] += _EVENT if category[fact] == "Event" else _OTHER_FACT
    return weights


def _connecting_facts(
    ends: Mapping[int, tuple[int, ...]], category: Mapping[int, str], chosen: set[int]
) -> list[int]:
    """The facts that connect chosen nodes: a first one for each group of nodes, then a second."""
    count: Counter[tuple[int, ...]] = Counter()
    found: list[tuple[int, int, int]] = []
    for fact in sorted(ends, key=lambda node: (_FACTS.index(category[node]), node)):
        group = tuple(node for node in ends[fact] if node in chosen)
        count[group] += 1
        if len(group) > 1 and count[group] <= _SAME_NODES:
            found.append((count[group], len(found), fact))
    return [fact for _, _, fact in sorted(found)]


def _main_nodes(weights: Mapping[Pair, int], size: int) -> set[int]:
    """By turns the best connected of those left and its best partners; about half of the size."""
    partners: dict[int, Counter[int]] = defaultdict(Counter)
    for (a, b), weight in weights.items():
        partners[a][b] = partners[b][a] = weight
    rank = {node: (-len(others), -others.total(), node) for node, others in partners.items()}
    chosen: set[int] = set()
    for node in sorted(rank, key=rank.__getitem__):
        if node in chosen or len(chosen) >= size / 2:
            continue
        best = sorted(partners[node], key=lambda other: (-partners[node][other], rank[other]))
        chosen |= {node, *[other for other in best if other not in chosen][:_PARTNERS]}
    return chosen
