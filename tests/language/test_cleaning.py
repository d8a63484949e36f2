"""Dirt in the text: what is read instead, and that the record still points into the raw text."""

import textwrap

import pytest

import kg
from kg.language.cleaning import cleaned_words
from kg.model import Annotation
from tests.annotating import WEDNESDAY, annotated, facts

_CLEAN = [
    "Jane Roe, “the boss”, said: “It’s over.” Café owners – all 12 – paid €5m (£4m) in São Paulo.",
    "AT&T; and R&D; were up 5% & rising, M&S said. It’s <b> & c.",
    "He wrote f**k and s*** and 5 * 3 * 2 * 1. Figures* are for 2019. *Corrected on Monday.",
    "* Roe won\n* Poe lost\n* Doe drew",
    "The file jane_roe_2019_final.doc by @_jane_roe_ is at https://a.example/_x_/y.",
    "She [Roe] (the chair) said [sic](as he put it) that [he](Poe) left.",
    "“LE CAFÉ” closed. CAFÃ” and CLÂ are no words. He said “À bientôt”.",
    "The short- and long-term loans - and the rest - went to Smith-Jones.",
    "#MeToo and # 5 are well-known.",
]


@pytest.mark.parametrize("text", _CLEAN)
def test_cleaned_words_of_a_clean_text_are_the_text(text):
    """What only looks like dirt stays."""
    assert cleaned_words(text) == text


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("Johnson &amp; Kent", "Johnson & Kent"),
        ("&quot;It&#8217;s&nbsp;on&#x201D; &lt;Roe&gt;", '"It’s on” <Roe>'),
        ("Johnson &amp;amp; Kent &amp;quot;x&amp;quot;", 'Johnson & Kent "x"'),
        ("caf&eacute; &ndash; &pound;5", "café – £5"),
        ("JosÃ© paid Â£5 â€“ â€œfairâ€\x9d, itâ€™s â‚¬6.", "José paid £5 – “fair”, it’s €6."),
        ("He said â€œnoâ€ and left.", "He said “no” and left."),
        ("cÃ´te, cÃ”te, DvoÅ™Ã¡k, MiloÅ¡eviÄ‡ ðŸ˜€", "côte, cÔte, Dvořák, Milošević 😀"),
        ("Ac\u200bme\u00ad's exec\u00adutive\ufeff", "Acme's executive"),
        ("the chief exec-\nutive and an exec-\r\n  utive", "the chief executive and an executive"),
        ("a well-\nknown, Anglo-\nFrench, Covid-\n19", "a well-known, Anglo-French, Covid-19"),
        ("Re-elected? They re-\nelected Roe.", "Re-elected? They re-elected Roe."),
        ("short-\nand long-term", "short-\nand long-term"),
        ("[Acme](https://acme.example/a_(b)) and [Bolt](/b \"Bolt\")", "Acme and Bolt"),
        ("![A](a.png) stays; ![a logo](/logo.png) goes", "![A](a.png) stays;  goes"),
        ("**Jane Roe** and *Poe* and __Doe__ and _Loe_.", "Jane Roe and Poe and Doe and Loe."),
        ("**Roe *never* left** [**Acme**](/a).", "Roe never left Acme."),
        ("## Roe leaves\n\nShe left.", "Roe leaves\n\nShe left."),
    ],
)  # fmt: skip
def test_cleaned_words_are_what_a_reader_sees(raw, read):
    """References, bad decoding, unseen characters, divided words and Markdown are read through."""
    assert cleaned_words(raw) == read


