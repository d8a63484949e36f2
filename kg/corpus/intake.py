"""From inputs to tasks, and from outcomes to the ledger.

Files are understood in the order in which they are named, so that of two articles with one id it is
always the same one that stays; what is read is finished in any order.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.corpus.fingerprint import article_key, item_key
from kg.corpus.ledger import Ledger, State
from kg.corpus.pool import Failed, Finished
from kg.corpus.tasks import (
    Annotate,
    Convert,
    Done,
    LeftOut,
    Outcome,
    Parse,
    Parsed,
    Reason,
    Settings,
    Task,
    count,
    place,
    split,
)
from kg.model import Annotation, Article
from kg.read import Item, ReadError, Reading, folded, is_costly, parse

_MOST_ARTICLES = 16  # of a task: as many as the model parses together
_MOST_CHARACTERS = 40_000  # of a task, unless one article is longer
_FILES_AHEAD = 64  # under way, so that memory stays bounded
_BYTES_AHEAD = 64_000_000

Input = Item | Reading | ReadError

log = logging.getLogger("kg")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is."""

    done: int  # articles read, in this run or before
    read: int  # of these, in this run
    left_out: int
    total: int | None  # inputs, where they were counted
    warnings: tuple[str, ...] = ()  # of an article just read
    article: str = ""


Watch = Callable[[Progress], None]


@dataclass
class _Waiting:
    """An input in its place in the order, and what it holds, once that is known."""

    key: str
    where: str
    size: int = 0  # bytes that are held until it is known
    found: tuple[Reading | ReadError, ...] | None = None


