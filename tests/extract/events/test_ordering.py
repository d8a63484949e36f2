"""What the text says of before and after, of part and cause: sentences in, orders out."""

import pytest

from tests.annotating import annotated


def order(text):
    """What the text says of the order of its events: type or lemma, relation, type or lemma."""
    found = {f.id: f for f in annotated(text, "2024-05-15").facts if f.kind == "event"}
    names = {i: f.type if f.type != "Event" else f.label for i, f in found.items()}
    return [(names[i], o.relation, names[o.fact]) for i, f in found.items() for o in f.order]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Unilever bought Nestlé ahead of the election in France.",
            [("Acquisition", "before", "Election")],
        ),
        (
            "Unilever sold its plant to Toyota prior to the acquisition of Nestlé.",
            [("Sale", "before", "Acquisition")],
        ),
        (
            "Helen Reed resigned in the wake of the layoffs at Unilever.",
            [("Resignation", "after", "Layoff")],
        ),
        (
            "Helen Reed resigned in the aftermath of the layoffs at Unilever.",
            [("Resignation", "after", "Layoff")],
        ),
        (
            "Helen Reed visited Leeds on the eve of the election in France.",
            [("Visit", "before", "Election")],
        ),
        (
            "Once Unilever had bought Nestlé, it sacked Helen Reed.",
            [("Dismissal", "after", "Acquisition")],
        ),
        (
            "As soon as Unilever had bought Nestlé, Helen Reed resigned.",
            [("Resignation", "after", "Acquisition")],
        ),
        (
            "Having bought Nestlé, Unilever sacked Helen Reed.",
            [("Dismissal", "after", "Acquisition")],
        ),
        (
            "Unilever bought Nestlé and then sacked Helen Reed.",
            [("Dismissal", "after", "Acquisition")],
        ),
        ("The arrest of Tom Hughes came after a visit to Leeds.", [("Arrest", "after", "Visit")]),
        (
            "Helen Reed's arrest came two days after the attack on the station.",
            [("Arrest", "after", "Attack")],
        ),
        (
            "Helen Reed stayed in Leeds until Unilever bought Nestlé.",
            [("stay", "before", "Acquisition")],
        ),
        (
            "Helen Reed has visited Leeds since Unilever bought Nestlé.",
            [("Visit", "after", "Acquisition")],
        ),
    ],
)
def test_before_and_after(text, told):
    """By prepositions and conjunctions, by "having bought" and "and then"."""
    assert order(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Helen Reed resigned as a result of the layoffs at Unilever.",
            [("Resignation", "causedBy", "Layoff")],
        ),
        (
            "Helen Reed resigned due to the layoffs at Unilever.",
            [("Resignation", "causedBy", "Layoff")],
        ),
        (
            "Helen Reed resigned owing to the layoffs at Unilever.",
            [("Resignation", "causedBy", "Layoff")],
        ),
        (
            "Helen Reed resigned in response to the arrest of Tom Hughes.",
            [("Resignation", "causedBy", "Arrest")],
        ),
        (
            "Thanks to the purchase of Nestlé, Unilever hired Helen Reed.",
            [("Appointment", "causedBy", "Acquisition")],
        ),
        (
            "Boeing's delay of the launch is due to a strike by engineers.",
            [("Delay", "causedBy", "Strike")],
        ),
        ("The layoffs at Unilever led to protests in Leeds.", [("Protest", "causedBy", "Layoff")]),
        (
            "The layoffs at Unilever resulted in protests in Leeds.",
            [("Protest", "causedBy", "Layoff")],
        ),
        ("The layoffs at Unilever caused protests in Leeds.", [("Protest", "causedBy", "Layoff")]),
        (
            (
                "The layoffs at Unilever triggered protests in Leeds and the "
                "resignation of Helen Reed."
            ),
            [("Protest", "causedBy", "Layoff"), ("Resignation", "causedBy", "Layoff")],
        ),
        (
            "Protests in Leeds were sparked by the layoffs at Unilever.",
            [("Protest", "causedBy", "Layoff")],
        ),
        (
            "The protests in Leeds stemmed from the layoffs at Unilever.",
            [("Protest", "causedBy", "Layoff")],
        ),
        (
            "The layoffs at Unilever brought about the resignation of Helen Reed.",
            [("Resignation", "causedBy", "Layoff")],
        ),
        (
            "Helen Reed's visit to Leeds set off protests in Hull.",
            [("Protest", "causedBy", "Visit")],
        ),
        (
            "Unilever closed its plant, triggering protests in Leeds.",
            [("Protest", "causedBy", "Closure")],
        ),
        (
            "The crash in Leeds prompted Toyota to recall its cars.",
            [("Recall", "causedBy", "Accident")],
        ),
        (
            "The protests in Leeds forced Helen Reed to resign.",
            [("Resignation", "causedBy", "Protest")],
        ),
        ("The explosion in Leeds killed two men.", [("Death", "causedBy", "Explosion")]),
        ("Two men died in the attack on the station.", [("Death", "causedBy", "Attack")]),
        (
            "The investigation into the crash in Leeds led to the arrest of Tom Hughes.",
            [("Arrest", "causedBy", "Investigation")],
        ),
    ],
)
def test_what_brought_it_about(text, told):
    """Because, due to, led to, sparked, prompted to: only words that say so."""
    assert order(text) == told


