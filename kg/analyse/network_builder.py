"""RDF → network: every fact with its ends, its words, and the one who vouches for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import product
from typing import Any, TypeAlias

import networkx as nx
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.article_label import title_of
from kg.schema import FOAF, GAF, KG, NIF, ORG, RDF, RDFS, SCHEMA, SEM, SKOS, TIME

Json: TypeAlias = dict[str, Any]
Term: TypeAlias = NamedNode | Literal
Properties: TypeAlias = dict[NamedNode, list[Any]]
Edge: TypeAlias = tuple[str, str, str, Json]  # source, target, key, attributes

_CLASSES = {
    FOAF.Person: "Person",
    ORG.Organization: "Organisation",
    FOAF.Group: "Group",
    SCHEMA.Place: "Place",
    SCHEMA.CreativeWork: "Work",
}
_PARTICIPANTS = (
    "agent",
    "patient",
    "theme",
    "recipient",
    "beneficiary",
    "place",
    "amount",
    "cause",
    "instrument",
    "topic",
)
_ORDER = {TIME.after: "after", TIME.before: "before"}
_SHORT = 70  # letters of a statement's label


def network(store: Store) -> nx.MultiDiGraph[str]:
    """All facts of the store, in an order that depends on what it holds alone; things without a fact are left out."""
    look = _Lookup(store)
    nodes: dict[str, Json] = {}
    edges: list[Edge] = []
    facts = look.facts()
    for fact, where in facts:
        properties = look.about(fact, where)
        kinds = properties[RDF.type]
        if KG.Role in kinds:
            edges += _role(look, fact, where, properties)
        elif KG.Relation in kinds:
            edges += _relation(look, fact, where, properties)
        elif KG.Statement in kinds:
            _tell(nodes, fact, _fact_node(look, fact, where, properties, "statement", "Statement"))
            edges += _statement(look, fact, where, properties)
        else:
            types = sorted(kind.value.split("#")[-1] for kind in kinds if kind != SEM.Event)
            _tell(
                nodes,
                fact,
                _fact_node(look, fact, where, properties, "event", types[0] if types else "Event"),
            )
            edges += _event(look, fact, where, properties)
    edges += _contents(look, facts)
    edges += _order(look, {fact for fact, _ in facts})
    edges += _parts(look)
    for source, target, _, _ in edges:
        for end in (source, target):
            if end not in nodes:
                nodes[end] = look.thing(end)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(sorted(nodes.items()))
    for source, target, key, attributes in sorted(edges, key=lambda edge: edge[:3]):
        if not graph.has_edge(source, target, key):  # the first of several who say the same
            graph.add_edge(source, target, key=key, **attributes)
    return graph


# ── one fact ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _tell(nodes: dict[str, Json], fact: NamedNode, node: Json) -> None:
    """Add a fact, or to a fact that somebody else tells too the other's words."""
    told = nodes.setdefault(fact.value, node)
    if told is not node:
        told["vouchers"] += node["vouchers"]
        told["evidence"] += node["evidence"]


def _fact_node(
    look: _Lookup, fact: NamedNode, where: NamedNode, properties: Properties, kind: str, type_: str
) -> Json:
    text = next((t.value for t in properties[SCHEMA.text]), "")
    label = next((t.value for t in properties[RDFS.label]), type_.lower())
    return {
        "label": _shorten(text) if text else label,
        "text": text,
        "kind": kind,
        "type": type_,
        "aliases": [],
        "date": next(
            (look.names[t.value] for t in properties[SEM.hasTime] if t.value in look.names), ""
        ),
        "said": look.said(where),
        "polarity": _value(properties, KG.polarity, "positive"),
        "certainty": _value(properties, KG.certainty, "certain"),
        "evidence": look.evidence(fact, where),
        "vouchers": [look.voucher(where)],
    }


def _edge(
    look: _Lookup,
    fact: NamedNode,
    where: NamedNode,
    properties: Properties,
    label: str,
    kind: str,
    date: str = "",
) -> Json:
    return {
        "label": label,
        "kind": kind,
        "said": look.said(where),
        "voucher": look.voucher(where),
        "polarity": _value(properties, KG.polarity, "positive"),
        "certainty": _value(properties, KG.certainty, "certain"),
        "confidence": max((float(c.value) for c in properties[KG.confidence]), default=1.0),
        "date": date,
        "evidence": look.evidence(fact, where)
        if kind in ("role", "relation")
        else [],  # the others end at a node that has it
    }


