"""Exports of press archives as plain text: several articles of LexisNexis or Factiva in a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeAlias

from kg.patterns import words
from kg.read.clean import clean
from kg.read.errors import ReadError
from kg.read.item import Item, Options, Reading
from kg.read.plain_paragraphs import are_wrapped, joined, plain_paragraphs
from kg.read.press_fields import (
    Dated,
    Draft,
    author_names,
    day_of,
    first_dated,
    only_day,
    reading,
    starts_as_byline,
)
from kg.read.text import decode

_NAME = "press export"
Lines: TypeAlias = Sequence[str]

_ACCESSION = r"[A-Z0-9]{4,16}\d{8}[a-z0-9]{6,14}"  # "NYTF000020190304ef3400012"
_HOUR = re.compile(r"\d{1,2}:\d\d.*")
_LIKE_NAME = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*| (?:van|von|de|der|da|bin|al)){1,4}")
_LONGEST_HEAD = 20  # lines
_MOST_ABOVE = 12  # lines of section, title and byline
_FULL_LINE = 60  # characters: a heading that goes on in the next line

# What Factiva writes before the fields of an article, which open with the first that is there.
_TAG = re.compile(
    r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM|ART|RF|VOL|CT"
    r"|PT|DLN|CX|TXT)(?:$|\t|[ \xa0]{2,})[ \t]*(.*)"
)


def is_press_export(text: str) -> bool:
    """Whether a plain text is an export of one of these archives."""
    return _layout(text) is not None


def read(
    item: Item,
    options: Options,  # noqa: ARG001 - the names of its fields are fixed
) -> Iterator[Reading | ReadError]:
    """The articles of an export, each under its accession number or its place in the file.

    An article without text is an error in its place.
    """
    try:
        text = clean(decode(item.data))
    except ReadError as error:
        yield ReadError(f"{item.where}: {error}")
        return
    layout = _layout(text)
    if layout is None:
        yield ReadError(f"{item.where}: no export of LexisNexis or Factiva; read it as plain text")
        return
    drafts = list(layout(text.splitlines()))
    for number, draft in enumerate(drafts, 1):
        where = f"{item.where}, article {number}" if len(drafts) > 1 else item.where
        if draft.id is None and len(drafts) > 1:
            draft = replace(draft, id=f"{item.name}/{number}")  # noqa: PLW2901
        yield reading(item, where, _NAME, draft)


def _layout(text: str) -> Callable[[Lines], Iterator[Draft]] | None:
    """Who reads this layout: each shows itself by two of its marks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for marks, reader in _layouts():
        if all(mark.search(text) for mark in marks):
            return reader
    return None


@cache
def _layouts() -> Sequence[tuple[Sequence[re.Pattern[str]], Callable[[Lines], Iterator[Draft]]]]:
    lexis, factiva = _lexis(), _factiva()
    length = rf"^[ \t]*{lexis['length']}:[ \t]+[\d,]+ {lexis['counted']}"
    loaded = rf"^[ \t]*{lexis['loaded']}:"
    counted = rf"^(?:WC[ \t]+)?[\d,]+ {factiva['counted']}[ \t]*$"
    document = rf"{factiva['document']} {_ACCESSION}[ \t]*$"

    def marks(*patterns: str) -> Sequence[re.Pattern[str]]:
        return [re.compile(pattern, re.MULTILINE | re.IGNORECASE) for pattern in patterns]

    return (
        (marks(_head_of_document().pattern, f"{length}|{loaded}"), _lexisnexis),
        (marks(rf"^[ \t]*{lexis['end']}[ \t]*$", f"{length}|{loaded}"), _nexis_uni),
        (marks(r"^HD(?:[ \t]{2,}|\t|$)", rf"^AN[ \t]*(?:\n\s*)?{document}"), _factiva_tagged),
        (marks(rf"^{document}", counted), _factiva_plain),
    )


