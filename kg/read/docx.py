"""Word documents (.docx): one article a file, as it reads with all changes accepted."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.read.errors import ReadError
from kg.read.item import Item, Options, Reading
from kg.read.press_fields import (
    Dated,
    Draft,
    day_of,
    given_title,
    is_like_headline,
    is_typed_field,
    person,
    reading,
    same_words,
    typed_fields,
)
from kg.read.xml_document import child, children, descendants, local_name, parse, words

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = "docx"
_MOST_PARTS = 10_000
_LARGEST_PART = 60_000_000  # bytes, unpacked; a million characters with much formatting
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = b"\xd0\xcf\x11\xe0"  # how the older container begins, which also holds locked files
_RELATIONS = "_rels/.rels"
_DOCUMENT = "/officeDocument"  # how the types of relations end
_STYLES = "/styles"
_PROPERTIES = "/core-properties"
# The day in the template of python-docx, which all files made with it bear.
_TEMPLATE_DAYS = frozenset({"2013-12-23"})
_TITLES = ("title", "heading 1")  # names of styles, which Word keeps in English
_LEFT_OUT_STYLES = ("caption", "toc ", "footnote", "endnote", "header", "footer")
# Elements whose text is not read: deletions, where moved text stood, codes of fields, comments.
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rt", "fldData"}
    | {"footnoteReference", "endnoteReference", "commentReference", "annotationRef", "sdtPr"}
    | {"pPr", "footnoteRef", "endnoteRef", "docPart", "tblPr", "tblGrid", "sectPr"}
)
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_OFF = frozenset({"0", "false", "off"})


def read(
    item: Item,
    options: Options,  # noqa: ARG001 - a document has no fields to rename
) -> Iterator[Reading | ReadError]:
    """The article of a Word document, under the name of the file.

    Tracked insertions are part of the text, deletions are not. Comments, notes, hidden text, heads
    and feet of pages are left out. What the file says of its author and day is used where the text
    does not say it; such a day is only possible.
    """
    try:
        yield reading(item, item.where, _NAME, _draft(item.data))
    except ReadError as error:
        yield ReadError(f"{item.where}: {error}")


def _draft(data: bytes) -> Draft:
    if data.startswith(_ENCRYPTED):
        raise ReadError("locked, or of an older Word; save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _of_archive(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise ReadError(f"not a Word document ({error}); save it anew as .docx") from error
    except (KeyError, NotImplementedError, RuntimeError) as error:
        # RuntimeError: a part with a password of its own
        raise ReadError(f"not a whole Word document ({error}); save it anew as .docx") from error


def _of_archive(archive: zipfile.ZipFile) -> Draft:
    if len(archive.infolist()) > _MOST_PARTS:
        raise ReadError(f"more than {_MOST_PARTS:,} parts; save it anew as .docx")
    main = _related(archive, _RELATIONS, "").get(_DOCUMENT, "word/document.xml")
    folder, name = posixpath.split(main)
    related = _related(archive, f"{folder}/_rels/{name}.rels", folder)
    styles = _styles(archive, related.get(_STYLES, f"{folder}/styles.xml"))
    body = child(parse(_part(archive, main)), "body")
    if body is None:
        raise ReadError("not a Word document (it has no body); save it anew as .docx")
    writer = _Writer(styles)
    writer.blocks(body)
    return _with_properties(writer, _properties(archive))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part, at most `_LARGEST_PART` of them whatever its entry claims."""
    if archive.getinfo(name).compress_type not in _PACKED:
        raise ReadError(f"{name} is packed in an unusual way; save it anew as .docx")
    with archive.open(name) as file:
        data = file.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise ReadError(f"{name} unpacks to more than {_LARGEST_PART:,} bytes; save it anew")
    return data


def _related(archive: zipfile.ZipFile, name: str, folder: str) -> dict[str, str]:
    """The parts that a part names, by the last word of what they are to it."""
    if name not in archive.namelist():
        return {}
    out: dict[str, str] = {}
    for relation in children(parse(_part(archive, name)), "Relationship"):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = "/" + relation.get("Type", "").rpartition("/")[2]
        out.setdefault(kind, posixpath.normpath(path))
    return out


