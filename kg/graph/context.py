"""What the writers of quads ask about one article, and the literals and times they share."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from itertools import islice, pairwise

from kg.graph.terms import (
    KG,
    RDF,
    RDFS,
    SEM,
    TIME,
    XSD,
    Term,
    TermQuad,
    checked_iri,
    iri,
    literal,
    part,
    stored_literal,
)
from kg.iris import Links, at, clean, link
from kg.model import Annotation, Entity, Fact, KgError, Mention, Span, Statement
from kg.schema import terms
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
    def nameless(self) -> frozenset[str]:
        """Ids of the things that only pronouns stand for: nobody can tell what "it" is."""
        described = {m.entity for m in self.annotation.mentions if m.form != "pronoun"}
        return frozenset(
            e.id for e in self.annotation.entities if e.type == "Thing" and e.id not in described
        )

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
        """The sentences of the facts, in the order of the text."""
        return sorted({f.sentence for f in self.annotation.facts})

    @cached_property
    def mentions_in_order(self) -> list[Mention]:
        """The mentions of entities, in the order of the text."""
        of_entities = [
            m
            for m in self.annotation.mentions
            if m.entity is not None and m.entity not in self.nameless
        ]
        return sorted(of_entities, key=lambda m: m.span)

    @cached_property
    def article(self) -> Term:
        """The article, and the graph of what it asserts."""
        return checked_iri(self.links.article)

    @cached_property
    def text_graph(self) -> Term:
        """The graph of text, sentences, mentions and tellings."""
        return iri(self.links.text)

    def words(self, span: Span) -> str:
        """The characters of the article's text."""
        return self.annotation.article.text[span.start : span.end]

    def sentence_of(self, span: Span) -> Span | None:
        """The shortest sentence that holds these characters."""
        if self._sentences_overlap:
            holding = [s for s in self.sentences if s.contains(span)]
            return min(holding, key=lambda s: (len(s), s), default=None)
        last = bisect_right(self.sentences, span.start, key=lambda s: s.start) - 1
        found = self.sentences[last] if last >= 0 else None
        return found if found is not None and found.contains(span) else None

    @cached_property
    def _sentences_overlap(self) -> bool:
        return any(a.end > b.start or a.start == b.start for a, b in pairwise(self.sentences))

    def mentions_within(self, span: Span) -> Iterator[Mention]:
        """The mentions of entities that lie wholly within these characters."""
        first = bisect_left(self.mentions_in_order, span.start, key=lambda m: m.start)
        for mention in islice(self.mentions_in_order, first, None):
            if mention.start > span.end:
                return
            if span.contains(mention.span):
                yield mention

    def phrase(self, span: Span) -> Term:
        """The node of these characters."""
        return iri(at(self.links.article, "char", span))

    def graph(self, fact: Fact) -> Term:
        """The graph of the fact's source: the article's, or that of the statement above it."""
        return iri(self.links.graph(fact))

    def where(self, fact: Fact) -> str:
        """How an error names a fact."""
        return f"record {self.annotation.article.id!r}: {fact.kind} {fact.id}"


def text(words: str) -> Term:
    """A plain literal, of the same length, of characters that every format can hold."""
    return literal(clean(words))


def name(words: str) -> Term:
    """A literal of words as they are shown: white space collapsed."""
    return literal(" ".join(clean(words).split()))


def number(value: float) -> Term:
    """An xsd:decimal, in the form in which the store gives it back."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise GraphError(f"number {value!r}: must be a finite number; annotate the article anew")
    return stored_literal(format(Decimal(str(value)), "f"), XSD.decimal)


def count(value: int) -> Term:
    """An xsd:integer: Oxigraph keeps no narrower kind."""
    return f'"{int(value)}"^^{XSD.integer}'


@cache
def value(cls: str, word: str) -> Term:
    """The individual of a kg: class that a word of the record means, such as kg:Negative."""
    if word.capitalize() not in terms().get(cls, ()):
        raise GraphError(
            f"{cls.lower()} {word!r}: known are {', '.join(sorted(terms()[cls])).lower()}; "
            "annotate the article anew"
        )
    return KG[word.capitalize()]


def date(value: str) -> tuple[Term, Term, Term] | None:
    """OWL-Time property, literal and kg:precision of a minute, day, month or year; else None."""
    period = period_of(value)
    if period is None:
        return None
    day = period.first.isoformat()
    if period.clock:
        clock, zone = period.clock[:5], period.clock[5:]
        at = stored_literal(f"{day}T{clock}:00{zone}", XSD.dateTimeStamp if zone else XSD.dateTime)
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
    return property_, stored_literal(text_, type_), KG[period.precision]


def instant(node: Term, value: str | None, graph: Term) -> Iterable[TermQuad]:
    """A time as exact as the text gives it.

    Without a value it can still be before or after others.
    """
    yield (node, RDF.type, TIME.TemporalEntity, graph)
    if value is None:
        return
    dated, period = date(value), period_of(value)
    yield (
        node,
        RDFS.label,
        text(f"{value}0s" if period and period.precision == "Decade" else value),
        graph,
    )
    if dated is not None:
        property_, literal, precision = dated
        yield (node, RDF.type, TIME.Instant, graph)
        yield (node, property_, literal, graph)
        yield (node, KG.precision, precision, graph)
    elif period is not None:
        yield from _interval(node, period, graph)


def _interval(node: Term, period: Period, graph: Term) -> Iterable[TermQuad]:
    """A week, a quarter, a decade: from its first day to its last.

    Seasons have none: when they begin differs from country to country.
    """
    yield (node, RDF.type, TIME.ProperInterval, graph)
    yield (node, KG.precision, KG[period.precision], graph)
    if period.precision != "Season":
        for property_, which, day in (
            (TIME.hasBeginning, "begin", period.first),
            (TIME.hasEnd, "end", period.last),
        ):
            yield (node, property_, part(node, which), graph)
            yield from instant(part(node, which), day.isoformat(), graph)


def temporal(node: Term, value: str | None, words: str, graph: Term) -> Iterable[TermQuad]:
    """What words of time mean: a time, or a duration, or no more than the words say."""
    if period_of(value) is not None:
        yield from instant(node, value, graph)
        return
    yield (node, RDF.type, TIME.TemporalEntity, graph)
    yield (node, RDFS.label, name(words), graph)
    if (length := xsd_duration(value)) is not None:
        yield (node, TIME.hasXSDDuration, stored_literal(length, XSD.duration), graph)


def timed(owner: Term, value: str | None, graph: Term) -> Iterable[TermQuad]:
    """The time of an event or a statement."""
    yield (owner, SEM.hasTime, part(owner, "time"), graph)
    yield from instant(part(owner, "time"), value, graph)
