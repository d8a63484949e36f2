"""What is around an article: picture credits, bullets, links and hints to the reader."""

from __future__ import annotations

import re
from collections import Counter

from kg.document import Block
from kg.language.expression_grammar import any_phrase
from kg.model import Span
from kg.patterns import words

_WORDS = words("layout")
_CAPTION, _FURNITURE = _WORDS["caption"], _WORDS["furniture"]

# credits: "(Photo: AP)", "Image: Jane Roe.", "Photo by Jane Roe", "(Acme photo/Jane Roe)", "from
# file, 2015"
_MAKERS = (
    r"[^\s.;:!?](?:[^.;:!?\n]|\.(?=\S| [A-Z]\w*[.,]?\s*$))*"  # a name, perhaps with an initial
)
_CREDITS = any_phrase(credit.capitalize() for credit in _CAPTION["credits"])
_BY = any_phrase(_CAPTION["by"])
_FILES = any_phrase(_CAPTION["files"])
_CREDIT = re.compile(
    rf"(?:\((?i:{_CREDITS})[:;] ?[^()\n]{{1,80}}\)"
    rf"|(?<!\w)(?:{_CREDITS})[:;] ?{_MAKERS}"
    rf"|(?:(?<=[.!?)] )|\A)\(?(?:{_CREDITS}) (?:{_BY}) {_MAKERS}"
    rf"|\([A-Z][\w ]+ (?i:photo)/[^()\n]{{1,60}}\)"
    rf"|(?<!\w)(?i:{_FILES}),? ?[^.;:!?\n]{{0,30}})\.?"
)
_LONGEST_CREDIT = 90  # characters
_LONGEST_CAPTION = 600
_BARE = frozenset(_CAPTION["bare"])

# lines that are no text
_LINES = frozenset(_FURNITURE["lines"])
_RAILS = frozenset(_FURNITURE["rails"])
_TAILS = frozenset(_FURNITURE["tails"])
_OPENINGS = re.compile(
    rf"(?:{'|'.join(re.escape(opening) for opening in _FURNITURE['openings'])})", re.IGNORECASE
)
_SITE = r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.uk|gov|edu)(?:/\S*)?"
_ADDRESS = re.compile(
    rf"<?(?:(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|{_SITE})>?", re.IGNORECASE
)
_COUNTED = re.compile(rf"\d[\d,.]*[ -](?:{any_phrase(_FURNITURE['counted'])})")
_RULE = re.compile(r"[\s*_=~#·•|+<>—–-]{3,}")
_AROUND_HINT = " \t[](){}<>|»›→▶•*_.!:…"
_LONGEST_HINT = 250  # characters
# calls to subscribe, in the words of pages: "Get the news in your inbox"
_NOTICE = words("page-furniture")["notice"]
_ASKS = re.compile(rf"(?:{any_phrase(_NOTICE['asks'])})\b")
_THINGS = re.compile(rf"\b(?:{any_phrase(_NOTICE['things'])})\b")

# lists
_BULLET = re.compile(
    r"(?P<mark>[*•‣▪◦●○■–-])[ \t\xa0]+(?=\S)|(?P<number>\(?(?P<n>\d{1,2})[.)])[ \t\xa0]+(?=\S)"
)
_SURE_BULLETS = frozenset("•‣▪◦●○■")  # one of them makes a list


def is_boilerplate(words: str) -> bool:
    """Whether the line is a link, an address, a rule or a hint to the reader."""
    if _RULE.fullmatch(words):
        return True
    if len(words) > _LONGEST_HINT:
        return False
    bare = " ".join(words.strip(_AROUND_HINT).casefold().split())
    if bare in _LINES or _COUNTED.fullmatch(bare) or _ADDRESS.fullmatch(words):
        return True
    if _is_notice(bare):
        return True
    return "\n" not in words and _OPENINGS.match(words.lstrip("([")) is not None


def _is_notice(bare: str) -> bool:
    """Whether the words ask the reader for something that a page offers."""
    said = bare.replace("’", "'")
    return _ASKS.match(said) is not None and _THINGS.search(said) is not None


def opens_rail(words: str) -> bool:
    """Whether a line is one such as "Most popular", under which links to other articles stand."""
    bare = " ".join(words.strip(_AROUND_HINT).casefold().replace("’", "'").split())
    return bare in _RAILS


def opens_tail(words: str) -> bool:
    """Whether a heading is one such as "Sources", after which only links and hints come."""
    return words.strip(" :\t").casefold() in _TAILS


def caption_and_credit(text: str, span: Span) -> list[Block]:
    """What a picture shows and who made it, each a block; empty where no credit ends the words."""
    words = text[span.start : span.end]
    if len(words) > _LONGEST_CAPTION or "\n" in words:
        return []
    if words.strip(" .").casefold() in _BARE:
        return [Block("credit", span)]
    start = _start_of_credit(words)
    if start is None:
        return []
    credit = Block("credit", Span(span.start + start, span.end))
    caption = words[:start].rstrip()
    if not caption:
        return [credit]
    return [Block("caption", Span(span.start, span.start + len(caption))), credit]


def _start_of_credit(words: str) -> int | None:
    """Where the credit begins that ends the words."""
    for found in _CREDIT.finditer(words):
        if found.end() == len(words) and len(found.group()) <= _LONGEST_CREDIT:
            return found.start()
    return None


def bullets(text: str, lines: list[Span]) -> dict[int, Span]:
    """The bullets and numbers of lists, by the start of their line.

    One alone opens no list, unless it is a bullet and can be nothing else.
    """
    found = {line.start: m for line in lines if (m := _BULLET.match(text, line.start, line.end))}
    marks = Counter(m["mark"] for m in found.values())
    numbers = {int(m["n"]) for m in found.values() if m["n"]}
    out = {}
    for start, match in found.items():
        if match["n"]:
            number = int(match["n"])
            if number - 1 in numbers or number + 1 in numbers:
                out[start] = Span(start, match.end("number"))
        elif match["mark"] in _SURE_BULLETS or marks[match["mark"]] > 1:
            out[start] = Span(start, match.end("mark"))
    return out
