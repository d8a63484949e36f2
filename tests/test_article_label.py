"""What an article is called where people read it."""

import pytest

from kg.article_label import title_of


@pytest.mark.parametrize(
    ("id", "title", "shown"),
    [
        ("un-letter-to-musk", None, "un letter to musk"),
        ("un-letter-to-musk", "A letter", "A letter"),
        ("2022/11-06_the-letter", "", "2022/11-06 the letter"),
        ("news_2022-11-06", None, "news 2022-11-06"),
        ("7", None, "article 7"),
        ("--", None, "article --"),
    ],
)
def test_an_article_without_a_title_goes_by_its_id(id, title, shown):
    """The joints of a file name become spaces.

    Dates keep theirs, and a bare number says what it is.
    """
    assert title_of(id, title) == shown
