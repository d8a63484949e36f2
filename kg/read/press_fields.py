"""Fields of articles as the press writes them: bylines, days, and headlines in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.model import Article
from kg.patterns import word_set, words
from kg.read.clean import clean
from kg.read.errors import ReadError
from kg.read.item import DateCertainty, Item, Reading
from kg.read.text import check_text

_LONGEST_FIELD = 2_000  # characters; a title of more is none
_LONGEST_TITLE = 300  # in what a file says of itself
_MOST_ABOVE_TITLE = 3  # paragraphs: a section, a dateline
_LONGEST_HEADLINE = 200
_FEWEST_HEADLINE_WORDS = 3
_MARKS = " \t\r\n.,;:|/–—-*"
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")
_ADDRESS = re.compile(r"\S*@\S+|https?://\S+|www\.\S+")
_SEPARATOR = re.compile(r"[/;|•·&+\n\t]|\s[–—-]+\s|,(?! (?:[JS]r|I{2,3}|IV)\b)")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_MOST_NAME_WORDS = 6
_LONGEST_AROUND_DAY = 32  # characters: "Last updated: Wednesday, at 10:02 a.m. GMT"
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of an article, the field that gives it, and how sure that is."""

    day: str  # YYYY-MM-DD
    field: str
    certainty: DateCertainty


@dataclass(frozen=True, slots=True)
class Draft:
    """What a document says of one article, as it says it."""

    paragraphs: Sequence[str]
    id: str | None = None
    title: str | None = None
    date: Dated | None = None
    source: str | None = None
    author: str | None = None
    warnings: tuple[str, ...] = ()


def reading(item: Item, where: str, kind: str, draft: Draft) -> Reading | ReadError:
    """The article of a draft, cleaned, its headline not repeated in the text.

    An error where there is no text, or too much of it.
    """
    title = _field(draft.title)
    try:
        text = check_text("\n\n".join(without_title(draft.paragraphs, title)))
    except ReadError as error:
        return ReadError(f"{where}: {error}")
    id = clean(draft.id or "").strip() or item.name
    article = Article(
        id=unicodedata.normalize("NFC", id) if draft.id is None else id,
        text=text,
        title=title,
        date=draft.date.day if draft.date else None,
        url=item.url,
        source=_field(draft.source),
        author=_field(draft.author),
    )
    return Reading(
        article,
        where,
        kind,
        date_source=draft.date.field if draft.date else None,
        date_certainty=draft.date.certainty if draft.date else None,
        warnings=draft.warnings,
    )


def without_title(paragraphs: Sequence[str], title: str | None) -> Sequence[str]:
    """The paragraphs without one at their head that is the title again."""
    if not title or len(paragraphs) < 2:
        return paragraphs
    for number, paragraph in enumerate(paragraphs[:_MOST_ABOVE_TITLE]):
        if same_words(paragraph, title):
            return [*paragraphs[:number], *paragraphs[number + 1 :]]
    return paragraphs


def is_like_headline(paragraph: str) -> bool:
    """Whether a paragraph has the form of a headline: a few words without a full stop."""
    is_short = len(paragraph) <= _LONGEST_HEADLINE and "\n" not in paragraph
    words_of_it = len(paragraph.split())
    is_open = not paragraph.endswith((".", ":", ",", ";")) and not is_typed_field(paragraph)
    return is_short and is_open and words_of_it >= _FEWEST_HEADLINE_WORDS


