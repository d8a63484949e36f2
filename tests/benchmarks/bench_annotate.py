"""What reading costs beside bare spaCy, the language half alone and with extraction: `make bench`
prints ratios of CPU time, and fails where it is too much.

KG_BENCH_ARTICLES names a folder of articles to read; without it that of the evaluation data beside
the repository, else copies of the seed.
KG_BENCH_PROFILE=1 prints which of our own functions take longest.
"""

import cProfile
import os
import pstats
import time
from dataclasses import replace
from pathlib import Path

import spacy
from spacy.language import Language

from kg import pipeline
from kg.extract import extract
from kg.language import parse
from kg.language.spacy_model import MODEL

ROOT = Path(__file__).parents[2]
ARTICLES = Path(os.environ.get("KG_BENCH_ARTICLES", ROOT.parent / "shared" / "eval" / "articles"))
COPIES, RUNS = 30, 3
ALLOWED_LANGUAGE, ALLOWED = 1.0, 1.5  # times what bare spaCy takes


def articles():
    """The articles of the folder, or copies of the seed under names of their own."""
    if ARTICLES.is_dir():
        return pipeline.sources(sorted(ARTICLES.glob("*.txt")))
    return [
        replace(a, id=f"{a.id}-{n}")
        for n in range(COPIES)
        for a in pipeline.sources([ROOT / "seeds"])
    ]


def seconds_of(work):
    """CPU seconds that the work takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def language_half(read):
    """The parsed articles, each given away before the next comes."""
    for _ in parse(read):
        pass


def whole(read):
    """The annotation of every article."""
    for document in parse(read):
        extract(document)


def test_cost_of_reading(monkeypatch):
    """The parse with layout, names, dates and who is who costs no more than spaCy's parse alone.

    With facts, half as much again; on the same pieces of text in one run.
    """
    read, handed, pipe = articles(), [], Language.pipe

    def overheard(self, texts, **options):
        handed.append((list(texts), options))
        return pipe(self, handed[-1][0], **options)

    with monkeypatch.context() as patch:
        patch.setattr(Language, "pipe", overheard)
        next(parse(read[:1]))
        handed.clear()
        words = sum(len(document.doc) for document in parse(read))
    whole(read[:1])  # patterns and weights are loaded once

    plain = spacy.load(MODEL)

    def bare():
        for texts, options in handed:
            list(plain.pipe(texts, **options))

    spent = [
        (seconds_of(bare), seconds_of(lambda: language_half(read)), seconds_of(lambda: whole(read)))
        for _ in range(RUNS)
    ]
    bare_model, language, annotate = (min(run) for run in zip(*spent, strict=True))
    print(f"\n{len(read)} articles, {words:,} tokens: spaCy {bare_model:.2f} s of CPU")
    print(
        f"the language half {language:.2f} s; "
        f"ratio {language / bare_model:.3f}, allowed {ALLOWED_LANGUAGE}"
    )
    print(
        f"with extraction   {annotate:.2f} s; ratio {annotate / bare_model:.3f}, allowed {ALLOWED}"
    )
    if os.environ.get("KG_BENCH_PROFILE"):
        print_profile(read)
    assert language <= ALLOWED_LANGUAGE * bare_model
    assert annotate <= ALLOWED * bare_model


def print_profile(read):
    """The ten functions of ours that take longest by themselves.

    The times are those of a profiled, slower run.
    """
    profile = cProfile.Profile()
    profile.runcall(whole, read)
    stats = pstats.Stats(profile).stats
    own = [
        (own, total, calls, name, Path(path))
        for (path, _, name), (_, calls, own, total, _) in stats.items()
        if str(ROOT / "kg") in path
    ]
    print("   own s   with callees     calls")
    for spent, total, calls, name, path in sorted(own, reverse=True)[:10]:
        print(f"{spent:8.3f} {total:14.3f} {calls:9,}  {path.stem}.{name}")
