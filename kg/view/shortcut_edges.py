"""Edges that stand for boxes: a speaker speaks of somebody, an agent does something to somebody.

The graph shows them until its reader asks for each statement and event as a box.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import product

from kg.view.facts import PARTICIPANTS
from kg.view.labels import wrap
from kg.view.page_data import Edge, Fact, Node

_STATEMENT_LETTERS = 44  # of a single statement on its edge
_MAX_EDGES = 4  # that an event may become; one of more agents and others keeps its box
_AGENT = PARTICIPANTS["agent"]
# Whom or what an event may be done to, the likeliest first, and what the edge's label says for it.
_OBJECTS = {
    PARTICIPANTS["patient"]: "",
    **{PARTICIPANTS[part]: PARTICIPANTS[part] for part in ("recipient", "beneficiary", "topic")},
}


def statement_edges(
    nodes: Sequence[Node], edges: Sequence[Edge], main: Collection[str]
) -> list[Edge]:
    """An edge for each speaker and other, with the cards of the statements behind it.

    A statement's others are those of the `main` categories that it names or is addressed to, or if
    there are none, any others. A statement that is itself only reported has no edge.
    """
    node_of = {node.id: node for node in nodes}
    speakers, others = _ends_of_statements(node_of, edges)
    behind: dict[tuple[int, int], list[Node]] = defaultdict(list)
    for statement, ends in sorted(others.items()):
        main_ends = {end for end in ends if node_of[end].category in main}
        for end in main_ends or ends:
            for speaker in speakers[statement] - {end}:
                behind[speaker, end].append(node_of[statement])
    return [
        _edge(ends, "statements", _label_of(statements), 12, _cards(statements), reported=True)
        for ends, statements in sorted(behind.items())
    ]


def event_edges(nodes: Sequence[Node], facts: Sequence[Fact], main: Collection[str]) -> list[Edge]:
    """An edge from each who does something, as an article states, to each to whom it is done.

    That is one of the `main` categories if there is any. Events of the same two share an edge,
    unless one is denied or uncertain and the other is not.
    """
    # an event is no end of an edge: the words of the other name it
    category = {node.id: node.category for node in nodes if node.card is None}
    behind: dict[tuple[int, int, bool, bool], dict[str, list[int]]] = defaultdict(dict)
    for node in nodes:
        if node.category != "Event" or node.card is None:
            continue
        fact = facts[node.card]
        word, objects = _objects(fact, category, main)
        agents = _taking_part(fact, _AGENT, category)
        pairs = [pair for pair in product(agents, objects) if len({*pair}) > 1]
        if len(pairs) > _MAX_EDGES:
            continue
        label = f"{node.label} {_OBJECTS.get(word, '')}".replace("\n", " ").strip()
        for agent, other in pairs:
            labels = behind[agent, other, node.denied, node.uncertain]
            labels.setdefault(label, []).append(node.card)
    return [
        _edge(
            (agent, other),
            "event",
            " · ".join(labels),
            13,
            [card for cards in labels.values() for card in cards],
            denied=denied,
        )
        for (agent, other, denied, _), labels in sorted(behind.items(), key=lambda item: item[0])
    ]


def _ends_of_statements(
    node_of: Mapping[int, Node], edges: Sequence[Edge]
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """The speakers of each statement, and those whom it names or is addressed to."""
    speakers: dict[int, set[int]] = defaultdict(set)
    others: dict[int, set[int]] = defaultdict(set)
    for edge in edges:
        if edge.kind == "speaker" and not edge.reported:
            speakers[edge.target].add(edge.source)
        elif edge.kind in ("about", "addressee") and node_of[edge.target].category != "Topic":
            others[edge.source].add(edge.target)
    return speakers, others


def _label_of(statements: Sequence[Node]) -> str:
    if len(statements) > 1:
        return f"says {len(statements)} things"
    (statement,) = statements
    words = textwrap.shorten(statement.name.strip("“”"), _STATEMENT_LETTERS, placeholder=" …")
    return f"{'✕ ' if statement.denied else ''}“{words}”"


def _cards(statements: Sequence[Node]) -> list[int]:
    return sorted(node.card for node in statements if node.card is not None)


def _objects(
    fact: Fact, category: Mapping[int, str], main: Collection[str]
) -> tuple[str, list[int]]:
    """Whom or what an event is done to, and the word for their part: rather people than objects."""
    found = [(word, ends) for word in _OBJECTS if (ends := _taking_part(fact, word, category))]
    for word, ends in found:
        if any(category[end] in main for end in ends):
            return word, ends
    return found[0] if found else ("", [])


def _taking_part(fact: Fact, word: str, entities: Collection[int]) -> list[int]:
    found = (participant.node for participant in fact.participants if participant.word == word)
    return [node for node in found if node in entities]


def _edge(
    ends: tuple[int, int],
    kind: str,
    label: str,
    font: int,
    cards: Sequence[int],
    *,
    reported: bool = False,
    denied: bool = False,
) -> Edge:
    return Edge(
        source=ends[0],
        target=ends[1],
        label=wrap(label, 24, 2),
        font=font,
        kind=kind,
        reported=reported,
        denied=denied,
        cards=tuple(cards),
    )
