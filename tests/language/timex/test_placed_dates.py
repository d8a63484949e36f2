"""Dates that are placed by a date behind them. The article is of Wednesday, 15 May 2024."""

import datetime as dt

import pytest

from kg.language.timex.date_arithmetic import easter
from tests.annotating import facts, values


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the first Monday of March 2023", "2023-03-06"),
        ("the second Tuesday in March", "2024-03-12"),
        ("the last Friday of April", "2024-04-26"),
        ("the last Friday of May", "2023-05-26"),
        ("the final Saturday of 2022", "2022-12-31"),
        ("the third Thursday of last November", "2023-11-16"),
        ("the fifth Monday of April", "2024-04-29"),
        ("the fifth Friday of April", None),
        ("the first Sunday of last month", "2024-04-07"),
        ("the first day of March", "2024-03-01"),
        ("the last day of February 2024", "2024-02-29"),
    ],
)
def test_day_of_a_period_is_counted_in_it(words, value):
    """Never from the article's day; a fifth that a month does not have is none."""
    assert values(f"The bank closed on {words}.") == {words: value}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (
            "Voters go to the polls on the third Thursday of November.",
            "the third Thursday of November",
            "2024-11-21",
        ),
        (
            "The bank will close on the first Friday of May.",
            "the first Friday of May",
            "2025-05-02",
        ),
        (
            "The vote is on the Tuesday after the first Monday in November.",
            "the Tuesday after the first Monday in November",
            "2024-11-05",
        ),
    ],
)
def test_day_of_a_month_without_year_follows_the_tense(text, words, value):
    """The year is the one that lets the day itself be past or to come."""
    assert values(text) == {words: value}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the Friday before Christmas", "2023-12-22"),
        ("the Tuesday after Easter", "2024-04-02"),
        ("the Monday following Easter Sunday 2022", "2022-04-18"),
        ("the second Sunday after Easter", "2024-04-14"),
        ("the last Sunday before Christmas", "2023-12-24"),
        ("the Thursday before May 3", "2024-05-02"),
        ("the Friday before 3 May 2024", "2024-04-26"),
        ("the Monday evening after Easter", "2024-04-01TEV"),
    ],
)
def test_weekday_beside_a_date_is_counted_from_it(words, value):
    """Before the first day or after the last, and never that day."""
    assert values(f"The bank closed on {words}.") == {words: value}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two days before Christmas", "2023-12-23"),
        ("the day after Easter", "2024-04-01"),
        ("three weeks after 3 March", "2024-W12"),
        ("a month after March 3, 2022", "2022-04"),
        ("two years after July 2005", "2007"),
        ("the night before Christmas", "2023-12-24TNI"),
        ("on the eve of Christmas", "2023-12-24"),
        ("on the eve of 3 May", "2024-05-02"),
        ("the weekend before Christmas", "2023-W51-WE"),
        ("the weekend of May 4", "2024-W18-WE"),
        ("the week of May 6", "2024-W19"),
        ("the week after Easter", "2024-W14"),
    ],
)
def test_distance_to_a_date_is_a_date(words, value):
    """As wide as its unit."""
    assert values(f"The bank closed {words}.") == {words.removeprefix("on "): value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bank closed one Friday in March.", "2024-03"),
        ("The bank closed on a Friday in March 2019.", "2019-03"),
        ("The bank closed some Friday in April.", "2024-04"),
    ],
)
def test_some_weekday_of_a_month_is_in_the_month(text, value):
    """No one says which."""
    assert list(values(text).values()) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The bank closed on a Friday.",
        "It was a Friday.",
        "The bank closed on a cold Monday.",
        "The bank closed one Friday after the blast.",
        "The bank closed on the Monday after the blast.",
        "The bank closed the Sunday before the vote.",
        "The bank closed on the Monday of the trial.",
        "The bank closed on the second Monday of the trial.",
        "The bank closed on the Friday when he left.",
    ],
)
def test_weekday_that_other_words_place_has_no_day(text):
    """It is not the article's, and what it is counted from has no date."""
    assert list(values(text).values()) == [None]
    assert "time=" not in " ".join(facts(text, "event", date="2024-05-15"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bank missed a Friday deadline.", "2024-05-10"),
        ("In a Monday interview he spoke of it.", "2024-05-13"),
        ("The bank held a meeting Friday.", "2024-05-10"),
        ("He resigned last Friday before the vote.", "2024-05-10"),
        ("He resigned on Friday after the vote.", "2024-05-10"),
        ("The Friday vote was close.", "2024-05-10"),
    ],
)
def test_weekday_that_nothing_places_is_of_the_article(text, value):
    """ "A Friday deadline" is that of one Friday; "on Friday after the vote" is Friday."""
    assert list(values(text).values()) == [value]


