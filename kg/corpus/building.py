"""Builds: many inputs in, a folder out; what is done once is not done again.

Reading goes on where a stopped build left it, and where an earlier build into the same folder
already has the record of an article. The new folder takes the place of the old one at the end.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from kg.corpus import assembly, ledger, report
from kg.corpus.filling import Filling
from kg.corpus.fingerprint import file_hash, graph_version, picture_version
from kg.corpus.intake import Input, Intake, Watch
from kg.corpus.ledger import Ledger
from kg.corpus.pool import Limits, Pool, Processes, ThisProcess
from kg.corpus.report import Report
from kg.corpus.tasks import Draw, LeftOut, Settings, Task, WriteTrig
from kg.corpus.workspace import exchange, finish_exchange, workspace
from kg.iris import check_base
from kg.model import Annotation, Article
from kg.pipeline import (
    ANNOTATIONS,
    PAGE,
    STORE,
    TRIG,
    BuildError,
    check_output,
)
from kg.read import Options, Reading, is_stream, items
from kg.schema import DEFAULT_BASE

if TYPE_CHECKING:
    import networkx as nx

BUILD_FILES = frozenset({STORE, ANNOTATIONS, TRIG, PAGE, ledger.FILE, report.JSON, report.HTML})
RESULTS = {"picture": PAGE, "store": STORE, "graph": TRIG, "records": ANNOTATIONS}
WHOLE_FILES_UP_TO = 1_000  # articles: above, TriG and picture are made when they are asked for
_CHANGED_IN_PLACE = 0.2  # of the articles: above, the store is filled anew, which is faster then
_MANY_KNOWN = 1_000  # articles: to see which of them are new takes as long as to load the model
_DONE = "done"
_UNFINISHED = "new"  # the folder that is being filled


class Stopped(KeyboardInterrupt):
    """A build that a signal stopped; what it has done is kept for the next."""

    def __init__(self, signal: int, message: str) -> None:
        super().__init__(message)
        self.signal = signal


@dataclass(frozen=True)
class Plan:
    """How to build."""

    base: str = DEFAULT_BASE
    gazetteer: Path | str | None = None
    options: Options = field(default_factory=Options)
    workers: int | None = None  # processes; 0: this one; None: as many as there are cores
    limits: Limits = field(default_factory=Limits)
    trig: bool | None = None  # None: up to 1,000 articles
    picture: bool | None = None
    scheduler: str | None = None  # address of a Dask cluster that reads
    local_cluster: int | None = None  # workers of a Dask cluster to start here
    counts: bool = False  # the inputs before reading begins, so that who watches knows the total

    def settings(self, with_quads: bool = True) -> Settings:
        """What workers have to know."""
        names = None if self.gazetteer is None else str(Path(self.gazetteer).resolve())
        return Settings(self.base, names, self.options, with_quads)


Given: TypeAlias = Article | Annotation | Path | str
Inputs: TypeAlias = Iterable[Given]


def build(
    inputs: Inputs, output: Path | str, plan: Plan | None = None, watch: Watch = lambda _: None
) -> Report:
    """Make a build folder from the inputs, in place of the one that stood there.

    `watch` is called after each article. What cannot be read is left out and is in the report.
    Raises `BuildError` where no article is left, `Stopped` where a signal came; the old build then
    stays as it is.
    """
    plan = plan or Plan()
    target = Path(output)
    check_output(target)
    check_base(plan.base)
    _check_gazetteer(plan.gazetteer)
    given = tuple(inputs)
    _check_given(given)
    target.parent.mkdir(parents=True, exist_ok=True)
    with workspace(target) as work:
        finish_exchange(target, BUILD_FILES)
        return _Build(target, work, plan, watch).run(given)


def annotate(
    inputs: Inputs, output: Path, plan: Plan | None = None, watch: Watch = lambda _: None
) -> Report:
    """Write the record of each article to a file, in the order of the inputs.

    A stopped run is gone on with. Raises what `build` raises.
    """
    given = tuple(inputs)
    _check_given(given)
    with workspace(output) as work:
        new = work / output.name
        with new.open("wb") as out:
            made = _write_annotations(given, work, out, plan or Plan(), watch)
        new.replace(output.resolve())
    return dataclasses.replace(made, folder=output)


def print_annotations(
    inputs: Inputs, out: BinaryIO, plan: Plan | None = None, watch: Watch = lambda _: None
) -> Report:
    """Write the record of each article to an open file, in the order of the inputs."""
    given = tuple(inputs)
    _check_given(given)
    with tempfile.TemporaryDirectory(prefix="kg-") as work:
        return _write_annotations(given, Path(work), out, plan or Plan(), watch)


def _write_annotations(
    given: Sequence[Given], work: Path, out: BinaryIO, plan: Plan, watch: Watch
) -> Report:
    _check_gazetteer(plan.gazetteer)
    settings = plan.settings(with_quads=False)
    book = Ledger(work)
    with _stoppable(book, plan, settings) as pool:
        _read(given, book, pool, plan, settings, watch)
        left_out = _left_out(book)
        places = assembly.write_records(book, work, out, by="number")
    return Report(work, len(places), len(places), tuple(left_out))


def write_analysis(target: Path, network: nx.MultiDiGraph[str], reported: bool = False) -> None:
    """Put the measures of the network into the store of a build and into its TriG, both or neither.

    They are written into a copy, which takes the place of the build as a new build does.
    """
    with workspace(target, finishes=False) as work:
        finish_exchange(target, BUILD_FILES)
        new = work / _UNFINISHED
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        for name in BUILD_FILES - {STORE, TRIG}:
            if (target / name).is_file():
                shutil.copyfile(target / name, new / name)
        assembly.write_measures(target, new, network, reported, (target / TRIG).is_file())
        exchange(new, target, BUILD_FILES)


class _Build:
    """One build into one folder."""

    def __init__(self, target: Path, work: Path, plan: Plan, watch: Watch) -> None:
        self._target, self._work = target, work
        self._plan, self._watch = plan, watch
        self._new = work / _UNFINISHED
        self._old_records = target / ANNOTATIONS

    def run(self, given: Sequence[Given]) -> Report:
        """Read, assemble, exchange."""
        book = open_ledger(self._target, self._work)
        book.forget_quads_but_of(f"{graph_version()} {self._plan.base}")
        shutil.rmtree(self._new, ignore_errors=True)
        self._new.mkdir()
        settings = self._plan.settings()
        filling = Filling(self._new, self._work, book.quads_end())
        with _stoppable(book, self._plan, settings) as pool, filling:
            if not self._is_of_today(book):  # else the old store may only have to change
                filling.start()
            _read(given, book, pool, self._plan, settings, self._watch)
            made = self._assemble(book, pool, filling)
        exchange(self._new, self._target, BUILD_FILES)
        return made

    def _assemble(self, book: Ledger, pool: Pool, filling: Filling) -> Report:
        """All files of the new folder."""
        self._store(book, pool, filling)
        left_out = _left_out(book)
        with (self._new / ANNOTATIONS).open("wb") as out:
            places = assembly.write_records(book, self._old_records, out)
        steps = self._whole_files(len(places), book, pool)
        _, read, _ = book.counts()
        made = Report(self._target, len(places), read, tuple(left_out), steps)
        report.write_report(made, self._new)
        book.set_about(**self._versions(steps))
        book.write_for(self._new, places)
        return made

    def _versions(self, steps: Mapping[str, str]) -> dict[str, str]:
        """What the new files were made by; nothing of those that are not there."""
        files = {TRIG: graph_version(), PAGE: picture_version()}
        made = {name: files[name] if steps[name] == _DONE else "" for name in files}
        return {"base": self._plan.base, "graph": graph_version(), **made}

    def _store(self, book: Ledger, pool: Pool, filling: Filling) -> None:
        if self._is_small_change(book):
            same = self._is_unchanged(book)
            assembly.change_store(book, self._target, self._new, self._plan.base, same)
            return
        assembly.convert_missing(book, self._old_records, pool)
        filling.finish()

    def _quads(self, book: Ledger) -> Path | None:
        """Where the quads of all articles are, if the store was filled from them."""
        return None if self._is_small_change(book) else self._work

    def _is_small_change(self, book: Ledger) -> bool:
        """Whether the old store is of today's code, and most of it stays."""
        old, new, _ = book.counts()
        few = new + len(book.gone()) <= _CHANGED_IN_PLACE * old
        return few and self._is_of_today(book)

    def _whole_files(self, articles: int, book: Ledger, pool: Pool) -> dict[str, str]:
        """TriG and picture, where they are wanted: file → "done", or why it is not there."""
        steps: dict[str, str] = {}
        tasks: list[Task] = []
        for name, asked, task in (
            (TRIG, self._plan.trig, WriteTrig(self._new, TRIG, self._quads(book))),
            (PAGE, self._plan.picture, Draw(self._new, PAGE)),
        ):
            if not _is_wanted(asked, articles):
                steps[name] = "not asked for" if asked is False else _too_many(name, self._target)
            elif self._keeps(name, book):
                shutil.copyfile(self._target / name, self._new / name)
                steps[name] = _DONE
            else:
                tasks.append(task)
        for name, problem in assembly.write_files(tasks, pool).items():
            steps[name] = f"{report.FAILED}{problem}" if problem else _DONE
        if steps[PAGE] != _DONE:
            self._write_stand_in(steps[PAGE])
        return dict(sorted(steps.items()))

    def _keeps(self, name: str, book: Ledger) -> bool:
        """Whether the old file is what a new one would be."""
        version = {TRIG: graph_version(), PAGE: picture_version()}[name]
        is_good = book.about(name) == version and (self._target / name).is_file()
        return is_good and self._is_unchanged(book)

    def _is_unchanged(self, book: Ledger) -> bool:
        """Whether the graph of the old build is what the new one has to be."""
        return self._is_of_today(book) and not book.counts()[1] and not book.gone()

    def _is_of_today(self, book: Ledger) -> bool:
        """Whether the old store was filled by today's code, under the same base."""
        about = (book.about("base"), book.about("graph"))
        return about == (self._plan.base, graph_version()) and (self._target / STORE).is_dir()

    def _write_stand_in(self, reason: str) -> None:
        """A page that says why there is no picture."""
        from kg.view import page_without_picture

        with suppress(OSError):  # a full disk
            page = page_without_picture(reason.removeprefix(report.FAILED))
            (self._new / PAGE).write_text(page, encoding="utf-8")


