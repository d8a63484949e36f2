"""Plain graphs for network science: who is joined with whom, who works where."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import Any

import networkx as nx
import pandas as pd

from kg.analyse.evidence_weights import counts, expected
from kg.deprecation import renamed_argument
from kg.schema import ACTOR_TYPES

FACTS = ("event", "statement", "role", "relation")
_DIRECT = ("role", "relation")
_EMPLOYERS = frozenset({"Organisation", "Group", "Place"})
_OWNED_BY_SUBJECT = "owner of"
_ABOVE = frozenset({"part of", "subsidiary of", _OWNED_BY_SUBJECT})


@renamed_argument("said", "reported")
def people_and_organisations(
    network: nx.MultiDiGraph[str],
    reported: bool = False,
    types: Collection[str] = ACTOR_TYPES,
    by: Collection[str] = FACTS,
) -> nx.Graph[str]:
    """A plain graph of entities of these `types`, joined by the asserted facts that have both.

    `facts` of an edge counts these facts, of the kinds `by`; `weight` is how many of them are
    expected to be true, by the confidence of all their mentions. With `reported` reported facts
    join too, and speakers are joined to those whom they speak of. Denied facts join nobody.
    """
    graph: nx.Graph[str] = nx.Graph()
    for iri, node in network.nodes(data=True):
        if node["type"] in types:
            graph.add_node(iri, label=node["label"], type=node["type"])
    nodes_that_join = {"event", "statement"} if reported else {"event"}
    for iri, node in network.nodes(data=True):
        if node["kind"] in nodes_that_join.intersection(by):
            members = set(_members(network, iri, reported))
            _join(graph, members, expected(node.get("evidence", ())))
    for source, target, edge in network.edges(data=True):
        if edge["kind"] in _DIRECT and edge["kind"] in by and counts(edge, reported):
            _join(graph, {source, target}, expected(edge.get("evidence", ())))
    return graph


def _members(network: nx.MultiDiGraph[str], fact: str, reported: bool) -> Iterator[str]:
    """Who and what takes part in an event or statement."""
    for _, end, edge in network.out_edges(fact, data=True):
        if edge["kind"] != "order" and counts(edge, reported):
            yield end
    for speaker, _, edge in network.in_edges(fact, data=True):
        if edge["kind"] == "speaker" and counts(edge, reported):
            yield speaker


@renamed_argument("said", "reported")
def affiliations(network: nx.MultiDiGraph[str], reported: bool = False) -> nx.Graph[str]:
    """A bipartite graph of people and the organisations where they hold or held positions.

    `roles` of an edge are the titles; `side` of a node is "person" or "organisation".
    """
    graph: nx.Graph[str] = nx.Graph()
    for person, organisation, edge in network.edges(data=True):
        employed = edge["kind"] == "role" and network.nodes[organisation]["type"] in _EMPLOYERS
        if employed and counts(edge, reported):
            for end, side in ((person, "person"), (organisation, "organisation")):
                node = network.nodes[end]
                graph.add_node(end, label=node["label"], type=node["type"], side=side)
            titles = graph.get_edge_data(person, organisation, {"roles": ()})["roles"]
            roles = tuple(dict.fromkeys((*titles, edge["label"])))
            graph.add_edge(person, organisation, roles=roles)
    return graph


@renamed_argument("said", "reported")
def organisations(network: nx.MultiDiGraph[str], reported: bool = False) -> pd.DataFrame:
    """The organisation chart, those with most people first; the index is the IRI.

    Columns: `organisation`; `belongs to`; `people`, how many hold or held a position there;
    `positions`, who and which.
    """
    above = _wholes(network, reported)
    staff = _staff(affiliations(network, reported))
    nodes = network.nodes
    rows = []
    for iri in sorted({*staff, *above}):
        if nodes[iri]["type"] in _EMPLOYERS:
            wholes = "; ".join(sorted(nodes[whole]["label"] for whole in above.get(iri, ())))
            people = staff.get(iri, [])
            rows.append((nodes[iri]["label"], wholes, len(people), "; ".join(people), iri))
    columns = ["organisation", "belongs to", "people", "positions", "iri"]
    return (
        pd.DataFrame(rows, columns=columns)
        .sort_values(
            ["people", "organisation", "iri"], ascending=[False, True, True], ignore_index=True
        )
        .set_index("iri")
    )


def _wholes(network: nx.MultiDiGraph[str], reported: bool) -> Mapping[str, set[str]]:
    """What each organisation or group belongs to."""
    above: dict[str, set[str]] = {}
    for source, target, edge in network.edges(data=True):
        leads_up = edge["kind"] == "relation" and edge["label"] in _ABOVE
        if leads_up and counts(edge, reported):
            owned = edge["label"] == _OWNED_BY_SUBJECT
            part, whole = (target, source) if owned else (source, target)
            above.setdefault(part, set()).add(whole)
    return above


def _staff(graph: nx.Graph[str]) -> Mapping[str, list[str]]:
    """Who holds or held which positions at each organisation: `Ann Lee (CEO)`."""
    found: dict[str, list[str]] = {}
    for iri, node in graph.nodes(data=True):
        if node["side"] == "organisation":
            found[iri] = sorted(_person(graph, person, iri) for person in graph[iri])
    return found


def _person(graph: nx.Graph[str], person: str, organisation: str) -> str:
    titles: Any = graph.edges[person, organisation]["roles"]
    return f"{graph.nodes[person]['label']} ({', '.join(titles)})"


def _join(graph: nx.Graph[str], members: Collection[str], probability: float) -> None:
    for a, b in combinations(sorted(member for member in members if member in graph), 2):
        edge = graph.get_edge_data(a, b, {"facts": 0, "weight": 0.0})
        graph.add_edge(a, b, facts=edge["facts"] + 1, weight=edge["weight"] + probability)
