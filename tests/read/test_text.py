"""Plain text files and folders of them."""

import pytest

from kg.model import Article
from kg.read import ReadError, clean, read


def only(path):
    """The one thing that reading `path` gives."""
    (found,) = read([path])
    return found


def test_a_text_file_becomes_an_article_named_after_it(tmp_path):
    """The stem is the id, the text is kept to the last newline."""
    file = tmp_path / "un-letter.txt"
    file.write_bytes("One.\r\n\r\nTwo – “three”.\n".encode())
    assert only(file) == Article(id="un-letter", text="One.\r\n\r\nTwo – “three”.\n")


def test_a_folder_is_read_by_name_and_its_subfolders_are_part_of_the_id(tmp_path):
    """Order and ids do not depend on the file system.

    Hidden files and folders are passed over.
    """
    for name in ("b.txt", "2022/a.txt", ".hidden.txt", ".git/a.txt", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Text.")
    assert [article.id for article in read([tmp_path])] == ["2022/a", "b"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252", "mac-roman"])
def test_other_encodings_are_decoded_where_they_leave_no_doubt(tmp_path, encoding):
    """A byte order mark, or a reading that alone looks like English, is certain."""
    text = "Volker Türk’s café said: “We owe £5 million – no more.”"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert only(tmp_path / "a.txt").text == text


@pytest.mark.parametrize(
    "data",
    [
        "Señor Zuñiga".encode("cp1252"),
        "Привет, мир".encode("cp1251"),
        "Türk’s “café".encode()[:-1],
        b"Bad \xff\xfe\xfa\x81",
    ],
)
def test_an_encoding_in_doubt_is_refused_by_name(tmp_path, data):
    """Two likely readings, none, or broken UTF-8: the error names file, byte and cure."""
    (tmp_path / "a.txt").write_bytes(data)
    assert str(only(tmp_path / "a.txt")).startswith(f"{tmp_path / 'a.txt'}: not UTF-8 (byte 0x")
    assert "iconv" in str(only(tmp_path / "a.txt"))


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"PK\x03\x04\x00\x00", "cannot be unpacked"),
        (b"\x89PNG\r\n\x1a\n", "binary data (a PNG image)"),
        (b"a\0b", "binary"),
        (bytes(range(1, 32)) * 3, "binary"),
        (b"\xff\xfea", "breaks at byte"),
        (b"x" * 1_000_001, "split it"),
        (b"x" * 5_000_000, "split it"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path, data, complaint):
    """Empty, binary, truncated and over-long files say which file, what is wrong, and the cure."""
    (tmp_path / "a.txt").write_bytes(data)
    error = only(tmp_path / "a.txt")
    assert isinstance(error, ReadError)
    assert complaint in str(error)
    assert str(tmp_path / "a.txt") in str(error)


def test_broken_characters_are_replaced_one_for_one():
    """Escape sequences and lone surrogates are gone, and every offset is what it was."""
    hostile = "a\x1b[31mb\ud800c\x9bd\x00e\tf\r\ng"
    assert clean(hostile) == "a [31mb\ufffdc d e\tf\r\ng"
    assert len(clean(hostile)) == len(hostile)


def test_each_bad_path_is_named_beside_the_good_ones(tmp_path):
    """A missing path, an empty folder and a picture each give an error.

    The good file is still read.
    """
    (tmp_path / "empty").mkdir()
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "good.txt").write_text("Good.")
    found = list(
        read(
            [
                tmp_path / "missing.txt",
                tmp_path / "empty",
                tmp_path / "photo.jpg",
                tmp_path / "good.txt",
                "nul\0.txt",
            ]
        )
    )
    assert [isinstance(f, ReadError) for f in found] == [True, True, True, False, True]
    assert "no such file" in str(found[0])
    assert "no file in this folder" in str(found[1])
    assert "a JPEG image" in str(found[2])


def test_two_files_of_one_id_are_told_apart_by_an_error(tmp_path):
    """The second file is refused with the name of the first.

    The same file named twice is read once.
    """
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(folder)
    first, second = read([tmp_path / "a/x.txt", tmp_path / "b/x.txt"])
    assert isinstance(first, Article)
    assert str(tmp_path / "a/x.txt") in str(second)
    assert len(list(read([tmp_path / "a", tmp_path / "a/x.txt"]))) == 1


def test_no_input_is_an_error():
    """Nothing named is nothing to build from."""
    (error,) = read([])
    assert isinstance(error, ReadError)
