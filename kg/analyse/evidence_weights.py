"""What an edge and the tellings of a fact are worth: does it hold, how sure is it, when was it, and which sentence shows it best."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import prod
from typing import Any

_DAY = re.compile(r"\d{4}(-\d\d){0,2}(?!\d)")
_NOTHING: Mapping[str, Any] = {
    "sentence": "",
    "marks": [],
    "article": "",
    "date": "",
    "pattern": "",
    "confidence": None,
}


def counts(edge: Mapping[str, Any], said: bool) -> bool:
    """Does this edge hold: is it not denied, and asserted, or does what is said count too?"""
    return edge["polarity"] == "positive" and (said or not edge["said"])


def expected(evidence: Iterable[Mapping[str, Any]]) -> float:
    """The probability that a fact is true by all its tellings: that not all of them are wrong; 1 where nothing measured it."""
    measured = [float(item["confidence"]) for item in evidence if item["confidence"] is not None]
    return 1 - prod(1 - confidence for confidence in measured) if measured else 1.0


def surest(evidence: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The telling with the highest confidence, of several the first told; an empty one if there is none."""
    return min(
        evidence,
        key=lambda item: (
            -(item["confidence"] or 0),
            item["date"],
            item["article"],
            item["sentence"],
        ),
        default=_NOTHING,
    )


def day_of(date: str, evidence: Iterable[Mapping[str, Any]]) -> str:
    """The day, month or year of a fact: its own, else that of the first article that tells it; "" where nothing is known."""
    own = _DAY.match(date)
    return own[0] if own else min((item["date"] for item in evidence if item["date"]), default="")
