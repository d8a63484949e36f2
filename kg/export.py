"""The graph in the formats that others read; the same graph gives the same bytes.

However large the graph is, a part of it at a time is in memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import RdfFormat, Store, parse, serialize

from kg.atomic_files import whole_file
from kg.graph.trig import quad_batches, write_default_graph, write_graphs
from kg.model import KgError
from kg.schema import PREFIXES

_PLACE = "…"  # of the nodes in the frame
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


def _nq(store: Store, file: BinaryIO) -> None:
    for lines in quad_batches(store):
        file.writelines(lines)


def _jsonld(store: Store, file: BinaryIO) -> None:
    """JSON-LD with prefixes, and the context within the file, so that nothing has to be fetched."""
    frame = json.dumps({"@context": PREFIXES, "@graph": [_PLACE]}, indent=1)
    start, end = frame.encode("utf-8").split(json.dumps(_PLACE).encode("utf-8"))
    between = b""
    file.write(start)
    for lines in quad_batches(store):
        for node in _nodes(lines):
            text = json.dumps(_compact(node), ensure_ascii=False, indent=1)
            file.write(between + text.replace("\n", "\n  ").encode("utf-8"))
            between = b",\n  "
    file.write(end)


def _nodes(quads: Iterable[bytes]) -> Any:
    found = parse(b"".join(quads), format=RdfFormat.N_QUADS, lenient=True)
    return json.loads(serialize(found, format=RdfFormat.JSON_LD) or b"[]")


_RDF: dict[str, Callable[[Store, BinaryIO], None]] = {
    "ttl": write_default_graph,
    "trig": write_graphs,
    "nq": _nq,
    "jsonld": _jsonld,
}
FORMATS = (*_RDF, "graphml")


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
