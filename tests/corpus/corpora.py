"""Small corpora for tests of builds, and what to compare of two builds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from kg.graph import open_store
from kg.graph.store import sorted_quads
from tests.conftest import small_annotation

FIRST = ("Ann", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jo")
LAST = ("Lee", "Poe", "Reed", "Stone", "Tate", "Usher", "Vance", "West", "Young", "Zane")
FIRMS = ("Acme", "Bolt", "Corvid", "Dynamo", "Ember", "Fathom", "Gantry", "Harbor")
TOWNS = ("Leeds", "Oslo", "Lagos", "Lima", "Osaka", "Perth", "Quito", "Riga")
VERBS = ("bought", "sued", "fined", "praised", "hired", "left", "joined", "sold")


def article(number: int) -> str:
    """A short article that no other number gives."""
    first, last = FIRST[number % 10], LAST[number // 10 % 10]
    firm, other = FIRMS[number % 8], FIRMS[(number // 8 + 3) % 8]
    town, verb = TOWNS[number // 3 % 8], VERBS[number // 5 % 8]
    return (
        f"{firm} {verb} {other} for ${number + 1} million on May 5, 2020, "
        f"{first} {last}, the chief executive of {firm}, said in {town}.\n\n"
        f"“We will build plant number {number} in {town},” {last} told reporters. "
        f"{other} was founded in {1900 + number % 100}.\n"
    )


def write_articles(folder: Path, numbers: Sequence[int]) -> Path:
    """A folder with these articles, a file each."""
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"a{number:05}.txt").write_text(article(number), encoding="utf-8")
    return folder


def write_records(path: Path, numbers: Sequence[int]) -> Path:
    """A file of annotation records, which are built without the model."""
    lines = [small_annotation(f"r{number:05}").to_json() + "\n" for number in numbers]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def result(build: Path) -> dict[str, object]:
    """What a build is: its records, its graph, its picture, what was left out."""
    names = ("annotations.jsonl", "graph.trig", "graph.html", "report.json")
    files: dict[str, object] = {
        name: (build / name).read_bytes() for name in names if (build / name).exists()
    }
    store = open_store(build, read_only=True)
    return {**files, "quads": list(map(str, sorted_quads(store)))}


def kg_process(*arguments: object, **options: object) -> subprocess.Popen[str]:
    """`kg` as a program of its own."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        **options,
    )
