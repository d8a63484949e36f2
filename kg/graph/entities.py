"""The article, its text, and the entities it mentions, as quads.

That an entity has a name, and is a person or a place, is the article's own word, even where only a
speaker names it. That a group is part of another, or of some size, is claimed by whoever says it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from kg.graph.context import QuadContext, count, date, name, number, temporal, text, value
from kg.graph.terms import (
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
    Term,
    TermQuad,
    checked_iri,
    iri,
    literal,
)
from kg.iris import at, clean, identifier, tidy
from kg.model import Article, Entity, Mention, Span

_QUOTED = re.compile('["“„«]([^"“”„«»]*)["”»“]?')


def article(page: QuadContext) -> Iterable[TermQuad]:
    """The article's id, title, date and publisher, and what annotated it."""
    source, node = page.annotation.article, page.article
    yield (node, RDF.type, SCHEMA.NewsArticle, node)
    yield (node, SCHEMA.identifier, literal(identifier(source.id)), node)
    for property_, given in (
        (SCHEMA.headline, source.title),
        (SCHEMA.publisher, source.source),
        (SCHEMA.author, source.author),
        (SCHEMA.url, source.url),
    ):
        if given:
            yield (node, property_, name(given), node)
    dated = date(source.date) if source.date else None
    if dated:
        yield (node, SCHEMA.datePublished, dated[1], node)
    yield (node, SCHEMA.inLanguage, text(page.annotation.language), node)
    yield (node, KG.annotatedWith, name(f"kg {page.annotation.kg}, {page.annotation.model}"), node)
    yield (node, KG.sha256, literal(_sha256(page)), node)


def _sha256(page: QuadContext) -> str:
    try:
        return page.annotation.article.sha256
    except UnicodeEncodeError:  # a lone surrogate, which no UTF-8 has
        return Article(id="", text=clean(page.annotation.article.text)).sha256


def words(page: QuadContext) -> Iterable[TermQuad]:
    """Text, sentences and mentions with their offsets: the graph ARTICLE#mentions."""
    graph = page.text_graph
    yield (page.article, RDF.type, NIF.Context, graph)
    yield (page.article, NIF.isString, text(page.annotation.article.text), graph)
    for sentence in page.sentences:
        node = page.phrase(sentence)
        yield (node, RDF.type, NIF.Sentence, graph)
        yield (node, NIF.referenceContext, page.article, graph)
        yield from phrase(page, sentence)
    for m in page.annotation.mentions:
        node = page.phrase(m.span)
        yield from phrase(page, m.span)
        sentence_ = page.sentence_of(m.span)
        if sentence_ is not None:
            yield (node, KG.sentence, page.phrase(sentence_), graph)
        yield (node, KG.form, value("Form", m.form), graph)
        if m.sieve:
            yield (node, KG.sieve, text(m.sieve), graph)
        if m.antecedent is not None:
            yield (node, KG.antecedent, iri(page.links.mentions[m.antecedent]), graph)
        if m.entity is not None and m.entity not in page.nameless:
            yield (iri(page.links.meanings[m.id]), GAF.denotedBy, node, graph)


def phrase(page: QuadContext, span: Span) -> Iterable[TermQuad]:
    """Words of the text, and where they stand."""
    node, graph = page.phrase(span), page.text_graph
    yield (node, NIF.anchorOf, text(page.words(span)), graph)
    yield (node, NIF.beginIndex, count(span.start), graph)
    yield (node, NIF.endIndex, count(span.end), graph)


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


