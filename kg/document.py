"""The read text: what the language stage hands to the extract stage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from kg.model import Article, Entity, Mention, Span
from kg.raw_text import RawText

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

BlockKind: TypeAlias = Literal[
    "title",
    "dateline",  # day, town and agency, on a line of their own or before the first sentence
    "byline",  # who wrote the article; told by `Article.author`, else read for nothing
    "heading",  # a line between paragraphs
    "paragraph",
    "blockquote",  # words of a source, set off by indent, by marks or with a name under them
    "item",  # of a list
    "label",  # whose turn follows: "Q:", "Jane Roe:"
    "turn",  # what one of the speakers of an interview says
    "caption",  # what a picture shows: text like any other
    "credit",  # who made the picture
    "post",  # an embedded post of a social medium
    "signature",  # who says the post or the blockquote before it
    "furniture",  # links, bullets, hints to the reader: read for nothing
]
Part: TypeAlias = Literal["question", "answer"]
_Result = TypeVar("_Result")
_LONGEST_PASSAGE = 300  # tokens
UNREAD: frozenset[BlockKind] = frozenset({"furniture", "byline"})
SPOKEN: frozenset[BlockKind] = frozenset(
    {"turn", "blockquote"}
)  # somebody's words, whoever it is, not the article's


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page that is read by itself: a title, a paragraph, an embedded post."""

    kind: BlockKind
    span: Span
    # signatures: the name, the handle and the date that stand under a post; bylines: the names
    author: Span | None = None
    handle: Span | None = None
    date: Span | None = None
    # turns and blockquotes: the words that name who says it, here or elsewhere on the page, and to
    # whom, where that is known
    speaker: Span | None = None
    addressee: Span | None = None
    part: Part | None = None  # turns: a question or an answer


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks: `outer` with the marks, `inner` without them."""

    outer: Span
    inner: Span


@dataclass(frozen=True)
class Document:
    """One article, parsed. `doc` covers the whole text: a token's `idx` is its offset in it.

    A text that had dirt is the cleaned one, here and in `article`; `raw` leads back.
    """

    article: Article
    doc: Doc
    blocks: tuple[Block, ...]
    quotations: tuple[Quoted, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    model: str
    warnings: tuple[str, ...] = ()
    raw: RawText | None = None  # None: the text is read as it came in

    @cached_property
    def results(self) -> dict[Callable[..., Any], Any]:
        """What functions marked with `once_per_document` have found in it."""
        return {}

    @cached_property
    def is_news(self) -> bool:
        """Whether this is read as news, and not as a short passage of a profile.

        News has a date, or some length.
        """
        return self.article.date is not None or len(self.doc) > _LONGEST_PASSAGE

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens, made once: spaCy makes new ones each time it is asked."""
        return tuple(self.doc)

    @cached_property
    def entity(self) -> Mapping[str, Entity]:
        """Entities by id."""
        return {e.id: e for e in self.entities}

    @cached_property
    def named(self) -> frozenset[str]:
        """The entities that some mention calls by a name."""
        return frozenset(
            m.entity for m in self.mentions if m.form == "name" and m.entity is not None
        )

    @cached_property
    def _tokens(self) -> dict[tuple[int, int], TokenSpan | None]:
        return {}

    def tokens_at(self, span: Span) -> TokenSpan | None:
        """The tokens that have some of these characters; kept, for finding them is slow."""
        place = span.start, span.end
        if place not in self._tokens:
            self._tokens[place] = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return self._tokens[place]

    @cached_property
    def _heads(self) -> Mapping[int, Mention]:
        """The widest mention by the index of the token that heads it."""
        heads: dict[int, Mention] = {}
        widths: dict[int, int] = {}
        for mention in self.mentions:
            span, width = self.tokens_at(mention.span), mention.end - mention.start
            if span is not None:
                head = span.root.i
                if head not in heads or widths[head] < width:
                    heads[head], widths[head] = mention, width
        return heads

    def mention_of(self, token: Token) -> Mention | None:
        """The mention that this token heads."""
        return self._heads.get(token.i)

    @cached_property
    def _covering(self) -> Mapping[int, Mention]:
        """The narrowest named mention over each token."""
        cover: dict[int, Mention] = {}
        names = (mention for mention in self.mentions if mention.form == "name")
        for mention in sorted(names, key=lambda m: m.start - m.end):
            span = self.tokens_at(mention.span)
            if span is not None:
                cover.update(dict.fromkeys(range(span.start, span.end), mention))
        return cover

    def name_over(self, token: Token) -> Mention | None:
        """The name that this token is a part of."""
        return self._covering.get(token.i)

    def mention_at(self, token: Token) -> Mention | None:
        """The mention that this token heads, else the name that it is a part of."""
        return self.mention_of(token) or self.name_over(token)

    def block_of(self, offset: int) -> Block | None:
        """The block in which this character stands."""
        n = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        return self.blocks[n] if n >= 0 and offset < self.blocks[n].span.end else None


def once_per_document(find: Callable[[Document], _Result]) -> Callable[[Document], _Result]:
    """The function, which looks at a document once and then gives what it found."""

    @wraps(find)
    def found(document: Document) -> _Result:
        if find not in document.results:
            document.results[find] = find(document)
        result: _Result = document.results[find]
        return result

    return found
