"""Text exports of LexisNexis and Factiva: several articles in a file."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read.item import Reading
from kg.read.press_export import is_press_export, read
from tests.read.press_articles import (
    Story,
    complaint,
    damaged,
    is_sound,
    misses,
    read_all,
    score,
    stories,
    story,
)


def wrapped(text: str, width: int, indent: str = "") -> str:
    return textwrap.fill(
        text, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def body(s: Story, width: int) -> str:
    return "\n\n".join(wrapped(p, width) for p in s.paragraphs)


def lexis_headed(s: Story, n: int, of: int, width: int) -> str:
    """The newspaper and the day in the middle, then the title, then fields, then the text."""
    return f"""
{f"{n} of {of} DOCUMENTS".center(78)}


{s.source.center(78)}

{f"{s.long_date} Monday".center(78)}
{"Late Edition - Final".center(78)}

{wrapped(s.title, width)}

BYLINE: By {" and ".join(s.names)}

SECTION: Section A; Column 1; Business/Financial Desk; Pg. 1

LENGTH: {len(" ".join(s.paragraphs).split())} words

DATELINE: {s.town.upper()}, March 3

{body(s, width)}

URL: http://www.example.com/

SUBJECT: FERRIES (90%); HARBOURS (89%);
BRIDGES (50%)

LOAD-DATE: January 1, 2025

LANGUAGE: ENGLISH

GRAPHIC: PHOTO: A ferry.

PUBLICATION-TYPE: Newspaper


{f"Copyright 2020 {s.source} Company".center(78)}
{"All Rights Reserved".center(78)}

"""


def lexis_tagged(s: Story, n: int, of: int, width: int) -> str:
    """The rights above, the headline and the text under names."""
    return f"""
                               {n} of {of} DOCUMENTS

                     Copyright 2020 {s.source} Limited
                              All Rights Reserved

                                {s.source}

                                 {s.long_date}

SECTION: BUSINESS; Pg. 12

LENGTH: 1,012 words

HEADLINE: {wrapped(s.title, width)}

BYLINE: {", ".join(s.names)}, Correspondent

BODY:

{body(s, width)}

LOAD-DATE: January 1, 2025

"""


def nexis_uni(s: Story, n: int, of: int, width: int) -> str:
    """Title first, the names of fields in small letters, a heading above the text."""
    return f"""{wrapped(s.title, width)}


{s.source}

{s.long_date} Monday 10:02 AM GMT


Copyright 2020 {s.source} Limited All Rights Reserved

Section: BUSINESS; Version:1
Length: 512 words
Byline: {" and ".join(s.names)}
Highlight: What happened.
Body


{body(s, width)}


Graphic

A ferry, from above.

Classification


Language: ENGLISH
Publication-Type: Newspaper
Subject: FERRIES (90%)
Load-Date: January 1, 2025


End of Document



"""


def factiva_tagged(s: Story, n: int, of: int, width: int) -> str:
    """Names of two letters before each field."""
    lead, *rest = s.paragraphs
    more = "\n\n".join(wrapped(p, width) for p in rest)
    return f"""SE          Business
HD          {textwrap.fill(s.title, width - 12, subsequent_indent=" " * 12)}
BY          By {" and ".join(s.names)}
WC          512 words
PD          {s.british_date}
ET          10:02
SN          {s.source}
SC          HARBG
ED          Late Edition - Final
PG          1
LA          English
CY          Copyright 2020 {s.source}. All Rights Reserved.

LP
{wrapped(lead, width)}

TD
{more}

CO          acme : Acme Inc.
IN          i72 : Shipping | iferry : Ferries
NS          c11 : Plans/Strategy
RE          uk : United Kingdom
PUB         {s.source} Company
AN          Document HARBG000020{s.number % 90 + 10}0304ef{s.number:03d}0001

"""


def factiva_plain(s: Story, n: int, of: int, width: int) -> str:
    """No names of fields; each stands where it always stands."""
    return f"""Business/Financial Desk; SECTB
{wrapped(s.title, width)}
By {" and ".join(s.names)}
512 words
{s.british_date}
10:02
{s.source}
HARBG
Late Edition - Final
12
English
Copyright 2020 {s.source} Company. All Rights Reserved.