def _names(record: Annotation) -> list[str]:
    """The labels of the entities that have a name."""
    named = {m.entity for m in record.mentions if m.form == "name"}
    return [entity.label for entity in record.entities if entity.id in named]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Bank of\nEngland fined Jean\nRoux in Los\nAngeles.",
            ["Bank of England", "Jean Roux", "Los Angeles"],
        ),
        (
            "Johnson &amp; Kent said &quot;It&#8217;s a good fit&quot; on Monday.",
            ["Johnson & Kent"],
        ),
        (
            "Jane Roe left Ac\u00adme on Monday. The Mu\u00adseum of Modern Art hired her.",
            ["Jane Roe", "Acme", "Museum of Modern Art"],
        ),
        (
            "[Jane Roe](https://acme.example/roe) sold **Bolt Ltd.** to *John Poe*.",
            ["Jane Roe", "Bolt Ltd.", "John Poe"],
        ),
        ("José Roe told JosÃ© Roe’s brother to leave London.", ["José Roe", "London"]),
    ],
)
def test_parse_reads_through_dirt_and_the_record_points_into_the_raw_text(text, names):
    """Labels are clean, mentions are slices of the text as it came in, a warning tells of it."""
    record = annotated(text, WEDNESDAY)
    assert _names(record) == names
    assert record.article.text == text
    assert all(text[m.start : m.end] == m.text for m in record.mentions)
    assert Annotation.from_json(record.to_json()) == record
    assert any("cleaned for reading" in warning for warning in record.warnings)


def test_parse_says_what_was_cleaned():
    """The warning has each kind of dirt with how often it was there."""
    record = annotated(
        "Johnson &amp; Kent said &quot;Yes, of course&quot; to Ac\u00adme.", WEDNESDAY
    )
    assert (
        "test: cleaned for reading: character references (3), unseen characters (1); offsets are "
        "those of the text as it came in"
    ) in record.warnings


def test_parse_says_nothing_of_a_clean_text():
    """No warning, and no words beside those of the text."""
    record = annotated("Johnson & Kent said on Monday that Acme was for sale.", WEDNESDAY)
    assert not any("cleaned" in warning for warning in record.warnings)
    assert all(m.words is None for m in record.mentions)


def test_mention_has_the_words_as_read_where_they_are_not_the_text():
    """Only where the text has more than other spaces: a line end alone is no other word."""
    record = annotated("Jane\nRoe sold\nJohnson &amp; Kent to Acme in May.", WEDNESDAY)
    words = {m.text: (m.words, m.shown) for m in record.mentions}
    assert words["Johnson &amp; Kent"] == ("Johnson & Kent", "Johnson & Kent")
    assert words["Acme"] == (None, "Acme")


def test_statement_points_into_the_raw_text():
    """Cue and content are spans of the text as it came in."""
    text = "&quot;We &amp; they will leave Leeds,&quot; Jane Roe told Acme&rsquo;s board."
    said = next(f for f in annotated(text, WEDNESDAY).facts if f.kind == "statement")
    assert [text[s.start : s.end] for s in said.cue] == ["told"]
    assert [text[s.start : s.end].strip(",") for s in said.content] == [
        "We &amp; they will leave Leeds"
    ]
    assert text[said.sentence.start : said.sentence.end] == text


def test_article_keeps_its_title_and_finds_it_in_a_dirty_text():
    """A title that is given is kept as it is; one from the text is clean."""
    text = "Johnson &amp; Kent to close\n\nJane Roe said on Monday that it would close."
    assert kg.annotate(text, date=WEDNESDAY).article.title == "Johnson & Kent to close"
    given = kg.annotate(text, date=WEDNESDAY, title="Johnson &amp; Kent to close")
    assert given.article.title == "Johnson &amp; Kent to close"


_STORY = """Jane Roe, chief executive of Bolt Ltd., was fined by the Bank of England on Monday
after an inquiry that lasted for more than two years. “We will appeal against the decision, for it
is wrong,” she told reporters in New York.

Bolt Ltd. was bought by Acme Corp. in 2019 for $3 million. Its founder, John Poe, who had been
arrested in Los Angeles, resigned as chairman in March and moved to San Francisco, Mr. Doe said.

“Nobody knew of it,” Poe said in a statement.
"""


@pytest.mark.parametrize("width", [40, 56, 64, 72, 80])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n    "])
def test_parse_finds_in_wrapped_lines_what_it_finds_in_whole_paragraphs(width, line_end):
    """The facts do not depend on the width to which a text was set."""
    paragraphs = [" ".join(p.split()) for p in _STORY.split("\n\n")]
    wrapped = "\n\n".join(
        line_end.join(textwrap.wrap(p, width, break_on_hyphens=False)) for p in paragraphs
    )
    found = facts(wrapped, date=WEDNESDAY)
    whole = facts("\n\n".join(paragraphs), date=WEDNESDAY)
    assert [" ".join(line.split()) for line in found] == whole
