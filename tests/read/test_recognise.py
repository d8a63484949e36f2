"""What kind a file is: its first bytes count more than its suffix."""

import pytest

from kg.read.recognise import recognise

HTML = b"<!doctype html>\n<html><p>T."
CASES = [
    (HTML, "html"),
    (b"\xef\xbb\xbf  <!-- a --> <HTML lang=en>", "html"),
    (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">', "html"),
    (HTML.decode().encode("utf-16"), "html"),
    (b'<?xml version="1.0"?>\n<!-- a -->\n<rss version="2.0">', "feed"),
    (b'<feed xmlns="http://www.w3.org/2005/Atom">', "feed"),
    (b'<rdf:RDF xmlns:rdf="x">', "feed"),
    (b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">', "newsml"),
    (b"<n:newsMessage xmlns:n='x'>", "newsml"),
    (b"<packageItem>", "newsml"),
    (b'<!DOCTYPE nitf SYSTEM "nitf.dtd" [ <!ENTITY a "b"> ]>\n<nitf>', "nitf"),
    (b"%PDF-1.7\n", "pdf"),
    (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "warc"),
    (b'{"id": 1, "text": "T."}', "json"),
    (b'[\n {"id": 1}]', "json"),
]


@pytest.mark.parametrize("suffix", ["", ".txt", ".html", ".pdf", ".xml", ".md", ".zip", ".unknown"])
@pytest.mark.parametrize(("head", "kind"), CASES)
def test_the_content_counts_more_than_the_suffix(head, kind, suffix):
    """Under any name."""
    assert recognise(head, suffix) == kind


@pytest.mark.parametrize(
    ("head", "suffix", "kind"),
    [
        (b"Plain words.", ".txt", "text"),
        (b"Plain words.", "", "text"),
        (b"Plain words.", ".pdf", "text"),
        (b"Plain words.", ".gz", "text"),
        (b"Plain words.", ".md", "markdown"),
        (b"Plain words.", ".html", "html"),
        (b"Plain words.", ".csv", "csv"),
        (b"Plain words.", ".css", None),
        (b"[Editor's note: this is text.]", ".txt", "text"),
        (b"{This too}", ".txt", "text"),
        (b"<div>Markdown may begin so.</div>", ".md", "markdown"),
        (b"<svg>", ".xml", None),
        (b"", ".txt", "text"),
        (b"", "", "text"),
    ],
)
def test_where_the_content_says_nothing_the_suffix_counts(head, suffix, kind):
    """Text under a suffix that is not known may be anything, a program for instance."""
    assert recognise(head, suffix) == kind


def test_a_document_type_that_looks_like_a_page_is_none():
    """The first element counts, and nothing is expanded."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "<html>"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert recognise(bomb, ".xml") is None
