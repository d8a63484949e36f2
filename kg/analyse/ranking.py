"""The facts that a corpus turns on: told by many, sure, and about those who are central."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import log2
from typing import Any, TypeAlias

import networkx as nx
import pandas as pd

from kg.analyse.evidence_weights import counts, expected, surest
from kg.analyse.measures import centrality

Json: TypeAlias = dict[str, Any]


def key_facts(network: nx.MultiDiGraph[str], said: bool = False) -> pd.DataFrame:
    """Facts with at least two known ends, the most important first, each with its articles, confidence, and surest sentence.

    The same deed of the same two in several articles is one fact. Its score is the sum of its ends' pagerank, times the binary logarithm of one more than
    the articles that tell it, times the probability that it is true by all tellings. What is denied has no part in it.
    """
    rank = centrality(network, said)["pagerank"].to_dict()
    name = {iri: node["label"] for iri, node in network.nodes(data=True)}
    told: dict[tuple[Any, ...], list[Json]] = defaultdict(list)
    for what, ends, evidence in _facts(network, said):
        told[what, ends] += evidence
    rows = []
    for (what, ends), evidence in told.items():
        articles, sure, shown = (
            {item["article"] for item in evidence},
            expected(evidence),
            surest(evidence),
        )
        score = sum(rank.get(iri, 0.0) for _, iri in ends) * log2(1 + len(articles)) * sure
        fact = f"{what} ({', '.join(f'{part}: {name[iri]}' for part, iri in ends)})"
        rows.append(
            (fact, len(articles), round(sure, 2), round(score, 4), shown["date"], shown["sentence"])
        )
    table = pd.DataFrame(
        rows, columns=["fact", "articles", "confidence", "score", "date", "sentence"]
    )
    return table.sort_values(["score", "fact"], ascending=[False, True], ignore_index=True)


def _facts(
    network: nx.MultiDiGraph[str], said: bool
) -> Iterator[tuple[str, tuple[tuple[str, str], ...], list[Json]]]:
    """What, who, and the tellings, of each fact that holds and has two ends that are things."""
    for iri, node in network.nodes(data=True):
        if (
            node["kind"] == "event"
            and node["polarity"] == "positive"
            and (said or not node["said"])
        ):
            ends = {
                (edge["label"], end)
                for _, end, edge in network.out_edges(iri, data=True)
                if edge["kind"] == "participant" and counts(edge, said)
            }
            ends = {(part, end) for part, end in ends if not end.startswith("urn:kg:literal:")}
            if len({end for _, end in ends}) > 1:
                what = node["label"] if node["type"] == "Event" else node["type"]
                yield what, tuple(sorted(ends)), node["evidence"]
    for source, target, edge in network.edges(data=True):
        if (
            edge["kind"] in ("role", "relation")
            and counts(edge, said)
            and edge["confidence"] is not None
        ):
            yield edge["label"], (("who", source), ("of", target)), edge["evidence"]
