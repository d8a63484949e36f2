"""From a ledger to the files of a build folder; each file can fail without costing the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from kg.corpus.ledger import Ledger, Place, Row
from kg.corpus.pool import Failed, Pool
from kg.corpus.tasks import Convert, Done, Draw, LeftOut, Task, WriteTrig, Written
from kg.model import Annotation
from kg.pipeline import ANNOTATIONS, TRIG

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store

_BLOCK = 16  # records converted at once
_COPY = 1 << 20  # bytes


def write_records(
    ledger: Ledger, old: Path, out: BinaryIO, by: str = "id"
) -> list[tuple[str, Place]]:
    """Write the records of all articles, ordered; returns where each lies in the new file.

    `old` is the file of records of the build before.
    """
    places: list[tuple[str, Place]] = []
    at = 0
    with _Runs({"old": old, "new": ledger.records()}) as runs:
        for row in ledger.rows(by=by):
            runs.copy(row, out)
            places.append((row.id, Place(at, row.record.length)))
            at += row.record.length
        runs.flush(out)
    return places


class _Runs:
    """Copies pieces of files, those that follow each other at once."""

    def __init__(self, paths: dict[str, Path]) -> None:
        self._paths = paths
        self._files: dict[str, BinaryIO] = {}
        self._state, self._start, self._end = "", 0, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def copy(self, row: Row, out: BinaryIO) -> None:
        """Copy the record of a row, now or with the next one."""
        if row.state != self._state or row.record.start != self._end:
            self.flush(out)
            self._state, self._start = row.state, row.record.start
        self._end = row.record.start + row.record.length

    def flush(self, out: BinaryIO) -> None:
        """Copy what was put off."""
        if self._end == self._start:
            return
        file = self._files.get(self._state) or self._open()
        file.seek(self._start)
        left = self._end - self._start
        while left and (block := file.read(min(left, _COPY))):
            out.write(block)
            left -= len(block)
        self._start = self._end

    def _open(self) -> BinaryIO:
        file = self._files[self._state] = self._paths[self._state].open("rb")
        return file


def read_record(row: Row, old: Path, new: Path) -> Annotation:
    """The annotation of a row."""
    with (old if row.state == "old" else new).open("rb") as file:
        file.seek(row.record.start)
        return Annotation.from_json(file.read(row.record.length).decode())


def convert_missing(ledger: Ledger, old: Path, pool: Pool) -> None:
    """Make the quads of all articles whose records alone are known."""
    rows = list(ledger.rows("AND quads_length = 0"))
    tasks = _conversions(rows, old, ledger.records())
    for outcome in run_all(tasks, pool):
        if isinstance(outcome, Done):
            ledger.add_quads(outcome)
        elif isinstance(outcome, LeftOut):
            ledger.leave_out(outcome)


def _conversions(rows: list[Row], old: Path, new: Path) -> Iterator[Task]:
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        yield Convert(tuple(read_record(row, old, new) for row in block))


def change_store(ledger: Ledger, old: Path, folder: Path, base: str, same: bool) -> None:
    """The store of the old build with what has changed since, in a new folder.

    An analysis of what was there before is left out, unless all is the `same`.
    """
    from kg.graph import add, remove
    from kg.schema import KG

    store = _copied_store(old, folder)
    if not same:
        store.remove_graph(KG.Analysis)
    for article in ledger.gone():
        remove(store, article)
    records = ledger.records()
    for row in ledger.rows("AND state = 'new'"):
        add(store, read_record(row, old / ANNOTATIONS, records), base)
    store.flush()


def write_measures(
    old: Path, folder: Path, network: nx.MultiDiGraph[str], reported: bool, trig: bool
) -> None:
    """The store of the old build with the measures of its network, and its TriG, if it has one."""
    from kg.analyse import write_measures
    from kg.graph import write_trig

    store = _copied_store(old, folder)
    write_measures(store, network, reported)
    store.flush()
    if trig:
        write_trig(store, folder / TRIG)


def _copied_store(old: Path, folder: Path) -> Store:
    """The store of a build, copied into another folder and open there.

    The copy shares its files with the original, for Oxigraph never changes one.
    """
    from kg.graph import open_store

    open_store(old, read_only=True).backup(str(folder / "store"))
    return open_store(folder)


def write_files(tasks: Iterable[Task], pool: Pool) -> dict[str, str]:
    """Write files of the whole, each in a worker: name → nothing, or why it is not there."""
    return {
        outcome.name: outcome.problem
        for outcome in run_all(tasks, pool)
        if isinstance(outcome, Written)
    }


def run_all(tasks: Iterable[Task], pool: Pool) -> Iterator[object]:
    """All that comes of the tasks, in any order."""
    queue = iter(tasks)
    more = True
    while more or not pool.is_idle():
        while more and pool.is_free():
            task = next(queue, None)
            if task is None:
                more = False
            else:
                pool.start(task)
        for finished in pool.wait():
            yield from _outcomes(finished.task, finished.outcomes)


def _outcomes(task: Task, outcomes: tuple[object, ...] | Failed) -> Iterator[object]:
    if not isinstance(outcomes, Failed):
        yield from outcomes
    elif isinstance(task, (WriteTrig, Draw)):
        yield Written(task.name, f"{outcomes.reason}: {outcomes.what}")
    elif isinstance(task, Convert):
        for record in task.records:
            key = record.article.id
            yield LeftOut(key, outcomes.reason, f"{key}: no quads ({outcomes.what})")
