"""The type of a name, as its own words show: first names, last words, legal forms, numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kg.language.ner.candidates import HANDLE
from kg.language.ner.context_types import (
    CERTAIN,
    FAIR,
    LABEL,
    ORDER,
    STRONG,
    VERY_STRONG,
    WEAK,
    Vote,
    Votes,
)
from kg.language.ner.extending import BRAND, MODEL
from kg.language.ner.lexicon import (
    countries,
    is_common_first_name,
    is_first_name,
    is_organisation_suffix,
    is_surname,
    peoples,
    places,
    types_of_nouns,
)
from kg.model import EntityType
from kg.patterns import word_set, words

_LONGEST_ACRONYM = 6
_LONGEST_CODE = 3
_LONGEST_PERSON = 4  # words; so many are more often an organisation's


def by_form(text: str, label: Votes) -> Iterator[Vote]:
    """The form of a name as votes; `label` is what the model says of it."""
    if HANDLE.fullmatch(text):
        yield "Other", CERTAIN
        return
    parts = text.split()
    known = _known().get(text)
    if known:
        yield known, CERTAIN
    has_model = not known and _has_model(parts)
    is_product = has_model or _is_known_work(parts, label)
    if is_product:
        yield "Work", CERTAIN + 1
    yield from _by_lists(text, label)
    if len(parts) > 1:
        yield from _by_parts(parts, label, bool(known))
    elif not is_product:
        yield from _by_letters(text, label)


# --- known names --------------------------------------------------------------------------------


@cache
def _known() -> Mapping[str, EntityType]:
    """The type of each name that is of one type everywhere."""
    table = words("name-types")["known"]
    known: dict[str, EntityType] = {name: kind for kind in ORDER for name in table.get(kind, ())}
    return known | dict.fromkeys(table["with_s"], "Organisation")


@cache
def known_names() -> tuple[str, ...]:
    """Names of several words, and odd ones, that are found even where the model sees none."""
    odd = [name for name in _known() if " " in name or _has_inner_capital(name)]
    with_s = [
        name for name in words("name-types")["known"]["with_s"] if not is_first_name(name[:-2])
    ]
    joined = [name for name in countries() if " and " in name or "-" in name]
    return tuple(sorted({*odd, *with_s, *joined}))


def _has_inner_capital(text: str) -> bool:
    """Whether there is a capital behind the first letter."""
    return any(c.isupper() for c in text[1:])


def _has_model(parts: list[str]) -> bool:
    """Whether a word is that of a model or a brand: "A380", "iPhone"."""
    return any(MODEL.fullmatch(part) or BRAND.fullmatch(part) for part in parts)


def _is_known_work(parts: list[str], label: Votes) -> bool:
    """Whether a product that everybody knows is in the name: "Mac OS X Lion", "Macs".

    False for a person who is called like one.
    """
    if len(parts) > 1 and label.get("Person") == LABEL:
        return False
    beginnings = (" ".join(parts[:size]) for size in (2, 3))
    singulars = (part.removesuffix("s") for part in parts)
    known = _known()
    return any(known.get(words) == "Work" for words in (*parts, *beginnings, *singulars))


def _by_lists(text: str, label: Votes) -> Iterator[Vote]:
    """Places and peoples."""
    if text.isupper() and len(text) > _LONGEST_CODE and text.title() in places():
        yield "Place", CERTAIN  # a dateline
    if text in countries():
        yield "Place", VERY_STRONG
    elif text in places() and any(label.get(kind) for kind in ("Place", "Other")):
        # the Beijing of "anti-Beijing" is no nationality
        yield "Place", CERTAIN if label.get("Other") == LABEL else FAIR
    elif label.get("Person") == LABEL and _is_city_of_no_person(text):
        yield "Place", VERY_STRONG
    if text in word_set("places", "adjectives"):
        yield "Other", CERTAIN
    elif text in peoples():
        yield "Group", CERTAIN


def _is_city_of_no_person(text: str) -> bool:
    """Whether it is a place of several words that begins as no person's name: "São Paulo"."""
    first, *others = text.split()
    return bool(others) and text in places() and not is_first_name(first)


# --- one word -----------------------------------------------------------------------------------


