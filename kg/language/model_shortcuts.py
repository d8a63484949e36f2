"""What the spaCy model computes again for each of a thousand equal words, computed once; and what
it looks for in lists of thousands, found at once.

The results are the same to the last bit: rows of a layer do not depend on each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from thinc.api import Model

if TYPE_CHECKING:
    from spacy.vocab import Vocab

_MOST_KEPT = 20_000  # kinds of words whose rules are kept
_IDENTITY: list[int | str] = ["ORTH", "NORM", "SPACY"]
_KIND: list[int | str] = ["LOWER", "TAG", "DEP", "IS_SPACE"]
_SET: list[int | str] = ["POS", "MORPH", "LEMMA", "TAG", "DEP"]


def with_shortcuts(nlp: Language) -> Language:
    """The model with all shortcuts."""
    for name in ("tok2vec", "ner"):
        component: Any = nlp.get_pipe(name)
        _embed_each_word_once(component.model)
    _find_lemmas_at_once(nlp.get_pipe("lemmatizer"))
    for own, plain in (("kg_attribute_rules", "attribute_ruler"), ("kg_entities", "ner")):
        nlp.add_pipe(own, after=plain)
        nlp.disable_pipe(plain)
    return nlp


# --- embeddings ---------------------------------------------------------------------------------


def _embed_each_word_once(model: Model[Any, Any]) -> None:
    """Let the layers that look at one word at a time see each word of a batch once."""
    for node in list(model.walk()):
        for n, layer in enumerate(node.layers):
            if layer.layers and layer.layers[-1].name == "ragged2list":
                node.layers[n] = _on_distinct_words(layer)


def _on_distinct_words(layer: Model[Any, Any]) -> Model[Any, Any]:
    """The layer, given the distinct words of a batch in the place of its texts."""
    return Model(f"distinct_words({layer.name})", _forward, layers=[layer])


def _forward(
    model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
) -> tuple[list[Any], Callable[[Any], Any]]:
    """The rows of each text, of which equal words have equal ones."""
    layer = model.layers[0]
    if is_train or not any(len(doc) for doc in docs):
        result: tuple[list[Any], Callable[[Any], Any]] = layer(docs, is_train)
        return result
    words = _DistinctWords(docs)
    rows = layer.predict([words])[0]
    return [rows[places] for places in words.places], _not_trained


def _not_trained(_: Any) -> Any:
    raise NotImplementedError("the model is only read with")


class _DistinctWords:
    """The words of some texts, each once: for the layers this is a Doc.

    Two are the same if the same text stands for the same norm, with a space behind both or neither:
    all else that the layers see follows from the text.
    """

    def __init__(self, docs: Sequence[Doc]) -> None:
        self.vocab: Vocab = docs[0].vocab
        at: dict[tuple[int, ...], int] = {}
        self.places = [
            np.asarray(
                [at.setdefault(tuple(word), len(at)) for word in doc.to_array(_IDENTITY).tolist()],
                dtype="int64",
            )
            for doc in docs
        ]
        self._docs, self._size = docs, len(at)

    def __len__(self) -> int:
        return self._size

    def to_array(self, attributes: Any) -> Any:
        """The attributes of each word."""
        every = np.concatenate([doc.to_array(attributes) for doc in self._docs])
        chosen = np.zeros((self._size, *every.shape[1:]), dtype=every.dtype)
        chosen[np.concatenate(self.places)] = every
        return chosen


# --- lemmas -------------------------------------------------------------------------------------


def _find_lemmas_at_once(lemmatizer: Any) -> None:
    """Let the lemmatizer look for a form in sets; its lists have up to 57,528 words.

    Each new word is looked for several times: half a second of CPU in 60 articles (spaCy 3.8.18).
    """
    known = lemmatizer.lookups.get_table("lemma_index")
    for word_class, forms in list(known.items()):
        known[word_class] = frozenset(forms)


# --- rules for attributes -----------------------------------------------------------------------


@Language.factory("kg_attribute_rules")
def _attribute_rules(nlp: Language, name: str) -> AttributeRules:  # noqa: ARG001 - spaCy gives it
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return AttributeRules(ruler)


class AttributeRules:
    """The rules of the model's attribute ruler, asked once for each kind of word.

    A kind is a tag and a label, and the word itself where rules name it. What the rules of two
    words say is put between what those of one say, in the order of all.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler, self._vocab = ruler, ruler.vocab
        self._of_kinds, self._others = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._named: set[int] = set()
        for number, rule in enumerate(ruler.patterns):
            patterns: Any = rule["patterns"]
            for pattern in patterns:
                named = _words_named(pattern)
                matcher = self._others if named is None else self._of_kinds
                matcher.add(str(number), [pattern])
                self._named.update(self._vocab.strings.add(word) for word in named or ())
        self._set = [self._vocab.strings[name] for name in _SET]
        self._rules: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._rows: dict[tuple[int, ...], tuple[int, ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set what the rules say of each token."""
        if not len(doc):
            return doc
        if len(self._rows) > _MOST_KEPT:
            self._rules.clear()
            self._rows.clear()
        kinds = [self._kind(*word) for word in doc.to_array(_KIND).tolist()]
        rows = [self._row(kind) for kind in kinds]
        for i, numbers in self._further_rules(doc).items():
            rows[i] = self._row_by((*self._rules_of(kinds[i]), *numbers), kinds[i])
        values: Any = np.asarray(rows, dtype="uint64")
        return doc.from_array(_SET, values)

    def _kind(self, lower: int, tag: int, label: int, is_space: int) -> tuple[int, ...]:
        return (lower if lower in self._named else 0, tag, label, is_space)

    def _row(self, kind: tuple[int, ...]) -> tuple[int, ...]:
        """What the rules of one word set of a word of this kind."""
        if kind not in self._rows:
            self._rows[kind] = self._row_by(self._rules_of(kind), kind)
        return self._rows[kind]

    def _row_by(self, rules: tuple[int, ...], kind: tuple[int, ...]) -> tuple[int, ...]:
        """What these rules set, the later before the earlier."""
        _, tag, label, _ = kind
        names = self._vocab.strings
        set_by_rules: dict[Any, int] = {names["TAG"]: tag, names["DEP"]: label}
        for number in sorted(rules):
            set_by_rules.update(self._ruler.attrs[number])
        return tuple(set_by_rules.get(attribute, 0) for attribute in self._set)

    def _rules_of(self, kind: tuple[int, ...]) -> tuple[int, ...]:
        """The rules of one word that apply to this kind."""
        if kind not in self._rules:
            lower, tag, label, is_space = kind
            word = self._vocab.strings[lower] if lower else " " if is_space else "x"
            doc = Doc(self._vocab, words=[word])
            values: Any = np.asarray([[tag, label]], dtype="uint64")
            doc.from_array(["TAG", "DEP"], values)
            found = self._of_kinds(doc, allow_missing=True)
            self._rules[kind] = tuple(int(self._vocab.strings[key]) for key, _, _ in found)
        return self._rules[kind]

    def _further_rules(self, doc: Doc) -> Mapping[int, Sequence[int]]:
        """The other rules that apply, by the token of which they set something."""
        rules: dict[int, list[int]] = defaultdict(list)
        for key, start, end in self._others(doc, allow_missing=True):
            number = int(self._vocab.strings[key])
            rules[range(start, end)[self._ruler.indices[number]]].append(number)
        return rules


def _words_named(pattern: Sequence[Mapping[str, Any]]) -> Sequence[str] | None:
    """The words that a pattern of one word names; None if it asks for more than a kind has."""
    if len(pattern) != 1 or not pattern[0].keys() <= {"LOWER", "TAG", "DEP", "IS_SPACE"}:
        return None
    named = pattern[0].get("LOWER", ())
    if isinstance(named, str):
        return [named]
    if isinstance(named, Mapping):
        return named["IN"] if named.keys() == {"IN"} else None
    return ()
