"""Words of time and money in, values out, as precise as the text and no more. The article is of Wednesday, 15 May 2024."""

from itertools import pairwise

import pytest

from kg.language.dates import amount_of, iso_date, measures_of
from tests.reading import read

WEDNESDAY = "2024-05-15"


def values(text, date=WEDNESDAY):
    """Each date of the text with its value."""
    return {text[m.start : m.end]: m.value for m in read(text, date).mentions if m.type == "Date"}


def money(text):
    """The first sum of the text: words, amount, currency, bound, per."""
    (found, *_) = (m for m in read(text).mentions if m.type == "Money")
    return found.text, found.amount, found.unit, found.bound, found.per


@pytest.mark.parametrize("words", ["2019-07-04", "4 July 2019", "July 4, 2019", "July 4th, 2019", "4th July 2019", "the 4th of July 2019"])
def test_a_full_date_needs_no_article_date(words):
    """In figures or words it says all by itself."""
    assert values(f"The bridge opened on {words}.", date=None) == {words: "2019-07-04"}


@pytest.mark.parametrize(
    ("words", "value"), [("2019", "2019"), ("March 2019", "2019-03"), ("early 2019", "2019"), ("March", "2024-03"), ("November", "2023-11")]
)
def test_a_value_is_as_precise_as_the_words(words, value):
    """A month stays a month, a year a year; a month without year is the latest that has begun."""
    assert values(f"The bridge opened in {words}.") == {words: value}


def test_a_day_without_year_is_the_nearest():
    """In May, 28 December is last year's."""
    assert values("The bridge opened on 28 December.") == {"28 December": "2023-12-28"}
    assert values("The bridge opened on 2 May.") == {"2 May": "2024-05-02"}


def test_what_is_to_come_is_not_dated_back():
    """Beside a future the coming day or month is meant."""
    assert values("The bridge will open in November.") == {"November": "2024-11"}
    assert values("The bridge will open in March.") == {"March": "2025-03"}
    assert values("The bridge will open on 2 January.") == {"2 January": "2025-01-02"}


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The mayor resigned on Monday.", "2024-05-13"),
        ("The mayor resigned on Friday.", "2024-05-10"),
        ("The mayor will resign on Monday.", "2024-05-20"),
        ("The mayor is to resign on Friday.", "2024-05-17"),
        ("The mayor resigned last Friday.", "2024-05-10"),
        ("The mayor will resign next Friday.", "2024-05-17"),
        ("The mayor resigned on Tuesday evening.", "2024-05-14TEV"),
    ],
)
def test_a_weekday_is_read_by_the_tense_of_its_verb(sentence, value):
    """The latest such day behind a past, the next one beside a future."""
    assert value in values(sentence).values()


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The mayor resigned on Wednesday.", "2024-05-15"),
        ("The mayor resigned last Wednesday.", "2024-05-08"),
        ("The mayor will resign on Wednesday.", "2024-05-15"),
        ("The mayor will resign next Wednesday.", "2024-05-22"),
    ],
)
def test_the_weekday_of_the_article_itself(sentence, value):
    """It is today, whether it has been or is to come; "last" and "next" lead a week away."""
    assert list(values(sentence).values()) == [value]


@pytest.mark.parametrize("sentence", ["They meet every Monday.", "They meet each Monday.", "They meet every Monday morning."])
def test_a_weekday_that_comes_again_is_no_day(sentence):
    """It is the first day of weeks that are not told."""
    assert list(values(sentence).values()) == ["XXXX-WXX-1"]


def test_two_days_are_two():
    """Each has its own value."""
    assert values("On Sunday and Monday, the bank was closed.") == {"Sunday": "2024-05-12", "Monday": "2024-05-13"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("yesterday", "2024-05-14"),
        ("two days ago", "2024-05-13"),
        ("last month", "2024-04"),
        ("last year", "2023"),
        ("three years ago", "2021"),
        ("a decade ago", "201"),
        ("last week", "2024-W19"),
        ("two weeks ago", "2024-W18"),
    ],
)
def test_relative_dates_count_from_the_article(words, value):
    """By day, week, month, year and decade: the value is as wide as the unit."""
    assert values(f"The bank closed {words}.") == {words: value}


