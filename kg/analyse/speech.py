"""Who speaks about whom and to whom: the statements as a directed network of speakers."""

from __future__ import annotations

import networkx as nx
import pandas as pd

_VOICES = frozenset({"Person", "Organisation", "Group"})


def speech_network(
    network: nx.MultiDiGraph[str], said: bool = False, types: frozenset[str] = _VOICES
) -> nx.DiGraph[str]:
    """An edge from whoever speaks to each of these types whom his words name (`about`) or are addressed to (`to`), with how many statements do.

    Nodes are IRIs with `label`, `type` and `statements`, how many the speaker makes; `weight` of an edge is the number of statements behind it.
    Statements that are only told by somebody else count with `said=True`.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for statement, node in network.nodes(data=True):
        if node["kind"] != "statement":
            continue
        around = [
            (speaker, edge)
            for speaker, _, edge in network.in_edges(statement, data=True)
            if edge["kind"] == "speaker"
        ]
        speakers = [speaker for speaker, edge in around if said or not edge["said"]]
        named = {
            kind: {
                end
                for _, end, edge in network.out_edges(statement, data=True)
                if edge["kind"] == kind
            }
            for kind in ("about", "addressee")
        }
        for speaker in speakers:
            _join(graph, network, speaker, named["about"], named["addressee"], types)
    ordered: nx.DiGraph[str] = nx.DiGraph()
    ordered.add_nodes_from(sorted(graph.nodes(data=True)))
    ordered.add_edges_from(sorted(graph.edges(data=True), key=lambda edge: edge[:2]))
    return ordered


def who_speaks(network: nx.MultiDiGraph[str], said: bool = False) -> pd.DataFrame:
    """The edges of `voices` as a table: speaker, other, statements, about, to; those with most statements first."""
    graph = speech_network(network, said)
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


def _join(
    graph: nx.DiGraph[str],
    network: nx.MultiDiGraph[str],
    speaker: str,
    about: set[str],
    addressees: set[str],
    types: frozenset[str],
) -> None:
    """Count one statement of a speaker."""
    others = {
        end for end in about | addressees if network.nodes[end]["type"] in types and end != speaker
    }
    for end in (speaker, *others):
        if end not in graph:
            graph.add_node(
                end,
                label=network.nodes[end]["label"],
                type=network.nodes[end]["type"],
                statements=0,
            )
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
