"""In what order events happened, and what caused what: only where the text says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from kg import syntax
from kg.document import Document
from kg.extract.factuality import polarity_of
from kg.model import Event, Order, OrderRelation
from kg.patterns import word_set, words
from kg.syntax import Arcs, prepositional_objects, subject_arcs, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

_Relations: TypeAlias = Iterator[tuple[OrderRelation, "Token"]]
_Tokens: TypeAlias = Sequence["Token"]
_ADVERBIALS = frozenset(
    {
        syntax.PREPOSITION,
        syntax.ADVERBIAL_MODIFIER,
        syntax.NOUN_PHRASE_ADVERBIAL,
        syntax.OPEN_COMPLEMENT,
        syntax.ADVERBIAL_CLAUSE,
    }
)
_CONJUNCTIONS = frozenset({syntax.MARKER, syntax.ADVERBIAL_MODIFIER, syntax.PREPOSITION})
_GOVERNED = frozenset({syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT, syntax.OBJECT})
_BEHIND_PREPOSITION = frozenset({syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT})
_INFINITIVES = frozenset({syntax.OPEN_COMPLEMENT, syntax.CLAUSAL_COMPLEMENT})
_PARTICLES = frozenset({syntax.PARTICLE, syntax.PREPOSITION})
_PREDICATES = frozenset({syntax.ADJECTIVAL_COMPLEMENT, syntax.PREPOSITION})
# the lists of words/clauses.toml that hold a relation's prepositions and conjunctions
_RELATION_BY_LIST: Mapping[str, OrderRelation] = {
    "after": "after",
    "before": "before",
    "during": "partOf",
    "because": "causedBy",
}


def with_order(document: Document, arcs: Arcs, events: Mapping[int, Event]) -> list[Event]:
    """The events with what the text says of their order: "after", "was followed by", "led to".

    Events are given by the index of their trigger; those below 0 have none.
    """
    orders: dict[int, list[Order]] = {}
    for later, relation, earlier in _relations(document, arcs, events):
        if later is not None and earlier is not None and later != earlier:
            orders.setdefault(later, []).append(Order(relation, events[earlier].id))
    return [
        replace(e, order=tuple(dict.fromkeys(orders[i]))) if i in orders else e
        for i, e in events.items()
    ]


def _relations(
    document: Document, arcs: Arcs, events: Mapping[int, Event]
) -> Iterator[tuple[int | None, OrderRelation, int | None]]:
    """Two events and their relation, by their indices; None where a word stands for no event."""
    for i in events:
        if i >= 0:
            for relation, other in _relations_of(document.doc[i]):
                yield i, relation, _event_at(other, events)
    for effect, cause in _filled_causes(document, events):
        yield effect, "causedBy", cause
    for token in document.tokens:
        for first, relation, second in _relations_by_verb(token, arcs):
            yield _event_at(first, events), relation, _event_at(second, events)


def _event_at(token: Token, events: Mapping[int, Event]) -> int | None:
    """The event of this word, or inside its "of" phrase: "a number of layoffs"."""
    if token.i in events:
        return token.i
    inner = prepositional_objects(token, {"of"})
    return next((t.i for t in inner if t.i in events), None)


def _filled_causes(document: Document, events: Mapping[int, Event]) -> Iterator[tuple[int, int]]:
    """An event and the one that fills its role of cause: "died in the crash"."""
    heads = {
        mention.id: i
        for i in events
        if i >= 0 and (mention := document.mention_of(document.doc[i])) is not None
    }
    for i, event in events.items():
        yield from ((i, heads[m]) for m in event.fillers("cause") if m in heads)


def _relations_of(token: Token) -> _Relations:
    """What stands after, before, during or because of this event, by its own words."""
    for child in token.children:
        if child.dep_ == syntax.ADVERBIAL_CLAUSE:
            yield from _by_clause(child)
        elif _is_soon(child):
            clauses = syntax.children(child, syntax.ADVERBIAL_CLAUSE)
            yield from (("after", clause) for clause in clauses)
        if child.dep_ in _ADVERBIALS and not _is_particle(token, child):
            yield from _by_phrase(child)
    if token.dep_ == syntax.CONJUNCT and any(_is_then(c) for c in token.children):
        yield "after", token.head  # "sold it and then bought another"
    if _is_subject_of_phase(token):
        yield from _relations_of_phase(token.head)


def _is_soon(child: Token) -> bool:
    """Whether the word is the first "as soon" of "as soon as it had bought"."""
    is_adverb = child.dep_ == syntax.ADVERBIAL_MODIFIER
    return is_adverb and child.lower_ in word_set("clauses", "soon")


def _is_then(child: Token) -> bool:
    is_adverb = child.dep_ == syntax.ADVERBIAL_MODIFIER
    return is_adverb and child.lower_ in word_set("clauses", "then")


def _is_subject_of_phase(token: Token) -> bool:
    """Whether the event begins, ends or is, so that its verb carries the order.

    "Layoffs have begun following the purchase".
    """
    if token.dep_ not in syntax.SUBJECTS or not syntax.is_verb(token.head):
        return False
    return token.head.lemma_ == "be" or token.head.lemma_ in word_set("clauses", "phases")


def _relations_of_phase(verb: Token) -> _Relations:
    """What the verb says of its subject: "came after the raid", "is due to a strike"."""
    if verb.lemma_ != "be":
        yield from _relations_of(verb)
        return
    for child in syntax.children(verb, *_PREDICATES):
        yield from ((r, other) for r, other in _by_phrase(child) if r == "causedBy")


def _is_particle(verb: Token, child: Token) -> bool:
    """Whether "after" belongs to the verb and says no order: "named after", "looked after"."""
    is_after = child.lower_ in word_set("clauses", "after")
    return is_after and verb.lemma_ in word_set("clauses", "verbs_with_after")


def _by_clause(clause: Token) -> _Relations:
    """The relation to an adverbial clause, by its conjunction; "having sold it, …" is earlier."""
    words_before = (c for c in syntax.children(clause, *_CONJUNCTIONS) if c.i < clause.i)
    conjunction = next(words_before, None)
    if conjunction is not None:
        yield from _by_words(conjunction.lower_, clause)
    auxiliaries = syntax.children(clause, syntax.AUXILIARY)
    if any(c.lower_ in word_set("clauses", "having") for c in auxiliaries):
        yield "after", clause


def _by_phrase(first: Token) -> _Relations:
    """What stands behind "after", "ahead of", "in the wake of", whose first word this is."""
    last = first.idx + _longest_phrase()
    for other in first.subtree:
        if other.i > first.i and other.dep_ in _GOVERNED and other.pos_ not in {"ADP", "PART"}:
            start = other.left_edge
            if start.idx - 1 > last:
                continue
            phrase = first.doc[first.i : start.i].text.lower()
            for member in with_conjuncts(other):
                yield from _by_words(phrase, member)


@cache
def _longest_phrase() -> int:
    """The characters of the longest preposition or conjunction that says an order."""
    return max(len(phrase) for name in _RELATION_BY_LIST for phrase in word_set("clauses", name))


def _by_words(phrase: str, other: Token) -> _Relations:
    """The relation of a preposition or conjunction, where it has one."""
    for name, relation in _RELATION_BY_LIST.items():
        if phrase in word_set("clauses", name):
            yield relation, other
            return


def _relations_by_verb(token: Token, arcs: Arcs) -> Iterator[tuple[Token, OrderRelation, Token]]:
    """What a verb says of its subject and its object: "Y followed X", "X led to Y".

    The later event or the effect comes first, the earlier or the cause last.
    """
    lemma = token.lemma_.lower()
    if token.pos_ != "VERB" or lemma not in _ordering_verbs() or polarity_of(token) == "negative":
        return
    first, second = _subject_side(token, arcs), _object_side(token, arcs)
    if any(a.label == syntax.PASSIVE_SUBJECT for a in arcs[token.i]):
        first, second = _agents(token, arcs), first
    if lemma in word_set("clauses", "follows"):
        yield from ((x, "after", y) for x in first for y in second)
    elif lemma in word_set("clauses", "precedes"):
        yield from ((y, "after", x) for x in first for y in second)
    elif effects := _effects(token, arcs, second):
        yield from ((y, "causedBy", x) for x in first for y in effects)
    else:
        causes = _behind_prepositions(token, arcs, "caused_by_preposition")
        yield from ((x, "causedBy", y) for x in first for y in causes)


@cache
def _ordering_verbs() -> frozenset[str]:
    """Lemmas of verbs that say an order or a cause."""
    lists = (word_set("clauses", name) for name in ("follows", "precedes", "causes", "causes_to"))
    tables = (
        frozenset(words("clauses")[name])
        for name in ("causes_with_particle", "causes_by_preposition", "caused_by_preposition")
    )
    return frozenset().union(*lists, *tables)


def _agents(verb: Token, arcs: Arcs) -> _Tokens:
    """What stands behind the "by" of a passive."""
    return [p.token for a in arcs[verb.i] if a.label == syntax.AGENT for p in arcs[a.token.i]]


def _effects(verb: Token, arcs: Arcs, objects: _Tokens) -> _Tokens:
    """What the verb's subject brings about: its objects, or what stands behind "to" of "led to"."""
    if _is_plain_cause(verb):
        return objects
    return _behind_prepositions(verb, arcs, "causes_by_preposition")


