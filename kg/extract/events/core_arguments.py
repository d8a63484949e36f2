"""Who and what takes part in an event by its grammar: the subject, the objects, the clause.

The scorer of participants learnt from names and people. What is no name takes part as well: "the
race was called off", "sold its shares", "agreed to sell". Where the filler is a happening itself,
the argument points to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document, once_per_document
from kg.extract.mentions import entity_key, kind_of, root_of
from kg.model import Argument, Event, Mention, Span
from kg.patterns import word_set, words
from kg.syntax import Arc, Arcs, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({syntax.OPEN_COMPLEMENT, syntax.CLAUSAL_COMPLEMENT})
_PREDICATES = frozenset({syntax.ATTRIBUTE, syntax.OBJECT_PREDICATE})
_BEHIND_PREPOSITION = frozenset({syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT})
_NO_PARTICIPANTS = frozenset({"Date", "Title"})
# with one of these a verb has a meaning of its own: "gave Roe the option", "made it a priority"
_OWN_MEANING = frozenset({syntax.INDIRECT_OBJECT, *_PREDICATES, *_CLAUSES})
_AMOUNTS = frozenset({"Money", "Quantity"})
_SOMEBODY = frozenset({"Person", "Organisation", "Group"})
_PRONOUN_SLOTS = frozenset({*syntax.SUBJECTS, syntax.OBJECT, syntax.PREPOSITIONAL_OBJECT})
_DECIDING = frozenset({*_SOMEBODY, "Place"})
_SURELY = 0.5  # probability from which on a noun without participants tells an event
_MAIN = ("agent", "patient", "theme", "recipient")
_FOR_SOMEBODY = frozenset({"recipient", "beneficiary"})


@dataclass(frozen=True, slots=True)
class _Slot:
    """A word in a role by its grammar."""

    role: str
    token: Token
    inherited: bool = False


def with_core_arguments(
    document: Document, arcs: Arcs, events: Mapping[int, Event], chances: Mapping[int, float]
) -> dict[int, Event]:
    """The events by their token, each with what its grammar says takes part.

    `chances` has for each verb and noun the probability that it tells an event.
    """
    happenings = frozenset(
        i for i, event in events.items() if _is_happening(event, chances.get(i, 0.0))
    )
    full = {
        i: _completed(document, arcs, document.doc[i], event, happenings) if i >= 0 else event
        for i, event in events.items()
    }
    for i in sorted(full):
        if i >= 0:
            full.update(_with_light_verb(document, arcs, document.doc[i], full))
            full.update(_without_raising(arcs, document.doc[i], full))
    return full


def _with_light_verb(
    document: Document, arcs: Arcs, verb: Token, events: Mapping[int, Event]
) -> dict[int, Event]:
    """The happening that a verb without meaning of its own brings about, as one event.

    "Made an offer": the noun has what takes part, the verb is left as a word of it.
    """
    if verb.lemma_.lower() not in word_set("generic-events", "light") or not syntax.is_verb(verb):
        return {}
    wanted = syntax.PASSIVE_SUBJECT if syntax.is_passive(verb) else syntax.OBJECT
    nouns = [a.token for a in arcs[verb.i] if a.label == wanted and not a.inherited]
    noun = nouns[0] if len(nouns) == 1 else None
    if noun is None or noun.i not in events or syntax.has_child(noun, syntax.CONJUNCT):
        return {}
    if any(a.label in _OWN_MEANING for a in arcs[verb.i]):
        return {}
    own, light = events[noun.i], events[verb.i]
    if light.trigger is None or own.trigger is None or own.sameAs is not None:
        return {}
    mentions = _by_id(document)
    known = {entity_key(mentions[m]) for _, m in own.filled if m in mentions}
    is_received = verb.lemma_.lower() in word_set("generic-events", "undergoing")
    arguments = list(own.arguments)
    for argument in light.arguments:
        if argument.fact == f"at-{noun.idx}":
            continue
        mention = mentions.get(argument.mention or "")
        if mention is not None and (
            entity_key(mention) in known
            or mention.id == getattr(document.mention_of(noun), "id", None)
        ):
            continue
        role = "recipient" if is_received and argument.role == "agent" else argument.role
        arguments.append(replace(argument, role=role))
    start, end = (
        min(light.trigger.start, own.trigger.start),
        max(light.trigger.end, own.trigger.end),
    )
    merged = replace(
        own,
        arguments=tuple(arguments),
        trigger=Span(start, end),
        time=own.time or light.time,
        polarity=light.polarity,
        certainty=light.certainty,
    )
    return {noun.i: merged, verb.i: replace(light, arguments=(), time=None)}


def _without_raising(arcs: Arcs, verb: Token, events: Mapping[int, Event]) -> dict[int, Event]:
    """A verb that says nothing beside its infinitive, without arguments: "tends to fall"."""
    if verb.lemma_.lower() not in word_set("generic-events", "raising"):
        return {}
    if any(a.label == syntax.OPEN_COMPLEMENT and syntax.is_verb(a.token) for a in arcs[verb.i]):
        return {verb.i: replace(events[verb.i], arguments=(), time=None)}
    return {}


@once_per_document
def _by_id(document: Document) -> Mapping[str, Mention]:
    return {m.id: m for m in document.mentions}


def _completed(
    document: Document, arcs: Arcs, trigger: Token, event: Event, happenings: AbstractSet[int]
) -> Event:
    """The event with the arguments of its grammar, which decides where the scorer differs."""
    found = [
        (token, argument)
        for slot in _slots(document, arcs, trigger)
        for token, argument in _arguments(document, slot, happenings, trigger)
    ]
    kept = [a for a in event.arguments if not _is_contradicted(document, a, trigger, event, found)]
    if not syntax.is_verb(trigger) and len(kept) + len(found) < 2 and not _has_infinitive(trigger):
        return event
    roots = {root.i for a in kept if (root := _root(document, a)) is not None}
    kept = [_as_happening(document, a, trigger, happenings) for a in kept]
    known = {_key(document, a) for a in kept}
    taken = {a.role for a in kept} if event.type != "Event" else set()
    for token, argument in found:
        key = _key(document, argument)
        if key not in known and token.i not in roots and argument.role not in taken:
            known.add(key)
            kept.append(argument)
    return replace(event, arguments=tuple(kept))


def _has_infinitive(noun: Token) -> bool:
    """Whether an infinitive says what the noun is for: "a plan to sell the ship"."""
    return any(_is_infinitive(c) for c in syntax.children(noun, syntax.ADNOMINAL_CLAUSE))


def _root(document: Document, argument: Argument) -> Token | None:
    """The word that heads an argument's mention."""
    mention = _by_id(document).get(argument.mention or "")
    return root_of(document, mention) if mention is not None else None


