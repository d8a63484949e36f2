"""Headlines in capitals, where every word looks like a name: there only names count that the body knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from kg.language.ner.lexicon import is_first_name, places

if TYPE_CHECKING:
    from spacy.tokens import Token

_FEWEST_WORDS = 3
_SHORT = 3  # letters; "of" and "for" stay small in a headline
_MOST = 0.7  # of the longer words begin with a capital
_STOPS = frozenset({".", "!", "?", ":", ";", ",", '"', "”"})


@dataclass(frozen=True, slots=True)
class Headlines:
    """Tokens of lines all in capitals, and of lines with a capital to every word."""

    shouted: frozenset[int]
    titled: frozenset[int]


def without_headline_words(doc: Doc, spans: Sequence[Span], lines: Headlines) -> list[Span]:
    """The spans but for those of headlines in capitals that may as well be common words."""
    shouted, loud = lines.shouted, lines.shouted | lines.titled
    if not loud:
        return list(spans)
    body = {s.text for s in spans if s.start not in loud}
    common = {t.text for t in doc if t.is_lower}
    return [
        s
        for s in spans
        if s.start not in loud
        or s.text in body
        or (s.start not in shouted and _is_surely_name(s, body, common))
    ]


def shouted_names(doc: Doc, spans: Sequence[Span], lines: Headlines) -> list[Span]:
    """Where a headline in capitals tells a name of the body: "TWITTER FIRES STAFF"."""
    shouted = lines.shouted
    if not shouted:
        return []
    wanted = {
        tuple(t.text.upper() for t in s): s.label_
        for s in spans
        if s.start not in shouted and len(s.text) > _SHORT
    }
    longest = max((len(w) for w in wanted), default=0)
    out = []
    for i in sorted(shouted):
        for size in range(longest, 0, -1):
            words = tuple(t.text for t in doc[i : i + size])
            if words in wanted:
                out.append(Span(doc, i, i + size, label=wanted[words]))
                break
    return out


def _is_surely_name(span: Span, body: set[str], common: set[str]) -> bool:
    """In a headline with capitals: a place or a person's full name, or words that the text nowhere has in lower case, beside no known name."""
    parts = span.text.split()
    if span.text in places() or span.text.isupper():
        return True
    if span.label_ == "PERSON" and len(parts) > 1 and is_first_name(parts[0]):
        return True
    holds_another = any(name in span.text and name != span.text for name in body)
    return not holds_another and not any(p.lower() in common for p in parts)


def headlines(doc: Doc) -> Headlines:
    """The headlines of a text; none where there is no other text."""
    shouted: set[int] = set()
    titled: set[int] = set()
    other = False
    texts = [t.text for t in doc]
    for sentence in doc.sents:
        words = [text for text in texts[sentence.start : sentence.end] if text.isalpha()]
        long = [word for word in words if len(word) > _SHORT]
        tokens = range(sentence.start, sentence.end)
        if len(words) >= _FEWEST_WORDS and all(word.isupper() for word in words):
            shouted.update(tokens)
        elif (
            len(words) > _FEWEST_WORDS
            and _is_line(sentence)
            and sum(word[0].isupper() for word in long) > _MOST * len(long)
        ):
            titled.update(tokens)
        else:
            other = other or bool(words)
    return (
        Headlines(frozenset(shouted), frozenset(titled))
        if other
        else Headlines(frozenset(), frozenset())
    )


def _is_line(sentence: Span) -> bool:
    """Does it end with its line and without a stop?"""
    last: Token = sentence[-1]
    if last.is_space and len(sentence) > 1:
        return sentence[-2].text not in _STOPS
    return (
        last.text not in _STOPS
        and last.i + 1 < len(sentence.doc)
        and "\n" in sentence.doc[last.i + 1].text
    )
