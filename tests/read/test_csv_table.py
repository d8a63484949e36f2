"""CSV: rows with a heading, as spreadsheets and databases write them."""

import pytest

from kg.model import Article
from kg.read import Options, ReadError, readings


def table(tmp_path, content, name="in.csv", **fields):
    """What reading a table of this content gives."""
    data = content if isinstance(content, bytes) else content.encode()
    (tmp_path / name).write_bytes(data)
    return list(readings([tmp_path / name], Options(fields)))


def test_each_row_is_an_article(tmp_path):
    """Columns have the names that JSON fields have; a cell may hold line ends and the delimiter."""
    (found,) = table(
        tmp_path, 'Title,Published,Byline,Body,Views\n"A, B",2024-05-03,Ann,"T.\nU.",7\n'
    )
    assert found.source == Article(
        id="in-2", text="T.\nU.", title="A, B", date="2024-05-03", author="Ann"
    )
    assert (found.where, found.format) == (f"{tmp_path / 'in.csv'}, row 2", "csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["in.csv", "in.tsv"])
def test_the_delimiter_is_found(tmp_path, delimiter, name):
    """By the heading, whatever the suffix says."""
    (found,) = table(tmp_path, f"id{delimiter}text\n7{delimiter}One\n", name)
    assert found.source == Article(id="7", text="One")


def test_a_column_that_the_user_names_is_the_text(tmp_path):
    """Without one of a known name, the error says which columns there are."""
    content = "key,the story\n1,One\n"
    (error,) = table(tmp_path, content)
    assert "--field text=NAME (there are: key, the story)" in str(error)
    (found,) = table(tmp_path, content, text="the story", id="key")
    assert found.source == Article(id="1", text="One")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_decoded_as_text_is(tmp_path, encoding):
    """An older encoding is taken where it leaves no doubt."""
    (found,) = table(tmp_path, "id,text\n1,“The café’s owner”\n".encode(encoding))
    assert found.source.text == "“The café’s owner”"


def test_a_row_that_is_wrong_costs_itself_alone(tmp_path):
    """Too many cells, no text, an encoding in doubt: each is named by its row."""
    content = "id,text\n1,One\n2,Two,3\n3\n4,Señor Zuñiga\n5,Five\n".encode("cp1252")
    found = table(tmp_path, content)
    assert [isinstance(f, ReadError) for f in found] == [False, True, True, True, False]
    for number, complaint in ((1, "row 3: 3 cells"), (2, "row 4: "), (3, "row 5: not UTF-8")):
        assert complaint in str(found[number])


def test_empty_rows_and_cells_are_passed_over(tmp_path):
    """Rows are counted as a spreadsheet counts them."""
    found = table(tmp_path, "id,text,url\n\n,,\n,One,https://e.org/1\n,Two,\n")
    assert [f.id for f in found] == ["https://e.org/1", "in-5"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("id,text\n", "no row under the heading"),
        ("text,text\n1,2\n", "two columns are called 'text'"),
        ("just a sentence.\n", "no column 'text'"),
    ],
)
def test_a_table_without_articles_is_named(tmp_path, content, complaint):
    """One line for the file."""
    (error,) = table(tmp_path, content)
    assert complaint in str(error)


def test_a_mark_that_is_not_closed_is_named(tmp_path):
    """It swallows what follows, up to a bound."""
    found = table(tmp_path, 'id,text\n1,"One\n' + "2,Two\n" * 700_000)
    assert isinstance(found[0], ReadError)
    assert "row 2" in str(found[0])
    assert "quotation mark" in str(found[0])


def test_control_characters_in_a_cell_are_replaced(tmp_path):
    """As in any text."""
    (found,) = table(tmp_path, "id,text\n1,a\0b\x1bc\n")
    assert found.source.text == "a b c"
