"""Dates that are relative to another.

To the article's ("last week"), or to the last date before ("the following day"); none where there
is none to count from. The readers are as in `calendar_dates`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from kg import syntax
from kg.language.quantities.numbers import number_of
from kg.language.timex.calendar_dates import Reader, Timexes, ordinal
from kg.language.timex.date_arithmetic import (
    a_year_before,
    exists,
    nth_weekday,
    shifted,
    value_as,
    weekday_beyond,
)
from kg.language.timex.durations import length, unit_of
from kg.language.timex.expressions import BETWEEN_WEEKDAYS, CLAUSE_ENDS, Expression
from kg.language.timex.reference_time import Context, Timex, whole
from kg.patterns import word_set, words
from kg.timex import is_day, period_of

_CALENDAR_UNITS = frozenset(
    {"day", "week", "weekend", "month", "quarter", "year", "decade", "century"}
)
_WEEK = 7
_SATURDAY = 5  # as `date.weekday` counts
_DECEMBER = 12
_FAR_MONTHS = 14  # there is a Friday the 13th in as many, whatever the year
_MOST_WEEKDAYS = 52
_LINK = re.compile(r" (\w+)")
_HOURS_OF_CLOCK = range(1, 13)
_LOOKING_AHEAD = frozenset({"future", "present"})
_TOO_WIDE = frozenset({"Decade", "Century"})
_POSSESSIVE = ("'", "’")


def _steps(table: str, name: str) -> int:
    """How many units, and in which direction, "last" or "the following" lead."""
    return int(words("time")[table][name])


def _today(found: Expression, context: Context) -> Timexes:
    """ "Today", "yesterday", "the day after tomorrow"; but "the cars of tomorrow" have no date."""
    if found["of"]:
        return whole(found, "FUTURE_REF")
    if context.article_date is None:
        return whole(found, None)
    return whole(found, shifted(context.article_date, "day", _steps("today", found["day"])))


def _weekday(found: Expression, context: Context) -> Timexes:
    """By the tense of its verb: on or before the article's day, or on or after it."""
    number = words("time")["weekdays"].index(found["w"])
    is_name = context.is_name() and not context.is_tagged_as_date()
    if is_name or context.follows("named_days") or (found["many"] and _is_in_name(context)):
        return ()
    if found["many"] or found["every"]:
        return whole(found, f"XXXX-WXX-{number + 1}")
    day = _weekday_near(number, found, context)
    part = f"T{words('time')['parts'][found['part']]}" if found["part"] else ""
    return whole(found, f"{day.isoformat()}{part}" if day else None)


def _is_in_name(context: Context) -> bool:
    """Whether a word with a capital stands before, as in the name of a band: "Happy Mondays"."""
    if context.opens_sentence:
        return False
    before = context.first.nbor(-1)
    return before.text.istitle() and not before.is_sent_start


def _weekday_near(number: int, found: Expression, context: Context) -> dt.date | None:
    """The day that such a weekday means; Monday is number 0."""
    if found["pre"]:
        last = context.last_date("day")
        return _weekday_from(last, number, _steps("reference", found["pre"])) if last else None
    if found["spokenweek"]:
        return _weekday_of_week(number, _steps("reference", found["spokenweek"]), context)
    today = context.article_date
    if today is None:
        return None
    back, ahead = (today.weekday() - number) % _WEEK, (number - today.weekday()) % _WEEK
    if found["week"]:
        weeks = _steps("relative", found["week"])
        return today + dt.timedelta(days=number - today.weekday() + _WEEK * weeks)
    if found["gone"]:
        return today - dt.timedelta(days=back or _WEEK)
    if found["coming"]:
        return today + dt.timedelta(days=ahead or _WEEK)
    if _is_weekday_to_come(found, context):
        begin = _begin_of_range(context)
        return weekday_beyond(begin, number, 1) if begin else today + dt.timedelta(days=ahead)
    if _begins_range(found, context):
        last = words("time")["weekdays"].index(found["to"])
        end = today - dt.timedelta(days=(today.weekday() - last) % _WEEK)
        return weekday_beyond(end, number, -1)
    return today - dt.timedelta(days=back)


