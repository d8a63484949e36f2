"""The process that runs a foreign query: it opens no socket, and reads its store all the same."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from kg.query import Table, run
from kg.query_worker import RefusedError, check

WALLED = "store = query_worker.open_offline(place)"
COPIED = "query_worker.refuse_sockets = lambda: False; store = query_worker.open_offline(place)"
OPEN = "store = Store.read_only(place) if not place.endswith('.nq') else Store()"
PROGRAM = """
import socket, sys
from pyoxigraph import Store
from kg import query_worker
place, port = sys.argv[1], int(sys.argv[2])
{opening}
{act}
"""
CONNECT = "socket.create_connection(('127.0.0.1', port))"
# a query that the guard refuses, run past the guard
CALL = "list(store.query(f'SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?a ?b ?c }} }}'))"
COUNT = "print(len(store), len(list(store.query('SELECT * { GRAPH ?g { ?a ?b ?c } }'))))"
FILES_OPENED_AT_ONCE = 16  # by RocksDB


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A store on disk in more files than are opened at once, and the same in one file of quads."""
    folder = tmp_path_factory.mktemp("graph")
    store = Store(folder / "store")
    for batch in range(3):
        numbers = range(batch * 100, batch * 100 + 100)
        for graph in (NamedNode("http://e.org/g"), None):
            store.extend(_quad(number, graph) for number in numbers)
        store.flush()
    store.dump(folder / "store.nq", RdfFormat.N_QUADS)
    return {"disk": folder / "store", "memory": folder / "store.nq"}


def _quad(number: int, graph: NamedNode | None) -> Quad:
    subject = NamedNode(f"http://e.org/{number}")
    text = Literal(f"a text that is too long to stand within a key, number {number}")
    return Quad(subject, NamedNode("http://e.org/p"), text, graph)


def _child(place: Path, port: int, opening: str, act: str) -> subprocess.Popen[str]:
    program = PROGRAM.format(opening=opening, act=act)
    arguments = [sys.executable, "-c", program, str(place), str(port)]
    pipe = subprocess.PIPE
    return subprocess.Popen(arguments, stdout=pipe, stderr=pipe, text=True)


@pytest.mark.parametrize("act", [CONNECT, CALL])
@pytest.mark.parametrize("where", ["disk", "memory"])
@pytest.mark.parametrize("opening", [WALLED, COPIED])
def test_no_socket_is_opened(places: dict[str, Path], opening: str, where: str, act: str) -> None:
    """Neither Python nor the engine reaches a listener on this machine, even past the guard."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        child = _child(places[where], server.getsockname()[1], opening, act)
        _, errors = child.communicate(timeout=60)
        assert child.returncode == 1
        assert "Operation not permitted" in errors or "Too many open files" in errors
        server.setblocking(False)
        with pytest.raises(BlockingIOError):  # nobody waits to be let in
            server.accept()


@pytest.mark.parametrize("act", [CONNECT, CALL])
def test_listener_is_reached_without_the_wall(places: dict[str, Path], act: str) -> None:
    """The same calls do arrive where nothing stands in their way."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        child = _child(places["disk"], server.getsockname()[1], OPEN, act)
        try:
            connection, _ = server.accept()
            connection.close()
        finally:
            child.kill()
            child.communicate()


@pytest.mark.parametrize("where", ["disk", "memory"])
@pytest.mark.parametrize("opening", [WALLED, COPIED])
def test_store_is_read_behind_the_wall(places: dict[str, Path], opening: str, where: str) -> None:
    """All quads are found, though the store has more files than are open when the wall is put."""
    assert len(list(places["disk"].glob("*.sst"))) > FILES_OPENED_AT_ONCE
    child = _child(places[where], 0, opening, COUNT)
    assert child.communicate(timeout=60) == ("600 300\n", "")


def test_query_reads_every_file_of_a_store_on_disk(places: dict[str, Path]) -> None:
    """Indexes and texts of a store in many files are at hand for a foreign query."""
    quads = "GRAPH ?g { ?a <http://e.org/p> ?c } FILTER(STRLEN(?c) > 50)"
    query = f"SELECT (COUNT(*) AS ?n) {{ {quads} }}"
    assert run(Store(), query, folder=places["disk"].parent) == Table(("n",), ((300,),))


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * { SERVICE <http://e.org/> { ?a ?b ?c } }", "SERVICE"),
        ("SELECT * FROM <http://e.org/> { ?a ?b ?c }", "FROM"),
        ("DROP ALL", "not SPARQL"),
        ("SELECT * { ?a ?b }", "not SPARQL"),
    ],
)
def test_check_refuses_by_itself(query: str, reason: str) -> None:
    """What reaches out is refused by the parse tree as well, not by its words alone."""
    with pytest.raises(RefusedError, match=reason):
        check(query)


def test_refusal_is_a_line_of_json(tmp_path: Path) -> None:
    """The process says why, and at which line of the query, with exit code 3."""
    limits = {"seconds": 9, "megabytes": 4096}
    order = json.dumps({"place": str(tmp_path), "query": "SELECT\n*\n{\n}\n}\n", **limits})
    program = [sys.executable, "-I", str(Path(__file__).parents[2] / "kg" / "query_worker.py")]
    child = subprocess.run(program, input=order.encode(), capture_output=True, check=False)
    assert child.returncode == 3
    assert json.loads(child.stderr)["line"] == 5
