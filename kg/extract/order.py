"""In what order things happened, and what brought what about: only where the text says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.arcs import Arcs, behind, subjects
from kg.model import Event, Order, OrderRelation
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


def with_order(document: Document, arcs: Arcs, events: Mapping[int, Event]) -> list[Event]:
    """Events with what the text says of their order: "after", "following", "was followed by"; because only where it is said."""
    orders: dict[int, list[Order]] = {}
    for i in events:
        if i >= 0:
            for relation, other in _said_order(document.doc[i]):
                target = _event_at(other, events)
                if target is not None and target != i:
                    orders.setdefault(i, []).append(Order(relation, events[target].id))
    for token in document.doc:
        if token.lemma_.lower() in word_set("clauses", "follows") | word_set("clauses", "precedes"):
            for before, after in _followed(token, arcs, events):
                orders.setdefault(after, []).append(Order("after", events[before].id))
    return [replace(e, order=tuple(dict.fromkeys(orders[i]))) if i in orders else e for i, e in events.items()]


def _event_at(token: Token, events: Mapping[int, Event]) -> int | None:
    """The event that this word tells of, itself or inside its "of" phrase ("a number of layoffs")."""
    if token.i in events:
        return token.i
    return next((inner.i for inner in behind(token, {"of"}) if inner.i in events), None)


def _said_order(token: Token) -> Iterator[tuple[OrderRelation, Token]]:
    """What stands after, before or because of this event, by conjunctions and prepositions."""
    for child in token.children:
        word = child.lower_
        if child.dep_ == "prep" or child.dep_ == "advmod" and word in {"after", "before"} or child.dep_ in {"xcomp", "advcl"} and word == "following":
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp", "dobj"}:
                    yield from _by_word(word, inner)
        if child.dep_ == "advcl":
            mark = next((c.lower_ for c in child.children if c.dep_ in {"mark", "advmod", "prep"} and c.i < child.i), None)
            if mark:
                yield from _by_word(mark, child)
    # "layoffs have begun following his purchase": what begins is the noun, its verb carries the order
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.pos_ == "VERB" and token.head.lemma_ in word_set("clauses", "phases"):
        yield from _said_order(token.head)


def _by_word(word: str, other: Token) -> Iterator[tuple[OrderRelation, Token]]:
    if word in word_set("clauses", "after"):
        yield "after", other
    elif word in word_set("clauses", "before"):
        yield "before", other
    elif word in word_set("clauses", "because"):
        yield "causedBy", other


def _followed(token: Token, arcs: Arcs, events: Mapping[int, Event]) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) of "X was followed by Y" and "Y followed X"."""
    first = [a.token for a in subjects(arcs, token)]
    passive = any(a.label == "nsubjpass" for a in arcs[token.i])
    second = (
        [p.token for a in arcs[token.i] if a.label == "agent" for p in arcs[a.token.i]] if passive else [a.token for a in arcs[token.i] if a.label == "dobj"]
    )
    for x in first:
        for y in second:
            i, k = _event_at(x, events), _event_at(y, events)
            if i is not None and k is not None and i != k:
                follows = token.lemma_.lower() in word_set("clauses", "follows")
                yield (i, k) if passive == follows else (k, i)
