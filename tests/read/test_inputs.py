"""What can be named as input, and the ids that names give."""

import io
import json
import os
import pickle
import subprocess
import sys
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import read as reading
from kg.iris import slug
from kg.read import Item, Options, ReadError, folded, is_costly, items, parse, readings


def written(folder, **files):
    """The folder with these files, whose names have dots for underscores."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def ids(*inputs):
    """The ids of what inputs hold; an error is None."""
    return [None if isinstance(f, ReadError) else f.id for f in readings(inputs)]


def test_files_of_one_stem_get_ids_of_their_own_in_any_order(tmp_path):
    """The .txt keeps the stem alone, the others keep their suffix, alone or in company."""
    written(tmp_path, a_txt="One.", a_md="Two.", b_md="Three.")
    assert ids(tmp_path) == ["a.md", "a", "b"]
    for order in permutations(["a.txt", "a.md", "b.md"]):
        expected = {"a.txt": "a", "a.md": "a.md", "b.md": "b"}
        assert ids(*(tmp_path / name for name in order)) == [expected[name] for name in order]
    assert ids(tmp_path / "a.md") == ["a.md"]


def test_a_picture_of_the_same_name_changes_no_id(tmp_path):
    """Only files that can be read share a stem."""
    written(tmp_path, a_md="One.")
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    assert ids(tmp_path) == ["a", None]


@pytest.mark.parametrize(
    ("first", "second"),
    [("A b", "A  b"), ("A b", " A b"), ("\u00e9", "e\u0301")],
)
def test_ids_that_are_one_in_the_graph_are_refused_by_name(tmp_path, first, second):
    """Both places and both ids are in the message."""
    lines = [json.dumps({"id": key, "text": "T."}) for key in (first, second)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    good, bad = readings([tmp_path / "in.jsonl"])
    assert good.id == first
    for part in ("line 1", "line 2", repr(first), repr(second)):
        assert part in str(bad)


@given(st.text(min_size=1), st.text(min_size=1))
def test_ids_are_folded_as_the_graph_folds_them(one, other):
    """Two that are one there are one here, and the other way round."""
    assert (folded(one) == folded(other)) == (slug(one) == slug(other))


@given(st.text(alphabet="a \t\u00a0\u0301\u00e9\ufdd0\ufffd\x85\x01", min_size=1, max_size=4))
def test_folding_again_changes_nothing(name):
    """And the graph takes both alike."""
    assert folded(folded(name)) == folded(name)
    assert slug(folded(name)) == slug(name)


def test_a_glob_has_ids_from_its_first_open_folder_on(tmp_path):
    """As if that folder were named; a pattern without a match is named."""
    for year in ("2020", "2021"):
        (tmp_path / year).mkdir()
        written(tmp_path / year, a_txt="One.", b_md="Two.")
    assert ids(f"{tmp_path}/*/a.txt") == ["2020/a", "2021/a"]
    assert ids(f"{tmp_path}/**/*.md") == ["2020/b", "2021/b"]
    assert ids(f"{tmp_path}/202*") == ["2020/a", "2020/b", "2021/a", "2021/b"]
    (error,) = readings([f"{tmp_path}/*.pdf"])
    assert "no file matches" in str(error)


def test_a_file_with_the_signs_of_a_pattern_in_its_name_is_a_file(tmp_path):
    """What is there counts first."""
    (tmp_path / "a[1].txt").write_text("One.")
    assert ids(tmp_path / "a[1].txt") == ["a[1]"]


def test_a_place_that_is_named_twice_is_read_once(tmp_path):
    """By whatever path."""
    (tmp_path / "x").mkdir()
    written(tmp_path / "x", a_txt="One.")
    assert ids(tmp_path, tmp_path / "x/a.txt", tmp_path / "x", f"{tmp_path}/x/../x/*") == ["x/a"]


def test_kinds_that_cannot_be_read_are_named_one_by_one(tmp_path):
    """With what they are and what to do; the rest of the folder is read."""
    written(tmp_path, a_txt="One.", b_css="p {}", c_xml="<svg/>", e="Text without a suffix.")
    for name, data in {
        "f.jpg": b"\xff\xd8\xff\xe0",
        "g.doc": b"\xd0\xcf\x11\xe0",
        "h.rtf": b"{\\rtf1 x}",
        "i.bin": b"\0\1\2",
        "j.dat": b"",
    }.items():
        (tmp_path / name).write_bytes(data)
    found = list(readings([tmp_path]))
    complaints = [str(f).partition(": ")[2] for f in found if isinstance(f, ReadError)]
    assert [f.id for f in found if not isinstance(f, ReadError)] == ["a", "e"]
    for start, complaint in zip(
        (
            "a .css file, a kind that is not known",
            "XML with the root <svg>, a kind that is not known",
            "binary data (a JPEG image)",
            "binary data (an old Office document), not text; save it as .docx",
            "binary data (an RTF document)",
            "binary data of a kind that is not known",
            "empty",
        ),
        complaints,
        strict=True,
    ):
        assert complaint.startswith(start)


def test_links_to_folders_and_pipes_in_a_folder_are_named(tmp_path):
    """A link may lead round in a circle, and a pipe would be waited for."""
    (tmp_path / "round").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    found = list(readings([tmp_path]))
    assert [("a pipe" in str(f), "a link to a folder" in str(f)) for f in found] == [
        (True, False),
        (False, True),
    ]


def test_a_name_that_is_hostile_stays_in_one_line(tmp_path):
    """Neither ids nor messages carry what does something to a terminal."""
    (tmp_path / "a\n\x1b[31mb.png").write_bytes(b"\x89PNG")
    (tmp_path / "c\x1b[31m.txt").write_text("One.")
    os.close(os.open(os.fsencode(tmp_path) + b"/\xff.txt", os.O_CREAT))
    found = list(readings([tmp_path]))
    assert all("\n" not in str(f) and "\x1b" not in str(f) for f in found)
    assert [f.id for f in found if not isinstance(f, ReadError)] == ["c [31m"]


def test_stdin_is_read_as_a_file_of_no_suffix(monkeypatch):
    """Lines, an archive, text: its first bytes say which."""
    for data, expected in (
        (b'{"text": "T."}\n{"text": "U."}\n', ["stdin-1", "stdin-2"]),
        (b"T.", ["stdin"]),
    ):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert ids("-") == expected


def test_archives_come_through_a_pipe(tmp_path):
    """Where one cannot go back and forth."""
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x.txt", "One.")
    code = "from kg.read import readings; print([r.id for r in readings(['-'])])"
    command = f'cat {tmp_path / "a.zip"} | {sys.executable} -c "{code}"'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert done.stdout == "['stdin/x']\n"


def test_a_file_that_is_too_large_for_one_document_is_named(tmp_path, monkeypatch):
    """A document is read whole; a container is not."""
    monkeypatch.setattr("kg.read.inputs.LARGEST_ITEM", 20)
    written(tmp_path, a_txt="x" * 21, b_jsonl='{"text": "' + "T" * 30 + '"}\n')
    found = list(readings([tmp_path]))
    assert "text of more than 20 bytes; split it" in str(found[0])
    assert found[1].source.text == "T" * 30


def test_what_flows_between_processes_pickles(tmp_path):
    """Items, options, readings and errors are the same afterwards."""
    written(tmp_path, a_txt="One.", b_css="p {}")
    item, error = items([tmp_path])
    (found,) = parse(item)
    for value in (item, found, Options({"text": "body"})):
        assert pickle.loads(pickle.dumps(value)) == value
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize(
    ("suffix", "costly"), [(".txt", False), (".html", True), (".pdf", True), (".docx", True)]
)
def test_costly_formats_are_known_before_they_are_parsed(suffix, costly):
    """What no one knows is costly too."""
    assert is_costly(Item("w", "n", b"Words.", suffix)) == (costly and suffix == ".html")
    assert is_costly(Item("w", "n", b"%PDF-1.4", suffix))
    assert is_costly(Item("w", "n", b"\0", ".unknown"))


def test_a_missing_library_is_named_with_its_cure(monkeypatch):
    """Whichever library it is."""
    monkeypatch.setitem(sys.modules, "kg.read.html", None)
    (error,) = parse(Item("page.html", "page", b"<html>", ".html"))
    assert "pip install 'news-kg[input]'" in str(error)


def test_a_reader_that_breaks_costs_its_document_alone(monkeypatch):
    """The error names the document; nothing is raised."""

    def breaks(*_):
        raise ZeroDivisionError("by nothing")
        yield

    monkeypatch.setattr("kg.read.text.read", breaks)
    (error,) = parse(Item("a.txt", "a", b"T.", ".txt"))
    assert "a.txt: cannot be read (ZeroDivisionError: by nothing)" in str(error)


def test_fields_are_named_as_pairs():
    """A pair that is none, or of a field that no article has, is an error."""
    assert reading.parse_fields(["text=story", "id=key"]) == Options({"text": "story", "id": "key"})
    for wrong in ("text", "text=", "colour=red", "=x"):
        with pytest.raises(ReadError, match="write FIELD=NAME"):
            reading.parse_fields([wrong])
    with pytest.raises(ReadError, match="give it once"):
        reading.parse_fields(["text=a", "text=b"])
