"""One happening, several tellings: which later event of an article points to which earlier one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.confidence import confidence_of
from kg.extract.factuality import certainty_of, polarity_of
from kg.model import Event, Mention, Span
from kg.patterns import word_set, words
from kg.timex import agree

if TYPE_CHECKING:
    from spacy.tokens import Token

_CORE = {"agent", "patient", "theme", "recipient"}  # the roles that tell an event from others
_SAME_SUM = 0.05  # "over $2.2 billion" may be $2.24 billion
_NEAR = 12  # sentences between a definite noun and what it points back to


@dataclass(frozen=True)
class _Telling:
    """An event with the words that decide whether it is another's: its head, its participants by role."""

    event: Event
    head: Token | None
    core: Mapping[str, frozenset[str]]
    sums: tuple[Mention, ...]
    place: frozenset[str]
    in_title: bool
    definite: bool
    another: bool


def with_identity(document: Document, events: Sequence[Event]) -> tuple[Event, ...]:
    """A later telling of the same happening points to the first.

    The same: one type, no participant, sum or date that clashes, and two participants shared; a telling that leaves a participant out
    ("Roe's purchase") is the only such happening that the article tells in full.
    """
    first = {e.id: e for e in events}
    for cluster in _clusters(document, [e for e in events if e.sameAs is None]):
        earliest = min((t.event for t in cluster), key=_place)
        first.update({t.event.id: earliest for t in cluster})
    out = []
    for event in events:
        told = first[event.sameAs] if event.sameAs is not None else first[event.id]
        out.append(replace(event, sameAs=told.id) if told.id != event.id else event)
    return tuple(out)


def definite_events(document: Document, events: Mapping[int, Event]) -> dict[int, Event]:
    """Nouns like "the deal" that tell of no participant but point back to the only event before them that they can mean, by index of their token."""
    nouns = [
        t
        for t in document.tokens
        if t.pos_ == "NOUN"
        and t.i not in events
        and t.lemma_.lower() in words("identity")["definite"]
        and _points_back(t)
    ]
    if not nouns:
        return {}
    clusters = _clusters(document, list(events.values()))
    number = {sentence.start: n for n, sentence in enumerate(document.doc.sents)}
    out: dict[int, Event] = {}
    for noun in nouns:
        meant = [c for c in clusters if _may_mean(noun, c, number)]
        if len(meant) == 1:
            earliest = min((t.event for t in meant[0]), key=_place)
            out[noun.i] = replace(_telling_by(noun, earliest), sameAs=earliest.id)
    return out


def _telling_by(noun: Token, event: Event) -> Event:
    tokens = [t for t in noun.sent if not t.is_space]
    return Event(
        id=f"event-{noun.idx}",
        type=event.type,
        label=noun.lemma_.lower(),
        arguments=(),
        sentence=Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])),
        trigger=Span(noun.idx, noun.idx + len(noun)),
        polarity=event.polarity,
        certainty=event.certainty,
        pattern="definite:noun",
        confidence=confidence_of("event", "definite"),
    )


def _points_back(noun: Token) -> bool:
    """ "the deal", "this crash", with nothing beside it that would tell which."""
    if noun.dep_ == syntax.COMPOUND or not any(
        c.dep_ == syntax.DETERMINER and c.lower_ in word_set("clauses", "pointers")
        for c in noun.children
    ):
        return False
    harmless = word_set("identity", "tellings", "harmless")
    plain = all(
        c.dep_
        in {syntax.DETERMINER, syntax.PUNCTUATION, syntax.RELATIVE_CLAUSE, syntax.COORDINATOR}
        or (c.dep_ == syntax.ADJECTIVAL_MODIFIER and c.lower_ in harmless)
        for c in noun.children
    )
    return plain and (polarity_of(noun), certainty_of(noun)) == ("positive", "certain")


