"""Which words are names, where, and of what type, over the whole document."""

import pytest

from kg.language.ner.lexicon import first_names, folded, gender_of
from kg.language.ner.recognizer import names_of
from tests.annotating import read


def names(text):
    """Each name of the text in order with its type."""
    return [(name.text, name.type) for name in names_of(read(text).doc)]


def words(text):
    """The names without their types."""
    return [text for text, _ in names(text)]


def test_names_of_people_organisations_and_places():
    """The model's labels become the types of the record."""
    assert names("Tom Hughes left Unilever for Brazil.") == [
        ("Tom Hughes", "Person"),
        ("Unilever", "Organisation"),
        ("Brazil", "Place"),
    ]


@pytest.mark.parametrize(
    "text", ["Helen Reed, the mayor, left. Reed was happy.", "Tom Reed runs the bank. Reed is 50."]
)
def test_names_of_surname_of_full_name_is_person(text):
    """A surname is a person also where the model takes it for a company."""
    assert names(text)[1] == ("Reed", "Person")


def test_names_of_finds_surname_unseen_by_model():
    """What is a name once is one everywhere."""
    assert (
        words("Otto Brandt left. Brandt, Brandt and again Brandt: nobody but Brandt.").count(
            "Brandt"
        )
        == 4
    )


def test_names_of_surname_in_lower_case_is_no_name():
    """A reed is not Mr Reed."""
    assert words("Tom Reed runs the bank. A reed broke.") == ["Tom Reed"]


def test_names_of_one_type_for_each_name():
    """Who employs and has a board is an organisation, wherever it stands."""
    text = (
        "Amazon hired Tom Hughes. Amazon is in Brazil. Amazon employees left. The Amazon "
        "board met Amazon shareholders."
    )
    assert {kind for name, kind in names(text) if name == "Amazon"} == {"Organisation"}


def test_names_of_country_and_person_of_that_name():
    """Tom Jordan is not Jordan."""
    assert names("Jordan is a country. Tom Jordan left for Jordan.") == [
        ("Jordan", "Place"),
        ("Tom Jordan", "Person"),
        ("Jordan", "Place"),
    ]


def test_names_of_honorific_makes_person():
    """Mr Jordan is no country."""
    assert names("Mr. Jordan left. Nobody missed him.")[0] == ("Jordan", "Person")


@pytest.mark.parametrize(
    "text",
    [
        "Okafor & Sons Ltd. hired Tom Hughes.",
        "The Bolton Trust hired Tom Hughes.",
        "Hughes University hired Tom Reed.",
    ],
)
def test_names_of_legal_form_makes_organisation(text):
    """Ltd., Trust and University end names of organisations."""
    assert names(text)[0][1] == "Organisation"


def test_names_of_unknown_acronym_is_organisation():
    """Capitals throughout, if no place, are an organisation."""
    assert ("OECD", "Organisation") in names("The OECD met in Brazil.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Helen Reed's brother came.", "Helen Reed"),
        ("Unilever’s soap sells.", "Unilever"),
        ("Toyota's chairman spoke.", "Toyota"),
        ("The Guardian wrote of it.", "Guardian"),
        ("Governor Helen Reed spoke.", "Helen Reed"),
        ("Dr. Tom Hughes spoke.", "Tom Hughes"),
        ("Prime Minister Tom Hughes spoke.", "Tom Hughes"),
        ("He met (Tom Hughes).", "Tom Hughes"),
        ("We saw “Tom Hughes”, they said.", "Tom Hughes"),
    ],
)
def test_names_of_leave_out_articles_titles_and_marks(text, name):
    """The span is the name and nothing else."""
    assert words(text) == [name]


def test_names_of_leave_out_office_of_secretary():
    """What stands behind "Secretary of" belongs to the title."""
    assert names("Secretary of State Helen Reed spoke.") == [("Helen Reed", "Person")]


def test_names_of_handle_is_name():
    """A handle is a name with its sign."""
    assert ("@unilever", "Other") in names("They wrote to @unilever on Monday.")


@pytest.mark.parametrize(
    "text",
    ["We love #Unilever here.", "We love #Unilever and Unilever.", "Save the #EastPier now."],
)
def test_names_of_hashtag_is_no_name(text):
    """A topic is no entity, even where the name itself stands in the same text."""
    assert all(
        read(text).article.text[n.start - 1] != "#" for n in read(text).mentions if n.form == "name"
    )
    assert words(text) == [w for w in ["Unilever"] if " and " in text]


@pytest.mark.parametrize(
    "text", ["The internet is slow.", "COVID-19 is back.", "The CEO spoke of God."]
)
def test_names_of_leave_out_words_that_never_are_names(text):
    """Some words in capitals name nobody who acts."""
    assert words(text) == []


def test_names_of_name_ends_with_line():
    """A line end separates names."""
    assert words("The guests were Tom Hughes\nHelen Reed\nOtto Brandt.") == [
        "Tom Hughes",
        "Helen Reed",
        "Otto Brandt",
    ]


def test_names_of_topic_of_team_is_no_name():
    """A noun in capitals before another noun is no organisation, unless the model says so."""
    assert "HR" not in words("Its HR team left Unilever.")


@pytest.mark.parametrize(
    ("parts", "gender"),
    [
        (["Helen", "Reed"], "female"),
        (["Tom", "Reed"], "male"),
        (["Mrs.", "Reed"], "female"),
        (["Sir", "Reed"], "male"),
        (["Leslie", "Reed"], None),
        (["Reed"], None),
        (["Helen"], None),
        ([], None),
    ],
)
def test_gender_of_honorific_or_first_name(parts, gender):
    """A name given to both, or a word that may be a surname, has no gender."""
    assert gender_of(parts) == gender


def test_first_names_of_genders_do_not_overlap():
    """No first name is clearly of both genders."""
    male, female = first_names()
    assert not male & female
    assert len(male) > 500 < len(female)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Türk", "turk"),
        ("O’Connor", "o’connor"),
        ("STRASSE", "strasse"),
        ("ﬁne", "fine"),
        ("Å", "a"),
    ],
)
def test_folded_drops_case_and_accents(text, plain):
    """Names are compared as handles are written."""
    assert folded(text) == plain
