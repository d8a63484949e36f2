"""The blocks of an article, each with its characters.

Title, date line, headings, paragraphs, lists, turns of speakers and embedded posts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kg.document import Block
from kg.language.layout.boilerplate import (
    bullets,
    caption_and_credit,
    is_boilerplate,
    opens_rail,
    opens_tail,
)
from kg.language.layout.datelines import (
    DATE,
    agency_line,
    byline,
    closing_date,
    date_line,
    head_date,
    newspaper_line,
    opening_date,
)
from kg.language.layout.dialogue import SpeakerLabels, with_turns
from kg.language.layout.tables import rows
from kg.model import Span
from kg.patterns import word_set

_SIGNATURE = re.compile(
    r"[—–-]{1,2}\s{0,20}(?P<author>[^\n()@]{1,80}?)\s{0,20}"
    rf"\((?P<handle>@\w{{1,50}})\)\s{{0,20}}(?P<date>{DATE})"
)
# "… to let go. — Jane Roe, head of Acme": a pull quote, whose speaker stands under it
_SPEAKER_UNDER = re.compile(
    r"[.!?…][\"”'’]?\s*"
    r"(?P<line>[—–]\s?(?P<speaker>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})(?:,[^\n.!?]{2,80})?)"
)
# white space that ends a line, begun at its first character: else a run of spaces costs the square
# of its length
_MARGIN = r"(?:(?<![ \t\xa0])[ \t\xa0]*|(?=[\r\n\u2028\u2029]))"
_NEW_LINE = r"(?:\r\n|\r(?!\n)|\n)"
_BLANK = re.compile(rf"{_MARGIN}{_NEW_LINE}(?:[ \t\xa0]*{_NEW_LINE})+[ \t\xa0]*|[\u2028\u2029]+")
_LINE_END = re.compile(rf"{_MARGIN}(?:\r\n|\r|\n|[\u2028\u2029])+[ \t\xa0]*")
_SENTENCE_END = re.compile(r"[.!?…][\"”'’)\]]*\s*$")
_END = re.compile(r"[.!?…:;,\"'”’)\]]\s*$")
_ENDS_WITH_STOP = re.compile(r"[.…:,;][\"”'’)\]]*$")
_NEXT_SENTENCE = re.compile(r"[.!?] [A-Z]")
# one sentence that asks, calls or ends with a quotation
_ASKS_OR_QUOTES = re.compile(r"[^.!?…]*[^\s.!?…,;:][?!”’\"']{1,2}")
_MOST_BYLINES = 4  # lines above an article that give its author, day and hour
_LONGEST_HEADING = 150  # characters; the longest headlines of the trial articles have 107
_LONGEST_CROSSHEAD = 80  # characters of a question between paragraphs
_FEWEST_WORDS_IN_CAPITALS = 3  # of a headline
_FEWEST_LINES = 3  # without blank lines, to tell whether they are paragraphs
_ENDING_AS_SENTENCES = 0.5  # share of the lines
_SHORTEST_PULL_QUOTE = 40
_LONGEST_SPEAKER_LINE = 200
_QUOTATION_MARKS = frozenset('"“«„')
_NO_QUESTION_MARKS = frozenset("\"“'‘")  # a crosshead does not begin with them
_HEAD = frozenset({"dateline", "byline", "furniture"})  # kinds of blocks above the title
_TITLE_AND_BYLINES = frozenset({"title", "byline", "furniture"})
_TEXT = frozenset({"paragraph", "turn", "item"})
_NO_LINKS = frozenset({"turn", "post", "blockquote"})


def blocks_of(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a text in order.

    Every character that is not white space stands in exactly one of them.
    """
    blocks: list[Block] = []
    head = head_date(text)
    if head is not None:
        blocks.append(head)
    pieces = _pieces(text, head.span.end if head else 0)
    lines = [line for piece in pieces for line in _lines(text, piece)]
    layout = _Layout(
        text, title, SpeakerLabels(text, lines), bullets(text, lines), rows(text, lines)
    )
    parts = [part for piece in pieces for part in _parts(layout, piece)]
    above = _Above().with_blocks(blocks)
    for number, span in enumerate(parts):
        found = _classified(layout, span, above, is_last=number == len(parts) - 1)
        above = above.with_blocks(found)
        blocks.extend(found)
    read = _with_rails_as_boilerplate(text, _with_tail_as_boilerplate(text, blocks))
    return tuple(with_turns(text, read))