def _may_mean(noun: Token, cluster: Sequence[_Telling], number: Mapping[int, int]) -> bool:
    """Is what the cluster tells of a kind that the noun names, told before it and not too long ago?"""
    types = words("identity")["definite"][noun.lemma_.lower()]
    here = number[noun.sent.start]
    for telling in cluster:
        head = telling.head
        if (
            telling.event.type not in types
            or telling.event.polarity == "negative"
            or head is None
            or head.i >= noun.i
        ):
            continue
        several = noun.tag_ == "NNS" and not (
            head.tag_ == "NNS" or telling.event.type in {"Layoff", "Sanction", "Meeting"}
        )
        if not several and here - number[head.sent.start] <= _NEAR:
            return True
    return False


def _place(event: Event) -> Span:
    return event.trigger or event.sentence


def _clusters(document: Document, events: Sequence[Event]) -> list[list[_Telling]]:
    """The events by what happened, those told most fully first."""
    mentions = {m.id: m for m in document.mentions}
    tellings = [_telling(document, mentions, e) for e in sorted(events, key=_place)]
    clusters: list[list[_Telling]] = []
    alike: dict[
        tuple[str, str], list[list[_Telling]]
    ] = {}  # those that may be one at all: a long text has thousands of events
    for telling in sorted(tellings, key=lambda t: -len(t.core)):
        kind = (telling.event.type, telling.event.label if telling.event.type == "Event" else "")
        fits = [c for c in alike.get(kind, ()) if all(_is_same(telling, t, document) for t in c)]
        if len(fits) == 1 or (fits and len(telling.core) > 1):
            fits[0].append(telling)
        else:
            clusters.append([telling])
            alike.setdefault(kind, []).append(clusters[-1])
    return clusters


def _telling(document: Document, mention: Mapping[str, Mention], event: Event) -> _Telling:
    core: dict[str, set[str]] = {}
    place: set[str] = set()
    for argument in event.arguments:
        one = mention[argument.mention]
        if argument.role in _CORE:
            core.setdefault(argument.role, set()).add(one.entity or one.id)
        elif argument.role == "place":
            place.add(one.entity or one.id)
    where = _place(event)
    span = document.tokens_at(where)
    head = span.root if span is not None else None
    block = document.block_of(where.start)
    return _Telling(
        event,
        head,
        {role: frozenset(entities) for role, entities in core.items()},
        tuple(mention[m] for m in event.fillers("amount")),
        frozenset(place),
        in_title=block is not None and block.kind == "title",
        definite=head is not None
        and any(
            c.dep_ == syntax.POSSESSOR
            or (c.dep_ == syntax.DETERMINER and c.lower_ in word_set("clauses", "pointers"))
            for c in head.children
        ),
        another=head is not None and any(_tells_apart(c) for c in _around(head)),
    )


def _around(head: Token) -> Iterator[Token]:
    """What stands beside the event, and beside the noun or verb that carries it."""
    yield from head.children
    if head.dep_ == syntax.OBJECT:
        yield from (c for c in head.head.children if c.dep_ == syntax.ADVERBIAL_MODIFIER)


def _tells_apart(child: Token) -> bool:
    return (
        child.dep_
        in {
            syntax.ADVERBIAL_MODIFIER,
            syntax.ADJECTIVAL_MODIFIER,
            syntax.DETERMINER,
            syntax.NUMERAL,
            syntax.NOUN_PHRASE_ADVERBIAL,
        }
        and child.lower_ in word_set("identity", "tellings", "another")
        and not any(
            c.dep_
            in {
                syntax.PREPOSITIONAL_OBJECT,
                syntax.PREPOSITIONAL_COMPLEMENT,
                syntax.NOUN_PHRASE_ADVERBIAL,
            }
            for c in child.children
        )
    )


