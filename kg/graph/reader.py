"""The graph read back: facts with their mentions and their attribution, entities, articles, names.

Explanations, tables and networks are all made from what is read here, so that they agree on what a
fact is, which words say so, and whom it is attributed to.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.article_label import title_of
from kg.graph.stored import (
    Argument,
    Attribution,
    Entity,
    EntityMention,
    Fact,
    FactMention,
    Link,
    Report,
    Sentence,
    SourceArticle,
)
from kg.schema import (
    ENTITY_CLASSES,
    GAF,
    KG,
    NIF,
    ORG,
    RDF,
    RDFS,
    SCHEMA,
    SEM,
    SKOS,
    TIME,
    argument_properties,
    fact_classes,
)

Term: TypeAlias = NamedNode | Literal
Properties: TypeAlias = Mapping[NamedNode, Sequence[Any]]

_DEFAULT = DefaultGraph()
_NOT_OF_AN_ARTICLE = (_DEFAULT, KG.Derived)
_PLACE = re.compile(r"#char=(\d+),(\d+)$")  # RFC 5147
_TEXT_SUFFIX = "#mentions"
_STATEMENT_LINKS = {KG.via: "via", KG.about: "about"}
_ORDER = {
    TIME.after: "after",
    TIME.before: "before",
    KG.causedBy: "because of",
    SEM.subEventOf: "part of",
}


class GraphReader:
    """Reads one store, which must not change meanwhile; what was looked up once is kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._nodes: dict[tuple[str, str], Properties] = {}
        self._names: dict[str, str] = {}
        self._sentences: dict[str, Sentence] = {}
        self._spans: dict[str, tuple[int, int]] = {}
        self._articles: dict[NamedNode, SourceArticle] = {}
        self._attributions: dict[NamedNode, Attribution] = {}

    # facts

    def facts(
        self, about: Collection[NamedNode] | None = None, reported: bool | None = None
    ) -> Iterator[Fact]:
        """All facts, or those that have one of these entities as an argument, ordered by IRI.

        With `reported` only those that statements claim (True), or articles assert (False).
        """
        if about is not None:
            found = self._with_argument(about)
        else:
            self._read_ahead()
            found = self._asserted_or_reported()
        for node, graph in sorted(found, key=_as_text):
            if reported is None or reported == (graph in self._contents):
                yield self._fact(node, graph)

    def statements(self) -> Iterator[Fact]:
        """The facts that are statements, ordered by IRI."""
        found = {(node, graph) for node, _, graph in self._triples(RDF.type, value=KG.Statement)}
        for node, graph in sorted(found, key=_as_text):
            yield self._fact(node, graph)

    def _read_ahead(self) -> None:
        """Look up in one go what all facts need of names: single look-ups cost more."""
        for name, nodes in sorted(self.names().items(), reverse=True):
            self._names.update((node.value, name) for node in nodes)

    def _asserted_or_reported(self) -> set[tuple[NamedNode, NamedNode]]:
        properties = (KG.assertedIn, KG.reportedIn)
        return {(node, graph) for p in properties for node, _, graph in self._triples(p)}

    def _with_argument(self, entities: Collection[NamedNode]) -> set[tuple[NamedNode, NamedNode]]:
        quads = (q for e in entities for q in self._store.quads_for_pattern(None, None, e, None))
        return {
            (q.subject, q.graph_name)  # type: ignore[misc] # the graphs of articles have names
            for q in quads
            if q.predicate in _roles() and q.graph_name not in _NOT_OF_AN_ARTICLE
        }

    def _fact(self, node: NamedNode, graph: NamedNode) -> Fact:
        properties = self._about(node, graph)
        kind = _kind(properties)
        begin, end = self._period(properties, graph)
        return Fact(
            iri=node.value,
            graph=graph.value,
            kind=kind,
            types=_types(kind, properties),
            label=_first(properties, RDFS.label),
            arguments=tuple(self._arguments(properties, graph)),
            attribution=self.attribution(graph),
            mentions=self._fact_mentions(node, graph),
            polarity=_word(properties, KG.polarity) or "positive",
            certainty=_word(properties, KG.certainty) or "certain",
            confidence=max((float(c.value) for c in properties[KG.confidence]), default=None),
            patterns=_values(properties, KG.pattern),
            time=self._time(properties, graph),
            status=_word(properties, KG.status),
            start=begin,
            end=end,
            text=_first(properties, SCHEMA.text),
            cues=_values(properties, KG.cue),
            quotation=_word(properties, KG.quotation),
            force=_word(properties, KG.force),
            media=_values(properties, KG.mediumLabel),
        )

    def _arguments(self, properties: Properties, graph: NamedNode) -> Iterator[Argument]:
        for property_, role in _roles().items():
            for filler in properties[property_]:
                iri = filler.value if isinstance(filler, NamedNode) else None
                yield Argument(role, iri, self.name(filler, graph))

    def _time(self, properties: Properties, graph: NamedNode) -> str:
        labels = (self._label(node, graph) for node in properties[SEM.hasTime])
        return next(filter(None, labels), "")

    def _period(self, properties: Properties, graph: NamedNode) -> tuple[str, str]:
        """When a role begins and ends, as the text says; "" where it does not."""
        for during in properties[ORG.memberDuring]:
            bounds = self._about(during, graph)
            begin, end = (
                next((self._label(bound, graph) for bound in bounds[p]), "")
                for p in (TIME.hasBeginning, TIME.hasEnd)
            )
            return begin, end
        return "", ""

    def _fact_mentions(self, node: NamedNode, graph: NamedNode) -> tuple[FactMention, ...]:
        text = self._text_graph(graph)
        tellings = self._store.quads_for_pattern(None, KG.tells, node, text)
        polarity = _word(self._about(node, graph), KG.polarity)
        return tuple(
            self._fact_mention(telling, text, polarity)
            for telling in sorted((quad.subject for quad in tellings), key=str)
            if isinstance(telling, NamedNode) and graph in self._about(telling, text)[KG.toldIn]
        )

    def _fact_mention(self, telling: NamedNode, text: NamedNode, polarity: str) -> FactMention:
        properties = self._about(telling, text)
        phrases = [*properties[KG.trigger], *properties[KG.mark]]
        return FactMention(
            article=self.article(text),
            sentence=self._sentence(properties[KG.sentence][0], text),
            words=tuple(sorted({self._span(phrase, text) for phrase in phrases})),
            pattern=_first(properties, KG.pattern),
            confidence=float(_first(properties, KG.confidence)),
            polarity=polarity,  # a denial is never joined to what it denies
            certainty=_word(properties, KG.certainty),
            reasons=tuple(sorted(_values(properties, KG.reason))),
        )

    # between facts and entities

    def statement_of(self, graph: str) -> str | None:
        """The statement whose content this graph is; None for the graph of an article."""
        found = self._contents.get(NamedNode(graph))
        return found[0].value if found else None

    def event_order(self) -> Iterator[Link]:
        """Which event comes before or after another, because of it, or as a part of it."""
        event_of = {time: event for event, time, _ in self._triples(SEM.hasTime)}
        for property_, relation in _ORDER.items():
            of_times = property_ in (TIME.after, TIME.before)
            for one, other, graph in self._triples(property_):
                source, target = (
                    (event_of.get(one), event_of.get(other)) if of_times else (one, other)
                )
                if source is not None and target is not None:
                    attribution = self.attribution(graph)
                    yield Link(source.value, relation, target.value, graph.value, attribution)

    def parts(self) -> Iterator[Link]:
        """Which group is a part of which organisation or other group."""
        for part, whole, graph in self._triples(KG.subgroupOf):
            attribution = self.attribution(graph)
            yield Link(part.value, "part of", whole.value, graph.value, attribution)

    # entities and their mentions

    def entity(self, iri: str) -> Entity:
        """What an entity is and is called, and which articles name or describe it."""
        node = NamedNode(iri)
        properties = self._about(node, _DEFAULT)
        classes = {class_: type_ for type_, class_ in ENTITY_CLASSES.items()}
        types = [classes[class_] for class_ in properties[RDF.type] if class_ in classes]
        graphs = {q.graph_name for q in self._store.quads_for_pattern(node, RDF.type, None, None)}
        articles = {
            self.article(graph)
            for graph in graphs
            if isinstance(graph, NamedNode) and "#" not in graph.value
        }
        return Entity(
            iri=iri,
            name=self.name(node),
            type=types[0] if types else "Other",
            aliases=_values(properties, SKOS.altLabel),
            articles=tuple(sorted(articles, key=lambda a: (a.title, a.iri))),
        )

    def entities(self) -> Iterator[Entity]:
        """All entities, ordered by IRI."""
        quads = self._store.quads_for_pattern(None, RDF.type, KG.Entity, _DEFAULT)
        for node in sorted((q.subject for q in quads if isinstance(q.subject, NamedNode)), key=str):
            yield self.entity(node.value)

    def entity_mentions(
        self, entities: Collection[NamedNode] | None = None
    ) -> Iterator[EntityMention]:
        """All mentions, or those of these entities, by article and place."""
        meanings = self._entities_by_mention(entities)
        if entities is None:
            self._read_ahead()
            phrases = {(phrase, graph) for phrase, _, graph in self._triples(KG.form)}
        else:
            phrases = set(meanings)
        mentions = [
            self._entity_mention(phrase, text, tuple(sorted(meanings.get((phrase, text), ()))))
            for phrase, text in phrases
        ]
        yield from sorted(mentions, key=lambda m: (m.article.iri, m.start, m.end))

    def _entities_by_mention(
        self, entities: Collection[NamedNode] | None
    ) -> dict[tuple[NamedNode, NamedNode], set[str]]:
        """The IRIs of what words in a graph of text stand for, of these entities or of all."""
        found: dict[tuple[NamedNode, NamedNode], set[str]] = defaultdict(set)
        for entity in (None,) if entities is None else entities:
            for quad in self._store.quads_for_pattern(entity, GAF.denotedBy, None, None):
                node, phrase, graph = _triple(quad)
                if isinstance(graph, NamedNode) and graph.value.endswith(_TEXT_SUFFIX):
                    found[phrase, graph].add(node.value)
        return found

    def _entity_mention(
        self, phrase: NamedNode, text: NamedNode, entities: tuple[str, ...]
    ) -> EntityMention:
        properties = self._about(phrase, text)
        start, end = self._span(phrase, text)
        antecedent = next(iter(properties[KG.antecedent]), None)
        before = {} if antecedent is None else self._about(antecedent, text)
        return EntityMention(
            iri=phrase.value,
            article=self.article(text),
            start=start,
            end=end,
            text=_first(properties, NIF.anchorOf),
            forms=tuple(_local(form).lower() for form in properties[KG.form]),
            entities=entities,
            antecedent=_first(before, NIF.anchorOf) if before else "",
            antecedent_start=int(_first(before, NIF.beginIndex)) if before else None,
            sieve=_first(properties, KG.sieve),
        )

    def mention_counts(self) -> Mapping[str, Counter[str]]:
        """How often each article mentions each entity, by the IRIs of both."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for (_, text), entities in self._entities_by_mention(None).items():
            for entity in entities:
                found[entity][self.article(text).iri] += 1
        return found

    def sentence_of(self, mention: EntityMention) -> Sentence:
        """The sentence of a mention; outside every fact's sentence its line of the article."""
        text = NamedNode(mention.article.iri + _TEXT_SUFFIX)
        for sentence in self._about(NamedNode(mention.iri), text)[KG.sentence]:
            return self._sentence(sentence, text)
        whole = _first(self._about(NamedNode(mention.article.iri), text), NIF.isString)
        begin, end = whole.rfind("\n", 0, mention.start) + 1, whole.find("\n", mention.start)
        return Sentence(whole[begin : end if end >= 0 else len(whole)], begin)

    def sentences_naming(
        self, entity: str, graph: str
    ) -> Iterator[tuple[Sentence, tuple[int, int]]]:
        """Each sentence of the graph's article that names the entity, and where it does."""
        text = self._text_graph(NamedNode(graph))
        for _, phrase, where in self._triples(GAF.denotedBy, NamedNode(entity)):
            if where == text:
                for sentence in self._about(phrase, text)[KG.sentence]:
                    yield self._sentence(sentence, text), self._span(phrase, text)

    # names, articles, attribution

    def names(self, alias: bool = False) -> Mapping[str, list[NamedNode]]:
        """Who or what has each label, or each further name."""
        found: dict[str, list[NamedNode]] = defaultdict(list)
        property_ = SKOS.altLabel if alias else SKOS.prefLabel
        for quad in self._store.quads_for_pattern(None, property_, None, _DEFAULT):
            if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
                found[quad.object.value].append(quad.subject)
        return found

    def name(self, term: Term, graph: NamedNode | None = None) -> str:
        """What something is called: its label, else its words, else the end of its IRI."""
        if isinstance(term, Literal):
            return term.value
        return self.entity_label(term.value) or self._label(term, graph) or _local(term)

    def entity_label(self, iri: str) -> str:
        """The label of an entity or a title; "" where there is none."""
        if iri not in self._names:
            quads = self._store.quads_for_pattern(NamedNode(iri), SKOS.prefLabel, None, _DEFAULT)
            self._names[iri] = _least(quads)
        return self._names[iri]

    def articles(self) -> list[SourceArticle]:
        """The articles of the graph, ordered by id."""
        quads = self._store.quads_for_pattern(None, RDF.type, SCHEMA.NewsArticle, _DEFAULT)
        found = [self.article(q.subject) for q in quads if isinstance(q.subject, NamedNode)]
        return sorted(found, key=lambda article: (article.id, article.iri))

    def article(self, graph: NamedNode) -> SourceArticle:
        """The article that a named graph was read from."""
        node = NamedNode(graph.value.partition("#")[0])
        if node not in self._articles:
            properties = self._about(node, node)
            id_ = _first(properties, SCHEMA.identifier)
            self._articles[node] = SourceArticle(
                iri=node.value,
                id=id_,
                title=title_of(id_ or node.value, _first(properties, SCHEMA.headline)),
                date=_first(properties, SCHEMA.datePublished),
            )
        return self._articles[node]

    def attribution(self, graph: NamedNode) -> Attribution:
        """Whom everything in a named graph is attributed to."""
        if graph not in self._attributions:
            reports = tuple(self._reports(graph))
            self._attributions[graph] = Attribution(self.article(graph), reports)
        return self._attributions[graph]

    def _reports(self, graph: NamedNode) -> Iterator[Report]:
        while graph in self._contents:
            statement, graph = self._contents[graph]
            properties = self._about(statement, graph)
            speakers, via = (
                tuple(sorted({self.name(node, graph) for node in properties[p]}))
                for p in (KG.speaker, KG.via)
            )
            yield Report(statement.value, speakers, via)

    @cached_property
    def _contents(self) -> Mapping[NamedNode, tuple[NamedNode, NamedNode]]:
        """The graph of a content → its statement, and the graph that the statement stands in."""
        outer = {content: graph for content, graph, _ in self._triples(KG.nestedIn)}
        return {
            content: (statement, outer[content])
            for content, statement, _ in self._triples(KG.contentOf)
        }

    # single nodes

    def _about(self, node: NamedNode, graph: NamedNode | DefaultGraph) -> Properties:
        """All that one graph says of a node, the values of each property in order."""
        key = node.value, graph.value if isinstance(graph, NamedNode) else ""
        if key not in self._nodes:
            found: dict[NamedNode, list[Any]] = defaultdict(list)
            for quad in self._store.quads_for_pattern(node, None, None, graph):
                found[quad.predicate].append(quad.object)
            for values in found.values():
                if len(values) > 1:
                    values.sort(key=str)
            self._nodes[key] = found
        return self._nodes[key]

    def _triples(
        self,
        property_: NamedNode,
        subject: NamedNode | None = None,
        value: NamedNode | None = None,
    ) -> list[tuple[NamedNode, Any, NamedNode]]:
        """Subject, object and graph of a property in the graphs of the articles, in order."""
        quads = self._store.quads_for_pattern(subject, property_, value, None)
        found = [quad for quad in quads if quad.graph_name not in _NOT_OF_AN_ARTICLE]
        return [_triple(quad) for quad in sorted(found, key=str)]

    def _text_graph(self, graph: NamedNode) -> NamedNode:
        return NamedNode(graph.value.partition("#")[0] + _TEXT_SUFFIX)

    def _label(self, node: NamedNode, graph: NamedNode | None) -> str:
        """The words of a node without a name of its own, such as a date."""
        if graph is not None and (label := _first(self._about(node, graph), RDFS.label)):
            return label
        return _least(self._store.quads_for_pattern(node, RDFS.label, None, None))

    def _sentence(self, sentence: NamedNode, text: NamedNode) -> Sentence:
        if sentence.value not in self._sentences:
            properties = self._about(sentence, text)
            start = int(_first(properties, NIF.beginIndex))
            self._sentences[sentence.value] = Sentence(_first(properties, NIF.anchorOf), start)
        return self._sentences[sentence.value]

    def _span(self, phrase: NamedNode, text: NamedNode) -> tuple[int, int]:
        """Where words stand: their IRI says so, or else the graph."""
        if phrase.value not in self._spans:
            place = _PLACE.search(phrase.value)
            self._spans[phrase.value] = (
                (int(place[1]), int(place[2])) if place else self._offsets(phrase, text)
            )
        return self._spans[phrase.value]

    def _offsets(self, phrase: NamedNode, text: NamedNode) -> tuple[int, int]:
        begin, end = (
            int(_least(self._store.quads_for_pattern(phrase, index, None, text)))
            for index in (NIF.beginIndex, NIF.endIndex)
        )
        return begin, end


