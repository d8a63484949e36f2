"""The relation scorer as a whole, with a few weights made by hand."""

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
# The parser's own vectors, which a parse made by hand does not have.
DOC.tensor = np.ones((len(DOC), 2), dtype=np.float32)
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


#: "leads" between subject and object speaks for leading, "Reed" a little less; the second pass
#: gives .88 to everything that it is asked about.
SCORER = RelationScorer(
    words=Linear(
        LABELS,
        {"SO top leads": 0, "S word reed": 1, "genre news": 2},
        np.stack([column("leads", 8), column("leads", 4), column("leads", 0)]),
        np.zeros((0, len(LABELS)), dtype=np.float32),
        np.full(len(LABELS), -8, dtype=np.float32),
    ),
    embeddings=MLP(
        np.zeros((DIMENSIONS, 1), dtype=np.float32),
        np.zeros(1, dtype=np.float32),
        np.zeros((1, len(LABELS)), dtype=np.float32),
        np.full(len(LABELS), -8, dtype=np.float32) + column("leads", 10),
    ),
    reranker=BoostedTrees(
        whole(0), whole(-1), np.array([2.0], dtype=np.float32), whole(0), whole(0)
    ),
    thresholds=np.full((2, len(LABELS)), 0.5, dtype=np.float32),
    calibration=np.array([[1, 0], [1, 0]], dtype=np.float32),
)


def predicted(scorer=SCORER, doc=DOC, given=None, patterns=None, is_news=False):
    """The relations that this scorer predicts, each in a line."""
    found = predict(scorer, doc, FOUND if given is None else given, patterns or {}, is_news)
    return [
        f"{p.candidate.subject.mention.text} {p.label} "
        f"{p.candidate.object.mention.text} {p.confidence}"
        for p in found
    ]


def test_predict_gives_label_that_reaches_threshold():
    """The reverse pair and other labels are unlikely in the first pass and are not predicted."""
    assert predicted() == ["Reed leads Acme 0.88"]


def test_predict_uses_threshold_of_each_label():
    """A higher threshold hides its own label, and no other."""
    higher = replace(
        SCORER, thresholds=SCORER.thresholds + np.stack([column("leads", 0.4), column("leads", 0)])
    )
    of_others = replace(
        SCORER,
        thresholds=SCORER.thresholds + np.stack([column("memberOf", 0.4), column("memberOf", 0)]),
    )
    assert (predicted(higher), predicted(of_others)) == ([], ["Reed leads Acme 0.88"])


def test_predict_uses_thresholds_of_news_in_news():
    """What is likely enough in a profile may not be in news."""
    higher = replace(
        SCORER, thresholds=SCORER.thresholds + np.stack([column("leads", 0), column("leads", 0.4)])
    )
    assert (predicted(higher), predicted(higher, is_news=True)) == (["Reed leads Acme 0.88"], [])


def test_predict_calibrates_probability_in_news_only():
    """By slope and offset: log odds of 2 become 2 / 2 + 1.2 in news, and stay in other texts."""
    surer = replace(SCORER, calibration=np.array([[0.5, 1.2], [0, -9]], dtype=np.float32))
    assert (predicted(surer, is_news=True), predicted(surer)) == (
        ["Reed leads Acme 0.9"],
        ["Reed leads Acme 0.88"],
    )


def test_predict_calibrates_rule_based_relations_apart():
    """The second line counts where rules find elsewhere that Reed leads Acme."""
    surer = replace(SCORER, calibration=np.array([[0, -9], [0.5, 1.2]], dtype=np.float32))
    assert predicted(surer, is_news=True) == []
    assert predicted(surer, patterns={REED_LEADS_ACME: frozenset({"leads"})}, is_news=True) == [
        "Reed leads Acme 0.9"
    ]


def test_calibration_raises_nothing_below_even_odds():
    """In news a pair must be likely by its own words; a probability of zero stays zero."""
    doubtful = replace(
        SCORER,
        reranker=replace(SCORER.reranker, threshold=np.array([-0.5], dtype=np.float32)),
        calibration=np.array([[1, 5], [1, 5]], dtype=np.float32),
    )
    assert predicted(doubtful, is_news=True) == []
    assert calibrated(
        doubtful.calibration, np.zeros((1, 1), dtype=np.float32), np.zeros((1, 1), dtype=bool)
    ).tolist() == [[0.0]]


def test_predict_gives_strongest_features_as_reasons():
    """They are the linear model's features with the highest weights, the strongest first."""
    (prediction,) = predict(SCORER, DOC, FOUND, {}, is_news=False)
    assert prediction.reasons == ("SO top leads", "S word reed")


def test_row_has_feature_for_news():
    """Its weight lowers what a news article is predicted to say."""
    assert set(row(FOUND[0], is_news=True)) - set(row(FOUND[0], is_news=False)) == {"genre news"}
    reserved = replace(
        SCORER,
        words=replace(
            SCORER.words,
            weights=np.stack([column("leads", 8), column("leads", 4), column("leads", -20)]),
        ),
    )
    assert (predicted(reserved), predicted(reserved, is_news=True)) == (
        ["Reed leads Acme 0.88"],
        [],
    )


def test_pair_scores_ask_network_only_above_floor():
    """It would find "leads" likely here, and would need vectors, which this parse does not have."""
    doc = by_hand("""
        Hughes NNP nsubj saw
        saw VBZ ROOT saw
        Bolt NNP dobj saw
    """)
    found = candidates(document(doc, {"Hughes": "Person", "Bolt": "Organisation"}), ())
    words, dense = pair_scores(SCORER, doc, found, is_news=False)
    assert words.max() < 0.01
    assert dense.max() < 0.01
    assert predicted(doc=doc, given=found) == []


def test_blended_is_mean_of_log_odds():
    """0.9 and 0.5 give half the log odds of 0.9; the log odds of each model come back too."""
    sure, even = np.array([[0.9]], dtype=np.float32), np.array([[0.5]], dtype=np.float32)
    first, parts = blended(sure, even)
    assert first.item() == pytest.approx(np.log(9) / 2)
    assert [p.item() for p in parts] == pytest.approx([np.log(9), 0])


def test_blended_is_finite_for_certain_probabilities():
    """Probabilities of 0 and 1 count as very low and very high."""
    first, _ = blended(
        np.array([[0.0, 1.0]], dtype=np.float32), np.array([[0.0, 1.0]], dtype=np.float32)
    )
    assert np.isfinite(first).all()
    assert first[0, 0] < -5
    assert first[0, 1] > 5


def test_predict_is_empty_without_candidates():
    """An article without two mentions in a sentence has no relations."""
    assert predicted(given=[]) == []


def test_write_gives_same_bytes_and_read_same_scorer(tmp_path):
    """The scorer that was written predicts the same when read again."""
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    write(SCORER, first)
    write(SCORER, second)
    assert first.read_bytes() == second.read_bytes()
    with first.open("rb") as file:
        again = read(file)
    assert predicted(again) == predicted()
    for part in ("thresholds", "calibration"):
        assert getattr(again, part).tolist() == getattr(SCORER, part).tolist()


def test_load_says_how_to_make_missing_weights(tmp_path, monkeypatch):
    """The message names the weights and the command that makes them."""
    monkeypatch.setattr(relations.resources, "files", lambda package: tmp_path)
    with pytest.raises(
        relations.WeightsError,
        match=(
            r"weights of relations: .*"
            r"kg train relations DATA… -o kg/scoring/weights/relations\.npz"
        ),
    ):
        relations.load.__wrapped__()
