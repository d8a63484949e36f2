"""The confidence of a fact: the share of right ones among those that people judged."""

import pytest

from kg.extract import confidence
from kg.extract.confidence import confidence_of, offset_of, on_news
from kg.patterns import words


@pytest.mark.parametrize(("shape", "share"), [("verb", 0.67), ("noun", 0.5), ("unheard of", 0.83)])
def test_confidence_of_shape_adds_one_right_and_one_wrong(monkeypatch, shape, share):
    """A shape without readings gives a half, an unknown shape the share of all of its kind."""
    tables = {
        "measured": {},
        "confidence": {"event": {"verb": [1, 1], "noun": [0, 0], "all": [9, 10]}},
    }
    monkeypatch.setattr(confidence, "words", tables.__getitem__)
    assert confidence_of("event", shape) == share


def test_confidence_of_judged_pattern_is_drawn_towards_all_patterns(monkeypatch):
    """The fewer judgements, the nearer to all patterns; without any the shape counts."""
    judged = {"often:verb": [890, 900], "seldom:noun": [1, 10], "once:verb": [0, 1]}
    monkeypatch.setattr(
        confidence,
        "words",
        {
            "measured": {"relation": judged},
            "confidence": {"relation": {"all": [7, 10]}},
        }.__getitem__,
    )
    assert [confidence_of("relation", "verb", pattern) for pattern in (*judged, "new:verb")] == [
        0.99,
        0.58,
        0.9,
        0.67,
    ]


def test_on_news_raises_judged_patterns_only(monkeypatch):
    """Patterns judged on profiles rise, but never to one; all others keep their confidence."""
    monkeypatch.setattr(
        confidence,
        "words",
        {"measured": {"news": {"offset": 1.0}, "relation": {"born:verb": [1, 2]}}}.__getitem__,
    )
    assert [on_news("relation", "born:verb", c) for c in (0.5, 0.9, 0.99)] == [0.73, 0.96, 0.99]
    assert on_news("relation", "new:verb", 0.5) == on_news("statement", "clause", 0.5) == 0.5


@pytest.mark.parametrize(("right", "rises"), [(8, 0), (10, 1), (6, -1)])
def test_offset_of_follows_share_of_right_facts(right, rises):
    """Of ten facts eight were expected to be right."""
    offset = offset_of([0.8] * 10, right)
    assert (offset > 0.1) - (offset < -0.1) == rises
    assert abs(offset) < 2


@pytest.mark.parametrize("kind", ["event", "plain", "role", "relation", "statement"])
def test_confidence_of_every_kind_was_measured(kind):
    """Every kind has counts, and no more facts were right than were read."""
    assert "all" in words("confidence")[kind]
    assert all(0 <= right <= read for right, read in words("confidence")[kind].values())
    assert 0 < confidence_of(kind, "all") < 1
