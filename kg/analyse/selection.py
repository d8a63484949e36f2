"""A part of the network: what is around somebody."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import networkx as nx

from kg.model import KgError


class AnalyseError(KgError):
    """A name or a measure that the network does not have."""


def focus(network: nx.MultiDiGraph[str], name: str, hops: int = 1) -> nx.MultiDiGraph[str]:
    """The things within so many facts of those of this name or alias, with the facts between; raises `AnalyseError` for an unknown name.

    A hop goes from thing to thing: through a role or relation, or through a whole event or statement with all who take part in it and all that it claims.
    """
    if hops < 0:
        raise AnalyseError(f"hops {hops}: must be 0 or more; 1 shows the neighbours")
    things = named(network, name)
    keep = set(things)
    contents: nx.DiGraph[str] = nx.DiGraph()
    contents.add_nodes_from(network)
    contents.add_edges_from(
        (statement, claimed)
        for statement, claimed, edge in network.edges(data=True)
        if edge["kind"] == "content"
    )
    for _ in range(hops):
        facts = {
            node for node in _beside(network, things) if network.nodes[node]["kind"] != "entity"
        }
        facts |= {claimed for fact in facts for claimed in nx.descendants(contents, fact)}
        things = (_beside(network, things | facts) | things) - facts
        things = {node for node in things if network.nodes[node]["kind"] == "entity"}
        keep |= things | facts
    part = network.copy()  # subgraph() would order the nodes as the set has them
    part.remove_nodes_from([node for node in network if node not in keep])
    return part


def named(network: nx.MultiDiGraph[str], name: str) -> set[str]:
    """The things of this name or alias, in any case, or of this IRI; raises `AnalyseError` with names that are near."""
    wanted = name.casefold().strip()
    called: dict[str, set[str]] = {}
    for iri, node in network.nodes(data=True):
        if node["kind"] == "entity":
            for own in (node["label"], *node["aliases"], iri):
                called.setdefault(own.casefold(), set()).add(iri)
    if wanted in called:
        return called[wanted]
    labels = sorted(
        {node["label"] for _, node in network.nodes(data=True) if node["kind"] == "entity"}
    )
    near = [
        label for label in labels if wanted and wanted in label.casefold()
    ] or difflib.get_close_matches(name, labels, n=5)
    cure = (
        f"did you mean {', '.join(near[:5])}?"
        if near
        else "see all names with: kg query DIR entities"
    )
    raise AnalyseError(f"{name!r}: nothing in the graph is called so; {cure}")


def _beside(network: nx.MultiDiGraph[str], nodes: Iterable[str]) -> set[str]:
    return {
        other
        for node in nodes
        for other in (*network.successors(node), *network.predecessors(node))
    }
