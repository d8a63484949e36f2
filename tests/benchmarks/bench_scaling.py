"""What a large corpus needs, measured on a small one: `make bench` prints the figures that
docs/scaling.md reckons with, and fails where a cluster costs too much.

CPU time is that of all processes; on a busy machine the seconds of the clock say little.
KG_BENCH_ARTICLES names a folder of articles; without it that of the evaluation data beside the
repository, else copies of the seed. KG_BENCH_COPIES says how often each is read.
"""

import gzip
import os
import resource
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import psutil

import kg
from kg import corpus, pipeline
from kg.graph import load, open_store

ROOT = Path(__file__).parents[2]
ARTICLES = Path(os.environ.get("KG_BENCH_ARTICLES", ROOT.parent / "shared" / "eval" / "articles"))
COPIES = int(os.environ.get("KG_BENCH_COPIES", "4"))
SECONDS_BETWEEN_LOOKS = 2
MANY = 10_000_000
WAYS = {"1 process": {"workers": 1}, "2 processes": {"workers": 2}, "cluster": {"local_cluster": 2}}
ALLOWED = 1.5  # times the CPU of a local build; the less the more there is to read
_KINDS = {"kg.corpus.worker": "reader", "worker": "dask worker, nannies", "-c": "dask worker"}


def articles():
    """The articles, each several times under names of its own."""
    texts = sorted(ARTICLES.glob("*.txt"))
    found = pipeline.sources(texts or [ROOT / "seeds"])
    copies = COPIES if texts else 30 * COPIES
    return [replace(a, id=f"{a.id}-{n}") for n in range(copies) for a in found]


def cpu():
    """CPU seconds of this process and of all that it has waited for."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return [usage.ru_utime + usage.ru_stime for usage in spent]


class Memory:
    """The most memory that a process of each kind was seen to take, in MB.

    And the CPU seconds of this process when the last article had been read.
    """

    def __init__(self):
        self.most, self._next, self.read = Counter(), 0.0, 0.0

    def __call__(self, progress):
        self.read = cpu()[0]
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + SECONDS_BETWEEN_LOOKS
        for process in [psutil.Process(), *psutil.Process().children(recursive=True)]:
            words = process.cmdline()
            kind = next((k for word, k in _KINDS.items() if word in words[:4]), "parent")
            kind = "parent" if process.pid == os.getpid() else kind
            size = process.memory_info().rss // 1_000_000
            self.most[kind] = max(self.most[kind], size)


def measured(given, folder, **plan):
    """CPU here, of that until all is read, CPU of others, seconds of the clock, memory."""
    memory, before, began = Memory(), cpu(), time.monotonic()
    plan = corpus.Plan(trig=False, picture=False, **plan)
    corpus.build(given, folder, plan, memory)
    spent = [after - first for after, first in zip(cpu(), before, strict=True)]
    return spent[0], memory.read - before[0], spent[1], time.monotonic() - began, dict(memory.most)


def size_of(path):
    """Bytes of a file, or of all files of a folder."""
    return sum(p.stat().st_size for p in ([path] if path.is_file() else path.rglob("*")))


def test_what_a_corpus_needs(tmp_path):
    """Reading on one and two processes and on a cluster of two, and the size of what comes out."""
    given = articles()
    words = sum(len(article.text.split()) for article in given)
    print(f"\n{len(given):,} articles, {words:,} words")
    total, ahead = {}, 0.0
    for name, plan in WAYS.items():
        here, ahead, others, clock, memory = measured(given, tmp_path / name, **plan)
        total[name] = here + others
        print(
            f"{name:12} CPU {here:6.1f} s here, {others:6.1f} s others, clock {clock:6.1f} s; "
            f"{words / total[name]:,.0f} words a second of CPU; MB {memory}"
        )
    print(f"{1000 * ahead / len(given):8.1f} ms an article  here, to hand out and take in")
    quads, fast, store = print_sizes(tmp_path / "1 process", len(given))
    hours = total["2 processes"] / len(given) * MANY / 3600
    loading = quads * MANY / fast / 3600
    print(f"{MANY:,} such articles: {hours:,.0f} core hours to read, {loading:,.0f} to load,")
    print(f"{quads * MANY / 1e9:,.1f}e9 quads, a store of {store * MANY / 1e9:,.0f} GB")
    print(f"cluster to local: {total['cluster'] / total['2 processes']:.2f}, allowed {ALLOWED}")
    assert total["cluster"] <= ALLOWED * total["2 processes"]


def print_sizes(folder, count):
    """Bytes an article takes in each form, and how fast a store is filled.

    Returns quads an article, quads a second, and bytes of store an article.
    """
    quads = kg.open(folder).save(folder / "graph.nq")
    trig = kg.open(folder).save(folder / "all.trig")
    data = quads.read_bytes()
    (folder / "again").mkdir()
    began = time.process_time()
    load(open_store(folder / "again"), [data])
    spent = time.process_time() - began
    sizes = {
        "record": size_of(folder / pipeline.ANNOTATIONS),
        "record, gzip": len(gzip.compress((folder / pipeline.ANNOTATIONS).read_bytes())),
        "N-Quads": len(data),
        "N-Quads, gzip": len(gzip.compress(data)),
        "TriG": size_of(trig),
        "store": size_of(folder / pipeline.STORE),
        "ledger": size_of(folder / "ledger.sqlite"),
    }
    for name, size in sizes.items():
        print(f"{size / count / 1000:8.1f} kB an article  {name}")
    each, fast = data.count(b"\n") / count, data.count(b"\n") / spent
    print(f"{each:,.0f} quads an article; {fast:,.0f} of them a second of CPU into a store")
    assert len(open_store(folder / "again", read_only=True)) > 0
    return each, fast, sizes["store"] / count
