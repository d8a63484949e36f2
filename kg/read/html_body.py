"""The text of a page's article: paragraphs with blank lines between, without what is around them.

trafilatura finds the article among the rest of the page. What it is known to lose is made safe
before it looks, and what it leaves of the page's furniture is taken out afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any

from kg.patterns import word_set
from kg.read import microdata
from kg.read.html_metadata import Metadata
from kg.read.html_page import Page, class_words, text
from kg.read.json_ld import text_of, title_key
from kg.read.page_furniture import is_page_furniture
from kg.read.published_day import day_in_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LOST_IN_SENTENCES = ("time", "label", "wbr", "output")
_NO_CONTAINER = ("p", "span", "li", "blockquote", "h2", "h3", "h4", "em", "strong", "b", "i", "a")
_LARGE_SHARE = 0.4  # of the words of a page: what holds more is not furniture
_LINK_SHARE = 0.6  # of the words of a list that leads elsewhere
_LONGEST_CELL = 300  # characters of figures or words in a table that is one
_SHORTEST_PARAGRAPH = 25
_ENDS = (".", "!", "?", "…", ":", "”", '"', "’", "'", ")")
_SHARES = (1, 0.5)  # of a sentence for the element around it, and for the one around that
_SAMPLE = 60  # characters of a paragraph by which it is found again
_SHORTEST_BODY = 120  # characters of what is marked as an article's body
_MIN_EXTRACTED = 60
_TABLE_CELL = " | "
_POST = re.compile(r"\(@\w{1,50}\)")
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "hi", "i", "ins", "kbd", "mark", "nobr", "q", "ref", "s", "small", "span",
        "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "label", "img", "done",
    }
)  # fmt: skip
_HEAD = 6
_LONGEST_BYLINE = 160
_MOST_WORDS_OF_DATELINE = 9  # "Published: Tuesday 5 May 2020 at 10:30 am"
_SPACE = re.compile(r"[ \t\r\n\f\v\u2028\u2029\xa0]+")
_BREAK = "\x00"  # a line break of the page, until paragraphs are parted


def prune(page: Page, said: Metadata) -> None:
    """Take out of the page what is around the article and what is no text in it."""
    most = _LARGE_SHARE * len(text(page.tree))
    for element in said.outside:
        _drop(element)
    for figure in list(page.tree.iter("figure")):
        _unwrap_figure(figure)
    for element in list(page.tree.iter("*")):
        if _is_no_text(element) and len(text(element)) <= most:
            _drop(element)
    for element in list(page.tree.iter("ul", "ol", "td")):
        if _is_of_links(element) and len(text(element)) <= most:
            _drop(element)
    _mend(page.tree)
    _frame(page.tree)


def _mend(tree: HtmlElement) -> None:
    """Say in plain paragraphs what trafilatura does not take for them, and would lose."""
    for table in list(tree.iter("table")):
        _unwrap_layout(table)
    for element in list(tree.iter("p", "div", "td", "font", "center", "section", "article")):
        _part_at_breaks(element)
        if element.tag == "div" and _is_paragraph(element):
            element.tag = "p"
    for block in list(tree.iter("p", "li", "blockquote")):
        _unlink(block)
    for element in list(tree.iter(*_LOST_IN_SENTENCES)):
        element.tag = "span"
    for quotation in list(tree.iter("q")):
        _mark_quotation(quotation)
    for element in tree.iter(*_NO_CONTAINER):
        if not _is_post(element):  # it drops class="saying" for the "yin" in it
            for name in ("class", "id", "style"):
                element.attrib.pop(name, None)


def _frame(tree: HtmlElement) -> None:
    """Call the element with the most sentences an article, where the page calls none so.

    Without one trafilatura collects paragraphs of the whole page, and loses headings and lists.
    """
    if next(tree.iter("article", "main"), None) is not None:
        return
    scores: Counter[HtmlElement] = Counter()
    for paragraph in tree.iter("p"):
        words = text(paragraph)
        if _is_sentence(words):
            for share, above in zip(_SHARES, paragraph.iterancestors(), strict=False):
                scores[above] += int(share * len(words))
    if scores:
        best, score = scores.most_common(1)[0]
        if score >= _SHORTEST_BODY and best.tag not in {"html", "body"}:
            best.tag = "article"


def body_text(page: Page, said: Metadata) -> str:
    """The paragraphs of the article; empty where there are none. The page must be pruned."""
    headings = {text(heading) for heading in page.tree.iter("h2", "h3", "h4", "h5", "h6")}
    marked = _marked_body(page, said)
    paragraphs = _paragraphs(_extracted(marked if marked is not None else page.tree))
    if marked is not None and not paragraphs:
        paragraphs = _paragraphs(_extracted(page.tree))
    paragraphs = _without_tail(_without_head(_without_furniture(paragraphs), said), headings)
    given = _given_text(said)
    if _is_fuller(given, paragraphs):
        paragraphs = _without_furniture(given)
    return "\n\n".join(paragraphs)


def plain_text(markup: str) -> str:
    """The paragraphs of a piece of HTML, such as a feed holds; all of it but the furniture."""
    from lxml import etree, html

    if "<" not in markup and "&" not in markup:
        return _SPACE.sub(" ", markup).strip()
    try:
        tree = html.fragment_fromstring(f"<div>{markup}</div>", create_parent="body")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    for element in list(tree.iter("script", "style", "figure", "figcaption", "iframe", "noscript")):
        _drop(element)
    return "\n\n".join(_without_furniture(_paragraphs(tree)))


# --- before -------------------------------------------------------------------------------------


def _drop(element: HtmlElement) -> None:
    """Take the element out, and leave the text behind it."""
    if element.getparent() is not None:
        element.drop_tree()


def _unwrap_figure(figure: HtmlElement) -> None:
    """Of a figure keep a table or a quotation, which are text, and no picture or caption."""
    kept = next(figure.iter("blockquote", "table"), None)
    if kept is None or "pullquote" in "".join(class_words(figure)):
        _drop(figure)
        return
    for caption in list(figure.iter("figcaption")):
        _drop(caption)
    figure.tag = "div"


def _is_no_text(element: HtmlElement) -> bool:
    if element.tag in {"figcaption", "iframe", "object", "video", "audio", "select", "textarea"}:
        return True
    if element.tag in {"html", "head", "body", "main", "article", "h1", "meta", "link", "title"}:
        return False
    if {"caption", "comment", "copyrightHolder", "publisher", "author"} & set(
        microdata.properties(element)
    ):
        return True
    return not word_set("page-furniture", "markup", "of_article").isdisjoint(class_words(element))


def _unlink(block: HtmlElement) -> None:
    """Keep the words of links in sentences; with two short ones it may take a list for a menu."""
    links = list(block.iter("a"))
    if links and sum(len(text(link)) for link in links) < _LINK_SHARE * len(text(block)):
        for link in links:
            link.tag = "span"


def _mark_quotation(quotation: HtmlElement) -> None:
    """Write the marks that a browser shows around a q element, and make it no block."""
    quotation.text = f"“{quotation.text or ''}"
    if len(quotation):
        quotation[-1].tail = f"{quotation[-1].tail or ''}”"
    else:
        quotation.text += "”"
    quotation.tag = "span"


def _is_of_links(element: HtmlElement) -> bool:
    """Whether a list or a cell has several links and little else."""
    links = [len(text(link)) for link in element.iter("a")]
    return len(links) > 1 and sum(links) > _LINK_SHARE * len(text(element))


def _unwrap_layout(table: HtmlElement) -> None:
    """Make plain containers of a table that holds the page and not figures."""
    cells = [cell for row in table.iter("tr") for cell in row]
    if all(len(text(cell)) < _LONGEST_CELL and cell.find(".//p") is None for cell in cells):
        return
    for element in [table, *table.iter("tbody", "tr", "td", "th")]:
        element.tag = "div"


def _is_paragraph(element: HtmlElement) -> bool:
    """Whether an element is a paragraph by another name: a sentence, and no blocks in it."""
    return _is_sentence(text(element)) and not _holds_blocks(element)


def _holds_blocks(element: HtmlElement) -> bool:
    """Whether there are elements in it that part it into blocks."""
    return any(
        inner.tag not in _INLINE and inner.tag != "br" for inner in element.iterdescendants()
    )


def _part_at_breaks(element: HtmlElement) -> None:
    """Make paragraphs of what line breaks or blocks part; trafilatura loses or joins some."""
    has_pair = any(_follows_break(line_break) for line_break in element.findall("br"))
    if not has_pair and not _has_loose_sentence(element):
        return
    runs = _runs(element)
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.text = None
    element.tail = tail
    for run in runs:
        element.append(run)
    for outer in (element, *element.iterancestors()):
        if outer.tag not in _INLINE and outer.tag not in {"p", "center"}:
            break
        outer.tag = "div"


def _has_loose_sentence(element: HtmlElement) -> bool:
    """Whether words stand next to blocks and in none of them: a first paragraph in bold, say."""
    if element.tag == "p":
        return False
    pieces, has_blocks = [element.text or ""], False
    for child in element:
        if child.tag == "br" or (child.tag in _INLINE and not _holds_blocks(child)):
            pieces[-1] += text(child)
        else:
            has_blocks = True
            pieces.append("")
        pieces[-1] += child.tail or ""
    return has_blocks and any(_is_sentence(" ".join(piece.split())) for piece in pieces)


def _is_sentence(words: str) -> bool:
    return len(words) >= _SHORTEST_PARAGRAPH and words.endswith(_ENDS)


def _follows_break(line_break: HtmlElement) -> bool:
    before = line_break.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()


def _runs(element: HtmlElement) -> list[HtmlElement]:
    """Paragraphs of what stands between pairs of breaks; blocks as they are."""
    from lxml.html import builder

    runs: list[HtmlElement] = [builder.P(element.text or "")]
    is_behind_break = False
    for child in list(element):
        tail, child.tail = child.tail or "", None
        if child.tag == "br" and is_behind_break:
            runs.append(builder.P(tail))
        elif child.tag == "br" or (child.tag in _INLINE and not _holds_blocks(child)):
            child.tail = tail
            runs[-1].append(child)
        else:
            runs += [child, builder.P(tail)]
        is_behind_break = child.tag == "br" and not tail.strip()
    return [run for run in runs if run.tag != "p" or text(run)]


def _is_post(element: HtmlElement) -> bool:
    """Whether the element is a post that the page shows of a network."""
    return element.tag == "blockquote" and "tweet" in (element.get("class") or "")


def _marked_body(page: Page, said: Metadata) -> HtmlElement | None:
    """What the page marks as the body of its article, in one element; None without such marks."""
    root = page.tree if said.scope is None else said.scope
    bodies = _outermost(
        element
        for element in root.iterdescendants("*")
        if "articleBody" in microdata.properties(element) and element.tag != "meta"
    )
    if not bodies:
        bodies = _outermost(microdata.formatted(root, "articleBody"))[:1]
    if sum(len(text(body)) for body in bodies) < _SHORTEST_BODY:
        return None
    return _joined(bodies)


def _outermost(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    found = list(elements)
    marked = set(found)
    return [e for e in found if not any(above in marked for above in e.iterancestors())]


def _joined(bodies: Sequence[HtmlElement]) -> HtmlElement:
    """A page of these elements alone."""
    from lxml import html

    tree = html.document_fromstring("<html><body><article></article></body></html>")
    article = tree.find(".//article")
    assert article is not None
    for body in bodies:
        body.tail = None
        article.append(body)
        if body.tag not in {"p", "h2", "h3", "ul", "ol", "blockquote"}:
            body.tag = "div"
            body.attrib.clear()
    return tree


# --- trafilatura --------------------------------------------------------------------------------


@cache
def _extractor() -> Any:
    import logging

    from trafilatura.settings import Extractor

    for name in ("trafilatura", "htmldate"):  # else what they log is printed
        logging.getLogger(name).addHandler(logging.NullHandler())
    options = Extractor(output_format="python", fast=True, comments=False, tables=True)
    options.min_extracted_size = _MIN_EXTRACTED  # below, a page may come in one line
    options.min_output_size = 1
    return options


def _extracted(tree: HtmlElement) -> Any:
    """The body that trafilatura finds in the tree; None where it finds none."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, options=_extractor())
    except (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None  # it is not meant to raise; a hostile page costs itself alone
    return getattr(found, "body", None)


# --- after --------------------------------------------------------------------------------------


def _paragraphs(body: Any) -> list[str]:
    """The blocks of a body in order: paragraphs, headings, "- " items, "> " quotations."""
    if body is None:
        return []
    out: list[str] = []
    _Writer(out).write(body, "")
    return [paragraph for paragraph in out if paragraph]


class _Writer:
    """Writes elements as paragraphs; a change of block ends one."""

    def __init__(self, out: list[str]) -> None:
        self._out = out
        self._pieces: list[str] = []
        self._items: list[str] = []

    def write(self, body: Any, prefix: str) -> None:
        """All text below the element, with this before each paragraph."""
        self._block(body, prefix)
        self._end(prefix)
        self._end_list()

    def _block(self, element: Any, prefix: str) -> None:
        self._pieces.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, prefix)
            self._pieces.append(child.tail or "")

    def _child(self, child: Any, prefix: str) -> None:
        tag = child.tag
        if tag in {"lb", "br"}:
            self._pieces.append(_BREAK)
        elif tag in {"quote", "blockquote"}:
            self._quotation(child, prefix)
        elif tag in {"item", "li", "dd", "dt"}:
            self._end(prefix)
            self._block(child, "- ")
            self._end("- ")
        elif tag in {"row", "tr"}:
            self._end(prefix)
            cells = (" ".join("".join(cell.itertext()).split()) for cell in child)
            self._out.append(_TABLE_CELL.join(cell for cell in cells if cell))
        elif tag in _INLINE:
            self._block(child, prefix)
        else:
            self._end(prefix)
            self._block(child, prefix)
            self._end(prefix)

    def _quotation(self, child: Any, prefix: str) -> None:
        """A quotation, of which each paragraph begins with ">"; a post keeps its signature."""
        self._end(prefix)
        if _POST.search("".join(child.itertext())):
            self._end_list()
            self._out.append(" ".join(_paragraphs(child)))
            return
        self._block(child, "> ")
        self._end("> ")

    def _end(self, prefix: str) -> None:
        """Write what has come as paragraphs; two line breaks part them, one is a space."""
        whole, self._pieces = "".join(self._pieces), []
        for part in re.split(r"\x00\s*\x00[\s\x00]*", whole):
            words = _SPACE.sub(" ", part.replace(_BREAK, " ")).strip()
            if not words:
                continue
            if prefix == "- ":
                self._items.append(f"- {words}")
                continue
            self._end_list()
            self._out.append(f"{prefix}{words}")

    def _end_list(self) -> None:
        if self._items:
            self._out.append("\n".join(self._items))
            self._items.clear()


