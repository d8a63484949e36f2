"""Article → Document: head, blocks, parse, names, dates, phrases and coreference, in this order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.document import Block, Document
from kg.garbage import collected_later
from kg.language.coreference.clusters import Clusters
from kg.language.coreference.dialogue import with_speakers
from kg.language.coreference.entities import entities_of
from kg.language.coreference.mention_detection import (
    CandidateMention,
    candidate_mentions,
    characters_of,
)
from kg.language.coreference.sieve import clusters_of
from kg.language.coreference.state import MOST_BEFORE
from kg.language.language_id import require_english
from kg.language.layout.blocks import blocks_of
from kg.language.layout.quotations import quotations_of
from kg.language.ner.gazetteer import Gazetteer
from kg.language.ner.recognizer import Name, names_of
from kg.language.ner.splitting import LONGEST_NAME
from kg.language.quantities.amounts import Measure
from kg.language.spacy_model import LONG_WORD, LONGEST_WORD, model_name, parse_blocks
from kg.language.timex.calendar_dates import names_feast
from kg.language.timex.tagger import iso_date, measures_of
from kg.model import Article, Entity, EntityType, Mention, Span
from kg.scoring.participants import FARTHEST

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SHOWN = 20  # characters of what is left out
_EVERY_WEEK = "XXXX-WXX"  # how the values of days such as "Mondays" begin
_BAD_DATE = "{id}: date {date!r} is not understood; write it YYYY-MM-DD"
_NO_DATE = (
    "{id}: no date found: relative dates (“on Saturday”) stay unresolved; give one: "
    'a first line “date YYYY-MM-DD”, or "date" in JSON lines'
)
_LONG_WORDS = (
    "{id}: what has more than {most} characters without a space is left out, as {word!r}…; "
    "put spaces between its words if it has some"
)
_LONG_NAMES = (
    "{id}: a list of names without commas is read in parts of {most} words; part its names by "
    "commas or lines"
)
_LONG_SENTENCE = (
    "{id}: in a sentence of {words:,} words only those within {most} of a verb or noun are looked "
    "at for who takes part; part it by full stops or lines"
)
_MANY_NAMES = (
    "{id}: of more than {most} names and nouns in a few sentences only the nearest are looked at "
    "for who is meant; part the list by full stops or lines"
)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An article with title, date and author filled in, its blocks, and warnings about them."""

    article: Article
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...]


def parse(articles: Iterable[Article], gazetteer: Gazetteer | None = None) -> Iterator[Document]:
    """Documents in the order of the articles; names in the gazetteer are what it says.

    Raises `LanguageError` for a text that is not English.
    """
    waiting: list[_Prepared] = []

    def texts() -> Iterator[tuple[str, tuple[Block, ...]]]:
        for article in articles:
            prepared = _prepared(article)
            waiting.append(prepared)
            yield prepared.article.text, prepared.blocks

    for doc in parse_blocks(texts()):
        yield _document(waiting.pop(0), doc, gazetteer)


# --- the head of the article --------------------------------------------------------------------


def _prepared(article: Article) -> _Prepared:
    """The article with what its head says."""
    warnings = list(require_english(article))
    text = article.text
    blocks = blocks_of(text, article.title)
    given = iso_date(article.date) if article.date else None
    date = given or _date_in_dateline(text, blocks)
    if article.date and not given:
        warnings.append(_BAD_DATE.format(id=article.id, date=article.date))
    if not date:
        warnings.append(_NO_DATE.format(id=article.id))
    title = article.title or _title(text, blocks)
    author = article.author or _author_in_byline(text, blocks)
    return _Prepared(
        replace(article, title=title, date=date, author=author), blocks, tuple(warnings)
    )


def _title(text: str, blocks: Sequence[Block]) -> str | None:
    """The words of the first title."""
    titles = (block.span for block in blocks if block.kind == "title")
    return next((text[span.start : span.end] for span in titles), None)


def _date_in_dateline(text: str, blocks: Sequence[Block]) -> str | None:
    """The date of the first dateline with one."""
    dates = (block.date for block in blocks if block.kind == "dateline" and block.date)
    return next((iso_date(text[span.start : span.end]) for span in dates), None)


def _author_in_byline(text: str, blocks: Sequence[Block]) -> str | None:
    """The names in the first byline with some."""
    authors = (block.author for block in blocks if block.kind == "byline" and block.author)
    return next((text[span.start : span.end] for span in authors), None)


# --- the document -------------------------------------------------------------------------------


@collected_later()
def _document(prepared: _Prepared, doc: Doc, gazetteer: Gazetteer | None) -> Document:
    """The document of a parsed article."""
    article = prepared.article
    quotations = quotations_of(article.text, prepared.blocks)
    names, measures = _names_and_measures(prepared, doc, gazetteer)
    phrases = candidate_mentions(doc, names, _tokens_of_measures(doc, measures))
    blocks = with_speakers(prepared.blocks, doc, phrases)
    clusters = clusters_of(doc, phrases, quotations, blocks)
    entities = entities_of(doc, phrases, clusters, quotations)
    return Document(
        article=article,
        doc=doc,
        blocks=blocks,
        quotations=quotations,
        mentions=_mentions(article.text, doc, phrases, measures, clusters, entities),
        entities=tuple(entities.values()),
        model=model_name(),
        warnings=(*prepared.warnings, *_cuts(article, doc, clusters)),
    )


