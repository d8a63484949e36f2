"""Words of time in, TIMEX3 values out, as precise as the text and no more.

The article is of Wednesday, 15 May 2024.
"""

from itertools import pairwise

import pytest

from kg.language.timex.tagger import iso_date, measures_of
from tests.annotating import WEDNESDAY, read, values

# --- by the calendar ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "2019-07-04",
        "4 July 2019",
        "July 4, 2019",
        "July 4th, 2019",
        "4th July 2019",
        "the 4th of July 2019",
        "25/12/2019",
    ],
)
def test_date_in_full_needs_no_article_date(words):
    """A full date in figures or words has a value without an article date."""
    assert values(f"The bridge opened on {words}.", date=None) == {
        words: "2019-12-25" if "/" in words else "2019-07-04"
    }


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2019", "2019"),
        ("March 2019", "2019-03"),
        ("early 2019", "2019"),
        ("mid-2019", "2019"),
        ("late 2008", "2008"),
        ("March", "2024-03"),
        ("November", "2023-11"),
        ("mid-October", "2023-10"),
        ("early June 2019", "2019-06"),
        ("March of last year", "2023-03"),
        ("the first quarter of 2019", "2019-Q1"),
        ("the third quarter of last year", "2023-Q3"),
        ("the fourth quarter", "2023-Q4"),
        ("Q3 2019", "2019-Q3"),
        ("the third quarter of fiscal 2019", None),
        ("the second half of 2019", "2019-H2"),
        ("the summer of 2010", "2010-SU"),
        ("last summer", "2023-SU"),
        ("the 1990s", "199"),
        ("the early '90s", "199"),
        ("the late nineties", "199"),
        ("the 19th century", "18"),
    ],
)
def test_date_is_as_precise_as_its_words(words, value):
    """A month stays a month, a decade is "199", and the year of a business has no value."""
    assert values(f"The bridge opened in {words}.") == {words: value}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Christmas Day", "2023-12-25"),
        ("Christmas Eve 2010", "2010-12-24"),
        ("the 21st of June", "2023-06-21"),
        ("the first of May 2019", "2019-05-01"),
        ("Friday, May 3", "2024-05-03"),
    ],
)
def test_date_by_feast_ordinal_or_weekday(words, value):
    """Feasts with a fixed day, ordinals and a weekday before the day give a day."""
    assert values(f"The bridge opened on {words}.") == {words: value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Jane Roe died on 3 December.", "2023-12-03"),
        ("Jane Roe will sing on 3 December.", "2024-12-03"),
        ("The trial was due to start on 3 December.", "2024-12-03"),
        ("The hearing was on 3 June.", "2024-06-03"),
    ],
)
def test_day_without_year_follows_the_tense(text, value):
    """A past tense looks back, unless the day is within the month; what is due looks ahead."""
    assert list(values(text).values()) == [value]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The bridge opened at Christmas.", {"Christmas": "2023-12"}),
        ("The bridge opened at Ramadan.", {"Ramadan": None}),
        ("The bridge opened at Orthodox Easter.", {}),
        ("He ate Easter eggs at the Easter Sunday service.", {"Easter Sunday": None}),
    ],
)
def test_feast_without_a_day_of_its_own_gives_no_day(text, found):
    """Christmas gives its month; what another calendar moves, or no year is told of, nothing."""
    assert values(text).items() >= found.items()
    assert set(values(text).values()) <= {None, "2023-12"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("New Year's Eve", "2023-12-31"),
        ("New Year’s Day 2020", "2020-01-01"),
        ("Boxing Day", "2023-12-26"),
        ("Valentine's Day", "2024-02-14"),
        ("May Day", "2024-05-01"),
        ("the Fourth of July", "2023-07-04"),
        ("July Fourth 2019", "2019-07-04"),
        ("Easter", "2024-03-31"),
        ("Easter Monday", "2024-04-01"),
        ("Good Friday 2022", "2022-04-15"),
        ("Ash Wednesday", "2024-02-14"),
        ("Thanksgiving", "2023-11-23"),
        ("Labor Day", "2023-09-04"),
        ("Memorial Day 2023", "2023-05-29"),
        ("Presidents' Day", "2024-02-19"),
    ],
)
def test_feast_is_a_day_and_no_name(words, value):
    """By a fixed day, by the computus, or by a weekday of a month."""
    assert values(f"The bridge opened on {words}.") == {words: value}
    assert [m.type for m in read(f"It opened on {words}.", WEDNESDAY).mentions] == ["Other", "Date"]


