"""Attributes: sentences in, facts out. The article is of Wednesday, 15 May 2024."""

import pytest

from tests.annotating import annotated, facts


def attributes(text):
    """The attributes of a text; in each line the label stands for the kind."""
    annotation = annotated(text, "2024-05-15")
    labels = iter([f.label for f in annotation.facts if f.kind == "attribute"])
    told = facts(text, "attribute", date="2024-05-15")
    return [line.replace("attribute", next(labels), 1) for line in told]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The plant is unprofitable.", ["be(subject=The plant, value=unprofitable)"]),
        (
            "The plant is old and dirty.",
            ["be(subject=The plant, value=old)", "be(subject=The plant, value=dirty)"],
        ),
        ("The tag had become a phenomenon.", ["become(subject=The tag, value=a phenomenon)"]),
        ("Helen Reed became ill.", ["become(subject=Helen Reed, value=ill)"]),
        (
            "The book remained critical of Unilever.",
            ["remain(subject=The book, value=critical of Unilever)"],
        ),
        ("The claims are lies.", ["be(subject=The claims, value=lies)"]),
        (
            "The workers seem to be tired.",
            ["be(subject=The workers, value=tired, certainty=probable)"],
        ),
        ("Helen Reed, who is blind, sang.", ["be(subject=Helen Reed, value=blind)"]),
        ("The crisis is over.", ["be(subject=The crisis, value=over)"]),
        ("The plan is under review.", ["be under(subject=The plan, value=review)"]),
        ("The hotel is for sale.", ["be for(subject=The hotel, value=sale)"]),
        (
            "The workers are entitled to a refund.",
            ["be(subject=The workers, value=entitled to a refund)"],
        ),
        ("Selling it was a mistake.", ["be(subject=[Selling], value=a mistake)"]),
        (
            "Highlighting that free speech was vital, Helen Reed sang.",
            ["be(subject=that free speech, value=vital, said)"],
        ),
        ("It is important to cut prices.", ["be(subject=[cut], value=important)"]),
        ("The aim is to sell shares.", ["be(subject=The aim, value=[sell])"]),
    ],
)
def test_attribute_is_what_a_verb_predicates(text, found):
    """An adjective, a noun, a preposition or a clause behind "be" and its like is the value."""
    assert attributes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "It is clear that Helen Reed left.",
        "It is late.",
        "It was Monday.",
        "This is good.",
        "There are three shops.",
        "What matters is the price.",
        "Is the plan good?",
        "Helen Reed is likely to win.",
        "Helen Reed is to travel to Leeds.",
        "The vote is to be held in June.",
        "The firm was closed by Unilever.",
        "The mast was painted.",
        "It was Helen Reed who left.",
        "The process was one that failed.",
    ],
)
def test_no_attribute_of_what_says_nothing_of_its_subject(text):
    """Neither "it" and "there" without meaning, nor questions, modals and passives."""
    assert attributes(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The law is not retroactive.",
            ["be(subject=The law, value=retroactive, polarity=negative)"],
        ),
        (
            "The law has never before been fair.",
            ["be(subject=The law, value=fair, polarity=negative)"],
        ),
        ("The flag is hardly new.", ["be(subject=The flag, value=new, polarity=negative)"]),
        (
            "The vote was no surprise.",
            ["be(subject=The vote, value=surprise, polarity=negative)"],
        ),
        (
            "The vote was not a surprise but a shock.",
            [
                "be(subject=The vote, value=a surprise, polarity=negative)",
                "be(subject=The vote, value=a shock)",
            ],
        ),
        (
            "The firm is not only old but also poor.",
            ["be(subject=The firm, value=old)", "be(subject=The firm, value=poor)"],
        ),
        ("The deal may be good.", ["be(subject=The deal, value=good, certainty=possible)"]),
        (
            "If the deal is good, we will sign.",
            ["be(subject=the deal, value=good, certainty=possible)"],
        ),
        ("Helen Reed said the deal was fair.", ["be(subject=the deal, value=fair, said)"]),
    ],
)
def test_attribute_has_polarity_certainty_and_layer(text, found):
    """They are those of its verb, and of the words that stand with the predicate."""
    assert attributes(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The app has 225,000 users.", ["have(subject=The app, value=225,000 users)"]),
        (
            "Some crops may have higher yields.",
            ["have(subject=Some crops, value=higher yields, certainty=possible)"],
        ),
        ("Unilever had a meeting.", []),
        ("Unilever has to sell the plant.", []),
        ("Unilever has sold the plant.", []),
        ("Helen Reed had a look.", []),
    ],
)
def test_attribute_is_what_somebody_has(text, found):
    """A happening that one "has" is an event."""
    assert attributes(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two referendums cost $26 million.", ["cost(subject=Two referendums, value=$26 million)"]),
        ("The phone is priced at $199.", ["price at(subject=The phone, value=$199)"]),
        ("The phone is 9.3 mm thick.", ["be thick(subject=The phone, value=9.3 mm)"]),
        ("The firm is worth $5 million.", ["be worth(subject=The firm, value=$5 million)"]),
        (
            "She owns a house worth $3 million.",
            ["be worth(subject=a house, value=$3 million)"],
        ),
        ("The ship weighs 20 tonnes.", ["weigh(subject=The ship, value=20 tonnes)"]),
        ("Inflation stands at 5 percent.", ["stand at(subject=Inflation, value=5 percent)"]),
        (
            "The jobs make up 20 percent of the workforce.",
            ["make up(subject=The jobs, value=20 percent of the workforce)"],
        ),
        (
            "Users account for half of the traffic.",
            ["account for(subject=Users, value=half of the traffic)"],
        ),
        ("The town has a population of 4,000.", ["population(subject=The town, value=4,000)"]),
        (
            "The house was sold at a price of $5 million.",
            ["price(subject=The house, value=$5 million)"],
        ),
        ("A panel of twelve sang.", ["panel(subject=A panel of twelve, value=twelve)"]),
        ("The thieves made up a story.", []),
        ("The strike cost the firm $4 million.", []),
        ("The strike cost Helen Reed her job.", []),
        ("Helen Reed weighs her words.", []),
        ("The tower stands at the river.", []),
    ],
)
def test_attribute_is_a_measure(text, found):
    """A price, a weight or a share by a verb, an adjective or a noun."""
    assert attributes(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Helen Reed, 54, sang.", ["age(subject=Helen Reed, value=54)"]),
        ("Helen Reed (54) sang.", ["age(subject=Helen Reed, value=54)"]),
        ("Helen Reed, aged 54, sang.", ["age(subject=Helen Reed, value=54)"]),
        ("Helen Reed is 54.", ["age(subject=Helen Reed, value=54)"]),
        ("Helen Reed is 54 years old.", ["age(subject=Helen Reed, value=54 years)"]),
        ("Helen Reed turned 40.", ["age(subject=Helen Reed, value=40)"]),
        ("She joined at the age of seventeen.", ["age(subject=She, value=seventeen)"]),
        ("A 14-year-old boy sang.", ["age(subject=A 14-year-old boy, value=14-year-old)"]),
        ("Helen Reed, 2024, sang.", []),
        ("Helen Reed bought 54 shares.", []),
        ("Prices turned 40.", []),
    ],
)
def test_attribute_is_an_age(text, found):
    """A number beside a name, before "old" or behind "aged", of a person."""
    assert attributes(text) == found


