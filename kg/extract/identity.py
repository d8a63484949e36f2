"""One happening, several tellings: which later event of an article points to which earlier one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.document import Document
from kg.model import Event
from kg.timex import agree


def with_identity(document: Document, events: Sequence[Event]) -> tuple[Event, ...]:
    """A later telling of the same happening points to the first.

    The same: one type, no participant or date that clashes, and two participants shared; a telling that leaves a participant out
    ("Roe's purchase") is the only such happening that the article tells in full.
    """
    entity = {m.id: m.entity or m.id for m in document.mentions}
    clusters: list[list[Event]] = []
    for event in sorted(events, key=lambda e: -len(_core(e, entity))):
        fits = [c for c in clusters if all(_is_same(event, e, entity) for e in c)]
        if len(fits) == 1 or fits and len(_core(event, entity)) > 1:
            fits[0].append(event)
        else:
            clusters.append([event])
    first = {e.id: min(c, key=lambda x: x.trigger or x.sentence).id for c in clusters for e in c}
    return tuple(replace(e, sameAs=first[e.id]) if first[e.id] != e.id else e for e in events)


def _core(event: Event, entity: Mapping[str, str]) -> dict[str, set[str]]:
    """The entities of an event by the roles that tell it from others."""
    core: dict[str, set[str]] = {}
    for argument in event.arguments:
        if argument.role in {"agent", "patient", "theme", "recipient"}:
            core.setdefault(argument.role, set()).add(entity[argument.mention])
    return core


def _is_same(a: Event, b: Event, entity: Mapping[str, str]) -> bool:
    if a.type != b.type or a.type == "Event" or a.polarity != b.polarity or a.certainty != b.certainty:
        return False
    if a.time and b.time and not agree(a.time.value, b.time.value):
        return False
    left, right = _core(a, entity), _core(b, entity)
    both = left.keys() & right.keys()
    if not both or any(not left[r] & right[r] for r in both):
        return False
    if a.type == "Communication" and "theme" not in both:
        return False  # two letters to the same person on one day are two
    return len(both) >= 2 or len(left) == 1 or len(right) == 1
