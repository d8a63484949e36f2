"""NewsML-G2, as several agencies write it."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read.newsml import read
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

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def paragraphs(story: Story) -> str:
    return "\n".join(f"<p>{escape(p)}</p>" for p in story.paragraphs)


def french(s: Story) -> bytes:
    """A message around one item: HTML, a byline, the day of the content."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage {NAR}><header><sent>2025-01-01T00:00:00Z</sent></header><itemSet>
<newsItem guid="urn:wire:{s.number}" version="2" standard="NewsML-G2" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_33.xml"/>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="{s.source}"/>
<versionCreated>2025-01-01T10:00:00+00:00</versionCreated><pubStatus qcode="stat:usable"/>
</itemMeta><contentMeta><contentCreated>{s.date}T23:30:00-05:00</contentCreated>
<by>{" and ".join(s.names)}</by><slugline separator="-">trade-ferries</slugline>
<headline>{escape(s.title)}</headline><dateline>{s.town}</dateline><language tag="en"/>
</contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
<html {XHTML}><head><title>x</title></head><body>{paragraphs(s)}</body></html>
</inlineXML></contentSet></newsItem></itemSet></newsMessage>""".encode()


def british(s: Story) -> bytes:
    """A package and a picture besides; the headline again in the text, the text twice."""
    plain = "\n\n".join(s.paragraphs[:-1])
    return f"""<?xml version="1.0"?><newsMessage {NAR}><itemSet>
<packageItem guid="p:{s.number}"><itemMeta><itemClass qcode="ninat:composite"/></itemMeta>
</packageItem>
<newsItem guid="pic:{s.number}"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta>
<contentMeta><headline>A picture</headline></contentMeta></newsItem>
<newsItem guid="tag:wire.example,2020:newsml_{s.number}:1" xml:lang="en">
<rightsInfo><copyrightHolder literal="somebody"/></rightsInfo>
<itemMeta><itemClass qcode="ninat:text" rtr:x="1" xmlns:rtr="urn:x"/>
<provider qcode="ns:wire"><name>Provider</name></provider>
<versionCreated>{s.date}T10:00:00.000Z</versionCreated>
<firstCreated>1999-01-01T10:00:00.000Z</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><creditline>{s.source}</creditline>
<creator literal="{s.source}" type="cpnat:organisation"/>
<by>By {", ".join(s.names)}</by><headline role="hld:short">Short</headline>
<headline role="hld:main">{escape(s.title)}</headline></contentMeta>
<contentSet><inlineData contenttype="text/plain">{escape(plain)}</inlineData>
<inlineXML contenttype="application/xhtml+xml"><html {XHTML}><head><title>{escape(s.title)}</title>
</head><body><h1>{escape(s.title)}</h1>{paragraphs(s)}<script>var x = 1;</script>
<figure><img src="a.jpg" alt=""/><figcaption>Seen from above.</figcaption></figure></body></html>
</inlineXML></contentSet></newsItem></itemSet></newsMessage>""".encode()


def german(s: Story) -> bytes:
    """One item with NITF inside; persons as creators, with their offices."""
    creators = "".join(
        f'<creator qcode="p:{n}" type="cpnat:person"><name>{name}</name>'
        f"<related><name>Chief of something</name></related></creator>"
        for n, name in enumerate(s.names)
    )
    return f"""<newsItem {NAR} guid="urn:newsml:example.org:{s.number}">
<itemMeta><itemClass qcode="ninat:text"/><provider uri="http://x/y"><name>{s.source}</name></provider>
<versionCreated>2025-01-01T10:00:00Z</versionCreated></itemMeta>
<contentMeta><contentCreated>{s.date}</contentCreated>{creators}
<headline xml:lang="en">{escape(s.title)}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/nitf+xml">
<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>slug</title></head><body><body.head>
<hedline><hl1>Other</hl1></hedline></body.head><body.content>
<media media-type="image"><media-caption><p>Caption.</p></media-caption></media>
{paragraphs(s)}</body.content></body></nitf></inlineXML></contentSet></newsItem>""".encode("utf-16")


def plain(s: Story) -> bytes:
    """Plain text with indented paragraphs, under a prefix, without a day of the content."""
    text = "\n".join(f"   {p}" for p in s.paragraphs)
    return f"""<n:newsItem xmlns:n="http://iptc.org/std/nar/2006-10-01/" guid="{s.number}">
