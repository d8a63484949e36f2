"""Days of birth and death in brackets behind a name."""

import pytest

from tests.annotating import facts

NEWS = "2024-05-15"


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe (4 May 1950 – 12 June 2011) was a chemist.",
        "Jane Roe (May 4, 1950 - June 12, 2011) was a chemist.",
        "Jane Roe (Leeds, 4 May 1950 – 12 June 2011, Paris) was a chemist.",
        "Jane Roe (4 May 1950 in Leeds – 12 June 2011 in Paris) was a chemist.",
        "Jane Roe (German pronunciation: [ˈroːə]; 4 May 1950 – 12 June 2011) was a chemist.",
        "Jane Roe FRS (4 May 1950 – 12 June 2011) was a chemist.",
        "Jane Roe, CBE (4 May 1950 – 12 June 2011), was a chemist.",
        "Jane Roe of Tarno (4 May 1950 – 12 June 2011) was a chemist.",
        "Jane Roe (1920–1999) was a chemist.",
    ],
)
def test_two_days_in_brackets_are_a_life(text):
    """However they are written, with or without the places, behind other remarks and letters of honour; years too where they are far apart."""
    assert [f.split("(")[0] for f in facts(text, "bornOn", "diedOn", date=NEWS)] == [
        "bornOn",
        "diedOn",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe (12 June 2011) was a chemist.",
        "Jane Roe (prime minister 2003–2011) was a chemist.",
        "The festival (4 May 2023 – 12 June 2023) was long.",
        "President Jane Roe (1990–) was a chemist.",
        "President Jane Roe (1990–1994) was a chemist.",
        "King Louis XIV (1643–1715) was a chemist.",
        "Jane Roe (Mayor of Leeds 1920–1999) was a chemist.",
        "Jane Roe (who came on 4 May 1950 and left on 12 June 2011) was a chemist.",
    ],
)
def test_other_brackets_are_none(text):
    """One day, years of an office or a reign, what is no person, days that no dash joins."""
    assert facts(text, "bornOn", "diedOn", date=NEWS) == []


def test_places_beside_the_day_of_birth_are_those_of_birth():
    """The town and its land; not where somebody died."""
    told = facts(
        "Jane Roe (4 May 1950 in Leeds, England – 12 June 2011 in Paris) was a chemist.",
        "bornIn",
        date=NEWS,
    )
    assert told == [
        "bornIn(subject=Jane Roe, object=Leeds)",
        "bornIn(subject=Jane Roe, object=England)",
    ]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Jane Roe (4 May 1950 – ) is a chemist.", "bornOn(subject=Jane Roe, object=4 May 1950)"),
        (
            "Jane Roe (4 May 1950 – present) is a chemist.",
            "bornOn(subject=Jane Roe, object=4 May 1950)",
        ),
        ("Jane Roe (died 1999) was a chemist.", "diedOn(subject=Jane Roe, object=1999)"),
        (
            "Jane Roe (née Smith, 4 May 1950 – 12 June 2011) was a chemist.",
            "diedOn(subject=Jane Roe, object=12 June 2011)",
        ),
    ],
)
def test_half_a_life(text, fact):
    """A life that goes on, and an end alone; the name she was born with says nothing else."""
    assert fact in facts(text, "bornOn", "diedOn", date=NEWS)


def test_a_bracket_may_tell_of_a_birth_alone():
    """With marks of notes behind the day."""
    assert "bornOn(subject=Jane Roe, object=May 4, 1950)" in facts(
        "Jane Roe (born May 4, 1950 [1] [2]) is a chemist.", "bornOn", date=NEWS
    )
