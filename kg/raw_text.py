"""The text as it came in behind the one that is read, and the way back to its characters.

Dirt in a text is cleaned for reading: line ends within sentences, character references, marks of
Markdown. Reading knows the cleaned text alone; a finished annotation is carried back to the raw one
at the end, so that its offsets hold there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import Annotation, Article, Fact, Mention, Span, Statement


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a text, and what is read instead of them; nothing where it is empty."""

    span: Span
    words: str = ""


@dataclass(frozen=True)
class Edited:
    """A text with its edits made, and where each of them stands before and after."""

    text: str
    before: tuple[Span, ...]
    after: tuple[Span, ...]

    def origin(self, span: Span) -> Span:
        """The characters before the edits that a span of the text was made of.

        What was taken out at its ends is no part of them: they are "Acme" in "[Acme](…)".
        """
        start, end = self._start(span.start), self._end(span.end)
        return Span(start, max(start, end))

    def _start(self, offset: int) -> int:
        number = bisect_right(self.after, offset, key=_end_of)
        if number < len(self.after) and self.after[number].start < offset:
            return self.before[number].start
        return offset + self._shift(number)

    def _end(self, offset: int) -> int:
        number = bisect_left(self.after, offset, key=_end_of)
        if number < len(self.after) and self.after[number].start < offset:
            return self.before[number].end
        return offset + self._shift(number)

    def _shift(self, number: int) -> int:
        """By how much the first edits, so many, have moved what stands behind them."""
        return self.before[number - 1].end - self.after[number - 1].end if number else 0


def _end_of(span: Span) -> int:
    return span.end


def edited(text: str, edits: Sequence[Edit]) -> Edited:
    """The text with these edits, which come in order and share no characters."""
    parts: list[str] = []
    after: list[Span] = []
    at = length = 0
    for edit in edits:
        start = length + edit.span.start - at
        parts += [text[at : edit.span.start], edit.words]
        length, at = start + len(edit.words), edit.span.end
        after.append(Span(start, length))
    parts.append(text[at:])
    return Edited("".join(parts), tuple(edit.span for edit in edits), tuple(after))


@dataclass(frozen=True)
class RawText:
    """An article as it came in, and the steps by which its text was cleaned, first to last."""

    article: Article
    steps: tuple[Edited, ...]

    def span(self, read: Span) -> Span:
        """The characters of the raw text that this span of the text as read stands for."""
        for step in reversed(self.steps):
            read = step.origin(read)
        return read


def in_raw_text(annotation: Annotation, raw: RawText) -> Annotation:
    """The annotation of a cleaned text as one of the raw text: all that it points to lies there."""
    given, read = raw.article, annotation.article
    return replace(
        annotation,
        article=replace(read, text=given.text, title=given.title or read.title),
        mentions=tuple(_mention(m, raw) for m in annotation.mentions),
        facts=tuple(_fact(f, raw) for f in annotation.facts),
    )


def _mention(mention: Mention, raw: RawText) -> Mention:
    span = raw.span(mention.span)
    text = raw.article.text[span.start : span.end]
    is_same = text.split() == mention.text.split()
    words = None if is_same else mention.text
    return replace(mention, start=span.start, end=span.end, text=text, words=words)


def _fact(fact: Fact, raw: RawText) -> Fact:
    new = replace(
        fact,
        sentence=raw.span(fact.sentence),
        trigger=None if fact.trigger is None else raw.span(fact.trigger),
    )
    if isinstance(new, Statement):
        return replace(new, cue=_spans(new.cue, raw), content=_spans(new.content, raw))
    return new


def _spans(spans: Iterable[Span], raw: RawText) -> tuple[Span, ...]:
    return tuple(raw.span(span) for span in spans)
