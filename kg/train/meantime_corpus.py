"""Events of the NewsReader MEANTIME corpus as JSON lines, next to our own documents of its texts.

A line has `id`, `text`, `title`, `dct`, `annotated_end` (how far the text was annotated), `events`
with `mentions`, `entities` with `mentions`, and `participants` with `event_mention`, `entity`,
`entity_mention` and `role`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.document import Document
from kg.language import parse
from kg.model import Article, Span

Rows: TypeAlias = Sequence[Mapping[str, Any]]
Flags: TypeAlias = NDArray[np.bool_]
FOLDS = 10
CORPUS = (
    "NewsReader MEANTIME corpus, English part (Minard et al. 2016), CC BY 4.0; "
    "texts from Wikinews, CC BY 2.5"
)


@dataclass(frozen=True)
class Participant:
    """A participant of an event: the marked mention near it, the entity, and the role."""

    marked: Span
    entity: str
    role: str


@dataclass(frozen=True)
class Annotated:
    """An article with what annotators marked in it; only characters before `end` were annotated."""

    document: Document
    row: Mapping[str, Any]

    @property
    def end(self) -> int:
        return int(self.row["annotated_end"])

    @cached_property
    def triggers(self) -> dict[int, str]:
        """The id of each gold event mention by the index of the token that heads it."""
        out: dict[int, str] = {}
        doc = self.document.doc
        for event in self.row["events"]:
            for mention in event["mentions"]:
                start, end = mention["start"], mention["end"]
                span = doc.char_span(start, end, alignment_mode="expand")
                if span is not None:
                    out[span.root.i] = mention["id"]
        return out

    @cached_property
    def participants(self) -> dict[str, list[Participant]]:
        """The participants by event mention."""
        spans = {
            m["id"]: Span(m["start"], m["end"]) for e in self.row["entities"] for m in e["mentions"]
        }
        out: dict[str, list[Participant]] = {}
        for p in self.row["participants"]:
            if p["entity_mention"] in spans:
                out.setdefault(p["event_mention"], []).append(
                    Participant(spans[p["entity_mention"]], p["entity"], p["role"])
                )
        return out

    @cached_property
    def mentions_of(self) -> dict[str, list[Span]]:
        """All mentions of each entity."""
        return {
            e["id"]: [Span(m["start"], m["end"]) for m in e["mentions"]]
            for e in self.row["entities"]
        }


def annotated(rows: Rows) -> list[Annotated]:
    """The articles of the rows, with our documents of them."""
    articles = [Article(r["id"], r["text"], title=r.get("title"), date=r.get("dct")) for r in rows]
    return [Annotated(d, r) for d, r in zip(parse(articles), rows, strict=True)]


def out_of_fold(
    owners: Sequence[int],
    predict: Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.float32]],
    columns: int,
) -> NDArray[np.float32]:
    """(rows, columns): predictions for each row by a model that saw no row of its article.

    `predict(seen, unseen)` fits a model on the one and predicts the other.
    """
    fold = np.array(owners) % FOLDS
    out = np.zeros((len(owners), columns), dtype=np.float32)
    for k in range(FOLDS):
        unseen = np.flatnonzero(fold == k)
        if len(unseen):
            out[unseen] = predict(np.flatnonzero(fold != k), unseen)
    return out


def figures(predicted: Flags, true: Flags, missing: int = 0) -> dict[str, float]:
    """Precision, recall and F1; `missing` counts what is true of no row."""
    hits = int((predicted & true).sum())
    precision = hits / max(1, int(predicted.sum()))
    recall = hits / max(1, int(true.sum()) + missing)
    return {
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / max(1e-9, precision + recall),
    }


def table(lines: Mapping[str, Mapping[str, float]]) -> str:
    """The figures as a Markdown table."""
    head = "| | precision | recall | F1 |\n|---|---|---|---|\n"
    return head + "".join(
        f"| {name} | {f['precision']:.3f} | {f['recall']:.3f} | {f['F1']:.3f} |\n"
        for name, f in lines.items()
    )
