"""Positions held: sentences in, roles out. The article is of Wednesday, 15 May 2024."""

import pytest

from tests.annotating import annotated, facts


def roles(text):
    """The roles of a text."""
    return facts(text, "role", date="2024-05-15")


@pytest.mark.parametrize(
    "text",
    [
        "Unilever chairman Helen Reed sang.",
        "Helen Reed, chairman of Unilever, sang.",
        "Helen Reed, the chairman of Unilever, sang.",
        "Helen Reed, 54, the chairman of Unilever, sang.",
        "Unilever's chairman, Helen Reed, sang.",
        "The chairman of Unilever, Helen Reed, sang.",
        "Helen Reed is the chairman of Unilever.",
        "Helen Reed is chairman of Unilever.",
        "Helen Reed, who is the chairman of Unilever, sang.",
        "Helen Reed serves as chairman of Unilever.",
        "Helen Reed works as chairman of Unilever.",
    ],
)
def test_every_shape_tells_the_same(text):
    """Before the name, beside it, after a verb."""
    assert roles(text) == ["role(person=Helen Reed, title=chairman, organisation=Unilever)"]


@pytest.mark.parametrize(
    "text",
    [
        "The chairman of Unilever sang.",
        "Helen Reed met a chairman.",
        "Executives Helen Reed and Tom Hughes sang.",
        "Unilever chaired the meeting.",
        "Helen Reed wrote “The Chairman of the Board”.",
        "Unilever, chairman of the group, sang.",
        "The president of Unilever, the maker of soap, sang.",
        "Helen Reed sang for the chairman of Unilever.",
    ],
)
def test_no_title_without_somebody_who_holds_it(text):
    """Nobody is named, a plural is spread over nobody, a company holds no office."""
    assert [
        r for r in roles(text) if "Helen Reed" in r or "Tom Hughes" in r or "person=Unilever" in r
    ] == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Foreign Minister Helen Reed sang.", "Foreign Minister"),
        ("Vice President Helen Reed sang.", "Vice President"),
        ("Helen Reed, deputy head of research at Unilever, sang.", "deputy head of research"),
        ("Helen Reed, managing director of Unilever, sang.", "managing director"),
        ("Helen Reed, the shadow home secretary, sang.", "shadow home secretary"),
    ],
)
def test_a_title_has_its_modifiers(text, title):
    """All words of the office, none of the organisation."""
    assert [r.split("title=")[1].rstrip(")").split(", ")[0] for r in roles(text)] == [title]


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Helen Reed, mayor of Leeds, sang.", "Leeds"),
        ("Helen Reed, the head of the ministry, sang.", "the ministry"),
        ("Helen Reed, head of research at Unilever, sang.", "Unilever"),
        ("Prime Minister Helen Reed sang.", None),
    ],
)
def test_the_organisation_is_what_the_text_says(text, organisation):
    """Also a town or a body without a name; none where none is named."""
    assert [r.partition("organisation=")[2].rstrip(")") or None for r in roles(text)] == [
        organisation
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Former Unilever chairman Helen Reed sang.", "former"),
        ("Helen Reed, the former chairman of Unilever, sang.", "former"),
        ("Helen Reed was the chairman of Unilever.", "former"),
        ("Helen Reed served as chairman of Unilever.", "former"),
        ("Helen Reed retired as chairman of Unilever.", "former"),
        ("Helen Reed, the acting chairman of Unilever, sang.", "acting"),
        ("Helen Reed, interim chairman of Unilever, sang.", "acting"),
        ("The incoming chairman of Unilever, Helen Reed, sang.", "future"),
    ],
)
def test_the_status_is_told_by_adjectives_and_tenses(text, status):
    """Former, acting, incoming; "was", "served", "retired"."""
    assert roles(text) == [
        f"role(person=Helen Reed, title=chairman, organisation=Unilever, status={status})"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Helen Reed became chairman of Unilever in 2019.", "start=2019"),
        ("Helen Reed was named chairman of Unilever in March 2021.", "start=2021-03"),
        ("Helen Reed resigned as chairman of Unilever in 2020.", "status=former, end=2020"),
        (
            "Helen Reed stepped down as chairman of Unilever on Monday.",
            "status=former, end=2024-05-13",
        ),
        ("Helen Reed was sacked as chairman of Unilever in 2020.", "status=former, end=2020"),
        ("Helen Reed will become chairman of Unilever.", "status=future, certainty=probable"),
        ("Helen Reed hopes to become chairman of Unilever.", "status=future, certainty=possible"),
        ("Helen Reed is not chairman of Unilever.", "polarity=negative"),
        ("Helen Reed did not become chairman of Unilever.", "polarity=negative"),
    ],
)
def test_verbs_begin_end_plan_and_deny_a_position(text, told):
    """With the date at the verb as its beginning or end."""
    assert roles(text) == [
        f"role(person=Helen Reed, title=chairman, organisation=Unilever, {told})"
    ]


