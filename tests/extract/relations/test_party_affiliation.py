"""Which party somebody belongs to, as the press says it. The articles are of 15 May 2024."""

import pytest

from tests.annotating import annotated, facts


def parties(text):
    """The ties of a text, each as person and words for the party."""
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
def test_whose_party_is_told(text, told):
    """Before the name, behind it, as a predicate, in brackets."""
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
def test_what_tells_no_party(text):
    """Others' party, a former one, opinions, the capital of a sentence, names that hold the word."""
    assert parties(text) == []


def test_a_party_by_its_adjective_is_the_party():
    """ "Democratic" and "D" name one thing, the Democratic Party."""
    annotation = annotated("Democratic Senator Jane Roe met Ann Lee (D-Ohio).", "2024-05-15")
    mentions = {m.id: m.entity for m in annotation.mentions}
    labels = {e.id: e.label for e in annotation.entities}
    ties = [f for f in annotation.facts if getattr(f, "type", "") == "politicalAffiliation"]
    assert [labels[mentions[f.fillers("object")[0]]] for f in ties] == [
        "Democratic Party",
        "Democratic Party",
    ]


def test_a_new_party_is_no_other_thing():
    """It has an id that nothing in the article has."""
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


def test_a_party_that_the_article_names_is_the_one_meant():
    """No second Labour Party beside the one that is named in full."""
    annotation = annotated("The Labour Party met. Labour MP Jane Roe spoke.", "2024-05-15")
    assert [e.label for e in annotation.entities if "Labour" in e.label] == ["Labour Party"]
