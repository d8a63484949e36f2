"""An entity of the model that holds two names is split into both.

It is split at a title, a comma, "and", "of", another preposition, or an 's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Span

from kg.language.ner.lexicon import (
    JOINTS,
    countries,
    is_first_name,
    is_organisation_suffix,
    is_title_noun,
    places,
)
from kg.language.ner.titles import follows_title_and_of
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_NAME = 60  # tokens: what the model marks beyond is a list, read in parts of this length
UNSEEN = "UNSEEN"  # the label of what the model gives none
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_DASHES = frozenset({"-", "–", "—"})
_WITHOUT_AND = frozenset({"PERSON", "GPE", "LOC", "NORP"})  # labels of names with no "and" in them
_WITHOUT_NOUN = frozenset({"ORG", "PERSON", "GPE"})  # … and with no noun in lower case


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the left name ends, how many tokens belong to neither, and the labels of both.

    An empty label is of no name.
    """

    at: int
    skip: int
    left: str
    right: str


def parts_of(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The tokens from start to end in parts no longer than a name may be."""
    return ((at, min(at + LONGEST_NAME, end)) for at in range(start, end, LONGEST_NAME))


def split(span: Span, labels: Mapping[str, str]) -> Iterator[Span]:
    """The names that a span holds; `labels` are those of all names that the model marks."""
    cut = _cut(span, labels)
    if cut is None:
        yield span
        return
    doc = span.doc
    if cut.at > span.start and cut.left:
        yield from split(Span(doc, span.start, cut.at, label=cut.left), labels)
    if cut.at + cut.skip < span.end:
        yield from split(Span(doc, cut.at + cut.skip, span.end, label=cut.right), labels)


def _cut(span: Span, labels: Mapping[str, str]) -> Cut | None:
    """The first place at which the span is split, if there is one."""
    if span.label_ == "WORK_OF_ART" or span.text in countries():
        return None
    for at in range(span.start + 1, span.end):
        cut = _cut_before_person(span, at, labels)
        if cut is None and at + 1 < span.end:
            cut = _cut_at_word(span, at, labels)
        if cut is not None:
            return cut
    return None


# --- before a person ----------------------------------------------------------------------------


def _cut_before_person(span: Span, at: int, labels: Mapping[str, str]) -> Cut | None:
    """A place and a person, "In the U.S. Jobs said …", or a firm, a title and a person."""
    left = span.doc[span.start : at].text
    if _ends_place_of_title(span, at):
        return Cut(at, 0, "GPE", "PERSON")
    if left in countries() and labels.get(span.doc[at : span.end].text) == "PERSON":
        return Cut(at, 0, "GPE", "PERSON")
    if at + 1 < span.end and _is_title_between(span, at):
        return Cut(at, 1, "GPE" if left in places() else "ORG", "PERSON")
    return None


def _ends_place_of_title(span: Span, at: int) -> bool:
    """Whether the "York" of "Archbishop of York Jane Roe" ends before `at`."""
    doc, start = span.doc, span.start
    if span.label_ != "PERSON" or len(span) < 3 or not follows_title_and_of(doc, start):
        return False
    return is_first_name(doc[at].text) or doc[start:at].text in places()


def _is_title_between(span: Span, at: int) -> bool:
    """Whether a title stands at `at` with a firm before and a person behind it.

    In "Ford Motor Co. Chairman Bill Ford" that is "Chairman".
    """
    doc, token = span.doc, span.doc[at]
    behind = doc[at + 1 : span.end]
    if len(behind) < 2 or not token.text[0].isupper() or not behind[0].text[0].isupper():
        return False
    word = token.lower_
    if not is_title_noun(word) or word in word_set("names", "not_parting"):
        return False
    return not is_organisation_suffix(behind[-1].lower_) and not is_first_name(span[0].text)


# --- at a word ----------------------------------------------------------------------------------


def _cut_at_word(span: Span, at: int, labels: Mapping[str, str]) -> Cut | None:
    """A word that no name with this label has in it, or that stands between two known ones."""
    label, token = span.label_, span.doc[at]
    left, right = span.doc[span.start : at], span.doc[at + 1 : span.end]
    # 1. "Nathan Marsh of Brevik"
    if _ends_name_before(token, label, left):
        return Cut(at, 1, label, UNSEEN)
    # 2. a noun in lower case; there may be no name before it
    if label in _WITHOUT_NOUN and token.is_lower and token.is_alpha and token.pos_ == "NOUN":
        has_name = any(t.pos_ == "PROPN" for t in left)
        return Cut(at, 1, label if has_name else "", label)
    # 3. two names of one kind
    if (
        _is_list_joint(token, label, left, right)
        or _is_dash_between_spaces(token, label)
        or _is_colon_of_dateline(token, left)
        or _is_joint_of_organisations(token, label, left, right, labels)
        or _is_possessive(token, left, labels)
    ):
        return Cut(at, 1, label, label)
    return None


def _ends_name_before(token: Token, label: str, left: Span) -> bool:
    """Whether no name with this label goes on behind the word."""
    word = token.lower_
    if label != "LAW" and token.is_lower and word in word_set("names", "parting"):
        return True
    return label == "PERSON" and len(left) > 1 and word in word_set("ner", "after_person")


def _is_list_joint(token: Token, label: str, left: Span, right: Span) -> bool:
    """Whether the token joins two people or places: "Helen Reed and Tom Hughes"."""
    if label not in _WITHOUT_AND or token.lower_ not in word_set("ner", "list_joints"):
        return False
    if left.text.lower() in word_set("names", "compass"):
        return False  # "North and South Korea"
    return right[0].lower_ not in word_set("names", "generations")  # "Jane Roe, Jr."


def _is_dash_between_spaces(token: Token, label: str) -> bool:
    """Whether the token is a dash that joins no parts of a name."""
    if token.text not in _DASHES or label not in {"GPE", "PERSON"}:
        return False
    return bool(token.whitespace_) and bool(token.nbor(-1).whitespace_)


def _is_colon_of_dateline(token: Token, left: Span) -> bool:
    """Whether the token is a colon behind words in capitals."""
    return token.text == ":" and left.text.isupper()


def _is_joint_of_organisations(
    token: Token, label: str, left: Span, right: Span, labels: Mapping[str, str]
) -> bool:
    """Whether the token stands between two organisations, not within the name of one."""
    if label != "ORG" or not token.is_lower:
        return False
    is_joint = token.lower_ in word_set("ner", "organisation_joints")
    return is_joint and _are_two_organisations(left, right, labels)


def _is_possessive(token: Token, left: Span, labels: Mapping[str, str]) -> bool:
    """Whether the token is an 's behind a known name, and no part of it."""
    if token.lower_ not in POSSESSIVES or left.text not in labels:
        return False
    return left.text + token.text not in words("name-types")["known"]["with_s"]


def _are_two_organisations(left: Span, right: Span, labels: Mapping[str, str]) -> bool:
    """Whether one of the two is known, or the left one alone ends like an organisation.

    "Rifle Association and Green Parenthood" are two, "Royal Bank and Trust Company" is one.
    """
    known = words("name-types")["known"]["Organisation"]
    if any(side.text in labels or side.text in known for side in (left, right)):
        return True
    if len(left) < 2 or len(right) < 2 or any(token.lower_ in JOINTS for token in left):
        return False
    return is_organisation_suffix(left[-1].lower_) and not is_organisation_suffix(right[-1].lower_)
