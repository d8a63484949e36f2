"""Files and folders that appear whole or not at all.

A crash or a full disk leaves what stood there before.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` when all is on the disk."""
    target = path.resolve()  # a symbolic link stays one
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with new.open("xb") as file:  # not mkstemp, whose files nobody else may read
            yield file
            file.flush()
            os.fsync(file.fileno())
        new.replace(target)
    except BaseException as error:
        new.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename == str(new):
            error.filename = str(path)  # the name that the user gave
        raise


@contextmanager
def whole_folder(path: Path, names: Iterable[str]) -> Iterator[Path]:
    """An empty folder to fill, which takes the place of `path` at the end.

    What the old one held besides `names` moves over to the new one.
    """
    target, ours = path.resolve(), frozenset(names)
    target.parent.mkdir(parents=True, exist_ok=True)
    recover_folder(target, ours)
    new = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.new-"))
    try:
        new.chmod(0o777 & ~_umask())  # mkdtemp makes folders that nobody else may read
        yield new
        if target.exists():
            target.rename(_replaced(target))
        new.rename(target)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    finally:
        recover_folder(target, ours)


def recover_folder(path: Path, names: Iterable[str]) -> None:
    """Finish what `whole_folder` was doing when it was cut off.

    The old folder comes back, or what it holds besides `names` goes to the new one.
    """
    target = path.resolve()
    old = _replaced(target)
    if not old.is_dir():
        return
    if not target.exists():
        old.rename(target)
        return
    for other in sorted({p.name for p in old.iterdir()} - frozenset(names)):
        (old / other).rename(target / other)
    shutil.rmtree(old)


def _replaced(target: Path) -> Path:
    return target.with_name(f".{target.name}.replaced-by-kg")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