def _role(
    look: _Lookup, fact: NamedNode, where: NamedNode, properties: Properties
) -> Iterator[Edge]:
    """Person to organisation under the title; where no organisation is named, person to title."""
    titles = properties[ORG.role]
    status = _value(properties, KG.status, "current")
    # of several titles for one position the longest says most, as in the question "positions"
    words = max((look.name(t) for t in titles), key=lambda t: (len(t), t), default="member")
    label = words if status == "current" else f"{status} {words}"
    people, organisations = properties[ORG.member], properties[ORG.organization]
    if not organisations:
        organisations, label = titles, "is" if status == "current" else f"is {status}"
    for person, organisation in product(people or titles, organisations):
        if person != organisation:
            yield (
                person.value,
                organisation.value,
                look.key(fact, where),
                _edge(look, fact, where, properties, label, "role", look.period(properties, where)),
            )


def _relation(
    look: _Lookup, fact: NamedNode, where: NamedNode, properties: Properties
) -> Iterator[Edge]:
    label = " / ".join(_words(p.value.split("#")[-1]) for p in properties[RDF.predicate])
    for subject, object_ in product(properties[RDF.subject], properties[RDF.object]):
        yield (
            subject.value,
            look.end(object_),
            look.key(fact, where),
            _edge(look, fact, where, properties, label, "relation"),
        )


def _event(
    look: _Lookup, fact: NamedNode, where: NamedNode, properties: Properties
) -> Iterator[Edge]:
    for part in _PARTICIPANTS:
        for filler in properties[KG[part]]:
            yield (
                fact.value,
                look.end(filler),
                f"{fact.value} {part}",
                _edge(look, fact, where, properties, part, "participant"),
            )


def _statement(
    look: _Lookup, fact: NamedNode, where: NamedNode, properties: Properties
) -> Iterator[Edge]:
    cue = _shorten(next((c.value for c in properties[KG.cue]), "says"), 24)
    there = set(properties[KG.speaker]) | set(properties[KG.addressee])
    told = defaultdict(
        list, {**properties, KG.polarity: []}
    )  # that it was said is not denied, even where what is said is a denial
    for speaker in properties[KG.speaker]:
        yield (
            speaker.value,
            fact.value,
            f"{fact.value} speaker",
            _edge(look, fact, where, told, cue, "speaker"),
        )
    for addressee in properties[KG.addressee]:
        yield (
            fact.value,
            addressee.value,
            f"{fact.value} addressee",
            _edge(look, fact, where, told, "to", "addressee"),
        )
    for thing in sorted({*properties[KG.about], *properties[KG.topic]} - there, key=str):
        yield (
            fact.value,
            thing.value,
            f"{fact.value} about",
            _edge(look, fact, where, told, "about", "about"),
        )


def _contents(look: _Lookup, facts: list[tuple[NamedNode, NamedNode]]) -> Iterator[Edge]:
    """From a statement to the events and statements that it claims."""
    for fact, where in facts:
        kinds = look.about(fact, where)[RDF.type]
        if where in look.contents and KG.Role not in kinds and KG.Relation not in kinds:
            statement = look.contents[where][0]
            yield (
                statement.value,
                fact.value,
                f"{fact.value} content",
                _edge(look, fact, where, look.about(fact, where), "that", "content"),
            )


def _order(look: _Lookup, facts: set[NamedNode]) -> Iterator[Edge]:
    """Before, after, because of and part of: between events."""
    owner = {time: event for event, time, _ in look.all(SEM.hasTime) if event in facts}
    found = [
        (owner.get(a), owner.get(b), label, where)
        for property_, label in _ORDER.items()
        for a, b, where in look.all(property_)
    ]
    found += [(a, b, "because of", where) for a, b, where in look.all(KG.causedBy)]
    found += [(a, b, "part of", where) for a, b, where in look.all(SEM.subEventOf)]
    for a, b, label, where in found:
        if a is not None and b is not None and {a, b} <= facts:
            yield (
                a.value,
                b.value,
                f"{a.value} {label} {b.value}",
                _edge(look, a, where, defaultdict(list), label, "order"),
            )


