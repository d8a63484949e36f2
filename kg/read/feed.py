"""RSS and Atom feeds: an article an entry, with the fuller of its text and its summary."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from kg.model import Article
from kg.read.clean import clean
from kg.read.errors import ReadError
from kg.read.html_body import plain_text
from kg.read.html_metadata import author_names
from kg.read.item import DateCertainty, Item, Options, Reading
from kg.read.published_day import published_day
from kg.read.text import MAX_CHARACTERS

_MOST_BYTES = 16_000_000
_MOST_CHARACTERS = 1_000_000  # of the HTML of one entry
_LONGEST_TITLE = 400
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_HEAD = 10_000  # bytes in which a document type stands
_ENTRY = re.compile(r"<(?:item|entry)[\s>]")
_LINK = re.compile(r"<link>\s{0,99}(?:<!\[CDATA\[)?([^<>]{0,2000}?)(?:\]\]>)?\s{0,99}</link>")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&#?\w{1,10};")
_DATES: dict[str, tuple[tuple[str, str, DateCertainty], ...]] = {
    "rss": (
        ("published", "RSS pubDate", "certain"),
        ("updated", "dc:date", "probable"),
        ("created", "dcterms:created", "probable"),
    ),
    "atom": (
        ("published", "Atom published", "certain"),
        ("created", "Atom created", "probable"),
        ("updated", "Atom updated", "possible"),
    ),
}


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed, its entries, and their addresses as they were written."""

    entries: Sequence[Mapping[str, Any]]
    links: Sequence[str]
    title: str | None
    kind: str
    warnings: tuple[str, ...]


def read(item: Item, options: Options) -> Iterator[Reading | ReadError]:  # noqa: ARG001
    """The articles of a feed in its order; an entry without text is an error in its place."""
    try:
        feed = _parsed(item)
    except ReadError as error:
        yield ReadError(f"{item.where}: {error}")
        return
    for number, entry in enumerate(feed.entries, 1):
        where = f"{item.where}, entry {number}"
        try:
            yield _reading(item, feed, entry, number, where)
        except ReadError as error:
            yield ReadError(f"{where}: {error}")


def _parsed(item: Item) -> _Feed:
    import feedparser  # type: ignore[import-untyped]

    if len(item.data) > _MOST_BYTES:
        raise ReadError(f"more than {_MOST_BYTES:,} bytes; split the feed")
    # without a document type there are no entities that grow
    data = _DOCTYPE.sub(b"", item.data[:_HEAD], count=1) + item.data[_HEAD:]
    if b"<!ENTITY" in data:
        raise ReadError("declares entities of its own; write out what they stand for")
    try:
        # a stream, for bytes that are the name of a file would be opened
        parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True)
    except (AssertionError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise ReadError(f"no feed ({error}); save it as RSS or Atom") from error
    version = parsed.get("version", "")  # missing where there are no bytes
    if not version and not parsed.entries:
        raise ReadError("no RSS or Atom feed; name a feed, or the page of an article")
    if not parsed.entries:
        raise ReadError("a feed without entries; leave it out")
    title = _line(parsed.feed.get("title") or "")
    return _Feed(
        entries=parsed.entries,
        links=_links(data, parsed.encoding or "utf-8", len(parsed.entries)),
        title=title or None,
        kind="atom" if version.startswith("atom") else "rss",
        warnings=_warnings(parsed),
    )


def _warnings(parsed: Any) -> tuple[str, ...]:
    """What the parser had to overlook."""
    error = parsed.get("bozo_exception") if parsed.bozo else None
    if error is None or type(error).__name__ in {"CharacterEncodingOverride", "NonXMLContentType"}:
        return ()
    message = getattr(error, "getMessage", error.__str__)()
    return (f"not well-formed ({message}); read as far as it can be",)


def _links(data: bytes, encoding: str, number: int) -> list[str]:
    """The addresses of the entries as they are written; empty strings where they are not.

    feedparser reads `&copy=` in one as a sign.
    """
    try:
        text = data.decode(encoding, "replace")
    except LookupError:
        return [""] * number
    starts = [entry.start() for entry in _ENTRY.finditer(text)]
    if len(starts) != number:
        return [""] * number
    ends = [*starts[1:], len(text)]
    found = (_LINK.search(text, start, end) for start, end in zip(starts, ends, strict=True))
    return [match[1].strip().replace("&amp;", "&") if match else "" for match in found]


def _reading(item: Item, feed: _Feed, entry: Mapping[str, Any], number: int, where: str) -> Reading:
    text = _text(entry)
    if not text:
        raise ReadError("no article text found (the entry has a title alone); leave it out")
    if len(text) > MAX_CHARACTERS:
        raise ReadError(f"more than {MAX_CHARACTERS:,} characters; split it into its articles")
    url = _url(entry, feed.links[number - 1])
    day, source, certainty = _date(entry, feed.kind)
    site = _line((entry.get("source") or {}).get("title") or "") or feed.title
    key = entry.get("id") or url or f"{item.name}/{number}"
    article = Article(
        id=clean(" ".join(key.split())),
        text=clean(text),
        title=clean(_line(entry.get("title") or ""))[:_LONGEST_TITLE] or None,
        date=day,
        url=url and clean(url),
        source=site and clean(site),
        author=clean(_author(entry)) or None,
    )
    return Reading(
        source=article,
        where=where,
        format="feed",
        date_source=source,
        date_certainty=certainty,
        site=article.source,
        warnings=tuple(f"{item.where}: {w}" for w in feed.warnings) if number == 1 else (),
    )


def _text(entry: Mapping[str, Any]) -> str:
    """The fullest of the entry's texts."""
    given = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    texts = [_as_text(detail) for detail in given if detail.get("value")]
    return max(texts, key=lambda text: len(text.split()), default="")


def _as_text(detail: Mapping[str, Any]) -> str:
    value = detail["value"]
    if len(value) > _MOST_CHARACTERS:
        raise ReadError(f"more than {_MOST_CHARACTERS:,} characters of HTML; split it")
    if detail.get("type") == "text/plain" and not _MARKUP.search(value):
        parts = re.split(r"\n\s*\n", value)
        return "\n\n".join(part for part in (" ".join(p.split()) for p in parts) if part)
    return plain_text(clean(value))


def _line(value: str) -> str:
    """The words of a title, which may hold markup and signs written twice over."""
    if _MARKUP.search(value):
        value = plain_text(clean(value))
    return " ".join(unescape(value).split())


def _date(
    entry: Mapping[str, Any], kind: str
) -> tuple[str | None, str | None, DateCertainty | None]:
    """The day as the publisher wrote it; the parsed time is in UTC, and some zones are misread."""
    for key, source, certainty in _DATES[kind]:
        if key in entry and (day := published_day(str(entry[key]))):
            return day, source, certainty
    return None, None, None


def _url(entry: Mapping[str, Any], written: str) -> str | None:
    """The address of the entry, as it is written where that is whole."""
    for url in (written, entry.get("link") or "", entry.get("id") or ""):
        if url.startswith(("http://", "https://")) and not re.search(r"[\s<>]", url):
            return url
    return None


def _author(entry: Mapping[str, Any]) -> str:
    names = [author.get("name") or "" for author in entry.get("authors", ())]
    if not any(names):
        names = [str(entry.get("author") or "")]
    return ", ".join(dict.fromkeys(name for line in names for name in author_names(line)))
