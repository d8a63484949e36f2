"""Fifty times as the press writes them, and their TIMEX3 values.

The article is of Wednesday, 15 May 2024.
"""

import pytest

from tests.annotating import values


def missed(sentence, words, value, reason):
    """A line of the table that is known to be missed."""
    return pytest.param(
        sentence, words, value, marks=pytest.mark.xfail(strict=True, reason=reason), id=words
    )


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        # days by their weekday
        ("The council voted on Tuesday.", "Tuesday", "2024-05-14"),
        ("The mayor, who quit Sunday, is 60.", "Sunday", "2024-05-12"),
        ("The jury will retire on Thursday.", "Thursday", "2024-05-16"),
        ("The union has called a walkout for Monday.", "Monday", "2024-05-20"),
        ("Ministers meet on Friday to sign the pact.", "Friday", "2024-05-17"),
        ("Police found the car early Monday.", "early Monday", "2024-05-13"),
        ("The firm, in a Friday filing, named a new head.", "Friday", "2024-05-10"),
        ("The museum shuts its doors every Tuesday.", "every Tuesday", "XXXX-WXX-2"),
        ("He died on the Friday before last.", "the Friday before last", "2024-05-03"),
        (
            "They married on the second Saturday of June 2021.",
            "the second Saturday of June 2021",
            "2021-06-12",
        ),
        (
            "The budget is due on the last Thursday of the month.",
            "the last Thursday of the month",
            "2024-05-30",
        ),
        ("The factory burned down on a Sunday.", "Sunday", None),
        ("Shares sank on the Monday after the merger.", "the Monday", None),
        # days by the calendar
        ("The treaty took effect on 1 January.", "1 January", "2024-01-01"),
        ("The licence expires on November 30.", "November 30", "2024-11-30"),
        ("The summit, from June 3 to 5, will draw thousands.", "June 3", "2024-06-03"),
        ("The vote of May 9, 2023, was close.", "May 9, 2023", "2023-05-09"),
        ("The lottery was drawn on Friday the 13th.", "Friday the 13th", "2023-10-13"),
        ("The ferry sank on New Year's Eve.", "New Year's Eve", "2023-12-31"),
        ("The shops will open on Boxing Day.", "Boxing Day", "2024-12-26"),
        ("Fireworks lit the harbour on the Fourth of July.", "the Fourth of July", "2023-07-04"),
        ("The pope spoke on Easter Sunday.", "Easter Sunday", "2024-03-31"),
        ("Airports will be full on Thanksgiving.", "Thanksgiving", "2024-11-28"),
        ("He flew home two days after Christmas.", "two days after Christmas", "2023-12-27"),
        # weeks, weekends, months, quarters
        ("Rebels took the port over the weekend.", "the weekend", "2024-W19-WE"),
        ("The fair returns next weekend.", "next weekend", "2024-W21-WE"),
        ("Aid arrived the week before last.", "the week before last", "2024-W18"),
        ("Talks stalled in the week of April 22.", "the week of April 22", "2024-W17"),
        ("The plant closed last October.", "last October", "2023-10"),
        ("The bridge is expected to open in September.", "September", "2024-09"),
        ("Growth slowed in the first quarter.", "the first quarter", "2024-Q1"),
        (
            "Profit doubled in the three months to the end of March.",
            "the three months to the end of March",
            "2024-Q1",
        ),
        (
            "Exports fell in the six months ended December 31, 2023.",
            "the six months ended December 31, 2023",
            "2023-H2",
        ),
        ("Wages rose 6% in the 12 months to April.", "the 12 months", "P12M"),
        ("Shares lost 4% in the week to May 10.", "the week", "P1W"),
        ("The bank wants to cut 500 jobs by year-end.", "year-end", "2024"),
        ("The lease runs until the end of 2031.", "the end of 2031", "2031"),
        # nights and hours
        ("Missiles hit the city overnight.", "overnight", "2024-05-14TNI"),
        ("A storm is due tonight.", "tonight", "2024-05-15TNI"),
        ("The alarm rang at 3:20 a.m. on Saturday.", "3:20 a.m.", "2024-05-11T03:20"),
        # put off
        ("The trial has been adjourned until Friday.", "Friday", "2024-05-17"),
        ("The launch was pushed back to August.", "August", "2024-08"),
        ("The festival ran from Monday to Friday.", "Monday", "2024-05-06"),
        # how long
        ("He ran the paper for 33 years.", "33 years", "P33Y"),
        ("The hostages were held for more than a week.", "a week", "P1W"),
        # what is still missed
        missed(
            "The storm came in the first week of May.",
            "the first week of May",
            "2024-W18",
            "weeks of a month are not counted",
        ),
        missed(
            "The mayor resigned on Thursday lunchtime.",
            "Thursday lunchtime",
            "2024-05-09TMI",
            "meals are no parts of the day",
        ),
        missed(
            "Profit fell in 1H24.",
            "1H24",
            "2024-H1",
            "the short forms of analysts are not read",
        ),
        missed(
            "The film opens in the U.K. a week Friday.",
            "a week Friday",
            "2024-05-24",
            "a week from a weekday is not known",
        ),
        missed(
            "He was born in the small hours of 4 June 1990.",
            "the small hours of 4 June 1990",
            "1990-06-04TNI",
            "parts of the night have no names",
        ),
    ],
)
def test_time_as_the_press_writes_it(sentence, words, value):
    """The words are found as they stand here, and have this value."""
    found = values(sentence)
    assert words in found
    assert found[words] == value
