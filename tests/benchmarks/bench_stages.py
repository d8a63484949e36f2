"""How fast each stage is, on copies of the seed article under names of their own: `make bench`
prints the figures.
"""

import itertools
import time
from dataclasses import replace
from pathlib import Path

import kg
from kg import corpus, pipeline

COPIES = 30
SEEDS = Path(__file__).parents[2] / "seeds"


def test_stages(tmp_path):
    """Reading into annotations, building the graph, and asking it, each timed once."""
    articles = pipeline.sources([SEEDS])
    copies = [
        replace(article, id=f"{article.id}-{n}")
        for n, article in itertools.product(range(COPIES), articles)
    ]
    words = sum(len(article.text.split()) for article in copies)
    list(pipeline.annotate(articles))  # the model is loaded now
    seconds, began = {}, time.perf_counter()

    def lap(stage):
        nonlocal began
        seconds[stage], began = time.perf_counter() - began, time.perf_counter()

    annotations = list(pipeline.annotate(copies))
    lap("annotate")
    corpus.build(annotations, tmp_path / "build")
    graph = kg.open(tmp_path / "build")
    lap("build the graph")
    graph.query("positions")
    lap("a ready-made question")
    graph.query("SELECT * { ?s a kg:Role } LIMIT 9")
    lap("free SPARQL, in its own process")
    graph.facts()
    lap("table of facts")
    graph.show(file=tmp_path / "page.html")
    lap("draw the page")
    print(
        f"\n{len(copies)} articles, {words:,} words, {len(graph.store):,} quads; "
        f"{words / seconds['annotate']:,.0f} words a second annotated"
    )
    for stage, spent in seconds.items():
        print(f"{spent:8.3f} s  {stage}")
    assert len(graph.query("articles")) >= len(copies)
