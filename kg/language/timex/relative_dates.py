"""Dates told from another: from the article's ("last week"), or from the date last spoken of ("the following day"), and none where there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kg.language.quantities.numbers import number_of
from kg.language.timex.calendar_dates import Parts, Reader
from kg.language.timex.date_arithmetic import a_year_before, step, value_as
from kg.language.timex.durations import length, unit_of
from kg.language.timex.expressions import CLAUSE_ENDS, Words
from kg.language.timex.reference_time import Part, Setting, whole
from kg.patterns import word_set, words
from kg.timex import period_of

_CALENDAR_UNITS = frozenset(
    {"day", "week", "weekend", "month", "quarter", "year", "decade", "century"}
)


def _today(w: Words, at: Setting) -> Parts:
    if w["of"]:
        return whole(w, "FUTURE_REF")  # "the cars of tomorrow"
    return whole(w, step(at.base, "day", words("time")["today"][w["day"]]) if at.base else None)


def _weekday(w: Words, at: Setting) -> Parts:
    """By the tense of its verb: on or before the article's day, or on or after it."""
    number = words("time")["weekdays"].index(w["w"])
    if at.before in word_set("time", "named_days") or (at.is_name() and not at.called_date()):
        return ()
    if w["many"] or w["every"]:
        return whole(w, f"XXXX-WXX-{number + 1}")
    day = _weekday_near(number, w, at)
    part = f"T{words('time')['parts'][w['part']]}" if w["part"] else ""
    return whole(w, f"{day.isoformat()}{part}" if day else None)


def _weekday_near(number: int, w: Words, at: Setting) -> dt.date | None:
    if w["pre"]:
        spoken = at.spoken("day")
        return (
            _weekday_from(spoken, number, words("time")["reference"][w["pre"]]) if spoken else None
        )
    if at.base is None:
        return None
    back, ahead = (at.base.weekday() - number) % 7, (number - at.base.weekday()) % 7
    if w["week"]:
        return at.base + dt.timedelta(
            days=number - at.base.weekday() + 7 * words("time")["relative"][w["week"]]
        )
    if w["gone"]:
        return at.base - dt.timedelta(days=back or 7)
    if w["coming"]:
        return at.base + dt.timedelta(days=ahead or 7)
    owns = at.after.startswith(("'", "’"))  # "for Saturday's attack"
    planned = (
        at.before in word_set("time", "planned_for") and not owns
    )  # "called a strike for Saturday"
    if planned or (w["this"] and at.tense != "past") or at.tense in {"future", "present"}:
        return at.base + dt.timedelta(days=ahead)
    return at.base - dt.timedelta(days=back)


def _weekday_from(spoken: dt.date, number: int, steps: int) -> dt.date | None:
    if steps == 0:
        return spoken if spoken.weekday() == number else None
    distance = (number - spoken.weekday()) * steps % 7 or 7
    return spoken + dt.timedelta(days=distance * steps)


def _part_of_day(w: Words, at: Setting) -> Parts:
    part = words("time")["parts"][w["part"]]
    if w["pre"] or w["next"]:
        day, steps = at.spoken("day"), words("time")["reference"][w["pre"]] if w["pre"] else 1
    else:
        day, steps = (
            at.base,
            words("time")["today"][w["day"]] if w["day"] else -1 if w["last"] else 0,
        )
    return whole(w, f"{step(day, 'day', steps)}T{part}" if day else None)


def _tonight(w: Words, at: Setting) -> Parts:
    return whole(w, f"{at.base.isoformat()}TNI" if at.base else None)


def _bare_part(w: Words, at: Setting) -> Parts:
    """ "In the morning" of the day last spoken of."""
    spoken, part = at.spoken("day"), words("time")["parts"][w["part"] or w["part2"]]
    return whole(w, f"{spoken.isoformat() if spoken else ''}T{part}")


def _clock(w: Words, at: Setting) -> Parts:
    """An hour of the day beside it or last spoken of; without one the hour alone."""
    hour, minute = int(w["h"]), w["min"] or w["min2"] or w["min3"] or "00"
    if w["colon"] and not (w["at"] or w["zone"]):
        return ()  # a score
    if w["half"]:
        if not 1 <= hour <= 12:
            return whole(w, None)
        hour = hour % 12 + (12 if w["half"][0] == "p" else 0)
    day = (
        step(at.base, "day", words("time")["today"][w["today"]])
        if w["today"] and at.base
        else _day_of(at)
    )
    return whole(w, f"{day}T{hour:02}:{minute}{words('time')['zones'].get(w['zone'], '')}")


def _day_of(at: Setting) -> str:
    spoken = at.day_beside or at.spoken("day")
    return spoken.isoformat() if spoken else ""


def _noon(w: Words, at: Setting) -> Parts:
    """Midnight is of two days."""
    return whole(w, None if w["midnight"] else f"{_day_of(at)}T12:00")