def _by_letters(text: str, label: Votes) -> Iterator[Vote]:
    """Acronyms, and capitals within a word."""
    if text.isupper():
        if 2 <= len(text) <= _LONGEST_ACRONYM and not label.get("Place"):
            yield "Organisation", FAIR
    elif _has_inner_capital(text) and "-" not in text and not label.get("Person"):
        yield "Organisation", WEAK


# --- several words ------------------------------------------------------------------------------


def _by_parts(parts: list[str], label: Votes, is_known: bool) -> Iterator[Vote]:
    """The first and last words of a name."""
    has_first_name = len(parts) < _LONGEST_PERSON and is_first_name(parts[0])
    is_person = has_first_name and label.get("Person", 0.0) > 0
    by_words = list(_by_first_and_last([part.lower() for part in parts if not part.isdigit()]))
    if by_words:
        # Marc Lamont Hill
        yield from (vote for vote in by_words if not is_person or vote[0] != "Place")
        return
    if is_person:
        yield "Person", WEAK
    elif has_first_name and not is_known and _is_called_like_person(parts, label):
        # the model takes many for firms; a firm called like a person has a board, shares, a chief
        yield "Person", VERY_STRONG
    if parts[0] in word_set("names", "car_makers") and _is_of_car(parts):
        yield "Work", VERY_STRONG
    elif not is_known and _is_team(parts):
        yield "Organisation", FAIR


def _by_first_and_last(lower: list[str]) -> Iterator[Vote]:
    """A name of several words is what its last word says, but for what its first words say."""
    if not lower:
        return
    first = _type_by_first(lower)
    if first is not None:
        yield first, CERTAIN
    elif _ends_as_organisation(lower):
        yield "Organisation", STRONG
    else:
        last = _type_by_last(lower)
        if last is not None:
            yield last, CERTAIN


def _type_by_first(lower: list[str]) -> EntityType | None:
    """What the first word or two of a name say: "Bank of England"."""
    beginnings = {lower[0], " ".join(lower[:2])}
    kinds: Mapping[EntityType, list[str]] = words("name-types")["first"]
    for kind, table in kinds.items():
        if beginnings.isdisjoint(table):
            continue
        if kind != "Place" or not _has_organisation_suffix(lower):  # City of York Police
            return kind
    return None


def _type_by_last(lower: list[str]) -> EntityType | None:
    """What the last words of a name say: "police department", "airport"."""
    endings = _endings(lower)
    kinds: Mapping[EntityType, list[str]] = words("name-types")["last"]
    for kind, table in kinds.items():
        if not endings.isdisjoint(table):
            return kind
    return None


def _endings(lower: list[str]) -> set[str]:
    """The last one, two and three words of a name."""
    return {" ".join(lower[-size:]) for size in (1, 2, 3)}


def _has_organisation_suffix(lower: list[str]) -> bool:
    """Whether the last words end names of organisations: "inc.", "university"."""
    return any(is_organisation_suffix(ending) for ending in _endings(lower))


def _ends_as_organisation(lower: list[str]) -> bool:
    """Whether the last words are those of an organisation, and not of an event or prize."""
    if not _endings(lower).isdisjoint(words("name-types")["last"]["Other"]):
        return False
    return _has_organisation_suffix(lower)


def _is_called_like_person(parts: list[str], label: Votes) -> bool:
    """Whether the name is like a person's, by a first name that many bear.

    Of what the model calls a firm, a rare one with a known surname counts too.
    """
    if not all(part.isalpha() and part.istitle() for part in parts):
        return False
    if is_common_first_name(parts[0]):
        return True
    return "Organisation" in label and parts[0] not in places() and is_surname(parts[-1])


def _is_of_car(parts: list[str]) -> bool:
    """Whether a model stands behind the maker's name, not a part or partner of the firm."""
    last = parts[-1]
    if len(parts) >= _LONGEST_PERSON or last.isupper():
        return False
    if last in word_set("names", "car_makers") or last in places():
        return False
    lower = last.lower()
    return lower not in types_of_nouns() and lower not in word_set("names", "bodies")


def _is_team(parts: list[str]) -> bool:
    """Whether the name is a place and a plural: the Boston Celtics."""
    return parts[-1].endswith("s") and " ".join(parts[:-1]) in places()
