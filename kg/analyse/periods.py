"""What holds when: roles over time, and what is new or gone between two periods."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
import pandas as pd

from kg.analyse.evidence_weights import counts, day_of
from kg.analyse.projections import people_and_organisations
from kg.analyse.selection import AnalyseError
from kg.deprecation import renamed_argument

_PERIOD = re.compile(r"(?P<first>\d{4}(-\d\d){0,2})(\.\.(?P<last>\d{4}(-\d\d){0,2}))?")
_ROLE_COLUMNS = [
    "organisation",
    "position",
    "person",
    "period",
    "first_reported",
    "last_reported",
    "articles",
    "attributed_to",
    "iri",
]


@renamed_argument("said", "reported")
def roles(network: nx.MultiDiGraph[str], reported: bool = False) -> pd.DataFrame:
    """Who held which position where and when, by organisation and time; the index is the IRI.

    `period` has the dates that the text gives; `first_reported` and `last_reported` are the dates
    of the articles. With `reported` reported roles are there too, and `attributed_to` has whoever
    says so, empty for asserted ones.
    """
    rows: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for person, organisation, edge in network.edges(data=True):
        if edge["kind"] == "role" and counts(edge, reported):
            where, position = _place_and_position(network.nodes[organisation], edge)
            source = str(edge["attributed_to"]) if edge["reported"] else ""
            name = network.nodes[person]["label"]
            key = (where, position, name, edge["date"], source, person)
            rows.setdefault(key, []).append(edge)
    table = [_role_row(key, edges) for key, edges in rows.items()]
    order = ["organisation", "position", "first_reported", "period", "person", "iri"]
    frame = pd.DataFrame(table, columns=_ROLE_COLUMNS)
    frame = frame.sort_values(order, ignore_index=True).set_index("iri")
    return frame if reported else frame.drop(columns="attributed_to")


def _place_and_position(end: Mapping[str, Any], edge: Mapping[str, Any]) -> tuple[str, str]:
    """Organisation and title; an edge "is" that leads to a title has no organisation."""
    if edge["label"].startswith("is") and end["type"] == "Other":
        return "", end["label"]
    return end["label"], edge["label"]


def _role_row(key: tuple[str, ...], edges: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    where, position, person, period, source, iri = key
    evidence = [item for edge in edges for item in edge["evidence"]]
    dates = sorted({item["date"] for item in evidence} - {""}) or [""]
    articles = {item["article"] for item in evidence}
    return where, position, person, period, dates[0], dates[-1], len(articles), source, iri


@renamed_argument("said", "reported")
def changes(
    network: nx.MultiDiGraph[str], earlier: str, later: str, reported: bool = False
) -> pd.DataFrame:
    """Who is joined by more or fewer facts in the later period, the greatest change first.

    Columns: `one`, `other`, how many facts join them in each period, and `change`: new, gone, more
    or less. A period is a year, a month or a day, or two of them, both of which belong to it:
    "2008", "2008-03", "2008..2009-06". A fact belongs to the day that the text gives it, else to
    the day of its first article. Raises `AnalyseError` for what is not a period.
    """
    counted = [_pairs(_within(network, _period(p)), reported) for p in (earlier, later)]
    rows = []
    for pair in sorted(set(counted[0]) | set(counted[1])):
        before, after = (facts.get(pair, 0) for facts in counted)
        if before != after:
            one, other = (network.nodes[iri]["label"] for iri in pair)
            rows.append((one, other, before, after, _change(before, after), abs(after - before)))
    again = later if later != earlier else f"{later} again"
    table = pd.DataFrame(rows, columns=["one", "other", earlier, again, "change", "by"])
    return table.sort_values(
        ["by", "one", "other"], ascending=[False, True, True], ignore_index=True
    ).drop(columns="by")


def _change(before: int, after: int) -> str:
    if not before:
        return "new"
    if not after:
        return "gone"
    return "more" if after > before else "less"


def _period(text: str) -> tuple[str, str]:
    found = _PERIOD.fullmatch(text.strip())
    if not found:
        raise AnalyseError(
            f"period {text!r}: must be a year, a month, a day, or two of them, "
            "such as 2008, 2008-03 or 2008..2009-06"
        )
    first, last = found["first"], found["last"] or found["first"]
    if last[: len(first)] < first[: len(last)]:
        raise AnalyseError(f"period {text!r}: ends before it begins; put the earlier date first")
    return first, last


def _within(network: nx.MultiDiGraph[str], period: tuple[str, str]) -> nx.MultiDiGraph[str]:
    """The network with the facts of a period alone."""
    first, last = period

    def holds(fact: Mapping[str, Any]) -> bool:
        day = day_of(fact["date"], fact["evidence"])
        return bool(day) and first <= day[: len(first)] and day[: len(last)] <= last

    nodes = network.nodes(data=True)
    part = network.copy()
    part.remove_nodes_from([n for n, fact in nodes if fact["kind"] != "entity" and not holds(fact)])
    edges = list(part.edges(keys=True, data=True))
    direct = [edge for edge in edges if edge[3]["kind"] in ("role", "relation")]
    part.remove_edges_from([(a, b, key) for a, b, key, fact in direct if not holds(fact)])
    return part


def _pairs(network: nx.MultiDiGraph[str], reported: bool) -> dict[tuple[str, str], int]:
    graph = people_and_organisations(network, reported)
    return {(min(a, b), max(a, b)): edge["facts"] for a, b, edge in graph.edges(data=True)}
