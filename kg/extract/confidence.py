"""How sure a fact is: how often its pattern was right where people judged it, else how often facts of its kind and shape were."""

from __future__ import annotations

from kg.patterns import words

_PRIOR = 12  # judgements that the share of all patterns of a kind is worth, for each of them


def confidence_of(kind: str, shape: str, pattern: str | None = None) -> float:
    """Share of right facts: of the pattern, drawn towards that of all patterns of its kind; where it was never judged, of facts of its shape.

    Few readings promise little: one right and one wrong are added to those of a shape (Laplace).
    """
    table = words("measured").get(kind, {})
    if pattern in table:
        right, judged = map(int, table[pattern])
        return round((right + _PRIOR * _share_of_all(kind)) / (judged + _PRIOR), 2)
    shapes = words("confidence")[kind]
    right, read = map(int, shapes.get(shape, shapes["all"]))
    return round((right + 1) / (read + 2), 2)


def _share_of_all(kind: str) -> float:
    counts = words("measured")[kind].values()
    return float(sum(right for right, _ in counts) / sum(judged for _, judged in counts))
