"""What happened: sentences in, events out. The article is of Wednesday, 15 May 2024."""

import pytest

from tests.annotating import annotated, facts

DATE = "2024-05-15"


def events(text, *kinds):
    """The events of a text, or those of some types."""
    return facts(text, *(kinds or ("event",)), date=DATE)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Unilever bought Nestlé.", "Acquisition(agent=Unilever, patient=Nestlé)"),
        ("Nestlé was bought by Unilever.", "Acquisition(agent=Unilever, patient=Nestlé)"),
        ("Unilever's purchase of Nestlé failed.", "Acquisition(agent=Unilever, patient=Nestlé)"),
        (
            "The purchase of Nestlé by Unilever failed.",
            "Acquisition(agent=Unilever, patient=Nestlé)",
        ),
        ("Unilever, which bought Nestlé, is old.", "Acquisition(agent=Unilever, patient=Nestlé)"),
        ("Unilever wept and bought Nestlé.", "Acquisition(agent=Unilever, patient=Nestlé)"),
    ],
)
def test_who_did_it_to_whom_whatever_the_shape(text, fact):
    """Active, passive, noun, relative clause, shared subject."""
    assert [sorted(f[:-1].split("(")[1].split(", ")) for f in events(text, "Acquisition")] == [
        sorted(fact[:-1].split("(")[1].split(", "))
    ]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Half of the workers were sacked.", "Dismissal(patient=Half of the workers)"),
        ("Nestlé was acquired on Monday.", "Acquisition(patient=Nestlé, time=2024-05-13)"),
        ("The sacking of Helen Reed was sudden.", "Dismissal(patient=Helen Reed)"),
    ],
)
def test_a_passive_without_agent_has_none(text, fact):
    """Nobody is made up, though the text names a company before."""
    assert fact in events("Unilever is old. " + text)


def test_a_verb_without_a_type_of_its_own_is_a_plain_event():
    """By its lemma: nothing that somebody did is dropped."""
    assert events("Helen Reed painted the bridge.") == [
        "paint(agent=Helen Reed, patient=the bridge)"
    ]


@pytest.mark.parametrize(
    ("text", "found"), [("It snowed.", ["snow()"]), ("The idea failed.", ["fail(agent=The idea)"])]
)
def test_an_event_needs_nobody_in_it(text, found):
    """Weather and things happen too: the graph leaves out what nobody and nothing is tied to."""
    assert events(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The decision surprised Unilever.",
            ["decision()", "surprise(patient=Unilever, agent=[decision])"],
        ),
        ("The old table in Leeds.", []),
        ("Helen Reed, the mayor of Leeds.", []),
        ("The defectors in Leeds.", []),
        ("The position of mayor.", []),
        (
            "Unilever's response to the crisis disappointed Helen Reed.",
            [
                "response(agent=Unilever, topic=[crisis])",
                "crisis()",
                "disappoint(patient=Helen Reed, agent=[response])",
            ],
        ),
    ],
)
def test_nouns_tell_of_events_too(text, found):
    """Those that name what happens, not those that name things and people."""
    assert events(text) == found


def test_who_does_what_for_the_sake_of_which_something_is_done():
    """The infinitive behind it is of the subject, not of whom it is done to."""
    assert not [f for f in events("England beat Spain to reach the final.") if "agent=Spain" in f]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Unilever's bid for Nestlé failed.", "agent=Nestlé"),
        ("Helen Reed, whose parents emigrated, wept.", "emigrate(patient=Helen Reed"),
        ("The house cost Unilever two million roubles.", "rouble("),
        ("Helen Reed pressed Tom Hughes over Ukraine.", "place=Ukraine"),
        ("Unilever negotiated its exit from Nestlé.", "agent=Nestlé"),
        ("The film took two million dollars in its opening weekend.", "weekend("),
        ("Tom Hughes bought shares and wants seats on the board.", "patient=seats, "),
        (
            "Helen Reed hired Tom Hughes, with whom she admitted a quarrel.",
            "admit(patient=Tom Hughes",
        ),
        ("An Israeli strike hit Damascus.", "strike(patient=Israeli"),
        ("Helen Reed was robbed of £3.3m by hackers.", "m("),
    ],
)
def test_who_does_not_take_part(text, role):
    """Behind "for" nobody acts, and "over" leads to no place.

    Of whose parents something is told, to him nothing happens; money does not happen.
    """
    assert not [f for f in events(text) if role in f]


def test_who_is_coordinated_takes_part_as_the_same():
    """Two who bid together are both agents, whatever the model makes of a name."""
    assert "bid(agent=Nestlé, agent=Paris, said)" in events(
        "Unilever rejected a bid from Nestlé and Paris."
    )


def test_a_place_is_no_event():
    """Names of people and places are no events, whatever the tagger takes them for."""
    assert events("Helen Reed visited Leeds.", "Event") == []


def test_a_former_minister_is_a_person():
    """Prefixes change nothing in what a noun names."""
    assert "Sentence(patient=An ex-minister, topic=[fraud])" in events(
        "An ex-minister was jailed for fraud."
    )


