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

from pyoxigraph import NamedNode, QuerySolutions, Store

from kg.schema import ENTITY_CLASSES, GAF, KG, NIF, RDF, SKOS

Properties: TypeAlias = Mapping[NamedNode, Sequence[Any]]
Key: TypeAlias = tuple[str, str]  # the IRIs of a node and of the graph that says something of it
Nodes: TypeAlias = "defaultdict[Key, defaultdict[NamedNode, list[Any]]]"

TEXT_SUFFIX = "#mentions"
# Said of nearly every fact, and known already or wanted by nobody who reads facts.
_LEFT_OUT = (GAF.denotedBy, KG.assertedIn, KG.reportedIn, KG.content, KG.verbatim)
_USUAL = f"?o NOT IN ({KG.Positive}, {KG.Certain})"
_WANTED = f"?s ?p ?o FILTER(?p NOT IN ({', '.join(map(str, _LEFT_OUT))}) && {_USUAL})"
_OF_TELLINGS = (KG.trigger, KG.mark, KG.pattern, KG.confidence)
_RATHER_USUAL = (KG.polarity, KG.certainty)
_OF_WORDS = (KG.form, NIF.anchorOf, KG.antecedent, KG.sieve)


@dataclass(slots=True)
class Ahead:
    """What the graphs of an article say of its facts or of its words, as `_about` has it.

    Left out is what is usual: that a fact is affirmed and certain, and which graph it stands in.
    """

    text: NamedNode
    nodes: Nodes = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    facts: dict[Key, tuple[NamedNode, NamedNode]] = field(default_factory=dict)
    tellings: dict[str, list[NamedNode]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, NamedNode] = field(default_factory=dict)
    meanings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def in_order(self) -> Ahead:
        """The same, the values of each property in order."""
        for properties in self.nodes.values():
            for values in properties.values():
                if len(values) > 1:
                    values.sort(key=str)
        for tellings in self.tellings.values():
            tellings.sort(key=str)
        return self


@dataclass(frozen=True, slots=True)
class EntitiesAhead:
    """What the store has about all entities, by their IRIs."""

    types: Mapping[str, str]
    aliases: Mapping[str, Sequence[str]]
    articles: Mapping[str, Sequence[NamedNode]]  # everyone has some


def rows(store: Store, query: str) -> Iterator[Any]:
    """The solutions of a SELECT query, each to be unpacked."""
    return iter(cast("QuerySolutions", store.query(query)))


def facts_ahead(store: Store, article: NamedNode, *, reasons: bool) -> Ahead:
    """What is needed to read the facts of an article; the reasons for them only if asked for."""
    found = Ahead(text_graph(article))
    asserted = f"GRAPH {article} {{ ?s {KG.assertedIn} {article} . {_WANTED} }}"
    for node, property_, value in rows(store, f"SELECT ?s ?p ?o WHERE {{ {asserted} }}"):
        key = node.value, article.value
        found.facts.setdefault(key, (node, article))
        found.nodes[key][property_].append(value)
    claimed = (
        f"GRAPH {found.text} {{ ?g {KG.contentOf} ?statement }} "
        f"GRAPH ?g {{ ?s {KG.reportedIn} ?g . {_WANTED} }}"
    )
    for node, property_, value, graph in rows(store, f"SELECT ?s ?p ?o ?g WHERE {{ {claimed} }}"):
        key = node.value, graph.value
        found.facts.setdefault(key, (node, graph))
        found.nodes[key][property_].append(value)
    _add_tellings(found, store, reasons=reasons)
    return found.in_order()


def _add_tellings(found: Ahead, store: Store, *, reasons: bool) -> None:
    text = found.text
    patterns = {p: f"?s {p} ?o" for p in (KG.tells, KG.toldIn, *_OF_TELLINGS)}
    patterns |= {p: f"?s {p} ?o FILTER({_USUAL})" for p in _RATHER_USUAL}
    patterns[KG.sentence] = f"?s {KG.tells} ?fact ; {KG.sentence} ?o"  # words have one too
    if reasons:
        patterns[KG.reason] = f"?s {KG.reason} ?o"
    for property_, pattern in patterns.items():
        query = f"SELECT ?s ?o WHERE {{ GRAPH {text} {{ {pattern} }} }}"
        for telling, value in rows(store, query):
            found.nodes[telling.value, text.value][property_].append(value)
            if property_ == KG.tells:
                found.tellings[value.value].append(telling)


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


def text_graph(graph: NamedNode) -> NamedNode:
    """The graph of the words of the article that a graph was read from."""
    return NamedNode(graph.value.partition("#")[0] + TEXT_SUFFIX)