def _parts(look: _Lookup) -> Iterator[Edge]:
    """From a group to what it is part of, with the sentences that name the group; no pattern found this and nothing measured it."""
    for group, whole, where in look.all(KG.subgroupOf):
        edge = _edge(look, group, where, defaultdict(list), "part of", "relation")
        edge |= {"confidence": None, "evidence": look.sentences_naming(group, where)}
        yield group.value, whole.value, f"{group.value} part of {where.value}", edge


# ── what the store says ───────────────────────────────────────────────────────────────────────────────────────────────────────


class _Lookup:
    """What things are called, where facts are told, and who says so."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.literals: dict[str, str] = {}
        self.vouchers: dict[NamedNode, str] = {}

    def all(self, property_: NamedNode) -> list[tuple[NamedNode, Any, NamedNode]]:
        """Subject, object, graph of a property, wherever an article or a speaker says it."""
        quads = self.store.quads_for_pattern(None, property_, None, None)
        return [
            _triple(quad)
            for quad in sorted(quads, key=str)
            if quad.graph_name not in (DefaultGraph(), KG.Derived)
        ]

    def facts(self) -> list[tuple[NamedNode, NamedNode]]:
        """Each fact with the graph that vouches for it: the article's where it is asserted, else every speaker's."""
        asserted = [(fact, where) for fact, _, where in self.all(KG.assertedIn)]
        known = {fact for fact, _ in asserted}
        return asserted + [
            (fact, where) for fact, _, where in self.all(KG.reportedIn) if fact not in known
        ]

    def key(self, fact: NamedNode, where: NamedNode) -> str:
        """What tells an edge from others between the same two: the fact, and where it is only said, by whom."""
        return f"{fact.value} in {where.value}" if self.said(where) else fact.value

    def about(self, node: NamedNode, where: NamedNode | DefaultGraph) -> Properties:
        """All that one graph says of a node."""
        found: Properties = defaultdict(list)
        for quad in sorted(self.store.quads_for_pattern(node, None, None, where), key=str):
            found[quad.predicate].append(quad.object)
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        """IRI → what it is called: of several names the alphabetically first."""
        found: dict[str, str] = {}
        for property_ in (SKOS.prefLabel, RDFS.label):
            for node, name, _ in sorted(self.all(property_), key=lambda triple: str(triple[1])):
                found.setdefault(node.value, name.value)
        return found

    def name(self, term: Term) -> str:
        return self.names.get(term.value) or re.split(r"[/#]", term.value)[-1]

    @cached_property
    def contents(self) -> dict[NamedNode, tuple[NamedNode, NamedNode]]:
        """Graph of what is said → its statement, and the graph in which the statement itself stands."""
        outer = {said: where for said, where, _ in self.all(KG.nestedIn)}
        return {said: (statement, outer[said]) for said, statement, _ in self.all(KG.contentOf)}

    def said(self, where: NamedNode) -> bool:
        return where in self.contents

    def article(self, where: NamedNode) -> NamedNode:
        """The article that a graph of what is said was read in."""
        while where in self.contents:
            where = self.contents[where][1]
        return where

    def voucher(self, where: NamedNode) -> str:
        """Who vouches for what a graph holds: the article, or the speakers, and those through whom it came."""
        if where not in self.vouchers:
            if where in self.contents:
                statement, outer = self.contents[where]
                properties = self.about(statement, outer)
                through = [self.name(t) for t in properties[KG.via]] + (
                    [self.voucher(outer)] if outer in self.contents else []
                )
                speakers = (
                    " and ".join(self.name(s) for s in properties[KG.speaker]) or "someone unnamed"
                )
                self.vouchers[where] = ", according to ".join([speakers, *through])
            else:
                properties = self.about(where, where)
                id_, headline = (
                    next((t.value for t in properties[p]), None)
                    for p in (SCHEMA.identifier, SCHEMA.headline)
                )
                self.vouchers[where] = title_of(id_ or where.value, headline)
        return self.vouchers[where]

    def thing(self, iri: str) -> Json:
        """What a thing is and is called, and which articles name it."""
        node = NamedNode(iri)
        properties = self.about(node, DefaultGraph())
        types = [_CLASSES[class_] for class_ in properties[RDF.type] if class_ in _CLASSES]
        tellers = {
            _triple(quad)[2] for quad in self.store.quads_for_pattern(node, RDF.type, None, None)
        } - {DefaultGraph(), KG.Derived}
        return {
            "label": self.literals.get(iri) or self.name(node),
            "kind": "entity",
            "type": types[0] if types else "Other",
            "aliases": [alias.value for alias in properties[SKOS.altLabel]],
            "date": "",
            "evidence": [],
            "vouchers": sorted({self.voucher(t) for t in tellers if t == self.article(t)}),
        }

    def end(self, term: Term) -> str:
        """The key of what an edge ends at; a plain date or word becomes a node of its own."""
        if isinstance(term, NamedNode):
            return term.value
        key = f"urn:kg:literal:{term.value}"
        self.literals[key] = term.value
        return key

    def period(self, properties: Properties, where: NamedNode) -> str:
        """`2022-10 – 2023`, with either side open."""
        for during in properties[ORG.memberDuring]:
            bounds = self.about(during, where)
            start, end = (
                next((self.names.get(b.value, "") for b in bounds[p]), "")
                for p in (TIME.hasBeginning, TIME.hasEnd)
            )
            return f"{start} – {end}".strip() if start or end else ""
        return ""

    # where the words are

    @cached_property
    def tellings(self) -> dict[tuple[NamedNode, NamedNode], list[tuple[NamedNode, NamedNode]]]:
        """Fact and graph → its tellings there, each with the graph that holds the text."""
        at = {telling: where for telling, where, _ in self.all(KG.toldIn)}
        found = defaultdict(list)
        for telling, fact, text in self.all(KG.tells):
            found[fact, at[telling]].append((telling, text))
        return found

    def text(self, where: NamedNode) -> NamedNode:
        """The graph that holds the text which a graph was read from."""
        return NamedNode(self.article(where).value + "#mentions")

    def evidence(self, fact: NamedNode, where: NamedNode) -> list[Json]:
        """Each place that tells the fact, with the voice of this graph alone."""
        found = []
        for telling, text in self.tellings.get((fact, where), []):
            properties = self.about(telling, text)
            words = [phrase for p in (KG.trigger, KG.mark) for phrase in properties[p]]
            found.append(
                self.quote(
                    properties[KG.sentence][0],
                    words,
                    where,
                    text,
                    properties[KG.pattern][0].value,
                    float(properties[KG.confidence][0].value),
                )
            )
        return found

    def sentences_naming(self, thing: NamedNode, where: NamedNode) -> list[Json]:
        """The sentences of the article that name a thing."""
        text = self.text(where)
        phrases = [
            quad.object
            for quad in sorted(
                self.store.quads_for_pattern(thing, GAF.denotedBy, None, text), key=str
            )
            if isinstance(quad.object, NamedNode)
        ]
        return [
            self.quote(sentence, [phrase], where, text)
            for phrase in phrases
            for sentence in self.about(phrase, text)[KG.sentence]
        ]

    def quote(
        self,
        sentence: NamedNode,
        words: list[NamedNode],
        where: NamedNode,
        text: NamedNode,
        pattern: str = "",
        confidence: float | None = None,
    ) -> Json:
        """A sentence with these of its words marked."""
        start, end = self.span(sentence, text)
        spans = sorted({self.span(phrase, text) for phrase in words})
        article = self.article(where)
        return {
            "sentence": self.about(sentence, text)[NIF.anchorOf][0].value,
            "marks": [[a - start, b - start] for a, b in spans if start <= a and b <= end],
            "article": self.voucher(article),
            "date": next((d.value for d in self.about(article, article)[SCHEMA.datePublished]), ""),
            "pattern": pattern,
            "confidence": confidence,
        }

    def span(self, words: NamedNode, text: NamedNode) -> tuple[int, int]:
        properties = self.about(words, text)
        return int(properties[NIF.beginIndex][0].value), int(properties[NIF.endIndex][0].value)


def _triple(quad: Quad) -> tuple[NamedNode, Any, NamedNode]:
    return quad.subject, quad.object, quad.graph_name  # type: ignore[return-value]


def _value(properties: Properties, property_: NamedNode, default: str) -> str:
    """`negative` for `kg:Negative`."""
    return next((str(v.value).split("#")[-1].lower() for v in properties[property_]), default)


def _words(name: str) -> str:
    """`owner of` for `ownerOf`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _shorten(text: str, length: int = _SHORT) -> str:
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + " …"