def _key(document: Document, argument: Argument) -> str:
    """What an argument stands for: an entity, or a fact."""
    mention = _by_id(document).get(argument.mention or "")
    return entity_key(mention) if mention is not None else argument.fact or argument.mention or ""


def _as_happening(
    document: Document, argument: Argument, trigger: Token, happenings: AbstractSet[int]
) -> Argument:
    """The argument as a pointer to an event, where its words tell one: "put off the vote"."""
    root, mention = _root(document, argument), _by_id(document).get(argument.mention or "")
    if root is None or mention is None or root.i == trigger.i or mention.type != "Other":
        return argument
    if mention.form != "nominal" or root.i not in happenings:
        return argument
    return Argument(argument.role, fact=f"at-{root.idx}")


def _is_happening(event: Event, chance: float) -> bool:
    """Whether more is known of the event than its word, or the word is surely that of one."""
    if event.type != "Event" or event.arguments or event.sameAs is not None:
        return True
    return chance >= _SURELY


def root_of_argument(document: Document, argument: Argument) -> int | None:
    """The index of the word that heads an argument's mention; None for a fact."""
    root = _root(document, argument)
    return root.i if root is not None else None


def argument_at(document: Document, role: str, token: Token) -> Argument | None:
    """The argument in this role whose words the token heads; None where no mention is there."""
    mention = document.mention_at(token)
    if mention is None or mention.type in _NO_PARTICIPANTS:
        return None
    filled = _role_of(document, role, mention)
    return Argument(filled, mention.id) if filled is not None else None


