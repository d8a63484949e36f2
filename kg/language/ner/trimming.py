"""A name as the model marks it, without what is no part of it: titles, marks, numbers behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from kg import syntax
from kg.language.ner.lexicon import ARTICLES, is_first_name, is_person_noun, is_title_noun
from kg.language.ner.splitting import POSSESSIVES
from kg.language.ner.titles import (
    is_honoured_person,
    is_list_of_titles,
    is_office_of_minister,
    is_part_of_title,
    is_postnominal,
    opens_with_title,
)
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

QUOTES = frozenset({'"', "“", "”"})
_PARTY_AND_STATE = re.compile(r"[DRI]-[A-Z].*")  # D-N.Y.
_SCORE = re.compile(r"\d{1,3}(?:[-–]\d{1,3})?|[-–]")
_HYPHENS = ("-", "–")
_BRACKETS = {"(": ")", "[": "]"}
_AFTER_ABBREVIATION = frozenset({".", ")"})  # marks that may end a name
_NEVER_LAST = frozenset({"'", "’", "'s", "’s", ",", ";", ":", '"', "”", "“", "(", "-", "–", "—"})
_NEVER_LAST_CLASSES = frozenset({"ADP", "CCONJ", "DET", "PART", "SCONJ", "NOUN"})  # lower case
_MAY_BE_OWNED = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_AGENTS = frozenset({"ORG", "PERSON", "GPE"})  # labels of who gains, wins and loses
_LONGEST_PREFIX = 3  # tokens: "Pro", "-", "Beijing"


def trimmed(span: Span) -> Span | None:
    """The name without articles, honorifics, titles, possessive marks and stray punctuation.

    None where nothing is left of it that may be a name.
    """
    doc, label = span.doc, span.label_
    start = _start_of_name(doc, span.start, span.end, label)
    end = _end_of_name(doc, start, _end_before_currency(doc, start, span.end), label)
    start = _start_behind_lower_case(doc, start, end, label)
    start = _start_behind_quotes(doc, start, end, label)
    if start >= end:
        return None
    name = doc[start:end]
    if _is_no_name(name) or not is_possible(name.text, label):
        return None
    return Span(doc, start, end, label=_label_of_trimmed(span, name))


def _is_no_name(name: Span) -> bool:
    """Whether the words are a hashtag, a title or the letters behind a name."""
    if is_hashtag(name) or is_part_of_title(name) or is_list_of_titles(name):
        return True
    return len(name) == 1 and is_postnominal(name[0])


def _label_of_trimmed(span: Span, name: Span) -> str:
    """The label of the name that is left of the span."""
    doc, start = name.doc, name.start
    is_cut = start > span.start
    if is_cut and doc[start - 1].text == "-" and _PARTY_AND_STATE.fullmatch(span.text):
        return "GPE"  # the Texas of R-Texas
    if is_cut and span.label_ == "ORG":
        offices = range(max(span.start, 2), start)
        if any(is_office_of_minister(doc, i) for i in offices):
            return "PERSON"
        if is_honoured_person(doc, start - 1, name.end):
            return "PERSON"
    return span.label_


# --- where it begins ----------------------------------------------------------------------------


def _start_of_name(doc: Doc, start: int, end: int, label: str) -> int:
    """Where the name begins behind articles, titles and prefixes."""
    while start < end and _is_before_name(doc, start, end, label):
        start += 1
    if label == "PERSON" and end - start > 2 and _is_role_of_person(doc[start]):
        start += 1  # "Witness Priya Nair"
    if end - start > 1 and is_glued_to_number(doc, start):
        start += 1  # the G of 3G
    if end - start > 2 and _is_party_and_state(doc[start:end]):
        start += 2
    if end - start > 2 and _is_prefix(doc[start]):
        start += min(_LONGEST_PREFIX, end - start - 1)  # the DAB of "Pro-Beijing DAB"
    return start


def _is_before_name(doc: Doc, start: int, end: int, label: str) -> bool:
    """Whether the first token is an article, a mark or a title."""
    token = doc[start]
    if token.lower_ in ARTICLES or token.is_punct or token.is_space:
        return True
    return opens_with_title(doc, start, end, label)


def _is_role_of_person(token: Token) -> bool:
    """Whether the first word of a sentence says what the person behind it is."""
    if not token.is_sent_start or not is_person_noun(token.lower_):
        return False
    return is_first_name(token.nbor().text)


def is_glued_to_number(doc: Doc, at: int) -> bool:
    """Whether a number stands before the token without a space."""
    return at > 0 and doc[at - 1].like_num and not doc[at - 1].whitespace_


def _is_party_and_state(name: Span) -> bool:
    """Whether the words are "D-N.Y." or the like."""
    return name[1].text == "-" and _PARTY_AND_STATE.fullmatch(name.text) is not None


def _is_prefix(token: Token) -> bool:
    """Whether the token is a prefix with a hyphen behind it."""
    return token.lower_ in word_set("ner", "prefixes") and token.nbor().text == "-"


def _start_behind_lower_case(doc: Doc, start: int, end: int, label: str) -> int:
    """Where the name begins behind words in lower case."""
    if label == "WORK_OF_ART":
        return start
    while start < end and doc[start].is_lower and doc[start].text.isalpha():
        start += 1
    return start


def _start_behind_quotes(doc: Doc, start: int, end: int, label: str) -> int:
    """Where the name begins behind the last quotation mark within it."""
    if label == "LAW":
        return start
    inside = range(start + 1, end - 1)
    return max((i + 1 for i in inside if doc[i].text in QUOTES), default=start)


# --- where it ends ------------------------------------------------------------------------------


def _end_before_currency(doc: Doc, start: int, end: int) -> int:
    """Where the name ends before a sum of money: "fined Thames Water £3m"."""
    return next((i for i in range(start + 1, end) if doc[i].is_currency), end)


def _end_of_name(doc: Doc, start: int, end: int, label: str) -> int:
    """Where the name ends before scores, numbers, marks and titles, or behind its own 's."""
    end = _end_before_break(doc, start, end)
    if label in _AGENTS:
        end = _end_before_number(doc, start, end)
    while end > start and _ends_with_stray(doc, start, end, label):
        end -= 1
    if label == "ORG" and _goes_on_with_own_s(doc, start, end):
        return end + 1  # Wendy's
    if label == "PERSON" and end - start > 2 and _is_title_in_capitals(doc[end - 1]):
        end -= 1  # "appointed Jane Roe CFO"
    if end - start > 1 and _is_behind_name(doc[end - 1], label):
        end -= 1
    return end


