"""A web page in memory, before anything is chosen from it: its tree and its data.

What holds no words (scripts, styles, drawings, comments) is cut out before the page is parsed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.patterns import word_set
from kg.read.clean import clean
from kg.read.errors import ReadError
from kg.read.json_ld import JsonLd, PageNames, parse_scripts, title_key, url_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_CHARACTERS = 4_000_000  # of markup; 10 million take 12 seconds
_MOST_ELEMENTS = 20_000
_OPENS = re.compile(r"<(?:(script|style|svg|noscript|template|math)(?=[\s/>])|!--)", re.IGNORECASE)
_CLOSES = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
    for name in ("script", "style", "svg", "noscript", "template", "math")
}
_JSON_LD = re.compile(r"""\btype\s*=\s*["']?application/ld\+json""", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=%]*")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_LARGE_SHARE = 0.4  # of a page's words: what holds more is not around its text
_PARAGRAPH = 80  # characters of a p element that is a paragraph of an article
_ROLES_AROUND = frozenset(
    {
        "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "navigation",
        "search", "toolbar",
    }
)  # fmt: skip
_NEVER_AROUND = frozenset({"html", "head", "body", "main", "h1", "meta", "link", "title"})
_TAGS_AROUND = frozenset({"aside", "nav", "footer", "amp-sidebar", "amp-consent", "menu"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page's tree and what its head says, by small names."""

    tree: HtmlElement
    metas: Mapping[str, tuple[str, ...]]
    json_ld: JsonLd
    url: str | None  # where it was fetched from

    def meta(self, *names: str) -> str:
        """The first of these that the page has; empty where it has none."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    def link(self, rel: str) -> str:
        """The address of a link in the head; empty where there is none."""
        for link in self.tree.iter("link"):
            if rel in (link.get("rel") or "").lower().split():
                return (link.get("href") or "").strip()
        return ""


def parse(markup: str, url: str | None = None) -> Page:
    """The page of a document's characters.

    Raises `ReadError` where it is too large or no HTML.
    """
    from lxml import etree, html

    stripped, scripts = without_scripts(_DECLARATION.sub("", clean(markup), count=1))
    if len(stripped) > MOST_CHARACTERS:
        raise ReadError(
            f"{len(stripped):,} characters of HTML without scripts, more than "
            f"{MOST_CHARACTERS:,}; save the article alone, as HTML or plain text"
        )
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True,
                             remove_pis=True)  # fmt: skip
    try:
        tree = html.document_fromstring(stripped.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise no_text("the page is empty") from error
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise ReadError(
            f"more than {_MOST_ELEMENTS:,} elements; save the article alone, as HTML or plain text"
        )
    for line_break in tree.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"  # words of two lines are not one word
    return Page(tree, _metas(tree), parse_scripts(scripts), url)


def no_text(why: str) -> ReadError:
    """The error of a page that is no article."""
    return ReadError(
        f"no article text found ({why}); name the page of one article, or leave it out"
    )


def without_scripts(markup: str) -> tuple[str, list[str]]:
    """The markup without scripts, styles, drawings and comments, and the scripts of JSON-LD.

    One that is not closed ends with the page, as in a browser.
    """
    kept, scripts, at = [], [], 0
    unclosed: set[str] = set()
    while found := _OPENS.search(markup, at):
        kept.append(markup[at : found.start()])
        name = (found[1] or "").lower()
        end, close = _end(markup, found.end(), name, unclosed)
        if name == "script":
            head_end = markup.find(">", found.end(), close) + 1
            if head_end and _JSON_LD.search(markup, found.start(), head_end):
                scripts.append(markup[head_end:close])
        if close == end and name not in {"", "script", "style"}:
            kept.append(markup[found.start() : found.end()])  # an open <svg> swallows nothing
            end = found.end()
        at = end
    kept.append(markup[at:])
    return _EMBEDDED.sub("data:", "".join(kept)), scripts


def _end(markup: str, start: int, name: str, unclosed: set[str]) -> tuple[int, int]:
    """Where an element ends, and where its end tag begins; both the page's end without one."""
    if name in unclosed:
        return len(markup), len(markup)
    if not name:
        close = markup.find("-->", start - 2)
        return (close + 3, close) if close >= 0 else (len(markup), len(markup))
    found = _CLOSES[name].search(markup, start)
    if found is None:
        unclosed.add(name)  # not looked for again: many would take a time of their own square
        return len(markup), len(markup)
    return found.end(), found.start()


def _metas(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    """The contents of the page's `meta` elements that have some."""
    found: dict[str, list[str]] = defaultdict(list)
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        if not content:
            continue
        for key in ("name", "property", "itemprop", "http-equiv"):
            if name := meta.get(key):
                found[name.strip().lower()].append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def names_of(page: Page) -> PageNames:
    """The addresses and titles by which the page calls itself outside of JSON-LD."""
    urls = {url_key(page.url), url_key(page.link("canonical")), url_key(page.meta("og:url"))}
    titles = {title_key(page.meta(name)) for name in _TITLES}
    titles |= {title_key(text(h1)) for h1 in page.tree.iter("h1")}
    titles.add(title_key(document_title(page)))
    return PageNames(frozenset(urls - {""}), frozenset(titles - {""}))


def document_title(page: Page) -> str:
    """The words of the `title` element."""
    title = page.tree.find(".//title")
    return text(title) if title is not None else ""


def text(element: HtmlElement) -> str:
    """The words of an element on one line."""
    return " ".join(str(element.text_content()).split())


def class_words(element: HtmlElement) -> Iterator[str]:
    """The words of an element's class and id."""
    for name in ("class", "id"):
        if value := element.get(name):
            yield from _words(value)


@cache
def _words(value: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _CAMEL.findall(value))


def around(page: Page) -> frozenset[HtmlElement]:
    """The outermost elements that are called or marked something around the text of an article.

    One of them is the article, whatever it is called, where no paragraph stands outside them.
    """
    found = _outermost_around(page.tree, _LARGE_SHARE * len(text(page.tree)))
    paragraphs = [p for p in page.tree.iter("p") if len(text(p)) > _PARAGRAPH]
    if not paragraphs or any(not is_within(p, frozenset(found)) for p in paragraphs):
        return frozenset(found)
    of_readers = word_set("page-furniture", "markup", "of_readers")
    lengths = {
        element: sum(len(text(p)) for p in element.iter("p"))
        for element in found
        if of_readers.isdisjoint(class_words(element))
    }
    if lengths:
        article = max(lengths, key=lambda element: lengths[element])
        found.remove(article)
        for inner in article:
            found += _outermost_around(inner, lengths[article] / 2)
    return frozenset(found)


def _outermost_around(root: HtmlElement, most: float) -> list[HtmlElement]:
    """The elements in the root that are around the text with so many characters at most."""
    found: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for element in root.iter("*"):
        if element.getparent() in inside:
            inside.add(element)
        elif _is_around(element) and len(text(element)) <= most:
            found.append(element)
            inside.add(element)
    return found


def is_within(element: HtmlElement, outer: frozenset[HtmlElement]) -> bool:
    """Whether the element is one of the others or stands in one."""
    return element in outer or any(above in outer for above in element.iterancestors())


def _is_around(element: HtmlElement) -> bool:
    if element.tag in _NEVER_AROUND:
        return False
    if element.tag in _TAGS_AROUND or (element.get("role") or "").lower() in _ROLES_AROUND:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return not word_set("page-furniture", "markup", "around").isdisjoint(class_words(element))