{body(s, width)}

Document HARBG000020190304ef{s.number:03d}0001


Page {n} of {of} © 2020 Factiva, Inc. All rights reserved.
"""


COVER = """User Name: Jane Doe
Date and Time: Monday, January 6, 2025 10:02 AM GMT
Job Number: 123
Documents (100)
1. A title of one of them
Client/Matter: -None-
Search Terms: ferry
About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2025 LexisNexis

"""
VARIANTS = {
    "lexis_headed": lexis_headed,
    "lexis_tagged": lexis_tagged,
    "nexis_uni": nexis_uni,
    "factiva_tagged": factiva_tagged,
    "factiva_plain": factiva_plain,
}
WIDTHS = (80, 10_000)  # wrapped, and a paragraph a line


def export(variant: str, articles: Sequence[Story], width: int) -> str:
    written = VARIANTS[variant]
    text = "".join(written(s, n, len(articles), width) for n, s in enumerate(articles, 1))
    if variant.startswith("factiva"):
        return text + "\nSearch Summary\nText\nferry\nResults Found\n1,012\n"
    return (COVER if variant == "nexis_uni" else "") + text


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_exports_are_read_back(count, variant, width):
    """Every article with its title, day, author, newspaper and text."""
    articles = stories(count)
    found = read_all(read, export(variant, articles, width).encode())
    assert len(found) == count
    read_back = list(zip(articles, found, strict=True))
    got = score(read_back)
    least = min(got.title, got.date, got.author, got.source, got.text, got.paragraphs)
    assert least >= 0.98, misses(read_back)


def test_ids_are_accession_numbers_or_places():
    """Factiva numbers its articles; those of LexisNexis are counted in their file."""
    two = stories(2)
    ids = {
        variant: [found.id for found in read_all(read, export(variant, two, 80).encode())]
        for variant in ("factiva_plain", "factiva_tagged", "nexis_uni")
    }
    assert ids == {
        "factiva_plain": ["HARBG000020190304ef0000001", "HARBG000020190304ef0010001"],
        "factiva_tagged": ["HARBG000020100304ef0000001", "HARBG000020110304ef0010001"],
        "nexis_uni": ["article/1", "article/2"],
    }


def test_one_article_without_text_costs_itself_alone():
    """The error says which it is."""
    empty = Story(7, "Title of it", "Jane Roe", "2020-03-04", "The Paper", "Leeds", ())
    first, second = read_all(read, export("nexis_uni", [empty, story(1)], 80).encode())
    assert str(first) == (
        "article.file, article 1: empty; put the article's text there, or leave it out"
    )
    assert isinstance(second, Reading)


@pytest.mark.parametrize("variant", VARIANTS)
def test_exports_are_told_from_other_texts(variant):
    """By two marks of their layout; with the line ends of any system."""
    text = export(variant, stories(2), 80)
    assert is_press_export(text)
    assert len(read_all(read, text.replace("\n", "\r\n").encode("utf-8-sig"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n".join(story(1).paragraphs),
        "Title\n\nBy Jane Roe\n\nShe read 512 words\nin a day.\n\nEnd of Document",
        "He said:\n\nHD 1 is a star.\n\nDocument 12 was lost.",
    ],
)
def test_other_texts_are_no_exports(text):
    """A word of such a layout alone makes no export."""
    assert not is_press_export(text)
    assert "no export of LexisNexis or Factiva" in complaint(read, text.encode() or b" ")


def test_a_paragraph_that_opens_like_a_field_stays_in_the_text():
    """ "Notes:" in the middle of an article is no field of the archive."""
    s = story(1)
    more = Story(
        **{**vars(s), "paragraphs": (*s.paragraphs, "Person: a being. Company: two.", "End.")}
    )
    for variant in VARIANTS:
        (found,) = read_all(read, export(variant, [more], 80).encode())
        assert found.source.text.endswith("Person: a being. Company: two.\n\nEnd.")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(VARIANTS)), st.integers(0, 10_000))
def test_broken_exports_give_errors_or_articles(variant, seed):
    """A file that is cut off or has other bytes raises nothing."""
    data = export(variant, stories(3), 80).encode()
    assert all(map(is_sound, read_all(read, damaged(data, seed))))