def _is_wanted(asked: bool | None, articles: int) -> bool:
    """Whether to make a file of the whole: where it is asked for, else of a small build."""
    return articles <= WHOLE_FILES_UP_TO if asked is None else asked


def _too_many(name: str, target: Path) -> str:
    """Why a large build has no TriG or picture of its own accord."""
    flag, cure = {
        TRIG: ("--trig", f"kg export {target} -o graph.trig"),
        PAGE: ("--picture", f"kg show {target} --focus NAME"),
    }[name]
    return f"not made of more than {WHOLE_FILES_UP_TO:,} articles, unless with {flag}; or: {cure}"


# --- reading -------------------------------------------------------------------------------------


def _read(
    given: Sequence[Given],
    book: Ledger,
    pool: Pool,
    plan: Plan,
    settings: Settings,
    watch: Watch,
) -> None:
    """Put all that the inputs hold into the ledger."""
    if book.size() >= _MANY_KNOWN:
        pool.warm()
    work = Intake(
        _inputs(given, plan.options),
        book,
        settings,
        file_hash(plan.gazetteer),
        _count(given, plan.options) if plan.counts else None,
        watch,
    )
    while True:
        while pool.is_free() and (task := work.next_task()) is not None:
            pool.start(task)
        if pool.is_idle():
            return
        for finished in pool.wait():
            work.take(finished)