@cache
def _roles() -> Mapping[NamedNode, str]:
    """The word of each property that leads from a fact to an argument, those of events first."""
    kinds = ("event", *(kind for kind in fact_classes() if kind != "event"))
    found = {p: role for kind in kinds for role, p in argument_properties(kind).items()}
    return {**found, **_STATEMENT_LINKS}


def _kind(properties: Properties) -> str:
    classes = properties[RDF.type]
    return next((kind for kind, cls in fact_classes().items() if cls in classes), "fact")


def _types(kind: str, properties: Properties) -> tuple[str, ...]:
    """`("Acquisition",)` for an event, `("ownerOf",)` for a relation."""
    own = KG.stem
    found = properties[RDF.predicate] if kind == "relation" else properties[RDF.type]
    general = set(fact_classes().values())
    return tuple(_local(t) for t in found if t not in general and t.value.startswith(own))


def _values(properties: Properties, property_: NamedNode) -> tuple[str, ...]:
    return tuple(value.value for value in properties[property_])


def _first(properties: Properties, property_: NamedNode) -> str:
    return next((value.value for value in properties.get(property_, ())), "")


def _word(properties: Properties, property_: NamedNode) -> str:
    """`negative` for kg:Negative, as the annotation record writes it."""
    return next((_local(value).lower() for value in properties.get(property_, ())), "")


def _local(node: NamedNode) -> str:
    return re.split(r"[/#]", node.value)[-1]


def _least(quads: Iterable[Quad]) -> str:
    """The alphabetically first of several literals."""
    return min((q.object.value for q in quads if isinstance(q.object, Literal)), default="")


def _triple(quad: Quad) -> tuple[NamedNode, Any, NamedNode]:
    return quad.subject, quad.object, quad.graph_name  # type: ignore[return-value]


def _as_text(pair: tuple[NamedNode, NamedNode]) -> tuple[str, str]:
    return str(pair[0]), str(pair[1])
