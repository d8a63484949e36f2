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
def test_life_dates_find_birth_and_death(text):
    """Two dates are a birth and a death, with places, other remarks, or letters of an honour."""
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
def test_life_dates_leave_out_other_brackets(text):
    """A day alone, an office, a reign, a festival and days without a dash give nothing."""
    assert facts(text, "bornOn", "diedOn", date=NEWS) == []


def test_life_dates_find_places_of_birth():
    """The town and its country are places of birth; the place of death is not."""
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
def test_life_dates_find_birth_or_death_alone(text, fact):
    """An open end gives a birth, "died" a death, and "née" does not hide either."""
    assert fact in facts(text, "bornOn", "diedOn", date=NEWS)


def test_life_dates_find_birth_before_note_marks():
    """Marks of notes may follow the day."""
    assert "bornOn(subject=Jane Roe, object=May 4, 1950)" in facts(
        "Jane Roe (born May 4, 1950 [1] [2]) is a chemist.", "bornOn", date=NEWS
    )
