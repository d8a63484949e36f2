"""Headlines in capitals, where every word looks like a name.

Only names known from the rest of the text count there, and what is surely a name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
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

    upper_case: frozenset[int]
    title_case: frozenset[int]


def headlines(doc: Doc) -> Headlines:
    """The headlines of a text; none where there is no other text."""
    upper_case: set[int] = set()
    title_case: set[int] = set()
    has_other_text = False
    texts = [token.text for token in doc]
    for sentence in doc.sents:
        words = [text for text in texts[sentence.start : sentence.end] if text.isalpha()]
        tokens = range(sentence.start, sentence.end)
        if len(words) >= _FEWEST_WORDS and all(word.isupper() for word in words):
            upper_case.update(tokens)
        elif len(words) > _FEWEST_WORDS and _is_line(sentence) and _has_title_case(words):
            title_case.update(tokens)
        elif words:
            has_other_text = True
    if not has_other_text:
        return Headlines(frozenset(), frozenset())
    return Headlines(frozenset(upper_case), frozenset(title_case))


def _has_title_case(words: Sequence[str]) -> bool:
    """Whether most of the longer words have a capital."""
    long = [word for word in words if len(word) > _SHORT]
    return sum(word[0].isupper() for word in long) > _MOST * len(long)


def _is_line(sentence: Span) -> bool:
    """Whether the sentence ends with its line and without a stop."""
    last: Token = sentence[-1]
    if last.is_space and len(sentence) > 1:
        return sentence[-2].text not in _STOPS
    if last.text in _STOPS or last.i + 1 >= len(sentence.doc):
        return False
    return "\n" in last.nbor().text


def without_headline_words(doc: Doc, spans: Sequence[Span], lines: Headlines) -> list[Span]:
    """The spans but for those of headlines in capitals that may as well be common words."""
    in_headlines = lines.upper_case | lines.title_case
    if not in_headlines:
        return list(spans)
    names_of_text = {span.text for span in spans if span.start not in in_headlines}
    known = KnownNames(names_of_text)
    common = {token.text for token in doc if token.is_lower}
    in_upper_case = lines.upper_case
    return [
        span
        for span in spans
        if span.start not in in_headlines
        or span.text in names_of_text
        or _is_surely_name(span, in_upper_case, known, common)
    ]


class KnownNames:
    """Names, of which it is asked whether one is within a text, however many they are."""

    def __init__(self, names: set[str]) -> None:
        self._names, self._sizes = names, sorted({len(name) for name in names})

    def are_within(self, text: str) -> bool:
        """Whether a name is a part of the text and not all of it."""
        return any(
            text[start : start + size] in self._names
            for size in self._sizes[: bisect_left(self._sizes, len(text))]
            for start in range(len(text) - size + 1)
        )


def _is_surely_name(
    span: Span, in_upper_case: frozenset[int], known: KnownNames, common: set[str]
) -> bool:
    """Whether words of a headline are a name, in one with a capital to every word.

    A place, a person's full name or an acronym is one; others are, if the text has none of their
    words in lower case and they hold no known name.
    """
    if span.start in in_upper_case:
        return False
    parts = span.text.split()
    if span.text in places() or span.text.isupper():
        return True
    if span.label_ == "PERSON" and len(parts) > 1 and is_first_name(parts[0]):
        return True
    if known.are_within(span.text):
        return False
    return not any(part.lower() in common for part in parts)


def upper_case_names(doc: Doc, spans: Sequence[Span], lines: Headlines) -> list[Span]:
    """The names of the text in its headlines in capitals: "TWITTER FIRES STAFF"."""
    if not lines.upper_case:
        return []
    wanted = {
        tuple(token.text.upper() for token in span): span.label_
        for span in spans
        if span.start not in lines.upper_case and len(span.text) > _SHORT
    }
    sizes: dict[str, set[int]] = defaultdict(set)
    for words in wanted:
        sizes[words[0]].add(len(words))
    out = []
    for start in sorted(lines.upper_case):
        for size in sorted(sizes.get(doc[start].text, ()), reverse=True):
            words = tuple(token.text for token in doc[start : start + size])
            if words in wanted:
                out.append(Span(doc, start, start + size, label=wanted[words]))
                break
    return out