<n:itemMeta><n:itemClass qcode="ninat:text"/>
<n:versionCreated>{s.date}T01:00:00Z</n:versionCreated></n:itemMeta>
<n:contentMeta><n:infoSource literal="{s.source}"/><n:contentCreated>2019</n:contentCreated>
<n:by>{" / ".join(s.names)}</n:by><n:headline>{escape(s.title)}</n:headline></n:contentMeta>
<n:contentSet><n:inlineData contenttype="text/plain">{escape(text)}</n:inlineData></n:contentSet>
</n:newsItem>""".encode()


def escaped(s: Story) -> bytes:
    """HTML that was written as text, with the names of HTML for spaces and dashes."""
    html = "".join(f"<p>{escape(p)}&nbsp;</p>" for p in s.paragraphs).replace("–", "&ndash;")
    return f"""<newsItem {NAR} guid="{s.number}"><itemMeta><title>{escape(s.title)}</title>
<firstCreated>{s.date}T10:00:00Z</firstCreated></itemMeta><contentMeta>
<creditline>{s.source}</creditline><by>{"; ".join(s.names)}</by></contentMeta><contentSet>
<inlineData contenttype="text/html"><![CDATA[{html}]]></inlineData></contentSet>
</newsItem>""".encode()


VARIANTS = (french, british, german, plain, escaped)


def pairs(count):
    return [(s, read_all(read, VARIANTS[s.number % len(VARIANTS)](s))[0]) for s in stories(count)]


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_newsml_of_five_agencies_is_read_back(count):
    """Title, day, author and source are right, and the text word for word."""
    read_back = pairs(count)
    got = score(read_back)
    assert min(got.title, got.date, got.author, got.source, got.text) >= 0.98, misses(read_back)


def test_a_message_gives_each_text_under_its_own_id_and_says_what_it_left():
    """Packages and pictures are counted in a warning of the first article."""
    first, second = british(story(1)), french(story(2))
    inner = second[second.index(b"<newsItem") : second.index(b"</itemSet>")]
    found = read_all(read, first.replace(b"</itemSet>", inner + b"</itemSet>"))
    assert [(r.id, r.where, r.warnings) for r in found] == [
        (
            "tag:wire.example,2020:newsml_1:1",
            "article.file, item 1",
            ("1 packageItem passed over", "1 newsItem without text passed over"),
        ),
        ("urn:wire:2", "article.file, item 2", ()),
    ]


def test_the_day_names_its_field_and_how_sure_it_is():
    """The day of the content is certain, that of the version probable; both as they are written."""
    got = read_one(read, french(story(1)))
    assert (got.date_source, got.date_certainty) == ("contentCreated", "certain")
    got = read_one(read, plain(story(1)))
    assert (got.date_source, got.date_certainty) == ("versionCreated", "probable")


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_what_the_agency_withdrew_is_an_error(status):
    """The message names the item."""
    data = french(story(1)).replace(b"stat:usable", f"stat:{status}".encode())
    assert complaint(read, data) == (
        f"article.file: urn:wire:1 was withdrawn by its agency ({status}); leave it out"
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not XML"),
        (b"<html><body><p>Text.</p></body></html>", "holds no newsItem but <html>"),
        (b"<NewsML/>", "NewsML 1, not NewsML-G2"),
        (b'<newsItem guid="a"/>', "empty"),
        (b"<newsMessage><itemSet/></newsMessage>", "holds no newsItem"),
        (french(story(1))[:700], "not XML"),
        (french(story(1)).replace(b"ninat:text", b"ninat:picture"), "holds no text but picture"),
    ],
)
def test_what_is_no_text_is_an_error_with_its_place(data, what):
    """Empty, of another format, cut off, or a picture."""
    assert complaint(read, data).startswith("article.file: ")
    assert what in complaint(read, data)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 4), st.integers(0, 10_000))
def test_broken_newsml_gives_an_error_or_an_article(variant, seed):
    """A file that is cut off or has other bytes raises nothing."""
    data = VARIANTS[variant](story(seed % 10))
    assert all(map(is_sound, read_all(read, damaged(data, seed))))
