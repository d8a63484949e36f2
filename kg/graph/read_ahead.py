"""What all facts or all mentions of an article need of the store, looked up in one go.

Each value that is read out of a store on disk costs a look-up of its own there, and so does each
question. A few questions for an article, which ask for what is wanted alone, are several times as
fast as a question for each node.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.graph.stored import literal_iri
from kg.schema import ENTITY_CLASSES, GAF, KG, NIF, RDF, SEM, SKOS

Properties: TypeAlias = Mapping[NamedNode, Sequence[Any]]
Key: TypeAlias = tuple[str, str]  # the IRIs of a node and of the graph that says something of it
Nodes: TypeAlias = "defaultdict[Key, defaultdict[NamedNode, list[Any]]]"

TEXT_SUFFIX = "#mentions"
# Said of nearly every fact, and known already or wanted by nobody who reads facts.
_LEFT_OUT = (GAF.denotedBy, KG.assertedIn, KG.reportedIn, KG.content, KG.verbatim)
_DETAILS = (KG.pattern, KG.quotation, KG.force, KG.mediumLabel)
_USUAL = f"?o NOT IN ({KG.Positive}, {KG.Certain})"
_OF_MENTIONS = (KG.trigger, KG.mark, KG.pattern, KG.confidence)
_OF_WORDS = (KG.form, NIF.anchorOf, KG.antecedent, KG.sieve)


@dataclass(slots=True)
class Ahead:
    """What the graphs of an article say of its facts or of its words, as `_about` has it.

    Left out is what is usual: that a fact is affirmed and certain, and which graph it stands in.
    """

    text: NamedNode
    nodes: Nodes = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    facts: dict[Key, tuple[NamedNode, NamedNode]] = field(default_factory=dict)
    mentions: dict[str, list[NamedNode]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, NamedNode] = field(default_factory=dict)
    meanings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def properties(self, node: NamedNode, graph: NamedNode) -> defaultdict[NamedNode, list[Any]]:
        """What the graph says of a fact, which is noted as one."""
        key = node.value, graph.value
        self.facts.setdefault(key, (node, graph))
        return self.nodes[key]

    def in_order(self) -> Ahead:
        """The same, the values of each property in order."""
        for properties in self.nodes.values():
            for values in properties.values():
                if len(values) > 1:
                    values.sort(key=str)
        for mentions in self.mentions.values():
            mentions.sort(key=str)
        return self


@dataclass(frozen=True, slots=True)
class EntitiesAhead:
    """What the store has about all entities, by their IRIs."""

    types: Mapping[str, str]
    aliases: Mapping[str, Sequence[str]]
    articles: Mapping[str, Sequence[NamedNode]]  # everyone has some


@dataclass(frozen=True, slots=True)
class FactEnds:
    """Whom and what a fact of an article is about, by IRI.

    Its graphs are the article's own where that asserts it, else all in which it is claimed.
    """

    fact: str
    article: str
    graphs: tuple[str, ...]
    ends: tuple[str, ...]


def rows(store: Store, query: str) -> Iterator[Any]:
    """The solutions of a SELECT query, each to be unpacked."""
    return iter(cast("QuerySolutions", store.query(query)))


def facts_ahead(store: Store, article: NamedNode, *, details: bool) -> Ahead:
    """What is needed to read the facts of an article; details and reasons only if asked for."""
    found = Ahead(text_graph(article))
    left_out = ", ".join(map(str, _LEFT_OUT if details else (*_LEFT_OUT, *_DETAILS)))
    wanted = f"?s ?p ?o FILTER(?p NOT IN ({left_out}) && {_USUAL})"
    asserted = f"GRAPH {article} {{ ?s {KG.assertedIn} {article} . {wanted} }}"
    last = None  # what is said of a fact comes in one go
    for node, property_, value in rows(store, f"SELECT ?s ?p ?o WHERE {{ {asserted} }}"):
        if node != last:
            last, properties = node, found.properties(node, article)
        properties[property_].append(value)
    claimed = (
        f"GRAPH {found.text} {{ ?g {KG.contentOf} ?statement }} "
        f"GRAPH ?g {{ ?s {KG.reportedIn} ?g . {wanted} }}"
    )
    for node, property_, value, graph in rows(store, f"SELECT ?s ?p ?o ?g WHERE {{ {claimed} }}"):
        found.properties(node, graph)[property_].append(value)
    _add_mentions(found, store, reasons=details)
    return found.in_order()


def _add_mentions(found: Ahead, store: Store, *, reasons: bool) -> None:
    text = found.text
    graph = text.value
    patterns = {p: f"?s {p} ?o" for p in (KG.tells, KG.toldIn, *_OF_MENTIONS)}
    patterns[KG.certainty] = f"?s {KG.certainty} ?o FILTER({_USUAL})"
    patterns[KG.sentence] = f"?s {KG.tells} ?fact ; {KG.sentence} ?o"  # words have one too
    if reasons:
        patterns[KG.reason] = f"?s {KG.reason} ?o"
    for property_, pattern in patterns.items():
        query = f"SELECT ?s ?o WHERE {{ GRAPH {text} {{ {pattern} }} }}"
        for mention, value in rows(store, query):
            found.nodes[mention.value, graph][property_].append(value)
            if property_ == KG.tells:
                found.mentions[value.value].append(mention)


def words_ahead(store: Store, article: NamedNode) -> Ahead:
    """What is needed to read the mentions of an article."""
    found = Ahead(text_graph(article))
    text = found.text
    for property_ in _OF_WORDS:
        query = f"SELECT ?s ?o WHERE {{ GRAPH {text} {{ ?s {property_} ?o }} }}"
        for phrase, value in rows(store, query):
            found.nodes[phrase.value, text.value][property_].append(value)
            if property_ == KG.form:
                found.words[phrase.value] = phrase
    query = f"SELECT ?s ?o WHERE {{ GRAPH {text} {{ ?s {GAF.denotedBy} ?o }} }}"
    for entity, phrase in rows(store, query):
        found.meanings[phrase.value].add(entity.value)
    return found.in_order()


def entities_ahead(store: Store, articles: Sequence[NamedNode]) -> EntitiesAhead:
    """What is needed to read all entities of these articles."""
    types: dict[str, str] = {}
    for type_, class_ in sorted(ENTITY_CLASSES.items(), key=lambda item: str(item[1])):
        for (entity,) in rows(store, f"SELECT ?s WHERE {{ ?s {RDF.type} {class_} }}"):
            types.setdefault(entity.value, type_)
    aliases: dict[str, list[str]] = defaultdict(list)
    named = rows(store, f"SELECT ?s ?o WHERE {{ ?s {SKOS.altLabel} ?o }}")
    for entity, alias in sorted(named, key=lambda row: str(row[1])):
        aliases[entity.value].append(alias.value)
    named_in: dict[str, list[NamedNode]] = defaultdict(list)
    for article in articles:
        query = f"SELECT ?s WHERE {{ GRAPH {article} {{ ?s {RDF.type} {KG.Entity} }} }}"
        for (entity,) in rows(store, query):
            named_in[entity.value].append(article)
    return EntitiesAhead(types, aliases, named_in)


def fact_ends(
    store: Store, article: NamedNode, properties: Sequence[NamedNode]
) -> Iterator[FactEnds]:
    """What these properties lead to, of each fact of an article, by IRI."""
    wanted = f"?s ?p ?o FILTER(?p IN ({', '.join(map(str, properties))}))"
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    asserted = f"GRAPH {article} {{ ?s {KG.assertedIn} {article} . {wanted} }}"
    for fact, end in rows(store, f"SELECT ?s ?o WHERE {{ {asserted} }}"):
        found[fact.value][article.value].add(_key(end))
    claimed = (
        f"GRAPH {text_graph(article)} {{ ?g {KG.contentOf} ?statement }} "
        f"GRAPH ?g {{ ?s {KG.reportedIn} ?g . {wanted} }}"
    )
    for fact, end, graph in rows(store, f"SELECT ?s ?o ?g WHERE {{ {claimed} }}"):
        found[fact.value][graph.value].add(_key(end))
    for iri, by_graph in sorted(found.items()):
        graphs = (article.value,) if article.value in by_graph else tuple(sorted(by_graph))
        ends = set().union(*(by_graph[graph] for graph in graphs))
        yield FactEnds(iri, article.value, graphs, tuple(sorted(ends)))


def facts_about(
    store: Store, properties: Sequence[NamedNode], most: int
) -> tuple[dict[str, int], int]:
    """How many facts these properties join to those with most facts, `most` or more of them.

    The second number is how many they join any facts to, and how many facts are nodes of a picture.
    All is counted in the store: of those with few facts, which are nearly all, no IRI is read.
    """
    ways = " UNION ".join(f"{{ GRAPH ?g {{ ?s {property_} ?o }} }}" for property_ in properties)
    counted = f"SELECT ?o (COUNT(*) AS ?n) WHERE {{ {ways} }} GROUP BY ?o"
    how_many = {
        int(facts.value): int(ends.value)
        for facts, ends in rows(
            store, f"SELECT ?n (COUNT(*) AS ?k) WHERE {{ {{ {counted} }} }} GROUP BY ?n"
        )
    }
    least, ends_so_far = 1, 0
    for facts in sorted(how_many, reverse=True):
        least, ends_so_far = facts, ends_so_far + how_many[facts]
        if ends_so_far >= most:
            break
    enough = rows(store, f"{counted} HAVING (COUNT(*) >= {least})")
    found = {_key(end): int(facts.value) for end, facts in enough}
    nodes = 0
    for class_ in (SEM.Event, KG.Attribute, KG.Statement):
        pattern = f"GRAPH ?g {{ ?s {RDF.type} {class_} }}"
        ((count,),) = rows(store, f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {pattern} }}")
        nodes += int(count.value)
    return found, sum(how_many.values()) + nodes


def _key(end: NamedNode | Literal) -> str:
    """The IRI, or for a plain date or word an IRI made of it, as `Argument` has it."""
    return end.value if isinstance(end, NamedNode) else literal_iri(end.value)


def text_graph(graph: NamedNode) -> NamedNode:
    """The graph of the words of the article that a graph was read from."""
    return NamedNode(graph.value.partition("#")[0] + TEXT_SUFFIX)