def _without_furniture(paragraphs: Sequence[str]) -> list[str]:
    return [p for p in paragraphs if "\n" in p or not _is_furniture(p)]


def _is_furniture(paragraph: str) -> bool:
    """Whether the paragraph is furniture of the page, or a row of such."""
    cells = paragraph.split(_TABLE_CELL)
    return all(is_page_furniture(cell) for cell in cells)


def _without_head(paragraphs: Sequence[str], said: Metadata) -> list[str]:
    """The paragraphs without those that repeat the title or give nothing but author or day."""
    authors = [title_key(name) for name in (said.author or "").split(", ") if name]
    kept = []
    for number, paragraph in enumerate(paragraphs):
        key = title_key(paragraph)
        is_in_head = number < _HEAD
        if is_in_head and (key in said.headlines or _is_byline(paragraph, key, authors)):
            continue
        kept.append(paragraph)
    return kept


def _without_tail(paragraphs: list[str], headings: set[str]) -> list[str]:
    """The paragraphs without a day or headings at their end."""
    end = len(paragraphs)
    while end and (paragraphs[end - 1] in headings or _is_dateline(paragraphs[end - 1])):
        end -= 1
    return paragraphs[:end]


def _is_byline(paragraph: str, key: str, authors: Sequence[str]) -> bool:
    """Whether the words give nothing but an author, or a day."""
    if len(paragraph) > _LONGEST_BYLINE or paragraph.rstrip("”\"'’").endswith((".", "!", "?", ":")):
        return False
    return any(author in key for author in authors) or _is_dateline(paragraph)


