"""A fact in words: who does what to whom, and to whom it is attributed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from kg.view.date_text import date_text
from kg.view.facts import PARTICIPANTS
from kg.view.page_data import Card, Evidence, Fact, Piece, Quotation

_AGENT, _PATIENT = PARTICIPANTS["agent"], PARTICIPANTS["patient"]
_NOT_STATED = "No article states it as a fact."
_SECTIONS = {
    "event": "events",
    "attribute": "attributes",
    "role": "relations",
    "relation": "relations",
    "order": "relations",
}


def card(fact: Fact, names: Sequence[str]) -> Card:
    """The fact as a card; `names` are those of the nodes' numbers."""
    return Card(
        pieces=tuple(pieces(fact, names)),
        attribution=attribution(fact, names),
        quotations=tuple(map(_quotation, fact.evidence)),
        section="claims" if fact.attributed else _SECTIONS[fact.kind],
        speakers=fact.ends if fact.kind == "statement" else (),
        type=fact.type,
        date=fact.date,
        date_text=date_text(fact.date),
        attributed=fact.attributed,
        uncertain=fact.certainty != "certain",
    )


def pieces(fact: Fact, names: Sequence[str]) -> list[Piece]:
    """What a card says, in order."""
    if fact.kind == "statement":
        found = _statement(fact, names)
    elif fact.kind in ("event", "attribute"):
        found = _event(fact, names)
    else:
        source, target = fact.ends
        found = [
            _entity(source, names),
            *_denial(fact),
            Piece("predicate", fact.text),
            _entity(target, names),
        ]
    doubt = [] if fact.certainty == "certain" else [Piece("word", f"({fact.certainty})")]
    return [*found, *doubt]


def plain_text(fact: Fact, names: Sequence[str]) -> str:
    """The fact as a line of text."""
    words = " ".join(piece.text for piece in pieces(fact, names))
    return f"{words} (attributed to {_list(fact.sources)})" if fact.reported else words


def attribution(fact: Fact, names: Sequence[str]) -> str:
    """Who says what the card says, in a sentence or two."""
    sources = _list(fact.sources)
    if fact.kind != "statement":
        return f"Attributed to {sources}. {_NOT_STATED}" if fact.reported else f"Source: {sources}."
    if fact.reported:
        return f"According to {sources}, this was said. {_NOT_STATED}"
    speakers = ", ".join(names[speaker] for speaker in fact.ends) or "the person quoted"
    return f"Source: {sources}. What the statement claims is attributed to {speakers}."


def _statement(fact: Fact, names: Sequence[str]) -> list[Piece]:
    return [
        *(_entities(fact.ends, names) or [Piece("word", "someone")]),
        *([Piece("denial", "✕ not")] if fact.unsaid else []),
        Piece("word", fact.cue or "says"),
        Piece("quotation", _quoted(fact.text)),
        *([Piece("denial", "✕ denied")] if fact.denied and not fact.unsaid else []),
    ]


def _event(fact: Fact, names: Sequence[str]) -> list[Piece]:
    """“Elon Musk acquisition Twitter in 2022”: the patient follows without a word.

    Who has an attribute stands before it.
    """
    first = _AGENT if fact.kind == "event" else _PATIENT
    agents = [part.node for part in fact.participants if part.word == first]
    found = [
        *_entities(agents, names),
        *_denial(fact),
        Piece("predicate", fact.text, fact.node),
    ]
    others = [part for part in fact.participants if part.word != first]
    for word, group in groupby(others, key=lambda part: part.word):
        if word != _PATIENT:
            found.append(Piece("word", word))
        found += _entities([part.node for part in group], names)
    return found


def _entities(numbers: Iterable[int], names: Sequence[str]) -> list[Piece]:
    """The names with “and” between."""
    found: list[Piece] = []
    for number in numbers:
        if found:
            found.append(Piece("word", "and"))
        found.append(_entity(number, names))
    return found


def _entity(number: int, names: Sequence[str]) -> Piece:
    return Piece("entity", names[number], number)


def _denial(fact: Fact) -> list[Piece]:
    return [Piece("denial", "✕ not")] if fact.denied else []


def _quotation(evidence: Evidence) -> Quotation:
    confidence = "" if evidence.confidence is None else f"confidence {evidence.confidence:.2f}"
    parts = (evidence.article, evidence.date, evidence.pattern, confidence)
    return Quotation(evidence.pieces, tuple(filter(None, parts)))


def _quoted(text: str) -> str:
    """The text in quotation marks, once."""
    return f"“{text.strip('“”')}”"


def _list(sources: Sequence[str]) -> str:
    return ", ".join(f"“{source}”" for source in sources) or "someone unnamed"
