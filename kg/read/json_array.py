"""A JSON array of any length, cut into its elements without reading it whole.

Each element is cut out by its brackets and parsed later, on its own: one that is broken or too long
costs itself alone, which no parser of the whole can offer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.read.item import LARGEST_ITEM

_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)  # up to its end, or the chunk's
_BETWEEN = re.compile(rb'[^"\[\]{},]*+')  # commas part the elements
_WITHIN = re.compile(rb'[^"\[\]{}]*+')


class CutShort(Exception):  # noqa: N818 - what happened to the array
    """The array does not end, or something follows it."""


def elements(chunks: Iterable[bytes], largest: int = LARGEST_ITEM) -> Iterator[bytes | None]:
    """The bytes of each element of an array; None for one that is longer than `largest`.

    `chunks` are the bytes of the file from the opening bracket on. Raises `CutShort` at the end
    where the array is not whole.
    """
    scan = _Scan(largest)
    for chunk in chunks:
        yield from scan.feed(chunk)
    if scan.at_an_end() and scan.element.strip():
        yield bytes(scan.element)
    if scan.follows or not scan.closed:
        what = "something follows the array" if scan.follows else "the file ends within the array"
        raise CutShort(what)


class _Scan:
    """How deep in brackets a scan is, and the element that it is in."""

    def __init__(self, largest: int) -> None:
        self.largest = largest
        self.depth = 0
        self.closed = False
        self.in_string = False
        self.element = bytearray()
        self.too_long = False
        self.carry = b""
        self.follows = False

    def feed(self, chunk: bytes) -> Iterator[bytes | None]:
        chunk = self.carry + chunk
        self.carry = b""
        at = 0
        while at < len(chunk) and not self.closed:
            start = at
            at = self._end_of_run(chunk, at)
            self._keep(chunk[start:at])
            if at < len(chunk):
                sign = chunk[at : at + 1]
                if sign == b"\\":  # an escape that the chunk cuts in two
                    self.carry = sign
                    return
                at += 1
                yield from self._take(sign)
        self.follows = self.follows or bool(chunk[at:].strip())

    def at_an_end(self) -> bool:
        """Whether the scan stands in an array, and in none of the strings and brackets in it."""
        return self.depth == 1 and not (self.closed or self.in_string or self.too_long)

    def _end_of_run(self, chunk: bytes, at: int) -> int:
        run = _STRING if self.in_string else _BETWEEN if self.depth == 1 else _WITHIN
        found = run.match(chunk, at)
        assert found is not None
        return found.end()

    def _take(self, sign: bytes) -> Iterator[bytes | None]:
        if self.depth == 1 and not self.in_string and sign in b",]":
            if sign == b"]":
                self.closed = True
            if self.too_long or sign == b"," or self.element.strip():
                yield None if self.too_long else bytes(self.element)
            self.element.clear()
            self.too_long = False
            return
        if self.depth:
            self._keep(sign)
        if sign == b'"':
            self.in_string = not self.in_string
        elif not self.in_string:
            self._move(sign)

    def _move(self, sign: bytes) -> None:
        if sign in b"[{":
            self.depth += 1
        elif self.depth > 1:
            self.depth -= 1

    def _keep(self, run: bytes) -> None:
        if len(self.element) + len(run) > self.largest:
            self.too_long = True
            self.element.clear()
        elif not self.too_long:
            self.element += run
