"""Markdown: front matter, and blocks that become paragraphs."""

import pytest

from kg.model import Article
from kg.read import Options, ReadError, readings


def only(tmp_path, content, **fields):
    """The one thing that reading a file of this content gives."""
    (tmp_path / "in.md").write_text(content, encoding="utf-8")
    (found,) = readings([tmp_path / "in.md"], Options(fields))
    return found


def test_front_matter_and_heading_say_what_the_article_is(tmp_path):
    """The heading at the top is the title, and no part of the text."""
    content = (
        "---\ndate: 2024-05-03\nauthor: Ann Lee\n---\n\n# A deal\n\nAcme bought\nBolt.\n\nTwice.\n"
    )
    assert only(tmp_path, content).source == Article(
        id="in",
        text="Acme bought Bolt.\n\nTwice.",
        title="A deal",
        date="2024-05-03",
        author="Ann Lee",
    )


@pytest.mark.parametrize(
    ("front", "author"),
    [
        ("author: [Ann, Bo]", "Ann, Bo"),
        ("authors:\n  - Ann\n  - 'Bo ''B'' Li'", "Ann, Bo 'B' Li"),
        ('author:\n  name: "Ann \\"A\\" Lee"\n  mail: a@e.org', 'Ann "A" Lee'),
        ("author: Ann # the chief", "Ann"),
        ("byline: >\n  Ann\n  Lee", "Ann Lee"),
    ],
)
def test_front_matter_has_words_lists_and_one_level(tmp_path, front, author):
    """As much of YAML as front matter is written in."""
    assert only(tmp_path, f"---\n{front}\n---\nText.").source.author == author


def test_front_matter_may_be_toml(tmp_path):
    """Between plus signs; broken TOML is an error."""
    article = only(tmp_path, '+++\ntitle = "H"\ndate = 2024-05-03\n+++\nText.').source
    assert (article.title, article.date, article.text) == ("H", "2024-05-03", "Text.")
    assert "not TOML" in str(only(tmp_path, "+++\ntitle = \n+++\nText."))


def test_signs_that_shape_the_text_are_gone(tmp_path):
    """Words stay in their order, blocks a blank line apart, the items of a list a line apart."""
    content = (
        "He *said* **so** in [a letter](https://e.org) `now`&nbsp;&amp; then.\\\nNext line.\n\n"
        "![A picture](p.png)\n\n- one\n- two\n\n> Quoted\n> words.\n\n---\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n<div>Html <!-- no --> &lt;x</div>\n\n"
        "Heading\n-------\nEnd."
    )
    assert only(tmp_path, content).source.text == (
        "He said so in a letter now\xa0& then.\nNext line.\n\none\ntwo\n\nQuoted words.\n\n"
        "a\tb\n\n1\t2\n\nHtml  <x\n\nHeading\n\nEnd."
    )


def test_a_title_in_the_front_matter_leaves_other_headings_alone(tmp_path):
    """The same words as a heading are not read twice."""
    assert only(tmp_path, "---\ntitle: H\n---\n# H\n\nT.").source.text == "T."
    assert only(tmp_path, "---\ntitle: H\n---\n# Other\n\nT.").source.text == "Other\n\nT."


def test_a_field_may_have_another_name(tmp_path):
    """The text is always the body."""
    article = only(tmp_path, "---\nwhen: 2024-05-03\n---\nT.", date="when", text="story").source
    assert (article.date, article.text) == ("2024-05-03", "T.")


@pytest.mark.parametrize("content", ["", "---\ntitle: H\n---\n", "# H\n", "![](p.png)"])
def test_a_file_without_text_is_named(tmp_path, content):
    """A title alone is no article."""
    error = only(tmp_path, content)
    assert isinstance(error, ReadError)
    assert str(tmp_path / "in.md") in str(error)
    assert "empty" in str(error)
