"""A build that is killed again and again ends as one that nobody disturbed."""

import json
import random
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
    disturbed(tmp_path, records, 200, kills=6, longest=4)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build", "in.jsonl"]
    corpus.build([records], tmp_path / "fresh", PLAN)
    assert result(tmp_path / "build") == result(tmp_path / "fresh")


@pytest.mark.long
def test_fifty_kills_of_a_build_of_articles(tmp_path):
    """At least 95 of 100 records that were made before a kill are not made again."""
    texts = write_articles(tmp_path / "in", range(200))
    made = disturbed(tmp_path, texts, 200, kills=50, longest=12)
    assert made <= 200 / 0.95
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build", "in"]
    corpus.build([texts], tmp_path / "fresh", PLAN)
    assert result(tmp_path / "build") == result(tmp_path / "fresh")
