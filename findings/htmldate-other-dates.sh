#!/usr/bin/env bash
# htmldate takes the date of a comment or of a linked article for the date of the article.
#
# Guess: of a page whose JSON-LD has a NewsArticle with datePublished, this is the date, whatever
#   other dated things are in the same JSON-LD.
# Seen (htmldate 1.11.0): all dates of the JSON-LD are one heap. By default the newest wins: that
#   of the last comment, or of a newer article in the list "read also"; original_date=True takes
#   the first in the file, so a list that stands before the article decides. Nothing shows it: each
#   is a plausible date. A date in <meta property="article:published_time"> goes before all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check htmldate==1.11.0
"$folder/venv/bin/python" - <<'PYTHON'
import json
from htmldate import find_date

ARTICLE = {"@type": "NewsArticle", "datePublished": "2024-05-05"}
COMMENTED = {**ARTICLE, "comment": [{"@type": "Comment", "datePublished": "2024-06-06"}]}
META = '<meta property="article:published_time" content="2024-05-05">'

def read_also(date: str) -> dict:
    return {"@type": "ItemList", "itemListElement": [{"@type": "Article", "datePublished": date}]}

def page(*blocks: dict, meta: str = "") -> str:
    start = '<script type="application/ld+json">'
    scripts = (f"{start}{json.dumps(block)}</script>" for block in blocks)
    head = f"<head><title>A bridge closes</title>{meta}{''.join(scripts)}</head>"
    return f"<html>{head}<body><p>The council closed the bridge.</p></body></html>"

for name, html, expected in [
    ("the article alone", page(ARTICLE), ("2024-05-05", "2024-05-05")),
    ("with a comment", page(COMMENTED), ("2024-06-06", "2024-05-05")),
    ("then a newer one", page(ARTICLE, read_also("2024-11-01")), ("2024-11-01", "2024-05-05")),
    ("an older one first", page(read_also("2016-11-01"), ARTICLE), ("2024-05-05", "2016-11-01")),
    ("meta and comment", page(COMMENTED, meta=META), ("2024-05-05", "2024-05-05")),
]:
    found = tuple(find_date(html, original_date=original) for original in (False, True))
    print(name.ljust(20), "default:", found[0], "original_date:", found[1])
    assert found == expected, found
print("as described")
PYTHON