def _cuts(article: Article, doc: Doc, clusters: Clusters) -> Iterator[str]:
    """What was not read, or not read together, for it was too long."""
    long_word = LONG_WORD.search(article.text)
    if long_word is not None:
        word = long_word.group()[:_SHOWN]
        yield _LONG_WORDS.format(id=article.id, most=LONGEST_WORD, word=word)
    if any(len(entity) > LONGEST_NAME for entity in doc.ents):
        yield _LONG_NAMES.format(id=article.id, most=LONGEST_NAME)
    longest = max(map(len, doc.sents), default=0)
    if longest > FARTHEST:
        yield _LONG_SENTENCE.format(id=article.id, words=longest, most=FARTHEST)
    if clusters.cut:
        yield _MANY_NAMES.format(id=article.id, most=MOST_BEFORE)


def _names_and_measures(
    prepared: _Prepared, doc: Doc, gazetteer: Gazetteer | None
) -> tuple[tuple[Name, ...], tuple[Measure, ...]]:
    """The names that are no part of figures or feasts, and what shares no word with them.

    That is quantities and dates.
    """
    text = prepared.article.text
    measures = measures_of(doc, prepared.article.date, prepared.blocks, text)
    no_name = {
        i
        for measure in measures
        if _has_figures(text, measure) or _is_named_day(text, measure)
        for i in range(measure.start, measure.end)
    }
    names = tuple(
        name
        for name in names_of(doc, gazetteer)
        if not no_name.issuperset(range(name.start, name.end))
    )
    named = {i for name in names for i in range(name.start, name.end)}
    return names, tuple(m for m in measures if named.isdisjoint(range(m.start, m.end)))


def _tokens_of_measures(doc: Doc, measures: Sequence[Measure]) -> frozenset[int]:
    """The tokens of quantities and dates that are no phrases of another kind."""
    whole = (measure for measure in measures if not _counts_part(doc, measure))
    return frozenset(i for measure in whole for i in range(measure.start, measure.end))


def _is_named_day(text: str, measure: Measure) -> bool:
    """Whether it is a feast or a weekday in the plural, which the model may take for a name."""
    if measure.type != "Date":
        return False
    is_weekday = (measure.value or "").startswith(_EVERY_WEEK)
    return is_weekday or names_feast(text[measure.characters.start : measure.characters.end])


def _has_figures(text: str, measure: Measure) -> bool:
    """Whether it is what no name can be: "25/12/2019", "Q3 2019", "NZ $3 million".

    A bare year can be the name of a novel.
    """
    words = text[measure.characters.start : measure.characters.end]
    return any(c.isdigit() for c in words) and not words.isdigit()


def _counts_part(doc: Doc, measure: Measure) -> bool:
    """Whether the quantity is a share of something: "20 percent of Fiat", a phrase of its own."""
    if measure.type != "Quantity" or measure.end >= len(doc):
        return False
    return doc[measure.end].lower_ == "of"


# --- mentions -----------------------------------------------------------------------------------


def _mentions(
    text: str,
    doc: Doc,
    phrases: Sequence[CandidateMention],
    measures: Sequence[Measure],
    clusters: Clusters,
    entities: Mapping[str, Entity],
) -> tuple[Mention, ...]:
    """The mentions of phrases and measures in text order, numbered so."""
    spans = [*(characters_of(doc, p) for p in phrases), *(m.characters for m in measures)]
    order = sorted(range(len(spans)), key=lambda i: (spans[i].start, -spans[i].end))
    ids = {i: f"m{number}" for number, i in enumerate(order, 1)}
    mentions = [
        *(
            _mention_of_phrase(text, spans[i], i, phrase, clusters, entities, ids)
            for i, phrase in enumerate(phrases)
        ),
        *(
            _mention_of_measure(text, measure, ids[i])
            for i, measure in enumerate(measures, len(phrases))
        ),
    ]
    return tuple(mentions[i] for i in order)


def _mention_of_phrase(
    text: str,
    span: Span,
    i: int,
    phrase: CandidateMention,
    clusters: Clusters,
    entities: Mapping[str, Entity],
    ids: Mapping[int, str],
) -> Mention:
    """The mention of phrase `i`; `ids` are those of all mentions."""
    entity = f"e{clusters.root(i)}"
    has_own_type = phrase.form == "nominal" and phrase.type != "Other"
    kind: EntityType = phrase.type if has_own_type else entities[entity].type
    antecedent = clusters.antecedent.get(i)
    return Mention(
        id=ids[i],
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        form=phrase.form,
        type=kind,
        entity=entity,
        sieve=clusters.sieve.get(i),
        antecedent=None if antecedent is None else ids[antecedent],
    )


def _mention_of_measure(text: str, measure: Measure, number: str) -> Mention:
    """The mention of a date, a sum of money or another quantity."""
    start, end = measure.characters.start, measure.characters.end
    return Mention(
        id=number,
        start=start,
        end=end,
        text=text[start:end],
        form="name" if measure.type == "Date" else "nominal",
        type=measure.type,
        value=measure.value,
        amount=measure.amount,
        unit=measure.unit,
        bound=measure.bound,
        per=measure.per,
    )