def _styles(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """What styles are called, by their ids, which each language of Word makes differently."""
    if name not in archive.namelist():
        return {}
    out = {}
    for style in children(parse(_part(archive, name)), "style"):
        id, called = _attribute(style, "styleId"), _value(style, "name")
        if id and called:
            out[id] = called.casefold()
    return out


def _attribute(element: _Element, name: str) -> str | None:
    """An attribute in whatever namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def _value(element: _Element, name: str) -> str | None:
    """The `val` of a child."""
    found = child(element, name)
    return _attribute(found, "val") if found is not None else None


def _is_on(properties: _Element | None, name: str) -> bool:
    """Whether a switch is among the properties, and not switched off."""
    found = child(properties, name)
    return found is not None and (_attribute(found, "val") or "1") not in _OFF


def _is_bold(paragraph: _Element) -> bool:
    """Whether all its words are set bold by themselves."""
    runs = [r for r in descendants(paragraph, "r") if child(r, "t") is not None]
    return bool(runs) and all(_is_on(child(r, "rPr"), "b") for r in runs)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    style: str = ""
    is_bold: bool = False


class _Writer:
    """The paragraphs of a document with how they are set."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self.paragraphs: list[_Paragraph] = []
        self._styles = styles
        self._boxes: list[_Element] = []
        self._before = ""  # words of a paragraph whose end was deleted

    def blocks(self, parent: _Element) -> None:
        """Writes the paragraphs and tables inside an element.

        The depth is bounded: XML that nests more than 256 elements is refused.
        """
        for element in parent:
            name = local_name(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name not in _LEFT_OUT:
                self.blocks(element)

    def _paragraph(self, element: _Element) -> None:
        properties = child(element, "pPr")
        text = self._before + self._words(element)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._before = text
        else:
            self._before = ""
            self._write(self._style(properties), text, _is_bold(element))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _style(self, properties: _Element | None) -> str:
        id = _value(properties, "pStyle") if properties is not None else None
        return self._styles.get(id or "", (id or "").casefold())

    def _write(self, style: str, text: str, is_bold: bool) -> None:
        if style.startswith(_LEFT_OUT_STYLES):
            return
        for piece in text.split("\n\n"):
            lines = (" ".join(line.split()) for line in piece.split("\n"))
            if words_of_lines := "\n".join(filter(None, lines)):
                self.paragraphs.append(_Paragraph(words_of_lines, style, is_bold))

    def _words(self, element: _Element) -> str:
        """The text of runs, links, insertions; boxes are kept for later."""
        pieces: list[str] = []
        for inner in element:
            name = local_name(inner)
            if name == "t":
                pieces.append(inner.text or "")
            elif name in _CHARACTERS:
                pieces.append(_CHARACTERS[name])
            elif name == "txbxContent":
                self._boxes.append(inner)
            elif name == "r" and _is_on(child(inner, "rPr"), "vanish"):
                continue
            elif name in {"p", "tc"}:  # of a table in a cell
                pieces.append(f"{self._words(inner)} ")
            elif name not in _LEFT_OUT and name != "rPr":
                pieces.append(self._words(inner))
        return "".join(pieces)

    def _table(self, table: _Element) -> None:
        """Each row is a line; its cells are separated by a tab.

        A row with one filled cell only sets the page, and its paragraphs stay.
        """
        for row in _inside(table, "tr"):
            if child(child(row, "trPr"), "del") is not None:
                continue
            filled = [(text, cell) for cell in _inside(row, "tc") if (text := self._cell(cell))]
            if len(filled) == 1:
                self.blocks(filled[0][1])
            elif filled:
                self.paragraphs.append(_Paragraph("\t".join(text for text, _ in filled)))

    def _cell(self, cell: _Element) -> str:
        """The text of a cell, and of the tables in it."""
        words_of_cell = " ".join(" ".join(map(self._words, _inside(cell, "p", "tbl"))).split())
        self._boxes = []
        return words_of_cell


def _inside(parent: _Element, *names: str) -> Iterator[_Element]:
    """The elements of these names right inside, also those that a form wraps up."""
    for element in parent:
        if local_name(element) in names:
            yield element
        elif local_name(element) in _WRAPPERS:
            yield from _inside(element, *names)


# --- fields -------------------------------------------------------------------------------------


def _properties(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """What the file says of itself: title, creator, created, modified; nothing where broken."""
    name = _related(archive, _RELATIONS, "").get(_PROPERTIES, "docProps/core.xml")
    if name not in archive.namelist():
        return {}
    try:
        root = parse(_part(archive, name))
    except ReadError:
        return {}
    return {local_name(element): text for element in root if (text := words(element))}


def _with_properties(writer: _Writer, properties: Mapping[str, str]) -> Draft:
    title, paragraphs = _title(writer.paragraphs, given_title(properties.get("title")))
    fields = typed_fields(paragraphs)
    return Draft(
        fields.paragraphs,
        title=title,
        date=fields.date or _day(properties),
        author=fields.author or person(properties.get("creator")),
    )


def _title(paragraphs: Sequence[_Paragraph], given: str | None) -> tuple[str | None, Sequence[str]]:
    """The first paragraph that is set as title, else the one that the file names; and the rest.

    A heading, or a line in bold, is the title only where it stands above the text.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    for number, paragraph in enumerate(paragraphs):
        is_title = paragraph.style == "title" or (number == 0 and _is_headline(paragraphs))
        if is_title or (given and same_words(paragraph.text, given)):
            return paragraph.text, texts[:number] + texts[number + 1 :]
    return given, texts


def _is_headline(paragraphs: Sequence[_Paragraph]) -> bool:
    """Whether the first paragraph is a heading, or a bold line or one above a byline or day."""
    first, *below = paragraphs[:2]
    if first.style in _TITLES or not below:
        return first.style in _TITLES
    stands_out = first.is_bold and not below[0].is_bold
    return is_like_headline(first.text) and (stands_out or is_typed_field(below[0].text))


def _day(properties: Mapping[str, str]) -> Dated | None:
    """The day when the file was made; that of a template is nobody's."""
    for name in ("created", "modified"):
        day = day_of(properties.get(name))
        if day and day not in _TEMPLATE_DAYS:
            return Dated(day, f"docx {name}", "possible")
    return None
