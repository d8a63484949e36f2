"""A text in, its blocks out: title, headings, paragraphs, quotations and posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.layout.blocks import blocks_of
from tests.language.layout.block_words import block_words

PIECES = st.sampled_from(
    [
        "\r\n",
        "\n",
        "\r",
        "\n\n",
        " ",
        "\xa0",
        "\u2028",
        "\u2029",
        "\u200f",
        "\u0301",
        "👩‍🚒",
        "שלום",
        "مرحبا",
        "“",
        '"',
        "date ",
        "2021-03-04",
        "Posted: ",
        "Friday, ",
        "5 May 2020",
        "— Ann (@ann) ",
        "A bridge opened",
        ".",
        "#",
        "\x0b",
        "\x1c",
        "\x85",
        "\ufeff",
    ]
)


TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=20).map("".join)


@given(TEXTS)
def test_blocks_cover_every_character_once(text):
    """No character but white space is lost or read twice."""
    covered = [i for block in blocks_of(text) for i in range(block.span.start, block.span.end)]
    assert covered == sorted(set(covered))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(covered))


@given(TEXTS)
def test_blocks_have_no_white_space_around_them(text):
    """No block begins or ends with white space."""
    assert all(words == words.strip() != "" for _, words in block_words(text))


def test_title_is_a_short_first_line_without_full_stop():
    """The headline stands alone above the text."""
    assert block_words("Mayor opens bridge\n\nThe bridge opened at noon.") == [
        ("title", "Mayor opens bridge"),
        ("paragraph", "The bridge opened at noon."),
    ]


def test_title_is_the_given_one_whatever_its_end():
    """What the source calls the title is the title, also with a question mark."""
    assert block_words("Who fell?\n\nNobody did.", title="Who fell?")[0] == ("title", "Who fell?")


@pytest.mark.parametrize("headline", ["Why did the bridge fall?", "Mayor: “We have won”"])
def test_title_may_end_in_a_question_or_quotation_mark(headline):
    """Headlines may ask or quote."""
    assert block_words(f"{headline}\n\nNobody knows yet.")[0] == ("title", headline)


def test_heading_is_a_later_short_line():
    """A short line between paragraphs is a heading."""
    assert block_words("It rained.\n\nA wet summer\n\nIt rained again.")[1] == (
        "heading",
        "A wet summer",
    )


def test_paragraph_is_a_long_line_without_full_stop():
    """No headline has a hundred and fifty characters."""
    assert block_words("word " * 40)[0][0] == "paragraph"


def test_post_has_author_handle_and_date():
    """A post ends with a dash, the name, the handle in brackets, and the day."""
    text = "We open today! 🎉\nCome all — Oslo Port (@osloport) May 5, 2020\n\nIt opened."
    assert block_words(text) == [
        ("post", "We open today! 🎉\nCome all"),
        ("signature", "— Oslo Port (@osloport) May 5, 2020"),
        ("paragraph", "It opened."),
    ]
    post, signature, _ = blocks_of(text)
    for block in (post, signature):
        assert [
            text[part.start : part.end] for part in (block.author, block.handle, block.date)
        ] == ["Oslo Port", "@osloport", "May 5, 2020"]


def test_post_ends_with_its_signature():
    """What follows the signature of a post is a paragraph."""
    assert block_words("Come all — Oslo Port (@osloport) May 5, 2020 The port is old.")[2] == (
        "paragraph",
        "The port is old.",
    )


def test_post_needs_a_handle_and_a_date():
    """A dash and a name alone are an aside."""
    assert block_words("Come all — Oslo Port, May 5, 2020.") == [
        ("paragraph", "Come all — Oslo Port, May 5, 2020.")
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blocks_are_the_same_with_all_line_ends(end):
    """A blank line separates paragraphs, one line end does not, on all systems."""
    text = f"Mayor opens bridge{end}{end}The bridge opened.{end}People came.{end}{end}They left."
    assert [kind for kind, _ in block_words(text)] == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize("blank", ["\n \n", "\n\xa0\n", "\n\t\n\n\n", "\u2029", "\u2028"])
def test_blocks_are_separated_by_blank_lines_with_spaces(blank):
    """A blank line may have spaces, and Unicode has paragraph ends of its own."""
    assert block_words(f"One came.{blank}Two left.") == [
        ("paragraph", "One came."),
        ("paragraph", "Two left."),
    ]


def test_title_is_no_single_paragraph():
    """A text of one line has no title."""
    assert block_words("The bridge opened.") == [("paragraph", "The bridge opened.")]
    assert block_words("The bridge opened")[0][0] != "title"


@pytest.mark.parametrize("text", ["", " ", "\n\n \r\n\t"])
def test_blocks_of_an_empty_text(text):
    """White space has no blocks."""
    assert block_words(text) == []


@pytest.mark.parametrize(
    "headline",
    [
        "MAYOR OPENS BRIDGE.",
        "MAYOR OPENS BRIDGE",
        "Bridge to open at last!",
        "Mayor calls bridge ‘a joke’",
    ],
)
def test_title_in_capitals_or_with_marks(headline):
    """A title stands alone above the text and is one sentence at most."""
    assert block_words(f"{headline}\n\nNobody knows yet.")[0] == ("title", headline)


@pytest.mark.parametrize(
    "first",
    ["“It rained,” she said. “It poured.”", "It rained. Why did it rain?", "The bridge opened."],
)
def test_title_is_no_first_paragraph_of_sentences(first):
    """What ends as sentences do, or is several, is no title."""
    assert block_words(f"{first}\n\nNobody knows yet.")[0] == ("paragraph", first)


def test_title_may_share_its_line_with_the_day():
    """The day behind the headline dates the article."""
    assert block_words("Mayor opens bridge Friday, March 5, 2021\n\nIt opened.")[:2] == [
        ("title", "Mayor opens bridge"),
        ("dateline", "Friday, March 5, 2021"),
    ]


@pytest.mark.parametrize("line", ["What happens next?", "WHAT NOW IN LEEDS"])
def test_heading_is_a_question_or_capitals(line):
    """A short question or capitals on a line of their own are a heading."""
    assert block_words(f"It rained.\n\n{line}\n\nIt snowed.")[1] == ("heading", line)


@pytest.mark.parametrize(
    "body",
    [
        "    It rained. It poured.",
        "“It rained. It poured.”",
        "> It rained.\n> It poured.",
        "\tIt rained.",
    ],
)
def test_blockquote_is_set_off_behind_a_colon(body):
    """A quotation is indented, in marks, or with marks down its margin."""
    kinds = [kind for kind, _ in block_words(f"Jane Roe said:\n\n{body}\n\nThen it stopped.")]
    assert kinds == ["paragraph", "blockquote", "paragraph"]


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("Jane Roe wrote in a letter:", "blockquote"),
        ("It rained. In its statement, Acme said:", "blockquote"),
        ("There are three reasons:", "paragraph"),
        ("Jane Roe said no. There are three reasons:", "paragraph"),
        ("Jane Roe said no.", "paragraph"),
    ],
)
def test_blockquote_behind_said_and_a_colon_needs_no_marks(lead, kind):
    """The last sentence before says that somebody's words follow."""
    assert block_words(f"{lead}\n\nThe rain is cold. It must stop.\n\nIt snowed.")[1][0] == kind


