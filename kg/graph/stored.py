"""What is read back from a graph, as frozen values: facts, mentions, attributions, entities.

Offsets are characters of the article's text, end exclusive, unless a docstring says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

UNNAMED = "an unnamed source"


def literal_iri(text: str) -> str:
    """An IRI, of a kind, for a plain date or word."""
    return f"urn:kg:literal:{text}"


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """An article of the graph: `title` is its headline, or its id made readable."""

    iri: str
    id: str
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Argument:
    """One filler of a fact, by its role; a plain date or word has no IRI.

    It may be another fact: `name` is then that one's label.
    """

    role: str
    iri: str | None
    name: str

    @property
    def key(self) -> str:
        """The IRI, or for a plain date or word an IRI made of it."""
        return self.iri if self.iri is not None else literal_iri(self.name)


@dataclass(frozen=True, slots=True)
class Report:
    """A statement that a fact comes from: who makes it, and through whom it came."""

    statement: str
    speakers: tuple[str, ...]
    via: tuple[str, ...] = ()
    denied: bool = False  # "did not say that"

    @property
    def speaker(self) -> str:
        """Who makes the statement, in words."""
        return _listed(self.speakers) or UNNAMED


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whom a fact is attributed to: the article itself, or a chain of reports within it.

    `reports` begins with the statement that claims the fact; each further one is the statement
    that reports the one before. It is empty where the article itself asserts the fact.
    """

    article: SourceArticle
    reports: tuple[Report, ...] = ()

    @property
    def is_reported(self) -> bool:
        """Whether only somebody whom the article quotes says so."""
        return bool(self.reports)

    @property
    def is_denied(self) -> bool:
        """Whether a report in the chain was not made: "did not say that"."""
        return any(report.denied for report in self.reports)

    @property
    def source(self) -> str:
        """The one who says so, without those who report it: the article, or the first speakers."""
        return self.reports[0].speaker if self.reports else self.article.title

    def __str__(self) -> str:
        return attribution_phrase(self)


def attribution_phrase(attribution: Attribution) -> str:
    """Whom a fact is attributed to, in words: "Bob Ray (via a lawyer), according to Ann Lee".

    For what an article asserts itself, its title.
    """
    if not attribution.reports:
        return attribution.article.title
    return ", according to ".join(map(_report_phrase, attribution.reports))


def _report_phrase(report: Report) -> str:
    notes = [f"via {_listed(report.via)}"] if report.via else []
    notes += ["who did not say so"] if report.denied else []
    return f"{report.speaker} ({', '.join(notes)})" if notes else report.speaker


def _listed(names: Sequence[str]) -> str:
    """`A, B and C`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of a sentence; `start` counts from the beginning of the article's text."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class FactMention:
    """One place of an article that tells a fact; `words` are offsets into the article's text."""

    article: SourceArticle
    sentence: Sentence
    words: tuple[tuple[int, int], ...]
    pattern: str
    confidence: float
    polarity: str
    certainty: str
    reasons: tuple[str, ...] = ()

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """The words as offsets into the sentence; those that stand outside it are left out."""
        return marks_within(self.sentence, self.words)


def marks_within(
    sentence: Sentence, words: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """Offsets into the article's text as offsets into the sentence, if they lie within it."""
    moved = ((start - sentence.start, end - sentence.start) for start, end in words)
    return tuple((a, b) for a, b in moved if a >= 0 and b <= len(sentence.text))


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of any kind as an article asserts it, or as a statement claims it.

    `graph` is the named graph it was read from. A fact that is both asserted and claimed, or
    claimed by two, is read once from each graph, with the mentions that belong to that graph.
    """

    iri: str
    graph: str
    kind: str
    types: tuple[str, ...]  # Acquisition, foundedBy; none for others and plain events
    label: str
    arguments: tuple[Argument, ...]
    attribution: Attribution
    mentions: tuple[FactMention, ...]
    polarity: str  # of a statement: whether it was made at all
    certainty: str
    confidence: float | None  # of several mentions the best
    patterns: tuple[str, ...]
    time: str  # of events, attributes and statements
    status: str  # of roles, as the next two
    start: str
    end: str
    text: str  # what a statement says, as the next fields
    cues: tuple[str, ...]
    quotation: str
    force: str
    content_polarity: str
    media: tuple[str, ...]

    def fillers(self, *roles: str) -> tuple[Argument, ...]:
        """The arguments with one of these roles, in order."""
        return tuple(argument for argument in self.arguments if argument.role in roles)


@dataclass(frozen=True, slots=True)
class Link:
    """An order of two events or a part of a whole: `relation` is "after", "because of", …"""

    source: str
    relation: str
    target: str
    graph: str
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that articles speak of, and the articles that do."""

    iri: str
    name: str
    type: str
    aliases: tuple[str, ...]
    articles: tuple[SourceArticle, ...]


@dataclass(frozen=True, slots=True)
class EntityMention:
    """Words that stand for an entity, a date or an amount; offsets into the article's text.

    `sieve` names the coreference rule that tied the words to their antecedent.
    """

    iri: str
    article: SourceArticle
    start: int
    end: int
    text: str
    forms: tuple[str, ...]
    entities: tuple[str, ...]  # IRIs
    antecedent: str
    antecedent_start: int | None
    sieve: str
