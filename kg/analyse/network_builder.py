"""The network of a graph: facts and entities as nodes and edges, each with whom it comes from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any, TypeAlias

import networkx as nx
from pyoxigraph import Store

from kg.garbage import collected_later
from kg.graph.most_connected import Candidate, most_connected
from kg.graph.reader import GraphReader
from kg.graph.stored import (
    Argument,
    Attribution,
    Fact,
    FactMention,
    Link,
    Sentence,
    SourceArticle,
    marks_within,
)
from kg.schema import label, participants

Json: TypeAlias = dict[str, Any]
Edge: TypeAlias = tuple[str, str, str, Json]  # source, target, key, attributes

_LABEL_LENGTH = 70
_CUE_LENGTH = 24
_NODES = ("event", "attribute", "statement")  # the kinds of facts that are nodes
_EVENTS = ("event", "attribute")
_OBJECTS = ("patient", "theme", "value")  # without which an event is not whole
# The IRI of a thing, a quality or a fact, which belongs to its article alone.
_PART_OF_ARTICLE = re.compile(
    r"#(?:thing|quality|role|relation|event|attribute|statement)=\d+,\d+(?:;|$)"
)
_ROLES = frozenset(
    {*participants(), "speaker", "addressee", "about", "topic", "person", "organisation"}
    | {"subject", "object", "value"}
)  # of what becomes an end of an edge


def network(store: Store, most: int | None = None) -> nx.MultiDiGraph[str]:
    """The facts of a graph as a `networkx.MultiDiGraph`; with `most` the best connected part alone.

    Nodes are entities, events, attributes and statements, by IRI; edges are roles and relations,
    and who takes part in an event or statement. Entities without a fact are left out. Both have
    `kind`, `label`, `evidence` (the sentences) and `attributed_to`: an `Attribution`, of nodes a
    tuple of them; all but entities have `reported` (True where no article asserts it), `polarity`
    and `certainty`. The order of nodes and edges depends on what the store holds alone.

    Things ("the ban") are no nodes: they are in the `parts` of the events and attributes that they
    take part in, each a `role` and `words`; so are an attribute's value, and events that are
    arguments, these with the `iri` to which an edge of kind `argument` leads. What a statement
    claims that was not made is left out.

    With `most` it has no more nodes than that: of a bigger graph, which is never in memory whole,
    the facts that connect those whom most facts are about. `network.graph["things"]` then says how
    many nodes there would be.
    """
    with collected_later():
        reader = GraphReader(store)
        chosen, things = (None, 0) if most is None else _most_connected(reader, most)
        if chosen is None:
            facts = _asserted_else_reported(reader.facts(details=False))
            reader.read_entities()
            return _network(reader, facts, is_whole=True)
        found = _network(reader, list(reader.facts_in(chosen)), is_whole=False)
        found.graph["things"] = things
        return found


def _most_connected(reader: GraphReader, most: int) -> tuple[list[tuple[str, str]] | None, int]:
    """The facts of the best connected part, each with its graph; None where all is to be had.

    The second number is how many nodes all would be, nearly.
    """
    known, things = reader.facts_about(_ROLES, most)
    if things <= most:
        return None, things
    candidates = (
        Candidate(
            (fact.fact, *fact.graphs),
            fact.article,
            tuple(end for end in fact.ends if not _is_part(end)),
            not _is_line(fact.fact),
        )
        for fact in reader.ends(_ROLES)
    )
    chosen = sorted(candidate.fact for candidate in most_connected(candidates, known, most))
    return [(fact, graph) for fact, *graphs in chosen for graph in graphs], things


def _is_line(fact: str) -> bool:
    """Whether a fact of this IRI is a line between two nodes and no node itself."""
    return fact.rpartition("#")[2].startswith(("role=", "relation="))


def _is_part(end: str) -> bool:
    """Whether what is at the end of a fact is a thing, a quality or another fact, by its IRI.

    None of these is a node that two facts could share, as a person is.
    """
    return _PART_OF_ARTICLE.search(end) is not None


def _network(reader: GraphReader, found: Sequence[Fact], *, is_whole: bool) -> nx.MultiDiGraph[str]:
    nodes: dict[str, Json] = {}
    edges: list[Edge] = []
    facts = [fact for fact in found if not fact.attribution.is_denied]
    by_iri = {fact.iri: fact for fact in facts}
    for fact in facts:
        ends = replace(
            fact, arguments=tuple(a for a in fact.arguments if not _is_part(a.iri or ""))
        )
        edges += _EDGES[fact.kind](ends)
        if fact.kind in _NODES:
            _add_node(nodes, fact, by_iri)
            edges += _argument_edges(fact, by_iri)
    edges += _content_edges(reader, facts, by_iri)
    edges += _order_edges(reader, set(by_iri))
    edges += _part_edges(reader, None if is_whole else {end for e in edges for end in e[:2]})
    words = {a.key: a.name for fact in facts for a in fact.arguments if a.iri is None}
    for end in sorted({end for source, target, _, _ in edges for end in (source, target)}):
        if end not in nodes:
            nodes[end] = _entity_node(reader, end, words.get(end))
    return _graph(nodes, edges)


def _asserted_else_reported(found: Iterable[Fact]) -> list[Fact]:
    """Each fact from its article where that asserts it, else from each statement that claims it."""
    facts = list(found)
    asserted = {fact.iri for fact in facts if not fact.attribution.is_reported}
    return [f for f in facts if f.iri not in asserted or not f.attribution.is_reported]


def _graph(nodes: Mapping[str, Json], edges: list[Edge]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(sorted(nodes.items()))
    for source, target, key, attributes in sorted(edges, key=lambda edge: edge[:3]):
        if not graph.has_edge(source, target, key):  # the first of several that say the same
            graph.add_edge(source, target, key=key, **attributes)
    return graph


# ── nodes ────────────────────────────────────────────────────────────────────────────────────────


def _add_node(nodes: dict[str, Json], fact: Fact, facts: Mapping[str, Fact]) -> None:
    """Add an event or statement; to one that another statement claims too, its attribution."""
    node = _fact_node(fact, _parts(fact, facts))
    known = nodes.setdefault(fact.iri, node)
    if known is not node:
        for attribute in ("attributed_to", "evidence"):
            known[attribute] += node[attribute]


def _fact_node(fact: Fact, parts: list[Json]) -> Json:
    type_ = next(iter(fact.types), fact.kind.capitalize())
    return {
        "label": _shorten(fact.text, _LABEL_LENGTH) if fact.text else fact.label or type_.lower(),
        "text": fact.text,
        "parts": parts,
        "kind": fact.kind,
        "type": type_,
        "aliases": [],
        "date": fact.time,
        "reported": fact.attribution.is_reported,
        "polarity": fact.polarity,
        "content_polarity": fact.content_polarity,
        "certainty": fact.certainty,
        "evidence": _evidence(fact),
        "attributed_to": (fact.attribution,),
    }


def _parts(fact: Fact, facts: Mapping[str, Fact]) -> list[Json]:
    """The things and events that take part in a fact, and the value of an attribute."""
    if fact.kind == "statement":
        return []
    return [
        {"role": a.role, "words": _words(a, facts), "iri": a.iri if a.iri in facts else ""}
        for a in fact.arguments
        if _is_part(a.iri or "") or a.role == "value"
    ]


def _words(argument: Argument, facts: Mapping[str, Fact]) -> str:
    """What a part is called; an event with the things that it was done to: "sell its shares"."""
    fact = facts.get(argument.iri or "")
    if fact is None or fact.kind not in _EVENTS:
        return argument.name
    objects = (a for a in fact.fillers(*_OBJECTS) if (a.iri or "") not in facts)
    return " ".join([argument.name, ", ".join(a.name for a in objects)]).strip()


def _entity_node(reader: GraphReader, key: str, words: str | None) -> Json:
    """An entity, or a plain date or word that a fact ends at."""
    entity = reader.entity(key)
    return {
        "label": entity.name if words is None else words,
        "kind": "entity",
        "type": entity.type,
        "aliases": list(entity.aliases),
        "date": "",
        "evidence": [],
        "attributed_to": tuple(Attribution(article) for article in entity.articles),
    }


# ── edges ────────────────────────────────────────────────────────────────────────────────────────


def _edge(fact: Fact, label: str, kind: str, **attributes: Any) -> Json:
    return {
        "label": label,
        "kind": kind,
        **_source(fact.attribution),
        "polarity": fact.polarity,
        "certainty": fact.certainty,
        "confidence": 1.0 if fact.confidence is None else fact.confidence,
        "date": "",
        "evidence": [],  # those of events and statements are at their node
        **attributes,
    }


def _source(attribution: Attribution) -> Json:
    return {
        "reported": attribution.is_reported,
        "attributed_to": attribution,
    }


def _key(fact: Fact) -> str:
    """What tells an edge from others between the same two: the fact, and who claims it."""
    return f"{fact.iri} in {fact.graph}" if fact.attribution.is_reported else fact.iri


def _role_edges(fact: Fact) -> Iterator[Edge]:
    """Person to organisation under the title; without an organisation, person to title."""
    titles = fact.fillers("title")
    status = fact.status or "current"
    # of several titles for one position the longest says most, as in the question "positions"
    title = max((t.name for t in titles), key=lambda name: (len(name), name), default="member")
    words = title if status == "current" else f"{status} {title}"
    people, organisations = fact.fillers("person"), fact.fillers("organisation")
    if not organisations:
        organisations, words = titles, "is" if status == "current" else f"is {status}"
    edge = _edge(fact, words, "role", date=_period(fact), evidence=_evidence(fact))
    for person, organisation in product(people or titles, organisations):
        if person.key != organisation.key:
            yield person.key, organisation.key, _key(fact), edge


def _period(fact: Fact) -> str:
    """`2022-10 – 2023`, with either side open."""
    return f"{fact.start} – {fact.end}".strip() if fact.start or fact.end else ""


def _relation_edges(fact: Fact) -> Iterator[Edge]:
    words = " / ".join(label(type_) for type_ in fact.types)
    edge = _edge(fact, words, "relation", evidence=_evidence(fact))
    for subject, object_ in product(fact.fillers("subject"), fact.fillers("object")):
        yield subject.key, object_.key, _key(fact), edge


def _event_edges(fact: Fact) -> Iterator[Edge]:
    for argument in fact.fillers(*participants()):
        edge = _edge(fact, argument.role, "participant")
        yield fact.iri, argument.key, f"{fact.iri} {argument.role}", edge


def _attribute_edges(fact: Fact) -> Iterator[Edge]:
    """From the attribute to whom it is about."""
    for bearer in fact.fillers("subject"):
        yield fact.iri, bearer.key, f"{fact.iri} bearer", _edge(fact, "bearer", "participant")


def _argument_edges(fact: Fact, facts: Collection[str]) -> Iterator[Edge]:
    """From an event or an attribute to the facts that take part in it, where these are nodes."""
    for argument in fact.arguments:
        if argument.iri in facts and argument.iri is not None and not _is_line(argument.iri):
            edge = _edge(fact, argument.role, "argument")
            yield fact.iri, argument.iri, f"{fact.iri} {argument.role}", edge


def _statement_edges(fact: Fact) -> Iterator[Edge]:
    """Speakers to the statement; the statement to its addressees and those whom it names."""
    cue = _shorten(next(iter(fact.cues), "says"), _CUE_LENGTH)
    speakers, addressees = fact.fillers("speaker"), fact.fillers("addressee")
    for speaker in speakers:
        edge = _edge(fact, cue, "speaker")
        yield speaker.key, fact.iri, f"{fact.iri} speaker", edge
    for addressee in addressees:
        edge = _edge(fact, "to", "addressee")
        yield fact.iri, addressee.key, f"{fact.iri} addressee", edge
    present = {argument.key for argument in (*speakers, *addressees)}
    for key in sorted({a.key for a in fact.fillers("about", "topic")} - present):
        yield fact.iri, key, f"{fact.iri} about", _edge(fact, "about", "about")


_EDGES = {
    "role": _role_edges,
    "relation": _relation_edges,
    "event": _event_edges,
    "attribute": _attribute_edges,
    "statement": _statement_edges,
}


def _content_edges(
    reader: GraphReader, facts: Sequence[Fact], iris: Collection[str]
) -> Iterator[Edge]:
    """From a statement to the events, attributes and statements that it claims."""
    for fact in facts:
        statement = reader.statement_of(fact.graph)
        if statement is not None and statement in iris and fact.kind in _NODES:
            yield statement, fact.iri, f"{fact.iri} content", _edge(fact, "that", "content")


def _order_edges(reader: GraphReader, facts: set[str]) -> Iterator[Edge]:
    """Before, after, because of and part of: between events."""
    for link in reader.event_order(facts):
        if {link.source, link.target} <= facts:
            key = f"{link.source} {link.relation} {link.target}"
            yield link.source, link.target, key, _link_edge(link, "order", 1.0, [])


def _part_edges(reader: GraphReader, among: Collection[str] | None) -> Iterator[Edge]:
    """From a group to what it is part of, with the sentences that name the group.

    With `among` only where both are among these. No pattern found this, so that nothing measured
    how sure it is.
    """
    for link in reader.parts(among):
        if among is not None and link.target not in among:
            continue
        evidence = [
            _quote(link.attribution.article, sentence, [words])
            for sentence, words in reader.sentences_naming(link.source, link.graph)
        ]
        edge = _link_edge(link, "relation", None, evidence)
        yield link.source, link.target, f"{link.source} part of {link.graph}", edge


def _link_edge(link: Link, kind: str, confidence: float | None, evidence: list[Json]) -> Json:
    return {
        "label": link.relation,
        "kind": kind,
        **_source(link.attribution),
        "polarity": "positive",
        "certainty": "certain",
        "confidence": confidence,
        "date": "",
        "evidence": evidence,
    }


# ── evidence ─────────────────────────────────────────────────────────────────────────────────────


def _evidence(fact: Fact) -> list[Json]:
    return [_mention_quote(mention) for mention in fact.mentions]


def _mention_quote(mention: FactMention) -> Json:
    measured = {"pattern": mention.pattern, "confidence": mention.confidence}
    return _quote(mention.article, mention.sentence, mention.words) | measured


def _quote(article: SourceArticle, sentence: Sentence, words: Any) -> Json:
    """A sentence with some of its words marked."""
    return {
        "sentence": sentence.text,
        "marks": [list(mark) for mark in marks_within(sentence, words)],
        "article": article.title,
        "date": article.date,
        "pattern": "",
        "confidence": None,
    }


def _shorten(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + " …"
