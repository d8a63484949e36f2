"""A build reads what it has not read yet, and ends in the same bytes however it came there."""

import json
import os
import signal
import time
from pathlib import Path

import pytest

import kg
from kg import corpus
from kg.corpus import building, tasks
from kg.corpus.pool import ThisProcess
from tests.conftest import small_annotation
from tests.corpus.corpora import kg_process, result, write_articles, write_records

HERE = corpus.Plan(workers=0)


@pytest.fixture
def read_ids(monkeypatch):
    """The ids of the articles that are read, as the test goes on; no model is loaded."""
    seen = []

    def read(articles, gazetteer):
        for article in articles:
            seen.append(article.id)
            yield small_annotation(article.id)

    monkeypatch.setattr(tasks, "read_articles", read)
    return seen


def ids_in(build: Path) -> list[str]:
    lines = (build / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["id"] for line in lines]


def fresh(tmp_path, *inputs):
    """The same inputs built into a folder where nothing was."""
    corpus.build(inputs, tmp_path / "fresh", HERE)
    return result(tmp_path / "fresh")


def test_a_second_build_reads_nothing(tmp_path, read_ids):
    """Articles that did not change are taken from the build that is there, byte for byte."""
    texts = write_articles(tmp_path / "in", range(5))
    corpus.build([texts], tmp_path / "build", HERE)
    first = result(tmp_path / "build")
    read_ids.clear()
    report = corpus.build([texts], tmp_path / "build", HERE)
    assert (read_ids, report.read, report.articles) == ([], 0, 5)
    assert result(tmp_path / "build") == first


@pytest.mark.parametrize("many", [6, 40], ids=["store filled anew", "store changed in place"])
def test_a_build_follows_its_inputs(tmp_path, read_ids, many):
    """A new article is added, a changed one replaces its old self, a removed one goes."""
    texts = write_articles(tmp_path / "in", range(many))
    corpus.build([texts], tmp_path / "build", HERE)
    read_ids.clear()
    write_articles(texts, [many])
    (texts / "a00001.txt").write_text("Acme left.")
    (texts / "a00002.txt").unlink()
    report = corpus.build([texts], tmp_path / "build", HERE)
    assert sorted(read_ids) == ["a00001", f"a{many:05}"]
    assert (report.articles, report.read) == (many, 2)
    assert ids_in(tmp_path / "build") == [f"a{n:05}" for n in range(many + 1) if n != 2]
    assert result(tmp_path / "build") == fresh(tmp_path, texts)


def test_an_article_that_moves_is_not_read_again(tmp_path, read_ids):
    """What counts is its id and its text, not the file."""
    line = json.dumps({"id": "a", "text": "Acme left."})
    (tmp_path / "one.jsonl").write_text(line)
    corpus.build([tmp_path / "one.jsonl"], tmp_path / "build", HERE)
    (tmp_path / "one.jsonl").rename(tmp_path / "other.jsonl")
    (tmp_path / "other.jsonl").write_text(line + " \n")
    corpus.build([tmp_path / "other.jsonl"], tmp_path / "build", HERE)
    assert read_ids == ["a"]


@pytest.mark.parametrize("version", ["reader_version", "parser_version"])
def test_another_reader_reads_all_again(tmp_path, read_ids, monkeypatch, version):
    """A record is only as good as the code that made it."""
    texts = write_articles(tmp_path / "in", range(3))
    corpus.build([texts], tmp_path / "build", HERE)
    monkeypatch.setattr(f"kg.corpus.fingerprint.{version}", lambda: "another")
    corpus.build([texts], tmp_path / "build", HERE)
    assert len(read_ids) == (6 if version == "reader_version" else 3)


def test_another_base_reads_nothing_but_names_all_anew(tmp_path, read_ids):
    """IRIs are of the graph, not of the records."""
    texts = write_articles(tmp_path / "in", range(3))
    corpus.build([texts], tmp_path / "build", HERE)
    other = corpus.Plan(base="https://example.org/id/", workers=0)
    corpus.build([texts], tmp_path / "build", other)
    assert len(read_ids) == 3
    assert "w3id.org/news-kg/id/" not in (tmp_path / "build/graph.trig").read_text()
    store = kg.open(tmp_path / "build").store
    assert not any("news-kg/id/" in str(quad.subject) for quad in store)


