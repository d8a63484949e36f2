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
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from kg.model import Annotation

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import JustifyMethod

    from kg.explain import CorefLink, Evidence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDE = 100_000  # columns where nobody looks on: a pipe wants whole cells
_SECONDS_BEFORE_PROGRESS = 1.0
_WARNINGS_OF_A_KIND = 3
_ARTICLES_OF_A_CHAIN, _WORDINGS, _ANTECEDENTS = 10, 12, 3  # shown unless all are asked for
_WIDEST_CHAIN, _WIDEST_WORDING, _WIDEST_ANTECEDENT, _LEAST_CONTEXT, _LEAST_AFTER = (
    160,
    50,
    24,
    40,
    8,
)  # columns

log = logging.getLogger("kg")


def console() -> Console:
    """Stdout, as wide as the terminal, or without bounds where it is none."""
    return Console(
        width=None if sys.stdout.isatty() else _WIDE, highlight=False, markup=False, emoji=False
    )


def print_answer(answer: Any, form: str) -> None:
    """The answer to a question: a table, true or false, or a graph as Turtle."""
    if isinstance(answer, bool):
        print(json.dumps(answer))
    elif hasattr(answer, "columns"):
        print_table(answer.columns, answer.rows, form)
    elif form == "table":
        print(answer.serialize(format="turtle"), end="")
    else:
        print_table(
            ("subject", "predicate", "object"),
            sorted(tuple(map(str, triple)) for triple in answer),
            form,
        )


