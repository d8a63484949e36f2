"""What grammar says takes part in an event: things and happenings, as well as people."""

import pytest

from tests.annotating import annotated, facts


def events(text):
    """The events of a text, plain ones by their lemma."""
    return facts(text, "event")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The minister withdrew the fishing bill.",
            "withdraw(agent=The minister, patient=the fishing bill)",
        ),
        ("Acme sold its shares.", "sell(agent=Acme, patient=its shares)"),
        ("The bridge collapsed.", "collapse(patient=The bridge)"),
        ("The regatta was abandoned.", "abandon(patient=The regatta)"),
        ("The choir was twice refused a lamp.", "refuse(patient=The choir, theme=a lamp)"),
        (
            "Jane Roe gave the museum a painting.",
            "give(agent=Jane Roe, recipient=the museum, patient=a painting)",
        ),
        (
            "Workers received their pay and benefits.",
            "receive(agent=Workers, patient=their pay and benefits)",
        ),
        (
            "Acme sold a mill and a mine.",
            "sell(agent=Acme, patient=a mill, patient=a mine)",
        ),
        ("The index fell 508 points.", "PriceChange(patient=The index, amount=508 points)"),
    ],
)
def test_things_take_part(text, found):
    """What is no name acts, or is acted on, as well."""
    assert found in events(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The vote was postponed.", "Delay(patient=[vote])"),
        ("Jane Roe tried to sell the ship.", "try(agent=Jane Roe, theme=[sell])"),
        ("The storm damaged the pier.", "damage(patient=the pier, agent=[storm])"),
        ("A plan to sell the ship was dropped.", "drop(patient=[plan])"),
        ("The choir was twice refused permits.", "refuse(patient=The choir, theme=[permits])"),
    ],
)
def test_happenings_take_part(text, found):
    """An argument that is a happening points to its fact."""
    record = annotated(text)
    pointed_at = {a.fact for f in record.facts for a in f.arguments if a.fact is not None}
    assert pointed_at <= {f.id for f in record.facts}
    assert found in events(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Police arrested and questioned the student.",
            "Arrest(agent=Police, patient=the student)",
        ),
        ("Jane Roe kept the ring she found.", "find(agent=she, patient=the ring)"),
        (
            "Jane Roe helped him leave the country.",
            "help(agent=Jane Roe, theme=[leave], patient=him)",
        ),
        (
            "Acme made plans to leave London.",
            "leave(patient=London, agent=Acme, certainty=probable)",
        ),
        (
            "The council gave Jane Roe the right to stay.",
            "stay(agent=Jane Roe, certainty=possible)",
        ),
        (
            "The boy handcuffed by the police was released.",
            "handcuff(patient=The boy, agent=the police)",
        ),
    ],
)
def test_who_is_understood_takes_part(text, found):
    """Shared objects, objects without a pronoun, and who does what an infinitive says."""
    assert found in events(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rained in Leeds.", "rain(place=Leeds)"),
        ("Its aim was to sell the ship.", "sell(patient=the ship, certainty=probable)"),
        (
            "A plan to sell the ship was dropped.",
            "sell(patient=the ship, polarity=negative, certainty=probable)",
        ),
        ("The day she left was cold.", "leave(agent=she)"),
        ("The fund lost 39 points, closing at 2,700.", "close(agent=The fund)"),
        ("Jane Roe left after the concert.", "leave(agent=Jane Roe)"),
        (
            "The council voted in favour of the merger.",
            "Vote(agent=The council, topic=the merger)",
        ),
        ("Demand tends to fall.", "tend()"),
    ],
)
def test_what_stands_nearby_takes_no_part(text, found):
    """Times, aims and amounts do nothing; the "it" of the weather is nobody."""
    assert found in events(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Jane Roe made an appeal to the court.",
            ["make()", "appeal(agent=Jane Roe, recipient=the court)"],
        ),
        ("The ship underwent repairs.", ["undergo()", "repair(patient=The ship)"]),
        (
            "Acme gave Jane Roe the option to leave.",
            ["give(agent=Acme, recipient=Jane Roe, patient=[option])"],
        ),
    ],
)
def test_a_verb_that_only_carries_a_noun_is_one_event_with_it(text, found):
    """ "Made an appeal" is an appeal; "gave her the option" is a gift."""
    assert set(found) <= set(events(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The regatta closed with Harwick winning the cup and Selby the plate.",
            [
                "Victory(agent=Harwick, theme=the cup)",
                "Victory(agent=Selby, theme=the plate)",
            ],
        ),
        (
            "Jones won 56 percent of the vote and Smith 44 percent.",
            [
                "win(agent=Jones, patient=56 percent of the vote)",
                "win(agent=Smith, patient=44 percent)",
            ],
        ),
        ("Acme sold a mill and a mine.", ["sell(agent=Acme, patient=a mill, patient=a mine)"]),
        (
            "Acme hired Jane Roe and Ann Lee, the lawyer.",
            ["Appointment(patient=Jane Roe, patient=Ann Lee, agent=Acme)"],
        ),
    ],
)
def test_a_clause_may_leave_its_verb_out(text, found):
    """ "… and Selby the plate": it won that. A list of objects is none."""
    assert set(found) <= set(events(text))
    assert len(found) == sum(e.split("(")[0] == found[0].split("(")[0] for e in events(text))


def test_a_pronoun_that_stands_for_nothing_known_is_kept_as_words():
    """It has no entity: the graph makes no node of it."""
    record = annotated("Nobody saw this.")
    assert [(m.text, m.type, m.entity) for m in record.mentions] == [
        ("Nobody", "Thing", None),
        ("this", "Thing", None),
    ]
