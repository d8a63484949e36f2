#!/usr/bin/env bash
# lxml.html drops the rest of a page from the first element that is nested more than 254 deep.
#
# Guess: the HTML parser recovers from whatever it meets, as browsers do (they keep the text and
#   nest no deeper), or raises; a page that parses is whole.
# Seen (lxml 6.1.3 with its libxml2 2.14.6): fromstring returns a tree that ends where the depth was
#   reached. The text after it is gone, also that of later siblings at depth three, and nothing is
#   raised; only the error_log of a parser that was passed in names ERR_RESOURCE_LIMIT. With
#   HTMLParser(huge_tree=True) the page is whole; with recover=False there is an exception.
# Where it matters: pages whose editor never closed <font>, so that each paragraph nests deeper.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check lxml==6.1.3
"$folder/venv/bin/python" - <<'PYTHON'
import lxml.etree
import lxml.html

def page(depth: int) -> str:
    nested = "<b>" * depth + "deep" + "</b>" * depth
    return f"<html><body><p>first</p><p>{nested}</p><p>last</p></body></html>"

for depth, expected in [(251, "firstdeeplast"), (252, "firstdeeplast"), (300, "first")]:
    found = lxml.html.fromstring(page(depth)).text_content()
    print(f"{depth} times <b>:".ljust(20), found)
    assert found == expected, found

parser = lxml.html.HTMLParser()
lxml.html.document_fromstring(page(300), parser=parser)
print("error log:".ljust(20), parser.error_log[-1].type_name)
assert parser.error_log[-1].type_name == "ERR_RESOURCE_LIMIT"

huge = lxml.html.fromstring(page(300), parser=lxml.html.HTMLParser(huge_tree=True))
print("huge_tree=True:".ljust(20), huge.text_content())
assert huge.text_content() == "firstdeeplast"

try:
    lxml.etree.fromstring(page(300), lxml.etree.HTMLParser(recover=False))
    raise AssertionError("recover=False raised nothing")
except lxml.etree.XMLSyntaxError as error:
    print("recover=False:".ljust(20), error)
print("as described")
PYTHON
