"""Which scorers can be trained, and from what."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from kg.model import Annotation, Article
from kg.read import ReadError, Source, read
from kg.train.errors import TrainingError

Rows: TypeAlias = Sequence[Mapping[str, Any]]


def train(scorer: str, data: Sequence[Path], output: Path) -> str:
    """Trains a scorer on JSON lines and text files; returns the text of its card.

    Writes its weights, and next to them the card. Raises `TrainingError`.
    """
    if find_spec("sklearn") is None:
        raise TrainingError(
            "training needs scikit-learn; install it with: pip install 'news-kg[train]'"
        )
    if output.suffix != ".npz":
        raise TrainingError(f"{output}: weights are written as .npz; name such a file with -o")
    rows = [row for path in data for row in rows_of(path)]
    with _one_thread():
        card = _trainers()[scorer](rows, output)
    output.with_suffix(".md").write_text(card, encoding="utf-8", newline="\n")
    return card


def _one_thread() -> AbstractContextManager[object]:
    """Limits matrix products to one thread while the context is open.

    Several threads add up in another order, which gives other bytes on another machine.
    """
    from threadpoolctl import threadpool_limits

    limits: AbstractContextManager[object] = threadpool_limits(1, user_api="blas")
    return limits


def _trainers() -> Mapping[str, Callable[[Rows, Path], str]]:
    """For each scorer the function that writes its weights and returns its card."""
    from kg.train import participants, relations, triggers

    return {
        "participants": participants.train,
        "relations": relations.train,
        "triggers": triggers.train,
    }


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file; of a text file, or of each in a folder, its text."""
    if path.is_dir() or path.suffix == ".txt":
        return [asdict(_article(source)) for source in read([path])]
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise TrainingError(f"{path}: {error}; name a file with a JSON object a line") from error


def _article(source: Source | ReadError) -> Article:
    if isinstance(source, ReadError):
        raise source
    return source.article if isinstance(source, Annotation) else source
