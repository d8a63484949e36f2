"""PDF files, as several programs set and write them."""

from __future__ import annotations

import io
import zlib
from functools import cache

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read.item import Reading
from kg.read.pdf import read
from tests.read.pdf_layout import STYLES, pages
from tests.read.pdf_writer import MANNERS, Run, assembled, line_by_line, pdf, stream, width
from tests.read.press_articles import (
    complaint,
    damaged,
    is_sound,
    misses,
    read_all,
    read_one,
    score,
    stories,
    story,
)

INFO = {
    "Title": "Microsoft Word - final2.doc",
    "Author": "admin",
    "CreationDate": "D:20250101101500+01'00'",
}
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


@cache
def written(s):
    """The article of a number, in one of all pairs of style and program."""
    style = STYLES[s.number % len(STYLES)]
    manner = MANNERS[s.number // len(STYLES) % len(MANNERS)]
    return pdf(pages(s, style), INFO, manner, is_compressed=s.number % 2 == 0)


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_pages_of_six_styles_and_five_programs_are_read_back(count):
    """Title, day and author stand on the page; the text is whole, in its paragraphs."""
    read_back = [(s, read_all(read, written(s))[0]) for s in stories(count)]
    got = score(read_back)
    assert min(got.title, got.date, got.author, got.text) >= 0.98, misses(read_back)
    assert got.paragraphs >= 0.9, misses(read_back)


def page_of(*lines, size=10.0, x=50.0, y=700.0):
    return [Run(x, y - 12 * n, size, line) for n, line in enumerate(lines)]


def text_of(*runs_of_pages, manner=line_by_line, **more):
    return read_one(read, pdf(runs_of_pages, {}, manner, **more)).source.text


@pytest.mark.parametrize("manner", MANNERS)
def test_a_raised_mark_of_a_footnote_is_no_digit(manner):
    """Neither the mark nor the note comes into the text."""
    before = "The fleet grew by 5"
    end = 50 + width(before, 10)
    page = [
        Run(50, 700, 10, before),
        Run(end, 704, 6, "1"),
        Run(end + 5, 700, 10, "percent in a year, the owners"),
        Run(50, 688, 10, "said, and no ship was lost to the sea."),
        Run(50, 60, 6, "1"),
        Run(54, 58, 8, "Without the ferries of the north."),
    ]
    text = text_of(page, manner=manner)
    assert text == (
        "The fleet grew by 5 percent in a year, the owners said, and no ship was lost to the sea."
    )


def test_words_outside_the_page_are_left_out():
    """What is cropped away nobody sees."""
    page = [*page_of("The ferry sails at noon."), *page_of("Slug 12 v3", x=700)]
    assert text_of(page) == "The ferry sails at noon."
    cropped = [*page_of("The ferry sails at noon."), *page_of("Printer: blue", y=820)]
    assert text_of(cropped, crop=(0, 0, 595, 800)) == "The ferry sails at noon."


def test_words_of_a_form_stand_where_the_form_is_drawn():
    """Not where they stand inside it."""
    content = b"q 1 0 0 1 100 500 cm /X1 Do Q q 1 0 0 1 2000 0 cm /X1 Do Q"
    words = b"BT /F1 10 Tf 10 20 Td (The ferry sails at noon.) Tj ET"
    more = "/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Matrix [1 0 0 1 5 5]"
    form = stream(words, more=f"{more} /Resources << /Font << /F1 3 0 R >> >>")
    page = b"""<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R
        /Resources << /Font << /F1 3 0 R >> /XObject << /X1 7 0 R >> >> >>"""
    tree = b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>"
    data = assembled([CATALOG, tree, FONT, b"<< >>", page, stream(content), form])
    assert read_one(read, data).source.text == "The ferry sails at noon."


def test_words_marked_as_no_part_of_the_text_are_left_out():
    """Word marks heads and feet of pages so."""

    def manner(page):
        head, *rest = page
        return (
            f"/Artifact <</Type /Pagination>> BDC {line_by_line([head])} EMC {line_by_line(rest)}"
        )

    assert text_of(page_of("News of the day", "The ferry sails."), manner=manner) == (
        "The ferry sails."
    )


def test_words_drawn_twice_are_read_once():
    """Some programs make bold type so."""
    page = [Run(50, 700, 10, "The ferry sails."), Run(50.3, 700, 10, "The ferry sails.")]
    assert text_of(page) == "The ferry sails."


def test_words_across_the_page_are_left_out_unless_all_are():
    """A stamp in the margin is no text; a page on its side is."""

    def turned(page):
        return "\n".join(
            f"BT /F1 {r.size} Tf 0 1 -1 0 {595 - r.y / 2:.1f} {r.x:.1f} Tm ({r.text}) Tj ET"
            for r in page
        )

    lines = page_of("The ferry sails at noon,", "and it comes back at night.")
    whole = "The ferry sails at noon, and it comes back at night."
    assert text_of(lines, manner=turned) == whole

    def stamped(page):
        return line_by_line(page) + "\n" + turned(page_of("Draft"))

    assert text_of(lines, manner=stamped) == whole


def test_a_first_letter_in_large_type_stands_with_its_word():
    """It reaches down over three lines."""
    page = [
        Run(50, 676, 36, "T"),
        Run(80, 700, 10, "he ferry sails at noon from the old"),
        Run(80, 688, 10, "harbour and comes back at night with"),
        Run(80, 676, 10, "many more people than it should."),
    ]
    assert text_of(page).startswith("The ferry sails at noon from the old harbour")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["An inter-", "national ferry."], "An international ferry."),
        (["A long-", "term plan."], "A long-term plan."),
        (["A Franco-", "British plan."], "A Franco-British plan."),
        (["The COVID-", "19 years."], "The COVID-19 years."),
        (["The man-", "ager and the manager."], "The manager and the manager."),
        (["A cold-blooded, cold-", "blooded plan."], "A cold-blooded, cold-blooded plan."),
        (["He left -", "and came back."], "He left - and came back."),
    ],
)
def test_words_divided_at_line_ends_are_joined(lines, text):
    """A hyphen that belongs to the word stays."""
    assert text_of(page_of(*lines)) == text


