"""Which formats there are: a module each, in explicit tables.

A **document** reader takes an `Item` that is in memory and yields its articles. A **container**
reader takes an open file of any size and yields the `Item`s in it, one at a time. An **archive**
holds files, each of which is recognised anew; `kg.read.archives` opens them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, TypeAlias, cast

from kg.read.errors import ReadError
from kg.read.item import Item, Options, Reading

DocumentReader: TypeAlias = Callable[[Item, Options], Iterator[Reading | ReadError]]
ContainerReader: TypeAlias = Callable[[BinaryIO, Item, Options], Iterator[Item | ReadError]]

EXTRA = "pip install 'news-kg[input]'"


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how its files are named, what they are called, and who reads them.

    `module` is imported when a file of this format comes. It has a function `read` of the type
    `DocumentReader`, or `items` of the type `ContainerReader`.
    """

    module: str
    name: str  # for messages: "the HTML page"
    suffixes: tuple[str, ...] = ()
    costly: bool = False  # parsed in a worker, under its deadline and memory cap


DOCUMENTS = {
    "text": Format("kg.read.text", "text", (".txt", ".text")),
    "markdown": Format("kg.read.markdown", "Markdown", (".md", ".markdown"), costly=True),
    "json": Format("kg.read.json_document", "JSON"),
    "jsonl": Format("kg.read.jsonl", "JSON"),
    "csv": Format("kg.read.csv_table", "CSV"),
    "html": Format("kg.read.html", "HTML", (".html", ".htm", ".xhtml"), costly=True),
    "feed": Format("kg.read.feed", "RSS or Atom", (".rss", ".atom"), costly=True),
    "newsml": Format("kg.read.newsml", "NewsML-G2", (".newsml",), costly=True),
    "ninjs": Format("kg.read.ninjs", "ninjs", (".ninjs",), costly=True),
    "nitf": Format("kg.read.nitf", "NITF", (".nitf",), costly=True),
    "pdf": Format("kg.read.pdf", "PDF", (".pdf",), costly=True),
    "docx": Format("kg.read.docx", "Word", (".docx",), costly=True),
    "press_export": Format("kg.read.press_export", "LexisNexis or Factiva export", costly=True),
}
CONTAINERS = {
    "jsonl": Format("kg.read.jsonl", "JSON lines", (".jsonl", ".ndjson")),
    "json": Format("kg.read.json_document", "JSON", (".json",)),
    "csv": Format("kg.read.csv_table", "CSV", (".csv", ".tsv")),
    "warc": Format("kg.read.warc", "WARC", (".warc",)),
}
ARCHIVES = {
    "zip": Format("kg.read.archives", "zip", (".zip",)),
    "gzip": Format("kg.read.archives", "gzip", (".gz", ".tgz")),
    "tar": Format("kg.read.archives", "tar", (".tar",)),
}
BY_SUFFIX = {
    suffix: key
    for table in (DOCUMENTS, CONTAINERS, ARCHIVES)
    for key, format_ in table.items()
    for suffix in format_.suffixes
}


def document_reader(key: str) -> DocumentReader:
    """The reader of a document format; raises `ReadError` where an extra is not installed."""
    return cast("DocumentReader", _function(DOCUMENTS[key], "read"))


def container_reader(key: str) -> ContainerReader:
    """The reader of a container format; raises `ReadError` where an extra is not installed."""
    return cast("ContainerReader", _function(CONTAINERS[key], "items"))


def _function(format_: Format, name: str) -> object:
    try:
        return getattr(import_module(format_.module), name)
    except ImportError as error:
        raise missing_extra(format_.name, error) from error


def missing_extra(what: str, error: ImportError) -> ReadError:
    """What to say where a library for a format is not installed."""
    return ReadError(f"{what} needs a library that is not there ({error.name}); {EXTRA}")
