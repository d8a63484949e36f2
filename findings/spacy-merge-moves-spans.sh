#!/usr/bin/env bash
# Merging tokens in spaCy moves the spans of doc.spans to other words.
#
# Guess: doc.retokenize() adapts what the document holds: entities, noun chunks, sentences and the
#   groups in doc.spans stay on their words, or a group that cannot be kept raises an error.
# Seen (spaCy 3.8.18): entities follow. A span in a group keeps the numbers of its tokens, so behind
#   a merged "New York" its text is one word further right, under its old label and id; DocBin
#   stores it so. start_char and end_char stay right: the span's text is not the text at its
#   characters. Splitting a token moves the span the other way.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check spacy==3.8.18
"$folder/venv/bin/python" - <<'PYTHON'
import spacy
from spacy.tokens import Doc, DocBin, Span

nlp = spacy.blank("en")
TEXT = "The New York mayor met Red Cross staff in Paris on Monday."

def annotated() -> Doc:
    doc = nlp(TEXT)
    doc.ents = [Span(doc, 5, 7, "ORG", kb_id="Q7178"), Span(doc, 9, 10, "GPE", kb_id="Q90")]
    doc.spans["names"] = list(doc.ents)
    return doc

def shown(doc: Doc) -> tuple[list[str], list[str]]:
    return [str(span) for span in doc.ents], [f"{s} {s.kb_id_}" for s in doc.spans["names"]]

merged, split = annotated(), annotated()
with merged.retokenize() as changes:
    changes.merge(merged[1:3])
with split.retokenize() as changes:
    changes.split(split[3], ["may", "or"], heads=[(split[3], 1), split[4]])
stored = next(DocBin().from_bytes(DocBin(docs=[merged]).to_bytes()).get_docs(nlp.vocab))
SEEN = {
    "before": (annotated(), ["Red Cross Q7178", "Paris Q90"]),
    "merged": (merged, ["Cross staff Q7178", "on Q90"]),
    "merged and stored": (stored, ["Cross staff Q7178", "on Q90"]),
    "split": (split, ["met Red Q7178", "in Q90"]),
}
for what, (doc, expected) in SEEN.items():
    entities, spans = shown(doc)
    print(what.ljust(20), entities, spans)
    assert entities == ["Red Cross", "Paris"], entities
    assert spans == expected, spans
first = merged.spans["names"][0]
at_characters = TEXT[first.start_char : first.end_char]
print("text:", first.text, "- at its characters:", at_characters)
assert (first.text, at_characters) == ("Cross staff", "Red Cross"), at_characters
print("as described")
PYTHON
