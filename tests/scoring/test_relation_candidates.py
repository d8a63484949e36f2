"""Which two mentions may be related, with their features, on parses made by hand."""

from dataclasses import replace

import numpy as np

from kg.scoring.relations import LABELS, candidates
from kg.scoring.relations.reranker import rerank_features, rule_flags
from tests.annotating import by_hand, document

LED = by_hand("""
    Reed NNP nsubj leads
    leads VBZ ROOT leads lead
    Acme NNP dobj leads
    and CC cc Acme
    Bolt NNP conj Acme
    . . punct leads

    Hughes NNP nsubj slept
    slept VBD ROOT slept sleep
    . . punct slept
""")
NAMES = {"Reed": "Person", "Acme": "Organisation", "Bolt": "Organisation", "Hughes": "Person"}


def pairs(document_):
    """Subject and object of each candidate."""
    return [(c.subject.mention.text, c.object.mention.text) for c in candidates(document_, ())]


def features(subject, other, doc=LED, names=NAMES):
    """The features of these two."""
    return next(
        set(c.features)
        for c in candidates(document(doc, names), ())
        if (c.subject.mention.text, c.object.mention.text) == (subject, other)
    )


def test_candidates_pair_mentions_of_sentence_both_ways():
    """No pair has a mention of another sentence."""
    found = pairs(document(LED, NAMES))
    assert {("Reed", "Acme"), ("Acme", "Reed"), ("Reed", "Bolt"), ("Bolt", "Acme")} <= set(found)
    assert not any("Hughes" in pair for pair in found)


def test_candidates_leave_out_same_entity():
    """No entity is related to itself."""
    given = document(LED, NAMES)
    same = replace(given, mentions=tuple(replace(m, entity="e1") for m in given.mentions))
    assert pairs(same) == []


def test_candidates_have_no_date_as_subject():
    """A person has a date, a date has no person."""
    doc = by_hand("""
        Reed NNP nsubj died
        died VBD ROOT died die
        in IN prep died
        1999 CD pobj in
    """)
    assert pairs(document(doc, {"Reed": "Person", "1999": "Date"})) == [("Reed", "1999")]


def test_candidates_leave_out_money_and_nominals():
    """None of the labels may hold between them."""
    assert pairs(document(LED, {"Reed": "Person", "Bolt": "Money"}, {"Acme": "Organisation"})) == []


def test_features_have_path_through_parse():
    """The path has its labels, and the word at its top."""
    assert {"SO path <nsubj|>dobj", "SO top lead", "SO whole lead"} <= features("Reed", "Acme")


def test_features_have_order_of_mentions():
    """The same words in the other direction are other features."""
    assert "OS top lead" in features("Acme", "Reed")
    assert "SO top lead" not in features("Acme", "Reed")


def test_features_skip_rest_of_list():
    """In "Reed leads Acme and Bolt" Bolt has the features of Acme."""
    assert {"SO path <nsubj|>dobj", "SO whole lead"} <= features("Reed", "Bolt")


def test_features_have_words_type_and_label_of_each_mention():
    """The two mentions' features are kept apart."""
    assert {
        "S word reed",
        "S type Person",
        "S dep nsubj",
        "O type Organisation",
        "O head dobj lead",
    } <= features("Reed", "Acme")


# --- the second pass ---------------------------------------------------------------------------


def reranked(odds, rules=None, **options):
    """The rows for the second pass, with these log odds in the first and very low ones else."""
    found = candidates(document(LED, NAMES), ())
    first = np.full((len(found), len(LABELS)), -9, dtype=np.float32)
    for i, c in enumerate(found):
        for label, value in odds.get((c.subject.mention.text, c.object.mention.text), {}).items():
            first[i, LABELS.index(label)] = value
    out = rerank_features(
        found, first, (first, first), rule_flags(found, rules or {}), is_news=False, **options
    )
    texts = [(c.subject.mention.text, c.object.mention.text) for c in found]
    return {
        (*texts[i], LABELS[n]): row
        for i, n, row in zip(out.candidates.tolist(), out.labels.tolist(), out.values, strict=True)
    }


def test_rerank_features_only_for_likely_labels():
    """The rest has no row."""
    assert list(reranked({("Reed", "Acme"): {"leads": 1.0}})) == [("Reed", "Acme", "leads")]


def test_rerank_features_for_unlikely_labels_of_rules():
    """What rules find of the two entities counts."""
    assert list(reranked({}, {("e1", "e3"): frozenset({"memberOf"})})) == [
        ("Reed", "Bolt", "memberOf")
    ]


def test_rerank_features_with_least_leave_out_rules():
    """With a bound given, what rules find is no reason for a row."""
    assert list(
        reranked(
            {("Reed", "Acme"): {"leads": 1.0, "memberOf": -1.0}},
            {("e1", "e3"): frozenset({"leads"})},
            least=0.0,
        )
    ) == [("Reed", "Acme", "leads")]


def test_rerank_features_have_score_of_rival():
    """That Reed is likelier to lead Bolt is among the values for Acme."""
    alone = reranked({("Reed", "Acme"): {"leads": 1.0}})[("Reed", "Acme", "leads")]
    beside = reranked({("Reed", "Acme"): {"leads": 1.0}, ("Reed", "Bolt"): {"leads": 3.0}})[
        ("Reed", "Acme", "leads")
    ]
    assert alone.tolist() != beside.tolist()
    assert 3.0 in beside.tolist()


def test_rule_flags_hold_for_entities():
    """Each candidate has a row, each label a column."""
    found = candidates(document(LED, NAMES), ())
    marked = rule_flags(found, {("e1", "e2"): frozenset({"leads"})})
    assert [
        (found[i].subject.mention.text, found[i].object.mention.text, LABELS[n])
        for i, n in np.argwhere(marked).tolist()
    ] == [("Reed", "Acme", "leads")]
