"""Events: typed ones and plain ones, with who took part, when, whether they came about, and in what order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Block, Document, once_per_document
from kg.extract.confidence import confidence_of
from kg.extract.events.coreference import definite_events, with_identity
from kg.extract.events.generic import Candidate, Happening, candidates_for, happenings_in, joined
from kg.extract.events.ordering import with_order
from kg.extract.events.time_anchoring import present_of, time_of_noun, times_of
from kg.extract.extraction import Extraction
from kg.extract.factuality import certainty_of, polarity_of
from kg.extract.pattern_matcher import Filler, Match, matches
from kg.extract.spans import sentence_of, span_of
from kg.extract.statements.drafting import cue_words
from kg.model import Argument, Event, Time
from kg.patterns import word_set, words
from kg.syntax import document_arcs
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNDERSTOOD = "a participant is understood, not said"
_PRESENT = "told in the present tense, as of the date line"


@once_per_document
def extract(document: Document) -> Extraction:
    """All events in order of their triggers; words that report a statement are no plain event."""
    arcs, cues = document_arcs(document), cue_words(document)
    typed = list(matches(document, arcs, "event"))
    happenings, sure = happenings_in(document)
    known = {m.trigger.i for m in typed}
    plain = [h for h in happenings if h.trigger.i not in known and h.trigger.i not in cues]
    candidates = candidates_for(
        document, arcs, [*(m.trigger for m in typed), *(h.trigger for h in plain)], sure
    )
    nouns = {m.trigger.i for m in typed if m.shape == "noun"} | {
        h.trigger.i for h in plain if h.shape == "noun"
    }
    said_when, now = times_of(document, frozenset(nouns)), present_of(document)
    of_nouns = {
        i: time for i in nouns if (time := time_of_noun(document.doc[i], said_when)) is not None
    }
    times = {**said_when, **of_nouns}
    events = {
        m.trigger.i: _typed(
            m, [*m.fillers, *joined(document, m, candidates.get(m.trigger.i, ()))], times
        )
        for m in typed
    }
    events.update({-1 - n: e for n, e in enumerate(_posts(document))})
    events.update(definite_events(document, events))
    events.update(
        {
            h.trigger.i: _plain(h, candidates.get(h.trigger.i, ()), times)
            for h in plain
            if h.trigger.i not in events
        }
    )
    events.update(
        {
            i: replace(e, time=now[i], reasons=(*e.reasons, _PRESENT))
            for i, e in events.items()
            if i in now and e.time is None
        }
    )
    ordered = [_without_double(e) for e in with_order(document, arcs, events)]
    # what has no type is like nothing else
    identified = with_identity(document, [e for e in ordered if e.type != "Event"])
    found: list[Event] = [*identified, *(e for e in ordered if e.type == "Event")]
    found.sort(key=lambda e: (e.trigger or e.sentence, e.type))
    return Extraction(tuple(found))


def _without_double(event: Event) -> Event:
    """ "Layoffs began after the sale": that the layoffs came after is told of them, not once more of their beginning."""
    double = (
        event.type == "Event"
        and not event.arguments
        and event.label in word_set("clauses", "phases")
    )
    return replace(event, order=()) if double and event.order else event


def _typed(match: Match, fillers: Sequence[Filler], times: Mapping[int, Time]) -> Event:
    """The event of a pattern file."""
    return replace(
        _event(match.trigger, match.shape, fillers, times),
        type=match.pattern.type,
        label=" ".join(w.lemma_.lower() if w == match.trigger else w.lower_ for w in match.words),
        trigger=span_of(match.words),
        pattern=f"{match.pattern.name}:{match.shape}",
        confidence=confidence_of("event", match.shape),
    )


def _plain(
    happening: Happening, candidates: Sequence[Candidate], times: Mapping[int, Time]
) -> Event:
    """The event that the scorers found; its reasons are theirs."""
    fillers = sorted((c.filler for c in candidates), key=lambda f: f.token.i)
    because = tuple(reason for c in candidates[:1] for reason in c.reasons)
    return _event(
        happening.trigger, happening.shape, fillers, times, (*happening.reasons, *because)
    )


def _event(
    trigger: Token,
    shape: str,
    fillers: Sequence[Filler],
    times: Mapping[int, Time],
    reasons: tuple[str, ...] = (),
) -> Event:
    """A plain event at this trigger."""
    present = sorted(
        [trigger, *(c for c in trigger.children if c.dep_ == syntax.PARTICLE)], key=lambda t: t.i
    )
    return Event(
        id=f"event-{trigger.idx}",
        type="Event",
        label=" ".join(w.lemma_.lower() if w == trigger else w.lower_ for w in present),
        arguments=tuple(Argument(f.role, f.mention.id) for f in fillers),
        sentence=sentence_of(trigger),
        trigger=span_of(present),
        polarity=polarity_of(trigger),
        certainty=certainty_of(trigger),
        time=times.get(trigger.i),
        pattern=f"event:scored-{shape}",
        confidence=confidence_of("plain", shape),
        reasons=(*reasons, _UNDERSTOOD) if any(f.inherited for f in fillers) else reasons,
    )


def _posts(document: Document) -> Iterator[Event]:
    """An embedded post is itself something that its author sent, on the day under it."""
    bodies = {b.author: b for b in document.blocks if b.kind == "post"}
    for block in document.blocks:
        if block.kind == "signature" and block.author and block.author in bodies:
            event = _post(document, bodies[block.author], block)
            if event is not None:
                yield event


def _post(document: Document, body: Block, signature: Block) -> Event | None:
    author = next(
        (
            m
            for m in document.mentions
            if signature.author and signature.author.overlaps(m.span) and m.form == "name"
        ),
        None,
    )
    date = next(
        (
            m
            for m in document.mentions
            if signature.date and signature.date.overlaps(m.span) and m.type == "Date"
        ),
        None,
    )
    if author is None:
        return None
    addressed = addressee_of_post(document, body)
    return Event(
        id=f"event-{signature.span.start}",
        type="Communication",
        label="post",
        arguments=(
            Argument("agent", author.id),
            *([Argument("recipient", addressed)] if addressed else []),
        ),
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
        if (
            body.span.contains(mention.span)
            and mention.form == "name"
            and (before in greetings or (not before and mention.text.startswith("@")))
        ):
            return mention.id
    return None
