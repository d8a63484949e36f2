"""Articles in, documents out: title, date, warnings, mentions with their characters."""

import pytest

from kg.language import LanguageError, parse
from kg.model import Article


def document(**article):
    """The document of an article with these fields."""
    return next(parse([Article(**{"id": "test", "text": "It rained.", **article})]))


def test_parse_title_given_or_in_text():
    """What the source gives as title goes first, then what stands in the text."""
    assert document(text="Bridge opened\n\nIt rained.").article.title == "Bridge opened"
    assert (
        document(text="Bridge opened\n\nIt rained.", title="A bridge").article.title == "A bridge"
    )
    assert document().article.title is None


@pytest.mark.parametrize(
    ("article", "date"),
    [
        ({"text": "date 2021-03-04\n\nIt rained."}, "2021-03-04"),
        ({"text": "It rained.\n\nPublished: 4 March 2021\n\nIt snowed."}, "2021-03-04"),
        ({"text": "date 2021-03-04\n\nIt rained.", "date": "2020-01-01"}, "2020-01-01"),
        ({"date": "May 5, 2020"}, "2020-05-05"),
        ({"text": "date 2021-03-04\n\nIt rained.", "date": "soon"}, "2021-03-04"),
        ({}, None),
    ],
)
def test_parse_date_given_or_in_text(article, date):
    """The date that the source gives goes first, if it can be understood."""
    assert document(**article).article.date == date


def test_parse_warns_of_missing_or_bad_date():
    """A date that is missing or not understood is a warning with its cure."""
    assert [w.split(":")[1] for w in document().warnings] == [" no date found"]
    assert (
        document(date="03-02-2009").warnings[0].split("; ")[0]
        == "test: date '03-02-2009' is not understood"
    )
    assert document(date="2020-01-01").warnings == ()


@pytest.mark.parametrize("date", ["20240514", "2024-05-14T09:30:00Z", "14 May 2024"])
def test_parse_reads_a_date_however_it_is_written(date):
    """As in JSON lines: in ISO 8601 with signs or without, or in words."""
    assert document(date=date).article.date == "2024-05-14"
    assert document(date=date).warnings == ()


@pytest.mark.parametrize("date", ["20241350", "2024-05", "202405140", "May 2024"])
def test_parse_warns_of_what_is_no_day(date):
    """Nothing is guessed."""
    assert document(date=date).article.date is None
    assert f"date '{date}' is not understood" in document(date=date).warnings[0]


def test_parse_keeps_order_of_articles():
    """There is one document for each article, in their order."""
    articles = [Article(str(n), "It rained. " * n, date="2020-01-01") for n in range(20)]
    assert [d.article for d in parse(articles)] == articles


def test_parse_refuses_foreign_text():
    """A text in another language would be read as nonsense."""
    text = (
        "Der Bürgermeister eröffnete am Dienstag die neue Brücke über den Fluss, und mehr "
        "als hundert Gäste kamen trotz des Regens."
    )
    with pytest.raises(LanguageError, match=r"^bad: the text is German"):
        list(parse([Article("good", "It rained."), Article("bad", text)]))
