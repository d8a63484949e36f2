"""Files of folders and globs in a fixed order, and the article ids that their names give."""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from kg.read.clean import folded
from kg.read.errors import ReadError
from kg.read.formats import BY_SUFFIX
from kg.read.item import Item
from kg.read.names import id_from, is_hidden, one_line, split, stem_of

Found: TypeAlias = tuple[Path, Item] | ReadError


def files(given: str, crowds: dict[Path, frozenset[str]]) -> Iterator[Found]:
    """Each file that a path or a glob stands for, with what its name says of it.

    `crowds` remembers, for each folder, the stems that several of its files share.
    """
    try:
        path = Path(given)
        if path.is_dir():
            yield from _of_folder(path, path, crowds)
        elif path.exists():
            yield _named(path, path.name, crowds, True)
        elif glob.has_magic(given):
            yield from _of_glob(given, crowds)
        elif path.is_symlink():
            yield ReadError(f"{one_line(given)}: a link to nothing; name the file itself")
        else:
            yield ReadError(f"{one_line(given)}: no such file or folder; check the spelling")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield _unseen(given, error)


def _of_glob(given: str, crowds: dict[Path, frozenset[str]]) -> Iterator[Found]:
    """The files that match, with ids from the first folder on that the pattern leaves open."""
    found = sorted(map(Path, glob.iglob(given, recursive=True)))
    fixed = Path(given)
    while glob.has_magic(str(fixed)):
        fixed = fixed.parent
    matched = [path for path in found if not path.is_dir() or "**" not in given]
    if not matched:
        yield ReadError(f"{one_line(given)}: no file matches; check the pattern")
    for path in matched:
        if path.is_dir():
            yield from _of_folder(path, fixed, crowds)
        else:
            yield _named(path, path.relative_to(fixed).as_posix(), crowds, True)


def _of_folder(folder: Path, root: Path, crowds: dict[Path, frozenset[str]]) -> Iterator[Found]:
    """All files below a folder by name, with ids from `root` on."""
    empty = True
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if not path.is_dir():
                empty = False
                yield _named(path, path.relative_to(root).as_posix(), crowds, False)
            elif path != folder and path.is_symlink():
                yield ReadError(
                    f"{one_line(path)}: a link to a folder, which is not followed; name it itself"
                )
            else:
                names = sorted(os.listdir(path), reverse=True)
                waiting += [path / name for name in names if not is_hidden(name)]
        except OSError as error:
            yield _unseen(path, error)
    if empty:
        yield ReadError(f"{one_line(folder)}: no file in this folder; name a folder with articles")


def _named(path: Path, relative: str, crowds: dict[Path, frozenset[str]], by_user: bool) -> Found:
    """What a name says: several files of one stem keep their suffix in the id, but for the .txt."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not (by_user and stat.S_ISFIFO(mode)):
            return ReadError(f"{one_line(path)}: a device, a pipe or a socket; name a file")
        if path.parent not in crowds:
            crowds[path.parent] = _crowded(os.listdir(path.parent))
    except OSError as error:
        return _unseen(path, error)
    stem, suffix = stem_of(relative), split(relative)[1]
    if suffix != ".txt" and folded(stem_of(path.name)) in crowds[path.parent]:
        stem = relative
    return path, Item(one_line(path), id_from(stem), b"", suffix)


def _unseen(path: Path | str, error: Exception) -> ReadError:
    what = error.strerror if isinstance(error, OSError) else error
    return ReadError(
        f"{one_line(path)}: cannot be looked at ({what}); check its name and your rights"
    )


def _crowded(names: Iterable[str]) -> frozenset[str]:
    """The stems that several files which can be read share, as ids are compared."""
    stems = Counter(
        folded(stem_of(name))
        for name in names
        if split(name)[1] in BY_SUFFIX and not is_hidden(name)
    )
    return frozenset(stem for stem, count in stems.items() if count > 1)
