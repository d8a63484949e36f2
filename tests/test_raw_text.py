"""The way back from a cleaned text to the raw one."""

import pytest

from kg.model import Article, Span
from kg.raw_text import Edit, RawText, edited


def _back(raw: str, edits: list[tuple[str, str]], words: str) -> str:
    """What `words` of the text with the edits stand for in the raw one."""
    found, at = [], 0
    for old, new in edits:
        at = raw.index(old, at)
        found.append(Edit(Span(at, at + len(old)), new))
        at += len(old)
    step = edited(raw, found)
    start = step.text.index(words)
    span = RawText(Article("a", raw), (step,)).span(Span(start, start + len(words)))
    return raw[span.start : span.end]


@pytest.mark.parametrize(
    ("raw", "edits", "words", "expected"),
    [
        ("A &amp; B left.", [("&amp;", "&")], "A & B", "A &amp; B"),
        ("A &amp; B left.", [("&amp;", "&")], "&", "&amp;"),
        ("A &amp; B left.", [("&amp;", "&")], "B left", "B left"),
        ("See [Acme](/a) now.", [("[", ""), ("](/a)", "")], "Acme", "Acme"),
        ("See [Acme](/a) now.", [("[", ""), ("](/a)", "")], "See Acme now", "See [Acme](/a) now"),
        ("See [Acme](/a) now.", [("[", ""), ("](/a)", "")], " now", " now"),
        ("exec-\nutive of", [("-\n", "")], "executive", "exec-\nutive"),
        ("one ... two", [("...", "…")], "…", "..."),
        ("ab", [("a", "xyz"), ("b", "uvw")], "y", "a"),
        ("ab", [("a", "xyz"), ("b", "uvw")], "zu", "ab"),
        ("(a)(b)", [("(", ""), (")", ""), ("(", ""), (")", "")], "b", "b"),
    ],
)
def test_raw_text_span_is_what_the_words_were_made_of(raw, edits, words, expected):
    """What was taken out within a span belongs to it, what was taken out around it does not."""
    assert _back(raw, edits, words) == expected


def test_raw_text_span_leads_back_through_all_steps():
    """The steps are undone from the last to the first."""
    raw = "A &amp;amp; B"
    first = edited(raw, [Edit(Span(2, 11), "&amp;")])
    second = edited(first.text, [Edit(Span(2, 7), "&")])
    assert second.text == "A & B"
    assert RawText(Article("a", raw), (first, second)).span(Span(0, 5)) == Span(0, len(raw))


def test_edited_without_edits_is_the_text():
    """No edit, no change."""
    step = edited("Acme", [])
    assert step.text == "Acme"
    assert step.origin(Span(1, 3)) == Span(1, 3)
