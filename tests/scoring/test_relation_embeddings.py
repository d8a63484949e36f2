"""The dense values of a candidate, on a parse and with word vectors made by hand."""

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
#: Of each mention its words, the parser's values of its head and of the governor, and the
#: governor's word; then both gaps and the shape.
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


def test_embeddings_of_mention_are_words_head_and_governor():
    """Word vectors have length one, the parser's values are scaled down."""
    assert part("subject") == pytest.approx([1, 0, 3, 6, 0.8, 0.6])
    assert part("object") == pytest.approx([0, 1, 12, 6, 0.8, 0.6])


def test_embeddings_of_gap_leave_out_stop_words():
    """A stop word such as "the" does not count."""
    assert part("gap") == pytest.approx([0.8, 0.6])


def test_embeddings_keep_gaps_of_both_orders_apart():
    """ "Reed leads Acme" and "Acme leads Reed" have different values."""
    assert (part("gap behind"), part("gap", "Acme")) == ([0, 0], [0, 0])
    assert part("gap behind", "Acme") == pytest.approx([0.8, 0.6])


def test_embeddings_have_types_of_both_mentions():
    """One of eight values is 1 for each mention."""
    assert np.flatnonzero(part("types")).tolist() == [0, 9]
    assert np.flatnonzero(part("types", "Acme")).tolist() == [1, 8]


def test_embeddings_have_order_distance_and_news():
    """Two words are between the two mentions."""
    assert part("shape") == pytest.approx([1, 2 / 15, 0])
    assert part("shape", "Acme", is_news=True) == pytest.approx([0, 2 / 15, 1])


def test_embeddings_are_empty_without_candidates():
    """No candidates give no rows."""
    assert embeddings(DOC, [], is_news=False).shape == (0, 0)
