"""How much of a network a page can hold: of a bigger one the best connected part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import networkx as nx

from kg.graph.most_connected import Candidate, most_connected
from kg.view.facts import is_fact


def best_connected(network: nx.MultiDiGraph[str], most: int) -> nx.MultiDiGraph[str]:
    """The network, or where it has more nodes than `most` the best connected part of so many.

    As `graph["things"]` the part says how many nodes the network has, unless it is itself a part
    that says so.
    """
    if len(network) <= most:
        return network
    candidates = sorted(_candidates(network), key=lambda c: (c.article, c.fact))
    facts_about = Counter(end for candidate in candidates for end in candidate.ends)
    kept: set[str] = set()
    for candidate in most_connected(candidates, facts_about, most):
        kept.update(candidate.ends, candidate.fact[:1] if candidate.is_node else ())
    kept = kept or set(sorted(network)[:most])  # no facts at all
    part: nx.MultiDiGraph[str] = network.subgraph(kept).copy()
    part.graph.setdefault("things", len(network))
    return part


def _candidates(network: nx.MultiDiGraph[str]) -> Iterator[Candidate]:
    """The facts: those that are nodes with their neighbours, and each line between entities."""
    for iri, node in network.nodes(data=True):
        if is_fact(network, iri):
            near = {*network.successors(iri), *network.predecessors(iri)}
            ends = tuple(sorted(end for end in near if not is_fact(network, end)))
            yield Candidate((iri,), _article(node), ends, is_node=True)
    for source, target, key, edge in network.edges(keys=True, data=True):
        if not is_fact(network, source) and not is_fact(network, target):
            names = (str(key), source, target)
            yield Candidate(names, _article(edge), (source, target), is_node=False)


def _article(attributes: dict[str, Any]) -> str:
    """The article that a fact is told in first, by its title."""
    return min((item["article"] for item in attributes["evidence"]), default="")