@pytest.mark.parametrize(
    ("words", "value"),
    [("the Friday before", "2019-05-03"), ("the Monday after", "2019-05-13")],
)
def test_weekday_before_or_after_counts_from_the_last_date(words, value):
    """Where nothing stands behind "before", the date before is meant."""
    text = f"The board met on 6 May 2019. The bank closed {words}."
    assert values(text)[words.rsplit(" ", 1)[0]] == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Friday the 13th", "2023-10-13"),
        ("Monday the 6th", "2024-05-06"),
        ("Friday, the 3rd", "2024-05-03"),
        ("Monday the 31st", "2023-07-31"),
    ],
)
def test_weekday_with_its_day_of_the_month(words, value):
    """The latest that fits both."""
    assert values(f"The bank closed on {words}.") == {words: value}


def test_weekday_with_its_day_ahead():
    """The next that fits both; and a regiment is no day."""
    assert values("The bank will close on Friday the 13th.") == {"Friday the 13th": "2024-09-13"}
    assert values("On Monday the 3rd Battalion left.").get("Monday the 3rd") is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the three months to the end of March", "2024-Q1"),
        ("the three months ended March 31", "2024-Q1"),
        ("the quarter ended June 30, 2023", "2023-Q2"),
        ("the six months to June 2023", "2023-H1"),
        ("the half year to June 30, 2023", "2023-H1"),
        ("the year to December 31", "2023"),
        ("the 12 months to December 2022", "2022"),
        ("the month to April 30", "2024-04"),
    ],
)
def test_period_told_by_its_end_is_one_of_the_calendar(words, value):
    """Where a quarter or the like has just these days."""
    assert values(f"Sales fell in {words}.") == {words: value}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sales fell in the week to May 3.", {"the week": "P1W", "May 3": "2024-05-03"}),
        ("Sales fell in the week to Friday.", {"the week": "P1W", "Friday": "2024-05-10"}),
        ("Sales fell in the 12 months to March.", {"the 12 months": "P12M", "March": "2024-03"}),
        ("Sales fell in the year to April 5.", {"the year": "P1Y", "April 5": "2024-04-05"}),
        (
            "Sales fell in the nine months ended September 30, 2023.",
            {"the nine months": "P9M", "September 30, 2023": "2023-09-30"},
        ),
    ],
)
def test_other_period_is_a_length_and_its_last_day(text, found):
    """What fell in it did not fall on that day."""
    assert values(text) == found
    assert "time=" not in " ".join(facts(text, "event", date="2024-05-15"))


@pytest.mark.parametrize("text", ["It has a year to run.", "The year to come will be hard."])
def test_period_needs_a_date_behind_it(text):
    """ "To" leads to much else."""
    assert values(text) == {}


def test_placed_date_without_an_article_date_has_a_value_where_it_is_whole():
    """It needs no article date where the date behind it needs none."""
    assert values("It closed on the first Monday of March 2023.", date=None) == {
        "the first Monday of March 2023": "2023-03-06"
    }
    assert values("It closed on the last Friday of April.", date=None) == {
        "the last Friday of April": None
    }


def test_last_date_is_the_placed_one():
    """What follows counts from the whole, not from the date behind it."""
    text = "It closed on the Friday before 3 May 2019. Two days later it opened."
    assert values(text)["Two days later"] == "2019-04-28"


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1818, 3, 22), (1943, 4, 25), (1981, 4, 19), (2000, 4, 23), (2024, 3, 31), (2049, 4, 18)],
)
def test_easter_by_the_computus(year, month, day):
    """The earliest and the latest day, and years in which the moon is an exception."""
    assert easter(year) == dt.date(year, month, day)
