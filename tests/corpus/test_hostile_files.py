"""Among hostile files the good ones are built, and each bad one is accounted for."""

import json

import pytest

from kg.graph import articles, open_store
from tests.corpus.corpora import kg_process, write_articles
from tests.corpus.hostile_files import hostile_files


@pytest.mark.parametrize("number", [80, pytest.param(400, marks=pytest.mark.long)])
def test_hostile_files_cost_themselves_alone(tmp_path, number):
    """No worker is late or outgrows its cap without a word, and no traceback is shown."""
    folder = write_articles(tmp_path / "in", range(20))
    names = []
    for name, data in hostile_files(number):
        names.append(name)
        (folder / name).write_bytes(data)
    process = kg_process(
        *("build", folder, "-o", tmp_path / "build", "--deadline", 60, "--memory", 1500, "-q")
    )
    out, err = process.communicate()
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err
    report = json.loads((tmp_path / "build/report.json").read_text())
    built = list(articles(open_store(tmp_path / "build", read_only=True)))
    assert {f"a{n:05}" for n in range(20)} <= set(built)
    told = "\n".join(left_out["message"] for left_out in report["left_out"])
    lost = [name for name in names if not _is_accounted_for(name, built, told)]
    assert lost == []
    assert not (tmp_path / "outside.txt").exists()


def _is_accounted_for(name, built, told):
    """Whether the graph has an article of a file, or the report a line."""
    stem = name.partition(".")[0]
    return name in told or any(id.startswith(stem) for id in built) or _has_own_id(name, built)


def _has_own_id(name, built):
    """Whether the file gives its article an id of its own."""
    return any(id in built for id in _OWN_IDS.get(name, ("x", "http://example.org/a")))


_OWN_IDS = {"surrogate.jsonl": ("half",), "deep.jsonl": ("deep",), "nul.json": ("nul ",)}
