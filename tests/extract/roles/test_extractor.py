"""Roles: sentences in, facts out. The article is of Wednesday, 15 May 2024."""

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
def test_role_is_the_same_in_every_sentence_pattern(text):
    """The title may stand before the name, be apposed to it or follow a verb."""
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
def test_role_needs_a_named_person(text):
    """Neither a nameless person, nor each of a bare plural, nor a company holds a position."""
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
def test_title_includes_its_modifiers(text, title):
    """The title is all words of the office and none of the organisation."""
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
def test_organisation_may_be_a_place_or_a_description(text, organisation):
    """The organisation may be a town or have no name, and may be missing."""
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
def test_status_follows_adjectives_and_tenses(text, status):
    """The status comes from words such as "acting" and from verbs such as "served"."""
    assert roles(text) == [
        f"role(person=Helen Reed, title=chairman, organisation=Unilever, status={status})"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
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
def test_verb_gives_bounds_status_and_polarity(text, expected):
    """A verb begins, ends, plans or denies a role, with its date as the beginning or end."""
    assert roles(text) == [
        f"role(person=Helen Reed, title=chairman, organisation=Unilever, {expected})"
    ]


def test_appointment_gives_the_title_to_its_object():
    """The appointing company is the employer only where no other one is given."""
    assert roles("Unilever appointed Helen Reed as chairman on Monday.") == [
        "role(person=Helen Reed, title=chairman, organisation=Unilever, start=2024-05-13)"
    ]
    assert roles("Unilever appointed Helen Reed as chairman of Nestlé.") == [
        "role(person=Helen Reed, title=chairman, organisation=Nestlé)"
    ]


def test_election_takes_a_bare_title():
    """The title may follow the elected person without "as"."""
    assert roles("The board elected Helen Reed chairman.") == [
        "role(person=Helen Reed, title=chairman)"
    ]


def test_coordinated_titles_share_the_organisation_behind_them():
    """Both titles are of the organisation that stands behind the second."""
    assert roles("Helen Reed, chairman and chief executive of Unilever, sang.") == [
        "role(person=Helen Reed, title=chairman, organisation=Unilever)",
        "role(person=Helen Reed, title=chief executive, organisation=Unilever)",
    ]


def test_organisation_of_the_first_title_is_not_shared():
    """Who is chairman of a company and mayor is not the company's mayor."""
    assert not [
        r
        for r in roles("Helen Reed, chairman of Unilever and mayor, sang.")
        if "mayor" in r and "Unilever" in r
    ]


def test_titles_keep_their_own_organisations():
    """Two titles with an organisation each make two roles."""
    assert len(roles("Helen Reed, chairman of Unilever and president of Nestlé, sang.")) == 2


def test_titles_stay_with_their_own_holders():
    """Two people with a title each do not share them."""
    assert roles("Foreign Minister Helen Reed met Prime Minister Tom Hughes.") == [
        "role(person=Helen Reed, title=Foreign Minister)",
        "role(person=Tom Hughes, title=Prime Minister)",
    ]


def test_later_role_points_to_the_first():
    """Roles of one person, organisation and status are one where the title says no more."""
    text = "Helen Reed, the chairman of Unilever, sang. The Unilever chairman left."
    first, second = (f for f in annotated(text).facts if f.kind == "role")
    assert (first.sameAs, second.sameAs) == (None, first.id)


def test_role_without_title_points_to_the_one_with_it():
    """A role without a title says no more than an earlier one with it."""
    text = "Helen Reed, the chairman of Unilever, sang. Unilever's Helen Reed left."
    first, second = (f for f in annotated(text).facts if f.kind == "role")
    assert (first.sameAs, second.sameAs) == (None, first.id)


def test_roles_with_other_bounds_differ():
    """Somebody may hold the same position twice."""
    text = (
        "Helen Reed, chairman of Unilever from 2001 to 2004, sang. Helen Reed was "
        "chairman of Unilever from 2010 to 2012."
    )
    assert [f.sameAs for f in annotated(text).facts if f.kind == "role"] == [None, None]


def test_bare_company_refers_to_the_salient_organisation():
    """The word "company" becomes a mention with its antecedent and the rule that found it."""
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


def test_former_and_current_roles_differ():
    """Roles of other status are not one, even with the same title."""
    text = "Helen Reed, the former chairman of Unilever, sang. Helen Reed is chairman of Nestlé."
    assert [f.sameAs for f in annotated(text).facts if f.kind == "role"] == [None, None]


def test_title_is_a_mention_without_entity():
    """The title is a mention with the type, the text and the span of its words."""
    annotation = annotated("Unilever's chief executive, Helen Reed, sang.")
    (role,) = (
        f for f in annotation.facts if f.kind == "role" and not f.pattern.endswith(":scored")
    )
    (title,) = (m for m in annotation.mentions if m.id == role.fillers("title")[0])
    assert (title.type, title.text, title.entity) == ("Title", "chief executive", None)
    assert role.trigger == title.span


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The chairman of Unilever is Helen Reed.",
            ["role(person=Helen Reed, title=chairman, organisation=Unilever)"],
        ),
        (
            "Unilever's chairman is Helen Reed.",
            ["role(person=Helen Reed, title=chairman, organisation=Unilever)"],
        ),
        (
            "Unilever fell. Its chairman is Helen Reed.",
            ["role(person=Helen Reed, title=chairman, organisation=Its)"],
        ),
        (
            "The next chairman of Unilever is Helen Reed.",
            ["role(person=Helen Reed, title=chairman, organisation=Unilever, status=future)"],
        ),
        (
            "The former chairman of Unilever was Helen Reed.",
            ["role(person=Helen Reed, title=chairman, organisation=Unilever, status=former)"],
        ),
        (
            "The chairman of Unilever is not Helen Reed.",
            ["role(person=Helen Reed, title=chairman, organisation=Unilever, polarity=negative)"],
        ),
        (
            "Unilever has a new chairman, Helen Reed.",
            ["role(person=Helen Reed, title=chairman, organisation=Unilever)"],
        ),
        ("The friend of the chairman is Helen Reed.", []),
        ("The chairman of Unilever is a friend of Helen Reed.", []),
    ],
)
def test_role_of_the_name_behind_the_title(text, found):
    """ "The POST of X is NAME" tells as much as "NAME is the POST of X"."""
    assert roles(text) == found