@pytest.mark.parametrize(
    "text",
    [
        "The Good Friday Agreement holds.",
        "He watched Friday the 13th.",
        "Shops opened on Black Friday.",
        "He sold Christmas cards.",
    ],
)
def test_name_with_a_feast_is_no_date(text):
    """Treaties, films and goods are called after days."""
    assert values(text) == {}


def test_day_without_year_is_the_nearest():
    """In May, 28 December is last year's."""
    assert values("The bridge opened on 28 December.") == {"28 December": "2023-12-28"}
    assert values("The bridge opened on 2 May.") == {"2 May": "2024-05-02"}


def test_day_without_year_beside_a_future_is_to_come():
    """Beside a future the coming day, month or quarter is meant, or one that has just begun."""
    assert values("The bridge will open in November.") == {"November": "2024-11"}
    assert values("The bridge will open in March.") == {"March": "2025-03"}
    assert values("The bridge will open on 2 January.") == {"2 January": "2025-01-02"}
    assert values("Sales will fall in the fourth quarter.") == {"the fourth quarter": "2024-Q4"}
    assert values("The show is to run from May 3 to June 9.") == {
        "May 3": "2024-05-03",
        "June 9": "2024-06-09",
    }


def test_year_that_opens_a_sentence_is_that_of_its_dates():
    """ "In 2019, … in March" is one year."""
    assert values("In 2019, sales fell in March.") == {"2019": "2019", "March": "2019-03"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He worked from 2009 to 2011.", {"2009": "2009", "2011": "2011"}),
        ("It was built in 2009-2011.", {"2009": "2009", "2011": "2011"}),
        ("He worked there between April and June.", {"April": "2023-04", "June": "2023-06"}),
        (
            "He worked there from December to February.",
            {"December": "2023-12", "February": "2024-02"},
        ),
        (
            "He worked there between November and January 2019.",
            {"November": "2018-11", "January 2019": "2019-01"},
        ),
        ("He sang on October 3–5, 2019.", {"October 3": "2019-10-03", "5, 2019": "2019-10-05"}),
        (
            "He sang from May 2 to June 4, 2019.",
            {"May 2": "2019-05-02", "June 4, 2019": "2019-06-04"},
        ),
        (
            "He sang from December 30 to January 2, 2019.",
            {"December 30": "2018-12-30", "January 2, 2019": "2019-01-02"},
        ),
        ("He sang on 3 and 4 October 2019.", {"3": "2019-10-03", "4 October 2019": "2019-10-04"}),
    ],
)
def test_date_range_gives_both_ends(text, found):
    """Each end is a date of its own, and a year that is named once counts for both."""
    assert values(text) == found


@pytest.mark.parametrize("words", ["2009-10", "2009–10", "2009/10"])
def test_season_over_the_turn_of_the_year_has_no_value(words):
    """A season over the turn of the year has no value: 2009-10 may be an October."""
    assert values(f"The {words} season was long.") == {words: None}


@pytest.mark.parametrize("words", ["03-02-2009", "03/02/2009", "February 30, 2020", "2020-02-30"])
def test_ambiguous_date_has_no_value(words):
    """A date that may be two days, or is none, has no value."""
    assert set(values(f"The bank closed on {words}.").values()) <= {None}


def test_year_of_two_figures_is_before_the_article():
    """A year of two figures is counted back from the article's."""
    assert values("It was the lowest level since '82.") == {"'82": "1982"}


