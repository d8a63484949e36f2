#!/usr/bin/env bash
# Two of spaCy's matchers count the tokens of a match from a span's start, one from the document's.
#
# Guess: a matcher given a span (a sentence, say) instead of a document says where its matches are
#   in one way: Matcher, PhraseMatcher and DependencyMatcher all count from the span's start, or all
#   from the document's.
# Seen (spaCy 3.8.18): Matcher and DependencyMatcher count from the span, PhraseMatcher from the
#   document. Who takes one for the other gets another city's name, and no error. With as_spans=True
#   the spans of Matcher and PhraseMatcher are both right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check spacy==3.8.18
"$folder/venv/bin/python" - <<'PYTHON'
import spacy
from spacy.matcher import DependencyMatcher, Matcher, PhraseMatcher
from spacy.tokens import Doc

nlp = spacy.blank("en")
words = "Ann left Berlin . Bob left Paris .".split()
doc = Doc(
    nlp.vocab,
    words=words,
    heads=[1, 1, 1, 1, 5, 5, 5, 5],
    deps=["nsubj", "ROOT", "dobj", "punct"] * 2,
)
sentence = list(doc.sents)[1]
pattern = [{"LOWER": "paris"}]

by_tokens = Matcher(nlp.vocab)
by_tokens.add("CITY", [pattern])
by_phrase = PhraseMatcher(nlp.vocab)
by_phrase.add("CITY", [nlp.make_doc("Paris")])
by_tree = DependencyMatcher(nlp.vocab)
by_tree.add("CITY", [[{"RIGHT_ID": "city", "RIGHT_ATTRS": {"LOWER": "paris"}}]])

found = {
    "Matcher": by_tokens(sentence)[0][1],
    "PhraseMatcher": by_phrase(sentence)[0][1],
    "DependencyMatcher": by_tree(sentence)[0][1][0],
}
for name, start in found.items():
    print(f"{name:18} token {start}, in the document", doc[start].text)
assert found == {"Matcher": 2, "PhraseMatcher": 6, "DependencyMatcher": 2}, found
for matcher in (by_tokens, by_phrase):
    assert [span.start for span in matcher(sentence, as_spans=True)] == [6]
print("as described")
PYTHON
