"""What the pages show, as data: made by Python, read by the templates and by the graph's script.

The fields' names are those of the graph's script too.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

# ── facts ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that a fact was read from, cut where marked words begin and end.

    Every second piece is marked: `("I saw ", "Türk", " there")`.
    """

    pieces: tuple[str, ...]
    article: str
    date: str
    pattern: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part in an event, by its node's number, and the word for its part."""

    word: str
    node: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What the network has about an event, an attribute, a statement, a role or a relation."""

    kind: str  # "event", "attribute", "statement", "role", "relation", "order"
    text: str  # what happens, what is stated, or the name of the role or relation
    type: str
    cue: str  # the verb that reports a statement
    date: str
    node: int | None  # of an event, an attribute or a statement: its own
    ends: tuple[int, ...]  # the speakers of a statement, or both ends of a role or relation
    participants: tuple[Participant, ...]
    reported: bool  # no article states it, only somebody whom an article quotes
    denied: bool
    unsaid: bool  # a statement that was not made
    certainty: str
    sources: tuple[str, ...]  # articles, or where it is reported, speakers
    evidence: tuple[Evidence, ...]

    @property
    def nodes(self) -> set[int]:
        """The numbers of all who speak, take part, or are related by it."""
        return {*self.ends, *(participant.node for participant in self.participants)}

    @property
    def attributed(self) -> bool:
        """Whether it is somebody's words: a statement, or what no article states itself."""
        return self.reported or self.kind == "statement"


# ── cards ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a card; `node` is the number of the node that they lead to."""

    kind: str  # "entity", "predicate", "denial", "quotation", "word"
    text: str
    node: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence in which every second piece is marked, and where it is from."""

    pieces: tuple[str, ...]
    origin: tuple[str, ...]  # article, date, pattern, confidence, as far as they are known

    @property
    def source(self) -> str:
        """The line that says where it is from."""
        return " · ".join(self.origin)


@dataclass(frozen=True, slots=True)
class Card:
    """A fact in words: what it says, to whom it is attributed, and its sentences."""

    pieces: tuple[Piece, ...]
    attribution: str
    quotations: tuple[Quotation, ...]
    section: str  # of a page about somebody: a key of style.toml's [headings]
    speakers: tuple[int, ...]  # of a statement
    type: str
    date: str
    date_text: str
    attributed: bool
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Cards of a page under their heading."""

    heading: str
    cards: tuple[Card, ...]


# ── the graph ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Place:
    """Where the middle of a node lies; y grows downwards."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Node:
    """An entity or a fact as it is drawn."""

    id: int
    name: str
    label: str  # the name in lines, with what must stand with it
    category: str  # one of style.toml's [categories], which the legend can hide
    type: str
    shape: str
    size: int
    font: int
    aliases: tuple[str, ...]
    date: str
    reported: bool
    denied: bool
    uncertain: bool
    card: int | None  # the index of its card; an entity has none
    as_edge: bool = False  # an event that an edge of kind "event" stands for
    place: Place = Place(0, 0)
    overview_place: Place | None = None  # where less is shown there is more room


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two nodes, and the cards of all facts behind it."""

    source: int
    target: int
    label: str
    font: int
    kind: str  # as in the network, "relation", or one that stands for boxes: "event", "statements"
    reported: bool
    denied: bool
    cards: tuple[int, ...]
    bend: float = 0.0  # vis-network's roundness, negative to the other side


@dataclass(frozen=True, slots=True)
class Drawing:
    """The graph as it is drawn: nodes, edges, and the cards of all facts."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    cards: tuple[Card, ...]
    hidden: tuple[str, ...] = ()  # categories that it opens without
    overview: tuple[int, ...] | None = None  # the nodes that a big graph opens with
    things: int = 0  # how many nodes there are, where the drawing has the best connected alone


# ── the timeline ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A fact at its date, or one bound of a role's time."""

    date: str  # a TIMEX3 value
    first: dt.date
    last: dt.date
    bound: str  # "from" or "until" for the bounds of a role's time
    fact: Fact


@dataclass(frozen=True, slots=True)
class Day:
    """All that a timeline has at one date, which may be a month or a year."""

    date: str
    title: str
    year: int
    entries: tuple[tuple[str, Card], ...]  # bound and card
    published: tuple[str, ...]  # the titles of articles of this day


@dataclass(frozen=True, slots=True)
class Bar:
    """How many facts a day, month, year or decade has, and the address of its first."""

    key: str
    title: str
    ticked: bool
    stated: int
    attributed: int
    link: str

    @property
    def total(self) -> int:
        """All facts of the bar."""
        return self.stated + self.attributed


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars for each day, month, year or decade."""

    unit: str
    highest: int
    bars: tuple[Bar, ...]
