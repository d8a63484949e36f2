"""Names of cases in court: "Roe v. Acme Corp." names one thing, neither Roe nor the firm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST_PARTY = 6  # words


def case_names(doc: Doc, texts: Sequence[str]) -> Iterator[Span]:
    """Two parties with "v." between them, or with "v" in a sentence that speaks of the law.

    Two teams have a "v" between them too.
    """
    signs = word_set("names", "cases", "between")
    for i, text in enumerate(texts):
        if text not in signs or not 0 < i < len(texts) - 1:
            continue
        start, end = _start_of_party(doc, i), _end_of_party(doc, i)
        if start < i and end > i + 1 and (text.endswith(".") or _speaks_of_law(doc[i])):
            yield Span(doc, start, end, label="LAW")


def _speaks_of_law(token: Token) -> bool:
    """Whether a word of courts stands in the token's sentence."""
    legal = word_set("names", "cases", "law")
    return any(other.lemma_.lower() in legal for other in token.sent)


def _start_of_party(doc: Doc, sign: int) -> int:
    """Where the words with capitals before the sign begin, in its sentence."""
    start, first = sign, max(doc[sign].sent.start, sign - _LONGEST_PARTY)
    while start > first and (_is_of_party(doc[start - 1]) or _is_joint(doc, start - 1)):
        start -= 1
    while start < sign and not doc[start].text[0].isupper():
        start += 1
    return start


def _end_of_party(doc: Doc, sign: int) -> int:
    """Where the words with capitals behind the sign end."""
    end, last = sign + 1, min(len(doc), sign + 1 + _LONGEST_PARTY)
    while end < last and (_is_of_party(doc[end]) or _is_joint(doc, end)):
        end += 1
    return end


def _is_of_party(token: Token) -> bool:
    """Whether the word may be a part of a party's name."""
    if not token.text[0].isupper():
        return False
    return token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} or token.ent_type_ != ""


def _is_joint(doc: Doc, i: int) -> bool:
    """Whether a small word stands between two with capitals: "Board of Education"."""
    if doc[i].lower_ not in word_set("names", "cases", "joints") or not 0 < i < len(doc) - 1:
        return False
    return _is_of_party(doc[i - 1]) and _is_of_party(doc[i + 1])
