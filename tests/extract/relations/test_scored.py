"""Ties of the trained scorer as facts: what they say, what they point to, and where none is told."""

import pytest

from tests.annotating import annotated, facts, told

NEWS = "2024-05-15"


def ties(text, date=None):
    """What the scorer alone tells: each with its pattern, and the first telling that it points to."""
    annotation = annotated(text, date)
    by_id = {f.id: f for f in annotation.facts}
    return [
        (told(annotation, f), f.pattern, by_id[f.sameAs].pattern if f.sameAs else None)
        for f in annotation.facts
        if f.pattern.endswith(":scored")
    ]


def test_a_tie_that_no_pattern_tells_is_a_fact():
    """Found by the scorer, which is named as its pattern."""
    text = "Tom Hughes became a Bachelor of Arts at Keele University in 1970."
    assert (
        "educatedAt(subject=Tom Hughes, object=Keele University)",
        "educatedAt:scored",
        None,
    ) in ties(text)


def test_a_tie_within_a_phrase_holds_whatever_the_verb_plans():
    """The shuttle will be sent; the museum is there."""
    assert facts(
        "The shuttle will be sent to the Museum of Flight in Seattle.", "headquarteredIn", date=NEWS
    ) == ["headquarteredIn(subject=Museum of Flight, object=Seattle)"]


def test_a_tie_says_why_in_words():
    """The strongest features, as a reader would say them."""
    annotation = annotated("Helen Reed says she lived in Munich for ten years.", NEWS)
    (scored,) = (f for f in annotation.facts if f.pattern == "residesIn:scored")
    assert "“live” stands between the two" in scored.reasons


def test_a_tie_told_again_points_to_its_first_telling():
    """ "Who" is the same Helen Reed at the same university."""
    assert (
        "educatedAt(subject=who, object=Yale University)",
        "educatedAt:scored",
        "educated-at:verb",
    ) in ties("Helen Reed, who studied at Yale University, spoke in Leeds.", NEWS)


def test_in_news_a_post_is_not_told_again_by_words_that_only_name_both():
    """Reed leads Unilever by the first sentence; the second says nothing of that."""
    text = "Helen Reed is the chief executive of Unilever. Reed said Unilever would grow."
    assert ties(text, NEWS) == []


@pytest.mark.parametrize(
    "text",
    [
        "Unilever praised Helen Reed.",
        "Helen Reed said that Unilever had closed a factory in Leeds.",
        "Helen Reed met Tom Hughes in Oslo on Friday.",
        "Police in Leeds questioned Helen Reed about Tom Hughes.",
    ],
)
def test_two_names_in_one_sentence_of_news_are_no_tie(text):
    """Nothing is invented."""
    assert ties(text, NEWS) == []


def test_a_tie_of_which_the_object_is_said_is_said():
    """The writer names Reed, but where she lived is her claim."""
    assert [t for t, _, _ in ties("Helen Reed says she lived in Munich for ten years.", NEWS)] == [
        "residesIn(subject=Helen Reed, object=Munich, said)"
    ]


def test_what_a_verb_ends_is_no_tie():
    """Who left a party belongs to it no more."""
    assert (
        facts("Helen Reed left the Labour Party in 2004.", "politicalAffiliation", date=NEWS) == []
    )


def test_a_pronoun_that_stands_for_nothing_known_is_tied_to_nothing():
    """The "where" of a clause whose noun is no mention would be a node of its own."""
    annotation = annotated("Tom Hughes joined Siemens in 1999, where he led research.")
    assert "where" not in {m.text for m in annotation.mentions}


def test_a_text_of_some_length_is_read_as_news():
    """What two names in a sentence suggest in a passage of a profile is not told of a page, dated or not."""
    short = "Tom Hughes became a Bachelor of Arts at Keele University in 1970."
    assert len(ties(short + " It rained in the north and the south." * 40)) < len(ties(short))
