"""Interviews: labels, turns, questions and answers."""

import pytest

from kg.language.layout.blocks import blocks_of
from tests.language.layout.block_words import block_words


def test_dialogue_turns_stand_behind_labels():
    """A paragraph between two labels continues the turn before it."""
    text = (
        "Q: Why did you go?\nA: I had to.\n\nIt rained.\n\n"
        "Q: Will you come back?\nA: We may.\n\nThe bridge opened."
    )
    assert block_words(text) == [
        *[
            ("label", "Q:"),
            ("turn", "Why did you go?"),
            ("label", "A:"),
            ("turn", "I had to."),
            ("turn", "It rained."),
        ],
        *[
            ("label", "Q:"),
            ("turn", "Will you come back?"),
            ("label", "A:"),
            ("turn", "We may."),
            ("paragraph", "The bridge opened."),
        ],
    ]
    assert [b.part for b in blocks_of(text) if b.kind == "turn"] == [
        "question",
        "answer",
        "answer",
        "question",
        "answer",
    ]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("WN:", "Roe:"),
        ("((WN))", "((Jane Roe))"),
        ("**Acme:**", "**Jane Roe:**"),
        ("JOHN DOE:", "JANE ROE:"),
        ("Q.", "A."),
        ("Host:", "Dr. Roe:"),
    ],
)
def test_dialogue_labels_are_names_letters_or_in_brackets(asks, answers):
    """Who asks is seen by the questions."""
    text = (
        f"{asks} Why did you go?\n\n{answers} I had to.\n\n{asks} Will you come back?\n\n"
        f"{answers} We may."
    )
    assert [b.kind for b in blocks_of(text)] == ["label", "turn"] * 4
    assert [b.part for b in blocks_of(text) if b.kind == "turn"] == ["question", "answer"] * 2


def test_dialogue_labels_may_be_short_after_the_first():
    """A transcript gives the full name and the role once, then the last name."""
    text = (
        "JANE ROE, HOST: Why was nobody warned?\n\nTOM FOX: We did warn them.\n\n"
        "ROE: Did they come?\n\nFOX: They came at ten."
    )
    assert [b.kind for b in blocks_of(text)] == ["label", "turn"] * 4
    assert [b.part for b in blocks_of(text) if b.kind == "turn"] == ["question", "answer"] * 2


def test_dialogue_label_may_stand_on_a_line_of_its_own():
    """What follows a label on a line of its own is that speaker's."""
    text = "Q:\nWhy did you go?\n\nJane Roe:\n\nI had to.\n\nQ:\nWhy?\n\nJane Roe:\n\nI was tired."
    assert [b.kind for b in blocks_of(text)] == ["label", "turn"] * 4


@pytest.mark.parametrize(
    "text",
    [
        "Note: It rained.\n\nUpdate: It snowed.",
        "Note: It rained.\n\nNote: It snowed.\n\nUpdate: It hailed.\n\nUpdate: It is over.",
        "Home: 3\nAway: 2\nHome: 4\nAway: 5",
        "Name: Jane Roe\nAge: 45",
        "Roe: It rained.\n\nThen it snowed.",
    ],
)
def test_dialogue_label_is_not_any_word_and_a_colon(text):
    """Labels recur, there are two of them, and their turns end as sentences do."""
    assert not [b for b in blocks_of(f"{text}\n\nIt rained.") if b.kind in {"turn", "label"}]


def test_dialogue_without_labels_is_questions_and_answers():
    """Questions to "you" and answers by "I", three times in turn, are an interview."""
    text = (
        "It rained on Roe.\n\nWhy did you go?\n\nI had to.\n\nThe town was wet.\n\n"
        "Was it cold?\n\nWe froze.\n\nWill you come back?\n\nI may."
    )
    assert [(b.kind, b.part) for b in blocks_of(text)] == [
        ("paragraph", None),
        *[
            ("turn", "question"),
            ("turn", "answer"),
            ("turn", "answer"),
            ("turn", "question"),
            ("turn", "answer"),
            ("turn", "question"),
            ("turn", "answer"),
        ],
    ]


def test_dialogue_that_is_announced_may_be_short():
    """Two questions are enough where the text is called an interview."""
    text = "An interview with Jane Roe\n\nWhy did you go?\n\nI had to.\n\nWas it cold?\n\nIt was."
    assert [b.kind for b in blocks_of(text)] == ["title", "turn", "turn", "turn", "turn"]


def test_dialogue_is_no_questions_of_the_writer():
    """A writer's own questions are not answered by "I"."""
    text = (
        "What is rain?\n\nRain is water.\n\nWho needs rain?\n\nFarmers do.\n\n"
        "Where does it rain?\n\nIn Leeds."
    )
    assert "turn" not in [b.kind for b in blocks_of(text)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Ann Writer:", "Mara Quist:"), ("AW:", "MQ:")),
        (("Ann Writer:", "Mara Quist:"), ("A.W.:", "M.Q.:")),
        (("Ann Writer (host):", "Mara Quist (Nordlys):"), ("Ann Writer:", "Mara Quist:")),
        (("Ann Writer [in Oslo]:", "Mayor Mara Quist [by phone]:"), ("Writer:", "Quist:")),
        (("ANN WRITER, HOST:", "MARA QUIST, NORDLYS:"), ("WRITER:", "QUIST:")),
    ],
)
def test_dialogue_labels_of_one_speaker_may_differ(first, second):
    """The full name once, with a role or a remark, then its initials or its last word."""
    asks, answers = first
    asks_again, answers_again = second
    text = (
        f"{asks} Why did you go?\n\n{answers} Peter Lund lied.\n\n{asks_again} What comes next?\n\n"
        f"{answers_again} I will stay."
    )
    assert [b.kind for b in blocks_of(text)] == ["label", "turn"] * 4
    assert [b.part for b in blocks_of(text) if b.kind == "turn"] == ["question", "answer"] * 2


@pytest.mark.parametrize(
    "text",
    [
        # initials of nobody, or of two
        "Ann Writer: Why?\n\nMara Quist: He lied.\n\nPS: What comes next?\n\nTBC: I will.",
        "Ann Writer: Why?\n\nAda West: He lied.\n\nMara Quist: No.\n\nAW: What comes next?",
        # one label each
        "Ann Writer: Why?\n\nMara Quist [laughs]: He lied.",
    ],
)
def test_dialogue_initials_of_nobody_are_no_label(text):
    """What is said once under each of a few names is no interview."""
    assert all(block.kind != "turn" for block in blocks_of(text))