@dataclass(frozen=True)
class _Above:
    """What the kinds of all blocks above a part say, and the last of these blocks."""

    last: Block | None = None
    is_in_head: bool = True
    has_title_at_most: bool = True  # besides bylines and furniture
    has_text: bool = False

    def with_blocks(self, blocks: Sequence[Block]) -> _Above:
        """What they say with more blocks behind them."""
        if not blocks:
            return self
        kinds = {block.kind for block in blocks}
        return _Above(
            blocks[-1],
            self.is_in_head and kinds <= _HEAD,
            self.has_title_at_most and kinds <= _TITLE_AND_BYLINES,
            self.has_text or not kinds.isdisjoint(_TEXT),
        )


@dataclass(frozen=True)
class _Layout:
    """A text with what is known of all its lines."""

    text: str
    title: str | None
    labels: SpeakerLabels
    bullets: dict[int, Span]
    rows: frozenset[int]

    def words(self, span: Span) -> str:
        """The characters of the span."""
        return self.text[span.start : span.end]


# --- parts --------------------------------------------------------------------------------------


def _pieces(text: str, start: int) -> list[Span]:
    """What blank lines separate; in a text without any, what line ends separate."""
    separator = _LINE_END if _has_paragraph_per_line(text, start) else _BLANK
    gaps = list(separator.finditer(text, start))
    starts = [start, *(gap.end() for gap in gaps)]
    ends = [*(gap.start() for gap in gaps), len(text)]
    spans = (Span(a, b) for a, b in zip(starts, ends, strict=True))
    return [_trimmed(text, span) for span in spans if text[span.start : span.end].strip()]


def _has_paragraph_per_line(text: str, start: int) -> bool:
    """Whether there are no blank lines, and most lines end as sentences do.

    They do not in a text that is wrapped at a width.
    """
    if _BLANK.search(text.strip(), start):
        return False
    lines = [line for line in text[start:].splitlines() if line.strip()]
    sentences = sum(_SENTENCE_END.search(line) is not None for line in lines)
    return len(lines) > _FEWEST_LINES and sentences >= _ENDING_AS_SENTENCES * len(lines)


def _trimmed(text: str, span: Span) -> Span:
    """The span without the white space around it."""
    words = text[span.start : span.end]
    before = len(words) - len(words.lstrip())
    behind = len(words) - len(words.rstrip())
    return Span(span.start + before, span.end - behind)


def _lines(text: str, span: Span) -> list[Span]:
    """The lines of a piece, without the white space around them."""
    out, at = [], span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        if line.strip():
            out.append(_trimmed(text, Span(at, at + len(line))))
        at += len(line)
    return out


def _parts(layout: _Layout, piece: Span) -> list[Span]:
    """The piece, cut where a line is a part of its own; other lines belong together."""
    lines = _lines(layout.text, piece)
    if len(lines) == 1:
        return [piece]
    is_short = len(lines) <= _MOST_BYLINES
    if is_short and any(_is_date_or_byline(layout.text, line) for line in lines):
        return lines
    starts = sorted({piece.start, *_cuts(layout, lines)})
    ends = [*starts[1:], piece.end]
    return [_trimmed(layout.text, Span(a, b)) for a, b in zip(starts, ends, strict=True)]


def _cuts(layout: _Layout, lines: Sequence[Span]) -> Iterator[int]:
    """Where lines begin parts.

    1. A turn or an item.
    2. The date and the author at the head, and what follows them.
    3. Boilerplate and the rows of tables, and what follows them.
    """
    for line in lines:
        if line.start in layout.labels or line.start in layout.bullets:
            yield line.start
    head = list(takewhile(lambda line: _is_date_or_byline(layout.text, line), lines))
    if head:
        yield from (line.start for line in lines[: len(head) + 1])
    for number, line in enumerate(lines):
        if line.start in layout.rows or _is_boilerplate_line(layout, line):
            yield from (part.start for part in lines[number : number + 2])


def _is_date_or_byline(text: str, line: Span) -> bool:
    """Whether the line gives the day or the author of the article."""
    return date_line(text, line) is not None or byline(text, line, under_title=False) is not None


