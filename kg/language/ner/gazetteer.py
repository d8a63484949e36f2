"""The user's own names: a table of labels, aliases, types and IRIs that overrides all else."""

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
_REQUIRED = ("label", "type")
_NO_ENTITIES = frozenset({"Date", "Money", "Quantity", "Title", "Thing", "Quality"})
_TYPES: Mapping[str, EntityType] = {t: t for t in get_args(EntityType) if t not in _NO_ENTITIES}


class GazetteerError(KgError):
    """A table of names that cannot be used: the message says where, what is wrong, and the cure."""


@dataclass(frozen=True, slots=True)
class Record:
    """An entity that the user knows: its name, other names, type, and IRI elsewhere."""

    label: str
    aliases: tuple[str, ...]
    type: EntityType
    iri: str | None = None


@dataclass(frozen=True)
class Gazetteer:
    """Records by each of their names."""

    names: Mapping[str, Record]

    def found_in(self, doc: Doc) -> dict[tuple[int, int], Record]:
        """The records named in the text, by the first token of the name and the one behind it.

        Names count as they are spelled; of overlapping ones the longest does.
        """
        spans = filter_spans([doc[start:end] for _, start, end in self._matcher(doc)])
        return {(s.start, s.end): self.names[s.text] for s in spans if s.text in self.names}

    @cached_property
    def _matcher(self) -> PhraseMatcher:
        """A matcher of all names."""
        return matcher_of(self.names)


def matcher_of(names: Iterable[str]) -> PhraseMatcher:
    """A matcher of these names as they are spelled, cut into tokens as texts are."""
    nlp = pipeline()
    matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
    matcher.add("name", [nlp.make_doc(name) for name in sorted(names)])
    return matcher


def read_gazetteer(path: Path | str) -> Gazetteer:
    """The names in a CSV file with the columns label, aliases (separated by |), type and iri.

    Raises `GazetteerError`, with a line for each row that cannot be used.
    """
    path = Path(path)
    names: dict[str, Record] = {}
    lines: dict[str, int] = {}
    problems: list[str] = []
    for line, record in _records(path, problems):
        for name in (record.label, *record.aliases):
            if name in names and names[name] != record:
                problems.append(
                    f"{path}, line {line}: {name!r} is also a name of {names[name].label!r} "
                    f"(line {lines[name]}); leave it with one of them"
                )
            else:
                names[name], lines[name] = record, line
    if problems:
        raise GazetteerError("\n".join(problems))
    return Gazetteer(names)


def _records(path: Path, problems: list[str]) -> Iterator[tuple[int, Record]]:
    """The records of the file, each with its line; what is wrong with others is noted."""
    rows = csv.DictReader(_text(path).splitlines(keepends=True), strict=True)
    try:
        _require_columns(path, rows.fieldnames or ())
        for row in rows:
            try:
                record = _record(row, f"{path}, line {rows.line_num}")
            except GazetteerError as error:
                problems.append(str(error))
            else:
                yield rows.line_num, record
    except csv.Error as error:
        problems.append(
            f"{path}, line {max(rows.line_num, 1)}: {error}; "
            "quote fields that hold a comma or a quotation mark"
        )


def _text(path: Path) -> str:
    """The text of the file, without a byte order mark."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        byte = error.object[error.start]
        raise GazetteerError(
            f"{path}, line {line}: byte {byte:#04x} is no UTF-8; save the file as UTF-8"
        ) from error
    except OSError as error:
        columns = ", ".join(COLUMNS)
        raise GazetteerError(
            f"{path}: {error.strerror}; name a CSV file with the columns {columns}"
        ) from error


def _require_columns(path: Path, columns: Iterable[str]) -> None:
    """Raise an error if a column that every record needs is missing."""
    given = list(columns)
    for missing in (column for column in _REQUIRED if column not in given):
        raise GazetteerError(
            f"{path}, line 1: no column {missing!r}, but {', '.join(given or ['nothing'])}; "
            f"name the columns {', '.join(COLUMNS)}"
        )


def _record(row: Mapping[str | None, str | list[str] | None], where: str) -> Record:
    """The record of a row, checked."""
    if row.get(None):
        first = str(row[None][0])  # type: ignore[index]
        raise GazetteerError(
            f"{where}: more fields than columns, the first is {first!r}; "
            "put fields with a comma between quotation marks"
        )
    label, aliases, kind, iri = (str(row.get(column) or "").strip() for column in COLUMNS)
    if not label:
        raise GazetteerError(f"{where}: no label; say what the thing is called")
    if kind not in _TYPES:
        raise GazetteerError(
            f"{where}: type {kind!r} of {label!r} is not known; write one of {', '.join(_TYPES)}"
        )
    if iri and not IRI.fullmatch(iri):
        raise GazetteerError(
            f"{where}: {iri!r} is no IRI; write one such as "
            "http://www.wikidata.org/entity/Q42, or leave the field empty"
        )
    return Record(label, _aliases(aliases, label), _TYPES[kind], iri or None)


def _aliases(field: str, label: str) -> tuple[str, ...]:
    """The other names in a field, each once and in order."""
    names = (name.strip() for name in field.split("|"))
    return tuple(dict.fromkeys(name for name in names if name and name != label))