def _is_plain_cause(verb: Token) -> bool:
    """Whether what the verb brings about is its object, or what its object is made to do.

    "caused", "sparked", "set off", "prompted the firm to recall".
    """
    lemma = verb.lemma_.lower()
    if lemma in word_set("clauses", "causes"):
        return True
    if verb.lemma_ in word_set("clauses", "causes_to") and syntax.has_child(verb, *_INFINITIVES):
        return True
    particles = words("clauses")["causes_with_particle"].get(lemma, ())
    return any(c.lower_ in particles for c in syntax.children(verb, *_PARTICLES))


def _subject_side(verb: Token, arcs: Arcs) -> _Tokens:
    """The subjects; of a participle after a clause ("…, triggering protests") the clause."""
    if syntax.is_participial_clause(verb) and verb.head.pos_ == "VERB":
        return [verb.head]
    return [a.token for a in subject_arcs(arcs, verb)]


def _object_side(verb: Token, arcs: Arcs) -> _Tokens:
    """The objects, and what the object is made to do: "prompted the firm to recall its cars"."""
    objects = [a.token for a in arcs[verb.i] if a.label == syntax.OBJECT]
    found = [member for token in objects for member in with_conjuncts(token)]
    if verb.lemma_ in word_set("clauses", "causes_to"):
        found += [a.token for a in arcs[verb.i] if a.label in _INFINITIVES]
    return found


def _behind_prepositions(verb: Token, arcs: Arcs, table: str) -> _Tokens:
    """What stands behind the prepositions that a table of words/clauses.toml has for the verb."""
    prepositions = words("clauses")[table].get(verb.lemma_.lower(), ())
    arcs_behind = (
        inner
        for arc in arcs[verb.i]
        if arc.label == syntax.PREPOSITION and arc.token.lower_ in prepositions
        for inner in arcs[arc.token.i]
    )
    return [
        member
        for arc in arcs_behind
        if arc.label in _BEHIND_PREPOSITION
        for member in with_conjuncts(arc.token)
    ]
