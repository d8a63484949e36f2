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
def test_quotation_marks_of_all_shapes_pair(opening, closing):
    """Straight, curly, doubled and single marks pair, also one shape with another."""
    text = f"{opening}The rain will stop,{closing} she said."
    assert quoted(text) == ["The rain will stop,"]
    (found,) = quotations_of(text, blocks_of(text))
    assert text[found.outer.start : found.outer.end] == f"{opening}The rain will stop,{closing}"


def test_quotations_of_a_paragraph_come_in_order():
    """A broken quotation is two."""
    assert quoted(
        "“It rained,” she said, “and then it snowed.” He called it ‘weather of a kind’."
    ) == [
        "It rained,",
        "and then it snowed.",
        "weather of a kind",
    ]


def test_quotation_without_its_end_ends_with_the_paragraph():
    """A quotation over several paragraphs opens each and closes the last only."""
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
def test_quotation_has_another_within_it(text):
    """What the outer marks enclose is one quotation."""
    assert len(quoted(text)) == 1
    assert quoted(text)[0].endswith("and I stayed,")


def test_quotation_within_without_its_end():
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
def test_quotation_is_no_inches_apostrophe_or_decade(text):
    """Inches, apostrophes and decades quote nothing."""
    assert quoted(text) == []


def test_quotation_behind_inches():
    """The mark behind a number does not open a quotation."""
    assert quoted('A 15" screen is "far too big," she said.') == ["far too big,"]


@pytest.mark.parametrize(
    "text", ['“My old 15" screen is broken,” she said.', '"My old 15" screen is broken," she said.']
)
def test_quotation_does_not_end_with_inches(text):
    """A word follows the inches, and the quotation has an end of its own."""
    assert quoted(text) == ['My old 15" screen is broken,']


def test_quotation_may_end_with_a_number():
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
def test_quotation_marks_by_the_characters_around_them(text, words):
    """Careless ends, other languages' marks, brackets, plurals and decades are understood."""
    assert quoted(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "'Tis the season for the players' union.",
        "Get 'em while they rain, said the sellers' guild.",
        "‘Twas a rain of ’68 in the players’ stand.",
    ],
)
def test_quotation_is_not_opened_by_an_elision(text):
    """An apostrophe at the head of a word is no quotation mark."""
    assert quoted(text) == []


def test_quotation_mark_too_many_is_left_out():
    """A straight mark is left out where the others pair without it."""
    assert quoted('"It rained, she said. Then they left. "No," he said.') == ["No,"]


def test_quotation_may_be_a_block_without_marks():
    """What is indented behind a colon is quoted as a whole."""
    assert quoted("The mayor wrote:\n\n    The rain must stop. We are wet.\n\nIt did not.") == [
        "The rain must stop. We are wet."
    ]
    assert quoted("The mayor wrote:\n\n> The rain must stop.\n\nIt did not.") == [
        "The rain must stop."
    ]


def test_quotation_is_not_in_a_credit():
    """A credit has no quotations."""
    assert quoted("A headline\n\nRain on Friday. Image: Jane “Rain” Roe.\n\nIt rained.") == []


def test_single_quotation_does_not_end_with_an_apostrophe():
    """ "isn't" has no quotation mark in it."""
    assert quoted("‘The firm isn’t the bank’s,’ she said.") == ["The firm isn’t the bank’s,"]


def test_single_quotation_is_not_short():
    """Below twelve characters they are names and idioms."""
    assert quoted("The ‘fun’ is over.") == []


def test_quotation_has_words():
    """Marks with nothing in between quote nothing."""
    assert quoted('She said "" and left. "') == []


@pytest.mark.parametrize(
    "head",
    ["“Enough,” says mayor\n\nShe left.", "We won “at last” — Ann Lee (@annlee) May 5, 2020"],
)
def test_quotation_may_be_in_a_title_or_post(head):
    """Titles and posts may quote too."""
    assert quoted(head) in (["Enough,"], ["at last"])


@given(st.lists(PARAGRAPHS, min_size=2, max_size=4), st.data())
@example(["“So it rains”", "She said “it rains"], None)
def test_quotations_of_one_paragraph_do_not_change_others(paragraphs, data):
    """Wrong marks in one paragraph change no other."""
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
def test_quotations_do_not_overlap(text):
    """Each begins where or after the one before ends, with its marks around its words."""
    found = quotations_of(text, blocks_of(text))
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))
    assert all(q.outer.contains(q.inner) and len(q.inner) > 0 for q in found)
