"""What the command line prints: tables, evidence with its words marked, mentions, progress."""

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
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import JustifyMethod

    from kg.corpus import Progress
    from kg.explain import CorefLink, Evidence
    from kg.read import Reading

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDE = 100_000  # columns where stdout is no terminal: a pipe wants whole cells
_SECONDS_BEFORE_PROGRESS = 1.0
_WARNINGS_OF_A_KIND = 3
# shown of the mentions of an entity, unless all are asked for
_ARTICLES = 10
_WORDINGS = 12
_ANTECEDENTS = 3
# columns
_WIDEST_MENTION = 160
_WIDEST_WORDING = 50
_WIDEST_ANTECEDENT = 24
_LEAST_CONTEXT = 40
_LEAST_AFTER = 8

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
    """A pandas table, or its first `most` rows; what is missing is left empty.

    How many rows are left out, and the table's note, come below it, or go to stderr where the
    output is CSV or JSON.
    """
    rows = frame.head(most) if most else frame
    cells = rows.astype(object).where(rows.notna(), None)
    print_table(tuple(frame.columns), cells.itertuples(index=False, name=None), form)
    out = sys.stdout if form == "table" else sys.stderr
    if len(rows) < len(frame):
        print(f"… and {len(frame) - len(rows):,} more rows: --top {len(frame)}", file=out)
    if note := frame.attrs.get("note"):
        print(f"Note: {note}.", file=out)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], form: str) -> None:
    """Rows as aligned text, as CSV that is safe to open in a spreadsheet, or as JSON objects."""
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
    """Each fact with its source and confidence, then its sentence with the words that say so.

    These are in bold, or in brackets where stdout is no terminal.
    """
    out = console()
    for item in evidence:
        measured = f"{item.confidence:.2f} by {item.pattern}"
        details = " · ".join([item.source, *item.doubts, measured, *item.reasons])
        out.print(Text(item.label, style="bold red" if item.reported else "bold"))
        out.print(Text(f"  {details}", style="dim"))
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


