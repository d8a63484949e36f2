"""Which words stand in which role of an event by its grammar: its subject, objects and clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import kind_of
from kg.model import EntityType
from kg.patterns import word_set, words
from kg.syntax import Arc, Arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

AMOUNTS = frozenset({"Money", "Quantity"})
SOMEBODY = frozenset({"Person", "Organisation", "Group"})
FOR_SOMEBODY = frozenset({"recipient", "beneficiary"})
MEASURE = "measure"  # what may be an amount beside the verb, and else is no part: "fell 508 points"
CLAUSES = frozenset({syntax.OPEN_COMPLEMENT, syntax.CLAUSAL_COMPLEMENT})
PREDICATES = frozenset({syntax.ATTRIBUTE, syntax.OBJECT_PREDICATE})
_DECIDING = frozenset({*SOMEBODY, "Place"})
_BEHIND_PREPOSITION = frozenset({syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT})
_AROUND_NOUN = frozenset({syntax.POSSESSOR, syntax.PREPOSITION, syntax.AGENT})
_BETWEEN = frozenset({syntax.PARTICLE, syntax.ADVERBIAL_MODIFIER})
_NONFINITE = frozenset({"VB", "VBG", "VBN", "JJ", "NN"})


@dataclass(frozen=True, slots=True)
class Slot:
    """A word, and the role in which it stands."""

    role: str
    token: Token


def slots_of(document: Document, arcs: Arcs, trigger: Token) -> Iterator[Slot]:
    """The words in the roles that the grammar of a verb or noun gives, each list by its first."""
    if syntax.is_verb(trigger):
        yield from _doers_of_infinitive(document, arcs, trigger)
        for arc in arcs[trigger.i]:
            if not _is_weather(trigger, arc):
                yield from _slots_of_arc(document, arcs, trigger, arc)
    else:
        yield from _slots_of_noun(document, arcs, trigger)


def is_infinitive(verb: Token) -> bool:
    """Whether a "to" belongs to the verb."""
    return any(child.tag_ == "TO" for child in verb.children)


# --- around a verb ------------------------------------------------------------------------------


def _slots_of_arc(document: Document, arcs: Arcs, verb: Token, arc: Arc) -> Iterator[Slot]:
    """The words at the end of one arc of a verb."""
    label, token = arc.label, arc.token
    if label in syntax.SUBJECTS:
        if label == syntax.PASSIVE_SUBJECT or not _is_borrowed_thing(document, verb, arc):
            yield Slot(_role_of_subject(verb, label), token)
    elif label == syntax.OBJECT:
        yield Slot("theme" if syntax.is_passive(verb) else "patient", token)
    elif label == syntax.INDIRECT_OBJECT:
        to_whom = [token] if token.pos_ != "ADP" else _objects(arcs, token)
        yield from (Slot("recipient", t) for t in to_whom)
    elif label == syntax.AGENT:
        yield from (Slot("agent", t) for t in _objects(arcs, token))
    elif label in CLAUSES or label in PREDICATES:
        if not _is_adjunct_clause(arcs, verb, arc):
            yield Slot("theme", token)
        yield from _raised_objects(verb, token)
    elif label == syntax.NOUN_PHRASE_ADVERBIAL:
        yield Slot(MEASURE, token)
    elif label == syntax.PREPOSITION:
        yield from _behind_preposition_of_verb(document, arcs, verb, token)


def _is_weather(verb: Token, arc: Arc) -> bool:
    """Whether it is the "it" of "it rained", which stands for nothing."""
    is_it = arc.token.lower_ == "it"
    return is_it and verb.lemma_.lower() in word_set("generic-events", "weather")


def _role_of_subject(verb: Token, label: str) -> str:
    """Whether a subject does it, or it happens to it."""
    if label == syntax.PASSIVE_SUBJECT or syntax.is_passive(verb):
        return "patient"
    return "patient" if _is_undergone(verb) else "agent"


def _is_undergone(trigger: Token) -> bool:
    """Whether it tells what its subject undergoes: "fall", "growth"."""
    return trigger.lemma_.lower() in word_set("generic-events", "undergone")


def _is_borrowed_thing(document: Document, verb: Token, arc: Arc) -> bool:
    """Whether a thing is only the subject of the copula above: "its aim was to sell"."""
    if not arc.inherited or verb.head.lemma_ != "be":
        return False
    return _kind(document, arc.token) in {None, "Other"}


def _doers_of_infinitive(document: Document, arcs: Arcs, verb: Token) -> Iterator[Slot]:
    """Who would do what an infinitive behind a noun says.

    1. "the court's decision to stay"
    2. "gave Roe the option to stay"
    3. "Acme made plans to leave"
    """
    if verb.dep_ != syntax.ADNOMINAL_CLAUSE or not is_infinitive(verb):
        return
    if any(a.label in syntax.SUBJECTS for a in arcs[verb.i]) or syntax.is_passive(verb):
        return
    noun = verb.head
    possessors = syntax.children(noun, syntax.POSSESSOR)
    candidates = [possessors]
    if noun.dep_ == syntax.OBJECT and syntax.is_verb(noun.head) and not possessors:
        candidates = [
            [a.token for a in arcs[noun.head.i] if a.label == label and a.token.pos_ != "ADP"]
            for label in (syntax.INDIRECT_OBJECT, syntax.SUBJECT)
        ]
    deciding = ([t for t in c if _kind(document, t) in _DECIDING] for c in candidates)
    yield from (Slot("agent", t) for t in next((d for d in deciding if d), []))


def _is_adjunct_clause(arcs: Arcs, verb: Token, arc: Arc) -> bool:
    """Whether a clause stands beside the object of the verb, and is none itself.

    1. "We have a fleet and it will fit in", which the parser takes for what we have
    2. "used the money to buy a ship": an infinitive that says what for
    """
    if arc.label not in CLAUSES or all(a.label != syntax.OBJECT for a in arcs[verb.i]):
        return False
    if arc.label == syntax.CLAUSAL_COMPLEMENT and syntax.has_subject(arc.token):
        return True
    if arc.label == syntax.CLAUSAL_COMPLEMENT or not is_infinitive(arc.token):
        return False
    lemma = verb.lemma_.lower()
    return not any(
        lemma in word_set("clauses", kind) for kind in ("acts_on_subject", "object_and_infinitive")
    )


def _raised_objects(verb: Token, clause: Token) -> Iterator[Slot]:
    """Who is made to do it, where the parser makes them its subject: "helped him leave"."""
    if verb.lemma_.lower() not in word_set("clauses", "acts_on_subject"):
        return
    is_finite = any(c.dep_ == syntax.MARKER or c.tag_ == "MD" for c in clause.children)
    if not is_finite and clause.tag_ in _NONFINITE:
        yield from (Slot("patient", s) for s in syntax.subjects(clause))


def _behind_preposition_of_verb(
    document: Document, arcs: Arcs, verb: Token, preposition: Token
) -> Iterator[Slot]:
    """What stands behind a preposition of a verb.

    1. "rose by a tenth"
    2. "lives in Leeds"
    3. "looked at the plan": the verb has no object, and the preposition follows right behind.
    4. all else by the preposition
    """
    word = preposition.lower_
    if word == "by":
        yield from (Slot(MEASURE, t) for t in _objects(arcs, preposition))
    if word in word_set("generic-events", "beside"):
        return
    role, is_bound = _role_by_preposition(word), _is_bound(arcs, verb, preposition)
    for token in _objects(arcs, preposition):
        kind = _kind(document, token)
        if kind == "Place" and role in {None, *FOR_SOMEBODY}:
            yield Slot("place", token)
        elif is_bound and (role is None or kind not in SOMEBODY):
            yield Slot("theme", token)
        elif role is not None and (role != "recipient" or kind in SOMEBODY):
            yield Slot(role, token)
        else:
            yield Slot(_role_of_surroundings(word), token)


def _is_bound(arcs: Arcs, verb: Token, preposition: Token) -> bool:
    """Whether the preposition belongs to the verb: it stands in the place of an object."""
    if syntax.is_passive(verb):
        return False
    if any(a.label in {syntax.OBJECT, *CLAUSES, *PREDICATES} for a in arcs[verb.i]):
        return False
    between = verb.doc[verb.i + 1 : preposition.i]
    return verb.i < preposition.i and len(between) <= 1 and all(t.dep_ in _BETWEEN for t in between)


def _role_of_surroundings(preposition: str) -> str:
    """The role of what is neither told by the verb nor by the preposition alone."""
    if preposition in word_set("generic-events", "where"):
        return "place"
    return "instrument" if preposition == "with" else "topic"


# --- around a noun ------------------------------------------------------------------------------


def _slots_of_noun(document: Document, arcs: Arcs, noun: Token) -> Iterator[Slot]:
    """Whose happening it is, of what, by whom, and what for: "the court's ruling on the sale"."""
    own = [a for a in arcs[noun.i] if a.label in _AROUND_NOUN]
    has_doer = any(a.label == syntax.POSSESSOR or a.token.lower_ == "by" for a in own)
    for arc in own:
        if arc.label == syntax.POSSESSOR:
            yield Slot("patient" if _is_undergone(noun) else "agent", arc.token)
            continue
        for token in _objects(arcs, arc.token):
            kind = _kind(document, token)
            role = _role_around_noun(noun, arc.token.lower_, kind, has_doer)
            if role is not None:
                yield Slot(role, token)
    infinitives = syntax.children(noun, syntax.ADNOMINAL_CLAUSE)
    yield from (Slot("theme", clause) for clause in infinitives if is_infinitive(clause))


def _role_around_noun(
    noun: Token, preposition: str, kind: EntityType | None, has_doer: bool
) -> str | None:
    """The role of what stands behind a preposition of a noun.

    None for "of" before somebody who may do it as well as undergo it: "the fear of Roe".
    """
    if preposition == "of":
        if kind in AMOUNTS:
            return "amount"
        is_open = kind in SOMEBODY and not has_doer and not _is_undergone(noun)
        return None if is_open else "patient"
    if preposition == "by":
        return "agent"
    if preposition in word_set("generic-events", "beside"):
        return None
    role = _role_by_preposition(preposition)
    if role is not None and (role not in FOR_SOMEBODY or kind in SOMEBODY):
        return role
    return "place" if kind == "Place" else "topic"


# --- prepositions -------------------------------------------------------------------------------


def _role_by_preposition(preposition: str) -> str | None:
    """The role that the preposition tells by itself."""
    table = words("generic-events")["roles"]
    return next((role for role, listed in table.items() if preposition in listed), None)


def _objects(arcs: Arcs, preposition: Token) -> list[Token]:
    """What stands behind a preposition, without what is a part of it: "in favour of"."""
    parts = word_set("generic-events", "part_of_preposition")
    return [
        a.token
        for a in arcs[preposition.i]
        if a.label in _BEHIND_PREPOSITION and a.token.lower_ not in parts
    ]


def _kind(document: Document, token: Token) -> EntityType | None:
    """The type of what the word stands for; None where it heads no mention."""
    mention = document.mention_at(token)
    return kind_of(document, mention) if mention is not None else None
