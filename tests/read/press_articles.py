"""Invented articles to write in a format and read back, and how well that went."""

from __future__ import annotations

import calendar
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.read.errors import ReadError
from kg.read.item import Item, Options, Reading

_FIRST = ["Jane", "Tomás", "Aoife", "Peter", "Ngozi", "Hélène", "Mary-Ann", "Lars", "Wei", "Omar"]
_LAST = ["Roe", "Nováková", "O'Dowd", "van der Berg", "Okafor", "Lefèvre", "McBride", "Smith"]
_TOWNS = ["Leeds", "Porto", "Aarhus", "Nairobi", "Saint-Malo", "New Haven", "Uppsala"]
_FIRMS = ["Bolt Ltd.", "Acme Inc.", "Grønvik AS", "Marsh & Sons", "Hallam-Pryce", "Tern Airways"]
_VERBS = ["opened", "sold", "closed", "inspected", "bought", "repaired", "flooded", "repainted"]
_THINGS = [
    "a long-term lease on the harbour",
    "the 19th-century town hall",
    "12.5 percent of its well-known ferry line",
    "two bridges worth £3.4 million",
    "a so-called self-service bakery",
    "an international school for sailors",
    "the company's administrative headquarters",
    "more than 1,500 bicycles",
]
_WHEN = ["on Monday", "last week", "in March 2018", "after a three-year dispute", "at 10.30 a.m."]
_SAYINGS = [
    "We did not expect so many letters",
    "Nobody has been told to leave",
    "The roof will be finished before winter",
    "It's a good day for the town",
    "There were 42 objections – all of them in writing",
]
_SOURCES = ["The Harbour Gazette", "Leeds Evening Courier", "Nordic Wire", "Union Dispatch"]


@dataclass(frozen=True)
class Story:
    """An article: what must come out of a file that holds it."""

    number: int
    title: str
    author: str
    date: str
    source: str
    town: str
    paragraphs: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        return self.author.split(", ")

    @property
    def long_date(self) -> str:
        """In words, as American newspapers write it."""
        year, month, day = self.date.split("-")
        return f"{_MONTHS[int(month) - 1]} {int(day)}, {year}"

    @property
    def british_date(self) -> str:
        year, month, day = self.date.split("-")
        return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


_MONTHS = calendar.month_name[1:]


def story(number: int) -> Story:
    """The article of that number, always the same."""
    chance = random.Random(number)
    people = [f"{chance.choice(_FIRST)} {chance.choice(_LAST)}" for _ in range(6)]
    authors = people[: 1 + (chance.random() < 0.3)]
    firm, town = chance.choice(_FIRMS), chance.choice(_TOWNS)
    verb, thing = chance.choice(_VERBS), chance.choice(_THINGS)
    title = f"{firm.rstrip('.')} in {town} {verb} {thing.replace('a ', '', 1)}"
    count = chance.randint(3, 12)
    return Story(
        number,
        title[0].upper() + title[1:],
        ", ".join(dict.fromkeys(authors)),
        f"20{chance.randint(0, 24):02d}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        chance.choice(_SOURCES),
        town,
        tuple(_paragraph(chance, people) for _ in range(count)),
    )


def _paragraph(chance: random.Random, people: Sequence[str]) -> str:
    return " ".join(_sentence(chance, people) for _ in range(chance.randint(1, 4)))


def _sentence(chance: random.Random, people: Sequence[str]) -> str:
    who = chance.choice(people)
    if chance.random() < 0.3:
        return f"“{chance.choice(_SAYINGS)},” said {who} of {chance.choice(_TOWNS)}."
    return (
        f"{chance.choice(_FIRMS)} {chance.choice(_VERBS)} {chance.choice(_THINGS)} in "
        f"{chance.choice(_TOWNS)} {chance.choice(_WHEN)}, {who} wrote."
    )


def stories(count: int) -> list[Story]:
    """As many articles, from the first."""
    return [story(number) for number in range(count)]


Read = Callable[[Item, Options], Iterator[Reading | ReadError]]


def read_all(read: Read, data: bytes, name: str = "article") -> list[Reading | ReadError]:
    """What a reader makes of the bytes of a file."""
    return list(read(Item(where=f"{name}.file", name=name, data=data), Options()))


def read_one(read: Read, data: bytes, name: str = "article") -> Reading:
    """The one article of a file."""
    (found,) = read_all(read, data, name)
    assert isinstance(found, Reading), found
    return found


def complaint(read: Read, data: bytes, name: str = "article") -> str:
    """The one error of a file."""
    (found,) = read_all(read, data, name)
    assert isinstance(found, ReadError), found
    return str(found)


def is_sound(found: Reading | ReadError) -> bool:
    """Whether this is an article that can be written as UTF-8, or an error of one line."""
    if isinstance(found, ReadError):
        return "\n" not in str(found)
    article = found.source
    fields = (article.id, article.text, article.title, article.author, article.source)
    return all(field is None or field.encode("utf-8") for field in fields)


def damaged(data: bytes, seed: int) -> bytes:
    """The bytes cut off, with other bytes here and there, or with a piece twice."""
    chance = random.Random(seed)
    out = bytearray(data)
    if chance.random() < 0.4:
        del out[chance.randrange(len(out)) :]
    if chance.random() < 0.2:
        start, end = sorted(chance.randrange(len(data)) for _ in range(2))
        out[chance.randrange(len(out) + 1) : 0] = data[start:end]
    for _ in range(chance.choice([0, 1, 2, 5, 40]) if out else 0):
        out[chance.randrange(len(out))] = chance.choice([0, 10, 32, 60, 62, chance.randrange(256)])
    return bytes(out)


def f1(one: str, other: str) -> float:
    """How far two texts have the same words."""
    words, others = Counter(re.findall(r"\w+", one)), Counter(re.findall(r"\w+", other))
    common = (words & others).total()
    return 2 * common / max(1, words.total() + others.total())


@dataclass(frozen=True)
class Score:
    """Shares of articles of which a field was read right."""

    title: float
    date: float
    author: float
    source: float
    text: float
    paragraphs: float


def score(pairs: Sequence[tuple[Story, Reading | ReadError]]) -> Score:
    """How well articles were read; an error is wrong in all."""

    def share(is_right: Callable[[Story, Reading], bool]) -> float:
        right = sum(isinstance(got, Reading) and is_right(want, got) for want, got in pairs)
        return right / len(pairs)

    return Score(
        title=share(lambda want, got: got.source.title == want.title),
        date=share(lambda want, got: got.source.date == want.date),
        author=share(lambda want, got: got.source.author == want.author),
        source=share(lambda want, got: got.source.source == want.source),
        text=share(lambda want, got: f1("\n".join(want.paragraphs), got.source.text) >= 0.98),
        paragraphs=share(lambda want, got: got.source.text == "\n\n".join(want.paragraphs)),
    )


def misses(pairs: Sequence[tuple[Story, Reading | ReadError]], most: int = 5) -> str:
    """The first articles that were not read word for word, for a look at what went wrong."""
    out = []
    for want, got in pairs:
        if not isinstance(got, Reading):
            out.append(f"{want.number}: {got}")
            continue
        article = got.source
        wanted = (want.title, want.date, want.author, "\n\n".join(want.paragraphs))
        found = (article.title, article.date, article.author, article.text)
        both = zip(wanted, found, strict=True)
        out += [f"{want.number}: {a!r}\n   -> {b!r}" for a, b in both if a != b]
    return "\n".join(out[:most])
