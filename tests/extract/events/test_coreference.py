"""One happening, several tellings: sentences in, which event repeats which out.

The article is of Wednesday, 15 May 2024.
"""

import pytest

from tests.annotating import annotated


def identities(text, kind):
    """For each event of a type, or plain event of a lemma: which telling, from the first on, it
    repeats.
    """
    found = [
        f
        for f in annotated(text, "2024-05-15").facts
        if f.kind == "event" and (f.type == kind or (f.type == "Event" and f.label == kind))
    ]
    ids = [f.id for f in found]
    return [ids.index(f.sameAs) if f.sameAs else None for f in found]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("Acquisition", "Unilever bought Nestlé on Monday. Unilever's acquisition was costly."),
        (
            "Acquisition",
            (
                "Unilever bought Nestlé for $2 billion. Unilever's purchase of "
                "Nestlé for $2.04 billion was costly."
            ),
        ),
        ("Acquisition", "Unilever bought Nestlé on Monday. The takeover was costly."),
        ("Acquisition", "Unilever bought Nestlé on Monday. Investors liked the deal."),
        ("Accident", "A bus crashed near Leeds. Tom Hughes saw the crash."),
        ("Strike", "Pilots of Ryanair went on strike on Monday. The strike ended at noon."),
        (
            "Resignation",
            "Helen Reed resigned as chairman of Unilever. Her resignation was a surprise.",
        ),
        (
            "Victory",
            "Brazil beat Germany in May 2024. Brazil's victory over Germany was a surprise.",
        ),
        ("Visit", "Helen Reed visited Leeds on Monday. Her visit to Leeds was short."),
        ("PriceChange", "The yen falls 3 percent\n\nThe yen fell on Monday. It rained."),
    ],
)
def test_told_again_by_verb_by_noun_or_only_with_the(kind, text):
    """With sums that agree about, with a date, in the headline, with "the" and nobody."""
    assert identities(text, kind) == [None, 0]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (
            "Acquisition",
            "Unilever bought Nestlé for $2 billion. Unilever bought Nestlé for $9 billion.",
        ),
        ("Loss", "Unilever lost $2 billion in 2005. Unilever posted a loss of $300 million."),
        (
            "Lawsuit",
            "Unilever sued Nestlé. Earlier Unilever had sued Nestlé. Unilever sued Nestlé again.",
        ),
        ("Visit", "Helen Reed visited Leeds in May 2019. She visited Leeds in June 2021."),
        ("PriceChange", "Shares of Unilever rose on Monday. Shares of Unilever fell on Monday."),
        ("PriceChange", "Shares of Unilever rose. Shares of Unilever climbed."),
        (
            "Ban",
            (
                "The court barred Unilever from using the name. The court barred "
                "Unilever from selling soap."
            ),
        ),
        ("Travel", "Helen Reed flew to Leeds. Tom Hughes flew to Leeds."),
        (
            "Attack",
            "A gunman attacked two nurses in Leeds. A gunman attacked two teachers in Hull.",
        ),
        ("paint", "Helen Reed painted the bridge. Helen Reed painted the bridge."),
    ],
)
def test_what_differs_in_something_is_another(kind, text):
    """Sums, "again", dates, rise and fall, what somebody is kept from.

    A plain event told twice is two.
    """
    assert set(identities(text, kind)) == {None}


def test_a_definite_noun_that_fits_two_events_is_none_of_them():
    """ "The takeover": which one?"""
    assert identities(
        "Unilever bought Nestlé. Toyota bought Nissan. The takeover was costly.", "Acquisition"
    ) == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "The takeover was costly. Unilever bought Nestlé.",
        "Unilever did not buy Nestlé. The takeover had been planned.",
        "Unilever bought Nestlé. Another takeover followed.",
        "Unilever bought Nestlé. The takeover of power took years.",
        "Unilever bought Nestlé. The new takeover law is strict.",
    ],
)
def test_a_definite_noun_needs_an_event_before_it(text):
    """That came about, and nothing beside the noun that speaks of another."""
    assert identities(text, "Acquisition") == [None] * text.count(" bought ") + [None] * text.count(
        " buy "
    )


def test_a_definite_noun_carries_order_to_its_event():
    """ "Following the takeover" is after what was told before."""
    found = annotated(
        "Unilever bought Nestlé. Following the takeover, Unilever sacked Helen Reed."
    ).facts
    takeover = next(f for f in found if f.kind == "event" and f.label == "takeover")
    sacking = next(f for f in found if f.kind == "event" and f.type == "Dismissal")
    assert takeover.arguments == ()
    assert takeover.sameAs == next(f.id for f in found if f.kind == "event" and f.label == "buy")
    assert [(o.relation, o.fact) for o in sacking.order] == [("after", takeover.id)]


@pytest.mark.parametrize(
    "text",
    [
        "Unilever bought Nestlé on Monday. The acquisition of Nestlé by Unilever was costly.",
        "Unilever bought Nestlé on Monday. Unilever's acquisition was costly.",
        "Unilever's acquisition was costly. On Monday Unilever had bought Nestlé.",
        "Unilever bought Nestlé in 2019. It bought Nestlé in May 2019.",
    ],
)
def test_a_later_telling_is_the_same_event(text):
    """By verb and by noun, with all participants or some, with dates that do not clash."""
    assert identities(text, "Acquisition") == [None, 0]


@pytest.mark.parametrize(
    "text",
    [
        "Unilever bought Nestlé. Later Toyota bought Nissan.",
        "Unilever bought Nestlé. Later Unilever bought Nissan.",
        "Unilever bought Nestlé in 2019. Unilever bought Nestlé in 2021.",
        "Unilever bought Nestlé. Unilever did not buy Nestlé.",
        "Unilever will buy Nestlé. Unilever bought Nestlé.",
    ],
)
def test_two_events_of_one_type_stay_two(text):
    """Other participants, other dates, other polarity, other certainty."""
    assert identities(text, "Acquisition") == [None, None]


def test_a_telling_that_fits_two_is_neither():
    """ "Unilever's acquisition": which one?"""
    assert identities(
        "Unilever bought Nestlé. Unilever bought Nissan. Unilever's acquisition was costly.",
        "Acquisition",
    ) == [None, None, None]


def test_two_letters_are_two():
    """Also of one person to another."""
    assert identities(
        "Helen Reed wrote a letter to Unilever. Helen Reed wrote a memo to Unilever.",
        "Communication",
    ) == [None, None]