def test_an_age_has_its_number_and_unit():
    """Also one in words."""
    mentions = annotated("Helen Reed joined at the age of seventeen.").mentions
    assert [(m.amount, m.unit) for m in mentions if m.type == "Quantity"] == [(17.0, "year")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Helen Reed called the plan disappointing.",
            ["call(subject=the plan, value=disappointing, said)"],
        ),
        (
            "Helen Reed described the plan as historic.",
            ["describe as(subject=the plan, value=historic, said)"],
        ),
        ("The act is considered a crime.", ["consider(subject=The act, value=a crime)"]),
        (
            "The elite group, called the Sea Org, sang.",
            ["call(subject=The elite group, value=Sea Org)"],
        ),
        ("The plan is called Way Forward.", ["call(subject=The plan, value=Way Forward)"]),
        ("The day is known as Black Monday.", ["know as(subject=The day, value=Black Monday)"]),
        (
            'The route is known as "the corridor".',
            ["know as(subject=The route, value=the corridor)"],
        ),
        ("Helen Reed did not call the plan disappointing.", []),
        ("Helen Reed called the police.", []),
        ("Helen Reed called a vote.", []),
        ("The team is known for speed.", []),
    ],
)
def test_attribute_is_what_something_is_called(text, found):
    """A judgement is told by its word, and a name by its verb."""
    assert attributes(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Helen Reed, a teacher from Leeds, sang.",
            ["be(subject=Helen Reed, value=a teacher from Leeds)"],
        ),
        (
            "The tower, the tallest in Norway, fell.",
            ["be(subject=The tower, value=the tallest in Norway)"],
        ),
        ("The firm, now bankrupt, sang.", ["be(subject=The firm, value=bankrupt)"]),
        ("The state-owned brewer sang.", ["be(subject=The state-owned brewer, value=state-owned)"]),
        ("The old brewer sang.", []),
        ("Helen Reed, the teacher, sang.", []),
        ("Helen Reed and a teacher sang.", []),
    ],
)
def test_attribute_is_what_stands_beside_a_noun(text, found):
    """An apposition or an adjective that is set off."""
    assert attributes(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Helen Reed is the chief executive of Unilever.", []),
        ("Helen Reed became mayor of Leeds.", []),
        ("Unilever is a brewer.", []),
        ("Helen Reed is Norwegian.", []),
        ("Tom Hughes is married to Helen Reed.", []),
        (
            "Unilever is the largest brewer in Norway.",
            ["be(subject=Unilever, value=the largest brewer in Norway)"],
        ),
        (
            "Helen Reed was the first woman to lead Unilever.",
            ["be(subject=Helen Reed, value=the first woman)"],
        ),
    ],
)
def test_attribute_does_not_repeat_a_role_or_relation(text, found):
    """What ranks its subject says more than they."""
    assert attributes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The plant is unprofitable.",
        "Helen Reed was a teacher.",
        "The mast is called Big Tom.",
        "The workers seem to be tired.",
    ],
)
def test_no_event_besides_an_attribute(text):
    """The word that carries the attribute is at most a bare trigger of the record."""
    assert all(not f.arguments for f in annotated(text).facts if f.kind == "event")


def test_a_happening_stands_besides_its_attribute():
    """That something becomes so is an event as well."""
    annotation = annotated("The mast became red.")
    assert [f.label for f in annotation.facts if f.kind == "event" and f.arguments] == ["become"]


def test_what_takes_part_in_another_fact_is_the_attribute():
    """ "Ensured that it was safe" points to the attribute, not to a copula that is left out."""
    annotation = annotated("Helen Reed ensured that the plant was safe.")
    (safe,) = (f for f in annotation.facts if f.kind == "attribute")
    (ensured,) = (f for f in annotation.facts if f.kind == "event" and f.arguments)
    assert [a.fact for a in ensured.arguments if a.fact] == [safe.id]


def test_an_attribute_told_in_the_past_has_the_time_of_its_verb():
    """The date that the verb governs."""
    assert attributes("Sales totalled $4 million in 2023.") == [
        "total(subject=Sales, value=$4 million, time=2023)"
    ]