def print_frame(frame: pd.DataFrame, form: str = "table", most: int | None = None) -> None:
    """A pandas table, or its first `most` rows, with nothing in the place of what is missing; below a table what is left out, and its note."""
    rows = frame.head(most) if most else frame
    print_table(
        tuple(frame.columns),
        rows.astype(object).where(rows.notna(), None).itertuples(index=False, name=None),
        form,
    )
    if len(rows) < len(frame):
        print(
            f"… and {len(frame) - len(rows):,} more rows: --top {len(frame)}",
            file=sys.stdout if form == "table" else sys.stderr,
        )
    if note := frame.attrs.get("note"):
        print(f"Note: {note}.", file=sys.stdout if form == "table" else sys.stderr)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], form: str) -> None:
    """Rows under their columns, as aligned text, as CSV that is safe to open in a spreadsheet, or as a JSON list of objects."""
    if form == "json":
        print(
            json.dumps(
                [dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2
            )
        )
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
        doubts = [
            word for word in (item.polarity, item.certainty) if word not in ("positive", "certain")
        ]
        out.print(Text(item.label, style="bold red" if item.said else "bold"))
        out.print(
            Text(
                "  "
                + " · ".join(
                    [voice, *doubts, f"{item.confidence:.2f} by {item.pattern}", *item.reasons]
                ),
                style="dim",
            )
        )
        out.print(Text("  ").append_text(_marked(item.sentence, item.marks)), end="\n\n")


def print_records(**lists: Iterable[Any]) -> None:
    """Lists of dataclasses as one JSON object."""
    print(
        json.dumps(
            {name: [asdict(item) for item in items] for name, items in lists.items()},
            ensure_ascii=False,
            indent=2,
        )
    )


def print_chain(ties: Sequence[CorefLink], whole: bool) -> None:
    """The words that stand for a thing with what they are tied to and why, by article: a line for each wording, or if `whole` for each place."""
    out = console()
    by_article = {key: list(told) for key, told in groupby(ties, key=lambda t: (t.article, t.date))}
    explained: set[str] = set()
    for number, ((article, date), told) in enumerate(by_article.items()):
        if number == _ARTICLES_OF_A_CHAIN and not whole:
            out.print(
                Text(
                    f"… and {len(by_article) - number:,} more articles (--mentions shows all)\n",
                    style="dim",
                )
            )
            break
        alike = len({t.text.casefold() for t in told}) == 1
        heading = (
            f"{len(told)} mention{'s' * (len(told) > 1)} in {article}"
            + f", {date}" * bool(date)
            + f": {told[0].text}" * alike
        )
        out.print(Text(heading, style="bold"))
        if whole or not alike:
            out.print(
                _places(told, min(out.width, _WIDEST_CHAIN), explained)
                if whole
                else _wordings(told, explained)
            )
        out.print()


def _wordings(ties: Sequence[CorefLink], explained: set[str]) -> Table:
    """Each wording once, where it first stands: how often, what it was tied to, and the rule."""
    rows: dict[tuple[str, str], list[CorefLink]] = {}
    latest: dict[str, tuple[str, str]] = {}
    for tie in ties:
        wording = tie.text.casefold()
        repeated = wording == tie.antecedent.casefold() and wording in latest
        latest[wording] = latest[wording] if repeated else (wording, tie.sieve)
        rows.setdefault(latest[wording], []).append(tie)
    table, shown = _columns("left", "left", "left"), list(rows.values())
    for told in shown if len(shown) <= _WORDINGS + 1 else shown[:_WORDINGS]:
        first, times = told[0], f" ×{len(told)}" if len(told) > 1 else ""
        to = list(
            dict.fromkeys(
                _cut(t.antecedent, _WIDEST_ANTECEDENT)
                for t in told
                if t.antecedent.casefold() not in {"", t.text.casefold()}
            )
        )
        others = ", ".join(to[:_ANTECEDENTS]) + ", …" * (len(to) > _ANTECEDENTS)
        words = Text(_cut(first.text, _WIDEST_WORDING)).append(times, style="dim")
        table.add_row(words, Text(f"← {others}" if others else ""), _rule(first, explained))
    if len(shown) > _WORDINGS + 1:
        table.add_row(
            Text(f"… and {len(shown) - _WORDINGS} more (--mentions shows all)", style="dim"), "", ""
        )
    return table


def _places(ties: Sequence[CorefLink], width: int, explained: set[str]) -> Table:
    """Each place with the words around it, what it was tied to, and the rule."""
    table = _columns("right", "left", "left", "left")
    beside = (
        max(len(str(ties[-1].start)), 1)
        + _WIDEST_ANTECEDENT
        + 10
        + max(len(t.sieve) for t in ties)
        + 4 * 2
    )
    for tie in ties:
        to = (
            ""
            if tie.antecedent_start is None
            else f"← {_cut(tie.antecedent, _WIDEST_ANTECEDENT)} [{tie.antecedent_start}]"
        )
        table.add_row(
            Text(str(tie.start), style="dim"),
            _in_context(tie, max(_LEAST_CONTEXT, width - beside)),
            Text(to),
            Text(tie.sieve, style="dim"),
        )
    for tie in ties:
        if tie.sieve and tie.sieve not in explained:
            table.caption = Text(
                f"{table.caption or ''}\n{tie.sieve}: {tie.reason}".strip(), style="dim"
            )
            explained.add(tie.sieve)
    table.caption_justify = "left"
    return table


def _columns(*justify: JustifyMethod) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for side in justify:
        table.add_column(justify=side, overflow="fold")
    return table


def _rule(tie: CorefLink, explained: set[str]) -> Text:
    """The rule's name, the first time with its sentence."""
    if not tie.sieve:
        return Text("its first words", style="dim")
    known = tie.sieve in explained or not tie.reason
    explained.add(tie.sieve)
    return Text(tie.sieve if known else f"{tie.sieve}: {tie.reason}", style="dim")


def _in_context(tie: CorefLink, room: int) -> Text:
    """The words in a line of their sentence, cut to `room` columns, so that all begin in the same one."""
    (start, end), left, marks = tie.mark, room * 2 // 5, 0 if sys.stdout.isatty() else 2
    words = _cut(tie.sentence[start:end], room - left - _LEAST_AFTER)
    before, after = tie.sentence[:start].replace("\n", " "), tie.sentence[end:].replace("\n", " ")
    right = room - left - len(words) - marks
    before = before if len(before) <= left else "…" + before[1 - left :]
    after = after if len(after) <= right else after[: right - 1] + "…"
    marked = Text(words, style="bold underline") if not marks else Text(f"[{words}]")
    return Text(before.rjust(left)).append_text(marked).append(after)


def _cut(words: str, width: int) -> str:
    """The words on one line, with an ellipsis where there are too many."""
    line = " ".join(words.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


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
    bar = Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        disable=not (sys.stderr.isatty() and log.isEnabledFor(logging.INFO)),
    )
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
                log.warning(
                    "… and %s: %s (--verbose shows all)",
                    f"{more:,} more article{'s' * (more > 1)}",
                    kind,
                )
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
