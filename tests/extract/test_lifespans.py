"""Days of birth and death in brackets behind a name."""

import pytest

from tests.reading import facts

NEWS = "2024-05-15"


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe (4 May 1950 – 12 June 2011) was a chemist.",
        "Jane Roe (May 4, 1950 - June 12, 2011) was a chemist.",
        "Jane Roe (Leeds, 4 May 1950 – 12 June 2011, Paris) was a chemist.",
        "Jane Roe (4 May 1950 in Leeds – 12 June 2011 in Paris) was a chemist.",
    ],
)
def test_two_days_in_brackets_are_a_life(text):
    """However they are written, with or without the places."""
    assert [f.split("(")[0] for f in facts(text, "bornOn", "diedOn", date=NEWS)] == ["bornOn", "diedOn"]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe (12 June 2011) was a chemist.",
        "Jane Roe (prime minister 2003–2011) was a chemist.",
        "The festival (4 May 2023 – 12 June 2023) was long.",
        "Jane Roe (who came on 4 May 1950 and left on 12 June 2011) was a chemist.",
    ],
)
def test_other_brackets_are_none(text):
    """One day, years of an office, what is no person, days that no dash joins."""
    assert facts(text, "bornOn", "diedOn", date=NEWS) == []
