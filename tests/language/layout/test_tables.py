"""Tables and lists of results: rows are no sentences."""

import pytest

from tests.annotating import WEDNESDAY, annotated
from tests.language.layout.block_words import block_words


def _unread(text):
    return [words for kind, words in block_words(text) if kind == "furniture"]


@pytest.mark.parametrize(
    "table",
    [
        "Jane Roe (Lab) 12,345\nJohn Poe (Con) 11,004\nMax van Doe (LD) 2,116",
        "Jane Roe (Lab) 12,345",
        "Jane Roe (Lab) 12,345; John Poe (Con) 11,004.",
        "Leeds United 2 Hull City 1\nYork 0-0 Bath",
        "1 Jane Roe (GB) 9.58\n2 Max Doe (US) 9.61",
        "Team\tPlayed\tWon\nLeeds United\t12\t9\nHull City\t12\t7",
        "Firm       Profit     Staff\nAcme       $3m        12\nBolt       $2m        7",
        "| Firm | Chief |\n|---|---|\n| Acme | Jane Roe |\n| Bolt | John Poe |",
        "Acme | Jane Roe | $3m\nBolt | John Poe | $2m",
    ],
)
def test_tables_are_not_read(table):
    """Each row is unread, and the text around it is read."""
    text = f"Jane Roe won in Leeds on Monday.\n\n{table}\n\nIt rained."
    assert _unread(text) == table.split("\n")
    assert block_words(text)[-1] == ("paragraph", "It rained.")
    assert _unread(f"The results from Leeds, in full:\n{table}") == table.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "Acme Unveils Bolt 5\n\nMay 5, 2012\n\nIt rained.",
        "Acme Unveils Bolt 5\nMay 5, 2012\n\nIt rained.",
        "It rained.\n\nProfit rose to $3m\nStaff fell to 12",
        "It rained.\n\nLeeds United 2 Hull City 1",
        "It rained.\n\nJane Roe left in 2019.\nJohn Poe left in 2020.",
        "It rained.\n\nJane Roe (Lab) said on Monday that she had 12,345 votes.",
        "It rained.\n\nJane Roe (Con) won.",
        "By Jane Roe | Acme News\n\nIt rained.",
        "It rained.\n\n“Either | or,” he said.",
    ],
)
def test_tables_are_no_sentences_and_no_single_lines(text):
    """Words in small letters, a full stop, or nothing like it above and below."""
    assert _unread(text) == []


def test_tables_give_no_facts():
    """Neither roles nor parties come out of a row."""
    text = "The result in Leeds North:\n\nJane Roe (Lab) 12,345\nJohn Poe (LD) 11,004"
    assert [f for f in annotated(text, WEDNESDAY).facts if f.kind in {"role", "relation"}] == []


@pytest.mark.parametrize(
    ("letters", "party"),
    [("Lab", "Labour Party"), ("Con", "Conservative Party"), ("LD", "Liberal Democrats")],
)
def test_party_letters_in_a_sentence_are_the_party(letters, party):
    """They have its name, and whoever stands for it is not employed there."""
    record = annotated(f"Jane Roe ({letters}) told Acme on Monday that she had won.", WEDNESDAY)
    mentions = {m.id: m for m in record.mentions}
    labels = {e.id: e.label for e in record.entities}
    found = [f for f in record.facts if f.kind in {"role", "relation"}]
    assert [f.type for f in found] == ["politicalAffiliation"]
    assert labels[mentions[found[0].fillers("object")[0]].entity] == party
