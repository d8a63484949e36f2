"""A page in, its blocks out: title, date line, headings, paragraphs, embedded posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.layout.blocks import blocks_of

PIECES = st.sampled_from(
    [
        "\r\n", "\n", "\r", "\n\n", " ", "\xa0", "\u2028", "\u2029", "\u200f", "\u0301", "👩‍🚒", "שלום", "مرحبا", "“", '"', "date ", "2021-03-04", "Posted: ",
        "Friday, ", "5 May 2020", "— Ann (@ann) ", "A bridge opened", ".", "#", "\x0b", "\x1c", "\x85", "\ufeff",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=20).map("".join)


def page(text, title=None):
    """The blocks of a text as pairs of kind and words."""
    return [
        (block.kind, text[block.span.start : block.span.end]) for block in blocks_of(text, title)
    ]


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
    assert page("Mayor opens bridge\n\nThe bridge opened at noon.") == [
        ("title", "Mayor opens bridge"),
        ("paragraph", "The bridge opened at noon."),
    ]


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
        ("Thu 4 Mar 2021 10.02 GMT", "4 Mar 2021"),
        ("Last modified on Thu 4 March 2021 10.02 GMT", "4 March 2021"),
        ("March 4, 2021 10:02 AM ET Updated 2 hours ago", "March 4, 2021"),
        ("Posted: Thursday 4 March 2021.", "4 March 2021"),
        ("March 4, 2021 10:02 AM ET", "March 4, 2021"),
        ("March 4, 2021 at 5:30 p.m. EST", "March 4, 2021"),
        ("Published on 4 March 2021 | 10:02", "4 March 2021"),
        ("Published March 4, 2021 | Updated March 6, 2021", "March 4, 2021"),
        ("Published 4 March 2021, last updated 5 March 2021", "4 March 2021"),
    ],
)
def test_a_line_with_nothing_but_a_date_is_the_date_line(line, date):
    """In figures or in words, with or without weekday and "Published"; the date in it is pointed at."""
    text = f"Mayor opens bridge\n\n{line}\n\nThe bridge opened."
    (block,) = [b for b in blocks_of(text) if b.kind == "dateline"]
    assert text[block.span.start : block.span.end] == line
    assert block.date is not None
    assert text[block.date.start : block.date.end] == date


@pytest.mark.parametrize(
    "words", ["The bridge opened on 4 March 2021.", "March 2021", "4 March", "Rain in 2021"]
)
def test_a_date_within_a_sentence_or_without_its_day_is_no_date_line(words):
    """Only a full date that stands alone dates the article."""
    assert not [b for b in blocks_of(f"{words}\n\nIt rained.") if b.kind == "dateline"]


@pytest.mark.parametrize(
    "head", ["date 2021-03-04", "Date: 2021-03-04", "date 4 March 2021", "\n date: March 4, 2021"]
)
def test_a_head_date_may_stand_before_the_text_on_its_line(head):
    """ "date YYYY-MM-DD", then the first words right behind it."""
    assert page(f"{head} Rain fell on the town.") == [
        ("dateline", head.strip()),
        ("paragraph", "Rain fell on the town."),
    ]


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
    assert page(text) == [
        ("post", "We open today! 🎉\nCome all"),
        ("signature", "— Oslo Port (@osloport) May 5, 2020"),
        ("paragraph", "It opened."),
    ]
    post, signature, _ = blocks_of(text)
    for block in (post, signature):
        assert [
            text[part.start : part.end] for part in (block.author, block.handle, block.date)
        ] == ["Oslo Port", "@osloport", "May 5, 2020"]


def test_what_follows_a_signature_on_its_line_is_a_paragraph():
    """The post ends where it is signed."""
    assert page("Come all — Oslo Port (@osloport) May 5, 2020 The port is old.")[2] == (
        "paragraph",
        "The port is old.",
    )


def test_a_signature_needs_a_handle_and_a_date():
    """A dash and a name is how any aside ends."""
    assert page("Come all — Oslo Port, May 5, 2020.") == [
        ("paragraph", "Come all — Oslo Port, May 5, 2020.")
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_are_the_same(end):
    """A blank line parts paragraphs, one line end does not."""
    text = f"Mayor opens bridge{end}{end}The bridge opened.{end}People came.{end}{end}They left."
    assert [kind for kind, _ in page(text)] == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize("blank", ["\n \n", "\n\xa0\n", "\n\t\n\n\n", "\u2029", "\u2028"])
def test_a_blank_line_may_hold_spaces(blank):
    """Spaces, tabs and no-break spaces are nothing to read; Unicode has paragraph ends of its own."""
    assert page(f"One came.{blank}Two left.") == [
        ("paragraph", "One came."),
        ("paragraph", "Two left."),
    ]


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


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe (54) - a teacher - said no.",
        "Bolt, Acme — and nobody else — won.",
        "IBM - the company - grew.",
    ],
)
def test_an_aside_between_dashes_is_no_date_line(text):
    """What follows a wire's dash begins a sentence."""
    assert page(text) == [("paragraph", text)]


