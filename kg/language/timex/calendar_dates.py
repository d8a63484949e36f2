"""Dates by the calendar: days, months, quarters, seasons, feasts, years, decades.

Where the year is left out the article's date decides. Each reader gives a rule of
`words/time-grammar.toml` its meaning; `found["y"]` is the rule's group of that name.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from itertools import chain
from typing import TypeAlias

from kg import syntax
from kg.language.expression_grammar import any_phrase
from kg.language.timex.date_arithmetic import (
    easter,
    exists,
    nearest_day,
    nearest_of,
    nearest_part,
    nth_weekday,
)
from kg.language.timex.expressions import BETWEEN_YEARS, FEASTS, Expression
from kg.language.timex.reference_time import Context, Timex, whole
from kg.patterns import word_set, words

Timexes: TypeAlias = tuple[Timex, ...]
Reader: TypeAlias = Callable[[Expression, Context], Timexes]
_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9}
_MONTHS_OF_SEASON = 3
_CENTURIES = range(11, 23)  # those that have a value of two figures
_SOME_DAY_OF_FEAST = 25
_FIRST_SURE_DECADE = 3  # "the '20s" may be of either century
_FEASTS = re.compile(
    rf"\b(?:{any_phrase(chain(*(words('time')[key] for key in FEASTS)))})\b", re.IGNORECASE
)
_DETERMINERS = frozenset({syntax.DETERMINER, syntax.POSSESSOR})


def _month_number(name: str) -> int:
    """1 to 12 of "march" or "mar."."""
    months: list[str] = words("time")["months"]
    name = name.rstrip(".")
    return months.index(name) + 1 if name in months else int(words("time")["months_short"][name])


def ordinal(name: str) -> int:
    """3 of "third" or "3rd"."""
    for table in ("ordinals_more", "ordinals"):
        if name in words("time")[table]:
            return int(words("time")[table][name])
    return int(name[:-2])


def _iso(found: Expression, _: Context) -> Timexes:
    """ "2009-07-04", which is its own value."""
    year, month, day = (int(number) for number in found["iso"].split("-"))
    return whole(found, found["iso"] if exists(year, month, day) else None)


def _figures(found: Expression, _: Context) -> Timexes:
    """ "25/12/2009"; 03-02-2009 may be two days and stays without a value."""
    a, b, year = int(found["a"]), int(found["b"]), int(found["y"])
    days = {(month, day) for month, day in ((a, b), (b, a)) if exists(year, month, day)}
    if len(days) != 1:
        return whole(found, None)
    month, day = days.pop()
    return whole(found, f"{year}-{month:02}-{day:02}")


def _days(found: Expression, context: Context) -> Timexes:
    """One day of a month, or the first and the last of several."""
    month = _month_number(found["m"])
    year = found["y"]
    if not year and found["carry"]:
        year = str(_year_before(found, month, int(found["carry"])))
    first, last = found["d"] or str(ordinal(found["nth"])), found["d2"]
    value = _day(year, month, first, context)
    if not last:
        return (Timex(found.start, found.end, value),)
    first_end = found.spans["d"][1]
    start, end = found.spans["d2"]
    return (
        Timex(found.start, first_end, value),
        Timex(start, max(end, found.end), _day(year, month, last, context)),
    )


def _day(year: str, month: int, day: str, context: Context) -> str | None:
    """The day of that year, else of the year that the sentence opens with, else the nearest."""
    number = int("".join(c for c in day if c.isdigit()))
    if year:
        return _existing_day(int(year), month, number)
    if context.opening_year and exists(context.opening_year, month, number):
        return _existing_day(context.opening_year, month, number)
    if context.article_date is None:
        return None
    tense = "open" if context.before == "for" else context.tense  # "set it for March 28"
    return nearest_day(context.article_date, month, number, tense)


def _existing_day(year: int, month: int, day: int) -> str | None:
    """The value of the day; None where there is no such day."""
    return f"{year}-{month:02}-{day:02}" if exists(year, month, day) else None


def _month(found: Expression, context: Context) -> Timexes:
    """ "March", "mid-March", "last March", "March 2005"."""
    is_bare = not (found["edge"] or found["pre"] or found["year"])
    if is_bare and _is_no_month(found, context):
        return ()
    year = _year_of_month(found, context)
    month = _month_number(found["m"])
    return whole(found, f"{year:04}-{month:02}" if year else None)


def _is_no_month(found: Expression, context: Context) -> bool:
    """Whether the bare word is another word or part of a name: "may", "march", "April Jones"."""
    is_doubtful = found["m"].rstrip(".") in word_set("time", "months_doubtful")
    if is_doubtful and not (context.is_tagged_as_date() or context.follows("prepositions")):
        return True
    return context.is_name() or context.tokens.root.ent_type_ == "PERSON"


def _year_of_month(found: Expression, context: Context) -> int | None:
    """The year that the words give a month, or the one that brings it nearest."""
    if found["year"]:
        return _named_year(found, context)
    month = _month_number(found["m"])
    if found["m2"]:
        return _year_of_range(found, month, context)
    return _nearest_year(month, found["pre"], context)


def _year_of_range(found: Expression, month: int, context: Context) -> int | None:
    """The year of a range's first month.

    "Between April and June" are months of one year, "from December to February" of two.
    """
    if found["carry"]:
        return _year_before(found, month, int(found["carry"]))
    last = _nearest_year(_month_number(found["m2"]), "", context)
    return _year_before(found, month, last) if last else None


def _year_before(found: Expression, month: int, last: int) -> int:
    """The year of a range's first month, where the last month is in that year."""
    return last - (month > _month_number(found["m2"]))


