"""Paragraphs of markup and of plain text, and XML from strangers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.read.errors import ReadError
from kg.read.markup_text import html_paragraphs, markup_paragraphs
from kg.read.plain_paragraphs import plain_paragraphs
from kg.read.xml_document import parse, words


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        ("<p>One <b>bold</b> word.</p>\n<p>Two.</p>", ["One bold word.", "Two."]),
        (
            "<h2>Head</h2>Loose <i>text</i><blockquote><p>Quote</p></blockquote>",
            ["Head", "Loose text", "Quote"],
        ),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("One<br>line<br><br>Two", ["One\nline", "Two"]),
        (
            "<table><tr><th>Ship</th><th>Seats</th></tr><tr><td>Tern</td><td>120</td></tr></table>",
            ["Ship\tSeats", "Tern\t120"],
        ),
        ("<p>A<script>b</script>c</p><style>d</style>", ["Ac"]),
        ("<figure><img><figcaption>Seen.</figcaption></figure><p>Text.</p>", ["Text."]),
        (
            "<p>5<sup><a href='#n1'>1</a></sup> percent of 10 m<sup>2</sup></p>",
            ["5 percent of 10 m2"],
        ),
        ("<p>soft\xadly zero\u200bwide&nbsp;space</p>", ["softly zerowide space"]),
        (
            "<pre>One line\nthat goes on and goes on\n\nTwo.</pre>",
            ["One line that goes on and goes on", "Two."],
        ),
        ("", []),
        ("<!-- seen -->", []),
    ],
)
def test_markup_gives_its_paragraphs(html, paragraphs):
    """Blocks separate, phrases do not; pictures and scripts are no text."""
    assert html_paragraphs(html) == paragraphs


def test_words_behind_a_part_that_is_left_out_stay():
    """The tail of an element belongs to what stands around it."""
    nitf = etree.fromstring(
        "<b><p>One <media><p>x</p></media>two <person>Roe</person>.</p>tail</b>"
    )
    assert markup_paragraphs(nitf) == ["One two Roe.", "tail"]


def test_words_of_an_element_hold_those_behind_its_parts():
    """But not those behind itself."""
    assert words(etree.fromstring("<a><b>x <i>y</i> z</b>tail</a>")[0]) == "x y z"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.\nThree.", ["One.", "Two.", "Three."]),
        (
            "A line that was\nwrapped here.\n\nAnother that\nwas too.",
            ["A line that was wrapped here.", "Another that was too."],
        ),
        (
            "   One that was\nwrapped here.\n   Two that\nwas too.",
            ["One that was wrapped here.", "Two that was too."],
        ),
        ("A well-\nknown line\nof it.", ["A well-known line of it."]),
        ("One line\r\nof it.\r\n\r\nTwo.", ["One line of it.", "Two."]),
        (" \n\t\n", []),
    ],
)
def test_plain_text_gives_its_paragraphs(text, paragraphs):
    """Whether it was wrapped at a width or not."""
    assert plain_paragraphs(text) == paragraphs


@given(st.text(alphabet="ab .\n\t-", max_size=60))
def test_plain_text_loses_no_word(text):
    """Whatever the lines look like."""
    assert "".join("".join(plain_paragraphs(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<a>x&nbsp;&mdash;&eacute;</a>", "x —é"),
        (b'<!DOCTYPE a SYSTEM "a.dtd"><a>x&nbsp;y &unknown; z</a>', "x y &unknown; z"),
        (b"<a>x\x13y&#x13;z&#55296;&#147;</a>", "x y z\ufffd“"),
        (b'\n<?xml version="1.0"?><a>x</a>\n\x1a', "x"),
        ('<?xml version="1.0" encoding="utf-16"?><a>é</a>'.encode(), "é"),
        ('<?xml version="1.0" encoding="iso-8859-1"?><a>“é”</a>'.encode("cp1252"), "“é”"),
        ("<a>é</a>".encode("utf-16"), "é"),
        ("<a>é</a>".encode("utf-16-be"), "é"),
        ("<a>é</a>".encode("utf-8-sig"), "é"),
        (b"<a>x &lt;b&gt; &amp; <![CDATA[<c> &amp;]]></a>", "x <b> & <c> &amp;"),
    ],
)
def test_xml_is_read_as_it_was_meant(data, text):
    """Names of HTML without a DTD, control characters, declarations that are not true."""
    assert words(parse(data)) == text


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "x>y" [<!ENTITY b "c">]><a d="&b;"/>',
        b'<!-- x --><!DOCTYPE a [<!ENTITY % b SYSTEM "file:///c">]><a/>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="UTF-7"?>+ADw-a/+AD4-',
    ],
)
def test_xml_that_defines_entities_or_hides_is_refused(data):
    """Whatever stands before the definition."""
    with pytest.raises(ReadError, match=r"entities of its own|in the encoding 'utf-7'"):
        parse(data)