def test_author_day_and_hour_may_stand_in_lines_of_one_piece():
    """The day is found, whatever stands above it."""
    text = "Council boss goes\n\nBy Dan Price\n11:02, 3 JUN 2022\n\nThe chief went on Monday."
    dates = [text[b.date.start : b.date.end] for b in blocks_of(text) if b.date]
    assert dates == ["3 JUN 2022"]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("BY JANE ROE", "JANE ROE"),
        ("By Jane Roe and John Doe, Reuters", "Jane Roe and John Doe"),
        ("By Jane Roe, Tom Fox and John Doe", "Jane Roe, Tom Fox and John Doe"),
        ("By Jane van Roe, political correspondent", "Jane van Roe"),
        ("By Jane Roe | Acme News", "Jane Roe"),
        ("By Jane Roe in London", "Jane Roe"),
        ("Written by J. R. Roe", "J. R. Roe"),
        ("Jane Roe, staff writer", "Jane Roe"),
        ("Jane Roe in London", "Jane Roe"),
        ("Jane Roe\nPolitical correspondent", "Jane Roe"),
    ],
)
def test_who_wrote_it_stands_below_the_headline(line, author):
    """The names are pointed at; agency, town and post belong to the line."""
    text = f"Mayor opens bridge\n\n{line}\n\nThe bridge opened."
    block = blocks_of(text)[1]
    assert (block.kind, text[block.span.start : block.span.end]) == ("byline", line)
    assert text[block.author.start : block.author.end] == author


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the rain had stopped.",
        "By then Jane Roe had left",
        "Jane Roe in London met the mayor.",
        "By the River",
    ],
)
def test_not_every_by_is_a_byline(line):
    """Names and nothing but names."""
    assert "byline" not in [
        kind for kind, _ in page(f"Mayor opens bridge\n\n{line}\n\nThe bridge opened.")
    ]


def test_a_name_with_a_town_is_a_byline_only_below_the_headline():
    """Between paragraphs it is a heading."""
    assert page("It rained.\n\nJane Roe in London\n\nIt snowed.")[1] == (
        "heading",
        "Jane Roe in London",
    )


@pytest.mark.parametrize(
    "line",
    [
        "Paris —",
        "Washington, D.C. —",
        "Leeds, Yorkshire, England -",
        "(Reuters) -",
        "NEW YORK, May 5, 2021 /Newswire/ --",
        "LONDON, May 5 (BUSINESS WIRE)--",
        "LEEDS, England--(BUSINESS WIRE)--",
        "LONDON:",
    ],
)
def test_the_first_paragraph_may_open_with_less(line):
    """A town and a dash, an agency alone, a press release's wire."""
    assert page(f"Mayor opens bridge\n\n{line} The bridge opened.")[1:] == [
        ("dateline", line),
        ("paragraph", "The bridge opened."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Paris — The town — was wet.",
        "Acme, Inc. - The maker of rain - grew.",
        "(ABC) is a channel - It won.",
    ],
)
def test_an_aside_at_the_head_of_the_text_is_no_date_line(text):
    """A second dash closes what the first has opened; a company is no town."""
    assert page(f"Mayor opens bridge\n\n{text}")[1] == ("paragraph", text)