class Intake:
    """What there is to do, and what becomes of it."""

    def __init__(
        self,
        inputs: Iterable[Input],
        ledger: Ledger,
        settings: Settings,
        names: str,
        total: int | None,
        watch: Watch,
    ) -> None:
        self._inputs: Iterator[Input] = iter(inputs)
        self._ledger, self._settings, self._names = ledger, settings, names
        self._total, self._watch = total, watch
        self._in_order: deque[_Waiting] = deque()
        self._parsing: dict[str, _Waiting] = {}  # by the place of the file
        self._tasks: deque[Task] = deque()
        self._articles: list[Article] = []
        self._records: list[Annotation] = []
        self._ended = False
        self._number = self._done = self._read = self._out = 0

    def next_task(self) -> Task | None:
        """The next task; None where there is none, for now or for ever."""
        while not self._tasks and self._advance():
            pass
        if not self._tasks and self._ended and not self._in_order:
            self._flush()
        return self._tasks.popleft() if self._tasks else None

    def take(self, finished: Finished) -> None:
        """Keep what came of a task."""
        for line in finished.log:
            log.warning("%s", line)
        if isinstance(finished.outcomes, Failed):
            self._take_failed(finished.task, finished.outcomes)
            return
        for outcome in finished.outcomes:
            self._take_outcome(finished.task, outcome)

    # --- inputs ---

    def _advance(self) -> bool:
        """Take the next input, or what is understood by now; False where nothing moves."""
        if self._in_order and self._in_order[0].found is not None:
            self._take_input(self._in_order.popleft())
            return True
        if self._ended or self._is_far_ahead():
            return False
        given = next(self._inputs, None)
        if given is None:
            self._ended = True
        else:
            self._enqueue(given)
        return True

    def _is_far_ahead(self) -> bool:
        """Whether to wait for what is under way before another file is taken."""
        held = sum(waiting.size for waiting in self._in_order)
        return len(self._in_order) >= _FILES_AHEAD or held >= _BYTES_AHEAD

    def _enqueue(self, given: Input) -> None:
        if not isinstance(given, Item):
            where = given.where if isinstance(given, Reading) else ""
            self._in_order.append(_Waiting("", where, found=(given,)))
            return
        key = item_key(given, self._settings.options, self._names)
        if kept := self._ledger.keep_item(key):
            self._done += kept
            self._tell()
            return
        waiting = _Waiting(key, given.where, len(given.data))
        self._in_order.append(waiting)
        if is_costly(given):
            self._parsing[given.where] = waiting
            self._tasks.append(Parse(given))
        else:
            waiting.found = tuple(parse(given, self._settings.options))

    def _take_input(self, waiting: _Waiting) -> None:
        articles = 0
        for found in waiting.found or ():
            if isinstance(found, ReadError):
                where = waiting.where or str(found).partition(": ")[0]
                self._complain(LeftOut(where, "input", str(found)))
            else:
                articles += self._take_reading(found, waiting.key)
        if waiting.key and articles == len(waiting.found or ()):
            self._ledger.note_item(waiting.key, articles)

    def _take_reading(self, found: Reading, item: str) -> bool:
        """Queue an article, unless it is known; False where its id is taken."""
        key_of_id = folded(found.id)
        taken = self._ledger.taken(key_of_id)
        if taken is not None:
            if taken != (found.id, found.where):  # the same place named twice is read once
                self._complain(LeftOut(found.where, "duplicate", _taken(found, *taken)))
            return False
        self._number += 1
        source = found.source
        if isinstance(source, Annotation) and not self._settings.with_quads:
            source = source.article  # `kg annotate` reads it anew
        key = article_key(source, self._names)
        state = self._ledger.claim(found.id, key_of_id, item, key, found.where, self._number)
        for warning in found.warnings:
            log.warning("%s: %s", found.id, warning)
        if state == "waiting":
            self._queue(source)
        else:
            self._count(state)
        return True

    def _queue(self, source: Article | Annotation) -> None:
        if isinstance(source, Annotation):
            self._records.append(source)
        else:
            self._articles.append(source)
        texts = [*(a.text for a in self._articles), *(r.article.text for r in self._records)]
        if len(texts) >= _MOST_ARTICLES or sum(map(len, texts)) >= _MOST_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        if self._articles:
            self._tasks.append(Annotate(tuple(self._articles)))
        if self._records:
            self._tasks.append(Convert(tuple(self._records)))
        self._articles, self._records = [], []

    # --- outcomes ---

    def _take_outcome(self, task: Task, outcome: Outcome) -> None:
        if isinstance(outcome, Parsed) and isinstance(task, Parse):
            self._parsing.pop(task.item.where).found = outcome.found
        elif isinstance(outcome, Done):
            self._ledger.done(outcome)
            self._count("new", outcome.warnings, outcome.article)
        elif isinstance(outcome, LeftOut):
            self._ledger.leave_out(outcome)
            self._count("out")

    def _take_failed(self, task: Task, failed: Failed) -> None:
        """Try the articles of the task one by one; one that fails alone is left out."""
        if count(task) > 1:
            self._tasks.extend(split(task))
            return
        name = place(task)
        message = f"{name}: {_CURES[failed.reason].format(failed.what)}"
        if isinstance(task, Parse):
            self._parsing.pop(name).found = ()
            self._complain(LeftOut(name, failed.reason, message))
        else:
            self._take_outcome(task, LeftOut(name, failed.reason, message))

    def _complain(self, outcome: LeftOut) -> None:
        self._ledger.complain(outcome)
        self._count("out")

    def _count(self, state: State, warnings: tuple[str, ...] = (), article: str = "") -> None:
        if state == "out":
            self._out += 1
        else:
            self._done += 1
            self._read += bool(article)
        self._tell(warnings, article)

    def _tell(self, warnings: tuple[str, ...] = (), article: str = "") -> None:
        self._watch(Progress(self._done, self._read, self._out, self._total, warnings, article))


_CURES: dict[Reason, str] = {
    "deadline": "not read within {}; split it, or give it longer with --deadline",
    "memory": "needs more memory than {}; split it, or allow more with --memory",
    "crash": "ended its reader ({}); please report it",
}


def _taken(found: Reading, id: str, where: str) -> str:
    """What is wrong with an article whose id another one has, or one that looks the same."""
    if found.id == id:
        return f"{found.where}: the article id {id!r} is taken by {where}; give it one of its own"
    return (
        f"{found.where}: the article id {found.id!r} looks like {id!r}, which is taken by {where}; "
        "give it one that differs in more than white space or the form of its accents"
    )
