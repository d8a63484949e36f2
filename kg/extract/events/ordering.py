"""In what order things happened, and what brought what about: only where the text says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.factuality import polarity_of
from kg.model import Event, Order, OrderRelation
from kg.patterns import word_set, words
from kg.syntax import Arcs, prepositional_objects, subject_arcs, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

_Said = Iterator[tuple[OrderRelation, "Token"]]


def with_order(document: Document, arcs: Arcs, events: Mapping[int, Event]) -> list[Event]:
    """Events with what the text says of their order: "after", "following", "was followed by"; because and led to only where it is said."""
    orders: dict[int, list[Order]] = {}

    def note(i: int | None, relation: OrderRelation, k: int | None) -> None:
        if i is not None and k is not None and i != k:
            orders.setdefault(i, []).append(Order(relation, events[k].id))

    for i in events:
        if i >= 0:
            for relation, other in _said_order(document.doc[i]):
                note(i, relation, _event_at(other, events))
    for i, k in _filled_causes(document, events):
        note(i, "causedBy", k)
    for token in document.tokens:
        for later, relation, earlier in _told_by_verb(token, arcs, events):
            note(later, relation, earlier)
    return [
        replace(e, order=tuple(dict.fromkeys(orders[i]))) if i in orders else e
        for i, e in events.items()
    ]


def _event_at(token: Token, events: Mapping[int, Event]) -> int | None:
    """The event that this word tells of, itself or inside its "of" phrase ("a number of layoffs")."""
    if token.i in events:
        return token.i
    return next(
        (inner.i for inner in prepositional_objects(token, {"of"}) if inner.i in events), None
    )


def _filled_causes(document: Document, events: Mapping[int, Event]) -> Iterator[tuple[int, int]]:
    """An event and the one that fills its role of cause: "the blast killed two men", "died in the crash"."""
    heads = {
        mention.id: i
        for i in events
        if i >= 0 and (mention := document.mention_of(document.doc[i])) is not None
    }
    for i, event in events.items():
        yield from ((i, heads[m]) for m in event.fillers("cause") if m in heads)


def _said_order(token: Token) -> _Said:
    """What stands after, before, during or because of this event, by conjunctions and prepositions."""
    for child in token.children:
        if child.dep_ == syntax.ADVERBIAL_CLAUSE:
            yield from _by_clause(child)
        elif child.dep_ == syntax.ADVERBIAL_MODIFIER and child.lower_ in word_set(
            "clauses", "soon"
        ):
            yield from (
                ("after", clause)
                for clause in child.children
                if clause.dep_ == syntax.ADVERBIAL_CLAUSE
            )  # "as soon as it had bought"
        if child.dep_ in {
            syntax.PREPOSITION,
            syntax.ADVERBIAL_MODIFIER,
            syntax.NOUN_PHRASE_ADVERBIAL,
            syntax.OPEN_COMPLEMENT,
            syntax.ADVERBIAL_CLAUSE,
        } and not _is_particle(token, child):
            yield from _by_phrase(child)
    if token.dep_ == syntax.CONJUNCT and any(
        c.dep_ == syntax.ADVERBIAL_MODIFIER and c.lower_ in word_set("clauses", "then")
        for c in token.children
    ):
        yield "after", token.head  # "sold it and then bought another"
    # "layoffs have begun following his purchase": what begins is the noun, its verb carries the order
    if (
        token.dep_ in syntax.SUBJECTS
        and token.head.pos_ in {"VERB", "AUX"}
        and token.head.lemma_ in word_set("clauses", "phases") | {"be"}
    ):
        yield from _by_verb_of(token.head)


def _by_verb_of(verb: Token) -> _Said:
    """What the verb says of the noun that began, came or is: "came after the raid", "is due to a strike"."""
    if verb.lemma_ != "be":
        yield from _said_order(verb)
        return
    for child in verb.children:
        if child.dep_ in {syntax.ADJECTIVAL_COMPLEMENT, syntax.PREPOSITION}:
            yield from ((r, other) for r, other in _by_phrase(child) if r == "causedBy")


def _is_particle(verb: Token, child: Token) -> bool:
    """ "named after", "looked after": no order."""
    return child.lower_ in word_set("clauses", "after") and verb.lemma_ in word_set(
        "clauses", "verbs_with_after"
    )


def _by_clause(clause: Token) -> _Said:
    """An adverbial clause by its conjunction; with none, "having sold it, …" is earlier."""
    mark = next(
        (
            c.lower_
            for c in clause.children
            if c.dep_ in {syntax.MARKER, syntax.ADVERBIAL_MODIFIER, syntax.PREPOSITION}
            and c.i < clause.i
        ),
        None,
    )
    if mark:
        yield from _by_words(mark, clause)
    if any(
        c.dep_ == syntax.AUXILIARY and c.lower_ in word_set("clauses", "having")
        for c in clause.children
    ):
        yield "after", clause


def _by_phrase(first: Token) -> _Said:
    """What stands behind "after", "ahead of", "in the wake of", "due to", whose first word this is."""
    for other in first.subtree:
        if (
            other.dep_
            in {syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT, syntax.OBJECT}
            and other.pos_ not in {"ADP", "PART"}
            and other.i > first.i
        ):
            phrase = first.doc[first.i : other.left_edge.i].text.lower()
            for member in with_conjuncts(other):
                yield from _by_words(phrase, member)


def _by_words(phrase: str, other: Token) -> _Said:
    if phrase in word_set("clauses", "after"):
        yield "after", other
    elif phrase in word_set("clauses", "before"):
        yield "before", other
    elif phrase in word_set("clauses", "during"):
        yield "partOf", other
    elif phrase in word_set("clauses", "because"):
        yield "causedBy", other


def _told_by_verb(
    token: Token, arcs: Arcs, events: Mapping[int, Event]
) -> Iterator[tuple[int | None, OrderRelation, int | None]]:
    """(later, relation, earlier) of "Y followed X", "X was followed by Y", "X led to Y", "X, triggering Y", "Y stemmed from X"."""
    lemma = token.lemma_.lower()
    if token.pos_ != "VERB" or lemma not in _ordering_verbs() or polarity_of(token) == "negative":
        return
    first, second = _subject_side(token, arcs), _object_side(token, arcs)
    if any(a.label == syntax.PASSIVE_SUBJECT for a in arcs[token.i]):
        first, second = (
            [p.token for a in arcs[token.i] if a.label == syntax.AGENT for p in arcs[a.token.i]],
            first,
        )
    if lemma in word_set("clauses", "follows"):
        yield from (
            (_event_at(x, events), "after", _event_at(y, events)) for x in first for y in second
        )
    elif lemma in word_set("clauses", "precedes"):
        yield from (
            (_event_at(y, events), "after", _event_at(x, events)) for x in first for y in second
        )
    elif (
        effects := second
        if _is_plain_cause(token)
        else _behind_arcs(token, arcs, words("clauses")["causes_by_preposition"].get(lemma, ()))
    ):
        yield from (
            (_event_at(y, events), "causedBy", _event_at(x, events)) for x in first for y in effects
        )
    else:
        causes = _behind_arcs(token, arcs, words("clauses")["caused_by_preposition"].get(lemma, ()))
        yield from (
            (_event_at(x, events), "causedBy", _event_at(y, events)) for x in first for y in causes
        )


def _ordering_verbs() -> frozenset[str]:
    lists = (word_set("clauses", name) for name in ("follows", "precedes", "causes", "causes_to"))
    tables = (
        frozenset(words("clauses")[name])
        for name in ("causes_with_particle", "causes_by_preposition", "caused_by_preposition")
    )
    return frozenset().union(*lists, *tables)


def _is_plain_cause(verb: Token) -> bool:
    """ "caused", "sparked", "set off": what it brings about is its object, or what its object is made to do."""
    particles = words("clauses")["causes_with_particle"].get(verb.lemma_.lower(), ())
    made_to = verb.lemma_ in word_set("clauses", "causes_to") and any(
        c.dep_ in {syntax.OPEN_COMPLEMENT, syntax.CLAUSAL_COMPLEMENT} for c in verb.children
    )
    return (
        verb.lemma_.lower() in word_set("clauses", "causes")
        or made_to
        or any(
            c.dep_ in {syntax.PARTICLE, syntax.PREPOSITION} and c.lower_ in particles
            for c in verb.children
        )
    )


def _subject_side(verb: Token, arcs: Arcs) -> Sequence[Token]:
    """The subject; of a participle beside a clause ("…, triggering protests") the clause."""
    if verb.dep_ == syntax.ADVERBIAL_CLAUSE and verb.tag_ == "VBG" and verb.head.pos_ == "VERB":
        return [verb.head]
    return [a.token for a in subject_arcs(arcs, verb)]


def _object_side(verb: Token, arcs: Arcs) -> Sequence[Token]:
    """The objects, and the infinitive that the object is made to do: "prompted the firm to recall its cars"."""
    objects = [m for a in arcs[verb.i] if a.label == syntax.OBJECT for m in with_conjuncts(a.token)]
    clauses = (
        [
            a.token
            for a in arcs[verb.i]
            if a.label in {syntax.OPEN_COMPLEMENT, syntax.CLAUSAL_COMPLEMENT}
        ]
        if verb.lemma_ in word_set("clauses", "causes_to")
        else []
    )
    return [*objects, *clauses]


def _behind_arcs(verb: Token, arcs: Arcs, prepositions: Sequence[str]) -> Sequence[Token]:
    return [
        m
        for a in arcs[verb.i]
        if a.label == syntax.PREPOSITION and a.token.lower_ in prepositions
        for p in arcs[a.token.i]
        if p.label in {syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT}
        for m in with_conjuncts(p.token)
    ]
