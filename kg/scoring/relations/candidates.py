"""Candidates: every two mentions of a sentence that a relation may hold between, with features."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.model import Mention
from kg.patterns import words
from kg.scoring.linear import NamesWithBeginning
from kg.syntax.once_per_token import once_per_token

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
# Symbols between two mentions: no relation holds between two that are farther apart.
_FARTHEST, _FARTHEST_IN_NEWS = 40, 24
_LONG = 14  # of a longer gap only so many symbols at each end count
_LONGEST_WHOLE = 5  # symbols of a gap that is a feature as a whole
_LONGEST_PATH = 8  # arcs
_NOUN_LIKE = frozenset({"PROPN", "NOUN", "PRON", "NUM"})
_JOINS = frozenset({",", "and", "or", "&", ";"})
# features of the path that count more with the types of both ends
_COMBINED_WITH_TYPES = ("top ", "path ")
_NO_SIDES = frozenset({"Money", "Quantity"})
_KINDS = {
    "Person": "P",
    "Organisation": "O",
    "Place": "L",
    "Date": "D",
    "Group": "PO",
    "Work": "O",
    "Other": "POL",
}
_ANY_KIND = "POL"


@dataclass(frozen=True, slots=True)
class Side:
    """A mention as one end of a relation."""

    mention: Mention
    first: int  # its tokens, end exclusive
    end: int
    head: Token
    kinds: str  # what it may be: P, O, L, D, N (a people), A (a party)
    entity: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two mentions of a sentence, and the names of the features that they have.

    Most names are those of other candidates too, as of all that share a subject. They are kept in
    the groups in which they were found, so that the scorer looks each group up once.
    """

    subject: Side
    object: Side
    groups: tuple[NamesWithBeginning, ...]

    @property
    def features(self) -> tuple[str, ...]:
        """The names in full; each once, for the beginnings keep the groups apart."""
        return tuple(beginning + name for beginning, names in self.groups for name in names)


def candidates(document: Document, relatives: Sequence[Mention]) -> list[Candidate]:
    """All candidates of a document in order of the text.

    `relatives` are mentions of relative pronouns, which the document does not have.
    """
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
    """The mentions that may be an end of a relation."""
    for mention in (*document.mentions, *relatives):
        if mention.form == "nominal" or mention.type in _NO_SIDES:
            continue
        span = document.tokens_at(mention.span)
        if span is not None:
            kinds = _kinds(document, mention)
            yield Side(mention, span.start, span.end, span.root, kinds, mention.entity)


def _kinds(document: Document, mention: Mention) -> str:
    """What the mention may be, the likeliest first.

    1. A date is nothing else.
    2. A pronoun is what its word allows, and its entity where that is known.
    3. The type of a name may be mistaken: it may be anything but a date.
    """
    if mention.type == "Date":
        return "D"
    type_ = document.entity[mention.entity].type if mention.entity else mention.type
    own = _KINDS.get(type_, _ANY_KIND)
    if mention.form == "pronoun":
        allowed = str(words("relations")["pronouns"].get(mention.text.lower(), ""))
        return allowed if mention.entity is None else "".join(k for k in allowed if k in own)
    return own + "".join(k for k in KINDS if k not in own and k != "D")


def _symbols(document: Document, sides: Sequence[Side]) -> list[str]:
    """A symbol for each token.

    The type of the mention that begins there, nothing inside a mention, elsewhere the lemma.
    """
    out = [t.lemma_.lower() if not t.is_space else "" for t in document.tokens]
    for side in sides:
        out[side.first] = _symbol(side)
        for i in range(side.first + 1, side.end):
            out[i] = ""
    return out


