"""The parsed text as plain Python values, under the names that spaCy has for them.

spaCy makes a token anew each time one is asked for, decodes its labels each time, and looks for
the children of a word among all words below it. Extraction asks some hundred questions a word: it
asks them of these values, which are made once and refer to each other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast, overload

import numpy as np

from kg.document import Document
from kg.syntax.labels import CONJUNCT

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab


def with_light_doc(document: Document) -> Document:
    """The document with its parse as plain values; whoever reads it sees no difference."""
    doc: object = document.doc
    if isinstance(doc, LightDoc):
        return document
    return replace(document, doc=cast("Doc", LightDoc(document.doc)))


class LightToken:
    """A word with what the parser says of it, as `spacy.tokens.Token` names it."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_sent_start",
        "is_space",
        "lemma_",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    head: LightToken

    def __init__(self, doc: LightDoc, source: Token, shared: Callable[[str, str], str]) -> None:
        text, lower, lemma = source.text, source.lower_, source.lemma_
        label, tag = source.dep_, source.tag_
        self.doc, self.i, self.idx = doc, source.i, source.idx
        self.text, self.lower_ = shared(text, text), shared(lower, lower)
        self.lemma_, self.pos_ = shared(lemma, lemma), source.pos_
        self.dep_, self.tag_ = shared(label, label), shared(tag, tag)
        self.ent_type_, self.whitespace_ = source.ent_type_, source.whitespace_
        self.is_space, self.is_punct = source.is_space, source.is_punct
        self.is_alpha, self.is_sent_start = source.is_alpha, source.is_sent_start
        self.children: Sequence[LightToken] = ()

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def vocab(self) -> Vocab:
        return self.doc.vocab

    @property
    def is_digit(self) -> bool:
        return self.doc.source[self.i].is_digit

    @property
    def is_lower(self) -> bool:
        return self.doc.source[self.i].is_lower

    @property
    def is_title(self) -> bool:
        return self.doc.source[self.i].is_title

    @property
    def is_quote(self) -> bool:
        return self.doc.source[self.i].is_quote

    @property
    def like_num(self) -> bool:
        return self.doc.source[self.i].like_num

    # Few words are asked for their edges, and spaCy makes a token to answer.
    @property
    def left_edge(self) -> LightToken:
        return self.doc.tokens[self.doc.source[self.i].left_edge.i]

    @property
    def right_edge(self) -> LightToken:
        return self.doc.tokens[self.doc.source[self.i].right_edge.i]

    @property
    def lefts(self) -> list[LightToken]:
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[LightToken]:
        return [child for child in self.children if child.i > self.i]

    @property
    def subtree(self) -> Sequence[LightToken]:
        if not self.children:
            return (self,)
        tree = self.doc.tree
        return tree.order[tree.first[self.i] : tree.behind[self.i]]

    @property
    def ancestors(self) -> Iterator[LightToken]:
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, descendant: LightToken) -> bool:
        tree = self.doc.tree
        at = tree.place[descendant.i]
        is_below = tree.first[self.i] <= at < tree.behind[self.i]
        return is_below and descendant is not self

    @property
    def conjuncts(self) -> tuple[LightToken, ...]:
        first = self
        while first.dep_ == CONJUNCT and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found.extend(c for c in token.rights if c.dep_ == CONJUNCT)
        return tuple(token for token in found if token is not self)

    @property
    def sent(self) -> LightSpan:
        return self.doc.sentence_at(self.i)

    def nbor(self, i: int = 1) -> LightToken:
        at = self.i + i
        if at < 0:
            raise IndexError(f"no token {i} from token {self.i}")
        return self.doc.tokens[at]


