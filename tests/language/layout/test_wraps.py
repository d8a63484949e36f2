"""Lines that were filled up to a width, and lines that were not."""

import pytest

from kg.language.layout.blocks import blocks_of
from kg.language.layout.wraps import wraps
from kg.raw_text import edited


def _unwrapped(text: str) -> str:
    return edited(text, wraps(text, blocks_of(text))).text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "The Bank of\nEngland fined Jean\nRoux in Los\nAngeles.",
            "The Bank of England fined Jean Roux in Los Angeles.",
        ),
        ("Jane Roe works for the\nBank of England.", "Jane Roe works for the Bank of England."),
        (
            # lines that were broken by hand
            "Jean Roux, the head of the Bank of\nEngland, fined Acme\n& Sons on Monday.",
            "Jean Roux, the head of the Bank of England, fined Acme & Sons on Monday.",
        ),
        (
            "Jane Roe, who ran the bank,\nwas fined on Monday.",
            "Jane Roe, who ran the bank, was fined on Monday.",
        ),
        (
            # a sentence that ends at the width, and names on both sides of line ends
            (
                "Acme said on Monday that it had bought Bolt.\n"
                "The price was not given. Its head, John\n"
                "Poe, wants to stay in Leeds with all of the\n"
                "staff that he has hired for it over the\nyears."
            ),
            (
                "Acme said on Monday that it had bought Bolt. The price was not given. "
                "Its head, John "
                "Poe, wants to stay in Leeds with all of the "
                "staff that he has hired for it over the years."
            ),
        ),
        (
            # short lines in a text that is wrapped elsewhere
            (
                "Acme said on Monday that it had bought Bolt\n"
                "for a price that was not given. Its head,\n"
                "John Poe, wants to stay.\n\nThe mayor of the town praised Acme and Jane\nRoe."
            ),
            (
                "Acme said on Monday that it had bought Bolt for a price that was not given. "
                "Its head, "
                "John Poe, wants to stay.\n\nThe mayor of the town praised Acme and Jane Roe."
            ),
        ),
        (
            "> We will appeal against the\n> decision of the court, for\n> it is wrong.",
            "> We will appeal against the decision of the court, for it is wrong.",
        ),
        (
            # a headline of two lines
            (
                "Bank of England fines Acme and its head Jane\nRoe for false figures\n\n"
                "The bank said on Monday that it had fined\n"
                "the firm for false figures that it had given\n"
                "for years."
            ),
            (
                "Bank of England fines Acme and its head Jane Roe for false figures\n\n"
                "The bank said on Monday that it had fined the firm for false figures that it had "
                "given for years."
            ),
        ),
    ],
)
def test_wraps_are_the_ends_of_filled_lines(text, whole):
    """They are read as spaces."""
    assert _unwrapped(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        # poems
        (
            "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\n"
            "Rough winds do shake the darling buds of May,\n"
            "And summer's lease hath all too short a date."
        ),
        "red\nwheel\nbarrow\nglazed with rain.",
        # tables and results
        "Jane Roe (Lab) 12,345\nJohn Poe (Con) 11,004\nMax Doe (LD) 2,116",
        "Leeds 2 Hull 1\nYork 0 Bath 0\nDerby 3 Luton 2",
        "Revenue rose to $3m\nProfit fell to $1m\nCash was at $5m",
        # headlines, one under the other, and over a paragraph
        "Acme buys Bolt\nJean Roux leaves the Bank of England\nLos Angeles votes",
        "Acme wins contract\nAcme said on Monday that it had won.",
        "Ministers meet\n\nAcme wins contract\nBolt said on Monday that it had lost.",
        # addresses and signatures
        "Jane Roe\nAcme Ltd.\n12 High Street\nLeeds",
        # lists without marks
        "flour\nsugar\nbutter and salt",
        # paragraphs, one a line
        "Jane Roe left Acme on Monday.\nJohn Poe went with her.\nThey will be missed.",
        # turns of speakers
        "Q: Will you leave the firm\nA: I will not leave.\nQ: Why?\nA: I like it.",
    ],
)
def test_wraps_are_no_line_ends_of_other_kinds(text):
    """A line that was not filled, or that the next one does not continue, ends where it ends."""
    assert _unwrapped(text) == text


def test_wraps_leave_the_end_of_a_paragraph_within_wrapped_lines():
    """Without blank lines a paragraph ends where its last line has room for another word."""
    text = (
        "Acme said on Monday that it had bought Bolt\n"
        "for a price that was not given. Its head,\n"
        "John Poe, stays.\nThe mayor of the town praised Acme and Jane\nRoe, who had led the talks "
        "for the town\nsince May."
    )
    assert _unwrapped(text).count("\n") == 1
    assert "stays.\nThe mayor" in _unwrapped(text)
