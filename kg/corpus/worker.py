"""The program of a worker process: it takes one task after another from its parent.

`python -m kg.corpus.worker FD`, where FD is the parent's socket. It ends when the parent does.
"""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection

from kg.corpus.pool import Answer, Began, Refused, Warm, no_start
from kg.corpus.tasks import Annotate, Settings, Task, load_reader, perform
from kg.model import KgError

_RETIRE_AT = 800_000_000  # bytes in memory: half of what a worker takes when it is new is the model
_MOST_LOGGED = 20  # lines of a task
_READING = Annotate(())


def main() -> None:
    """Serve the parent until it closes the socket."""
    pipe = Connection(int(sys.argv[1]))
    with suppress(EOFError, OSError):  # the parent is gone
        settings, memory = pipe.recv()
        lines = _Lines()
        while True:
            task: Task | Warm = pipe.recv()
            if isinstance(task, Warm):
                _prepare(_READING, settings, memory)
                continue
            refusal = _prepare(task, settings, memory)
            if refusal:
                pipe.send(Refused(refusal))
                return
            pipe.send(Began())
            pipe.send(_answer(task, settings, lines))


def _answer(task: Task, settings: Settings, lines: _Lines) -> Answer | Refused:
    try:
        outcomes = perform(task, settings)
    except MemoryError:
        return Answer((), no_memory=True)
    except OSError as error:  # of the machine, not of the article
        return Refused(f"{error.filename or 'worker'}: {error.strerror}")
    return Answer(outcomes, lines.taken(), retires=_size() > _RETIRE_AT)


def _prepare(task: Task, settings: Settings, memory: int) -> str:
    """Load what the task needs; returns why that cannot be done, else nothing."""
    try:
        _cap(memory)
        if isinstance(task, Annotate):
            load_reader(settings.gazetteer)
    except KgError as error:
        return str(error)
    except (OSError, ImportError, ValueError, MemoryError) as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())
        return no_start(what, memory)
    return ""


@cache
def _cap(memory: int) -> None:
    """No more memory than this for the process, where the system can hold it to that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _size() -> int:
    """How much memory the process takes, in bytes; 0 where that cannot be found out."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


class _Lines(logging.Handler):
    """Warnings of the kg logger, for the parent to print."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[str] = []
        logger = logging.getLogger("kg")
        logger.addHandler(self)
        logger.propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        if len(self._lines) < _MOST_LOGGED:
            self._lines.append(record.getMessage())

    def taken(self) -> tuple[str, ...]:
        """The lines since the last time."""
        lines, self._lines = tuple(self._lines), []
        return lines


if __name__ == "__main__":
    main()
