"""Prove that a refactoring changes nothing that comes out: save what a tree makes, compare another
with it.

    python tests/same_bytes.py save /tmp/before        # in the tree before the change
    python tests/same_bytes.py compare /tmp/before     # in the tree after it

What is compared, byte for byte: the annotation records of the seed, of the evaluation articles
(where `../shared/eval/articles` is there) and of every sentence in the tests and pattern files as
they were when saved; and the TriG of the seed and of those articles. The inputs are saved too, so
that reworded or moved tests do not matter.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import kg
from kg import corpus, pipeline
from kg.model import Article, KgError

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT.parent / "shared" / "eval" / "articles"
INPUTS, RECORDS = "inputs.jsonl", "records.jsonl"
WEDNESDAY = "2024-05-15"
FEWEST_WORDS = 4


def main() -> int:
    """Save or compare, as the command line says; 1 where something differs."""
    parser = argparse.ArgumentParser(description="Compare what two trees of kg make.")
    parser.add_argument("command", choices=["save", "compare"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=Path, default=ARTICLES, help="folder of texts")
    parser.add_argument("--every", type=int, default=1, help="compare each n-th sentence only")
    options = parser.parse_args()
    if options.command == "save":
        save(options.folder, options.articles)
        return 0
    return compare(options.folder, options.every)


def save(folder: Path, articles: Path) -> None:
    """Write inputs, records and TriG into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    inputs = [*_articles(articles), *_sentences()]
    with (folder / INPUTS).open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in inputs)
    with (folder / RECORDS).open("w", encoding="utf-8", newline="\n") as lines:
        lines.writelines(record + "\n" for record in _records(inputs))
    for kind in ("seed", "articles"):
        (folder / f"{kind}.trig").write_bytes(_trig(inputs, kind))


def compare(folder: Path, every: int = 1) -> int:
    """Print what differs from the folder; 0 where nothing does."""
    lines = (folder / INPUTS).read_text(encoding="utf-8").split("\n")[:-1]
    before = (folder / RECORDS).read_text(encoding="utf-8").split("\n")[:-1]
    chosen = [
        (json.loads(line), record)
        for number, (line, record) in enumerate(zip(lines, before, strict=True))
        if json.loads(line)["kind"] != "sentence" or number % every == 0
    ]
    inputs = [source for source, _ in chosen]
    different = 0
    for (source, old), new in zip(chosen, _records(inputs), strict=True):
        if old != new:
            different += 1
            what = (source["text"] or source["path"] or "")[:200]
            print(f"record differs: {source['kind']} {source['id']}: {what!r}")
            print(f"    {_first_difference(old, new)}")
    for kind in ("seed", "articles"):
        if _trig(inputs, kind) != (folder / f"{kind}.trig").read_bytes():
            different += 1
            print(f"TriG differs: {kind}")
    print(f"{different} of {len(chosen):,} records and 2 graphs differ")
    return 1 if different else 0


def _first_difference(old: str, new: str) -> str:
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    return f"{old[max(0, start - 60) : start + 60]!r} … {new[max(0, start - 60) : start + 60]!r}"


def _articles(folder: Path) -> Iterator[dict[str, str | None]]:
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        yield {"kind": "seed", "id": path.name, "text": None, "path": str(path)}
    for path in sorted(folder.glob("*.txt")):
        yield {"kind": "articles", "id": path.name, "text": None, "path": str(path)}


def _sentences() -> Iterator[dict[str, str | None]]:
    """Every text of several words in the tests' Python and TOML and in the pattern files."""
    seen: set[str] = set()
    for path in [
        *sorted((ROOT / "tests").rglob("*.py")),
        *sorted((ROOT / "tests").rglob("*.toml")),
    ]:
        _add(seen, _strings(path))
    for path in sorted((ROOT / "kg" / "patterns").glob("*.toml")):
        _add(seen, _strings(path))
    for number, text in enumerate(sorted(seen)):
        date = WEDNESDAY if number % 2 else None
        yield {"kind": "sentence", "id": f"sentence-{number}", "text": text, "date": date}


def _add(seen: set[str], texts: Iterator[str]) -> None:
    seen.update(t for t in texts if len(t.split()) >= FEWEST_WORDS and "\0" not in t)


def _strings(path: Path) -> Iterator[str]:
    if path.suffix == ".py":
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
        docstrings = {
            ast.get_docstring(n, clean=False) for n in ast.walk(tree) if isinstance(n, documented)
        }
        constants = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant))
        yield from (v for v in constants if isinstance(v, str) and v not in docstrings)
    else:
        yield from _values(tomllib.loads(path.read_text(encoding="utf-8")))


def _values(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in _values(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in _values(inner))


def _records(inputs: list[dict[str, str | None]]) -> Iterator[str]:
    for source in inputs:
        try:
            yield _record(source)
        except KgError as error:
            yield f"{type(error).__name__}"


def _record(source: dict[str, str | None]) -> str:
    if source["text"] is None:
        return next(pipeline.annotate(pipeline.sources([str(source["path"])]))).to_json()
    return kg.annotate(Article(str(source["id"]), source["text"], date=source["date"])).to_json()


def _trig(inputs: list[dict[str, str | None]], kind: str) -> bytes:
    paths = [str(source["path"]) for source in inputs if source["kind"] == kind]
    if not paths:
        return b""
    with tempfile.TemporaryDirectory() as folder:
        corpus.build(paths, Path(folder) / "build", corpus.Plan(picture=False))
        return (Path(folder) / "build/graph.trig").read_bytes()


if __name__ == "__main__":
    sys.exit(main())
