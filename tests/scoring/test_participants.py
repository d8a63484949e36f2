"""Pairs of a trigger and a mention, and their features."""

from kg.scoring import participants
from kg.scoring.participants import features, pairs_of, vectors
from kg.syntax import dependency_arcs
from tests.annotating import by_hand, document, word

DOC = by_hand("""
    Acme NNP nsubj wanted
    wanted VBD ROOT wanted want
    to TO aux buy
    buy VB xcomp wanted
    Bolt NNP dobj buy
    and CC cc Bolt
    Crest NNP conj Bolt
    in IN prep buy
    Leeds NNP pobj in
""")
READ = document(
    DOC, {"Acme": "Organisation", "Bolt": "Organisation", "Crest": "Organisation", "Leeds": "Place"}
)


def pairs(trigger):
    """The pairs of a trigger by the text of the mention."""
    return {p.mention.text: p for p in pairs_of(READ, [word(DOC, trigger)], dependency_arcs(DOC))}


def test_pairs_have_path_to_each_mention():
    """A path goes up with < and down with >, and has the word of a preposition."""
    assert {m: " ".join(p.path) for m, p in pairs("buy").items()} == {
        "Acme": "<xcomp >nsubj",
        "Bolt": ">dobj",
        "Crest": ">dobj >conj",
        "Leeds": ">prep:in >pobj",
    }


def test_pairs_are_of_words_near_each_other(monkeypatch):
    """In a list of thousands of words only the nearest may take part."""
    monkeypatch.setattr(participants, "FARTHEST", 2)
    assert set(pairs("buy")) == {"Bolt"}


def test_pairs_mark_understood_subject():
    """Acme wanted to buy, so it is the understood subject of "buy"."""
    assert {m: p.understood for m, p in pairs("buy").items() if p.understood} == {"Acme": "nsubj"}


def test_features_have_path_kind_and_trigger():
    """A conjunct has the path of the first of its list."""
    found = list(pairs("buy").values())
    names = dict(zip((p.mention.text for p in found), features(found, READ, {}), strict=True))
    assert {"path=>dobj", "coordinated", "type=Organisation", "form=name", "trigger=buy"} <= set(
        names["Crest"]
    )
    assert {"path=>prep:in >pobj", "type=Place"} <= set(names["Leeds"])


def test_features_have_rivals_at_shorter_paths_that_begin_alike():
    """Bolt is a rival of Crest, whose path goes on from its own; one in Leeds is none."""
    found = list(pairs("buy").values())
    names = dict(zip((p.mention.text for p in found), features(found, READ, {}), strict=True))
    rivals = {m: [f for f in row if f.startswith("rivals")] for m, row in names.items()}
    assert rivals == {
        "Acme": [],
        "Bolt": [],
        "Crest": ["rivals=1", "rivals begins=>dobj"],
        "Leeds": [],
    }


def test_vectors_have_row_for_each_pair():
    """Both words' vectors are next to each other; no pairs give no rows."""
    assert vectors(list(pairs("buy").values())).shape == (4, 600)
    assert vectors([]).shape == (0, 600)
