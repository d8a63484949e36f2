"""Candidate ties: every two mentions of a sentence that some relation could hold between, with what the sentence shows of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.model import Mention
from kg.patterns import words

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

#: What may be subject and object of each relation: a person, an organisation, a place, a date.
SIDES: Mapping[str, tuple[str, str]] = {
    "bornIn": ("P", "L"),
    "bornOn": ("P", "D"),
    "childOf": ("P", "P"),
    "diedOn": ("P", "D"),
    "educatedAt": ("P", "O"),
    "foundedBy": ("O", "P"),
    "foundedOn": ("O", "D"),
    "headquarteredIn": ("O", "L"),
    "leads": ("P", "O"),
    "memberOf": ("P", "O"),
    "nationality": ("P", "N"),
    "politicalAffiliation": ("P", "A"),
    "residesIn": ("P", "L"),
    "spouse": ("P", "P"),
    "subsidiaryOf": ("O", "O"),
}
LABELS = tuple(sorted(SIDES))
KINDS = "POLDNA"
_FARTHEST, _FARTHEST_IN_NEWS = (
    40,
    24,
)  # symbols between two mentions: nothing ties what stands farther apart
_LONG = 14  # … of longer gaps only the ends are looked at
_NAMES = frozenset({"PROPN", "NOUN", "PRON", "NUM"})
_JOINS = frozenset({",", "and", "or", "&", ";"})
_KINDS = {
    "Person": "P",
    "Organisation": "O",
    "Place": "L",
    "Date": "D",
    "Group": "PO",
    "Work": "O",
    "Other": "POL",
}


@dataclass(frozen=True, slots=True)
class Side:
    """A mention as one end of a tie."""

    mention: Mention
    first: int  # its tokens, end exclusive
    end: int
    head: Token
    kinds: str  # what it may be: P, O, L, D, N (a people), A (a party)
    entity: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two mentions of a sentence, and the names of the features that hold of them."""

    subject: Side
    object: Side
    features: tuple[str, ...]


def candidates(document: Document, relatives: Sequence[Mention]) -> list[Candidate]:
    """All candidates of a document in order of the text; `relatives` are mentions of relative pronouns."""
    sides = sorted(_sides(document, relatives), key=lambda s: (s.first, -s.end))
    symbols = _symbols(document, sides)
    out: list[Candidate] = []
    start = 0
    for sentence in document.doc.sents:
        while start < len(sides) and sides[start].first < sentence.start:
            start += 1
        stop = start
        while stop < len(sides) and sides[stop].first < sentence.end:
            stop += 1
        if stop - start > 1:
            out.extend(_of_sentence(sentence, sides[start:stop], symbols, document.is_news))
        start = stop
    return out


def _sides(document: Document, relatives: Sequence[Mention]) -> Iterator[Side]:
    for mention in (*document.mentions, *relatives):
        if mention.form == "nominal" or mention.type in {"Money", "Quantity"}:
            continue
        span = document.tokens_at(mention.span)
        if span is not None:
            yield Side(
                mention, span.start, span.end, span.root, _kinds(document, mention), mention.entity
            )


def _kinds(document: Document, mention: Mention) -> str:
    """What the mention may be; a name's type may be mistaken, a date's cannot, and a pronoun may be what both its word and its entity may be."""
    if mention.type == "Date":
        return "D"
    own = _KINDS.get(
        document.entity[mention.entity].type if mention.entity else mention.type, "POL"
    )
    if mention.form == "pronoun":
        return "".join(
            k
            for k in words("relations")["pronouns"].get(mention.text.lower(), "")
            if mention.entity is None or k in own
        )
    return own + "".join(k for k in KINDS if k not in own and k != "D")


def _symbols(document: Document, sides: Sequence[Side]) -> list[str]:
    """A symbol a token: the type of the mention that begins there, nothing inside it, elsewhere the lemma."""
    out = [t.lemma_.lower() if not t.is_space else "" for t in document.tokens]
    for side in sides:
        out[side.first] = _symbol(side)
        for i in range(side.first + 1, side.end):
            out[i] = ""
    return out


def _of_sentence(
    sentence: TokenSpan, sides: Sequence[Side], symbols: Sequence[str], is_news: bool
) -> Iterator[Candidate]:
    farthest = _FARTHEST_IN_NEWS if is_news else _FARTHEST
    own = {
        (id(s), role): tuple(dict.fromkeys(_own(s, role, symbols, sentence)))
        for s in sides
        for role in "SO"
    }
    up = {id(s): _chain(first_of_list(s.head)) for s in sides}
    for i, left in enumerate(sides):
        for right in sides[i + 1 :]:
            if right.first < left.end or (left.entity is not None and left.entity == right.entity):
                continue
            between = [s for s in symbols[left.end : right.first] if s]
            if len(between) > farthest:
                break
            gap = _plain(between, _symbol(left), _symbol(right))
            shared = tuple(dict.fromkeys(_gap(gap) + _path(up[id(left)], up[id(right)])))
            ways = [f for f in shared if f.startswith(("top ", "path "))]
            for subject, other, order in ((left, right, "SO "), (right, left, "OS ")):
                if _possible(subject, other, is_news):
                    types = f"{_type(subject)} {_type(other)}"
                    features = (  # each name once: what begins them keeps the parts apart
                        *[order + f for f in shared],
                        *own[id(subject), "S"],
                        *own[id(other), "O"],
                        f"types {types}",
                        f"{order}types {types}",
                        *[f"{f} / {types}" for f in ways],
                    )
                    yield Candidate(subject, other, features)