def _begins_range(found: Expression, context: Context) -> bool:
    """Whether the last day of a range stands behind: "from Monday to Friday"."""
    if not found["to"] or context.is_put_off():
        return False
    return not found["and"] or context.follows("before_range")


def _begin_of_range(context: Context) -> dt.date | None:
    """The first day of the range whose last the expression is: "from Monday to Friday"."""
    if not context.earlier:
        return None
    first = context.earlier[-1]
    link = BETWEEN_WEEKDAYS.fullmatch(context.text, first.end, context.start)
    period = period_of(first.value)
    if link is None or period is None or not is_day(first.value):
        return None
    is_range = context.word_before(first.start) in word_set("time", "before_range")
    return period.first if is_range or not link["and"] else None


def _weekday_of_week(number: int, weeks: int, context: Context) -> dt.date | None:
    """The weekday in the week of the last date before, or so many weeks from it."""
    last = context.last_date("week")
    if last is None:
        return None
    return last + dt.timedelta(days=number - last.weekday() + _WEEK * weeks)


def _is_weekday_to_come(found: Expression, context: Context) -> bool:
    """Whether the words before or the tense look ahead: "called a strike for Saturday"."""
    is_possessive = context.after.startswith(_POSSESSIVE)  # "for Saturday's attack"
    if context.follows("planned_for") and not is_possessive:
        return True
    if found["this"] and context.tense != "past":
        return True
    return context.tense in _LOOKING_AHEAD


def _weekday_from(day: dt.date, number: int, steps: int) -> dt.date | None:
    """The weekday so many steps after or before the day; with none, the day if it is one."""
    if steps == 0:
        return day if day.weekday() == number else None
    return weekday_beyond(day, number, steps)


def _some_weekday(found: Expression, context: Context) -> Timexes:
    """ "On a Friday" is no day; "a Friday deadline" and "held a meeting Friday" are of one."""
    word = context.tokens[1] if found["how"] and len(context.tokens) > 1 else None
    is_another_phrase = word is not None and word.pos_ != "ADJ"
    if is_another_phrase or context.is_before_noun():
        return _weekday(found, context)
    return whole(found, None)


def _unplaced_weekday(found: Expression, context: Context) -> Timexes:
    """ "The Monday after the blast" is told by what has no date; "the Monday before" is not.

    That counts from the last date before.
    """
    link = _LINK.match(context.text, context.end)
    last = context.last_date("day")
    if not found["w"] or link is None or last is None:
        return whole(found, None)
    if not CLAUSE_ENDS.match(context.text, link.end()):
        return whole(found, None)
    number = words("time")["weekdays"].index(found["w"])
    day = weekday_beyond(last, number, _steps("links", link[1].lower()))
    return whole(found, day.isoformat())


def _weekday_beyond(found: Expression, context: Context) -> Timexes:
    """ "The Friday before last", "the week after next", "the night before last"."""
    today, steps = context.article_date, -2 if found["back"] else 2
    if today is None:
        return whole(found, None)
    if found["night"]:
        return whole(found, f"{shifted(today, 'day', steps)}TNI")
    if found["u"]:
        return whole(found, shifted(today, found["u"], steps))
    number = words("time")["weekdays"].index(found["w"])
    return whole(found, weekday_beyond(today, number, steps).isoformat())


def _weekdays_ago(found: Expression, context: Context) -> Timexes:
    """ "Two Fridays ago"."""
    count, today = number_of(found["n"]), context.article_date
    if today is None or count is None or count % 1 or not 1 <= count <= _MOST_WEEKDAYS:
        return whole(found, None)
    number = words("time")["weekdays"].index(found["w"])
    return whole(found, weekday_beyond(today, number, -int(count)).isoformat())


def _weekday_of_unit(found: Expression, context: Context) -> Timexes:
    """ "The last Thursday of the month", of the one spoken of; a present tells of every month."""
    unit = found["u"]
    day = context.last_date_in_sentence(unit) or context.article_date
    period = period_of(value_as(day, unit)) if day else None
    if period is None or context.tense in {"present", "open"}:
        return whole(found, None)
    number = words("time")["weekdays"].index(found["w"])
    nth = ordinal(found["nth"]) if found["nth"] else -1
    placed = nth_weekday(period.first, period.last, number, nth)
    return whole(found, placed.isoformat() if placed else None)