# --- from the article's date --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The mayor resigned on Monday.", "2024-05-13"),
        ("The mayor resigned on Friday.", "2024-05-10"),
        ("The mayor was forced to resign on Friday.", "2024-05-10"),
        ("The mayor flew to Leeds to meet her on Friday.", "2024-05-10"),
        ("The mayor resigned last Friday.", "2024-05-10"),
        ("The mayor resigned on Friday morning.", "2024-05-10TMO"),
        ("The mayor was arrested late Thursday night.", "2024-05-09TNI"),
        ("The mayor will resign on Monday.", "2024-05-20"),
        ("The mayor is to resign on Friday.", "2024-05-17"),
        ("The mayor plans to resign on Friday.", "2024-05-17"),
        ("The trial was set to begin on Friday.", "2024-05-17"),
        ("The talks scheduled for Friday were called off.", "2024-05-17"),
        ("The museum opens on Friday.", "2024-05-17"),
        ("The union called a strike for Friday.", "2024-05-17"),
        ("The mayor apologised for Friday's vote.", "2024-05-10"),
        ("The mayor will resign this Friday.", "2024-05-17"),
        ("The mayor will resign next Friday.", "2024-05-17"),
        ("Friday of next week is a holiday.", "2024-05-24"),
    ],
)
def test_weekday_follows_the_tense(sentence, value):
    """A weekday is the latest such day beside a past, the next one beside a future."""
    assert list(values(sentence).values()) == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The mayor resigned on Wednesday.", "2024-05-15"),
        ("The mayor resigned last Wednesday.", "2024-05-08"),
        ("The mayor will resign on Wednesday.", "2024-05-15"),
        ("The mayor will resign next Wednesday.", "2024-05-22"),
    ],
)
def test_weekday_of_the_article_is_today(sentence, value):
    """The article's own weekday is today; "last" and "next" lead a week away."""
    assert list(values(sentence).values()) == [value]


def test_weekdays_in_one_sentence_have_their_own_values():
    """Each of two weekdays has its own value, by its own verb."""
    assert values("On Sunday and Monday, the bank was closed.") == {
        "Sunday": "2024-05-12",
        "Monday": "2024-05-13",
    }
    assert values("The board met on Monday and will meet again on Friday.") == {
        "Monday": "2024-05-13",
        "Friday": "2024-05-17",
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The show ran from Monday to Friday.", {"Monday": "2024-05-06", "Friday": "2024-05-10"}),
        ("The show ran Friday through Monday.", {"Friday": "2024-05-10", "Monday": "2024-05-13"}),
        (
            "The bank was shut between Monday and Thursday.",
            {"Monday": "2024-05-06", "Thursday": "2024-05-09"},
        ),
        (
            "The show will run from Monday to Friday.",
            {"Monday": "2024-05-20", "Friday": "2024-05-24"},
        ),
        (
            "The bank will be closed on Monday and Thursday.",
            {"Monday": "2024-05-20", "Thursday": "2024-05-16"},
        ),
        (
            "The meeting was moved from Monday to Friday.",
            {"Monday": "2024-05-13", "Friday": "2024-05-17"},
        ),
    ],
)
def test_range_of_weekdays_ends_after_it_begins(text, found):
    """Two days joined by "and", or the old and the new one of what is moved, are no range."""
    assert values(text) == found


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("today", "2024-05-15"),
        ("yesterday", "2024-05-14"),
        ("the day before yesterday", "2024-05-13"),
        ("this morning", "2024-05-15TMO"),
        ("last night", "2024-05-14TNI"),
        ("earlier this week", "2024-W20"),
        ("last week", "2024-W19"),
        ("last weekend", "2024-W19-WE"),
        ("last month", "2024-04"),
        ("last quarter", "2024-Q1"),
        ("last year", "2023"),
        ("earlier this year", "2024"),
        ("two days ago", "2024-05-13"),
        ("a week ago", "2024-W19"),
        ("two weeks ago", "2024-W18"),
        ("three years ago", "2021"),
        ("20 years ago", "2004"),
        ("a decade ago", "201"),
        ("about 20 years ago", "PAST_REF"),
        ("several years ago", "PAST_REF"),
    ],
)
def test_relative_date_counts_from_the_article(words, value):
    """The value is as wide as the unit; "about" and "several" give none."""
    assert values(f"The bank closed {words}.") == {words: value}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("tomorrow", "2024-05-16"),
        ("tonight", "2024-05-15TNI"),
        ("later this week", "2024-W20"),
        ("next week", "2024-W21"),
        ("next month", "2024-06"),
        ("next spring", "2025-SP"),
        ("next year", "2025"),
        ("the end of the year", "2024"),
        ("the end of next month", "2024-06"),
    ],
)
def test_relative_date_leads_into_the_future(words, value):
    """ "Next year" is the one after the article's."""
    assert values(
        f"The bank will close by {words}."
        if words.startswith("the")
        else f"The bank will close {words}."
    ) == {words: value}


