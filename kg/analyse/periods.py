"""What holds when: roles over time, and what is new or gone between two periods."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import networkx as nx
import pandas as pd

from kg.analyse.evidence_weights import counts, day_of
from kg.analyse.projections import people_and_organisations
from kg.analyse.selection import AnalyseError

_PERIOD = re.compile(r"(?P<first>\d{4}(-\d\d){0,2})(\.\.(?P<last>\d{4}(-\d\d){0,2}))?")


def roles(network: nx.MultiDiGraph[str], said: bool = False) -> pd.DataFrame:
    """Who held which post where and when, by organisation and time: the dates that the text gives (`period`), and those of the articles that tell of it."""
    rows: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for person, organisation, edge in network.edges(data=True):
        if edge["kind"] == "role" and counts(edge, said):
            label = [network.nodes[end]["label"] for end in (person, organisation)]
            where, post = (
                ("", label[1])
                if edge["label"].startswith("is") and network.nodes[organisation]["type"] == "Other"
                else (label[1], edge["label"])
            )
            rows.setdefault(
                (
                    where,
                    post,
                    label[0],
                    edge["date"],
                    edge["voucher"] if edge["said"] else "",
                    person,
                ),
                [],
            ).append(edge)
    table = []
    for (where, post, person, period, speaker, iri), edges in rows.items():
        told = sorted({item["date"] for edge in edges for item in edge["evidence"]} - {""})
        articles = {item["article"] for edge in edges for item in edge["evidence"]}
        table.append(
            (
                where,
                post,
                person,
                period,
                (told or [""])[0],
                (told or [""])[-1],
                len(articles),
                speaker,
                iri,
            )
        )
    columns = [
        "organisation",
        "post",
        "person",
        "period",
        "first told",
        "last told",
        "articles",
        "only said by",
        "iri",
    ]
    frame = pd.DataFrame(table, columns=columns)
    frame = frame.sort_values(
        ["organisation", "post", "first told", "period", "person", "iri"], ignore_index=True
    ).set_index("iri")
    return frame if said else frame.drop(columns="only said by")


def changes(
    network: nx.MultiDiGraph[str], earlier: str, later: str, said: bool = False
) -> pd.DataFrame:
    """Who is joined by more or fewer facts in the later period than in the earlier: one, other, facts in each, and what changed; the greatest first.

    A period is a year, a month or a day, or two of them: "2008", "2008-03", "2008..2009-06"; both its ends belong to it. A fact belongs to the day
    that the text gives it, else to the day of the first article that tells it. Raises `AnalyseError` for what is no period.
    """
    counted = [_pairs(_within(network, _period(period)), said) for period in (earlier, later)]
    rows = []
    for one, other in sorted(set(counted[0]) | set(counted[1])):
        before, after = counted[0].get((one, other), 0), counted[1].get((one, other), 0)
        if before != after:
            change = (
                "new"
                if not before
                else "gone"
                if not after
                else "more"
                if after > before
                else "less"
            )
            rows.append(
                (
                    network.nodes[one]["label"],
                    network.nodes[other]["label"],
                    before,
                    after,
                    change,
                    abs(after - before),
                )
            )
    table = pd.DataFrame(
        rows,
        columns=[
            "one",
            "other",
            earlier,
            later if later != earlier else f"{later} again",
            "change",
            "by",
        ],
    )
    return table.sort_values(
        ["by", "one", "other"], ascending=[False, True, True], ignore_index=True
    ).drop(columns="by")


def _period(text: str) -> tuple[str, str]:
    found = _PERIOD.fullmatch(text.strip())
    if not found:
        raise AnalyseError(
            f"period {text!r}: must be a year, a month, a day, or two of them, such as 2008, 2008-03 or 2008..2009-06"
        )
    first, last = found["first"], found["last"] or found["first"]
    if last[: len(first)] < first[: len(last)]:
        raise AnalyseError(f"period {text!r}: ends before it begins; put the earlier date first")
    return first, last


def _within(network: nx.MultiDiGraph[str], period: tuple[str, str]) -> nx.MultiDiGraph[str]:
    """The network with the facts of a period alone."""
    first, last = period

    def holds(day: str) -> bool:
        return bool(day) and first <= day[: len(first)] and day[: len(last)] <= last

    away = [
        iri
        for iri, node in network.nodes(data=True)
        if node["kind"] != "entity" and not holds(day_of(node["date"], node["evidence"]))
    ]
    part = network.copy()
    part.remove_nodes_from(away)
    ties = [
        (a, b, key)
        for a, b, key, edge in part.edges(keys=True, data=True)
        if edge["kind"] in ("role", "relation")
    ]
    part.remove_edges_from(
        [
            tie
            for tie in ties
            if not holds(day_of(part.edges[tie]["date"], part.edges[tie]["evidence"]))
        ]
    )
    return part


def _pairs(network: nx.MultiDiGraph[str], said: bool) -> dict[tuple[str, str], int]:
    graph = people_and_organisations(network, said)
    return {(min(a, b), max(a, b)): edge["facts"] for a, b, edge in graph.edges(data=True)}
