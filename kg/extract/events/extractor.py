"""Events of a document: typed and generic ones, their participants, time, factuality and order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Block, Document, once_per_document
from kg.extract.confidence import confidence_of
from kg.extract.events.argument_fillers import brought_in
from kg.extract.events.core_arguments import with_core_arguments
from kg.extract.events.coreference import definite_events, with_coreference
from kg.extract.events.gapping import with_gapped_events
from kg.extract.events.generic import (
    Candidate,
    Trigger,
    additional_fillers,
    participant_candidates,
    scored_triggers,
)
from kg.extract.events.light_verbs import without_light_verbs
from kg.extract.events.ordering import with_order
from kg.extract.events.time_anchoring import present_of, time_of_noun, times_of
from kg.extract.extraction import Extraction
from kg.extract.factuality import certainty_of, polarity_of
from kg.extract.nearby import mentions_near
from kg.extract.pattern_matcher import Filler, Match, matches
from kg.extract.spans import sentence_of, span_of
from kg.extract.statements.drafting import cue_words
from kg.model import Argument, Event, Mention, Span, Time
from kg.patterns import word_set, words
from kg.syntax import document_arcs
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNDERSTOOD = "a participant is understood, not said"
_PRESENT = "told in the present tense, as of the date line"


@dataclass(frozen=True, slots=True)
class _Found:
    """The triggers of a document, and who may take part at each, by token index.

    And for each verb and noun the probability that it is a trigger.
    """

    typed: Sequence[Match]
    generic: Sequence[Trigger]
    candidates: Mapping[int, Sequence[Candidate]]
    chances: Mapping[int, float]

    @property
    def nouns(self) -> frozenset[int]:
        """Indices of the nouns among the triggers."""
        typed = {m.trigger.i for m in self.typed if m.shape == "noun"}
        generic = {t.token.i for t in self.generic if t.shape == "noun"}
        return frozenset(typed | generic)


@once_per_document
def extract(document: Document) -> Extraction:
    """All events in order of their triggers; a cue of a statement is no generic event."""
    found = _triggers(document)
    times = _times(document, found.nouns)
    events = _typed_events(document, found, times)
    events.update({-1 - n: e for n, e in enumerate(_embedded_posts(document))})
    events.update(definite_events(document, events))
    events.update(_generic_events(found, times, events))
    events.update(_dated_by_present_tense(document, events))
    ordered = [
        _without_second_order(e) for e in with_order(document, document_arcs(document), events)
    ]
    facts = tuple(_whole_events(document, _in_text_order(document, ordered), events, found))
    return Extraction(facts, *brought_in(document, facts))


def _whole_events(
    document: Document, ordered: Sequence[Event], events: Mapping[int, Event], found: _Found
) -> Iterator[Event]:
    """The events in the same order with all that their grammar tells of them.

    `events` are the same by the index of their trigger.
    """
    arcs, at = document_arcs(document), {e.id: i for i, e in events.items()}
    by_token = {at[e.id]: e for e in ordered}
    full = with_core_arguments(document, arcs, by_token, found.chances)
    parted = with_gapped_events(document, arcs, without_light_verbs(document, arcs, full))
    return (event for e in ordered for event in parted[at[e.id]])


def _triggers(document: Document) -> _Found:
    """Every trigger of a pattern file, and every other word that the scorer takes for one."""
    arcs, cues = document_arcs(document), cue_words(document)
    typed = list(matches(document, arcs, "event"))
    scored, probabilities = scored_triggers(document)
    taken = {m.trigger.i for m in typed} | cues
    generic = [t for t in scored if t.token.i not in taken]
    tokens = [*(m.trigger for m in typed), *(t.token for t in generic)]
    candidates = participant_candidates(document, arcs, tokens, probabilities)
    return _Found(typed, generic, candidates, probabilities)


def _times(document: Document, nouns: frozenset[int]) -> Mapping[int, Time]:
    """When each verb and each of these nouns happens, by token index."""
    times = times_of(document, nouns)
    of_nouns = ((i, time_of_noun(document.doc[i], times)) for i in nouns)
    return {**times, **{i: time for i, time in of_nouns if time is not None}}


def _typed_events(document: Document, found: _Found, times: Mapping[int, Time]) -> dict[int, Event]:
    """The events of pattern files, by the index of their trigger."""
    events = {}
    for match in found.typed:
        candidates = found.candidates.get(match.trigger.i, ())
        fillers = [*match.fillers, *additional_fillers(document, match, candidates)]
        events[match.trigger.i] = _typed_event(match, fillers, times)
    return events


def _generic_events(
    found: _Found, times: Mapping[int, Time], taken: Collection[int]
) -> dict[int, Event]:
    """The events of the scorers, by the index of their trigger, but for those that are taken."""
    return {
        t.token.i: _generic_event(t, found.candidates.get(t.token.i, ()), times)
        for t in found.generic
        if t.token.i not in taken
    }


def _dated_by_present_tense(document: Document, events: Mapping[int, Event]) -> dict[int, Event]:
    """The events without a time that the article reports in the present tense, with its day."""
    times = present_of(document)
    return {
        i: replace(event, time=times[i], reasons=(*event.reasons, _PRESENT))
        for i, event in events.items()
        if i in times and event.time is None
    }


def _without_second_order(event: Event) -> Event:
    """The event, without its order where that is told of the event that begins or ends.

    "Layoffs began after the sale": that it was after the sale is told of the layoffs.
    """
    is_phase = event.type == "Event" and event.label in word_set("clauses", "phases")
    if is_phase and not event.arguments and event.order:
        return replace(event, order=())
    return event


def _in_text_order(document: Document, events: Sequence[Event]) -> list[Event]:
    """The events in order of their triggers, typed ones with their coreference resolved."""
    typed = with_coreference(document, [e for e in events if e.type != "Event"])
    generic = (e for e in events if e.type == "Event")  # without a type they are never the same
    return sorted([*typed, *generic], key=lambda e: (e.trigger or e.sentence, e.type))


def _typed_event(match: Match, fillers: Sequence[Filler], times: Mapping[int, Time]) -> Event:
    """The event of a pattern file."""
    return replace(
        _event(match.trigger, match.shape, fillers, times),
        type=match.pattern.type,
        label=_label(match.trigger, match.words),
        trigger=span_of(match.words),
        pattern=f"{match.pattern.name}:{match.shape}",
        confidence=confidence_of("event", match.shape),
    )


def _generic_event(
    trigger: Trigger, candidates: Sequence[Candidate], times: Mapping[int, Time]
) -> Event:
    """The event that the scorers found; its reasons are theirs."""
    fillers = sorted((c.filler for c in candidates), key=lambda f: f.token.i)
    of_surest = candidates[0].reasons if candidates else ()
    return _event(trigger.token, trigger.shape, fillers, times, (*trigger.reasons, *of_surest))


def _event(
    trigger: Token,
    shape: str,
    fillers: Sequence[Filler],
    times: Mapping[int, Time],
    reasons: tuple[str, ...] = (),
) -> Event:
    """A generic event at this trigger."""
    particles = syntax.children(trigger, syntax.PARTICLE)
    present = sorted([trigger, *particles], key=lambda t: t.i)
    is_understood = any(f.inherited for f in fillers)
    return Event(
        id=f"event-{trigger.idx}",
        type="Event",
        label=_label(trigger, present),
        arguments=tuple(Argument(f.role, f.mention.id) for f in fillers),
        sentence=sentence_of(trigger),
        trigger=span_of(present),
        polarity=polarity_of(trigger),
        certainty=certainty_of(trigger),
        time=times.get(trigger.i),
        pattern=f"event:scored-{shape}",
        confidence=confidence_of("plain", shape),
        reasons=(*reasons, _UNDERSTOOD) if is_understood else reasons,
    )


def _label(trigger: Token, present: Sequence[Token]) -> str:
    """The lemma of the trigger with its particles: "step down"."""
    return " ".join(w.lemma_.lower() if w == trigger else w.lower_ for w in present)


def _embedded_posts(document: Document) -> Iterator[Event]:
    """An embedded post is itself something that its author sent, on the day under it."""
    posts = {b.author: b for b in document.blocks if b.kind == "post"}
    for block in document.blocks:
        if block.kind == "signature" and block.author and block.author in posts:
            event = _embedded_post(document, posts[block.author], block)
            if event is not None:
                yield event


def _embedded_post(document: Document, post: Block, signature: Block) -> Event | None:
    """The sending of the post; None where its author is no known name."""
    author = next((m for m in _mentions_at(document, signature.author) if m.form == "name"), None)
    if author is None:
        return None
    addressee = addressee_of_post(document, post)
    recipients = [Argument("recipient", addressee)] if addressee else []
    return Event(
        id=f"event-{signature.span.start}",
        type="Communication",
        label="post",
        arguments=(Argument("agent", author.id), *recipients),
        sentence=signature.span,
        trigger=signature.span,
        time=_time_of_signature(document, signature),
        pattern="embedded-post",
        confidence=confidence_of("event", "post"),
    )


def _mentions_at(document: Document, span: Span | None) -> Iterator[Mention]:
    """The mentions that share characters with the span."""
    near = mentions_near(document, span) if span else ()
    return (m for m in near if span and span.overlaps(m.span))


def _time_of_signature(document: Document, signature: Block) -> Time | None:
    """The day under a post, where it is one that a calendar has."""
    date = next((m for m in _mentions_at(document, signature.date) if m.type == "Date"), None)
    if date is None or not date.value or not period_of(date.value):
        return None
    return Time(date.value, date.id)


def addressee_of_post(document: Document, post: Block) -> str | None:
    """The id of the mention right after a salutation: "Dear @JaneRoe"."""
    salutations = words("reporting")["greeting"]["salutations"]
    for mention in mentions_near(document, post.span):
        before = document.article.text[post.span.start : mention.start].strip().lower()
        is_greeted = before in salutations
        opens_post = not before and mention.text.startswith("@")
        is_name_inside = post.span.contains(mention.span) and mention.form == "name"
        if is_name_inside and (is_greeted or opens_post):
            return mention.id
    return None
