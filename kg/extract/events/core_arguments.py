"""Who and what takes part in an event by its grammar, together with whom the scorer found.

The scorer of participants learnt from names and people. What is no name takes part as well: "the
race was called off", "sold its shares", "agreed to sell". Where what fills a role is a happening
itself, the argument points to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from kg import syntax
from kg.document import Document
from kg.extract.events.argument_fillers import (
    fact_at,
    fillers_of,
    key_of,
    mention_of,
    root_of_argument,
)
from kg.extract.events.argument_slots import SOMEBODY, is_infinitive, slots_of
from kg.extract.mentions import kind_of
from kg.model import Argument, Event
from kg.patterns import word_set
from kg.syntax import Arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURELY = 0.5  # probability from which on a noun without participants tells an event
_FEWEST_OF_NOUN = 2  # arguments below which the grammar adds none to the event of a noun
_MAIN = frozenset({"agent", "patient", "theme", "recipient"})
_BY_GRAMMAR_ALONE = frozenset({"agent", "patient"})
_SCORED_VERB = "event:scored-verb"
_PLAIN = "Event"
_Found: TypeAlias = "Sequence[tuple[Token, Argument]]"


def with_core_arguments(
    document: Document, arcs: Arcs, events: Mapping[int, Event], chances: Mapping[int, float]
) -> dict[int, Event]:
    """The events by their token, each with what its grammar says takes part.

    `chances` has for each verb and noun the probability that it tells an event.
    """
    eventive = frozenset(i for i, e in events.items() if _is_eventive(e, chances.get(i, 0.0)))
    return {
        i: _completed(document, arcs, document.doc[i], event, eventive) if i >= 0 else event
        for i, event in events.items()
    }


def _is_eventive(event: Event, chance: float) -> bool:
    """Whether more is known of the event than its word, or the word is surely that of one."""
    if event.type != _PLAIN or event.arguments or event.sameAs is not None:
        return True
    return chance >= _SURELY


def _completed(
    document: Document, arcs: Arcs, trigger: Token, event: Event, eventive: AbstractSet[int]
) -> Event:
    """The event with the arguments of its grammar, which decides where the scorer differs.

    A pattern decides itself who takes part in its roles.
    """
    found = [
        filler
        for slot in slots_of(document, arcs, trigger)
        for filler in fillers_of(document, slot, trigger, eventive)
    ]
    kept = event.arguments
    if event.pattern == _SCORED_VERB:
        kept = tuple(a for a in kept if not _is_contradicted(document, a, trigger, found))
    if not syntax.is_verb(trigger) and len(kept) + len(found) < _FEWEST_OF_NOUN:
        return event
    roots = {root.i for a in kept if (root := root_of_argument(document, a)) is not None}
    taken = {a.role for a in kept} if event.type != _PLAIN else set()
    arguments = [_pointing_to_event(document, a, trigger, eventive) for a in kept]
    known = {key_of(document, a) for a in arguments}
    for token, argument in found:
        key = key_of(document, argument)
        if key not in known and token.i not in roots and argument.role not in taken:
            known.add(key)
            arguments.append(argument)
    return replace(event, arguments=tuple(arguments))


def _pointing_to_event(
    document: Document, argument: Argument, trigger: Token, eventive: AbstractSet[int]
) -> Argument:
    """The argument as a pointer to an event, where its words tell one: "put off the vote"."""
    root, mention = root_of_argument(document, argument), mention_of(document, argument)
    if root is None or mention is None or root.i == trigger.i or root.i not in eventive:
        return argument
    is_thing = mention.form == "nominal" and mention.type == "Other"
    return Argument(argument.role, fact=fact_at(root)) if is_thing else argument


def _is_contradicted(document: Document, argument: Argument, trigger: Token, found: _Found) -> bool:
    """Whether the grammar of a verb puts somebody else where the scorer put this one.

    1. a thing that receives, what stands beside the event, and "a plan to sell", which sells
       nothing
    2. the word stands in another role
    3. another word stands in this role
    """
    root, mention = root_of_argument(document, argument), mention_of(document, argument)
    if root is None or mention is None or argument.role not in _MAIN:
        return False
    if kind_of(document, mention) not in SOMEBODY and _is_no_place_of_thing(
        argument, trigger, root
    ):
        return True
    if _is_adjunct(root):
        return True
    own = [a.role for token, a in found if token.i == root.i]
    if own:
        return own[0] != argument.role
    return argument.role in _BY_GRAMMAR_ALONE and argument.role in {a.role for _, a in found}


def _is_no_place_of_thing(argument: Argument, trigger: Token, root: Token) -> bool:
    """Whether what is nobody cannot take this part: it receives nothing, and no plan acts."""
    if argument.role == "recipient":
        return True
    is_noun_above = trigger.dep_ == syntax.ADNOMINAL_CLAUSE and trigger.head.i == root.i
    return argument.role == "agent" and is_noun_above and is_infinitive(trigger)


def _is_adjunct(root: Token) -> bool:
    """Whether the word stands behind a preposition of what takes no part: "after the concert"."""
    preposition = syntax.preposition_of(root)
    return preposition is not None and preposition.lower_ in word_set("generic-events", "beside")