def _nearest_year(month: int, relative: str, context: Context) -> int | None:
    """The year of "March", "last March", "next March"."""
    date = context.article_date
    if date is None:
        return None
    if not relative:
        return context.opening_year or nearest_part(date, month, 1, context.tense)
    steps = words("time")["relative"][relative]
    if steps > 0:
        return date.year + (month <= date.month)
    if steps < 0:
        return date.year - (month >= date.month)
    return date.year


def _named_year(found: Expression, context: Context) -> int | None:
    """The year of "2005", "this year", "the year".

    None for the year of a business, which may begin on any day.
    """
    if found["fiscal"]:
        return None
    if found["y"]:
        return int(found["y"])
    if found["spokenyear"]:
        last = context.last_date("year")
        return last.year + words("time")["reference"][found["spokenyear"]] if last else None
    if context.article_date is None:
        return None
    if found["relyear"]:
        return context.article_date.year + int(words("time")["relative"][found["relyear"]])
    return (context.last_date_in_sentence("year") or context.article_date).year


def _quarter(found: Expression, context: Context) -> Timexes:
    """ "The first quarter", "Q3 2005"; but a bare "Q7" is a car, and a match has quarters too."""
    number = int(found["q"]) if found["q"] else ordinal(found["nth"])
    if found["year"]:
        year = _named_year(found, context)
    elif _is_no_quarter_of_year(found, context):
        return ()
    else:
        year = context.opening_year or _nearest_year_of_part(number, 3, context.tense, context)
    return whole(found, f"{year:04}-Q{number}" if year else None)


def _is_no_quarter_of_year(found: Expression, context: Context) -> bool:
    """Whether a quarter without a year is a model's name, or a quarter of a match or the like."""
    if found["q"] and not context.follows("prepositions"):
        return True
    return context.is_in_game() or bool(found["of"])


def _half(found: Expression, context: Context) -> Timexes:
    """ "The first half of 2005"."""
    number = 1 if found["first"] else 2
    if found["year"]:
        year = _named_year(found, context)
    else:
        year = _nearest_year_of_part(number, 6, "past", context)
    return whole(found, f"{year:04}-H{number}" if year else None)


def _nearest_year_of_part(number: int, months: int, tense: str, context: Context) -> int | None:
    """The year of the quarter or half so numbered; None without an article date."""
    if context.article_date is None:
        return None
    return nearest_part(context.article_date, number, months, tense)


def _fiscal(found: Expression, _: Context) -> Timexes:
    """ "Fiscal 2005", which may begin on any day."""
    return whole(found, f"FY{found['y']}")


