"""The tables: what stands in a row, and one row for each thing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Store

from kg import dataframes
from kg.graph import add, open_store
from kg.model import Annotation, Argument, Event, Statement
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


def claim(id: str) -> Annotation:
    """Two speakers who claim what the article asserts too; each end of it named in two ways."""
    w = Writer("Ann Lee and Bob Ray said Acme, or Acme Inc, sold Bolt. Acme sold Bolt.", id=id)
    acme = w.entity("e1", "Organisation", "Acme", aliases=("Acme Inc",))
    bolt = w.entity("e2", "Organisation", "Bolt")
    speakers = [
        w.say(name, "Person", w.entity(f"e{number}", "Person", name))
        for number, name in enumerate(("Ann Lee", "Bob Ray"), 3)
    ]
    agents = [w.say(words, "Organisation", acme) for words in ("Acme", "Acme Inc")]
    patient = w.say("Bolt", "Organisation", bolt)
    statement = w.fact(
        Statement,
        "Acme, or Acme Inc, sold Bolt",
        cue="said",
        args={"speaker": " ".join(speakers)},
    )
    sold = {"type": "Sale", "label": "sell"}
    args = {"agent": " ".join(agents), "patient": patient}
    w.fact(Event, "sold", args=args, statement=statement, **sold)
    again = {
        "agent": w.say("Acme", "Organisation", acme, after=". Acme"),
        "patient": w.say("Bolt", "Organisation", bolt, after=". Acme"),
    }
    w.fact(Event, "sold", after=". Acme", args=again, sameAs="f2", **sold)
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


@pytest.fixture(scope="module")
def claims() -> Store:
    """Articles in which two speakers claim what the article asserts."""
    store = open_store(None)
    for id in ARTICLES:
        add(store, claim(id))
    return store


def test_mentions_have_a_row_each(sales: Store) -> None:
    """No mention is multiplied by the names of the graph."""
    assert len(dataframes.mentions(sales)) == 4 * len(ARTICLES)


def test_facts_have_a_row_each(claims: Store) -> None:
    """No fact is multiplied by its speakers, participants, mentions or articles."""
    asserted = dataframes.facts(claims)
    assert list(asserted["kind"]) == ["event", "statement"] * len(ARTICLES)
    assert list(asserted["article"]) == [a for a in sorted(ARTICLES) for _ in range(2)]
    reported = dataframes.facts(claims, reported=True)
    assert list(reported["kind"]) == ["event"] * len(ARTICLES)
    assert set(reported["attributed_to"]) == {"Ann Lee and Bob Ray"}
    assert set(reported["participants"]) == {"agent: Acme; patient: Bolt"}


def test_statements_have_a_row_each(claims: Store) -> None:
    """Two speakers of a statement are in one cell."""
    assert list(dataframes.statements(claims)["speaker"]) == ["Ann Lee; Bob Ray"] * len(ARTICLES)


def test_entities_have_a_row_each(claims: Store) -> None:
    """An entity of several articles, with several mentions in each, is one row."""
    table = dataframes.entities(claims).set_index("name")
    assert sorted(table.index) == ["Acme", "Ann Lee", "Bob Ray", "Bolt"]
    assert tuple(table.loc["Acme", ["mentions", "articles"]]) == (3 * len(ARTICLES), len(ARTICLES))


def test_counts_have_each_fact_once(claims: Store) -> None:
    """What is both asserted and claimed is counted in both columns, and once in each."""
    table = dataframes.counts(claims).set_index("kind")
    assert dict(table["asserted"]) == {
        "article": 4,
        "person": 2,
        "organisation": 2,
        "event": 4,
        "statement": 4,
    }
    assert dict(table["reported"]) == {
        "article": 0,
        "person": 0,
        "organisation": 0,
        "event": 4,
        "statement": 0,
    }


def test_tables_of_empty_graph_have_no_rows() -> None:
    """Every table is there with its columns."""
    store = open_store(None)
    tables = ("counts", "entities", "facts", "statements", "mentions")
    for table in (getattr(dataframes, name)(store) for name in tables):
        assert len(table) == 0
        assert len(table.columns) > 0


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        (dataframes.counts, "said", "reported"),
        (dataframes.facts, "voucher", "attributed_to"),
        (dataframes.statements, "nested", "attributed_to"),
    ],
    ids=["counts", "facts", "statements"],
)
def test_table_answers_to_old_column_names_with_a_warning(table, old, new):
    """The old name gives the new column; a name that never was is an error as ever."""
    store = open_store(None)
    add(store, claim("one"))
    found = table(store)
    with pytest.warns(DeprecationWarning, match=f"column '{old}' is now '{new}'"):
        assert found[old].tolist() == found[new].tolist()
    with pytest.raises(KeyError):
        found["never"]


def test_facts_leave_out_events_that_only_take_part_in_others() -> None:
    """ "The vote was postponed": the vote is told in the row of what happened to it."""
    w = Writer("The vote was postponed in Leeds.", id="one")
    leeds = w.say("Leeds", "Place", w.entity("e1", "Place", "Leeds"))
    vote = w.fact(Event, "vote", type="Event", label="vote")
    w.fact(Event, "postponed", type="Delay", label="postpone", args={"place": leeds})
    last = w.facts[-1]
    w.facts[-1] = replace(last, arguments=(*last.arguments, Argument("patient", fact=vote)))
    store = open_store(None)
    add(store, w.annotation())
    table = dataframes.facts(store)
    assert table[["label", "participants"]].values.tolist() == [
        ["postpone", "patient: vote; place: Leeds"]
    ]
