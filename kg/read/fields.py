"""The fields of a record, of whatever format, as those of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from kg.model import Article
from kg.read.clean import clean
from kg.read.errors import ReadError
from kg.read.formats import EXTRA
from kg.read.item import DateCertainty, Item, Options, Reading
from kg.read.text import check_text

# How others call a field, in small letters without signs: "date_published" is "datepublished". The
# first is ours; what stands under it must be right, what stands under others may be something else.
NAMES = {
    "id": ("id",),
    "text": ("text", "body", "content", "articlebody"),
    "title": ("title", "headline"),
    "date": ("date", "published", "datepublished", "publishedat", "pubdate", "publicationdate"),
    "url": ("url", "link"),
    "source": ("source", "publisher"),
    "author": ("author", "byline", "authors"),
}
_SIGNS = re.compile(r"[^a-z0-9]")
_PARAGRAPHS = re.compile(r"<(?:p|div|br|h[1-6]|li)\b[^<>]{0,500}>", re.IGNORECASE)
_FEW_PARAGRAPHS = 2  # signs of HTML; one may be what the text is about
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def parse_fields(pairs: Sequence[str]) -> Options:
    """The options that `--field text=body` and the like stand for.

    Raises `ReadError` where a pair is none, or names no field of an article.
    """
    fields: dict[str, str] = {}
    for pair in pairs:
        ours, sign, theirs = pair.partition("=")
        if not (sign and theirs) or ours not in NAMES:
            raise ReadError(
                f"--field {pair}: write FIELD=NAME, where FIELD is one of {', '.join(NAMES)}"
            )
        if fields.setdefault(ours, theirs) != theirs:
            raise ReadError(f"--field {pair}: {ours} is {fields[ours]} already; give it once")
    return Options(fields)


def folded_name(name: str) -> str:
    """A name of a field without capitals and signs."""
    return _SIGNS.sub("", name.lower())


@dataclass(slots=True)
class _Record:
    """A record, with its values under folded names, and what was odd about it."""

    values: Mapping[str, Any]
    options: Options
    warnings: list[str] = field(default_factory=list)
    by_name: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.values:
            self.by_name.setdefault(folded_name(name), name)

    def candidates(self, ours: str) -> Iterator[tuple[str, Any, bool]]:
        """Name and value of each field that may be ours, and whether it must be right."""
        theirs = self.options.fields.get(ours)
        if theirs is not None:
            yield theirs, _dug(self.values, theirs), True
            return
        for number, folded in enumerate(NAMES[ours]):
            name = ours if not number and ours in self.values else self.by_name.get(folded)
            if name is not None and self.values[name] is not None:
                yield name, self.values[name], not number

    def string(self, ours: str, where: str) -> tuple[str, str] | None:
        """Name and value of the first field that is ours and holds something."""
        for name, value, must in self.candidates(ours):
            found = _string(value, ours)
            if found is not None and found.strip():
                return name, found
            if found is None and must:
                raise ReadError(
                    f"{where}`{name}` is {_short(value)}; make it a string, or leave it out"
                )
            if found is None:
                self.warnings.append(f"`{name}` is {_short(value)}, which is not understood")
        return None


def article_of(values: Mapping[str, Any], item: Item, options: Options, kind: str) -> Reading:
    """The article in a record of any format.

    Raises `ReadError`, without the place, where there is none.
    """
    record = _Record(values, options)
    given = _given_id(record)
    where = "" if given is None else f"article {_short(given)}: "
    text = _text(record, where)
    title, url, source, author = (
        _cleaned(record.string(ours, where)) for ours in ("title", "url", "source", "author")
    )
    day, date_source, certainty = _date(record, where)
    article = Article(
        id=clean(given or url or item.name),
        text=text,
        title=title,
        date=day,
        url=url or item.url,
        source=source,
        author=author,
    )
    return Reading(
        article, item.where, kind, date_source, certainty, source, tuple(record.warnings)
    )


def holds_text(values: Mapping[str, Any], options: Options) -> bool:
    """Whether a record has a text, under whatever name."""
    found = _Record(values, options).candidates("text")
    return any(_string(value, "text") is not None for _, value, _ in found)


def _given_id(record: _Record) -> str | None:
    for name, value, _ in record.candidates("id"):
        key = str(value) if _is_number(value) else value
        if not isinstance(key, str) or not clean(key).strip():
            raise ReadError(
                f"`{name}` is {_short(value)}; give each article an id, a string of its own"
            )
        return key
    return None


def _text(record: _Record, where: str) -> str:
    found = [
        (name, text)
        for name, value, _ in record.candidates("text")
        if (text := _string(value, "text")) is not None
    ]
    if not found:
        name = record.options.fields.get("text", "text")
        value = _dug(record.values, name)
        raise ReadError(
            f"{where}`{name}` is {type(value).__name__}; put the article's text there as a "
            f"string, or say where it is: --field text=NAME{_names_of(record.values)}"
        )
    name, text = next(((n, t) for n, t in found if t.strip()), found[0])
    try:
        return check_text(_without_tags(name, check_text(text), record))
    except ReadError as error:
        raise ReadError(f"{where}`{name}` is {error}") from error


def _without_tags(name: str, text: str, record: _Record) -> str:
    """The paragraphs of a text that is HTML; any other text as it is."""
    if len(_PARAGRAPHS.findall(text)) < _FEW_PARAGRAPHS:
        return text
    try:
        from kg.read.html import plain_text

        plain = plain_text(text)
    except ImportError:
        record.warnings.append(f"`{name}` holds HTML tags; to have them read: {EXTRA}")
        return text
    record.warnings.append(f"`{name}` is HTML, of which the paragraphs are read")
    return plain


def _date(record: _Record, where: str) -> tuple[str | None, str | None, DateCertainty | None]:
    """The day, where it came from, and how sure it is.

    Words for a day stay as they are: the language half reads those, and warns where it cannot.
    """
    found = record.string("date", where)
    if found is None:
        return None, None, None
    name, value = found[0], clean(found[1]).strip()
    day = day_of(value)
    return (day, name, "certain") if day else (value, name, "probable")


def day_of(value: str) -> str | None:
    """The day of a date or time in ISO 8601 or as in an e-mail, as YYYY-MM-DD."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(value).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    try:
        return date.fromisoformat(value[:10]).isoformat() if _DAY.match(value) else None
    except ValueError:
        return None


def _string(value: Any, ours: str) -> str | None:
    """The value as words; of people the names, of paragraphs all; None for what is none."""
    if isinstance(value, str):
        return value
    if ours in ("source", "author") and isinstance(value, Mapping):
        return _string(value.get("name"), ours)
    if ours in ("text", "author") and isinstance(value, list):
        parts = [_string(part, ours) for part in value]
        if all(part is not None for part in parts):
            return ("\n\n" if ours == "text" else ", ").join(p for p in parts if p)
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _cleaned(found: tuple[str, str] | None) -> str | None:
    return clean(found[1]).strip() or None if found else None


def _dug(values: Mapping[str, Any], path: str) -> Any:
    """The value under a name, or under the names of a path with dots."""
    if path in values:
        return values[path]
    value: Any = values
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _names_of(values: Mapping[str, Any]) -> str:
    return f" (there are: {listed(values)})" if values else ""


def listed(names: Iterable[str]) -> str:
    """The first names of fields, for a message."""
    return ", ".join(" ".join(clean(name).split())[:30] for name in islice(names, 12))


def _short(value: Any) -> str:
    """A value for a message, in one line."""
    shown = ascii(value) if isinstance(value, str) and clean(value) != value else repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
