"""Events whose verb is understood: "Harwick won the cup and Selby the plate"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.events.argument_fillers import argument_of, root_of_argument
from kg.model import Event
from kg.syntax import Arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = frozenset({"PROPN", "NOUN", "PRON"})


@dataclass(frozen=True, slots=True)
class _Gap:
    """Who does, and what is done, in a clause that shares the verb of the one before."""

    subject: Token
    object: Token


def with_gapped_events(
    document: Document, arcs: Arcs, events: Mapping[int, Event]
) -> dict[int, tuple[Event, ...]]:
    """The events by their token: each with those behind it that leave its verb out."""
    return {i: tuple(_parted(document, arcs, i, event)) for i, event in events.items()}


def _parted(document: Document, arcs: Arcs, i: int, event: Event) -> Iterator[Event]:
    """The event without what takes part in another one, and the other ones."""
    gaps = list(_gaps(arcs, document.doc[i])) if i >= 0 else []
    others = {t.i for gap in gaps for t in (gap.subject, gap.object)}
    if not gaps:
        yield event
        return
    roles = [a.role for a in event.arguments if a.role in {"patient", "theme"}]
    own = [
        a
        for a in event.arguments
        if (root := root_of_argument(document, a)) is None or root.i not in others
    ]
    yield replace(event, arguments=tuple(own))
    for n, gap in enumerate(gaps, 1):
        told = [("agent", gap.subject), (roles[0] if roles else "patient", gap.object)]
        mentions = [(role, document.mention_at(token)) for role, token in told]
        filled = [argument_of(document, role, m) for role, m in mentions if m is not None]
        arguments = [argument for argument in filled if argument is not None]
        yield replace(event, id=f"{event.id}-gap-{n}", arguments=tuple(arguments), order=())


def _gaps(arcs: Arcs, verb: Token) -> Iterator[_Gap]:
    """The clauses without a verb that are coordinated with the verb's object.

    The parser takes the subject for another object, and the object behind it for its apposition.
    """
    if not syntax.is_verb(verb):
        return
    for arc in arcs[verb.i]:
        if arc.label != syntax.OBJECT or arc.inherited:
            continue
        for conjunct in arc.token.conjuncts:
            behind = syntax.child(conjunct, syntax.APPOSITION)
            if conjunct.i > arc.token.i and behind is not None and _is_object(conjunct, behind):
                yield _Gap(conjunct, behind)


def _is_object(subject: Token, noun: Token) -> bool:
    """Whether the noun stands right behind, with an article or a number, and not as its name."""
    if subject.pos_ not in _NOUNS or noun.pos_ != "NOUN" or noun.left_edge.i != subject.i + 1:
        return False
    return syntax.has_child(noun, syntax.DETERMINER, syntax.NUMERAL)
