"""Which facts a picture of a big graph has."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.most_connected import Candidate, most_connected

ENDS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4).map(tuple)


def _candidate(number: int, article: str, *ends: str, is_node: bool = True) -> Candidate:
    return Candidate((f"fact {number:03}",), article, ends, is_node)


def _nodes(chosen: list[Candidate]) -> int:
    ends = {end for candidate in chosen for end in candidate.ends}
    return len(ends) + sum(candidate.is_node for candidate in chosen)


@given(st.lists(ENDS, max_size=30), st.integers(0, 40))
def test_most_connected_has_no_more_nodes_than_asked_for(
    all_ends: list[tuple[str, ...]], most: int
) -> None:
    """Facts with a node of their own and whom they connect, in all."""
    candidates = [_candidate(i, f"article {i // 4:02}", *e) for i, e in enumerate(all_ends)]
    counts = dict.fromkeys("abcdef", 3)
    assert _nodes(most_connected(candidates, counts, most)) <= most


def test_most_connected_has_all_where_there_is_room() -> None:
    """A small graph loses nothing."""
    candidates = [_candidate(i, "a", "x", f"y{i}") for i in range(5)]
    counts = {"x": 5} | {f"y{i}": 1 for i in range(5)}
    assert len(most_connected(candidates, counts, 100)) == 5


def test_most_connected_takes_those_whom_most_facts_are_about() -> None:
    """The two whom every article has go before two who are in one alone."""
    candidates = [_candidate(0, "a", "rare", "rarer"), _candidate(1, "a", "known", "famous")]
    counts = {"rare": 2, "rarer": 1, "known": 20, "famous": 50}
    (first,) = most_connected(candidates, counts, 3)
    assert first.ends == ("known", "famous")


def test_most_connected_gives_every_pair_its_turn() -> None:
    """A hundred facts between the same two leave room for others."""
    candidates = [_candidate(i, "a", "known", "famous") for i in range(100)]
    candidates.append(_candidate(100, "a", "rare", "rarer"))
    counts = {"rare": 2, "rarer": 1, "known": 100, "famous": 100}
    chosen = most_connected(candidates, counts, 8)
    assert [candidate.fact for candidate in chosen[:2]] == [("fact 000",), ("fact 100",)]


def test_most_connected_has_the_best_fact_of_each_article_first() -> None:
    """A short article about people who are little known has its place too."""
    busy = [_candidate(i, "busy", "famous", f"known {i}") for i in range(20)]
    quiet = [_candidate(90, "quiet", "rare", "rarer")]
    counts = {"famous": 20, "rare": 1, "rarer": 1} | {f"known {i}": 9 for i in range(20)}
    chosen = most_connected([*busy, *quiet], counts, 8)
    assert {candidate.article for candidate in chosen} == {"busy", "quiet"}


def test_most_connected_forgets_none_of_the_best_while_many_pass_by() -> None:
    """The best of thousands is found wherever it comes."""
    dice = random.Random(4)
    candidates = [
        _candidate(i, f"article {i:04}", f"p{dice.randrange(9000)}", f"q{i}") for i in range(3000)
    ]
    candidates.insert(1500, Candidate(("best",), "article 1500", ("known", "famous"), True))
    counts = {end: 1 for candidate in candidates for end in candidate.ends}
    counts |= {"known": 7, "famous": 8}
    assert most_connected(candidates, counts, 10)[0].fact == ("best",)
