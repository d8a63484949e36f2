"""What was read, where its record lies, and what was left out: a SQLite file and two journals.

Each article is one commit. The records and quads are appended to files next to the ledger, which
knows their places: a record that was written but not committed is never looked at.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

from kg.corpus.tasks import Done, LeftOut, Reason

FILE = "ledger.sqlite"
_FORMAT = "1"
_RECORDS, _QUADS = "records.jsonl", "quads.bin"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY,
    folded TEXT NOT NULL,
    item TEXT NOT NULL,
    key TEXT NOT NULL,
    place TEXT NOT NULL,
    number INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    built INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'old', 'new', 'out')),
    start INTEGER NOT NULL DEFAULT 0,
    length INTEGER NOT NULL DEFAULT 0,
    quads_start INTEGER NOT NULL DEFAULT 0,
    quads_length INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS article_item ON article (item);
CREATE INDEX IF NOT EXISTS article_folded ON article (folded);
CREATE TABLE IF NOT EXISTS item (
    key TEXT PRIMARY KEY,
    articles INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS problem (
    number INTEGER PRIMARY KEY, place TEXT, reason TEXT, message TEXT
);
"""

State: TypeAlias = Literal["waiting", "old", "new", "out"]
# waiting: not read yet; old: its record is in the build folder; new: in the journal


@dataclass(frozen=True, slots=True)
class Place:
    """Bytes of a file."""

    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Row:
    """An article with a record."""

    id: str
    key: str
    state: State
    record: Place
    quads: Place


