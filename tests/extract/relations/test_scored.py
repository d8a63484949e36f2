"""Relations and roles of the trained scorer: what they say, and where there are none."""

import pytest

from tests.annotating import annotated, facts, told

NEWS = "2024-05-15"


def scored_facts(text, date=None):
    """What only the scorer finds: each with its pattern, and the pattern of what it repeats."""
    annotation = annotated(text, date)
    by_id = {f.id: f for f in annotation.facts}
    return [
        (told(annotation, f), f.pattern, by_id[f.sameAs].pattern if f.sameAs else None)
        for f in annotation.facts
        if f.pattern.endswith(":scored")
    ]


def test_scored_relation_has_scorer_as_pattern():
    """A relation that no rule finds has the scorer's pattern."""
    text = "Tom Hughes became a Bachelor of Arts at Keele University in 1970."
    assert (
        "educatedAt(subject=Tom Hughes, object=Keele University)",
        "educatedAt:scored",
        None,
    ) in scored_facts(text)


def test_scored_relation_within_phrase_ignores_verb():
    """The museum is in Seattle, whether the shuttle is sent or not."""
    assert facts(
        "The shuttle will be sent to the Museum of Flight in Seattle.", "headquarteredIn", date=NEWS
    ) == ["headquarteredIn(subject=Museum of Flight, object=Seattle)"]


def test_scored_relation_has_reasons_in_words():
    """The strongest features come out as a reader would say them."""
    annotation = annotated("Helen Reed says she lived in Munich for ten years.", NEWS)
    (scored,) = (f for f in annotation.facts if f.pattern == "residesIn:scored")
    assert "“live” stands between the two" in scored.reasons


def test_scored_relation_points_to_first_one_of_same_entities():
    """ "who" is the same Helen Reed at the same university."""
    assert (
        "educatedAt(subject=who, object=Yale University)",
        "educatedAt:scored",
        "educated-at:verb",
    ) in scored_facts("Helen Reed, who studied at Yale University, spoke in Leeds.", NEWS)


def test_scored_roles_are_not_repeated_in_news():
    """Only the first sentence says that Reed leads Unilever."""
    text = "Helen Reed is the chief executive of Unilever. Reed said Unilever would grow."
    assert scored_facts(text, NEWS) == []


@pytest.mark.parametrize(
    "text",
    [
        "Unilever praised Helen Reed.",
        "Helen Reed said that Unilever had closed a factory in Leeds.",
        "Helen Reed met Tom Hughes in Oslo on Friday.",
        "Police in Leeds questioned Helen Reed about Tom Hughes.",
    ],
)
def test_scored_relations_left_out_of_other_sentences(text):
    """Two names in one sentence of news are not related by that alone."""
    assert scored_facts(text, NEWS) == []


def test_scored_relation_in_statement_is_attributed():
    """Where Reed lived is her claim, though the writer names her."""
    assert [
        t for t, _, _ in scored_facts("Helen Reed says she lived in Munich for ten years.", NEWS)
    ] == ["residesIn(subject=Helen Reed, object=Munich, said)"]


def test_scored_relation_left_out_where_verb_ends_it():
    """Whoever left a party belongs to it no more."""
    assert (
        facts("Helen Reed left the Labour Party in 2004.", "politicalAffiliation", date=NEWS) == []
    )


def test_scored_relations_leave_out_unresolved_relative_pronoun():
    """The "where" of a clause whose noun is no mention is left out."""
    annotation = annotated("Tom Hughes joined Siemens in 1999, where he led research.")
    assert "where" not in {m.text for m in annotation.mentions}


def test_scored_relations_are_stricter_in_long_text():
    """A long text counts as news, dated or not, and gives fewer relations."""
    short = "Tom Hughes became a Bachelor of Arts at Keele University in 1970."
    assert len(scored_facts(short + " It rained in the north and the south." * 40)) < len(
        scored_facts(short)
    )
