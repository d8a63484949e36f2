"""Article → Document: head, blocks, parse, names, dates, phrases and who is who, in this order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import Block, Document
from kg.language.coreference import clusters_of
from kg.language.dates import Measure, amount_of, iso_date, measures_of
from kg.language.descriptions import bodies_of
from kg.language.gazetteer import Gazetteer
from kg.language.idiom import require_english
from kg.language.layout import blocks_of
from kg.language.names import names_of
from kg.language.parsing import model_name, parse_blocks
from kg.language.phrases import Phrase, phrases_of
from kg.language.quotations import quotations_of
from kg.language.recorded import records_of, tied, with_records
from kg.model import Article, Entity, EntityType, Mention
from kg.patterns import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BAD_DATE = "{id}: date {date!r} is not understood; write it YYYY-MM-DD"
_NO_DATE = '{id}: no date found: relative dates (“on Saturday”) stay unresolved; give one: a first line “date YYYY-MM-DD”, or "date" in JSON lines'
_NO_MARKS = str.maketrans("", "", '"“”„«»')


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
    """The article with its title and date, its blocks, and what the user should know of its date."""
    require_english(article)
    blocks = blocks_of(article.text, article.title)
    text = article.text
    title = article.title or next((text[b.span.start : b.span.end] for b in blocks if b.kind == "title"), None)
    dateline = next((iso_date(text[b.date.start : b.date.end]) for b in blocks if b.kind == "dateline" and b.date), None)
    given = iso_date(article.date) if article.date else None
    warnings = [_BAD_DATE.format(id=article.id, date=article.date)] if article.date and not given else []
    if not (given or dateline):
        warnings.append(_NO_DATE.format(id=article.id))
    return replace(article, title=title, date=given or dateline), blocks, tuple(warnings)


def _document(article: Article, blocks: tuple[Block, ...], doc: Doc, warnings: tuple[str, ...], gazetteer: Gazetteer | None) -> Document:
    quotations = quotations_of(article.text, blocks)
    names = names_of(doc, gazetteer)
    named = {i for n in names for i in range(n.start, n.end)}
    measures = [m for m in measures_of(doc, article.date) if not named & set(range(m.start, m.end))]
    phrases = phrases_of(doc, names, frozenset(i for m in measures for i in range(m.start, m.end)))
    roots, sieves = clusters_of(doc, phrases, quotations, blocks)
    records = records_of(names, phrases)
    roots = tied(records, roots, sieves)
    entities = with_records(_entities(doc, phrases, roots), records, roots)
    mentions = sorted(
        [_mention(article.text, doc, p, f"e{roots[i]}", sieves.get(i), entities) for i, p in enumerate(phrases)]
        + [_measured(article.text, doc, m) for m in measures],
        key=lambda m: (m.start, -m.end),
    )
    return Document(
        article=article,
        doc=doc,
        blocks=blocks,
        quotations=quotations,
        mentions=tuple(replace(m, id=f"m{n}") for n, m in enumerate(mentions, 1)),
        entities=tuple(entities.values()),
        model=model_name(),
        warnings=warnings,
    )


def _mention(text: str, doc: Doc, phrase: Phrase, entity: str, sieve: str | None, entities: dict[str, Entity]) -> Mention:
    start, end = doc[phrase.start].idx, doc[phrase.end - 1].idx + len(doc[phrase.end - 1])
    kind: EntityType = entities[entity].type if phrase.form != "nominal" or phrase.type == "Other" else phrase.type
    return Mention(id="", start=start, end=end, text=text[start:end], form=phrase.form, type=kind, entity=entity, sieve=sieve)


def _measured(text: str, doc: Doc, measure: Measure) -> Mention:
    start, end = doc[measure.start].idx, doc[measure.end - 1].idx + len(doc[measure.end - 1])
    return Mention(
        id="", start=start, end=end, text=text[start:end], form="name" if measure.type == "Date" else "nominal", type=measure.type,
        value=measure.value, amount=measure.amount, unit=measure.unit, bound=measure.bound, per=measure.per,
    )  # fmt: skip


def _entities(doc: Doc, phrases: Sequence[Phrase], roots: Sequence[int]) -> dict[str, Entity]:
    members: dict[int, list[int]] = defaultdict(list)
    for i, root in enumerate(roots):
        members[root].append(i)
    by_head = {p.head: roots[i] for i, p in enumerate(phrases)}
    bodies = bodies_of(doc, phrases, roots)
    return {f"e{root}": _entity(doc, root, [phrases[i] for i in inside], by_head, bodies) for root, inside in members.items()}


def _entity(doc: Doc, root: int, phrases: Sequence[Phrase], by_head: dict[int, int], bodies: Mapping[int, int]) -> Entity:
    names = [p for p in phrases if p.form == "name"]
    plain = [p for p in names if not p.text.startswith("@")] or names
    nominals = [p for p in phrases if p.form == "nominal"]
    # the longest name is the fullest; of several the first
    label_of = max(plain, key=lambda p: (len(p.text.split()), len(p.text), -p.start)) if plain else (nominals or list(phrases))[0]
    label = _without_article(doc, label_of)
    aliases = dict.fromkeys(_without_article(doc, p) for p in [*names, *nominals])
    kind = names[0].type if names else next((p.type for p in nominals if p.type != "Other"), phrases[0].type)
    entity = Entity(id=f"e{root}", type=kind, label=label, aliases=tuple(a for a in aliases if a != label))
    return _with_group(doc, entity, nominals, by_head, bodies) if not names and nominals else entity


def _without_article(doc: Doc, phrase: Phrase) -> str:
    tokens = doc[phrase.start : phrase.end]
    start = 1 if len(tokens) > 1 and tokens[0].lower_ in {"the", "a", "an"} else 0
    text = " ".join(tokens[start:].text.split())
    return text if phrase.form == "name" else text.translate(_NO_MARKS)


def _with_group(doc: Doc, entity: Entity, nominals: Sequence[Phrase], by_head: dict[int, int], bodies: Mapping[int, int]) -> Entity:
    """What the words say of a group: whose part it is, how many, which share of what."""
    head = doc[nominals[0].head]
    whole = next((o for prep in head.children if prep.dep_ == "prep" and prep.lower_ == "of" for o in prep.children if o.dep_ == "pobj"), None)
    owner = next((c for c in head.children if c.dep_ == "poss"), None) or whole
    part_of = by_head.get(owner.i) if owner is not None else bodies.get(nominals[0].head)
    if entity.type not in {"Group", "Organisation"}:
        return entity
    table = words("nominals")["quantifiers"]
    quantifier = next((t for t in [head, *head.lefts] if t.lower_ in table["words"] or t.lemma_ in table["words"]), None)
    size = next((amount_of([t.lower_ for t in [*n.lefts, n]]) for n in head.children if n.dep_ == "nummod"), None)
    around = {t.lower_ for t in doc[nominals[0].start : head.i]}
    fraction = table.get(quantifier.lower_) if quantifier is not None else None
    if around & {"but", "except"}:
        fraction = None  # "all but two members" is not all of them
    return replace(
        entity,
        partOf=f"e{part_of}" if part_of is not None and f"e{part_of}" != entity.id else None,
        size=int(size) if size is not None and size == int(size) else None,
        fraction=fraction,
        quantifier=_quantifier_words(doc, head, quantifier),
        approximate=True if around & set(table["approximators"]) else None,
    )


def _quantifier_words(doc: Doc, head: Token, quantifier: Token | None) -> str | None:
    """ "half", "majority", "all but two"."""
    if quantifier is None:
        return None
    rest = [t.lower_ for t in doc[quantifier.i : head.i]]
    return " ".join(rest) if rest and {"but", "except"} & set(rest) else quantifier.lower_
