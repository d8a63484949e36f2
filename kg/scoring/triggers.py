"""Event triggers: which words may be one, with their features and vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg import syntax
from kg.patterns import word_set
from kg.scoring.linear import Floats

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

LABELS = ("verb", "noun")
DIMENSIONS = 300
# The length of a word's vector, where a feature is 1: the longer, the more it counts.
_LENGTH = np.float32(3.0)
# Probability from which on a word is a trigger: where F1 was best on articles that no model had
# seen.
THRESHOLD = {"verb": 0.45, "noun": 0.35}
_OBJECTS = frozenset({syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT})
_GOVERNED = frozenset(
    {
        syntax.OBJECT,
        syntax.SUBJECT,
        syntax.PASSIVE_SUBJECT,
        syntax.COMPOUND,
        syntax.CONJUNCT,
        syntax.ATTRIBUTE,
    }
)
_CLAUSES = frozenset({syntax.ADNOMINAL_CLAUSE, syntax.RELATIVE_CLAUSE})
_ENDING_LENGTHS = (2, 3, 4, 5)
_MODIFIERS = {
    syntax.COMPOUND: "compound",
    syntax.ADJECTIVAL_MODIFIER: "adjective",
    syntax.POSSESSOR: "possessor",
    syntax.NUMERAL: "number",
}


def candidates(doc: Doc) -> list[Token]:
    """Every verb that is no auxiliary, and every noun."""
    return [t for t in doc if shape_of(t) is not None]


def shape_of(token: Token) -> str | None:
    """The label for this word, "verb" or "noun"; None for one that is no candidate."""
    if syntax.is_verb(token):
        return None if token.dep_ in syntax.AUXILIARIES else "verb"
    if not syntax.is_noun(token):
        return None
    return "noun" if token.is_alpha or "-" in token.text else None


def features(token: Token) -> list[str]:
    """What speaks for and against a trigger, as names of features."""
    return _verb_features(token) if syntax.is_verb(token) else _noun_features(token)


def _verb_features(token: Token) -> list[str]:
    lemma = token.lemma_.lower()
    return [
        f"v:dep={token.dep_}",
        f"v:tag={token.tag_}",
        f"v:form={token.tag_} {token.dep_}",
        f"v:lemma={lemma}",
        f"v:under={token.head.pos_} {token.dep_}",
        *({f"v:has={c.dep_}" for c in token.children if c.dep_ != syntax.PUNCTUATION}),
    ]


def _noun_features(token: Token) -> list[str]:
    lemma, head = token.lemma_.lower(), token.head
    out = [
        f"lemma={lemma}",
        f"tag={token.tag_}",
        f"dep={token.dep_}",
        f"dep={token.dep_} {head.pos_}",
    ]
    out.extend(f"ends={lemma[-n:]}" for n in _ENDING_LENGTHS if len(lemma) > n + 1)
    if lemma in word_set("generic-events", "nouns"):
        out.append("listed")
    if token.dep_ in _OBJECTS:
        out += [
            f"after={head.lower_}",
            f"after={head.lower_} {head.head.lemma_.lower()}",
            f"far={head.head.pos_}",
        ]
    elif token.dep_ in _GOVERNED:
        out.append(f"{token.dep_}={head.lemma_.lower()}")
        if token.dep_ == syntax.CONJUNCT:
            out.append(f"beside ends={head.lemma_.lower()[-4:]}")
    if token.ent_type_:
        out.append(f"name={token.ent_type_}")
    out.extend(_dependent_features(token))
    return out


def _dependent_features(token: Token) -> Iterator[str]:
    """The articles and modifiers of a noun, and its prepositions and clauses."""
    has_determiner = False
    for child in token.children:
        label = child.dep_
        if label == syntax.DETERMINER:
            has_determiner = True
            yield f"det={child.lower_}"
        elif label in _MODIFIERS:
            yield f"with={_MODIFIERS[label]}"
            if label != syntax.POSSESSOR:
                yield f"{label}={child.lemma_.lower()}"
            if label == syntax.COMPOUND:
                yield f"compound={child.pos_}"
        elif label == syntax.PREPOSITION:
            yield f"governs={child.lower_}"
        elif label in _CLAUSES:
            yield f"clause={label} {child.tag_}"
    if not has_determiner:
        yield f"bare={token.tag_}"


def are_triggers(chances: Floats, is_verb: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(candidates,): which of them are triggers by their probability."""
    return np.asarray(chances >= np.where(is_verb, THRESHOLD["verb"], THRESHOLD["noun"]))


def vectors(tokens: Sequence[Token]) -> Floats:
    """(tokens, dimensions): the directions of the lemmas' word vectors.

    Zeros where the model has none.
    """
    rows: dict[tuple[str, str], int] = {}  # a text says most of its words several times
    table: list[Floats] = []
    chosen: list[int] = []
    for token in tokens:
        word = token.lemma_, token.lower_
        if word not in rows:
            rows[word] = len(table)
            table.append(direction(token))
        chosen.append(rows[word])
    return np.stack(table)[chosen] if table else np.zeros((0, DIMENSIONS), dtype=np.float32)


def direction(token: Token) -> Floats:
    """The lemma's word vector, scaled to one length, so that rare words count as common ones do.

    Zeros in a vocabulary without vectors.
    """
    return _direction(token.vocab, token.lemma_.lower(), token.lower_)


@lru_cache(maxsize=4096)  # the words of some articles
def _direction(vocabulary: Vocab, lemma: str, word: str) -> Floats:
    found = vocabulary.get_vector(lemma if vocabulary.has_vector(lemma) else word)
    vector = np.asarray(found, dtype=np.float32)
    if len(vector) != DIMENSIONS:
        return np.zeros(DIMENSIONS, dtype=np.float32)
    size = float(np.sqrt((vector**2).sum()))
    return np.asarray(vector * (_LENGTH / size) if size else vector, dtype=np.float32)
