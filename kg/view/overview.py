"""What of a big graph is shown first: the best joined people and organisations, and what hangs between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

_FACTS = ("Event", "Statement", "Claim")  # the more telling first
_ALIKE = 2  # facts that join the same leads; the panel has the others
_PARTNERS = 4  # that a lead brings along, before the next lead has its turn


def overview(
    nodes: Sequence[Json],
    lines: Iterable[Json],
    leads: Collection[str],
    without: Collection[int],
    room: int,
) -> list[int]:
    """At most about `room` nodes: of the kinds `leads` the best joined with their best joined partners, and facts that join them; ids in order."""
    thing = {node["id"]: node["thing"] for node in nodes}
    near: dict[int, set[int]] = defaultdict(set)
    joins: Counter[tuple[int, int]] = Counter()  # two leads → how well they are joined
    for line in lines:
        a, b = sorted((line["from"], line["to"]))
        if a != b and a not in without and b not in without:
            near[a].add(b)
            near[b].add(a)
            if thing[a] in leads and thing[b] in leads:
                joins[a, b] += 1 if line["said"] else 3
    facts = {
        id: sorted(other for other in near[id] if thing[other] in leads)
        for id in sorted(near)
        if thing[id] in _FACTS
    }
    for fact, together in facts.items():
        for pair in combinations(together, 2):
            joins[pair] += 2 if thing[fact] == "Event" else 1
    chosen = _leads(joins, room)
    alike: Counter[tuple[int, ...]] = Counter()
    between: list[tuple[int, int, int]] = []
    for fact in sorted(facts, key=lambda id: (_FACTS.index(thing[id]), id)):
        there = tuple(lead for lead in facts[fact] if lead in chosen)
        alike[there] += 1
        if len(there) > 1 and alike[there] <= _ALIKE:
            between.append((alike[there], len(between), fact))  # first one for each group of leads
    shown = chosen.union(fact for _, _, fact in sorted(between)[: room - len(chosen)])
    return sorted(id for id in shown if near[id] & shown) or sorted(thing)[:room]


def _leads(joins: Mapping[tuple[int, int], int], room: int) -> set[int]:
    """By turns the best joined lead of those left, and its best partners; about half the room, for the facts want theirs."""
    partners: dict[int, Counter[int]] = defaultdict(Counter)
    for (a, b), weight in joins.items():
        partners[a][b] = partners[b][a] = weight
    rank = {lead: (-len(others), -others.total(), lead) for lead, others in partners.items()}
    chosen: set[int] = set()
    for lead in sorted(rank, key=rank.__getitem__):
        if lead not in chosen and len(chosen) < room / 2:
            best = sorted(partners[lead], key=lambda other: (-partners[lead][other], rank[other]))
            chosen |= {lead, *[other for other in best if other not in chosen][:_PARTNERS]}
    return chosen
