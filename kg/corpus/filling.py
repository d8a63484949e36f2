"""A new store, filled while articles are still read: it follows the journal of quads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from kg.corpus.ledger import quads_in

_LOOK_EVERY = 1.0  # seconds


class _GivenUpError(Exception):
    """Nobody wants the store any more."""


class Filling:
    """A store that a thread of its own fills; Oxigraph holds no lock of Python's meanwhile.

    Used as a context, which ends it however its block ends.
    """

    def __init__(self, folder: Path, work: Path, since: int) -> None:
        """Fill the store of `folder` with all quads of the ledger in `work`.

        `since` is where its journal of quads ended before this run: what lies there is only loaded
        at the end, for it is not known before which of it this run wants.
        """
        self._folder, self._work, self._since = folder, work, since
        self._all_read, self._given_up = threading.Event(), threading.Event()
        self._error: Exception | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._given_up.set()
        self._end()

    def start(self) -> None:
        """Begin with what is read from now on."""
        self._thread = threading.Thread(target=self._fill, name="kg-store")
        self._thread.start()

    def finish(self) -> None:
        """Wait until all that the ledger has is in the store, and the store is closed.

        Begins where nothing was begun. Raises what went wrong.
        """
        if self._thread is None:
            self.start()
        self._end()
        if self._error is not None:
            raise self._error

    def _end(self) -> None:
        self._all_read.set()
        if self._thread is not None:
            self._thread.join()

    def _fill(self) -> None:
        from kg.graph import load, open_store

        try:
            store = open_store(self._folder)
            load(store, self._chunks())
            del store  # its lock goes with it
        except _GivenUpError:
            return
        except Exception as error:  # noqa: BLE001 - raised where it is waited for
            self._error = error

    def _chunks(self) -> Iterator[bytes]:
        """The quads of each article, waiting for those that are not there yet."""
        at, is_last = self._since, False
        while not is_last:
            is_last = self._all_read.wait(_LOOK_EVERY)
            for place, quads in quads_in(self._work, at):
                at = place.start + place.length
                yield self._wanted(quads)
        for _, quads in quads_in(self._work, 0, self._since):
            yield self._wanted(quads)

    def _wanted(self, quads: bytes) -> bytes:
        if self._given_up.is_set():
            raise _GivenUpError
        return quads
