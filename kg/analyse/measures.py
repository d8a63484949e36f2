"""Centrality, brokers, bridges and communities of people, organisations and groups, as tables."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from typing import Any

import igraph
import networkx as nx
import pandas as pd

from kg.analyse.projections import people_and_organisations
from kg.analyse.selection import AnalyseError
from kg.deprecation import renamed_argument

_SEED = 7
_EXACT = 200_000_000  # nodes × edges up to which betweenness is exact: some five seconds
_SAMPLE = 400  # starting points otherwise
_LEADING = 3  # members that name a community


@renamed_argument("said", "reported")
def centrality(
    network: nx.MultiDiGraph[str], reported: bool = False, backend: str | None = None
) -> pd.DataFrame:
    """A row for everyone, the most central first; the index is the IRI.

    Columns: `name`, `type`; `degree`, neighbours; `strength`, the facts expected to be true that
    join to them; `betweenness`, the share of shortest paths that lead through (Freeman 1977);
    `pagerank`, how often a walk along the facts comes by (Brin and Page 1998); `core`, the k of the
    innermost k-core (Seidman 1983). In a big network betweenness is estimated from a sample, as
    `attrs["note"]` of the table says. `backend` is the name of a networkx backend for betweenness,
    such as "parallel"; raises `AnalyseError` where it is not installed.
    """
    graph = people_and_organisations(network, reported)
    columns = ["name", "type", "degree", "strength", "betweenness", "pagerank", "core"]
    if not len(graph):
        return pd.DataFrame(columns=columns)
    plain = _igraph(graph)
    betweenness, note = _betweenness(graph, plain, backend)
    strength = dict(graph.degree(weight="weight"))
    table = pd.DataFrame(
        {
            "name": [node["label"] for _, node in graph.nodes(data=True)],
            "type": [node["type"] for _, node in graph.nodes(data=True)],
            "degree": [degree for _, degree in graph.degree],
            "strength": [round(float(strength[iri]), 2) for iri in graph],
            "betweenness": [round(share, 4) for share in betweenness],
            "pagerank": _pagerank(plain),
            "core": plain.coreness(),
            "iri": list(graph),
        }
    )
    table = table.sort_values(
        ["pagerank", "degree", "iri"], ascending=[False, False, True], ignore_index=True
    ).set_index("iri")
    table.attrs["note"] = note
    return table


def pagerank(network: nx.MultiDiGraph[str], reported: bool = False) -> dict[str, float]:
    """How often a walk along the facts comes by everyone, by IRI, as `centrality` has it."""
    graph = people_and_organisations(network, reported)
    return dict(zip(graph, _pagerank(_igraph(graph)), strict=True)) if len(graph) else {}


def _pagerank(graph: igraph.Graph) -> list[float]:
    return [round(rank, 4) for rank in graph.pagerank(weights="weight")]


@renamed_argument("said", "reported")
def brokers(network: nx.MultiDiGraph[str], reported: bool = False) -> pd.DataFrame:
    """Those without whom parts of the network would come loose, the strongest first.

    Columns: `name`, `type`; `parts`, how many would come loose; `degree`; the index is the IRI.
    """
    graph = people_and_organisations(network, reported)
    iris = list(graph)
    parts: Counter[str] = Counter()
    for members in _igraph(graph).biconnected_components():
        parts.update(iris[member] for member in members)
    rows = [
        (graph.nodes[iri]["label"], graph.nodes[iri]["type"], count, graph.degree[iri], iri)
        for iri, count in parts.items()
        if count > 1
    ]
    table = pd.DataFrame(rows, columns=["name", "type", "parts", "degree", "iri"])
    return table.sort_values(
        ["parts", "degree", "iri"], ascending=[False, False, True], ignore_index=True
    ).set_index("iri")


@renamed_argument("said", "reported")
def bridges(network: nx.MultiDiGraph[str], reported: bool = False) -> pd.DataFrame:
    """Connections without which two parts of the network would come loose, the weightiest first.

    Columns: `one`, `other`; `behind`, how many are on the smaller side; `facts`, how many facts the
    connection consists of.
    """
    graph = people_and_organisations(network, reported)
    iris, plain = list(graph), _igraph(graph)
    ends = {frozenset(iris[end] for end in plain.es[edge].tuple) for edge in plain.bridges()}
    rows = []
    for members in nx.connected_components(graph):
        over, below = _spanning_tree(graph, members)
        for child, parent in over.items():
            if frozenset((parent, child)) in ends:
                one, other = sorted((parent, child))
                side = min(below[child], len(members) - below[child])
                names = (graph.nodes[one]["label"], graph.nodes[other]["label"])
                rows.append((*names, side, graph.edges[one, other]["facts"], one, other))
    table = pd.DataFrame(rows, columns=["one", "other", "behind", "facts", "iri", "other_iri"])
    table = table.sort_values(
        ["behind", "facts", "iri", "other_iri"],
        ascending=[False, True, True, True],
        ignore_index=True,
    )
    return table[["one", "other", "behind", "facts"]]


def _spanning_tree(
    graph: nx.Graph[str], members: Collection[str]
) -> tuple[dict[str, str], dict[str, int]]:
    """A tree through a connected part: over each node its parent, and how many hang from it."""
    over = {child: parent for parent, child in nx.dfs_edges(graph, min(members))}
    below = dict.fromkeys(members, 1)
    for child in reversed(list(over)):  # in the order of the walk: those that hang below come first
        below[over[child]] += below[child]
    return over, below


@renamed_argument("said", "reported")
def communities(network: nx.MultiDiGraph[str], reported: bool = False) -> pd.DataFrame:
    """The community of everyone who is joined to anyone, by Leiden's method (Traag 2019).

    Columns: `name`, `type`, `community` (1 is the biggest), and its `label`, made of its best
    joined members; the index is the IRI. The seed is fixed.
    """
    graph = people_and_organisations(network, reported)
    graph.remove_nodes_from(list(nx.isolates(graph)))
    rows = []
    for number, group in enumerate(_leiden(graph), 1):
        label = _community_label(graph, group)
        nodes = ((graph.nodes[iri]["label"], graph.nodes[iri]["type"], iri) for iri in group)
        rows += [(name, type_, number, label, iri) for name, type_, iri in nodes]
    columns = ["name", "type", "community", "label", "iri"]
    return pd.DataFrame(rows, columns=columns).set_index("iri")


def _leiden(graph: nx.Graph[str]) -> list[list[str]]:
    """The communities, the biggest first, each in order of IRI."""
    if not len(graph):
        return []
    names = list(graph)

    def find() -> list[list[int]]:
        return list(
            _igraph(graph).community_leiden(
                objective_function="modularity", weights="weight", n_iterations=-1
            )
        )

    groups = (sorted(names[i] for i in group) for group in _with_fixed_seed(find))
    return sorted(groups, key=lambda group: (-len(group), group))


def _community_label(graph: nx.Graph[str], group: Collection[str]) -> str:
    """The names of the best joined members."""
    strength = graph.subgraph(group).degree(weight="weight")
    leading = sorted((-round(float(weight), 6), iri) for iri, weight in strength)[:_LEADING]
    return ", ".join(graph.nodes[iri]["label"] for _, iri in leading)


@renamed_argument("said", "reported")
def groups(network: nx.MultiDiGraph[str], reported: bool = False) -> pd.DataFrame:
    """The communities, a row each: `community`, `label`, `size`, and `members` by name."""
    members: dict[tuple[int, str], list[str]] = defaultdict(list)
    table = communities(network, reported)
    for number, label, name in zip(table["community"], table["label"], table["name"], strict=True):
        members[number, label].append(name)
    rows = [
        (number, label, len(names), ", ".join(names)) for (number, label), names in members.items()
    ]
    return pd.DataFrame(rows, columns=["community", "label", "size", "members"])


def _betweenness(
    graph: nx.Graph[str], plain: igraph.Graph, backend: str | None
) -> tuple[list[float], str]:
    """The betweenness of each node, and a note where it is no more than an estimate."""
    count, cost = len(graph), len(graph) * graph.number_of_edges()
    sample = None if cost <= _EXACT or count <= _SAMPLE else _SAMPLE
    note = ""
    if sample:
        note = (
            f"betweenness is estimated from the paths that start at {sample} of {count:,} nodes, "
            "drawn with a fixed seed"
        )
    if backend is not None:
        return _betweenness_by_networkx(graph, sample, backend), note
    dice = random.Random(_SEED)  # noqa: S311 - no secret is made with it
    sources = dice.sample(range(count), sample) if sample else None
    pairs = max((count - 1) * (count - 2) / 2, 1) * ((sample or count) / count)
    return [value / pairs for value in plain.betweenness(directed=False, sources=sources)], note


def _betweenness_by_networkx(graph: nx.Graph[str], sample: int | None, backend: str) -> list[float]:
    seed = _SEED if sample else None
    try:
        found = nx.betweenness_centrality(graph, k=sample, seed=seed, backend=backend)
    except ImportError as error:
        raise AnalyseError(
            f"backend {backend!r}: networkx has none of that name; "
            "install it, such as nx-parallel for 'parallel'"
        ) from error
    shares = {str(iri): share for iri, share in found.items()}
    return [shares[iri] for iri in graph]


def _with_fixed_seed(work: Callable[[], Any]) -> Any:
    """What the work returns with igraph's random numbers from a fixed seed, set back after."""
    dice = random.Random(_SEED)  # noqa: S311 - no secret is made with it
    igraph.set_random_number_generator(dice)
    try:
        return work()
    finally:
        igraph.set_random_number_generator(random)


def _igraph(graph: nx.Graph[str]) -> igraph.Graph:
    """The same graph for igraph, which is quick where networkx is slow or needs scipy."""
    number = {iri: i for i, iri in enumerate(graph)}
    edges = [(number[a], number[b]) for a, b in graph.edges]
    weights = [edge["weight"] for _, _, edge in graph.edges(data=True)]
    return igraph.Graph(n=len(graph), edges=edges, edge_attrs={"weight": weights})