def _weekday_and_day(found: Expression, context: Context) -> Timexes:
    """ "Friday the 13th": the nearest that fits the tense; without "on" it is a name."""
    if context.is_before_noun() or not context.follows("on_days"):
        return ()
    today = context.article_date
    if today is None:
        return whole(found, None)
    number = words("time")["weekdays"].index(found["w"])
    day = int(found["d"][:-2])
    span = range(-_FAR_MONTHS, _FAR_MONTHS + 1)
    months = (divmod(today.year * 12 + today.month - 1 + steps, 12) for steps in span)
    days = [dt.date(y, m + 1, day) for y, m in months if exists(y, m + 1, day)]
    fitting = [
        d
        for d in days
        if d.weekday() == number
        and not (context.tense == "past" and d > today)
        and not (context.tense in _LOOKING_AHEAD and d < today)
    ]
    near = min(fitting, key=lambda d: (abs((d - today).days), d), default=None)
    return whole(found, near.isoformat() if near else None)


def _part_of_day(found: Expression, context: Context) -> Timexes:
    """ "This morning", "last night", "yesterday evening", "the next morning", "that evening"."""
    part = words("time")["parts"][found["part"]]
    day = context.last_date("day") if found["pre"] or found["next"] else context.article_date
    return whole(found, f"{shifted(day, 'day', _days_away(found))}T{part}" if day else None)


def _days_away(found: Expression) -> int:
    """How many days a part of a day is away from the date that it is relative to."""
    if found["pre"]:
        return _steps("reference", found["pre"])
    if found["next"]:
        return 1
    if found["day"]:
        return _steps("today", found["day"])
    return -1 if found["last"] else 0


def _tonight(found: Expression, context: Context) -> Timexes:
    """The night of the article's day."""
    today = context.article_date
    return whole(found, f"{today.isoformat()}TNI" if today else None)


def _bare_part(found: Expression, context: Context) -> Timexes:
    """ "In the morning" of the last day before."""
    day = context.last_date("day")
    part = words("time")["parts"][found["part"] or found["part2"]]
    return whole(found, f"{day.isoformat() if day else ''}T{part}")


def _clock(found: Expression, context: Context) -> Timexes:
    """An hour of the nearest day in the sentence or the last before; else the hour alone."""
    hour, minute = int(found["h"]), found["min"] or found["min2"] or found["min3"] or "00"
    is_score = found["colon"] and not (found["at"] or found["zone"])
    if is_score:
        return ()
    if found["half"]:
        if hour not in _HOURS_OF_CLOCK:
            return whole(found, None)
        hour = hour % 12 + (12 if found["half"][0] == "p" else 0)
    zone = words("time")["zones"].get(found["zone"], "")
    return whole(found, f"{_day_of_hour(found, context)}T{hour:02}:{minute}{zone}")


def _day_of_hour(found: Expression, context: Context) -> str | None:
    """The day of "4 pm today", of "4 pm on Friday", or of the last date before."""
    if found["today"] and context.article_date:
        return shifted(context.article_date, "day", _steps("today", found["today"]))
    day = context.day_nearby or context.last_date("day")
    return day.isoformat() if day else ""


def _noon(found: Expression, context: Context) -> Timexes:
    """Noon of a day; midnight is of two days and has no value."""
    day = _day_of_hour(found, context)
    return whole(found, None if found["midnight"] else f"{day}T12:00")


def _relative(found: Expression, context: Context) -> Timexes:
    """ "Last week", "later this year", "the end of next month"."""
    today = context.article_date
    if today is None:
        return whole(found, None)
    steps = _steps("relative", found["pre"])
    is_this_weekend = bool(found["weekend"]) and steps == 0
    if is_this_weekend and today.weekday() < _SATURDAY and context.tense == "past":
        steps = -1
    return whole(found, shifted(today, found["u"], steps))


def _the_weekend(found: Expression, context: Context) -> Timexes:
    """ "Over the weekend": the last beside a past, the next beside what is to come."""
    today = context.article_date
    if today is None:
        return whole(found, None)
    is_weekend = today.weekday() >= _SATURDAY
    steps = 0 if is_weekend or context.tense in _LOOKING_AHEAD else -1
    return whole(found, shifted(today, "weekend", steps))


