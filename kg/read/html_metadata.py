"""Title, authors, site and address of a page's article, from the fields that give them surest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from kg.patterns import word_set, words
from kg.read import microdata
from kg.read.html_dates import PublicationDate, publication_date
from kg.read.html_page import Page, around, class_words, document_title, is_within, names_of, text
from kg.read.json_ld import Node, article_node, live_updates, names, resolve, text_of, title_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORDS = words("page-furniture")["author"]
_BY = "|".join(re.escape(word) for word in _WORDS["by"])
_JOINS = "|".join(_WORDS["joins"])
_AGENCIES = frozenset(_WORDS["agencies"])
_LEADING_BY = re.compile(rf"^(?:{_BY})\s*:?\s+", re.IGNORECASE)
_JOINED = re.compile(rf"\s*(?:,\s*(?:{_JOINS})|;|&|\||/|\b(?:{_JOINS})\b)\s+", re.IGNORECASE)
_PLACE = re.compile(rf"\s+(?:{'|'.join(_WORDS['places'])})\s+[A-Z].*$")
_DAY_BEHIND = re.compile(r"(?<=\w\s)\d.*$")
_NO_NAME = re.compile(r"https?:|www\.|\.com\b|[@{}<>\[\]=_]|\d{2}")
_TITLE_END = re.compile(r"\s+[|–—·:«»-]\s+|\s*\|\s*")
_AUTHOR_METAS = (
    "author", "parsely-author", "article:author", "og:article:author", "dc.creator",
    "dcterms.creator", "sailthru.author", "byl", "article.author", "cxenseparse:author",
    "citation_author",
)  # fmt: skip
_TITLE_METAS = ("twitter:title", "sailthru.title", "headline", "dc.title", "dcterms.title")
_SITE_METAS = (
    "og:site_name", "application-name", "dc.publisher", "publisher", "dcterms.publisher",
    "copyright-holder", "apple-mobile-web-app-title", "cre",
)  # fmt: skip
_BYLINE = re.compile(rf"(?i:{_BY})\s*:?\s+[A-Z]")
_BYLINE_CLASSES = frozenset({"byline", "bylines", "author", "authors"})
_LONGEST_BYLINE = 120
_MOST_AFTER_HEADLINE = 60  # elements
_SHORTEST_HEADLINE = 20
_MOST_LINKS = 1000
_MOST_HEADINGS = 3
_LONGEST_NAME = 60
_MOST_WORDS = 6
_MOST_AUTHORS = 12
_LONGEST_TITLE = 400
_SHORTEST_SHARE = 0.4  # of a document's title that the headline is, before the site's name


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of its article."""

    title: str | None
    date: PublicationDate | None
    author: str | None
    site: str | None
    url: str | None
    body: str  # the text that JSON-LD gives; often without paragraphs
    updates: tuple[Node, ...]  # posts of a live blog
    is_closed: bool  # to those who do not pay
    outside: frozenset[HtmlElement]  # what stands around the article
    scope: HtmlElement | None  # what is marked as the article
    headlines: frozenset[str]  # all that the page gives as its title, as `title_key` makes them
    links: tuple[str, ...]  # the words of links that may be headlines


def metadata(page: Page, fetched: str | None = None) -> Metadata:
    """What the page says of its article, in the fields of the article and not of its neighbours."""
    page_names = names_of(page)
    node = article_node(page.json_ld, page_names)
    outside = around(page)
    scope = microdata.article_scope(page, outside)
    known = node or {}
    site = _site(page, node)
    title = _title(page, node, scope, site)
    links = (text(link) for link in page.tree.iter("a"))
    body = known.get("articleBody") or known.get("text")
    return Metadata(
        title=title,
        date=publication_date(page, node, scope, outside, fetched),
        author=_author(page, node, scope, outside, site),
        site=site,
        url=_url(page, node),
        body=body if isinstance(body, str) else "",
        updates=tuple(live_updates(known)),
        is_closed=str(known.get("isAccessibleForFree")).lower() == "false",
        outside=outside,
        scope=scope,
        headlines=(page_names.titles | {title_key(title or "")}) - {""},
        links=tuple(line for line in links if len(line) >= _SHORTEST_HEADLINE)[:_MOST_LINKS],
    )


# --- title --------------------------------------------------------------------------------------