def test_only_the_first_paragraph_opens_with_a_mere_town():
    """Later a name and a dash are a way to write."""
    assert page("It rained.\n\nParis — The town was wet.")[1][0] == "paragraph"


@pytest.mark.parametrize(
    "headline",
    [
        "MAYOR OPENS BRIDGE.",
        "MAYOR OPENS BRIDGE",
        "Bridge to open at last!",
        "Mayor calls bridge ‘a joke’",
    ],
)
def test_headlines_in_capitals_and_with_marks(headline):
    """What stands alone above the text and is one sentence at most."""
    assert page(f"{headline}\n\nNobody knows yet.")[0] == ("title", headline)


@pytest.mark.parametrize(
    "first",
    ["“It rained,” she said. “It poured.”", "It rained. Why did it rain?", "The bridge opened."],
)
def test_a_first_paragraph_of_sentences_is_no_title(first):
    """It ends as sentences do, or there are several."""
    assert page(f"{first}\n\nNobody knows yet.")[0] == ("paragraph", first)


def test_a_headline_and_its_day_may_share_a_line():
    """The day behind the headline dates the article."""
    assert page("Mayor opens bridge Friday, March 5, 2021\n\nIt opened.")[:2] == [
        ("title", "Mayor opens bridge"),
        ("dateline", "Friday, March 5, 2021"),
    ]


@pytest.mark.parametrize("line", ["What happens next?", "WHAT NOW IN LEEDS"])
def test_a_question_or_capitals_between_paragraphs_are_a_heading(line):
    """Short, on a line of its own."""
    assert page(f"It rained.\n\n{line}\n\nIt snowed.")[1] == ("heading", line)


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
def test_a_caption_says_what_is_seen_and_who_made_it(seen, credit):
    """Two blocks; the credit may stand alone."""
    blocks = [*([("caption", seen)] if seen else []), ("credit", credit)]
    assert page(f"It rained.\n\n{f'{seen} ' if seen else ''}{credit}\n\nIt snowed.") == [
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
def test_a_sentence_about_pictures_is_no_caption(text):
    """Credits begin in capitals and close the words."""
    assert page(f"It rained.\n\n{text}\n\nIt snowed.")[1] == ("paragraph", text)


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
def test_each_item_of_a_list_is_a_block(marks, gap):
    """Bullets and numbers are nothing to read."""
    text = "They want:\n\n" + gap.join(
        f"{mark} {words}"
        for mark, words in zip(marks, ["Less rain", "More sun,\nand soon", "No snow."], strict=True)
    )
    assert page(f"{text}\n\nThat is all.")[1:-1] == [
        *[("furniture", marks[0]), ("item", "Less rain")],
        *[("furniture", marks[1]), ("item", "More sun,\nand soon")],
        *[("furniture", marks[2]), ("item", "No snow.")],
    ]


@pytest.mark.parametrize(
    "text", ["5. May was wet.", "- so he said, and left.", "* It rained where it never rains."]
)
def test_one_dash_or_number_makes_no_list(text):
    """A list has items."""
    assert page(f"It rained.\n\n{text}")[1] == ("paragraph", text)


def test_turns_of_speakers_stand_behind_their_labels():
    """Each line that opens with one of the labels that recur; what a paragraph goes on with is said too."""
    text = "Q: Why did you go?\nA: I had to.\n\nIt rained.\n\nQ: Will you come back?\nA: We may.\n\nThe bridge opened."
    assert page(text) == [
        *[
            ("label", "Q:"),
            ("turn", "Why did you go?"),
            ("label", "A:"),
            ("turn", "I had to."),
            ("turn", "It rained."),
        ],
        *[
            ("label", "Q:"),
            ("turn", "Will you come back?"),
            ("label", "A:"),
            ("turn", "We may."),
            ("paragraph", "The bridge opened."),
        ],
    ]
    assert [b.part for b in blocks_of(text) if b.kind == "turn"] == [
        "question",
        "answer",
        "answer",
        "question",
        "answer",
    ]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("WN:", "Roe:"),
        ("((WN))", "((Jane Roe))"),
        ("**Acme:**", "**Jane Roe:**"),
        ("JOHN DOE:", "JANE ROE:"),
        ("Q.", "A."),
        ("Host:", "Dr. Roe:"),
    ],
)
def test_labels_are_names_letters_or_in_brackets(asks, answers):
    """As papers write them; who asks is told by the questions."""
    text = f"{asks} Why did you go?\n\n{answers} I had to.\n\n{asks} Will you come back?\n\n{answers} We may."
    assert [b.kind for b in blocks_of(text)] == ["label", "turn"] * 4
    assert [b.part for b in blocks_of(text) if b.kind == "turn"] == ["question", "answer"] * 2


