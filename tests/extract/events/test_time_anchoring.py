"""Which date belongs to what happened. The article is of Wednesday, 15 May 2024."""

import pytest

from kg.extract.events.time_anchoring import times_of
from tests.annotating import annotated, facts, read


def dated(text):
    """The verbs of a text that have a date, with its value."""
    found = read(text, "2024-05-15")
    return {found.doc[i].text: time.value for i, time in times_of(found, frozenset()).items()}


@pytest.mark.parametrize(
    "text",
    [
        "Helen Reed left Leeds on Monday.",
        "On Monday Helen Reed left Leeds.",
        "Helen Reed left on Monday for Leeds.",
        "On Monday, Helen Reed, who sang, left Leeds.",
    ],
)
def test_a_date_goes_to_the_verb_it_hangs_on(text):
    """Wherever it stands in the clause, and to no other verb."""
    assert dated(text) == {"left": "2024-05-13"}


def test_each_verb_has_its_own_date():
    """Two clauses, two days."""
    assert dated("Helen Reed arrived on Monday and left on Tuesday.") == {
        "arrived": "2024-05-13",
        "left": "2024-05-14",
    }


def test_what_was_said_on_a_day_did_not_happen_on_it():
    """The date at the verb of speech stays there."""
    assert dated("Helen Reed said on Monday that Tom Hughes left Leeds.") == {"said": "2024-05-13"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Helen Reed left last week.", {"left": "2024-W19"}),
        ("Helen Reed left in the fourth quarter.", {"left": "2023-Q4"}),
        ("Helen Reed left on Monday evening.", {"left": "2024-05-13TEV"}),
        ("Helen Reed left in the 1990s.", {"left": "199"}),
    ],
)
def test_a_time_may_be_a_week_a_quarter_a_decade(text, found):
    """As exact as its words."""
    assert dated(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Helen Reed recently left.",
        "Helen Reed left after three years.",
        "Helen Reed left in recent years.",
        "Helen Reed sang twice a year.",
    ],
)
def test_lengths_and_references_date_nothing(text):
    """What lasted three years did not happen "at P3Y"."""
    assert dated(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Helen Reed left.",
        "Helen Reed sang for three days.",
        "Helen Reed sang every Monday.",
        "The Monday meeting was long.",
    ],
)
def test_no_date_no_time(text):
    """Durations and habits do not date; nor does a date inside a name for something."""
    assert dated(text).keys() <= {"was"} if "meeting" in text else dated(text) == {}


def test_a_dateline_dates_nothing_but_the_article():
    """It hangs on no verb."""
    assert dated("date 2021-03-04 Helen Reed left Leeds.") == {}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Helen Reed's visit to Leeds on Friday was short.",
            "Visit(agent=Helen Reed, place=Leeds, time=2024-05-10)",
        ),
        (
            "The arrest of Tom Hughes happened on Monday.",
            "Arrest(patient=Tom Hughes, time=2024-05-13)",
        ),
        (
            "Unilever completed the acquisition of Nestlé in 2019.",
            "Acquisition(agent=Unilever, patient=Nestlé, time=2019)",
        ),
    ],
)
def test_an_event_told_by_a_noun_has_its_own_date_or_its_verbs(text, fact):
    """ "The arrest happened on Monday": that is when."""
    assert fact in facts(text, "event", date="2024-05-15")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "On Monday Helen Reed slept, and Tom Hughes returned.",
            {"slept": "2024-05-13", "returned": "2024-05-13"},
        ),
        ("Helen Reed slept on Monday, and Tom Hughes returned.", {"slept": "2024-05-13"}),
        ("On Monday Helen Reed slept, and Tom Hughes will return.", {"slept": "2024-05-13"}),
    ],
)
def test_a_date_at_the_head_is_said_of_all_verbs_of_its_tense(text, found):
    """One behind the first verb is said of that alone."""
    assert dated(text) == found


def test_a_date_between_subject_and_verb_is_the_verbs():
    """ "The firm in February passed": it is not the firm that is of February."""
    assert dated("The firm in February passed its rivals.") == {"passed": "2024-02"}


@pytest.mark.parametrize(
    ("text", "happenings"),
    [
        ("In a speech on Monday Helen Reed praised Leeds.", {"speech", "praise"}),
        ("The battle reached Leeds on Monday.", {"battle", "reach"}),
    ],
)
def test_events_share_the_date_of_what_they_are_a_part_of(text, happenings):
    """What is done in a speech is done when the speech is given.

    A battle reaches a place while it goes on.
    """
    assert {
        f.split("(")[0] for f in facts(text, "event", date="2024-05-15") if "time=2024-05-13" in f
    } == happenings


def test_what_is_announced_on_a_day_does_not_happen_on_it():
    """The day is that of the announcement."""
    assert "time" not in " ".join(
        f
        for f in facts(
            "On Monday Unilever announced the purchase of Nestlé.", "Acquisition", date="2024-05-15"
        )
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Helen Reed announced her plan on Monday.", {"announced": "2024-05-13"}),
        ("Helen Reed announced her plan of Monday.", {}),
    ],
)
def test_a_day_behind_a_thing_is_the_verbs(text, found):
    """A plan has no day; the parser hangs it there all the same."""
    assert dated(text) == found


