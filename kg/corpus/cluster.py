"""A pool on the machines of a Dask cluster, or on a cluster that is started here for one build.

Dask hands out tasks and takes them elsewhere when a machine dies; kg/corpus/remote.py performs
them. The ledger stays here: a build that loses its scheduler goes on where it was.
"""

from __future__ import annotations

import logging
import os
import pickle
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

from kg.corpus import remote
from kg.corpus.pool import Failed, Finished, Limits, Processes, WorkerError
from kg.corpus.tasks import Annotate, Convert, Parse, Settings, Task
from kg.model import KgError

if TYPE_CHECKING:
    from distributed import Client, Future

    Reply: TypeAlias = Future[remote.Answered]

EXTRA = "pip install 'news-kg[cluster]'"
_AHEAD = 3  # tasks under way for each thread of a worker, so that none waits for the next
_ATTEMPTS_MORE = 2  # of a task whose worker says that it cannot work
_TOGETHER = 2  # files of the whole that are written here at once
# seconds
_TO_CONNECT = 5
_TO_GREET = 10
_FOR_WORKERS = 60  # at the start
_WITHOUT_WORKERS = 120  # in the middle: machines may be on their way back
_BETWEEN_COUNTS = 5
_TO_END = 5
_LONGEST_WAIT = 0.5  # so that a stop is seen soon
# bytes
_BYTES_OF_LENGTH = 8
_LONGEST_GREETING = 1_000_000

log = logging.getLogger("kg")


class ClusterError(WorkerError):
    """A cluster that cannot be reached, has no workers, or reads with other software."""


class Cluster:
    """A pool on a Dask cluster: that of a scheduler's address, or `local` workers started here."""

    def __init__(
        self, scheduler: str | None, settings: Settings, limits: Limits, local: int | None = None
    ) -> None:
        _require_distributed()
        if (scheduler is None) == (local is None):
            raise ClusterError("a build has one cluster: give --scheduler or --local-cluster")
        self._here = Processes(_TOGETHER, settings, limits)
        self._under_way: dict[str, tuple[Task, Reply]] = {}
        self._ready: queue.SimpleQueue[Reply] = queue.SimpleQueue()
        self._name = uuid.uuid4().hex
        self._threads, self._counted, self._seen = 0, 0.0, time.monotonic()
        with ExitStack() as stack:  # whatever fails, what has begun is ended
            stack.enter_context(_quiet())
            if local is not None:
                scheduler = stack.enter_context(_local_cluster(local))
            self._address = str(scheduler)
            self._client = stack.enter_context(_connected(self._address))
            _wait_for_workers(self._client, self._address)
            _check_software(self._client, self._address)
            stack.callback(_end_session, self._client, self._name)
            session = remote.Session(self._name, settings, limits, _content(settings.gazetteer))
            self._session = self._client.submit(
                remote.same, pickle.dumps(session), key=f"kg-session-{self._name}"
            )
            self._stack = stack.pop_all()

    def is_free(self) -> bool:
        return len(self._under_way) < _AHEAD * max(1, self._count_threads())

    def is_idle(self) -> bool:
        return not self._under_way and self._here.is_idle()

    def warm(self) -> None:
        """Nothing: workers of a cluster stay warm from build to build."""

    def start(self, task: Task) -> None:
        if not isinstance(task, (Parse, Annotate, Convert)):
            self._here.start(task)  # it needs the folder, which is here
            return
        key = f"kg-task-{uuid.uuid4().hex}"
        reply = self._client.submit(
            remote.perform,
            self._session,
            remote.software(),
            pickle.dumps(task),
            key=key,
            retries=_ATTEMPTS_MORE,
        )
        self._under_way[key] = (task, reply)
        reply.add_done_callback(self._ready.put)

    def wait(self) -> Iterator[Finished]:
        if not self._here.is_idle():
            yield from self._here.wait()
            return
        while self._under_way:
            finished = self._next()
            if finished is not None:
                yield finished
                return

    def close(self) -> None:
        self._here.close()
        self._under_way.clear()
        self._stack.close()

    def _next(self) -> Finished | None:
        """A finished task; None where there is none for now."""
        try:
            reply = self._ready.get(timeout=_LONGEST_WAIT)
        except queue.Empty:
            self._count_threads()
            return None
        task = self._under_way[str(reply.key)][0]
        try:
            outcomes, lines = self._answer(reply)
        except TimeoutError:  # its worker died with the answer: Dask makes it again
            reply.add_done_callback(self._ready.put)
            return None
        del self._under_way[str(reply.key)]
        return Finished(task, outcomes, lines)

    def _answer(self, reply: Reply) -> remote.Answered:
        from distributed import KilledWorker

        try:
            return reply.result(timeout=_TO_GREET)
        except (KgError, TimeoutError):
            raise
        except KilledWorker as error:
            return Failed("crash", f"{error.allowed_failures + 1} workers died at it"), ()
        except (OSError, CancelledError):  # the connection, or what the scheduler forgot at its end
            raise ClusterError(_lost(self._address)) from None
        except Exception as error:
            log.debug("", exc_info=True)
            raise ClusterError(_unable(self._address, error)) from error

    def _count_threads(self) -> int:
        """How many tasks the workers perform at once, as of a few seconds ago.

        Raises `ClusterError` where there has been no worker for long, or the scheduler is gone.
        """
        now = time.monotonic()
        if now < self._counted + _BETWEEN_COUNTS:
            return self._threads
        try:
            self._threads = sum(self._client.nthreads().values())
        except (OSError, CancelledError):
            raise ClusterError(_lost(self._address)) from None
        self._counted = now
        if self._threads:
            self._seen = now
        elif now > self._seen + _WITHOUT_WORKERS:
            raise ClusterError(
                f"{self._address}: no worker for {_WITHOUT_WORKERS} seconds; start workers with: "
                f"dask worker {self._address}; {_KEPT}"
            )
        return self._threads


