"""How sure a fact is: how often its pattern was right where people judged it, else how often facts of its kind and shape were."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from kg.patterns import words

_PRIOR = 12  # judgements that the share of all patterns of a kind is worth, for each of them

_SUREST = 0.99  # nothing read by rules is certain


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


def on_news(kind: str, pattern: str, confidence: float) -> float:
    """The confidence of a fact in news: patterns were mostly measured on profiles, where annotators mark less than holds; other patterns keep theirs."""
    if pattern not in words("measured").get(kind, {}):
        return confidence
    return min(_SUREST, round(_raised(confidence, words("measured")["news"]["offset"]), 2))


def offset_of(confidences: Sequence[float], right: int) -> float:
    """By how much log odds must rise for as many facts to be right as are; drawn towards none (the mode under a normal prior of variance one)."""
    low, high = -5.0, 5.0
    while high - low > 1e-4:
        middle = (low + high) / 2
        if right - sum(_raised(c, middle) for c in confidences) > middle:
            low = middle
        else:
            high = middle
    return round((low + high) / 2, 2)


def _raised(confidence: float, offset: float) -> float:
    """With log odds that much higher."""
    return 1 / (1 + (1 / confidence - 1) * exp(-offset))


def _share_of_all(kind: str) -> float:
    counts = words("measured")[kind].values()
    return float(sum(right for right, _ in counts) / sum(judged for _, judged in counts))
