"""The examples of the pattern files are the patterns' tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kg.extract import extract
from kg.language import parse
from kg.model import Annotation, Article, Event, Fact, Relation, Role, Statement
from kg.patterns import pattern_files


def _cases() -> Iterator[Any]:
    for file, tables in pattern_files().items():
        for number, table in enumerate(tables, 1):
            kind = next(k for k in ("event", "relation", "role", "statement") if k in table)
            for example in table.get("example", ()):
                marks = [pytest.mark.xfail(reason=example["xfail"], strict=True)] if "xfail" in example else []
                yield pytest.param(kind, table[kind], example, id=f"{file}-{number}: {example['text'][:60]}", marks=marks)


@pytest.mark.parametrize(("kind", "name", "example"), list(_cases()))
def test_example_yields_its_facts_and_no_other(kind: str, name: str, example: dict[str, Any]) -> None:
    """A sentence in, exactly the facts of this pattern's type out."""
    document = next(iter(parse([Article("example", example["text"], date=example.get("date"))])))
    annotation = extract(document)
    found = [_told(annotation, f) for f in annotation.facts if f.kind == kind and getattr(f, "type", kind) == name]
    assert sorted(found) == sorted(example["facts"])


@pytest.mark.parametrize("file", list(pattern_files()))
def test_every_pattern_has_a_hit_and_a_near_miss(file: str) -> None:
    """A pattern without an example of each kind is not known to work."""
    for number, table in enumerate(pattern_files()[file], 1):
        examples = table.get("example", [])
        assert any(e["facts"] for e in examples), f"{file}.toml, pattern {number}: no example that must be found"
        assert any(not e["facts"] for e in examples), f"{file}.toml, pattern {number}: no near miss that must yield nothing"


def _told(annotation: Annotation, fact: Fact) -> str:
    """A fact in the words of the pattern files: `Acquisition(agent=Microsoft, patient=GitHub, time=2018)`."""
    words = {m.id: m.text for m in annotation.mentions}
    parts = [f"{a.role}={words[a.mention]}" for a in fact.arguments]
    if isinstance(fact, (Event, Statement)) and fact.time:
        parts.append(f"time={fact.time.value}")
    if isinstance(fact, Role):
        parts += [f"{k}={v}" for k, v in (("status", fact.status), ("start", fact.start), ("end", fact.end)) if v not in (None, "current")]
    if isinstance(fact, Statement):
        parts.append("content=" + " … ".join(annotation.article.text[s.start : s.end] for s in fact.content))
        parts += [f"force={fact.force}"] if fact.force != "assertion" else []
    if fact.polarity == "negative":
        parts.append("polarity=negative")
    if fact.certainty != "certain":
        parts.append(f"certainty={fact.certainty}")
    if fact.statement is not None:
        parts.append("said")
    name = fact.type if isinstance(fact, (Event, Relation)) else fact.kind
    return f"{name}({', '.join(parts)})"