class Ledger:
    """The ledger of one work folder, open for one process.

    What the old build holds is `old`; each run marks what it sees, and what it did not see is gone.
    """

    def __init__(self, folder: Path, old: Path | None = None) -> None:
        self.folder = folder
        path = folder / FILE
        fresh = not path.exists()
        if fresh and old is not None and build_name(old):
            _copy(old, path)
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(_SCHEMA)
        self._records = _appending(folder / _RECORDS)
        self._quads = _appending(folder / _QUADS)
        self._drop_lost()
        self.run = int(self.about("run") or 0) + 1
        self.set_about(run=str(self.run), format=_FORMAT)
        self._db.execute("DELETE FROM problem")

    def close(self) -> None:
        """Close the files; the ledger can be opened again."""
        self._db.close()
        self._records.close()
        self._quads.close()

    # --- about the whole ---

    def about(self, name: str) -> str:
        """What is noted under a name, or nothing."""
        row = self._db.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_about(self, **values: str) -> None:
        """Note values under names."""
        self._db.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", values.items())

    def size(self) -> int:
        """How many articles are known, of this run and of those before."""
        return int(self._db.execute("SELECT count(*) FROM article").fetchone()[0])

    # --- what comes in ---

    def keep_item(self, key: str) -> int:
        """Mark all articles of an item as seen, if each is known; returns how many."""
        row = self._db.execute("SELECT articles FROM item WHERE key = ?", (key,)).fetchone()
        if row is None:
            return 0
        where = "item = ? AND seen < ? AND state <> 'waiting'"
        found = self._db.execute(
            f"SELECT count(*) FROM article WHERE {where}",  # noqa: S608 - a constant
            (key, self.run),
        ).fetchone()
        if int(found[0]) != int(row[0]):
            return 0
        self._db.execute(
            f"UPDATE article SET seen = ? WHERE {where}",  # noqa: S608 - a constant
            (self.run, key, self.run),
        )
        return int(row[0])

    def note_item(self, key: str, articles: int) -> None:
        """Note that an item was understood, and how many articles came of it."""
        self._db.execute("INSERT OR REPLACE INTO item VALUES (?, ?)", (key, articles))

    def taken(self, folded: str) -> tuple[str, str] | None:
        """Id and place of an article of this run whose id, folded, is the same."""
        row = self._db.execute(
            "SELECT id, place FROM article WHERE folded = ? AND seen = ?", (folded, self.run)
        ).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def claim(self, id: str, folded: str, item: str, key: str, place: str, number: int) -> State:
        """Mark an article as seen; returns "waiting" where it has to be read."""
        row = self._db.execute("SELECT key, state FROM article WHERE id = ?", (id,)).fetchone()
        if row and row[0] == key and row[1] != "waiting":
            self._db.execute(
                "UPDATE article SET item = ?, place = ?, number = ?, seen = ? WHERE id = ?",
                (item, place, number, self.run, id),
            )
            state: State = row[1]
            return state
        self._db.execute(
            "INSERT INTO article (id, folded, item, key, place, number, seen, state) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting') ON CONFLICT (id) DO UPDATE SET "
            "folded = excluded.folded, item = excluded.item, key = excluded.key, "
            "place = excluded.place, number = excluded.number, seen = excluded.seen, "
            "state = 'waiting', reason = '', message = ''",
            (id, folded, item, key, place, number, self.run),
        )
        return "waiting"

    # --- what comes of it ---

    def done(self, outcome: Done) -> None:
        """Keep the record and the quads of an article that waits for them."""
        record = _append(self._records, outcome.record)
        quads = _append(self._quads, outcome.quads)
        self._db.execute(
            "UPDATE article SET state = 'new', start = ?, length = ?, quads_start = ?, "
            "quads_length = ? WHERE id = ?",
            (record.start, record.length, quads.start, quads.length, outcome.article),
        )

    def add_quads(self, outcome: Done) -> None:
        """Keep the quads of an article whose record is known already."""
        quads = _append(self._quads, outcome.quads)
        self._db.execute(
            "UPDATE article SET quads_start = ?, quads_length = ? WHERE id = ?",
            (quads.start, quads.length, outcome.article),
        )

    def leave_out(self, outcome: LeftOut) -> None:
        """Note why an article that waits will not be in the graph."""
        self._db.execute(
            "UPDATE article SET state = 'out', reason = ?, message = ? WHERE id = ?",
            (outcome.reason, outcome.message, outcome.place),
        )

    def complain(self, outcome: LeftOut) -> None:
        """Note an input that no article came of."""
        self._db.execute(
            "INSERT INTO problem (place, reason, message) VALUES (?, ?, ?)",
            (outcome.place, outcome.reason, outcome.message),
        )

    # --- what there is at the end ---

    def left_out(self) -> list[LeftOut]:
        """Inputs and articles of this run that are not in the graph, by place."""
        rows = self._db.execute(
            "SELECT place, reason, message FROM problem UNION ALL "
            "SELECT id, reason, message FROM article WHERE state = 'out' AND seen = ? "
            "ORDER BY 1, 3",
            (self.run,),
        )
        return [LeftOut(place, _reason(reason), message) for place, reason, message in rows]

    def counts(self) -> tuple[int, int, int]:
        """How many articles of this run are old, new and left out."""
        rows = self._db.execute(
            "SELECT state, count(*) FROM article WHERE seen = ? GROUP BY state", (self.run,)
        )
        of = dict(rows.fetchall())
        return of.get("old", 0), of.get("new", 0), of.get("out", 0)

    def rows(self, where: str = "", by: str = "id") -> Iterator[Row]:
        """The articles of this run that have a record, ordered; `where` is SQL of ours."""
        query = (
            "SELECT id, key, state, start, length, quads_start, quads_length FROM article "  # noqa: S608
            f"WHERE seen = ? AND state IN ('old', 'new') {where} ORDER BY {by}"
        )
        for id_, key, state, start, length, quads_start, quads_length in self._db.execute(
            query, (self.run,)
        ):
            quads = Place(quads_start, quads_length)
            yield Row(id_, key, state, Place(start, length), quads)

    def gone(self) -> list[str]:
        """The ids of articles that the old build holds and the new one will not."""
        rows = self._db.execute(
            "SELECT id FROM article WHERE built AND (seen < ? OR state = 'out') ORDER BY id",
            (self.run,),
        ).fetchall()
        return [str(row[0]) for row in rows]

    def forget_old(self) -> None:
        """Drop what is known of articles whose records were in a build that is gone."""
        self._db.execute("DELETE FROM article WHERE state = 'old'")
        self._db.execute("UPDATE article SET built = 0")
        self._db.execute("DELETE FROM item")

    def forget_quads_but_of(self, maker: str) -> None:
        """Drop quads that a stopped build made under another base, or by other code."""
        if self.about("quads") != maker:
            self._db.execute("UPDATE article SET quads_start = 0, quads_length = 0")
            self.set_about(quads=maker)

    def records(self) -> Path:
        """The journal of records."""
        self._records.flush()
        return self.folder / _RECORDS

    def quads_end(self) -> int:
        """Where the journal of quads ends."""
        return self._quads.tell()

    def write_for(self, folder: Path, places: Iterable[tuple[str, Place]]) -> None:
        """Write the ledger of a finished build: all its articles are old, at these places."""
        path = folder / FILE
        self._db.execute("VACUUM INTO ?", (str(path),))
        with closing(sqlite3.connect(path, isolation_level=None)) as new:
            new.execute("BEGIN")
            new.execute("DELETE FROM article WHERE seen < ? OR state = 'waiting'", (self.run,))
            new.execute(  # another day the machine may be less busy
                "DELETE FROM article "
                "WHERE state = 'out' AND reason IN ('deadline', 'memory', 'crash')"
            )
            new.execute("DELETE FROM item WHERE key NOT IN (SELECT item FROM article)")
            new.execute("DELETE FROM problem")
            new.execute("UPDATE article SET seen = 0, built = 0, quads_start = 0, quads_length = 0")
            new.executemany(
                "UPDATE article SET state = 'old', built = 1, start = ?, length = ? WHERE id = ?",
                ((place.start, place.length, id_) for id_, place in places),
            )
            new.execute(
                "INSERT OR REPLACE INTO about VALUES ('run', '0'), ('build', ?)", (_name(new),)
            )
            new.execute("COMMIT")

    def _drop_lost(self) -> None:
        """Forget what a machine that lost power promised but did not write."""
        ends = (self._records.tell(), self._quads.tell())
        self._db.execute(
            "UPDATE article SET state = 'waiting' "
            "WHERE state = 'new' AND (start + length > ? OR quads_start + quads_length > ?)",
            ends,
        )
        self._db.execute(
            "UPDATE article SET quads_length = 0 WHERE quads_start + quads_length > ?", ends[1:]
        )