def test_a_build_of_another_folder_in_its_place_is_noticed(tmp_path, read_ids):
    """Where somebody has put another build there, its records are used, not those remembered."""
    for name, numbers in (("one", range(3)), ("two", range(3, 6))):
        corpus.build([write_articles(tmp_path / f"in-{name}", numbers)], tmp_path / name, HERE)
    work = tmp_path / ".one.kg-work"
    book = building.open_ledger(tmp_path / "one", _made(work))
    book.close()
    (tmp_path / "one").rename(tmp_path / "away")
    (tmp_path / "two").rename(tmp_path / "one")
    corpus.build([tmp_path / "in-two"], tmp_path / "one", HERE)
    assert ids_in(tmp_path / "one") == ["a00003", "a00004", "a00005"]


def test_a_stopped_build_goes_on_under_another_base(tmp_path, read_ids):
    """Its records are used; quads that it made for the first base are not."""
    texts = write_articles(tmp_path / "in", range(3))

    def stop(progress):
        if progress.read == 2:
            raise KeyboardInterrupt

    with pytest.raises(corpus.Stopped):
        corpus.build([texts], tmp_path / "build", HERE, stop)
    kept = len(read_ids)
    other = corpus.Plan(base="https://example.org/id/", workers=0)
    corpus.build([texts], tmp_path / "build", other)
    assert len(read_ids) < 3 + kept
    assert not any("news-kg/id/" in str(quad) for quad in kg.open(tmp_path / "build").store)


def _made(folder):
    folder.mkdir()
    return folder


def test_ids_that_look_alike_are_refused_by_name(tmp_path, read_ids):
    """Of "a b" and "a  b" the first in the order of the inputs stays, and both are named."""
    (tmp_path / "in.jsonl").write_text(
        "".join(json.dumps({"id": id, "text": "Acme left."}) + "\n" for id in ("a b", "a  b", "c"))
    )
    report = corpus.build([tmp_path / "in.jsonl"], tmp_path / "build", HERE)
    (left_out,) = report.left_out
    assert left_out.reason == "duplicate"
    for part in ("line 2", "'a  b'", "'a b'", "line 1"):
        assert part in left_out.message
    assert ids_in(tmp_path / "build") == ["a b", "c"]


def test_large_builds_make_no_whole_files_of_their_own_accord(tmp_path, read_ids, monkeypatch):
    """TriG and picture of very many articles are made when they are asked for."""
    monkeypatch.setattr(building, "WHOLE_FILES_UP_TO", 2)
    texts = write_articles(tmp_path / "in", range(3))
    report = corpus.build([texts], tmp_path / "build", HERE)
    assert "--picture" in report.steps["graph.html"]
    assert not (tmp_path / "build/graph.trig").exists()
    assert "--picture" in (tmp_path / "build/graph.html").read_text()
    corpus.build([texts], tmp_path / "build", corpus.Plan(workers=0, trig=True))
    assert (tmp_path / "build/graph.trig").exists()
    assert len(read_ids) == 3


