"""The user's own names: a table of labels, aliases, types and IRIs that is surer than all that is read out of a text."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans

from kg.language.spacy_model import pipeline
from kg.model import IRI, EntityType, KgError

if TYPE_CHECKING:
    from spacy.tokens import Doc

COLUMNS = ("label", "aliases", "type", "iri")
_TYPES: Mapping[str, EntityType] = {
    t: t for t in get_args(EntityType) if t not in {"Date", "Money", "Quantity", "Title"}
}


class GazetteerError(KgError):
    """A table of names that cannot be used: the message says in which file and line, what is wrong, and the cure."""


@dataclass(frozen=True, slots=True)
class Record:
    """A thing that the user knows: what it is called, what it is, and its IRI elsewhere."""

    label: str
    aliases: tuple[str, ...]
    type: EntityType
    iri: str | None = None


@dataclass(frozen=True)
class Gazetteer:
    """Records by each of their names."""

    names: Mapping[str, Record]

    def found_in(self, doc: Doc) -> dict[tuple[int, int], Record]:
        """Where a name of these stands, exactly so spelled, by its first token and the one behind it; the longest where several do."""
        return {
            (s.start, s.end): self.names[s.text]
            for s in filter_spans([doc[a:b] for _, a, b in self._matcher(doc)])
            if s.text in self.names
        }

    @cached_property
    def _matcher(self) -> PhraseMatcher:
        return exactly(self.names)


def exactly(names: Iterable[str]) -> PhraseMatcher:
    """A matcher of these names, cut into tokens as texts are."""
    nlp = pipeline()
    matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
    matcher.add("name", [nlp.make_doc(n) for n in sorted(names)])
    return matcher


def read_gazetteer(path: Path | str) -> Gazetteer:
    """The names in a CSV file with the columns label, aliases (parted by |), type and iri; raises `GazetteerError`."""
    path = Path(path)
    names: dict[str, Record] = {}
    lines: dict[str, int] = {}
    for line, record in _records(path):
        for name in (record.label, *record.aliases):
            if name in names and names[name] != record:
                raise GazetteerError(
                    f"{path}, line {line}: {name!r} is also a name of {names[name].label!r} (line {lines[name]}); leave it with one of them"
                )
            names[name], lines[name] = record, line
    return Gazetteer(names)


def _records(path: Path) -> Iterator[tuple[int, Record]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise GazetteerError(
            f"{path}, line {line}: byte {error.object[error.start]:#04x} is no UTF-8; save the file as UTF-8"
        ) from error
    except OSError as error:
        raise GazetteerError(
            f"{path}: {error.strerror}; name a CSV file with the columns {', '.join(COLUMNS)}"
        ) from error
    rows = csv.DictReader(text.splitlines(keepends=True), strict=True)
    try:
        for missing in [c for c in ("label", "type") if c not in (rows.fieldnames or ())]:
            raise GazetteerError(
                f"{path}, line 1: no column {missing!r}, but {', '.join(rows.fieldnames or ['nothing'])}; name the columns {', '.join(COLUMNS)}"
            )
        for row in rows:
            yield rows.line_num, _record(row, f"{path}, line {rows.line_num}")
    except csv.Error as error:
        raise GazetteerError(
            f"{path}, line {max(rows.line_num, 1)}: {error}; quote fields that hold a comma or a quotation mark"
        ) from error


def _record(row: Mapping[str | None, str | list[str] | None], where: str) -> Record:
    if row.get(None):
        first = str(row[None][0])  # type: ignore[index]
        raise GazetteerError(
            f"{where}: more fields than columns, the first is {first!r}; "
            "put fields with a comma between quotation marks"
        )
    label, aliases, kind, iri = (str(row.get(c) or "").strip() for c in COLUMNS)
    if not label:
        raise GazetteerError(f"{where}: no label; say what the thing is called")
    if kind not in _TYPES:
        raise GazetteerError(
            f"{where}: type {kind!r} of {label!r} is not known; write one of {', '.join(_TYPES)}"
        )
    if iri and not IRI.fullmatch(iri):
        raise GazetteerError(
            f"{where}: {iri!r} is no IRI; write one such as http://www.wikidata.org/entity/Q42, or leave the field empty"
        )
    parts = tuple(
        dict.fromkeys(a.strip() for a in aliases.split("|") if a.strip() and a.strip() != label)
    )
    return Record(label, parts, _TYPES[kind], iri or None)