def _overnight(found: Expression, context: Context) -> Timexes:
    """The night of the day in the sentence, else the one before or after the article's day.

    "An overnight stay" and "became rich overnight" are of no night.
    """
    verb = context.first.head
    is_adverb = context.first.pos_ == "ADV" or context.first.dep_ == syntax.ADVERBIAL_MODIFIER
    is_of_verb = is_adverb and syntax.is_verb(verb) and not context.is_before_noun()
    if not is_of_verb or verb.lemma_.lower() in word_set("time", "suddenly"):
        return ()
    if context.day_nearby is not None:
        return whole(found, f"{context.day_nearby.isoformat()}TNI")
    today = context.article_date
    if today is None or context.tense == "open":
        return whole(found, None)
    steps = -1 if context.tense == "past" else 0
    return whole(found, f"{shifted(today, 'day', steps)}TNI")


def _end_of_unit(found: Expression, context: Context) -> Timexes:
    """ "By year-end", "at the year's end", "year-end 2025"; but no "year-end bonus"."""
    if found["y"]:
        return whole(found, found["y"])
    if context.is_before_noun() or not (found["pre"] or context.follows("prepositions_of_end")):
        return ()
    today, unit = context.article_date, found["u"]
    if today is None:
        return whole(found, None)
    if found["pre"] and found["pre"] != "the":
        return whole(found, shifted(today, unit, _steps("relative", found["pre"])))
    is_over = context.tense == "past" and context.before != "by"
    is_last_month = unit == "year" and today.month == _DECEMBER
    return whole(found, shifted(today, unit, -1 if is_over and not is_last_month else 0))


def _the_year(found: Expression, context: Context) -> Timexes:
    """ "The end of the year": of the year before in the sentence, else of the article's."""
    unit = found["u"] or found["u2"] or found["u3"]
    is_future = context.tense == "future"
    day = context.last_date_in_sentence(unit, governing=is_future)
    if day is None and not found["u3"]:
        day = context.article_date
    return whole(found, value_as(day, unit) if day else None)


def _the_day(found: Expression, context: Context) -> Timexes:
    """ "Shares ended the day lower": the last day before."""
    day = context.last_date("day")
    return whole(found, day.isoformat() if day else None)


def _that_time(found: Expression, context: Context) -> Timexes:
    """ "By that time": the last date before, however wide."""
    return whole(found, context.last_value())


def _reference(found: Expression, context: Context) -> Timexes:
    """ "The following day", "that month", "the previous year"."""
    if context.first.tag_ == "IN":
        return ()  # "said that year was good"
    day = context.last_date(found["u"])
    if day is None:
        return whole(found, None)
    return whole(found, shifted(day, found["u"], _steps("reference", found["pre"])))


def _next_day(found: Expression, context: Context) -> Timexes:
    """ "The next day", "the next morning"."""
    day, part = context.last_date("day"), "TMO" if found["morning"] else ""
    return whole(found, f"{shifted(day, 'day', 1)}{part}" if day else None)


def _day_before_or_after(found: Expression, context: Context) -> Timexes:
    """ "The day before", "a year later", counted from the last date before.

    "A day before the vote" only gives how long before.
    """
    unit = "day" if found["night"] else found["u"]
    if _counts_to_event(found, context):
        if found["night"]:
            return ()
        value = None if found["the"] else length(1, unit)
        return (Timex(found.start, found.spans["u"][1], value),)
    day = context.last_date(unit)
    if day is None:
        return whole(found, None)
    is_after = found["after"] or found["later"]
    value = shifted(day, unit, 1 if is_after else -1)
    return whole(found, f"{value}TNI" if value and found["night"] else value)


def _counts_to_event(found: Expression, context: Context) -> bool:
    """Whether the words go on with what is counted to: "before the vote", "later than planned"."""
    if found["than"]:
        return True
    return bool(found["beside"]) and not CLAUSE_ENDS.match(context.after)


