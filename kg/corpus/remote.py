"""What runs on a worker of a Dask cluster: each task in a process of its own, as on one machine.

Dask only hands tasks out. A deadline, the memory cap and a crash cost the task alone that met them,
and not the Dask worker with all that it has under way.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TypeAlias

from kg.corpus.fingerprint import graph_version, parser_version, reader_version
from kg.corpus.pool import Failed, Limits, Processes, WorkerError
from kg.corpus.tasks import Outcome, Settings, Task

_TRIMMED = "MALLOC_TRIM_THRESHOLD_"  # Dask's nanny sets it, and reading takes three times the pages
_SECONDS_IDLE = 600  # that a process waits for the next task of its build
Answered: TypeAlias = tuple[tuple[Outcome, ...] | Failed, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Session:
    """What holds for all tasks of one build; it travels to the workers that need it."""

    name: str
    settings: Settings
    limits: Limits
    names: bytes | None  # the gazetteer itself: its path is of another machine


@cache
def software() -> str:
    """What must be the same here and there for the same articles to give the same bytes."""
    versions = (parser_version(), reader_version(), graph_version())
    code = hashlib.sha256(repr(versions).encode()).hexdigest()[:12]
    return f"kg {metadata.version('news-kg')} ({code})"


def same(session: bytes) -> bytes:
    """The session itself: as the result of a task Dask can make it again where it is lost."""
    return session


def perform(session: bytes, wanted: str, task: bytes) -> Answered:
    """What comes of a task, in a process of this worker, and the warnings it gave.

    Session and task come packed, so that the scheduler looks at neither. Raises `WorkerError`
    where this worker has other software than is wanted, or cannot begin.
    """
    if software() != wanted:
        raise WorkerError(mismatch(_address(), software(), wanted))
    about: Session = pickle.loads(session)  # noqa: S301 - of the build that this worker serves
    work: Task = pickle.loads(task)  # noqa: S301
    slot = _SLOTS.take(about)
    try:
        slot.start(work)
        (finished,) = slot.wait()
    except WorkerError as error:
        slot.close()
        raise WorkerError(f"worker {_address()}: {error}") from None
    finally:
        _SLOTS.give_back(about.name, slot)
    return finished.outcomes, finished.log


def end_session(name: str) -> None:
    """End all that this worker does and keeps for a build."""
    _SLOTS.end(name)


def mismatch(address: str, found: str, wanted: str) -> str:
    """What to say of a worker that would read differently."""
    return (
        f"worker {address} has {found}, this machine {wanted}: records would differ; "
        "install the same kg, with the same packages, on both"
    )


# --- processes of this worker --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Idle:
    """A process that waits for the next task of its build."""

    session: str
    slot: Processes
    since: float


class _Slots:
    """Pools of one process each: never more than the Dask worker has threads.

    A process keeps the settings and limits that it began with, so each serves one build.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Idle] = []
        self._busy: dict[str, list[Processes]] = {}
        self._ended: set[str] = set()
        self._files: dict[str, Path] = {}
        self._timer: threading.Timer | None = None

    def take(self, about: Session) -> Processes:
        """An idle process of the build, or a new one, in the place of one of another build."""
        with self._lock:
            if about.name in self._ended:
                raise WorkerError("this build is over")
            found = next((one for one in self._idle if one.session == about.name), None)
            gone = found or next(iter(self._idle), None)
            if gone is not None:
                self._idle.remove(gone)
            if found is None and gone is not None:
                gone.slot.close()
            slot = found.slot if found else self._new(about)
            self._busy.setdefault(about.name, []).append(slot)
            return slot

    def give_back(self, name: str, slot: Processes) -> None:
        """Keep a process for the next task, unless its build is over."""
        with self._lock:
            self._busy[name].remove(slot)
            if name in self._ended:
                slot.close()
                return
            self._idle.append(_Idle(name, slot, time.monotonic()))
            self._sweep_later()

    def end(self, name: str) -> None:
        """End the processes of a build; those that wait for one find it dead."""
        with self._lock:
            self._ended.add(name)
            self._close(one for one in self._idle if one.session == name)
            for slot in self._busy.get(name, ()):
                slot.kill()
            path = self._files.pop(name, None)
            if path is not None:
                path.unlink(missing_ok=True)

    def _new(self, about: Session) -> Processes:
        os.environ.pop(_TRIMMED, None)
        return Processes(1, self._settings(about), about.limits)

    def _settings(self, about: Session) -> Settings:
        """The settings, with the gazetteer as a file of this machine."""
        if about.names is None:
            return about.settings
        if about.name not in self._files:
            path = _folder() / f"names-{about.name}.csv"
            path.write_bytes(about.names)
            self._files[about.name] = path
        return replace(about.settings, gazetteer=str(self._files[about.name]))

    def _sweep_later(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(_SECONDS_IDLE, self._sweep)
            self._timer.daemon = True
            self._timer.start()

    def _sweep(self) -> None:
        """End what a build that died has left here."""
        with self._lock:
            self._timer = None
            before = time.monotonic() - _SECONDS_IDLE
            self._close(one for one in self._idle if one.since <= before)
            if self._idle:
                self._sweep_later()

    def _close(self, some: Iterable[_Idle]) -> None:
        for one in tuple(some):
            self._idle.remove(one)
            one.slot.close()


_SLOTS = _Slots()


def _folder() -> Path:
    """A folder of this Dask worker, which it removes at its end."""
    from distributed import get_worker

    return Path(get_worker().local_directory)


def _address() -> str:
    """What the scheduler calls this worker."""
    with suppress(ImportError, ValueError):  # outside of a worker
        from distributed import get_worker

        return str(get_worker().address)
    return "here"
