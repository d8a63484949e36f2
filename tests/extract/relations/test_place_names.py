"""Places that are named within others."""

import pytest

from tests.annotating import facts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Jane Roe moved to Clearwater, Florida, in May.",
            ["locatedIn(subject=Clearwater, object=Florida)"],
        ),
        (
            "The firm closed its office in Leeds, England.",
            ["locatedIn(subject=Leeds, object=England)"],
        ),
        ("Jane Roe visited Paris, London and Rome.", []),
        ("Jane Roe visited France, Germany and Italy.", []),
    ],
)
def test_a_town_before_a_comma_lies_in_the_region_behind_it(text, found):
    """A list of towns or countries says nothing of where they lie."""
    assert [f for f in facts(text, "locatedIn") if "subject=the" not in f.lower()][:1] == found[:1]
