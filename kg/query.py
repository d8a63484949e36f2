"""Questions to the graph: ready-made ones by name, and SPARQL within limits.

A plain pattern matches what the articles assert. What is only reported is in named graphs, reached
through `GRAPH` and `kg:content`.
"""

from __future__ import annotations

import difflib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse_query_results,
)

from kg.canonical_query import CanonicalQuery, QueryError, canonical
from kg.schema import ONTOLOGY, PREFIXES, XSD

if TYPE_CHECKING:
    from rdflib import Graph

_LONGEST, _DEEPEST = 50_000, 60
_NUMBERS = {XSD.integer: int, XSD.decimal: float, XSD.double: float, XSD.float: float}


@dataclass(frozen=True, slots=True)
class Question:
    """A ready-made question: its name, what it answers, and where its SPARQL is."""

    name: str
    answers: str
    path: Path


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer: IRIs and dates as text, numbers and booleans as such, None for nothing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


Answer: TypeAlias = "Table | bool | Graph"


def questions() -> list[Question]:
    """The ready-made questions, by name; the first comment of each file says what it answers."""
    paths = sorted((ONTOLOGY / "questions").glob("*.rq"))
    return [
        Question(p.stem, p.read_text(encoding="utf-8").partition("\n")[0].lstrip("# "), p)
        for p in paths
    ]


def run(
    store: Store,
    question: str | Path,
    folder: Path | str | None = None,
    seconds: float = 30,
    megabytes: int = 4096,
) -> Answer:
    """Answer a question by name, by file, or in SPARQL; raises `QueryError`.

    Returns a `Table` for SELECT, a bool for ASK, an rdflib graph for CONSTRUCT. A ready-made
    question runs here. Any other runs in a process of its own with these limits, on the store in
    `folder`/store, or on a copy where no folder is given. It may not write, nor reach the network
    or files (SERVICE, LOAD, FROM, updates): what is checked and runs is the query as
    `kg.canonical_query` writes it, and its process can open no socket.
    """
    known = {q.name: q.path for q in questions()}
    if str(question) in known:
        return _answer(store.query(known[str(question)].read_text(encoding="utf-8")))
    return _answer_in_worker(store, _text(question, list(known)), folder, seconds, megabytes)


def _text(question: str | Path, names: list[str]) -> str:
    """SPARQL as it is, or out of a file."""
    words, path = str(question), Path(question)
    if "{" not in words and path.suffix in (".rq", ".sparql"):
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(
                f"{path}: cannot be read: {error}; give the path of a SPARQL file in UTF-8"
            ) from error
    if "{" in words or len(words.split()) > 1:
        return words
    near = ", ".join(difflib.get_close_matches(words, names, cutoff=0.4) or names)
    raise QueryError(
        f"question {words[:80]!r}: not known; nearest: {near}; or give a file ending in .rq, "
        "or SPARQL such as 'SELECT * { ?s ?p ?o } LIMIT 9'"
    )


def _answer_in_worker(
    store: Store, text: str, folder: Path | str | None, seconds: float, megabytes: int
) -> Answer:
    """Run it in a child process, which the limits can stop and whose end is not ours."""
    if len(text) > _LONGEST:
        raise QueryError(
            f"query of {len(text):,} characters: at most {_LONGEST:,}; ask several shorter ones"
        )
    query = canonical(text, PREFIXES)
    if query.depth > _DEEPEST:
        raise QueryError(
            f"query with brackets nested {query.depth:,} deep: at most {_DEEPEST}; write it flatter"
        )
    with tempfile.TemporaryDirectory(prefix="kg-query-") as scratch:
        if folder is None:
            place = Path(scratch) / "store.nq"
            store.dump(str(place), RdfFormat.N_QUADS)
        else:
            place = Path(folder) / "store"
        result = Path(scratch) / "result"
        _run_worker(place, query, result, seconds, megabytes)
        kind, _, body = result.read_bytes().partition(b"\n")
    if kind == b"graph":
        return _graph_of(body.decode("utf-8"))
    return _answer(parse_query_results(body, format=QueryResultsFormat.JSON))


def _run_worker(
    place: Path, query: CanonicalQuery, result: Path, seconds: float, megabytes: int
) -> None:
    """Run the query in a process of its own, which writes the answer into the file `result`."""
    limits = {"seconds": int(seconds) + 1, "megabytes": megabytes}
    order = json.dumps({"place": str(place), "query": query.text, **limits})
    worker = Path(__file__).with_name("query_worker.py")
    with result.open("wb") as out:
        try:
            child = subprocess.run(  # noqa: S603  # our own file; the query goes in by stdin
                [sys.executable, "-I", str(worker)],
                input=order.encode(),
                stdout=out,
                stderr=subprocess.PIPE,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise QueryError(
                f"query stopped after {seconds:g} s; make it narrower, or add a LIMIT"
            ) from None
    if child.returncode == 3:
        raise QueryError(_reason(child.stderr, query))
    if child.returncode != 0:
        needs = f"more than {megabytes} MB or {seconds:g} s, or it nests too deep"
        raise QueryError(
            f"query stopped (code {child.returncode}): it needs {needs}; "
            "make it narrower, or add a LIMIT"
        )


def _reason(stderr: bytes, query: CanonicalQuery) -> str:
    """Why the child refused, with the place in the query as it was given."""
    refusal = json.loads(stderr.decode("utf-8", "replace").strip().splitlines()[-1])
    place = "" if refusal["line"] is None else f"{query.place(refusal['line'])}: "
    return f"{place}{refusal['message']}"


def _answer(result: QuerySolutions | QueryBoolean | QueryTriples) -> Answer:
    if isinstance(result, QueryBoolean):
        return bool(result)
    if isinstance(result, QueryTriples):
        return _graph(result)
    columns = tuple(v.value for v in result.variables)
    return Table(columns, tuple(tuple(_value(solution[c]) for c in columns) for solution in result))


def _graph(triples: Iterable[Triple]) -> Graph:
    return _graph_of("".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in triples))


def _graph_of(ntriples: str) -> Graph:
    from rdflib import Graph  # only here: it takes a quarter of a second to come

    return Graph().parse(data=ntriples, format="nt")


def _value(term: object) -> Any:
    if isinstance(term, Literal):
        if term.datatype == XSD.boolean:
            return term.value in ("true", "1")
        return _NUMBERS.get(term.datatype, str)(term.value)
    if term is None:
        return None
    return term.value if isinstance(term, NamedNode) else str(term)
