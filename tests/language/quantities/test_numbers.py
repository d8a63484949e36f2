"""Numbers in figures and words."""

import pytest

from kg.language.quantities.numbers import number_of


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("4 million", 4e6),
        ("1,200", 1200),
        ("2.5bn", 2.5e9),
        ("two hundred thousand", 2e5),
        ("a million", 1e6),
        ("twenty-one", 21),
        ("one hundred and five", 105),
        ("two million three hundred thousand", 2.3e6),
        ("half a million", 5e5),
        ("several", None),
        ("2 to 3", None),
        ("nineteen ninety", None),
        ("", None),
    ],
)
def test_number_of_figures_and_words(words, number):
    """Scales multiply, and two numbers give none."""
    assert number_of(words) == number
