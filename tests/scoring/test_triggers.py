"""What the scorer of triggers looks at: features by name, read off parses made by hand."""

import numpy as np

from kg.scoring.triggers import THRESHOLD, candidates, direction, features, surest, vectors
from tests.annotating import by_hand, word

DOC = by_hand("""
    The DT det demolition
    demolition NN nsubj shocked
    of IN prep demolition
    Leeds NNP pobj of
    has VBZ aux shocked
    shocked VBN ROOT shocked shock
    Reed NNP dobj shocked
""")


def test_verbs_and_nouns_are_candidates_and_auxiliaries_are_not():
    """In order of the text."""
    assert [t.text for t in candidates(DOC)] == ["demolition", "Leeds", "shocked", "Reed"]


def test_a_noun_is_known_by_its_ending_and_by_what_stands_around_it():
    """The article, the preposition it governs, the verb whose subject it is."""
    assert {"lemma=demolition", "ends=tion", "det=the", "governs=of", "nsubj=shock"} <= set(
        features(word(DOC, "demolition"))
    )


def test_a_noun_behind_a_preposition_is_known_by_it():
    """And by what governs the preposition."""
    assert {"after=of", "after=of demolition"} <= set(features(word(DOC, "Leeds")))


def test_a_verb_is_known_by_its_place_and_by_what_it_governs():
    """Its lemma counts too."""
    assert {"v:dep=ROOT", "v:lemma=shock", "v:has=nsubj", "v:has=dobj"} <= set(
        features(word(DOC, "shocked"))
    )


def test_without_word_vectors_every_direction_is_nothing():
    """A row a token."""
    assert not direction(word(DOC, "Reed")).any()
    assert vectors(candidates(DOC)).shape == (4, 300)


def test_nouns_need_less_than_verbs():
    """Each has a probability of its own from which on it counts."""
    assert THRESHOLD["noun"] < THRESHOLD["verb"]
    chances = np.full(2, (THRESHOLD["noun"] + THRESHOLD["verb"]) / 2, dtype=np.float32)
    assert surest(chances, np.array([True, False])).tolist() == [False, True]
