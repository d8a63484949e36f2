"""Coreference of events: which later mention of an event points to which earlier one."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.confidence import confidence_of
from kg.extract.factuality import certainty_of, polarity_of
from kg.extract.mentions import entity_key
from kg.extract.nearby import block_at
from kg.model import Event, Mention, Span
from kg.patterns import word_set, words
from kg.timex import agree

if TYPE_CHECKING:
    from spacy.tokens import Token

log = logging.getLogger("kg")

_CORE = {"agent", "patient", "theme", "recipient"}  # the roles that tell one event from others
_SAME_SUM = 0.05  # "over $2.2 billion" may be $2.24 billion
_MOST_COMPARED = 500  # events of one kind with one participant
_NEAR = 12  # sentences between a definite noun and what it points back to
_HARMLESS = frozenset(
    {syntax.DETERMINER, syntax.PUNCTUATION, syntax.RELATIVE_CLAUSE, syntax.COORDINATOR}
)
_MODIFIERS = frozenset(
    {
        syntax.ADVERBIAL_MODIFIER,
        syntax.ADJECTIVAL_MODIFIER,
        syntax.DETERMINER,
        syntax.NUMERAL,
        syntax.NOUN_PHRASE_ADVERBIAL,
    }
)
_BEHIND_MODIFIER = frozenset(
    {
        syntax.PREPOSITIONAL_OBJECT,
        syntax.PREPOSITIONAL_COMPLEMENT,
        syntax.NOUN_PHRASE_ADVERBIAL,
    }
)
_GERUNDS = frozenset({syntax.OPEN_COMPLEMENT, syntax.PREPOSITIONAL_COMPLEMENT})


@dataclass(frozen=True)
class _EventMention:
    """An event with what decides whether it is another's: its head, its participants by role."""

    event: Event
    head: Token | None
    core: Mapping[str, frozenset[str]]
    sums: tuple[Mention, ...]
    place: frozenset[str]
    in_title: bool
    definite: bool
    another: bool  # "another blast", "a second deal"
    complement: str | None  # the lemma of what somebody is kept from or made to do

    @cached_property
    def signature(self) -> tuple[object, ...]:
        """All that decides whether it is the same as others, but for its place in the text."""
        event = self.event
        return (
            (event.type, event.label, event.polarity, event.certainty),
            event.time.value if event.time is not None else None,
            frozenset(self.core.items()),
            tuple((m.amount, m.unit) for m in self.sums),
            (self.place, self.in_title, self.definite, self.another, self.complement),
        )

    @property
    def span(self) -> Span:
        """The words of the event."""
        return _span(self.event)


