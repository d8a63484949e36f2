"""The work folder next to a build, whose lock tells a build that runs from one that died.

Readers never touch it. A build that is stopped leaves it, and the next build into the same folder
goes on with what it holds.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
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


class BusyError(KgError):
    """Another build is at work on the same folder."""


@contextmanager
def workspace(target: Path) -> Iterator[Path]:
    """The work folder of `target`, which nobody else uses meanwhile.

    Raises `BusyError` where another build does. It is gone afterwards, unless an error ended the
    work and there is something to go on with.
    """
    target = target.resolve()
    folder = target.with_name(f".{target.name}.kg-work")
    folder.mkdir(exist_ok=True)
    with (folder / _LOCK).open("a+", encoding="utf-8") as lock:
        _take(lock, target)
        _sweep(target)
        try:
            yield folder
        except BaseException:
            if not has_work(folder):
                shutil.rmtree(folder, ignore_errors=True)
            raise
        else:
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            lock.truncate(0)


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


def current(target: Path) -> Path:
    """Where the build is: at its place, or, for the blink of an exchange, next to it."""
    if not target.exists() and _aside(target.resolve()).is_dir():
        return _aside(target.resolve())
    return target


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
    shutil.rmtree(old, ignore_errors=True)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.replaced-by-kg")


def _sweep(target: Path) -> None:
    """Remove half-made folders that kg 0.1 left when it was killed."""
    for litter in target.parent.glob(f".{target.name}.new-*"):
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
