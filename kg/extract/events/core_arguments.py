"""Who and what takes part in an event by its grammar: the subject, the objects, the clause.

The scorer of participants learnt from names and people. What is no name takes part as well: "the
race was called off", "sold its shares", "agreed to sell". Where the filler is a happening itself,
the argument points to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import entity_key, root_of
from kg.model import Argument, Event
from kg.patterns import word_set, words
from kg.syntax import Arcs, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({syntax.OPEN_COMPLEMENT, syntax.CLAUSAL_COMPLEMENT})
_UNMENTIONED = frozenset({"Date", "Title"})
_DOERS, _DONE_TO = frozenset({"agent"}), frozenset({"patient", "theme"})
_AMOUNTS = frozenset({"Money", "Quantity"})


@dataclass(frozen=True, slots=True)
class _Slot:
    """A word in a role by its grammar."""

    role: str
    token: Token


def with_core_arguments(
    document: Document, arcs: Arcs, events: Mapping[int, Event]
) -> dict[int, Event]:
    """The events by their token, each with what its grammar says takes part."""
    return {
        i: _completed(document, arcs, document.doc[i], event, events) if i >= 0 else event
        for i, event in events.items()
    }


def _completed(
    document: Document, arcs: Arcs, trigger: Token, event: Event, events: Mapping[int, Event]
) -> Event:
    """The event with the arguments that are missing."""
    arguments = list(event.arguments)
    mentions = {m.id: m for m in document.mentions}
    known = {entity_key(mentions[m]) for _, m in event.filled if m in mentions}
    tokens = {
        root.i
        for _, m in event.filled
        if m in mentions and (root := root_of(document, mentions[m])) is not None
    }
    for slot in _slots(arcs, trigger):
        for argument in _arguments(document, slot, events, trigger):
            if slot.token.i in tokens or argument in arguments:
                continue
            mention = mentions.get(argument.mention or "")
            if mention is not None and entity_key(mention) in known:
                continue
            arguments.append(argument)
    return (
        replace(event, arguments=tuple(arguments))
        if len(arguments) > len(event.arguments)
        else event
    )


def _arguments(
    document: Document, slot: _Slot, events: Mapping[int, Event], trigger: Token
) -> Iterator[Argument]:
    """What fills a slot: each of the coordinated words."""
    for token in with_conjuncts(slot.token):
        if token.i == trigger.i:
            continue
        mention = document.mention_at(token)
        named = mention is not None and mention.type not in {"Other", *_UNMENTIONED}
        if (token.i in events and not named) or syntax.is_verb(token):
            yield Argument(slot.role, fact=f"at-{token.idx}")
        elif mention is not None and mention.type not in _UNMENTIONED:
            role = "amount" if mention.type in _AMOUNTS and slot.role == "theme" else slot.role
            yield Argument(role, mention.id)


def _slots(arcs: Arcs, trigger: Token) -> Iterator[_Slot]:
    """The words in the roles that the grammar of the trigger gives."""
    if syntax.is_verb(trigger):
        yield from _slots_of_verb(arcs, trigger)


def _slots_of_verb(arcs: Arcs, verb: Token) -> Iterator[_Slot]:
    passive = syntax.is_passive(verb)
    undergone = verb.lemma_.lower() in word_set("generic-events", "undergone")
    for arc in arcs[verb.i]:
        label, token = arc.label, arc.token
        if label == syntax.SUBJECT:
            yield _Slot("patient" if passive or undergone else "agent", token)
        elif label == syntax.PASSIVE_SUBJECT:
            yield _Slot("patient", token)
        elif label == syntax.OBJECT:
            yield _Slot("theme" if passive else "patient", token)
        elif label == syntax.INDIRECT_OBJECT:
            if token.pos_ == "ADP":
                yield from (
                    _Slot("recipient", a.token)
                    for a in arcs[token.i]
                    if a.label == syntax.PREPOSITIONAL_OBJECT
                )
            else:
                yield _Slot("recipient", token)
        elif label == syntax.AGENT:
            yield from (
                _Slot("agent", a.token)
                for a in arcs[token.i]
                if a.label == syntax.PREPOSITIONAL_OBJECT
            )
        elif label in _CLAUSES or label in {syntax.ATTRIBUTE, syntax.OBJECT_PREDICATE}:
            yield _Slot("theme", token)
        elif label == syntax.PREPOSITION:
            yield from _behind_preposition(arcs, token)


def _behind_preposition(arcs: Arcs, preposition: Token) -> Iterator[_Slot]:
    table = words("generic-events")["roles"]
    role = next(
        (r for r, prepositions in table.items() if preposition.lower_ in prepositions), "theme"
    )
    for arc in arcs[preposition.i]:
        if arc.label in {syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT}:
            yield _Slot(role, arc.token)