class LightSpan:
    """Some words in a row, as `spacy.tokens.Span` names what it knows of them."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: LightDoc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[LightToken]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, i: int) -> LightToken: ...
    @overload
    def __getitem__(self, i: slice) -> LightSpan: ...
    def __getitem__(self, i: int | slice) -> LightToken | LightSpan:
        if isinstance(i, slice):
            start, end = _bounds(len(self), i)
            return LightSpan(self.doc, self.start + start, self.start + end)
        at = self.end + i if i < 0 else self.start + i
        if not self.start <= at < self.end:
            raise IndexError(f"no token {i} of {len(self)}")
        return self.doc.tokens[at]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LightSpan):
            return NotImplemented
        return (self.start, self.end) == (other.start, other.end) and self.doc is other.doc

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> LightSpan:
        return self.doc.sentence_at(self.start)

    @property
    def root(self) -> LightToken:
        """The first token of those that are highest in the parse."""
        tokens = self.doc.tokens[self.start : self.end]
        if len(tokens) == 1:
            return tokens[0]
        top = next((token for token in tokens if token.head is token), None)
        if top is not None:
            return top
        outer = [t for t in tokens if not self.start <= t.head.i < self.end]
        return min(outer, key=self.doc.depth_of) if outer else tokens[0]


@dataclass(frozen=True, slots=True)
class _Tree:
    """The words in order of a walk through the parse: what hangs on a word are words in a row.

    That is their order in the text, but where branches of the parse cross.
    """

    order: list[LightToken]
    place: list[int]  # by token index: where the word itself stands in the order,
    first: list[int]  # where the first word of its subtree stands,
    behind: list[int]  # and where its subtree ends
    depth: list[int]  # how many words are above it


class LightDoc:
    """A parsed text, as `spacy.tokens.Doc` names what it knows."""

    def __init__(self, doc: Doc) -> None:
        self.vocab: Vocab = doc.vocab
        self.text: str = doc.text
        self.tensor: Any = doc.tensor
        self.user_data: dict[str, Any] = {}
        self.source = doc
        self.tokens: list[LightToken] = _tokens(self, doc)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[LightToken]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, i: int) -> LightToken: ...
    @overload
    def __getitem__(self, i: slice) -> LightSpan: ...
    def __getitem__(self, i: int | slice) -> LightToken | LightSpan:
        if isinstance(i, slice):
            return LightSpan(self, *_bounds(len(self.tokens), i))
        return self.tokens[i]

    def depth_of(self, token: LightToken) -> int:
        """How many words are above a token; marks and blanks count as deeper than all words."""
        is_mark = (token.is_punct or token.is_space) and not token.children
        return len(self.tokens) - 1 if is_mark else self.tree.depth[token.i]

    def to_array(self, attributes: Sequence[str]) -> NDArray[Any]:
        """(tokens, attributes): numbers of spaCy's."""
        return self.source.to_array(list(attributes))

    @property
    def sents(self) -> Sequence[LightSpan]:
        return self._sentences

    @cached_property
    def _sentences(self) -> list[LightSpan]:
        starts = [t.i for t in self.tokens if t.is_sent_start or t.i == 0]
        ends = [*starts[1:], len(self.tokens)]
        return [LightSpan(self, *bounds) for bounds in zip(starts, ends, strict=False)]

    @cached_property
    def _sentence_by_token(self) -> list[LightSpan]:
        return [sentence for sentence in self._sentences for _ in range(len(sentence))]

    def sentence_at(self, i: int) -> LightSpan:
        """The sentence of the token with this index."""
        return self._sentence_by_token[i]

    @cached_property
    def tree(self) -> _Tree:
        """The order of the parse, found once."""
        return _walk(self.tokens)

    @cached_property
    def _offsets(self) -> list[int]:
        return [token.idx for token in self.tokens]

    def _token_over(self, offset: int) -> int:
        """The index of the token at a character, or right before a blank; -1 without one."""
        i = bisect_right(self._offsets, offset) - 1
        if i < 0:
            return -1
        token = self.tokens[i]
        return i if offset < token.idx + len(token.text) + len(token.whitespace_) else -1

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> LightSpan | None:
        """The tokens at these characters; None where the bounds of tokens forbid it.

        "strict": both ends are ends of tokens, "contract": those that lie within, "expand": those
        that have one of the characters.
        """
        first, last = self._token_over(start), self._token_over(end - 1)
        if first < 0 or last < 0:
            return None
        begin = self.tokens[first].idx
        begin_end = begin + len(self.tokens[first].text)
        last_end = self.tokens[last].idx + len(self.tokens[last].text)
        if alignment_mode == "strict":
            return LightSpan(self, first, last + 1) if (begin, last_end) == (start, end) else None
        if alignment_mode == "contract":
            first, last = first + (begin < start), last - (end < last_end)
            return LightSpan(self, first, last + 1) if first <= last else None
        first += start == begin_end
        return LightSpan(self, first, last + 1)


def _bounds(length: int, part: slice) -> tuple[int, int]:
    """The first index of a slice and the one behind its last, within the length."""
    start, end, _ = part.indices(length)
    return start, max(start, end)


def _tokens(light: LightDoc, doc: Doc) -> list[LightToken]:
    """The tokens of a parse, with references to each other."""
    # one string for all words that are written alike: it takes its room and is hashed once
    strings: dict[str, str] = {}
    tokens = [LightToken(light, source, strings.setdefault) for source in doc]
    children: dict[int, list[LightToken]] = {}
    steps: list[int] = doc.to_array("HEAD").astype(np.int64).tolist()  # from a word to its head
    for token, step in zip(tokens, steps, strict=True):
        head = token.i + step
        token.head = tokens[head]
        if step:
            children.setdefault(head, []).append(token)
    for i, found in children.items():
        tokens[i].children = tuple(found)
    return tokens


def _walk(tokens: Sequence[LightToken]) -> _Tree:
    """The order of the parse: for each word what hangs on its left, itself, what is on its right.

    Without recursion, for a long list is thousands of words deep.
    """
    count = len(tokens)
    place, first, behind, depth, size = ([0] * count for _ in range(5))
    downward = [token for token in tokens if token.head is token]
    for token in downward:  # grows
        if token.children:
            for child in token.children:
                depth[child.i] = depth[token.i] + 1
            downward.extend(token.children)
    for token in reversed(downward):
        size[token.i] += 1
        if token.head is not token:
            size[token.head.i] += size[token.i]
    order = list(tokens)
    at = 0
    for token in downward:
        i = token.i
        if token.head is token:
            first[i], at = at, at + size[i]
        begin = first[i]
        behind[i] = begin + size[i]
        for child in token.children:
            if child.i < i:
                first[child.i] = begin
                begin += size[child.i]
        place[i], begin = begin, begin + 1
        order[place[i]] = token
        for child in token.children:
            if child.i > i:
                first[child.i] = begin
                begin += size[child.i]
    return _Tree(order, place, first, behind, depth)
