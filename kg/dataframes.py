"""The graph as pandas tables: entities, facts, statements, mentions, a row for each.

Several values in a cell are joined by "; ".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from pyoxigraph import NamedNode, Store

from kg.deprecation import warn_renamed
from kg.graph.read_ahead import rows
from kg.graph.reader import GraphReader
from kg.graph.stored import Argument, EntityMention, Fact
from kg.schema import ENTITY_CLASSES, KG, RDF, SCHEMA, fact_classes

_OLD_COLUMNS = {"said": "reported", "voucher": "attributed_to", "nested": "attributed_to"}


def counts(store: Store) -> pd.DataFrame:
    """How many articles, entities and facts there are of each kind.

    Columns: `kind`; `asserted`, by the articles themselves; `reported`, only by those whom they
    quote. Entities are always asserted: that somebody has a name is the article's own word.
    """
    classes = {
        "article": SCHEMA.NewsArticle,
        **{type_.lower(): class_ for type_, class_ in ENTITY_CLASSES.items()},
        **fact_classes(),
    }
    reported = {
        class_: int(count.value)
        for class_, count in rows(
            store,
            f"SELECT ?c (COUNT(DISTINCT ?s) AS ?n) "
            f"WHERE {{ GRAPH ?g {{ ?s {KG.reportedIn} ?g ; {RDF.type} ?c }} }} GROUP BY ?c",
        )
    }
    counted = [
        {"kind": kind, "asserted": _count(store, class_), "reported": reported.get(class_, 0)}
        for kind, class_ in classes.items()
    ]
    present = [row for row in counted if row["asserted"] or row["reported"]]
    return _table(present, ("kind", "asserted", "reported"))


def _count(store: Store, class_: NamedNode) -> int:
    """How many of a class are asserted; counted in the store, which may have millions."""
    ((count,),) = rows(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s {RDF.type} {class_} }}")
    return int(count.value)


def entities(store: Store) -> pd.DataFrame:
    """Everyone and everything that articles name or describe, those mentioned most first.

    Columns: `name`, `type`, `aliases`, `mentions`, how often, `articles`, in how many, and
    `entity`, the IRI.
    """
    reader = GraphReader(store)
    counted = reader.mention_counts()
    rows = [
        {
            "name": entity.name,
            "type": entity.type,
            "aliases": _join(entity.aliases),
            "mentions": sum(counted.get(entity.iri, {}).values()),
            "articles": len(counted.get(entity.iri, {})),
            "entity": entity.iri,
        }
        for entity in reader.entities()
    ]
    table = _table(rows, ("name", "type", "aliases", "mentions", "articles", "entity"))
    order = ["mentions", "name", "entity"]
    return table.sort_values(order, ascending=[False, True, True], ignore_index=True)


_FACT_COLUMNS = (
    "kind",
    "type",
    "label",
    "participants",
    "date",
    "start",
    "end",
    "attributed_to",
    "article",
    "polarity",
    "certainty",
    "confidence",
    "pattern",
    "sentence",
    "fact",
)


_NO_PARTS = frozenset({"about", "via"})  # roles of what a statement has besides


def facts(store: Store, reported: bool = False) -> pd.DataFrame:
    """Roles, relations, events, attributes and statements, ordered by IRI.

    By default those that the articles themselves assert; with `reported` instead those that
    somebody is quoted with, a row for each statement that claims the fact. An event in which nobody
    and nothing takes part is told in the row of that in which it takes part itself: "postpone,
    patient: vote". `attributed_to` is the article's title, or who says so; `article` is the
    article's id; `confidence` is the best of several mentions. The `polarity` of a statement is
    negative also where it denies something.
    """
    found = GraphReader(store).facts(reported=reported)
    return _table([_fact_row(fact) for fact in found if _says_something(fact)], _FACT_COLUMNS)


def _says_something(fact: Fact) -> bool:
    """Whether it is more than the word of an event."""
    return fact.kind != "event" or any(a.role not in _NO_PARTS for a in fact.arguments)


def _fact_row(fact: Fact) -> Mapping[str, Any]:
    parts = [f"{a.role}: {a.name}" for a in fact.arguments if a.role not in _NO_PARTS]
    denies = fact.polarity == "negative" or fact.content_polarity == "negative"
    return {
        "kind": fact.kind,
        "type": _join(fact.types),
        "label": fact.label,
        "participants": _join(parts),
        "date": fact.time,
        "start": fact.start,
        "end": fact.end,
        "attributed_to": str(fact.attribution),
        "article": fact.attribution.article.id,
        "polarity": "negative" if denies else fact.polarity,
        "certainty": fact.certainty,
        "confidence": fact.confidence,
        "pattern": _join(fact.patterns),
        "sentence": _join(mention.sentence.text for mention in fact.mentions),
        "fact": fact.iri,
    }


_STATEMENT_COLUMNS = (
    "speaker",
    "addressee",
    "text",
    "cue",
    "quotation",
    "force",
    "medium",
    "via",
    "date",
    "attributed_to",
    "article",
    "polarity",
    "content_polarity",
    "certainty",
    "confidence",
    "statement",
)


def statements(store: Store) -> pd.DataFrame:
    """Who said what to whom, how, and when; a row for each statement, ordered by IRI.

    `polarity` is that of the saying, negative for "did not say"; that of what is said is
    `content_polarity`, negative for "denied".

    `attributed_to` is the article where that tells the statement itself, else who reports it.
    """
    found = GraphReader(store).statements()
    return _table([_statement_row(statement) for statement in found], _STATEMENT_COLUMNS)


def _statement_row(fact: Fact) -> Mapping[str, Any]:
    return {
        "speaker": _names(fact.fillers("speaker")),
        "addressee": _names(fact.fillers("addressee")),
        "text": fact.text,
        "cue": _join(fact.cues),
        "quotation": fact.quotation,
        "force": fact.force,
        "medium": _join(fact.media),
        "via": _names(fact.fillers("via")),
        "date": fact.time,
        "attributed_to": str(fact.attribution),
        "article": fact.attribution.article.id,
        "polarity": fact.polarity,
        "content_polarity": fact.content_polarity,
        "certainty": fact.certainty,
        "confidence": fact.confidence,
        "statement": fact.iri,
    }


def mentions(store: Store) -> pd.DataFrame:
    """The words that stand for entities, dates and amounts, by article and place.

    Columns: `article`, its id; `start` and `end`, offsets into its text; `text`; `form`; `name` and
    `entity` of what the words stand for, empty for dates and amounts.
    """
    reader = GraphReader(store)
    rows = [_mention_row(reader, mention) for mention in reader.entity_mentions()]
    table = _table(rows, ("article", "start", "end", "text", "form", "name", "entity"))
    return table.sort_values(["article", "start", "end"], ignore_index=True)


def _mention_row(reader: GraphReader, mention: EntityMention) -> Mapping[str, Any]:
    return {
        "article": mention.article.id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "form": _join(mention.forms),
        "name": _join(label for e in mention.entities if (label := reader.entity_label(e))),
        "entity": _join(mention.entities),
    }


def _names(arguments: Sequence[Argument]) -> str:
    return _join(argument.name for argument in arguments)


def _join(values: Iterable[str]) -> str:
    """The different values, in alphabetical order."""
    return "; ".join(sorted(set(values)))


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    return _RenamedColumns(rows, columns=list(columns))


class _RenamedColumns(pd.DataFrame):
    """A table whose columns still go by their old names too, with a warning.

    What is made from it (a selection, a copy) is a plain `pandas.DataFrame`.
    """

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame

    def __getitem__(self, key: Any) -> Any:
        new = _OLD_COLUMNS.get(key) if isinstance(key, str) and key not in self.columns else None
        if new is None or new not in self.columns:
            return super().__getitem__(key)
        warn_renamed(f"column {key!r}", repr(new))
        return super().__getitem__(new)