def _of_sentence(
    sentence: TokenSpan, sides: Sequence[Side], symbols: Sequence[str], is_news: bool
) -> Iterator[Candidate]:
    """The candidates of one sentence, each pair in both directions where both may hold."""
    farthest = _FARTHEST_IN_NEWS if is_news else _FARTHEST
    own = [tuple(dict.fromkeys(_own_features(s, symbols, sentence))) for s in sides]
    up = [_path_to_root(first_of_list(s.head)) for s in sides]
    symbol = [_symbol(s) for s in sides]
    for i, left in enumerate(sides):
        for k in range(i + 1, len(sides)):
            right = sides[k]
            if right.first < left.end or _are_same(left, right):
                continue
            between = [s for s in symbols[left.end : right.first] if s]
            if len(between) > farthest:
                break
            orders = [order for order in ((i, k), (k, i)) if _may_relate(sides, order, is_news)]
            if not orders:
                continue
            gap = _simplified(between, symbol[i], symbol[k])
            path = _path_features(up[i], up[k])
            shared = tuple(dict.fromkeys(_gap_features(gap) + path))
            to_type = [f for f in path if f.startswith(_COMBINED_WITH_TYPES)]
            for one, other in orders:
                subject, object_ = sides[one], sides[other]
                order = "SO " if subject is left else "OS "
                types = tuple(_type_features(subject, object_, order, to_type))
                yield Candidate(
                    subject,
                    object_,
                    ((order, shared), ("S ", own[one]), ("O ", own[other]), ("", types)),
                )


def _are_same(left: Side, right: Side) -> bool:
    """Whether the two mentions are known to be of the same entity."""
    return left.entity is not None and left.entity == right.entity


def _may_relate(sides: Sequence[Side], order: tuple[int, int], is_news: bool) -> bool:
    """Whether any relation may hold of the first of two sides to the second.

    The type of a name may be mistaken, that of a date not. In news no place is a subject.
    """
    subject, other = sides[order[0]], sides[order[1]]
    if not subject.kinds or not other.kinds or subject.mention.type == "Date":
        return False
    return not is_news or subject.mention.type != "Place"


def _type_features(
    subject: Side, other: Side, order: str, combined: Sequence[str]
) -> Iterator[str]:
    """The types of both, by themselves and with these features."""
    types = f"{_type(subject)} {_type(other)}"
    yield f"types {types}"
    yield f"{order}types {types}"
    for feature in combined:
        yield f"{feature} / {types}"


def _type(side: Side) -> str:
    """The mention's type; the word of a pronoun."""
    return side.mention.type if side.mention.form != "pronoun" else side.mention.text.lower()


def _symbol(side: Side) -> str:
    """What stands for the mention in a gap."""
    return f"<{_type(side)}>"


# --- features of one mention -------------------------------------------------------------------


def _own_features(side: Side, symbols: Sequence[str], sentence: TokenSpan) -> Iterator[str]:
    """What a mention shows by itself: its words, the parse around its head, its neighbours.

    The same for a subject and for an object, which begin the names in full.
    """
    doc = side.head.doc
    if side.mention.type != "Date":
        for token in doc[side.first : side.end]:
            yield f"word {token.lower_}"
        yield f"last {doc[side.end - 1].lower_}"
    yield f"type {_type(side)}"
    yield f"entity {side.kinds[:1]} {side.mention.form}"
    yield from _head_features(side)
    before = [s for s in symbols[max(sentence.start, side.first - 3) : side.first] if s][-2:]
    after = [s for s in symbols[side.end : min(sentence.end, side.end + 3)] if s][:2]
    for where, found in (("before", before[::-1]), ("after", after)):
        for k, symbol in enumerate(found, 1):
            yield f"{where}{k} {symbol}"
        if len(found) == 2:
            yield f"{where} {found[0]} {found[1]}"


def _head_features(side: Side) -> Iterator[str]:
    """What governs the mention's head, and its dependents outside the mention."""
    head = side.head
    yield f"dep {head.dep_}"
    yield f"head {head.dep_} {head.head.lemma_.lower()}"
    if head.dep_ == syntax.PREPOSITIONAL_OBJECT:
        yield f"over {head.head.lower_} {head.head.head.lemma_.lower()}"
    for child in head.children:
        is_outside = not side.first <= child.i < side.end
        if is_outside and child.dep_ != syntax.PUNCTUATION and not child.is_space:
            yield f"child {child.dep_} {child.lemma_.lower()}"


