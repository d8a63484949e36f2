"""What the scorer of participants looks at: pairs of a trigger and a mention, by the path between them."""

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


def test_every_mention_of_the_sentence_is_paired_by_its_path():
    """Up with <, down with >, prepositions by their word."""
    assert {m: " ".join(p.path) for m, p in pairs("buy").items()} == {
        "Acme": "<xcomp >nsubj",
        "Bolt": ">dobj",
        "Crest": ">dobj >conj",
        "Leeds": ">prep:in >pobj",
    }


def test_who_is_understood_is_marked():
    """The buyer is whoever wanted to buy."""
    assert {m: p.understood for m, p in pairs("buy").items() if p.understood} == {"Acme": "nsubj"}


def test_features_tell_path_kind_and_trigger():
    """What is coordinated has the path of its partner."""
    found = list(pairs("buy").values())
    names = dict(zip((p.mention.text for p in found), features(found, READ, {}), strict=True))
    assert {"path=>dobj", "coordinated", "type=Organisation", "form=name", "trigger=buy"} <= set(
        names["Crest"]
    )
    assert {"path=>prep:in >pobj", "type=Place"} <= set(names["Leeds"])


def test_a_row_of_vectors_a_pair():
    """Of both words, side by side; none for no pair."""
    assert vectors(list(pairs("buy").values())).shape == (4, 600)
    assert vectors([]).shape == (0, 600)
