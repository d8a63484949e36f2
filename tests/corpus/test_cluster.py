"""A build on a Dask cluster gives the bytes of a local one, whatever dies in the middle."""

from __future__ import annotations

import json
import os
import shutil
import socket
import socketserver
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest

from kg import corpus
from kg.corpus import cluster, intake, remote
from kg.corpus.cluster import Cluster
from kg.corpus.pool import Failed, Limits, WorkerError
from kg.corpus.tasks import Annotate, Convert, Done, Settings
from kg.model import Article
from kg.schema import DEFAULT_BASE
from tests.conftest import small_annotation

ROOT = Path(__file__).parents[2]
SAME = ("annotations.jsonl", "graph.trig", "graph.html", "report.json")
BUYERS = ("Acme Corp.", "Bolt Ltd.", "Crane Inc.", "Dorn Group")
LEADERS = ("Ann Lee", "Carl Poe", "Jane Roe")


@contextmanager
def program(*arguments, source=ROOT):
    """A program of Dask that is killed at the end, with the kg of a source folder."""
    environment = {**os.environ, "PYTHONPATH": str(source), "DASK_LOGGING__DISTRIBUTED": "error"}
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=source,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def scheduler(folder):
    """The address and the process of a scheduler."""
    file = folder / "scheduler.json"
    where = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
    with program("scheduler", *where, "--scheduler-file", str(file)) as process:
        while not (file.exists() and file.read_text(encoding="utf-8").endswith("}")):
            assert process.poll() is None
            time.sleep(0.05)
        yield json.loads(file.read_text(encoding="utf-8"))["address"], process


def worker(address, folder, source=ROOT):
    """A worker of one thread that nobody starts again when it dies."""
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0")
    folder.mkdir(exist_ok=True)
    return program("worker", address, *options, "--local-directory", str(folder), source=source)


@pytest.fixture
def two_workers(tmp_path):
    """The address of a scheduler and the processes of two workers."""
    with ExitStack() as stack:
        address, _ = stack.enter_context(scheduler(tmp_path))
        yield (
            address,
            [stack.enter_context(worker(address, tmp_path / f"worker-{n}")) for n in range(2)],
        )


