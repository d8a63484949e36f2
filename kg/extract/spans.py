"""Spans of characters: of tokens, of sentences, of quotations, without the marks around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.document import Document, Quoted
from kg.model import Span
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token


_SENTENCES = "kg_sentences"
_OPENING = frozenset({"(", "[", '"', "“", "‘", "«", "„"})
_CLOSING = frozenset({",", ";", ":", ".", "—", "–", "-"})
_CLOSING_BEHIND_MARKS = frozenset({",", ".", ";", ":"})
_DOUBLE_MARKS = frozenset({'"', "“", "”", "''", "``", "«", "»", "„"})
_MARKS = _DOUBLE_MARKS | {"‘", "’"}
_QUOTE_TAGS = frozenset({"``", "''"})


def span_of(tokens: Sequence[Token] | TokenSpan) -> Span:
    """The characters from the first of these tokens to the last."""
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def sentence_of(token: Token) -> Span:
    """The characters of the token's sentence, without the white space around it.

    Kept with the document, for a sentence has many tokens.
    """
    found: dict[int, Span] = token.doc.user_data.setdefault(_SENTENCES, {})
    sentence = token.sent
    if sentence.start not in found:
        text = sentence.text.lstrip()
        start = sentence.end_char - len(text)
        found[sentence.start] = Span(start, start + len(text.rstrip()))
    return found[sentence.start]


def overlap(a: Span, b: Span) -> int:
    """How many characters the two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def inner_span(document: Document, quoted: Quoted) -> Span:
    """The words inside the marks, without the comma or full stop that belongs to the frame."""
    text = document.article.text[quoted.inner.start : quoted.inner.end]
    start = len(text) - len(text.lstrip())
    end = max(start + 1, len(text.rstrip().rstrip(",.")))
    return Span(quoted.inner.start + start, quoted.inner.start + end)


def spans_of(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """The spans of tokens that need not be adjacent; punctuation between two does not break."""
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if runs and _only_punctuation_between(runs[-1][-1], token):
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = [trimmed_span(run) for run in runs if _has_words(run)]
    return tuple(span for span in spans if len(span) > 0)


def _only_punctuation_between(first: Token, second: Token) -> bool:
    """Whether no word stands between the two tokens."""
    return all(t.is_punct or t.is_space for t in second.doc[first.i + 1 : second.i])


def _has_words(tokens: Sequence[Token]) -> bool:
    """Whether one of the tokens is a word or a number."""
    return any(token.is_alpha or token.is_digit for token in tokens)


def trimmed_span(tokens: Sequence[Token]) -> Span:
    """The characters of the tokens without the punctuation and marks around them.

    A mark that has its partner inside stays. An empty span where nothing is left.
    """
    kept = [token for token in tokens if not token.is_space]
    while kept and _is_trimmed_at_start(kept[0]):
        kept = kept[1:]
    kept = _without_last(kept, _CLOSING)
    kept = _without_outer_marks(kept)
    if _ends_with_unpaired_quote(kept):
        kept = kept[:-1]
    kept = _without_last(kept, _CLOSING_BEHIND_MARKS)
    return span_of(kept) if kept else Span(0, 0)


def _is_trimmed_at_start(token: Token) -> bool:
    """Whether no content begins with this token: punctuation that opens nothing, or "and"."""
    if token.text == "," or token.text in word_set("attribution", "before_content"):
        return True
    return token.is_punct and token.text not in _OPENING


def _without_last(tokens: list[Token], texts: frozenset[str]) -> list[Token]:
    """The tokens without those of these texts at their end."""
    while tokens and tokens[-1].text in texts:
        tokens = tokens[:-1]
    return tokens


def _without_outer_marks(tokens: list[Token]) -> list[Token]:
    """The tokens without the quotation marks around them, and without a mark at one end only."""
    while len(tokens) > 1 and _is_mark(tokens[0]):
        if _is_mark(tokens[-1]):
            tokens = tokens[1:-1]
        elif not any(map(_is_mark, tokens[1:])):
            tokens = tokens[1:]
        else:
            break
    while len(tokens) > 1 and _ends_with_single_mark(tokens):
        tokens = tokens[:-1]
    return tokens


def _ends_with_single_mark(tokens: list[Token]) -> bool:
    """Whether the last token is a mark whose partner is not among the others.

    Double marks have theirs among the double ones: “This is ‘a scandal’.”
    """
    last = tokens[-1]
    if not _is_mark(last):
        return False
    if last.text in _DOUBLE_MARKS:
        return sum(token.text in _DOUBLE_MARKS for token in tokens) % 2 == 1
    return not any(map(_is_mark, tokens[:-1]))


def _is_mark(token: Token) -> bool:
    """Whether the token is a quotation mark."""
    return token.text in _MARKS


def _ends_with_unpaired_quote(tokens: Sequence[Token]) -> bool:
    """Whether the last token is a single quotation mark, and not that of "the workers'"."""
    single = [token for token in tokens if token.text == "'" and token.tag_ in _QUOTE_TAGS]
    return len(single) % 2 == 1 and single[-1] == tokens[-1]
