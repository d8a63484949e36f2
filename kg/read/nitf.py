"""NITF 3: one article a file, also inside NewsML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from kg.read.errors import ReadError
from kg.read.item import Item, Options, Reading
from kg.read.markup_text import markup_paragraphs
from kg.read.press_fields import Dated, Draft, author_names, first_dated, reading
from kg.read.xml_document import child, children, descendants, local_name, parse, words

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = "nitf"
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
_JOB_TITLE = "byttl"


def read(
    item: Item,
    options: Options,  # noqa: ARG001 - the names of its fields are fixed
) -> Iterator[Reading | ReadError]:
    """The article of an NITF document.

    Pictures with their captions and the tag line are left out. What was withdrawn is an error.
    """
    try:
        root = parse(item.data)
        nitf = root if local_name(root) == "nitf" else next(descendants(root, "nitf"), None)
        if nitf is None:
            raise ReadError(f"no NITF but <{local_name(root)}>; name it by its own format")
        status = _docdata(nitf, "management-status")
        if status in _WITHDRAWN:
            raise ReadError(f"was withdrawn by its agency ({status}); leave it out")
        yield reading(item, item.where, _NAME, nitf_draft(nitf))
    except ReadError as error:
        yield ReadError(f"{item.where}: {error}")


def nitf_draft(nitf: _Element) -> Draft:
    """The fields and paragraphs of an `nitf` element."""
    body = child(nitf, "body")
    body_head = child(body, "body.head")
    body_head = body_head if body_head is not None else child(body, "body-head")
    source = _source(nitf, body_head)
    return Draft(
        _paragraphs(body),
        id=_id(nitf),
        title=_title(nitf, body_head),
        date=_date(nitf, body_head),
        source=source,
        author=_author(nitf, body_head, source),
    )


def _docdata(nitf: _Element, attribute: str) -> str | None:
    docdata = child(child(nitf, "head"), "docdata")
    return docdata.get(attribute) if docdata is not None else None


def _paragraphs(body: _Element | None) -> Sequence[str]:
    """The paragraphs of the body; a block that the next repeats and goes on is read once.

    Archives keep the first paragraph in a block of its own, and again in the full text.
    """
    if body is None:
        return ()
    contents = list(children(body, "body.content", "body-content")) or [body]
    blocks = [part for content in contents for part in _parts(content)]
    return [
        paragraph
        for number, block in enumerate(blocks)
        if not _is_beginning(block, blocks[number + 1 : number + 2])
        for paragraph in block
    ]


def _parts(content: _Element) -> list[list[str]]:
    """The blocks of the content; all of it as one where something stands outside of blocks."""
    blocks = list(content)
    if all(local_name(block) == "block" for block in blocks) and not (content.text or "").strip():
        return [paragraphs for block in blocks if (paragraphs := markup_paragraphs(block))]
    return [markup_paragraphs(content)]


def _is_beginning(block: Sequence[str], following: Sequence[Sequence[str]]) -> bool:
    """Whether the block that follows begins with all the paragraphs of this one."""
    return any(len(o) > len(block) and list(o[: len(block)]) == list(block) for o in following)


def _title(nitf: _Element, body_head: _Element | None) -> str | None:
    """The main headline; else the title of the head, which may be a slug."""
    hedline = child(body_head, "hedline")
    headline = child(hedline, "hl1")
    return words(headline) or words(hedline) or words(child(child(nitf, "head"), "title"))


def _author(nitf: _Element, body_head: _Element | None, source: str | None) -> str | None:
    """The names in bylines, without the job titles."""
    bylines = list(children(body_head, "byline")) if body_head is not None else []
    if not bylines:
        bylines = list(descendants(nitf, "byline"))
    return author_names("; ".join(map(_byline, bylines)), source)


def _byline(byline: _Element) -> str:
    """The text of a byline with a mark behind each person, and in the place of each job title."""
    copy = deepcopy(byline)
    for title in list(descendants(copy, _JOB_TITLE)):
        for inner in list(title):
            title.remove(inner)
        title.text = ";"
    for person in descendants(copy, "person"):
        person.tail = f";{person.tail or ''}"
    return words(copy) or ""


def _id(nitf: _Element) -> str | None:
    docdata = child(child(nitf, "head"), "docdata")
    for name in ("doc-id", "doc.id"):
        found = child(docdata, name)
        if found is not None and (found.get("id-string") or "").strip():
            return found.get("id-string")
    return None


def _source(nitf: _Element, body_head: _Element | None) -> str | None:
    """The publication, else the agency, else who holds the rights."""
    head = child(nitf, "head")
    rights = child(child(body_head, "rights"), "rights.owner")
    found = (
        _attribute(child(head, "pubdata"), "name"),
        words(child(body_head, "distributor")),
        _attribute(child(child(head, "docdata"), "doc.copyright"), "holder"),
        words(rights),
    )
    return next(filter(None, found), None)


def _attribute(element: _Element | None, name: str) -> str | None:
    return element.get(name) if element is not None else None


def _date(nitf: _Element, body_head: _Element | None) -> Dated | None:
    head = child(nitf, "head")
    docdata = child(head, "docdata")
    story_date = None
    if body_head is not None:
        story_date = next(descendants(body_head, "story.date"), None)
    return first_dated(
        (
            (_attribute(child(docdata, "date.issue"), "norm"), "date.issue", "certain"),
            (
                _attribute(child(head, "pubdata"), "date.publication"),
                "date.publication",
                "certain",
            ),
            (_attribute(story_date, "norm"), "story.date", "certain"),
            (_attribute(child(docdata, "date.release"), "norm"), "date.release", "probable"),
            (words(story_date), "story.date", "probable"),
        )
    )
