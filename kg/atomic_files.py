"""Files that appear whole or not at all.

A crash or a full disk leaves what stood there before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
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