def test_who_appoints_does_not_hold():
    """The object of "appoint" does, of the company that appoints where no other is told."""
    assert roles("Unilever appointed Helen Reed as chairman on Monday.") == [
        "role(person=Helen Reed, title=chairman, organisation=Unilever, start=2024-05-13)"
    ]
    assert roles("Unilever appointed Helen Reed as chairman of Nestlé.") == [
        "role(person=Helen Reed, title=chairman, organisation=Nestlé)"
    ]


def test_elected_with_a_bare_title():
    """ "elected Helen Reed chairman"."""
    assert roles("The board elected Helen Reed chairman.") == [
        "role(person=Helen Reed, title=chairman)"
    ]


def test_coordinated_titles_share_the_organisation_behind_them():
    """Chairman of it, and chief executive of it."""
    assert roles("Helen Reed, chairman and chief executive of Unilever, sang.") == [
        "role(person=Helen Reed, title=chairman, organisation=Unilever)",
        "role(person=Helen Reed, title=chief executive, organisation=Unilever)",
    ]


def test_an_organisation_before_the_second_title_is_not_shared():
    """Who is chairman of a firm and mayor is not its mayor."""
    assert not [
        r
        for r in roles("Helen Reed, chairman of Unilever and mayor, sang.")
        if "mayor" in r and "Unilever" in r
    ]


def test_two_titles_of_two_organisations():
    """Each with its own."""
    assert len(roles("Helen Reed, chairman of Unilever and president of Nestlé, sang.")) == 2


def test_several_people_each_have_their_own_title():
    """Titles do not spread."""
    assert roles("Foreign Minister Helen Reed met Prime Minister Tom Hughes.") == [
        "role(person=Helen Reed, title=Foreign Minister)",
        "role(person=Tom Hughes, title=Prime Minister)",
    ]


def test_a_later_telling_points_to_the_first():
    """The same person, organisation and status, and a title that says no more."""
    text = "Helen Reed, the chairman of Unilever, sang. The Unilever chairman left."
    first, second = (f for f in annotated(text).facts if f.kind == "role")
    assert (first.sameAs, second.sameAs) == (None, first.id)


def test_who_is_told_to_be_of_a_body_is_what_he_is_there():
    """A telling without a title says no more than the one with it."""
    text = "Helen Reed, the chairman of Unilever, sang. Unilever's Helen Reed left."
    first, second = (f for f in annotated(text).facts if f.kind == "role")
    assert (first.sameAs, second.sameAs) == (None, first.id)


def test_other_bounds_are_another_membership():
    """Who was it twice."""
    text = "Helen Reed, chairman of Unilever from 2001 to 2004, sang. Helen Reed was chairman of Unilever from 2010 to 2012."
    assert [f.sameAs for f in annotated(text).facts if f.kind == "role"] == [None, None]


def test_a_bare_company_is_the_one_spoken_of():
    """Its word becomes a mention tied to the name, with the rule."""
    annotation = annotated("Unilever fell, and company chairman Helen Reed left.")
    (role,) = (
        f for f in annotation.facts if f.kind == "role" and not f.pattern.endswith(":scored")
    )
    (company,) = (m for m in annotation.mentions if m.id == role.fillers("organisation")[0])
    (name,) = (m for m in annotation.mentions if m.text == "Unilever")
    assert (company.text, company.entity, company.antecedent, company.sieve) == (
        "company",
        name.entity,
        name.id,
        "salient-organisation",
    )


def test_a_former_and_a_present_position_are_two():
    """Also with the same title."""
    text = "Helen Reed, the former chairman of Unilever, sang. Helen Reed is chairman of Nestlé."
    assert [f.sameAs for f in annotated(text).facts if f.kind == "role"] == [None, None]


def test_the_title_is_a_mention_of_its_own():
    """Typed as a title, with the characters of its words, of no entity."""
    annotation = annotated("Unilever's chief executive, Helen Reed, sang.")
    (role,) = (
        f for f in annotation.facts if f.kind == "role" and not f.pattern.endswith(":scored")
    )
    (title,) = (m for m in annotation.mentions if m.id == role.fillers("title")[0])
    assert (title.type, title.text, title.entity) == ("Title", "chief executive", None)
    assert role.trigger == title.span
