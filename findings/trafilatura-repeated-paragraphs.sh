#!/usr/bin/env bash
# trafilatura drops a paragraph that repeats the one before, though deduplicate is off.
#
# Guess: deduplicate=False, the default, keeps a text as it stands, repetitions as well: a refrain,
#   the same answer to two questions in a row, an oath quoted twice.
# Seen (trafilatura 2.3.1): of equal neighbours longer than about 50 characters one is kept, be they
#   paragraphs or a paragraph and the pull quote or heading after it; shorter ones, and equal ones
#   with a line between them, are all kept. No setting turns it off.
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
SHORT = "Row, row, row the boat."
REFRAIN = "Row, row, row the boat gently down the river and out to the sea."
for name, lines, expected in [
    ("short, three times", f"<p>{SHORT}</p>" * 3, 3),
    ("long, three times", f"<p>{REFRAIN}</p>" * 3, 1),
    ("long, a line between", f"<p>{REFRAIN}</p><p>So they sang.</p><p>{REFRAIN}</p>", 2),
    ("paragraph, then quote", f"<p>{REFRAIN}</p><blockquote>{REFRAIN}</blockquote>", 1),
    ("paragraph, then heading", f"<p>{REFRAIN}</p><h2>{REFRAIN}</h2>", 1),
]:
    page = f"<html><body><article><p>{LONG}</p>{lines}<p>{LAST}</p></article></body></html>"
    found = extract(page, deduplicate=False)
    count = found.count(SHORT if "short" in name else REFRAIN)
    print(name.ljust(25), count)
    assert count == expected, found
print("as described")
PYTHON