def test_a_title_of_another_organisation_is_of_somebody_else():
    """Whoever heads Boeing is not the head of Airbus."""
    text = "Boeing's chief executive, Karl Benson, resigned. The chief executive of Airbus "
    benson = "role(person=Karl Benson, title=chief executive, organisation=Boeing)"
    finch = "role(person=Laura Finch, title=chief executive, organisation=Airbus)"
    assert roles(f"{text}is Laura Finch.") == [benson, finch]
    assert roles(f"{text}sang.") == [benson]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Helen Reed takes over as chairman of Unilever on June 1.", "future"),
        ("Helen Reed will take over as chairman of Unilever.", "future"),
        ("Incoming Unilever chairman Helen Reed sang.", "future"),
        ("Unilever said that its chairman would be Helen Reed.", "future"),
        ("Helen Reed took over as chairman of Unilever on May 1.", "current"),
        ("Helen Reed is chairman of Unilever.", "current"),
    ],
)
def test_role_to_come_is_of_the_future(text, status):
    """What begins behind the article's day is not held on it."""
    (role,) = (f for f in annotated(text, "2024-05-15").facts if f.kind == "role")
    assert role.status == status


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Current director Helen Reed sang.", ["role(person=Helen Reed, title=director)"]),
        ("The current director, Helen Reed, sang.", ["role(person=Helen Reed, title=director)"]),
        ("Director Helen Reed sang.", []),
        ("The new member, Helen Reed, sang.", []),
        ("The new nurse, Helen Reed, sang.", []),
    ],
)
def test_a_word_of_time_makes_a_position(text, found):
    """A current director holds a post, also where nobody says where."""
    assert roles(text) == found
