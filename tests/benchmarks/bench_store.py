"""How the cost of filling a store and of its TriG grows: `make bench` prints the figures."""

import time
from dataclasses import replace
from pathlib import Path

from kg import pipeline
from kg.graph import TrigFile, article_quads, load, open_store, trig_part, write_trig

SEEDS = Path(__file__).parents[2] / "seeds"
FEW, MANY = 20, 80
MOST = 2.0  # times the cost of an article among few


def _cost(work):
    before = time.process_time()
    found = work()
    return found, time.process_time() - before


def _costs(annotation, copies, folder):
    """Seconds an article of each step, and the bytes of the store."""
    records = [
        replace(annotation, article=replace(annotation.article, id=f"copy-{n}"))
        for n in range(copies)
    ]
    folder.mkdir()
    store, seconds = open_store(folder), {}
    quads, seconds["article_quads"] = _cost(lambda: [article_quads(r) for r in records])
    _, seconds["load"] = _cost(lambda: load(store, quads))
    parts, seconds["trig_part"] = _cost(lambda: [trig_part(q) for q in quads])
    with TrigFile(folder) as file:
        _, seconds["TrigFile.add"] = _cost(lambda: [file.add(part) for part in parts])
        _, seconds["TrigFile.write"] = _cost(lambda: file.write(folder / "parts.trig"))
    _, seconds["write_trig"] = _cost(lambda: write_trig(store, folder / "store.trig"))
    size = sum(path.stat().st_size for path in (folder / "store").glob("*.sst"))
    return {step: spent / copies for step, spent in seconds.items()}, size / copies


def test_cost_of_an_article_does_not_grow(tmp_path):
    """Four times the articles cost four times as much, within what caches explain."""
    annotation = next(pipeline.annotate(pipeline.sources([SEEDS])))
    few, _ = _costs(annotation, FEW, tmp_path / "few")
    many, size = _costs(annotation, MANY, tmp_path / "many")
    words = len(annotation.article.text.split())
    print(f"\n{MANY} articles of {words} words: {size / 1e3:.0f} kB each in the store")
    for step, spent in many.items():
        print(f"{spent * 1e3:8.2f} ms an article, {spent / few[step]:.2f} times: {step}")
    assert sum(many.values()) < MOST * sum(few.values())
