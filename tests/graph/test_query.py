"""Foreign queries: answered within limits, refused where they reach out, write or run away."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import Graph

from kg.graph import add, open_store
from kg.model import Annotation
from kg.query import QueryError, Table, run


def test_select_ask_and_construct(store: Store) -> None:
    """A table, a truth value, an rdflib graph."""
    assert run(store, "SELECT ?a ?b { ?a kg:acquired ?b }") == Table(
        ("a", "b"),
        (
            (
                "https://w3id.org/news-kg/id/person/Elon_Musk",
                "https://w3id.org/news-kg/id/organisation/Twitter",
            ),
        ),
    )
    assert run(store, "ASK { ?a kg:acquired ?b }") is True
    graph = run(store, "DESCRIBE <https://w3id.org/news-kg/id/person/Elon_Musk>")
    assert isinstance(graph, Graph)
    assert len(graph) > 5


def test_plain_patterns_do_not_match_reported_facts(store: Store) -> None:
    """A claim is found through GRAPH alone."""
    assert run(store, 'ASK { ?e rdfs:label "resist" }') is False
    assert run(store, 'ASK { GRAPH ?g { ?e rdfs:label "resist" } ?s kg:content ?g }') is True


def test_query_runs_on_the_folder(tmp_path: Path, record: Annotation) -> None:
    """The child reads the store in the folder, beside the one who has it open."""
    store = open_store(tmp_path)
    add(store, record)
    assert run(store, "ASK { ?e a kg:Acquisition }", folder=tmp_path) is True


def test_query_from_a_file(store: Store, tmp_path: Path) -> None:
    """A path ending in .rq is read."""
    (tmp_path / "mine.rq").write_text(
        "SELECT (COUNT(*) AS ?n) { ?e a kg:Acquisition }", encoding="utf-8"
    )
    assert run(store, tmp_path / "mine.rq") == Table(("n",), ((1,),))
    with pytest.raises(QueryError, match="cannot be read"):
        run(store, str(tmp_path / "yours.rq"))


@pytest.mark.parametrize(
    "query",
    [
        "SERVICE <{}> {{ ?a ?b ?c }}",
        "\\u0053ERVICE SILENT <{}> {{ ?a ?b ?c }}",
        "{{ SELECT * {{ FILTER EXISTS {{ service <{}> {{ ?a ?b ?c }} }} }} }}",
    ],
)
def test_service_is_refused_before_it_calls(store: Store, query: str) -> None:
    """However it is written or nested, nothing is called."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        with pytest.raises(QueryError, match="SERVICE"):
            run(
                store,
                "SELECT * { " + query.format(f"http://127.0.0.1:{server.getsockname()[1]}/") + " }",
            )
        server.setblocking(False)
        with pytest.raises(BlockingIOError):  # nobody waits to be let in
            server.accept()


@pytest.mark.parametrize(
    "clause",
    ["FROM <http://127.0.0.1:1/>", "FROM NAMED <file:///etc/passwd>", "from <file:///etc/passwd>"],
)
def test_from_is_refused(store: Store, clause: str) -> None:
    """Graphs are not fetched."""
    with pytest.raises(QueryError, match="FROM"):
        run(store, f"SELECT * {clause} {{ ?a ?b ?c }}")


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <file:///etc/passwd>",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "DELETE WHERE { ?a ?b ?c }",
        "DROP ALL",
        "CLEAR ALL",
    ],
)
def test_updates_are_refused(store: Store, update: str) -> None:
    """A question does not write."""
    before = len(store)
    with pytest.raises(QueryError, match="update"):
        run(store, update)
    assert len(store) == before


@pytest.mark.parametrize("hidden", ["{}", '"{}"', "'''{}'''"])
def test_deep_nesting_is_refused(store: Store, hidden: str) -> None:
    """5,000 brackets would end the process; brackets in strings do not count, and do not hide
    others.
    """
    with pytest.raises(QueryError, match="nested"):
        run(
            store,
            "SELECT * { BIND("
            + hidden.format("))))")
            + " AS ?x) FILTER("
            + "(" * 5000
            + "1"
            + ")" * 5000
            + ") }",
        )


def test_moderate_nesting_and_brackets_in_strings_are_fine(store: Store) -> None:
    """Thirty levels are a query, and a string may hold anything."""
    assert run(store, "ASK { FILTER(" + "(" * 30 + "1" + ")" * 30 + ") }") is True
    assert run(store, 'ASK { FILTER(STRLEN("' + "(" * 500 + '") = 500) }') is True


def test_runaway_query_is_stopped(store: Store) -> None:
    """A three-way product ends when its time does."""
    with pytest.raises(QueryError, match="stopped after 1 s"):
        run(store, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", seconds=1)


def test_memory_bomb_is_stopped(store: Store) -> None:
    """A string that doubles without end dies in its own process."""
    doubling = " ".join(
        f"BIND(CONCAT({', '.join([f'?x{i}'] * 30)}) AS ?x{i + 1})" for i in range(7)
    )
    with pytest.raises(QueryError, match="stopped"):
        run(
            store,
            f'SELECT (STRLEN(?x7) AS ?n) {{ BIND("aaaaaaaaaa" AS ?x0) {doubling} }}',
            seconds=20,
            megabytes=700,
        )


def test_query_of_unknown_name_offers_the_nearest(store: Store) -> None:
    """A slip of the pen is answered with what was meant."""
    with pytest.raises(QueryError, match="who-dismissed"):
        run(store, "who-dismised")


@pytest.mark.parametrize(
    "query",
    ["SELECT {", "SELECT * WHERE", "hello world", "SELECT * { ?a ?b }", "x" * 60_000 + " {"],
)
def test_query_that_is_not_sparql_is_refused(store: Store, query: str) -> None:
    """A syntax error is one line, not a traceback."""
    with pytest.raises(QueryError) as error:
        run(store, query)
    assert "Traceback" not in str(error.value)