def _relative(w: Words, at: Setting) -> Parts:
    """ "Last week", "later this year", "the end of next month"."""
    if at.base is None:
        return whole(w, None)
    steps = words("time")["relative"][w["pre"]]
    if w["weekend"] and steps == 0 and at.tense == "past" and at.base.weekday() < 5:
        steps = -1
    return whole(w, step(at.base, w["u"], steps))


def _the_year(w: Words, at: Setting) -> Parts:
    """ "The end of the year" is that of the year spoken of in the sentence, else of the article's."""
    unit = w["u"] or w["u2"] or w["u3"]
    day = at.spoken_here(unit, above=at.tense == "future") or (None if w["u3"] else at.base)
    return whole(w, value_as(day, unit) if day else None)


def _the_day(w: Words, at: Setting) -> Parts:
    day = at.spoken("day")
    return whole(w, day.isoformat() if day else None)


def _that_time(w: Words, at: Setting) -> Parts:
    return whole(w, at.spoken_value())


def _reference(w: Words, at: Setting) -> Parts:
    """ "The following day", "that month", "the previous year"."""
    if at.first.tag_ == "IN":
        return ()  # "said that year was good"
    day = at.spoken(w["u"])
    return whole(w, step(day, w["u"], words("time")["reference"][w["pre"]]) if day else None)


def _next_day(w: Words, at: Setting) -> Parts:
    day, part = at.spoken("day"), "TMO" if w["morning"] else ""
    return whole(w, f"{step(day, 'day', 1)}{part}" if day else None)


def _day_beside(w: Words, at: Setting) -> Parts:
    """ "The day before", "a year later", counted from the date last spoken of; "a day before the vote" only tells how long before."""
    unit = "day" if w["night"] else w["u"]
    if w["than"] or (w["beside"] and not CLAUSE_ENDS.match(at.after)):
        return (
            ()
            if w["night"]
            else (Part(w.start, w.spans["u"][1], None if w["the"] else length(1, unit)),)
        )
    day = at.spoken(unit)
    value = step(day, unit, 1 if w["after"] or w["later"] else -1) if day else None
    return whole(w, f"{value}TNI" if value and w["night"] else value)


def _same_before(w: Words, at: Setting) -> Parts:
    """ "The same period last year": what was last spoken of, a year before."""
    day = at.spoken(w["u"]) if w["u"] else None
    value = (value_as(day, w["u"]) if day else None) if w["u"] else at.spoken_value()
    period = period_of(value)
    if value is None or period is None or period.precision in {"Decade", "Century"}:
        return whole(w, None)
    if w["y"]:
        return whole(w, w["y"] + value[4:])
    if w["from_article"] and (at.base is None or period.first.year != at.base.year):
        return whole(w, None)
    return whole(w, a_year_before(value))


def _running_unit(w: Words, at: Setting) -> Parts:
    """ "The third straight day": the one that is told of."""
    unit = w["u"] or w["u2"]
    day = at.spoken(unit) or (at.base if unit == "week" else None)
    return whole(w, value_as(day, unit) if day else None)


def _ago(w: Words, at: Setting) -> Parts:
    """ "Three years ago" from the article's date, "two days later" from the one last spoken of, "two days before the vote" as a length alone."""
    unit, table = unit_of(w["u"]), words("time")["ago"]
    count = None if w["vague"] or w["more"] else number_of(w["n"]) if w["n"] else 1
    if w["than"] or (w["beside"] and not CLAUSE_ENDS.match(at.after)):
        return (Part(w.start, w.spans["u"][1], length(count, unit)),)
    steps = (
        table["article"][w["article"]]
        if w["article"]
        else {**table["spoken"], **table["beside"]}[w["spoken"] or w["beside"]]
    )
    if count is None or count % 1 or w["about"]:
        return whole(
            w, ("PAST_REF" if steps < 0 else "FUTURE_REF") if w["article"] else None
        )  # about when no one says
    if unit == "fortnight":
        unit, count = "week", count * 2
    day = at.base if w["article"] else at.spoken(unit) if unit in _CALENDAR_UNITS else None
    return whole(
        w, step(day, unit, int(count) * steps) if day and unit in _CALENDAR_UNITS else None
    )


def _vague_ago(w: Words, _: Setting) -> Parts:
    return whole(w, "PAST_REF" if w["ago"] else None)


RELATIVE: Mapping[str, Reader] = {
    "today": _today, "weekday": _weekday, "part_of_day": _part_of_day, "tonight": _tonight, "bare_part": _bare_part, "clock": _clock, "noon": _noon,
    "relative": _relative, "the_year": _the_year, "the_day": _the_day, "that_time": _that_time, "reference": _reference, "next_day": _next_day,
    "day_beside": _day_beside, "same_before": _same_before, "running_unit": _running_unit, "ago": _ago, "vague_ago": _vague_ago,
}  # fmt: skip