def _lexis() -> Mapping[str, Any]:
    found: Mapping[str, Any] = words("press")["lexisnexis"]
    return found


def _factiva() -> Mapping[str, Any]:
    found: Mapping[str, Any] = words("press")["factiva"]
    return found


# --- LexisNexis ---------------------------------------------------------------------------------


@cache
def _head_of_document() -> re.Pattern[str]:
    """ "1 of 25 DOCUMENTS", "Document 1 of 25"."""
    document, of = _lexis()["document"], _lexis()["of"]
    return re.compile(
        rf"^[ \t]*(?:\d+ {of} \d+ {document}s?|{document} \d+ {of} \d+)[ \t]*$",
        re.IGNORECASE | re.MULTILINE,
    )


def _lexisnexis(lines: Lines) -> Iterator[Draft]:
    """Articles under their numbers, with the names of fields in capitals."""
    starts = [n for n, line in enumerate(lines) if _head_of_document().fullmatch(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _of_lexis(lines[start + 1 : end], str.upper)


def _nexis_uni(lines: Lines) -> Iterator[Draft]:
    """Articles that end with "End of Document"; above the first the export speaks of itself."""
    chunk: list[str] = []
    for line in lines:
        if line.strip() == _lexis()["end"]:
            yield _of_lexis(_without_export(chunk), str.title)
            chunk = []
        elif not _is_page_number(line):
            chunk.append(line)


def _is_page_number(line: str) -> bool:
    page, of = _lexis()["page"], _lexis()["of"]
    return re.fullmatch(rf"\s*{page} \d+ {of} \d+\s*", line, re.IGNORECASE) is not None


def _without_export(chunk: list[str]) -> list[str]:
    """The lines behind the last that is about the export, above the first field."""
    about = tuple(_lexis()["export"])
    first = next((n for n, line in enumerate(chunk) if _field(line, str.title)), len(chunk))
    last = max(
        (n for n in range(first) if chunk[n].strip().casefold().startswith(about)), default=-1
    )
    return chunk[last + 1 :]


Case: TypeAlias = Callable[[str], str]


def _field(line: str, case: Case) -> tuple[str, str] | None:
    """The name of a field in small letters, and what stands behind it on its line."""
    name, colon, value = line.strip().partition(":")
    if not colon or len(name) > 30 or not name[:1].isupper():
        return None
    known = name.casefold()
    return (known, value.strip()) if name == case(name) and known in _fields() else None


@cache
def _fields() -> frozenset[str]:
    lexis = _lexis()
    single = (lexis[key] for key in ("headline", "byline", "length", "body", "loaded"))
    return frozenset([*single, *lexis["above"], *lexis["below"]])


@dataclass(frozen=True, slots=True)
class _Parts:
    """An article of LexisNexis in three parts."""

    above: Lines  # what stands above the first field
    fields: Mapping[str, str]
    body: Lines


def _of_lexis(lines: Lines, case: Case) -> Draft:
    parts = _parts_of(lines, case)
    above = _blocks([line for line in parts.above if not _is_copyright(line)])
    day = _day_line([line for block in above for line in block])
    headline = parts.fields.get(_lexis()["headline"])
    source, title = _names_above(above, case is str.title)
    loaded = parts.fields.get(_lexis()["loaded"])
    date = first_dated(((day, "date line", "certain"), (loaded, "load-date", "probable")))
    return Draft(
        plain_paragraphs("\n".join(parts.body)),
        title=headline or title,
        date=date,
        source=source,
        author=author_names(parts.fields.get(_lexis()["byline"]), source),
    )


def _parts_of(lines: Lines, case: Case) -> _Parts:
    """The parts: fields follow each other, then comes the text, until fields come again."""
    fields: dict[str, str] = {}
    first = next((n for n, line in enumerate(lines) if _field(line, case)), len(lines))
    at = first
    body_name = _lexis()["body"]
    while at < len(lines):
        found = _field(lines[at], case)
        is_body = lines[at].strip().casefold() in {body_name, f"{body_name}:"}
        if is_body:
            at += 1
            break
        if not lines[at].strip():
            at += 1
            continue
        if found is None or found[0] in _below():
            break
        value, at = _value(lines, at, found[1], case)
        fields.setdefault(found[0], value)
    end = _end_of_body(lines, at, case)
    for line in lines[end:]:
        if found := _field(line, case):
            fields.setdefault(*found)
    return _Parts(lines[:first], fields, lines[at:end])


def _below() -> frozenset[str]:
    return frozenset(_lexis()["below"]) - frozenset(_lexis()["above"])


def _value(lines: Lines, at: int, begun: str, case: Case) -> tuple[str, int]:
    """The value of a field, which goes on until a blank line, and where that is."""
    value = [begun]
    at += 1
    while at < len(lines) and lines[at].strip() and not _field(lines[at], case):
        if lines[at].strip().casefold().rstrip(":") == _lexis()["body"]:
            break
        value.append(lines[at])
        at += 1
    return joined(value), at


def _end_of_body(lines: Lines, start: int, case: Case) -> int:
    """Where the text ends: at a field or heading that stands below texts, or at the rights."""
    tails = frozenset(_lexis()["tails"]) if case is str.title else frozenset()
    for number in range(start, len(lines)):
        found = _field(lines[number], case)
        is_field = found is not None and found[0] in _below()
        if case is str.title:
            is_field = found is not None and found[0] == _lexis()["loaded"]
        is_rights = lines[number].startswith("    ") and _is_copyright(lines[number])
        if is_field or is_rights or lines[number].strip() in tails:
            return number
    return len(lines)


def _is_copyright(line: str) -> bool:
    return line.strip().casefold().startswith(tuple(_lexis()["copyright"]))


def _blocks(lines: Lines) -> list[list[str]]:
    """What blank lines separate."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _day_line(lines: Lines) -> str | None:
    return next((line for line in lines if only_day(line)), None)


def _names_above(blocks: Sequence[Lines], is_title_first: bool) -> tuple[str | None, str | None]:
    """The publication and the title above the fields.

    The publication stands above the day. The title is the last block below the day, in Nexis Uni
    the one above the publication.
    """
    flat = [(number, line) for number, block in enumerate(blocks) for line in block]
    at = next((n for n, (_, line) in enumerate(flat) if only_day(line)), None)
    if at is None:
        return None, joined(blocks[-1]) if blocks else None
    source = flat[at - 1][1] if at else None
    if is_title_first:
        title = [line for _, line in flat[: max(at - 1, 0)]]
    else:
        last = flat[-1][0]
        title = list(blocks[last]) if last > flat[at][0] else []
    return source, joined(title) or None


# --- Factiva ------------------------------------------------------------------------------------


def _document_line(line: str) -> re.Match[str] | None:
    return re.fullmatch(rf"\s*{_factiva()['document']}\s+({_ACCESSION})\s*", line)


def _without_feet(lines: Lines) -> Iterator[str]:
    """The lines without feet of pages, up to the summary of the search."""
    feet = tuple(_factiva()["furniture"])
    for line in lines:
        low = line.strip().casefold()
        if low == _factiva()["summary"]:
            return
        if not any(foot in low for foot in feet) or len(low) > 100:
            yield line


def _factiva_tagged(lines: Lines) -> Iterator[Draft]:
    """Articles whose fields have names of two letters; the accession number ends each."""
    fields: dict[str, list[str]] = {}
    tag: str | None = None
    for line in _without_feet(lines):
        found = _TAG.fullmatch(line)
        if found and "AN" in fields and found[1] != "AN":
            yield _of_tags(fields)
            fields = {}
        if found:
            tag = found[1]
            fields.setdefault(tag, []).append(found[2])
        elif tag is not None:
            fields[tag].append(line)
    if fields:
        yield _of_tags(fields)


def _of_tags(fields: Mapping[str, Lines]) -> Draft:
    def value(tag: str) -> str | None:
        return joined(line for line in fields.get(tag, ()) if line.strip()) or None

    accession = re.search(_ACCESSION, value("AN") or "")
    source = value("SN")
    return Draft(
        [
            p
            for tag in ("LP", "TD", "TXT")
            for p in plain_paragraphs("\n".join(fields.get(tag, ())))
        ],
        id=accession[0] if accession else None,
        title=value("HD"),
        date=first_dated(((value("PD"), "PD", "certain"),)),
        source=source,
        author=author_names(value("BY"), source),
    )


def _factiva_plain(lines: Lines) -> Iterator[Draft]:
    """Articles without names of fields; "Document" and a number end each."""
    chunk: list[str] = []
    for line in _without_feet(lines):
        if found := _document_line(line):
            yield _of_chunk(chunk, found[1])
            chunk = []
        else:
            chunk.append(line)


def _of_chunk(lines: Lines, accession: str) -> Draft:
    """Title, byline, length, day, hour, publication, code, language, rights, text."""
    counted = re.compile(rf"\s*[\d,]+ {_factiva()['counted']}\s*", re.IGNORECASE)
    at = next((n for n, line in enumerate(lines) if counted.fullmatch(line)), None)
    if at is None:
        return Draft(plain_paragraphs("\n".join(lines)), id=accession)
    title, byline = _title_and_byline(lines[:at])
    head, body = _head_and_body(lines[at + 1 :])
    source = _publication(head)
    day = _day_line(head)
    return Draft(
        plain_paragraphs("\n".join(body)),
        id=accession,
        title=title,
        date=Dated(day_of(day) or "", "date line", "certain") if day else None,
        source=source,
        author=author_names(byline, source),
    )


def _title_and_byline(lines: Lines) -> tuple[str | None, str | None]:
    """What stands above the length: perhaps a section, the title, perhaps a byline."""
    parts: list[list[str]] = []
    for line in [line.strip() for line in lines if line.strip()][-_MOST_ABOVE:]:
        goes_on = parts and _is_full(parts[-1][-1]) and not starts_as_byline(line)
        if goes_on and are_wrapped([*parts[-1], line]):
            parts[-1].append(line)
        else:
            parts.append([line])
    texts = [joined(part) for part in parts]
    if len(texts) < 2:
        return (texts[0] if texts else None), None
    has_byline = starts_as_byline(texts[-1])
    is_like_name = _LIKE_NAME.fullmatch(texts[-1]) and len(texts[-2].split()) > 3
    if has_byline or (is_like_name and author_names(texts[-1])):
        return texts[-2], texts[-1]
    return texts[-1], None


def _head_and_body(lines: Lines) -> tuple[Lines, Lines]:
    """The lines up to the language and the rights, and the text below them."""
    languages = frozenset(_factiva()["languages"])
    rights = tuple(_factiva()["copyright"])
    at = 0
    for number, line in enumerate(lines[:_LONGEST_HEAD]):
        low = line.strip().casefold()
        if low in languages or low.startswith(rights):
            at = number + 1
    is_rights = at > 0 and lines[at - 1].strip().casefold().startswith(rights)
    while is_rights and at < len(lines) and lines[at].strip() and _is_full(lines[at - 1]):
        at += 1  # rights of several lines, up to a blank one
    return lines[:at], lines[at:]


def _is_full(line: str) -> bool:
    return len(line.rstrip()) >= _FULL_LINE


def _publication(head: Lines) -> str | None:
    """The first line below the day that is no hour."""
    full = [line.strip() for line in head if line.strip()]
    at = next((n for n, line in enumerate(full) if only_day(line)), None)
    if at is None:
        return None
    below = (line for line in full[at + 1 :] if not _HOUR.fullmatch(line))
    return next(below, None)
