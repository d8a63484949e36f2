"""The examples of the pattern files are the patterns' tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kg.patterns import pattern_files
from tests.annotating import annotated, told


def _cases() -> Iterator[Any]:
    for file, tables in pattern_files().items():
        for number, table in enumerate(tables, 1):
            kind = next(k for k in ("event", "relation", "role", "statement") if k in table)
            for example in table.get("example", ()):
                marks = (
                    [pytest.mark.xfail(reason=example["xfail"], strict=True)]
                    if "xfail" in example
                    else []
                )
                yield pytest.param(
                    kind,
                    table[kind],
                    example,
                    id=f"{file}-{number}: {example['text'][:60]}",
                    marks=marks,
                )


@pytest.mark.parametrize(("kind", "name", "example"), list(_cases()))
def test_example_yields_its_facts_and_no_other(
    kind: str, name: str, example: dict[str, Any]
) -> None:
    """A sentence in, exactly the facts of this pattern's type out.

    The scorer of ties may tell one anew, by other words, but nothing of a near miss.
    """
    annotation = annotated(example["text"], example.get("date"))
    found = [f for f in annotation.facts if f.kind == kind and getattr(f, "type", kind) == name]
    assert sorted(
        told(annotation, f)
        for f in found
        if not example["facts"] or not f.pattern.endswith(":scored")
    ) == sorted(example["facts"])


@pytest.mark.parametrize("file", list(pattern_files()))
def test_every_pattern_has_a_hit_and_a_near_miss(file: str) -> None:
    """A pattern without an example of each kind is not known to work."""
    for number, table in enumerate(pattern_files()[file], 1):
        examples = table.get("example", [])
        assert any(e["facts"] for e in examples), (
            f"{file}.toml, pattern {number}: no example that must be found"
        )
        assert any(not e["facts"] for e in examples), (
            f"{file}.toml, pattern {number}: no near miss that must yield nothing"
        )
