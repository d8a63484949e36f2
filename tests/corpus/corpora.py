"""Small corpora for tests of builds, and what to compare of two builds."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg.graph import open_store
from tests.conftest import small_annotation

ROOT = Path(__file__).parents[2]
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


def varied(number: int, sentences: int = 18) -> str:
    """An article on people and firms of its own, in sentences of all patterns.

    It has about 180 words, 650 with 84 sentences. No two numbers give the same.
    """
    chance = random.Random(number)
    names = {
        "FIRST": chance.choice(FIRST) + chance.choice(("a", "e", "ina", "us")),
        "LAST": chance.choice(LAST) + chance.choice(("man", "ton", "ford", "er")),
        "FIRM": chance.choice(FIRMS) + chance.choice((" Systems", " Foods", " Energy", " Lines")),
        "TOWN": chance.choice(TOWNS),
    }
    own = [
        "{FIRST} {LAST}, the chief executive of {FIRM}, said in {TOWN} that it had sold its ships.",
        "{FIRM} hired {FIRST} {LAST} in 2019.",
        "“We will not leave {TOWN},” {LAST} told reporters on Friday.",
        "{LAST} was born in {TOWN} and studied at the University of {TOWN}.",
    ]
    chosen = [*(s.format(**names) for s in own), *chance.sample(_examples(), sentences)]
    paragraphs = [" ".join(chosen[at : at + 3]) for at in range(0, len(chosen), 3)]
    day = f"{1 + number % 28:02}"
    return f"{names['FIRM']} leaves story {number}\n\n2020-05-{day}\n\n" + "\n\n".join(paragraphs)


@cache
def _examples() -> list[str]:
    """The example sentences of all pattern files."""
    texts = []
    for path in sorted((ROOT / "kg/patterns").glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8")).values()
        entries = [entry for table in tables if isinstance(table, list) for entry in table]
        for entry in entries:
            if isinstance(entry, dict):
                texts += [example["text"] for example in entry.get("example", ())]
    return [text for text in texts if text.endswith((".", "”"))]


def write_varied(folder: Path, numbers: Sequence[int], sentences: int = 18) -> Path:
    """A folder with these varied articles, a file each, a thousand in a folder."""
    for number in numbers:
        place = folder / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"v{number:06}.txt").write_text(varied(number, sentences), encoding="utf-8")
    return folder


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
    return {**files, "quads": sorted(map(str, store))}


def kg_process(*arguments: object, **options: object) -> subprocess.Popen[str]:
    """`kg` as a program of its own."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    return subprocess.Popen(
        command,
        # a shell in the background has its children ignore Ctrl-C; there are no threads here
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        **options,
    )
