"""Sentences in which somebody quoted speaks as "I" without quotation marks.

"They took my passport," she said. I was locked in. "I cried," she added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Block, Document
from kg.extract.confidence import confidence_of
from kg.extract.nearby import block_at, mentions_near, quotations_over
from kg.extract.spans import span_of, trimmed_span
from kg.extract.statements.content_span import is_negated
from kg.model import Argument, Mention, Span, Statement
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan

_FRAME = "first-person"
_TOLD = frozenset({"paragraph", "item", "heading"})  # blocks in which the article speaks
_FARTHEST = 1  # blocks from the sentence to the words of its speaker
_SIGNATURE = re.compile(r"[.!?…]\s+(?:[—–-]\s*)?(?P<name>[^.!?…]+)\s*$")


def first_person_statements(document: Document, said: Sequence[Statement]) -> list[Statement]:
    """What is told in the first person by somebody who is quoted around it, by sentence.

    An article with a sentence as "I" that is nobody else's is its author's own, and gives none.
    `said` are the other statements.
    """
    sentences = list(_sentences_as_i(document))
    if not sentences:
        return []
    speakers = _Speakers(document, said)
    # by their words: a sentence may be repeated in large type, with the name of its speaker
    found: dict[str, str | None] = {}
    for sentence in sentences:
        words = _words(document, sentence)
        found[words] = found.get(words) or speakers.of(sentence)
    if not all(found.values()):
        return []
    told = {s.start: found[_words(document, s)] for s in sentences}
    for sentence in sentences:
        # what stands beside it behind a colon
        for other in speakers.led_in_with(sentence):
            told.setdefault(other.start, told[sentence.start])
    at = sorted(told.items())
    return [_statement(document, document.doc[n].sent, speaker) for n, speaker in at if speaker]


def _sentences_as_i(document: Document) -> Iterator[TokenSpan]:
    """The sentences outside of quotations whose main verb has "I" for its subject."""
    first_person = word_set("pronouns", "i", "words")
    for sentence in document.doc.sents:
        subject = syntax.subject(sentence.root)
        if subject is None or subject.lower_ not in first_person:
            continue
        block = block_at(document, subject.idx)
        if block is not None and block.kind in _TOLD and not quotations_over(document, subject.idx):
            yield sentence


def _words(document: Document, sentence: TokenSpan) -> str:
    """The words of the sentence, without the name that signs it."""
    content = _content(document, sentence)
    return document.article.text[content.start : content.end]


def _content(document: Document, sentence: TokenSpan) -> Span:
    signature = _signature(document, block_at(document, sentence.root.idx))
    end = sentence.end_char if signature is None else signature.start
    return trimmed_span([token for token in sentence if token.idx < end and not token.is_space])


def _signature(document: Document, block: Block | None) -> Mention | None:
    """The person whose name alone stands behind the last sentence of the block."""
    if block is None:
        return None
    text = document.article.text[block.span.start : block.span.end]
    signed = _SIGNATURE.search(text)
    if signed is None:
        return None
    start = block.span.start + signed.start("name")
    name = signed["name"].rstrip()
    near = mentions_near(document, Span(start, start + len(name)))
    return next((m for m in near if m.text == name and m.type == "Person"), None)


class _Speakers:
    """Who speaks in the article, and where."""

    def __init__(self, document: Document, said: Sequence[Statement]) -> None:
        self._document = document
        self._numbers = {block.span: n for n, block in enumerate(document.blocks)}
        mentions = {m.id: m for m in document.mentions}
        self._said = [
            (statement.content[0].start, mentions.get(speaker))
            for statement in sorted(said, key=lambda s: s.content[0])
            for speaker in statement.fillers("speaker")
        ]

    def of(self, sentence: TokenSpan) -> str | None:
        """The mention of who says the sentence.

        1. The name that stands behind it and ends its paragraph.
        2. Who speaks before the colon that ends the paragraph before.
        3. Who speaks both before and behind it.
        """
        block = block_at(self._document, sentence.root.idx)
        if block is None:
            return None
        speaker = (
            _signature(self._document, block)
            or self._before_colon(block)
            or self._around(sentence, block)
        )
        return speaker.id if speaker is not None else None

    def led_in_with(self, sentence: TokenSpan) -> Iterator[TokenSpan]:
        """The sentences of its paragraph, where a colon leads to that."""
        block = block_at(self._document, sentence.root.idx)
        if block is not None and self._before_colon(block) is not None:
            tokens = self._document.tokens_at(block.span) or ()
            starts = dict.fromkeys(token.sent.start for token in tokens)
            yield from (self._document.doc[start].sent for start in starts)

    def _before_colon(self, block: Block) -> Mention | None:
        """The person who is the subject of the sentence with the colon before the block."""
        number = self._numbers[block.span]
        before = self._document.blocks[number - 1] if number else None
        tokens = self._document.tokens_at(before.span) if before is not None else None
        words = [token for token in tokens or () if not token.is_space]
        if not words or words[-1].text != ":":
            return None
        subject = syntax.subject(words[-1].sent.root)
        mention = self._document.mention_at(subject) if subject is not None else None
        return mention if mention is not None and mention.type == "Person" else None

    def _around(self, sentence: TokenSpan, block: Block) -> Mention | None:
        """The speaker of the words before, if those behind are theirs too."""
        before = [s for s in self._said if s[0] < sentence.start_char]
        behind = [s for s in self._said if s[0] >= sentence.end_char]
        if not before or not behind:
            return None
        (at, last), (then, following) = before[-1], behind[0]
        if last is None or following is None or last.type != "Person":
            return None
        if not all(self._is_near(block, offset) for offset in (at, then)):
            return None
        return last if last.entity is not None and last.entity == following.entity else None

    def _is_near(self, block: Block, offset: int) -> bool:
        """Whether the block at an offset is this one or the next to it."""
        other = block_at(self._document, offset)
        if other is None:
            return False
        return abs(self._numbers[other.span] - self._numbers[block.span]) <= _FARTHEST


def _statement(document: Document, sentence: TokenSpan, speaker: str) -> Statement:
    content = _content(document, sentence)
    return Statement(
        id=f"statement-{content.start}-{content.end}-{_FRAME}",
        arguments=(Argument("speaker", speaker),),
        sentence=span_of([token for token in sentence if not token.is_space]),
        cue=(),
        content=(content,),
        quotation="direct",
        contentPolarity="negative" if is_negated(sentence.root) else "positive",
        pattern=f"statement:{_FRAME}",
        confidence=confidence_of("statement", _FRAME),
    )
