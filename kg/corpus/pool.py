"""Worker processes of this machine: one task each at a time, under a deadline and a memory cap.

A worker that hangs, dies or outgrows its cap takes nothing with it but its own task: the task comes
back as `Failed`, and a new worker takes its place. They are started as programs of their own, not
by multiprocessing, which would run the caller's script once more in each.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe
from typing import Literal, Protocol, TypeAlias

from kg.corpus.tasks import Annotate, Convert, Outcome, Parse, Settings, Task, characters, perform
from kg.model import KgError

_CHARACTERS = 20_000  # of an article within the deadline; a longer one has more, in proportion
_SECONDS_TO_START = 120
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # a worker is one of many
_LONGEST_WAIT = 0.5  # seconds, so that a stop is seen soon


class WorkerError(KgError):
    """A worker that cannot begin: no model, no memory, a bad gazetteer."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may cost."""

    deadline: float = 60  # seconds, for up to 20,000 characters
    memory: int = 2_000_000_000  # bytes of a worker, the model among them

    def seconds(self, task: Task) -> float | None:
        """How long a task may take; what is written at the end may take as long as it takes."""
        if not isinstance(task, (Parse, Annotate, Convert)):
            return None
        return self.deadline * max(1.0, characters(task) / _CHARACTERS)


@dataclass(frozen=True, slots=True)
class Failed:
    """A task that cost its worker its life."""

    reason: Literal["deadline", "memory", "crash"]
    what: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A task and what came of it."""

    task: Task
    outcomes: tuple[Outcome, ...] | Failed
    log: tuple[str, ...] = ()  # warnings that the worker gave


class Pool(Protocol):
    """Where tasks are performed: here, in processes of this machine, or on a cluster."""

    def is_free(self) -> bool:
        """Whether another task can begin."""

    def is_idle(self) -> bool:
        """Whether no task is under way."""

    def warm(self) -> None:
        """Let one worker load what reading needs, before it is known whether there is to read."""

    def start(self, task: Task) -> None:
        """Begin a task; the pool must be free."""

    def wait(self) -> Iterator[Finished]:
        """The tasks that are finished, at least one unless none is under way."""

    def close(self) -> None:
        """End all that is under way."""


class ThisProcess:
    """A pool that performs each task at once, here, without deadline or cap."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._finished: list[Finished] = []

    def is_free(self) -> bool:
        return not self._finished

    def is_idle(self) -> bool:
        return not self._finished

    def warm(self) -> None:
        pass

    def start(self, task: Task) -> None:
        self._finished.append(Finished(task, perform(task, self._settings)))

    def wait(self) -> Iterator[Finished]:
        finished, self._finished = self._finished, []
        yield from finished

    def close(self) -> None:
        self._finished.clear()


class Processes:
    """A pool of worker processes."""

    def __init__(self, workers: int, settings: Settings, limits: Limits) -> None:
        self._settings, self._limits = settings, limits
        self._most = workers
        self._workers: list[_Worker] = []
        self._finished: list[Finished] = []

    def is_free(self) -> bool:
        return self._free() is not None or len(self._workers) < self._most

    def is_idle(self) -> bool:
        return not self._finished and all(worker.task is None for worker in self._workers)

    def warm(self) -> None:
        if not self._workers:
            self._workers.append(_Worker(self._settings, self._limits))
            self._workers[0].warm()

    def start(self, task: Task) -> None:
        worker = self._free()
        if worker is None:
            worker = _Worker(self._settings, self._limits)
            self._workers.append(worker)
        if not worker.give(task):  # it died while it was idle
            self._replace(worker)
            self.start(task)

    def wait(self) -> Iterator[Finished]:
        while not self._finished and not self.is_idle():
            self._look()
        finished, self._finished = self._finished, []
        yield from finished

    def close(self) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def kill(self) -> None:
        """End the processes, from another thread than that which waits: it finds them dead."""
        for worker in tuple(self._workers):
            worker.process.kill()

    def _free(self) -> _Worker | None:
        return next((worker for worker in self._workers if worker.task is None), None)

    def _look(self) -> None:
        """Take what the workers send, and end those that are late."""
        busy = [worker for worker in self._workers if worker.task is not None]
        late = min((worker.late_at() for worker in busy), default=0.0)
        patience = min(max(late - time.monotonic(), 0.0), _LONGEST_WAIT)
        with selectors.DefaultSelector() as selector:
            for worker in busy:
                selector.register(worker.pipe, selectors.EVENT_READ, worker)
            ready = [key.data for key, _ in selector.select(patience)]
        for worker in ready:
            self._take(worker)
        for worker in busy:
            if worker.task is not None and time.monotonic() > worker.late_at():
                self._fail(worker, worker.lateness())

    def _take(self, worker: _Worker) -> None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            self._fail(worker, worker.end_in_words())
            return
        if isinstance(answer, Began):
            worker.began = time.monotonic()
        elif isinstance(answer, Refused):
            raise WorkerError(answer.message)
        elif isinstance(answer, Answer):
            assert worker.task is not None
            if answer.no_memory:
                self._fail(worker, Failed("memory", _megabytes(self._limits.memory)))
                return
            self._finished.append(Finished(worker.task, answer.outcomes, answer.log))
            worker.task, worker.began = None, None
            if answer.retires:
                self._replace(worker)

    def _fail(self, worker: _Worker, failed: Failed) -> None:
        assert worker.task is not None
        self._finished.append(Finished(worker.task, failed))
        self._replace(worker)

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        self._workers.remove(worker)


