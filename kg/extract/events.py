"""Events: typed ones and plain ones, with who took part, when, whether they came about, and in what order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import Block, Document
from kg.extract.arcs import Arcs, behind, subjects
from kg.extract.confidence import confidence_of
from kg.extract.matcher import Filler, Match, matches
from kg.extract.reality import certainty_of, polarity_of
from kg.extract.times import times_of
from kg.model import Argument, Event, Order, OrderRelation, Span, Time
from kg.patterns import word_set, words
from kg.timex import agree, period_of

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token


def events_of(document: Document, arcs: Arcs, cues: frozenset[int]) -> tuple[Event, ...]:
    """All events in order of their triggers; verbs in `cues` are told as statements and yield no plain event."""
    found = [m for m in matches(document, arcs, "event") if not (m.trigger.i in cues and m.pattern.type == "Event")]
    times = times_of(document, frozenset(m.trigger.i for m in found if m.shape == "noun"))
    triggers = {m.trigger.i for m in found if m.shape == "noun"}
    events = {m.trigger.i: _event(m, _participants(m, triggers), times) for m in found}
    events.update({-1 - n: e for n, e in enumerate(_posts(document))})
    ordered = _with_order(document, arcs, events)
    return _with_identity(document, sorted(ordered, key=lambda e: (e.trigger or e.sentence, e.type)))


def span_of(tokens: Sequence[Token] | TokenSpan) -> Span:
    """The characters from the first of these tokens to the last."""
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def sentence_of(token: Token) -> Span:
    """The characters of the token's sentence, without the white space around it."""
    tokens = [t for t in token.sent if not t.is_space]
    return span_of(tokens) if tokens else Span(token.idx, token.idx + len(token))


def _participants(match: Match, triggers: set[int]) -> list[Filler]:
    """Who fills the roles; in a plain event nothing that is an event itself ("justified his purchase")."""
    plain = match.pattern.type == "Event"
    return [f for f in match.fillers if not (plain and f.token.i in triggers and f.token.i != match.trigger.i)]


def _event(match: Match, fillers: Sequence[Filler], times: Mapping[int, Time]) -> Event:
    trigger = match.trigger
    time = times.get(trigger.i)
    if time is None and match.shape == "noun":
        time = _time_of_verb(trigger, times)
    return Event(
        id=f"event-{trigger.idx}",
        type=match.pattern.type,
        label=" ".join(w.lemma_.lower() if w == trigger else w.lower_ for w in match.words),
        arguments=tuple(Argument(f.role, f.mention.id) for f in fillers),
        sentence=sentence_of(trigger),
        trigger=span_of([trigger]) if len(match.words) == 1 else span_of(match.words),
        polarity=polarity_of(trigger),
        certainty=certainty_of(trigger),
        time=time,
        pattern=f"{match.pattern.name}:{match.shape}",
        confidence=confidence_of("plain" if match.pattern.type == "Event" else "event", match.shape),
        reasons=("a participant is understood, not said",) if any(f.inherited for f in fillers) else (),
    )


def _time_of_verb(noun: Token, times: Mapping[int, Time]) -> Time | None:
    """An event told as the subject or object of a verb happens when the verb does."""
    return times.get(noun.head.i) if noun.dep_ in {"nsubj", "nsubjpass", "dobj"} else None


def _posts(document: Document) -> Iterator[Event]:
    """An embedded post is itself something that its author sent, on the day under it."""
    bodies = {b.author: b for b in document.blocks if b.kind == "post"}
    for block in document.blocks:
        if block.kind == "signature" and block.author and block.author in bodies:
            event = _post(document, bodies[block.author], block)
            if event is not None:
                yield event


def _post(document: Document, body: Block, signature: Block) -> Event | None:
    author = next((m for m in document.mentions if signature.author and signature.author.overlaps(m.span) and m.form == "name"), None)
    date = next((m for m in document.mentions if signature.date and signature.date.overlaps(m.span) and m.type == "Date"), None)
    if author is None:
        return None
    addressed = addressee_of_post(document, body)
    return Event(
        id=f"event-{signature.span.start}",
        type="Communication",
        label="post",
        arguments=(Argument("agent", author.id), *([Argument("recipient", addressed)] if addressed else [])),
        sentence=signature.span,
        trigger=signature.span,
        time=Time(date.value, date.id) if date and date.value and period_of(date.value) else None,
        pattern="embedded-post",
        confidence=confidence_of("event", "post"),
    )


def addressee_of_post(document: Document, body: Block) -> str | None:
    """The mention right after a salutation: "Dear @JaneRoe"."""
    greetings = words("cues")["greeting"]["salutations"]
    for mention in document.mentions:
        before = document.article.text[body.span.start : mention.start].strip().lower()
        if body.span.contains(mention.span) and mention.form == "name" and (before in greetings or not before and mention.text.startswith("@")):
            return mention.id
    return None