def test_a_transcript_gives_the_full_name_once():
    """From then on its last word; what the speaker is may stand behind the name."""
    text = "JANE ROE, HOST: Why was nobody warned?\n\nTOM FOX: We did warn them.\n\nROE: Did they come?\n\nFOX: They came at ten."
    assert [b.kind for b in blocks_of(text)] == ["label", "turn"] * 4
    assert [b.part for b in blocks_of(text) if b.kind == "turn"] == ["question", "answer"] * 2


def test_a_label_may_stand_on_a_line_of_its_own():
    """What follows is that speaker's."""
    text = "Q:\nWhy did you go?\n\nJane Roe:\n\nI had to.\n\nQ:\nWhy?\n\nJane Roe:\n\nI was tired."
    assert [b.kind for b in blocks_of(text)] == ["label", "turn"] * 4


@pytest.mark.parametrize(
    "text",
    [
        "Note: It rained.\n\nUpdate: It snowed.",
        "Note: It rained.\n\nNote: It snowed.\n\nUpdate: It hailed.\n\nUpdate: It is over.",
        "Home: 3\nAway: 2\nHome: 4\nAway: 5",
        "Name: Jane Roe\nAge: 45",
        "Roe: It rained.\n\nThen it snowed.",
    ],
)
def test_a_word_and_a_colon_is_not_yet_a_speaker(text):
    """Labels recur, there are two of them, and what is said ends as sentences do."""
    assert not [b for b in blocks_of(f"{text}\n\nIt rained.") if b.kind in {"turn", "label"}]


def test_questions_and_answers_need_no_labels():
    """Questions to "you" and answers by "I", three times in turn."""
    text = "It rained on Roe.\n\nWhy did you go?\n\nI had to.\n\nThe town was wet.\n\nWas it cold?\n\nWe froze.\n\nWill you come back?\n\nI may."
    assert [(b.kind, b.part) for b in blocks_of(text)] == [
        ("paragraph", None),
        *[
            ("turn", "question"),
            ("turn", "answer"),
            ("turn", "answer"),
            ("turn", "question"),
            ("turn", "answer"),
            ("turn", "question"),
            ("turn", "answer"),
        ],
    ]


def test_an_interview_that_is_called_one_may_be_short():
    """Two questions will do."""
    text = "An interview with Jane Roe\n\nWhy did you go?\n\nI had to.\n\nWas it cold?\n\nIt was."
    assert [b.kind for b in blocks_of(text)] == ["title", "turn", "turn", "turn", "turn"]


