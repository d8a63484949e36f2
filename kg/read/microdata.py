"""Properties that a page's markup gives its parts: microdata, RDFa, rNews and microformats.

`itemprop="datePublished"`, `property="rnews:datePublished"` and `class="dt-published"` are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.read.html_page import Page, is_within, text
from kg.read.json_ld import ARTICLE_TYPES, title_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PREFIX = re.compile(r"^(?:https?://(?:schema\.org/|iptc\.org/std/rNews/\d{4}-\d\d-\d\d#)|\w+:)")
_FOREIGN = re.compile(r"^(?:og|fb|al|article|twitter|profile|book|video|music):", re.IGNORECASE)
_ATTRIBUTES = ("itemprop", "property", "rel")
_MICROFORMATS = {
    "dt-published": "datePublished",
    "published": "datePublished",
    "p-author": "author",
    "fn": "author",
    "p-name": "headline",
    "entry-title": "headline",
    "e-content": "articleBody",
    "entry-content": "articleBody",
}


def properties(element: HtmlElement) -> Iterator[str]:
    """The names of the properties that the element is the value of, without prefixes."""
    for name in _ATTRIBUTES:
        for token in (element.get(name) or "").split():
            # without a prefix, `rel` says how a link is meant
            if not _FOREIGN.match(token) and (name != "rel" or ":" in token):
                yield _PREFIX.sub("", token)


def article_scope(page: Page, outside: frozenset[HtmlElement]) -> HtmlElement | None:
    """The element that is marked as the article of the page.

    Among several, the one with the page's headline; without one, the first that is not `outside`.
    """
    scopes = [e for e in page.tree.iter("*") if _is_article(e) and not is_within(e, outside)]
    for scope in scopes:
        if any(True for _ in scope.iter("h1")):
            return scope
    title = title_key(page.meta("og:title"))
    for scope in scopes:
        headlines = (text(e) for e in values(scope, "headline", "name"))
        if title and any(title_key(headline) == title for headline in headlines):
            return scope
    return scopes[0] if scopes else None


def values(scope: HtmlElement, *names: str) -> list[HtmlElement]:
    """The elements that are properties of the scope, and not of an item in it."""
    named = (element for element in scope.iterdescendants("*") if _is_named(element, names))
    return [element for element in named if _owner(element, scope) is scope]


def formatted(scope: HtmlElement, name: str) -> list[HtmlElement]:
    """The elements that a microformat's class names so."""
    classes = {cls for cls, prop in _MICROFORMATS.items() if prop == name}
    return [e for e in scope.iterdescendants("*") if not classes.isdisjoint(_classes(e))]


def content(element: HtmlElement) -> str:
    """The value of a property: what its attributes say, or its words."""
    for name in ("content", "datetime"):
        if value := (element.get(name) or "").strip():
            return value
    for inner in element.iter("abbr", "span"):
        title = (inner.get("title") or "").strip()
        if title and (inner.tag == "abbr" or "value-title" in _classes(inner)):
            return title
    return text(element)


def _is_named(element: HtmlElement, names: tuple[str, ...]) -> bool:
    return any(name in names for name in properties(element))


def _is_article(element: HtmlElement) -> bool:
    kinds = f"{element.get('itemtype') or ''} {element.get('typeof') or ''}".split()
    return any(re.split(r"[/#:]", kind)[-1] in ARTICLE_TYPES for kind in kinds)


def _owner(element: HtmlElement, scope: HtmlElement) -> HtmlElement | None:
    """The item whose property the element is."""
    for above in element.iterancestors():
        if above is scope or above.get("itemscope") is not None or above.get("typeof"):
            return above
    return None


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()
