"""Training of the event scorers, on a little data of our own."""

import json

import pytest

from kg.scoring.linear import read
from kg.train import train

SENTENCES = [
    ("Helen Reed painted the bridge.", "painted", [("Helen Reed", "Arg0"), ("the bridge", "Arg1")]),
    (
        "Tom Hughes sold the table in Leeds.",
        "sold",
        [("Tom Hughes", "Arg0"), ("the table", "Arg1"), ("Leeds", "Argm-LOC")],
    ),
    ("Unilever closed the factory.", "closed", [("Unilever", "Arg0"), ("the factory", "Arg1")]),
    (
        "The arrival of Helen Reed in Leeds.",
        "arrival",
        [("Helen Reed", "Arg0"), ("Leeds", "Argm-LOC")],
    ),
    ("The departure of Tom Hughes.", "departure", [("Tom Hughes", "Arg0")]),
    ("The table of Tom Hughes.", None, []),
    ("Helen Reed praised the song.", "praised", [("Helen Reed", "Arg0"), ("the song", "Arg1")]),
    ("The green bridge.", None, []),
]


def row(number, text, trigger, participants):
    """A line of the data for one sentence."""

    def mention(words, id):
        return {"id": id, "start": text.index(words), "end": text.index(words) + len(words)}

    return {
        "id": f"t{number}",
        "text": text,
        "annotated_end": len(text),
        "events": [{"mentions": [mention(trigger, "v")]}] if trigger else [],
        "entities": [
            {"id": f"e{k}", "mentions": [mention(words, f"m{k}")]}
            for k, (words, _) in enumerate(participants)
        ],
        "participants": [
            {"event_mention": "v", "entity": f"e{k}", "entity_mention": f"m{k}", "role": role}
            for k, (_, role) in enumerate(participants)
        ],
    }


@pytest.fixture
def data(tmp_path):
    """A file of sentences, each twice, so that features are seen more than once."""
    path = tmp_path / "events.jsonl"
    path.write_text(
        "\n".join(json.dumps(row(n, *s)) for n, s in enumerate(SENTENCES * 2)), encoding="utf-8"
    )
    return path


@pytest.mark.parametrize(
    ("scorer", "labels"),
    [
        ("triggers", ("verb", "noun")),
        ("participants", ("participant", "agent", "patient", "place", "other")),
    ],
)
def test_train_gives_same_weights_for_same_data(scorer, labels, data, tmp_path):
    """The bytes are the same, and a card names data, licence and figures."""
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    card = train(scorer, [data], first)
    train(scorer, [data], second)
    assert first.read_bytes() == second.read_bytes()
    assert first.with_suffix(".md").read_text(encoding="utf-8") == card
    assert all(words in card for words in ("CC BY 4.0", "Wikinews", "16 articles", "| F1 |"))
    with first.open("rb") as file:
        assert read(file).labels == labels


def test_train_triggers_learns_which_nouns_are_events(data, tmp_path):
    """A noun that was marked has a positive weight, one that was not a negative one."""
    train("triggers", [data], tmp_path / "w.npz")
    with (tmp_path / "w.npz").open("rb") as file:
        model = read(file)
    happens, stands = model.weight("lemma=departure", "noun"), model.weight("lemma=table", "noun")
    assert happens is not None
    assert stands is not None
    assert happens > 0 > stands


def test_train_participants_learns_roles_from_paths(data, tmp_path):
    """Subjects become agents and objects patients."""
    train("participants", [data], tmp_path / "w.npz")
    with (tmp_path / "w.npz").open("rb") as file:
        model = read(file)
    assert (
        (model.weight("path=>nsubj", "agent") or 0)
        > 0
        > (model.weight("path=>nsubj", "patient") or 0)
    )
    assert (model.weight("path=>dobj", "patient") or 0) > 0
