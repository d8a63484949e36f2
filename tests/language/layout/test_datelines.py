"""What stands above an article: date lines, agency lines and bylines."""

import pytest

from kg.language.layout.blocks import blocks_of
from tests.language.layout.block_words import block_words


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2021-03-04", "2021-03-04"),
        ("March 4, 2021", "March 4, 2021"),
        ("4 March 2021", "4 March 2021"),
        ("4th March 2021", "4th March 2021"),
        ("Mar. 4, 2021", "Mar. 4, 2021"),
        ("Thursday, March 4, 2021", "March 4, 2021"),
        ("Published: 4 March 2021", "4 March 2021"),
        ("Updated 2021-03-04", "2021-03-04"),
        ("Thu 4 Mar 2021 10.02 GMT", "4 Mar 2021"),
        ("Last modified on Thu 4 March 2021 10.02 GMT", "4 March 2021"),
        ("March 4, 2021 10:02 AM ET Updated 2 hours ago", "March 4, 2021"),
        ("Posted: Thursday 4 March 2021.", "4 March 2021"),
        ("March 4, 2021 10:02 AM ET", "March 4, 2021"),
        ("March 4, 2021 at 5:30 p.m. EST", "March 4, 2021"),
        ("Published on 4 March 2021 | 10:02", "4 March 2021"),
        ("Published March 4, 2021 | Updated March 6, 2021", "March 4, 2021"),
        ("Published 4 March 2021, last updated 5 March 2021", "4 March 2021"),
    ],
)
def test_date_line_is_a_line_with_only_a_date(line, date):
    """In figures or words, with or without weekday and "Published"."""
    text = f"Mayor opens bridge\n\n{line}\n\nThe bridge opened."
    (block,) = [b for b in blocks_of(text) if b.kind == "dateline"]
    assert text[block.span.start : block.span.end] == line
    assert block.date is not None
    assert text[block.date.start : block.date.end] == date


@pytest.mark.parametrize(
    "words", ["The bridge opened on 4 March 2021.", "March 2021", "4 March", "Rain in 2021"]
)
def test_date_line_is_no_part_of_a_sentence_and_has_a_day(words):
    """Only a full date that stands alone dates the article."""
    assert not [b for b in blocks_of(f"{words}\n\nIt rained.") if b.kind == "dateline"]


@pytest.mark.parametrize(
    "head", ["date 2021-03-04", "Date: 2021-03-04", "date 4 March 2021", "\n date: March 4, 2021"]
)
def test_head_date_may_share_its_line_with_the_text(head):
    """ "date YYYY-MM-DD" may have the first words right behind it."""
    assert block_words(f"{head} Rain fell on the town.") == [
        ("dateline", head.strip()),
        ("paragraph", "Rain fell on the town."),
    ]


def test_head_date_has_an_end():
    """What only begins like a head date is text."""
    assert block_words("date 2021-03-04x Rain fell.") == [
        ("paragraph", "date 2021-03-04x Rain fell.")
    ]


def test_date_line_may_stand_above_the_title():
    """A date line may come first, then the headline."""
    assert block_words("date 2021-03-04\nMayor opens bridge\n\nIt opened.") == [
        ("dateline", "date 2021-03-04"),
        ("title", "Mayor opens bridge"),
        ("paragraph", "It opened."),
    ]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("LONDON, 14 March 2023 (Reuters) -", "14 March 2023"),
        ("WASHINGTON (AP) —", None),
        ("Oslo, Norway —", None),
        ("NEW YORK, May 5 -", "May 5"),
        ("PARIS, France (AFP) --", None),
    ],
)
def test_agency_line_is_a_date_line(line, day):
    """Town, day, agency and dash say where and when it was filed, not what happened."""
    text = f"{line} The bridge opened at noon."
    first, second = blocks_of(text)
    assert (first.kind, text[first.span.start : first.span.end]) == ("dateline", line)
    assert (text[first.date.start : first.date.end] if first.date else None) == day
    assert text[second.span.start :] == "The bridge opened at noon."


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe (54) - a teacher - said no.",
        "Bolt, Acme — and nobody else — won.",
        "IBM - the company - grew.",
    ],
)
def test_agency_line_is_no_aside_between_dashes(text):
    """What follows the dash of an agency line begins a sentence."""
    assert block_words(text) == [("paragraph", text)]


