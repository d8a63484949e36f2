"""Which two mentions of a sentence may be tied, and what the scorer sees of them, read off parses made by hand."""

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
    """What is seen of these two."""
    return next(
        set(c.features)
        for c in candidates(document(doc, names), ())
        if (c.subject.mention.text, c.object.mention.text) == (subject, other)
    )


def test_two_mentions_of_one_sentence_are_candidates_both_ways():
    """None is with somebody in another sentence."""
    found = pairs(document(LED, NAMES))
    assert {("Reed", "Acme"), ("Acme", "Reed"), ("Reed", "Bolt"), ("Bolt", "Acme")} <= set(found)
    assert not any("Hughes" in pair for pair in found)


def test_two_mentions_of_one_thing_are_none():
    """Nobody is tied to himself."""
    given = document(LED, NAMES)
    same = replace(given, mentions=tuple(replace(m, entity="e1") for m in given.mentions))
    assert pairs(same) == []


def test_a_date_is_no_subject():
    """A day does nothing to anybody; a person has one."""
    doc = by_hand("""
        Reed NNP nsubj died
        died VBD ROOT died die
        in IN prep died
        1999 CD pobj in
    """)
    assert pairs(document(doc, {"Reed": "Person", "1999": "Date"})) == [("Reed", "1999")]


def test_a_sum_and_a_description_are_none():
    """No relation here holds of them."""
    assert pairs(document(LED, {"Reed": "Person", "Bolt": "Money"}, {"Acme": "Organisation"})) == []


def test_the_way_through_the_parse_is_seen():
    """The labels, and the word at its top."""
    assert {"SO path <nsubj|>dobj", "SO top lead", "SO whole lead"} <= features("Reed", "Acme")


def test_the_order_of_the_two_is_seen():
    """The same words seen from the other side are other features."""
    assert "OS top lead" in features("Acme", "Reed")
    assert "SO top lead" not in features("Acme", "Reed")


def test_the_rest_of_a_list_is_skipped():
    """ "Reed leads Acme and Bolt" tells of Bolt as it tells of Acme."""
    assert {"SO path <nsubj|>dobj", "SO whole lead"} <= features("Reed", "Bolt")


def test_each_mention_shows_its_own_words_type_and_place():
    """Apart from the other's."""
    assert {
        "S word reed",
        "S type Person",
        "S dep nsubj",
        "O type Organisation",
        "O head dobj lead",
    } <= features("Reed", "Acme")


# --- the second look -----------------------------------------------------------------------------------------------------------------


def seen(odds, told=None, **options):
    """What a second look sees, where at first sight the log odds are these by pair and label and very low elsewhere."""
    found = candidates(document(LED, NAMES), ())
    first = np.full((len(found), len(LABELS)), -9, dtype=np.float32)
    for i, c in enumerate(found):
        for label, value in odds.get((c.subject.mention.text, c.object.mention.text), {}).items():
            first[i, LABELS.index(label)] = value
    out = rerank_features(
        found, first, (first, first), rule_flags(found, told or {}), is_news=False, **options
    )
    texts = [(c.subject.mention.text, c.object.mention.text) for c in found]
    return {
        (*texts[i], LABELS[n]): row
        for i, n, row in zip(out.candidates.tolist(), out.labels.tolist(), out.values, strict=True)
    }


def test_only_what_is_likely_at_first_is_looked_at_again():
    """The rest costs nothing."""
    assert list(seen({("Reed", "Acme"): {"leads": 1.0}})) == [("Reed", "Acme", "leads")]


def test_what_a_pattern_tells_is_looked_at_however_unlikely():
    """By what the two stand for."""
    assert list(seen({}, {("e1", "e3"): frozenset({"memberOf"})})) == [("Reed", "Bolt", "memberOf")]


def test_with_a_higher_bar_less_is_looked_at():
    """In news a tie that is unlikely by its own words is never told, told by a pattern elsewhere or not."""
    assert list(
        seen(
            {("Reed", "Acme"): {"leads": 1.0, "memberOf": -1.0}},
            {("e1", "e3"): frozenset({"leads"})},
            least=0.0,
        )
    ) == [("Reed", "Acme", "leads")]


def test_a_rival_is_seen():
    """How likely Reed leads Acme is another matter if he is likelier to lead Bolt."""
    alone = seen({("Reed", "Acme"): {"leads": 1.0}})[("Reed", "Acme", "leads")]
    beside = seen({("Reed", "Acme"): {"leads": 1.0}, ("Reed", "Bolt"): {"leads": 3.0}})[
        ("Reed", "Acme", "leads")
    ]
    assert alone.tolist() != beside.tolist()
    assert 3.0 in beside.tolist()


def test_what_patterns_tell_counts_for_the_things_whatever_their_words():
    """A row a candidate, a column a label."""
    found = candidates(document(LED, NAMES), ())
    marked = rule_flags(found, {("e1", "e2"): frozenset({"leads"})})
    assert [
        (found[i].subject.mention.text, found[i].object.mention.text, LABELS[n])
        for i, n in np.argwhere(marked).tolist()
    ] == [("Reed", "Acme", "leads")]
