"""The network's facts, each with who takes part, how certain it is, its sources and its sentences.

This is the one place that knows the attributes of the network's nodes and edges of facts.
"""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx

from kg.patterns import word_set
from kg.view.page_data import Evidence, Fact, Participant
from kg.view.style import STYLE

Attributes: TypeAlias = Mapping[str, Any]
Part: TypeAlias = tuple[int, str, str]  # a participant: the place and the word of its part, its IRI

PARTICIPANTS: Mapping[str, str] = STYLE["participants"]
_PARTICIPANT_ORDER = {part: position for position, part in enumerate(PARTICIPANTS)}
_TAKES_PART = ("participant", "argument", "addressee", "about")
_BEFORE = ("agent", "subject")  # what stands before the verb
_OBJECTS = ("patient", "theme", "amount", "value")  # what follows it without a word
_PART_LETTERS = 48  # of the words for a thing or another event within an event
_RELATES = ("role", "relation")
_WORD = re.compile(r"[\w']+")


@dataclass(frozen=True, slots=True, order=True)
class EdgeGroup:
    """What the edges of the network have in common that are drawn as one edge."""

    source: str
    target: str
    kind: str  # that of the network, but "relation" for roles too
    reported: bool
    attributed_to: str  # where it is reported: who says so, and who passes it on
    speaker: str  # where it is reported: who says so
    polarity: str
    certainty: str

    @property
    def denied(self) -> bool:
        """Whether the edges say that something is not so."""
        return self.polarity == "negative"


def name_of(node: Attributes) -> str:
    """What a node is called: an event with the things in it, "withdraw the fishing bill"."""
    return _text_of(node, node.get("parts", ()))


def text_without_events(node: Attributes) -> str:
    """The name without those parts that are nodes of their own."""
    return _text_of(node, [part for part in node.get("parts", ()) if not part["iri"]])


def _text_of(node: Attributes, parts: Collection[Attributes]) -> str:
    """Who or what before the verb, then whom or what, then the others, each after its word."""
    before = [_words_of(part) for part in parts if part["role"] in _BEFORE]
    objects = [_words_of(part) for part in parts if part["role"] in _OBJECTS]
    others = [
        f"{PARTICIPANTS.get(part['role'], part['role'])} {_words_of(part)}"
        for part in parts
        if part["role"] not in (*_BEFORE, *_OBJECTS)
    ]
    words = [", ".join(before), node["label"], ", ".join(objects), *others]
    return " ".join(filter(None, words))


def _words_of(part: Attributes) -> str:
    return textwrap.shorten(part["words"], _PART_LETTERS, placeholder=" …")


def numbered(network: nx.MultiDiGraph[str]) -> dict[str, int]:
    """The number of each node on the page, in the order of the nodes' names."""
    return {iri: number for number, iri in enumerate(sorted(network.nodes))}


def all_facts(network: nx.MultiDiGraph[str], number: Mapping[str, int]) -> list[Fact]:
    """Each fact of the network: those that are nodes first, then roles and relations."""
    facts = node_facts(network, number)
    for group, edges in grouped_edges(network):
        if group.kind == "relation":
            facts += [
                edge_fact(group, label, same, number) for label, same in by_label(edges).items()
            ]
    return facts


def is_fact(network: nx.MultiDiGraph[str], iri: str) -> bool:
    """Whether the node is an event, an attribute or a statement, not an entity."""
    return bool(network.nodes[iri]["kind"] != "entity")


def grouped_edges(network: nx.MultiDiGraph[str]) -> list[tuple[EdgeGroup, list[Attributes]]]:
    """The edges that are drawn as one; the order depends on the network's content alone."""
    found: dict[EdgeGroup, list[Attributes]] = {}
    edges = network.edges(keys=True, data=True)
    for source, target, _, edge in sorted(edges, key=_edge_order):
        group = EdgeGroup(
            source=source,
            target=target,
            kind="relation" if edge["kind"] in _RELATES else edge["kind"],
            reported=edge["reported"],
            attributed_to=str(edge["attributed_to"]) if edge["reported"] else "",
            speaker=edge["attributed_to"].source if edge["reported"] else "",
            polarity=edge["polarity"],
            certainty=edge["certainty"],
        )
        found.setdefault(group, []).append(edge)
    return sorted(found.items(), key=lambda item: item[0])


def by_label(edges: Iterable[Attributes]) -> dict[str, list[Attributes]]:
    """The edges that have the same label, in the order in which the labels come first."""
    found: dict[str, list[Attributes]] = {}
    for edge in edges:
        found.setdefault(edge["label"], []).append(edge)
    return found


