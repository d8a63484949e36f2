"""Dates and amounts: the words, and their value read against the article's date, as precise as the text and no more."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import dateparser

from kg.language.names import is_false_date
from kg.model import EntityType
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_AGO = re.compile(r"(?:about |around |nearly |almost |some )?(\w+) (day|week|month|year|decade)s? (ago|earlier|before|later|from now)")
_MONTH = "|".join([*words("time")["months"], *words("time")["months_short"]])
_DAY_MONTH = re.compile(
    rf"(?:(?P<m1>{_MONTH})\.? (?P<d1>\d\d?)(?!\d)(?:st|nd|rd|th)?|(?:the )?(?P<d2>\d\d?)(?:st|nd|rd|th)?(?: of)? (?P<m2>{_MONTH}))\.?(?:,? (?P<y>\d{{4}}))?"
)
_MONTH_YEAR = re.compile(rf"(?:(?:early|mid|late|in|since|by|this|last|next|the end of|the beginning of)[- ])?(?P<m>{_MONTH})\.?,?(?: of)?(?: (?P<y>\d{{4}}))?")
_AROUND = re.compile(r"^(?:(?:on|in|since|by|until|from|early|late|earlier|later) |the (?:end|beginning|start|middle|rest) of (?:the )?|mid[- ])+")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Measure:
    """Tokens `start` to `end` that give a date, a sum of money or a quantity, with the value where the words have one."""

    start: int
    end: int
    type: EntityType
    value: str | None = None
    amount: float | None = None
    unit: str | None = None
    bound: str | None = None
    per: str | None = None


def measures_of(doc: Doc, article_date: str | None) -> tuple[Measure, ...]:
    """Dates and sums of money in order. Without an article date relative expressions keep no value."""
    base = dt.date.fromisoformat(article_date) if article_date else None
    out: list[Measure] = []
    for span in doc.ents:
        if len(span) == 1 and is_false_date(span[0]):
            continue
        if span.label_ in {"DATE", "TIME"}:
            trimmed = _without_edges(span)
            out.append(Measure(trimmed.start, trimmed.end, "Date", value=value_of(trimmed, base)))
        elif span.label_ == "MONEY":
            out.append(_money(span))
    taken = {i for m in out for i in range(m.start, m.end)}
    weekdays = (t for t in doc if t.i not in taken and t.lower_ in word_set("time", "weekdays") and t.text[0].isupper())
    out.extend(Measure(t.i, t.i + 1, "Date", value=value_of(doc[t.i : t.i + 1], base)) for t in weekdays)
    return tuple(sorted(out, key=lambda m: m.start))


def iso_date(text: str) -> str | None:
    """A full date as YYYY-MM-DD; None where day, month or year is missing, and for 03-02-2009, which may be two days."""
    text = text.strip()
    if (iso := _ISO.fullmatch(text)) and iso.group(3):
        return text if _exists(int(iso[1]), int(iso[2]), int(iso[3])) else None
    if not any(c.isalpha() for c in text):
        return None
    parsed = dateparser.parse(text, languages=["en"], settings={"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]})
    return parsed.date().isoformat() if parsed else None


def value_of(span: Span, base: dt.date | None) -> str | None:
    """YYYY, YYYY-MM or YYYY-MM-DD of a time expression read against `base`; None for durations, frequencies and what cannot be told."""
    text = re.sub(r"\s+", " ", span.text.lower()).strip(" ,.'’")
    text = _AROUND.sub("", text)
    if iso := _ISO.fullmatch(text):
        return text if _YEAR.fullmatch(iso[1]) and (not iso[3] or _exists(int(iso[1]), int(iso[2]), int(iso[3]))) else None
    if (day := _DAY_MONTH.search(text)) and (value := _calendar_day(day, base, _is_future(span))):
        return value
    if month := _MONTH_YEAR.fullmatch(text):
        return _calendar_month(month, text, base, _is_future(span))
    if (weekday := _weekday_in(text)) is not None:
        return _weekday_value(span, weekday, text, base)
    return _relative(text, base) if base else None


def _without_edges(span: Span) -> Span:
    start, end = span.start, span.end
    while end - start > 1 and (span.doc[end - 1].is_space or span.doc[end - 1].tag_ == "POS" or span.doc[end - 1].text in {",", "(", ")"}):
        end -= 1
    while end - start > 1 and span.doc[start].is_space:
        start += 1
    return span.doc[start:end]


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _month_number(name: str) -> int:
    months: list[str] = words("time")["months"]
    return months.index(name) + 1 if name in months else int(words("time")["months_short"][name])


def _calendar_day(match: re.Match[str], base: dt.date | None, future: bool) -> str | None:
    month, day = _month_number(match["m1"] or match["m2"]), int(match["d1"] or match["d2"])
    if match["y"]:
        return f"{match['y']}-{month:02}-{day:02}" if _exists(int(match["y"]), month, day) else None
    if base is None or not _exists(base.year, month, day):
        return None
    year = _nearest_year(base, month, day, future)
    return f"{year}-{month:02}-{day:02}" if year else None


def _nearest_year(base: dt.date, month: int, day: int, future: bool) -> int | None:
    """The year that puts the day nearest to the article's date, or next after it: news speaks of the months around it."""
    years = [y for y in (base.year - 1, base.year, base.year + 1) if _exists(y, month, day) and not (future and dt.date(y, month, day) < base)]
    return min(years, key=lambda y: (abs((dt.date(y, month, day) - base).days), y), default=None)


