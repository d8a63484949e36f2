"""Interviews in, the speakers of their turns out, and whom "I" and "you" mean."""

import pytest

from tests.annotating import annotated, entity_of, facts, read, together

INTRO = "Acme News interviewed Jane Roe, the mayor of Leeds, on Friday."
TURNS = (
    "Q: Why did you leave the party?\n\nA: I was tired. My sister left too.\n\n"
    "Q: Will you come back?\n\nA: I may, if they call me."
)


def turn_parties(text):
    """The speaker and the addressee of each turn, by name."""
    document = read(text)
    names = [
        tuple(text[part.start : part.end] if part else None for part in (b.speaker, b.addressee))
        for b in document.blocks
        if b.kind == "turn"
    ]
    return list(dict.fromkeys(names))


@pytest.mark.parametrize(
    ("intro", "interviewer"),
    [
        (INTRO, "Acme News"),
        ("Acme News spoke with Jane Roe, the mayor of Leeds.", "Acme News"),
        ("Jane Roe talked to Acme News about the flood.", "Acme News"),
        ("Jane Roe was interviewed by Acme News on Friday.", "Acme News"),
        ("An interview with Jane Roe\n\nThe mayor left on Friday.", None),
        ("Jane Roe: an interview with the mayor\n\nThe mayor left on Friday.", None),
        ("The mayor of Leeds, Jane Roe, resigned on Friday.", None),
    ],
)
def test_turns_have_interviewee_and_interviewer(intro, interviewer):
    """A verb or a noun tells who interviews whom, else the only person named before answers."""
    asking = interviewer or "Q"
    assert turn_parties(f"{intro}\n\n{TURNS}") == [(asking, "Jane Roe"), ("Jane Roe", None)]


@pytest.mark.parametrize(
    "intro",
    [
        "Jane Roe and John Doe left the party on Friday.",
        "It rained on Friday.",
        "Acme News interviewed a baker about John Doe.",
    ],
)
def test_turns_do_not_guess_the_interviewee(intro):
    """Nobody answers where two people are named, or nobody, or somebody without a name."""
    speakers = {speaker for speaker, _ in turn_parties(f"{intro}\n\n{TURNS}")}
    assert speakers <= {"Q", "A", "Acme News"}


def test_turns_link_i_and_you_with_the_interviewee():
    """ "I" in an answer and "you" in a question are the interviewee."""
    text = f"{INTRO}\n\n{TURNS}"
    assert together(text, "Jane Roe", "you", "I", "My", "me")
    sieves = {m.text: m.sieve for m in read(text).mentions}
    assert (sieves["I"], sieves["you"]) == ("turn-speaker", "turn-addressee")


def test_turns_leave_you_in_an_answer_apart():
    """ "You never know" in an answer is said to nobody."""
    text = (
        f"{INTRO}\n\nQ: Why did you go?\n\nA: You have to. I was tired.\n\nQ: Were you?\n\n"
        "A: I was."
    )
    assert entity_of(read(text).mentions, "You") != entity_of(read(text).mentions, "Jane Roe")


@pytest.mark.parametrize("label", ["Jane Roe:", "ROE:", "Roe:", "Jane:", "JR:", "((Jane Roe))"])
def test_label_is_a_form_of_a_name(label):
    """A label may be the full name, its last or first word, or its initials."""
    text = (
        f"{INTRO}\n\nAN: Why did you go?\n\n{label} I was tired.\n\nAN: Will you come back?\n\n"
        f"{label} I may."
    )
    assert turn_parties(text) == [("Acme News", "Jane Roe"), ("Jane Roe", None)]
    assert together(text, "Jane Roe", "I", "you")


def test_label_of_two_people_names_nobody():
    """A surname that two people share is no name of either."""
    text = (
        "Jane Roe and Tom Roe met John Doe.\n\nDOE: Why did you go?\n\nROE: I was tired.\n\n"
        "DOE: Will you come back?\n\nROE: I may."
    )
    assert ("ROE", None) in turn_parties(text)


def test_turns_link_i_with_the_speaker_of_each():
    """ "I" is another speaker with another label."""
    text = (
        "Jane Roe met John Doe in Leeds.\n\nROE: I won the race.\n\nDOE: I lost it. "
        "Did you sleep?\n\nROE: I did.\n\nDOE: I did not."
    )
    mentions = read(text).mentions
    assert (
        entity_of(mentions, "I#1") == entity_of(mentions, "Jane Roe") == entity_of(mentions, "you")
    )
    assert entity_of(mentions, "I#2") == entity_of(mentions, "John Doe")


def test_labels_of_a_transcript_get_shorter():
    """A transcript has full names in its first labels and surnames later."""
    text = (
        "Storm hits Leeds\n\nJANE ROE, HOST: Were you there?\n\nTOM FOX: I was.\n\n"
        "ROE: Did you sleep?\n\nFOX: I did not."
    )
    assert {speaker for speaker, _ in turn_parties(text)} <= {"JANE ROE", "TOM FOX", "ROE", "FOX"}
    mentions = read(text).mentions
    assert len({m.entity for m in mentions if m.text in {"I", "you"}}) == 1


def test_turns_keep_he_apart_from_the_speaker():
    """A man talked of in an answer is not the one who answers."""
    text = (
        "Acme News interviewed John Doe.\n\nQ: Who paid you?\n\nA: He did.\n\n"
        "Q: Did you thank him?\n\nA: I did."
    )
    mentions = read(text).mentions
    assert entity_of(mentions, "He") != entity_of(mentions, "John Doe")