def _is_contradicted(
    document: Document,
    argument: Argument,
    trigger: Token,
    event: Event,
    found: Iterable[tuple[Token, Argument]],
) -> bool:
    """Whether the grammar puts somebody else where the scorer put this one."""
    if argument.mention is None or not event.pattern.startswith("event:scored-verb"):
        return False
    mention = _by_id(document).get(argument.mention)
    root = root_of(document, mention) if mention is not None else None
    if mention is None or root is None or argument.role not in _MAIN:
        return False
    kind = kind_of(document, mention)
    if argument.role == "recipient" and kind not in _SOMEBODY:
        return True
    preposition = syntax.preposition_of(root)
    if preposition is not None and preposition.lower_ in word_set("generic-events", "beside"):
        return True
    if argument.role == "agent" and _is_noun_above(trigger, root) and kind not in _SOMEBODY:
        return True
    own = [a for t, a in found if t.i == root.i]
    if own:
        return own[0].role != argument.role
    roles = {a.role for _, a in found}
    return argument.role in roles and argument.role in {"agent", "patient"}


def _is_noun_above(verb: Token, noun: Token) -> bool:
    """Whether the verb is the infinitive of the noun: "a plan to sell" sells nothing."""
    return verb.dep_ == syntax.ADNOMINAL_CLAUSE and verb.head.i == noun.i and _is_infinitive(verb)


def _is_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.children)


def _arguments(
    document: Document, slot: _Slot, happenings: AbstractSet[int], trigger: Token
) -> Iterator[tuple[Token, Argument]]:
    """What fills a slot: each of the coordinated words."""
    for token in with_conjuncts(slot.token):
        if token.i == trigger.i:
            continue
        if slot.role == "measure":
            yield from _measures(document, token)
            continue
        mention = document.mention_at(token)
        is_named = mention is not None and mention.type not in {"Other", *_NO_PARTICIPANTS}
        if syntax.is_verb(token) or (not is_named and token.i in happenings):
            yield token, Argument(slot.role, fact=f"at-{token.idx}")
        elif mention is None and _is_pronoun(token):
            yield token, Argument(slot.role, pronoun_id(token))
        elif mention is not None and mention.type not in _NO_PARTICIPANTS:
            role = _role_of(document, slot.role, mention)
            if role is not None:
                yield token, Argument(role, mention.id)


def _measures(document: Document, token: Token) -> Iterator[tuple[Token, Argument]]:
    """An amount beside the verb: "fell 508 points", "rose by a tenth"."""
    mention = document.mention_at(token)
    if mention is not None and kind_of(document, mention) in _AMOUNTS:
        yield token, Argument("amount", mention.id)


def _is_pronoun(token: Token) -> bool:
    """Whether the word stands for something that the text alone tells: "this", "nobody", "some"."""
    if token.pos_ not in {"PRON", "DET"} or token.tag_ in {"WDT", "WP$", "EX", "PRP$"}:
        return False
    return token.dep_ in _PRONOUN_SLOTS


def pronoun_id(token: Token) -> str:
    """The id of the mention that a pronoun without one gets."""
    return f"pronoun-{token.idx}"


def pronoun_mentions(document: Document, events: Iterable[Event]) -> Iterator[Mention]:
    """The mentions of the pronouns that take part in these events, and that stood in no chain."""
    wanted = {m for e in events for _, m in e.filled if m.startswith("pronoun-")}
    for token in document.tokens if wanted else ():
        if pronoun_id(token) in wanted:
            yield Mention(
                id=pronoun_id(token),
                start=token.idx,
                end=token.idx + len(token),
                text=token.text,
                form="pronoun",
                type="Thing",
            )


