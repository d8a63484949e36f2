"""Relations by pattern files, types and accounts: sentences in, relations out."""

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
def test_type_found_by_predicate_apposition_and_description(text, kind):
    """The type is the noun with the nouns before it."""
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
def test_type_left_out_of_other_sentences(text):
    """People, places, a bare "company" and a description of another give no type."""
    assert facts(text, "typeOf") == []


def test_type_has_polarity():
    """A denied type is a fact with negative polarity."""
    assert facts("Unilever is not a soap maker.", "typeOf") == [
        "typeOf(subject=Unilever, object=soap maker, polarity=negative)"
    ]


def test_type_in_statement_is_attributed():
    """A type inside a statement belongs to the statement."""
    assert facts("Helen Reed said that Unilever is a soap maker.", "typeOf") == [
        "typeOf(subject=Unilever, object=soap maker, said)"
    ]


def test_account_found_in_signature_of_post():
    """The handle in a signature is the author's; another handle in the post is not."""
    text = "It rained.\n\nStop now, @unilever — Helen Reed (@hreed) May 5, 2020\n\nIt snowed."
    assert facts(text, "accountOf") == ["accountOf(subject=@hreed, object=Helen Reed)"]


def test_account_left_out_without_signature():
    """A handle in the text is nobody's account."""
    assert facts("Helen Reed wrote to @hreed on Monday.", "accountOf") == []


def test_relations_pair_each_subject_and_object():
    """Two subjects give two relations."""
    assert facts("Helen Reed and Tom Hughes founded Unilever.", "foundedBy") == [
        "foundedBy(subject=Unilever, object=Helen Reed)",
        "foundedBy(subject=Unilever, object=Tom Hughes)",
    ]


def test_relations_have_polarity_and_certainty_of_verb():
    """A negated verb gives a negative relation, and "may" a possible one."""
    assert facts("Nestlé does not own Unilever.", "ownerOf") == [
        "ownerOf(subject=Nestlé, object=Unilever, polarity=negative)"
    ]
    assert facts("Unilever may be owned by Nestlé.", "ownerOf") == [
        "ownerOf(subject=Nestlé, object=Unilever, certainty=possible)"
    ]


def test_relations_of_noun_ignore_unrelated_negation():
    """Whoever cannot reach her husband has one; a negated predicate is negative."""
    assert facts(
        "Helen Reed could not reach her husband, Tom Hughes.", "spouse", date="2024-05-15"
    ) == ["spouse(subject=her, object=Tom Hughes)"]
    assert facts("Helen Reed is not the wife of Tom Hughes.", "spouse") == [
        "spouse(subject=Tom Hughes, object=Helen Reed, polarity=negative)"
    ]


def test_relations_leave_out_conjunct_after_relative_clause():
    """A list that goes on after a relative clause is no part of the clause."""
    text = "Among them were Helen Reed, who founded Unilever, and Tom Hughes."
    assert facts(text, "foundedBy", date="2024-05-15") == [
        "foundedBy(subject=Unilever, object=Helen Reed)"
    ]


def test_relations_resolve_which_to_nearest_name():
    """ "which" stands for the last name before it."""
    text = "Jane Roe of the Movement for Democracy, which Tom Hughes founded in 1990, left."
    assert facts(text, "foundedBy", date="2024-05-15") == [
        "foundedBy(subject=Movement for Democracy, object=Tom Hughes)"
    ]


def test_relations_leave_out_same_entity():
    """An organisation does not own itself."""
    assert facts("Unilever says it owns Unilever.", "ownerOf") == []


def test_relations_are_distinct_within_sentence():
    """The same relation counts once in each of two sentences."""
    text = "Helen Reed founded Unilever. Unilever was founded by Helen Reed, its founder."
    assert facts(text, "foundedBy") == ["foundedBy(subject=Unilever, object=Helen Reed)"] * 2


def test_type_is_mention_without_entity():
    """The mention of a type stands for no entity."""
    annotation = annotated("Unilever is a soap maker.")
    (relation,) = (f for f in annotation.facts if f.kind == "relation")
    (kind,) = (m for m in annotation.mentions if m.id == relation.fillers("object")[0])
    assert (kind.text, kind.type, kind.entity) == ("soap maker", "Other", None)


def test_relations_of_town_hold_of_state_around_it():
    """Living in "Irving, Texas" is living in both; "Irving and Houston" are two places."""
    assert facts("Helen Reed lives in Irving, Texas.", "residesIn", date="2024-05-15") == [
        "residesIn(subject=Helen Reed, object=Irving)",
        "residesIn(subject=Helen Reed, object=Texas)",
    ]
    assert facts("Helen Reed lives in Irving and Houston.", "residesIn", date="2024-05-15") == [
        "residesIn(subject=Helen Reed, object=Irving)",
        "residesIn(subject=Helen Reed, object=Houston)",
    ]


def test_relations_within_phrase_ignore_negated_verb():
    """The museum is in Munich even if nobody goes there."""
    assert facts(
        "Helen Reed will not go to the Deutsches Museum in Munich.",
        "headquarteredIn",
        date="2024-05-15",
    ) == ["headquarteredIn(subject=Deutsches Museum, object=Munich)"]