def test_end_of_the_year_is_that_of_the_governing_clause():
    """The year in which a firm was founded is not that in which its head will leave."""
    assert (
        values("Unilever, founded in 1994, said Helen Reed would leave at the end of the year.")[
            "the end of the year"
        ]
        == "2024"
    )
    assert (
        values("In 2010 Unilever said Helen Reed would leave by the end of the year.")[
            "the end of the year"
        ]
        == "2010"
    )


def test_relative_month_before_january_is_december():
    """In January last month was December."""
    assert values("The bank closed last month.", date="2024-01-09") == {"last month": "2023-12"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the Friday before last", "2024-05-03"),
        ("the week before last", "2024-W18"),
        ("the weekend before last", "2024-W18-WE"),
        ("the month before last", "2024-03"),
        ("the night before last", "2024-05-13TNI"),
        ("two Fridays ago", "2024-05-03"),
        ("three Mondays ago", "2024-04-29"),
    ],
)
def test_weekday_or_unit_before_last_is_two_back(words, value):
    """The one before the last one."""
    assert values(f"The bank closed {words}.") == {words: value}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the Friday after next", "2024-05-24"),
        ("the week after next", "2024-W22"),
        ("in two weeks' time", "2024-W22"),
        ("in three days’ time", "2024-05-18"),
        ("in a month's time", "2024-06"),
    ],
)
def test_time_ahead_counts_from_the_article(words, value):
    """ "In two weeks' time" is that week."""
    assert values(f"The bank will close {words}.") == {words.removeprefix("in "): value}


def test_time_beside_a_past_is_how_long_it_took():
    """What was built in two weeks' time took two weeks."""
    assert values("The bank was built in two weeks' time.") == {"two weeks' time": "P2W"}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The bank closed over the weekend.", "the weekend", "2024-W19-WE"),
        ("Rioters were held at the weekend.", "the weekend", "2024-W19-WE"),
        ("Roe told her over the weekend that he would go.", "the weekend", "2024-W19-WE"),
        ("The bank will be closed over the weekend.", "the weekend", "2024-W20-WE"),
        ("The city was shelled overnight.", "overnight", "2024-05-14TNI"),
        ("Overnight, rebels shelled the city.", "Overnight", "2024-05-14TNI"),
        ("Rescuers will work overnight.", "overnight", "2024-05-15TNI"),
        ("He was held overnight on Friday.", "overnight", "2024-05-10TNI"),
        ("The bank will close by year-end.", "year-end", "2024"),
        ("The bank hopes to close by the year's end.", "the year's end", "2024"),
        ("Debt stood at $5 million at year-end.", "year-end", "2023"),
        ("The bank will close at year-end 2026.", "year-end 2026", "2026"),
    ],
)
def test_weekend_night_and_end_follow_the_tense(text, words, value):
    """The last beside a past, the next beside a future."""
    assert values(text)[words] == value


@pytest.mark.parametrize(
    "text",
    [
        "It was an overnight success.",
        "He became rich overnight.",
        "The overnight train was late.",
        "He got a year-end bonus.",
        "The weekend edition sold well.",
    ],
)
def test_night_and_end_are_no_kind_of_thing(text):
    """As adjectives and in idioms they are no time."""
    assert values(text) == {}


