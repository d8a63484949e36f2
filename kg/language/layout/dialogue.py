"""Interviews on the page: who asks and who answers, by labels at the heads of lines or by questions and answers that take turns."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.document import Block, Part
from kg.model import Span
from kg.patterns import word_set, words

_NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|van|von|de|da|del|der|la|le|bin|al|el)){0,4}"
_NAMED = rf"(?P<name>{_NAME})(?: \([\w ,.&'’-]{{1,40}}\)|, [A-Z][\w ,.&'’-]{{1,40}})?:"  # with what he is
_WIKI = r"\(\((?P<wiki>[\w .'’-]{1,40})\)\):?"  # as Wikinews writes them
_LABEL = re.compile(
    rf"(?P<label>{_WIKI}|(?P<star>\*{{0,2}})(?:(?P<qa>[QA])\d{{0,2}}[.:]|{_NAMED})(?P=star))(?:[ \t\xa0]+(?=\S)|$)"
)
_LONGEST_LABEL = 60  # characters
_LONGEST_QUESTION = 600
_FEWEST_QUESTIONS = 3  # without labels; fewer may be a writer's own
_MOST_STRANGERS = (
    2  # labels that come once only, among those that recur: somebody who says one thing
)
_ENDS = (".", "?", "!", "…", '"', "”", "'", "’", ")", "]", "—", "-")
_WORD = re.compile(r"[\w'’]+")
_FILLING = frozenset(
    {"caption", "credit", "furniture", "heading", "post", "signature"}
)  # what may stand between two turns


class Labels:
    """The labels of a page that open speakers' turns; a text without an interview has none."""

    def __init__(self, text: str, lines: Iterable[Span]) -> None:
        found = [
            (s, m)
            for s in lines
            if (m := _LABEL.match(text, s.start, min(s.end, s.start + _LONGEST_LABEL)))
        ]
        said = defaultdict(list)
        for line, match in found:
            said[_name(match)].append(text[match.end() : line.end])
        others = word_set("layout", "turn", "others")
        often = {
            name
            for name, turns in said.items()
            if name not in others and (len(turns) > 1 or name in {"q", "a"})
        }
        sayings = [t for name in often for t in said[name] if t]
        if (
            len(often) < 2
            or sum(t.endswith(_ENDS) for t in sayings) < 0.7 * len(sayings)
            or (sum(len(said[name]) for name in often) < 4 and often != {"q", "a"})
        ):
            often = set()
        first = min((line.start for line, m in found if _name(m) in often), default=len(text))
        strangers = [
            m
            for line, m in found
            if line.start > first and _name(m) not in often and _name(m) not in others
        ]
        also = {_name(m) for m in strangers} if len(strangers) <= _MOST_STRANGERS else set()
        self._at = {
            line.start: m for line, m in found if line.start >= first and _name(m) in often | also
        }

    def __contains__(self, start: int) -> bool:
        return start in self._at

    def turn(self, span: Span) -> list[Block]:
        """The label at the head of these words and what is said behind it."""
        match = self._at[span.start]
        name = next(g for g in ("wiki", "qa", "name") if match[g])
        label, said = Span(*match.span(name)), match.string[match.end() : span.end]
        out = [Block("label", Span(*match.span("label")), speaker=label)]
        if said.strip():
            out.append(Block("turn", Span(span.end - len(said.lstrip()), span.end), speaker=label))
        return out


def _name(match: re.Match[str]) -> str:
    return surname(match["wiki"] or match["qa"] or match["name"])


def surname(label: str) -> str:
    """ "ROE" of "JANE ROE": transcripts give the full name once and the last word from then on."""
    return label.rsplit(maxsplit=1)[-1].casefold() if label.split() else label