def _role_of(document: Document, role: str, mention: Mention) -> str | None:
    """The role, or what it is for an amount, a place, or what is nobody; None for no part."""
    kind = kind_of(document, mention)
    if kind in _AMOUNTS and role == "agent":
        return None
    if kind in _AMOUNTS and role in {"theme", "place", "topic"}:
        return "amount"
    if kind == "Place" and role == "recipient":
        return "place"
    if role in _FOR_SOMEBODY and kind not in _SOMEBODY:
        return "cause" if role == "beneficiary" else "theme"
    return role


def _slots(document: Document, arcs: Arcs, trigger: Token) -> Iterator[_Slot]:
    """The words in the roles that the grammar of the trigger gives."""
    if syntax.is_verb(trigger):
        yield from _slots_of_verb(document, arcs, trigger)
    else:
        yield from _slots_of_noun(document, arcs, trigger)


def _slots_of_verb(document: Document, arcs: Arcs, verb: Token) -> Iterator[_Slot]:
    passive = syntax.is_passive(verb)
    undergone = verb.lemma_.lower() in word_set("generic-events", "undergone")
    has_object = passive or any(
        a.label in {syntax.OBJECT, *_CLAUSES, *_PREDICATES} for a in arcs[verb.i]
    )
    yield from _doers_of_infinitive(document, arcs, verb)
    for arc in arcs[verb.i]:
        label, token = arc.label, arc.token
        if token.lower_ == "it" and verb.lemma_.lower() in word_set("generic-events", "weather"):
            continue
        if label == syntax.SUBJECT and not _is_borrowed_thing(document, verb, arc):
            yield _Slot("patient" if passive or undergone else "agent", token, arc.inherited)
        elif label == syntax.PASSIVE_SUBJECT:
            yield _Slot("patient", token, arc.inherited)
        elif label == syntax.OBJECT:
            yield _Slot("theme" if passive else "patient", token)
        elif label == syntax.INDIRECT_OBJECT and token.pos_ != "ADP":
            yield _Slot("recipient", token)
        elif label == syntax.INDIRECT_OBJECT:
            yield from (_Slot("recipient", a.token) for a in _objects(arcs, token))
        elif label == syntax.AGENT:
            yield from (_Slot("agent", a.token) for a in _objects(arcs, token))
        elif label in _CLAUSES or label in _PREDICATES:
            yield _Slot("theme", token)
            yield from _raised_object(verb, token)
        elif label == syntax.NOUN_PHRASE_ADVERBIAL:
            yield _Slot("measure", token)
        elif label == syntax.PREPOSITION:
            yield from _behind_preposition(document, arcs, verb, token, has_object)


def _doers_of_infinitive(document: Document, arcs: Arcs, verb: Token) -> Iterator[_Slot]:
    """Who would do what an infinitive behind a noun says.

    1. "gave Roe the option to stay"
    2. "the court's decision to stay"
    3. "Acme made plans to leave"
    """
    if verb.dep_ != syntax.ADNOMINAL_CLAUSE or not _is_infinitive(verb):
        return
    noun = verb.head
    is_open = not any(a.label in {syntax.SUBJECT, syntax.PASSIVE_SUBJECT} for a in arcs[verb.i])
    if not is_open or syntax.is_passive(verb) or not syntax.is_verb(noun.head):
        possessors = syntax.children(noun, syntax.POSSESSOR) if is_open else []
        yield from (_Slot("agent", t, True) for t in possessors)
        return
    if noun.dep_ != syntax.OBJECT:
        return
    governor = arcs[noun.head.i]
    for label in (syntax.INDIRECT_OBJECT, syntax.SUBJECT):
        found = [a.token for a in governor if a.label == label and a.token.pos_ != "ADP"]
        people = [
            t
            for t in syntax.children(noun, syntax.POSSESSOR) or found
            if (m := document.mention_at(t)) is not None and kind_of(document, m) in _DECIDING
        ]
        if people:
            yield from (_Slot("agent", t, True) for t in people)
            return


