"""Names as papers of all kinds write them: sport, courts, products, titles of works."""

import pytest

from kg.language.ner.recognizer import names_of
from tests.annotating import read


def typed(text):
    """The names of the text with their types, in order: "Brevik Organisation; Oslo Place"."""
    return "; ".join(f"{name.text} {name.type}" for name in names_of(read(text).doc))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('Patrick "Paddy" Brandt was shot.', 'Patrick "Paddy" Brandt Person'),
        ('Police want Raymond "Ray-Ray" Tolby.', 'Raymond "Ray-Ray" Tolby Person'),
        ("He met Larry Brandt, Jr. in Oslo.", "Larry Brandt, Jr. Person; Oslo Place"),
        ("Vincent van der Berg painted it.", "Vincent van der Berg Person"),
        (
            "Theresa May spoke. May said she would go. She went in May.",
            "Theresa May Person; May Person",
        ),
        (
            "Wang Tao met Tom Hughes. Wang smiled.",
            "Wang Tao Person; Tom Hughes Person; Wang Person",
        ),
        ("Archbishop of York Helen Reed spoke.", "York Place; Helen Reed Person"),
        ("Crown Prince Albert of Norway came.", "Albert Person; Norway Place"),
        (
            "Hope Brandt and his sister left. Walt Brandt and his brother Roy set up a shop.",
            "Hope Brandt Person; Walt Brandt Person; Roy Person",
        ),
        ("Alexa Brandt sang.", "Alexa Brandt Person"),
        ("Defender Reece Jones limped off.", "Reece Jones Person"),
    ],
)
def test_names_of_people_are_whole(text, names):
    """Nicknames, generations, particles and months as surnames are in the name."""
    assert typed(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Apple unveiled the iPhone 15 Pro.", "Apple Organisation; iPhone 15 Pro Work"),
        ("The Ford Mustang sells.", "Ford Mustang Work"),
        ("The Ford Foundation paid.", "Ford Foundation Organisation"),
        ("Air France Flight 4590 crashed in Paris.", "Air France Flight 4590 Other; Paris Place"),
        ("He broke the Firearms Act 1968.", "Firearms Act 1968 Work"),
        ('The band released "Back to Reality" on Monday.', "Back to Reality Work"),
        ("She won the Nobel Prize in Chemistry.", "Nobel Prize in Chemistry Other"),
    ],
)
def test_names_of_works_and_products_are_whole(text, names):
    """Numbers, editions, years and small words are in the name."""
    assert typed(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "She taught at the University of Wisconsin at Madison.",
            "University of Wisconsin at Madison Organisation",
        ),
        (
            "The Brevik Rifle Association and Green Parenthood took no side.",
            "Brevik Rifle Association Organisation; Green Parenthood Organisation",
        ),
        ("The City of York Police waited.", "City of York Police Organisation"),
        ("The Boston Celtics won.", "Boston Celtics Organisation"),
        ("They dined at Sotheby's.", "Sotheby's Organisation"),
        ("He told Labour no.", "Labour Organisation"),
    ],
)
def test_names_of_organisations_are_whole(text, names):
    """A campus, a city before its police and an 's are in the name, "and" between two is not."""
    assert typed(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She was born in Tarno.", "Tarno Place"),
        ("He lives in Wangeroo, Ohio.", "Wangeroo Place; Ohio Place"),
        ("ABUJA: Nigeria's president spoke.", "ABUJA Place; Nigeria Place"),
        ("Downing Street declined to comment.", "Downing Street Organisation"),
        ("They stood in Downing Street.", "Downing Street Place"),
        (
            "Jordan borders Syria. Michael Jordan retired.",
            "Jordan Place; Syria Place; Michael Jordan Person",
        ),
    ],
)
def test_types_places_by_context(text, names):
    """A birth, a state behind a comma and a dateline show a place; a seat that speaks is none."""
    assert typed(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Leeds beat Sunderland 2-1. Leeds were happy. They live in Leeds.",
            "Leeds Organisation; Sunderland Organisation; Leeds Organisation; Leeds Place",
        ),
        ("Paris won the right to host it.", "Paris Place"),
        (
            "Anton Philips joined later. Philips sold its plant. Philips sold his house.",
            "Anton Philips Person; Philips Organisation; Philips Person",
        ),
        ("Brands such as Tarno sell well.", "Tarno Organisation"),
    ],
)
def test_types_of_namesakes_by_events(text, names):
    """A city that won a match is a club also in the next sentence; what has an "its" is no man."""
    assert typed(text) == names


@pytest.mark.parametrize(
    "text", ["He holds an MBA and a degree in computer science.", "Press secretary and duke met."]
)
def test_names_of_leave_out_degrees_and_titles(text):
    """Degrees and titles name nobody."""
    assert typed(text) == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The senator, D-N.Y., left.", "N.Y. Place"),
        ("Helen Reed (R-Texas) left.", "Helen Reed Person; Texas Place"),
    ],
)
def test_names_of_leave_out_party_before_state(text, names):
    """The R of R-Texas is a party, Texas a place."""
    assert typed(text) == names
