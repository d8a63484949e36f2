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
def test_countries_have_one_name_each(text, places):
    """A country has the name that all articles share; the words of the text are an alias."""
    assert named(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "Helen Reed spoke French on Monday.",
        "The Congolese novelist Helen Reed left on Monday.",
        "Helen Reed joined US Steel on Monday.",
    ],
)
def test_countries_are_no_languages_firms_or_ambiguous_adjectives(text):
    """A language, an adjective of two countries and a firm's name give no country."""
    assert named(text) == {}
