"""Long texts of any shape are read, at a cost that grows with their length and no faster.

What is counted are calls, not seconds: tests/benchmarks/bench_length.py has the times.
"""

import cProfile
import pstats

import pytest

from kg.language import parse
from kg.language.layout.blocks import blocks_of
from kg.language.layout.quotations import quotations_of
from kg.language.quantities import amounts
from kg.language.timex.expressions import expressions
from kg.model import Article
from tests.long_shapes import SHAPES

LENGTH, TIMES = 2_500, 3
SLOW_BEFORE = (  # shapes that took the square of their length in one part of reading or another
    "open_quotation",
    "yes_he_said",
    "yes_he_said_paragraphs",
    "questions_and_answers",
    "block_quotations",
    "pull_quotes",
    "single_quotations",
    "numbered",
    "table",
    "one_entity",
    "many_entities",
    "one_name",
    "families",
    "descriptions",
    "appositions",
    "titles",
)
MARKS = (
    "-",
    "—",
    "(",
    "()",
    '"',
    "“",
    "«",
    "‘a ",
    "'",
    ".",
    "@",
    ">",
    "* a\n",
    "Q: a\n",
    "\t",
    "\r",
)
WHITE = ("\n", " ", " \n", "\xa0", "\u2028")


def document(text):
    """The text, read."""
    [found] = parse([Article("long", text, date="2024-05-15")])
    return found


def calls(work):
    """How many calls of functions, ours and others', the work makes."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return pstats.Stats(profile).total_calls


@pytest.mark.parametrize("shape", SLOW_BEFORE)
def test_parse_makes_calls_in_proportion_to_length(shape):
    """A text three times as long takes about three times as many calls, not nine times."""
    short, long = SHAPES[shape](LENGTH), SHAPES[shape](TIMES * LENGTH)
    document(short)  # what is kept of words is there now
    few, many = calls(lambda: document(short)), calls(lambda: document(long))
    assert many <= 1.25 * TIMES * few


@pytest.mark.parametrize("text", [*MARKS, *WHITE])
def test_layout_makes_calls_in_proportion_to_length(text):
    """Marks and white space again and again are looked at once."""

    def lay_out(length):
        page = "The end. " + text * length + " It began."
        quotations_of(page, blocks_of(page))

    few, many = calls(lambda: lay_out(500)), calls(lambda: lay_out(2_000))
    assert many <= 1.25 * 4 * few + 400


@pytest.mark.parametrize("text", ["1", "1,", "1.", "$1 ", "5 May ", "ten ", "half a ", "2020-"])
def test_expressions_are_sought_in_proportion_to_length(text):
    """Figures again and again start no search of the whole text."""

    def seek(length):
        page = text * length
        for scan in (amounts._MONEY, amounts._QUANTITY):
            list(scan.found(page))
        list(expressions(page))

    few, many = calls(lambda: seek(500)), calls(lambda: seek(2_000))
    assert many <= 1.25 * 4 * few + 400


# --- what is cut --------------------------------------------------------------------------------


def test_parse_leaves_out_what_is_too_long_for_a_word():
    """Data is not read, all else is, and the warning shows where it begins."""
    found = document(f"Jane Roe left Acme. {'QUJD' * 200} She went to London.")
    assert [m.text for m in found.mentions] == ["Jane Roe", "Acme", "She", "London"]
    assert found.warnings == (
        (
            "long: what has more than 500 characters without a space is left out, as "
            "'QUJDQUJDQUJDQUJDQUJD'…; put spaces between its words if it has some"
        ),
    )


def test_parse_reads_name_without_end_in_parts():
    """Words that the model takes for one name of hundreds are names of sixty at most."""
    found = document("Jane Roe " * 300)
    assert max(len(m.text.split()) for m in found.mentions) <= 60
    assert len(found.doc.text) == 2700


def test_parse_says_that_not_all_candidates_were_looked_at():
    """A list of hundreds before a pronoun is cut, and the warning names the article."""
    names = ", ".join(["the letter of the mayor"] * 250)
    found = document(f"Jane Roe saw {names} and she left.")
    assert [w for w in found.warnings if w.startswith("long: of more than 300 names and nouns")]


def test_parse_says_that_a_sentence_is_too_long():
    """Who takes part is looked for near a word alone; the warning says how long the sentence is."""
    found = document("Jane Roe sold " + ", ".join(["the mill"] * 200) + " and left.")
    [warning] = found.warnings
    assert warning.startswith("long: in a sentence of 6")
    assert "only those within 500 of a verb or noun" in warning


@pytest.mark.parametrize("shape", ["news", "speeches", "interview", "live_blog", "posts"])
def test_parse_cuts_nothing_of_ordinary_texts(shape):
    """Articles of twenty pages reach none of the limits."""
    assert document(SHAPES[shape](40_000)).warnings == ()
