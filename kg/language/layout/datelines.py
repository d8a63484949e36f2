"""What stands above an article: its day, where it was filed, and who wrote it."""

from __future__ import annotations

import re

from kg.document import Block
from kg.language.expression_grammar import any_phrase
from kg.model import Span
from kg.patterns import word_set, words

_WORDS, _TIME = words("layout"), words("time")
_LONGEST_BYLINE = 120  # characters
_LONGEST_DATE_LINE = 300

# dates
_MONTHS = any_phrase(month.capitalize() for month in (*_TIME["months"], *_TIME["months_short"]))
_WEEKDAYS = any_phrase(
    form.capitalize() for day in _TIME["weekdays"] for form in (day, day[:3], day[:4], day[:5])
)
_ENDING = "|".join(_WORDS["day_endings"])
_SOME_WEEKDAY = rf"(?:(?:{_WEEKDAYS})\.?,? )"
_WEEKDAY = rf"{_SOME_WEEKDAY}?"
DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|(?:{_MONTHS})\.? \d{{1,2}}(?:{_ENDING})?,? \d{{4}}"
    rf"|\d{{1,2}}(?:{_ENDING})? (?:{_MONTHS})\.?,? \d{{4}})"
)
_DAY = rf"(?:(?:{_MONTHS})\.? \d{{1,2}}|\d{{1,2}} (?:{_MONTHS})\.?)(?:,? \d{{4}})?"
_HOUR = r"\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?"

# lines that give a date
_DATED = any_phrase(_WORDS["dated"])
_HEAD_DATE = re.compile(
    rf"\s*(?:{any_phrase(_WORDS['date_head'])}):?\s+({DATE})(?!\S)", re.IGNORECASE
)
_BEFORE_DATE = rf"(?:{_HOUR},? )?{_WEEKDAY}"
_AFTER_DATE = rf"(?:,?(?: at| [|·•–-])? {_HOUR})?"
_AGO = rf"\d+ (?:{any_phrase(_WORDS['furniture']['counted'])})"
_UPDATED_AT = rf"(?:(?:on )?{_BEFORE_DATE}{DATE}{_AFTER_DATE}|{_AGO})"
# "Updated May 6, 2020", "updated 2 hours ago"
_UPDATED = rf"(?:\s*[|·•;,/(–—-]*\s*(?:{_DATED}):? {_UPDATED_AT}\)?)?"
_DATE_LINE = re.compile(
    rf"(?:{_DATED})?:?\s*(?:on )?{_BEFORE_DATE}({DATE}){_AFTER_DATE}{_UPDATED}\.?",
    re.IGNORECASE,
)
# "The Ledger, 14 October 2023"
_NEWSPAPER_LINE = re.compile(
    rf"(?:[A-Z][\w.&’'-]*(?: of)? ?){{1,5}},? ?[,|·•–—-]? ?{_WEEKDAY}({DATE})"
)
# before a first sentence, on its line
_OPENING_DATE = re.compile(rf"{_SOME_WEEKDAY}({DATE})\s+(?=[A-Z])")
# behind a headline, on its line
_CLOSING_DATE = re.compile(rf"(?<=\w)['’”\"?!]?\s+(?P<line>{_SOME_WEEKDAY}({DATE}))")

# how agencies begin: the town, perhaps the day, perhaps the agency in brackets, a dash; or only the
# agency
_DASH = r"(?:[—–]|--?)"
_SENTENCE = r"(?=[A-Z\"“‘'])"
# in capitals, with a state or a second town
_PLACE = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:(?:,|/) ?[A-Z][\w.]*){0,2}"
# else only with a day, an agency or a country behind it
_TOWN = rf"[A-Z]\w+(?:, [A-Z]\w+)?(?=,? (?:\(|{_DAY})|, ?\w+ [—–])(?:, [A-Z]\w+)?"
_AGENCY = r"(?:\([A-Z][\w .]{1,30}\)|/[A-Z][\w .]{1,30}/)"
_TOWN_AND_DAY = rf"(?:{_PLACE}|{_TOWN}),?(?: {_WEEKDAY}(?P<date>{_DAY}))?"
_AGENCY_LINE = re.compile(
    rf"(?:{_TOWN_AND_DAY}(?:(?: |--){_AGENCY})?|{_AGENCY}) ?(?:{_DASH}\s+|(?<=[)/])--?){_SENTENCE}"
)
_NAMED = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}"
# at the head of the text the name of a town is enough, if no second dash makes an aside of what
# follows the first
_TOWN_LINE = re.compile(
    rf"(?:{_NAMED}, {_NAMED}(?:, {_NAMED})? ?{_DASH}|{_NAMED} ?(?:[—–]|--)"
    rf"|[A-Z]{{3,}}(?: [A-Z]{{3,}})?:) {_SENTENCE}(?![^.!?\n]* [—–-]{{1,2}} )"
)

