"""The article, its text, and the entities it mentions, as quads.

That an entity has a name, and is a person or a place, is the article's own word, even where only a
speaker names it. That a group is part of another, or of some size, is claimed by whoever says it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.context import QuadContext, count, date, name, number, temporal, text, value
from kg.iris import at, tidy
from kg.model import Entity, Mention, Span
from kg.schema import (
    AMOUNT_CLASSES,
    ENTITY_CLASSES,
    GAF,
    KG,
    NIF,
    ORG,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    XSD,
)

_QUOTED = re.compile('["“„«]([^"“”„«»]*)["”»“]?')


def article(page: QuadContext) -> Iterable[Quad]:
    """The article's id, title, date and publisher, and what annotated it."""
    source, node = page.annotation.article, page.article
    yield Quad(node, RDF.type, SCHEMA.NewsArticle, node)
    yield Quad(node, SCHEMA.identifier, text(source.id), node)
    for property_, given in (
        (SCHEMA.headline, source.title),
        (SCHEMA.publisher, source.source),
        (SCHEMA.author, source.author),
        (SCHEMA.url, source.url),
    ):
        if given:
            yield Quad(node, property_, name(given), node)
    dated = date(source.date) if source.date else None
    if dated:
        yield Quad(node, SCHEMA.datePublished, dated[1], node)
    yield Quad(node, SCHEMA.inLanguage, text(page.annotation.language), node)
    yield Quad(
        node, KG.annotatedWith, name(f"kg {page.annotation.kg}, {page.annotation.model}"), node
    )
    yield Quad(node, KG.sha256, Literal(_sha256(page)), node)


def _sha256(page: QuadContext) -> str:
    try:
        return page.annotation.article.sha256
    except UnicodeEncodeError:  # a lone surrogate, which no UTF-8 has
        return type(page.annotation.article)(
            id="", text=text(page.annotation.article.text).value
        ).sha256


def words(page: QuadContext) -> Iterable[Quad]:
    """Text, sentences and mentions with their offsets: the graph ARTICLE#mentions."""
    graph = page.text_graph
    yield Quad(page.article, RDF.type, NIF.Context, graph)
    yield Quad(page.article, NIF.isString, text(page.annotation.article.text), graph)
    for sentence in page.sentences:
        yield Quad(page.phrase(sentence), RDF.type, NIF.Sentence, graph)
        yield from _string(page, sentence)
    for m in page.annotation.mentions:
        node = page.phrase(m.span)
        yield from phrase(page, m.span)
        yield Quad(node, KG.form, value("Form", m.form), graph)
        if m.sieve:
            yield Quad(node, KG.sieve, text(m.sieve), graph)
        if m.antecedent is not None:
            yield Quad(node, KG.antecedent, NamedNode(page.links.mentions[m.antecedent]), graph)
        if m.entity is not None:
            yield Quad(NamedNode(page.links.meanings[m.id]), GAF.denotedBy, node, graph)


def phrase(page: QuadContext, span: Span) -> Iterable[Quad]:
    """Words of the text, and the closest sentence that holds them."""
    yield Quad(page.phrase(span), RDF.type, NIF.Phrase, page.text_graph)
    yield from _string(page, span)
    sentence = next((s for s in page.sentences if s.contains(span)), None)
    if sentence is not None:
        yield Quad(page.phrase(span), KG.sentence, page.phrase(sentence), page.text_graph)


def _string(page: QuadContext, span: Span) -> Iterable[Quad]:
    node, graph = page.phrase(span), page.text_graph
    yield Quad(node, NIF.anchorOf, text(page.words(span)), graph)
    yield Quad(node, NIF.beginIndex, count(span.start), graph)
    yield Quad(node, NIF.endIndex, count(span.end), graph)
    yield Quad(node, NIF.referenceContext, page.article, graph)


def verbatim(page: QuadContext, content: Iterable[Span], whole: bool) -> list[Span]:
    """The words between quotation marks in or around these spans.

    A span without marks counts in full if `whole`.
    """
    full, found = page.annotation.article.text, []
    for span in content:
        start = max(
            span.start - 1, 0
        )  # marks may stand just outside, the closing one behind a full stop
        quoted = [
            q for q in _QUOTED.finditer(full[start : span.end + 2]) if start + q.start(1) < span.end
        ]
        marked = [
            (
                start + q.start(1),
                start + q.end(1) if q.end() > q.end(1) else min(start + q.end(1), span.end),
            )
            for q in quoted
        ]
        found += [Span(*ends) for ends in marked if ends[0] < ends[1]] or ([span] if whole else [])
    return sorted(set(found))


