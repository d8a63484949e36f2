"""Names of cases in court, and what else has a "v" in it."""

import pytest

from tests.annotating import WEDNESDAY, annotated, facts


def _names(text):
    """The names of a text with their types, without dates."""
    return [
        (m.text, m.type)
        for m in annotated(text, WEDNESDAY).mentions
        if m.form == "name" and m.type != "Date"
    ]


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("The ruling in Roe v. Acme Corp. was handed down on Monday.", "Roe v. Acme Corp."),
        ("A judge cited United States v. Nixon on Monday.", "United States v. Nixon"),
        ("They decided Brown v. Board of Education in 1954.", "Brown v. Board of Education"),
        ("Acme Corp. v. Bolt Ltd. was settled in May.", "Acme Corp. v. Bolt Ltd."),
        ("The court overturned Roe v Wade on Friday.", "Roe v Wade"),
    ],
)
def test_case_is_one_name_of_a_work(text, case):
    """Neither party is a name there, and none of them has a role."""
    assert _names(text) == [(case, "Work")]
    assert facts(text, "role", "relation", date=WEDNESDAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "Leeds v Hull was a draw on Monday.",
        "Leeds United v Hull City ended in a draw on Monday.",
        "King George V opened the Acme Tower in Leeds.",
        "The court heard Jane Roe and Acme Corp. on Monday.",
    ],
)
def test_case_is_no_match_and_no_numeral(text):
    """Without a stop and a word of courts two teams play."""
    assert all(" v " not in name and " v. " not in name for name, _ in _names(text))


def test_case_leaves_the_parties_their_names_elsewhere():
    """Who sued is a person, and the firm a firm."""
    text = "Jane Roe sued Acme Corp. on Monday. Roe v. Acme Corp. is the first such case."
    assert _names(text) == [
        ("Jane Roe", "Person"),
        ("Acme Corp.", "Organisation"),
        ("Roe v. Acme Corp.", "Work"),
    ]
