"""One foreign query in a process of its own: `kg.query` starts this file, writes the order to its
stdin and reads its stdout.

Two walls stand between the query and the network. It is judged before it runs, in the very text
that runs (`kg.canonical_query`); and the process can open no socket, whatever runs in it.

Nothing of kg is imported here, so that it starts fast. Exit code 3 and a line of JSON on stderr:
refused, with the cure, and the line of the query where known.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import struct
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyoxigraph import Store

# Productions of rdflib's grammar; kg.canonical_query refuses their words before, with the cure.
_REFUSED = {"ServiceGraphPattern": "SERVICE", "DatasetClause": "FROM"}
_MANUAL = "see https://www.w3.org/TR/sparql11-query/"
_LARGEST_RESULT = 1 << 30
_DEEPEST_PARSE = 10_000
_LONGEST_MESSAGE = 200

# linux/audit.h: the architecture; its system calls socket and io_uring_setup, which open sockets
_SOCKET_CALLS = {"x86_64": (0xC000003E, (41, 425)), "aarch64": (0xC00000B7, (198, 425))}
_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2  # linux/prctl.h, linux/seccomp.h


class RefusedError(Exception):
    """What will not be run, the cure, and the line of the query, counted from 1."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class _Program(ctypes.Structure):
    """struct sock_fprog of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def main() -> None:
    """Read the order, put the limits on, check the query, run it, write the answer."""
    order = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"], order["seconds"]))
    resource.setrlimit(resource.RLIMIT_AS, (order["megabytes"] << 20,) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_RESULT, _LARGEST_RESULT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    check(order["query"])
    answer(open_offline(order["place"]), order["query"])


def check(query: str) -> None:
    """Refuse what reaches out, and what is not a query, by rdflib's parse tree.

    Raises `RefusedError`.
    """
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    # 60 nested brackets, which kg.query lets through, need some 3,000 frames
    sys.setrecursionlimit(_DEEPEST_PARSE)
    try:
        tree = parseQuery(query)
    except RecursionError:
        raise RefusedError("query nests too deep; write it flatter") from None
    except ParseBaseException as error:
        raise RefusedError(f"not SPARQL: {error.msg}; {_MANUAL}", error.lineno) from None
    except Exception as error:  # noqa: BLE001  # the parser raises what it likes
        raise RefusedError(f"not SPARQL: {str(error).strip()}; {_MANUAL}") from None
    for name in _names(tree):
        if name in _REFUSED:
            raise RefusedError(f"{_REFUSED[name]} would reach out of this store; leave it out")


def open_offline(place: str) -> Store:
    """The store at a place, after which this process opens no socket.

    The system refuses sockets where it can be asked to (Linux, by seccomp). Elsewhere it can only
    refuse new files of any kind, and a store on disk opens files while it is read (RocksDB opens
    16 at once and the others when they are needed), so that it is copied to memory first.
    """
    refused = refuse_sockets()  # before pyoxigraph starts threads, which would not be bound by it

    from pyoxigraph import RdfFormat, Store

    if place.endswith(".nq"):
        store = Store()
        store.bulk_load(path=place, format=RdfFormat.N_QUADS)
    else:
        store = Store.read_only(place)
        if refused:
            return store
        on_disk, store = store, Store()
        store.bulk_extend(on_disk)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))  # what is open stays open
    return store


def refuse_sockets() -> bool:
    """Let this thread, and those that it starts, open no socket from now on.

    False where the system cannot do it.
    """
    if sys.platform != "linux" or os.uname().machine not in _SOCKET_CALLS:
        return False
    architecture, calls = _SOCKET_CALLS[os.uname().machine]
    load, equal, at_least, end = 0x20, 0x15, 0x35, 0x06  # linux/bpf_common.h
    allow, refuse = 0x7FFF0000, 0x00050001  # SECCOMP_RET_ALLOW, and _RET_ERRNO with EPERM
    rules = [
        (load, 0, 0, 4),  # the architecture of the call; others number their calls otherwise
        (equal, 1, 0, architecture),
        (end, 0, 0, refuse),
        (load, 0, 0, 0),  # the number of the call
        (at_least, len(calls) + 1, 0, 0x40000000),  # those of x32 are the same calls once more
        *((equal, len(calls) - i, 0, number) for i, number in enumerate(calls)),
        (end, 0, 0, allow),
        (end, 0, 0, refuse),
    ]
    code = b"".join(struct.pack("=HBBI", *rule) for rule in rules)
    instructions = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(rules), ctypes.addressof(instructions))
    prctl = ctypes.CDLL(None).prctl
    prctl.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)
    if prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(prctl(_SET_SECCOMP, _FILTER, ctypes.addressof(program), 0, 0) == 0)


def answer(store: Store, query: str) -> None:
    """Run the query and write the answer to stdout: its kind, a line, and the answer."""
    from pyoxigraph import QueryResultsFormat, QueryTriples

    try:
        result = store.query(query)
    except SyntaxError as error:  # what only the engine minds, such as a variable bound twice
        at = re.match(r"error at (\d+):\d+: ", error.msg)
        message = " ".join(error.msg[at.end() if at else 0 :].split())[:_LONGEST_MESSAGE]
        line = int(at[1]) if at else None
        raise RefusedError(f"not SPARQL: {message}; {_MANUAL}", line) from None
    out = sys.stdout.buffer
    if isinstance(result, QueryTriples):
        out.write(b"graph\n")
        out.writelines(f"{t.subject} {t.predicate} {t.object} .\n".encode() for t in result)
    else:
        out.write(b"table\n")
        result.serialize(out, format=QueryResultsFormat.JSON)
    out.flush()


def _names(node: Any) -> Iterator[str]:
    """Names of the productions of a parse tree; a stack, for trees deeper than Python's own."""
    stack = [node]
    while stack:
        node = stack.pop()
        if hasattr(node, "name"):
            yield node.name
        if hasattr(node, "values") and callable(node.values):
            stack.extend(node.values())
        if isinstance(node, (list, tuple)) or type(node).__name__ == "ParseResults":
            stack.extend(node)


if __name__ == "__main__":
    try:
        main()
    except (RefusedError, OSError, RuntimeError) as error:  # RuntimeError: an unknown function
        json.dump({"message": str(error), "line": getattr(error, "line", None)}, sys.stderr)
        sys.exit(3)
