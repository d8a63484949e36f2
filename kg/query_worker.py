"""One foreign query in a process of its own: `kg.query` starts this file, writes the order to its stdin and reads its stdout.

Nothing of kg is imported here, so that it starts fast. Exit code 3 and a line on stderr: refused, with the cure.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Iterator
from typing import Any

_REFUSED = {
    "ServiceGraphPattern": "SERVICE would reach the network; ask that server itself and join the answers",
    "DatasetClause": "FROM would fetch a graph; the graphs of this store are reached through GRAPH",
}
_LARGEST_RESULT = 1 << 30
_DEEPEST_PARSE = 10_000


class RefusedError(Exception):
    """What will not be run, and the cure."""


def main() -> None:
    """Read the order, put the limits on, check the query, run it, write the answer."""
    order = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"], order["seconds"]))
    resource.setrlimit(resource.RLIMIT_AS, (order["megabytes"] << 20,) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_RESULT, _LARGEST_RESULT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    check(order["query"])

    from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store

    if order["place"].endswith(".nq"):
        store = Store()
        store.bulk_load(path=order["place"], format=RdfFormat.N_QUADS)
    else:
        store = Store.read_only(order["place"])
    result = store.query(order["query"], prefixes=order["prefixes"])
    out = sys.stdout.buffer
    if isinstance(result, QueryTriples):
        out.write(b"graph\n")
        out.writelines(f"{t.subject} {t.predicate} {t.object} .\n".encode() for t in result)
    else:
        out.write(b"table\n")
        result.serialize(out, format=QueryResultsFormat.JSON)
    out.flush()


def check(query: str) -> None:
    """Refuse what reaches out or writes, by rdflib's parse tree, which sees every way of writing it; raises `RefusedError`."""
    from rdflib.plugins.sparql.parser import parseQuery, parseUpdate

    sys.setrecursionlimit(_DEEPEST_PARSE)  # 60 nested brackets, which kg.query lets through, need some 3,000 frames
    try:
        tree = parseQuery(query)
    except RecursionError:
        raise RefusedError("query nests too deep; write it flatter") from None
    except Exception as error:  # noqa: BLE001  # the parser raises what it likes; its child process may
        if _parses(parseUpdate, query):
            raise RefusedError("an update is not a question; the graph changes through kg build and kg remove alone") from None
        raise RefusedError(f"not SPARQL: {str(error).strip()}; see https://www.w3.org/TR/sparql11-query/") from None
    for name in _names(tree):
        if name in _REFUSED:
            raise RefusedError(_REFUSED[name])


def _parses(parse: Callable[[str], Any], text: str) -> bool:
    try:
        parse(text)
    except Exception:  # noqa: BLE001
        return False
    return True


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
    except (RefusedError, SyntaxError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(3)
