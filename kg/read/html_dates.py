"""The day of a page's article, and which field of the page it came from.

A page has many dates: of the stories around it, of the reports that it cites, of its last change,
of its copyright. Fields are asked in the order of how surely they give the article's own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.patterns import words
from kg.read import microdata
from kg.read.html_page import Page, is_within, text
from kg.read.item import DateCertainty
from kg.read.json_ld import Node, text_of, types_of
from kg.read.published_day import day_in_words, published_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Names of `meta` elements, and how surely their day is that of publication.
_METAS: dict[str, DateCertainty] = {
    "article:published_time": "certain",
    "og:article:published_time": "certain",
    "article:published": "certain",
    "parsely-pub-date": "certain",
    "sailthru.date": "certain",
    "datepublished": "certain",
    "date_published": "certain",
    "originalpublicationdate": "certain",
    "cxenseparse:recs:publishtime": "certain",
    "bt:pubdate": "certain",
    "article_date_original": "certain",
    "displaydate": "certain",
    "ptime": "certain",
    "pdate": "certain",
    "publish-date": "certain",
    "publishdate": "certain",
    "publish_date": "certain",
    "publication-date": "certain",
    "publication_date": "certain",
    "pubdate": "certain",
    "dc.date.issued": "certain",
    "dcterms.issued": "certain",
    "dcterms.date": "probable",
    "dcterms.created": "probable",
    "dc.date.created": "probable",
    "dc.date": "probable",
    "og:pubdate": "probable",
    "article:created_time": "probable",
    "created": "probable",
    "date": "probable",
}
_METAS_OF_CHANGE = (
    "article:modified_time",
    "og:updated_time",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
)
_IN_URL = re.compile(
    r"(?:/|\b)((?:19|20)\d\d)(?P<sep>[/-]?)(0[1-9]|1[0-2]|[a-z]{3})(?P=sep)([0-3]\d)(?=[/.-]|$)"
)
_MOST_TIMES = 50
_MOST_TEXTS = 40  # pieces of text after the headline in which its date may stand
_LONGEST_DATE = 160  # characters of a piece that gives a date
_PARAGRAPH = 200


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """The day of an article, where it came from, and how sure it is that of publication."""

    day: str  # YYYY-MM-DD
    source: str
    certainty: DateCertainty


def publication_date(
    page: Page,
    node: Node | None,
    scope: HtmlElement | None,
    outside: frozenset[HtmlElement],
    fetched: str | None = None,
) -> PublicationDate | None:
    """The first date that the page gives for its article; None where it gives none.

    A day after the page was fetched is no day of publication.
    """
    last = _last_day(fetched)
    candidates = _candidates(page, node, scope, outside)
    return next((candidate for candidate in candidates if candidate.day <= last), None)


def guessed_date(tree: HtmlElement, fetched: str | None = None) -> PublicationDate | None:
    """What trafilatura's search of dates finds in a tree; never a copyright line's year alone."""
    from htmldate import find_date

    day = find_date(
        tree,
        extensive_search=False,
        original_date=True,
        min_date="1900-01-01",
        max_date=_last_day(fetched),
        deferred_url_extractor=True,
    )
    if not day or day.endswith("-01-01"):
        return None
    return PublicationDate(day, "text", "possible")


def _last_day(fetched: str | None) -> str:
    """The day after the page was fetched, for zones differ."""
    day = published_day(fetched) if fetched else None
    if day is None:
        return "2199-12-31"
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


def _candidates(
    page: Page, node: Node | None, scope: HtmlElement | None, outside: frozenset[HtmlElement]
) -> Iterator[PublicationDate]:
    if node is not None:
        yield from _of_node(node, ("datePublished",), "certain")
        yield from _of_node(node, ("dateCreated", "coverageStartTime", "uploadDate"), "probable")
    yield from _of_markup(page, scope, outside)
    yield from _of_metas(page)
    for other, _ in page.json_ld.nodes:
        if types_of(other) & {"WebPage", "ItemPage", "CreativeWork"}:
            yield from _of_node(other, ("datePublished",), "probable")
    yield from _of_url(page)
    yield from _of_times(page, outside)
    yield from _near_headline(page, outside)
    if node is not None:
        yield from _of_node(node, ("dateModified",), "possible")
    for name in _METAS_OF_CHANGE:
        if day := published_day(page.meta(name)):
            yield PublicationDate(day, f"meta {name}", "possible")


def _of_node(
    node: Node, names: tuple[str, ...], certainty: DateCertainty
) -> Iterator[PublicationDate]:
    for name in names:
        if day := published_day(text_of(node.get(name)) or str(node.get(name) or "")):
            yield PublicationDate(day, f"JSON-LD {name}", certainty)


def _of_markup(
    page: Page, scope: HtmlElement | None, outside: frozenset[HtmlElement]
) -> Iterator[PublicationDate]:
    """Days of microdata, RDFa and microformats of the article."""
    root = page.tree if scope is None else scope
    for name, certainty in _MARKUP:
        for element in microdata.values(root, name):
            if scope is None and is_within(element, outside):
                continue  # in the article's own scope no name of a class says more
            if day := published_day(microdata.content(element)):
                kind = "microdata" if element.get("itemprop") else "RDFa"
                yield PublicationDate(day, f"{kind} {name}", certainty)
    for element in microdata.formatted(page.tree, "datePublished"):
        day = published_day(microdata.content(element))
        if day and not is_within(element, outside):
            yield PublicationDate(day, "microformat published", "certain")


_MARKUP: tuple[tuple[str, DateCertainty], ...] = (
    ("datePublished", "certain"),
    ("dateCreated", "probable"),
    ("date", "probable"),
)


def _of_metas(page: Page) -> Iterator[PublicationDate]:
    for name, certainty in _METAS.items():
        for content in page.metas.get(name, ()):
            if day := published_day(content):
                source = name.replace("article:", "og article:") if "article:" in name else name
                yield PublicationDate(day, source.replace("og:og", "og"), certainty)


def _of_url(page: Page) -> Iterator[PublicationDate]:
    for url in (page.url, page.link("canonical"), page.meta("og:url")):
        if not url:
            continue
        if found := _IN_URL.search(url.lower()):
            month = found[3]
            number = month if month.isdecimal() else words("time")["months_short"].get(month)
            if number and (day := published_day(f"{found[1]}-{int(number):02d}-{found[4]}")):
                yield PublicationDate(day, "URL", "probable")


def _of_times(page: Page, outside: frozenset[HtmlElement]) -> Iterator[PublicationDate]:
    """Days of `time` elements near the headline, before those of a change and those elsewhere."""
    times = [time for time in page.tree.iter("time") if not is_within(time, outside)]
    headline = page.tree.find(".//h1")
    holder = _holder(headline)
    near = [time for time in times if holder is not None and holder in time.iterancestors()]
    for time in sorted((near or times)[:_MOST_TIMES], key=_is_of_change):
        certainty: DateCertainty = "probable" if near else "possible"
        if day := published_day(time.get("datetime") or "") or published_day(text(time)):
            yield PublicationDate(day, "time element", certainty)


def _holder(headline: HtmlElement | None) -> HtmlElement | None:
    """The article or the body of the page around its headline."""
    if headline is None:
        return None
    return next((e for e in headline.iterancestors() if e.tag in {"article", "main", "body"}), None)


def _is_of_change(time: HtmlElement) -> bool:
    """Whether the words before a time say that the article was changed then."""
    before = time.getprevious()
    parent = time.getparent()
    said = f"{time.get('itemprop') or ''} {time.get('class') or ''} "
    if before is not None:
        said += f"{text(before)[-30:]} {before.tail or ''}"
    elif parent is not None:
        said += parent.text or ""
    said += text(time)[:20]
    return any(word in said.casefold() for word in words("page-furniture")["changed"])


def _near_headline(page: Page, outside: frozenset[HtmlElement]) -> Iterator[PublicationDate]:
    """A day in words between the headline and the first paragraph, or right above it."""
    headline = page.tree.find(".//h1")
    if headline is None:
        headline = page.tree.find(".//h2")
    if headline is None:
        return
    pieces = 0
    for element in headline.xpath("following::*"):
        words_of = text(element) if len(element) == 0 else (element.text or "").strip()
        words_of = f"{words_of} {(element.tail or '').strip()}".strip()
        if not words_of or is_within(element, outside):
            continue
        pieces += 1
        if pieces > _MOST_TEXTS or len(words_of) > _PARAGRAPH:
            return
        if len(words_of) <= _LONGEST_DATE and (day := day_in_words(words_of)):
            yield PublicationDate(day, "text", "probable")
