"""Readers and builds do not disturb each other: what is open stays, what is opened is whole."""

import gc
import os
import shutil
import subprocess
import time

import pytest

import kg
from kg import corpus
from kg.cli import run
from tests.conftest import small_annotation
from tests.corpus.corpora import kg_process, write_records

HERE = corpus.Plan(workers=0, picture=False)


def titles(graph):
    return sorted(graph.query("articles")["id"])


def test_an_open_graph_stays_as_it_was(tmp_path):
    """Even when its folder is exchanged and removed."""
    corpus.build([small_annotation("one")], tmp_path / "build", HERE)
    graph = kg.open(tmp_path / "build")
    assert len(graph.store) > 0
    corpus.build([small_annotation(id) for id in ("two", "three")], tmp_path / "build", HERE)
    assert titles(kg.open(tmp_path / "build")) == ["three", "two"]
    assert list(graph.query("SELECT ?id { ?a schema:identifier ?id }")["id"]) == ["one"]
    everything = "SELECT ?id { ?a a schema:NewsArticle ; schema:identifier ?id }"
    (answer,) = graph.store.query("PREFIX schema: <https://schema.org/> " + everything)
    assert answer["id"].value == "one"
    (kept,) = tmp_path.glob(".build.in-use-*")
    del graph
    gc.collect()
    corpus.build([small_annotation("four")], tmp_path / "build", HERE)
    assert not kept.exists()


def test_readers_meet_whole_builds_only(tmp_path):
    """Opened again and again while builds take each other's place, a graph is one or the other."""
    one, two = write_records(tmp_path / "1.jsonl", [1]), write_records(tmp_path / "2.jsonl", [1, 2])
    corpus.build([one], tmp_path / "build", HERE)
    script = (
        "import sys; from kg import corpus; plan = corpus.Plan(workers=0, picture=False)\n"
        "for n in range(12): corpus.build([sys.argv[1 + n % 2]], sys.argv[3], plan)"
    )
    import sys

    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-c", script, two, one, tmp_path / "build"]
    builder = subprocess.Popen(list(map(str, command)), env=paths, stderr=subprocess.PIPE)
    seen = set()
    while builder.poll() is None:
        graph = kg.open(tmp_path / "build")
        records = [
            quad.object.value
            for quad in graph.store
            if quad.predicate.value == "https://schema.org/identifier"
        ]
        seen.add(tuple(sorted(set(records))))
    assert (builder.returncode, builder.stderr.read()) == (0, b"")
    builder.stderr.close()
    assert seen <= {("r00001",), ("r00001", "r00002")}
    assert seen


@pytest.mark.skipif(not shutil.which("mount") or os.geteuid() != 0, reason="mounts a small disk")
def test_a_full_disk_leaves_the_old_build_and_says_so(tmp_path):
    """One line names the disk's fault; the old build is whole."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no right to mount")
    try:
        corpus.build([small_annotation("one")], disk / "build", HERE)
        before = (disk / "build/annotations.jsonl").read_bytes()
        records = write_records(tmp_path / "in.jsonl", range(600))
        process = kg_process("build", records, "-o", disk / "build", "-q", "--workers", 1)
        _, err = process.communicate()
        assert process.returncode == 2
        assert len(err.splitlines()) == 1
        assert "space" in err or "full" in err
        assert (disk / "build/annotations.jsonl").read_bytes() == before
        assert run(["check", str(disk / "build"), "-q"]) == 0
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_clock_that_is_set_back_changes_nothing(tmp_path, monkeypatch):
    """Times of files are not looked at: content is."""
    texts = tmp_path / "in"
    texts.mkdir()
    records = write_records(texts / "a.jsonl", range(3))
    corpus.build([texts], tmp_path / "build", HERE)
    write_records(records, range(4))
    os.utime(records, (0, 0))
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert corpus.build([texts], tmp_path / "build", HERE).articles == 4