def _inputs(given: Sequence[Given], options: Options) -> Iterator[Input]:
    """Articles in memory as they are, and what the places hold."""
    places: list[Path | str] = []
    for one in given:
        if isinstance(one, (Article, Annotation)):
            id_ = one.id if isinstance(one, Article) else one.article.id
            yield Reading(one, id_, "python")
        else:
            places.append(one)
    if places or not given:
        yield from items(places, options)


def _count(given: Sequence[Given], options: Options) -> int | None:
    """How many inputs there are; None where counting them would use them up."""
    if any(is_stream(one) for one in given if isinstance(one, (str, Path))):
        return None
    return sum(1 for _ in _inputs(given, options))


def _check_given(given: Sequence[Given]) -> None:
    """Raise `BuildError` for files that are named but are not there: a slip, not a bad article."""
    missing = [one for one in given if isinstance(one, (str, Path)) and _is_missing(str(one))]
    if missing:
        lines = (f"{one}: no such file or folder; check the spelling" for one in missing)
        raise BuildError("\n".join(lines))


def _is_missing(name: str) -> bool:
    """Whether it is the name of a file or folder that is not there."""
    if is_stream(name) or any(c in name for c in "*?["):
        return False
    with suppress(OSError, ValueError):  # too long, or with a NUL: reading says so
        return not Path(name).exists()
    return False


