"""What is around a name, and the path from one name to another, each step with its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import networkx as nx
import pandas as pd

from kg.analyse.evidence_weights import counts, expected, surest
from kg.analyse.selection import AnalyseError, named
from kg.deprecation import renamed_argument
from kg.schema import ACTOR_TYPES

# What a step to or from a place, a work or another thing costs more: that two were in one city
# says little.
_DETOUR = 0.25
_COLUMNS = ["from", "fact", "to", "attributed_to", "confidence", "article", "date", "sentence"]
_OF_STATEMENTS = frozenset({"speaker", "addressee", "about", "content"})


@renamed_argument("said", "reported")
def path(
    network: nx.MultiDiGraph[str], start: str, end: str, reported: bool = False
) -> pd.DataFrame:
    """The shortest and surest path between two names over asserted facts, a row for each fact.

    Each row has whom the fact is attributed to, and its surest sentence. With `reported` the path
    may lead over reported facts too. Raises `AnalyseError` for an unknown name, and where no path
    leads.
    """
    joined = _joined(network, reported)
    starts = sorted(named(network, start))
    targets = sorted(named(network, end))
    found = [way for target in targets if (way := _cheapest(joined, starts, target))]
    if not found:
        cure = "" if reported else "; reported facts may join them: --reported"
        raise AnalyseError(f"no fact leads from {start!r} to {end!r}{cure}")
    _, nodes = min(found)
    entities = [i for i, node in enumerate(nodes) if network.nodes[node]["kind"] == "entity"]
    steps = [_step(network, joined, nodes[a : b + 1]) for a, b in pairwise(entities)]
    return pd.DataFrame(steps, columns=_COLUMNS)


@renamed_argument("said", "reported")
def around(network: nx.MultiDiGraph[str], name: str, reported: bool = False) -> pd.DataFrame:
    """Who and what is joined to a name, the best joined first.

    Columns: `name`, `type`; `facts`, how many join them; `how`, which; the index is the IRI. With
    `reported` reported facts count too. Raises `AnalyseError` for an unknown name.
    """
    centre = named(network, name)
    joined = _joined(network, reported)
    how: dict[str, list[str]] = defaultdict(list)
    for own in sorted(centre & set(joined)):
        for fact in joined[own]:
            if network.nodes[fact]["kind"] == "entity":
                how[fact] += joined.edges[own, fact]["words"]
            else:
                for other in set(joined[fact]) - centre:
                    how[other].append(network.nodes[fact]["label"])
    rows = []
    for other, words in how.items():
        node = network.nodes[other]
        if node["kind"] == "entity":
            facts = "; ".join(sorted(set(words)))
            rows.append((node["label"], node["type"], len(words), facts, other))
    table = pd.DataFrame(rows, columns=["name", "type", "facts", "how", "iri"])
    return table.sort_values(
        ["facts", "name", "iri"], ascending=[False, True, True], ignore_index=True
    ).set_index("iri")


def _joined(network: nx.MultiDiGraph[str], reported: bool) -> nx.Graph[str]:
    """Entities and facts, joined where an edge counts.

    `cost` of an edge is the lower, the surer it is; `edge` is the surest of several, `source` where
    that begins, and `words` the labels of all.
    """
    graph: nx.Graph[str] = nx.Graph()
    for source, target, edge in network.edges(data=True):
        if not _leads_on(edge, reported):
            continue
        cost = _cost(network.nodes[source], network.nodes[target], edge)
        first = {"words": [], "cost": cost, "edge": edge, "source": source}
        known = graph.get_edge_data(source, target, first)
        if cost < known["cost"]:
            best = {"edge": edge, "cost": cost, "source": source}
        else:
            best = {name: known[name] for name in ("edge", "cost", "source")}
        graph.add_edge(source, target, **best, words=[*known["words"], edge["label"]])
    return graph


def _leads_on(edge: Mapping[str, Any], reported: bool) -> bool:
    """Whether a path may lead along an edge."""
    of_statement = edge["kind"] in _OF_STATEMENTS and not reported
    return edge["kind"] != "order" and not of_statement and counts(edge, reported)


def _cost(source: Mapping[str, Any], target: Mapping[str, Any], edge: Mapping[str, Any]) -> float:
    """What a step along an edge costs: half for those of an event, which takes two steps."""
    ends = (source, target)
    direct = edge["kind"] in ("role", "relation")
    if direct:
        evidence = edge["evidence"]
    else:
        evidence = (source if source["kind"] != "entity" else target)["evidence"]
    entities = [end for end in ends if end["kind"] == "entity"]
    others = sum(1 for end in entities if end["type"] not in ACTOR_TYPES)
    share = 1.0 if direct else 0.5
    return (2 - expected(evidence)) * share + _DETOUR * others


def _cheapest(
    joined: nx.Graph[str], starts: Sequence[str], target: str
) -> tuple[float, list[str]] | None:
    """The cheapest path from any of the starts with its cost; None where none leads."""
    starts = [start for start in starts if start in joined]
    if not starts or target not in joined:
        return None
    paths = nx.multi_source_dijkstra_path(joined, starts, weight="cost")
    if target not in paths:
        return None
    return nx.path_weight(joined, paths[target], "cost"), paths[target]


def _step(
    network: nx.MultiDiGraph[str], joined: nx.Graph[str], nodes: Sequence[str]
) -> tuple[Any, ...]:
    """From one entity to the next, over the facts between them."""
    first, *facts, last = nodes
    if facts:
        fact = network.nodes[facts[0]]
        words = " · ".join(_words(network, joined, nodes))
        attribution, evidence = fact["attributed_to"][0], fact["evidence"]
    else:
        direct = joined.edges[first, last]
        edge = direct["edge"]
        words = f"{edge['label']} →" if direct["source"] == first else f"← {edge['label']}"
        attribution, evidence = edge["attributed_to"], edge["evidence"]
    best = surest(evidence)
    return (
        network.nodes[first]["label"],
        words,
        network.nodes[last]["label"],
        str(attribution),
        round(expected(evidence), 2),
        best["article"],
        best["date"],
        best["sentence"],
    )


def _words(
    network: nx.MultiDiGraph[str], joined: nx.Graph[str], nodes: Sequence[str]
) -> Iterator[str]:
    """`agent · acquisition · patient`."""
    for here, there in pairwise(nodes):
        yield joined.edges[here, there]["edge"]["label"]
        if network.nodes[there]["kind"] != "entity":
            yield network.nodes[there]["label"]
