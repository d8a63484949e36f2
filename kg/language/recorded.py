"""What the user's gazetteer says of the things in a text: all names of a record are one thing, with its label, type and IRI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.language.gazetteer import Record
from kg.language.names import Name
from kg.language.phrases import Phrase
from kg.model import Entity


def records_of(names: Sequence[Name], phrases: Sequence[Phrase]) -> dict[int, Record]:
    """The records of the gazetteer by the index of the phrase that is a name of theirs."""
    given = {(n.start, n.end): n.record for n in names if n.record is not None}
    return {i: record for i, p in enumerate(phrases) if p.form == "name" and (record := given.get((p.start, p.end))) is not None}


def tied(records: Mapping[int, Record], roots: Sequence[int], sieves: dict[int, str]) -> list[int]:
    """The roots of the phrases' clusters, where those that name the same record are one cluster."""
    first: dict[Record, int] = {}
    out = list(roots)
    for i, record in sorted(records.items()):
        low, high = sorted((out[i], out[first.setdefault(record, i)]))
        if low != high:
            out = [low if root == high else root for root in out]
            sieves[i] = "gazetteer"
    return out


def with_records(entities: Mapping[str, Entity], records: Mapping[int, Record], roots: Sequence[int]) -> dict[str, Entity]:
    """The entities as the gazetteer has them, where it has them: label, type and IRI are its own."""
    out = dict(entities)
    for i, record in sorted(records.items(), reverse=True):  # the first of several has the last word
        entity = entities[f"e{roots[i]}"]
        aliases = tuple(a for a in dict.fromkeys((entity.label, *entity.aliases)) if a != record.label)
        out[entity.id] = replace(entity, type=record.type, label=record.label, aliases=aliases, iri=record.iri)
    return out
