"""Events: typed ones and plain ones, with who took part, when, whether they came about, and in what order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.document import Block, Document
from kg.extract.arcs import Arcs
from kg.extract.confidence import confidence_of
from kg.extract.identity import definite_events, with_identity
from kg.extract.matcher import Filler, Match, matches
from kg.extract.order import with_order
from kg.extract.reality import certainty_of, polarity_of
from kg.extract.times import times_of
from kg.model import Argument, Event, Span, Time
from kg.patterns import words
from kg.timex import period_of

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
    events.update(definite_events(document, events))
    ordered = with_order(document, arcs, events)
    return with_identity(document, sorted(ordered, key=lambda e: (e.trigger or e.sentence, e.type)))


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