def _is_same(a: _Telling, b: _Telling, document: Document) -> bool:
    one, other = a.event, b.event
    if one.type != other.type or (one.polarity, one.certainty) != (other.polarity, other.certainty):
        return False
    if one.time and other.time and not agree(one.time.value, other.time.value):
        return False
    shared = a.core.keys() & b.core.keys()
    if (
        not shared
        or any(not _overlap(a.core[r], b.core[r], document) for r in shared)
        or not _sums_agree(a, b)
    ):
        return False
    if one.type == "Event":
        return _is_same_plain(a, b)
    if a.another or b.another or (one.type == "Communication" and "theme" not in shared):
        return False  # two letters to the same person on one day are two
    if one.type == "PriceChange":
        return _is_same_change(a, b)
    if len(shared) >= 2:
        return _complement(a.head) == _complement(b.head) or None in (
            _complement(a.head),
            _complement(b.head),
        )
    return (len(a.core) == 1 or len(b.core) == 1) and _adds_nothing(a, b) and _is_pinned(a, b)


def _overlap(left: frozenset[str], right: frozenset[str], document: Document) -> bool:
    """Is somebody among both, or one a part of the other's group?"""
    if left & right:
        return True
    parts = {(e, document.entity[e].partOf) for e in left | right if e in document.entity}
    return any((x, y) in parts or (y, x) in parts for x in left for y in right)


def _sums_agree(a: _Telling, b: _Telling) -> bool:
    """No sum clashes with one of the same unit."""
    pairs = [
        (x, y)
        for x in a.sums
        for y in b.sums
        if x.amount is not None and y.amount is not None and x.unit == y.unit
    ]
    return not pairs or any(
        abs((x.amount or 0) - (y.amount or 0))
        <= _SAME_SUM * max(abs(x.amount or 0), abs(y.amount or 0))
        for x, y in pairs
    )


def _adds_nothing(a: _Telling, b: _Telling) -> bool:
    """Does one of the two tell only what the other tells, and do their places not part them?"""
    left, right = ({*t.core, *(["amount"] if t.sums else [])} for t in (a, b))
    return (left <= right or right <= left) and not (a.place and b.place and not a.place & b.place)


def _is_pinned(a: _Telling, b: _Telling) -> bool:
    """Happenings that come again need more than one participant to be one: a date, a headline, "the"."""
    if a.event.type not in word_set("identity", "tellings", "repeatable"):
        return True
    dated = a.event.time is not None and b.event.time is not None
    later = max(a, b, key=lambda t: _place(t.event))
    return dated or a.in_title or b.in_title or later.definite


def _is_same_change(a: _Telling, b: _Telling) -> bool:
    """Prices rise and fall all the time: one change has one direction, and one date, one sum, or a headline."""
    for direction in ("rising", "falling"):
        names = word_set("identity", "tellings", direction)
        if a.event.label in names and b.event.label in names:
            summed = bool(a.sums and b.sums)
            dated = (
                a.event.time is not None
                and b.event.time is not None
                and a.event.time.value == b.event.time.value
            )
            return dated or summed or a.in_title != b.in_title
    return False


def _is_same_plain(a: _Telling, b: _Telling) -> bool:
    """Of plain events only what is told twice in the same words: all participants, two at least, and a date or a headline."""
    if (
        a.event.label != b.event.label
        or a.core != b.core
        or len(a.core) < 2
        or a.another
        or b.another
    ):
        return False
    dated = (
        a.event.time is not None
        and b.event.time is not None
        and a.event.time.value == b.event.time.value
    )
    return dated or a.in_title != b.in_title


def _complement(head: Token | None) -> str | None:
    """What somebody is kept from or made to do: "barred from using", "barred from selling" are two."""
    if head is None:
        return None
    gerunds = (
        g
        for c in head.children
        for g in (
            (c,)
            if c.dep_ == syntax.OPEN_COMPLEMENT
            else c.children
            if c.dep_ == syntax.PREPOSITION
            else ()
        )
        if g.dep_ in {syntax.OPEN_COMPLEMENT, syntax.PREPOSITIONAL_COMPLEMENT}
    )
    return next((g.lemma_ for g in gerunds), None)