def _season(found: Expression, context: Context) -> Timexes:
    """ "The summer of 2010", "last summer", "in summer"; but no names and no "fall of the wall"."""
    season = words("time")["seasons"][found["season"]]
    if found["y"]:
        return whole(found, f"{int(found['y']):04}-{season}")
    relative = found["last"] or found["next"] or found["pre"]
    if not relative and not _is_season(found, context):
        return ()
    is_capital = context.text[found.spans["season"][0]].isupper()
    is_name = is_capital and not context.opens_sentence
    if is_name or found["of"]:
        return ()
    return whole(found, _season_near(season, found, context))


def _is_season(found: Expression, context: Context) -> bool:
    """Whether a word like "summer" or "fall" is a season by the words before it."""
    if not context.follows("before_season"):
        return False
    return bool(found["the"]) or found["season"] not in word_set("time", "seasons_doubtful")


def _season_near(season: str, found: Expression, context: Context) -> str | None:
    """The season of this, last or next year; a winter lies in two and has none."""
    if context.article_date is None or season not in _FIRST_MONTH:
        return None
    begins, month = _FIRST_MONTH[season], context.article_date.month
    is_over = month >= begins + _MONTHS_OF_SEASON
    years = _years_to_season(found, context, has_begun=month >= begins, is_over=is_over)
    return None if years is None else f"{context.article_date.year + years:04}-{season}"


def _years_to_season(
    found: Expression, context: Context, *, has_begun: bool, is_over: bool
) -> int | None:
    """How many years the season is from the article's; None where nothing says which is meant."""
    if found["pre"]:
        return 0
    if found["next"]:
        return 1 if has_begun else 0
    if found["last"]:
        return 0 if is_over else -1
    if context.tense == "past":
        return 0 if has_begun else -1
    if context.tense == "future":
        return 1 if is_over else 0
    return None


def _feast(found: Expression, context: Context) -> Timexes:
    """Christmas Day is a day; Christmas is some days in its month."""
    if context.follows("other_calendars"):
        return whole(found, None)
    month, _, day = words("time")["fixed_feasts"][found["feast"]].partition("-")
    number = int(day or _SOME_DAY_OF_FEAST)
    if found["y"]:
        near = dt.date(int(found["y"]), int(month), number).isoformat()
    elif context.article_date is None:
        return whole(found, None)
    else:
        near = nearest_day(context.article_date, int(month), number, context.tense) or ""
    value = near if day else near[:7]
    return (Timex(found.start, found.end, value or None, dt.date.fromisoformat(near)),)


def names_feast(phrase: str) -> bool:
    """Whether there is a feast in these words, as in "Boxing Day" and "the day before Easter".

    One word alone may be a name: "Pentecost".
    """
    _, *more = phrase.lower().split()
    return bool(more) and _FEASTS.search(phrase) is not None


def _dated_feast(found: Expression, context: Context) -> Timexes:
    """Feasts that are counted from Easter or are a weekday of a month.

    "The Easter Sunday attacks" may be of any year.
    """
    day = _year_free_day(found, context)
    if found["y"]:
        return whole(found, _feast_in(found, int(found["y"])).isoformat())
    return whole(found, day.isoformat() if day else None)


def _year_free_day(found: Expression, context: Context) -> dt.date | None:
    """The feast of the year that fits the article's date; None where nothing tells the year."""
    today = context.article_date
    if today is None or context.follows("other_calendars") or context.is_before_noun():
        return None
    if context.opening_year:
        return _feast_in(found, context.opening_year)
    years = range(max(1, today.year - 1), min(dt.MAXYEAR, today.year + 1) + 1)
    return nearest_of((_feast_in(found, year) for year in years), today, context.tense)


def _feast_in(found: Expression, year: int) -> dt.date:
    """The day of the feast in that year."""
    if found["easter"]:
        days = words("time")["feasts_by_easter"][found["easter"]]
        return easter(year) + dt.timedelta(days=days)
    month, weekday, nth = words("time")["feasts_by_weekday"][found["feast"]]
    first = dt.date(year, month, 1)
    last = first.replace(day=calendar.monthrange(year, month)[1])
    day = nth_weekday(first, last, words("time")["weekdays"].index(weekday), nth)
    assert day is not None  # every month has four of each
    return day


