"""The graph in the formats that others read; the same graph gives the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import IO, Any

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, serialize

from kg.atomic_files import whole_file
from kg.model import KgError
from kg.schema import PREFIXES

_LOCAL_NAME = re.compile(r"[A-Za-z]\w*")


class ExportError(KgError):
    """A format or a file that the graph cannot be written as."""


def export(
    store: Store,
    format: str,  # noqa: A002 - the command's word
    path: Path | str,
    graphml: Callable[[], str] | None = None,
) -> None:
    """Write the graph to `path`.

    The formats trig, nq and jsonld have everything, ttl what is asserted or derived, graphml the
    text that the function `graphml` returns. Raises `ExportError` for another format, or where the
    file cannot be written; an older file then stays.
    """
    if format not in FORMATS:
        raise ExportError(f"format {format!r}: not known; choose one of: {', '.join(FORMATS)}")
    if format == "graphml" and graphml is None:
        raise ExportError(
            "graphml: needs the network of kg.analyse; export through kg.open(DIR) or kg export"
        )
    path = Path(path)
    if not path.parent.is_dir():
        raise ExportError(f"{path}: the folder {path.parent} is not there; make it first")
    try:
        with whole_file(path) as file:
            if format == "graphml" and graphml is not None:
                file.write(graphml().encode("utf-8"))
            else:
                _RDF[format](store, file)
    except OSError as error:
        raise ExportError(
            f"{path}: cannot be written: {error}; give another path with -o"
        ) from error


def _ttl(store: Store, file: IO[bytes]) -> None:
    triples = [
        q.triple for q in sorted(store.quads_for_pattern(None, None, None, DefaultGraph()), key=str)
    ]
    serialize(triples, file, RdfFormat.TURTLE, prefixes=PREFIXES)


def _trig(store: Store, file: IO[bytes]) -> None:
    serialize(_everything(store), file, RdfFormat.TRIG, prefixes=PREFIXES)


def _nq(store: Store, file: IO[bytes]) -> None:
    serialize(_everything(store), file, RdfFormat.N_QUADS)


def _jsonld(store: Store, file: IO[bytes]) -> None:
    """JSON-LD with prefixes, and the context within the file, so that nothing has to be fetched."""
    nodes = json.loads(serialize(_everything(store), format=RdfFormat.JSON_LD) or b"[]")
    file.write(
        json.dumps(
            {"@context": PREFIXES, "@graph": _compact(nodes)}, ensure_ascii=False, indent=1
        ).encode("utf-8")
    )


_RDF: dict[str, Callable[[Store, IO[bytes]], None]] = {
    "ttl": _ttl,
    "trig": _trig,
    "nq": _nq,
    "jsonld": _jsonld,
}
FORMATS = (*_RDF, "graphml")


def _everything(store: Store) -> list[Quad]:
    """Every quad, the default graph first, then the named ones in order."""
    graphs = chain([DefaultGraph()], sorted(store.named_graphs(), key=str))
    return [
        q
        for graph in graphs
        for q in sorted(store.quads_for_pattern(None, None, None, graph), key=str)
    ]


def _compact(value: Any, key: str = "") -> Any:
    if isinstance(value, list):
        return [_compact(item, key) for item in value]
    if isinstance(value, dict):
        return {
            name if name.startswith("@") else _prefixed(name): _compact(item, name)
            for name, item in value.items()
        }
    return _prefixed(value) if key == "@type" else value


def _prefixed(iri: str) -> str:
    for prefix, stem in PREFIXES.items():
        if iri.startswith(stem) and _LOCAL_NAME.fullmatch(iri[len(stem) :]):
            return f"{prefix}:{iri[len(stem) :]}"
    return iri
