"""What flows between the stages: articles, mentions, entities, facts, and the record of them.

Everything here is a frozen value. Offsets are Python characters into `Article.text`, end
exclusive. The record is the seam between the language half and the graph half: one JSON object an
article, in the format of docs/record-format.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal, TypeAlias, get_args

EntityType: TypeAlias = Literal[
    "Person",
    "Organisation",
    "Group",
    "Place",
    "Title",
    "Work",
    "Thing",
    "Quality",
    "Date",
    "Money",
    "Quantity",
    "Other",
]
Form: TypeAlias = Literal["name", "nominal", "pronoun"]
Polarity: TypeAlias = Literal["positive", "negative"]
Certainty: TypeAlias = Literal["certain", "probable", "possible"]
Status: TypeAlias = Literal["current", "former", "acting", "future", "alleged"]
Quotation: TypeAlias = Literal["direct", "indirect", "mixed"]
Force: TypeAlias = Literal[
    "assertion", "directive", "question", "evaluation", "commitment", "belief"
]
OrderRelation: TypeAlias = Literal["after", "before", "causedBy", "partOf"]


IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")


class KgError(Exception):
    """An error that the user can mend: the message says where, what, and what to do."""


class RecordError(KgError):
    """An annotation record that does not have the format of docs/record-format.md."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of an article's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One news text as it came in; `text` is never altered afterwards, so offsets stay true."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None  # YYYY-MM-DD; as it comes in also in words ("May 5, 2020")
    url: str | None = None
    source: str | None = None
    author: str | None = None

    @property
    def sha256(self) -> str:
        """Hash of the UTF-8 text, in hex: what tells a changed article from one already built."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the text that name, describe or stand for an entity, or give a date or amount."""

    id: str
    start: int
    end: int
    text: str
    form: Form
    type: EntityType
    entity: str | None = None
    value: str | None = None  # dates: a TIMEX3 value, as precise as the text (kg/timex.py)
    sieve: str | None = None  # which coreference rule tied the mention to its entity
    amount: float | None = None  # money and quantities
    unit: str | None = None  # ISO 4217 code of the currency, or the thing counted
    bound: str | None = None  # "more than", "less than", "about"
    per: str | None = None  # "day", "year"
    # the mention that the rule linked it to; the first mention of an entity has none
    antecedent: str | None = None
    # the words as they were read, where dirt was cleaned from the text for that
    words: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def shown(self) -> str:
        """The words as they are shown and compared, without dirt; the spaces may still vary."""
        return self.text if self.words is None else self.words


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something in the article: what all its mentions stand for."""

    id: str
    type: EntityType
    label: str
    aliases: tuple[str, ...] = ()
    partOf: str | None = None
    size: int | None = None
    fraction: float | None = None
    quantifier: str | None = None
    approximate: bool | None = None
    iri: str | None = None  # what the user's gazetteer calls it in Wikidata or elsewhere


@dataclass(frozen=True, slots=True)
class Argument:
    """One filler of a fact: `role` names its part.

    Either `mention` has the words that fill it, or `fact` is the fact that does: "the vote was
    postponed", "agreed to sell". Facts may be arguments of each other in a circle.
    """

    role: str
    mention: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """When something happened: a TIMEX3 value, and the mention that gives it.

    The mention is None where the date of an embedded post is meant.
    """

    value: str
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """This fact is `relation` (after, before, caused by, part of) the event `fact`."""

    relation: OrderRelation
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBase:
    """What every fact has: words, pattern, confidence, and the statement it stands under."""

    kind: ClassVar[str]

    id: str
    arguments: tuple[Argument, ...]
    sentence: Span
    pattern: str
    confidence: float
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    statement: str | None = None  # None: the article itself says so
    trigger: Span | None = None
    sameAs: str | None = None
    reasons: tuple[str, ...] = ()

    def fillers(self, *roles: str) -> tuple[str, ...]:
        """Mention ids of the arguments with one of these roles, in order."""
        return tuple(a.mention for a in self.arguments if a.role in roles and a.mention is not None)

    @property
    def filled(self) -> tuple[tuple[str, str], ...]:
        """Role and mention id of the arguments that are words, in order."""
        return tuple((a.role, a.mention) for a in self.arguments if a.mention is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(FactBase):
    """A position held: arguments person, title, organisation; bounds as TIMEX3 values."""

    kind: ClassVar[str] = "role"
    status: Status = "current"
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(FactBase):
    """A lasting relation of two entities, with the arguments subject and object."""

    kind: ClassVar[str] = "relation"
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(FactBase):
    """Something that happened or may happen: of a type, or a plain `Event` named by its lemma."""

    kind: ClassVar[str] = "event"
    type: str
    label: str
    time: Time | None = None
    order: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(FactBase):
    """What somebody or something is or has: the arguments subject and value.

    "The plant is unprofitable", "a 14-year-old boy". `label` is the lemma of the predicate: "be",
    "become", "cost".
    """

    kind: ClassVar[str] = "attribute"
    label: str
    time: Time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(FactBase):
    """Somebody says something, with the arguments speaker, addressee and topic.

    Cue and content may be broken into several spans. `sayingPolarity` is negative of "did not say
    that", `contentPolarity` of "said that it was not so" and "denied that", and `polarity` where
    one of the two is.
    """

    kind: ClassVar[str] = "statement"
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quotation: Quotation
    force: Force = "assertion"
    sayingPolarity: Polarity = "positive"
    contentPolarity: Polarity = "positive"
    # id of the event that carried it (a letter, a post), or the words for it
    medium: str | None = None
    # mention of the source through which it reached the speaker or the article
    via: str | None = None
    time: Time | None = None
    label: str = "say"  # lemma of the cue


Fact: TypeAlias = Role | Relation | Event | Attribute | Statement
FACT_KINDS: dict[str, type[Fact]] = {
    "role": Role,
    "relation": Relation,
    "event": Event,
    "attribute": Attribute,
    "statement": Statement,
}


TIMED = (Event, Attribute, Statement)  # the kinds of facts that have a time


@dataclass(frozen=True, slots=True, repr=False)
class Annotation:
    """All that was read out of one article, with the text it was read from."""

    article: Article
    language: str
    kg: str
    model: str
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        found = ", ".join(
            f"{len(getattr(self, what)):,} {what}" for what in ("mentions", "entities", "facts")
        )
        return f"<Annotation of {self.article.id!r}: {found}>"

    def _repr_html_(self) -> str:
        from kg.annotation_html import annotation_html

        return annotation_html(self)

    def to_json(self) -> str:
        """The record as one line of JSON, keys in a fixed order, no line break."""
        article = self.article
        record: dict[str, Any] = {
            "id": article.id,
            "title": article.title,
            "date": article.date,
            "url": article.url,
            "source": article.source,
            "author": article.author,
            "sha256": article.sha256,
            "language": self.language,
            "kg": self.kg,
            "model": self.model,
            "text": article.text,
            "mentions": [_plain(m, keep=("entity",)) for m in self.mentions],
            "entities": [_plain(e, keep=("aliases",)) for e in self.entities],
            "facts": [_fact_to_json(f) for f in self.facts],
            "warnings": list(self.warnings),
        }
        return json.dumps(record, ensure_ascii=False, separators=(", ", ": "))

    @classmethod
    def from_json(cls, line: str) -> Annotation:
        """The annotation a line holds; raises `RecordError` where the line is not such a record."""
        try:
            record = json.loads(line)
        except ValueError as error:
            raise RecordError(
                f"not a JSON record: {error}; write one with: kg annotate INPUT -o OUT.jsonl"
            ) from error
        return cls.from_record(record)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Annotation:
        """The annotation that a parsed JSON object holds; raises `RecordError`."""
        name = record.get("id", "without id") if isinstance(record, Mapping) else "without id"
        try:
            article = Article(
                record["id"], record["text"], *(record.get(f.name) for f in fields(Article)[2:])
            )
            annotation = cls(
                article=article,
                language=record["language"],
                kg=record["kg"],
                model=record["model"],
                mentions=tuple(Mention(**m) for m in record["mentions"]),
                entities=tuple(
                    Entity(**{**e, "aliases": tuple(e.get("aliases", ()))})
                    for e in record["entities"]
                ),
                facts=tuple(_fact_from_json(f) for f in record["facts"]),
                warnings=tuple(record.get("warnings", ())),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise RecordError(
                f"record {name}: {type(error).__name__} {error}; "
                "see docs/record-format.md for the format"
            ) from error
        annotation._check()
        return annotation

    def _check(self) -> None:
        """Check values, offsets and that every id pointed at exists."""
        text, where = self.article.text, f"record {self.article.id}"
        for value in (self.article, *self.mentions, *self.entities, *self.facts):
            _check_values(value, where)
        mentions, facts = ({x.id for x in xs} for xs in (self.mentions, self.facts))
        _check_mentions(self, where)
        _check_entities(self.entities, where)
        for f in self.facts:
            _check_arguments(f, where)
            for target, known in [(m, mentions) for m in _mentions_of(f)] + [
                (other, facts) for other in _facts_of(f)
            ]:
                if target is not None and target not in known:
                    raise RecordError(
                        f"{where}: fact {f.id} names {target!r}, which the record does not hold; "
                        "annotate the article anew"
                    )
            for span in _spans_of(f):
                if not 0 <= span.start <= span.end <= len(text):
                    raise RecordError(
                        f"{where}: fact {f.id} points to {span.start}-{span.end} of {len(text)} "
                        "characters; annotate the article anew"
                    )


def _check_arguments(fact: Fact, where: str) -> None:
    """Each argument is a mention or a fact, not both, and no fact takes part in itself.

    A circle of several facts is no fault: "the strike forced talks that ended it".
    """
    for argument in fact.arguments:
        if (argument.mention is None) == (argument.fact is None):
            raise RecordError(
                f"{where}: fact {fact.id} has a {argument.role!r} with mention "
                f"{argument.mention!r} and fact {argument.fact!r}, which must be one of the two; "
                "annotate the article anew"
            )
        if argument.fact == fact.id:
            raise RecordError(
                f"{where}: fact {fact.id} has itself as {argument.role!r}; "
                "annotate the article anew"
            )


def _check_mentions(annotation: Annotation, where: str) -> None:
    """Mentions slice to their words, and what they stand for or are tied to is in the record."""
    text, entities, mentions = (
        annotation.article.text,
        {e.id for e in annotation.entities},
        {m.id for m in annotation.mentions},
    )
    for m in annotation.mentions:
        if m.start < 0 or text[m.start : m.end] != m.text:
            raise RecordError(
                f"{where}: mention {m.id} says {m.text!r}, the text has "
                f"{text[m.start : m.end]!r}; annotate the article anew"
            )
        for what, target, known in (
            ("entity", m.entity, entities),
            ("antecedent", m.antecedent, mentions),
        ):
            if target is not None and target not in known:
                raise RecordError(
                    f"{where}: mention {m.id} names {what} {target!r}, which the record does not "
                    "hold; annotate the article anew"
                )


def _check_entities(entities: tuple[Entity, ...], where: str) -> None:
    """What is part of another is part of one in the record, and an IRI is one."""
    known = {e.id for e in entities}
    for e in entities:
        if e.partOf is not None and e.partOf not in known:
            raise RecordError(
                f"{where}: entity {e.id} names {e.partOf!r}, which the record does not hold; "
                "annotate the article anew"
            )
        if e.iri is not None and not IRI.fullmatch(e.iri):
            raise RecordError(
                f"{where}: entity {e.id} has {e.iri!r}, which is no IRI; annotate the article anew"
            )


def _mentions_of(fact: Fact) -> list[str | None]:
    """The mentions that a fact points at."""
    time = fact.time.mention if isinstance(fact, TIMED) and fact.time else None
    return [
        *(a.mention for a in fact.arguments),
        time,
        fact.via if isinstance(fact, Statement) else None,
    ]


def _facts_of(fact: Fact) -> list[str | None]:
    """The other facts that a fact points at."""
    return [
        fact.statement,
        fact.sameAs,
        *(a.fact for a in fact.arguments),
        *(o.fact for o in (fact.order if isinstance(fact, Event) else ())),
    ]


def _spans_of(fact: Fact) -> list[Span]:
    """The words that a fact points at."""
    said = (*fact.cue, *fact.content) if isinstance(fact, Statement) else ()
    return [fact.sentence, *([fact.trigger] if fact.trigger is not None else []), *said]


_WORDS: dict[str, frozenset[str]] = {
    "EntityType": frozenset(get_args(EntityType)),
    "Form": frozenset(get_args(Form)),
    "Polarity": frozenset(get_args(Polarity)),
    "Certainty": frozenset(get_args(Certainty)),
    "Status": frozenset(get_args(Status)),
    "Quotation": frozenset(get_args(Quotation)),
    "Force": frozenset(get_args(Force)),
    "OrderRelation": frozenset(get_args(OrderRelation)),
}
_KINDS: dict[str, type | tuple[type, ...]] = {
    "str": str,
    "int": int,
    "float": (int, float),
    "bool": bool,
    "Span": Span,
    "Time": Time,
    "Order": Order,
    "Argument": Argument,
}


def _check_values(value: Any, where: str) -> None:
    """Check that every field of a dataclass holds what its annotation says.

    The annotations here are plain enough to be read as words.
    """
    for f in fields(value):
        kind, content = str(f.type).removesuffix(" | None"), getattr(value, f.name)
        if content is None and str(f.type).endswith(" | None"):
            continue
        several = kind.startswith("tuple[")
        inner = kind.removeprefix("tuple[").removesuffix(", ...]")
        for item in content if several and isinstance(content, tuple) else [content]:
            fits = (
                item in _WORDS[inner]
                if inner in _WORDS and isinstance(item, str)
                else inner in _KINDS and isinstance(item, _KINDS[inner])
            )
            if not fits:
                name = getattr(value, "id", type(value).__name__)
                raise RecordError(
                    f"{where}: {name} has {f.name} {item!r}, which is no {inner}; "
                    "annotate the article anew"
                )
        for item in content if several else (content,):
            if isinstance(item, (Span, Time, Order, Argument)):
                _check_values(item, where)


def _plain(value: Any, keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """A flat dataclass as a dict without its empty fields, but for those in `keep`."""
    out = {}
    for f in fields(value):
        content = getattr(value, f.name)
        if content is not None or f.name in keep:
            out[f.name] = list(content) if isinstance(content, tuple) else content
    return out


_ALWAYS = {
    "arguments",
    "sentence",
    "polarity",
    "certainty",
    "statement",
    "pattern",
    "confidence",
    "status",
    "start",
    "end",
    "time",
    "cue",
    "content",
}


def _fact_to_json(fact: Fact) -> dict[str, Any]:
    out: dict[str, Any] = {"id": fact.id, "kind": fact.kind}
    if isinstance(fact, (Event, Relation)):
        out["type"] = fact.type
    for f in fields(fact):
        value = getattr(fact, f.name)
        if f.name in out or (value in (None, ()) and f.name not in _ALWAYS):
            continue
        if isinstance(value, tuple):
            out[f.name] = [v if isinstance(v, str) else _plain(v) for v in value]
        elif isinstance(value, (Span, Time)):
            out[f.name] = _plain(value)
        else:
            out[f.name] = value
    return out


def _fact_from_json(record: Mapping[str, Any]) -> Fact:
    kind = FACT_KINDS[record["kind"]]
    values = {k: v for k, v in record.items() if k != "kind"}
    values["arguments"] = tuple(Argument(**a) for a in values["arguments"])
    values["reasons"] = tuple(values.get("reasons", ()))
    for name in ("sentence", "trigger"):
        if values.get(name):
            values[name] = Span(**values[name])
    if values.get("time"):
        values["time"] = Time(**values["time"])
    if "order" in values:
        values["order"] = tuple(Order(**o) for o in values["order"])
    for name in ("cue", "content"):
        if name in values:
            values[name] = tuple(Span(**s) for s in values[name])
    return kind(**values)
