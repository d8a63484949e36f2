"""What edges and evidence are worth: does an edge count, how sure is a fact, when was it."""

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


def counts(edge: Mapping[str, Any], reported: bool) -> bool:
    """Whether an edge counts: it is not denied, and asserted unless reported ones count too."""
    return edge["polarity"] == "positive" and (reported or not edge["reported"])


def expected(evidence: Iterable[Mapping[str, Any]]) -> float:
    """The probability that a fact is true: that not all its mentions are wrong; 1 if unmeasured."""
    measured = [float(item["confidence"]) for item in evidence if item["confidence"] is not None]
    return 1 - prod(1 - confidence for confidence in measured) if measured else 1.0


def surest(evidence: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The mention with the highest confidence, of several the earliest; empty if there is none."""
    return min(evidence, key=_surest_first, default=_NOTHING)


def _surest_first(item: Mapping[str, Any]) -> tuple[float, str, str, str]:
    return -(item["confidence"] or 0), item["date"], item["article"], item["sentence"]


def day_of(date: str, evidence: Iterable[Mapping[str, Any]]) -> str:
    """The day, month or year of a fact: its own, else that of the first article; "" for none."""
    own = _DAY.match(date)
    return own[0] if own else min((item["date"] for item in evidence if item["date"]), default="")
