"""Word lists hold what code reads, and code reads what they hold."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest

KG = Path(__file__).parents[2] / "kg"
FILES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((KG / "patterns" / "words").glob("*.toml"))
}
GRAMMARS = {"time-grammar": "time", "amounts-grammar": "amounts"}  # and the lists that they name
_PLACE = re.compile(r"\{[=^]([a-z_.]+)\}")

Keys: TypeAlias = tuple[str, ...]
ANY = "*"  # a key that is known only when the code runs


class Reads(ast.NodeVisitor):
    """The keys that a module reads of each word list; a shorter path reads all below it."""

    def __init__(self) -> None:
        self.paths: dict[str, set[Keys]] = defaultdict(set)
        self._variables: dict[str, tuple[str, Keys]] = {}

    def visit_Module(self, node: ast.Module) -> None:
        """Variables of one module are unknown in the next."""
        self._variables = {}
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Variables of one function are unknown in the next."""
        outside = dict(self._variables)
        self.generic_visit(node)
        self._variables = outside

    def visit_Assign(self, node: ast.Assign) -> None:
        """`table = words("reporting")["force"]` reads nothing yet, but says what `table` is."""
        place = self._place(node.value)
        if _is_set(node.value):
            self._note(node.value)  # it may be imported elsewhere
        elif place is not None and isinstance(node.targets[0], ast.Name):
            self._variables[node.targets[0].id] = place
        else:
            self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """The longest chain of constant keys is what is read."""
        if not self._note(node):
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """`word_set("reporting", "force", "question")`, `words("reporting")`, `table.get("x")`."""
        if self._note(node):
            for argument in node.args:
                self.visit(argument)
        else:
            self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        """A table that is passed on or looped over is read as a whole."""
        self._note(node)

    def visit_For(self, node: ast.For) -> None:
        """The variables of a loop are something new."""
        for target in ast.walk(node.target):
            if isinstance(target, ast.Name):
                self._variables.pop(target.id, None)
        self.generic_visit(node)

    def _note(self, node: ast.expr) -> bool:
        place = self._place(node)
        if place is not None:
            keys = place[1]
            self.paths[place[0]].add(keys[: keys.index(ANY)] if ANY in keys else keys)
        return place is not None

    def _place(self, node: ast.expr) -> tuple[str, Keys] | None:
        """The word list and the keys that an expression stands for."""
        if isinstance(node, ast.Name):
            return self._variables.get(node.id)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self._called(node)
        if isinstance(node, ast.Subscript):
            place = self._place(node.value)
            if place is None:
                return None
            if not isinstance(node.slice, ast.Constant) or ANY in place[1]:
                return place[0], (*place[1], ANY)
            return place[0], (*place[1], node.slice.value)
        return None

    @staticmethod
    def _called(node: ast.Call) -> tuple[str, Keys] | None:
        assert isinstance(node.func, ast.Name)
        if node.func.id not in {"words", "word_set"} or not node.args:
            return None
        name, *keys = node.args
        if not isinstance(name, ast.Constant):
            return None
        known = (key.value if isinstance(key, ast.Constant) else ANY for key in keys)
        return name.value, tuple(known)


def _is_set(node: ast.expr) -> bool:
    """Whether the expression is a call of `word_set`, which reads a whole list."""
    name = node.func if isinstance(node, ast.Call) else None
    return isinstance(name, ast.Name) and name.id == "word_set"


def _reads() -> Mapping[str, set[Keys]]:
    visitor = Reads()
    for path in sorted(KG.rglob("*.py")):
        visitor.visit(ast.parse(path.read_text(encoding="utf-8")))
    for grammar, lists in GRAMMARS.items():
        visitor.paths[grammar].add(())
        for pattern in _texts(FILES[grammar]):
            visitor.paths[lists].update(tuple(p.split(".")) for p in _PLACE.findall(pattern))
    return visitor.paths


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    else:
        yield "".join(value)


def _leaves(table: Mapping[str, Any], above: Keys = ()) -> Iterator[Keys]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key)


def _is_there(table: Any, keys: Keys) -> bool:
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return False
        table = table[key]
    return True


READS = _reads()


@pytest.mark.parametrize("name", list(FILES))
def test_word_list_has_no_key_that_nothing_reads(name: str) -> None:
    """A list that no code asks for is dead, or its name is misspelled in the code."""
    unread = [
        ".".join(leaf)
        for leaf in _leaves(FILES[name])
        if not any(leaf[: len(read)] == read for read in READS.get(name, ()))
    ]
    assert unread == []


@pytest.mark.parametrize("name", sorted(READS))
def test_word_list_has_every_key_that_is_read(name: str) -> None:
    """A key that is read and missing would be found out only by the sentence that needs it."""
    assert [keys for keys in READS[name] if not _is_there(FILES[name], keys)] == []


@pytest.mark.parametrize("name", list(FILES))
def test_word_list_holds_words(name: str) -> None:
    """Lists of different words, single words, numbers, and tables of these."""
    assert list(_misfits(FILES[name])) == []


def _misfits(value: Any, at: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _misfits(inner, f"{at}.{key}")
    elif isinstance(value, list):
        if not all(isinstance(item, str | int | float) for item in value):
            yield f"{at}: {value}"
    elif not isinstance(value, str | int | float):
        yield f"{at}: {value!r}"