def _calendar_month(match: re.Match[str], text: str, base: dt.date | None, future: bool) -> str | None:
    month = _month_number(match["m"])
    if match["y"]:
        return f"{match['y']}-{month:02}"
    if base is None or (match["m"] in {"may", "march", "mar", "dec"} and text == match["m"] and base is None):
        return None
    year = base.year
    if text.startswith("next ") and month <= base.month or future and month < base.month:
        year += 1
    elif not future and not text.startswith(("next ", "this ")) and month > base.month:
        year -= 1
    return f"{year}-{month:02}"


def _weekday_in(text: str) -> int | None:
    weekdays: list[str] = words("time")["weekdays"]
    found = [weekdays.index(w) for w in re.findall(r"[a-z]+", text) if w in weekdays]
    return found[0] if len(found) == 1 else None


def _weekday_value(span: Span, weekday: int, text: str, base: dt.date | None) -> str | None:
    """The latest such day on or before the article's date; beside a future the next one."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if base is None or text.startswith(("every", "each")) or before in {"every", "each"} or text.endswith("days"):
        return None
    back = (base.weekday() - weekday) % 7
    if text.startswith("last ") and back == 0:
        back = 7
    if text.startswith(("next ", "this coming ")) or _is_future(span):
        return (base + dt.timedelta(days=(7 - back) % 7 or 7)).isoformat()
    return (base - dt.timedelta(days=back)).isoformat()


def _is_future(span: Span) -> bool:
    """Does the verb that the expression hangs on speak of what is to come?"""
    future = word_set_of_future()
    verb = span.root
    while verb.head != verb and verb.pos_ not in {"VERB", "AUX"}:
        verb = verb.head
    if verb.tag_ == "VBD":
        return False
    return verb.lemma_.lower() in future or any(c.dep_ == "aux" and c.lower_ in future for c in verb.children)


def word_set_of_future() -> frozenset[str]:
    """Words that make a clause speak of the future."""
    return frozenset(words("time")["future"]["words"])


def _relative(text: str, base: dt.date) -> str | None:
    table = words("time")["relative"]
    if text in table:
        unit, steps = table[text]
        return _step(base, unit, steps)
    if ago := _AGO.fullmatch(text):
        count = int(ago[1]) if ago[1].isdigit() else {"a": 1, "an": 1, **words("amounts")["number"]}.get(ago[1])
        if count is None:
            return None
        sign = 1 if ago[3] in {"later", "from now"} else -1
        return _step(base, ago[2], sign * count) if ago[3] in {"ago", "from now"} else None
    return None


def _step(base: dt.date, unit: str, steps: int) -> str | None:
    if unit == "day":
        return (base + dt.timedelta(days=steps)).isoformat()
    if unit == "week":
        return None  # no value of the record is as wide as a week
    if unit == "month":
        months = base.year * 12 + base.month - 1 + steps
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{base.year + steps * (10 if unit == 'decade' else 1):04}"


def _money(span: Span) -> Measure:
    doc, start = span.doc, span.start
    if start and doc[start - 1].text in words("amounts")["currency"]:
        start -= 1
    tokens = list(doc[start : span.end])
    currency = words("amounts")["currency"]
    unit = next((currency[key] for t in tokens for key in (t.text, t.lemma_.lower()) if key in currency), None)
    return Measure(start, span.end, "Money", amount=amount_of([t.lower_ for t in tokens]), unit=unit, bound=_bound(tokens), per=_per(doc, span))


def amount_of(tokens: list[str]) -> float | None:
    """The number that the words give: "4", "million" → 4000000; None where they give none, or two."""
    total: float | None = None
    numbers, scale = words("amounts")["number"], words("amounts")["scale"]
    for token in tokens:
        number = _NUMBER.search(token)
        unit = token[number.end() :] if number else token
        if number and total is not None:
            return None  # "between 2 and 3 million"
        if number:
            total = float(number.group().replace(",", ""))
        elif total is None and token in numbers:
            total = float(numbers[token])
        if unit in scale:
            total = (1.0 if total is None else total) * scale[unit]
    return total


def _bound(tokens: list[Token]) -> str | None:
    bounds = words("amounts")["bound"]
    return next((bounds[t.lower_] for t in tokens if t.lower_ in bounds), None)


def _per(doc: Doc, span: Span) -> str | None:
    after = [t.lower_ for t in doc[span.end : span.end + 2]]
    units = words("time")["counted"]
    return after[1] if len(after) == 2 and after[0] in {"a", "an", "per", "every", "each"} and after[1] in units else None
