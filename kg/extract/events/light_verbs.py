"""Verbs that say little of their own: "made an offer" is an offer, "tends to fall" a fall.

And "is": what somebody or something is tells an attribute.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.bare_trigger import bare_trigger
from kg.extract.events.argument_fillers import fact_at, key_of, mention_of
from kg.extract.events.argument_slots import CLAUSES, PREDICATES
from kg.model import Argument, Event, Span
from kg.patterns import word_set
from kg.syntax import Arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

# with one of these a verb has a meaning of its own: "gave Roe the option", "made it a priority"
_OWN_MEANING = frozenset({syntax.INDIRECT_OBJECT, *PREDICATES, *CLAUSES})


def without_light_verbs(
    document: Document, arcs: Arcs, events: Mapping[int, Event]
) -> dict[int, Event]:
    """The events by their token, where a verb that says little has left its part to another.

    Such a verb stays in the record as a trigger alone.
    """
    full = dict(events)
    for i in sorted(i for i in full if i >= 0):
        verb = document.doc[i]
        if not syntax.is_verb(verb):
            continue
        noun = _carried_noun(arcs, verb, full)
        if noun is not None:
            full[noun.i] = _carried(document, verb, full[i], noun, full[noun.i])
        if noun is not None or _is_raising(arcs, verb) or verb.lemma_ == "be":
            full[i] = bare_trigger(full[i])
    return full


def _carried_noun(arcs: Arcs, verb: Token, events: Mapping[int, Event]) -> Token | None:
    """The noun of the happening that a light verb brings about."""
    if verb.lemma_.lower() not in word_set("generic-events", "light"):
        return None
    if any(a.label in _OWN_MEANING for a in arcs[verb.i]):
        return None
    wanted = syntax.PASSIVE_SUBJECT if syntax.is_passive(verb) else syntax.OBJECT
    nouns = [a.token for a in arcs[verb.i] if a.label == wanted and not a.inherited]
    if len(nouns) != 1 or syntax.has_child(nouns[0], syntax.CONJUNCT):
        return None
    event = events.get(nouns[0].i)
    is_first = event is not None and event.trigger is not None and event.sameAs is None
    return nouns[0] if is_first else None


def _carried(document: Document, verb: Token, light: Event, noun: Token, own: Event) -> Event:
    """The event of the noun with what takes part by the verb, told by both words."""
    known = {key_of(document, a) for a in own.arguments}
    added = [a for a in _of_verb(document, verb, light, noun) if key_of(document, a) not in known]
    spans = [s for s in (light.trigger, own.trigger) if s is not None]
    return replace(
        own,
        arguments=(*own.arguments, *added),
        trigger=Span(min(s.start for s in spans), max(s.end for s in spans)),
        time=own.time or light.time,
        polarity=light.polarity,
        certainty=light.certainty,
    )


def _of_verb(document: Document, verb: Token, light: Event, noun: Token) -> Iterator[Argument]:
    """What takes part by the verb, without the noun; who receives or undergoes it is no agent."""
    of_noun = document.mention_of(noun)
    role_of_subject = _role_of_subject(verb)
    for argument in light.arguments:
        mention = mention_of(document, argument)
        if argument.fact == fact_at(noun) or (mention is not None and mention == of_noun):
            continue
        yield replace(argument, role=role_of_subject) if argument.role == "agent" else argument


def _role_of_subject(verb: Token) -> str:
    """The part of the subject of a light verb in what the verb brings about."""
    lemma = verb.lemma_.lower()
    if lemma in word_set("generic-events", "receiving"):
        return "recipient"
    return "patient" if lemma in word_set("generic-events", "undergoing") else "agent"


def _is_raising(arcs: Arcs, verb: Token) -> bool:
    """Whether the verb says nothing beside its infinitive: "tends to fall"."""
    if verb.lemma_.lower() not in word_set("generic-events", "raising"):
        return False
    complements = (a.token for a in arcs[verb.i] if a.label == syntax.OPEN_COMPLEMENT)
    return any(map(syntax.is_verb, complements))
