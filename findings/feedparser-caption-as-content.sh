#!/usr/bin/env bash
# feedparser takes the caption of a picture for the summary or the content of the entry.
#
# Guess: what Media RSS says of a picture within media:content (title, description, credit) is kept
#   with the picture, in entry.media_content.
# Seen (feedparser 6.0.14): media:description is read as if it were the item's own description.
#   After <description> it becomes entry.content, where a program looks for the full text; before
#   it the caption becomes summary and description, and the item's description becomes content.
#   entry.media_content has neither, and the caption of a second picture is lost.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check feedparser==6.0.14
"$folder/venv/bin/python" - <<'PYTHON'
import feedparser

SUMMARY = "<description>The council closed the bridge.</description>"
PICTURE = (
    '<media:content url="https://example.org/{0}.jpg" medium="image">'
    "<media:description>Caption {0}</media:description></media:content>"
)

def entry(*parts: str):
    feed = feedparser.parse(
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
        "<title>News</title><link>https://example.org/</link><description>News</description>"
        f"<item><title>A bridge closes</title>{''.join(parts)}</item></channel></rss>"
    )
    assert not feed.bozo
    return feed.entries[0]

ONE, TWO = PICTURE.format(1), PICTURE.format(2)
for name, found, summary, content in [
    ("no picture", entry(SUMMARY), "The council closed the bridge.", []),
    ("picture last", entry(SUMMARY, ONE), "The council closed the bridge.", ["Caption 1"]),
    ("picture first", entry(ONE, SUMMARY), "Caption 1", ["The council closed the bridge."]),
    ("two pictures", entry(SUMMARY, ONE, TWO), "The council closed the bridge.", ["Caption 1"]),
]:
    contents = [part.value for part in found.get("content", [])]
    print(name.ljust(15), "summary:", found.summary, "| content:", contents)
    assert found.summary == summary, found.summary
    assert contents == content, contents
    assert all("description" not in media for media in found.get("media_content", []))
print("as described")
PYTHON
