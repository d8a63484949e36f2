"""Countries have one name each in the record, whatever a text calls them."""

import pytest

from tests.annotating import annotated


def named(text):
    """The places of a text, each with its other names."""
    return {e.label: e.aliases for e in annotated(text, "2024-05-15").entities if e.type == "Place"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Helen Reed left the US on Monday.", {"United States": ("US",)}),
        ("Helen Reed left Britain on Monday.", {"United Kingdom": ("Britain",)}),
        ("Helen Reed left France on Monday.", {"France": ()}),
        ("The French novelist Helen Reed left on Monday.", {"France": ("French",)}),
        ("Helen Reed, who is British, left on Monday.", {"United Kingdom": ("British",)}),
    ],
)
def test_a_country_goes_by_one_name(text, places):
    """So that what articles tell of the US and of the United States is told of one thing; the words of the text stay as an alias."""
    assert named(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "Helen Reed spoke French on Monday.",
        "The Congolese novelist Helen Reed left on Monday.",
        "Helen Reed joined US Steel on Monday.",
    ],
)
def test_nothing_else_becomes_a_country(text):
    """No language, no adjective of one of two lands, no name of a firm."""
    assert named(text) == {}