@pytest.fixture
def record_file(tmp_path):
    """A file of a dozen annotation records."""
    path = tmp_path / "records.jsonl"
    lines = [small_annotation(f"deal-{n:02d}").to_json() for n in range(12)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def one_at_a_time(monkeypatch):
    """Tasks of one article each, so that there are many of them."""
    monkeypatch.setattr(intake, "_MOST_ARTICLES", 1)


def articles(count):
    """Short articles that differ."""
    for number in range(count):
        buyer, bought = BUYERS[number % 4], BUYERS[(number + 1) % 4]
        leader = LEADERS[number % 3]
        text = f"{buyer} bought {bought} on Monday, {leader} said. It has {number + 2} factories."
        yield Article(f"deal-{number:02d}", text, date=f"2021-03-{number + 1:02d}")


def bytes_of(folder):
    """What a build must have in common with another one of the same articles."""
    return {name: (folder / name).read_bytes() for name in SAME}


def readers_of(process):
    """The processes that read for a worker."""
    return [p for p in psutil.Process(process.pid).children() if "kg.corpus.worker" in p.cmdline()]


def free_port():
    """A port at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextmanager
def server_that_says(greeting):
    """The address of a server that greets, and then listens."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            self.request.sendall(greeting)
            self.request.recv(1)  # until the other end leaves

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"tcp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def settings(**others):
    return Settings(DEFAULT_BASE, **others)


# --- the same bytes ------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_build_that_loses_a_worker_is_the_same_to_the_byte(tmp_path, two_workers, one_at_a_time):
    """A worker that is killed in the middle costs time and no article."""
    address, workers = two_workers
    given = list(articles(12))
    killed = []

    def kill_one(progress):
        busy = [process for process in workers if readers_of(process)] if progress.read else []
        if busy and not killed:
            killed.append(busy[0])
            busy[0].kill()

    report = corpus.build(given, tmp_path / "far", corpus.Plan(scheduler=address), kill_one)
    corpus.build(given, tmp_path / "here", corpus.Plan(workers=0))
    assert [process.wait() for process in killed] == [-9]
    assert (report.read, report.left_out) == (len(given), ())
    assert bytes_of(tmp_path / "far") == bytes_of(tmp_path / "here")


def test_a_local_cluster_builds_the_same_and_leaves_nothing(
    tmp_path, record_file, kg_command, monkeypatch
):
    """No folder, no process and no line of Dask is left of a cluster for one build."""
    monkeypatch.chdir(tmp_path)
    before = {path.name for path in tmp_path.iterdir()}
    outcome = kg_command("build", record_file, "-o", tmp_path / "far", "--local-cluster", 2)
    assert (outcome.code, outcome.err) == (0, "")
    assert {path.name for path in tmp_path.iterdir()} == before | {"far"}
    assert not [p for p in psutil.Process().children(recursive=True) if "dask" in p.cmdline()]
    kg_command("build", record_file, "-o", tmp_path / "here", "--workers", 0)
    assert bytes_of(tmp_path / "far") == bytes_of(tmp_path / "here")


def test_the_content_of_a_gazetteer_travels(tmp_path, two_workers):
    """Workers need not see the file of names that the build was given."""
    names = tmp_path / "names.csv"
    iri = "https://example.org/acme"
    names.write_text(f"label,aliases,type,iri\nAcme,,Organisation,{iri}\n", encoding="utf-8")
    pool = Cluster(two_workers[0], settings(gazetteer=str(names)), Limits())
    try:
        names.unlink()
        pool.start(Annotate((Article("deal", "Acme bought Bolt.", date="2021-03-04"),)))
        (finished,) = pool.wait()
    finally:
        pool.close()
    (done,) = finished.outcomes
    assert iri in done.record.decode()


# --- what goes wrong costs itself alone ----------------------------------------------------------


def test_a_task_that_is_late_costs_no_worker(two_workers):
    """It comes back as failed, and the same Dask workers perform the next one."""
    address, workers = two_workers
    task = Convert(tuple(small_annotation(f"deal-{n}") for n in range(200)))
    answers = []
    for limits in (Limits(deadline=1e-6), Limits()):
        pool = Cluster(address, settings(), limits)
        try:
            pool.start(task)
            answers += [finished.outcomes for finished in pool.wait()]
            assert pool.is_idle()
        finally:
            pool.close()
    assert answers[0] == Failed("deadline", "0 seconds")
    assert [type(outcome) for outcome in answers[1]] == [Done] * 200
    assert [process.poll() for process in workers] == [None, None]


def test_no_reader_outlives_its_build(two_workers):
    """Workers stay, and what they started for a build ends with it."""
    address, workers = two_workers
    pool = Cluster(address, settings(), Limits())
    pool.start(Convert((small_annotation(),)))
    list(pool.wait())
    readers = [reader for process in workers for reader in readers_of(process)]
    pool.close()
    assert len(readers) == 1
    assert psutil.wait_procs(readers, timeout=30)[1] == []


def test_what_was_read_is_kept_when_the_scheduler_is_lost(tmp_path, record_file, one_at_a_time):
    """The build ends with the cure, and the same command goes on where it was."""
    plan = corpus.Plan(workers=0)
    with scheduler(tmp_path) as (address, process), worker(address, tmp_path / "worker"):

        def lose_it(progress):
            if progress.read:
                process.kill()

        with pytest.raises(WorkerError, match=r"the scheduler is gone; .* goes on there"):
            corpus.build([record_file], tmp_path / "b", corpus.Plan(scheduler=address), lose_it)
    assert corpus.build([record_file], tmp_path / "b", plan).articles == 12
    corpus.build([record_file], tmp_path / "here", plan)
    assert bytes_of(tmp_path / "b") == bytes_of(tmp_path / "here")


# --- clusters that cannot be used ----------------------------------------------------------------


def test_an_address_without_a_scheduler_is_one_line(tmp_path, record_file, kg_command):
    """Where nothing listens, the line says so and how to start a scheduler."""
    address = f"tcp://127.0.0.1:{free_port()}"
    outcome = kg_command("build", record_file, "-o", tmp_path / "b", "--scheduler", address)
    assert outcome.code == 2
    assert outcome.err == (
        f"kg: {address}: no scheduler answers there (Connection refused); "
        "start one with: dask scheduler, or correct --scheduler\n"
    )


@pytest.mark.parametrize(
    ("greeting", "complaint"), [(b"", r"timed out"), (b"SSH-2.0-x\r\n", "is no scheduler")]
)
def test_another_server_is_no_scheduler(monkeypatch, greeting, complaint):
    """One that says nothing, or something else, is not waited for."""
    monkeypatch.setattr(cluster, "_TO_CONNECT", 0.5)
    with (
        server_that_says(greeting) as address,
        pytest.raises(cluster.ClusterError, match=complaint),
    ):
        Cluster(address, settings(), Limits())


@pytest.mark.parametrize(
    "address", ["", "nowhere", "localhost:8786", "http://localhost:8786", "tcp://", "tcp://a:b"]
)
def test_what_is_no_address_is_refused(address):
    """The line says how an address looks."""
    with pytest.raises(cluster.ClusterError, match="write tcp://HOST:8786"):
        Cluster(address, settings(), Limits())


def test_a_cluster_is_given_once():
    """A scheduler and a local cluster exclude each other."""
    with pytest.raises(cluster.ClusterError, match="--scheduler or --local-cluster"):
        Cluster("tcp://localhost:8786", settings(), Limits(), local=2)


def test_a_scheduler_without_workers_is_refused(tmp_path, monkeypatch):
    """After some patience, the line says how to start a worker."""
    monkeypatch.setattr(cluster, "_FOR_WORKERS", 0.5)
    with (
        scheduler(tmp_path) as (address, _),
        pytest.raises(cluster.ClusterError, match=f"no workers; .* dask worker {address}"),
    ):
        Cluster(address, settings(), Limits())


def test_a_worker_that_reads_differently_is_refused(tmp_path):
    """Other patterns would make other records: the line names what both have."""
    other = tmp_path / "other"
    for name in ("kg", "ontology"):
        shutil.copytree(ROOT / name, other / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "kg/patterns/__init__.py").open("a", encoding="utf-8") as file:
        file.write("# an older version\n")
    with (
        scheduler(tmp_path) as (address, _),
        worker(address, tmp_path / "worker", source=other),
        pytest.raises(cluster.ClusterError) as refused,
    ):
        Cluster(address, settings(), Limits())
    assert str(refused.value).startswith("worker tcp://127.0.0.1:")
    assert f"this machine {remote.software()}: records would differ" in str(refused.value)


def test_a_worker_that_comes_late_is_checked_too():
    """Each task names the software that it wants."""
    with pytest.raises(WorkerError, match=r"has kg .*, this machine kg 9\.9 .*: records"):
        remote.perform(b"", "kg 9.9 (abc)", b"")


def test_without_the_extra_the_line_says_what_to_install(monkeypatch):
    """Dask is installed by those who have a cluster."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(cluster.ClusterError, match=r"pip install 'news-kg\[cluster\]'"):
        Cluster("tcp://localhost:8786", settings(), Limits())


# --- processes of one worker ---------------------------------------------------------------------


def session(name):
    return remote.Session(name, settings(), Limits(), None)


def test_processes_of_another_build_make_room():
    """A worker has no more processes than threads, however many builds it serves."""
    slots = remote._Slots()
    first = [slots.take(session("a")) for _ in range(2)]
    for slot in first:
        slots.give_back("a", slot)
    slots.take(session("b"))
    assert [one.slot for one in slots._idle] == first[1:]


def test_a_build_takes_its_own_process_again():
    """The model is loaded once for many tasks."""
    slots = remote._Slots()
    slot = slots.take(session("a"))
    slots.give_back("a", slot)
    assert slots.take(session("a")) is slot


def test_a_build_that_is_over_gets_no_process():
    """A task that comes late starts nothing that nobody would end."""
    slots = remote._Slots()
    slot = slots.take(session("a"))
    slots.end("a")
    slots.give_back("a", slot)
    assert slots._idle == []
    with pytest.raises(WorkerError, match="over"):
        slots.take(session("a"))


def test_processes_that_nobody_asks_for_end(monkeypatch):
    """What a build that died left on a worker does not stay for ever."""
    monkeypatch.setattr(remote, "_SECONDS_IDLE", 0)
    slots = remote._Slots()
    slots.give_back("a", slots.take(session("a")))
    assert slots._timer is None or slots._timer.join(10) is None
    assert slots._idle == []
