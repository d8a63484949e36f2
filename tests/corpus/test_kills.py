"""A build that is killed again and again ends as one that nobody disturbed."""

import json
import random
import shutil
import time

import pytest

from kg import corpus
from tests.corpus.corpora import kg_process, result, write_articles, write_records

PLAN = corpus.Plan(workers=0)


def kill_at_random(command, work, chance, longest):
    """Run a build until a moment that chance has chosen; returns whether it came to its end."""
    process = kg_process(*command)
    moment = time.monotonic() + chance.uniform(0.3, longest)
    while process.poll() is None and time.monotonic() < moment:
        time.sleep(0.01)
    process.kill()
    process.communicate()
    return process.returncode == 0


def kept(work):
    """How many records there are to go on with."""
    journal = work / "records.jsonl"
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def is_whole(build, number):
    """Whether what is at the place of the build, if anything, is a whole build."""
    if not build.exists():
        return True
    lines = (build / "annotations.jsonl").read_text().splitlines()
    return len([json.loads(line)["id"] for line in lines]) == number


def disturbed(tmp_path, inputs, number, kills, longest):
    """Kill the build so often, then let it end; how many records were made in all."""
    chance, work = random.Random(22), tmp_path / ".build.kg-work"
    command = ("build", inputs, "-o", tmp_path / "build", "-q", "--workers", 2)
    made = before = 0
    for _ in range(kills):
        kill_at_random(command, work, chance, longest)
        after = kept(work)
        assert after >= before or after == 0  # at the end of a build the folder goes
        assert is_whole(tmp_path / "build", number)
        made, before = made + max(after - before, 0), after
    process = kg_process(*command)
    _, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    return made


def test_killed_builds_end_as_an_undisturbed_one(tmp_path):
    """Six kills: no record is lost, no byte differs, and nothing else is left in the folder."""
    records = write_records(tmp_path / "in.jsonl", range(200))
    made = disturbed(tmp_path, records, 200, kills=6, longest=4)
    assert made <= 200 / 0.95  # hardly a record twice
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build", "in.jsonl"]
    corpus.build([records], tmp_path / "fresh", PLAN)
    assert result(tmp_path / "build") == result(tmp_path / "fresh")


@pytest.mark.long
def test_fifty_kills_of_builds_of_articles(tmp_path):
    """Builds of 200 articles, each killed until it comes to its end: none loses what it has read,
    and each ends as an undisturbed one.
    """
    texts = write_articles(tmp_path / "in", range(200))
    corpus.build([texts], tmp_path / "fresh", PLAN)
    undisturbed = result(tmp_path / "fresh")
    chance, work, build = random.Random(22), tmp_path / ".build.kg-work", tmp_path / "build"
    command = ("build", texts, "-o", build, "-q", "--workers", 2)
    kills = builds = before = 0
    while kills < 50:
        if kill_at_random(command, work, chance, longest=6):
            assert result(build) == undisturbed
            assert sorted(p.name for p in tmp_path.iterdir()) == ["build", "fresh", "in"]
            shutil.rmtree(build)
            builds, before = builds + 1, 0
            continue
        kills += 1
        assert not build.exists() or is_whole(build, 200)
        assert kept(work) >= before or build.exists()  # killed after the exchange
        before = kept(work)
        if build.exists():
            shutil.rmtree(build)
            shutil.rmtree(work, ignore_errors=True)
            before = 0
    assert builds