def _moving_feast(found: Expression, _: Context) -> Timexes:
    """ "Ramadan 2005" is some days in the year; "Ramadan" has no value."""
    return whole(found, found["y"] or None)


def _decade(found: Expression, _: Context) -> Timexes:
    """The 1990s are "199" (TimeML); the 1900s may be ten years or a hundred."""
    if short := found["short"]:
        return whole(found, f"19{short}" if int(short) >= _FIRST_SURE_DECADE else None)
    if found["word"]:
        return whole(found, f"19{words('time')['decades'][found['word']]}")
    may_be_century = found["ten"] == "0" and found["century"] != "20"
    return whole(found, None if may_be_century else f"{found['century']}{found['ten']}")


def _century(found: Expression, _: Context) -> Timexes:
    """ "The 19th century" is "18" (TimeML)."""
    number = ordinal(found["nth"])
    has_value = number in _CENTURIES and not found["before_christ"]
    return whole(found, f"{number - 1:02}" if has_value else None)


def _years_short(found: Expression, _: Context) -> Timexes:
    """2009–10 is a season or a business year; 2009-07 is a month; 2009-10 may be either."""
    year, to = int(found["y"]), int(found["to"])
    is_next_year = to == (year + 1) % 100
    if found["mark"] == "-" and 1 <= to <= 12 and not is_next_year:
        return whole(found, f"{year}-{to:02}")
    return whole(found, None) if is_next_year or to > year % 100 else ()


def _year_to_year(found: Expression, _: Context) -> Timexes:
    """ "2005–2009": the two years."""
    if int(found["z"]) <= int(found["y"]):
        return ()
    return (Timex(*found.spans["y"], found["y"]), Timex(*found.spans["z"], found["z"]))


def _part_of_year(found: Expression, _: Context) -> Timexes:
    """ "Early 2005": the year."""
    return whole(found, found["y"])


def _year(found: Expression, context: Context) -> Timexes:
    """A year, unless the number may count something."""
    if _counts_something(context):
        return ()
    is_year = context.is_tagged_as_date() or context.follows("before_year")
    if is_year or _continues_years(found, context):
        return whole(found, found["y"])
    return ()


def _continues_years(found: Expression, context: Context) -> bool:
    """Whether a year stands right before: the second of "1998 and 2004"."""
    if not context.earlier:
        return False
    last = context.earlier[-1]
    if len(last.value or "") != len(found["y"]):
        return False
    return BETWEEN_YEARS.fullmatch(context.text, last.end, context.start) is not None


def _counts_something(context: Context) -> bool:
    """Whether the number counts what follows: "1998 cars", but not "the 1998 elections"."""
    number = context.tokens[-1]
    noun = number.head
    if number.dep_ != syntax.NUMERAL or noun.i <= number.i:
        return False
    return noun.tag_ == "NNS" and not syntax.has_child(noun, *_DETERMINERS)


def _year_short(found: Expression, context: Context) -> Timexes:
    """ "'98": a year of the hundred that end with the year after the article's."""
    if not context.follows("before_short_year"):
        return ()
    if context.article_date is None:
        return whole(found, None)
    this_year = context.article_date.year
    year = this_year // 100 * 100 + int(found["yy"])
    if year > this_year + 1:
        year -= 100
    return whole(found, f"{year:04}")


CALENDAR: Mapping[str, Reader] = {
    "iso": _iso,
    "figures": _figures,
    "month_day": _days,
    "day_month": _days,
    "ordinal_month": _days,
    "month": _month,
    "quarter": _quarter,
    "year_quarter": _quarter,
    "half": _half,
    "half_adjective": _half,
    "fiscal": _fiscal,
    "season": _season,
    "feast": _feast,
    "dated_feast": _dated_feast,
    "moving_feast": _moving_feast,
    "decade": _decade,
    "decade_word": _decade,
    "century": _century,
    "years_short": _years_short,
    "year_to_year": _year_to_year,
    "part_of_year": _part_of_year,
    "year": _year,
    "year_short": _year_short,
}