def entities(page: QuadContext) -> Iterable[Quad]:
    """People, organisations, groups, places, works: class, names, and what a group is part of."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for m in page.annotation.mentions:
        if m.entity is not None:
            mentions[m.entity].append(m)
    used = {
        page.mentions[a.mention].entity
        for f in page.annotation.facts
        if f.statement is None
        for a in f.arguments
    }
    for e in page.annotation.entities:
        node = NamedNode(page.links.entities[e.id])
        if e.type in AMOUNT_CLASSES or e.type == "Date":
            continue  # written where a fact uses them
        yield from named(node, e.type, e.label, page.article)
        known = {tidy(e.label)}
        for alias in sorted(
            {tidy(a) for a in (*e.aliases, *(m.text for m in mentions[e.id] if m.form == "name"))}
            - known
        ):
            yield Quad(node, SKOS.altLabel, Literal(alias), page.article)
        if e.iri is not None:
            yield Quad(node, SKOS.exactMatch, NamedNode(e.iri), page.article)
        yield from _group(
            page, e, node, page.article if e.id in used else _first_source(page, mentions[e.id])
        )


def named(node: NamedNode, type_: str, label: str, graph: NamedNode) -> Iterable[Quad]:
    """Class and name of an entity; a title is a position, not an entity."""
    if type_ == "Title":
        yield Quad(node, RDF.type, ORG.Role, graph)
    else:
        yield Quad(node, RDF.type, KG.Entity, graph)
        if type_ in ENTITY_CLASSES:
            yield Quad(node, RDF.type, ENTITY_CLASSES[type_], graph)
    yield Quad(node, SKOS.prefLabel, Literal(tidy(label)), graph)


def _group(page: QuadContext, entity: Entity, node: NamedNode, graph: NamedNode) -> Iterable[Quad]:
    if entity.partOf is not None:
        yield Quad(node, KG.subgroupOf, NamedNode(page.links.entities[entity.partOf]), graph)
    if entity.size is not None:
        yield Quad(node, KG.size, count(entity.size), graph)
    if entity.fraction is not None:
        yield Quad(node, KG.fraction, number(entity.fraction), graph)
    if entity.quantifier is not None:
        yield Quad(node, KG.quantifier, name(entity.quantifier), graph)
    if entity.approximate is not None:
        yield Quad(
            node,
            KG.approximate,
            Literal("true" if entity.approximate else "false", datatype=XSD.boolean),
            graph,
        )


def _first_source(page: QuadContext, mentions: list[Mention]) -> NamedNode:
    """The graph of the first mention: the article's, unless all are within somebody's statement."""
    inner = [_innermost(page, m.span) for m in sorted(mentions, key=lambda m: m.span)]
    return page.article if not inner or None in inner else NamedNode(inner[0] or "")


def _innermost(page: QuadContext, span: Span) -> str | None:
    holding = [
        (len(c), c, page.links.said[s.id])
        for s in page.statements
        for c in s.content
        if c.contains(span)
    ]
    return min(holding)[2] if holding else None


def meaning(page: QuadContext, mention: Mention, graph: NamedNode) -> Iterable[Quad]:
    """What the words of an argument mean if they stand for no entity of the record.

    That is an amount, a date, or something identified by these words alone.
    """
    node = NamedNode(page.links.meanings[mention.id])
    entity = page.entities.get(mention.entity or "")
    type_ = entity.type if entity else mention.type
    if type_ == "Date":
        yield from temporal(node, mention.value, mention.text, graph)
    elif type_ in AMOUNT_CLASSES:
        yield Quad(node, RDF.type, KG.Amount, graph)
        yield Quad(node, RDF.type, AMOUNT_CLASSES[type_], graph)
        yield Quad(node, RDFS.label, name(mention.text), graph)
        if mention.amount is not None:
            yield Quad(node, SCHEMA.value, number(mention.amount), graph)
        for property_, given in (
            (SCHEMA.currency if type_ == "Money" else SCHEMA.unitText, mention.unit),
            (KG.bound, mention.bound),
            (KG.per, mention.per),
        ):
            if given:
                yield Quad(node, property_, name(given), graph)
    elif entity is None:
        yield from named(node, type_, mention.text, page.article)
    if entity is None:
        yield Quad(
            node,
            GAF.denotedBy,
            NamedNode(at(page.links.article, "char", mention.span)),
            page.text_graph,
        )
