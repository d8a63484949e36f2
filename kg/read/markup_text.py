"""The paragraphs of markup inside news formats: XHTML, HTML and the blocks of NITF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.read.plain_paragraphs import plain_paragraphs
from kg.read.xml_document import local_name, parse_html

if TYPE_CHECKING:
    from lxml.etree import _Element

# Elements that begin and end a paragraph; of XHTML and of NITF.
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "body", "html", "header", "blockquote", "bq"}
    | {"block", "li", "dd", "dt", "ul", "ol", "dl", "tr", "table", "tbody", "thead", "hr", "pre"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "address", "center", "body.content"}
    | {"dateline"}
)
_CELLS = frozenset({"td", "th"})
# What is no text of the article, with all that stands inside.
_LEFT_OUT = frozenset(
    {"script", "style", "head", "template", "noscript", "iframe", "object", "embed", "svg", "math"}
    | {"form", "button", "select", "textarea", "nav", "aside", "footer", "figure", "figcaption"}
    | {"caption", "media", "media-caption", "media-producer", "audio", "video", "picture"}
    | {"canvas", "nitf-table-metadata", "fn", "hedline", "byline"}
)
_INVISIBLE = str.maketrans("", "", "\xad\u200b\u2060\ufeff")
_BREAK = "\x1e"  # stands for <br>; no character of cleaned text


def html_paragraphs(text: str) -> list[str]:
    """The paragraphs of a piece of HTML."""
    root = parse_html(text)
    return [] if root is None else markup_paragraphs(root)


def markup_paragraphs(element: _Element) -> list[str]:
    """The paragraphs, headings, items and rows inside an element.

    The cells of a row are separated by a tab. Scripts, pictures and their captions are left out.
    """
    from lxml import etree

    writer = _Writer()
    hidden: _Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if hidden is None and event == "start" and _is_left_out(node):
            hidden = node
        if hidden is None:
            writer.start(node) if event == "start" else writer.end(node)
        if event == "end":
            if node is hidden:
                hidden = None
            if hidden is None and node is not element:
                writer.write(node.tail)
    writer.close()
    return writer.paragraphs


def _is_left_out(node: _Element) -> bool:
    """Whether the element is no text of the article; a raised link is the mark of a footnote."""
    name = local_name(node).lower()
    if name == "sup":
        links = [local_name(inner) for inner in node]
        return links == ["a"] and not (node.text or "").strip()
    return name in _LEFT_OUT


class _Writer:
    """Paragraphs that grow by what is written, and end where blocks begin and end."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._pieces: list[str] = []
        self._preformatted = 0

    def start(self, node: _Element) -> None:
        name = local_name(node).lower()
        if name in _BLOCKS:
            self.close()
        if name == "pre":
            self._preformatted += 1
        elif name == "br":
            self._pieces.append(_BREAK)
        self.write(node.text)

    def end(self, node: _Element) -> None:
        name = local_name(node).lower()
        if name in _CELLS:
            self._pieces.append("\t")
        if name in _BLOCKS:
            self.close()
        if name == "pre":
            self._preformatted -= 1

    def write(self, text: str | None) -> None:
        """White space of the source is a space, but for lines that are set as they are."""
        if not text:
            return
        if not self._preformatted:
            text = _spaced(text)
        self._pieces.append(text.translate(_INVISIBLE))

    def close(self) -> None:
        """Ends a paragraph; two breaks end one too."""
        written, self._pieces = "".join(self._pieces), []
        if self._preformatted:
            self.paragraphs += plain_paragraphs(written.replace(_BREAK, "\n"))
            return
        lines = [_row(line) for line in written.split(_BREAK)]
        for piece in "\n".join(lines).split("\n\n"):
            if piece.strip():
                self.paragraphs.append(piece.strip())


def _spaced(text: str) -> str:
    """The text with one space for each run of white space, also at its ends."""
    words = " ".join(text.split())
    if not words:
        return " "
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"


def _row(line: str) -> str:
    """The line with single spaces; its cells keep the tab between them."""
    cells = (" ".join(cell.split()) for cell in line.split("\t"))
    return "\t".join(cell for cell in cells if cell)