@pytest.mark.parametrize(("words", "value"), [("tomorrow", "2024-05-16"), ("next month", "2024-06"), ("next year", "2025")])
def test_relative_dates_lead_into_the_future(words, value):
    """ "Next year" is the one after the article's."""
    assert values(f"The bank will close {words}.") == {words: value}


def test_months_are_counted_over_the_turn_of_the_year():
    """In January last month was December."""
    assert values("The bank closed last month.", date="2024-01-09") == {"last month": "2023-12"}


@pytest.mark.parametrize("words", ["last month", "on Friday", "yesterday", "three years ago", "on 4 July", "in March"])
def test_without_an_article_date_relative_expressions_have_no_value(words):
    """Nothing is made up."""
    assert set(values(f"The bank closed {words}.", date=None).values()) == {None}


@pytest.mark.parametrize("words", ["03-02-2009", "03/02/2009", "February 30, 2020", "2020-02-30"])
def test_a_date_that_may_be_two_days_or_none_has_no_value(words):
    """The third of February, or the second of March?"""
    assert set(values(f"The bank closed on {words}.").values()) <= {None}


@pytest.mark.parametrize("sentence", ["The march was long.", "It may rain.", "The sun set."])
def test_words_that_only_look_like_dates_are_none(sentence):
    """ "March" needs its capital and its place in the sentence."""
    assert values(sentence) == {}


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2020-05-03", "2020-05-03"),
        ("3 May 2020", "2020-05-03"),
        ("May 3rd, 2020", "2020-05-03"),
        ("Sunday 3 May 2020", "2020-05-03"),
        (" 2020-05-03\n", "2020-05-03"),
        ("2020-02-30", None),
        ("May 2020", None),
        ("3 May", None),
        ("03-05-2020", None),
        ("yesterday", None),
        ("", None),
        ("soon", None),
    ],
)
def test_an_article_date_is_a_full_day_or_nothing(words, date):
    """Day, month and year, without doubt, and never counted from the day on which kg runs."""
    assert iso_date(words) == date


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It paid $5 million.", ("$5 million", 5e6, "USD", None, None)),
        ("It paid £2bn.", ("£2bn", 2e9, "GBP", None, None)),
        ("It paid at least $300,000.", ("at least $300,000", 3e5, "USD", "at least", None)),
        ("It paid more than €4.5 billion a year.", ("more than €4.5 billion", 4.5e9, "EUR", "more than", "year")),
        ("It loses about $3,200 every day.", ("about $3,200", 3200.0, "USD", "about", "day")),
        ("It pays $5m per week.", ("$5m", 5e6, "USD", None, "week")),
        ("It paid less than two million yen.", ("less than two million yen", 2e6, "JPY", "less than", None)),
        ("It paid a few dollars.", ("a few dollars", None, "USD", None, None)),
        ("It paid between $2 million and $3 million.", ("between $2 million and $3 million", None, "USD", None, None)),
        ("It paid 400 francs.", ("400 francs", 400.0, None, None, None)),
        ("It paid up to $5 million.", ("up to $5 million", 5e6, "USD", "at most", None)),
    ],
)
def test_money_has_amount_currency_bound_and_rate(sentence, found):
    """What the words give, and None for what they do not: a range has no single amount, an unlisted currency no code."""
    assert money(sentence) == found


@pytest.mark.parametrize(
    ("words", "number"),
    [("4 million", 4e6), ("1,200", 1200), ("2.5bn", 2.5e9), ("two hundred thousand", 2e5), ("a million", 1e6), ("several", None), ("2 to 3", None), ("", None)],
)
def test_numbers_in_figures_and_words(words, number):
    """Scales multiply; two numbers give none."""
    assert amount_of(words.split()) == number


def test_measures_stand_in_order_and_apart():
    """Dates and sums come as the text has them."""
    found = measures_of(read("In 2019 it paid $5 million, on Monday €3.").doc, WEDNESDAY)
    assert [m.type for m in found] == ["Date", "Money", "Date", "Money"]
    assert all(a.end <= b.start for a, b in pairwise(found))
