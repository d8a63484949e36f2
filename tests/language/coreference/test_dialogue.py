"""Interviews in, who speaks each turn and who "I" and "you" are."""

import pytest

from tests.annotating import annotated, entity_of, facts, read, together

INTRO = "Acme News interviewed Jane Roe, the mayor of Leeds, on Friday."
TURNS = "Q: Why did you leave the party?\n\nA: I was tired. My sister left too.\n\nQ: Will you come back?\n\nA: I may, if they call me."


def voices(text):
    """Each turn's speaker and addressee, by name."""
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
def test_the_answers_are_whose_interview_it_is(intro, interviewer):
    """As a verb or a noun says it, else the only person named before; the questions are the paper's if it says that it asked."""
    asking = interviewer or "Q"
    assert voices(f"{intro}\n\n{TURNS}") == [(asking, "Jane Roe"), ("Jane Roe", None)]


@pytest.mark.parametrize(
    "intro",
    [
        "Jane Roe and John Doe left the party on Friday.",
        "It rained on Friday.",
        "Acme News interviewed a baker about John Doe.",
    ],
)
def test_whose_answers_they_are_is_not_guessed(intro):
    """Two people, nobody, or somebody without a name."""
    assert {speaker for speaker, _ in voices(f"{intro}\n\n{TURNS}")} <= {"Q", "A", "Acme News"}


def test_i_in_an_answer_is_the_interviewee_and_you_in_a_question_too():
    """Whoever asks is neither."""
    text = f"{INTRO}\n\n{TURNS}"
    assert together(text, "Jane Roe", "you", "I", "My", "me")
    sieves = {m.text: m.sieve for m in read(text).mentions}
    assert (sieves["I"], sieves["you"]) == ("turn-speaker", "turn-addressee")


def test_you_in_an_answer_is_anybody():
    """ "You never know" is said to nobody."""
    text = f"{INTRO}\n\nQ: Why did you go?\n\nA: You have to. I was tired.\n\nQ: Were you?\n\nA: I was."
    assert entity_of(read(text).mentions, "You") != entity_of(read(text).mentions, "Jane Roe")


@pytest.mark.parametrize("label", ["Jane Roe:", "ROE:", "Roe:", "Jane:", "JR:", "((Jane Roe))"])
def test_a_label_is_a_form_of_a_name(label):
    """The full name, its last or first word, its initials."""
    text = f"{INTRO}\n\nAN: Why did you go?\n\n{label} I was tired.\n\nAN: Will you come back?\n\n{label} I may."
    assert voices(text) == [("Acme News", "Jane Roe"), ("Jane Roe", None)]
    assert together(text, "Jane Roe", "I", "you")


def test_a_label_that_two_people_share_names_nobody():
    """Neither of the two is made to say it."""
    text = "Jane Roe and Tom Roe met John Doe.\n\nDOE: Why did you go?\n\nROE: I was tired.\n\nDOE: Will you come back?\n\nROE: I may."
    assert ("ROE", None) in voices(text)


def test_both_of_two_speakers_are_i_in_their_turns():
    """ "I" changes with the label."""
    text = "Jane Roe met John Doe in Leeds.\n\nROE: I won the race.\n\nDOE: I lost it. Did you sleep?\n\nROE: I did.\n\nDOE: I did not."
    mentions = read(text).mentions
    assert (
        entity_of(mentions, "I#1") == entity_of(mentions, "Jane Roe") == entity_of(mentions, "you")
    )
    assert entity_of(mentions, "I#2") == entity_of(mentions, "John Doe")


def test_a_transcript_s_short_labels_are_the_same_people():
    """Full names once, surnames later."""
    text = "Storm hits Leeds\n\nJANE ROE, HOST: Were you there?\n\nTOM FOX: I was.\n\nROE: Did you sleep?\n\nFOX: I did not."
    assert {speaker for speaker, _ in voices(text)} <= {"JANE ROE", "TOM FOX", "ROE", "FOX"}
    mentions = read(text).mentions
    assert len({m.entity for m in mentions if m.text in {"I", "you"}}) == 1