# --- connecting ----------------------------------------------------------------------------------

_KEPT = "what is read so far is kept: the same command goes on there"


def _require_distributed() -> None:
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise ClusterError(f"a cluster needs Dask; install it with: {EXTRA}") from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing of what Dask logs, which is much where machines come and go; unless in detail."""
    loggers = ("distributed", "distributed.client", "distributed.scheduler")
    names = () if log.isEnabledFor(logging.DEBUG) else loggers
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A client of the scheduler at an address.

    Raises `ClusterError` where none answers.
    """
    from dask import config
    from distributed import Client

    _knock(address)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions: ours are checked, and more strictly
            client = Client(address, timeout=_TO_GREET, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as error:
        raise ClusterError(_unable(address, error)) from None
    try:
        with config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"}):
            yield client
    finally:
        is_lost = client.status != "running"
        with suppress(Exception):  # the scheduler may be gone
            client.close(timeout=_TO_END)
        if is_lost:
            time.sleep(_LONGEST_WAIT)  # what would reach it again gives up, and logs that


def _knock(address: str) -> None:
    """Raise `ClusterError` where no scheduler listens.

    Dask's client tries for long where nobody does, and for ever where something else does.
    """
    host, port = _parsed(address)
    try:
        with socket.create_connection((host, port), _TO_CONNECT) as knocking:
            size = 1 if address.startswith("tls:") else _greeting(knocking)
    except OSError as error:
        raise ClusterError(
            f"{address}: no scheduler answers there ({error.strerror or error}); "
            "start one with: dask scheduler, or correct --scheduler"
        ) from None
    if not 0 < size < _LONGEST_GREETING:
        raise ClusterError(f"{address}: what answers there is no scheduler; correct --scheduler")


def _parsed(address: str) -> tuple[str, int]:
    """Host and port."""
    with suppress(ValueError):  # of a port that is no number
        parts = urlsplit(address)
        if parts.scheme in ("tcp", "tls") and parts.hostname and parts.port:
            return parts.hostname, parts.port
    raise ClusterError(f"{address}: not the address of a scheduler; write tcp://HOST:8786")


def _greeting(knocking: socket.socket) -> int:
    """The length of the greeting that a scheduler sends at once, as its first bytes give it."""
    first = b""
    while len(first) < _BYTES_OF_LENGTH and (more := knocking.recv(_BYTES_OF_LENGTH - len(first))):
        first += more
    return int.from_bytes(first, "little")


def _wait_for_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_FOR_WORKERS)
    except TimeoutError:
        raise ClusterError(
            f"{address}: the scheduler has no workers; start some with: dask worker {address}"
        ) from None


def _check_software(client: Client, address: str) -> None:
    """Raise `ClusterError` where a worker reads with other software than this machine."""
    try:
        client.run_on_scheduler(remote.software)
    except Exception as error:  # noqa: BLE001 - whatever unpacking meets there
        raise ClusterError(_without_kg(f"scheduler {address}", error)) from None
    wanted = remote.software()
    for worker, found in sorted(client.run(remote.software, on_error="return").items()):
        if isinstance(found, Exception):
            raise ClusterError(_without_kg(f"worker {worker}", found))
        if found != wanted:
            raise ClusterError(remote.mismatch(worker, found, wanted))


