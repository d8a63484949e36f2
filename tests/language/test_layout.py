"""A page in, its blocks out: title, date line, headings, paragraphs, embedded posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.layout import blocks_of

PIECES = st.sampled_from(
    [
        "\r\n", "\n", "\r", "\n\n", " ", "\xa0", "\u2028", "\u2029", "\u200f", "\u0301", "👩‍🚒", "שלום", "مرحبا", "“", '"', "date ", "2021-03-04", "Posted: ",
        "Friday, ", "5 May 2020", "— Ann (@ann) ", "A bridge opened", ".", "#", "\x0b", "\x1c", "\x85", "\ufeff",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=20).map("".join)


def page(text, title=None):
    """The blocks of a text as pairs of kind and words."""
    return [(block.kind, text[block.span.start : block.span.end]) for block in blocks_of(text, title)]


@given(TEXTS)
def test_every_character_but_white_space_stands_in_exactly_one_block(text):
    """Nothing on the page is lost or read twice, whatever the script, the marks and the line ends."""
    covered = [i for block in blocks_of(text) for i in range(block.span.start, block.span.end)]
    assert covered == sorted(set(covered))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(covered))


@given(TEXTS)
def test_no_block_begins_or_ends_with_white_space(text):
    """Blocks are words; what parts them belongs to none."""
    assert all(words == words.strip() != "" for _, words in page(text))


def test_a_short_first_line_without_full_stop_is_the_title():
    """The headline stands alone above the text."""
    assert page("Mayor opens bridge\n\nThe bridge opened at noon.") == [("title", "Mayor opens bridge"), ("paragraph", "The bridge opened at noon.")]


def test_a_given_title_is_known_again_whatever_it_ends_in():
    """What the source calls the title is the title, also with a question mark."""
    assert page("Who fell?\n\nNobody did.", title="Who fell?")[0] == ("title", "Who fell?")


@pytest.mark.parametrize("headline", ["Why did the bridge fall?", "Mayor: “We have won”"])
def test_a_headline_may_end_in_a_question_or_quotation_mark(headline):
    """Headlines ask and quote."""
    assert page(f"{headline}\n\nNobody knows yet.")[0] == ("title", headline)


def test_a_later_short_line_is_a_heading():
    """A crosshead between paragraphs is no sentence of its own."""
    assert page("It rained.\n\nA wet summer\n\nIt rained again.")[1] == ("heading", "A wet summer")


def test_a_long_line_without_full_stop_is_a_paragraph():
    """No headline has a hundred and fifty characters."""
    assert page("word " * 40)[0][0] == "paragraph"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2021-03-04", "2021-03-04"),
        ("March 4, 2021", "March 4, 2021"),
        ("4 March 2021", "4 March 2021"),
        ("4th March 2021", "4th March 2021"),
        ("Mar. 4, 2021", "Mar. 4, 2021"),
        ("Thursday, March 4, 2021", "March 4, 2021"),
        ("Published: 4 March 2021", "4 March 2021"),
        ("Updated 2021-03-04", "2021-03-04"),
        ("Posted: Thursday 4 March 2021.", "4 March 2021"),
    ],
)
def test_a_line_with_nothing_but_a_date_is_the_date_line(line, date):
    """In figures or in words, with or without weekday and "Published"; the date in it is pointed at."""
    text = f"Mayor opens bridge\n\n{line}\n\nThe bridge opened."
    (block,) = [b for b in blocks_of(text) if b.kind == "dateline"]
    assert text[block.span.start : block.span.end] == line
    assert block.date is not None
    assert text[block.date.start : block.date.end] == date


@pytest.mark.parametrize("words", ["The bridge opened on 4 March 2021.", "March 2021", "4 March", "Rain in 2021"])
def test_a_date_within_a_sentence_or_without_its_day_is_no_date_line(words):
    """Only a full date that stands alone dates the article."""
    assert not [b for b in blocks_of(f"{words}\n\nIt rained.") if b.kind == "dateline"]


@pytest.mark.parametrize("head", ["date 2021-03-04", "Date: 2021-03-04", "date 4 March 2021", "\n date: March 4, 2021"])
def test_a_head_date_may_stand_before_the_text_on_its_line(head):
    """ "date YYYY-MM-DD", then the first words right behind it."""
    assert page(f"{head} Rain fell on the town.") == [("dateline", head.strip()), ("paragraph", "Rain fell on the town.")]


def test_what_only_begins_like_a_head_date_is_text():
    """A date has an end."""
    assert page("date 2021-03-04x Rain fell.") == [("paragraph", "date 2021-03-04x Rain fell.")]


def test_the_title_may_stand_below_the_date():
    """A date line first, then the headline."""
    assert page("date 2021-03-04\nMayor opens bridge\n\nIt opened.") == [
        ("dateline", "date 2021-03-04"),
        ("title", "Mayor opens bridge"),
        ("paragraph", "It opened."),
    ]


def test_an_embedded_post_has_its_author_handle_and_date():
    """The words, then a dash, the name, the handle in brackets, and the day."""
    text = "We open today! 🎉\nCome all — Oslo Port (@osloport) May 5, 2020\n\nIt opened."
    assert page(text) == [("post", "We open today! 🎉\nCome all"), ("signature", "— Oslo Port (@osloport) May 5, 2020"), ("paragraph", "It opened.")]
    post, signature, _ = blocks_of(text)
    for block in (post, signature):
        assert [text[part.start : part.end] for part in (block.author, block.handle, block.date)] == ["Oslo Port", "@osloport", "May 5, 2020"]


def test_what_follows_a_signature_on_its_line_is_a_paragraph():
    """The post ends where it is signed."""
    assert page("Come all — Oslo Port (@osloport) May 5, 2020 The port is old.")[2] == ("paragraph", "The port is old.")


def test_a_signature_needs_a_handle_and_a_date():
    """A dash and a name is how any aside ends."""
    assert page("Come all — Oslo Port, May 5, 2020.") == [("paragraph", "Come all — Oslo Port, May 5, 2020.")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_are_the_same(end):
    """A blank line parts paragraphs, one line end does not."""
    text = f"Mayor opens bridge{end}{end}The bridge opened.{end}People came.{end}{end}They left."
    assert [kind for kind, _ in page(text)] == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize("blank", ["\n \n", "\n\xa0\n", "\n\t\n\n\n", "\u2029", "\u2028"])
def test_a_blank_line_may_hold_spaces(blank):
    """Spaces, tabs and no-break spaces are nothing to read; Unicode has paragraph ends of its own."""
    assert page(f"One came.{blank}Two left.") == [("paragraph", "One came."), ("paragraph", "Two left.")]


def test_a_single_paragraph_is_no_title():
    """A text of one line is the text."""
    assert page("The bridge opened.") == [("paragraph", "The bridge opened.")]
    assert page("The bridge opened")[0][0] != "title"


@pytest.mark.parametrize("text", ["", " ", "\n\n \r\n\t"])
def test_an_empty_text_has_no_blocks(text):
    """White space is nothing."""
    assert page(text) == []


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("LONDON, 14 March 2023 (Reuters) -", "14 March 2023"),
        ("WASHINGTON (AP) —", None),
        ("Oslo, Norway —", None),
        ("NEW YORK, May 5 -", "May 5"),
        ("PARIS, France (AFP) --", None),
    ],
)
def test_a_wire_s_opening_is_its_date_line(line, day):
    """Town, day, agency and dash say where and when it was filed, not what happened."""
    text = f"{line} The bridge opened at noon."
    first, second = blocks_of(text)
    assert (first.kind, text[first.span.start : first.span.end]) == ("dateline", line)
    assert (text[first.date.start : first.date.end] if first.date else None) == day
    assert text[second.span.start :] == "The bridge opened at noon."


@pytest.mark.parametrize("text", ["Jane Roe (54) - a teacher - said no.", "Bolt, Acme — and nobody else — won.", "IBM - the company - grew."])
def test_an_aside_between_dashes_is_no_date_line(text):
    """What follows a wire's dash begins a sentence."""
    assert page(text) == [("paragraph", text)]


def test_author_day_and_hour_may_stand_in_lines_of_one_piece():
    """The day is found, whatever stands above it."""
    text = "Council boss goes\n\nBy Dan Price\n11:02, 3 JUN 2022\n\nThe chief went on Monday."
    dates = [text[b.date.start : b.date.end] for b in blocks_of(text) if b.date]
    assert dates == ["3 JUN 2022"]