def test_pull_quote_has_its_speaker_under_it():
    """A pull quote has no marks, but a dash and a name, perhaps with a role."""
    text = (
        "It rained.\n\n"
        "The rain must stop before the whole town drowns. — Jane Roe, mayor of Leeds\n\n"
        "It snowed."
    )
    assert block_words(text)[1:3] == [
        ("blockquote", "The rain must stop before the whole town drowns."),
        ("signature", "— Jane Roe, mayor of Leeds"),
    ]
    assert text[blocks_of(text)[1].speaker.start : blocks_of(text)[1].speaker.end] == "Jane Roe"


def test_tail_behind_sources_is_boilerplate():
    """Behind "Sources" all is boilerplate, unless paragraphs follow."""
    assert block_words("It rained.\n\nSources\n\n“Rain in town” — Acme News, May 5, 2020")[1:] == [
        ("furniture", "Sources"),
        ("furniture", "“Rain in town” — Acme News, May 5, 2020"),
    ]
    assert block_words(
        "It rained.\n\nSources\n\nThe rain came from the west. It was wet. It was cold."
    )[1] == ("heading", "Sources")


def test_blocks_without_blank_lines_are_lines_that_end_as_sentences():
    """Lines that are wrapped at a width do not end as sentences do."""
    assert [
        kind
        for kind, _ in block_words(
            "Bridge opens\nBy Jane Roe\nLONDON - The bridge opened.\nThe mayor came.\nShe left."
        )
    ] == [*["title", "byline", "dateline", "paragraph", "paragraph", "paragraph"]]
    assert [
        kind
        for kind, _ in block_words(
            "The bridge opened at\nnoon with the mayor. She\nleft when the bells of\nthe town rang."
        )
    ] == ["paragraph"]