def same_words(one: str, other: str) -> bool:
    """Whether two texts have the same words, in any case and with any marks."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def _field(text: str | None) -> str | None:
    """The text in one line; nothing where it is empty or far too long."""
    line = " ".join(clean(text or "").split())
    return line if 0 < len(line) <= _LONGEST_FIELD else None


# --- authors ------------------------------------------------------------------------------------


@cache
def _byline_words(*keys: str) -> frozenset[str]:
    return word_set("press", *keys)


@cache
def _by() -> re.Pattern[str]:
    phrases = [*words("layout")["byline"]["by"], *words("press")["byline"]["by"]]
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, longest_first))})\b:?\s*", re.IGNORECASE)


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(words('layout')['byline']['joins'])})\s", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    """What stands behind a name: "in London", "of the Ledger"."""
    before = [*words("layout")["byline"]["places"], *words("press")["byline"]["tails"]]
    return re.compile(rf"(?:\s|^)(?:{'|'.join(before)})\s.*", re.IGNORECASE | re.DOTALL)


def starts_as_byline(line: str) -> bool:
    """Whether a line begins with "By" and goes on to names."""
    found = _by().match(line)
    return found is not None and author_names(line) is not None


def author_names(byline: str | None, *organisations: str | None) -> str | None:
    """The persons of a byline, separated by commas; without "By", offices, agencies and towns.

    A part that is one of the `organisations` is no name either. Nothing where nobody is named.
    """
    line = _ADDRESS.sub(" ", _BRACKETS.sub(" ", clean(byline or "")[:_LONGEST_FIELD]))
    line = _by().sub("", line, count=1) if _by().match(line) else line
    others = {" ".join(_bare(name)) for name in organisations if name}
    parts = (part for piece in _SEPARATOR.split(line) for part in _joins().split(f" {piece} "))
    names: list[str] = []
    for part in parts:
        if (name := _name(part, others)) and not (names and _is_paper(name)):
            names.append(name)
    full = [name for name in names if " " in name]
    if not full and len(names) == 2:  # "Roe, Jane"
        return f"{names[1]} {names[0]}"
    return ", ".join(dict.fromkeys(full or names)) or None


def _name(part: str, organisations: set[str]) -> str | None:
    """The name in a part of a byline, if it is one of a person."""
    by = _by().match(part)
    name = " ".join(_tail().sub("", part[by.end() if by else 0 :]).split())
    name = name.strip(_MARKS.replace(".", "")) if _ends_in_initial(name) else name.strip(_MARKS)
    pieces = _bare(name)
    if not pieces or " ".join(pieces) in organisations:
        return None
    if not _byline_words("byline", "others").isdisjoint(pieces):
        return None
    if len(name.split()) > _MOST_NAME_WORDS or any(c.isdigit() for c in name):
        return None
    return name if any(word[0].isupper() for word in _WORD.findall(name)) else None


def _is_paper(name: str) -> bool:
    return not _byline_words("byline", "papers").isdisjoint(_bare(name))


def _ends_in_initial(name: str) -> bool:
    """Whether the last mark belongs to the name: "John Doe Jr.", "Martin K."."""
    last = name.rpartition(" ")[2]
    bare = last.rstrip(".").casefold()
    return last.endswith(".") and (len(bare) == 1 or bare in _byline_words("byline", "suffixes"))


# --- days ---------------------------------------------------------------------------------------


@cache
def _months() -> dict[str, int]:
    months = {month: number for number, month in enumerate(words("time")["months"], 1)}
    return months | dict(words("time")["months_short"])


@cache
def _written_day() -> re.Pattern[str]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    ending = "|".join(words("layout")["day_endings"])
    return re.compile(
        rf"\b(?:(?P<m1>{month})\.? (?P<d1>\d{{1,2}})(?:{ending})?,? (?P<y1>\d{{4}})"
        rf"|(?P<d2>\d{{1,2}})(?:{ending})?[ -](?P<m2>{month})\.?,?[ -](?P<y2>\d{{4}}))\b",
        re.IGNORECASE,
    )


def day_of(value: str | None) -> str | None:
    """The day that a field gives: ISO 8601 with or without marks, or in words; as it is there.

    The zone is left alone: the day of the newsroom is the day of the article.
    """
    text = " ".join((value or "")[:_LONGEST_FIELD].split())
    if iso := _ISO.match(text):
        return _valid(int(iso[1]), int(iso[2]), int(iso[3]))
    if written := _written_day().search(text):
        month = written["m1"] or written["m2"]
        year, day = written["y1"] or written["y2"], written["d1"] or written["d2"]
        return _valid(int(year), _months()[month.casefold()], int(day))
    return None


def only_day(line: str) -> str | None:
    """The day of a line that holds nothing else but a weekday and an hour."""
    found = _written_day().search(line)
    if found is None or len(line) - len(found[0]) > _LONGEST_AROUND_DAY:
        return None
    return day_of(line)


def first_dated(fields: Iterable[tuple[str | None, str, DateCertainty]]) -> Dated | None:
    """The first of the fields (value, name, how sure) that gives a day."""
    for value, field, certainty in fields:
        if day := day_of(value):
            return Dated(day, field, certainty)
    return None


# --- what stands above a typed text ---------------------------------------------------------------

_MOST_LINES_ABOVE = 8
_LONGEST_LINE_ABOVE = 150  # characters
_CLOSED = re.compile(r"[.!?…][\"”'’)]*$")


@dataclass(frozen=True, slots=True)
class Typed:
    """The paragraphs of a typed text without the lines that give its author and day."""

    paragraphs: Sequence[str]
    author: str | None = None
    date: Dated | None = None


def typed_fields(paragraphs: Sequence[str]) -> Typed:
    """What the lines above a text say of its author and day, in documents without fields.

    Such lines are left out of the text: "By Jane Roe", "4 March 2019, 10:02".
    """
    author: str | None = None
    day: str | None = None
    kept: list[str] = []
    for number, paragraph in enumerate(paragraphs[:_MOST_LINES_ABOVE]):
        is_text = len(paragraph) > _LONGEST_LINE_ABOVE
        if is_text or (author and day):
            kept += paragraphs[number:_MOST_LINES_ABOVE]
            break
        written = _written_day().search(paragraph)
        rest = paragraph.replace(written[0], ";") if written else paragraph
        names = _typed_byline(rest) if author is None else None
        own_day = day_of(paragraph) if names else only_day(paragraph)
        if day is None and own_day and not _CLOSED.search(paragraph):
            day = own_day
        elif not names:
            kept.append(paragraph)
        author = author or names
    kept += paragraphs[_MOST_LINES_ABOVE:]
    date_line = Dated(day, "date line", "probable") if day else None
    return Typed(kept, author, date_line)


def is_typed_field(line: str) -> bool:
    """Whether a line does nothing but name the author or give the day."""
    if len(line) > _LONGEST_LINE_ABOVE or _CLOSED.search(line):
        return False
    return only_day(line) is not None or _typed_byline(line) is not None


def _typed_byline(line: str) -> str | None:
    """The names of a line that begins with "By" and holds full names and no sentence."""
    by = _by().match(line)
    if by is None or not line[by.end() : by.end() + 1].isupper():
        return None
    names = author_names(line)
    is_sentence = _CLOSED.search(line) is not None and not _ends_in_initial(line)
    return names if names and " " in names and not is_sentence else None


@cache
def _made_title() -> re.Pattern[str]:
    made = "|".join(map(re.escape, words("press")["metadata"]["made_titles"]))
    return re.compile(rf"(?:{made})?[\W_\d]*|\S*[_\d]\S*", re.IGNORECASE)


def given_title(title: str | None) -> str | None:
    """The title that a file gives for itself; nothing if it looks like one that a program made."""
    line = " ".join(clean(title or "").split())
    metadata = words("press")["metadata"]
    bare = line.casefold().rstrip(")")
    if bare.startswith(tuple(metadata["made_beginnings"])):
        return None
    if bare.endswith(tuple(metadata["suffixes"])) or _made_title().fullmatch(line):
        return None
    return line if len(line) <= _LONGEST_TITLE else None


def person(name: str | None) -> str | None:
    """The author that a file gives for itself; nothing where that is an account or a program."""
    line = " ".join(clean(name or "").split())
    if line.casefold() in word_set("press", "metadata", "accounts"):
        return None
    names = author_names(line)
    return names if names and " " in names else None


def pdf_day(value: str | None) -> str | None:
    """The day of a PDF date: "D:20190304101500+01'00'"."""
    return day_of((value or "").removeprefix("D:")[:8])


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= 1500 else None
    except ValueError:
        return None
