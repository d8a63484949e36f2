"""Captions, bullets, links and hints to the reader."""

import pytest

from tests.language.layout.block_words import block_words


@pytest.mark.parametrize(
    ("seen", "credit"),
    [
        ("The bridge at noon.", "Image: Jane Roe."),
        ("The bridge at noon", "(Photo: AP)"),
        ("The bridge at noon.", "Photo by Jane R. Roe"),
        ("The bridge at noon.", "(AP Photo/Jane Roe)"),
        ("The bridge at noon.", "Image courtesy of Acme"),
        ("Jane Roe;", "from file, 2015."),
        (None, "File photo"),
        (None, "Photo by Jane Roe"),
        (None, "Image: Jane Roe"),
    ],
)
def test_caption_and_credit_are_two_blocks(seen, credit):
    """The credit may stand alone."""
    blocks = [*([("caption", seen)] if seen else []), ("credit", credit)]
    assert block_words(f"It rained.\n\n{f'{seen} ' if seen else ''}{credit}\n\nIt snowed.") == [
        ("paragraph", "It rained."),
        *blocks,
        ("paragraph", "It snowed."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor posted a video via Twitter.",
        "He saw the photo: it was old and bad. Then he left for the town.",
        "She has the image of Jane Roe.",
    ],
)
def test_caption_is_no_sentence_about_pictures(text):
    """A credit begins with a capital and ends the words."""
    assert block_words(f"It rained.\n\n{text}\n\nIt snowed.")[1] == ("paragraph", text)


@pytest.mark.parametrize(
    "marks",
    [
        ("-", "-", "-"),
        ("*", "*", "*"),
        ("•", "•", "•"),
        ("–", "–", "–"),
        ("1.", "2.", "3."),
        ("1)", "2)", "3)"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_bullets_make_items(marks, gap):
    """Each item of a list is a block, without its bullet or number."""
    text = "They want:\n\n" + gap.join(
        f"{mark} {words}"
        for mark, words in zip(marks, ["Less rain", "More sun,\nand soon", "No snow."], strict=True)
    )
    assert block_words(f"{text}\n\nThat is all.")[1:-1] == [
        *[("furniture", marks[0]), ("item", "Less rain")],
        *[("furniture", marks[1]), ("item", "More sun,\nand soon")],
        *[("furniture", marks[2]), ("item", "No snow.")],
    ]


@pytest.mark.parametrize(
    "text", ["5. May was wet.", "- so he said, and left.", "* It rained where it never rains."]
)
def test_bullets_are_no_single_dash_or_number(text):
    """One dash or number makes no list."""
    assert block_words(f"It rained.\n\n{text}")[1] == ("paragraph", text)


@pytest.mark.parametrize(
    "line",
    [
        "Read more",
        "ADVERTISEMENT",
        "Share this article",
        "Read more: Rain in Leeds",
        "3 min read",
        "2 hours ago",
        "1,204 comments",
        "© 2020 Acme News",
        "Copyright © 2020 Acme. All rights reserved.",
        "This article was last updated on May 5, 2020.",
        "jane.roe@acme.org",
        "https://acme.org/rain?a=b",
        "www.acme.org",
        "* * *",
        "-----",
        "(Reporting by Jane Roe; Editing by John Doe)",
    ],
)
def test_boilerplate_is_links_and_hints(line):
    """Links and hints to the reader are boilerplate."""
    assert block_words(f"It rained.\n\n{line}\n\nIt snowed.")[1] == ("furniture", line)


@pytest.mark.parametrize(
    "line",
    [
        "He asked them to read more.",
        "The advertisement was seen by many.",
        "Share prices fell.",
        "Sign of the times: rain.",
    ],
)
def test_boilerplate_is_no_sentence_with_such_words(line):
    """A hint is the whole line, or opens it."""
    assert block_words(f"It rained.\n\n{line}\n\nIt snowed.")[1] == ("paragraph", line)


def _read(text):
    """The words of what is read, the first paragraph left out."""
    return [words for kind, words in block_words(text) if kind != "furniture"][1:]


@pytest.mark.parametrize(
    "rail",
    [
        "READ MORE\n\nJane Roe arrested in Leeds\n\nWho is Max Poe?",
        "Most popular\n1. Jane Roe arrested in Leeds\n2. Max Poe resigns as mayor",
        "Most popular\n\nJane Roe arrested in Leeds\n\nMax Poe: ‘I was a fool’",
        "Related stories:\n\n- Jane Roe arrested in Leeds\n- Max Poe resigns as mayor.",
        "EDITORS’ PICKS\n\nJane Roe arrested in Leeds\n\nAdvertisement\n\nMax Poe resigns",
    ],
)
def test_rails_are_boilerplate_up_to_the_next_paragraph(rail):
    """Headlines of other articles are not read, also in the midst of an article."""
    assert _read(f"It rained in Leeds.\n\n{rail}") == []
    assert _read(f"It rained in Leeds.\n\n{rail}\n\nIt snowed.") == ["It snowed."]


@pytest.mark.parametrize(
    "text",
    [
        "READ MORE\n\nThe deal was worth $3m, the firm said.",
        "The most popular\n\nJane Roe arrested in Leeds",
        "More rain to come\n\nJane Roe arrested in Leeds",
        "Most popular was Jane Roe.\n\nMax Poe came second.",
    ],
)
def test_rails_open_with_nothing_but_their_name(text):
    """A sentence under such a line is the article's."""
    words = [w for w in text.split("\n\n") if w != "READ MORE"]
    assert _read(f"It rained in Leeds.\n\n{text}") == words


@pytest.mark.parametrize(
    "line",
    [
        "Sign up to our Business Today newsletter: get set for the day with Jane Roe.",
        "Get the best of Jane Roe’s reporting in your inbox every morning.",
        "Subscribe to our newsletter to read Jane Roe first.",
        "Don’t miss a story: download our app.",
        "Follow Jane Roe on our WhatsApp channel.",
    ],
)
def test_boilerplate_are_calls_to_subscribe(line):
    """They ask the reader for something that a page offers."""
    assert _read(f"It rained.\n\n{line}\n\nIt snowed.") == ["It snowed."]


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Jane Roe)",
        "(Editing by Jane Roe and Max Poe)",
        "Writing by Jane Roe; editing by Max Poe",
        "[Additional reporting by Jane Roe]",
    ],
)
def test_boilerplate_tells_who_wrote_the_article(line):
    """On a line of its own, in brackets or not."""
    assert _read(f"It rained.\n\n{line}") == []


@pytest.mark.parametrize(
    "line",
    [
        "Get well soon, the mayor told Jane Roe on Monday.",
        "The council said in its newsletter that Jane Roe had left.",
        "Sign-up for the race ended on Friday.",
        "“Subscribe to our newsletter,” Jane Roe told the crowd.",
        "Download figures fell by half, Acme said.",
    ],
)
def test_boilerplate_is_no_sentence_with_one_of_these_words(line):
    """It asks for nothing, or for nothing of a page."""
    assert _read(f"It rained.\n\n{line}\n\nIt snowed.") == [line, "It snowed."]
