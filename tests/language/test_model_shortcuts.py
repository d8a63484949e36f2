"""What is computed once for equal words is what the model would have computed for each."""

import numpy as np
import pytest
import spacy

from kg.language.model_shortcuts import AttributeRules
from kg.language.spacy_model import MODEL, pipeline
from tests.language.test_language_id import CODES, ENGLISH
from tests.long_shapes import SHAPES

ATTRIBUTES = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "SENT_START"]
TEXTS = [
    ENGLISH,
    "There's no way. I ain't gonna go; let's see 'em. Y'all gotta come, c'mon!",
    "It was said that he'd had it. You told her, and I did but little. Do they?",
    "  \n\t Blank \n\n lines \xa0 and\u2003spaces  ",
    "",
    " ",
    *(SHAPES[name](1500) for name in ("news", "speeches", "table", "marks_and_words", "posts")),
    CODES["ja"],
]


@pytest.fixture(scope="module")
def plain():
    """The model as it comes, but for the tokens that kg keeps whole."""
    with pytest.warns() as _:
        nlp = spacy.load(MODEL)
    nlp.tokenizer = pipeline().tokenizer
    nlp.add_pipe("kg_line_ends", before="parser")
    return nlp


@pytest.mark.parametrize("batch_size", [1, 3, 50])
def test_pipeline_gives_what_plain_model_gives(plain, batch_size):
    """Every attribute and every number is the same, whatever is read together."""
    expected = plain.pipe(TEXTS, batch_size=4)
    for found, doc in zip(pipeline().pipe(TEXTS, batch_size=batch_size), expected, strict=True):
        assert (found.to_array(ATTRIBUTES) == doc.to_array(ATTRIBUTES)).all()
        assert np.array_equal(found.tensor, doc.tensor)


def test_attribute_rules_asks_once_for_kind_of_word(monkeypatch):
    """A text twenty times as long asks the rules for no more kinds of words."""
    nlp = pipeline()
    rules = nlp.get_pipe("kg_attribute_rules")
    asked = []
    matcher = rules._of_kinds
    monkeypatch.setattr(
        rules, "_of_kinds", lambda doc, **options: asked.append(doc.text) or matcher(doc, **options)
    )
    rules._rules.clear()
    rules._rows.clear()
    nlp(ENGLISH)
    first = len(asked)
    nlp(ENGLISH * 20)
    assert 0 < first < 60
    assert len(asked) < first + 15


def test_attribute_rules_forgets_kinds_when_there_are_many(monkeypatch):
    """What is kept does not grow without end."""
    monkeypatch.setattr("kg.language.model_shortcuts._MOST_KEPT", 5)
    rules = AttributeRules(pipeline().get_pipe("attribute_ruler"))
    doc = pipeline().make_doc(ENGLISH)
    for _ in range(3):
        rules(doc)
        assert len(rules._rows) <= len(doc)
