"""Headlines: passives without "was", and verbs that the parser takes for nouns."""

import pytest

from kg.extract import extract
from kg.language import parse
from kg.model import Article

BODY = "The news was told in a short statement on Thursday, and it said nothing of what is to come."


def tree(headline):
    """The words of a headline above a text: for each its label and its head."""
    doc = next(
        parse([Article("article", f"{headline}\n\n{BODY}\n", title=headline, date="2022-11-10")])
    ).doc
    return {t.text: (t.dep_, t.head.text) for t in doc[: len(headline.split()) + 4]}


@pytest.mark.parametrize(
    ("headline", "patient", "verb"),
    [
        ("Nurse charged with murder", "Nurse", "charged"),
        ("Two men jailed for life", "men", "jailed"),
        ("Boeing allowed to bid for contract", "Boeing", "allowed"),
        ("Smith named new England captain", "Smith", "named"),
        ("Russian journalist found dead in Kyiv", "journalist", "found"),
        ("Airport closed after police officer stabbed", "officer", "stabbed"),
    ],
)
def test_headline_past_without_was_is_passive(headline, patient, verb):
    """A past tense in a headline is a passive, for actions are in the present there."""
    assert tree(headline)[patient] == ("nsubjpass", verb)


@pytest.mark.parametrize(
    ("headline", "agent", "verb"),
    [
        ("Obama signed the bill", "Obama", "signed"),
        ("Thousands marched in London", "Thousands", "marched"),
        ("Roe asked the court to sit", "Roe", "asked"),
    ],
)
def test_headline_past_with_object_is_active(headline, agent, verb):
    """With an object, or a verb that nobody suffers, the past is no passive."""
    assert tree(headline)[agent] == ("nsubj", verb)


def test_past_below_headline_is_active():
    """Below the headline the past of such a verb is what it is."""
    [document] = parse(
        [
            Article(
                "article",
                "Jane Roe shouted. In the end the officer fired at them.",
                date="2022-11-10",
            )
        ]
    )
    assert {t.text: t.dep_ for t in document.doc}["officer"] == "nsubj"


@pytest.mark.parametrize(
    ("headline", "verb", "agent", "patient"),
    [
        ("Court jails former minister for fraud", "jails", "Court", "minister"),
        ("Toyota names new finance chief Tom Hughes", "names", "Toyota", "Hughes"),
        ("Senate backs bill to curb emissions", "backs", "Senate", "bill"),
        ("Court of Appeal jails ex-minister for bribery", "jails", "Court", "ex-minister"),
    ],
)
def test_headline_verb_that_looks_like_noun_is_verb(headline, verb, agent, patient):
    """The parser takes "jails" and "names" for plurals, but a headline needs a verb."""
    found = tree(headline)
    assert (found[agent], found[patient]) == (("nsubj", verb), ("dobj", verb))


def test_headline_files_for_is_verb_next_to_another():
    """Where there is another verb on the line, the word behind "files" shows that it is one."""
    found = tree("Hertz files for bankruptcy; boss resigns")
    assert (found["Hertz"], found["boss"]) == (("nsubj", "files"), ("nsubj", "resigns"))


@pytest.mark.parametrize(
    "headline", ["Google fines top $8bn", "Top baby names of the year", "Olympic bans and doping"]
)
def test_headline_plural_with_verb_or_without_object_stays_noun(headline):
    """No verb is made where there is one, or where nothing would be its object."""
    [document] = parse(
        [Article("article", f"{headline}\n\n{BODY}\n", title=headline, date="2022-11-10")]
    )
    assert not {"fines", "names", "bans"} & {t.text for t in document.doc if t.pos_ == "VERB"}


def test_headline_passive_has_no_agent():
    """Whom something is done to is not made its agent."""
    headline = "Hospital nurse charged with murder"
    [document] = parse(
        [Article("article", f"{headline}\n\n{BODY}\n", title=headline, date="2022-11-10")]
    )
    annotation = extract(document)
    roles = {
        a.role
        for f in annotation.facts
        if f.kind == "event" and f.sentence.end <= len(headline)
        for a in f.arguments
    }
    assert "patient" in roles
    assert "agent" not in roles
