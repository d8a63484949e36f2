"""Texts in, parsed Docs out whose characters are those of the article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.layout.blocks import blocks_of
from kg.language.spacy_model import parse_blocks

PIECES = [
    "\r\n",
    "\n\n",
    "\n",
    " ",
    "\xa0",
    "\u2028",
    "👩‍🚒",
    "é",
    "e\u0301",
    "שלום",
    "“",
    '"',
    "...",
    "It rains. ",
    "Ann Lee",
    "don't",
    "https://t.co/x",
    "\x00",
    "!!!!!!" * 8,
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12).map("".join)


def parsed(*texts):
    """The Docs of some texts, cut into their blocks."""
    return list(parse_blocks((text, blocks_of(text)) for text in texts))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_parse_blocks_tokens_slice_article(text):
    """Whatever is in the text, a token's offset is that in the article."""
    (doc,) = parsed(text)
    assert len(doc.text) == len(text)
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc if not t.is_space)


def test_parse_blocks_keeps_order_of_texts():
    """This holds for more texts than the parser takes at once, and with an empty one."""
    texts = [f"Number {n} rains." for n in range(20)]
    texts[7] = ""
    assert [doc.text for doc in parsed(*texts)] == texts


def test_parse_blocks_sentence_ends_with_block():
    """A heading without full stop ends where its block ends."""
    text = "Bridge closed for\n\nrepairs began at noon.\n\nThe end"
    (doc,) = parsed(text)
    starts = {token.idx for token in doc if token.is_sent_start}
    assert starts >= {block.span.start for block in blocks_of(text)}


def test_parse_blocks_text_without_blocks():
    """Nothing to read is no error."""
    assert [doc.text.strip() for doc in parsed("", " \n ")] == ["", ""]


@pytest.mark.parametrize(
    "run",
    ["!" * 100_000, "-=" * 20_000, "a" * 50_000, ". " * 3_000, "“" * 50_000, "👏" * 20_000],
    ids=lambda run: f"{run[:2]}*{len(run)}",
)
def test_parse_blocks_long_runs_are_few_tokens(run):
    """Rows of marks, as pages have them, become few tokens: spaCy is quadratic on runs of them."""
    text = f"It rained. {run} It snowed."
    (doc,) = parsed(text)
    assert len(doc) < 4_000
    assert len(doc.text) == len(text)
    assert doc[-2].text == "snowed"


def test_parse_blocks_cuts_long_text_between_sentences():
    """What is parsed in pieces is joined at the same characters."""
    text = "The mayor of the town opened a bridge. " * 600
    (doc,) = parsed(text)
    assert doc.text == text
    assert {sentence.text.strip() for sentence in doc.sents} == {
        "The mayor of the town opened a bridge."
    }


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The bridge opened.\nPeople came", ["The bridge opened.", "People came"]),
        ("It was “late.”\r\n“Very late,” she said.", ["It was “late.”", "“Very late,” she said."]),
        ("She met Mr.\nRoe in town.", ["She met Mr.\nRoe in town."]),
        ("The bridge opened at\nnoon in the town.", ["The bridge opened at\nnoon in the town."]),
    ],
)
def test_parse_blocks_line_end_behind_stop_ends_sentence(text, sentences):
    """A stop that belongs to a word, or a line that was only full, ends no sentence."""
    (doc,) = parsed(text)
    assert [s.text.strip() for s in doc.sents] == sentences


def test_parse_blocks_blanks_what_is_not_read():
    """Boilerplate and bylines are white space of the same length to the parser."""
    text = "It rained.\n\nRead more: Rain\n\nJane Roe said:\n\n> It did.\n> It did not."
    (doc,) = parsed(text)
    assert [t.text for t in doc if not t.is_space] == [
        "It",
        "rained",
        ".",
        "Jane",
        "Roe",
        "said",
        ":",
        "It",
        "did",
        ".",
        "It",
        "did",
        "not",
        ".",
    ]
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc if not t.is_space)


def test_tokenizer_x_at_end_is_no_initial():
    """The platform X is no initial of the name behind it."""
    (doc,) = parsed("The mayor praised her on X. Tom Hughes called it a farce.")
    assert len(list(doc.sents)) == 2


