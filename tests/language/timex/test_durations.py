"""How long, how often, and when without a date. The article is of Wednesday, 15 May 2024."""

import pytest

from tests.annotating import values


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They waited for three days.", "three days", "P3D"),
        ("They waited for 90 days.", "90 days", "P90D"),
        ("They waited for 18 months.", "18 months", "P18M"),
        ("They waited for twenty-one weeks.", "twenty-one weeks", "P21W"),
        ("They waited for 2,000 years.", "2,000 years", "P2000Y"),
        ("They waited for three hours.", "three hours", "PT3H"),
        ("They waited for half an hour.", "half an hour", "PT30M"),
        ("They waited for two and a half years.", "two and a half years", "P30M"),
        ("They waited for a year and a half.", "a year and a half", "P18M"),
        ("They waited for a full week.", "a full week", "P1W"),
        ("They waited for six straight days.", "six straight days", "P6D"),
        ("Sales fell for two consecutive quarters.", "two consecutive quarters", "P2Q"),
        ("Sales fell over the past nine days.", "the past nine days", "P9D"),
        ("Sales fell over the past decade.", "the past decade", "P10Y"),
        ("Sales will fall over the next six months.", "the next six months", "P6M"),
        ("Sales fell for two decades.", "two decades", "P20Y"),
        ("It has a fifty-year service life.", "fifty-year", "P50Y"),
        ("The week-long strike ended.", "week-long", "P1W"),
        ("They waited for several weeks.", "several weeks", "PXW"),
        ("They waited for years.", "years", "PXY"),
        ("They waited within hours.", "hours", "PTXH"),
        ("It was decades in the making.", "decades", "PXDE"),
    ],
)
def test_duration_is_iso_8601(text, words, value):
    """A duration is written as in ISO 8601, with X for a number that is not given."""
    assert values(text) == {words: value}


def test_duration_range_gives_both_ends():
    """A range of lengths gives both ends, though the unit is said once."""
    assert values("The process takes between 60 and 90 days.") == {"60": "P60D", "90 days": "P90D"}
    assert values("The process takes two to three weeks.") == {"two": "P2W", "three weeks": "P3W"}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It failed two days before the election.", "two days", "P2D"),
        ("Three years after its launch it failed.", "Three years", "P3Y"),
        ("It came three days later than planned.", "three days", "P3D"),
        ("It came a year earlier than planned.", "a year", "P1Y"),
    ],
)
def test_duration_to_an_event_is_a_length(text, words, value):
    """A distance to an event that has no date is a length."""
    assert values(text) == {words: value}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Its annual report was late.", "annual", "P1Y"),
        ("Its weekly bulletin was late.", "weekly", "P1W"),
        ("It is published every month.", "every month", "P1M"),
        ("They meet every two years.", "every two years", "P2Y"),
        ("They meet every other week.", "every other week", "P2W"),
        ("They meet twice a year.", "a year", "P1Y"),
        ("It pays €4.5 billion a year.", "a year", "P1Y"),
        ("They meet every Monday.", "every Monday", "XXXX-WXX-1"),
    ],
)
def test_set_is_the_time_from_one_to_the_next(text, words, value):
    """How often is the time from one to the next; a weekday has no week."""
    assert values(text) == {words: value}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They meet on Mondays.", "Mondays"),
        ("On Mondays the bank is closed.", "Mondays"),
        ("The bank was always closed on Mondays.", "Mondays"),
    ],
)
def test_set_of_a_plural_weekday(text, words):
    """A weekday in the plural is every such day, though the model takes it for a name."""
    assert values(text) == {words: "XXXX-WXX-1"}


def test_weekday_in_the_plural_may_be_a_part_of_a_name():
    """A band keeps its name."""
    assert values("He sang with the Happy Mondays.") == {}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He recently moved.", "recently", "PAST_REF"),
        ("A recent poll was lost.", "recent", "PAST_REF"),
        ("It grew in recent years.", "recent years", "PAST_REF"),
        ("It was common in the past.", "the past", "PAST_REF"),
        ("He now works there.", "now", "PRESENT_REF"),
        ("It is closed for the time being.", "the time being", "PRESENT_REF"),
        ("It will soon open.", "soon", "FUTURE_REF"),
        ("It will open in the near future.", "the near future", "FUTURE_REF"),
        ("It will open in the coming weeks.", "the coming weeks", "FUTURE_REF"),
    ],
)
def test_vague_time_is_a_timeml_reference(text, words, value):
    """A time that no one dates is before, around or after the article."""
    assert values(text) == {words: value}


@pytest.mark.parametrize(
    "text",
    [
        "Tom Reed is 46 years old.",
        "Tom, a 27-year-old nurse, sang.",
        "Tom, aged 27, sang.",
        "Three quarters of the workers left.",
        "He came a second time.",
        "As soon as he left, it rained.",
        "Now that he left, it works.",
        "He won the 24 Hours of Le Mans.",
        "The German daily Bild wrote that.",
        "One day the bank might close.",
    ],
)
def test_duration_is_no_age_share_or_name(text):
    """Ages, shares, names and idioms are neither durations nor sets."""
    assert values(text) == {}
