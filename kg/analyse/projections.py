"""Plain graphs for network science, made from the network of facts: who is joined with whom, who is where, and what belongs to what."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

import networkx as nx
import pandas as pd

from kg.analyse.evidence_weights import counts, expected

ACTORS = frozenset({"Person", "Organisation", "Group"})
FACTS = ("event", "statement", "role", "relation")
_ABOVE = {
    "part of": 1,
    "subsidiary of": 1,
    "owner of": -1,
}  # relation → does it lead up (1) or down (-1)


def people_and_organisations(
    network: nx.MultiDiGraph[str],
    said: bool = False,
    types: Collection[str] = ACTORS,
    by: Collection[str] = FACTS,
) -> nx.Graph[str]:
    """A plain graph of things of these `types`: two of them are joined where facts of the kinds `by` that articles assert have both.

    `facts` of an edge counts these facts; its `weight` is how many of them are true to expect, by the confidence of all their tellings. With
    `said=True` what is only said joins too, and a speaker is joined to those of whom he or she speaks. What is denied joins nobody.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(
        (iri, {"label": node["label"], "type": node["type"]})
        for iri, node in network.nodes(data=True)
        if node["type"] in types
    )
    for iri, node in network.nodes(data=True):
        if node["kind"] in by and (
            node["kind"] == "event" or (node["kind"] == "statement" and said)
        ):
            around = [(end, edge) for _, end, edge in network.out_edges(iri, data=True)]
            around += [
                (speaker, edge)
                for speaker, _, edge in network.in_edges(iri, data=True)
                if edge["kind"] == "speaker"
            ]
            members = {
                end for end, edge in around if edge["kind"] != "order" and counts(edge, said)
            }
            _join(graph, members, expected(node.get("evidence", ())))
    for source, target, edge in network.edges(data=True):
        if edge["kind"] in ("role", "relation") and edge["kind"] in by and counts(edge, said):
            _join(graph, {source, target}, expected(edge.get("evidence", ())))
    return graph


def affiliations(network: nx.MultiDiGraph[str], said: bool = False) -> nx.Graph[str]:
    """A bipartite graph of people and the organisations where they hold or held posts.

    `roles` of an edge are the titles, `side` of a node is "person" or "organisation".
    """
    graph: nx.Graph[str] = nx.Graph()
    for person, organisation, edge in network.edges(data=True):
        if (
            edge["kind"] == "role"
            and counts(edge, said)
            and network.nodes[organisation]["type"] in ("Organisation", "Group", "Place")
        ):
            for end, side in ((person, "person"), (organisation, "organisation")):
                graph.add_node(
                    end,
                    label=network.nodes[end]["label"],
                    type=network.nodes[end]["type"],
                    side=side,
                )
            titles = graph.get_edge_data(person, organisation, {"roles": ()})["roles"]
            graph.add_edge(
                person, organisation, roles=tuple(dict.fromkeys((*titles, edge["label"])))
            )
    return graph


def organisations(network: nx.MultiDiGraph[str], said: bool = False) -> pd.DataFrame:
    """The org chart as a table: organisation, what it belongs to, and who holds or held which post there; those with most people first."""
    posts = affiliations(network, said)
    above: dict[str, set[str]] = {}
    for source, target, edge in network.edges(data=True):
        if edge["kind"] == "relation" and edge["label"] in _ABOVE and counts(edge, said):
            part, whole = (source, target) if _ABOVE[edge["label"]] > 0 else (target, source)
            above.setdefault(part, set()).add(whole)
    staff = {iri: sorted(f"{posts.nodes[person]['label']} ({', '.join(posts.edges[person, iri]['roles'])})" for person in posts[iri])
             for iri, node in posts.nodes(data=True) if node["side"] == "organisation"}  # fmt: skip
    names = {iri: node["label"] for iri, node in network.nodes(data=True)}
    chart = [
        iri
        for iri in sorted({*staff, *above})
        if network.nodes[iri]["type"] in ("Organisation", "Group", "Place")
    ]
    rows = [
        (
            names[iri],
            "; ".join(sorted(names[w] for w in above.get(iri, ()))),
            len(staff.get(iri, ())),
            "; ".join(staff.get(iri, ())),
            iri,
        )
        for iri in chart
    ]
    table = pd.DataFrame(rows, columns=["organisation", "belongs to", "people", "posts", "iri"])
    return table.sort_values(
        ["people", "organisation", "iri"], ascending=[False, True, True], ignore_index=True
    ).set_index("iri")


def _join(graph: nx.Graph[str], members: Collection[str], probability: float) -> None:
    for a, b in combinations(sorted(member for member in members if member in graph), 2):
        edge = graph.get_edge_data(a, b, {"facts": 0, "weight": 0.0})
        graph.add_edge(a, b, facts=edge["facts"] + 1, weight=edge["weight"] + probability)
