"""A part of the network: what is around a name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import networkx as nx

from kg.model import KgError


class AnalyseError(KgError):
    """A name or a measure that the network does not have."""


def focus(network: nx.MultiDiGraph[str], name: str, hops: int = 1) -> nx.MultiDiGraph[str]:
    """The part of the network within so many hops of a name, a `MultiDiGraph` of its own.

    A hop goes from entity to entity: through a role or relation, or through a whole event or
    statement with all who take part in it and all that it claims. Raises `AnalyseError` for an
    unknown name or negative hops.
    """
    if hops < 0:
        raise AnalyseError(f"hops {hops}: must be 0 or more; 1 shows the neighbours")
    entities = named(network, name)
    keep = set(entities)
    contents = _contents(network)
    for _ in range(hops):
        facts = {node for node in _neighbours(network, entities) if not _is_entity(network, node)}
        facts |= {claimed for fact in facts for claimed in nx.descendants(contents, fact)}
        reached = (_neighbours(network, entities | facts) | entities) - facts
        entities = {node for node in reached if _is_entity(network, node)}
        keep |= entities | facts
    part = network.copy()  # subgraph() would order the nodes as the set has them
    part.graph.pop("things", None)  # of how many the network has the best connected
    part.remove_nodes_from([node for node in network if node not in keep])
    return part


def named(network: nx.MultiDiGraph[str], name: str) -> set[str]:
    """The entities of this name or alias, in any case, or of this IRI.

    Raises `AnalyseError` with the nearest names for an unknown one.
    """
    wanted = name.casefold().strip()
    entities = [(iri, node) for iri, node in network.nodes(data=True) if node["kind"] == "entity"]
    found = set()
    for iri, node in entities:
        if wanted in {own.casefold() for own in (node["label"], *node["aliases"], iri)}:
            found.add(iri)
    if found:
        return found
    near = _near(name, sorted({node["label"] for _, node in entities}))
    cure = f"did you mean {', '.join(near)}?" if near else "see all names with: kg query DIR names"
    raise AnalyseError(f"{name!r}: nothing in the graph has this name; {cure}")


def _near(name: str, labels: list[str]) -> list[str]:
    wanted = name.casefold().strip()
    within = [label for label in labels if wanted and wanted in label.casefold()]
    return (within or difflib.get_close_matches(name, labels, n=5))[:5]


def _contents(network: nx.MultiDiGraph[str]) -> nx.DiGraph[str]:
    """From each statement to what it claims, from each event to those that take part in it."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(network)
    for statement, claimed, edge in network.edges(data=True):
        if edge["kind"] in ("content", "argument"):
            graph.add_edge(statement, claimed)
    return graph


def _is_entity(network: nx.MultiDiGraph[str], node: str) -> bool:
    return bool(network.nodes[node]["kind"] == "entity")


def _neighbours(network: nx.MultiDiGraph[str], nodes: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        found.update(network.successors(node), network.predecessors(node))
    return found
