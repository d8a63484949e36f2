"""Sums of money and quantities: amount, unit, bound and rate, as far as the words give them."""

import pytest

from tests.annotating import read


def amounts(text, kind):
    """The first amount of the text: words, amount, unit, bound, per."""
    (found, *_) = (m for m in read(text).mentions if m.type == kind)
    return found.text, found.amount, found.unit, found.bound, found.per


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It paid $8.", ("$8", 8.0, "USD", None, None)),
        ("It paid 8 US dollars.", ("8 US dollars", 8.0, "USD", None, None)),
        ("It paid eight dollars.", ("eight dollars", 8.0, "USD", None, None)),
        ("It paid $5 million.", ("$5 million", 5e6, "USD", None, None)),
        ("It paid £3.5bn.", ("£3.5bn", 3.5e9, "GBP", None, None)),
        ("It paid A$20m.", ("A$20m", 2e7, "AUD", None, None)),
        ("It paid NZ $ 26 million.", ("NZ $ 26 million", 2.6e7, "NZD", None, None)),
        ("It paid EUR 5 million.", ("EUR 5 million", 5e6, "EUR", None, None)),
        ("It paid 4 million euros.", ("4 million euros", 4e6, "EUR", None, None)),
        (
            "It paid two hundred and fifty thousand dollars.",
            ("two hundred and fifty thousand dollars", 250000.0, "USD", None, None),
        ),
        ("It paid 400 Swiss francs.", ("400 Swiss francs", 400.0, "CHF", None, None)),
        ("It paid 400 francs.", ("400 francs", 400.0, None, None, None)),
        ("It paid 50 cents.", ("50 cents", 50.0, "cent", None, None)),
        ("It paid 40 pence.", ("40 pence", 0.4, "GBP", None, None)),
        ("It paid at least $300,000.", ("at least $300,000", 3e5, "USD", "at least", None)),
        ("It paid up to $5 million.", ("up to $5 million", 5e6, "USD", "at most", None)),
        (
            "It paid nearly half a million pounds.",
            ("nearly half a million pounds", 5e5, "GBP", "about", None),
        ),
        (
            "It paid less than two million yen.",
            ("less than two million yen", 2e6, "JPY", "less than", None),
        ),
        (
            "It paid more than €4.5 billion a year.",
            ("more than €4.5 billion", 4.5e9, "EUR", "more than", "year"),
        ),
        ("It loses about $3,200 every day.", ("about $3,200", 3200.0, "USD", "about", "day")),
        ("It pays $5m per week.", ("$5m", 5e6, "USD", None, "week")),
        ("Oil costs $80 a barrel.", ("$80", 80.0, "USD", None, "barrel")),
        ("It paid $4.2 billion a year earlier.", ("$4.2 billion", 4.2e9, "USD", None, None)),
    ],
)
def test_money_has_amount_currency_bound_and_rate(sentence, found):
    """A word that several countries use has no code, and "a year earlier" is no rate."""
    assert amounts(sentence, "Money") == found


@pytest.mark.parametrize(
    "words",
    [
        "between $2 million and $3 million",
        "$2-3 million",
        "€5 million to €6 million",
        "a few dollars",
        "tens of millions of dollars",
    ],
)
def test_money_of_a_range_or_a_vague_sum_has_no_amount(words):
    """A range or a vague sum keeps its words and has no amount."""
    assert amounts(f"It paid {words}.", "Money")[:2] == (words, None)


def test_money_from_one_sum_to_another_is_two_sums():
    """A rise from one sum to another is no range."""
    assert [
        m.amount
        for m in read("It rose from $2 million to $3 million.").mentions
        if m.type == "Money"
    ] == [2e6, 3e6]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Shares fell 3 percent.", ("3 percent", 3.0, "percent", None)),
        ("Shares fell by 3.5%.", ("3.5%", 3.5, "percent", None)),
        ("Shares moved -2.6%.", ("-2.6%", -2.6, "percent", None)),
        ("Shares fell about five per cent.", ("about five per cent", 5.0, "percent", "about")),
        ("Shares fell 20 to 25 percent.", ("20 to 25 percent", None, "percent", None)),
        ("The index gained 340 points.", ("340 points", 340.0, "point", None)),
        (
            "It walked at least 10 kilometres.",
            ("at least 10 kilometres", 10.0, "kilometre", "at least"),
        ),
        ("It made a 10-mile walk.", ("10-mile", 10.0, "mile", None)),
        ("The flat has 60 square metres.", ("60 square metres", 60.0, "square metre", None)),
        ("It drives 90 km/h.", ("90 km/h", 90.0, "kilometre per hour", None)),
        ("It was 40 degrees Celsius.", ("40 degrees Celsius", 40.0, "degree Celsius", None)),
        ("The aircraft has 450 seats.", ("450 seats", 450.0, "seat", None)),
        ("Rates rose 25 basis points.", ("25 basis points", 25.0, "basis point", None)),
    ],
)
def test_quantity_has_amount_unit_and_bound(sentence, found):
    """A unit has one name, whatever its abbreviation."""
    assert amounts(sentence, "Quantity")[:4] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "It fired 7,500 workers.",
        "The Boeing 747 has four engines.",
        "It paid 5 million.",
        "The 40th president sang.",
    ],
)
def test_quantity_is_no_count_or_bare_number(sentence):
    """People, models and bare numbers are neither quantities nor money."""
    assert [m.text for m in read(sentence).mentions if m.type in {"Quantity", "Money"}] == []


def test_quantity_of_a_company_is_a_mention_of_its_own():
    """Who buys "20 percent of Fiat" buys that, not a percentage."""
    mentions = {m.text: m.type for m in read("It bought 20 percent of Fiat.").mentions}
    assert mentions["20 percent"] == "Quantity"
    assert "20 percent of Fiat" in mentions
