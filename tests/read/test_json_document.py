"""JSON: arrays, single objects, lists within objects, and what fields are called elsewhere."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.read import Options, ReadError, read, readings
from kg.read.json_array import CutShort, elements


def reading(tmp_path, content, name="in.json", **fields):
    """What reading a file of this content gives."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    (tmp_path / name).write_bytes(data)
    return list(readings([tmp_path / name], Options(fields)))


def test_an_array_is_read_an_article_at_a_time(tmp_path):
    """One without an id is named after the file and its number."""
    found = reading(tmp_path, [{"id": "a", "text": "T."}, {"text": "U."}])
    assert [(r.id, r.where) for r in found] == [
        ("a", f"{tmp_path / 'in.json'}, item 1"),
        ("in-2", f"{tmp_path / 'in.json'}, item 2"),
    ]


def test_one_object_is_named_after_its_file(tmp_path):
    """As a text file is; it may go over many lines."""
    (found,) = reading(tmp_path, json.dumps({"text": "T."}, indent=2).encode())
    assert found.source == Article(id="in", text="T.")


@pytest.mark.parametrize("name", ["in.json", "in.txt", "in.unknown", "in"])
def test_lines_under_any_name_are_read_as_lines(tmp_path, name):
    """What the first line shows counts, not the suffix."""
    found = reading(tmp_path, b'{"id": "a", "text": "T."}\n\n{"id": "b", "text": "U."}\n', name)
    assert [r.id for r in found] == ["a", "b"]


@pytest.mark.parametrize(
    "content", [b'[\n{"id": "a", "text": "T."}]', b'{\n"id": "a", "text": "T."}']
)
def test_json_in_many_lines_named_as_lines_is_read(tmp_path, content):
    """A bracket alone in the first line is no article."""
    (found,) = reading(tmp_path, content, "in.jsonl")
    assert found.id == "a"


@pytest.mark.parametrize(
    "around", [lambda a: {"n": 2, "articles": a}, lambda a: {"r": {"list": a}}]
)
def test_a_list_within_an_object_is_found(tmp_path, around):
    """Interfaces of news services answer so."""
    found = reading(tmp_path, around([{"id": "a", "text": "T."}, {"id": "b", "content": "U."}]))
    assert [r.id for r in found] == ["a", "b"]


def test_of_a_schema_org_graph_the_articles_are_read(tmp_path):
    """Its other nodes have no text; people and publishers are named within."""
    node = {
        "@type": "NewsArticle",
        "@id": "https://e.org/1",
        "headline": "H",
        "articleBody": "T.",
        "datePublished": "2024-05-03T10:00:00Z",
        "author": [{"name": "Ann Lee"}, {"name": "Bo Li"}],
        "publisher": {"@type": "Organization", "name": "The Post"},
    }
    (found,) = reading(tmp_path, {"@graph": [{"@type": "WebSite"}, node]})
    assert found.source == Article(
        id="https://e.org/1",
        text="T.",
        title="H",
        date="2024-05-03",
        source="The Post",
        author="Ann Lee, Bo Li",
    )
    assert (found.date_source, found.date_certainty) == ("datePublished", "certain")


@pytest.mark.parametrize("name", ["body", "Content", "article_body", "articleBody"])
def test_a_text_is_found_under_the_names_that_others_use(tmp_path, name):
    """Capitals and signs do not count."""
    (found,) = reading(tmp_path, {name: "T."})
    assert found.source.text == "T."


def test_a_field_that_the_user_names_counts_alone(tmp_path):
    """It may lie deeper, and another of a known name is not taken for it."""
    record = {"text": "Not this.", "fields": {"story": "This.", "when": "2024-05-03"}}
    (found,) = reading(tmp_path, record, text="fields.story", date="fields.when")
    assert (found.source.text, found.source.date) == ("This.", "2024-05-03")
    (error,) = reading(tmp_path, {"text": "Not this."}, text="story")
    assert "`story` is NoneType" in str(error)
    assert "there are: text" in str(error)


@pytest.mark.parametrize(
    ("words", "day", "certainty"),
    [
        ("2024-05-03T23:30:00+02:00", "2024-05-03", "certain"),
        ("Fri, 03 May 2024 10:00:00 GMT", "2024-05-03", "certain"),
        ("2024-05-03 10:00:00 UTC", "2024-05-03", "certain"),
        ("May 3, 2024", "May 3, 2024", "probable"),
        ("3/5/2024", "3/5/2024", "probable"),
    ],
)
def test_a_date_says_how_sure_it_is(tmp_path, words, day, certainty):
    """Words stay words; a time that cannot be mistaken becomes its day."""
    (found,) = reading(tmp_path, {"text": "T.", "published": words})
    assert (found.source.date, found.date_certainty) == (day, certainty)