def _title(
    page: Page, node: Node | None, scope: HtmlElement | None, site: str | None
) -> str | None:
    """The headline in full, without the site's name."""
    root = page.tree if scope is None else scope
    headlines = [text_of(node.get("headline"))] if node else []
    headlines += [microdata.content(e) for e in microdata.values(root, "headline")[:1]]
    if page.meta("og:title"):
        headlines.append(_without_site(page.meta("og:title"), site))
    headlines += [text(e) for e in microdata.formatted(page.tree, "headline")[:1]]
    headlines += [page.meta(name) for name in _TITLE_METAS]
    h1s = [text(h1) for h1 in page.tree.iter("h1")]
    headlines += _h1_of_title(h1s, document_title(page))
    headlines.append(_without_site(document_title(page), site))
    given = [headline for headline in headlines if headline]
    if not given:
        return next((h1[:_LONGEST_TITLE] for h1 in h1s if h1), None)
    return _in_full(given[0], [*given, *h1s])[:_LONGEST_TITLE]


def _h1_of_title(h1s: Sequence[str], title: str) -> list[str]:
    """The one heading that the document's title holds, or the only heading of the page."""
    held = [h1 for h1 in h1s if h1 and title_key(h1) in title_key(title)]
    real = [h1 for h1 in h1s if h1]
    return held[:1] or (real if len(real) == 1 else [])


def _in_full(title: str, others: Sequence[str]) -> str:
    """The title, or the one that it begins where it was cut short."""
    begun = title.rstrip(". …")
    if begun == title and len(title) < 100:
        return title
    longer = [t for t in others if t.startswith(begun) and not t.endswith(("...", "…"))]
    return max(longer, key=len) if longer and (begun != title) else title


def _without_site(title: str, site: str | None) -> str:
    """The title without a part at its end or head that is the site's name."""
    parts = _TITLE_END.split(title)
    if len(parts) == 1:
        return title
    if site and title_key(parts[-1]) and _names_site(parts[-1], site):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·:«»-")
    if site and title_key(parts[0]) and _names_site(parts[0], site):
        return title[title.index(parts[1]) :]
    if not site and len(parts[0]) >= _SHORTEST_SHARE * len(title):
        return parts[0]
    return title


def _names_site(part: str, site: str) -> bool:
    a, b = title_key(part), title_key(site)
    return bool(a) and (a in b or b in a)


# --- authors ------------------------------------------------------------------------------------


def _author(
    page: Page,
    node: Node | None,
    scope: HtmlElement | None,
    outside: frozenset[HtmlElement],
    site: str | None,
) -> str | None:
    """The names of the authors, joined by commas; None where no field has a name."""
    for written in _written(page, node, scope, outside):
        found = [name for line in written for name in author_names(line, site)]
        if found:
            return ", ".join(list(dict.fromkeys(found))[:_MOST_AUTHORS])
    return None


def _written(
    page: Page, node: Node | None, scope: HtmlElement | None, outside: frozenset[HtmlElement]
) -> Iterator[list[str]]:
    """What each field gives for the authors, the surest first."""
    if node is not None:
        yield names(node.get("author"), page.json_ld)
        yield names(node.get("creator"), page.json_ld)
    root = page.tree if scope is None else scope
    for name in ("author", "creator"):
        elements = microdata.values(root, name)
        if scope is None:
            elements = [element for element in elements if not is_within(element, outside)]
        yield [_name_in(element) for element in elements]
    for name in _AUTHOR_METAS:
        yield list(page.metas.get(name, ()))
    yield [text(e) for e in microdata.formatted(page.tree, "author") if not is_within(e, outside)]
    links = (e for e in page.tree.iter("a", "span", "address") if e.get("rel") == "author")
    yield [text(e) for e in links if not is_within(e, outside)]
    yield _bylines(page, outside)


def _name_in(element: HtmlElement) -> str:
    """The name of a person in markup: its own property, or the words of the element."""
    for name in microdata.values(element, "name"):
        return microdata.content(name)
    return microdata.content(element)


def _bylines(page: Page, outside: frozenset[HtmlElement]) -> list[str]:
    """The first line that is called a byline, or that begins with "By" near the headline."""
    for element in page.tree.iter("p", "div", "span", "a", "address", "li", "cite"):
        if not _BYLINE_CLASSES.isdisjoint(class_words(element)) and not is_within(element, outside):
            line = text(element)
            if len(line) <= _LONGEST_BYLINE and author_names(line):
                return [line]
    headline = page.tree.find(".//h1")
    if headline is None:
        return []
    for element in islice(headline.xpath("following::*"), _MOST_AFTER_HEADLINE):
        line = text(element)
        if len(line) > _LONGEST_BYLINE or not _BYLINE.match(line):
            continue
        if author_names(line) and not is_within(element, outside):
            return [line]
    return []


