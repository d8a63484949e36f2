"""The work folder next to a build, whose lock tells a build that runs from one that died.

Readers never touch it. A build that is stopped leaves it, and the next build into the same folder
goes on with what it holds.
"""

from __future__ import annotations

import glob
import json
import os
import shutil
import socket
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kg.corpus.ledger import has_work
from kg.model import KgError

try:
    import fcntl
except ImportError:  # Windows, where opening the file twice fails by itself
    fcntl = None  # type: ignore[assignment]

_LOCK = "lock"
_FOLDERS_BY_NUMBER = Path("/proc/self/fd")  # Linux
_TRIES, _PAUSE = 40, 0.05  # seconds


class BusyError(KgError):
    """Another build is at work on the same folder."""


@contextmanager
def workspace(target: Path, finishes: bool = True) -> Iterator[Path]:
    """The work folder of `target`, which nobody else uses meanwhile.

    Raises `BusyError` where another build does. It is gone afterwards, unless there is something to
    go on with: because an error ended the work, or because what is done here `finishes` nothing.
    """
    target = target.resolve()
    folder = target.with_name(f".{target.name}.kg-work")
    folder.mkdir(exist_ok=True)
    with (folder / _LOCK).open("a+", encoding="utf-8") as lock:
        _take(lock, target)
        _sweep(target)
        is_done = False
        try:
            yield folder
            is_done = finishes
        finally:
            lock.truncate(0)
            if is_done or not has_work(folder):
                shutil.rmtree(folder, ignore_errors=True)


def exchange(new: Path, target: Path, names: frozenset[str]) -> None:
    """Put `new` in the place of `target`; what that one holds besides `names` moves over.

    A build that is killed between the two renames is finished by `_sweep` of the next.
    """
    target = target.resolve()
    old = _aside(target)
    if target.exists():
        target.rename(old)
    new.rename(target)
    _move_rest(old, target, names)


class Hold:
    """A build folder that stays as it is while this is alive, whatever takes its place.

    `path` leads to its files: to those of the folder that was opened, not of its name. A store
    opens some of its files late, by path. Where the system has no such paths, it is the name.
    """

    def __init__(self, name: Path, folder: int | None) -> None:
        self.path = name if folder is None else Path(f"/proc/{os.getpid()}/fd/{folder}")
        if folder is not None:
            weakref.finalize(self, os.close, folder)


def hold(target: Path) -> Hold:
    """Hold the build at `target`, or, for the blink of an exchange, next to it."""
    for _ in range(_TRIES if _FOLDERS_BY_NUMBER.is_dir() and fcntl is not None else 0):
        folder = _opened(target)
        if folder is not None:
            return Hold(target, folder)
        time.sleep(_PAUSE)
    return Hold(target, None)


def _opened(target: Path) -> int | None:
    """The folder, open, with a lock that keeps a build from removing it; None where it is gone."""
    try:
        folder = os.open(_current(target), os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        with suppress(PermissionError):  # a file system without locks
            fcntl.flock(folder, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(folder), _current(target).stat()):
            return folder
    except OSError:
        pass  # it is being removed, or was renamed just now
    os.close(folder)
    return None


def _current(target: Path) -> Path:
    """Where the build is: at its place, or, for the blink of an exchange, next to it."""
    aside = _aside(target.resolve())
    return aside if not target.exists() and aside.is_dir() else target


def finish_exchange(target: Path, names: frozenset[str]) -> None:
    """Finish what `exchange` was doing when it was cut off; call it within `workspace`."""
    target = target.resolve()
    old = _aside(target)
    if not old.is_dir():
        return
    if target.exists():
        _move_rest(old, target, names)
    else:
        old.rename(target)


def _move_rest(old: Path, target: Path, names: frozenset[str]) -> None:
    if not old.is_dir():
        return
    for other in sorted({p.name for p in old.iterdir()} - names):
        (old / other).rename(target / other)
    if not _remove(old):
        old.rename(target.with_name(f".{target.name}.in-use-{old.stat().st_ino}"))


def _remove(folder: Path) -> bool:
    """Remove a folder that was replaced; False where somebody holds it."""
    if fcntl is not None:
        opened = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass  # a file system without locks
        finally:
            os.close(opened)
    shutil.rmtree(folder, ignore_errors=True)
    return True


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.replaced-by-kg")


def _sweep(target: Path) -> None:
    """Remove what earlier builds left: replaced folders that were held, and those of kg 0.1."""
    name = glob.escape(target.name)
    for litter in target.parent.glob(f".{name}.in-use-*"):
        _remove(litter)
    for litter in target.parent.glob(f".{name}.new-*"):
        shutil.rmtree(litter, ignore_errors=True)


def _take(lock: IO[str], target: Path) -> None:
    """Hold the lock; its text says who does."""
    lock.seek(0)
    holder = lock.read()
    try:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BusyError(
            f"{target}: {_who(holder)} is building it; wait for it, or stop it"
        ) from None
    except OSError:  # a file system without locks
        if _is_elsewhere(holder):
            raise BusyError(
                f"{target}: {_who(holder)} may be building it; if it is not, remove {lock.name}"
            ) from None
    lock.seek(0)
    lock.truncate(0)
    json.dump({"pid": os.getpid(), "host": socket.gethostname()}, lock)
    lock.flush()


def _who(holder: str) -> str:
    with suppress(ValueError, KeyError, TypeError):
        known = json.loads(holder)
        return f"process {known['pid']} on {known['host']}"
    return "another process"


def _is_elsewhere(holder: str) -> bool:
    """Whether a process of another machine, or one that is alive, wrote the lock."""
    with suppress(ValueError, KeyError, TypeError):
        known = json.loads(holder)
        if known["host"] != socket.gethostname():
            return True
        with suppress(ProcessLookupError):
            os.kill(int(known["pid"]), 0)
            return True
    return False
