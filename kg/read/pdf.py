"""PDF: one article a file, read as it stands on the pages."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.read.clean import clean
from kg.read.errors import ReadError
from kg.read.item import Item, Options, Reading
from kg.read.pdf_lines import (
    Line,
    Paragraph,
    body_size,
    lines_of,
    paragraphs_of,
    text_of,
    without_heads_and_notes,
)
from kg.read.pdf_page import fragments
from kg.read.press_fields import (
    Dated,
    Draft,
    given_title,
    is_like_headline,
    is_typed_field,
    pdf_day,
    person,
    reading,
    same_words,
    typed_fields,
)
from kg.read.text import MAX_CHARACTERS

if TYPE_CHECKING:
    from pypdf import PdfReader

_NAME = "pdf"
_MOST_PAGES = 500
_LARGEST_STREAM = 20_000_000  # bytes of one page's drawing when it is unpacked
_MOST_OPERATORS = 1_000_000  # of one page; a full page of small type has about 5,000
_MOST_FORMS = 500  # that one page draws
_LARGER = 1.15  # times the size of the text: a headline
_FEWEST_TITLE_WORDS = 3
_LONGEST_LABEL = 80  # characters
_LONGEST_TITLE = 300  # characters
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_MOST_UNREADABLE = 0.2  # of the characters


def read(
    item: Item,
    options: Options,  # noqa: ARG001 - a page has no fields to rename
) -> Iterator[Reading | ReadError]:
    """The article of a PDF file, under the name of the file.

    Title, author and day come from the page, where it shows them, else from what the file says of
    itself, which is often not true of the article: such a day is only possible. Running heads, page
    numbers and footnotes are left out. A file of pictures, or one that is locked, is an error.
    """
    try:
        yield reading(item, item.where, _NAME, _draft(item.data))
    except ReadError as error:
        yield ReadError(f"{item.where}: {error}")
    except Exception as error:  # noqa: BLE001 - pypdf raises whatever its parser comes upon
        words_of_error = " ".join(clean(str(error)).split())[:200]
        what = f"{type(error).__name__}: {words_of_error}".rstrip(": ")
        yield ReadError(f"{item.where}: a broken PDF ({what}); print it to PDF anew")


def _draft(data: bytes) -> Draft:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what matters comes out as an error
    with pypdf.apply_configuration(
        zlib_maximum_output_length=_LARGEST_STREAM,
        lzw_maximum_output_length=_LARGEST_STREAM,
        run_length_maximum_output_length=_LARGEST_STREAM,
        array_based_stream_maximum_output_length=_LARGEST_STREAM,
        stream_parsing_work_maximum_count=_MOST_OPERATORS,
        xform_maximum_invocations_per_extraction=_MOST_FORMS,
        page_tree_maximum_entries=10 * _MOST_PAGES,
    ):
        reader = pypdf.PdfReader(io.BytesIO(data))
        _unlock(reader)
        pages = _pages(reader)
        return _from_pages(pages, _information(reader))


def _unlock(reader: PdfReader) -> None:
    """Opens a file that has a password only against changes."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadError("locked with a password; save it without one")


def _pages(reader: PdfReader) -> list[list[Line]]:
    count = len(reader.pages)
    if not count:
        raise ReadError("a PDF without pages; print it to PDF anew")
    if count > _MOST_PAGES:
        raise ReadError(f"{count:,} pages, more than {_MOST_PAGES}; split it into its articles")
    pages = []
    characters = 0
    for number, page in enumerate(reader.pages):
        pages.append(lines_of(fragments(page), number))
        characters += sum(len(line.text) for line in pages[-1])
        if characters > MAX_CHARACTERS:
            raise ReadError(f"more than {MAX_CHARACTERS:,} characters; split it into its articles")
    text = "".join(line.text for lines in pages for line in lines)
    if not text.strip():
        raise ReadError(
            "no text on any page, perhaps scanned; recognise it (OCR) first, for instance with: "
            "ocrmypdf"
        )
    if len(_UNREADABLE.findall(text)) > _MOST_UNREADABLE * len(text):
        raise ReadError("its fonts do not say which letters they show; recognise it (OCR) first")
    return pages


def _information(reader: PdfReader) -> Mapping[str, str]:
    """What the file says of itself; nothing where that is broken."""
    try:
        found: Mapping[str, object] = reader.metadata or {}
        names = ("/Title", "/Author", "/CreationDate")
        return {name: str(found[name]) for name in names if name in found}
    except Exception:  # noqa: BLE001 - the pages are what is asked for
        return {}


def _from_pages(pages: Sequence[Sequence[Line]], information: Mapping[str, str]) -> Draft:
    lines = without_heads_and_notes(pages)
    if not lines:
        raise ReadError("nothing but page numbers and running heads; recognise it (OCR) first")
    paragraphs = paragraphs_of(lines)
    texts = text_of(paragraphs)
    head = _headline(paragraphs, texts, body_size(lines), given_title(information.get("/Title")))
    fields = typed_fields(head.below)
    return Draft(
        fields.paragraphs,
        title=head.title,
        date=fields.date or _created(information.get("/CreationDate")),
        author=fields.author or person(information.get("/Author")),
    )


def _created(value: str | None) -> Dated | None:
    day = pdf_day(value)
    return Dated(day, "PDF CreationDate", "possible") if day else None


@dataclass(frozen=True, slots=True)
class _Head:
    title: str | None
    below: Sequence[str]  # the paragraphs without the title


def _headline(
    paragraphs: Sequence[Paragraph], texts: Sequence[str], size: float, given: str | None
) -> _Head:
    """The title that the file names, if the page shows it; else what is set largest on the page."""
    first = paragraphs[0].lines[0].page
    on_first = [number for number, p in enumerate(paragraphs) if p.lines[0].page == first]
    if given:
        for number in on_first:
            if same_words(texts[number], given) or _is_beginning(texts[number], given):
                return _Head(texts[number], _without(texts, number))
    large = [
        number
        for number in on_first
        if paragraphs[number].size >= _LARGER * size and len(texts[number]) <= _LONGEST_TITLE
    ]
    if not large and _is_headline(paragraphs, texts):
        return _Head(texts[0], texts[1:])
    if not large:
        return _Head(given, texts)
    with_words = [n for n in large if len(texts[n].split()) >= _FEWEST_TITLE_WORDS] or large
    number = max(with_words, key=lambda n: (paragraphs[n].size, -n))
    return _Head(texts[number], _without(texts, number))


def _is_beginning(text: str, title: str) -> bool:
    """Whether a paragraph is all of a title but for the name of the site behind it."""
    is_long_enough = len(text.split()) >= _FEWEST_TITLE_WORDS
    return is_long_enough and title.startswith(f"{text} ") and len(text) > 0.5 * len(title)


def _is_headline(paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> bool:
    """Whether the first paragraph, of the size of the text, is bold or above a byline or day."""
    if len(texts) < 2 or not is_like_headline(texts[0]):
        return False
    stands_out = paragraphs[0].lines[0].is_bold and not paragraphs[1].lines[0].is_bold
    return stands_out or is_typed_field(texts[1])


def _without(texts: Sequence[str], number: int) -> Sequence[str]:
    """The paragraphs without the title, and without names of papers and sections above it."""
    above = [text for text in texts[:number] if _is_text(text)]
    return [*above, *texts[number + 1 :]]


def _is_text(text: str) -> bool:
    """Whether a paragraph above the title is text, or gives the author or the day."""
    return len(text) > _LONGEST_LABEL or text.endswith((".", "!", "?")) or is_typed_field(text)
