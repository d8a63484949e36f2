"""Training of the relation scorer, on a little data of our own in KnowledgeNet's format."""

import json

import pytest

from kg.scoring.relations import LABELS
from kg.scoring.relations.scorer import read
from kg.train import boosted_trees, mlp, relation_data, train

PEOPLE = ["Helen Reed", "Tom Hughes", "Anna Berg", "Paul Weber"]
TOWNS = ["Oslo", "Leeds", "Munich", "Lyon"]
BORN = ["{} was born in {}.", "{}, born in {}, is a painter.", "{} is a native of {}."]
NOT_BORN = ["{} gave a speech in {}.", "{} flew to {} in May.", "{} wrote a book about {}."]


def row(number, text, person, town, born):
    """A line of the data for one passage, in which annotators looked for places of birth."""

    def mention(words):
        return {"start": text.index(words), "end": text.index(words) + len(words), "text": words}

    facts = (
        [{"property": "PLACE_OF_BIRTH", "subject": mention(person), "object": mention(town)}]
        if born
        else []
    )
    return {
        "id": f"kn-{number}",
        "text": text,
        "passages": [{"start": 0, "end": len(text), "properties": ["PLACE_OF_BIRTH"]}],
        "facts": facts,
    }


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A file of passages: who was born where, and who only was there."""
    lines = [
        row(f"{k}-{n}-{born}", frame.format(person, town), person, town, born)
        for born, frames in ((True, BORN), (False, NOT_BORN))
        for k, frame in enumerate(frames)
        for n, (person, town) in enumerate(zip(PEOPLE * 2, TOWNS + TOWNS[::-1], strict=True))
    ]
    path = tmp_path_factory.mktemp("data") / "passages.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


@pytest.fixture
def quick(monkeypatch):
    """Few trees and epochs, and no examples of the pattern files."""
    monkeypatch.setattr(boosted_trees, "_ROUNDS", 10)
    monkeypatch.setattr(boosted_trees, "_SEEDS", 1)
    monkeypatch.setattr(mlp, "_EPOCHS", 2)
    monkeypatch.setattr(mlp, "_SEEDS", 1)
    monkeypatch.setattr(relation_data, "_examples", lambda: ())


@pytest.mark.usefixtures("quick")
def test_train_gives_same_weights_for_same_data(data, tmp_path):
    """The bytes are the same, and a card names data, licence and figures."""
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    card = train("relations", [data], first)
    train("relations", [data], second)
    assert first.read_bytes() == second.read_bytes()
    assert first.with_suffix(".md").read_text(encoding="utf-8") == card
    assert all(words in card for words in ("KnowledgeNet", "MIT licence", "48 texts", "| bornIn |"))


@pytest.mark.usefixtures("quick")
def test_train_learns_weights_of_words(data, tmp_path):
    """ "born" has a positive weight for a birth, "speech" a negative one."""
    train("relations", [data], tmp_path / "w.npz")
    with (tmp_path / "w.npz").open("rb") as file:
        words = read(file).words
    assert words.labels == LABELS
    birth, visit = (
        words.weight("SO between bear", "bornIn"),
        words.weight("SO between speech", "bornIn"),
    )
    assert birth is not None
    assert visit is not None
    assert birth > 0 > visit


def test_judged_text_knows_only_annotated_properties(data):
    """Annotators looked for some properties only; the others are neither true nor false."""
    texts = relation_data.texts_of(
        [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines()[:1]]
    )
    (text,) = map(relation_data._judged_text, texts)
    assert {LABELS[n] for n in text.known.any(axis=0).nonzero()[0]} == {"bornIn"}
    true = [text.candidates[i] for i in text.truth.any(axis=1).nonzero()[0]]
    assert [(c.subject.mention.text, c.object.mention.text) for c in true] == [
        ("Helen Reed", "Oslo")
    ]


def test_fold_of_is_same_for_passages_of_document():
    """A model is never measured on a document that it saw in part."""
    assert relation_data.fold_of({"id": "a", "doc_id": "7"}) == relation_data.fold_of(
        {"id": "b", "doc_id": "7"}
    )
