"""Article → Document: head, blocks, parse, names, dates, phrases and who is who, in this order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import Block, Document
from kg.language.coreference.dialogue import with_speakers
from kg.language.coreference.entities import entities_of
from kg.language.coreference.mention_detection import CandidateMention, candidate_mentions
from kg.language.coreference.sieve import clusters_of
from kg.language.coreference.state import Clusters
from kg.language.language_id import require_english
from kg.language.layout.blocks import blocks_of
from kg.language.layout.quotations import quotations_of
from kg.language.ner.gazetteer import Gazetteer
from kg.language.ner.recognizer import names_of
from kg.language.quantities.amounts import Measure
from kg.language.spacy_model import model_name, parse_blocks
from kg.language.timex.tagger import iso_date, measures_of
from kg.model import Article, Entity, EntityType, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BAD_DATE = "{id}: date {date!r} is not understood; write it YYYY-MM-DD"
_NO_DATE = '{id}: no date found: relative dates (“on Saturday”) stay unresolved; give one: a first line “date YYYY-MM-DD”, or "date" in JSON lines'


def parse(articles: Iterable[Article], gazetteer: Gazetteer | None = None) -> Iterator[Document]:
    """Documents in the order of the articles; names in the gazetteer are what it says. Raises `LanguageError` for a text that is not English."""
    prepared = (_prepared(a) for a in articles)
    waiting: list[tuple[Article, tuple[Block, ...], tuple[str, ...]]] = []

    def texts() -> Iterator[tuple[str, tuple[Block, ...]]]:
        for item in prepared:
            waiting.append(item)
            yield item[0].text, item[1]

    for doc in parse_blocks(texts()):
        article, blocks, warnings = waiting.pop(0)
        yield _document(article, blocks, doc, warnings, gazetteer)


def _prepared(article: Article) -> tuple[Article, tuple[Block, ...], tuple[str, ...]]:
    """The article with its title, date and author, its blocks, and what the user should know of its date."""
    require_english(article)
    blocks = blocks_of(article.text, article.title)
    text = article.text
    title = article.title or next(
        (text[b.span.start : b.span.end] for b in blocks if b.kind == "title"), None
    )
    dateline = next(
        (
            iso_date(text[b.date.start : b.date.end])
            for b in blocks
            if b.kind == "dateline" and b.date
        ),
        None,
    )
    given = iso_date(article.date) if article.date else None
    warnings = (
        [_BAD_DATE.format(id=article.id, date=article.date)] if article.date and not given else []
    )
    if not (given or dateline):
        warnings.append(_NO_DATE.format(id=article.id))
    author = article.author or next(
        (text[b.author.start : b.author.end] for b in blocks if b.kind == "byline" and b.author),
        None,
    )
    return (
        replace(article, title=title, date=given or dateline, author=author),
        blocks,
        tuple(warnings),
    )


def _document(
    article: Article,
    blocks: tuple[Block, ...],
    doc: Doc,
    warnings: tuple[str, ...],
    gazetteer: Gazetteer | None,
) -> Document:
    quotations = quotations_of(article.text, blocks)
    measures = measures_of(doc, article.date, blocks, article.text)
    in_figures = {
        i for m in measures if _has_figures(article.text, m) for i in range(m.start, m.end)
    }
    names = tuple(
        n for n in names_of(doc, gazetteer) if not in_figures.issuperset(range(n.start, n.end))
    )
    named = {i for n in names for i in range(n.start, n.end)}
    measures = tuple(m for m in measures if named.isdisjoint(range(m.start, m.end)))
    phrases = candidate_mentions(
        doc,
        names,
        frozenset(i for m in measures if not _counts_part(doc, m) for i in range(m.start, m.end)),
    )
    blocks = with_speakers(blocks, doc, phrases)
    clusters = clusters_of(doc, phrases, quotations, blocks)
    entities = entities_of(doc, phrases, clusters, quotations)
    places = [*(_characters(doc, p) for p in phrases), *(m.characters for m in measures)]
    order = sorted(range(len(places)), key=lambda i: (places[i].start, -places[i].end))
    ids = {i: f"m{n}" for n, i in enumerate(order, 1)}
    mentions = [
        *(
            _mention(article.text, places[i], i, p, clusters, entities, ids)
            for i, p in enumerate(phrases)
        ),
        *(_measured(article.text, m, ids[i]) for i, m in enumerate(measures, len(phrases))),
    ]
    return Document(
        article=article,
        doc=doc,
        blocks=blocks,
        quotations=quotations,
        mentions=tuple(mentions[i] for i in order),
        entities=tuple(entities.values()),
        model=model_name(),
        warnings=warnings,
    )


def _characters(doc: Doc, phrase: CandidateMention) -> Span:
    last = doc[phrase.end - 1]
    return Span(doc[phrase.start].idx, last.idx + len(last))


def _mention(
    text: str,
    place: Span,
    i: int,
    phrase: CandidateMention,
    clusters: Clusters,
    entities: Mapping[str, Entity],
    ids: Mapping[int, str],
) -> Mention:
    """The mention of phrase `i`; `ids` are those of all mentions."""
    entity = f"e{clusters.root(i)}"
    kind: EntityType = (
        entities[entity].type if phrase.form != "nominal" or phrase.type == "Other" else phrase.type
    )
    tied = clusters.antecedent.get(i)
    return Mention(
        id=ids[i], start=place.start, end=place.end, text=text[place.start : place.end], form=phrase.form, type=kind, entity=entity,
        sieve=clusters.sieve.get(i), antecedent=None if tied is None else ids[tied],
    )  # fmt: skip


def _measured(text: str, measure: Measure, number: str) -> Mention:
    start, end = measure.characters.start, measure.characters.end
    return Mention(
        id=number, start=start, end=end, text=text[start:end], form="name" if measure.type == "Date" else "nominal", type=measure.type,
        value=measure.value, amount=measure.amount, unit=measure.unit, bound=measure.bound, per=measure.per,
    )  # fmt: skip


def _has_figures(text: str, measure: Measure) -> bool:
    """Is it what no name can be: "25/12/2019", "Q3 2019", "NZ $3 million"? A bare year can be a novel."""
    said = text[measure.characters.start : measure.characters.end]
    return any(c.isdigit() for c in said) and not said.isdigit()


def _counts_part(doc: Doc, measure: Measure) -> bool:
    """Does the quantity say which share of a thing is meant: "20 percent of Fiat", a phrase of its own?"""
    return measure.type == "Quantity" and measure.end < len(doc) and doc[measure.end].lower_ == "of"