def test_tokenizer_stop_of_rank_ends_no_sentence():
    """The stop of "Sgt." is part of the word."""
    (doc,) = parsed(
        "The officer who stopped the shooting, Sgt. Carlos Mendez of Leeds, was hailed as a hero."
    )
    assert len(list(doc.sents)) == 1


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The critics hated the film.", "hate"),
        ("The agency rates the bond.", "rate"),
        ("The council is waging a war.", "wage"),
        ("Fans scraped the wall.", "scrape"),
    ],
)
def test_lemma_of_verb_keeps_e(text, lemma):
    """The model takes "hated" for a hat and "rates" for a rat."""
    (doc,) = parsed(text)
    assert lemma in {t.lemma_ for t in doc}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ann Lee, the co-founder of Acme, left.", "co-founder"),
        ("Her ex-wife left.", "ex-wife"),
        ("Ann Lee was re-elected.", "re-elected"),
        ("Ann Lee and John Doe wed in May.", "wed"),
        ("Ann Lee lost her photo id.", "id"),
    ],
)
def test_tokenizer_keeps_words_whole(text, word):
    """Prefixed words are not cut, nor those that only look like "we'd" and "I'd"."""
    (doc,) = parsed(text)
    assert word in [t.text for t in doc]


@pytest.mark.parametrize(
    "text", ["The London-based firm left.", "The ex-Acme engineer left.", "It rained in mid-March."]
)
def test_tokenizer_cuts_at_other_hyphens(text):
    """Names must be found behind hyphens."""
    (doc,) = parsed(text)
    assert "-" in [t.text for t in doc]


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Tom Hughes, who went on to found Acme, died.", "found"),
        ("Jane Roe co-founded Acme.", "co-found"),
        ("Voters re-elected Jane Roe.", "re-elect"),
        ("His ex-wives left.", "ex-wife"),
    ],
)
def test_lemma_of_word_unknown_to_model(text, lemma):
    """Prefixed words and infinitives that look like participles have their right lemmas."""
    (doc,) = parsed(text)
    assert lemma in {t.lemma_ for t in doc}


def test_parse_fixes_name_and_title_are_two_phrases():
    """Who is appointed is the person, and the title is what the person becomes."""
    [doc] = parsed("Solaris Energy has appointed Karen Whitfield CFO, succeeding Tom Hughes.")
    tree = {t.text: (t.dep_, t.head.text) for t in doc}
    assert (tree["Karen"], tree["Whitfield"], tree["CFO"]) == (
        ("compound", "Whitfield"),
        ("dobj", "appointed"),
        ("oprd", "appointed"),
    )


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Rogers said on Monday it would sell Acme.", "said"),
        ("Acme said in June it would cut 500 jobs.", "said"),
        ("Acme said that on Monday it would sell Bolt.", "sell"),
        ("Acme said it would sell Bolt on Monday.", "sell"),
    ],
)
def test_parse_fixes_day_behind_reporting_verb_belongs_to_it(text, head):
    """A day right behind the verb, and before all of its content, is when it was said."""
    [doc] = parsed(text)
    assert next(t.head.text for t in doc if t.lower_ in {"on", "in"}) == head


def test_parse_fixes_semicolon_separates_clauses():
    """What stands before "; Moscow denied it" is not denied."""
    [doc] = parsed("Ukraine accused Russia of shelling the plant; Moscow denied it.")
    assert next(t.dep_ for t in doc if t.text == "accused") == "dep"


def test_parse_fixes_semicolon_within_content_separates_nothing():
    """Both clauses of the quotation are content."""
    [doc] = parsed("“We won; they lost,” Roe said.")
    assert next(t.dep_ for t in doc if t.text == "lost") == "ccomp"


@pytest.mark.parametrize(
    ("text", "subject", "verb", "aside"),
    [
        (
            "Carlos Ghosn, ousted as Nissan chairman in 2018, fled Japan hidden in a box.",
            "Ghosn",
            "fled",
            "ousted",
        ),
        (
            "Siemens Energy, spun off from Siemens in 2020, warned of losses.",
            "Energy",
            "warned",
            "spun",
        ),
    ],
)
def test_parse_fixes_participle_between_commas_takes_no_subject(text, subject, verb, aside):
    """A comma never stands alone between a subject and its verb."""
    [doc] = parsed(text)
    tree = {t.text: (t.dep_, t.head.text) for t in doc}
    assert (tree[subject], tree[aside]) == (("nsubj", verb), ("acl", subject))