def test_date_line_may_follow_the_byline_without_a_gap():
    """Author, day and hour may be lines of one piece."""
    text = "Council boss goes\n\nBy Dan Price\n11:02, 3 JUN 2022\n\nThe chief went on Monday."
    dates = [text[b.date.start : b.date.end] for b in blocks_of(text) if b.date]
    assert dates == ["3 JUN 2022"]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("BY JANE ROE", "JANE ROE"),
        ("By Jane Roe and John Doe, Reuters", "Jane Roe and John Doe"),
        ("By Jane Roe, Tom Fox and John Doe", "Jane Roe, Tom Fox and John Doe"),
        ("By Jane van Roe, political correspondent", "Jane van Roe"),
        ("By Jane Roe | Acme News", "Jane Roe"),
        ("By Jane Roe in London", "Jane Roe"),
        ("Written by J. R. Roe", "J. R. Roe"),
        ("Jane Roe, staff writer", "Jane Roe"),
        ("Jane Roe in London", "Jane Roe"),
        ("Jane Roe\nPolitical correspondent", "Jane Roe"),
    ],
)
def test_byline_gives_the_authors(line, author):
    """Agency, town and role belong to the byline, but not to the names."""
    text = f"Mayor opens bridge\n\n{line}\n\nThe bridge opened."
    block = blocks_of(text)[1]
    assert (block.kind, text[block.span.start : block.span.end]) == ("byline", line)
    assert text[block.author.start : block.author.end] == author


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the rain had stopped.",
        "By then Jane Roe had left",
        "Jane Roe in London met the mayor.",
        "By the River",
    ],
)
def test_byline_has_only_names(line):
    """Not every line with "by" is a byline."""
    assert "byline" not in [
        kind for kind, _ in block_words(f"Mayor opens bridge\n\n{line}\n\nThe bridge opened.")
    ]


def test_byline_of_name_and_town_is_below_the_title():
    """Between paragraphs a name with a town is a heading."""
    assert block_words("It rained.\n\nJane Roe in London\n\nIt snowed.")[1] == (
        "heading",
        "Jane Roe in London",
    )


@pytest.mark.parametrize(
    "line",
    [
        "Paris —",
        "Washington, D.C. —",
        "Leeds, Yorkshire, England -",
        "(Reuters) -",
        "NEW YORK, May 5, 2021 /Newswire/ --",
        "LONDON, May 5 (BUSINESS WIRE)--",
        "LEEDS, England--(BUSINESS WIRE)--",
        "LONDON:",
    ],
)
def test_agency_line_of_the_first_paragraph_may_be_short(line):
    """A town and a dash, or an agency alone, may open the first paragraph."""
    assert block_words(f"Mayor opens bridge\n\n{line} The bridge opened.")[1:] == [
        ("dateline", line),
        ("paragraph", "The bridge opened."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Paris — The town — was wet.",
        "Acme, Inc. - The maker of rain - grew.",
        "(ABC) is a channel - It won.",
    ],
)
def test_agency_line_of_the_first_paragraph_is_no_aside(text):
    """A second dash closes what the first has opened, and a company is no town."""
    assert block_words(f"Mayor opens bridge\n\n{text}")[1] == ("paragraph", text)


def test_agency_line_of_a_later_paragraph_is_no_mere_town():
    """In a later paragraph a name and a dash are text."""
    assert block_words("It rained.\n\nParis — The town was wet.")[1][0] == "paragraph"


@pytest.mark.parametrize(
    "line", ["The Ledger, 14 October 2023", "Whitby Gazette | Friday, March 5, 2021"]
)
def test_newspaper_line_under_the_title_is_a_date_line(line):
    """A newspaper and its day date the article under the title, and are text further down."""
    assert block_words(f"Mayor opens bridge\n\n{line}\n\nIt opened.")[1] == ("dateline", line)
    assert (
        block_words(f"Mayor opens bridge\n\nIt opened.\n\n{line}\n\nIt closed.")[2][0] != "dateline"
    )
