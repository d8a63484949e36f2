"""What the command line prints: tables as text, CSV or JSON, evidence with its words marked, counts, progress."""

from __future__ import annotations

import csv
import json
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from kg.model import Annotation

if TYPE_CHECKING:
    import pandas as pd

    from kg.explain import Evidence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDE = 100_000  # columns where nobody looks on: a pipe wants whole cells
_SECONDS_BEFORE_PROGRESS = 1.0
_WARNINGS_OF_A_KIND = 3

log = logging.getLogger("kg")


def console() -> Console:
    """Stdout, as wide as the terminal, or without bounds where it is none."""
    return Console(width=None if sys.stdout.isatty() else _WIDE, highlight=False, markup=False, emoji=False)


def print_answer(answer: Any, form: str) -> None:
    """The answer to a question: a table, true or false, or a graph as Turtle."""
    if isinstance(answer, bool):
        print(json.dumps(answer))
    elif hasattr(answer, "columns"):
        print_table(answer.columns, answer.rows, form)
    elif form == "table":
        print(answer.serialize(format="turtle"), end="")
    else:
        print_table(("subject", "predicate", "object"), sorted(tuple(map(str, triple)) for triple in answer), form)


def print_frame(frame: pd.DataFrame, form: str = "table") -> None:
    """A pandas table, with nothing in the place of what is missing."""
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    print_table(tuple(frame.columns), rows, form)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], form: str) -> None:
    """Rows under their columns, as aligned text, as CSV that is safe to open in a spreadsheet, or as a JSON list of objects."""
    if form == "json":
        print(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(map(_harmless, columns))
        writer.writerows([_harmless(cell) for cell in row] for row in rows)
    else:
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for column in columns:
            table.add_column(Text(column), overflow="fold")
        for row in rows:
            table.add_row(*(Text(_shown(cell)) for cell in row))
        console().print(table)


def print_evidence(evidence: Iterable[Evidence]) -> None:
    """Each fact with who vouches for it and how sure it is, then its sentence with the telling words in bold, or in brackets in a pipe."""
    out = console()
    for item in evidence:
        voice = f"only said by {item.voucher}" if item.said else f"asserted by {item.voucher}"
        doubts = [word for word in (item.polarity, item.certainty) if word not in ("positive", "certain")]
        out.print(Text(item.label, style="bold red" if item.said else "bold"))
        out.print(Text("  " + " · ".join([voice, *doubts, f"{item.confidence:.2f} by {item.pattern}", *item.reasons]), style="dim"))
        out.print(Text("  ").append_text(_marked(item.sentence, item.marks)), end="\n\n")


def _marked(sentence: str, marks: Iterable[tuple[int, int]]) -> Text:
    text = Text(sentence.replace("\n", " "))
    for start, end in marks:
        text.stylize("bold underline", start, end)
    if sys.stdout.isatty():
        return text
    signs = sorted([(start, "[") for start, _ in marks] + [(end, "]") for _, end in marks])
    for at, sign in reversed(signs):
        sentence = sentence[:at] + sign + sentence[at:]
    return Text(sentence.replace("\n", " "))


@contextmanager
def progress(total: int) -> Iterator[Callable[[Annotation], None]]:
    """What to call after each article: logs its warnings, the first few of a kind, and moves a bar that comes up on a terminal after a second."""
    began = time.monotonic()
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True, disable=not (sys.stderr.isatty() and log.isEnabledFor(logging.INFO)))
    task = bar.add_task("", total=total)
    seen: Counter[str] = Counter()

    def watch(annotation: Annotation) -> None:
        for warning in annotation.warnings:
            kind = _kind(warning, annotation.article.id)
            seen[kind] += 1
            if seen[kind] <= _WARNINGS_OF_A_KIND or log.isEnabledFor(logging.DEBUG):
                log.warning("%s", warning)
        bar.advance(task)
        if not bar.live.is_started and time.monotonic() - began > _SECONDS_BEFORE_PROGRESS:
            bar.start()

    try:
        yield watch
        for kind, times in seen.items():
            if (more := times - _WARNINGS_OF_A_KIND) > 0 and not log.isEnabledFor(logging.DEBUG):
                log.warning("… and %s: %s (--verbose shows all)", f"{more:,} more article{'s' * (more > 1)}", kind)
    finally:
        bar.stop()


def _kind(warning: str, article: str) -> str:
    """What a warning is about: its words after the article's id, up to the first colon, semicolon or quotation."""
    return re.split(r"[:;]| ['\"“]", warning.removeprefix(f"{article}: "), maxsplit=1)[0].strip()


def _shown(cell: Any) -> str:
    return "" if cell is None else f"{cell:.3g}" if isinstance(cell, float) else str(cell)


def _harmless(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
