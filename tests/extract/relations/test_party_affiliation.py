"""Which party somebody belongs to, as news says it. The articles are of 15 May 2024."""

import pytest

from tests.annotating import annotated, facts


def parties(text):
    """The affiliations in a text, each as person and words for the party."""
    told = facts(text, "politicalAffiliation", date="2024-05-15")
    return [
        f.removeprefix("politicalAffiliation(subject=").removesuffix(")").replace("object=", "")
        for f in told
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Republican Jane Roe won.", ["Jane Roe, Republican"]),
        ("Democratic Senator Jane Roe won.", ["Jane Roe, Democratic"]),
        ("Conservative MP Jane Roe won.", ["Jane Roe, Conservative"]),
        ("Tory leader Jane Roe won.", ["Jane Roe, Tory"]),
        ("Republican presidential front-runner Jane Roe won.", ["Jane Roe, Republican"]),
        (
            "He met Democratic Senators Jane Roe and Ann Lee.",
            ["Jane Roe, Democratic", "Ann Lee, Democratic"],
        ),
        ("Labour's Jane Roe won the seat.", ["Jane Roe, Labour"]),
        ("Jane Roe, a lifelong Democrat, won.", ["Jane Roe, Democrat"]),
        ("Jane Roe, the top Republican on the committee, won.", ["Jane Roe, Republican"]),
        ("Jane Roe, the Labour candidate, won.", ["Jane Roe, Labour"]),
        ("Jane Roe, the Republican governor of Ohio, won.", ["Jane Roe, Republican"]),
        ("The Labour MP for Leeds East, Jane Roe, won.", ["Jane Roe, Labour"]),
        ("Labour group leader Jane Roe won.", ["Jane Roe, Labour"]),
        ("Jane Roe is a registered Republican.", ["Jane Roe, Republican"]),
        ("Jane Roe ran as a Republican in 2010.", ["Jane Roe, Republican"]),
        ("Sen. Jane Roe (R-Texas) won.", ["Jane Roe, R"]),
        ("Jane Roe, D-Ohio, won.", ["Jane Roe, D"]),
        ("Rep. Jane Roe (D., Calif.) won.", ["Jane Roe, D."]),
        ("Jane Roe (Labour, Leeds North) won.", ["Jane Roe, Labour"]),
        ("Conservative Party leader Jane Roe won.", ["Jane Roe, Conservative Party"]),
    ],
)
def test_party_affiliations_found_around_name(text, told):
    """The party is before or behind the name, predicated, or in brackets."""
    assert parties(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Republicans told Jane Roe to stop.",
        "The Republican told Jane Roe to stop.",
        "Jane Roe is no Republican.",
        "Former Republican Jane Roe won.",
        "Conservative commentator Jane Roe won.",
        "Conservative leaders met Jane Roe.",
        "Republican National Committee lawyer Jane Roe won.",
        "Green Bay mayor Jane Roe won.",
        "The labour lawyer Jane Roe won.",
    ],
)
def test_party_affiliations_left_out_of_other_sentences(text):
    """A former party, an opinion, and a name with the same word give nothing."""
    assert parties(text) == []


def test_party_in_unclosed_bracket_at_end_of_text_gives_nothing():
    """A text may end in a bracket behind a name."""
    assert parties("Reporters met Jane Roe (Lib Dem") == []


def test_party_affiliations_name_same_party_for_adjective_and_letter():
    """ "Democratic" and "D" are both the Democratic Party."""
    annotation = annotated("Democratic Senator Jane Roe met Ann Lee (D-Ohio).", "2024-05-15")
    mentions = {m.id: m.entity for m in annotation.mentions}
    labels = {e.id: e.label for e in annotation.entities}
    ties = [f for f in annotation.facts if getattr(f, "type", "") == "politicalAffiliation"]
    assert [labels[mentions[f.fillers("object")[0]]] for f in ties] == [
        "Democratic Party",
        "Democratic Party",
    ]


def test_party_affiliations_give_new_party_own_id():
    """A party that the article does not name has an id that no other entity has."""
    annotation = annotated(
        "Helen Reed is a teacher. Jane Roe is a nurse. Republican Tom Hughes met Ann Lee.",
        "2024-05-15",
    )
    assert {e.label for e in annotation.entities} == {
        "Helen Reed",
        "Jane Roe",
        "Tom Hughes",
        "Ann Lee",
        "Republican Party",
    }


def test_party_affiliations_use_party_that_article_names():
    """A party that is named in full is not made a second time."""
    annotation = annotated("The Labour Party met. Labour MP Jane Roe spoke.", "2024-05-15")
    assert [e.label for e in annotation.entities if "Labour" in e.label] == ["Labour Party"]
