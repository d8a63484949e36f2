"""Who is central, who bridges, who belongs together: tables over the network of people, organisations and groups."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import igraph
import networkx as nx
import pandas as pd

from kg.analyse.projections import people_and_organisations
from kg.analyse.selection import AnalyseError

_SEED = 7
_EXACT = 200_000_000  # nodes × edges up to which betweenness is exact: some five seconds
_SAMPLE = 400  # starting points otherwise
_LEADING = 3  # members that name a community


def centrality(
    network: nx.MultiDiGraph[str], said: bool = False, backend: str | None = None
) -> pd.DataFrame:
    """A row for everyone, the most central first; in a big network betweenness is estimated from a sample, as `attrs["note"]` of the table says.

    degree: neighbours · strength: facts expected to be true that join to them · betweenness: share of shortest ways that lead through (Freeman 1977) ·
    pagerank: how often a walk along the facts comes by (Brin and Page 1998) · core: the k of the innermost k-core (Seidman 1983). `backend` is the
    name of a networkx backend, such as "parallel", for betweenness.
    """
    graph = people_and_organisations(network, said)
    columns = ["name", "type", "degree", "strength", "betweenness", "pagerank", "core"]
    if not len(graph):
        return pd.DataFrame(columns=columns)
    plain = _igraph(graph)
    between, note = _betweenness(graph, plain, backend)
    measures = zip(
        graph.nodes(data=True),
        graph.degree,
        graph.degree(weight="weight"),
        between,
        plain.pagerank(weights="weight"),
        plain.coreness(),
        strict=True,
    )
    rows = [
        (
            node["label"],
            node["type"],
            degree,
            round(float(strength), 2),
            round(share, 4),
            round(rank, 4),
            core,
            iri,
        )
        for (iri, node), (_, degree), (_, strength), share, rank, core in measures
    ]
    table = pd.DataFrame(rows, columns=[*columns, "iri"])
    table = table.sort_values(
        ["pagerank", "degree", "iri"], ascending=[False, False, True], ignore_index=True
    ).set_index("iri")
    table.attrs["note"] = note
    return table


def brokers(network: nx.MultiDiGraph[str], said: bool = False) -> pd.DataFrame:
    """Those without whom parts of the network would not be joined at all, with how many parts would come loose; the strongest first."""
    graph = people_and_organisations(network, said)
    parts: Counter[str] = Counter()
    for members in nx.biconnected_components(graph):
        parts.update(members)  # type: ignore[arg-type] # a set of nodes, which the stubs take for one
    rows = [
        (graph.nodes[iri]["label"], graph.nodes[iri]["type"], count, graph.degree[iri], iri)
        for iri, count in parts.items()
        if count > 1
    ]
    table = pd.DataFrame(rows, columns=["name", "type", "parts", "degree", "iri"])
    return table.sort_values(
        ["parts", "degree", "iri"], ascending=[False, False, True], ignore_index=True
    ).set_index("iri")


def bridges(network: nx.MultiDiGraph[str], said: bool = False) -> pd.DataFrame:
    """Ties without which two parts of the network would come loose, the weightiest first.

    `behind` is how many are on the smaller side, `facts` how many the tie stands on.
    """
    graph = people_and_organisations(network, said)
    ends = {frozenset(bridge) for bridge in nx.bridges(graph)}
    rows = []
    for members in nx.connected_components(graph):
        root = min(members)
        over = {child: parent for parent, child in nx.dfs_edges(graph, root)}
        below = dict.fromkeys(members, 1)
        for child in reversed(
            list(over)
        ):  # in the order of the walk, so that what hangs below comes first
            below[over[child]] += below[child]
        for child, parent in over.items():
            if frozenset((parent, child)) in ends:
                one, other = sorted((parent, child))
                side = min(below[child], len(members) - below[child])
                rows.append(
                    (
                        graph.nodes[one]["label"],
                        graph.nodes[other]["label"],
                        side,
                        graph.edges[one, other]["facts"],
                        one,
                        other,
                    )
                )
    table = pd.DataFrame(rows, columns=["one", "other", "behind", "facts", "iri", "other_iri"])
    order = ["behind", "facts", "iri", "other_iri"]
    return table.sort_values(order, ascending=[False, True, True, True], ignore_index=True)[
        ["one", "other", "behind", "facts"]
    ]


def communities(network: nx.MultiDiGraph[str], said: bool = False) -> pd.DataFrame:
    """Name, type, community (1 is the biggest) and its label of everyone who is joined to anyone: Leiden's method (Traag 2019), with a fixed seed.

    A community is called by its best joined members.
    """
    graph = people_and_organisations(network, said)
    graph.remove_nodes_from(list(nx.isolates(graph)))
    names = list(graph)

    def leiden() -> list[list[int]]:
        return list(
            _igraph(graph).community_leiden(
                objective_function="modularity", weights="weight", n_iterations=-1
            )
        )

    found = _with_dice(leiden) if names else []
    groups = sorted(
        (sorted(names[i] for i in group) for group in found), key=lambda group: (-len(group), group)
    )
    rows = []
    for number, group in enumerate(groups, 1):
        leading = sorted(
            (-round(float(strength), 6), iri)
            for iri, strength in graph.subgraph(group).degree(weight="weight")
        )[:_LEADING]
        label = ", ".join(graph.nodes[iri]["label"] for _, iri in leading)
        rows += [
            (graph.nodes[iri]["label"], graph.nodes[iri]["type"], number, label, iri)
            for iri in group
        ]
    return pd.DataFrame(rows, columns=["name", "type", "community", "label", "iri"]).set_index(
        "iri"
    )


def groups(network: nx.MultiDiGraph[str], said: bool = False) -> pd.DataFrame:
    """The communities, a row each: number, label, how many members, and who they are."""
    members: dict[tuple[int, str], list[str]] = defaultdict(list)
    table = communities(network, said)
    for number, label, name in zip(table["community"], table["label"], table["name"], strict=True):
        members[number, label].append(name)
    rows = [
        (number, label, len(names), ", ".join(names)) for (number, label), names in members.items()
    ]
    return pd.DataFrame(rows, columns=["community", "label", "size", "members"])


def _betweenness(
    graph: nx.Graph[str], plain: igraph.Graph, backend: str | None
) -> tuple[list[float], str]:
    """The betweenness of each node, and how it was had where it is no more than an estimate."""
    count, cost = len(graph), len(graph) * graph.number_of_edges()
    sample = None if cost <= _EXACT or count <= _SAMPLE else _SAMPLE
    note = (
        f"betweenness is estimated from the ways that start at {sample} of {count:,} nodes, drawn with a fixed seed"
        if sample
        else ""
    )
    if backend is not None:
        try:
            found = nx.betweenness_centrality(
                graph, k=sample, seed=_SEED if sample else None, backend=backend
            )
        except ImportError as error:
            raise AnalyseError(
                f"backend {backend!r}: networkx has none of that name; install it, such as nx-parallel for 'parallel'"
            ) from error
        shares = {str(iri): share for iri, share in found.items()}
        return [shares[iri] for iri in graph], note
    sources = random.Random(_SEED).sample(range(count), sample) if sample else None  # noqa: S311 - no secret is made with it
    pairs = max((count - 1) * (count - 2) / 2, 1) * ((sample or count) / count)
    return [value / pairs for value in plain.betweenness(directed=False, sources=sources)], note


def _with_dice(work: Callable[[], Any]) -> Any:
    """What the work gives with the dice of igraph set to a fixed seed, and set back after."""
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - no secret is made with it
    try:
        return work()
    finally:
        igraph.set_random_number_generator(random)


def _igraph(graph: nx.Graph[str]) -> igraph.Graph:
    """The same graph for igraph, which does in C what networkx's own pagerank needs scipy for, and the others take minutes for."""
    number = {iri: i for i, iri in enumerate(graph)}
    edges = [(number[a], number[b]) for a, b in graph.edges]
    return igraph.Graph(
        n=len(graph),
        edges=edges,
        edge_attrs={"weight": [edge["weight"] for _, _, edge in graph.edges(data=True)]},
    )
