"""The parse as plain values answers every question as spaCy does, also where branches cross."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract.light_doc import LightDoc, with_light_doc
from tests.annotating import by_hand, document

VOCAB = Vocab()
VALUES = [
    "i",
    "idx",
    "text",
    "lower_",
    "lemma_",
    "pos_",
    "tag_",
    "dep_",
    "ent_type_",
    "is_space",
    "is_punct",
    "is_alpha",
    "is_digit",
    "is_lower",
    "is_title",
    "is_quote",
    "like_num",
    "whitespace_",
    "is_sent_start",
]
TOKENS = ("head", "left_edge", "right_edge")
SEVERAL = ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts")
WORDS = ("Ann", "met", "ten", "12", ",", '"', "\n", "bakers", "and", "LEEDS")
LABELS = ("nsubj", "conj", "dobj", "punct", "prep")


@st.composite
def parses(draw):
    """A text with a tree over it, each token below one that was there before in a random order."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    order = draw(st.permutations(range(len(words))))
    heads = list(range(len(words)))
    for n, i in enumerate(order[1:], 1):
        heads[i] = order[draw(st.integers(0, n - 1))]
    labels = [
        "ROOT" if head == i else draw(st.sampled_from(LABELS)) for i, head in enumerate(heads)
    ]
    spaces = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    return Doc(VOCAB, words=words, spaces=spaces, heads=heads, deps=labels)


@given(parses())
def test_light_tokens_have_values_of_spacy(doc):
    """Its words, its labels, its place in the text."""
    for own, theirs in zip(LightDoc(doc), doc, strict=True):
        assert {v: getattr(own, v) for v in VALUES} == {v: getattr(theirs, v) for v in VALUES}
        assert len(own) == len(theirs)


@given(parses())
def test_light_tokens_are_connected_as_in_spacy(doc):
    """Head, edges, children, subtree, what is above, and what is coordinated."""
    light = LightDoc(doc)
    for own, theirs in zip(light, doc, strict=True):
        assert [getattr(own, t).i for t in TOKENS] == [getattr(theirs, t).i for t in TOKENS]
        for name in SEVERAL:
            assert [t.i for t in getattr(own, name)] == [t.i for t in getattr(theirs, name)], name
        above = [theirs.is_ancestor(other) for other in doc]
        assert [own.is_ancestor(other) for other in light] == above
        assert own.sent.start == theirs.sent.start


@given(parses(), st.integers(-14, 14), st.integers(-14, 14))
def test_light_spans_have_bounds_text_and_root_of_spacy(doc, start, end):
    """Of any slice, one with nothing in it too."""
    own, theirs = LightDoc(doc)[start:end], doc[start:end]
    assert (own.start, own.end, own.text) == (theirs.start, theirs.end, theirs.text)
    assert (own.start_char, own.end_char) == (theirs.start_char, theirs.end_char)
    assert [t.i for t in own] == [t.i for t in theirs]
    if len(theirs):
        assert own.root.i == theirs.root.i
        assert own[-1].i == theirs[-1].i
        assert own[1:].start == theirs[1:].start


@given(parses(), st.integers(0, 50), st.integers(1, 20))
def test_light_char_span_aligns_as_spacy_does(doc, start, length):
    """In the three ways of aligning."""
    light = LightDoc(doc)
    for mode in ("strict", "contract", "expand"):
        own = light.char_span(start, start + length, mode)
        theirs = doc.char_span(start, start + length, alignment_mode=mode)
        assert (own is None) == (theirs is None)
        assert own is None or (own.start, own.end) == (theirs.start, theirs.end)


@given(parses())
def test_light_sentences_are_those_of_spacy(doc):
    """Each begins where the parser says that one begins."""
    assert [(s.start, s.end) for s in LightDoc(doc).sents] == [(s.start, s.end) for s in doc.sents]


def test_light_nbor_refuses_what_is_outside():
    """As spaCy does: no token stands before the first, and none behind the last."""
    first, last = LightDoc(Doc(VOCAB, words=["Ann", "met"]))
    assert first.nbor() is last
    for token, step in ((first, -1), (last, 1)):
        with pytest.raises(IndexError):
            token.nbor(step)


def test_light_doc_of_empty_text_is_empty():
    """It has no tokens and no sentences."""
    light = LightDoc(Doc(VOCAB))
    assert (len(light), list(light), list(light.sents)) == (0, [], [])


def test_document_is_read_once():
    """A document whose parse is light stays as it is; its tokens are values that it keeps."""
    doc = by_hand("""
        Reed NNP nsubj left
        left VBD ROOT left leave
    """)
    light = with_light_doc(document(doc, {"Reed": "Person"}))
    assert with_light_doc(light) is light
    assert light.doc[0] is light.tokens[0]
    assert light.mention_of(light.doc[0]) is light.mentions[0]