def _end_before_break(doc: Doc, start: int, end: int) -> int:
    """Where the name ends before a new line or a bracket that opens only."""
    for token in doc[start:end]:
        opens_only = token.i > start and _opens_only(token, end)
        if opens_only or "\n" in token.text:
            return token.i
    return end


def _opens_only(token: Token, end: int) -> bool:
    """Whether the token is a bracket that no other closes before `end`."""
    closing = _BRACKETS.get(token.text)
    return closing is not None and all(t.text != closing for t in token.doc[token.i : end])


def _end_before_number(doc: Doc, start: int, end: int) -> int:
    """Where the name ends before a score, or a number of things: "gives Halden 340 stores"."""
    while end - 1 > start and _is_score(doc, end):
        end -= 1
    last = doc[end - 1]
    counts = end - 1 > start and last.dep_ == syntax.NUMERAL and last.head.i >= end
    return end - 1 if counts else end


def _is_score(doc: Doc, end: int) -> bool:
    """Whether the last token belongs to the 3-2 behind the name of a club."""
    if not _SCORE.fullmatch(doc[end - 1].text):
        return False
    around = doc[end - 2 : end + 1].text
    return any(hyphen in around for hyphen in _HYPHENS)


def _ends_with_stray(doc: Doc, start: int, end: int, label: str) -> bool:
    """Whether the last token is a mark, or a small word that ends no name."""
    if not _is_mark(doc[end - 1]) and not _is_small_word_at_end(doc, start, end, label):
        return False
    return not _ends_with_own_s(doc, start, end)


def _is_mark(token: Token) -> bool:
    """Whether the token is a mark or space that ends no name."""
    if token.tag_ == "POS" or token.is_space or token.text in _NEVER_LAST:
        return True
    return token.is_punct and token.text not in _AFTER_ABBREVIATION


def _is_small_word_at_end(doc: Doc, start: int, end: int, label: str) -> bool:
    """Whether the last of several words is a preposition, a noun or the like in lower case."""
    last = doc[end - 1]
    if end - 1 == start or label == "WORK_OF_ART" or not last.is_lower:
        return False
    if last.pos_ in _NEVER_LAST_CLASSES:
        return True
    return last.text in word_set("names", "particles") and bool(doc[end - 2].whitespace_)


def _goes_on_with_own_s(doc: Doc, start: int, end: int) -> bool:
    """Whether the 's behind the name belongs to it, and shows no owner."""
    if end + 1 >= len(doc) or doc[end].tag_ != "POS":
        return False
    return doc[end + 1].pos_ not in _MAY_BE_OWNED and _ends_with_own_s(doc, start, end + 1)


def _ends_with_own_s(doc: Doc, start: int, end: int) -> bool:
    """Whether the name ends with an 's that belongs to it: McDonald's, Moody's."""
    if doc[end - 1].text not in POSSESSIVES:
        return False
    return doc[start:end].text.replace("’", "'") in word_set("name-types", "known", "with_s")


def _is_title_in_capitals(token: Token) -> bool:
    """Whether the token is a title such as CFO."""
    return token.is_upper and is_title_noun(token.lower_)


def _is_behind_name(last: Token, label: str) -> bool:
    """Whether the last token is the label of a caption, or letters behind a person's name."""
    if is_caption_label(last):
        return True
    return label == "PERSON" and last.text in word_set("names", "postnominals")


# --- what may be a name -------------------------------------------------------------------------


def is_caption_label(token: Token) -> bool:
    """Whether the token is "Image" in "Image: Jane Roe"."""
    if token.lower_ not in word_set("names", "captions"):
        return False
    return token.i + 1 < len(token.doc) and token.nbor().text == ":"


def is_possible(text: str, label: str = "") -> bool:
    """Whether the text may be a name: a capital or a number in it, and no word that never is one.

    An English chemist's "English" is one, which the label NORP shows; the language is none.
    """
    if len(text) < 2 or not any(c.isupper() or c.isdigit() for c in text):
        return False
    if text.startswith(("#", "http", "-")) or _PARTY_AND_STATE.fullmatch(text):
        return False
    if text in word_set("names", "degrees"):
        return False
    lower = text.lower()
    is_nationality = label == "NORP" and lower in word_set("nationalities", "adjectives")
    return is_nationality or lower not in word_set("names", "never")


def is_hashtag(name: Span) -> bool:
    """Whether a # stands right before the name."""
    doc, start = name.doc, name.start
    return start > 0 and doc[start - 1].text == "#" and not doc[start - 1].whitespace_
