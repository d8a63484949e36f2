"""Where names begin and end: what belongs to one, what separates two."""

import pytest

from kg.language.ner.recognizer import names_of
from tests.annotating import read


def words(text):
    """The names of the text in order."""
    return [name.text for name in names_of(read(text).doc)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The U.S. Department of Justice sued.", ["U.S. Department of Justice"]),
        (
            "He left the Office of the High Commissioner for Human Rights in Geneva.",
            ["Office of the High Commissioner for Human Rights", "Geneva"],
        ),
        ("She studied at the University of Oxford.", ["University of Oxford"]),
        ("The House of Representatives voted.", ["House of Representatives"]),
        ("The Church of Scientology sued.", ["Church of Scientology"]),
        ("The U.S. Senate voted.", ["U.S. Senate"]),
        ("The US government waited.", ["US"]),
        ("Keele University of the UK opened.", ["Keele University", "UK"]),
        ("Air China bought ten jets.", ["Air China"]),
        ("The Tour de France begins in Brest.", ["Tour de France", "Brest"]),
        ("He ate at McDonald's.", ["McDonald's"]),
    ],
)
def test_candidates_long_names_of_organisations_are_whole(text, names):
    """What stands behind "of" and "for" is in the name, and the country before a public body."""
    assert words(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bank of England governor Mervyn Marsh spoke.", ["Bank of England", "Mervyn Marsh"]),
        ("Ford Motor Co. Chairman Bill Marsh spoke.", ["Ford Motor Co.", "Bill Marsh"]),
        ("New York Times reporter Jane Roe wrote it.", ["New York Times", "Jane Roe"]),
        ("The Scotland Yard detective Tom Hughes spoke.", ["Scotland Yard", "Tom Hughes"]),
        ("Minister of Education Helen Reed spoke.", ["Helen Reed"]),
        ("Home Secretary Helen Reed spoke.", ["Helen Reed"]),
        ("Prince William met David Marsh.", ["William", "David Marsh"]),
        ("Larry King Live had guests.", ["Larry King Live"]),
        ("Nathan Marsh of Brevik spoke.", ["Nathan Marsh", "Brevik"]),
        ("Helen Reed and Tom Hughes met.", ["Helen Reed", "Tom Hughes"]),
        ("Trinidad and Tobago won.", ["Trinidad and Tobago"]),
        ("Johnson & Johnson grew.", ["Johnson & Johnson"]),
    ],
)
def test_candidates_title_or_joint_separates_two_names(text, names):
    """A title, "of" or "and" separates two names, but one with "and" in it is one."""
    assert words(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("While Police waited, Jane Roe left.", ["Jane Roe"]),
        ("Image: Jane Roe.", ["Jane Roe"]),
        ("He is Professor Emeritus at Keele.", ["Keele"]),
        ("The Pro-Beijing DAB won.", ["DAB"]),
        ("Witness Helen Reed said she hid.", ["Helen Reed"]),
        ("It came after the Sunday Courier fell.", ["Sunday Courier"]),
        ("The deal gives Unilever 340 stores.", ["Unilever"]),
        ("Jane Roe (/roʊ/; March 4, 1847 – August 2, 1922) was an inventor.", ["Jane Roe"]),
    ],
)
def test_candidates_leave_out_words_around_names(text, names):
    """Captions, prefixes, titles and numbers of things are left out; a newspaper's day is not."""
    assert "DAB" in words(text) if "DAB" in names else words(text) == names


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("UNILEVER FIRES STAFF", ["UNILEVER"]),
        ("BRAZIL WINS AS UNILEVER FIRES STAFF", ["UNILEVER"]),
        ("Unilever Fires Hundreds of Soap Makers", ["Unilever"]),
    ],
)
def test_candidates_headline_in_capitals_has_names_of_text_only(headline, names):
    """In a headline in capitals only names count that the text below has."""
    body = "Unilever fired staff in Leeds on Monday. Hundreds of soap makers left."
    assert words(f"{headline}\n\n{body}") == [*names, "Unilever", "Leeds"]


def test_candidates_text_all_in_capitals_keeps_names_of_model():
    """Without other text to ask, what the model sees is kept."""
    assert "BRAZIL" in words("UNILEVER LEFT BRAZIL.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wong Yeung-tat was defeated in this district.", ["Wong Yeung-tat"]),
        ("The Helen Reed-led bank sold Nestlé.", ["Helen Reed", "Nestlé"]),
        ("Barack Obama-era rules were dropped.", ["Barack Obama"]),
        ("Tom Hughes is a Helen Reed-hater.", ["Tom Hughes", "Helen Reed"]),
    ],
)
def test_candidates_name_goes_on_behind_hyphen(text, names):
    """A hyphened given name is whole, but a word made with the name is no part of it."""
    assert words(text) == names


def test_candidates_text_ends_in_particle_behind_nickname():
    """A text that breaks off within a name has the parts of it that are names."""
    assert words("They sang for John 'Jack' de la") == ["John", "Jack"]
