"""How often a kind of fact was right when people read it: the share of right ones among those judged."""

from __future__ import annotations

from kg.patterns import words


def confidence_of(kind: str, shape: str) -> float:
    """Share of right facts of this kind and shape, with one right and one wrong added so that few readings promise little (Laplace)."""
    shapes = words("confidence")[kind]
    right, read = map(int, shapes.get(shape, shapes["all"]))
    return round((right + 1) / (read + 2), 2)
