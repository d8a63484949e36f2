"""Days of birth and death in brackets behind a name: "Jane Roe (4 May 1950 – 12 June 2011)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import Document
from kg.extract.confidence import confidence_of
from kg.extract.events import sentence_of
from kg.extract.positions.bodies import root_of
from kg.model import Argument, Mention, Relation
from kg.timex import is_day

_BRACKET = re.compile(r"\s?\(([^()]{8,160})\)")
_FROM_TO = re.compile(r"[^–—-]{0,60}\s?[–—-]\s?[^–—-]{0,60}")  # "1950 – 2011", "1950 in Leeds – 2011 in Paris"


def lifespans_of(document: Document) -> Iterator[Relation]:
    """Who was born and died on the two days that stand, joined by a dash, in brackets behind his name; years alone may be those of an office."""
    dates = [m for m in document.mentions if m.type == "Date"]
    for name in document.mentions:
        bracket = _BRACKET.match(document.article.text, name.end) if name.type == "Person" and name.form == "name" else None
        if bracket is None:
            continue
        inside = [d for d in dates if bracket.start(1) <= d.start and d.end <= bracket.end(1)]
        if (
            len(inside) == 2
            and is_day(inside[0].value)
            and is_day(inside[1].value)
            and _FROM_TO.fullmatch(document.article.text, inside[0].end, inside[1].start)
        ):
            yield _relation(document, "bornOn", name, inside[0])
            yield _relation(document, "diedOn", name, inside[1])


def _relation(document: Document, label: str, person: Mention, day: Mention) -> Relation:
    root = root_of(document, person)
    assert root is not None  # a mention has characters
    return Relation(
        id=f"relation-{label}-{day.start}-{person.id}-{day.id}",
        type=label,
        arguments=(Argument("subject", person.id), Argument("object", day.id)),
        sentence=sentence_of(root),
        trigger=day.span,
        pattern=f"{label}:lifespan",
        confidence=confidence_of("relation", "lifespan", f"{label}:lifespan"),
    )
