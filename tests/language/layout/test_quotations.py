"""What stands between quotation marks, by paragraph."""

from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kg.language.layout.blocks import blocks_of
from kg.language.layout.quotations import quotations_of

MARKS = ['"', "“", "”", "''", "``", "«", "»", "„", "‘", "’", "'"]
PARAGRAPHS = st.lists(
    st.sampled_from([*MARKS, "so ", "it rains, ", "she said. ", "20", " ", "\n"]), max_size=15
).map(lambda parts: "The end " + "".join(parts))


def quoted(text):
    """The words between quotation marks, without these."""
    return [text[q.inner.start : q.inner.end] for q in quotations_of(text, blocks_of(text))]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('"', '"'),
        ("“", "”"),
        ("''", "''"),
        ("``", "''"),
        ("«", "»"),
        ("„", "“"),
        ('"', "”"),
        ("“", '"'),
        ("‘", "’"),
        ("'", "'"),
    ],
)
def test_marks_of_all_shapes_pair(opening, closing):
    """Straight, curly, doubled, single, and those that open in one shape and close in another."""
    text = f"{opening}The rain will stop,{closing} she said."
    assert quoted(text) == ["The rain will stop,"]
    (found,) = quotations_of(text, blocks_of(text))
    assert text[found.outer.start : found.outer.end] == f"{opening}The rain will stop,{closing}"


def test_several_quotations_of_a_paragraph_come_in_order():
    """A broken quotation is two."""
    assert quoted(
        "“It rained,” she said, “and then it snowed.” He called it ‘weather of a kind’."
    ) == [
        "It rained,",
        "and then it snowed.",
        "weather of a kind",
    ]


def test_a_mark_left_open_ends_with_its_paragraph():
    """A quotation that runs over paragraphs opens each and closes the last only."""
    assert quoted("“It rained.\n\n“It snowed,” she said.") == ["It rained.", "It snowed,"]


@pytest.mark.parametrize(
    "text",
    [
        "“She told me “stay here” and I stayed,” he said.",
        "“She told me ‘stay here’ and I stayed,” he said.",
        '“She told me "stay here" and I stayed,” he said.',
        '"She told me "stay here" and I stayed," he said.',
        "“She told me 'stay here' and I stayed,” he said.",
        "'She told me \"stay here\" and I stayed,' he said.",
    ],
)
def test_a_quotation_within_a_quotation_does_not_end_it(text):
    """What the outer marks enclose is one quotation."""
    assert len(quoted(text)) == 1
    assert quoted(text)[0].endswith("and I stayed,")


def test_a_nested_opening_without_its_end_costs_only_its_own_paragraph():
    """The outer quotation ends with the one closing mark there is."""
    assert quoted("“She told me “stay here.” Then I left.") == ["She told me “stay here."]


@pytest.mark.parametrize(
    "text",
    [
        'A 15" screen and a 20" one.',
        "The firm's workers' union isn't the bank's.",
        "The '60s, the '70s and rock 'n' roll as they were.",
    ],
)
def test_inches_apostrophes_and_decades_quote_nothing(text):
    """Not every mark is a quotation mark."""
    assert quoted(text) == []


def test_inches_do_not_disturb_a_quotation_behind_them():
    """The mark behind a number does not open."""
    assert quoted('A 15" screen is "far too big," she said.') == ["far too big,"]


@pytest.mark.parametrize(
    "text", ['“My old 15" screen is broken,” she said.', '"My old 15" screen is broken," she said.']
)
def test_inches_within_a_quotation_do_not_end_it(text):
    """A word follows the number's mark, and the quotation has an end of its own."""
    assert quoted(text) == ['My old 15" screen is broken,']


