"""An event of which the record keeps its word alone, for another fact tells the rest."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Event, Time


def bare_trigger(event: Event) -> Event:
    """The event without participants, and its day without the words for it.

    The graph makes no node of it.
    """
    time = Time(event.time.value) if event.time is not None else None
    return replace(event, arguments=(), time=time)
