"""A store is filled while articles are still read, and holds in the end what the ledger has."""

import time
import zlib

import pytest

import kg.graph
from kg.corpus import filling
from kg.corpus.filling import Filling
from kg.corpus.ledger import Ledger
from kg.corpus.tasks import Done
from kg.graph import open_store


@pytest.fixture
def book(tmp_path):
    (tmp_path / "new").mkdir()
    with_quads = Ledger(tmp_path)
    yield with_quads
    with_quads.close()


@pytest.fixture(autouse=True)
def look_often(monkeypatch):
    monkeypatch.setattr(filling, "_LOOK_EVERY", 0.01)


def read(book, id):
    """Let the ledger have an article whose graph is one triple."""
    book.claim(id, id, "item", "key", f"{id}.txt", 1)
    quads = f"<urn:{id}> <urn:p> <urn:o> <urn:g> .\n".encode()
    book.done(Done(id, b"{}\n", zlib.compress(quads), ()))


def subjects(folder):
    return {quad.subject.value for quad in open_store(folder, read_only=True)}


def test_filling_takes_what_is_read_before_and_after_it_begins(book, tmp_path):
    """What an earlier run has read is taken too, if this run wants it."""
    read(book, "before")
    read(book, "unwanted")
    book.close()
    again = Ledger(tmp_path)
    again.claim("before", "before", "item", "key", "before.txt", 1)
    with Filling(tmp_path / "new", tmp_path, again.quads_end()) as store:
        store.start()
        for id in ("one", "two"):
            read(again, id)
            time.sleep(0.05)
        store.finish()
    assert subjects(tmp_path / "new") == {"urn:before", "urn:one", "urn:two"}
    again.close()


def test_filling_begins_before_all_is_read(book, tmp_path, monkeypatch):
    """An article is handed to the store while the next one is not there yet."""
    taken = []
    monkeypatch.setattr(kg.graph, "load", lambda _, chunks: taken.extend(chunks))
    with Filling(tmp_path / "new", tmp_path, book.quads_end()) as store:
        store.start()
        read(book, "one")
        while not taken:
            time.sleep(0.01)
        read(book, "two")
        store.finish()
    assert len(taken) == 2


def test_filling_raises_where_it_is_waited_for(book, tmp_path, monkeypatch):
    """A full disk is the build's to tell of, in the thread that the build runs in."""

    def full(*_):
        raise OSError(28, "No space left on device", "store")

    monkeypatch.setattr(kg.graph, "load", full)
    with (
        Filling(tmp_path / "new", tmp_path, book.quads_end()) as store,
        pytest.raises(OSError, match="No space left"),
    ):
        store.finish()


def test_filling_ends_with_the_block_that_it_is_for(book, tmp_path):
    """A build that is stopped does not wait for what is still to come; the store is closed."""
    store = Filling(tmp_path / "new", tmp_path, book.quads_end())

    def stopped():
        with store:
            store.start()
            read(book, "one")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert not store._thread.is_alive()
    assert not list(open_store(tmp_path / "new"))
