"""Which facts a picture of a big graph has: those that connect whom most facts are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

_ALONE = 1_000_000  # later than what connects two: what has one of the best known alone

Rank: TypeAlias = "tuple[int, bool, int, int, tuple[str, ...]]"  # the less, the sooner it is drawn


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may be drawn: whom and what it connects, and whether it takes a node itself."""

    fact: tuple[str, ...]  # what names it
    article: str
    ends: tuple[str, ...]
    is_node: bool


def most_connected(
    candidates: Iterable[Candidate], facts_about: Mapping[str, int], most: int
) -> list[Candidate]:
    """The facts of a picture of `most` nodes at most; the candidates come article by article.

    Best is what connects those whom many facts are about, `facts_about`; of facts that connect the
    same, each has its turn after the first of all others, and in each turn the best fact of every
    article comes first. Memory is bounded by `most`, and by how many different groups the facts
    connect.
    """
    best: list[tuple[Rank, Candidate]] = []
    turns: Counter[tuple[str, ...]] = Counter()
    for _, same in groupby(candidates, key=lambda candidate: candidate.article):
        best += _ranked(list(same), facts_about, turns)
        if len(best) > 4 * most:
            best = sorted(best, key=_rank)[: 2 * most]
    chosen: list[Candidate] = []
    nodes: set[str] = set()
    taken = 0
    for _, candidate in sorted(best, key=_rank):
        taken += candidate.is_node + len(set(candidate.ends) - nodes)
        if taken > most:
            break
        nodes.update(candidate.ends)
        chosen.append(candidate)
    return chosen


def _rank(ranked: tuple[Rank, Candidate]) -> Rank:
    return ranked[0]


def _ranked(
    candidates: Collection[Candidate],
    facts_about: Mapping[str, int],
    turns: Counter[tuple[str, ...]],
) -> Iterator[tuple[Rank, Candidate]]:
    """The candidates of an article that have an end in `facts_about`, the best of them first."""
    found = []
    for candidate in candidates:
        known = sorted({end for end in candidate.ends if end in facts_about})
        if known:
            counts = sorted((facts_about[end] for end in known), reverse=True)[:2]
            second = counts[1] if len(counts) > 1 else 0
            found.append(((-second, -counts[0], candidate.fact), tuple(known), candidate))
    for place, (order, group, candidate) in enumerate(sorted(found, key=lambda item: item[0])):
        turn = turns[group] if len(group) > 1 else turns[group] + _ALONE
        turns[group] += 1
        yield (turn, place > 0, *order), candidate
