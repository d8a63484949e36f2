"""Nationalities of people. The articles are of 15 May 2024."""

import pytest

from tests.annotating import facts


def countries(text):
    """The nationalities in a text, each as person and words for the country."""
    told = facts(text, "nationality", date="2024-05-15")
    return [
        f.removeprefix("nationality(subject=").removesuffix(")").replace("object=", "")
        for f in told
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Britain's Jane Roe won gold.", ["Jane Roe, Britain"]),
        ("Jane Roe of Britain won gold.", ["Jane Roe, Britain"]),
        ("Jane Roe (Germany) won gold.", ["Jane Roe, Germany"]),
        ("Jane Roe, an American, won gold.", ["Jane Roe, American"]),
        ("Jane Roe is an American.", ["Jane Roe, American"]),
        ("American singer and actress Jane Roe agreed.", ["Jane Roe, American"]),
        ("German rivals Jane Roe and Ann Lee agreed.", ["Jane Roe, German", "Ann Lee, German"]),
        ("Jane Roe was one of the best-known Swiss painters.", ["Jane Roe, Swiss"]),
    ],
)
def test_nationalities_found_by_name_title_and_noun(text, told):
    """A country is next to the name, before titles, or a noun of its own."""
    assert countries(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Germany fined Jane Roe.",
        "Jane Roe spoke in Germany.",
        "Jane Roe likes German food.",
        "The American firm hired Jane Roe.",
        "He asked the Germans about Jane Roe.",
        "Leeds's Jane Roe won gold.",
    ],
)
def test_nationalities_left_out_of_other_sentences(text):
    """What a country does, where somebody is, and a town give no nationality."""
    assert countries(text) == []
