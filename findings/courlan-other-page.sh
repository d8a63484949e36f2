#!/usr/bin/env bash
# courlan's clean_url turns some addresses of articles into those of other pages, or of none.
#
# Guess: clean_url takes off tracking parameters and tidies the form; what it gives back leads to
#   the same page, and characters that RFC 3986 reserves (section 2.2: to write ; as %3B changes
#   the address) stay as they are.
# Seen (courlan 1.4.0): the semicolon before a story's number becomes %3B, and other reserved
#   characters of a path are encoded, too; a query without "=" is dropped (forums and old systems
#   name their page in it), "x=1;y=2" becomes one parameter, and an address that has another one
#   in its query is replaced by that other.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check courlan==1.4.0
"$folder/venv/bin/python" - <<'PYTHON'
from courlan import clean_url

SEEN = {
    "/bridge?id=5&utm_source=letter": "/bridge?id=5",
    "/politics/bridge;art271,123": "/politics/bridge%3Bart271,123",
    "/wiki/Bridge_(film)": "/wiki/Bridge_%28film%29",
    "/people/@ann": "/people/%40ann",
    "/show?12345": "/show",
    "/show?id=5;page=2": "/show?id=5%3Bpage%3D2",
}
for address, expected in SEEN.items():
    found = clean_url("https://example.org" + address).removeprefix("https://example.org")
    print(address.ljust(34), found)
    assert found == expected, found
found = clean_url("https://example.org/archive?of=https://example.com/bridge")
print("/archive?of=https://example.com/bridge", found)
assert found == "https://example.com/bridge", found
print("as described")
PYTHON