def _is_dateline(paragraph: str) -> bool:
    """Whether the words give nothing but a day."""
    if _POST.search(paragraph) or len(paragraph.split()) > _MOST_WORDS_OF_DATELINE:
        return False
    return paragraph[-1:] not in ".!?”" and day_in_words(paragraph) is not None


def _given_text(said: Metadata) -> list[str]:
    """What JSON-LD gives of the text: the body, or the posts of a live blog."""
    given = _lines(said.body)
    for update in said.updates:
        headline = text_of(update.get("headline"))
        body = update.get("articleBody") or update.get("text")
        if headline:
            given.append(headline)
        if isinstance(body, str):
            given.extend(_lines(body))
    return given


def _is_fuller(given: Sequence[str], found: Sequence[str]) -> bool:
    """Whether the data of the page has much more of the text than the page shows.

    Or as much of it, where what the page shows is another text: stories around an empty article.
    """
    length = _length(given)
    if length > 2 * _length(found):
        return True
    if 2 * length < _length(found) or length < _SHORTEST_BODY:
        return False
    shown = title_key(" ".join(found))
    return 2 * sum(title_key(line[:_SAMPLE]) in shown for line in given) < len(given)


def _lines(body: str) -> list[str]:
    if "<p" in body or "<br" in body or "&lt;p" in body:
        return plain_text(unescape(body) if "&lt;" in body else body).split("\n\n")
    return [line for part in unescape(body).splitlines() if (line := " ".join(part.split()))]


def _length(paragraphs: Iterable[str]) -> int:
    return sum(map(len, paragraphs))


def word_count(paragraphs: str) -> int:
    """How many words a text has."""
    return len(paragraphs.split())


def sentences(body: str) -> Iterator[str]:
    """The paragraphs of a text that end as sentences do."""
    for paragraph in body.split("\n\n"):
        if paragraph.rstrip("”\"'’)").endswith((".", "!", "?", "…")):
            yield paragraph
