"""Relative pronouns as mentions: a sentence in, what the pronoun refers to out."""

import pytest

from kg.extract.relative_pronouns import relative_pronouns
from tests.annotating import read


@pytest.mark.parametrize(
    ("text", "pronoun", "antecedent"),
    [
        ("Helen Reed, who founded Nestlé, lives in Leeds.", "who", "Helen Reed"),
        ("Nestlé, which is based in Leeds, was sold.", "which", "Nestlé"),
        (
            "Unilever was founded by Helen Reed and her brother Tom Hughes, who still owns it.",
            "who",
            "her brother",
        ),
        ("Two people familiar with the matter, who were tired, left.", "who", "Two people"),
        (
            "Tom Hughes, an employee of a store in the mall who was tired, left.",
            "who",
            "an employee of a store",
        ),
        ("Helen Reed grew up in Leeds, where she met Tom Hughes.", "where", "Leeds"),
    ],
)
def test_relative_pronoun_refers_to_what_its_clause_modifies(text, pronoun, antecedent):
    """Its antecedent is the mention that its clause modifies, and it has the entity of that."""
    document = read(text)
    (found,) = relative_pronouns(document)
    meant = next(m for m in document.mentions if m.id == found.antecedent)
    assert (found.text, meant.text, found.entity) == (pronoun, antecedent, meant.entity)


def test_question_word_is_no_mention():
    """A "who" whose clause modifies no noun refers to nobody."""
    assert relative_pronouns(read("Who founded Nestlé?")) == ()
