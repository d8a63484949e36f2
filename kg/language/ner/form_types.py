"""What a name names, as its own words tell: well-known names, first names, legal forms, last words, model numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kg.language.ner.candidates import HANDLE
from kg.language.ner.context_types import BESIDE, FAIR, LABEL, ORDER, STRONG, SURE, WEAK, Votes
from kg.language.ner.lexicon import (
    countries,
    is_common_first_name,
    is_first_name,
    is_surname,
    kinds_of_nouns,
    peoples,
    places,
)
from kg.language.ner.merging import MODEL
from kg.model import EntityType
from kg.patterns import word_set, words

_LONGEST_ACRONYM = 6
_LONGEST_CODE = 3
_LONGEST_PERSON = 4  # words; so many are more often a body's
_BRAND = re.compile(r"i[A-Z]\w+")


def by_form(text: str, label: Votes) -> Iterator[tuple[EntityType, float]]:
    """What a name looks like; `label` is what the model says of it."""
    if HANDLE.fullmatch(text):
        yield "Other", SURE
        return
    parts = text.split()
    known = _known().get(text)
    if known:
        yield known, SURE
    product = (
        not known and any(MODEL.fullmatch(p) or _BRAND.fullmatch(p) for p in parts)
    ) or _is_known_work(parts, label)
    if product:
        yield "Work", SURE + 1
    yield from _by_lists(text, label)
    if len(parts) > 1:
        yield from _by_parts(parts, label, bool(known))
    elif not product:
        yield from _by_letters(text, label)


def _by_lists(text: str, label: Votes) -> Iterator[tuple[EntityType, float]]:
    """Places and peoples."""
    if text.isupper() and len(text) > _LONGEST_CODE and text.title() in places():
        yield "Place", SURE  # a dateline
    if text in countries():
        yield "Place", BESIDE
    elif text in places() and (label.get("Place") or label.get("Other")):
        yield (
            "Place",
            SURE if label.get("Other") == LABEL else FAIR,
        )  # the Beijing of "anti-Beijing" is no nationality
    if text in word_set("places", "adjectives"):
        yield "Other", SURE
    elif text in peoples():
        yield "Group", SURE


def _by_letters(text: str, label: Votes) -> Iterator[tuple[EntityType, float]]:
    """Acronyms, and capitals within a word."""
    if text.isupper() and 2 <= len(text) <= _LONGEST_ACRONYM and not label.get("Place"):
        yield "Organisation", FAIR
    elif (
        any(c.isupper() for c in text[1:])
        and "-" not in text
        and not text.isupper()
        and not label.get("Person")
    ):
        yield "Organisation", WEAK


def _by_parts(parts: list[str], label: Votes, known: bool) -> Iterator[tuple[EntityType, float]]:
    """Its first and last words."""
    told = list(_by_end([p.lower() for p in parts if not p.isdigit()]))
    first = len(parts) < _LONGEST_PERSON and is_first_name(parts[0])
    person = first and label.get("Person", 0.0) > 0
    yield from (vote for vote in told if not person or vote[0] != "Place")  # Marc Lamont Hill
    if told:
        return
    if person:
        yield "Person", WEAK
    elif first and not known and _is_called_like_people(parts, label):
        yield (
            "Person",
            BESIDE,
        )  # the model takes many for firms; a firm that is called like people has a board, shares, a chief
    if parts[0] in word_set("names", "car_makers") and _is_of_car(parts):
        yield "Work", BESIDE
    elif not known and parts[-1].endswith("s") and " ".join(parts[:-1]) in places():
        yield "Organisation", FAIR  # the Boston Celtics


def _is_called_like_people(parts: list[str], label: Votes) -> bool:
    """A first name that many bear, or, of what the model calls a firm, a rare one with a surname that is known."""
    if not all(p.isalpha() and p.istitle() for p in parts):
        return False
    return is_common_first_name(parts[0]) or (
        "Organisation" in label and parts[0] not in places() and is_surname(parts[-1])
    )


def _is_of_car(parts: list[str]) -> bool:
    """Are the words behind a maker's name those of its model, not of a part or partner of the firm?"""
    last = parts[-1]
    firm = (
        last in word_set("names", "car_makers")
        or last in places()
        or last.lower() in kinds_of_nouns()
        or last.lower() in word_set("names", "bodies")
    )
    return len(parts) < _LONGEST_PERSON and not firm and not last.isupper()


def _is_known_work(parts: list[str], label: Votes) -> bool:
    """Is a product that everybody knows in the name, "Mac OS X Lion", "Macs", and not a person who is called like one?"""
    if len(parts) > 1 and label.get("Person") == LABEL:
        return False
    known = _known()
    heads = (" ".join(parts[:size]) for size in (2, 3))
    return any(
        known.get(p) == "Work" for p in (*parts, *heads, *(p.removesuffix("s") for p in parts))
    )


def _by_end(lower: list[str]) -> Iterator[tuple[EntityType, float]]:
    """A name of several words is what its last word says, but for what its first words say."""
    if not lower:
        return
    tail, head = (
        {lower[-1], " ".join(lower[-2:]), " ".join(lower[-3:])},
        {lower[0], " ".join(lower[:2])},
    )
    suffixes = word_set("names", "organisation_suffixes")
    for kind, table in words("kinds")["first"].items():
        if not head.isdisjoint(table) and (
            kind != "Place" or tail.isdisjoint(suffixes)
        ):  # City of York Police
            yield kind, SURE
            return
    if tail.isdisjoint(words("kinds")["last"]["Other"]) and not tail.isdisjoint(suffixes):
        yield "Organisation", STRONG
        return
    for kind, table in words("kinds")["last"].items():
        if not tail.isdisjoint(table):
            yield kind, SURE
            return


@cache
def _known() -> Mapping[str, EntityType]:
    table = words("kinds")["known"]
    return {name: kind for kind in ORDER for name in table.get(kind, ())} | dict.fromkeys(
        table["with_s"], "Organisation"
    )


@cache
def known_names() -> tuple[str, ...]:
    """Names of several words, and odd ones, that are found even where the model sees none."""
    odd = [n for n in _known() if " " in n or any(c.isupper() for c in n[1:])]
    with_s = [n for n in words("kinds")["known"]["with_s"] if not is_first_name(n[:-2])]
    return tuple(sorted({*odd, *with_s, *(n for n in countries() if " and " in n)}))
