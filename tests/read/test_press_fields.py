"""Bylines, days and made-up titles, as the press and its programs write them."""

import pytest

from kg.read.press_fields import author_names, day_of, given_title, person, typed_fields


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("By JANE ROE and JOHN DOE, Associated Press Writer", "JANE ROE, JOHN DOE"),
        ("Jane Roe/TT", "Jane Roe"),
        ("Jane ROE with John DOE in Paris", "Jane ROE, John DOE"),
        ("By Jane Roe, PA Political Editor", "Jane Roe"),
        (
            "Jane Roe, Ann van der Berg and John Doe Jr. in London",
            "Jane Roe, Ann van der Berg, John Doe Jr.",
        ),
        ("By John Doe, Jr., Staff Writer", "John Doe, Jr."),
        ("Jane Roe (AP); John Doe <john@example.org>", "Jane Roe, John Doe"),
        ("Reporting by Jane Roe; Editing by John Doe", "Jane Roe"),
        ("Jane Roe of The Harbour Gazette", "Jane Roe"),
        ("Roe, Jane", "Jane Roe"),
        ("Emily Post", "Emily Post"),
        ("Jane Roe, Evening Post", "Jane Roe"),
        ("Byron Smith", "Byron Smith"),
        ("Bagehot", "Bagehot"),
        ("Reuters Staff", None),
        ("AFP", None),
        ("From our correspondent", None),
        ("", None),
        (None, None),
    ],
)
def test_a_byline_gives_the_names_of_persons_alone(byline, names):
    """Without "By", offices, agencies, towns and addresses."""
    assert author_names(byline) == names


def test_the_source_is_no_author():
    """Though it may look like a name."""
    assert author_names("Jane Roe / Nordic Wire", "Nordic Wire") == "Jane Roe"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2019-03-04T23:30:00-05:00", "2019-03-04"),
        ("20190304T103000Z", "2019-03-04"),
        ("20190304", "2019-03-04"),
        ("March 4, 2019 Monday 10:02 AM GMT", "2019-03-04"),
        ("Sat, 04 May 2019", "2019-05-04"),
        ("Sept. 4th, 2019", "2019-09-04"),
        ("2019-03", None),
        ("2019-02-30", None),
        ("0000-01-01", None),
        ("last Monday", None),
        (None, None),
    ],
)
def test_a_day_is_read_as_it_is_written(value, day):
    """The zone does not move it; a month is no day."""
    assert day_of(value) == day


@pytest.mark.parametrize(
    ("lines", "author", "day", "rest"),
    [
        (["By Jane Roe", "4 March 2019", "Text."], "Jane Roe", "2019-03-04", ["Text."]),
        (["By Jane Roe | March 4, 2019", "Text."], "Jane Roe", "2019-03-04", ["Text."]),
        (["Published: 4 March 2019, 10:02", "Text."], None, "2019-03-04", ["Text."]),
        (["By Friday the town had closed", "Text."], None, None, None),
        (["By Jane Roe it was never said.", "Text."], None, None, None),
        (["On 4 March 2019 the town closed.", "Text."], None, None, None),
    ],
)
def test_lines_above_a_typed_text_give_author_and_day(lines, author, day, rest):
    """A sentence that only begins like one is text."""
    found = typed_fields(lines)
    assert (found.author, found.date.day if found.date else None) == (author, day)
    assert list(found.paragraphs) == (rest or lines)


@pytest.mark.parametrize("name", ["python-docx", "Admin", "Microsoft Office User", "jroe", ""])
def test_accounts_are_no_persons(name):
    """Programs fill in who is logged in."""
    assert person(name) is None


@pytest.mark.parametrize("title", ["Microsoft Word - a.doc", "Slide 1", "a b.indd", "x_12", "  "])
def test_titles_that_programs_make_are_none(title):
    """They name a file, or nothing."""
    assert given_title(title) is None
