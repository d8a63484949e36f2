"""What is around somebody, and the way from one to another, each step a fact with its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import networkx as nx
import pandas as pd

from kg.analyse.evidence_weights import counts, expected, surest
from kg.analyse.projections import ACTORS
from kg.analyse.selection import AnalyseError, named

_DETOUR = 0.25  # cost of each step to or from a place, a work or another thing: that two were in one city says little
_COLUMNS = ["from", "fact", "to", "voucher", "confidence", "article", "date", "sentence"]


def path(network: nx.MultiDiGraph[str], start: str, end: str, said: bool = False) -> pd.DataFrame:
    """The shortest and surest way between two names over facts that articles assert, a row for each fact with the first sentence that tells it.

    Raises `AnalyseError` for a name that is not there, and where no way leads. With `said=True` the way may lead over what is only said.
    """
    joined = _joined(network, said)
    starts = sorted(named(network, start))
    ways = [way for target in sorted(named(network, end)) if (way := _way(joined, starts, target))]
    if not ways:
        cure = "" if said else "; what is only said may join them: --said"
        raise AnalyseError(f"no fact leads from {start!r} to {end!r}{cure}")
    _, nodes = min(ways)
    things = [i for i, node in enumerate(nodes) if network.nodes[node]["kind"] == "entity"]
    return pd.DataFrame(
        [_step(network, joined, nodes[a : b + 1]) for a, b in pairwise(things)], columns=_COLUMNS
    )


def around(network: nx.MultiDiGraph[str], name: str, said: bool = False) -> pd.DataFrame:
    """The ego network of a name as a table: with whom or what facts join it, how many of them, and which; the best joined first."""
    centre = named(network, name)
    joined = _joined(network, said)
    how: dict[str, list[str]] = defaultdict(list)
    for own in sorted(centre & set(joined)):
        for fact in joined[own]:
            if network.nodes[fact]["kind"] == "entity":
                how[fact] += joined.edges[own, fact]["words"]
            else:
                for other in set(joined[fact]) - centre:
                    how[other].append(network.nodes[fact]["label"])
    rows = [
        (
            network.nodes[other]["label"],
            network.nodes[other]["type"],
            len(words),
            "; ".join(sorted(set(words))),
            other,
        )
        for other, words in how.items()
        if network.nodes[other]["kind"] == "entity"
    ]
    table = pd.DataFrame(rows, columns=["name", "type", "facts", "how", "iri"])
    return table.sort_values(
        ["facts", "name", "iri"], ascending=[False, True, True], ignore_index=True
    ).set_index("iri")


def _joined(network: nx.MultiDiGraph[str], said: bool) -> nx.Graph[str]:
    """Things and facts, joined where an edge holds; `cost` is the lower, the surer, and `edge` is the surest of several."""
    graph: nx.Graph[str] = nx.Graph()
    for source, target, edge in network.edges(data=True):
        if (
            edge["kind"] == "order"
            or not counts(edge, said)
            or (not said and edge["kind"] in ("speaker", "addressee", "about", "content"))
        ):
            continue
        ends = (network.nodes[source], network.nodes[target])
        direct = edge["kind"] in ("role", "relation")
        told = (
            edge["evidence"]
            if direct
            else ends[0]["evidence"]
            if ends[0]["kind"] != "entity"
            else ends[1]["evidence"]
        )
        cost = (2 - expected(told)) * (1 if direct else 0.5) + _DETOUR * sum(
            end["kind"] == "entity" and end["type"] not in ACTORS for end in ends
        )
        known = graph.get_edge_data(
            source, target, {"words": [], "cost": cost, "edge": edge, "source": source}
        )
        best = (
            (edge, cost, source)
            if cost < known["cost"]
            else (known["edge"], known["cost"], known["source"])
        )
        graph.add_edge(
            source,
            target,
            edge=best[0],
            cost=best[1],
            source=best[2],
            words=[*known["words"], edge["label"]],
        )
    return graph


def _way(
    joined: nx.Graph[str], starts: Sequence[str], target: str
) -> tuple[float, list[str]] | None:
    starts = [start for start in starts if start in joined]
    if not starts or target not in joined:
        return None
    ways = nx.multi_source_dijkstra_path(joined, starts, weight="cost")
    return (nx.path_weight(joined, ways[target], "cost"), ways[target]) if target in ways else None


def _step(
    network: nx.MultiDiGraph[str], joined: nx.Graph[str], nodes: Sequence[str]
) -> tuple[Any, ...]:
    """From one thing to the next, over what stands between."""
    first, *facts, last = nodes
    if not facts:
        tie = joined.edges[first, last]
        words = (
            f"{tie['edge']['label']} →" if tie["source"] == first else f"← {tie['edge']['label']}"
        )
        vouchers, evidence = [tie["edge"]["voucher"]], tie["edge"]["evidence"]
    else:
        words = " · ".join(_words(network, joined, nodes))
        vouchers, evidence = (
            network.nodes[facts[0]]["vouchers"],
            network.nodes[facts[0]]["evidence"],
        )
    told = surest(evidence)
    sure = round(expected(evidence), 2)
    return (
        network.nodes[first]["label"],
        words,
        network.nodes[last]["label"],
        vouchers[0],
        sure,
        told["article"],
        told["date"],
        told["sentence"],
    )


def _words(
    network: nx.MultiDiGraph[str], joined: nx.Graph[str], nodes: Sequence[str]
) -> Iterator[str]:
    """`agent · acquisition · patient`."""
    for here, there in pairwise(nodes):
        yield joined.edges[here, there]["edge"]["label"]
        if network.nodes[there]["kind"] != "entity":
            yield network.nodes[there]["label"]
