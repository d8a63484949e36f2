"""What holds of every record, whatever is in the text: offsets, blocks, quotations, JSON."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.language import LanguageError, parse
from kg.model import Annotation, Article, Event, Statement
from kg.read.clean import clean

# Sentences that have names, dates, pronouns, quotations, statements, roles, groups and interviews.
ENGLISH = [
    "Helen Reed, the chairman of Unilever, resigned on Friday.",
    "“I am tired,” she said. “We left Leeds in 2019.”",
    "John Doe told Reed that Acme Corp. had fired half of its 7,500 workers.",
    'According to the BBC, the firm\'s "best years" are over.',
    "He sued it for $5 million last month; the Bank of England denied it.",
    "Unilever bought Nestlé, its old rival, after the merger.",
    (
        "Q: Why did you leave?\nA: I was tired. My boss, Tom Fox, fired me.\nQ: Will you "
        "sue?\nA: We will."
    ),
    "LONDON, May 5 (Reuters) — The Tesla CEO tweeted on Monday saying he would resign.",
    "Why did you go?\n\nI had to.\n\nWill you come back?\n\nWe may.\n\nAre you sure?\n\nI am.",
    "- Reed paid.\n- Doe did not.\n\n1. One.\n2. Two.",
    (
        "Reed stated:\n\n> We did not. They did.\n\nThe rain must stop before the town "
        "drowns. — Jane Roe, mayor"
    ),
    "We open today! — Oslo Port (@osloport) May 5, 2020",
    "By Jane Roe and John Doe",
    "The Bank of\nEngland fined Jean\nRoux in Los\nAngeles.",
    "Johnson &amp; **Kent** said &quot;It&#8217;s a [good](/fit) fit&quot;.",
    "Rain in Leeds. Image: Jane Roe.",
    "Read more: https://example.org/a?b=c",
    "Sources",
    "MAYOR OPENS BRIDGE",
    "date 2021-03-04 ",
]
HOSTILE = [
    "👩‍🚒", "👨‍👩‍👧‍👦🏳️‍🌈", "🇬🇧", "e\u0301", "Z\u0351\u036b\u0343a",
    "ﬁ", "İstanbul", "ß", "שלום",
    "\u202eabc\u202c", "مرحبا", "\u200f", "\xa0", "\u200b", "\u200d", "\ufeff",
    "\u2028", "\u2029", "\r\n", "\r", "\n", "\r\n\r\n", "\n \n", "\t", "\x00", "\x0b", "\x0c",
    "\x1b[31m",
    "\x85", "\ud800", "\udfff", "\uffff", "\U0010ffff",
    "“", "”", '"', "'", "’", "``", "''", "«", "»", "„", "(", ")", "((", "[", "…", "...", "?!",
    "—", "--",
    "@", "@a", "#", "$", "€5m", "%", "&amp;", "</b>", "\\", "{", ":", ";", "-",
    "*", "•", "1.", "Q:", "A:", ">", "a" * 3000, "." * 200, "?" * 60, "x-" * 300, "A. B. C. ",
    "U.S.", "Mr.",
    "&amp;amp;", "&#8203;", "&nbsp;", "â€™", "â€", "Ã©", "\xad", "**", "_a_", "*b", "[a](/b)",
    "![a](/b)", "exec-\nutive", "## ", "> a\n> b",
    "31 February 2020", "0000-00-00", "99999999999", "the the of", "''s", "—\n—",
]  # fmt: skip
PIECES = st.sampled_from(ENGLISH) | st.sampled_from(HOSTILE) | st.text(max_size=4)
SEPARATORS = st.sampled_from(["", " ", " ", "\n", "\n\n", "\r\n\r\n"])
TEXTS = st.lists(st.tuples(PIECES, SEPARATORS), min_size=1, max_size=14).map(
    lambda parts: clean("".join(a + b for a, b in parts))
)
HELD = settings(max_examples=60, deadline=None, derandomize=True)


def documents(*texts):
    """The documents of the texts in their order; a text in another language has none."""
    out = []
    for n, text in enumerate(texts):
        try:
            out.extend(parse([Article(f"a{n}", text)]))
        except LanguageError:
            continue
    return out


@HELD
@given(TEXTS)
def test_offsets_slice_text(text):
    """Mentions, sentences, triggers, cues and contents are words of the text at their offsets."""
    for document in documents(text):
        annotation = extract(document)
        pairs = [(document.article.text, m) for m in document.mentions]
        for words, mention in (*pairs, *((text, m) for m in annotation.mentions)):
            assert words[mention.start : mention.end] == mention.text
            assert mention.text.strip()
        assert [m.id for m in document.mentions] == [
            f"m{n}" for n in range(1, len(document.mentions) + 1)
        ]
        assert {m.entity for m in document.mentions} - {None} == {e.id for e in document.entities}
        for fact in annotation.facts:
            said = (*fact.cue, *fact.content) if isinstance(fact, Statement) else ()
            for span in (fact.sentence, *([fact.trigger] if fact.trigger else []), *said):
                assert 0 <= span.start < span.end <= len(text)
                assert text[span.start : span.end].strip()


@HELD
@given(TEXTS)
def test_blocks_cover_text_once(text):
    """Blocks are in order, share no character and leave out only white space."""
    for document in documents(text):
        assert all(a.span.end <= b.span.start for a, b in pairwise(document.blocks))
        covered = {i for b in document.blocks for i in range(b.span.start, b.span.end)}
        read = document.article.text
        assert all(read[i].isspace() for i in range(len(read)) if i not in covered)
        for block in document.blocks:
            words = read[block.span.start : block.span.end]
            assert words == words.strip() != ""
            for part in (block.author, block.handle, block.date, block.speaker, block.addressee):
                assert part is None or read[part.start : part.end].strip()


@HELD
@given(TEXTS)
def test_quotations_lie_within_blocks(text):
    """No quotation begins in one block and ends in another, or lies within another quotation."""
    for document in documents(text):
        assert all(a.outer.end <= b.outer.start for a, b in pairwise(document.quotations))
        for quoted in document.quotations:
            assert any(b.span.contains(quoted.outer) for b in document.blocks)
            assert quoted.outer.contains(quoted.inner)
            assert len(quoted.inner) > 0


@HELD
@given(TEXTS)
def test_parse_has_characters_of_text(text):
    """A token stands where the article as read has it; what is not read is white space."""
    for document in documents(text):
        read = document.article.text
        assert len(document.doc.text) == len(read)
        assert all(read[t.idx : t.idx + len(t)] == t.text for t in document.doc if not t.is_space)
        starts = {t.idx for t in document.doc if t.is_sent_start}
        assert starts >= {b.span.start for b in document.blocks}


@HELD
@given(TEXTS)
def test_record_comes_back_from_json_line(text):
    """A record is one line of valid UTF-8, and read again it is the same."""
    for document in documents(text):
        annotation = extract(document)
        line = annotation.to_json()
        assert "\n" not in line
        assert line.encode("utf-8").decode("utf-8") == line
        assert Annotation.from_json(line) == annotation


@HELD
@given(TEXTS)
def test_no_fact_is_in_its_own_statement(text):
    """Statements within statements end with the article, and events are ordered before others."""
    for document in documents(text):
        facts = {f.id: f for f in extract(document).facts}
        for fact in facts.values():
            seen, at = set(), fact
            while at.statement is not None:
                assert at.id not in seen
                seen.add(at.id)
                at = facts[at.statement]
            assert not isinstance(fact, Event) or all(o.fact != fact.id for o in fact.order)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(TEXTS, min_size=2, max_size=4), st.randoms(use_true_random=False))
@example(["Helen Reed left.", "She left."], None)
def test_record_is_same_alone_and_in_batch(texts, random):
    """Read twice, in a batch, or in another order, an article has the same record."""
    kept = {d.article.id for d in documents(*texts)}
    articles = [a for n, t in enumerate(texts) if (a := Article(f"a{n}", t)).id in kept]
    alone = {a.id: extract(next(parse([a]))).to_json() for a in articles}
    order = list(articles)
    if random is not None:
        random.shuffle(order)
    for batch in (articles, order):
        assert {d.article.id: extract(d).to_json() for d in parse(batch)} == alone


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\ufeff",
        "\u200b",
        "…",
        '"',
        "“”",
        "((",
        "?!?!",
        "👩‍🚒",
        "\x00" * 3,
        "'",
        "-",
        "Q:",
        "A: B: C:",
        ">",
        "•",
        "By ",
        ":\n\n>",
    ],
)
def test_record_of_nearly_empty_text(text):
    """A text with hardly a word in it has a record all the same."""
    (document,) = documents(clean(text))
    assert Annotation.from_json(extract(document).to_json()).article.text == clean(text)