def _with_order(document: Document, arcs: Arcs, events: Mapping[int, Event]) -> list[Event]:
    """Events with what the text says of their order: "after", "following", "was followed by"; because only where it is said."""
    orders: dict[int, list[Order]] = {}
    for i in events:
        if i >= 0:
            for relation, other in _said_order(document.doc[i]):
                target = _event_at(other, events)
                if target is not None and target != i:
                    orders.setdefault(i, []).append(Order(relation, events[target].id))
    for token in document.doc:
        if token.lemma_.lower() in word_set("clauses", "follows") | word_set("clauses", "precedes"):
            for before, after in _followed(token, arcs, events):
                orders.setdefault(after, []).append(Order("after", events[before].id))
    return [replace(e, order=tuple(dict.fromkeys(orders[i]))) if i in orders else e for i, e in events.items() if e.arguments or i in orders or e.time]


def _event_at(token: Token, events: Mapping[int, Event]) -> int | None:
    """The event that this word tells of, itself or inside its "of" phrase ("a number of layoffs")."""
    if token.i in events:
        return token.i
    return next((inner.i for inner in behind(token, {"of"}) if inner.i in events), None)


def _said_order(token: Token) -> Iterator[tuple[OrderRelation, Token]]:
    """What stands after, before or because of this event, by conjunctions and prepositions."""
    for child in token.children:
        word = child.lower_
        if child.dep_ == "prep" or child.dep_ == "advmod" and word in {"after", "before"} or child.dep_ in {"xcomp", "advcl"} and word == "following":
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp", "dobj"}:
                    yield from _by_word(word, inner)
        if child.dep_ == "advcl":
            mark = next((c.lower_ for c in child.children if c.dep_ in {"mark", "advmod", "prep"} and c.i < child.i), None)
            if mark:
                yield from _by_word(mark, child)
    # "layoffs have begun following his purchase": what begins is the noun, its verb carries the order
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.pos_ == "VERB" and token.head.lemma_ in word_set("clauses", "phases"):
        yield from _said_order(token.head)


def _by_word(word: str, other: Token) -> Iterator[tuple[OrderRelation, Token]]:
    if word in word_set("clauses", "after"):
        yield "after", other
    elif word in word_set("clauses", "before"):
        yield "before", other
    elif word in word_set("clauses", "because"):
        yield "causedBy", other


def _followed(token: Token, arcs: Arcs, events: Mapping[int, Event]) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) of "X was followed by Y" and "Y followed X"."""
    first = [a.token for a in subjects(arcs, token)]
    passive = any(a.label == "nsubjpass" for a in arcs[token.i])
    second = (
        [p.token for a in arcs[token.i] if a.label == "agent" for p in arcs[a.token.i]] if passive else [a.token for a in arcs[token.i] if a.label == "dobj"]
    )
    for x in first:
        for y in second:
            i, k = _event_at(x, events), _event_at(y, events)
            if i is not None and k is not None and i != k:
                follows = token.lemma_.lower() in word_set("clauses", "follows")
                yield (i, k) if passive == follows else (k, i)


def _with_identity(document: Document, events: Sequence[Event]) -> tuple[Event, ...]:
    """A later telling of the same happening points to the first.

    The same: one type, no participant or date that clashes, and two participants shared; a telling that leaves a participant out
    ("Roe's purchase") is the only such happening that the article tells in full.
    """
    entity = {m.id: m.entity or m.id for m in document.mentions}
    clusters: list[list[Event]] = []
    for event in sorted(events, key=lambda e: -len(_core(e, entity))):
        fits = [c for c in clusters if all(_is_same(event, e, entity) for e in c)]
        if len(fits) == 1 or fits and len(_core(event, entity)) > 1:
            fits[0].append(event)
        else:
            clusters.append([event])
    first = {e.id: min(c, key=lambda x: x.trigger or x.sentence).id for c in clusters for e in c}
    return tuple(replace(e, sameAs=first[e.id]) if first[e.id] != e.id else e for e in events)


def _core(event: Event, entity: Mapping[str, str]) -> dict[str, set[str]]:
    """The entities of an event by the roles that tell it from others."""
    core: dict[str, set[str]] = {}
    for argument in event.arguments:
        if argument.role in {"agent", "patient", "theme", "recipient"}:
            core.setdefault(argument.role, set()).add(entity[argument.mention])
    return core


def _is_same(a: Event, b: Event, entity: Mapping[str, str]) -> bool:
    if a.type != b.type or a.type == "Event" or a.polarity != b.polarity or a.certainty != b.certainty:
        return False
    if a.time and b.time and not agree(a.time.value, b.time.value):
        return False
    left, right = _core(a, entity), _core(b, entity)
    both = left.keys() & right.keys()
    if not both or any(not left[r] & right[r] for r in both):
        return False
    if a.type == "Communication" and "theme" not in both:
        return False  # two letters to the same person on one day are two
    return len(both) >= 2 or len(left) == 1 or len(right) == 1