def test_a_writer_s_own_questions_are_no_interview():
    """Nobody answers as "I"."""
    text = "What is rain?\n\nRain is water.\n\nWho needs rain?\n\nFarmers do.\n\nWhere does it rain?\n\nIn Leeds."
    assert "turn" not in [b.kind for b in blocks_of(text)]


@pytest.mark.parametrize(
    "body",
    [
        "    It rained. It poured.",
        "“It rained. It poured.”",
        "> It rained.\n> It poured.",
        "\tIt rained.",
    ],
)
def test_what_follows_a_colon_set_off_is_a_block_quotation(body):
    """Indented, in marks, or with marks down its margin."""
    kinds = [kind for kind, _ in page(f"Jane Roe said:\n\n{body}\n\nThen it stopped.")]
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
def test_a_paragraph_behind_said_and_a_colon_needs_no_marks(lead, kind):
    """The last sentence says that somebody's words follow."""
    assert page(f"{lead}\n\nThe rain is cold. It must stop.\n\nIt snowed.")[1][0] == kind


def test_a_pulled_quotation_has_its_speaker_under_it():
    """Words without marks, a dash, a name, perhaps what he is."""
    text = "It rained.\n\nThe rain must stop before the whole town drowns. — Jane Roe, mayor of Leeds\n\nIt snowed."
    assert page(text)[1:3] == [
        ("blockquote", "The rain must stop before the whole town drowns."),
        ("signature", "— Jane Roe, mayor of Leeds"),
    ]
    assert text[blocks_of(text)[1].speaker.start : blocks_of(text)[1].speaker.end] == "Jane Roe"


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
def test_links_and_hints_are_furniture(line):
    """Nothing of the story."""
    assert page(f"It rained.\n\n{line}\n\nIt snowed.")[1] == ("furniture", line)


@pytest.mark.parametrize(
    "line",
    [
        "He asked them to read more.",
        "The advertisement was seen by many.",
        "Share prices fell.",
        "Sign of the times: rain.",
    ],
)
def test_a_sentence_with_such_words_is_text(line):
    """The whole line is the hint, or opens with it."""
    assert page(f"It rained.\n\n{line}\n\nIt snowed.")[1] == ("paragraph", line)


def test_after_sources_only_links_follow():
    """To the end of the page; where paragraphs follow, "Sources" is a heading like others."""
    assert page("It rained.\n\nSources\n\n“Rain in town” — Acme News, May 5, 2020")[1:] == [
        ("furniture", "Sources"),
        ("furniture", "“Rain in town” — Acme News, May 5, 2020"),
    ]
    assert page("It rained.\n\nSources\n\nThe rain came from the west. It was wet. It was cold.")[
        1
    ] == ("heading", "Sources")


def test_a_page_without_blank_lines_may_have_a_paragraph_a_line():
    """Its lines end as sentences do; lines set to a width do not."""
    assert [
        kind
        for kind, _ in page(
            "Bridge opens\nBy Jane Roe\nLONDON - The bridge opened.\nThe mayor came.\nShe left."
        )
    ] == [*["title", "byline", "dateline", "paragraph", "paragraph", "paragraph"]]
    assert [
        kind
        for kind, _ in page(
            "The bridge opened at\nnoon with the mayor. She\nleft when the bells of\nthe town rang."
        )
    ] == ["paragraph"]


@pytest.mark.parametrize(
    "line", ["The Ledger, 14 October 2023", "Whitby Gazette | Friday, March 5, 2021"]
)
def test_a_newspaper_and_its_day_under_the_title_date_the_article(line):
    """Further down such a line is text."""
    assert page(f"Mayor opens bridge\n\n{line}\n\nIt opened.")[1] == ("dateline", line)
    assert page(f"Mayor opens bridge\n\nIt opened.\n\n{line}\n\nIt closed.")[2][0] != "dateline"