# --- what is still to come ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Talks have been postponed until Monday.", "2024-05-20"),
        ("The vote was put off until June.", "2024-06"),
        ("The hearing was adjourned to 3 December.", "2024-12-03"),
        ("The deadline was extended to Friday.", "2024-05-17"),
        ("The launch, delayed until March, is costly.", "2025-03"),
        ("The trial was pushed back to February.", "2025-02"),
        ("The delay until January surprised many.", "2025-01"),
        ("The bank got an extension until Friday.", "2024-05-17"),
        ("The mayor gave the union until Friday to leave.", "2024-05-17"),
        ("The union was given until Friday to leave.", "2024-05-17"),
        ("The school is closed until Monday.", "2024-05-20"),
        ("Flights were suspended through Sunday.", "2024-05-19"),
        ("The airline has cancelled all flights until Friday.", "2024-05-17"),
    ],
)
def test_what_is_put_off_until_a_day_has_it_before_it(text, value):
    """Whatever the tense of the putting off."""
    assert list(values(text).values()) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They stayed until Monday.", "2024-05-13"),
        ("The strike lasted until March.", "2024-03"),
        ("The strike lasted through Sunday.", "2024-05-12"),
        ("The mayor moved to Leeds on Friday.", "2024-05-10"),
        ("The flight was delayed on Friday.", "2024-05-10"),
        ("The vote was delayed by Sunday's storm.", "2024-05-12"),
        ("He has worked there since Friday.", "2024-05-10"),
    ],
)
def test_what_went_on_until_a_day_has_it_behind_it(text, value):
    """ "Until" beside a past that puts nothing off, and other words than "until"."""
    assert list(values(text).values()) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The deal expires on December 31.", "2024-12-31"),
        ("The deal expires in March.", "2025-03"),
        ("The trial opens on 3 December.", "2024-12-03"),
        ("Parliament returns on 2 November.", "2024-11-02"),
        ("The vote is on 3 December.", "2024-12-03"),
    ],
)
def test_scheduled_present_looks_ahead(text, value):
    """What begins, ends or is on a day."""
    assert list(values(text).values()) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sales are up in March.", "2024-03"),
        ("Sales fall in January.", "2024-01"),
        ("The report says sales fell in November.", "2023-11"),
        ("Deal expires on December 31\n\nThe bank closed.", "2023-12-31"),
    ],
)
def test_other_present_is_of_the_nearest(text, value):
    """States, reports and headlines do not look ahead."""
    assert next(iter(values(text).values())) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Reporters heard him say on 3 December that he would go.", "2023-12-03"),
        ("Neighbours saw her leave on 20 November.", "2023-11-20"),
        ("He watched them sing on Friday.", "2024-05-10"),
        ("The juror hears him say on Monday that he would go.", "2024-05-13"),
        ("The judge let them go on 28 November.", "2023-11-28"),
        ("Roe was heard to say on Monday that he would go.", "2024-05-13"),
        ("Reporters will hear him speak on 3 November.", "2024-11-03"),
    ],
)
def test_bare_infinitive_is_of_the_time_of_its_verb(text, value):
    """What was heard or let happen was."""
    assert list(values(text).values()) == [value]


def test_court_hears_a_case_on_a_day_to_come():
    """Without an infinitive the present of a verb of sense looks ahead as others do."""
    assert values("The court hears the case on Monday.") == {"Monday": "2024-05-20"}


@pytest.mark.parametrize(
    "words",
    [
        "last month",
        "on Friday",
        "yesterday",
        "three years ago",
        "on 4 July",
        "in March",
        "last week",
        "in the fourth quarter",
        "last summer",
        "tonight",
    ],
)
def test_relative_date_without_an_article_date_has_no_value(words):
    """Without an article date a relative date has no value."""
    assert set(values(f"The bank closed {words}.", date=None).values()) == {None}


# --- from the last date before ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "words", "value"),
    [
        ("It closed on 3 May 2019.", "The following day", "2019-05-04"),
        ("It closed on 3 May 2019.", "The next day", "2019-05-04"),
        ("It closed on 3 May 2019.", "That day", "2019-05-03"),
        ("It closed on 3 May 2019.", "The same day", "2019-05-03"),
        ("It closed on 3 May 2019.", "Two days later", "2019-05-05"),
        ("It closed on 3 May 2019.", "A week earlier", "2019-W17"),
        ("It closed on 3 May 2019.", "The following Monday", "2019-05-06"),
        ("It closed on 3 May 2019.", "That evening", "2019-05-03TEV"),
        ("It closed in May 2019.", "Three months later", "2019-08"),
        ("It closed in May 2019.", "The following day", None),
        ("It closed in 2019.", "The following year", "2020"),
        ("It closed in 2019.", "Two years later", "2021"),
        ("It closed.", "The following day", None),
        ("It closed.", "Two days later", None),
        ("It closed.", "That year", None),
    ],
)
def test_relative_date_counts_from_the_last_date(before, words, value):
    """Without a date before, or one that is exact enough, there is no value."""
    assert values(f"{before} {words} it opened.")[words] == value