def _is_boilerplate_line(layout: _Layout, line: Span) -> bool:
    """Whether the line is boilerplate, and not the signature of a post."""
    if not is_boilerplate(layout.words(line)):
        return False
    return not _SIGNATURE.search(layout.text, line.start, line.end)


# --- kinds of blocks ----------------------------------------------------------------------------


def _classified(layout: _Layout, span: Span, above: _Above, is_last: bool) -> list[Block]:
    """The blocks that a part is, by its words and by what stands above it.

    The first that fits: 1. a turn, 2. an item of a list, 3. a row of a table, 4. a date line, 5. a
    date or an agency before a paragraph, 6. a post, 7. boilerplate, 8. a byline, 9. a caption or a
    quotation, 10. a title or a heading, 11. a paragraph.
    """
    text = layout.text
    if span.start in layout.labels:
        return layout.labels.turn(span)
    if span.start in layout.bullets:
        bullet = layout.bullets[span.start]
        item = _trimmed(text, Span(bullet.end, span.end))
        return [Block("furniture", bullet), Block("item", item)]
    if span.start in layout.rows:
        return [Block("furniture", span)]
    if dateline := date_line(text, span) or _newspaper_line(text, span, above):
        return [dateline]
    if opening := _opening_dateline(text, span, above):
        rest = _trimmed(text, Span(opening.span.end, span.end))
        return [opening, *_classified(layout, rest, above.with_blocks([opening]), is_last)]
    if signature := _SIGNATURE.search(text, span.start, span.end):
        return _post(text, span, signature)
    is_title = layout.words(span) == layout.title
    if not is_title and is_boilerplate(layout.words(span)):
        return [Block("furniture", span)]
    if written_by := byline(text, span, under_title=_is_under_title(above)):
        return [written_by]
    if above.is_in_head or is_title:
        blocks = _headline(layout, span, may_be_title=above.is_in_head and not is_last)
    else:
        blocks = caption_and_credit(text, span) or _quotation(text, span, above.last)
        blocks = blocks or _headline(layout, span, may_be_title=False)
    return blocks or [Block("paragraph", span)]


def _newspaper_line(text: str, span: Span, above: _Above) -> Block | None:
    """The name of a newspaper and the day, if only the title and bylines stand above them."""
    is_below_title = above.last is not None and above.has_title_at_most
    return newspaper_line(text, span) if is_below_title else None


def _opening_dateline(text: str, span: Span, above: _Above) -> Block | None:
    """The day, or town and agency, before a paragraph's first sentence."""
    return opening_date(text, span) or agency_line(text, span, first=not above.has_text)


def _is_under_title(above: _Above) -> bool:
    """Whether the title or a date stands right above."""
    return above.last is not None and above.last.kind in {"title", "dateline"}


def _headline(layout: _Layout, span: Span, may_be_title: bool) -> list[Block]:
    """The title or a heading; empty if the words are none."""
    words = layout.words(span)
    if words == layout.title:
        return [Block("title", span)]
    if len(words) > _LONGEST_HEADING or len(words.splitlines()) > 1:
        return []
    if may_be_title and (day := closing_date(layout.text, span)):
        title = _trimmed(layout.text, Span(span.start, day.span.start))
        return [Block("title", title), day]
    is_in_capitals = words.isupper() and len(words.split()) >= _FEWEST_WORDS_IN_CAPITALS
    is_heading = is_in_capitals or not _END.search(words)
    if may_be_title and (is_heading or _ASKS_OR_QUOTES.fullmatch(words)):
        return [Block("title", span)]
    return [Block("heading", span)] if is_heading or _is_crosshead(words) else []


def _is_crosshead(words: str) -> bool:
    """Whether the words are a short question between paragraphs, and not somebody's."""
    if not words.endswith("?") or len(words) > _LONGEST_CROSSHEAD:
        return False
    return words[0] not in _NO_QUESTION_MARKS and _ASKS_OR_QUOTES.fullmatch(words) is not None


# --- quotations and posts -----------------------------------------------------------------------


def _quotation(text: str, span: Span, previous: Block | None) -> list[Block]:
    """A quotation that is set off: with its speaker under it, marked by ">", or after a colon."""
    if pull_quote := _pull_quote(text, span):
        return pull_quote
    is_set_off = text[span.start] == ">" or _continues_lead(text, span, previous)
    return [Block("blockquote", span)] if is_set_off else []


