"""Why the graph says so: the evidence for every fact about a name, and every mention of it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from html import escape

from pyoxigraph import NamedNode, Store

from kg.deprecation import warn_renamed
from kg.graph.reader import GraphReader
from kg.graph.stored import EntityMention, Fact, FactMention
from kg.highlight_html import card, marked, small
from kg.model import KgError
from kg.patterns import words

_PLAIN = ("positive", "certain")


class ExplainError(KgError):
    """A name that the graph does not know."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that a fact was read from: whom it is attributed to, and which words say so."""

    fact: str
    kind: str
    label: str  # Acquisition(agent=…, patient=…)
    reported: bool  # only somebody whom the article quotes says so
    attributed_to: str  # the article's title, or "Bob Ray, according to Ann Lee"
    sentence: str
    marks: tuple[tuple[int, int], ...]  # offsets into the sentence
    start: int  # of the sentence in the article's text
    article: str  # its title, or its id made readable
    date: str
    pattern: str
    confidence: float
    polarity: str
    certainty: str
    reasons: tuple[str, ...] = ()
    content_polarity: str = ""  # of a statement: that of what is said

    @property
    def said(self) -> bool:
        """The old name of `reported`."""
        warn_renamed("Evidence.said", "Evidence.reported")
        return self.reported

    @property
    def voucher(self) -> str:
        """The old name of `attributed_to`."""
        warn_renamed("Evidence.voucher", "Evidence.attributed_to")
        return self.attributed_to

    @property
    def doubts(self) -> tuple[str, ...]:
        """What keeps it from being plainly so: "negative", "probable", "possible"."""
        doubts = [w for w in (self.polarity, self.certainty) if w not in _PLAIN]
        return (*doubts, *(["content negative"] if self.content_polarity == "negative" else []))

    @property
    def source(self) -> str:
        """Whom it is attributed to, in words."""
        if self.reported:
            return f"attributed to {self.attributed_to}; no article asserts it"
        return f"asserted by {self.attributed_to}"

    def __str__(self) -> str:
        return f"{self.label} · {self.source}\n  {self.sentence}"

    def _repr_html_(self) -> str:
        """The fact, its source, the sentence with its words marked; see `kg.highlight_html`."""
        details = [self.article, self.date, self.pattern, f"confidence {self.confidence:.2f}"]
        lines = [
            f"<b>{escape(' · '.join([self.label, *self.doubts]))}</b>",
            small(self.source),
            marked(self.sentence, self.marks),
            small(" · ".join(filter(None, [*details, *self.reasons]))),
        ]
        return card("<br>".join(lines), self.reported)


@dataclass(frozen=True, slots=True)
class CorefLink:
    """Words that stand for an entity, and why: the antecedent that a rule tied them to.

    The first words for an entity in an article have no antecedent.
    """

    article: str  # its title, or its id made readable
    date: str
    text: str
    start: int  # in the article's text, as `end`
    end: int
    form: str
    sentence: str
    mark: tuple[int, int]  # offsets into the sentence
    antecedent: str = ""
    antecedent_start: int | None = None
    sieve: str = ""  # the rule's name
    reason: str = ""  # what the rule says, in a sentence


def explain(store: Store, name: str) -> list[Evidence]:
    """The evidence for every fact about whoever or whatever has this name, in text order.

    Facts that articles assert and facts that somebody is quoted with are both there; see
    `Evidence.reported`. Raises `ExplainError` with the nearest names for an unknown one.
    """
    reader = GraphReader(store)
    found = [
        _evidence(fact, mention)
        for fact in reader.facts(about=_entities_named(reader, name))
        for mention in fact.mentions
    ]
    return sorted(found, key=lambda e: (e.article, e.start, e.marks, e.reported, e.kind, e.fact))


def chain(store: Store, name: str) -> list[CorefLink]:
    """Every mention of whoever or whatever has this name, in text order, each with its reason.

    Raises `ExplainError` with the nearest names for an unknown one.
    """
    reader = GraphReader(store)
    mentions = reader.entity_mentions(_entities_named(reader, name))
    return sorted(
        (_coref_link(reader, mention) for mention in mentions),
        key=lambda link: (link.article, link.start, link.end, link.date),
    )


def _evidence(fact: Fact, mention: FactMention) -> Evidence:
    return Evidence(
        fact=fact.iri,
        kind=fact.kind,
        label=_label(fact),
        reported=fact.attribution.is_reported,
        attributed_to=str(fact.attribution),
        sentence=mention.sentence.text,
        marks=mention.marks,
        start=mention.sentence.start,
        article=mention.article.title,
        date=mention.article.date,
        pattern=mention.pattern,
        confidence=mention.confidence,
        polarity=mention.polarity,
        certainty=mention.certainty,
        reasons=mention.reasons,
        content_polarity=fact.content_polarity,
    )


def _label(fact: Fact) -> str:
    """The fact on one line: Acquisition(agent=Elon Musk, patient=Twitter)."""
    head = fact.kind
    if fact.kind in ("relation", "event", "attribute"):
        head = next(iter(fact.types), fact.label)
    parts = [f"{a.role}={a.name}" for a in fact.arguments if a.role != "about"]
    text = [repr(fact.text)] if fact.text else []
    return f"{head}({', '.join(parts + text)})"


def _coref_link(reader: GraphReader, mention: EntityMention) -> CorefLink:
    sentence = reader.sentence_of(mention)
    return CorefLink(
        article=mention.article.title,
        date=mention.article.date,
        text=mention.text,
        start=mention.start,
        end=mention.end,
        form=next(iter(mention.forms), ""),
        sentence=sentence.text,
        mark=(mention.start - sentence.start, mention.end - sentence.start),
        antecedent=mention.antecedent,
        antecedent_start=mention.antecedent_start,
        sieve=mention.sieve,
        reason=words("sieves")["reasons"].get(mention.sieve, ""),
    )


def _entities_named(reader: GraphReader, name: str) -> list[NamedNode]:
    """Those whose label this is, in any case; where there are none, those with such an alias."""
    wanted = " ".join(name.split()).casefold()
    known: set[str] = set()
    for alias in (False, True):
        names = reader.names(alias)
        found = [node for own, nodes in names.items() if own.casefold() == wanted for node in nodes]
        if found:
            return found
        known |= names.keys()
    folded = {own.casefold(): own for own in sorted(known)}
    near = [folded[n] for n in difflib.get_close_matches(wanted, list(folded), n=5, cutoff=0.5)]
    cure = f"nearest: {', '.join(near)}" if near else "kg query DIR names lists all"
    raise ExplainError(f"{name!r}: nothing in the graph has this name; {cure}")
