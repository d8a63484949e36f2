#!/usr/bin/env bash
# trafilatura drops a paragraph for letters within the name of its class.
#
# Guess: what is removed is known furniture, such as class="navbar" or class="author"; classes of
#   one's own, such as a section's or a place's name, have no effect.
# Seen (trafilatura 2.3.1): the list of words is looked for anywhere in the attribute, so a
#   paragraph of class "topic-barcelona" or "embargo" (bar), "authority" (author), "celebrating"
#   (rating), "socialism" (social), "metal" (meta) or "saying" (yin) is missing from the text,
#   without a trace; "topic-london" and "peking" stay. favor_recall=True brings none of them back.
# Where it matters: content systems that write the article's topics into the class of its parts.
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
TEXT = "The mayor spoke in the hall before the questions of the press came in."
SEEN = {
    "topic-london": True,
    "peking": True,
    "topic-barcelona": False,
    "embargo": False,
    "authority": False,
    "celebrating": False,
    "socialism": False,
    "metal": False,
    "saying": False,
}
for name, expected in SEEN.items():
    page = (
        f"<html><body><article><p>{LONG}</p><p class='{name}'>{TEXT}</p><p>{LAST}</p></article>"
        "</body></html>"
    )
    found = [TEXT in extract(page, favor_recall=recall) for recall in (False, True)]
    print(name.ljust(18), "kept" if found[0] else "missing")
    assert LAST in extract(page)
    assert found == [expected, expected], (name, found)
print("as described")
PYTHON
