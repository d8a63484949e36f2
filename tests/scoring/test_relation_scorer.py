"""Both looks together: which ties are told, how sure and why, by a scorer of a few weights made by hand."""

from dataclasses import replace

import numpy as np
import pytest

from kg.scoring.boosted_trees import BoostedTrees
from kg.scoring.linear import Linear
from kg.scoring.mlp import MLP
from kg.scoring.relations import LABELS, RelationScorer, candidates, predict
from kg.scoring.relations import scorer as relations
from kg.scoring.relations.embeddings import embeddings
from kg.scoring.relations.scorer import blended, calibrated, pair_scores, read, row, write
from tests.annotating import by_hand, document

DOC = by_hand("""
    Reed NNP nsubj leads
    leads VBZ ROOT leads
    Acme NNP dobj leads
""")
DOC.tensor = np.ones(
    (len(DOC), 2), dtype=np.float32
)  # the parser's own vectors, which a parse made by hand has not
FOUND = candidates(document(DOC, {"Reed": "Person", "Acme": "Organisation"}), ())
DIMENSIONS = embeddings(DOC, FOUND, is_news=False).shape[1]
REED_LEADS_ACME = ("e1", "e2")


def column(label, value):
    """This value for the label, zero for the others."""
    out = np.zeros(len(LABELS), dtype=np.float32)
    out[LABELS.index(label)] = value
    return out


def whole(*numbers):
    return np.array(numbers, dtype=np.int32)


#: "leads" between subject and object speaks for leading, "Reed" a little less; the second look holds everything that it is asked about likely to .88.
SCORER = RelationScorer(
    words=Linear(
        LABELS,
        {"SO top leads": 0, "S word reed": 1, "genre news": 2},
        np.stack([column("leads", 8), column("leads", 4), column("leads", 0)]),
        np.zeros((0, len(LABELS)), dtype=np.float32),
        np.full(len(LABELS), -8, dtype=np.float32),
    ),
    meanings=MLP(
        np.zeros((DIMENSIONS, 1), dtype=np.float32),
        np.zeros(1, dtype=np.float32),
        np.zeros((1, len(LABELS)), dtype=np.float32),
        np.full(len(LABELS), -8, dtype=np.float32) + column("leads", 10),
    ),
    context=BoostedTrees(
        whole(0), whole(-1), np.array([2.0], dtype=np.float32), whole(0), whole(0)
    ),
    bars=np.full((2, len(LABELS)), 0.5, dtype=np.float32),
    calibration=np.array([[1, 0], [1, 0]], dtype=np.float32),
)


def told(scorer=SCORER, doc=DOC, given=None, patterns=None, is_news=False):
    """The ties that this scorer tells, each in a line."""
    found = predict(scorer, doc, FOUND if given is None else given, patterns or {}, is_news)
    return [
        f"{t.candidate.subject.mention.text} {t.label} {t.candidate.object.mention.text} {t.confidence}"
        for t in found
    ]


def test_a_tie_that_reaches_its_bar_is_told_with_its_probability():
    """The other way round, and of other labels, nothing is likely at first sight and nothing is told."""
    assert told() == ["Reed leads Acme 0.88"]


def test_a_tie_below_its_bar_is_not_told():
    """Each label has a bar of its own."""
    higher = replace(
        SCORER, bars=SCORER.bars + np.stack([column("leads", 0.4), column("leads", 0)])
    )
    of_others = replace(
        SCORER, bars=SCORER.bars + np.stack([column("memberOf", 0.4), column("memberOf", 0)])
    )
    assert (told(higher), told(of_others)) == ([], ["Reed leads Acme 0.88"])


def test_news_has_bars_of_its_own():
    """What is told of a profile is not sure enough for news."""
    higher = replace(
        SCORER, bars=SCORER.bars + np.stack([column("leads", 0), column("leads", 0.4)])
    )
    assert (told(higher), told(higher, is_news=True)) == (["Reed leads Acme 0.88"], [])


def test_of_news_the_probability_is_calibrated():
    """By slope and offset of the log odds: 2 becomes 2 / 2 + 1.2, in other texts it stays."""
    surer = replace(SCORER, calibration=np.array([[0.5, 1.2], [0, -9]], dtype=np.float32))
    assert (told(surer, is_news=True), told(surer)) == (
        ["Reed leads Acme 0.9"],
        ["Reed leads Acme 0.88"],
    )


