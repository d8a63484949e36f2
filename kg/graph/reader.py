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
from kg.graph.read_ahead import (
    TEXT_SUFFIX,
    Ahead,
    EntitiesAhead,
    FactEnds,
    Properties,
    entities_ahead,
    fact_ends,
    facts_about,
    facts_ahead,
    rows,
    text_graph,
    words_ahead,
)
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

_DEFAULT = DefaultGraph()
_NOT_OF_AN_ARTICLE = (_DEFAULT, KG.Derived)
_PLACE = re.compile(r"#char=(\d+),(\d+)$")  # at the end of the IRI of words
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
        self._ahead: Ahead | None = None
        self._entities: EntitiesAhead | None = None
        self._names: dict[str, str] = {}
        self._has_all_names = False
        self._sentences: dict[str, Sentence] = {}
        self._articles: dict[str, SourceArticle] = {}
        self._attributions: dict[NamedNode, Attribution] = {}

    # facts

    def facts(
        self,
        about: Collection[NamedNode] | None = None,
        reported: bool | None = None,
        *,
        details: bool = True,
    ) -> Iterator[Fact]:
        """All facts, or those that have one of these entities as an argument, ordered by IRI.

        With `reported` only those that statements claim (True), or articles assert (False). Without
        `details`, which is faster, they lack what a network has no use for where all are read:
        patterns, quotation, force and media, and their mentions lack reasons.
        """
        found = self._all_facts(details=details) if about is None else self._with_argument(about)
        for node, graph in found:
            if reported is None or reported == (graph in self._contents):
                yield self._fact(node, graph)

    def facts_in(self, found: Iterable[tuple[str, str]]) -> Iterator[Fact]:
        """The facts of these IRIs, each as the graph of the second IRI has it, in this order."""
        for fact, graph in found:
            yield self._fact(NamedNode(fact), NamedNode(graph))

    def ends(self, roles: Collection[str]) -> Iterator[FactEnds]:
        """Whom and what each fact has in one of these roles, article by article, by IRI.

        That is quicker than to read the facts.
        """
        for article in self._article_nodes:
            yield from fact_ends(self._store, article, tuple(self._properties(roles)))

    def facts_about(self, roles: Collection[str], most: int) -> tuple[dict[str, int], int]:
        """How many facts are about each of those whom most are about, `most` or more of them.

        The second number is how many things facts are about at all, and events and statements.
        """
        return facts_about(self._store, tuple(self._properties(roles)), most)

    def _properties(self, roles: Collection[str]) -> Iterator[NamedNode]:
        return (property_ for property_, role in _roles().items() if role in roles)

    def statements(self) -> Iterator[Fact]:
        """The facts that are statements, ordered by IRI."""
        found = {(node, graph) for node, _, graph in self._triples(RDF.type, value=KG.Statement)}
        for node, graph in sorted(found, key=_as_text):
            yield self._fact(node, graph)

    def _all_facts(self, *, details: bool) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Each fact and its graph, article by article, so that one alone is in memory."""
        self._read_names()
        for article in self._article_nodes:
            ahead = facts_ahead(self._store, article, details=details)
            for found in sorted(ahead.facts.values(), key=_as_text):
                self._keep(ahead)
                yield found

    def _keep(self, ahead: Ahead) -> None:
        """Put what was read ahead in place of what was read before."""
        if self._ahead is not ahead:
            self._ahead, self._nodes = ahead, dict(ahead.nodes)
            self._sentences.clear()

    @cached_property
    def _article_nodes(self) -> Sequence[NamedNode]:
        """The articles, in the order of the IRIs of what is in them."""
        query = f"SELECT ?s WHERE {{ ?s {RDF.type} {SCHEMA.NewsArticle} }}"
        found: list[NamedNode] = [article for (article,) in rows(self._store, query)]
        return sorted(found, key=lambda article: f"{article.value}#")

    def _read_names(self) -> None:
        """Look up all labels in one go: single look-ups cost more."""
        if not self._has_all_names:
            query = f"SELECT ?s ?o WHERE {{ ?s {SKOS.prefLabel} ?o }}"
            for node, label in rows(self._store, query):
                self._names[node.value] = min(label.value, self._names.get(node.value, label.value))
            self._has_all_names = True

    def read_entities(self) -> None:
        """Look up in one go what `entity` says of all: single look-ups cost more."""
        self._read_names()
        if self._entities is None:
            self._entities = entities_ahead(self._store, self._article_nodes)

    def _with_argument(self, entities: Collection[NamedNode]) -> list[tuple[NamedNode, NamedNode]]:
        quads = (q for e in entities for q in self._store.quads_for_pattern(None, None, e, None))
        found: set[tuple[Any, Any]] = {
            (q.subject, q.graph_name)
            for q in quads
            if q.predicate in _roles() and q.graph_name not in _NOT_OF_AN_ARTICLE
        }
        return sorted(found, key=_as_text)

    def _fact(self, node: NamedNode, graph: NamedNode) -> Fact:
        properties = self._about(node, graph)
        kind = _kind(properties)
        begin, end = self._period(properties, graph)
        polarity = _word(properties, KG.polarity) or "positive"
        return Fact(
            iri=node.value,
            graph=graph.value,
            kind=kind,
            types=_types(kind, properties),
            label=_first(properties, RDFS.label),
            arguments=tuple(self._arguments(properties, graph)),
            attribution=self.attribution(graph),
            mentions=self._fact_mentions(node, graph, polarity),
            polarity=polarity,
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
            content_polarity=_content_polarity(kind, properties),
            media=_values(properties, KG.mediumLabel),
        )

    def _arguments(self, properties: Properties, graph: NamedNode) -> Iterator[Argument]:
        roles = _roles()
        own = sorted((p for p in properties if p in roles), key=_position)
        for property_ in own:
            role = roles[property_]
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

    def _fact_mentions(
        self, node: NamedNode, graph: NamedNode, polarity: str
    ) -> tuple[FactMention, ...]:
        """The places that tell a fact in this graph; a denial is never joined to what it denies."""
        text = text_graph(graph)
        if self._ahead is not None and self._ahead.text == text:
            tellings = self._ahead.mentions.get(node.value, [])
        else:
            quads = self._store.quads_for_pattern(None, KG.tells, node, text)
            subjects = (quad.subject for quad in quads)
            tellings = sorted((t for t in subjects if isinstance(t, NamedNode)), key=str)
        told = (self._about(telling, text) for telling in tellings)
        return tuple(
            self._fact_mention(properties, text, polarity)
            for properties in told
            if graph in properties[KG.toldIn]
        )

    def _fact_mention(self, properties: Properties, text: NamedNode, polarity: str) -> FactMention:
        phrases = [*properties[KG.trigger], *properties[KG.mark]]
        return FactMention(
            article=self.article(text),
            sentence=self._sentence(properties[KG.sentence][0], text),
            words=tuple(sorted({self._span(phrase, text) for phrase in phrases})),
            pattern=_first(properties, KG.pattern),
            confidence=float(_first(properties, KG.confidence)),
            polarity=polarity,
            certainty=_word(properties, KG.certainty) or "certain",
            reasons=tuple(sorted(_values(properties, KG.reason))),
        )

    # between facts and entities

    def statement_of(self, graph: str) -> str | None:
        """The statement whose content this graph is; None for the graph of an article."""
        found = self._contents.get(NamedNode(graph))
        return found[0].value if found else None

    def event_order(self, events: Collection[str] | None = None) -> Iterator[Link]:
        """Which event comes before or after another, because of it, or as a part of it.

        With `events` only the links between these.
        """
        event_of = {time: event for event, time, _ in self._triples(SEM.hasTime, among=events)}
        times = None if events is None else {time.value for time in event_of}
        for property_, relation in _ORDER.items():
            of_times = property_ in (TIME.after, TIME.before)
            for one, other, graph in self._triples(property_, among=times if of_times else events):
                source, target = (
                    (event_of.get(one), event_of.get(other)) if of_times else (one, other)
                )
                if source is not None and target is not None:
                    attribution = self.attribution(graph)
                    yield Link(source.value, relation, target.value, graph.value, attribution)

    def parts(self, groups: Collection[str] | None = None) -> Iterator[Link]:
        """Which group is a part of which organisation or other group; of `groups` where given."""
        for part, whole, graph in self._triples(KG.subgroupOf, among=groups):
            attribution = self.attribution(graph)
            yield Link(part.value, "part of", whole.value, graph.value, attribution)

    # entities and their mentions

    def entity(self, iri: str) -> Entity:
        """What an entity is and is called, and which articles name or describe it."""
        if self._entities is not None and iri in self._entities.articles:
            return self._entity_ahead(iri, self._entities)
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

    def _entity_ahead(self, iri: str, ahead: EntitiesAhead) -> Entity:
        articles = map(self.article, ahead.articles[iri])
        return Entity(
            iri=iri,
            name=self.name(NamedNode(iri)),
            type=ahead.types.get(iri, "Other"),
            aliases=tuple(ahead.aliases.get(iri, ())),
            articles=tuple(sorted(articles, key=lambda a: (a.title, a.iri))),
        )

    def entities(self) -> Iterator[Entity]:
        """All entities, ordered by IRI."""
        self.read_entities()
        query = f"SELECT ?s WHERE {{ ?s {RDF.type} {KG.Entity} }}"
        found = [entity for (entity,) in rows(self._store, query)]
        for node in sorted(found, key=str):
            yield self.entity(node.value)

    def entity_mentions(
        self, entities: Collection[NamedNode] | None = None
    ) -> Iterator[EntityMention]:
        """All mentions, or those of these entities, by article and place."""
        if entities is None:
            yield from self._all_mentions()
            return
        mentions = [
            self._entity_mention(phrase, text, tuple(sorted(iris)))
            for (phrase, text), iris in self._entities_by_mention(entities).items()
        ]
        yield from sorted(mentions, key=lambda m: (m.article.iri, m.start, m.end))

    def _all_mentions(self) -> Iterator[EntityMention]:
        """Article by article, so that one alone is in memory."""
        for article in sorted(self._article_nodes, key=lambda article: article.value):
            ahead = words_ahead(self._store, article)
            self._keep(ahead)
            for words in sorted(ahead.words.values(), key=self._place):
                self._keep(ahead)
                meanings = ahead.meanings.get(words.value, ())
                yield self._entity_mention(words, ahead.text, tuple(sorted(meanings)))

    def _entities_by_mention(
        self, entities: Collection[NamedNode]
    ) -> dict[tuple[NamedNode, NamedNode], set[str]]:
        """The IRIs of what words in a graph of text stand for, of these entities."""
        found: dict[tuple[NamedNode, NamedNode], set[str]] = defaultdict(set)
        for entity in entities:
            for quad in self._store.quads_for_pattern(entity, GAF.denotedBy, None, None):
                node, phrase, graph = _triple(quad)
                if isinstance(graph, NamedNode) and graph.value.endswith(TEXT_SUFFIX):
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
            antecedent_start=None if antecedent is None else self._span(antecedent, text)[0],
            sieve=_first(properties, KG.sieve),
        )

    def mention_counts(self) -> Mapping[str, Counter[str]]:
        """How often each article mentions each entity, by the IRIs of both."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for article in self._article_nodes:
            pattern = f"GRAPH {text_graph(article)} {{ ?e {GAF.denotedBy} ?words }}"
            query = f"SELECT ?e (COUNT(*) AS ?n) WHERE {{ {pattern} }} GROUP BY ?e"
            for entity, count in rows(self._store, query):
                found[entity.value][article.value] = int(count.value)
        return found

    def sentence_of(self, mention: EntityMention) -> Sentence:
        """The sentence of a mention; outside every fact's sentence its line of the article."""
        text = NamedNode(mention.article.iri + TEXT_SUFFIX)
        for sentence in self._about(NamedNode(mention.iri), text)[KG.sentence]:
            return self._sentence(sentence, text)
        whole = _first(self._about(NamedNode(mention.article.iri), text), NIF.isString)
        begin, end = whole.rfind("\n", 0, mention.start) + 1, whole.find("\n", mention.start)
        return Sentence(whole[begin : end if end >= 0 else len(whole)], begin)

    def sentences_naming(
        self, entity: str, graph: str
    ) -> Iterator[tuple[Sentence, tuple[int, int]]]:
        """Each sentence of the graph's article that names the entity, and where it does."""
        text = text_graph(NamedNode(graph))
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
        if self._has_all_names:
            return self._names.get(iri, "")
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
        iri = graph.value.partition("#")[0]
        if iri not in self._articles:
            node = NamedNode(iri)
            properties = self._about(node, node)
            id_ = _first(properties, SCHEMA.identifier)
            self._articles[iri] = SourceArticle(
                iri=iri,
                id=id_,
                title=title_of(id_ or iri, _first(properties, SCHEMA.headline)),
                date=_first(properties, SCHEMA.datePublished),
            )
        return self._articles[iri]

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
            denied = _word(properties, KG.polarity) == "negative"
            yield Report(statement.value, speakers, via, denied)

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
        among: Collection[str] | None = None,
    ) -> list[tuple[NamedNode, Any, NamedNode]]:
        """Subject, object and graph of a property in the graphs of the articles, in order.

        With `among` only where the subject has one of these IRIs.
        """
        quads = self._store.quads_for_pattern(subject, property_, value, None)
        found = [
            quad
            for quad in quads
            if quad.graph_name not in _NOT_OF_AN_ARTICLE
            and (among is None or getattr(quad.subject, "value", "") in among)
        ]
        return [_triple(quad) for quad in sorted(found, key=str)]

    def _label(self, node: NamedNode, graph: NamedNode | None) -> str:
        """The words of a node without a name of its own, such as a date."""
        if graph is not None and (label := _first(self._about(node, graph), RDFS.label)):
            return label
        return _least(self._store.quads_for_pattern(node, RDFS.label, None, None))

    def _sentence(self, sentence: NamedNode, text: NamedNode) -> Sentence:
        if sentence.value not in self._sentences:
            words = self._store.quads_for_pattern(sentence, NIF.anchorOf, None, text)
            start, _ = self._span(sentence, text)
            self._sentences[sentence.value] = Sentence(_least(words), start)
        return self._sentences[sentence.value]

    def _place(self, words: NamedNode) -> tuple[int, int]:
        return self._span(words, text_graph(words))

    def _span(self, words: NamedNode, text: NamedNode) -> tuple[int, int]:
        """Where words stand, which their IRI says too."""
        place = _PLACE.search(words.value)
        if place is not None:
            return int(place[1]), int(place[2])
        begin, end = (
            int(_least(self._store.quads_for_pattern(words, index, None, text)))
            for index in (NIF.beginIndex, NIF.endIndex)
        )
        return begin, end


