"""NewsML-G2: one newsItem, or a newsMessage with several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.read.errors import ReadError
from kg.read.item import Item, Options, Reading
from kg.read.markup_text import html_paragraphs, markup_paragraphs
from kg.read.nitf import nitf_draft
from kg.read.plain_paragraphs import plain_paragraphs
from kg.read.press_fields import Dated, Draft, author_names, first_dated, reading
from kg.read.xml_document import child, children, descendants, local_name, parse, words

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = "newsml"
# What a message may hold that is no article; it has none of its own to give.
_OTHER_ITEMS = ("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})


def read(
    item: Item,
    options: Options,  # noqa: ARG001 - the names of its fields are fixed
) -> Iterator[Reading | ReadError]:
    """The articles of a NewsML-G2 document, under the ids that its agency gave them.

    Packages and pictures in a message are passed over with a warning. What the agency withdrew is
    an error, and so is an item without text.
    """
    try:
        root = parse(item.data)
    except ReadError as error:
        yield ReadError(f"{item.where}: {error}")
        return
    if local_name(root) == "newsItem":
        yield _reading(root, item, item.where, ())
        return
    news = list(descendants(root, "newsItem"))
    texts = [found for found in news if _kind(found) in {"text", None}]
    if not texts:
        yield ReadError(_nothing(root, item.where, news))
        return
    warnings = _passed_over(root, len(news) - len(texts))
    for number, found in enumerate(texts, 1):
        where = f"{item.where}, item {number}" if len(texts) > 1 else item.where
        yield _reading(found, item, where, warnings if number == 1 else ())


def _nothing(root: _Element, where: str, news: Sequence[_Element]) -> str:
    if news:
        return f"{where}: holds no text but {_kind(news[0])}; leave it out"
    if local_name(root) == "NewsML":
        return f"{where}: NewsML 1, not NewsML-G2; export it as NewsML-G2, NITF or ninjs"
    return f"{where}: holds no newsItem but <{local_name(root)}>; leave it out"


def _passed_over(root: _Element, pictures: int) -> tuple[str, ...]:
    """What was not read of a message, for its first article."""
    counts = ((sum(True for _ in descendants(root, name)), name) for name in _OTHER_ITEMS)
    warnings = [f"{count} {name} passed over" for count, name in counts if count]
    if pictures:
        warnings.append(f"{pictures} newsItem without text passed over")
    return tuple(warnings)


def _kind(news_item: _Element) -> str | None:
    """What an item is: "text", "picture"; nothing where it does not say."""
    return _code(child(child(news_item, "itemMeta"), "itemClass"))


def _code(element: _Element | None) -> str | None:
    """The value of a controlled field without its scheme: "usable" of "stat:usable"."""
    if element is None:
        return None
    return (element.get("qcode") or element.get("uri") or "").replace("/", ":").split(":")[-1]


def _reading(
    news_item: _Element, item: Item, where: str, warnings: tuple[str, ...]
) -> Reading | ReadError:
    try:
        return reading(item, where, _NAME, _draft(news_item, warnings))
    except ReadError as error:
        return ReadError(f"{where}: {error}")


def _draft(news_item: _Element, warnings: tuple[str, ...]) -> Draft:
    item_meta = child(news_item, "itemMeta")
    status = _code(child(item_meta, "pubStatus"))
    id = news_item.get("guid")
    if status in _WITHDRAWN:
        called = id or "the article"
        raise ReadError(f"{called} was withdrawn by its agency ({status}); leave it out")
    kind = _kind(news_item)
    if kind not in {"text", "composite", None, ""}:
        raise ReadError(f"holds no text but {kind}; leave it out")
    content = max(
        _renditions(news_item), key=lambda draft: _length(draft.paragraphs), default=Draft(())
    )
    content_meta = child(news_item, "contentMeta")
    source = _source(news_item, item_meta, content_meta) or content.source
    return Draft(
        content.paragraphs,
        id=id,
        title=_title(item_meta, content_meta) or content.title,
        date=_date(item_meta, content_meta) or content.date,
        source=source,
        author=_author(content_meta, source) or content.author,
        warnings=warnings,
    )


def _length(paragraphs: Sequence[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def _renditions(news_item: _Element) -> Iterator[Draft]:
    """Each way in which the item holds its text, with what the text itself says of its fields."""
    for content_set in children(news_item, "contentSet"):
        for content in children(content_set, "inlineXML", "inlineData"):
            if local_name(content) == "inlineData" or len(content) == 0:
                yield _of_data(content)
            elif (nitf := next(descendants(content, "nitf"), None)) is not None:
                yield nitf_draft(nitf)
            else:
                title = words(next(descendants(content, "title", "h1"), None))
                yield Draft(markup_paragraphs(content), title=title)


def _of_data(content: _Element) -> Draft:
    """Plain text, or HTML that was written as text."""
    text = content.text or ""
    media_type = content.get("contenttype", "")
    is_markup = "html" in media_type or (not media_type.startswith("text/plain") and "</p>" in text)
    return Draft(html_paragraphs(text) if is_markup else plain_paragraphs(text))


def _title(item_meta: _Element | None, content_meta: _Element | None) -> str | None:
    """The main headline, else the first, else the title of the item."""
    headlines = [] if content_meta is None else list(children(content_meta, "headline"))
    for headline in headlines:
        if (headline.get("role") or "").endswith(("main", "headline", "title")) and words(headline):
            return words(headline)
    return next(filter(None, map(words, headlines)), None) or words(child(item_meta, "title"))


def _date(item_meta: _Element | None, content_meta: _Element | None) -> Dated | None:
    return first_dated(
        (
            (words(child(content_meta, "contentCreated")), "contentCreated", "certain"),
            (words(child(item_meta, "versionCreated")), "versionCreated", "probable"),
            (words(child(item_meta, "firstCreated")), "firstCreated", "probable"),
            (words(child(content_meta, "contentModified")), "contentModified", "probable"),
        )
    )


def _source(
    news_item: _Element, item_meta: _Element | None, content_meta: _Element | None
) -> str | None:
    """Whose text it is: the credit line, the provider, or who holds the rights."""
    rights = child(news_item, "rightsInfo")
    found = (
        words(child(content_meta, "creditline")),
        _label(child(item_meta, "provider")),
        _label(child(content_meta, "infoSource")),
        _label(child(rights, "copyrightHolder")),
    )
    return next(filter(None, found), None)


def _label(element: _Element | None) -> str | None:
    """The name of somebody: in words, as it was typed, or by the code of a scheme."""
    if element is None:
        return None
    name = words(child(element, "name")) or element.get("literal")
    return name or _code(element) or None


def _author(content_meta: _Element | None, source: str | None) -> str | None:
    """The byline, else the creators that are persons."""
    if content_meta is None:
        return None
    bylines = [text for by in children(content_meta, "by") if (text := words(by))]
    if names := author_names("; ".join(bylines), source):
        return names
    creators = (c for c in children(content_meta, "creator") if not _is_organisation(c))
    labels = (words(child(c, "name")) or c.get("literal") for c in creators)
    return author_names("; ".join(filter(None, labels)), source)


def _is_organisation(creator: _Element) -> bool:
    return "organi" in (creator.get("type") or "")