def author_names(written: str, site: str | None = None) -> list[str]:
    """The names in what a field gives for the authors, without "By", jobs and addresses."""
    line = " ".join(written.split())
    line = _LEADING_BY.sub("", line)
    if not line or _NO_NAME.search(line.split(",")[0]) or len(line) > _LONGEST_NAME * 6:
        return []
    parts = [part for group in _JOINED.split(line) for part in group.split(",")]
    found = [name for part in parts if (name := _name(part, site))]
    people = [name for name in found if name.casefold() not in _AGENCIES]
    return people or found


def _name(part: str, site: str | None) -> str | None:
    """The name in one part of a byline; None where it is a job, a place of work or nothing."""
    name = _DAY_BEHIND.sub("", _LEADING_BY.sub("", part.strip(" .:–—-•·")))
    name = _PLACE.sub("", name).strip()
    key = name.casefold()
    if key in _AGENCIES:
        return name
    if not name or key in word_set("page-furniture", "author", "no_names") or _NO_NAME.search(name):
        return None
    if site and title_key(name) == title_key(site):
        return None
    if len(name) > _LONGEST_NAME or len(name.split()) > _MOST_WORDS or not name[0].isalpha():
        return None
    return _without_job(name)


def _without_job(name: str) -> str | None:
    """The name without a job behind it; None where the words are a job or a user's name alone."""
    jobs = word_set("page-furniture", "author", "jobs")
    tokens = name.split()
    end = next((i for i, t in enumerate(tokens) if t.casefold().strip(".,") in jobs), len(tokens))
    while end < len(tokens) and end > 2 and tokens[end - 1].isupper():  # "Jane Roe BBC News"
        end -= 1
    if end < len(tokens) and end < 2:  # a job that no name stands before
        return None
    return " ".join(tokens[:end]) if name[0].isupper() or end > 1 else None


# --- site and address ---------------------------------------------------------------------------


def _site(page: Page, node: Node | None) -> str | None:
    """The publisher's name, or the name of the host."""
    if node is not None:
        publisher = names(node.get("publisher") or node.get("sourceOrganization"), page.json_ld)
        named = [name for name in publisher if not name.startswith(("http:", "https:"))]
        if named:
            return named[0]
    for key in _SITE_METAS:
        value = page.meta(key)
        if value and not value.startswith(("http:", "https:")):
            return value
    for other, _ in page.json_ld.nodes:
        if resolve(other, page.json_ld).get("@type") == "WebSite" and text_of(other.get("name")):
            return text_of(other.get("name"))
    if in_title := _site_in_title(page):
        return in_title
    host = urlsplit(_address(page, None) or "").netloc.lower()
    return host.removeprefix("www.") or None


def _site_in_title(page: Page) -> str | None:
    """What the document's title holds behind or before the headline."""
    title = document_title(page)
    parts = [part for part in _TITLE_END.split(title) if title_key(part)]
    for headline in _headlines_shown(page):
        key = title_key(headline)
        rest = [part for part in parts if title_key(part) not in key]
        if key and key in title_key(title) and rest and len(rest) < len(parts):
            return rest[0] if parts[0] == rest[0] else rest[-1]
    return None


def _headlines_shown(page: Page) -> Iterator[str]:
    """What the page marks as its headline, and its first headings."""
    yield from (page.meta(name) for name in _TITLE_METAS)
    for element in microdata.formatted(page.tree, "headline"):
        yield text(element)
    for heading in islice(page.tree.iter("h1"), _MOST_HEADINGS):
        yield text(heading)


def _url(page: Page, node: Node | None) -> str | None:
    return _address(page, node)


def _address(page: Page, node: Node | None) -> str | None:
    """The address that the page gives as its own, or the one it was fetched from."""
    given = [page.link("canonical"), page.meta("og:url")]
    if node is not None:
        given += [value for value in (node.get("url"), node.get("mainEntityOfPage"))
                  if isinstance(value, str)]  # fmt: skip
    for address in given:
        try:
            whole = urljoin(page.url or "", address) if address else ""
            parts = urlsplit(whole)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.netloc and parts.path.strip("/"):
            return whole
    return page.url
