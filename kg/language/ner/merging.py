"""Neighbouring spans that are one name are merged: "Air" and "China", "Tour" and "France"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from kg import syntax
from kg.language.ner.lexicon import (
    countries,
    is_first_name,
    is_organisation_suffix,
    is_title_word,
    places,
    types_of_nouns,
)
from kg.language.ner.splitting import LONGEST_NAME, UNSEEN
from kg.patterns import word_set

_MAY_BE_PERSON = frozenset({"PERSON", "UNSEEN"})
_NEVER_MODIFIERS = frozenset({"PERSON", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT"})
_BEHIND_PARTICLE = frozenset({"PERSON", "PRODUCT", "ORG"})  # labels of the end of a person's name
_MAY_BE_CAR = frozenset({UNSEEN, "PRODUCT", "WORK_OF_ART"})
_WIDEST_GAP = 2  # tokens: "Vincent van der Berg"


def merged(doc: Doc, spans: Iterable[Span]) -> list[Span]:
    """The spans in order, neighbours that belong together as one."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        name = span
        while out and _belong_together(out[-1], name):
            before = out.pop()
            name = Span(doc, before.start, name.end, label=_common_label(before, name))
        out.append(name)
    return out


def _common_label(left: Span, right: Span) -> str:
    """What the model would have called the two together."""
    labels = {left.label_, right.label_} - {UNSEEN}
    if not labels:
        return UNSEEN
    if "PERSON" in labels:
        return "PERSON"
    if _is_car(left, right):
        return "PRODUCT"
    if labels in ({"FAC"}, {"LOC"}):
        return labels.pop()
    return "ORG"


def _belong_together(left: Span, right: Span) -> bool:
    """Whether the two are one name."""
    if right.end - left.start > LONGEST_NAME:
        return False
    gap = right.start - left.end
    if 0 < gap <= _WIDEST_GAP:
        return _are_joined_by_particles(left, right) or _are_joined_by_hyphen(left, right)
    if gap != 0:
        return False
    if _is_full_name(left, right) or _is_car(left, right):
        return True
    return _is_modifier_of(left, right) and _may_be_modifier_of(left, right)


def _are_joined_by_particles(left: Span, right: Span) -> bool:
    """Whether only particles stand between: "Tour de France", "Vincent van der Berg"."""
    particles = word_set("names", "particles")
    if any(token.lower_ not in particles for token in left.doc[left.end : right.start]):
        return False
    if UNSEEN in (left.label_, right.label_):
        return True
    return left.label_ == "PERSON" and right.label_ in _BEHIND_PARTICLE and not right[0].is_upper


def _are_joined_by_hyphen(left: Span, right: Span) -> bool:
    """Whether only a hyphen without spaces stands between: "Saint-Germain"."""
    if left.label_ != UNSEEN or right.label_ != UNSEEN:
        return False
    between = left.doc[left.end : right.start]
    return between.text == "-" and not left[-1].whitespace_ and not between[0].whitespace_


def _is_full_name(left: Span, right: Span) -> bool:
    """Whether these are a person's first name and the rest, of which the model may see one only."""
    labels = {left.label_, right.label_}
    if "PERSON" not in labels or not labels <= _MAY_BE_PERSON:
        return False
    first = left[0]
    if len(left) > 1 or len(right) > 2 or first.is_upper or right[0].is_upper:
        return False
    if first.dep_ != syntax.COMPOUND or not _hangs_on(left, right):
        return False
    if is_first_name(first.text):
        return True
    may_be_unseen_name = left.label_ == UNSEEN and len(right) == 1 and not first.is_sent_start
    return may_be_unseen_name and not _is_common_or_place(first.text)


def _is_common_or_place(word: str) -> bool:
    """Whether the word is a common noun, a title or a place."""
    lower = word.lower()
    return lower in types_of_nouns() or is_title_word(lower) or word in places()


def _is_car(left: Span, right: Span) -> bool:
    """Whether these are a maker of cars and its model: "Ford Mustang"."""
    if left.text not in word_set("names", "car_makers") or left.end != right.start:
        return False
    if right.label_ not in _MAY_BE_CAR or len(right) > 2:
        return False
    first, last = right[0], right[-1].lower_
    if first.is_upper or not first.text[0].isupper() or is_title_word(first.lower_):
        return False
    return not is_organisation_suffix(last) and last not in types_of_nouns()


def _is_modifier_of(left: Span, right: Span) -> bool:
    """Whether the left one modifies the right one in the parse."""
    if left.sent != right.sent or left.root.dep_ not in syntax.PREMODIFIERS:
        return False
    return _hangs_on(left, right)


def _hangs_on(left: Span, right: Span) -> bool:
    """Whether the head of the left one is in the right one."""
    return right.start <= left.root.head.i < right.end


def _may_be_modifier_of(left: Span, right: Span) -> bool:
    """Whether names that are so labelled may be the two parts of one."""
    if left.label_ in _NEVER_MODIFIERS or right.label_ in _NEVER_MODIFIERS:
        return False
    if len(left) == 1 and left[0].lower_ in types_of_nouns():
        return False  # "Automaker GM" at the start of a sentence
    if left.text in countries() or left.label_ == "NORP":
        return _is_organisation_of_country(right)
    return UNSEEN in (left.label_, right.label_) and right.label_ != "NORP"


def _is_organisation_of_country(name: Span) -> bool:
    """Whether such a name goes on behind that of a country: "Congress" of "U.S. Congress"."""
    public = word_set("names", "of_a_country")
    if name[0].lower_ in public:
        return True
    if name.label_ != UNSEEN or len(name) < 2:
        return False
    last = name[-1].lower_
    return last in public or last in word_set("names", "bodies")