def test_columns_that_were_drawn_row_by_row_are_read_one_after_the_other():
    """Neither is a table whose cells are short."""
    left = [f"The left column has a line {n}" for n in "abcdef"]
    right = [f"the right one goes on with {n}" for n in "ghijkl"]
    page = [
        Run(x, 700 - 12 * n, 10, words)
        for n, row in enumerate(zip(left, right, strict=True))
        for x, words in zip((50, 300), row, strict=True)
    ]
    assert text_of(page) == " ".join(left + right)
    table = [Run(x, 700 - 12 * n, 10, f"cell {n}{x}.") for n in range(6) for x in (50, 300)]
    assert text_of(table).startswith("cell 050. cell 0300.")


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Microsoft Word - ferry_final.doc", None),
        ("untitled", None),
        ("Document1", None),
        ("20190304_A01", None),
        ("ferry.indd", None),
        ("Documents show what the harbour cost", "Documents show what the harbour cost"),
    ],
)
def test_the_title_of_the_file_counts_if_it_looks_like_one(title, found):
    """Programs put in names of files and their own."""
    data = pdf([page_of("The ferry sails at noon.", "It comes back at night.")], {"Title": title})
    assert read_one(read, data).source.title == found


def test_a_headline_in_the_size_of_the_text_shows_by_the_byline_below():
    """Or by the title of the file, which may name the site too."""
    lines = page_of("Ferry sails at noon", "By Jane Roe", "The ferry sailed.")
    assert read_one(read, pdf([lines])).source.title == "Ferry sails at noon"
    lines = [*page_of("Ferry sails at noon"), *page_of("The ferry sailed at noon.", y=640)]
    got = read_one(read, pdf([lines], {"Title": "Ferry sails at noon - The Gazette"}))
    assert (got.source.title, got.source.text) == (
        "Ferry sails at noon",
        "The ferry sailed at noon.",
    )


def test_what_the_file_says_of_itself_counts_where_the_page_is_silent():
    """The day when it was made is only possible; accounts are no authors."""
    lines = page_of("The ferry sails at noon.")
    got = read_one(read, pdf([lines], INFO | {"Author": "Jane Roe"}))
    assert (got.source.author, got.source.date) == ("Jane Roe", "2025-01-01")
    assert (got.date_source, got.date_certainty) == ("PDF CreationDate", "possible")
    assert read_one(read, pdf([lines], INFO)).source.author is None
    got = read_one(read, written(story(1)))
    assert (got.date_source, got.date_certainty) == ("date line", "probable")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "broken PDF"),
        (b"%PDF-1.4\n", "broken PDF"),
        (b"No PDF at all.", "broken PDF"),
        (pdf([[]]), "no text on any page, perhaps scanned; recognise it (OCR) first"),
        (pdf([[]] * 501), "501 pages, more than 500"),
        (pdf([page_of("a")])[:400], "broken PDF"),
        (pdf([page_of("\x01\x02\x03\x04")]), "fonts do not say which letters"),
        (assembled([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]), "broken PDF"),
        (assembled([b"<< /Type /Catalog /Pages 1 0 R >>"]), "without pages"),
    ],
)
def test_what_cannot_be_read_is_an_error(data, what):
    """Each says what is wrong, in one line, and what to do."""
    found = complaint(read, data)
    assert found.startswith("article.file: ")
    assert what in found
    assert "\n" not in found


def test_a_locked_file_is_an_error():
    """One that is locked only against changes is read."""
    for password, is_read in (("", True), ("secret", False)):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(written(story(1))))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        file = io.BytesIO()
        writer.write(file)
        (found,) = read_all(read, file.getvalue())
        assert isinstance(found, Reading) == is_read
        assert is_read or "locked with a password" in str(found)


def test_a_page_that_unpacks_to_too_much_is_an_error():
    """Whatever it says of its length."""
    data = zlib.compress(b" " * 30_000_000)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 6 0 R /Resources << >> >>"
    packed = f"<< /Length {len(data)} /Filter /FlateDecode >>\nstream\n".encode()
    tree = b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>"
    content = packed + data + b"\nendstream"
    file = assembled([CATALOG, tree, FONT, b"<< >>", page, content])
    assert "Limit" in complaint(read, file)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 29), st.integers(0, 10_000))
def test_broken_pdf_gives_an_error_or_an_article(number, seed):
    """A file that is cut off or has other bytes raises nothing."""
    data = written(story(number))
    assert all(map(is_sound, read_all(read, damaged(data, seed))))
