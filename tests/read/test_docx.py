"""Word documents, as several programs and people write them."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from functools import cache
from xml.sax.saxutils import escape

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read.docx import read
from tests.read.press_articles import (
    Story,
    complaint,
    damaged,
    is_sound,
    misses,
    read_all,
    read_one,
    score,
    stories,
    story,
)

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def styled(s: Story) -> bytes:
    """Made by a program with styles; the fields of the file say who and when."""
    document = docx.Document()
    document.core_properties.author = s.names[0]
    document.core_properties.created = datetime.fromisoformat(s.date)
    document.add_heading(s.title, 0)
    for paragraph in s.paragraphs:
        document.add_paragraph(paragraph)
    document.sections[0].header.paragraphs[0].text = "The head of every page"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    return saved(document)


def typed(s: Story) -> bytes:
    """Typed as on paper: a heading, the byline and the day as lines, words in bold."""
    document = docx.Document()
    document.add_heading(s.title, 1)
    document.add_paragraph(f"By {' and '.join(s.names)}")
    document.add_paragraph(f"{s.british_date}, 10:02")
    for paragraph in s.paragraphs:
        first, _, rest = paragraph.partition(" ")
        added = document.add_paragraph()
        added.add_run(first).bold = True
        added.add_run(f" {rest}").font.size = Pt(12)
    return saved(document)


def changed(s: Story) -> bytes:
    """Written by hand, with changes that were not accepted, comments, notes, and a link."""
    paragraphs = []
    for paragraph in s.paragraphs:
        words = paragraph.split(" ")
        before, middle, behind = " ".join(words[:3]), " ".join(words[3:6]), " ".join(words[6:])
        paragraphs.append(
            f'<w:p><w:pPr><w:pStyle w:val="Brdtext"/></w:pPr>{run(before + " ")}'
            f'<w:ins w:id="1" w:author="x">{run(middle)}</w:ins>'
            f'<w:del w:id="2" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>'
            '<w:r><w:footnoteReference w:id="2"/></w:r>'
            '<w:commentRangeStart w:id="0"/><w:hyperlink r:id="rId9" '
            f'xmlns:r="{TYPES}">{run(" " + behind)}</w:hyperlink><w:commentRangeEnd w:id="0"/>'
            '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
        )
    title = f'<w:p><w:pPr><w:pStyle w:val="Rubrik"/></w:pPr>{run(s.title)}</w:p>'
    return by_hand(
        title + "".join(paragraphs), s, styles={"Rubrik": "Title", "Brdtext": "Body Text"}
    )


def strict(s: Story) -> bytes:
    """The strict kind of the format, whose names are others; the title among the fields."""
    rows = "".join(
        f"<w:tbl><w:tr><w:tc><w:p>{run(p)}</w:p></w:tc></w:tr></w:tbl>"
        if n % 3 == 2
        else f"<w:p>{run(p)}</w:p>"
        for n, p in enumerate(s.paragraphs)
    )
    title = f"<w:p>{run(s.title)}</w:p>"
    return by_hand(title + rows, s, title=s.title, namespace=STRICT)


VARIANTS = (styled, typed, changed, strict)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def by_hand(
    body: str,
    s: Story | None = None,
    title: str = "",
    styles: dict[str, str] | None = None,
    namespace: str = W,
    more: dict[str, bytes] | None = None,
) -> bytes:
    """A document of this body, with the least that Word opens."""
    s = s or story(1)
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for id, name in (styles or {}).items()
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": "<Relationships>"
        f'<Relationship Id="a" Type="{TYPES}/officeDocument" Target="/word/document2.xml"/>'
        f'<Relationship Id="b" Type="{CORE}" Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document2.xml.rels": "<Relationships>"
        f'<Relationship Id="a" Type="{TYPES}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f"<w:styles {namespace}>{named}</w:styles>",
        "word/document2.xml": f"<w:document {namespace}><w:body>{body}</w:body></w:document>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:t="t">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{'; '.join(s.names)}</dc:creator>"
        f"<t:created>{s.date}T10:15:00Z</t:created></cp:coreProperties>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **(more or {})}.items():
            archive.writestr(name, data)
    return file.getvalue()


def text_of(body: str, **more) -> str:
    return read_one(read, by_hand(body, **more)).source.text


@cache
def written(s: Story) -> bytes:
    return VARIANTS[s.number % len(VARIANTS)](s)


def authors(s: Story) -> Story:
    """One of the programs keeps only the first author."""
    if VARIANTS[s.number % len(VARIANTS)] is styled:
        return Story(**{**vars(s), "author": s.names[0]})
    return s


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_documents_of_four_kinds_are_read_back(count):
    """Title, day, author and text, from the page or from what the file says of itself."""
    read_back = [(authors(s), read_all(read, written(s))[0]) for s in stories(count)]
    got = score(read_back)
    least = min(got.title, got.date, got.author, got.text, got.paragraphs)
    assert least >= 0.98, misses(read_back)


def test_inserted_words_are_read_and_deleted_ones_are_not():
    """The word "not" that an editor put in turns a statement round."""
    inserted = f'<w:ins w:id="1">{run("not ")}</w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>always </w:delText></w:r></w:del>'
    moved = f"<w:moveFrom>{run('up ')}</w:moveFrom><w:moveTo>{run('down ')}</w:moveTo>"
    body = f"<w:p>{run('She did ')}{inserted}{deleted}{run('go ')}{moved}{run('there.')}</w:p>"
    assert text_of(body) == "She did not go down there."


def test_a_paragraph_whose_end_was_deleted_goes_on():
    """Two paragraphs were made one."""
    mark = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    body = f"<w:p>{mark}{run('One ')}</w:p><w:p>{run('two.')}</w:p><w:p>{run('Three.')}</w:p>"
    assert text_of(body) == "One two.\n\nThree."


def test_words_of_a_box_are_read_once():
    """Word writes them twice, for itself and for older programs."""
    box = f"<w:txbxContent><w:p>{run('In the box.')}</w:p></w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f'<mc:AlternateContent xmlns:mc="m">{both}</mc:AlternateContent>'
    body = f"<w:p>{run('Around it.')}<w:r>{drawn}</w:r></w:p><w:p>{run('End.')}</w:p>"
    assert text_of(body) == "Around it.\n\nIn the box.\n\nEnd."


def test_a_row_of_a_table_is_a_line():
    """Its cells stand side by side, without those of a deleted row."""
    document = docx.Document()
    document.add_paragraph("Ferries of the town:")
    table = document.add_table(2, 2)
    for row, cells in enumerate((("Ship", "Seats"), ("Tern", "120"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    gone = parse_xml(f'<w:tr {W}><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p/></w:tc></w:tr>')
    table._tbl.append(gone)
    assert read_one(read, saved(document)).source.text == (
        "Ferries of the town:\n\nShip\tSeats\n\nTern\t120"
    )


@pytest.mark.parametrize("bold", ["", "<w:rPr><w:b/></w:rPr>"])
def test_a_headline_without_a_style_shows_by_bold_type_or_what_follows(bold):
    """A first line that is set as all others is text, unless a byline stands below it."""
    first = f"<w:p><w:r>{bold}<w:t>Ferry sails at noon</w:t></w:r></w:p>"
    text = f"<w:p>{run('The ferry sailed.')}</w:p>"
    byline = f"<w:p>{run('By Jane Roe')}</w:p>"
    title = "Ferry sails at noon"
    found = [read_one(read, by_hand(first + b + text)).source.title for b in ("", byline)]
    assert found == [title if bold else None, title]


def test_captions_hidden_words_and_codes_are_left_out():
    """Nobody reads them as part of the article."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> shown</w:t></w:r>'
    code = '<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>{run("Picture 1")}</w:p>'
        f"<w:p>{run('Text')}{hidden}{code}{shown}<w:r><w:noBreakHyphen/></w:r>{run('x.')}</w:p>"
    )
    assert text_of(body, styles={"Caption": "caption"}) == "Text shown-x."