def test_a_plain_event_says_why():
    """The scorer is named, with its strongest reasons in words."""
    (event,) = (f for f in annotated("Helen Reed painted the bridge.").facts if f.kind == "event")
    assert event.pattern == "event:scored-verb"
    assert event.reasons[0] == "words like “paint” tell of something that happens"
    assert event.reasons[-1] == "who takes part is the subject"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Helen Reed was photographed.", "photograph(patient=Helen Reed)"),
        (
            "Helen Reed was photographed by Tom Hughes.",
            "photograph(patient=Helen Reed, agent=Tom Hughes)",
        ),
        (
            "Helen Reed did not paint the bridge.",
            "paint(agent=Helen Reed, patient=the bridge, polarity=negative)",
        ),
        (
            "Helen Reed will paint the bridge.",
            "paint(agent=Helen Reed, patient=the bridge, certainty=probable)",
        ),
        ("Helen Reed tumbled.", "tumble(patient=Helen Reed)"),
    ],
)
def test_roles_and_reality_of_plain_events(text, told):
    """A passive makes no agent, falling is undergone, and what is denied or planned does not come
    out as done.
    """
    assert events(text) == [told]


def test_who_is_named_together_takes_part_together():
    """Both are agents; otherwise an event has one."""
    assert events("Helen Reed and Tom Hughes painted the bridge.") == [
        "paint(agent=Helen Reed, agent=Tom Hughes, patient=the bridge)"
    ]


def test_what_is_told_in_the_present_holds_on_the_day_of_the_date_line():
    """With the reason; only where the text has such a line."""
    text = "Unilever\n\nMay 15, 2024\n\nHelen Reed owns the bridge."
    (event,) = (f for f in annotated(text, DATE).facts if f.kind == "event")
    assert event.time is not None
    assert (event.time.value, event.reasons[-1]) == (
        "2024-05-15",
        "told in the present tense, as of the date line",
    )


def test_what_goes_on_beside_something_present_holds_on_that_day_too():
    """ "As" and "while" are no conditions where the present tense stands behind them.

    A second participle shares the first one's "is".
    """
    text = (
        "Unilever\n\nMay 15, 2024\n\nTom Hughes is helped and watched as Helen Reed "
        "paints the bridge."
    )
    assert {
        f.label: f.time.value for f in annotated(text, DATE).facts if f.kind == "event" and f.time
    } == dict.fromkeys(["help", "watch", "paint"], DATE)


@pytest.mark.parametrize(
    "sentence",
    [
        "Helen Reed painted the bridge.",
        "Helen Reed has painted the bridge.",
        "Helen Reed will paint the bridge.",
        "“Helen Reed owns the bridge.”",
    ],
)
def test_nothing_else_is_dated_by_the_date_line(sentence):
    """Past and perfect say that it was before, not when; of a quotation we know no day."""
    assert [
        f.time
        for f in annotated(f"Unilever\n\nMay 15, 2024\n\n{sentence}", DATE).facts
        if f.kind == "event"
    ] == [None]


def test_a_cue_of_a_statement_is_no_event_besides():
    """Saying is told as a statement."""
    assert events("Helen Reed said that it snowed.") == ["snow(said)"]


def test_a_date_is_no_participant():
    """It is when, not who."""
    assert events("On Friday Helen Reed visited Leeds.", "Visit") == [
        "Visit(agent=Helen Reed, place=Leeds, time=2024-05-10)"
    ]


def test_headlines_leave_out_the_auxiliary_of_a_passive():
    """Who is arrested arrests nobody."""
    assert facts("Ex-president Jane Roe arrested at airport", "Arrest") == [
        "Arrest(patient=Jane Roe, place=airport)"
    ]
    assert facts("Police arrested Jane Roe at an airport", "Arrest") == [
        "Arrest(agent=Police, patient=Jane Roe, place=an airport)"
    ]


def test_who_warns_against_a_deed_does_not_do_it():
    """Nor is it said who might; who decides against it does so for himself."""
    assert facts("Helen Reed warned against cutting prices.", "PriceChange", date="2024-05-15") == [
        "PriceChange(patient=prices, certainty=possible, said)"
    ]
    assert (
        "agent=Nestlé"
        in facts("Nestlé decided against buying Unilever.", "Acquisition", date="2024-05-15")[0]
    )


def test_an_understood_participant_is_said_to_be_so():
    """As a reason, in words."""
    reasons = {
        f.type: f.reasons for f in annotated("Helen Reed visited Leeds and met Tom Hughes.").facts
    }
    assert reasons == {"Visit": (), "Meeting": ("a participant is understood, not said",)}


def test_an_embedded_post_is_a_message_of_its_author():
    """Sent on the day under it, to whom it greets."""
    text = "It rained.\n\nDear @unilever, stop now — Helen Reed (@hreed) May 5, 2020\n\nIt snowed."
    assert events(text, "Communication") == [
        "Communication(agent=Helen Reed, recipient=@unilever, time=2020-05-05)"
    ]


def test_a_post_to_nobody_has_no_recipient():
    """Who is only mentioned is not addressed."""
    text = "It rained.\n\nWe like @unilever — Helen Reed (@hreed) May 5, 2020\n\nIt snowed."
    assert events(text, "Communication") == ["Communication(agent=Helen Reed, time=2020-05-05)"]


def test_trigger_and_sentence_are_the_words_of_the_text():
    """The verb with its particle, and the sentence around it."""
    text = "It rained. Toyota laid off Tom Hughes on Monday. It snowed."
    (event,) = (f for f in annotated(text, DATE).facts if f.kind == "event" and f.type == "Layoff")
    assert (event.type, event.label) == ("Layoff", "lay off")
    assert text[event.trigger.start : event.trigger.end] == "laid off"
    assert (
        text[event.sentence.start : event.sentence.end] == "Toyota laid off Tom Hughes on Monday."
    )
