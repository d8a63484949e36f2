"""RSS and Atom feeds: an article an entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read import feed
from kg.read.errors import ReadError
from kg.read.item import Item, Options, Reading

TEXT = "The council approved the bridge on Monday."


def read(data: bytes | str) -> list[Reading | ReadError]:
    """What a feed gives."""
    data = data if isinstance(data, bytes) else data.encode()
    return list(feed.read(Item("news.xml", "news", data, ".xml"), Options()))


def rss(*entries: str, head: str = "") -> str:
    """A feed of RSS 2.0 with these entries."""
    return (
        "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>The Ledger"
        f"</title>{head}{''.join(f'<item>{entry}</item>' for entry in entries)}</channel></rss>"
    )


def one(entry: str) -> Reading:
    """The reading of a feed with one entry, which has a text."""
    (reading,) = read(rss(f"{entry}<description>{TEXT}</description>"))
    assert isinstance(reading, Reading), reading
    return reading


def test_entry_becomes_an_article():
    """With title, day, address, author, and the feed's name as its source."""
    reading = one(
        "<title>Bridge approved</title><link>https://x.example/a</link><guid>https://x.example/?p=7"
        "</guid><dc:creator>By Jane Roe</dc:creator>"
        "<pubDate>Tue, 05 May 2020 10:00:00 GMT</pubDate>"
    )
    article = reading.source
    assert (article.id, article.title, article.text) == (
        "https://x.example/?p=7", "Bridge approved", TEXT,
    )  # fmt: skip
    assert (article.url, article.author, article.source) == (
        "https://x.example/a", "Jane Roe", "The Ledger",
    )  # fmt: skip
    assert (article.date, reading.date_source, reading.date_certainty) == (
        "2020-05-05", "RSS pubDate", "certain",
    )  # fmt: skip
    assert (reading.format, reading.where) == ("feed", "news.xml, entry 1")


@pytest.mark.parametrize("zone", ["GMT", "BST", "CEST", "IST", "UTC+2", "+1000", "-0800", "EDT"])
@pytest.mark.parametrize("hour", ["00:30:00", "23:30:00"])
def test_day_is_not_moved_to_another_zone(zone, hour):
    """Some zones are misread by the parser; the day is the one that is written."""
    reading = one(f"<title>t</title><pubDate>Tue, 05 May 2020 {hour} {zone}</pubDate>")
    assert reading.source.date == "2020-05-05"


def test_entry_without_a_name_is_called_by_its_place():
    """Neither `guid` nor link."""
    assert one("<title>t</title>").source.id == "news/1"


@pytest.mark.parametrize(
    "url", ["https://x.example/a?x=1&copy=2", "https://x.example/a;s=1?q=%E9#c"]
)
@pytest.mark.parametrize("form", ["<link>{}</link>", "<link><![CDATA[{}]]></link>"])
def test_address_is_the_written_one(url, form):
    """Feedparser reads `&copy=` as a sign where the feed is not well-formed."""
    assert one(f"<title>t</title>{form.format(url)}").source.url == url


def test_fuller_text_is_taken():
    """Of the description and the full text, whichever it is; both may be HTML."""
    full = "<p>One &amp; two.</p><script>x()</script><ul><li>a</li><li>b</li></ul><p>Read more</p>"
    html = full.replace("&", "&amp;").replace("<", "&lt;")
    for entry in (
        f"<description>short</description><content:encoded>{html}</content:encoded>",
        f"<content:encoded>short</content:encoded><description>{html}</description>",
        f"<description>short</description><content:encoded><![CDATA[{full}]]></content:encoded>",
    ):
        (reading,) = read(rss(f"<title>t</title>{entry}"))
        assert reading.source.text == "One & two.\n\n- a\n- b"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Tom &amp;amp; Ann &lt;b&gt;win&lt;/b&gt;", "Tom & Ann win"),
        ("<![CDATA[Tom &#8217;s <i>cup</i>]]>", "Tom ’s cup"),
        ("5 &lt; 6", "5 < 6"),
    ],
)
def test_title_is_words(written, title):
    """Markup and signs that are written twice over are read."""
    assert one(f"<title>{written}</title>").source.title == title


def test_atom_names_all_authors_and_prefers_the_day_of_publication():
    """The day of the last change is only a possible one."""
    entry = (
        "<entry><id>urn:1</id><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A "
        "<b>b</b></div></title><link href='/a'/><author><name>Jane Roe</name></author><author>"
        "<name>John Doe</name></author>{}<updated>2021-01-01T00:00:00Z</updated><content "
        f"type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{TEXT}</p></div></content>"
        "</entry>"
    )
    whole = "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://x.example/'>{}</feed>"
    (reading,) = read(
        whole.format(entry.format("<published>2020-05-06T00:30:00+10:00</published>"))
    )
    assert (reading.source.date, reading.date_source) == ("2020-05-06", "Atom published")
    assert (reading.source.title, reading.source.text) == ("A b", TEXT)
    assert (reading.source.author, reading.source.url) == (
        "Jane Roe, John Doe", "https://x.example/a",
    )  # fmt: skip
    (changed,) = read(whole.format(entry.format("")))
    assert (changed.source.date, changed.date_certainty) == ("2021-01-01", "possible")


def test_entry_without_text_is_an_error_in_its_place():
    """The others are read."""
    good = f"<title>t</title><description>{TEXT}</description>"
    found = read(rss(good, "<title>headline alone</title>", good))
    assert [isinstance(reading, Reading) for reading in found] == [True, False, True]
    assert str(found[1]).startswith("news.xml, entry 2: no article text found")


def test_feed_that_is_not_well_formed_is_read_with_a_warning():
    """A bare & is the most common fault."""
    (reading,) = read(rss(f"<title>Tom & Ann</title><description>{TEXT}</description>"))
    assert reading.source.title == "Tom & Ann"
    assert "not well-formed" in reading.warnings[0]


@pytest.mark.parametrize("data", [b"", b"hello", b"<html><p>x</p></html>", rss(), b"\0" * 9])
def test_what_is_no_feed_is_refused_by_name(data):
    """In one line with the name of the file."""
    (error,) = read(data)
    assert isinstance(error, ReadError)
    assert str(error).startswith("news.xml: ")
    assert "\n" not in str(error)


def test_feed_whose_bytes_name_a_file_opens_none(tmp_path):
    """Feedparser would open it."""
    (tmp_path / "secret.xml").write_text(rss(f"<description>{TEXT}</description>"))
    (error,) = read(str(tmp_path / "secret.xml"))
    assert isinstance(error, ReadError)


def test_entities_of_a_document_type_are_not_expanded():
    """They may grow without end."""
    head = "<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
    feed_of_entities = rss(f"<title>&b;</title><description>{TEXT}</description>")
    for reading in read(feed_of_entities.replace("<rss", f"{head}<rss", 1)):
        assert isinstance(reading, ReadError) or "aaaa" not in reading.source.title


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(junk):
    """Nothing raises."""
    for data in (junk, b"<rss version='2.0'><channel><item><title>" + junk, rss().encode() + junk):
        assert all(isinstance(found, Reading | ReadError) for found in read(data))