def test_turns_leave_i_in_a_quotation_apart():
    """ "I" in a quotation within an answer is who is quoted."""
    text = (
        "Acme News interviewed Jane Roe.\n\nQ: What did you hear?\n\nA: A man said, "
        "“I am the king.”\n\nQ: Did you laugh?\n\nA: We did."
    )
    mentions = read(text).mentions
    assert entity_of(mentions, "I") != entity_of(mentions, "Jane Roe")


def test_turns_link_we_of_the_answers():
    """ "we" is one group in all answers, and another in the questions."""
    text = (
        "It rained on Friday.\n\nQ: May we ask why?\n\nA: We were tired.\n\n"
        "Q: Where did you go?\n\nA: Our boat took us home."
    )
    assert together(text, "We", "Our", "us")
    assert entity_of(read(text).mentions, "we") != entity_of(read(text).mentions, "We")


def test_turns_without_labels_alternate():
    """Questions and answers in turn have speakers without labels too."""
    text = (
        f"{INTRO}\n\nWhy did you go?\n\nI was tired.\n\nWill you come back?\n\nI may.\n\n"
        "Are you sure?\n\nI am."
    )
    assert turn_parties(text) == [("Acme News", "Jane Roe"), ("Jane Roe", None)]
    assert together(text, "Jane Roe", "you", "I")


def test_turns_are_statements_of_their_speaker():
    """A turn is a statement, and the events in it are attributed to its speaker."""
    text = (
        f"{INTRO}\n\nQ: Who will you sue?\n\nA: Unilever fired John Doe in 2019.\n\n"
        "Q: Did you know?\n\nA: I did not."
    )
    found = facts(text, "statement", "Dismissal")
    assert "statement(speaker=Jane Roe, content=Unilever fired John Doe in 2019)" in found
    assert (
        "statement(speaker=Acme News, addressee=Jane Roe, content=Who will you sue?, "
        "force=question)"
    ) in found
    assert "Dismissal(agent=Unilever, patient=John Doe, time=2019, said)" in found


@pytest.mark.parametrize(
    "said",
    [
        "Unilever fired John Doe.",
        "Tom Fox, the chairman of Unilever, was there.",
        "Nestlé, a food company, bought Unilever.",
        "The owner of Nestlé, Unilever.",
    ],
)
def test_turns_of_an_unknown_speaker_are_statements(said):
    """The article does not assert what an unknown speaker says."""
    annotation = annotated(f"It rained.\n\nQ: Why?\n\nA: {said}\n\nQ: Why so?\n\nA: It was so.")
    start = annotation.article.text.index(said)
    inside = [
        f
        for f in annotation.facts
        if start <= f.sentence.start < start + len(said) and f.kind != "statement"
    ]
    assert all(f.statement is not None for f in inside)


def test_pull_quotation_is_attributed_to_its_signature():
    """A quotation set off from the text is a statement of who stands under it."""
    text = (
        "It rained in Leeds.\n\nUnilever fired John Doe because the bank had told it so. "
        "— Jane Roe, mayor\n\nIt snowed."
    )
    assert any(
        f.startswith("statement(speaker=Jane Roe, content=Unilever fired John Doe")
        for f in facts(text, "statement")
    )
    assert all(f.endswith("said)") for f in facts(text, "Dismissal"))


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "    {}", "> {}", "{}"])
def test_quotation_behind_a_colon_has_its_speaker_before_it(marks):
    """The sentence that introduces it stands in the paragraph above."""
    quotation = marks.format("Unilever fired John Doe. It was wrong to do so.")
    text = f"The storm came on Friday. Jane Roe said:\n\n{quotation}\n\nIt snowed."
    assert (
        "statement(speaker=Jane Roe, content=Unilever fired John Doe. It was wrong to do so)"
        in facts(text, "statement")
    )


def test_byline_names_only_the_author():
    """The names in a byline are the author of the article, and no mentions."""
    text = "Mayor opens bridge\n\nBy Jane Roe and John Doe\n\nTom Fox opened a bridge."
    assert read(text).article.author == "Jane Roe and John Doe"
    assert not {"Jane Roe", "John Doe"} & {m.text for m in read(text).mentions}


def test_boilerplate_has_no_mentions():
    """Links and hints to the reader give neither names nor facts."""
    text = "Tom Fox opened a bridge.\n\nRead more: Unilever fired John Doe\n\nIt rained."
    assert "John Doe" not in [m.text for m in read(text).mentions]
    assert facts(text, "Dismissal") == []


@pytest.mark.parametrize("initials", [("AW:", "MQ:"), ("A.W.:", "M.Q.:")])
def test_turns_under_initials_are_those_of_the_full_name(initials):
    """Behind the first labels a transcript may have initials only."""
    asks, answers = initials
    text = (
        "Ann Writer: Were you fired?\n\nMara Quist: Peter Lund lied.\n\n"
        f"{asks} What comes next?\n\n{answers} I will join Nordlys."
    )
    assert turn_parties(text) == [("Ann Writer", "Mara Quist"), ("Mara Quist", None)]
    assert together(text, "Mara Quist", "I")
    assert "lie(agent=Peter Lund, said)" in facts(text)
    assert len(facts(text, "statement")) == 4
