"""Candidates for event triggers and their features, on a parse made by hand."""

import numpy as np

from kg.scoring.triggers import THRESHOLD, are_triggers, candidates, direction, features, vectors
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


def test_candidates_are_verbs_and_nouns_without_auxiliaries():
    """They come in text order."""
    assert [t.text for t in candidates(DOC)] == ["demolition", "Leeds", "shocked", "Reed"]


def test_features_of_noun_have_ending_and_context():
    """Its article, its preposition, and the verb whose subject it is count."""
    assert {"lemma=demolition", "ends=tion", "det=the", "governs=of", "nsubj=shock"} <= set(
        features(word(DOC, "demolition"))
    )


def test_features_of_noun_have_its_preposition():
    """What governs the preposition counts too."""
    assert {"after=of", "after=of demolition"} <= set(features(word(DOC, "Leeds")))


def test_features_of_verb_have_label_and_dependents():
    """Its lemma and the labels of its dependents count."""
    assert {"v:dep=ROOT", "v:lemma=shock", "v:has=nsubj", "v:has=dobj"} <= set(
        features(word(DOC, "shocked"))
    )


def test_direction_is_zero_without_word_vectors():
    """Each token has a row of zeros."""
    assert not direction(word(DOC, "Reed")).any()
    assert vectors(candidates(DOC)).shape == (4, 300)


def test_are_triggers_uses_threshold_of_each_shape():
    """A noun needs a lower probability than a verb."""
    assert THRESHOLD["noun"] < THRESHOLD["verb"]
    chances = np.full(2, (THRESHOLD["noun"] + THRESHOLD["verb"]) / 2, dtype=np.float32)
    assert are_triggers(chances, np.array([True, False])).tolist() == [False, True]
