"""A task costs nothing but itself: what hangs, dies or outgrows its cap comes back as failed."""

import time
from pathlib import Path

import pytest

from kg.corpus.pool import Failed, Limits, Processes, WorkerError
from kg.corpus.tasks import Annotate, Convert, Done, Settings, characters, count, place, split
from kg.model import Article
from kg.schema import DEFAULT_BASE
from tests.conftest import small_annotation

SETTINGS = Settings(DEFAULT_BASE)


@pytest.fixture
def pool():
    """A pool of one process."""
    made = Processes(1, SETTINGS, Limits())
    yield made
    made.close()


def records(*ids):
    return Convert(tuple(small_annotation(id) for id in ids))


def run(pool, task):
    """What comes of one task."""
    pool.start(task)
    (finished,) = pool.wait()
    assert finished.task == task
    return finished.outcomes


def test_processes_perform_tasks(pool):
    """A record and its quads come back, under the article's id."""
    assert pool.is_free()
    outcomes = run(pool, records("a", "b"))
    assert [type(outcome) for outcome in outcomes] == [Done, Done]
    assert [outcome.article for outcome in outcomes] == ["a", "b"]
    assert pool.is_idle()


def test_a_worker_that_dies_costs_its_task_alone(pool):
    """The next task has a new worker."""
    pool.start(records("a"))
    pool._workers[0].process.kill()
    (finished,) = pool.wait()
    assert finished.outcomes == Failed("crash", "signal 9")
    assert [outcome.article for outcome in run(pool, records("b"))] == ["b"]


def test_a_worker_that_dies_between_tasks_costs_nothing(pool):
    """The task goes to another."""
    run(pool, records("a"))
    pool._workers[0].process.kill()
    pool._workers[0].process.wait()
    assert [outcome.article for outcome in run(pool, records("b"))] == ["b"]


def test_a_warm_worker_has_the_model_before_it_has_a_task(pool):
    """It counts as free, and takes the first task."""
    pool.warm()
    assert pool.is_free()
    assert pool.is_idle()
    (worker,) = pool._workers
    libraries = Path(f"/proc/{worker.process.pid}/maps")
    while libraries.exists() and "/spacy/" not in libraries.read_text():
        time.sleep(0.05)
    assert [outcome.article for outcome in run(pool, records("a"))] == ["a"]
    assert pool._workers == [worker]


def test_a_task_that_is_late_is_ended():
    """What it may take is said."""
    pool = Processes(1, SETTINGS, Limits(deadline=1e-6))
    try:
        assert run(pool, records(*map(str, range(200)))) == Failed("deadline", "0 seconds")
    finally:
        pool.close()


def test_a_worker_without_room_for_the_model_says_so():
    """It is no fault of an article."""
    pool = Processes(1, SETTINGS, Limits(memory=50_000_000))
    try:
        with pytest.raises(WorkerError, match="--memory"):
            run(pool, Annotate((Article("a", "Acme left."),)))
    finally:
        pool.close()


@pytest.mark.parametrize(("length", "seconds"), [(10, 60), (20_000, 60), (200_000, 600)])
def test_limits_give_long_articles_longer(length, seconds):
    """In proportion above 20,000 characters."""
    task = Annotate((Article("a", "x" * 10), Article("b", "x" * length)))
    assert Limits(deadline=60).seconds(task) == seconds


def test_a_task_can_be_split_into_its_articles():
    """To find the one that fails."""
    task = records("a", "b")
    assert count(task) == 2
    assert [place(part) for part in split(task)] == ["a", "b"]
    assert characters(task) == characters(split(task)[0])