@cache
def _roles() -> Mapping[NamedNode, str]:
    """The word of each property that leads from a fact to an argument, those of events first."""
    kinds = ("event", *(kind for kind in fact_classes() if kind != "event"))
    found = {p: role for kind in kinds for role, p in argument_properties(kind).items()}
    return {**found, **_STATEMENT_LINKS}


@cache
def _places_of_roles() -> Mapping[NamedNode, int]:
    return {property_: place for place, property_ in enumerate(_roles())}


def _position(property_: NamedNode) -> int:
    """The place of a property among those that lead to arguments."""
    return _places_of_roles()[property_]


def _kind(properties: Properties) -> str:
    classes = properties[RDF.type]
    return next((kind for kind, cls in fact_classes().items() if cls in classes), "fact")


@cache
def _general_classes() -> frozenset[NamedNode]:
    return frozenset(fact_classes().values())


def _types(kind: str, properties: Properties) -> tuple[str, ...]:
    """`("Acquisition",)` for an event, `("ownerOf",)` for a relation."""
    own = KG.stem
    found = properties[RDF.predicate] if kind == "relation" else properties[RDF.type]
    general = _general_classes()
    return tuple(_local(t) for t in found if t not in general and t.value.startswith(own))


def _content_polarity(kind: str, properties: Properties) -> str:
    """Of a statement, where what is usual is left out."""
    return (_word(properties, KG.contentPolarity) or "positive") if kind == "statement" else ""


def _values(properties: Properties, property_: NamedNode) -> tuple[str, ...]:
    return tuple(value.value for value in properties[property_])


def _first(properties: Properties, property_: NamedNode) -> str:
    return next((value.value for value in properties.get(property_, ())), "")


def _word(properties: Properties, property_: NamedNode) -> str:
    """`negative` for kg:Negative, as the annotation record writes it."""
    return next((_local(value).lower() for value in properties.get(property_, ())), "")


def _local(node: NamedNode) -> str:
    return node.value.rpartition("#")[2].rpartition("/")[2]


def _least(quads: Iterable[Quad]) -> str:
    """The alphabetically first of several literals."""
    return min((q.object.value for q in quads if isinstance(q.object, Literal)), default="")


def _triple(quad: Quad) -> tuple[NamedNode, Any, NamedNode]:
    return quad.subject, quad.object, quad.graph_name  # type: ignore[return-value]


def _as_text(pair: tuple[Any, Any]) -> tuple[str, str]:
    return str(pair[0]), str(pair[1])
