"""What tokens and spans cover: characters of tokens, of sentences, without marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.document import Document, Quoted
from kg.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token


_SENTENCES = "kg_sentences"


def span_of(tokens: Sequence[Token] | TokenSpan) -> Span:
    """The characters from the first of these tokens to the last."""
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def sentence_of(token: Token) -> Span:
    """The characters of the token's sentence, without the white space around it."""
    known: dict[int, Span] = token.doc.user_data.setdefault(
        _SENTENCES, {}
    )  # spaCy looks for the sentence each time it is asked
    if token.i not in known:
        sentence = token.sent
        text = sentence.text.lstrip()
        start = sentence.end_char - len(text)
        known.update(
            dict.fromkeys(
                range(sentence.start, sentence.end), Span(start, start + len(text.rstrip()))
            )
        )
    return known[token.i]


def overlap(a: Span, b: Span) -> int:
    """How many characters the two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def inner_span(document: Document, quoted: Quoted) -> Span:
    """The words inside the marks, without the comma or full stop that belongs to the frame."""
    text = document.article.text[quoted.inner.start : quoted.inner.end]
    left = len(text) - len(text.lstrip())
    return Span(
        quoted.inner.start + left,
        quoted.inner.start + max(left + 1, len(text.rstrip().rstrip(",."))),
    )


def spans_of(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """The spans of tokens that need not stand together; a comma between two of them does not break."""
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if runs and all(t.is_punct or t.is_space for t in token.doc[runs[-1][-1].i + 1 : token.i]):
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = [trimmed_span(run) for run in runs if any(t.is_alpha or t.is_digit for t in run)]
    return tuple(s for s in spans if len(s) > 0)


def trimmed_span(tokens: Sequence[Token]) -> Span:
    """The characters of the tokens without the punctuation and marks around them; a mark that has its partner inside stays."""
    tokens = [t for t in tokens if not t.is_space]
    while tokens and (
        (tokens[0].is_punct and tokens[0].text not in {"(", "[", '"', "“", "‘"})
        or tokens[0].text in {"and", "but", ","}
    ):
        tokens = tokens[1:]
    while tokens and tokens[-1].text in {",", ";", ":", ".", "—", "–", "-"}:
        tokens = tokens[:-1]
    marks = {'"', "“", "”", "‘", "’", "''", "``"}
    while (
        len(tokens) > 1
        and tokens[0].text in marks
        and (tokens[-1].text in marks or not any(t.text in marks for t in tokens[1:]))
    ):
        tokens = tokens[1:-1] if tokens[-1].text in marks else tokens[1:]
    while (
        len(tokens) > 1
        and tokens[-1].text in marks
        and not any(t.text in marks for t in tokens[:-1])
    ):
        tokens = tokens[:-1]
    single = [
        t for t in tokens if t.text == "'" and t.tag_ in {"``", "''"}
    ]  # not the end of "the workers'"
    if len(single) % 2 and single[-1] == tokens[-1]:
        tokens = tokens[:-1]
    while tokens and tokens[-1].text in {",", ".", ";", ":"}:
        tokens = tokens[:-1]
    return span_of(tokens) if tokens else Span(0, 0)
