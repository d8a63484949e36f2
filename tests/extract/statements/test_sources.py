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
        (
            "Helen Reed was out of work and was worried that Unilever would close the plant.",
            ("Helen Reed", "be worried", "Unilever would close the plant"),
        ),
        (
            "The ruling makes it clear that Unilever broke the law.",
            ("The ruling", "make clear", "Unilever broke the law"),
        ),
        (
            "Helen Reed made plain that Unilever would close the plant.",
            ("Helen Reed", "make plain", "Unilever would close the plant"),
        ),
        (
            "Helen Reed lied to Tom Hughes that Unilever had closed the plant.",
            ("Helen Reed", "lie", "Unilever had closed the plant"),
        ),
        (
            'The letter reads, "we may close the plant in the spring".',
            ("The letter", "read", "we may close the plant in the spring"),
        ),
        (
            "Old plants, said Helen Reed, are a burden.",
            ("Helen Reed", "say", "Old plants … are a burden"),
        ),
        (
            "If it cannot pay now, Helen Reed argues, it is lost.",
            ("Helen Reed", "argue", "If it cannot pay now … it is lost"),
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
        "Helen Reed made a clear case.",
        "Helen Reed reads a letter.",
        "Helen Reed lied in the garden.",
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


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Helen Reed believed the movement in Leeds helped improve the town.",
            "the movement in Leeds helped improve the town",
        ),
        (
            "A poll found only a quarter of citizens favoured changing the flag.",
            "only a quarter of citizens favoured changing the flag",
        ),
    ],
)
def test_a_subject_that_is_taken_for_an_object_is_said(text, content):
    """What is believed begins with its subject, whatever the parser makes of it, told to nobody."""
    (statement,) = [f for f in annotated(text, DATE).facts if isinstance(f, Statement)]
    assert [text[c.start : c.end] for c in statement.content] == [content]
    assert not statement.fillers("addressee")