def test_day_before_counts_from_the_last_date():
    """ "The day before" counts from the last date, unless an event follows."""
    assert (
        values("It closed on 3 May 2019, having opened the day before.")["the day before"]
        == "2019-05-02"
    )
    assert values("It closed on 3 May 2019. The day before the vote was calm.")["The day"] is None


def test_date_line_is_no_last_date():
    """The date line is the day of the article, not of the story."""
    assert (
        values("The bank closes\n\nMay 3, 2019\n\nThe following day it opened again.", date=None)[
            "The following day"
        ]
        is None
    )


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (
            "Sales fell in April compared to the same month a year ago.",
            "the same month a year ago",
            "2023-04",
        ),
        (
            "Sales fell in February compared to the same period last year.",
            "the same period last year",
            "2023-02",
        ),
        (
            "Sales fell in the third quarter of 2019 from the same quarter a year earlier.",
            "the same quarter a year earlier",
            "2018-Q3",
        ),
        ("Sales fell in the third quarter of 2019 from a year earlier.", "a year earlier", "2018"),
        ("Sales fell from the same period last year.", "the same period last year", None),
    ],
)
def test_same_period_is_a_year_before_the_last_date(text, words, value):
    """ "The same period last year" is the last date, a year before."""
    assert values(text)[words] == value


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("The bank closed at 16:00 UTC on 3 May 2019.", "16:00 UTC", "2019-05-03T16:00Z"),
        (
            "The bank closed on 3 May 2019 at 4:30 p.m. EST.",
            "4:30 p.m. EST",
            "2019-05-03T16:30-05:00",
        ),
        ("The bank closed at noon yesterday.", "noon", "2024-05-14T12:00"),
        ("The bank closed at 16:00 UTC today.", "16:00 UTC today", "2024-05-15T16:00Z"),
        ("On 3 May 2019 the bank was full. It closed at 4 pm.", "4 pm", "2019-05-03T16:00"),
        ("The bank closed at 4 pm.", "4 pm", "T16:00"),
        ("On 3 May 2019 it closed in the evening.", "evening", "2019-05-03TEV"),
    ],
)
def test_hour_is_of_the_nearest_day(sentence, words, value):
    """An hour is of the nearest day in the sentence, or the last before; else it stands alone."""
    assert values(sentence)[words] == value


# --- what is no date ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "The march was long.",
        "It may rain.",
        "The sun set.",
        "Shops opened on Black Friday.",
        "He read the Sunday Times.",
        "He watched 60 Minutes and read the Daily Mail.",
        "He saw the Day of the Jackal.",
        "The score was 16:15.",
        "He scored a touchdown in the fourth quarter.",
        "It sold 1998 cars.",
    ],
)
def test_date_is_no_verb_name_score_or_number(sentence):
    """Verbs, names, scores, games and numbers that look like dates are none."""
    assert values(sentence) == {}


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2020-05-03", "2020-05-03"),
        ("3 May 2020", "2020-05-03"),
        ("May 3rd, 2020", "2020-05-03"),
        ("Sunday 3 May 2020", "2020-05-03"),
        (" 2020-05-03\n", "2020-05-03"),
        ("20200503", "2020-05-03"),
        ("2020-05-03T10:30:00Z", "2020-05-03"),
        ("20201350", None),
        ("2020-05", None),
        ("202005030", None),
        ("2020-02-30", None),
        ("0000-01-01", None),
        ("May 2020", None),
        ("3 May", None),
        ("03-05-2020", None),
        ("yesterday", None),
        ("", None),
        ("soon", None),
    ],
)
def test_iso_date_is_a_full_day_or_nothing(words, date):
    """An article date needs day, month and year, and never counts from today."""
    assert iso_date(words) == date


def test_measures_come_in_order_and_do_not_overlap():
    """Dates and sums come in the order of the text and do not overlap."""
    found = measures_of(read("In 2019 it paid $5 million, on Monday €3.").doc, WEDNESDAY)
    assert [m.type for m in found] == ["Date", "Money", "Date", "Money"]
    assert all(a.end <= b.start for a, b in pairwise(found))
