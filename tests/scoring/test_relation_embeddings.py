"""The dense values of a candidate: whose words they are made of, on a parse and with word vectors made by hand."""

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.scoring.relations import candidates
from kg.scoring.relations.embeddings import embeddings
from tests.annotating import by_hand, document

VECTORS = {"Reed": (3, 0), "Acme": (0, 2), "leads": (4, 3), "the": (5, -5)}
PLAIN = by_hand("""
    Reed NNP nsubj leads
    leads VBZ ROOT leads lead
    the DT det Acme
    Acme NNP dobj leads
""")
VOCABULARY = Vocab(lex_attr_getters=PLAIN.vocab.lex_attr_getters)
VOCABULARY.reset_vectors(width=2)
for text, vector in VECTORS.items():
    VOCABULARY.set_vector(text, np.array(vector, dtype=np.float32))
DOC = Doc(VOCABULARY).from_bytes(PLAIN.to_bytes())
DOC.tensor = np.array([[10], [20], [30], [40]], dtype=np.float32)
FOUND = candidates(document(DOC, {"Reed": "Person", "Acme": "Organisation"}), ())
#: Of each mention its words, the parser's values of its head and of what governs it, and the word that governs it; then both gaps and the shape.
PARTS = {
    "subject": slice(0, 6),
    "object": slice(6, 12),
    "gap": slice(12, 14),
    "gap behind": slice(14, 16),
    "types": slice(16, 32),
    "shape": slice(32, 35),
}


def part(name, subject="Reed", is_news=False):
    """This part of the values of the candidate with this subject."""
    (number,) = (i for i, c in enumerate(FOUND) if c.subject.mention.text == subject)
    return embeddings(DOC, FOUND, is_news)[number][PARTS[name]].tolist()


def test_a_mention_is_its_words_and_what_governs_it():
    """Word vectors as length one, the parser's values scaled down."""
    assert part("subject") == pytest.approx([1, 0, 3, 6, 0.8, 0.6])
    assert part("object") == pytest.approx([0, 1, 12, 6, 0.8, 0.6])


def test_the_gap_is_made_of_words_that_mean_something():
    """ "the" does not count."""
    assert part("gap") == pytest.approx([0.8, 0.6])


def test_the_gap_stands_elsewhere_where_the_object_comes_first():
    """ "Reed leads Acme" and "Acme leads Reed" are two things."""
    assert (part("gap behind"), part("gap", "Acme")) == ([0, 0], [0, 0])
    assert part("gap behind", "Acme") == pytest.approx([0.8, 0.6])


def test_the_types_of_both_are_seen():
    """One of eight for each."""
    assert np.flatnonzero(part("types")).tolist() == [0, 9]
    assert np.flatnonzero(part("types", "Acme")).tolist() == [1, 8]


def test_order_distance_and_news_are_seen():
    """Two words stand between the two."""
    assert part("shape") == pytest.approx([1, 2 / 15, 0])
    assert part("shape", "Acme", is_news=True) == pytest.approx([0, 2 / 15, 1])


def test_no_candidates_no_rows():
    """Nothing is read."""
    assert embeddings(DOC, [], is_news=False).shape == (0, 0)
