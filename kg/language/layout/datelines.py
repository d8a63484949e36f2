"""What stands above an article: the lines that give its day, where it was filed, and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.document import Block
from kg.model import Span
from kg.patterns import word_set, words


def any_of(phrases: Iterable[str]) -> str:
    """A piece of a regular expression that matches each of these phrases, the longest first."""
    return "|".join(
        r"\s+".join(re.escape(w) for w in p.split(" "))
        for p in sorted(phrases, key=lambda p: (-len(p), p))
    )


_WORDS, _TIME = words("layout"), words("time")
_MONTHS = any_of(m.capitalize() for m in (*_TIME["months"], *_TIME["months_short"]))
_WEEKDAYS = any_of(
    form.capitalize() for d in _TIME["weekdays"] for form in (d, d[:3], d[:4], d[:5])
)
_WEEKDAY = rf"(?:(?:{_WEEKDAYS})\.?,? )?"
_DATE = rf"(?:\d{{4}}-\d\d-\d\d|(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})\.?,? \d{{4}})"
_HOUR = r"\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?"
_DATED = any_of(_WORDS["dated"])
_HEAD = re.compile(rf"\s*(?:{any_of(_WORDS['date_head'])}):?\s+({_DATE})(?!\S)", re.IGNORECASE)
_AT = rf"(?:{_HOUR},? )?{_WEEKDAY}"
_THEN = rf"(?:(?:on )?{_AT}{_DATE}(?:,?(?: at| [|·•–-])? {_HOUR})?|\d+ (?:{any_of(_WORDS['furniture']['counted'])}))"
_LATER = rf"(?:\s*[|·•;,/(–—-]*\s*(?:{_DATED}):? {_THEN}\)?)?"  # "Updated May 6, 2020", "updated 2 hours ago"
_LINE = re.compile(
    rf"(?:{_DATED})?:?\s*(?:on )?{_AT}({_DATE})(?:,?(?: at| [|·•–-])? {_HOUR})?{_LATER}\.?",
    re.IGNORECASE,
)
_PAPER = re.compile(
    rf"(?:[A-Z][\w.&’'-]*(?: of)? ?){{1,5}},? ?[,|·•–—-]? ?{_WEEKDAY}({_DATE})"
)  # "The Ledger, 14 October 2023"
_OPENING = re.compile(
    rf"{_WEEKDAY.removesuffix('?')}({_DATE})\s+(?=[A-Z])"
)  # before a first sentence, on its line
_CLOSING = re.compile(
    rf"(?<=\w)['’”\"?!]?\s+(?P<line>{_WEEKDAY.removesuffix('?')}({_DATE}))"
)  # behind a headline, on its line
_DAY = rf"(?:(?:{_MONTHS})\.? \d{{1,2}}|\d{{1,2}} (?:{_MONTHS})\.?)(?:,? \d{{4}})?"
_PLACE = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:(?:,|/) ?[A-Z][\w.]*){0,2}"  # in capitals, with a state or a second town
_TOWN = rf"[A-Z]\w+(?:, [A-Z]\w+)?(?=,? (?:\(|{_DAY})|, ?\w+ [—–])(?:, [A-Z]\w+)?"  # else only with a day, an agency or a country behind it
_AGENCY = r"(?:\([A-Z][\w .]{1,30}\)|/[A-Z][\w .]{1,30}/)"
# as wires begin: the town, perhaps the day, perhaps the agency in brackets, a dash; or only the agency
_WIRE = re.compile(
    rf"(?:(?:{_PLACE}|{_TOWN}),?(?: {_WEEKDAY}(?P<date>{_DAY}))?(?:(?: |--){_AGENCY})?|{_AGENCY}) ?(?:(?:[—–]|--?)\s+|(?<=[)/])--?)(?=[A-Z\"“‘'])"
)
_NAMED = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}"
# at the head of the text the name of a town will do, if no second dash makes an aside of what follows the first
_FIRST_WIRE = re.compile(
    rf"(?:{_NAMED}, {_NAMED}(?:, {_NAMED})? ?(?:[—–]|--?)|{_NAMED} ?(?:[—–]|--)|[A-Z]{{3,}}(?: [A-Z]{{3,}})?:) (?=[A-Z\"“‘'])(?![^.!?\n]* [—–-]{{1,2}} )"
)
_PERSON = (
    r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|(?:van|von|de|da|del|der|den|la|le|bin|al|el)(?= ))){1,3}"
)
_BY = any_of(_WORDS["byline"]["by"])
_JOINS = any_of(_WORDS["byline"]["joins"])
_ROLES = any_of(_WORDS["byline"]["roles"])
_AUTHORS = rf"(?P<author>{_PERSON}(?:(?:, (?:(?:{_JOINS}) )?| (?:{_JOINS}|&) ){_PERSON})*)"
_DESK = rf"(?:(?:,| [|–—-]) ?(?:[A-Z][\w.&’'-]+(?: [\w.&’'-]+){{0,4}}|(?:[\w.&’'-]+ ){{0,3}}(?:{_ROLES})(?: [\w.&’'-]+){{0,4}}))"
_WHERE = rf"(?: (?:{any_of(_WORDS['byline']['places'])}) {_NAMED})"
_BYLINE = re.compile(rf"(?i:{_BY}):? {_AUTHORS}{_WHERE}?{_DESK}{{0,2}}")
_UNDER_TITLE = re.compile(
    rf"{_AUTHORS}(?:{_WHERE}|(?:,| [|–—-]|\s*[\r\n]) ?(?i:(?:[\w.&’'-]+ ){{0,3}}(?:{_ROLES})(?: [\w.&’'-]+){{0,4}}))"
)
_LONGEST_BYLINE = 120  # characters


def head_date(text: str) -> Block | None:
    """ "date 2020-05-05" at the head of a plain text, perhaps with the first words right behind it."""
    head = _HEAD.match(text)
    return _dateline(head) if head else None


def date_line(text: str, span: Span) -> Block | None:
    """A line with nothing but a date, its hour and "Published"."""
    line = _LINE.fullmatch(text, span.start, span.end)
    return _dateline(line) if line else None


def paper_line(text: str, span: Span) -> Block | None:
    """The name of a newspaper and the day, on a line at the head of the page."""
    line = _PAPER.fullmatch(text, span.start, span.end)
    return _dateline(line) if line else None


def opening_date(text: str, span: Span) -> Block | None:
    """A weekday and date before the first sentence of a paragraph."""
    opening = _OPENING.match(text, span.start, span.end)
    return _dateline(opening) if opening else None


def closing_date(text: str, span: Span) -> Block | None:
    """A weekday and date behind a headline, on its line."""
    closing = next(
        (m for m in _CLOSING.finditer(text, span.start, span.end) if m.end() == span.end), None
    )
    return (
        Block("dateline", Span(*closing.span("line")), date=Span(*closing.span(2)))
        if closing
        else None
    )


def wire(text: str, span: Span, first: bool) -> Block | None:
    """Town, day, agency and dash before a paragraph's first sentence; before the text's `first` one a town and a dash will do."""
    found = _WIRE.match(text, span.start, span.end)
    if found is None and first:
        found = _FIRST_WIRE.match(text, span.start, span.end)
        if found is not None and any(
            w.strip(".,").casefold() in word_set("names", "organisation_suffixes")
            for w in found.group().split()
        ):
            return None
    if found is None:
        return None
    day = found.groupdict().get("date")
    return Block(
        "dateline",
        Span(span.start, span.start + len(found.group().rstrip())),
        date=Span(*found.span("date")) if day else None,
    )


def byline(text: str, span: Span, under_title: bool) -> Block | None:
    """ "By Jane Roe and John Doe, Reuters"; right `under_title` also "Jane Roe in London" and "Jane Roe, staff writer"."""
    if len(span) > _LONGEST_BYLINE:
        return None
    found = _BYLINE.fullmatch(text, span.start, span.end) or (
        _UNDER_TITLE.fullmatch(text, span.start, span.end) if under_title else None
    )
    return Block("byline", span, author=Span(*found.span("author"))) if found else None


DATE = _DATE


def _dateline(line: re.Match[str]) -> Block:
    words = line.group()
    start = line.end() - len(words.lstrip())
    return Block("dateline", Span(start, start + len(words.strip())), date=Span(*line.span(1)))