def _without_kg(who: str, error: Exception) -> str:
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return f"{who} does not have {remote.software()} ({what}); install it there: {EXTRA}"


def _unable(address: str, error: Exception) -> str:
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return f"{address}: {what}; look at the cluster; {_KEPT}"


def _lost(address: str) -> str:
    return f"{address}: the scheduler is gone; start it and its workers again; {_KEPT}"


def _content(gazetteer: str | None) -> bytes | None:
    return None if gazetteer is None else Path(gazetteer).read_bytes()


def _end_session(client: Client, name: str) -> None:
    """Have the workers end what they do for this build; one that hangs is not waited for."""

    def end() -> None:
        with suppress(Exception):  # the cluster may be gone
            client.run(remote.end_session, name, on_error="ignore")

    if client.status == "running":
        thread = threading.Thread(target=end, daemon=True)
        thread.start()
        thread.join(_TO_END)


# --- a cluster for one build ---------------------------------------------------------------------

_LOG = "workers.log"
# what Dask samples many times a second in all its processes, for a dashboard that nobody opens
_UNWATCHED = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.interval": "1 minute",
    "distributed.admin.system-monitor.disk": False,
}


@contextmanager
def _local_cluster(workers: int) -> Iterator[str]:
    """The address of a scheduler in this process with so many workers as programs of their own.

    They end with this process, however that ends. Workers of Dask's own LocalCluster would run the
    caller's script once more.
    """
    from dask import config
    from distributed import LocalCluster
    from distributed.gc import disable_gc_diagnosis

    with tempfile.TemporaryDirectory(prefix="kg-cluster-") as folder, config.set(_UNWATCHED):
        with config.set({"temporary-directory": folder}):
            scheduler = LocalCluster(
                n_workers=0,
                processes=False,
                host="127.0.0.1",
                protocol="tcp",
                dashboard_address=None,
                silence_logs=False,
            )
        disable_gc_diagnosis(force=True)  # a stop that comes while it runs would be lost
        with scheduler:
            address = str(scheduler.scheduler_address)
            program = _start_workers(address, workers, Path(folder))
            try:
                _see_started(scheduler, workers, program, Path(folder))
                yield address
            finally:
                _end_program(program)


def _start_workers(address: str, workers: int, folder: Path) -> subprocess.Popen[bytes]:
    """Start workers of one thread each, under a nanny that replaces those that die."""
    command = [sys.executable, "-m", "dask", "worker", address, "--no-dashboard"]
    command += ["--nworkers", str(workers), "--nthreads", "1", "--memory-limit", "0"]
    command += ["--local-directory", str(folder), "--death-timeout", str(_FOR_WORKERS)]
    places = [place for place in sys.path if place]  # this package may not be installed
    with (folder / _LOG).open("wb") as output:
        return subprocess.Popen(  # noqa: S603 - Dask's own program
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={
                **os.environ,
                **_as_environment({**_UNWATCHED, "logging.distributed": "warning"}),
                "PYTHONPATH": os.pathsep.join(places),
            },
            start_new_session=True,  # Ctrl-C is for the parent
        )


def _as_environment(settings: Mapping[str, object]) -> dict[str, str]:
    """Settings of Dask as the variables that its programs read."""
    name = str.maketrans({".": "__", "-": "_"})
    return {f"DASK_{key.translate(name)}".upper(): str(value) for key, value in settings.items()}


def _see_started(
    scheduler: Any, workers: int, program: subprocess.Popen[bytes], folder: Path
) -> None:
    """Wait until all workers are there.

    Raises `ClusterError` with the last that they wrote.
    """
    until = time.monotonic() + _FOR_WORKERS
    while len(scheduler.scheduler_info["workers"]) < workers:
        if program.poll() is not None or time.monotonic() > until:
            lines = (folder / _LOG).read_text(errors="replace").split("\n")
            last = next((line.strip() for line in reversed(lines) if line.strip()), "no word")
            raise ClusterError(f"the workers of --local-cluster did not start: {last}")
        time.sleep(0.05)


def _end_program(program: subprocess.Popen[bytes]) -> None:
    """End the workers, with whatever of them is still there after a few seconds."""
    program.terminate()
    with suppress(subprocess.TimeoutExpired):
        program.wait(_TO_END)
    with suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()
