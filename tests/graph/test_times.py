"""How exactly the graph gives times: instants, spans of days, lengths."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Store

from kg.graph import add, open_store
from kg.model import Event, Time
from kg.schema import DEFAULT_BASE, KG, RDF, RDFS, TIME
from kg.validate import validate
from tests.graph.conftest import Writer

ARTICLE = DEFAULT_BASE + "article/times"


def dated(value: str) -> Store:
    """A store with one launch on this date."""
    w = Writer("Acme launched it then.", id="times")
    acme, then = (
        w.say("Acme", "Organisation", w.entity("e1", "Organisation", "Acme")),
        w.say("then", "Date", value=value),
    )
    w.fact(
        Event,
        "launched",
        type="Launch",
        label="launch",
        args={"agent": acme},
        time=Time(value, then),
    )
    store = open_store(None)
    add(store, w.annotation())
    return store


def told(store: Store, node: str) -> dict[str, str]:
    """What the graph says of a node, by the last words of the properties."""
    quads = store.quads_for_pattern(NamedNode(f"{ARTICLE}#event=5,13;{node}"), None, None, None)
    return {
        q.predicate.value.split("#")[-1]: q.object.value.split("#")[-1]
        for q in quads
        if q.predicate != RDF.type
    }


@pytest.mark.parametrize(
    ("value", "property_", "literal", "precision"),
    [
        ("2008-03-01", "inXSDDate", "2008-03-01", "Day"),
        ("2008-03", "inXSDgYearMonth", "2008-03", "Month"),
        ("2008", "inXSDgYear", "2008", "Year"),
        ("2010-07-16TMO", "inXSDDate", "2010-07-16", "PartOfDay"),
        ("2009-06-01T16:00Z", "inXSDDateTimeStamp", "2009-06-01T16:00:00Z", "Minute"),
        ("2009-06-01T16:30-05:00", "inXSDDateTimeStamp", "2009-06-01T16:30:00-05:00", "Minute"),
        ("2009-06-01T16:00", "inXSDDateTime", "2009-06-01T16:00:00", "Minute"),
    ],
)
def test_an_instant_is_as_exact_as_its_value(
    value: str, property_: str, literal: str, precision: str
) -> None:
    """The literal, how exact it is, and the value as its label."""
    store = dated(value)
    assert told(store, "time") == {property_: literal, "precision": precision, "label": value}
    assert validate(store).conforms


@pytest.mark.parametrize(
    ("value", "first", "last", "precision", "label"),
    [
        ("2006-W14", "2006-04-03", "2006-04-09", "Week", "2006-W14"),
        ("2006-W14-WE", "2006-04-08", "2006-04-09", "Weekend", "2006-W14-WE"),
        ("2005-Q4", "2005-10-01", "2005-12-31", "Quarter", "2005-Q4"),
        ("2005-H1", "2005-01-01", "2005-06-30", "HalfYear", "2005-H1"),
        ("199", "1990-01-01", "1999-12-31", "Decade", "1990s"),
        ("19", "1900-01-01", "1999-12-31", "Century", "19"),
    ],
)
def test_a_span_has_its_first_and_last_day(
    value: str, first: str, last: str, precision: str, label: str
) -> None:
    """No blank node, and no day that the words do not give."""
    store = dated(value)
    assert told(store, "time") == {
        "hasBeginning": "event=5,13;time;begin",
        "hasEnd": "event=5,13;time;end",
        "precision": precision,
        "label": label,
    }
    assert told(store, "time;begin")["inXSDDate"] == first
    assert told(store, "time;end")["inXSDDate"] == last
    assert validate(store).conforms


def test_a_season_begins_on_no_day() -> None:
    """That differs from land to land."""
    store = dated("2010-SU")
    assert told(store, "time") == {"precision": "Season", "label": "2010-SU"}
    assert validate(store).conforms


def test_a_length_that_takes_part_is_a_duration() -> None:
    """ "Sentenced to three years": as long as that, at no time; its label is the words."""
    w = Writer("A judge sentenced Bob to three years.", id="times")
    bob, years = (
        w.say("Bob", "Person", w.entity("e1", "Person", "Bob")),
        w.say("three years", "Date", value="P3Y"),
    )
    w.fact(
        Event, "sentenced", type="Sentence", label="sentence", args={"patient": bob, "theme": years}
    )
    store = open_store(None)
    add(store, w.annotation())
    (theme,) = (
        q.object
        for q in store.quads_for_pattern(None, KG.theme, None, None)
        if q.graph_name == NamedNode(ARTICLE)
    )
    found = {
        q.predicate: q.object.value
        for q in store.quads_for_pattern(theme, None, None, NamedNode(ARTICLE))
    }
    assert (found[RDFS.label], found[TIME.hasXSDDuration]) == ("three years", "P3Y")
    assert not list(store.quads_for_pattern(theme, KG.precision, None, None))
    assert validate(store).conforms


def test_of_several_times_the_finest_counts() -> None:
    """A week is finer than its quarter, whatever their values look like."""
    w = Writer("Acme launched it then. Acme launched it that week.", id="times")
    acme = w.say("Acme", "Organisation", w.entity("e1", "Organisation", "Acme"))
    first = w.fact(
        Event, "launched", type="Launch", label="launch", args={"agent": acme}, time=Time("2005-Q4")
    )
    w.fact(
        Event,
        "launched",
        after="it then. Acme",
        type="Launch",
        label="launch",
        args={"agent": acme},
        time=Time("2005-W44"),
        sameAs=first,
    )
    store = open_store(None)
    add(store, w.annotation())
    assert told(store, "time")["label"] == "2005-W44"
