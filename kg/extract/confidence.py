"""How sure a fact is: how often its pattern was right where people judged it, else how often facts of its kind and shape were."""

from __future__ import annotations

from kg.patterns import words

_ENOUGH = 12  # judged facts of a pattern, from which on they say more than the readings of its shape


def confidence_of(kind: str, shape: str, pattern: str | None = None) -> float:
    """Share of right facts, with one right and one wrong added so that few readings promise little (Laplace)."""
    right, read = _judged(kind, pattern) or _read(kind, shape)
    return round((right + 1) / (read + 2), 2)


def _judged(kind: str, pattern: str | None) -> tuple[int, int] | None:
    """Right and judged ones of a pattern that was judged often enough."""
    right, judged = words("measured").get(kind, {}).get(pattern, (0, 0)) if pattern is not None else (0, 0)
    return (right, judged) if judged >= _ENOUGH else None


def _read(kind: str, shape: str) -> tuple[int, int]:
    """Right and read ones of a shape, or of all its kind."""
    shapes = words("confidence")[kind]
    right, read = map(int, shapes.get(shape, shapes["all"]))
    return right, read
