"""What linters do not check: names in the field's words, grammar in one place, short lines."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "kg").rglob("*.py"))
WIDTH = 100

# Words that names had and the field does not use, and what it says instead (docs/glossary.md).
RETIRED = {
    "bars": "thresholds",
    "beside": "adjacent, apposed",
    "bodies": "employers, organisations",
    "bundles": "statement edges",
    "deed": "event",
    "deeds": "events",
    "gist": "overview",
    "happening": "event, trigger",
    "happenings": "events, triggers",
    "looks": "features",
    "meanings": "embeddings",
    "reality": "factuality",
    "said": "reported, statement",
    "saying": "statement",
    "sayings": "statements",
    "telling": "mention, reporting",
    "tellings": "mentions",
    "tells": "reports",
    "tie": "relation",
    "ties": "relations",
    "told": "reported",
    "voucher": "source",
    "vouches": "asserts, reports",
    "vouching": "attribution",
    "ways": "paths",
}
# Options and columns of one version before, which are accepted with a warning.
DEPRECATED = {"said", "voucher"}

# Labels that are nothing but labels; "agent", "case", "mark" and "meta" are words of ours too.
UNAMBIGUOUS = """
    acl acomp advcl advmod amod appos attr aux auxpass ccomp conj csubj csubjpass det dobj expl
    npadvmod nsubj nsubjpass nummod oprd pcomp pobj poss preconj predet prep prt quantmod relcl
    xcomp
"""
LABELS = set(UNAMBIGUOUS.split())
SPELLS_LABELS = {
    "kg/scoring/triggers.py": "names of features, which the weights are keyed by",
    "kg/scoring/participants.py": "names of features, which the weights are keyed by",
}


def _words(name: str) -> set[str]:
    """The words of an identifier: of `_told_by` and `ToldBy` "told" and "by"."""
    return {w.lower() for part in name.split("_") for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", part)}


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _names(path: Path) -> Iterator[str]:
    """The names of the classes and functions of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name


@pytest.mark.parametrize("path", MODULES, ids=_relative)
def test_module_and_its_names_use_no_retired_word(path: Path) -> None:
    """A name that means something only to those who were there has a better one."""
    names = [path.stem, path.parent.name, *_names(path)]
    wrong = {
        name: RETIRED[word]
        for name in names
        if name not in DEPRECATED
        for word in _words(name) & RETIRED.keys()
    }
    assert wrong == {}


@pytest.mark.parametrize("path", MODULES, ids=_relative)
def test_dependency_labels_are_spelled_in_syntax_alone(path: Path) -> None:
    """All other code asks `kg.syntax`, by names that say what they mean."""
    if path.is_relative_to(ROOT / "kg" / "syntax") or _relative(path) in SPELLS_LABELS:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    strings = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant))
    assert [s for s in strings if isinstance(s, str) and s in LABELS] == []


@pytest.mark.parametrize("folder", ["kg", "tests", "ontology"])
def test_toml_and_javascript_have_short_lines(folder: str) -> None:
    """At most 100 columns, as in Python, where ruff looks after it."""
    paths = [p for p in (ROOT / folder).rglob("*") if p.suffix in {".toml", ".js", ".css", ".html"}]
    long = [
        f"{_relative(path)}:{number}"
        for path in sorted(paths)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > WIDTH
    ]
    assert long == []