# --- one worker ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Warm:
    """What a worker is sent that shall load the model and wait; it does not answer."""


@dataclass(frozen=True, slots=True)
class Began:
    """The worker is ready, and has begun: from now on the deadline counts."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The worker cannot work at all."""

    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a task."""

    outcomes: tuple[Outcome, ...]
    log: tuple[str, ...] = ()
    no_memory: bool = False
    retires: bool = False  # the worker has grown and wants to be replaced


FromWorker: TypeAlias = Began | Refused | Answer


@dataclass
class _Worker:
    """A worker process, and what it is at."""

    settings: Settings
    limits: Limits
    task: Task | None = None
    began: float | None = None
    given: float = 0.0
    pipe: Connection = field(init=False)
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.pipe, theirs = Pipe()
        command = [sys.executable, "-m", "kg.corpus.worker", str(theirs.fileno())]
        places = [place for place in sys.path if place]  # this package may not be installed
        environment = {**os.environ, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(places)}
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,  # Ctrl-C is for the parent
        )
        theirs.close()
        self.pipe.send((self.settings, self.limits.memory))

    def warm(self) -> None:
        """Have the model loaded; a worker that cannot says so when it is given a task."""
        with contextlib.suppress(OSError):
            self.pipe.send(Warm())

    def give(self, task: Task) -> bool:
        """Hand over a task; False where the worker is dead."""
        self.task, self.given, self.began = task, time.monotonic(), None
        try:
            self.pipe.send(task)
        except OSError:
            self.task = None
            return False
        return True

    def late_at(self) -> float:
        """When the task is late, on the monotonic clock."""
        assert self.task is not None
        if self.began is None:
            return self.given + _SECONDS_TO_START
        seconds = self.limits.seconds(self.task)
        return float("inf") if seconds is None else self.began + seconds

    def lateness(self) -> Failed:
        """What to say of a task that is late."""
        if self.began is None:
            raise WorkerError(
                f"a worker did not start within {_SECONDS_TO_START} seconds; "
                "try fewer workers with --workers"
            )
        assert self.task is not None
        return Failed("deadline", f"{self.limits.seconds(self.task):,.0f} seconds")

    def end_in_words(self) -> Failed:
        """How a worker that is gone came to its end."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        code = self.process.returncode
        if self.began is None and code is not None and code > 0:
            raise WorkerError(no_start(f"exit code {code}", self.limits.memory))
        return Failed("crash", f"signal {-code}" if code and code < 0 else f"exit code {code}")

    def end(self) -> None:
        """Stop the process, whatever it is at."""
        self.pipe.close()
        self.process.kill()
        self.process.wait()


def no_start(why: str, memory: int) -> str:
    """What to say of a worker that cannot begin."""
    return f"a worker cannot start ({why}); it has {_megabytes(memory)}, allow more with --memory"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
