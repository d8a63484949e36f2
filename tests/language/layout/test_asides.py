"""Asides that are no news, and words that look like them."""

import pytest

from kg.language.layout.asides import asides
from kg.raw_text import edited
from tests.annotating import WEDNESDAY, annotated, facts


def _read(text):
    return edited(text, asides(text)).text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # places in pictures
        ("Jane Roe, left, and John Poe arrive.", "Jane Roe and John Poe arrive."),
        ("Jane Roe (left) and John Poe (far right).", "Jane Roe and John Poe."),
        ("Jane Roe, centre, speaks.", "Jane Roe speaks."),
        ("Jane van der Roe, pictured left, met Max Poe, right.", "Jane van der Roe met Max Poe."),
        (
            "Jane Roe, left, John Poe, second from left, and Max Doe, right, in Leeds.",
            "Jane Roe, John Poe and Max Doe in Leeds.",
        ),
        ("Jane Roe, left, who won, met Acme.", "Jane Roe, who won, met Acme."),
        ("Jane Roe, right, the mayor, spoke.", "Jane Roe, the mayor, spoke."),
        ("From left: Jane Roe and John Poe.", "Jane Roe and John Poe."),
        ("It rained. From left, Jane Roe and John Poe.", "It rained. Jane Roe and John Poe."),
        ("Jane Roe, 34, left, and Max Poe arrive.", "Jane Roe, 34, and Max Poe arrive."),
        ("Jane Roe (pictured) left Acme.", "Jane Roe left Acme."),
        # codes of shares
        ("Acme Corp. (NASDAQ: ACME) rose.", "Acme Corp. rose."),
        ("Acme (NYSE:ACME), a firm, rose.", "Acme, a firm, rose."),
        ("Acme Inc (ACME.O) and Bolt [Nasdaq: BLT] rose.", "Acme Inc and Bolt rose."),
        ("Acme (NYSE American: ACM; LSE: AC.L) rose.", "Acme rose."),
        # letters behind names
        ("Jane Roe KC said so.", "Jane Roe said so."),
        ("Sir John Poe, KBE, QC, left.", "Sir John Poe, left."),
        ("John Poe, CBE, DSO (born 1921)", "John Poe (born 1921)"),
        ("The son of Max Poe, QC and brother of Jane.", "The son of Max Poe, and brother of Jane."),
        ("Jane Roe MP met John Poe MSP.", "Jane Roe met John Poe."),
        ("Jane Roe MP, the minister, left.", "Jane Roe, the minister, left."),
        # credits
        ("It rained. (Reporting by Jane Roe; Editing by John Poe)", "It rained."),
        ("“It rained.” Reporting by Jane Roe in Leeds; editing by John Poe", "“It rained.”"),
    ],
)
def test_asides_are_taken_out(text, read):
    """The words around them stand together, with the commas that they need."""
    assert _read(text) == read


@pytest.mark.parametrize(
    "text",
    [
        # "left" is a verb
        "Jane Roe left, and John Poe stayed.",
        "Jane Roe, the mayor of Leeds North, left, and John Poe stayed.",
        "Her deputy, John Poe, left, and Jane Roe stayed.",
        "Some ministers, including Jane Roe, left.",
        # sides of politics, streets and years
        "The Left, right and centre agreed.",
        "Voters on the far left, right and in the centre agreed.",
        "Jane Roe (Left Party) won.",
        "From left, attacks came.",
        "Turn right, Jane Roe said.",
        # other brackets
        "Acme (formerly Bolt) rose.",
        "Acme (U.S.) and Bolt (UK) rose.",
        "Acme rose (see Nasdaq).",
        "Jane Roe (D-Ohio) and John Poe (R) won.",
        # letters that are words of their own
        "The Kansas City KC Royals won.",
        "An eminent KC said so. The KC left.",
        "Jane Roe MP for Leeds won.",
        "Labour MP Jane Roe won.",
        "The Leeds North MP, John Poe, won.",
        "Every Leeds North MP won.",
        # reporting that is news
        "It rained. Reporting by Acme News showed that Jane Roe had lied.",
        "It rained (reporting by phone is hard) on Monday.",
    ],
)
def test_asides_are_no_words_of_a_sentence(text):
    """What only has the same words stays."""
    assert _read(text) == text


def test_asides_are_read_over_and_the_record_has_the_raw_text():
    """Offsets are those of the text with its asides, and no warning tells of them."""
    text = "Acme Corp. (NASDAQ: ACME) fired Jane Roe KC, left, and Max Poe on Monday."
    record = annotated(text, WEDNESDAY)
    names = [m.text for m in record.mentions if m.form == "name"]
    assert names == ["Acme Corp.", "Jane Roe", "Max Poe", "Monday"]
    assert all(text[m.start : m.end] == m.text for m in record.mentions)
    assert record.warnings == ()
    assert record.article.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Acme Corp. (NASDAQ: ACME) appointed Jane Roe chief executive on Monday.",
        "Jane Roe, chief executive of Acme Corp. (LSE: ACM), left on Monday.",
        "Acme Corp. (ACME.O) chief executive Jane Roe left on Monday.",
    ],
)
def test_roles_beside_the_code_of_a_share_are_those_of_the_firm(text):
    """Neither the exchange nor the code is an organisation."""
    record = annotated(text, WEDNESDAY)
    assert [e.label for e in record.entities if e.type == "Organisation"] == ["Acme Corp."]
    assert len(facts(text, "role", date=WEDNESDAY)) == 1
