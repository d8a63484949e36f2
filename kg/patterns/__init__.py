"""What English looks like, as data: pattern files beside this module, word lists in `words/`.

A pattern file is named after the event, relation or role it finds; `[[pattern]]` tables say how to
see it, their
`[[pattern.example]]` tables are tests. README.md in this folder tells the format.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from kg.model import KgError


class PatternError(KgError):
    """A pattern file that does not say what it must: the message names file, pattern and cure."""


@cache
def words(name: str) -> Mapping[str, Any]:
    """The word list `words/NAME.toml`."""
    path = resources.files(__name__) / "words" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def word_set(name: str, *keys: str) -> frozenset[str]:
    """One list of a word file as a set, by the keys of its table and its own."""
    table: Any = words(name)
    for key in keys:
        table = table[key]
    return frozenset(table)


@cache
def pattern_files() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    """The `[[pattern]]` tables of every pattern file, by the file's name without ending, in order
    of name.
    """
    folder = resources.files(__name__)
    names = sorted(p.name for p in folder.iterdir() if p.name.endswith(".toml"))
    return {
        n.removesuffix(".toml"): tuple(
            tomllib.loads((folder / n).read_text(encoding="utf-8")).get("pattern", ())
        )
        for n in names
    }