def test_what_a_program_says_of_itself_is_not_what_the_article_says():
    """The day and author of its template are no one's; the day of a file is only possible."""
    document = docx.Document()
    document.add_paragraph("The ferry sails at noon.")
    got = read_one(read, saved(document))
    assert (got.source.author, got.source.date, got.date_source) == (None, None, None)
    document.core_properties.author = "Jane Roe"
    document.core_properties.modified = datetime(2020, 5, 4, tzinfo=UTC)
    got = read_one(read, saved(document))
    assert (got.source.author, got.source.date) == ("Jane Roe", "2020-05-04")
    assert (got.date_source, got.date_certainty) == ("docx modified", "possible")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not a Word document"),
        (b"PK\x03\x04", "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked, or of an older Word"),
        (styled(story(0))[:5000], "not a Word document"),
        (by_hand(""), "empty"),
        (by_hand("<w:p>" * 300), "not XML"),
        (by_hand("<w:p/>", more={"word/styles.xml": b"<"}), "not XML"),
    ],
)
def test_what_cannot_be_read_is_an_error(data, what):
    """Each says what is wrong and what to do."""
    found = complaint(read, data)
    assert found.startswith("article.file: ")
    assert what in found


def test_a_part_that_unpacks_to_too_much_is_an_error(monkeypatch):
    """Whatever its entry claims; parts that are not read may have any size."""
    monkeypatch.setattr("kg.read.docx._LARGEST_PART", 10_000)
    body = f"<w:p>{run('Text. ' * 10_000)}</w:p>"
    assert "unpacks to more than 10,000 bytes" in complaint(read, by_hand(body))
    small = by_hand(f"<w:p>{run('Text.')}</w:p>", more={"word/media/a.png": b"0" * 100_000})
    assert read_one(read, small).source.text == "Text."


def test_an_article_that_defines_entities_is_refused():
    """Word writes no document type."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        bad = f'<!DOCTYPE a [<!ENTITY b "c">]><w:document {W}><w:body/></w:document>'
        archive.writestr("word/document.xml", bad)
    assert "defines entities of its own" in complaint(read, file.getvalue())


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 7), st.integers(0, 10_000))
def test_broken_docx_gives_an_error_or_an_article(variant, seed):
    """A file that is cut off or has other bytes raises nothing."""
    data = written(story(variant))
    assert all(map(is_sound, read_all(read, damaged(data, seed))))