def test_annotate_keeps_the_order_of_the_inputs(tmp_path, read_ids):
    """Records come out as the articles came in, and nothing is left in the folder."""
    (tmp_path / "in.jsonl").write_text(
        "".join(json.dumps({"id": id, "text": "Acme left."}) + "\n" for id in "cabd")
    )
    corpus.annotate([tmp_path / "in.jsonl"], tmp_path / "out.jsonl", HERE)
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == list("cabd")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_report_tells_people_and_programs(tmp_path, read_ids):
    """Each input that is left out is in both reports with its reason; hostile names are text."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/good.txt").write_text("Acme left.")
    (tmp_path / "in/<b>.txt").write_bytes(b"")
    corpus.build([tmp_path / "in"], tmp_path / "build", HERE)
    report = json.loads((tmp_path / "build/report.json").read_text())
    assert (report["articles"], len(report["left_out"])) == (1, 1)
    assert "empty" in report["left_out"][0]["message"]
    page = (tmp_path / "build/report.html").read_text()
    assert "&lt;b&gt;.txt" in page
    assert "<b>.txt" not in page


# --- processes -----------------------------------------------------------------------------------


def test_workers_give_the_bytes_of_one_process(tmp_path):
    """However many processes read, records, graph and picture are the same."""
    records = write_records(tmp_path / "in.jsonl", range(60))
    corpus.build([records], tmp_path / "build", corpus.Plan(workers=2))
    assert result(tmp_path / "build") == fresh(tmp_path, records)


@pytest.mark.slow
def test_workers_read_as_one_process_does(tmp_path):
    """The same with articles, which are read in other company."""
    texts = write_articles(tmp_path / "in", range(40))
    corpus.build([texts], tmp_path / "build", corpus.Plan(workers=2))
    assert result(tmp_path / "build") == fresh(tmp_path, texts)


def wait_for(path: Path, size: int, process) -> None:
    """Until a file has this size, or the process has ended."""
    while process.poll() is None and not (path.exists() and path.stat().st_size >= size):
        time.sleep(0.01)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_stops_a_build_with_a_line(tmp_path, name):
    """The line says what is kept; the old build stays; the same command goes on."""
    records = write_records(tmp_path / "in.jsonl", range(400))
    process = kg_process("build", records, "-o", tmp_path / "build", "--workers", 1, "-q")
    work = tmp_path / ".build.kg-work"
    wait_for(work / "records.jsonl", 50_000, process)
    process.send_signal(getattr(signal, name))
    _, err = process.communicate()
    assert process.returncode == 128 + getattr(signal, name)
    assert len(err.splitlines()) == 1
    assert "read so far are kept" in err
    assert not (tmp_path / "build").exists()
    corpus.build([records], tmp_path / "build", corpus.Plan(workers=0, picture=False))
    assert not work.exists()
    assert len(ids_in(tmp_path / "build")) == 400


def test_a_killed_build_leaves_no_litter_once_it_is_run_again(tmp_path):
    """What was done is not done again, and all that is left is the build."""
    records = write_records(tmp_path / "in.jsonl", range(300))
    process = kg_process("build", records, "-o", tmp_path / "build", "--workers", 1)
    work = tmp_path / ".build.kg-work"
    wait_for(work / "records.jsonl", 100_000, process)
    process.kill()
    process.communicate()
    kept = (work / "records.jsonl").stat().st_size
    assert kept > 0
    read = []
    report = corpus.build(
        [records], tmp_path / "build", HERE, lambda progress: read.append(progress.read)
    )
    assert report.articles == 300
    assert max(read) < 300
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build", "in.jsonl"]
    assert result(tmp_path / "build") == fresh(tmp_path, records)


def test_the_second_of_two_builds_says_who_is_at_it(tmp_path):
    """Nothing is mixed: it ends at once, and the first goes on."""
    records = write_records(tmp_path / "in.jsonl", range(300))
    first = kg_process("build", records, "-o", tmp_path / "build", "--workers", 1, "-q")
    wait_for(tmp_path / ".build.kg-work/records.jsonl", 1, first)
    second = kg_process("build", records, "-o", tmp_path / "build", "-q")
    _, err = second.communicate()
    assert second.returncode == 2
    assert f"process {first.pid} on {os.uname().nodename} is building it" in err
    first.communicate()
    assert first.returncode == 0
    assert len(ids_in(tmp_path / "build")) == 300


def test_a_script_without_a_main_guard_can_build(tmp_path):
    """Workers do not run the caller's script once more."""
    records = write_records(tmp_path / "in.jsonl", range(3))
    script = tmp_path / "script.py"
    script.write_text(
        f"import kg\nprint('once')\nkg.build({str(records)!r}, {str(tmp_path / 'build')!r})\n"
    )
    import subprocess
    import sys

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout == "once\n"


@pytest.mark.parametrize("counts", [True, False])
def test_a_build_counts_its_inputs_for_who_watches(tmp_path, read_ids, counts):
    """The number is known from the first article on; without a watcher nothing is opened twice."""
    texts = write_articles(tmp_path / "in", range(3))
    seen = []
    plan = corpus.Plan(workers=0, counts=counts)
    corpus.build([texts], tmp_path / "build", plan, lambda progress: seen.append(progress.total))
    assert seen == [3 if counts else None] * 3


def test_a_build_of_many_known_articles_warms_a_worker(tmp_path, read_ids, monkeypatch):
    """The model is loaded while the inputs are looked at."""
    warmed = []
    monkeypatch.setattr(building, "_MANY_KNOWN", 3)
    monkeypatch.setattr(ThisProcess, "warm", lambda _: warmed.append(len(read_ids)))
    texts = write_articles(tmp_path / "in", range(3))
    corpus.build([texts], tmp_path / "build", HERE)
    assert warmed == []
    corpus.build([texts], tmp_path / "build", HERE)
    assert warmed == [3]