def _raised_object(verb: Token, clause: Token) -> Iterator[_Slot]:
    """Who is made to do it, where the parser makes them the subject: "helped him leave"."""
    if verb.lemma_.lower() not in word_set("generic-events", "acts_on_subject"):
        return
    is_finite = any(c.dep_ == syntax.MARKER or c.tag_ == "MD" for c in clause.children)
    if not is_finite and clause.tag_ in {"VB", "VBG", "JJ", "VBN", "NN"}:
        yield from (_Slot("patient", s) for s in syntax.children(clause, *syntax.SUBJECTS))


def _is_borrowed_thing(document: Document, verb: Token, arc: Arc) -> bool:
    """Whether a thing is only the subject of the copula above: "its aim was to sell"."""
    if not arc.inherited or verb.head.lemma_ != "be":
        return False
    mention = document.mention_at(arc.token)
    return mention is None or mention.type == "Other"


def _objects(arcs: Arcs, preposition: Token) -> Iterator[Arc]:
    return (a for a in arcs[preposition.i] if a.label in _BEHIND_PREPOSITION)


def _behind_preposition(
    document: Document, arcs: Arcs, verb: Token, preposition: Token, has_object: bool
) -> Iterator[_Slot]:
    word = preposition.lower_
    if word == "by":
        yield from (_Slot("measure", a.token) for a in _objects(arcs, preposition))
    table = words("generic-events")["roles"]
    role = next((r for r, listed in table.items() if word in listed), None)
    is_next = preposition.i == verb.i + 1 or (
        preposition.i == verb.i + 2 and verb.doc[verb.i + 1].dep_ in {"prt", "advmod"}
    )
    if word in word_set("generic-events", "beside"):
        return
    for arc in _objects(arcs, preposition):
        if arc.token.lower_ in word_set("generic-events", "part_of_preposition"):
            continue
        mention = document.mention_at(arc.token)
        kind = kind_of(document, mention) if mention is not None else None
        if kind == "Place" and role in {None, *_FOR_SOMEBODY}:
            yield _Slot("place", arc.token)
        elif not has_object and is_next and (role is None or kind not in _SOMEBODY):
            yield _Slot("theme", arc.token)
        elif role is not None and not (role == "recipient" and kind not in _SOMEBODY):
            yield _Slot(role, arc.token)
        else:
            yield _Slot(
                "place"
                if word in word_set("generic-events", "where")
                else "instrument"
                if word == "with"
                else "topic",
                arc.token,
            )


def _slots_of_noun(document: Document, arcs: Arcs, noun: Token) -> Iterator[_Slot]:
    """Whose happening it is, of what, by whom: "the court's ruling", "the sale of the ship"."""
    own = [
        a for a in arcs[noun.i] if a.label in {syntax.POSSESSOR, syntax.PREPOSITION, syntax.AGENT}
    ]
    has_doer = any(a.label == syntax.POSSESSOR or a.token.lower_ == "by" for a in own)
    undergone = noun.lemma_.lower() in word_set("generic-events", "undergone")
    for arc in own:
        if arc.label == syntax.POSSESSOR:
            yield _Slot("patient" if undergone else "agent", arc.token)
            continue
        word = arc.token.lower_
        for inner in _objects(arcs, arc.token):
            mention = document.mention_at(inner.token)
            kind = kind_of(document, mention) if mention is not None else None
            if word == "of":
                somebody = kind in _SOMEBODY and not has_doer and not undergone
                if kind in _AMOUNTS:
                    yield _Slot("amount", inner.token)
                elif not somebody:
                    yield _Slot("patient", inner.token)
            elif word == "by":
                yield _Slot("agent", inner.token)
            elif word not in word_set("generic-events", "beside"):
                table = words("generic-events")["roles"]
                role = next((r for r, listed in table.items() if word in listed), None)
                if role is not None and not (role in _FOR_SOMEBODY and kind not in _SOMEBODY):
                    yield _Slot(role, inner.token)
                else:
                    yield _Slot("place" if kind == "Place" else "topic", inner.token)
    yield from (
        _Slot("theme", c)
        for c in syntax.children(noun, syntax.ADNOMINAL_CLAUSE)
        if _is_infinitive(c)
    )