def _same_before(found: Expression, context: Context) -> Timexes:
    """ "The same period last year": the last date before, a year earlier."""
    value = _same_period(found["u"], context)
    period = period_of(value)
    if value is None or period is None or period.precision in _TOO_WIDE:
        return whole(found, None)
    if found["y"]:
        return whole(found, found["y"] + value[4:])
    if found["from_article"] and not _is_in_year(period.first, context.article_date):
        return whole(found, None)
    return whole(found, a_year_before(value))


def _same_period(unit: str, context: Context) -> str | None:
    """The last date before, as wide as the unit if there is one."""
    if not unit:
        return context.last_value()
    day = context.last_date(unit)
    return value_as(day, unit) if day else None


def _is_in_year(day: dt.date, article_date: dt.date | None) -> bool:
    """Whether the day is in the article's year."""
    return article_date is not None and day.year == article_date.year


def _running_unit(found: Expression, context: Context) -> Timexes:
    """ "The third straight day": the day of the event."""
    unit = found["u"] or found["u2"]
    day = context.last_date(unit)
    if day is None and unit == "week":
        day = context.article_date
    return whole(found, value_as(day, unit) if day else None)


def _ago(found: Expression, context: Context) -> Timexes:
    """ "Three years ago", from the article's date; "two days later", from the last date before.

    "Two days before the vote" is a length alone.
    """
    unit, count = unit_of(found["u"]), _count(found)
    if _counts_to_event(found, context):
        return (Timex(found.start, found.spans["u"][1], length(count, unit)),)
    steps = _direction(found)
    is_exact = count is not None and not count % 1 and not found["about"]
    if count is None or not is_exact:
        reference = "PAST_REF" if steps < 0 else "FUTURE_REF"
        return whole(found, reference if found["article"] else None)
    if unit == "fortnight":
        unit, count = "week", count * 2
    if unit not in _CALENDAR_UNITS:
        return whole(found, None)
    day = context.article_date if found["article"] else context.last_date(unit)
    return whole(found, shifted(day, unit, int(count) * steps) if day else None)


def _in_time(found: Expression, context: Context) -> Timexes:
    """ "In two weeks' time", from the article's date; beside a past it only says how long."""
    unit, count = unit_of(found["u"]), number_of(found["n"]) if found["n"] else 1
    today = context.article_date
    if today is None or count is None or count % 1:
        return whole(found, length(count, unit))
    if context.tense == "past" or unit not in _CALENDAR_UNITS:
        return whole(found, length(count, unit))
    return whole(found, shifted(today, unit, int(count)))


def _count(found: Expression) -> float | None:
    """How many units; None for "several" and for "two and a half"."""
    if found["vague"] or found["more"]:
        return None
    return number_of(found["n"]) if found["n"] else 1


def _direction(found: Expression) -> int:
    """1 where the words lead to a later time, -1 where they lead to an earlier one."""
    tables = words("time")["ago"]
    name = next(name for name in ("article", "spoken", "beside") if found[name])
    return int(tables[name][found[name]])


def _vague_ago(found: Expression, _: Context) -> Timexes:
    """ "Years ago"; "years later" has no value."""
    return whole(found, "PAST_REF" if found["ago"] else None)


RELATIVE: Mapping[str, Reader] = {
    "today": _today,
    "weekday": _weekday,
    "some_weekday": _some_weekday,
    "unplaced_weekday": _unplaced_weekday,
    "weekdays_ago": _weekdays_ago,
    "weekday_of_unit": _weekday_of_unit,
    "weekday_beyond": _weekday_beyond,
    "weekday_and_day": _weekday_and_day,
    "part_of_day": _part_of_day,
    "tonight": _tonight,
    "bare_part": _bare_part,
    "clock": _clock,
    "noon": _noon,
    "relative": _relative,
    "the_weekend": _the_weekend,
    "overnight": _overnight,
    "end_of_unit": _end_of_unit,
    "the_year": _the_year,
    "the_day": _the_day,
    "that_time": _that_time,
    "reference": _reference,
    "next_day": _next_day,
    "day_beside": _day_before_or_after,
    "same_before": _same_before,
    "running_unit": _running_unit,
    "ago": _ago,
    "in_time": _in_time,
    "vague_ago": _vague_ago,
}