# bylines
_PARTICLES = "|".join(_WORDS["byline_particles"])
_PERSON = rf"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|(?:{_PARTICLES})(?= ))){{1,3}}"
_BY = any_phrase(_WORDS["byline"]["by"])
_JOINS = any_phrase(_WORDS["byline"]["joins"])
_ROLES = any_phrase(_WORDS["byline"]["roles"])
_PLACES = any_phrase(_WORDS["byline"]["places"])
_AUTHORS = rf"(?P<author>{_PERSON}(?:(?:, (?:(?:{_JOINS}) )?| (?:{_JOINS}|&) ){_PERSON})*)"
_ROLE = rf"(?:[\w.&’'-]+ ){{0,3}}(?:{_ROLES})(?: [\w.&’'-]+){{0,4}}"
_EMPLOYER = r"[A-Z][\w.&’'-]+(?: [\w.&’'-]+){0,4}"
_DESK = rf"(?:(?:,| [|–—-]) ?(?:{_EMPLOYER}|{_ROLE}))"
_WHERE = rf"(?: (?:{_PLACES}) {_NAMED})"
_BYLINE = re.compile(rf"(?i:{_BY}):? {_AUTHORS}{_WHERE}?{_DESK}{{0,2}}")
_UNDER_TITLE = re.compile(rf"{_AUTHORS}(?:{_WHERE}|(?:,| [|–—-]|\s*[\r\n]) ?(?i:{_ROLE}))")


def head_date(text: str) -> Block | None:
    """ "date 2020-05-05" at the head of a plain text, perhaps with the first words behind it."""
    head = _HEAD_DATE.match(text)
    return _dateline(head) if head else None


def date_line(text: str, span: Span) -> Block | None:
    """A line with nothing but a date, its hour and "Published"."""
    if len(span) > _LONGEST_DATE_LINE:
        return None
    line = _DATE_LINE.fullmatch(text, span.start, span.end)
    return _dateline(line) if line else None


def newspaper_line(text: str, span: Span) -> Block | None:
    """A line with the name of a newspaper and the day."""
    if len(span) > _LONGEST_DATE_LINE:
        return None
    line = _NEWSPAPER_LINE.fullmatch(text, span.start, span.end)
    return _dateline(line) if line else None


def opening_date(text: str, span: Span) -> Block | None:
    """A weekday and date before the first sentence of a paragraph."""
    opening = _OPENING_DATE.match(text, span.start, span.end)
    return _dateline(opening) if opening else None


def closing_date(text: str, span: Span) -> Block | None:
    """A weekday and date behind a headline, on its line."""
    for found in _CLOSING_DATE.finditer(text, span.start, span.end):
        if found.end() == span.end:
            return Block("dateline", Span(*found.span("line")), date=Span(*found.span(2)))
    return None


def agency_line(text: str, span: Span, first: bool) -> Block | None:
    """Town, day, agency and dash before a paragraph's first sentence.

    Before the text's `first` sentence a town and a dash are enough.
    """
    found = _AGENCY_LINE.match(text, span.start, span.end)
    if found is None and first:
        found = _town_line(text, span)
    if found is None:
        return None
    line = Span(span.start, span.start + len(found.group().rstrip()))
    has_day = found.groupdict().get("date")
    return Block("dateline", line, date=Span(*found.span("date")) if has_day else None)


def _town_line(text: str, span: Span) -> re.Match[str] | None:
    """The name of a town and a dash before the first sentence; a company's name is no town."""
    found = _TOWN_LINE.match(text, span.start, span.end)
    if found is None:
        return None
    names = (word.strip(".,").casefold() for word in found.group().split())
    suffixes = word_set("names", "organisation_suffixes")
    return None if any(name in suffixes for name in names) else found


def byline(text: str, span: Span, under_title: bool) -> Block | None:
    """ "By Jane Roe and John Doe, Reuters".

    Right `under_title` also "Jane Roe in London" and "Jane Roe, staff writer".
    """
    if len(span) > _LONGEST_BYLINE:
        return None
    found = _BYLINE.fullmatch(text, span.start, span.end)
    if found is None and under_title:
        found = _UNDER_TITLE.fullmatch(text, span.start, span.end)
    return Block("byline", span, author=Span(*found.span("author"))) if found else None


def _dateline(line: re.Match[str]) -> Block:
    """The line without the white space around it; its first group is the date."""
    words = line.group()
    start = line.end() - len(words.lstrip())
    return Block("dateline", Span(start, start + len(words.strip())), date=Span(*line.span(1)))
