"""JSON lines: articles and ready annotation records."""

import json

import pytest

from kg.model import Annotation, Article
from kg.read import ReadError, read

RECORD = Annotation(article=Article(id="r", text="Ada wrote."), language="en", kg="0", model="none")


def lines(tmp_path, *records):
    """What reading a file with these lines gives."""
    file = tmp_path / "in.jsonl"
    file.write_bytes(
        b"\n".join(r if isinstance(r, bytes) else json.dumps(r).encode() for r in records)
    )
    return list(read([file]))


def test_each_line_is_an_article_with_what_it_tells_of_itself(tmp_path):
    """All fields of the format arrive.

    A time of day is cut from the date; a number may be an id.
    """
    full = {
        "id": "a",
        "text": "T.",
        "title": "H",
        "date": "2022-11-06T12:30:00Z",
        "url": "https://e.org/1",
        "source": "S",
        "author": "W",
        "more": 1,
    }
    assert lines(tmp_path, full, {"id": 7, "text": "U.", "date": ""}) == [
        Article(
            id="a",
            text="T.",
            title="H",
            date="2022-11-06",
            url="https://e.org/1",
            source="S",
            author="W",
        ),
        Article(id="7", text="U."),
    ]


def test_a_line_without_an_id_is_named_after_its_url_or_its_place(tmp_path):
    """The place is the file's name and the number of the line, blank lines counted."""
    found = lines(tmp_path, {"text": "T.", "url": "https://e.org/1"}, b"", {"text": "U."})
    assert [article.id for article in found] == ["https://e.org/1", "in-3"]


def test_a_date_in_other_words_is_left_to_the_language_half(tmp_path):
    """What is no ISO date arrives as it stands."""
    (article,) = lines(tmp_path, {"id": "a", "text": "T.", "date": "Nov 6, 2022"})
    assert article.date == "Nov 6, 2022"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b"{not json", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"id": "\xff"}', "not UTF-8"),
        ({"id": "", "text": "T."}, "`id` is ''"),
        ({"id": True, "text": "T."}, "`id` is True"),
        ({"id": "a"}, "`text` is NoneType"),
        ({"id": "a", "text": "  "}, "`text` is empty"),
        ({"id": "a", "text": "T.", "title": 3}, "`title` is 3"),
        ({"id": "a", "text": "T.", "date": 20221106}, "`date` is 20221106"),
        ({"id": "a", "mentions": [], "facts": []}, "record a"),
        ({**json.loads(RECORD.to_json()), "text": "Ada\x07wrote."}, "control characters"),
        ({**json.loads(RECORD.to_json()), "mentions": [{"id": "m", "start": "x"}]}, "record r"),
    ],
)
def test_a_bad_line_is_named_by_its_number(tmp_path, line, complaint):
    """The error says the file, the line and what is wrong; the lines around it are still read."""
    good, bad, after = lines(tmp_path, {"id": "1", "text": "T."}, line, {"id": "2", "text": "T."})
    assert isinstance(good, Article)
    assert isinstance(after, Article)
    assert isinstance(bad, ReadError)
    assert str(bad).startswith(f"{tmp_path / 'in.jsonl'}, line 2: ")
    assert complaint in str(bad)
    assert "\n" not in str(bad)


def test_an_annotation_record_comes_back_as_it_is(tmp_path):
    """A line with mentions and facts is not read anew."""
    assert lines(tmp_path, RECORD.to_json().encode()) == [RECORD]


def test_blank_lines_are_passed_over_and_counted(tmp_path):
    """Line numbers are those of an editor."""
    article, error = lines(tmp_path, {"id": "a", "text": "T."}, b"", b"x")
    assert isinstance(article, Article)
    assert "line 3" in str(error)


def test_an_empty_file_is_an_error(tmp_path):
    """No line at all is no article."""
    (error,) = lines(tmp_path)
    assert "empty" in str(error)


def test_two_lines_of_one_id_are_an_error(tmp_path):
    """The second is refused with the line of the first."""
    _, error = lines(tmp_path, {"id": "a", "text": "T."}, {"id": "a", "text": "U."})
    assert "line 2" in str(error)
    assert "line 1" in str(error)


def test_broken_characters_do_not_get_in(tmp_path):
    """Lone surrogates and control characters in any field are replaced."""
    (article,) = lines(tmp_path, {"id": "a\u0001", "text": "T\ud800.", "title": "H\u001b"})
    assert (article.id, article.text, article.title) == ("a ", "T\ufffd.", "H")