def print_reading(reading: Reading, language: str | None) -> None:
    """What was understood of an input, as a JSON object in one line."""
    article = reading.article
    line = {
        "id": article.id,
        "title": article.title,
        "date": article.date,
        "dateSource": reading.date_source,
        "dateCertainty": reading.date_certainty,
        "author": article.author,
        "source": article.source,
        "site": reading.site,
        "url": article.url,
        "language": language,
        "format": reading.format,
        "where": reading.where,
        "warnings": reading.warnings,
        "text": article.text,
    }
    print(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace").decode())


def print_mentions(links: Sequence[CorefLink], whole: bool) -> None:
    """The words that stand for an entity, by article, with their antecedents and the reasons.

    A line for each wording, or with `whole` for each mention.
    """
    out = console()
    by_article = {key: list(own) for key, own in groupby(links, key=lambda t: (t.article, t.date))}
    explained: set[str] = set()
    for number, own in enumerate(by_article.values()):
        if number == _ARTICLES and not whole:
            left = f"… and {len(by_article) - number:,} more articles (--mentions shows all)\n"
            out.print(Text(left, style="dim"))
            break
        alike = len({link.text.casefold() for link in own}) == 1
        out.print(Text(_heading(own, alike), style="bold"))
        if whole:
            out.print(_mention_table(own, min(out.width, _WIDEST_MENTION), explained))
        elif not alike:
            out.print(_wording_table(own, explained))
        out.print()


def _heading(links: Sequence[CorefLink], alike: bool) -> str:
    """`3 mentions in A deal, 2024-05-03`, and the words where all are alike."""
    first = links[0]
    parts = [
        f"{len(links)} mention{'s' * (len(links) > 1)} in {first.article}",
        f", {first.date}" if first.date else "",
        f": {first.text}" if alike else "",
    ]
    return "".join(parts)


def _wording_table(links: Sequence[CorefLink], explained: set[str]) -> Table:
    """Each wording once, where it first stands: how often, its antecedents, and the rule."""
    rows = list(_by_wording(links).values())
    shown = rows if len(rows) <= _WORDINGS + 1 else rows[:_WORDINGS]
    table = _columns("left", "left", "left")
    for same in shown:
        times = f" ×{len(same)}" if len(same) > 1 else ""
        words = Text(_cut(same[0].text, _WIDEST_WORDING)).append(times, style="dim")
        table.add_row(words, Text(_antecedents(same)), _rule(same[0], explained))
    if len(rows) > len(shown):
        left = f"… and {len(rows) - len(shown)} more (--mentions shows all)"
        table.add_row(Text(left, style="dim"), "", "")
    return table


def _by_wording(links: Sequence[CorefLink]) -> dict[tuple[str, str], list[CorefLink]]:
    """Mentions by their words and rule; a mere repetition goes with the words that it repeats."""
    rows: dict[tuple[str, str], list[CorefLink]] = {}
    latest: dict[str, tuple[str, str]] = {}
    for link in links:
        wording = link.text.casefold()
        repeats = wording == link.antecedent.casefold() and wording in latest
        if not repeats:
            latest[wording] = (wording, link.sieve)
        rows.setdefault(latest[wording], []).append(link)
    return rows


def _antecedents(links: Sequence[CorefLink]) -> str:
    """`← Jane Roe, the minister, …`, without those that have the same words."""
    others = [t.antecedent for t in links if t.antecedent.casefold() not in {"", t.text.casefold()}]
    different = list(dict.fromkeys(_cut(other, _WIDEST_ANTECEDENT) for other in others))
    more = ", …" if len(different) > _ANTECEDENTS else ""
    return f"← {', '.join(different[:_ANTECEDENTS])}{more}" if different else ""


def _mention_table(links: Sequence[CorefLink], width: int, explained: set[str]) -> Table:
    """Each mention with the words around it, its antecedent, and the rule."""
    table = _columns("right", "left", "left", "left")
    offset = max(len(str(links[-1].start)), 1)
    rule = max(len(link.sieve) for link in links)
    others = offset + _WIDEST_ANTECEDENT + 10 + rule + 4 * 2
    for link in links:
        antecedent = f"← {_cut(link.antecedent, _WIDEST_ANTECEDENT)} [{link.antecedent_start}]"
        table.add_row(
            Text(str(link.start), style="dim"),
            _in_context(link, max(_LEAST_CONTEXT, width - others)),
            Text("" if link.antecedent_start is None else antecedent),
            Text(link.sieve, style="dim"),
        )
    for link in links:
        if link.sieve and link.sieve not in explained:
            caption = f"{table.caption or ''}\n{link.sieve}: {link.reason}".strip()
            table.caption = Text(caption, style="dim")
            explained.add(link.sieve)
    table.caption_justify = "left"
    return table


def _columns(*justify: JustifyMethod) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for side in justify:
        table.add_column(justify=side, overflow="fold")
    return table


def _rule(link: CorefLink, explained: set[str]) -> Text:
    """The rule's name, the first time with its sentence."""
    if not link.sieve:
        return Text("its first words", style="dim")
    known = link.sieve in explained or not link.reason
    explained.add(link.sieve)
    return Text(link.sieve if known else f"{link.sieve}: {link.reason}", style="dim")


def _in_context(link: CorefLink, room: int) -> Text:
    """The words in a line of their sentence, cut to `room` columns, all beginning in one column."""
    start, end = link.mark
    left = room * 2 // 5
    brackets = 0 if sys.stdout.isatty() else 2
    words = _cut(link.sentence[start:end], room - left - _LEAST_AFTER)
    right = room - left - len(words) - brackets
    before = link.sentence[:start].replace("\n", " ")
    after = link.sentence[end:].replace("\n", " ")
    before = before if len(before) <= left else "…" + before[1 - left :]
    after = after if len(after) <= right else after[: right - 1] + "…"
    marked = Text(f"[{words}]") if brackets else Text(words, style="bold underline")
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
def progress() -> Iterator[Callable[[Progress], None]]:
    """A context whose value is to be called after each article.

    It logs the article's warnings, the first few of a kind, and moves a progress bar, which comes
    up on a terminal after a second: how many are done, how many a second, the time that is left,
    and how many are left out.
    """
    began = time.monotonic()
    bar = _progress_bar()
    task = bar.add_task("", total=None, rate="", left_out="")
    seen: Counter[str] = Counter()

    def watch(progress: Progress) -> None:
        for warning in progress.warnings:
            kind = _kind(warning, progress.article)
            seen[kind] += 1
            if seen[kind] <= _WARNINGS_OF_A_KIND or log.isEnabledFor(logging.DEBUG):
                log.warning("%s", warning)
        seconds = time.monotonic() - began
        bar.update(
            task,
            completed=progress.done + progress.left_out,
            total=progress.total,
            rate=f"{progress.read / max(seconds, 1):,.1f}/s",
            left_out=f"{progress.left_out:,} left out" if progress.left_out else "",
        )
        if not bar.live.is_started and seconds > _SECONDS_BEFORE_PROGRESS:
            bar.start()

    try:
        yield watch
        _warn_of_the_rest(seen)
    finally:
        bar.stop()


def shows_progress() -> bool:
    """Whether somebody sees a progress bar."""
    return sys.stderr.isatty() and log.isEnabledFor(logging.INFO)


def _progress_bar() -> Bar:
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[left_out]}"),
    )
    console = Console(stderr=True)
    return Bar(*columns, console=console, transient=True, disable=not shows_progress())


def _warn_of_the_rest(seen: Counter[str]) -> None:
    """How many more articles have each kind of warning that was not shown."""
    if log.isEnabledFor(logging.DEBUG):
        return
    for kind, times in seen.items():
        if (more := times - _WARNINGS_OF_A_KIND) > 0:
            articles = f"{more:,} more article{'s' * (more > 1)}"
            log.warning("… and %s: %s (--verbose shows all)", articles, kind)


def _kind(warning: str, article: str) -> str:
    """What a warning is about: its words from the article's id to the first colon or quotation."""
    return re.split(r"[:;]| ['\"“]", warning.removeprefix(f"{article}: "), maxsplit=1)[0].strip()


def _shown(cell: Any) -> str:
    if cell is None:
        return ""
    return f"{cell:.3g}" if isinstance(cell, float) else str(cell)


def _harmless(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
