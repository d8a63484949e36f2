"""What a page holds besides the article: picture credits, bullets, links and hints to the reader."""

from __future__ import annotations

import re

from kg.document import Block
from kg.language.layout.datelines import any_of
from kg.model import Span
from kg.patterns import words

_WORDS = words("layout")
_CAPTION, _FURNITURE = _WORDS["caption"], _WORDS["furniture"]
_MAKERS = (
    r"[^\s.;:!?](?:[^.;:!?\n]|\.(?=\S| [A-Z]\w*[.,]?\s*$))*"  # a name, perhaps with an initial
)
_CREDITS = any_of(w.capitalize() for w in _CAPTION["credits"])
_BY = any_of(_CAPTION["by"])
_CREDIT = re.compile(
    rf"(?:\((?i:{_CREDITS})[:;] ?[^()\n]{{1,80}}\)|(?<!\w)(?:{_CREDITS})[:;] ?{_MAKERS}|(?:(?<=[.!?)] )|\A)\(?(?:{_CREDITS}) (?:{_BY}) {_MAKERS}"
    rf"|\([A-Z][\w ]+ (?i:photo)/[^()\n]{{1,60}}\)|(?<!\w)(?i:{any_of(_CAPTION['files'])}),? ?[^.;:!?\n]{{0,30}})\.?"
)
_LONGEST_CREDIT = 90  # characters
_LONGEST_CAPTION = 600
_BARE = frozenset(_CAPTION["bare"])
_LINES = frozenset(_FURNITURE["lines"])
_TAILS = frozenset(_FURNITURE["tails"])
_OPENINGS = re.compile(
    rf"(?:{'|'.join(re.escape(o) for o in _FURNITURE['openings'])})", re.IGNORECASE
)
_SITE = r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.uk|gov|edu)(?:/\S*)?"
_ADDRESS = re.compile(
    rf"<?(?:(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|{_SITE})>?", re.IGNORECASE
)
_COUNTED = re.compile(rf"\d[\d,.]*[ -](?:{any_of(_FURNITURE['counted'])})")
_RULE = re.compile(r"[\s*_=~#·•|+<>—–-]{3,}")
_LONGEST_HINT = 250  # characters
_BULLET = re.compile(
    r"(?P<mark>[*•‣▪◦●○■–-])[ \t\xa0]+(?=\S)|(?P<number>\(?(?P<n>\d{1,2})[.)])[ \t\xa0]+(?=\S)"
)
_ALONE = frozenset("•‣▪◦●○■")  # one such bullet makes a list


def is_furniture(words: str) -> bool:
    """Is the line a link, an address, a rule or a hint to the reader, nothing of the story?"""
    if len(words) > _LONGEST_HINT:
        return _RULE.fullmatch(words) is not None
    bare = " ".join(words.strip(" \t[](){}<>|»›→▶•*_.!:…").casefold().split())
    if (
        bare in _LINES
        or _COUNTED.fullmatch(bare)
        or _ADDRESS.fullmatch(words)
        or _RULE.fullmatch(words)
    ):
        return True
    return "\n" not in words and _OPENINGS.match(words) is not None


def is_tail(words: str) -> bool:
    """A heading such as "Sources", after which only links and hints come."""
    return words.strip(" :\t").casefold() in _TAILS


def caption(text: str, span: Span) -> list[Block]:
    """What is seen on a picture and who made it, each a block; empty where no credit closes the words or makes them up."""
    words = text[span.start : span.end]
    if len(words) > _LONGEST_CAPTION or "\n" in words:
        return []
    if words.strip(" .").casefold() in _BARE:
        return [Block("credit", span)]
    credit = next(
        (
            m.start()
            for m in _CREDIT.finditer(words)
            if m.end() == len(words) and len(m.group()) <= _LONGEST_CREDIT
        ),
        None,
    )
    if credit is None:
        return []
    out = [Block("credit", Span(span.start + credit, span.end))]
    if seen := words[:credit].rstrip():
        out.insert(0, Block("caption", Span(span.start, span.start + len(seen))))
    return out


def bullets(text: str, lines: list[Span]) -> dict[int, Span]:
    """The bullets and numbers of lists, by the start of their line; what stands alone opens no list unless it is a bullet and nothing else."""
    found = {s.start: m for s in lines if (m := _BULLET.match(text, s.start, s.end))}
    marks = [m["mark"] for m in found.values()]
    numbers = {int(m["n"]) for m in found.values() if m["n"]}
    out = {}
    for start, m in found.items():
        if (
            m["mark"] in _ALONE
            or (m["mark"] and marks.count(m["mark"]) > 1)
            or (m["n"] and {int(m["n"]) - 1, int(m["n"]) + 1} & numbers)
        ):
            out[start] = Span(start, m.end("mark") if m["mark"] else m.end("number"))
    return out
