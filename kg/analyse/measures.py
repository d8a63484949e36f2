"""Who is central, who bridges, who belongs together: tables over the network of people, organisations and groups."""

from __future__ import annotations

import random
from itertools import combinations

import igraph
import networkx as nx
import pandas as pd

_ACTORS = frozenset({"Person", "Organisation", "Group"})
_SEED = 7


def people_and_organisations(network: nx.MultiDiGraph[str], said: bool = False, types: frozenset[str] = _ACTORS) -> nx.Graph[str]:
    """A plain graph: two of them are joined where a fact that an article asserts has both, `weight` counts these facts.

    With `said=True` also through what is only said, and from a speaker to those of whom he or she speaks. What is denied joins nobody.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((iri, {"label": node["label"], "type": node["type"]}) for iri, node in network.nodes(data=True) if node["type"] in types)
    for iri, node in network.nodes(data=True):
        if node["kind"] == "event" or (node["kind"] == "statement" and said):
            around = [(end, edge) for _, end, edge in network.out_edges(iri, data=True)]
            around += [(speaker, edge) for speaker, _, edge in network.in_edges(iri, data=True) if edge["kind"] == "speaker"]
            members = {end for end, edge in around if edge["kind"] != "order" and edge["polarity"] == "positive" and (said or not edge["said"])}
            _join(graph, members)
    for source, target, edge in network.edges(data=True):
        if edge["kind"] in ("role", "relation") and edge["polarity"] == "positive" and (said or not edge["said"]):
            _join(graph, {source, target})
    return graph


def centrality(network: nx.MultiDiGraph[str], said: bool = False) -> pd.DataFrame:
    """Name, type, degree (neighbours), betweenness (share of shortest ways that lead through), pagerank (weighted by facts); the most central first."""
    graph = people_and_organisations(network, said)
    if not len(graph):
        return pd.DataFrame(columns=["name", "type", "degree", "betweenness", "pagerank"])
    between = nx.betweenness_centrality(graph)
    rank = dict(zip(graph, _igraph(graph).pagerank(weights="weight"), strict=True))  # networkx's own wants scipy
    rows = [(node["label"], node["type"], graph.degree[iri], round(between[iri], 4), round(rank[iri], 4), iri) for iri, node in graph.nodes(data=True)]
    table = pd.DataFrame(rows, columns=["name", "type", "degree", "betweenness", "pagerank", "iri"])
    return table.sort_values(["pagerank", "degree", "iri"], ascending=[False, False, True], ignore_index=True).set_index("iri")


def brokers(network: nx.MultiDiGraph[str], said: bool = False) -> pd.DataFrame:
    """Those without whom parts of the network would not be joined at all, with how many parts would come loose; the strongest first."""
    graph = people_and_organisations(network, said)
    whole = nx.number_connected_components(graph)
    rows = []
    for iri in nx.articulation_points(graph):
        parts = nx.number_connected_components(graph.subgraph(set(graph) - {iri})) - whole + 1
        rows.append((graph.nodes[iri]["label"], graph.nodes[iri]["type"], parts, graph.degree[iri], iri))
    table = pd.DataFrame(rows, columns=["name", "type", "parts", "degree", "iri"])
    return table.sort_values(["parts", "degree", "iri"], ascending=[False, False, True], ignore_index=True).set_index("iri")


def communities(network: nx.MultiDiGraph[str], said: bool = False) -> pd.DataFrame:
    """Name, type and community (1 is the biggest) of everyone who is joined to anyone: Leiden's method, with a fixed seed."""
    graph = people_and_organisations(network, said)
    graph.remove_nodes_from(list(nx.isolates(graph)))
    names = list(graph)
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - no secret is made with it
    try:
        found = _igraph(graph).community_leiden(objective_function="modularity", weights="weight", n_iterations=-1) if names else []
    finally:
        igraph.set_random_number_generator(random)
    groups = sorted((sorted(names[i] for i in group) for group in found), key=lambda group: (-len(group), group))
    rows = [(graph.nodes[iri]["label"], graph.nodes[iri]["type"], number, iri) for number, group in enumerate(groups, 1) for iri in group]
    return pd.DataFrame(rows, columns=["name", "type", "community", "iri"]).set_index("iri")


def _join(graph: nx.Graph[str], members: set[str]) -> None:
    for a, b in combinations(sorted(members & set(graph)), 2):
        graph.add_edge(a, b, weight=graph.get_edge_data(a, b, {"weight": 0})["weight"] + 1)


def _igraph(graph: nx.Graph[str]) -> igraph.Graph:
    number = {iri: i for i, iri in enumerate(graph)}
    edges = [(number[a], number[b]) for a, b in graph.edges]
    return igraph.Graph(n=len(graph), edges=edges, edge_attrs={"weight": [edge["weight"] for _, _, edge in graph.edges(data=True)]})
