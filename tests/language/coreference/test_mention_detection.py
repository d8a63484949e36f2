"""Detection of descriptions and pronouns: their spans and their types."""

import pytest

from tests.annotating import read


def phrases(text, form="nominal"):
    """The descriptions of a text (or its pronouns) with their types."""
    return {m.text: m.type for m in read(text).mentions if m.form == form}


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("An old woman sang.", "An old woman", "Person"),
        ("The angry villagers sang.", "The angry villagers", "Group"),
        ("The jury sang.", "The jury", "Group"),
        ("A small bank failed.", "A small bank", "Organisation"),
        ("The ministry of health failed.", "The ministry of health", "Organisation"),
        ("The village burned.", "The village", "Place"),
        ("A long letter burned.", "A long letter", "Work"),
        ("The weather changed.", "The weather", "Other"),
        ("The prime minister sang.", "The prime minister", "Person"),
        ("Tom Hughes accused both generals of theft.", "both generals", "Group"),
    ],
)
def test_description_has_the_type_of_its_noun(text, phrase, kind):
    """A noun outside the lists is of type Other."""
    assert phrases(text) == {phrase: kind} | {
        word: "Other" for word in ("health", "theft") if word in text
    }


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The head of the bank, who was ill, left.", "The head of the bank"),
        ("The singer, a friend of the mayor, left.", "The singer"),
        ("The singer in the red coat left.", "The singer"),
        ("The mayor of the town left.", "The mayor of the town"),
        ("A tall, very old soldier left.", "A tall, very old soldier"),
    ],
)
def test_description_ends_before_relative_clauses_and_asides(text, phrase):
    """An "of" phrase belongs to it; relative clauses, appositions and other prepositions do not."""
    assert next(iter(phrases(text))) == phrase


def test_coordination_has_a_description_for_each_noun():
    """ "The nurse and the pilot" are two descriptions."""
    assert list(phrases("The nurse and the pilot sang.")) == ["The nurse", "the pilot"]


def test_dates_and_sums_are_no_descriptions():
    """Dates and sums of money are measures."""
    assert phrases("The nurse paid five million dollars last year.") == {
        "The nurse": "Person",
        "five million dollars": "Money",
    }


def test_title_before_a_name_is_no_description():
    """A title before a name is part of how the person is named."""
    assert phrases("Prime Minister Tom Hughes sang.") == {}


@pytest.mark.parametrize(
    ("word", "kind"),
    [("He", "Person"), ("She", "Person"), ("They", "Other"), ("It", "Other"), ("We", "Group")],
)
def test_personal_pronouns_are_mentions(word, kind):
    """ "They" and "it" are of no type but for their antecedent."""
    assert phrases(f"{word} sang.", form="pronoun") == {word: kind}


@pytest.mark.parametrize("text", ["What she said is true.", "Who sang?", "This is true."])
def test_relative_and_demonstrative_pronouns_are_no_mentions(text):
    """ "who", "what" and "this" are resolved by grammar or not at all."""
    assert set(phrases(text, form="pronoun")) <= {"she"}