def test_what_is_made_on_a_day_happens_on_it():
    """An agreement that was reached in 1991, whenever it is broken."""
    assert "agreement(time=1991)" in facts(
        "Unilever broke an agreement reached with Nestlé in 1991.", "event", date="2024-05-15"
    )


def said_when(text):
    """Each cue of a text with the day of its statement."""
    return [
        (f.label, f.time.value if f.time else None)
        for f in annotated(text, "2024-05-15").facts
        if f.kind == "statement"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Helen Reed said on Monday that she would go. She added that she was tired.",
            [("say", "2024-05-13"), ("add", "2024-05-13")],
        ),
        (
            (
                "Helen Reed said on Monday that she would go. She added that she "
                "would sleep next week."
            ),
            [("say", "2024-05-13"), ("add", "2024-05-13")],
        ),
        (
            "In a speech on Monday Helen Reed praised Leeds. She said that it was beautiful.",
            [("say", "2024-05-13")],
        ),
    ],
)
def test_a_speaker_who_goes_on_speaks_on_the_same_day(text, found):
    """Also where what is said is of another day."""
    assert said_when(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Helen Reed said on Monday that she would go. Tom Hughes said that she was tired.",
        "Helen Reed said on Monday that she would go. She had said that she was tired.",
        "Helen Reed said on Monday that she would go. Earlier she said that she was tired.",
        "Helen Reed said on Monday that she would go. She says that she is tired.",
        "Helen Reed said on Monday that she told Tom Hughes that she was tired.",
        "Helen Reed said last week that she would go. She added that she was tired.",
        (
            "Helen Reed said on Monday that she would go. It rained. It snowed. The "
            "bridge shook. She said that she was tired."
        ),
    ],
)
def test_others_and_other_times_have_no_day_of_his(text):
    """Another speaker, another tense, another time, a week, or too far on."""
    assert said_when(text)[-1][1] is None


def test_what_is_set_for_a_day_happens_on_it():
    """The setting does not: its day is not told."""
    assert facts("The judge set the sentencing for 3 June.", "event", date="2024-05-15") == [
        "set(agent=The judge, patient=[sentencing])",
        "sentencing(time=2024-06-03, certainty=probable)",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Talks have been postponed until Monday.", {}),
        ("The vote was put off until June.", {}),
        ("The hearing was adjourned to 3 June.", {}),
        ("The board moved the meeting from Monday to Friday.", {}),
        ("The board postponed the vote on Monday until Friday.", {"postponed": "2024-05-13"}),
        ("On Monday the board put off the vote until June.", {"put": "2024-05-13"}),
        ("The board postponed the vote on Monday.", {"postponed": "2024-05-13"}),
        ("The board moved to Leeds on Monday.", {"moved": "2024-05-13"}),
    ],
)
def test_a_delay_is_of_its_own_day(text, found):
    """The day that something is put off to, or off from, is another's."""
    assert dated(text) == found


def test_what_is_put_off_until_a_day_is_not_told_to_happen_on_it():
    """Neither the delay nor the vote that does not take place as planned."""
    told = " ".join(facts("The vote was postponed until June.", "event", date="2024-05-15"))
    assert "Delay(" in told
    assert "time=" not in told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The siege lasted until April 2009.", {}),
        ("Helen Reed has led Unilever since 2005.", {}),
        ("The siege went on through Sunday.", {}),
        ("Helen Reed sang for 33 years.", {}),
        ("Shares have fallen since Monday's vote.", {}),
        ("Helen Reed, who left in 2005, has sung since Monday.", {"left": "2005"}),
        ("Helen Reed left in April 2009.", {"left": "2009-04"}),
    ],
)
def test_from_and_up_to_a_date_something_lasts(text, found):
    """It does not happen on it."""
    assert dated(text) == found


def test_bounds_of_a_post_stay():
    """A post has room for its first day and its last."""
    told = facts("Helen Reed was mayor of Leeds until April 2009.", "role", date="2024-05-15")
    assert len(told) == 1
    assert "end=2009-04" in told[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sales fell in the week to May 3.", {}),
        ("Sales fell in the year to Friday.", {}),
        ("Sales fell in the three months to March.", {"fell": "2024-Q1"}),
        ("Sales fell three weeks before Friday.", {"fell": "2024-W16"}),
        ("Sales fell on the Friday before Easter.", {"fell": "2024-03-29"}),
        ("Sales fell on the Monday after the vote.", {}),
    ],
)
def test_a_period_is_not_its_last_day(text, found):
    """What fell in a year that ends on a Friday did not fall on it."""
    assert dated(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Helen Reed heard him say on Monday that he would go.",
        "Helen Reed saw Tom Hughes leave on Monday.",
    ],
)
def test_what_is_heard_on_a_day_is_of_it(text):
    """The bare infinitive or its verb, but never the article's week to come."""
    assert set(dated(text).values()) == {"2024-05-13"}
