#!/usr/bin/env bash
# trafilatura cuts some inline elements out of the middle of a sentence.
#
# Guess: whatever inline element a reporter uses, the words stay: an element that trafilatura does
#   not know is replaced by its text, as it is for <data>, <mark>, <abbr> or <cite>.
# Seen (trafilatura 2.3.1): the words in <time>, <output> and <label> are deleted, so "on <time>5
#   May</time> it closed" becomes "on it closed", a whole sentence without the date that matters.
#   <q> keeps its words but not the quotation marks that it stands for, and what follows it becomes
#   a paragraph of its own; so a quotation is read as the paper's own words.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check \
    trafilatura==2.3.1 lxml_html_clean==0.4.6
"$folder/venv/bin/python" - <<'PYTHON'
from trafilatura import extract

LONG = (
    "The council met on Monday to talk about the harbour, and it decided after a long debate that"
    " the old bridge should be closed to lorries until the repairs are done."
)
LAST = "Residents welcomed the decision, though the port warned that deliveries would take longer."
SEEN = {
    "data": ["The bridge was closed on 5 May for the first time since it opened."],
    "mark": ["The bridge was closed on 5 May for the first time since it opened."],
    "time": ["The bridge was closed on for the first time since it opened."],
    "label": ["The bridge was closed on for the first time since it opened."],
    "output": ["The bridge was closed on for the first time since it opened."],
    "q": ["The bridge was closed on 5 May", "for the first time since it opened."],
}
for tag, expected in SEEN.items():
    sentence = f"The bridge was closed on <{tag}>5 May</{tag}> for the first time since it opened."
    page = f"<article><p>{LONG}</p><p>{sentence}</p><p>{LAST}</p></article>"
    page = f"<html><body>{page}</body></html>"
    lines = extract(page).splitlines()
    print(f"<{tag}>".ljust(10), lines[1:-1])
    assert lines[0] == LONG, lines
    assert lines[-1] == LAST, lines
    assert lines[1:-1] == expected, lines
print("as described")
PYTHON
