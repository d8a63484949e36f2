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


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Türkiye voted. Later Turkey left.", {"Turkey": ("Türkiye",)}),
        ("Cape Verde won. Cabo Verde was glad.", {"Cabo Verde": ("Cape Verde",)}),
        (
            "DR Congo won. The Democratic Republic of Congo was glad.",
            {
                "Democratic Republic of the Congo": (
                    "DR Congo",
                    "Democratic Republic of Congo",
                )
            },
        ),
        (
            "The Russian Federation voted. Later Russia left.",
            {"Russia": ("Russian Federation",)},
        ),
        (
            "Helen Reed flew to Côte d’Ivoire. She left Côte d'Ivoire in May.",
            {"Ivory Coast": ("Côte d’Ivoire", "Côte d'Ivoire")},
        ),
        ("East Timor voted. Timor-Leste was glad.", {"Timor-Leste": ("East Timor",)}),
    ],
)
def test_old_and_new_names_of_a_country_are_one_entity(text, places):
    """However one article mixes them, with either apostrophe."""
    assert {label: set(names) for label, names in named(text).items()} == {
        label: set(names) for label, names in places.items()
    }


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Guinea voted. Guinea-Bissau left.", {"Guinea", "Guinea-Bissau"}),
        (
            "The Republic of the Congo left. The Democratic Republic of the Congo voted.",
            {"Republic of the Congo", "Democratic Republic of the Congo"},
        ),
    ],
)
def test_countries_with_names_alike_are_two(text, labels):
    """Neighbours may share most of a name."""
    assert named(text).keys() == labels
