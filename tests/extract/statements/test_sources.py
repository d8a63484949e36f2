"""Whose word it is: that of courts, inquiries, polls, studies, believers and accusers."""

import pytest

from kg.model import Event, Statement
from tests.annotating import annotated

DATE = "2024-05-15"


def said(text):
    """Each statement: its speakers, its cue's label and its content."""
    annotation = annotated(text, DATE)
    words = {m.id: m.text for m in annotation.mentions}
    return [
        (
            ", ".join(words[m] for m in s.fillers("speaker")),
            s.label,
            " … ".join(annotation.article.text[c.start : c.end] for c in s.content),
        )
        for s in annotation.facts
        if isinstance(s, Statement)
    ]


def layers(text):
    """Each event with a verb or noun of its own: said or asserted, by its trigger."""
    annotation = annotated(text, DATE)
    return {
        text[f.trigger.start : f.trigger.end]: "asserted" if f.statement is None else "said"
        for f in annotation.facts
        if isinstance(f, Event) and f.trigger is not None
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The inquiry found that Bolt Ltd. hid the losses.",
            ("The inquiry", "find", "Bolt Ltd. hid the losses"),
        ),
        (
            "A recent poll found only a quarter of voters favoured the plan.",
            ("A recent poll", "find", "only a quarter of voters favoured the plan"),
        ),
        (
            "The figures showed that Unilever sold the plant.",
            ("The figures", "show", "Unilever sold the plant"),
        ),
        (
            "The suspect fled to Spain, the court heard.",
            ("", "hear", "The suspect fled to Spain"),
        ),
        (
            "Jurors heard that Tom Hughes robbed the bank.",
            ("", "hear", "Tom Hughes robbed the bank"),
        ),
        (
            "As Helen Reed told The Times, Unilever sold the plant.",
            ("Helen Reed", "tell", "Unilever sold the plant"),
        ),
        (
            "In the words of Helen Reed, Unilever hid the losses.",
            ("Helen Reed", "in the words of", "Unilever hid the losses"),
        ),
        (
            "In Helen Reed's view, Unilever hid the losses.",
            ("Helen Reed", "view", "Unilever hid the losses"),
        ),
        (
            "Helen Reed's argument is that Unilever hid the losses.",
            ("Helen Reed", "argument", "Unilever hid the losses"),
        ),
        (
            "Helen Reed came to the conclusion that Unilever hid the losses.",
            ("Helen Reed", "conclusion", "Unilever hid the losses"),
        ),
        (
            "Voters are worried that Unilever will close the plant.",
            ("Voters", "be worried", "Unilever will close the plant"),
        ),
        ("Unilever has been described as a fraud.", ("", "describe", "Unilever … a fraud")),
        ("Tom Hughes was accused of hiding losses.", ("", "accuse of", "hiding losses")),
        (
            "Amid allegations of fraud, Helen Reed left the town.",
            ("", "allegation of", "fraud"),
        ),
        (
            "Despite calls for Unilever to sell the plant, it went on.",
            ("", "call", "Unilever to sell the plant"),
        ),
        (
            "It was sent to a place which critics charge is a forced work camp.",
            ("critics", "charge", "which … is a forced work camp"),
        ),
    ],
)
def test_a_source_says_what_hangs_on_it(text, expected):
    """Whoever finds, shows, hears, fears or accuses, it is not the article that says so."""
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Police found Tom Hughes dead.",
        "Police found the door locked.",
        "Helen Reed found a job.",
        "A video shows Tom Hughes leaving the bank.",
        "The figures showed a fall.",
        "Helen Reed heard Tom Hughes sing.",
        "It is certain that Unilever fell.",
        "The problem is that Unilever fell.",
        "Everyone knew that Unilever fell.",
        "Helen Reed was dismissed as manager.",
        "The bridge was called the Reed Bridge.",
    ],
)
def test_nobody_says_anything_where_a_thing_is_found_or_shown(text):
    """To find somebody or something, to show or hear it, and to be named, is not to say."""
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "verb", "layer"),
    [
        ("The inquiry found that Unilever hid the losses.", "hid", "said"),
        ("The suspect fled to Spain, the court heard.", "fled", "said"),
        ("Helen Reed is sure that Unilever hid the losses.", "hid", "said"),
        ("Helen Reed knew that Unilever had hidden the losses.", "hidden", "asserted"),
        ("Helen Reed discovered that Unilever had hidden the losses.", "hidden", "asserted"),
        ("Helen Reed was glad that Unilever had hidden the losses.", "hidden", "asserted"),
        ("Tom Hughes said Helen Reed knew that Unilever had hidden the losses.", "hidden", "said"),
        ("Helen Reed found the man who robbed the bank.", "robbed", "asserted"),
    ],
)
def test_what_is_known_is_told_by_the_article(text, verb, layer):
    """What somebody finds or believes is theirs; what somebody knows is so."""
    assert layers(text)[verb] == layer


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Helen Reed claims that she was working at night and due to the heat ended up ill.",
            "she was working at night and due to the heat ended up ill",
        ),
        (
            "Helen Reed said that Unilever had closed the plant and the workers had gone home.",
            "Unilever had closed the plant and the workers had gone home",
        ),
    ],
)
def test_all_that_is_coordinated_is_said(text, content):
    """The second half of what is said is said too, wherever the parser hangs it."""
    assert content in [c for _, _, c in said(text)]
