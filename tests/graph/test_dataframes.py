"""The tables: what stands in a row, and how many solutions it takes."""

from __future__ import annotations

import pytest
from pyoxigraph import QuerySolutions, Store

from kg import dataframes
from kg.graph import add, open_store
from kg.model import Annotation
from tests.graph.conftest import Writer

ARTICLES = ("one", "two", "three", "four")


def sale(id: str) -> Annotation:
    """Two mentions with an entity, a date and an amount without."""
    w = Writer("Acme sold Bolt on Monday for $5 million.", id=id)
    w.say("Acme", "Organisation", w.entity("e1", "Organisation", "Acme"))
    w.say("Bolt", "Organisation", w.entity("e2", "Organisation", f"Bolt of {id}"))
    w.say("Monday", "Date", value="2022-11-07")
    w.say("$5 million", "Money", amount=5e6, unit="USD")
    return w.annotation()


@pytest.fixture(scope="module")
def sales() -> Store:
    """Several articles, so that the graph has more names than an article has."""
    store = open_store(None)
    for id in ARTICLES:
        add(store, sale(id))
    return store


def test_mentions_without_an_entity_have_no_name(sales: Store) -> None:
    """A date and an amount have neither name nor entity; the others have those of their own."""
    table = dataframes.mentions(sales)
    for id in ARTICLES:
        rows = table[table["article"] == id]
        assert list(rows["text"]) == ["Acme", "Bolt", "Monday", "$5 million"]
        assert list(rows["name"]) == ["Acme", f"Bolt of {id}", "", ""]
        assert list(rows["entity"] == "") == [False, False, True, True]


def test_mentions_take_one_solution_each(sales: Store) -> None:
    """The query multiplies no mention by the names of the graph."""
    solutions = sales.query(dataframes._PREFIXES + dataframes._MENTIONS)
    assert isinstance(solutions, QuerySolutions)
    assert len(list(solutions)) == len(dataframes.mentions(sales)) == 4 * len(ARTICLES)
