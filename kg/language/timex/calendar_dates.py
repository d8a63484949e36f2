"""Dates by the calendar: days, months, quarters, seasons, feasts, years, decades. Where the year is left out the article's date decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from kg import syntax
from kg.language.timex.date_arithmetic import exists, nearest_day, nearest_part
from kg.language.timex.expressions import BETWEEN_YEARS, Words
from kg.language.timex.reference_time import Part, Setting, whole
from kg.patterns import word_set, words

Parts: TypeAlias = tuple[Part, ...]
Reader: TypeAlias = Callable[[Words, Setting], Parts]
_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9}
_FIRST_CENTURY, _LAST_CENTURY = 11, 22  # of those that have a value of two figures


def month_number(name: str) -> int:
    """1 to 12 of "march" or "mar."."""
    months: list[str] = words("time")["months"]
    name = name.rstrip(".")
    return months.index(name) + 1 if name in months else int(words("time")["months_short"][name])


def ordinal(name: str) -> int:
    """3 of "third" or "3rd"."""
    table = {**words("time")["ordinals"], **words("time")["ordinals_more"]}
    return table[name] if name in table else int(name[:-2])


def _iso(w: Words, _: Setting) -> Parts:
    year, month, day = (int(n) for n in w["iso"].split("-"))
    return whole(w, w["iso"] if exists(year, month, day) else None)


def _figures(w: Words, _: Setting) -> Parts:
    """03-02-2009 may be two days and stays without a value, 25/12/2009 may not."""
    a, b, year = int(w["a"]), int(w["b"]), int(w["y"])
    days = {(month, day) for month, day in ((a, b), (b, a)) if exists(year, month, day)}
    return whole(w, f"{year}-{min(days)[0]:02}-{min(days)[1]:02}" if len(days) == 1 else None)


def _days(w: Words, at: Setting) -> Parts:
    """One day of a month, or the first and the last of several."""
    month = month_number(w["m"])
    year = w["y"] or str(_year_before(w, month, int(w["carry"])) if w["carry"] else "")
    first, last = w["d"] or str(ordinal(w["nth"])), w["d2"]
    value = _day(year, month, first, at)
    if not last:
        return (Part(w.start, w.end, value),)
    start, end = w.spans["d2"]
    first_end = w.spans["d"][1]
    return (
        Part(w.start, first_end, value),
        Part(start, max(end, w.end), _day(year, month, last, at)),
    )


def _day(year: str, month: int, day: str, at: Setting) -> str | None:
    number = int("".join(c for c in day if c.isdigit()))
    if year:
        return f"{int(year)}-{month:02}-{number:02}" if exists(int(year), month, number) else None
    if at.opening_year and exists(at.opening_year, month, number):
        return f"{at.opening_year}-{month:02}-{number:02}"
    tense = "open" if at.before == "for" else at.tense  # "set it for March 28"
    return nearest_day(at.base, month, number, tense) if at.base else None


def _month(w: Words, at: Setting) -> Parts:
    alone = not (w["edge"] or w["pre"] or w["year"])
    if (
        alone
        and w["m"].rstrip(".") in word_set("time", "months_doubtful")
        and not (at.called_date() or at.before in word_set("time", "prepositions"))
    ):
        return ()
    if alone and (at.is_name() or at.tokens.root.ent_type_ == "PERSON"):
        return ()
    month = month_number(w["m"])
    year = (
        _year_said(w, at)
        if w["year"]
        else _year_of_range(w, month, at)
        if w["m2"]
        else _year_of_month(month, w["pre"], at)
    )
    return whole(w, f"{year:04}-{month:02}" if year else None)


def _year_of_range(w: Words, month: int, at: Setting) -> int | None:
    """ "Between April and June" are months of one year, "from December to February" of two."""
    last = int(w["carry"]) if w["carry"] else _year_of_month(month_number(w["m2"]), "", at)
    return _year_before(w, month, last) if last else None


def _year_before(w: Words, month: int, last: int) -> int:
    return last - (month > month_number(w["m2"]))


def _year_of_month(month: int, pre: str, at: Setting) -> int | None:
    if at.base is None:
        return None
    if pre:
        steps = words("time")["relative"][pre]
        return (
            at.base.year
            + (steps > 0 and month <= at.base.month)
            - (steps < 0 and month >= at.base.month)
        )
    return at.opening_year or nearest_part(at.base, month, 1, at.tense)


def _year_said(w: Words, at: Setting) -> int | None:
    """The year of "2005", "this year", "the year"; None for the year of a business, which begins when it likes."""
    if w["fiscal"]:
        return None
    if w["y"]:
        return int(w["y"])
    if w["spokenyear"]:
        spoken = at.spoken("year")
        return spoken.year + words("time")["reference"][w["spokenyear"]] if spoken else None
    if at.base is None:
        return None
    here = at.spoken_here("year")
    return (
        at.base.year + words("time")["relative"][w["relyear"]]
        if w["relyear"]
        else here.year
        if here
        else at.base.year
    )


def _quarter(w: Words, at: Setting) -> Parts:
    number = int(w["q"]) if w["q"] else ordinal(w["nth"])
    if w["q"] and not w["year"] and at.before not in word_set("time", "prepositions"):
        return ()  # a car
    if w["year"]:
        year = _year_said(w, at)
    elif at.in_game() or w["of"]:
        return ()
    else:
        year = at.opening_year or (nearest_part(at.base, number, 3, at.tense) if at.base else None)
    return whole(w, f"{year:04}-Q{number}" if year else None)


def _half(w: Words, at: Setting) -> Parts:
    number = 1 if w["first"] else 2
    year = (
        _year_said(w, at)
        if w["year"]
        else nearest_part(at.base, number, 6, "past")
        if at.base
        else None
    )
    return whole(w, f"{year:04}-H{number}" if year else None)


def _fiscal(w: Words, _: Setting) -> Parts:
    return whole(w, f"FY{w['y']}")


def _season(w: Words, at: Setting) -> Parts:
    season = words("time")["seasons"][w["season"]]
    if w["y"]:
        return whole(w, f"{int(w['y']):04}-{season}")
    relative = w["last"] or w["next"] or w["pre"]
    if not relative and (
        at.before not in word_set("time", "before_season")
        or (w["season"] in word_set("time", "seasons_doubtful") and not w["the"])
    ):
        return ()
    if (at.text[slice(*w.spans["season"])][0].isupper() and not at.opens) or w["of"]:
        return ()
    return whole(w, _season_near(season, w, at))


def _season_near(season: str, w: Words, at: Setting) -> str | None:
    """The season of this, last or next year; a winter lies in two and has none."""
    if at.base is None or season not in _FIRST_MONTH:
        return None
    begins, (year, month) = _FIRST_MONTH[season], (at.base.year, at.base.month)
    if w["pre"]:
        return f"{year:04}-{season}"
    if w["last"] or w["next"]:
        return (
            f"{year + (month >= begins) if w['next'] else year - (month < begins + 3):04}-{season}"
        )
    if at.tense == "past":
        return f"{year - (month < begins):04}-{season}"
    return f"{year + (month > begins + 2):04}-{season}" if at.tense == "future" else None


def _feast(w: Words, at: Setting) -> Parts:
    """Christmas Day is a day; Christmas is some days in its month."""
    month, _, day = words("time")["fixed_feasts"][w["feast"]].partition("-")
    if w["y"]:
        return whole(w, "-".join(p for p in (w["y"], month, day) if p))
    near = nearest_day(at.base, int(month), int(day or 25), at.tense) if at.base else None
    return whole(w, near if day or near is None else near[:7])


def _moving_feast(w: Words, _: Setting) -> Parts:
    return whole(w, w["y"] or None)


def _decade(w: Words, _: Setting) -> Parts:
    """The 1990s are "199" (TimeML); the 1900s may be ten years or a hundred."""
    if w["short"]:
        return whole(w, f"19{w['short']}" if int(w["short"]) >= 3 else None)
    if w["word"]:
        return whole(w, f"19{words('time')['decades'][w['word']]}")
    return whole(
        w, f"{w['century']}{w['ten']}" if w["ten"] != "0" or w["century"] == "20" else None
    )


def _century(w: Words, _: Setting) -> Parts:
    number = ordinal(w["nth"])
    return whole(
        w,
        f"{number - 1:02}"
        if not w["before_christ"] and _FIRST_CENTURY <= number <= _LAST_CENTURY
        else None,
    )


def _years_short(w: Words, _: Setting) -> Parts:
    """2009–10 is a season or a business year; 2009-07 is a month; 2009-10 may be either."""
    year, to = int(w["y"]), int(w["to"])
    if w["mark"] == "-" and 1 <= to <= 12 and to != (year + 1) % 100:
        return whole(w, f"{year}-{to:02}")
    return whole(w, None) if to > year % 100 or to == (year + 1) % 100 else ()


def _year_to_year(w: Words, _: Setting) -> Parts:
    if int(w["z"]) <= int(w["y"]):
        return ()
    return (Part(*w.spans["y"], w["y"]), Part(*w.spans["z"], w["z"]))


def _part_of_year(w: Words, _: Setting) -> Parts:
    return whole(w, w["y"])


def _year(w: Words, at: Setting) -> Parts:
    """A year, unless the number may count something."""
    if _counts(at):
        return ()
    if at.called_date() or at.before in word_set("time", "before_year"):
        return whole(w, w["y"])
    last = at.spoken_of[-1] if at.spoken_of else None
    if (
        last
        and len(last.value or "") == len(w["y"])
        and BETWEEN_YEARS.fullmatch(at.text, last.end, at.start)
    ):
        return whole(w, w["y"])
    return ()


def _counts(at: Setting) -> bool:
    """ "1998 cars", but "the 1998 elections"."""
    token = at.tokens[-1]
    return (
        token.dep_ == syntax.NUMERAL
        and token.head.i > token.i
        and token.head.tag_ == "NNS"
        and not any(c.dep_ in {syntax.DETERMINER, syntax.POSSESSOR} for c in token.head.children)
    )


def _year_short(w: Words, at: Setting) -> Parts:
    if at.before not in word_set("time", "before_short_year"):
        return ()
    if at.base is None:
        return whole(w, None)
    year = at.base.year // 100 * 100 + int(w["yy"])
    return whole(w, f"{year if year <= at.base.year + 1 else year - 100:04}")


CALENDAR: Mapping[str, Reader] = {
    "iso": _iso, "figures": _figures, "month_day": _days, "day_month": _days, "ordinal_month": _days, "month": _month, "quarter": _quarter,
    "year_quarter": _quarter, "half": _half, "half_adjective": _half, "fiscal": _fiscal, "season": _season, "feast": _feast, "moving_feast": _moving_feast,
    "decade": _decade, "decade_word": _decade, "century": _century, "years_short": _years_short, "year_to_year": _year_to_year,
    "part_of_year": _part_of_year, "year": _year, "year_short": _year_short,
}  # fmt: skip
