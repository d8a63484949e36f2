"""Who speaks about whom and to whom: the statements as a directed network of speakers."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from kg.deprecation import renamed_argument
from kg.schema import ACTOR_TYPES


@renamed_argument("said", "reported")
def speech_network(
    network: nx.MultiDiGraph[str], reported: bool = False, types: frozenset[str] = ACTOR_TYPES
) -> nx.DiGraph[str]:
    """An edge from each speaker to everyone of these types whom their statements name or address.

    Nodes are IRIs with `label`, `type` and `statements`, how many the speaker makes. Edges have
    `weight`, how many statements are behind them, `about`, how many name the other, and `to`, how
    many address them. With `reported` statements that somebody else reports count too.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for statement, node in network.nodes(data=True):
        if node["kind"] != "statement":
            continue
        about, addressees = (_ends(network, statement, kind) for kind in ("about", "addressee"))
        for speaker, _, edge in network.in_edges(statement, data=True):
            if edge["kind"] == "speaker" and (reported or not edge["reported"]):
                _count(graph, network, speaker, about, addressees, types)
    ordered: nx.DiGraph[str] = nx.DiGraph()
    ordered.add_nodes_from(sorted(graph.nodes(data=True)))
    ordered.add_edges_from(sorted(graph.edges(data=True), key=lambda edge: edge[:2]))
    return ordered


@renamed_argument("said", "reported")
def who_speaks(network: nx.MultiDiGraph[str], reported: bool = False) -> pd.DataFrame:
    """The edges of `speech_network` as a table, those with most statements first.

    Columns: `speaker`, `other`, `statements`, `about`, `to`.
    """
    graph = speech_network(network, reported)
    rows = [
        (
            graph.nodes[a]["label"],
            graph.nodes[b]["label"],
            edge["weight"],
            edge["about"],
            edge["to"],
        )
        for a, b, edge in graph.edges(data=True)
    ]
    table = pd.DataFrame(rows, columns=["speaker", "other", "statements", "about", "to"])
    return table.sort_values(
        ["statements", "speaker", "other"], ascending=[False, True, True], ignore_index=True
    )


def _ends(network: nx.MultiDiGraph[str], statement: str, kind: str) -> set[str]:
    edges = network.out_edges(statement, data=True)
    return {end for _, end, edge in edges if edge["kind"] == kind}


def _count(
    graph: nx.DiGraph[str],
    network: nx.MultiDiGraph[str],
    speaker: str,
    about: set[str],
    addressees: set[str],
    types: frozenset[str],
) -> None:
    """Count one statement of a speaker."""
    named = about | addressees
    others = {end for end in named if network.nodes[end]["type"] in types and end != speaker}
    for end in (speaker, *others):
        if end not in graph:
            node = network.nodes[end]
            graph.add_node(end, label=node["label"], type=node["type"], statements=0)
    graph.nodes[speaker]["statements"] += 1
    for other in others:
        edge = graph.get_edge_data(speaker, other, {"weight": 0, "about": 0, "to": 0})
        graph.add_edge(
            speaker,
            other,
            weight=edge["weight"] + 1,
            about=edge["about"] + (other in about),
            to=edge["to"] + (other in addressees),
        )