def with_coreference(document: Document, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, of which a later mention of the same event points to the first.

    The same: one type, no participant, sum or date that clashes, and two participants shared; an
    event with fewer participants ("Roe's purchase") only where the article has one that fits.
    """
    first = {e.id: e for e in events}
    for cluster in _clusters(document, [e for e in events if e.sameAs is None]):
        earliest = _earliest(cluster)
        first.update({m.event.id: earliest for m in cluster})
    out = []
    for event in events:
        antecedent = first[event.sameAs or event.id]
        is_first = antecedent.id == event.id
        out.append(event if is_first else replace(event, sameAs=antecedent.id))
    return tuple(out)


def definite_events(document: Document, events: Mapping[int, Event]) -> dict[int, Event]:
    """Nouns without participants that point back to an event, by token index.

    Such as "the deal": only where one event before it alone can be meant.
    """
    nouns = [t for t in document.tokens if t.i not in events and _is_definite(t)]
    if not nouns:
        return {}
    clusters = _clusters(document, list(events.values()))
    number = {sentence.start: n for n, sentence in enumerate(document.doc.sents)}
    by_sentence: dict[int, list[tuple[int, _EventMention]]] = {}
    for n, cluster in enumerate(clusters):
        for mention in cluster:
            if mention.head is not None:
                at = number[mention.head.sent.start]
                by_sentence.setdefault(at, []).append((n, mention))
    out: dict[int, Event] = {}
    for noun in nouns:
        here = number[noun.sent.start]
        sentences = range(here - _NEAR, here + 1)
        near = (found for s in sentences for found in by_sentence.get(s, ()))
        meant = {n for n, mention in near if _may_mean(noun, mention)}
        if len(meant) == 1:
            earliest = _earliest(clusters[meant.pop()])
            out[noun.i] = replace(_definite_event(noun, earliest), sameAs=earliest.id)
    return out


def _is_definite(token: Token) -> bool:
    """Whether the token is a noun that may point back to an event: "the deal", "this crash"."""
    is_listed = (
        token.pos_ == "NOUN" and token.lemma_.lower() in words("event-coreference")["definite"]
    )
    return is_listed and _points_back(token)


def _definite_event(noun: Token, antecedent: Event) -> Event:
    """The event that a definite noun stands for."""
    tokens = [t for t in noun.sent if not t.is_space]
    return Event(
        id=f"event-{noun.idx}",
        type=antecedent.type,
        label=noun.lemma_.lower(),
        arguments=(),
        sentence=Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])),
        trigger=Span(noun.idx, noun.idx + len(noun)),
        polarity=antecedent.polarity,
        certainty=antecedent.certainty,
        pattern="definite:noun",
        confidence=confidence_of("event", "definite"),
    )


def _points_back(noun: Token) -> bool:
    """Whether the noun has a definite determiner, and nothing else that says which one is meant."""
    if noun.dep_ == syntax.COMPOUND or not any(_is_pointer(c) for c in noun.children):
        return False
    if not all(_is_harmless(c) for c in noun.children):
        return False
    return (polarity_of(noun), certainty_of(noun)) == ("positive", "certain")


def _is_pointer(child: Token) -> bool:
    """Whether the word is a definite determiner: "the", "this"."""
    return child.dep_ == syntax.DETERMINER and child.lower_ in word_set("clauses", "pointers")


def _is_harmless(child: Token) -> bool:
    """Whether a definite noun may have the child and still point back: "the latest deal"."""
    if child.dep_ == syntax.ADJECTIVAL_MODIFIER:
        return child.lower_ in word_set("event-coreference", "tellings", "harmless")
    return child.dep_ in _HARMLESS


def _may_mean(noun: Token, mention: _EventMention) -> bool:
    """Whether the noun names the kind of the event, which stands before it."""
    types = words("event-coreference")["definite"][noun.lemma_.lower()]
    event, head = mention.event, mention.head
    if event.type not in types or event.polarity == "negative":
        return False
    if head is None or head.i >= noun.i:
        return False
    return _agrees_in_number(noun, head, event)


def _agrees_in_number(noun: Token, head: Token, event: Event) -> bool:
    """Whether a plural noun stands for a plural, or for an event that plurals are used of."""
    if noun.tag_ != "NNS" or head.tag_ == "NNS":
        return True
    return event.type in word_set("event-coreference", "plural_types")


def _span(event: Event) -> Span:
    return event.trigger or event.sentence


def _earliest(cluster: Sequence[_EventMention]) -> Event:
    return min((m.event for m in cluster), key=_span)


def _clusters(document: Document, events: Sequence[Event]) -> list[list[_EventMention]]:
    """The events by what happened, those with most participants first."""
    mentions = {m.id: m for m in document.mentions}
    found = [_event_mention(document, mentions, e) for e in sorted(events, key=_span)]
    clusters: list[_Cluster] = []
    index = _ClusterIndex(document)
    for mention in sorted(found, key=lambda m: -len(m.core)):
        fits = [c for c in index.sharing_participants(mention) if c.takes(mention, document)]
        is_specific = len(mention.core) > 1
        if len(fits) == 1 or (fits and is_specific):
            fits[0].add(mention)
        else:
            clusters.append(_Cluster(mention))
            index.add(clusters[-1])
    return [cluster.mentions for cluster in clusters]


class _Cluster:
    """Mentions of one event.

    Of those that are alike in all that decides, a new mention is compared with the first and the
    last in the text, and not with every one: a firm may be sold a thousand times in a long text.
    """

    def __init__(self, mention: _EventMention) -> None:
        self.mentions: list[_EventMention] = []
        self._ends: dict[tuple[object, ...], list[_EventMention]] = {}
        self.add(mention)

    def add(self, mention: _EventMention) -> None:
        """Let the mention be one more of this event."""
        self.mentions.append(mention)
        alike = [*self._ends.get(mention.signature, ()), mention]
        by_place = sorted(alike, key=lambda m: m.span)
        self._ends[mention.signature] = [by_place[0], by_place[-1]]

    def takes(self, mention: _EventMention, document: Document) -> bool:
        """Whether the mention can be the same event as each of them."""
        return all(
            _is_same(mention, other, document) for ends in self._ends.values() for other in ends
        )


class _ClusterIndex:
    """Clusters by kind and by the participants of their first mention.

    Only events of one type or lemma with a participant in common can be the same, and a long text
    has thousands of events.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._clusters: dict[tuple[str, ...], list[tuple[int, _Cluster]]] = {}
        self._number = 0
        self._is_warned = False
        self._parts: dict[str, list[str]] = {}
        for entity in document.entities:
            if entity.partOf is not None:
                self._parts.setdefault(entity.partOf, []).append(entity.id)

    def add(self, cluster: _Cluster) -> None:
        """Put a cluster behind the others."""
        self._number += 1
        for key in _keys(cluster.mentions[0]):
            self._clusters.setdefault(key, []).append((self._number, cluster))

    def sharing_participants(self, mention: _EventMention) -> list[_Cluster]:
        """The clusters that have a participant, a part of it or its whole in the same role.

        In the order of adding. Of more than `_MOST_COMPARED` for one participant the last ones.
        """
        found: dict[int, _Cluster] = {}
        for *kind_and_role, entity in _keys(mention):
            known = self._document.entity.get(entity)
            whole = [known.partOf] if known is not None and known.partOf is not None else []
            for related in (entity, *whole, *self._parts.get(entity, ())):
                clusters = self._clusters.get((*kind_and_role, related), [])
                if len(clusters) > _MOST_COMPARED:
                    self._warn()
                found.update(clusters[-_MOST_COMPARED:])
        return [found[n] for n in sorted(found)]

    def _warn(self) -> None:
        """Say once which article has more events than are compared."""
        if not self._is_warned:
            log.warning(
                "%s: more than %d events of one kind with the same participant; each is compared "
                "with the last %d only, so that some mentions of one event may stay apart",
                self._document.article.id,
                _MOST_COMPARED,
                _MOST_COMPARED,
            )
        self._is_warned = True


def _keys(mention: _EventMention) -> Iterator[tuple[str, str, str, str]]:
    """Type, lemma where that counts, role and participant, for each participant."""
    event = mention.event
    label = event.label if event.type == "Event" else ""
    for role, entities in mention.core.items():
        for entity in sorted(entities):
            yield event.type, label, role, entity


def _event_mention(
    document: Document, mentions: Mapping[str, Mention], event: Event
) -> _EventMention:
    """The event with its head, participants, sums and places."""
    core: dict[str, set[str]] = {}
    place: set[str] = set()
    for role, mention in event.filled:
        filler = mentions[mention]
        if role in _CORE:
            core.setdefault(role, set()).add(entity_key(filler))
        elif role == "place":
            place.add(entity_key(filler))
    span = document.tokens_at(_span(event))
    head = span.root if span is not None else None
    block = block_at(document, _span(event).start)
    return _EventMention(
        event,
        head,
        core={role: frozenset(entities) for role, entities in core.items()},
        sums=tuple(mentions[m] for m in event.fillers("amount")),
        place=frozenset(place),
        in_title=block is not None and block.kind == "title",
        definite=head is not None and _has_definite_determiner(head),
        another=head is not None and any(_means_another(c) for c in _modifiers(head)),
        complement=_complement(head),
    )


def _has_definite_determiner(head: Token) -> bool:
    """Whether the noun has a possessor, or a word like "the"."""
    return any(c.dep_ == syntax.POSSESSOR or _is_pointer(c) for c in head.children)


def _modifiers(head: Token) -> Iterator[Token]:
    """What modifies the event, or the verb whose object it is."""
    yield from head.children
    if head.dep_ == syntax.OBJECT:
        yield from syntax.children(head.head, syntax.ADVERBIAL_MODIFIER)


def _means_another(child: Token) -> bool:
    """Whether the word says that it is not the event before: "another", "again"."""
    if child.dep_ not in _MODIFIERS:
        return False
    is_listed = child.lower_ in word_set("event-coreference", "tellings", "another")
    return is_listed and not syntax.has_child(child, *_BEHIND_MODIFIER)


def _is_same(a: _EventMention, b: _EventMention, document: Document) -> bool:
    """Whether two mentions can be of one event."""
    if not _agree(a, b, document):
        return False
    if a.event.type == "Event":
        return _is_same_generic(a, b)
    if a.another or b.another:
        return False
    shared = a.core.keys() & b.core.keys()
    if a.event.type == "Communication" and "theme" not in shared:
        return False  # two letters to the same person on one day are two
    if a.event.type == "PriceChange":
        return _is_same_change(a, b)
    if len(shared) >= 2:
        return _complements_agree(a.complement, b.complement)
    is_short = len(a.core) == 1 or len(b.core) == 1
    return is_short and _adds_nothing(a, b) and _is_pinned(a, b)


def _agree(a: _EventMention, b: _EventMention, document: Document) -> bool:
    """Whether type, factuality, times, shared participants and sums do not clash."""
    one, other = a.event, b.event
    if (one.type, one.polarity, one.certainty) != (other.type, other.polarity, other.certainty):
        return False
    if one.time and other.time and not agree(one.time.value, other.time.value):
        return False
    shared = a.core.keys() & b.core.keys()
    if not shared or not all(_overlap(a.core[r], b.core[r], document) for r in shared):
        return False
    return _sums_agree(a, b)


def _overlap(left: frozenset[str], right: frozenset[str], document: Document) -> bool:
    """Whether an entity is among both, or one is a part of the other."""
    if left & right:
        return True
    parts = {(e, document.entity[e].partOf) for e in left | right if e in document.entity}
    return any((x, y) in parts or (y, x) in parts for x in left for y in right)


def _sums_agree(a: _EventMention, b: _EventMention) -> bool:
    """Whether no sum clashes with one of the same unit."""
    pairs = [
        (x.amount, y.amount)
        for x in a.sums
        for y in b.sums
        if x.amount is not None and y.amount is not None and x.unit == y.unit
    ]
    return not pairs or any(
        abs(left - right) <= _SAME_SUM * max(abs(left), abs(right)) for left, right in pairs
    )


def _adds_nothing(a: _EventMention, b: _EventMention) -> bool:
    """Whether one of the two has only roles that the other has, and their places do not clash."""
    left, right = _roles(a), _roles(b)
    if not (left <= right or right <= left):
        return False
    return not (a.place and b.place) or bool(a.place & b.place)


def _roles(mention: _EventMention) -> set[str]:
    return {*mention.core, *(["amount"] if mention.sums else [])}


def _is_pinned(a: _EventMention, b: _EventMention) -> bool:
    """Whether more than one shared participant says that both are the same event.

    Asked only of events that come again; a date, a headline or "the" does.
    """
    if a.event.type not in word_set("event-coreference", "tellings", "repeatable"):
        return True
    are_dated = a.event.time is not None and b.event.time is not None
    later = max(a, b, key=lambda m: m.span)
    return are_dated or a.in_title or b.in_title or later.definite


def _is_same_change(a: _EventMention, b: _EventMention) -> bool:
    """Whether two rises or two falls are one: by a date, a sum, or a headline.

    Prices rise and fall all the time.
    """
    for direction in ("rising", "falling"):
        lemmas = word_set("event-coreference", "tellings", direction)
        if a.event.label in lemmas and b.event.label in lemmas:
            have_sums = bool(a.sums and b.sums)
            return have_sums or _have_one_date(a, b) or a.in_title != b.in_title
    return False


def _have_one_date(a: _EventMention, b: _EventMention) -> bool:
    """Whether both have the same time."""
    one, other = a.event.time, b.event.time
    return one is not None and other is not None and one.value == other.value


def _is_same_generic(a: _EventMention, b: _EventMention) -> bool:
    """Whether two generic events are one: the same lemma and participants, two at least.

    A date or a headline is needed as well.
    """
    if a.event.label != b.event.label or a.core != b.core:
        return False
    if len(a.core) < 2 or a.another or b.another:
        return False
    return _have_one_date(a, b) or a.in_title != b.in_title


def _complements_agree(a: str | None, b: str | None) -> bool:
    """Whether two complements do not clash: "barred from using", "barred from selling" are two."""
    return a == b or a is None or b is None


def _complement(head: Token | None) -> str | None:
    """The lemma of what somebody is kept from or made to do."""
    if head is None:
        return None
    for child in head.children:
        inner: Sequence[Token] = ()
        if child.dep_ == syntax.OPEN_COMPLEMENT:
            inner = (child,)
        elif child.dep_ == syntax.PREPOSITION:
            inner = list(child.children)
        gerund = next((g for g in inner if g.dep_ in _GERUNDS), None)
        if gerund is not None:
            return gerund.lemma_
    return None
