"""An entity of the model's that holds two names is parted: at a title, a comma, "and", "of", a preposition, an owner's mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span

from kg.language.ner.lexicon import countries, is_first_name, places
from kg.patterns import word_set, words

UNSEEN = "UNSEEN"  # the label of what the model gives none
JOINTS = frozenset({"of", "for"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_LISTS = frozenset({"PERSON", "GPE", "LOC", "NORP"})  # labels of names that have no "and" in them


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the first name ends, how many tokens belong to neither, and both labels; an empty one is of no name."""

    at: int
    skip: int
    left: str
    right: str


def parts(span: Span, given: Mapping[str, str]) -> Iterator[Span]:
    """The names that a span holds; `given` has the labels of all that the model marks in the text."""
    cut = _cut(span, given)
    if cut is None:
        yield span
        return
    if cut.at > span.start and cut.left:
        yield from parts(Span(span.doc, span.start, cut.at, label=cut.left), given)
    if cut.at + cut.skip < span.end:
        yield from parts(Span(span.doc, cut.at + cut.skip, span.end, label=cut.right), given)


def _cut(span: Span, given: Mapping[str, str]) -> Cut | None:
    if span.label_ == "WORK_OF_ART" or span.text in countries():
        return None
    for k in range(span.start + 1, span.end):
        cut = _between_things(span, k, given) or (
            _at_word(span, k, given) if k + 1 < span.end else None
        )
        if cut is not None:
            return cut
    return None


def _between_things(span: Span, k: int, given: Mapping[str, str]) -> Cut | None:
    """A country and a person, "In the U.S. Jobs said …"; a firm, a title and a person."""
    left = span.doc[span.start : k].text
    if (
        span.label_ == "PERSON"
        and _is_see(span)
        and (is_first_name(span.doc[k].text) or left in places())
    ):
        return Cut(k, 0, "GPE", "PERSON")
    if left in countries() and given.get(span.doc[k : span.end].text) == "PERSON":
        return Cut(k, 0, "GPE", "PERSON")
    if k + 1 < span.end and _is_parting_title(span, k):
        return Cut(k, 1, "GPE" if left in places() else "ORG", "PERSON")
    return None


def _is_see(span: Span) -> bool:
    """Does a title with "of" stand before: "Archbishop of York Jane Roe"?"""
    doc, start = span.doc, span.start
    return (
        start > 1
        and len(span) > 2
        and doc[start - 1].lower_ in JOINTS
        and doc[start - 2].lower_ in word_set("titles", "heads")
    )


def _at_word(span: Span, k: int, given: Mapping[str, str]) -> Cut | None:
    """At a word that no name of this kind has in it, or that stands between two known ones."""
    label, token, left, right = (
        span.label_,
        span.doc[k],
        span.doc[span.start : k],
        span.doc[k + 1 : span.end],
    )
    word, small = token.lower_, token.is_lower
    if (word in word_set("names", "parting") and small and label != "LAW") or (
        word == "of" and label == "PERSON" and len(left) > 1
    ):
        return Cut(k, 1, label, UNSEEN)
    if small and token.is_alpha and token.pos_ == "NOUN" and label in {"ORG", "PERSON", "GPE"}:
        return Cut(k, 1, label if any(t.pos_ == "PROPN" for t in left) else "", label)
    listed = (
        word in {"and", ",", "/"}
        and label in _LISTS
        and right[0].lower_ not in word_set("names", "generations")
    )
    apart = (
        word in {"-", "–", "—"}
        and label in {"GPE", "PERSON"}
        and bool(token.whitespace_)
        and bool(span.doc[k - 1].whitespace_)
    )
    if (
        listed and left.text.lower() not in word_set("names", "compass")
    ) or apart:  # not "North and South Korea"
        return Cut(k, 1, label, label)
    if word == ":" and left.text.isupper():  # a dateline
        return Cut(k, 1, label, label)
    joint = word in {"and", "the"} and small and label == "ORG" and _are_two(left, right, given)
    owner = (
        word in POSSESSIVES
        and left.text in given
        and left.text + token.text not in words("kinds")["known"]["with_s"]
    )
    return Cut(k, 1, label, label) if joint or owner else None


def _are_two(left: Span, right: Span, given: Mapping[str, str]) -> bool:
    """ "Rifle Association and Green Parenthood", not "Royal Bank and Trust Company"; or one of the two is known."""
    known = words("kinds")["known"]["Organisation"]
    if any(side.text in given or side.text in known for side in (left, right)):
        return True
    ends = word_set("names", "organisation_suffixes")
    return (
        len(left) > 1
        and len(right) > 1
        and left[-1].lower_ in ends
        and right[-1].lower_ not in ends
        and not any(t.lower_ in JOINTS for t in left)
    )


def _is_parting_title(span: Span, k: int) -> bool:
    """ "Chairman" in "Ford Motor Co. Chairman Bill Ford": a title with a firm before and a person behind."""
    doc, token = span.doc, span.doc[k]
    title = token.text[0].isupper() and token.lower_ in word_set("titles", "heads") - word_set(
        "names", "not_parting"
    )
    behind = doc[k + 1 : span.end]
    return (
        title
        and doc[k + 1].text[0].isupper()
        and behind[-1].lower_ not in word_set("names", "organisation_suffixes")
        and not is_first_name(doc[span.start].text)
        and len(behind) > 1
    )
