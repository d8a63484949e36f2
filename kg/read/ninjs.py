"""ninjs: news in JSON, of versions 1, 2 and 3, which spell their fields differently."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.read.clean import clean
from kg.read.errors import ReadError
from kg.read.item import Item, Options, Reading
from kg.read.markup_text import html_paragraphs
from kg.read.plain_paragraphs import plain_paragraphs
from kg.read.press_fields import Dated, Draft, author_names, first_dated, reading

_NAME = "ninjs"
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
_TEXTS = frozenset({"text", "composite", "article", ""})
_LISTS = ("items", "_items")
# The same text with and without markup differs by a few words; then markup knows the paragraphs.
_NEARLY = 0.95
_CAPTIONS = frozenset({"caption", "description", "summary", "abstract", "headline", "teaser"})


def read(
    item: Item,
    options: Options,  # noqa: ARG001 - the names of its fields are fixed
) -> Iterator[Reading | ReadError]:
    """The articles of one ninjs object, a list of them, or an object with `items`.

    Associated pictures are ignored, pictures in a list passed over with a warning. What the agency
    withdrew is an error.
    """
    try:
        objects = _objects(json.loads(item.data))
    except (ValueError, RecursionError) as error:
        yield ReadError(f"{item.where}: not JSON ({clean(str(error))}); export it anew")
        return
    news = [_plain(found) for found in objects if isinstance(found, dict)]
    texts = [found for found in news if _kind(found) in _TEXTS]
    if not texts:
        held = f"only {clean(_kind(news[0]))!r}" if news else "no object"
        yield ReadError(f"{item.where}: holds no article, {held}; leave it out")
        return
    others = len(objects) - len(texts)
    warnings = (f"{others} without text passed over",) if others else ()
    for number, found in enumerate(texts, 1):
        where = f"{item.where}, item {number}" if len(texts) > 1 else item.where
        name = f"{item.name}/{number}" if len(texts) > 1 else None
        try:
            yield reading(item, where, _NAME, _draft(found, name, warnings))
        except ReadError as error:
            yield ReadError(f"{where}: {error}")
        warnings = ()


def _objects(document: Any) -> Sequence[Any]:
    if isinstance(document, dict):
        lists = (document[key] for key in _LISTS if isinstance(document.get(key), list))
        return next(lists, [document])
    return document if isinstance(document, list) else ()


def _plain(news: Mapping[str, Any]) -> dict[str, Any]:
    """The object with one spelling of its keys: `body_html` and `bodyHtml` are `bodyhtml`."""
    return {key.replace("_", "").lower(): value for key, value in news.items()}


def _kind(news: Mapping[str, Any]) -> str:
    return _text(news, "type") or ""


def _text(news: Mapping[str, Any], key: str) -> str | None:
    value = news.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _draft(news: Mapping[str, Any], name: str | None, warnings: tuple[str, ...]) -> Draft:
    """What an object says; under `name` where it has no id."""
    id = _text(news, "uri") or _text(news, "guid")
    status = _text(news, "pubstatus") or ""
    if status.casefold() in _WITHDRAWN:
        called = clean(id) if id else "the article"
        raise ReadError(f"{called} was withdrawn by its agency ({status}); leave it out")
    source = _source(news)
    return Draft(
        _paragraphs(news),
        id=id or name,
        title=_title(news),
        date=_date(news),
        source=source,
        author=_author(news, source),
        warnings=warnings,
    )


def _values(news: Mapping[str, Any], key: str) -> Iterator[dict[str, Any]]:
    """The objects of a list, each with one spelling of its keys."""
    values = news.get(key)
    for value in values if isinstance(values, list) else ():
        if isinstance(value, dict):
            yield _plain(value)


def _title(news: Mapping[str, Any]) -> str | None:
    headlines = [h for h in _values(news, "headlines") if _text(h, "value")]
    main = [h for h in headlines if (_text(h, "role") or "main").endswith(("main", "headline"))]
    if headlines:
        return _without_markup(_text((main or headlines)[0], "value"))
    return _without_markup(_text(news, "headline") or _text(news, "title"))


def _without_markup(text: str | None) -> str | None:
    is_markup = text is not None and "<" in text
    return " ".join(html_paragraphs(text)) if text and is_markup else text


def _paragraphs(news: Mapping[str, Any]) -> list[str]:
    """The fullest of the texts; of two that are as full the one with markup."""
    marked: list[list[str]] = []
    plain: list[list[str]] = []
    for text, is_markup in _renditions(news):
        if is_markup:
            marked.append(html_paragraphs(text))
        else:
            plain.append(plain_paragraphs(text))
    best_marked, best_plain = (
        max(marked, key=_length, default=[]),
        max(plain, key=_length, default=[]),
    )
    is_nearly_as_full = _length(best_marked) >= _NEARLY * _length(best_plain)
    return best_marked if is_nearly_as_full else best_plain


def _renditions(news: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each text of the article, and whether it is markup."""
    for body in _values(news, "bodies"):
        text = _text(body, "value")
        if text and (_text(body, "role") or "").casefold() not in _CAPTIONS:
            media_type = (_text(body, "contenttype") or "").casefold()
            yield text, "html" in media_type or (not media_type and "</p>" in text)
    for key in sorted(news):
        text = _text(news, key)
        if key.startswith("body") and text:
            yield text, "html" in key or "</p>" in text


def _length(paragraphs: Sequence[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def _date(news: Mapping[str, Any]) -> Dated | None:
    return first_dated(
        (
            (_text(news, "contentcreated"), "contentCreated", "certain"),
            (_text(news, "versioncreated"), "versionCreated", "probable"),
            (_text(news, "firstcreated"), "firstCreated", "probable"),
        )
    )


def _source(news: Mapping[str, Any]) -> str | None:
    """Whose text it is: the source, where the information came from, who holds the rights."""
    if source := _text(news, "source") or _text(news, "creditline"):
        return source
    if provider := _text(news, "provider"):
        return provider
    names = (_text(source, "name") for source in _values(news, "infosources"))
    return next(filter(None, names), None) or _text(news, "copyrightholder")


def _author(news: Mapping[str, Any], source: str | None) -> str | None:
    """The byline, else the persons that are named as authors."""
    byline = _text(news, "byline") or _text(news, "by")
    if names := author_names(_without_markup(byline), source):
        return names
    listed = [*_values(news, "authors"), *_values(news, "creators")]
    return author_names("; ".join(filter(None, (_text(a, "name") for a in listed))), source)
