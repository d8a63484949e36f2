"""Lasting ties: sentences in, relations out."""

import pytest

from tests.annotating import annotated, facts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Unilever is a soap maker.", "soap maker"),
        ("Unilever, a soap maker, fell.", "soap maker"),
        ("Unilever fell on Monday. The soap maker has a plant in Leeds.", "soap maker"),
        ("Nestlé is an international food company.", "food company"),
    ],
)
def test_what_kind_of_thing_an_organisation_is(text, kind):
    """By predicate, by apposition, or by what the writer calls it; the kind is the noun with the nouns before it."""
    assert facts(text, "typeOf") == [
        f"typeOf(subject={text.split()[0].rstrip(',')}, object={kind})"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Helen Reed is a pop singer.",
        "Leeds is a big city.",
        "Unilever fell on Monday. The company has a plant in Leeds.",
        "Unilever fell on Monday. A soap maker has a plant in Leeds.",
        "Unilever met a soap maker.",
    ],
)
def test_no_kind_is_told(text):
    """Of people and places, by a bare word for any company, or of somebody else."""
    assert facts(text, "typeOf") == []


def test_what_it_is_not():
    """A denied kind is a fact with its polarity."""
    assert facts("Unilever is not a soap maker.", "typeOf") == [
        "typeOf(subject=Unilever, object=soap maker, polarity=negative)"
    ]


def test_what_somebody_else_calls_it_is_said():
    """A kind inside a statement stands under it."""
    assert facts("Helen Reed said that Unilever is a soap maker.", "typeOf") == [
        "typeOf(subject=Unilever, object=soap maker, said)"
    ]


def test_the_handle_under_a_post_is_an_account_of_its_author():
    """By the signature, and of nobody else."""
    text = "It rained.\n\nStop now, @unilever — Helen Reed (@hreed) May 5, 2020\n\nIt snowed."
    assert facts(text, "accountOf") == ["accountOf(subject=@hreed, object=Helen Reed)"]


def test_a_handle_in_the_text_is_nobodys_account():
    """Only a signature says whose it is."""
    assert facts("Helen Reed wrote to @hreed on Monday.", "accountOf") == []


def test_several_subjects_or_objects_give_a_relation_each():
    """One tie of two things a fact."""
    assert facts("Helen Reed and Tom Hughes founded Unilever.", "foundedBy") == [
        "foundedBy(subject=Unilever, object=Helen Reed)",
        "foundedBy(subject=Unilever, object=Tom Hughes)",
    ]


def test_polarity_and_certainty_are_those_of_the_words():
    """Not owned, perhaps owned."""
    assert facts("Nestlé does not own Unilever.", "ownerOf") == [
        "ownerOf(subject=Nestlé, object=Unilever, polarity=negative)"
    ]
    assert facts("Unilever may be owned by Nestlé.", "ownerOf") == [
        "ownerOf(subject=Nestlé, object=Unilever, certainty=possible)"
    ]


def test_what_a_verb_denies_of_a_person_is_not_the_tie():
    """Who cannot reach her husband has one; a predicate is as its verb is."""
    assert facts(
        "Helen Reed could not reach her husband, Tom Hughes.", "spouse", date="2024-05-15"
    ) == ["spouse(subject=her, object=Tom Hughes)"]
    assert facts("Helen Reed is not the wife of Tom Hughes.", "spouse") == [
        "spouse(subject=Tom Hughes, object=Helen Reed, polarity=negative)"
    ]


def test_who_is_named_behind_a_clause_is_no_part_of_it():
    """The list goes on, the clause does not."""
    text = "Among them were Helen Reed, who founded Unilever, and Tom Hughes."
    assert facts(text, "foundedBy", date="2024-05-15") == [
        "foundedBy(subject=Unilever, object=Helen Reed)"
    ]


def test_nobody_is_which():
    """What is named last before it is meant."""
    text = "Jane Roe of the Movement for Democracy, which Tom Hughes founded in 1990, left."
    assert facts(text, "foundedBy", date="2024-05-15") == [
        "foundedBy(subject=Movement for Democracy, object=Tom Hughes)"
    ]


def test_nothing_is_tied_to_itself():
    """Who owns itself says nothing."""
    assert facts("Unilever says it owns Unilever.", "ownerOf") == []


def test_one_sentence_tells_a_tie_once():
    """Twice in two sentences is two tellings."""
    text = "Helen Reed founded Unilever. Unilever was founded by Helen Reed, its founder."
    assert facts(text, "foundedBy") == ["foundedBy(subject=Unilever, object=Helen Reed)"] * 2


def test_the_kind_is_a_mention_without_entity():
    """It names no thing of its own."""
    annotation = annotated("Unilever is a soap maker.")
    (relation,) = (f for f in annotation.facts if f.kind == "relation")
    (kind,) = (m for m in annotation.mentions if m.id == relation.fillers("object")[0])
    assert (kind.text, kind.type, kind.entity) == ("soap maker", "Other", None)


def test_who_lives_in_a_town_lives_in_its_state():
    """Also who was born there; but nobody is a citizen of it so."""
    assert facts("Helen Reed lives in Irving, Texas.", "residesIn", date="2024-05-15") == [
        "residesIn(subject=Helen Reed, object=Irving)",
        "residesIn(subject=Helen Reed, object=Texas)",
    ]
    assert facts("Helen Reed lives in Irving and Houston.", "residesIn", date="2024-05-15") == [
        "residesIn(subject=Helen Reed, object=Irving)",
        "residesIn(subject=Helen Reed, object=Houston)",
    ]


def test_a_phrase_ties_whatever_its_verb_denies():
    """The museum is there, whoever does not go."""
    assert facts(
        "Helen Reed will not go to the Deutsches Museum in Munich.",
        "headquarteredIn",
        date="2024-05-15",
    ) == ["headquarteredIn(subject=Deutsches Museum, object=Munich)"]