def _appending(path: Path) -> BinaryIO:
    file = path.open("ab")
    file.seek(0, os.SEEK_END)
    return file


def _append(file: BinaryIO, data: bytes) -> Place:
    place = Place(file.tell(), len(data))
    file.write(data)
    file.flush()
    return place


def has_work(folder: Path) -> bool:
    """Whether a folder has records that a next run can use."""
    path = folder / _RECORDS
    return path.is_file() and path.stat().st_size > 0


def quads_in(folder: Path, start: int = 0, end: int | None = None) -> Iterator[tuple[Place, bytes]]:
    """The N-Quads of each article of this run, in the order in which they were made, with their
    place in the journal.

    Those between two places of the journal. They are read beside the open ledger, from whatever
    thread or process.
    """
    query = (
        "SELECT quads_start, quads_length FROM article WHERE state IN ('old', 'new') "
        "AND quads_length > 0 AND quads_start >= ? AND quads_start < ? "
        "AND seen = (SELECT CAST(value AS INTEGER) FROM about WHERE name = 'run') "
        "ORDER BY quads_start"
    )
    journal = folder / _QUADS
    between = (start, journal.stat().st_size if end is None else end)
    with closing(_read_only(folder / FILE)) as book, journal.open("rb") as file:
        for place in book.execute(query, between):
            found = Place(*place)
            file.seek(found.start)
            yield found, zlib.decompress(file.read(found.length))


def build_name(path: Path) -> str:
    """What tells one build from another, from its ledger; empty where there is none to read."""
    if not path.is_file():
        return ""
    with suppress(sqlite3.DatabaseError), closing(_read_only(path)) as book:
        rows = dict(book.execute("SELECT name, value FROM about").fetchall())
        return str(rows["build"]) if rows.get("format") == _FORMAT else ""
    return ""


def _copy(old: Path, new: Path) -> None:
    """Begin a ledger with that of a finished build."""
    with closing(_read_only(old)) as source:
        source.execute("VACUUM INTO ?", (str(new),))


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _name(book: sqlite3.Connection) -> str:
    """A hash of all articles and their places in the file of records."""
    found = hashlib.sha256()
    for row in book.execute("SELECT id, key, start, length FROM article ORDER BY id"):
        found.update(repr(row).encode())
    return found.hexdigest()


def _reason(word: str) -> Reason:
    found: Reason = word  # type: ignore[assignment]  # written by `leave_out` and `complain` alone
    return found