def _left_out(book: Ledger) -> list[LeftOut]:
    """What is left out.

    Raises `BuildError` with all reasons where no article is left.
    """
    left_out = book.left_out()
    old, new, _ = book.counts()
    if not old + new:
        raise BuildError("\n".join(item.message for item in left_out) or "no article")
    return left_out


def open_ledger(target: Path, work: Path) -> Ledger:
    """The ledger of the work folder, which knows the build that stands there.

    What it holds of another build, which somebody has replaced or removed since, is forgotten.
    """
    old = target / ledger.FILE
    book = Ledger(work, old)
    if book.about("build") != ledger.build_name(old):
        book.forget_old()
        book.set_about(build=ledger.build_name(old))
    return book


def make_pool(plan: Plan, settings: Settings) -> Pool:
    """Where tasks are performed, as the plan has it."""
    if plan.scheduler is not None or plan.local_cluster is not None:
        from kg.corpus.cluster import Cluster

        return Cluster(plan.scheduler, settings, plan.limits, plan.local_cluster)
    workers = default_workers() if plan.workers is None else plan.workers
    return Processes(workers, settings, plan.limits) if workers else ThisProcess(settings)


def default_workers() -> int:
    """A process for each core that this one may use; none where they cannot be started."""
    if os.name != "posix":
        return 0
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _check_gazetteer(path: Path | str | None) -> None:
    """Raise `GazetteerError` before anything is begun."""
    if path is not None:
        from kg.language import read_gazetteer

        read_gazetteer(path)


# --- being stopped -------------------------------------------------------------------------------


@contextmanager
def _stoppable(book: Ledger, plan: Plan, settings: Settings) -> Iterator[Pool]:
    """A pool for work that SIGTERM and SIGHUP stop as Ctrl-C does; closes both however it ends."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        names = []  # signals come to the main thread alone
    before = {name: signal.signal(getattr(signal, name), _stop) for name in names}
    try:
        with closing(make_pool(plan, settings)) as pool:
            yield pool
    except KeyboardInterrupt as stop:
        raise _stopped(stop, book) from stop
    finally:
        book.close()
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _stop(number: int, _: FrameType | None) -> None:
    raise Stopped(number, "")


def _stopped(stop: KeyboardInterrupt, book: Ledger) -> Stopped:
    """The same with what is kept."""
    number = stop.signal if isinstance(stop, Stopped) else signal.SIGINT
    old, new, _ = book.counts()
    kept = f"{old + new:,} article{'' if old + new == 1 else 's'}"
    return Stopped(number, f"stopped; {kept} read so far are kept: the same command goes on there")
