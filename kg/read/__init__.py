"""Paths in, articles out: files, folders and JSON lines, one module a format.

What cannot be read comes out as a `ReadError` in the place of its article, so that one look names
everything that is wrong.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from kg.model import Annotation, Article
from kg.read import jsonl, text
from kg.read.clean import clean
from kg.read.errors import ReadError

__all__ = ["FORMATS", "ReadError", "clean", "read"]

Source: TypeAlias = Article | Annotation
FORMATS = {".txt": text.read, ".jsonl": jsonl.read}


def read(paths: Sequence[Path | str]) -> Iterator[Source | ReadError]:
    """The articles of files and folders in the order given, and annotation records as they are.

    The files of a folder come by name.
    """
    if not paths:
        yield ReadError("no input named; name a file or a folder")
    read_from: dict[str, tuple[Path, str]] = {}  # article id -> its file and what to call the place
    for path, name in _files(paths):
        if isinstance(name, ReadError):
            yield name
            continue
        for where, source in FORMATS[path.suffix.lower()](path, name):
            if isinstance(source, ReadError):
                yield source
                continue
            key = source.id if isinstance(source, Article) else source.article.id
            file = path.resolve()
            if key not in read_from:
                read_from[key] = file, where
                yield source
            elif read_from[key] != (file, where):  # the same place named twice is read once
                yield ReadError(
                    f"{where}: the article id {key!r} is taken by {read_from[key][1]}; "
                    f"{_RENAME[path.suffix.lower()]}"
                )


_RENAME = {
    ".txt": "rename one of the files, or name the folder that holds both",
    ".jsonl": "give each article an id of its own",
}


def _files(paths: Sequence[Path | str]) -> Iterator[tuple[Path, str | ReadError]]:
    """Each file to read with the article id that its name gives, or with what is wrong about it."""
    for given in paths:
        path = Path(given)
        try:
            if path.is_dir():
                found = sorted(
                    p
                    for p in path.rglob("*")
                    if p.suffix.lower() in FORMATS and not p.name.startswith(".") and p.is_file()
                )
                if not found:
                    yield (
                        path,
                        ReadError(
                            f"{path}: no {' or '.join(FORMATS)} file in this folder; "
                            "name a folder with articles"
                        ),
                    )
                yield from ((p, _id(p.relative_to(path))) for p in found)
            elif not path.exists():
                yield path, ReadError(f"{path}: no such file or folder; check the spelling")
            elif path.suffix.lower() not in FORMATS or not path.is_file():
                yield (
                    path,
                    ReadError(
                        f"{path}: not a {' or '.join(FORMATS)} file; save the article as plain "
                        f"text and name it {path.stem or 'article'}.txt"
                    ),
                )
            else:
                yield path, _id(Path(path.name))
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            yield (
                path,
                ReadError(f"{path}: cannot be looked at ({error}); check its name and rights"),
            )


def _id(relative: Path) -> str:
    """The article id of a file: its path without the suffix, with / between folders."""
    return unicodedata.normalize("NFC", clean(relative.with_suffix("").as_posix()))
