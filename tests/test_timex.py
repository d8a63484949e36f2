"""What a TIMEX3 value pins down."""

import datetime as dt

import pytest

from kg.timex import agree, period_of, xsd_duration


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2008-02", "2008-02-01", "2008-02-29", "Month"),
        ("2008-03-01", "2008-03-01", "2008-03-01", "Day"),
        ("2008", "2008-01-01", "2008-12-31", "Year"),
        ("2005-Q4", "2005-10-01", "2005-12-31", "Quarter"),
        ("2005-H1", "2005-01-01", "2005-06-30", "HalfYear"),
        ("2009-W01", "2008-12-29", "2009-01-04", "Week"),
        ("2009-W01-WE", "2009-01-03", "2009-01-04", "Weekend"),
        ("199", "1990-01-01", "1999-12-31", "Decade"),
        ("19", "1900-01-01", "1999-12-31", "Century"),
        ("2010-SU", "2010-01-01", "2010-12-31", "Season"),
        ("2010-07-16TMO", "2010-07-16", "2010-07-16", "PartOfDay"),
        ("2009-06-01T16:00Z", "2009-06-01", "2009-06-01", "Minute"),
    ],
)
def test_a_value_that_says_when_covers_days(value, first, last, precision):
    """From the first to the last; a season lies somewhere in its year."""
    period = period_of(value)
    assert (period.first, period.last, period.precision) == (
        dt.date.fromisoformat(first),
        dt.date.fromisoformat(last),
        precision,
    )


@pytest.mark.parametrize(
    "value",
    [
        None,
        "P3Y",
        "PXW",
        "PAST_REF",
        "XXXX-WXX-1",
        "FY2009",
        "T16:00",
        "2009-02-30",
        "2009-13",
        "2009-W54",
        "0000",
        "2009-06-01T25:00",
        "soon",
    ],
)
def test_other_values_say_no_when(value):
    """Lengths, sets, references, half a value, and days that do not exist."""
    assert period_of(value) is None


@pytest.mark.parametrize(
    ("a", "b", "fit"),
    [
        ("2005-11", "2005-Q4", True),
        ("2005-11-03", "2005-W44", True),
        ("1994", "199", True),
        ("2005-11-03TMO", "2005-11-03", True),
        ("2005-11", "2005-Q3", False),
        ("2005-11-03", "2005-11-04", False),
        ("2005-W44", "2005-11", False),
    ],
)
def test_two_values_agree_where_one_holds_the_other(a, b, fit):
    """A week over the turn of a month is in neither."""
    assert agree(a, b) is fit
    assert agree(b, a) is fit


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ("P3Y", "P3Y"),
        ("P18M", "P18M"),
        ("P2W", "P14D"),
        ("P2Q", "P6M"),
        ("PT30M", "PT30M"),
        ("PXY", None),
        ("P2.5Y", None),
        ("2009", None),
        (None, None),
    ],
)
def test_lengths_as_xsd_durations(value, length):
    """Which know neither weeks nor quarters."""
    assert xsd_duration(value) == length