def node_facts(network: nx.MultiDiGraph[str], number: Mapping[str, int]) -> list[Fact]:
    """What the network has about each fact that is a node, in the order of their numbers."""
    cues: dict[str, dict[str, str]] = defaultdict(dict)
    parts: dict[str, set[Part]] = defaultdict(set)
    for source, target, edge in network.edges(data=True):
        if edge["kind"] == "speaker":
            cues[target][source] = edge["label"]
        elif edge["kind"] in _TAKES_PART:
            word = edge["label"]
            parts[source].add((_PARTICIPANT_ORDER.get(word, len(_PARTICIPANT_ORDER)), word, target))
    return [
        _node_fact(network.nodes[iri], number[iri], cues.get(iri, {}), parts.get(iri, ()), number)
        for iri in number
        if is_fact(network, iri)
    ]


def _node_fact(
    node: Attributes,
    id_: int,
    cues: Mapping[str, str],
    parts: Iterable[Part],
    number: Mapping[str, int],
) -> Fact:
    """The fact of a node, by whom with which verb it is stated, and who takes part in it."""
    return Fact(
        kind=node["kind"],
        text=node.get("text") or text_without_events(node),
        type=node["type"],
        cue=min(cues.values(), default=""),
        date=node["date"],
        node=id_,
        ends=tuple(number[speaker] for speaker in sorted(cues)),
        participants=tuple(
            Participant(PARTICIPANTS.get(word, word), number[target])
            for _, word, target in sorted(parts)
        ),
        reported=is_reported(node),
        denied=needs_denial(node),
        unsaid=is_unsaid(node),
        certainty=node.get("certainty", "certain"),
        sources=sources_of(node),
        evidence=_evidence(node["evidence"]),
    )


def edge_fact(
    group: EdgeGroup, label: str, edges: Sequence[Attributes], number: Mapping[str, int]
) -> Fact:
    """What the network has about a role or a relation: about a group's edges of this label."""
    return Fact(
        kind=edges[0]["kind"],
        text=label,
        type="",
        cue="",
        date=edges[0].get("date", ""),
        node=None,
        ends=(number[group.source], number[group.target]),
        participants=(),
        reported=group.reported,
        denied=group.denied,
        unsaid=False,
        certainty=group.certainty,
        sources=tuple(sorted({str(edge["attributed_to"]) for edge in edges})),
        evidence=_evidence(item for edge in edges for item in edge["evidence"]),
    )


def is_reported(node: Attributes) -> bool:
    """Whether no article states the node's fact, only somebody whom an article quotes."""
    return bool(node.get("reported"))


def is_uncertain(node: Attributes) -> bool:
    """Whether the node's fact is possible, planned, or otherwise not certain."""
    return bool(node.get("certainty", "certain") != "certain")


def sources_of(node: Attributes) -> tuple[str, ...]:
    """Who has the node's fact: articles, or where it is reported, speakers; or who names it."""
    return tuple(sorted({str(source) for source in node["attributed_to"]}))


def speaker_of(node: Attributes) -> str:
    """The first who says the node's reported fact, without those who pass it on."""
    return next((attribution.source for attribution in node["attributed_to"]), "")


def needs_denial(node: Attributes) -> bool:
    """Whether a reader must be told that the node's fact is denied.

    Of a statement also whether what is said is, but not if its own words say so: “I have no choice”
    reads as negative.
    """
    if node.get("polarity") == "negative":
        return True
    is_denial = node.get("content_polarity") == "negative"
    return is_denial and not _reads_negative(node.get("text", ""))


def is_unsaid(node: Attributes) -> bool:
    """Whether the node is a statement that was not made: "did not say"."""
    return node["kind"] == "statement" and node.get("polarity") == "negative"


def _reads_negative(text: str) -> bool:
    words = _WORD.findall(text.casefold().replace("’", "'"))
    negative = word_set("factuality", "negative_words")
    return any(word in negative or word.endswith("n't") for word in words)


def _edge_order(edge: tuple[str, str, Any, Attributes]) -> tuple[str, str, str, str]:
    source, target, key, attributes = edge
    return source, target, attributes["label"], str(key)


def _evidence(items: Iterable[Attributes]) -> tuple[Evidence, ...]:
    """The sentences of a fact, each once."""
    found = {
        Evidence(
            pieces=_cut(item["sentence"], item["marks"]),
            article=item["article"],
            date=item["date"],
            pattern=item["pattern"],
            confidence=_rounded(item["confidence"]),
        ): None
        for item in items
    }
    return tuple(sorted(found, key=lambda e: (e.date, e.article, e.pieces, e.pattern)))


def _rounded(confidence: float | None) -> float | None:
    return None if confidence is None else round(float(confidence), 2)


def _cut(sentence: str, marks: Iterable[Sequence[int]]) -> tuple[str, ...]:
    """`("I saw ", "Türk", " there")` for marks `[[6, 10]]`.

    Offsets count characters here; a browser would count them otherwise.
    """
    pieces, end = [], 0
    for start, stop in sorted((int(a), int(b)) for a, b in marks):
        first, last = max(start, end), min(stop, len(sentence))
        if first < last:
            pieces += [sentence[end:first], sentence[first:last]]
            end = last
    return (*pieces, sentence[end:])
