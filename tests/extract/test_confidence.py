"""How sure a fact is: the share of right ones among those that were read."""

import pytest

from kg.extract import confidence
from kg.extract.confidence import confidence_of, offset_of, on_news
from kg.patterns import words


@pytest.mark.parametrize(("shape", "share"), [("verb", 0.67), ("noun", 0.5), ("unheard of", 0.83)])
def test_one_right_and_one_wrong_are_added(monkeypatch, shape, share):
    """Few readings promise little, none promise a half; shapes that were not read by themselves count as all of their kind."""
    tables = {
        "measured": {},
        "confidence": {"event": {"verb": [1, 1], "noun": [0, 0], "all": [9, 10]}},
    }
    monkeypatch.setattr(confidence, "words", tables.__getitem__)
    assert confidence_of("event", shape) == share


def test_a_pattern_that_was_judged_is_as_sure_as_it_was_right(monkeypatch):
    """The less often, the nearer to the share of all patterns; one that never was counts as its shape does."""
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


def test_in_news_patterns_are_as_much_surer_as_was_measured(monkeypatch):
    """Those that were measured on profiles, and never quite sure; patterns that were read in news keep their confidence."""
    monkeypatch.setattr(
        confidence,
        "words",
        {"measured": {"news": {"offset": 1.0}, "relation": {"born:verb": [1, 2]}}}.__getitem__,
    )
    assert [on_news("relation", "born:verb", c) for c in (0.5, 0.9, 0.99)] == [0.73, 0.96, 0.99]
    assert on_news("relation", "new:verb", 0.5) == on_news("statement", "clause", 0.5) == 0.5


@pytest.mark.parametrize(("right", "rises"), [(8, 0), (10, 1), (6, -1)])
def test_the_offset_follows_what_was_right(right, rises):
    """Ten facts of which eight were promised."""
    offset = offset_of([0.8] * 10, right)
    assert (offset > 0.1) - (offset < -0.1) == rises
    assert abs(offset) < 2


@pytest.mark.parametrize("kind", ["event", "plain", "role", "relation", "statement"])
def test_every_kind_was_read(kind):
    """And no more were right than were read."""
    assert "all" in words("confidence")[kind]
    assert all(0 <= right <= read for right, read in words("confidence")[kind].values())
    assert 0 < confidence_of(kind, "all") < 1
