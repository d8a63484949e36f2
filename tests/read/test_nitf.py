"""NITF 3, as several agencies and archives write it."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read.nitf import read
from tests.read.press_articles import (
    Story,
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


def compact(date: str) -> str:
    return date.replace("-", "")


def paragraphs(story: Story, start: int = 0) -> str:
    return "\n".join(f"<p>{escape(p)}</p>" for p in story.paragraphs[start:])


def american(s: Story) -> bytes:
    """A document type without its file, a job title in the byline, pictures, a tag line."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN" "nitf-3-4.dtd">
<nitf version="-//IPTC//DTD NITF 3.4//EN"><head><title>BC-{s.number}</title>
<docdata management-status="usable"><doc-id id-string="D{s.number}" regsrc="X"/>
<date.issue norm="{compact(s.date)}T233000-0500"/><date.release norm="20250101T000000Z"/>
<doc.copyright holder="Somebody" year="2020"/></docdata></head><body><body.head><hedline>
<hl1 id="headline">{escape(s.title)}</hl1><hl2 id="originalHeadline">Other</hl2></hedline>
<byline>By {" and ".join(s.names)}<byttl>Staff of <em>the</em> Wire</byttl></byline>
<distributor>{s.source}</distributor><dateline><location>{s.town}</location></dateline></body.head>
<body.content><media media-type="photo"><media-reference source="a.jpg"/>
<media-caption>A picture.</media-caption></media><block id="Main">{paragraphs(s)}</block>
</body.content><body.end><tagline>The end.</tagline></body.end></body></nitf>""".encode()


def archive(s: Story) -> bytes:
    """The first paragraph in a block of its own and again in the full text; the name of a paper."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/specification/dtd/nitf-3-3.dtd">
<nitf change.date="June 10, 2005"><head><title>{escape(s.title)}</title>
<meta content="1" name="publication_day_of_month"/><docdata><doc-id id-string="{s.number}"/>
<doc.copyright holder="The Company" year="1987"/></docdata>
<pubdata date.publication="{compact(s.date)}T000000" name="{s.source}" unit-of-measure="word"/>
</head><body><body.head><hedline><hl1>{escape(s.title)}</hl1></hedline>
<byline class="print_byline">By {" and ".join(s.names).upper()}</byline></body.head><body.content>
<block class="lead_paragraph">{paragraphs(s)[: paragraphs(s).index("</p>") + 4]}</block>
<block class="full_text">{paragraphs(s)}</block></body.content></body></nitf>""".encode()


def marked(s: Story) -> bytes:
    """Persons and places are marked, also in the byline; the old Latin alphabet of Windows."""
    persons = "".join(f"<person>{name}</person>\n" for name in s.names)
    text = paragraphs(s).replace("Leeds", "<location><city>Leeds</city></location>")
    text = text.replace("Acme Inc.", "<org>Acme Inc.</org>")
    document = f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<nitf><head><docdata><doc.id id-string="x-{s.number}"/></docdata></head><body><body.head>
<hedline><hl1>{escape(s.title)}</hl1></hedline><byline>{persons}<byttl>Correspondent</byttl></byline>
<dateline><location>{s.town}</location>,
<story.date norm="{compact(s.date)}">Monday</story.date></dateline>
<rights><rights.owner>{s.source}</rights.owner></rights></body.head>
<body.content>{text}</body.content></body></nitf>"""
    return document.encode("cp1252", "xmlcharrefreplace")


def structured(s: Story) -> bytes:
    """A namespace, names of HTML, headings, lists, a table and a quotation."""
    kinds = [
        "<p>{}</p>",
        "<hl2>{}</hl2>",
        "<ul><li>{}</li></ul>",
        "<bq><block><p>{}</p></block></bq>",
    ]
    kinds += [
        "<table><tr><td>{}</td></tr></table>",
        "<p>{}<br/></p>",
        "<p lede='true'><em>{}</em></p>",
    ]
    content = "\n".join(
        kinds[n % len(kinds)].format(escape(p).replace("–", "&ndash;"))
        for n, p in enumerate(s.paragraphs)
    )
    return f"""<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head>
<docdata><doc-id id-string="n{s.number}"/><date.release norm="{s.date}"/></docdata></head>
<body><body.head><hedline><hl1>{escape(s.title)}</hl1></hedline>
<distributor>{s.source}</distributor></body.head><body.content>
<byline>{", ".join(s.names)}</byline><p>{escape(s.title)}</p>
{content}<!-- seen --><hr/></body.content></body></nitf>""".encode()


VARIANTS = (american, archive, marked, structured)


def pairs(count):
    return [(s, read_all(read, VARIANTS[s.number % len(VARIANTS)](s))[0]) for s in stories(count)]


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_nitf_of_four_houses_is_read_back(count):
    """Title, day, author and source are right, and the text word for word.

    One of the houses writes bylines in capitals, which are kept.
    """
    read_back = [
        (s, got) for s, got in pairs(count) if VARIANTS[s.number % len(VARIANTS)] is not archive
    ]
    got = score(read_back)
    assert min(got.title, got.date, got.author, got.source, got.text) >= 0.98, misses(read_back)
    archived = [(s, got) for s, got in pairs(count) if s.number % len(VARIANTS) == 1]
    got = score(archived)
    assert min(got.title, got.date, got.source, got.text) >= 0.98, misses(archived)


def test_the_document_number_is_the_id():
    """In the spelling of either edition."""
    assert read_one(read, american(story(1))).id == "D1"
    assert read_one(read, marked(story(1))).id == "x-1"


def test_the_day_names_its_field():
    """The local day of the issue is certain, that of a release probable."""
    got = read_one(read, american(story(1)))
    assert (got.source.date, got.date_source, got.date_certainty) == (
        story(1).date,
        "date.issue",
        "certain",
    )
    got = read_one(read, structured(story(1)))
    assert (got.date_source, got.date_certainty) == ("date.release", "probable")


def test_withdrawn_documents_are_errors():
    """Whoever reads the archive should not find what the agency took back."""
    data = american(story(1)).replace(b'"usable"', b'"canceled"')
    assert complaint(read, data) == (
        "article.file: was withdrawn by its agency (canceled); leave it out"
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<nitf/>", "empty"),
        (b"<rss/>", "no NITF but <rss>"),
        (b"<nitf><body><body.content><p>A", "not XML"),
        (b'<!DOCTYPE nitf [<!ENTITY a "b">]><nitf><body><p>&a;</p></body></nitf>', "entities"),
        (b"<a>" * 300 + b"</a>" * 300, "not XML"),
        ("<nitf>é</nitf>".encode("cp1252"), "not UTF-8, as it is marked (byte 0xe9 at 6)"),
        (b'<?xml version="1.0" encoding="UTF-7"?><nitf/>', "encoding 'utf-7'"),
    ],
)
def test_what_cannot_be_read_is_an_error(data, what):
    """Each says what is wrong and what to do."""
    assert what in complaint(read, data)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 3), st.integers(0, 10_000))
def test_broken_nitf_gives_an_error_or_an_article(variant, seed):
    """A file that is cut off or has other bytes raises nothing."""
    data = VARIANTS[variant](story(seed % 10))
    assert all(map(is_sound, read_all(read, damaged(data, seed))))
