#!/usr/bin/env bash
# lxml's itertext(with_tail=False) leaves out the text after every element within, not only that
# after the element asked.
#
# Guess: with_tail means what it means in tostring(element, with_tail=False): the text that follows
#   the element's own end tag is left out, and all that stands between its tags is there.
# Seen (lxml 6.1.3): of <p>A <b>b</b> c</p> it yields "A b": the tail of each descendant is skipped,
#   though it lies inside the paragraph. itertext() never yields the element's own tail anyway, so
#   for the text of one element the argument is only ever harmful.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check lxml==6.1.3
"$folder/venv/bin/python" - <<'PYTHON'
from lxml import etree

paragraph = etree.fromstring("<body><p>A <b>b</b> c <i>d <u>e</u> f</i> g</p> outside</body>")[0]
seen = {
    "itertext()": "".join(paragraph.itertext()),
    "itertext(with_tail=False)": "".join(paragraph.itertext(with_tail=False)),
    "tostring(with_tail=True)": etree.tostring(paragraph, method="text").decode(),
    "tostring(with_tail=False)": etree.tostring(paragraph, method="text", with_tail=False).decode(),
}
for call, text in seen.items():
    print(call.ljust(28), repr(text))
assert list(seen.values()) == [
    "A b c d e f g",
    "A bd e",
    "A b c d e f g outside",
    "A b c d e f g",
], seen
print("as described")
PYTHON