def test_a_text_in_html_gives_its_paragraphs(tmp_path):
    """The tags are no words, and the reading says so."""
    (found,) = reading(tmp_path, {"text": "<p>Acme &amp; Bolt.</p><p>They <b>met</b>.</p>"})
    assert found.source.text == "Acme & Bolt.\n\nThey met."
    assert "HTML" in found.warnings[0]


def test_a_text_about_a_tag_is_left_alone(tmp_path):
    """One tag is what the text speaks of."""
    (found,) = reading(tmp_path, {"text": "A <p> opens a paragraph."})
    assert found.source.text == "A <p> opens a paragraph."
    assert not found.warnings


def test_a_name_that_stands_twice_is_a_warning(tmp_path):
    """The last value counts, as everywhere."""
    (found,) = reading(tmp_path, b'{"text": "T.", "text": "U."}')
    assert found.source.text == "U."
    assert "`text` is there twice" in found.warnings[0]


def test_what_others_put_under_a_name_of_theirs_is_passed_over_with_a_warning(tmp_path):
    """Only our own names must be right."""
    (found,) = reading(tmp_path, {"text": "T.", "publisher": 5})
    assert found.source.source is None
    assert "`publisher` is 5" in found.warnings[0]


@pytest.mark.parametrize(
    "content",
    [
        b'[{"text": "T."}, {"text": ]',
        b'[{"text": "T."}',
        b'[{"text": "T."}] more',
        b"[" * 200_000,
        b'{"a": ' * 200_000,
        b'{"text": ' + b"9" * 10_000 + b"}",
        b'{"text": "\xff"}',
        b'{"text": "T."',
        b"[]",
        b"",
        b"nonsense",
    ],
)
def test_broken_json_is_named(tmp_path, content):
    """Where, in one line; what was whole before it is read."""
    found = reading(tmp_path, content)
    errors = [error for error in found if isinstance(error, ReadError)]
    assert errors
    assert all(str(e).startswith(str(tmp_path / "in.json")) for e in errors)
    assert all("\n" not in str(error) for error in errors)
    assert len(found) - len(errors) == content.startswith(b'[{"text": "T."}')


def test_an_element_that_is_broken_costs_itself_alone(tmp_path):
    """The elements around it are read."""
    content = b'[{"id": "a", "text": "T."}, {"id": , "text": {}}, {"id": "c", "text": "V."}]'
    assert [isinstance(f, ReadError) for f in reading(tmp_path, content)] == [False, True, False]


def test_huge_numbers_and_halves_of_characters_do_no_harm(tmp_path):
    """A number of any length may stand in a record; half a character is replaced."""
    record = b'{"text": "T\\ud800\\u0000.", "n": ' + b"9" * 10_000 + b', "m": 1e999}'
    (found,) = reading(tmp_path, record)
    assert found.source.text == "T\ufffd ."


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(st.lists(json_values), st.integers(1, 7), st.booleans(), st.sampled_from([None, 1]))
def test_an_array_is_cut_as_a_parser_would(values, size, ascii_only, indent):
    """Wherever the chunks end."""
    data = json.dumps(values, ensure_ascii=ascii_only, indent=indent).encode(
        "utf-8", "surrogatepass"
    )
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    found = [json.loads(e.decode("utf-8", "surrogatepass")) for e in elements(chunks) if e]
    assert found == values


@given(st.text(alphabet='[]{},:" \\a1', max_size=40).map(str.encode), st.integers(1, 5))
def test_the_cutter_takes_anything(data, size):
    """Broken arrays are cut in the same way whatever the chunks, or cut short."""

    def cut(chunks):
        try:
            return list(elements(chunks)), ""
        except CutShort as error:
            return None, str(error)

    data = b"[" + data
    assert cut([data]) == cut([data[at : at + size] for at in range(0, len(data), size)])


def test_an_element_that_is_too_long_is_left_out():
    """Its neighbours are not."""
    data = b'[1, "' + b"x" * 50 + b'", {"a": [2, 3]}]'
    assert list(elements([data], largest=20)) == [b"1", None, b' {"a": [2, 3]}']


def test_annotation_records_in_an_array_come_back_as_they_are(tmp_path):
    """As from JSON lines."""
    from tests.conftest import small_annotation

    record = small_annotation()
    (tmp_path / "in.json").write_text(f"[{record.to_json()}]")
    assert list(read([tmp_path / "in.json"])) == [record]