def _possible(subject: Side, other: Side, is_news: bool) -> bool:
    """Could any relation hold? Of names the type may be mistaken, of dates it cannot; and of what news takes for places nothing is told."""
    return (
        bool(subject.kinds and other.kinds)
        and subject.mention.type != "Date"
        and not (is_news and subject.mention.type == "Place")
    )


def _type(side: Side) -> str:
    return side.mention.type if side.mention.form != "pronoun" else side.mention.text.lower()


def _own(side: Side, role: str, symbols: Sequence[str], sentence: TokenSpan) -> Iterator[str]:
    """What a mention shows by itself: its words, its head's governor and dependents, its neighbours."""
    doc = side.head.doc
    if side.mention.type != "Date":
        for token in doc[side.first : side.end]:
            yield f"{role} word {token.lower_}"
        yield f"{role} last {doc[side.end - 1].lower_}"
    yield f"{role} type {_type(side)}"
    yield f"{role} entity {side.kinds[:1]} {side.mention.form}"
    head = side.head
    yield f"{role} dep {head.dep_}"
    yield f"{role} head {head.dep_} {head.head.lemma_.lower()}"
    if head.dep_ == syntax.PREPOSITIONAL_OBJECT:
        yield f"{role} over {head.head.lower_} {head.head.head.lemma_.lower()}"
    for child in head.children:
        if (
            not side.first <= child.i < side.end
            and child.dep_ != syntax.PUNCTUATION
            and not child.is_space
        ):
            yield f"{role} child {child.dep_} {child.lemma_.lower()}"
    before = [s for s in symbols[max(sentence.start, side.first - 3) : side.first] if s][-2:]
    after = [s for s in symbols[side.end : min(sentence.end, side.end + 3)] if s][:2]
    for where, found in (("before", before[::-1]), ("after", after)):
        for k, symbol in enumerate(found, 1):
            yield f"{role} {where}{k} {symbol}"
        if len(found) == 2:
            yield f"{role} {where} {found[0]} {found[1]}"


def _symbol(side: Side) -> str:
    return f"<{_type(side)}>"


def first_of_list(token: Token) -> Token:
    """Of things that are coordinated the first, which the parser ties to the rest of the sentence."""
    while token.dep_ == syntax.CONJUNCT and token.head.pos_ in _NAMES:
        token = token.head
    return token


def _plain(between: Sequence[str], left: str, right: str) -> list[str]:
    """The gap without what stands in brackets, and without the rest of a list that one of the two is in."""
    out: list[str] = []
    for symbol in between:
        if symbol == ")" and "(" in out:
            del out[len(out) - 1 - out[::-1].index("(") :]
            out.append("()")
        else:
            out.append(symbol)
    while len(out) > 1 and out[-1] in _JOINS and (out[-2] == right or out[-2] in _JOINS):
        out.pop()
        if out[-1] == right:
            out.pop()
    begin = 0
    while (
        len(out) - begin > 1
        and out[begin] in _JOINS
        and (out[begin + 1] == left or out[begin + 1] in _JOINS)
    ):
        begin += 2 if out[begin + 1] == left else 1
    return out[begin:]


def _gap(between: Sequence[str]) -> list[str]:
    """One, two and three symbols in a row between the two mentions."""
    if not between:
        return ["between nothing"]
    padded = ["[", *between, "]"]
    if len(padded) > 2 * _LONG:
        padded = [*padded[:_LONG], "…", *padded[-_LONG:]]
    out = [f"between {s}" for s in padded[1:-1]]
    out += [f"between {a} {b}" for a, b in pairwise(padded)]
    out += [f"between {a} {b} {c}" for a, b, c in zip(padded, padded[1:], padded[2:], strict=False)]
    if len(between) <= 5:
        out.append("whole " + " ".join(between))
    return out


def _chain(token: Token) -> list[Token]:
    """The token and all above it."""
    out = [token]
    while token.head != token:
        token = token.head
        out.append(token)
    return out


def _path(left: Sequence[Token], right: Sequence[Token]) -> list[str]:
    """The way through the parse from one head to the other."""
    above = {t.i: n for n, t in enumerate(right)}
    for n, top in enumerate(left):
        if top.i in above:
            ups, downs = left[:n], right[: above[top.i]]
            labels = (
                "".join(f"<{t.dep_}" for t in ups)
                + "|"
                + "".join(f">{t.dep_}" for t in reversed(downs))
            )
            if n + above[top.i] > 8:
                return ["path long", f"top {top.lemma_.lower()}"]
            inner = [
                t.lemma_.lower()
                for t in (*ups[1:], *((top,) if n and above[top.i] else ()), *reversed(downs[1:]))
            ]
            return [
                f"path {labels}",
                f"way {labels} {' '.join(inner)}",
                f"top {top.lemma_.lower()}",
                *(f"on {w}" for w in inner),
            ]
    return ["path none"]
