#!/usr/bin/env bash
# feedparser gives the last of several authors as author, and in RSS the first as author_detail.
#
# Guess: author and author_detail speak of the same person, the first, and link is the first of
#   the links of the kind "alternate"; authors and links have them all.
# Seen (feedparser 6.0.14): author is the last author, in RSS with several dc:creator as in Atom.
#   author_detail is the first in RSS and the last in Atom. link is the last alternate link, so of
#   an entry that names its English page and then the French one (hreflang) it is the French one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check feedparser==6.0.14
"$folder/venv/bin/python" - <<'PYTHON'
import feedparser

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title>
<link>https://example.org/</link><description>News</description>
<item><title>A bridge closes</title><link>https://example.org/en</link>
<dc:creator>Ann Example</dc:creator><dc:creator>Bob Example</dc:creator></item></channel></rss>"""
ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:example:feed</id>
<updated>2026-05-05T00:00:00Z</updated>
<entry><title>A bridge closes</title><id>urn:example:1</id><updated>2026-05-05T00:00:00Z</updated>
<link rel="alternate" hreflang="en" href="https://example.org/en"/>
<link rel="alternate" hreflang="fr" href="https://example.org/fr"/>
<author><name>Ann Example</name></author><author><name>Bob Example</name></author></entry></feed>"""
for name, feed, detail, link in [("RSS", RSS, "Ann", "en"), ("Atom", ATOM, "Bob", "fr")]:
    parsed = feedparser.parse(feed)
    assert not parsed.bozo
    entry = parsed.entries[0]
    print(name.ljust(5), [author.name for author in entry.authors], "author:", entry.author,
          "| author_detail:", entry.author_detail.name, "| link:", entry.link)
    assert [author.name for author in entry.authors] == ["Ann Example", "Bob Example"]
    assert entry.author == "Bob Example", entry.author
    assert entry.author_detail.name == f"{detail} Example", entry.author_detail
    assert entry.link == f"https://example.org/{link}", entry.link
print("as described")
PYTHON
