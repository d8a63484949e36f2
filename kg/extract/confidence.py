"""The confidence of a fact: how often its pattern was right where people judged it.

For a pattern that was never judged, it is how often facts of the same kind and shape were right.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from kg.patterns import words

# how many judgements of a pattern weigh as much as the share of all patterns of its kind
_PRIOR = 12
# no rule is always right
_HIGHEST = 0.99
# between which offsets of the log odds the best one is looked for, and how closely
_OFFSETS = (-5.0, 5.0)
_TOLERANCE = 1e-4


def confidence_of(kind: str, shape: str, pattern: str | None = None) -> float:
    """The share of right facts: of the pattern, or of the shape where the pattern was never judged.

    The share of a pattern is drawn towards that of all patterns of its kind. To the counts of a
    shape one right and one wrong are added (Laplace), so that a few readings count for little.
    """
    judged_patterns = words("measured").get(kind, {})
    if pattern in judged_patterns:
        right, judged = map(int, judged_patterns[pattern])
        return round((right + _PRIOR * _share_of_all(kind)) / (judged + _PRIOR), 2)
    shapes = words("confidence")[kind]
    right, read = map(int, shapes.get(shape, shapes["all"]))
    return round((right + 1) / (read + 2), 2)


def on_news(kind: str, pattern: str, confidence: float) -> float:
    """The confidence of a fact in news.

    Patterns were mostly measured on profiles, where annotators mark less than is true: their
    confidence rises by a measured offset. Patterns that were never judged keep theirs.
    """
    if pattern not in words("measured").get(kind, {}):
        return confidence
    offset = words("measured")["news"]["offset"]
    return min(_HIGHEST, round(_raised(confidence, offset), 2))


def offset_of(confidences: Sequence[float], right: int) -> float:
    """By how much log odds must rise for as many facts to be expected right as were right.

    The offset is drawn towards zero: it is the mode under a normal prior of variance one.
    """
    low, high = _OFFSETS
    while high - low > _TOLERANCE:
        middle = (low + high) / 2
        expected = sum(_raised(confidence, middle) for confidence in confidences)
        if right - expected > middle:
            low = middle
        else:
            high = middle
    return round((low + high) / 2, 2)


def _raised(confidence: float, offset: float) -> float:
    """The confidence whose log odds are higher by the offset."""
    odds_against = (1 / confidence - 1) * exp(-offset)
    return 1 / (1 + odds_against)


def _share_of_all(kind: str) -> float:
    """The share of right facts among all that were judged of this kind."""
    counts = words("measured")[kind].values()
    all_right = sum(right for right, _ in counts)
    all_judged = sum(judged for _, judged in counts)
    return float(all_right / all_judged)