# --- the gap between two mentions --------------------------------------------------------------


@once_per_token
def first_of_list(token: Token) -> Token:
    """The first of coordinated nouns, which the parser attaches to the rest of the sentence."""
    is_listed = token.dep_ == syntax.CONJUNCT and token.head.pos_ in _NOUN_LIKE
    return first_of_list(token.head) if is_listed else token


def _simplified(between: Sequence[str], left: str, right: str) -> list[str]:
    """The gap without what is in brackets, and without the rest of a list that has one end.

    `left` and `right` are the symbols of the ends: of "Reed leads Acme and" before "Bolt" only
    "leads" stays.
    """
    out = _without_brackets(between)
    while len(out) > 1 and _continues_list(out[-1], out[-2], right):
        out.pop()
        if out[-1] == right:
            out.pop()
    begin = 0
    while len(out) - begin > 1 and _continues_list(out[begin], out[begin + 1], left):
        begin += 2 if out[begin + 1] == left else 1
    return out[begin:]


def _without_brackets(symbols: Sequence[str]) -> list[str]:
    """The symbols with "()" for all that brackets contain."""
    out: list[str] = []
    for symbol in symbols:
        if symbol == ")" and "(" in out:
            del out[len(out) - 1 - out[::-1].index("(") :]
            out.append("()")
        else:
            out.append(symbol)
    return out


def _continues_list(joint: str, neighbour: str, end: str) -> bool:
    """Whether a joint such as "," or "and" is next to a mention like the end, or another joint."""
    if joint not in _JOINS:
        return False
    return neighbour == end or neighbour in _JOINS


def _gap_features(between: Sequence[str]) -> list[str]:
    """One, two and three symbols in a row between the two mentions, and a short gap as a whole."""
    if not between:
        return ["between nothing"]
    padded = ["[", *between, "]"]
    if len(padded) > 2 * _LONG:
        padded = [*padded[:_LONG], "…", *padded[-_LONG:]]
    out = [f"between {s}" for s in padded[1:-1]]
    out += [f"between {a} {b}" for a, b in pairwise(padded)]
    out += [f"between {a} {b} {c}" for a, b, c in zip(padded, padded[1:], padded[2:], strict=False)]
    if len(between) <= _LONGEST_WHOLE:
        out.append("whole " + " ".join(between))
    return out


# --- the path through the parse ----------------------------------------------------------------


def _path_to_root(token: Token) -> list[Token]:
    """The token and all above it."""
    out = [token]
    while token.head != token:
        token = token.head
        out.append(token)
    return out


def _path_features(left: Sequence[Token], right: Sequence[Token]) -> list[str]:
    """The path from one head to the other, with the words on it; from their paths to the root."""
    above = {t.i: n for n, t in enumerate(right)}
    n = next((n for n, t in enumerate(left) if t.i in above), None)
    if n is None:
        return ["path none"]
    top = left[n]
    up, down = left[:n], right[: above[top.i]]
    if len(up) + len(down) > _LONGEST_PATH:
        return ["path long", f"top {top.lemma_.lower()}"]
    labels = _path_labels(up, down)
    inner = [*up[1:], *([top] if up and down else []), *reversed(down[1:])]
    lemmas = [t.lemma_.lower() for t in inner]
    return [
        f"path {labels}",
        f"way {labels} {' '.join(lemmas)}",
        f"top {top.lemma_.lower()}",
        *(f"on {lemma}" for lemma in lemmas),
    ]


def _path_labels(up: Sequence[Token], down: Sequence[Token]) -> str:
    """The labels on a path: "<nsubj|>dobj"."""
    upward = "".join(f"<{t.dep_}" for t in up)
    downward = "".join(f">{t.dep_}" for t in reversed(down))
    return f"{upward}|{downward}"
