"""The key facts of a corpus: told by many articles, sure, and about those who are central."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import log2
from typing import Any, TypeAlias

import networkx as nx
import pandas as pd

from kg.analyse.evidence_weights import counts, expected, surest
from kg.analyse.measures import pagerank
from kg.deprecation import renamed_argument

Json: TypeAlias = dict[str, Any]
Ends: TypeAlias = tuple[tuple[str, str], ...]  # role and IRI

_OBJECTS = ("patient", "theme")
_COLUMNS = ["fact", "articles", "confidence", "score", "date", "sentence"]


@renamed_argument("said", "reported")
def key_facts(network: nx.MultiDiGraph[str], reported: bool = False) -> pd.DataFrame:
    """Facts between at least two entities, the most important first, each with its best sentence.

    Columns: `fact`, `articles`, how many tell it, `confidence`, `score`, `date`, `sentence`. The
    same event between the same two in several articles is one fact. The score is the sum of their
    pagerank, times the binary logarithm of one more than the articles, times the confidence.
    Denied facts are left out.
    """
    rank = pagerank(network, reported)
    name = {iri: node["label"] for iri, node in network.nodes(data=True)}
    evidence_of: dict[tuple[str, Ends], list[Json]] = defaultdict(list)
    for what, ends, evidence in _facts(network, reported):
        evidence_of[what, ends] += evidence
    rows = []
    for (what, ends), evidence in evidence_of.items():
        articles = len({item["article"] for item in evidence})
        confidence = expected(evidence)
        score = sum(rank.get(iri, 0.0) for _, iri in ends) * log2(1 + articles) * confidence
        fact = f"{what} ({', '.join(f'{role}: {name[iri]}' for role, iri in ends)})"
        best = surest(evidence)
        measured = (articles, round(confidence, 2), round(score, 4))
        rows.append((fact, *measured, best["date"], best["sentence"]))
    table = pd.DataFrame(rows, columns=_COLUMNS)
    return table.sort_values(["score", "fact"], ascending=[False, True], ignore_index=True)


def _facts(network: nx.MultiDiGraph[str], reported: bool) -> Iterator[tuple[str, Ends, list[Json]]]:
    """What, between whom, and the evidence, of each fact that counts."""
    for iri, node in network.nodes(data=True):
        if node["kind"] == "event" and counts(node, reported):
            ends = _participants(network, iri, reported)
            if len({end for _, end in ends}) > 1:
                what = _event_text(node)
                yield what, ends, node["evidence"]
    for source, target, edge in network.edges(data=True):
        if _is_extracted(edge) and counts(edge, reported):
            yield edge["label"], (("who", source), ("of", target)), edge["evidence"]


def _event_text(node: Mapping[str, Any]) -> str:
    """What was done, and to which things: "withdraw the fishing bill"."""
    what = node["label"] if node["type"] == "Event" else node["type"]
    things = [part["words"] for part in node.get("parts", ()) if part["role"] in _OBJECTS]
    return " ".join([what, ", ".join(things)]).strip()


def _participants(network: nx.MultiDiGraph[str], event: str, reported: bool) -> Ends:
    """The entities that take part in an event."""
    found = set()
    for _, end, edge in network.out_edges(event, data=True):
        is_entity = not end.startswith("urn:kg:literal:")
        if edge["kind"] == "participant" and is_entity and counts(edge, reported):
            found.add((edge["label"], end))
    return tuple(sorted(found))


def _is_extracted(edge: Mapping[str, Any]) -> bool:
    """Whether an edge is a role or relation that a pattern or scorer found."""
    return edge["kind"] in ("role", "relation") and edge["confidence"] is not None