def test_what_happens_during_another_is_part_of_it():
    """ "During" tells more than when."""
    assert order("Helen Reed was arrested during a visit to Leeds.") == [
        ("Arrest", "partOf", "Visit")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Unilever, which bought Nestlé, named the ship after Helen Reed.",
        "Helen Reed looked after Tom Hughes.",
        "Unilever is due to buy Nestlé in May.",
        "The layoffs at Unilever did not lead to protests in Leeds.",
        "The layoffs at Unilever led Helen Reed to the door.",
        "Helen Reed visited Leeds as Unilever bought Nestlé.",
        "Helen Reed visited Leeds while Unilever bought Nestlé.",
        "After all, Helen Reed visited Leeds.",
        "Helen Reed led the protests in Leeds.",
        "The report on the layoffs at Unilever was followed with interest.",
    ],
)
def test_words_of_order_in_other_senses(text):
    """Named after, looked after, due to buy, led the way.

    "as" and "while" say too little; what did not lead to it is no cause.
    """
    assert order(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Helen Reed left Leeds after Unilever bought Nestlé.", ("leave", "after", "Acquisition")),
        (
            "Before Unilever bought Nestlé, Helen Reed visited Leeds.",
            ("Visit", "before", "Acquisition"),
        ),
        (
            "Following the acquisition of Nestlé, Helen Reed visited Leeds.",
            ("Visit", "after", "Acquisition"),
        ),
        (
            "The layoffs at Unilever were followed by protests in Leeds.",
            ("Protest", "after", "Layoff"),
        ),
        (
            "Helen Reed's resignation followed the acquisition of Nestlé.",
            ("Resignation", "after", "Acquisition"),
        ),
        (
            "Unilever's purchase of Nestlé was preceded by a visit to Leeds.",
            ("Acquisition", "after", "Visit"),
        ),
        (
            "Layoffs began at Unilever following the acquisition of Nestlé.",
            ("Layoff", "after", "Acquisition"),
        ),
        (
            "Unilever justified its purchase of Nestlé, which was followed by layoffs at Toyota.",
            ("Layoff", "after", "Acquisition"),
        ),
        pytest.param(
            "Unilever bought Nestlé, which was followed by layoffs at Toyota.",
            ("Layoff", "after", "Acquisition"),
            marks=pytest.mark.xfail(
                strict=True, reason="what was followed is read as Nestlé, not the sentence before"
            ),
        ),
    ],
)
def test_the_order_that_the_text_tells(text, told):
    """By conjunctions, prepositions and verbs of following, also where what began is a noun."""
    assert told in order(text)


@pytest.mark.parametrize(
    "text",
    [
        "Unilever sacked Helen Reed because she visited Leeds.",
        "Unilever sacked Helen Reed because of her visit to Leeds.",
    ],
)
def test_because_is_a_cause(text):
    """Where the text says so."""
    assert order(text) == [("Dismissal", "causedBy", "Visit")]


@pytest.mark.parametrize(
    "text",
    [
        "Unilever sacked Helen Reed after she visited Leeds.",
        "Unilever sacked Helen Reed since she visited Leeds.",
        "Helen Reed visited Leeds. Unilever sacked her.",
        "Helen Reed visited Leeds, and Unilever sacked her.",
        "Helen Reed visited Leeds when Unilever sacked her.",
    ],
)
def test_nothing_else_is_a_cause(text):
    """After is not because."""
    assert "causedBy" not in {relation for _, relation, _ in order(text)}