def _pull_quote(text: str, span: Span) -> list[Block]:
    """A quotation and the line with its speaker; empty if the words are none."""
    found = _speaker_under(text, span)
    if found is None:
        return []
    quotation = _trimmed(text, Span(span.start, found.start("line")))
    if len(quotation) < _SHORTEST_PULL_QUOTE:
        return []
    speaker = Span(*found.span("speaker"))
    return [
        Block("blockquote", quotation, speaker=speaker),
        Block("signature", Span(*found.span("line")), author=speaker),
    ]


def _speaker_under(text: str, span: Span) -> re.Match[str] | None:
    """The line with the speaker at the end of the words."""
    start = max(span.start, span.end - _LONGEST_SPEAKER_LINE)
    for found in _SPEAKER_UNDER.finditer(text, start, span.end):
        if found.end() == span.end:
            return found
    return None


def _continues_lead(text: str, span: Span, previous: Block | None) -> bool:
    """Whether the words are a quotation that the paragraph before introduces or begins."""
    if previous is None:
        return False
    is_indented = _is_indented(text, span)
    if previous.kind == "blockquote" and is_indented:
        return True
    if previous.kind not in {"paragraph", "blockquote"}:
        return False
    lead = text[previous.span.start : previous.span.end]
    if not lead.endswith(":"):
        return False
    return is_indented or text[span.start] in _QUOTATION_MARKS or _introduces(lead)


def _is_indented(text: str, span: Span) -> bool:
    """Whether the first line begins with a tab, or with more than one space."""
    start = span.start
    while start and text[start - 1].isspace() and text[start - 1] not in "\r\n":
        start -= 1
    margin = text[start : span.start]
    if start and text[start - 1] not in "\r\n":
        return False
    return len(margin) > 1 or margin == "\t"


def _introduces(paragraph: str) -> bool:
    """Whether its last sentence says that somebody says or writes what follows."""
    last = re.split(r"[.!?…]\s", paragraph)[-1].casefold()
    return not word_set("layout", "quotation", "introducing").isdisjoint(re.findall(r"\w+", last))


def _post(text: str, span: Span, signature: re.Match[str]) -> list[Block]:
    """A post, its signature, and what stands after it in the same piece."""
    author, handle, date = (Span(*signature.span(name)) for name in ("author", "handle", "date"))
    out = []
    words = text[span.start : signature.start()].rstrip()
    if words:
        post = Span(span.start, span.start + len(words))
        out.append(Block("post", post, author, handle, date))
    out.append(Block("signature", Span(*signature.span()), author, handle, date))
    if text[signature.end() : span.end].strip():
        out.append(Block("paragraph", _trimmed(text, Span(signature.end(), span.end))))
    return out


def _with_tail_as_boilerplate(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of which those from a heading such as "Sources" on are boilerplate.

    Only if none of them is a paragraph of several sentences.
    """
    for number, block in enumerate(blocks):
        if block.kind != "heading" or not opens_tail(text[block.span.start : block.span.end]):
            continue
        tail = blocks[number:]
        if all(_may_be_link(text, block) for block in tail):
            return [*blocks[:number], *(replace(block, kind="furniture") for block in tail)]
    return list(blocks)


def _with_rails_as_boilerplate(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of which headlines of other articles, under a line such as "Most popular", are
    boilerplate.
    """
    out: list[Block] = []
    is_in_rail = False
    for block in blocks:
        if block.kind in {"furniture", "heading"}:
            is_in_rail = is_in_rail or opens_rail(text[block.span.start : block.span.end])
        else:
            is_in_rail = is_in_rail and _is_headline_of_other(text, block)
        out.append(replace(block, kind="furniture") if is_in_rail else block)
    return out


def _is_headline_of_other(text: str, block: Block) -> bool:
    """Whether the block is an item, or one line that ends with no full stop."""
    if block.kind == "item":
        return True
    words = text[block.span.start : block.span.end]
    is_line = len(words) <= _LONGEST_HEADING and len(words.splitlines()) == 1
    return block.kind == "paragraph" and is_line and not _ENDS_WITH_STOP.search(words)


def _may_be_link(text: str, block: Block) -> bool:
    """Whether the block is no quotation, and two sentences at most."""
    if block.kind in _NO_LINKS:
        return False
    return len(_NEXT_SENTENCE.findall(text, block.span.start, block.span.end)) < 2