def with_turns(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks with all paragraphs of an interview as turns, each with its part where the page tells it."""
    if any(b.kind == "label" for b in blocks):
        return _with_parts(text, _continued(text, blocks))
    return _unlabelled(text, blocks)


def _continued(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs between two labels go on with the turn before them; behind the last one as long as they speak of "I" and "we"."""
    last = max(n for n, b in enumerate(blocks) if b.kind == "label")
    out: list[Block] = []
    speaker: Span | None = None
    for number, block in enumerate(blocks):
        if block.kind == "label":
            speaker = block.speaker
        elif (
            block.kind in {"paragraph", "item", "blockquote"}
            and out
            and not (number < last or out[-1].kind == "label" or _speaks(text, block, "answering"))
        ):
            speaker = None
        said = speaker is not None and block.kind in {"paragraph", "item", "blockquote"}
        out.append(replace(block, kind="turn", speaker=speaker) if said else block)
    return out


def _with_parts(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Who asks: the label says so, or most of the turns under it are questions."""
    asked, turns = Counter[str](), Counter[str]()
    for block in blocks:
        if block.kind == "turn" and block.speaker is not None:
            turns[surname(_words(text, block.speaker))] += 1
            asked[surname(_words(text, block.speaker))] += _is_question(text, block)
    asks = {
        n for n in turns if n in word_set("layout", "turn", "asks") or asked[n] > 0.5 * turns[n]
    }
    part = {n: _part(n, asks, len(turns)) for n in turns}
    return [
        replace(b, part=part[surname(_words(text, b.speaker))])
        if b.kind == "turn" and b.speaker is not None
        else b
        for b in blocks
    ]


def _part(label: str, asks: set[str], speakers: int) -> Part | None:
    if label in asks:
        return "question"
    return (
        "answer"
        if label in word_set("layout", "turn", "answers") or (asks and len(asks) < speakers)
        else None
    )


def _unlabelled(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Questions to "you" and answers by "I" and "we", several times one after the other, are an interview though no label says so."""
    body = [n for n, b in enumerate(blocks) if b.kind not in _FILLING or _is_question(text, b)]
    pairs = [
        (a, b)
        for a, b in pairwise(body)
        if _is_question(text, blocks[a]) and not _is_question(text, blocks[b])
    ]
    to_you = [a for a, _ in pairs if _speaks(text, blocks[a], "asked")]
    by_me = [b for _, b in pairs if _speaks(text, blocks[b], "answering")]
    told = bool(pairs) and any(
        w in text[: blocks[pairs[0][0]].span.start].casefold()
        for w in words("layout")["interview"]["nouns"]
    )
    if len(pairs) < _FEWEST_QUESTIONS - told or min(len(to_you), len(by_me)) < 2 - told:
        return list(blocks)
    first, out, going, asked = pairs[0][0], list(blocks), True, False
    while (
        told
        and first
        and blocks[first - 1].kind == "paragraph"
        and first - 1 > body[0]
        and _speaks(text, blocks[first - 1], "answering")
    ):
        first -= 1
    for n, block in enumerate(blocks):
        if n > pairs[-1][1]:  # behind the last answer
            going = going and (
                _speaks(text, block, "answering")
                or _speaks(text, block, "asked")
                or block.kind in _FILLING
            )
        said = block.kind in {"paragraph", "item", "blockquote"} or (
            block.kind == "heading" and (_speaks(text, block, "answering") or n in body)
        )
        if n >= first and going and said:
            out[n] = replace(block, kind="turn", part=_guessed(text, block, asked))
            asked = out[n].part == "question"
    return out


def _guessed(text: str, block: Block, asked: bool) -> Part | None:
    """A question, an answer, or, where words to "you" follow an answer, nobody knows."""
    if _is_question(text, block):
        return "question"
    return (
        "answer"
        if asked or _speaks(text, block, "answering") or not _speaks(text, block, "asked")
        else None
    )


def _is_question(text: str, block: Block) -> bool:
    """Words that end by asking and quote nobody."""
    if block.kind not in {"paragraph", "heading", "turn"} or len(block.span) > _LONGEST_QUESTION:
        return False
    return _words(text, block.span).endswith("?") and text[block.span.start] not in "\"“'‘«„"


def _speaks(text: str, block: Block, who: str) -> bool:
    """Do the words speak of "I" and "we" (`answering`) or to "you" (`asked`), outside quotation marks?"""
    wanted = word_set("layout", "turn", who)
    plain = re.sub(r"[\"“«„][^\"”»“]*[\"”»“]", " ", _words(text, block.span))
    return any(w.casefold().replace("’", "'") in wanted for w in _WORD.findall(plain))


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]
