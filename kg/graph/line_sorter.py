"""Lines sorted without holding all of them: what is too much goes to files, which are merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Self

MOST_BYTES = 64 * 1024 * 1024  # in memory at once
_MOST_RUNS = 64  # files open at once


class LineSorter:
    """Takes lines in any order, and gives each once in the order of its bytes.

    It is a context manager: its temporary folder, in `folder`, goes at the end.
    """

    def __init__(self, folder: Path | None = None, most_bytes: int = MOST_BYTES) -> None:
        self._folder, self._most_bytes = folder, most_bytes
        self._lines: list[bytes] = []
        self._bytes = 0
        self._runs: list[Path] = []
        self._made = 0
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def add(self, lines: Iterable[bytes]) -> None:
        """Take some more lines; each ends with a line break."""
        for line in lines:
            self._lines.append(line)
            self._bytes += len(line)
            if self._bytes > self._most_bytes:
                self._spill()

    def sorted_lines(self) -> Iterator[bytes]:
        """All lines that were added, in order, each once."""
        memory = sorted(self._lines)
        with ExitStack() as files:
            runs = [files.enter_context(path.open("rb")) for path in self._runs]
            yield from _each_once(heapq.merge(memory, *runs))

    def _spill(self) -> None:
        self._write(sorted(self._lines))
        self._lines, self._bytes = [], 0
        if len(self._runs) >= _MOST_RUNS:
            older = self._runs
            with ExitStack() as files:
                runs = [files.enter_context(path.open("rb")) for path in older]
                self._runs = []
                self._write(heapq.merge(*runs))
            for path in older:
                path.unlink()

    def _write(self, lines: Iterable[bytes]) -> None:
        if not self._made:
            place = tempfile.TemporaryDirectory(dir=self._folder, prefix=".kg-sort-")
            self._place = Path(self._stack.enter_context(place))
        self._made += 1
        path = self._place / f"{self._made}.nt"
        with path.open("wb") as file:
            file.writelines(_each_once(lines))
        self._runs.append(path)


def _each_once(lines: Iterable[bytes]) -> Iterator[bytes]:
    return (line for line, _ in groupby(lines))