def test_a_quotation_may_end_in_a_number():
    """The next mark opens again, so that this one has closed."""
    assert quoted('"We lost 15" said he. "It was bad."') == ["We lost 15", "It was bad."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“It rained," + '" she said, "and it snowed.”', ["It rained,", "and it snowed."]),
        ("»Das ist gut«, he said.", ["Das ist gut"]),
        ("« C'est bon », he said.", [" C'est bon "]),
        ("„Das ist gut“, he said, „so.“", ["Das ist gut", "so."]),
        ("(“It rained,” she said.)", ["It rained,"]),
        ('Roe ("the rain king") left.', ["the rain king"]),
        ("She said it was `a very wet Monday' and left.", ["a very wet Monday"]),
        ("'The players' union has won,' he said.", ["The players' union has won,"]),
        ("The ‘80s were ‘the wettest years of all’, he said.", ["the wettest years of all"]),
    ],
)
def test_marks_are_read_by_where_they_stand(text, words):
    """Careless ends, other languages' papers, brackets, plurals, decades."""
    assert quoted(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "'Tis the season for the players' union.",
        "Get 'em while they rain, said the sellers' guild.",
        "‘Twas a rain of ’68 in the players’ stand.",
    ],
)
def test_letters_left_out_open_no_quotation(text):
    """An apostrophe at a word's head is no mark."""
    assert quoted(text) == []


def test_a_straight_mark_too_many_is_left_out():
    """The others pair without it: nobody is made to say what stands in between."""
    assert quoted('"It rained, she said. Then they left. "No," he said.') == ["No,"]


def test_a_quotation_set_off_without_marks_is_one():
    """What is indented behind a colon is said as a whole."""
    assert quoted("The mayor wrote:\n\n    The rain must stop. We are wet.\n\nIt did not.") == [
        "The rain must stop. We are wet."
    ]
    assert quoted("The mayor wrote:\n\n> The rain must stop.\n\nIt did not.") == [
        "The rain must stop."
    ]


def test_what_is_not_read_quotes_nothing():
    """Nobody says what a credit holds."""
    assert quoted("A headline\n\nRain on Friday. Image: Jane “Rain” Roe.\n\nIt rained.") == []


def test_apostrophes_do_not_end_a_single_quotation():
    """ "isn't" has no mark in it."""
    assert quoted("‘The firm isn’t the bank’s,’ she said.") == ["The firm isn’t the bank’s,"]


def test_short_words_in_single_marks_are_no_quotation():
    """Below twelve characters they are names and turns of phrase, and apostrophes look the same."""
    assert quoted("The ‘fun’ is over.") == []


def test_marks_with_nothing_in_between_quote_nothing():
    """A quotation has words."""
    assert quoted('She said "" and left. "') == []


@pytest.mark.parametrize(
    "head",
    ["“Enough,” says mayor\n\nShe left.", "We won “at last” — Ann Lee (@annlee) May 5, 2020"],
)
def test_titles_and_posts_quote_too(head):
    """Every block is looked through."""
    assert quoted(head) in (["Enough,"], ["at last"])


@given(st.lists(PARAGRAPHS, min_size=2, max_size=4), st.data())
@example(["“So it rains”", "She said “it rains"], None)
def test_a_mark_too_many_leaves_the_other_paragraphs_as_they_are(paragraphs, data):
    """Whatever is wrong with the marks of one paragraph, all others are read the same."""
    paragraphs = [p.strip() for p in paragraphs]
    changed = data.draw(st.integers(0, len(paragraphs) - 1)) if data else 0
    mark = data.draw(st.sampled_from(MARKS)) if data else "“"
    other = [*paragraphs]
    other[changed] += f" it {mark}rains"
    assume(all("\n\n" not in p for p in paragraphs))
    before, after = (
        [_within(ps, i) for i in range(len(ps)) if i != changed] for ps in (paragraphs, other)
    )
    assert before == after


def _within(paragraphs, number):
    """The quotations that begin in one of the paragraphs."""
    text = "\n\n".join(paragraphs)
    start = sum(len(p) + 2 for p in paragraphs[:number])
    found = [
        q
        for q in quotations_of(text, blocks_of(text))
        if start <= q.outer.start < start + len(paragraphs[number])
    ]
    assert all(q.outer.end <= start + len(paragraphs[number]) for q in found)
    return [text[q.outer.start : q.outer.end] for q in found]


@given(st.lists(PARAGRAPHS, max_size=4).map("\n\n".join))
def test_quotations_stand_in_order_and_none_within_another(text):
    """Each begins where or after the one before ends, and its marks are around its words."""
    found = quotations_of(text, blocks_of(text))
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))
    assert all(q.outer.contains(q.inner) and len(q.inner) > 0 for q in found)
