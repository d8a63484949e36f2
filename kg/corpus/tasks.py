"""What a worker is asked to do, what it answers, and the doing: pure functions over both.

A task and its outcomes are values, so that they travel to another process or another machine.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from kg.model import Annotation, Article, KgError
from kg.read import Item, Options, ReadError, Reading

if TYPE_CHECKING:
    from kg.language.ner.gazetteer import Gazetteer

Reason: TypeAlias = Literal[
    "input", "duplicate", "language", "record", "deadline", "memory", "crash", "unexpected"
]
_FAST = 1  # zlib: ten times smaller in a tenth of the time that reading takes

log = logging.getLogger("kg")


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for all articles of a build."""

    base: str
    gazetteer: str | None = None  # a CSV file
    options: Options = field(default_factory=Options)
    with_quads: bool = True  # False for `kg annotate`


@dataclass(frozen=True, slots=True)
class Parse:
    """Understand one file of a costly format."""

    item: Item


@dataclass(frozen=True, slots=True)
class Annotate:
    """Read articles, a few at once."""

    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Convert:
    """Make quads of annotation records."""

    records: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class WriteTrig:
    """Write the store of a folder as TriG.

    `work` is the folder of a ledger that has the quads of all its articles, where there is one:
    they cost less than those of the store.
    """

    folder: Path
    name: str
    work: Path | None = None


@dataclass(frozen=True, slots=True)
class Draw:
    """Draw the store of a folder."""

    folder: Path
    name: str


Task: TypeAlias = Parse | Annotate | Convert | WriteTrig | Draw


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds, in its order."""

    found: tuple[Reading | ReadError, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """An article with its record, a line of JSON, and its quads, packed N-Quads."""

    article: str
    record: bytes
    quads: bytes
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article or an input that is not in the graph, and why."""

    place: str  # the article's id, or the input
    reason: Reason
    message: str  # one line: where, what, cure


@dataclass(frozen=True, slots=True)
class Written:
    """A file is there; `problem` says why it is not."""

    name: str
    problem: str = ""


Outcome: TypeAlias = Parsed | Done | LeftOut | Written


def perform(task: Task, settings: Settings) -> tuple[Outcome, ...]:
    """All that comes of a task; of each article `Done` or `LeftOut`.

    Raises `OSError` for what is the machine's fault, and `MemoryError`.
    """
    if isinstance(task, Parse):
        return (_parsed(task.item, settings),)
    if isinstance(task, Annotate):
        return tuple(_annotated(task.articles, settings))
    if isinstance(task, Convert):
        return tuple(_done(record, settings) for record in task.records)
    return (_written(task),)


def count(task: Task) -> int:
    """How many articles or files a task is about."""
    if isinstance(task, Annotate):
        return len(task.articles)
    return len(task.records) if isinstance(task, Convert) else 1


def split(task: Task) -> tuple[Task, ...]:
    """The task's articles, each a task of its own."""
    if isinstance(task, Annotate):
        return tuple(Annotate((article,)) for article in task.articles)
    if isinstance(task, Convert):
        return tuple(Convert((record,)) for record in task.records)
    return (task,)


def place(task: Task) -> str:
    """What the first article or the file of a task is called."""
    if isinstance(task, Annotate):
        return task.articles[0].id
    if isinstance(task, Convert):
        return task.records[0].article.id
    return task.item.where if isinstance(task, Parse) else task.name


def characters(task: Task) -> int:
    """How long the longest text of a task is; for a file its bytes."""
    if isinstance(task, Annotate):
        return max(len(article.text) for article in task.articles)
    if isinstance(task, Convert):
        return max(len(record.article.text) for record in task.records)
    return len(task.item.data) if isinstance(task, Parse) else 0


# --- parse ---------------------------------------------------------------------------------------


def _parsed(item: Item, settings: Settings) -> Parsed:
    from kg.read import parse

    return Parsed(tuple(parse(item, settings.options)))


# --- annotate ------------------------------------------------------------------------------------


@cache
def load_reader(gazetteer: str | None = None) -> Gazetteer | None:
    """Load what reading needs, and return the user's names; both stay loaded."""
    from kg.language import read_gazetteer
    from kg.language.spacy_model import pipeline

    pipeline()
    return None if gazetteer is None else read_gazetteer(gazetteer)


def read_articles(articles: Sequence[Article], gazetteer: str | None) -> Iterator[Annotation]:
    """The annotation of each article, in order; the first that cannot be read ends it."""
    from kg.extract import extract
    from kg.language import parse

    yield from (extract(document) for document in parse(articles, load_reader(gazetteer)))


def _annotated(articles: Sequence[Article], settings: Settings) -> Iterator[Outcome]:
    done = 0
    try:
        for annotation in read_articles(articles, settings.gazetteer):
            yield _done(annotation, settings)
            done += 1
    except (OSError, MemoryError):
        raise  # of the machine, not of the article
    except Exception as error:  # of which article is not known: they are parsed together
        log.debug("reading one by one", exc_info=True)
        if len(articles) == 1:
            yield left_out(articles[0].id, error)
        else:
            for article in articles[done:]:
                yield from _annotated([article], settings)


def _done(annotation: Annotation, settings: Settings) -> Outcome:
    from kg.graph import article_quads

    key = annotation.article.id
    try:
        record = annotation.to_json().encode() + b"\n"
        quads = article_quads(annotation, settings.base) if settings.with_quads else b""
    except (OSError, MemoryError):
        raise
    except Exception as error:
        log.debug("%s", key, exc_info=True)
        return left_out(key, error)
    return Done(key, record, zlib.compress(quads, _FAST), annotation.warnings)


def left_out(place: str, error: Exception) -> LeftOut:
    """What to say of an article that raises an error."""
    from kg.language.language_id import LanguageError

    if isinstance(error, LanguageError):
        return LeftOut(place, "language", str(error))
    if isinstance(error, KgError):
        return LeftOut(place, "record", str(error))
    what = " ".join(f"{type(error).__name__}: {error}".split())
    cure = "please report it with what --verbose shows"
    return LeftOut(place, "unexpected", f"{place}: unexpected {what}; {cure}")


# --- files of the whole --------------------------------------------------------------------------


def _written(task: WriteTrig | Draw) -> Written:
    try:
        if isinstance(task, WriteTrig):
            _write_trig(task)
        else:
            _draw(task)
    except Exception as error:  # whatever it is, the rest is complete without this file
        log.debug("%s", task.name, exc_info=True)
        what = error.strerror if isinstance(error, OSError) else error  # not its file's name
        return Written(task.name, " ".join(f"{type(error).__name__}: {what}".split()))
    return Written(task.name)


def _write_trig(task: WriteTrig) -> None:
    from kg.corpus.ledger import quads_in
    from kg.graph import TrigFile, open_store, trig_part, write_trig

    path = task.folder / task.name
    if task.work is None:
        write_trig(open_store(task.folder, read_only=True), path)
        return
    with TrigFile(task.folder) as file:
        for _, quads in quads_in(task.work):
            file.add(trig_part(quads))
        file.write(path)


def _draw(task: Draw) -> None:
    from kg.analyse import network
    from kg.graph import open_store
    from kg.pipeline import title
    from kg.view import MOST, render, write

    store = open_store(task.folder, read_only=True)
    write(render(network(store, most=MOST), title(store)), task.folder / task.name)
