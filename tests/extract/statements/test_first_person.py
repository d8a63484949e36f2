"""What somebody quoted tells as "I" without quotation marks."""

import pytest

from kg.model import Event, Statement
from tests.annotating import annotated

PATTERN = "statement:first-person"


def told(text):
    """Speaker and content of each statement in the first person."""
    annotation = annotated(text, "2024-05-15")
    words = {m.id: m.text for m in annotation.mentions}
    return [
        (*(words[m] for m in s.fillers("speaker")), text[s.content[0].start : s.content[0].end])
        for s in annotation.facts
        if isinstance(s, Statement) and s.pattern == PATTERN
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“They took my passport,” Helen Reed said. I was locked in. “I cried,” she added.",
            [("Helen Reed", "I was locked in")],
        ),
        (
            (
                "“They took my passport,” Helen Reed said.\n\nI was locked in for a week.\n\n"
                "“I cried every night,” Reed said."
            ),
            [("Helen Reed", "I was locked in for a week")],
        ),
        (
            (
                "Helen Reed described the raid:\n\nI was asleep. They broke the door.\n\n"
                "Police closed the road."
            ),
            [("Helen Reed", "I was asleep"), ("Helen Reed", "They broke the door")],
        ),
        (
            (
                "Helen Reed left the ship in 2007.\n\nI was locked in for a week. Helen Reed\n\n"
                "She now lives in Leeds."
            ),
            [("Helen Reed", "I was locked in for a week")],
        ),
    ],
)
def test_the_speaker_around_it_tells_it(text, expected):
    """Between two quotations of one person, behind a colon, or with the name under it."""
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I bought a car in May. “It was a good car,” said Helen Reed.",
        "“They took my passport,” Helen Reed said. I was not told. “It was cold,” Tom Hughes said.",
        (
            "I like Leeds. “They took my passport,” Helen Reed said. I was locked in. “I cried,” "
            "Reed said."
        ),
        "“They took my passport,” Helen Reed said. She was locked in. “I cried,” Reed said.",
        "Helen Reed described the raid:\n\nThe door was broken.",
    ],
)
def test_an_author_may_tell_as_i(text):
    """Nobody known tells it, or another, or the author does, who tells more as "I"."""
    assert told(text) == []


def test_what_is_told_stands_under_it():
    """The article does not say that whoever speaks was locked in."""
    text = "“They took my passport,” Helen Reed said. I was locked in. “I cried,” she added."
    annotation = annotated(text, "2024-05-15")
    (statement,) = [f for f in annotation.facts if f.pattern == PATTERN]
    (locked,) = [
        f
        for f in annotation.facts
        if isinstance(f, Event) and f.trigger is not None and f.label.startswith("lock")
    ]
    assert locked.statement == statement.id