def test_who_speaks_does_not_call_himself_he():
    """A man spoken of in an answer is another one."""
    text = "Acme News interviewed John Doe.\n\nQ: Who paid you?\n\nA: He did.\n\nQ: Did you thank him?\n\nA: I did."
    mentions = read(text).mentions
    assert entity_of(mentions, "He") != entity_of(mentions, "John Doe")


def test_i_within_quotation_marks_is_not_the_speaker_of_the_turn():
    """Somebody quoted in an answer speaks of himself."""
    text = "Acme News interviewed Jane Roe.\n\nQ: What did you hear?\n\nA: A man said, “I am the king.”\n\nQ: Did you laugh?\n\nA: We did."
    mentions = read(text).mentions
    assert entity_of(mentions, "I") != entity_of(mentions, "Jane Roe")


def test_we_in_the_answers_is_one_group():
    """Though nobody tells who they are, the same people answer; who asks has a "we" of his own."""
    text = "It rained on Friday.\n\nQ: May we ask why?\n\nA: We were tired.\n\nQ: Where did you go?\n\nA: Our boat took us home."
    assert together(text, "We", "Our", "us")
    assert entity_of(read(text).mentions, "we") != entity_of(read(text).mentions, "We")


def test_an_interview_without_labels_is_read_the_same():
    """Questions and answers in turn."""
    text = f"{INTRO}\n\nWhy did you go?\n\nI was tired.\n\nWill you come back?\n\nI may.\n\nAre you sure?\n\nI am."
    assert voices(text) == [("Acme News", "Jane Roe"), ("Jane Roe", None)]
    assert together(text, "Jane Roe", "you", "I")


def test_what_is_said_in_a_turn_is_its_speaker_s():
    """A statement with the words as content; what they tell stands under it."""
    text = f"{INTRO}\n\nQ: Who will you sue?\n\nA: Unilever fired John Doe in 2019.\n\nQ: Did you know?\n\nA: I did not."
    found = facts(text, "statement", "Dismissal")
    assert "statement(speaker=Jane Roe, content=Unilever fired John Doe in 2019)" in found
    assert (
        "statement(speaker=Acme News, addressee=Jane Roe, content=Who will you sue?, force=question)"
        in found
    )
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
def test_nothing_said_by_an_unknown_speaker_is_the_article_s(said):
    """Who answers is not told; still it is not the article that says so."""
    annotation = annotated(f"It rained.\n\nQ: Why?\n\nA: {said}\n\nQ: Why so?\n\nA: It was so.")
    start = annotation.article.text.index(said)
    inside = [
        f
        for f in annotation.facts
        if start <= f.sentence.start < start + len(said) and f.kind != "statement"
    ]
    assert all(f.statement is not None for f in inside)


def test_a_pulled_quotation_is_said_by_who_stands_under_it():
    """Not by the article."""
    text = "It rained in Leeds.\n\nUnilever fired John Doe because the bank had told it so. — Jane Roe, mayor\n\nIt snowed."
    assert any(
        f.startswith("statement(speaker=Jane Roe, content=Unilever fired John Doe")
        for f in facts(text, "statement")
    )
    assert all(f.endswith("said)") for f in facts(text, "Dismissal"))


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "    {}", "> {}", "{}"])
def test_a_quotation_set_off_behind_a_colon_has_its_speaker_before_it(marks):
    """The sentence that introduces it stands in the paragraph above."""
    text = f"The storm came on Friday. Jane Roe said:\n\n{marks.format('Unilever fired John Doe. It was wrong to do so.')}\n\nIt snowed."
    assert (
        "statement(speaker=Jane Roe, content=Unilever fired John Doe. It was wrong to do so)"
        in facts(text, "statement")
    )


def test_bylines_name_the_author_and_nobody_in_the_story():
    """Who wrote it is told of the article; a reporter is no part of what happened."""
    text = "Mayor opens bridge\n\nBy Jane Roe and John Doe\n\nTom Fox opened a bridge."
    assert read(text).article.author == "Jane Roe and John Doe"
    assert not {"Jane Roe", "John Doe"} & {m.text for m in read(text).mentions}


def test_furniture_is_read_for_nothing():
    """Neither names nor facts."""
    text = "Tom Fox opened a bridge.\n\nRead more: Unilever fired John Doe\n\nIt rained."
    assert "John Doe" not in [m.text for m in read(text).mentions]
    assert facts(text, "Dismissal") == []
