"""What the writers of quads ask about one article, and the literals and times they share."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import Links, at, clean, link
from kg.model import Annotation, Entity, Fact, KgError, Mention, Span, Statement
from kg.schema import KG, RDF, RDFS, SEM, TIME, XSD, terms
from kg.timex import Period, period_of, xsd_duration


class GraphError(KgError):
    """A record or a store of which no graph can be made."""


@dataclass(frozen=True)
class QuadContext:
    """One article with its annotation, by id, and its IRIs."""

    annotation: Annotation
    links: Links

    @classmethod
    def of(cls, annotation: Annotation, base: str) -> QuadContext:
        """The annotation with its IRIs under a base."""
        return cls(annotation, link(annotation, base))

    @cached_property
    def mentions(self) -> dict[str, Mention]:
        """Mentions by id."""
        return {m.id: m for m in self.annotation.mentions}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {e.id: e for e in self.annotation.entities}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Facts by id."""
        return {f.id: f for f in self.annotation.facts}

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, in the order of the record."""
        return tuple(f for f in self.annotation.facts if isinstance(f, Statement))

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the facts, the shortest first: the first that fits is the closest."""
        return sorted({f.sentence for f in self.annotation.facts}, key=lambda s: (len(s), s))

    @property
    def article(self) -> NamedNode:
        """The article, and the graph of what it asserts."""
        return NamedNode(self.links.article)

    @property
    def text_graph(self) -> NamedNode:
        """The graph of text, sentences, mentions and tellings."""
        return NamedNode(self.links.text)

    def words(self, span: Span) -> str:
        """The characters of the article's text."""
        return self.annotation.article.text[span.start : span.end]

    def phrase(self, span: Span) -> NamedNode:
        """The node of these characters."""
        return NamedNode(at(self.links.article, "char", span))

    def graph(self, fact: Fact) -> NamedNode:
        """The graph of the fact's source: the article's, or that of the statement above it."""
        return NamedNode(self.links.graph(fact))

    def where(self, fact: Fact) -> str:
        """How an error names a fact."""
        return f"record {self.annotation.article.id!r}: {fact.kind} {fact.id}"


def text(words: str) -> Literal:
    """A plain literal, of the same length, of characters that every format can hold."""
    return Literal(clean(words))


def name(words: str) -> Literal:
    """A literal of words as they are shown: white space collapsed."""
    return Literal(" ".join(clean(words).split()))


def number(value: float) -> Literal:
    """An xsd:decimal in canonical form: the store gives back what it was given."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise GraphError(f"number {value!r}: must be a finite number; annotate the article anew")
    digits = format(Decimal(str(value)), "f")
    return Literal(
        digits.rstrip("0").rstrip(".") if "." in digits else digits, datatype=XSD.decimal
    )


def count(value: int) -> Literal:
    """An xsd:integer: Oxigraph keeps no narrower kind."""
    return Literal(str(int(value)), datatype=XSD.integer)


def value(cls: str, word: str) -> NamedNode:
    """The individual of a kg: class that a word of the record means, such as kg:Negative."""
    if word.capitalize() not in terms().get(cls, ()):
        raise GraphError(
            f"{cls.lower()} {word!r}: known are {', '.join(sorted(terms()[cls])).lower()}; "
            "annotate the article anew"
        )
    return KG[word.capitalize()]


def date(value: str) -> tuple[NamedNode, Literal, NamedNode] | None:
    """OWL-Time property, literal and kg:precision of a minute, day, month or year; else None."""
    period = period_of(value)
    if period is None:
        return None
    day = period.first.isoformat()
    if period.clock:
        clock, zone = period.clock[:5], period.clock[5:]
        at = Literal(
            f"{day}T{clock}:00{zone}", datatype=XSD.dateTimeStamp if zone else XSD.dateTime
        )
        return TIME.inXSDDateTimeStamp if zone else TIME.inXSDDateTime, at, KG.Minute
    forms = {
        "Day": (TIME.inXSDDate, day, XSD.date),
        "PartOfDay": (TIME.inXSDDate, day, XSD.date),
        "Month": (TIME.inXSDgYearMonth, day[:7], XSD.gYearMonth),
        "Year": (TIME.inXSDgYear, day[:4], XSD.gYear),
    }
    if period.precision not in forms:
        return None
    property_, text_, type_ = forms[period.precision]
    return property_, Literal(text_, datatype=type_), KG[period.precision]


def instant(node: NamedNode, value: str | None, graph: NamedNode) -> Iterable[Quad]:
    """A time as exact as the text gives it.

    Without a value it can still be before or after others.
    """
    yield Quad(node, RDF.type, TIME.TemporalEntity, graph)
    if value is None:
        return
    dated, period = date(value), period_of(value)
    yield Quad(
        node,
        RDFS.label,
        text(f"{value}0s" if period and period.precision == "Decade" else value),
        graph,
    )
    if dated is not None:
        property_, literal, precision = dated
        yield Quad(node, RDF.type, TIME.Instant, graph)
        yield Quad(node, property_, literal, graph)
        yield Quad(node, KG.precision, precision, graph)
    elif period is not None:
        yield from _interval(node, period, graph)


def _interval(node: NamedNode, period: Period, graph: NamedNode) -> Iterable[Quad]:
    """A week, a quarter, a decade: from its first day to its last.

    Seasons have none: when they begin differs from country to country.
    """
    yield Quad(node, RDF.type, TIME.ProperInterval, graph)
    yield Quad(node, KG.precision, KG[period.precision], graph)
    if period.precision != "Season":
        for property_, which, day in (
            (TIME.hasBeginning, "begin", period.first),
            (TIME.hasEnd, "end", period.last),
        ):
            yield Quad(node, property_, part(node, which), graph)
            yield from instant(part(node, which), day.isoformat(), graph)


def temporal(node: NamedNode, value: str | None, words: str, graph: NamedNode) -> Iterable[Quad]:
    """What words of time mean: a time, or a duration, or no more than the words say."""
    if period_of(value) is not None:
        yield from instant(node, value, graph)
        return
    yield Quad(node, RDF.type, TIME.TemporalEntity, graph)
    yield Quad(node, RDFS.label, name(words), graph)
    if (length := xsd_duration(value)) is not None:
        yield Quad(node, TIME.hasXSDDuration, Literal(length, datatype=XSD.duration), graph)


def part(whole: NamedNode, name: str) -> NamedNode:
    """A node that belongs to another alone, such as an event's time."""
    return NamedNode(f"{whole.value};{name}")


def timed(owner: NamedNode, value: str | None, graph: NamedNode) -> Iterable[Quad]:
    """The time of an event or a statement."""
    yield Quad(owner, SEM.hasTime, part(owner, "time"), graph)
    yield from instant(part(owner, "time"), value, graph)