def entities(page: QuadContext) -> Iterable[TermQuad]:
    """People, organisations, places, things: class, names, and what a group is part of."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for m in page.annotation.mentions:
        if m.entity is not None:
            mentions[m.entity].append(m)
    used = {
        page.mentions[mention].entity
        for f in page.annotation.facts
        if f.statement is None
        for _, mention in f.filled
    }
    for e in page.annotation.entities:
        node = iri(page.links.entities[e.id])
        if e.type in AMOUNT_CLASSES or e.type in ("Date", "Quality"):
            continue  # written where a fact uses them
        if e.id in page.nameless:
            continue
        yield from named(node, e.type, e.label, page.article)
        known = {tidy(e.label)}
        for alias in sorted(
            {tidy(a) for a in (*e.aliases, *(m.shown for m in mentions[e.id] if m.form == "name"))}
            - known
        ):
            yield (node, SKOS.altLabel, literal(alias), page.article)
        if e.iri is not None:
            yield (node, SKOS.exactMatch, checked_iri(e.iri), page.article)
        if _is_group(e):
            first = page.article if e.id in used else _first_source(page, mentions[e.id])
            yield from _group(page, e, node, first)


def named(node: Term, type_: str, label: str, graph: Term) -> Iterable[TermQuad]:
    """Class and name of an entity; a title is a position, not an entity."""
    if type_ == "Title":
        yield (node, RDF.type, ORG.Role, graph)
    else:
        yield (node, RDF.type, KG.Entity, graph)
        if type_ in ENTITY_CLASSES:
            yield (node, RDF.type, ENTITY_CLASSES[type_], graph)
    yield (node, SKOS.prefLabel, literal(tidy(label)), graph)


def _is_group(entity: Entity) -> bool:
    """Whether it is said to be a part of something, or to be of some size."""
    given = (entity.partOf, entity.size, entity.fraction, entity.quantifier, entity.approximate)
    return any(value is not None for value in given)


def _group(page: QuadContext, entity: Entity, node: Term, graph: Term) -> Iterable[TermQuad]:
    if entity.partOf is not None:
        yield (node, KG.subgroupOf, iri(page.links.entities[entity.partOf]), graph)
    if entity.size is not None:
        yield (node, KG.size, count(entity.size), graph)
    if entity.fraction is not None:
        yield (node, KG.fraction, number(entity.fraction), graph)
    if entity.quantifier is not None:
        yield (node, KG.quantifier, name(entity.quantifier), graph)
    if entity.approximate is not None:
        yield (
            node,
            KG.approximate,
            literal("true" if entity.approximate else "false", XSD.boolean),
            graph,
        )


def _first_source(page: QuadContext, mentions: list[Mention]) -> Term:
    """The graph of the first mention: the article's, unless all are within somebody's statement."""
    inner = [_innermost(page, m.span) for m in sorted(mentions, key=lambda m: m.span)]
    return page.article if not inner or None in inner else iri(inner[0] or "")


def _innermost(page: QuadContext, span: Span) -> str | None:
    holding = [
        (len(c), c, page.links.said[s.id])
        for s in page.statements
        for c in s.content
        if c.contains(span)
    ]
    return min(holding)[2] if holding else None


def meaning(page: QuadContext, mention: Mention, graph: Term) -> Iterable[TermQuad]:
    """What the words of an argument mean if they stand for no entity of the record.

    That is an amount, a date, a quality, or something identified by these words alone.
    """
    node = iri(page.links.meanings[mention.id])
    entity = page.entities.get(mention.entity or "")
    type_ = entity.type if entity else mention.type
    if type_ == "Date":
        yield from temporal(node, mention.value, mention.shown, graph)
    elif type_ in AMOUNT_CLASSES:
        yield (node, RDF.type, KG.Amount, graph)
        yield (node, RDF.type, AMOUNT_CLASSES[type_], graph)
        yield (node, RDFS.label, name(mention.shown), graph)
        if mention.amount is not None:
            yield (node, SCHEMA.value, number(mention.amount), graph)
        for property_, given in (
            (SCHEMA.currency if type_ == "Money" else SCHEMA.unitText, mention.unit),
            (KG.bound, mention.bound),
            (KG.per, mention.per),
        ):
            if given:
                yield (node, property_, name(given), graph)
    elif type_ == "Quality":
        yield (node, RDF.type, KG.Quality, graph)
        yield (node, RDFS.label, name(mention.text), graph)
    elif entity is None:
        yield from named(node, type_, mention.shown, page.article)
    if entity is None:
        yield (
            node,
            GAF.denotedBy,
            iri(at(page.links.article, "char", mention.span)),
            page.text_graph,
        )
