"""The ledger knows what was done, and nothing that was not."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.ledger import Ledger, build_name
from kg.corpus.tasks import Done, LeftOut


def claim(book, id, key="k", number=1):
    return book.claim(id, id, "item", key, f"{id}.txt", number)


def test_ledger_claims_an_article_once(tmp_path):
    """What is done under the same key is not done again; another key makes it wait."""
    book = Ledger(tmp_path)
    assert claim(book, "a") == "waiting"
    book.done(Done("a", b"{}\n", b"q", ()))
    assert claim(book, "a") == "new"
    assert claim(book, "a", "other") == "waiting"
    book.close()


def test_ledger_survives_a_kill(tmp_path):
    """It is opened again as if nothing had been; records that were not committed are not there."""
    book = Ledger(tmp_path)
    claim(book, "a")
    book.done(Done("a", b"first\n", b"q", ()))
    book._records.write(b"half a rec")
    book._records.flush()
    again = Ledger(tmp_path)  # the other one is not closed: it was killed
    assert claim(again, "a") == "new"
    claim(again, "b", number=2)
    again.done(Done("b", b"second\n", b"q", ()))
    rows = {row.id: row.record for row in again.rows()}
    data = again.records().read_bytes()
    found = {id: data[p.start : p.start + p.length] for id, p in rows.items()}
    assert found == {"a": b"first\n", "b": b"second\n"}
    again.close()
    book.close()


def test_ledger_forgets_what_the_disk_lost(tmp_path):
    """After a loss of power a journal may be shorter than the ledger says."""
    book = Ledger(tmp_path)
    claim(book, "a")
    book.done(Done("a", b"first\n", b"q", ()))
    book.close()
    (tmp_path / "records.jsonl").write_bytes(b"fir")
    again = Ledger(tmp_path)
    assert claim(again, "a") == "waiting"
    again.close()


def test_ledger_knows_the_items_whose_articles_are_all_there(tmp_path):
    """A file is not even opened again; one of whose articles some are missing is."""
    book = Ledger(tmp_path)
    for id in ("a", "b"):
        claim(book, id)
    book.note_item("item", 2)
    book.done(Done("a", b"{}\n", b"", ()))
    book.close()
    again = Ledger(tmp_path)
    assert again.keep_item("item") == 0
    claim(again, "b")
    again.done(Done("b", b"{}\n", b"", ()))
    again.close()
    third = Ledger(tmp_path)
    assert third.keep_item("item") == 2
    assert third.keep_item("unknown") == 0
    assert [row.id for row in third.rows()] == ["a", "b"]
    third.close()


def test_ledger_tells_what_is_gone_from_a_build(tmp_path):
    """What an older build holds and this run did not see, or could not read."""
    (tmp_path / "work").mkdir()
    (tmp_path / "build").mkdir()
    (tmp_path / "next").mkdir()
    book = Ledger(tmp_path / "work")
    for id in ("a", "b", "c"):
        claim(book, id)
        book.done(Done(id, b"{}\n", b"", ()))
    book.write_for(tmp_path / "build", [(row.id, row.record) for row in book.rows()])
    book.close()
    later = Ledger(tmp_path / "next", tmp_path / "build/ledger.sqlite")
    assert claim(later, "a") == "old"
    assert claim(later, "b", "changed") == "waiting"
    later.leave_out(LeftOut("b", "language", "b: German"))
    assert later.gone() == ["b", "c"]
    assert [(item.place, item.reason) for item in later.left_out()] == [("b", "language")]
    later.close()


def test_ledger_that_is_damaged_counts_as_none(tmp_path):
    """The build is then made anew."""
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"no database at all" * 100)
    assert build_name(path) == ""
    assert build_name(tmp_path / "missing") == ""


@given(
    st.lists(st.tuples(st.text(min_size=1), st.binary(min_size=1)), unique_by=lambda pair: pair[0])
)
def test_ledger_gives_back_each_record(tmp_path_factory, pairs):
    """Whatever the ids and the bytes."""
    folder = tmp_path_factory.mktemp("ledger")
    book = Ledger(folder)
    pairs = [(id.encode("utf-8", "replace").decode(), record) for id, record in pairs]
    given_pairs = dict(pairs)
    for number, (id, record) in enumerate(given_pairs.items()):
        claim(book, id, number=number)
        book.done(Done(id, record, b"", ()))
    data = book.records().read_bytes()
    places = {row.id: row.record for row in book.rows()}
    assert {id: data[p.start : p.start + p.length] for id, p in places.items()} == given_pairs
    book.close()
    assert (
        sqlite3.connect(folder / "ledger.sqlite").execute("PRAGMA integrity_check").fetchone()[0]
        == "ok"
    )