def test_what_a_pattern_tells_too_is_calibrated_by_itself():
    """Elsewhere the patterns tell that Reed leads Acme: then the second line counts."""
    surer = replace(SCORER, calibration=np.array([[0, -9], [0.5, 1.2]], dtype=np.float32))
    assert told(surer, is_news=True) == []
    assert told(surer, patterns={REED_LEADS_ACME: frozenset({"leads"})}, is_news=True) == [
        "Reed leads Acme 0.9"
    ]


def test_calibration_makes_nothing_likely_that_was_not():
    """Of news a tie must be likely by its own words, whatever judgements say of such; zero stays zero."""
    doubtful = replace(
        SCORER,
        context=replace(SCORER.context, threshold=np.array([-0.5], dtype=np.float32)),
        calibration=np.array([[1, 5], [1, 5]], dtype=np.float32),
    )
    assert told(doubtful, is_news=True) == []
    assert calibrated(
        doubtful.calibration, np.zeros((1, 1), dtype=np.float32), np.zeros((1, 1), dtype=bool)
    ).tolist() == [[0.0]]


def test_the_strongest_features_are_the_reasons():
    """Those of the linear model that speak for the label, the strongest first."""
    (tie,) = predict(SCORER, DOC, FOUND, {}, is_news=False)
    assert tie.reasons == ("SO top leads", "S word reed")


def test_news_is_a_feature_of_news():
    """Which tells of fewer ties than profiles do."""
    assert set(row(FOUND[0], is_news=True)) - set(row(FOUND[0], is_news=False)) == {"genre news"}
    reserved = replace(
        SCORER,
        words=replace(
            SCORER.words,
            weights=np.stack([column("leads", 8), column("leads", 4), column("leads", -20)]),
        ),
    )
    assert (told(reserved), told(reserved, is_news=True)) == (["Reed leads Acme 0.88"], [])


def test_where_the_words_show_nothing_the_network_is_not_asked():
    """It would find "leads" likely here; and it need not look at vectors, which this parse has none of."""
    doc = by_hand("""
        Hughes NNP nsubj saw
        saw VBZ ROOT saw
        Bolt NNP dobj saw
    """)
    found = candidates(document(doc, {"Hughes": "Person", "Bolt": "Organisation"}), ())
    words, sensed = pair_scores(SCORER, doc, found, is_news=False)
    assert words.max() < 0.01
    assert sensed.max() < 0.01
    assert told(doc=doc, given=found) == []


def test_a_first_look_is_the_mean_of_the_log_odds_of_both_models():
    """Sure and even make fairly sure; each is kept beside it."""
    sure, even = np.array([[0.9]], dtype=np.float32), np.array([[0.5]], dtype=np.float32)
    first, parts = blended(sure, even)
    assert first.item() == pytest.approx(np.log(9) / 2)
    assert [p.item() for p in parts] == pytest.approx([np.log(9), 0])


def test_certainty_is_no_infinity():
    """Probabilities of nought and one count as very low and very high."""
    first, _ = blended(
        np.array([[0.0, 1.0]], dtype=np.float32), np.array([[0.0, 1.0]], dtype=np.float32)
    )
    assert np.isfinite(first).all()
    assert first[0, 0] < -5
    assert first[0, 1] > 5


def test_a_text_without_candidates_has_no_ties():
    """No model is asked."""
    assert told(given=[]) == []


def test_the_same_scorer_gives_the_same_bytes(tmp_path):
    """And the file tells the same ties."""
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    write(SCORER, first)
    write(SCORER, second)
    assert first.read_bytes() == second.read_bytes()
    with first.open("rb") as file:
        again = read(file)
    assert told(again) == told()
    for part in ("bars", "calibration"):
        assert getattr(again, part).tolist() == getattr(SCORER, part).tolist()


def test_weights_that_are_not_there_say_how_they_are_made(tmp_path, monkeypatch):
    """Where, what and the command."""
    monkeypatch.setattr(relations.resources, "files", lambda package: tmp_path)
    with pytest.raises(
        relations.WeightsError,
        match=r"weights of relations: .*kg train relations DATA… -o kg/scoring/weights/relations\.npz",
    ):
        relations.load.__wrapped__()
