"""Zip, gzip and tar: what is in them is read as files are, within bounds."""

import gzip
import io
import tarfile
import zipfile

import pytest

from kg.read import ReadError, archives, readings


def zipped(files, method=zipfile.ZIP_DEFLATED):
    """A zip file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files, mode="w"):
    """A tar file of these members."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


A_CSS_FILE = (
    "a .css file, a kind that is not known; save the article as text, HTML or JSON, or leave it out"
)
MEMBERS = [("2020/a.txt", b"One."), ("2020/b.jsonl", b'{"text": "Two."}\n{"text": "Three."}\n')]
ARCHIVES = {
    "news.zip": zipped(MEMBERS),
    "news.tar": tarred(MEMBERS),
    "news.tar.gz": tarred(MEMBERS, "w:gz"),
    "news.tgz": tarred(MEMBERS, "w:gz"),
    "news": zipped(MEMBERS),
    "news.txt": tarred(MEMBERS, "w:gz"),
}


def found_in(tmp_path, data, name="news.zip"):
    """What reading an archive of these bytes gives."""
    (tmp_path / name).write_bytes(data)
    return list(readings([tmp_path / name]))


def errors_in(tmp_path, data, name="news.zip"):
    """The messages of the errors, without the folder."""
    found = found_in(tmp_path, data, name)
    return [str(f).replace(f"{tmp_path}/", "") for f in found if isinstance(f, ReadError)]


@pytest.mark.parametrize("name", ARCHIVES)
def test_members_are_read_under_the_name_of_their_archive(tmp_path, name):
    """Whatever it is called, its first bytes say what it is."""
    found = found_in(tmp_path, ARCHIVES[name], name)
    assert [r.id for r in found] == ["news/2020/a", "news/2020/b-1", "news/2020/b-2"]
    assert found[1].where == f"{tmp_path / name}, 2020/b.jsonl, line 1"


def test_a_packed_file_has_the_id_of_the_file(tmp_path):
    """As if it were not packed; several packed pieces in a row are one file."""
    data = gzip.compress(b"One. ") + gzip.compress(b"Two.")
    (found,) = found_in(tmp_path, data, "a.txt.gz")
    assert (found.id, found.source.text) == ("a", "One. Two.")


def test_archives_within_archives_are_read(tmp_path):
    """Each adds its name to the id."""
    data = tarred([("x/in.zip", zipped(MEMBERS)), ("y.txt.gz", gzip.compress(b"Four."))], "w:gz")
    found = found_in(tmp_path, data, "out.tar.gz")
    assert [r.id for r in found] == [
        "out/x/in/2020/a",
        "out/x/in/2020/b-1",
        "out/x/in/2020/b-2",
        "out/y",
    ]


def test_archives_too_deep_within_each_other_are_named(tmp_path):
    """What lies next to them is still read."""
    data = zipped(MEMBERS[:1])
    for _ in range(archives.DEEPEST):
        data = zipped([("in.zip", data), MEMBERS[0]])
    found = found_in(tmp_path, data)
    assert sum(not isinstance(f, ReadError) for f in found) == archives.DEEPEST
    (error,) = (f for f in found if isinstance(f, ReadError))
    assert "archives within each other" in str(error)


def test_what_is_no_article_is_named_and_hidden_files_are_not(tmp_path):
    """As in a folder."""
    hidden = [("__MACOSX/a.txt", b"x"), (".x.txt", b"x"), ("a/.b/c.txt", b"x"), ("a/", b"")]
    shown = [("a.png", b"\x89PNG"), ("a.css", b"b {}"), MEMBERS[0]]
    assert "no article in it" in errors_in(tmp_path, zipped(hidden))[0]
    assert errors_in(tmp_path, zipped(hidden + shown)) == [
        "news.zip, a.png: binary data (a PNG image), not text; leave it out",
        f"news.zip, a.css: {A_CSS_FILE}",
    ]


def test_members_of_one_stem_keep_their_suffix_in_their_ids(tmp_path):
    """All but the first in the archive; two of one name are told by a number in messages."""
    data = zipped([("a.txt", b"One."), ("a.md", b"Two.")])
    assert [r.id for r in found_in(tmp_path, data)] == ["news/a", "news/a.md"]
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped([("a.txt", b"One."), ("a.txt", b"Two.")])
    (found,) = (
        r for r in found_in(tmp_path, data) if not isinstance(r, ReadError) and r.id == "news/a"
    )
    assert found.source.text == "One."


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("news.zip", 30),
        ("news.zip", 200),
        ("news.tar", 300),  # in the head of the first member
        ("news.tar", 1_024),  # between two members
        ("news.tar", 1_400),
        ("news.tar", 1_540),  # in the second member
        ("news.tar.gz", 30),
        ("news.tar.gz", -9),
    ],
)
def test_an_archive_that_is_cut_off_is_named(tmp_path, name, size):
    """What came out before may be there, the rest is an error and no exception."""
    assert errors_in(tmp_path, ARCHIVES[name][:size], name)


def test_a_damaged_member_costs_itself_alone(tmp_path):
    """The others are read."""
    data = bytearray(zipped([("a.txt", b"One."), ("b.txt", b"Two.")], zipfile.ZIP_STORED))
    data[data.index(b"One.")] ^= 1
    bad, good = found_in(tmp_path, bytes(data))
    assert "news.zip, a.txt: cannot be unpacked (Bad CRC-32" in str(bad)
    assert good.source.text == "Two."


def test_a_member_with_a_password_is_named(tmp_path):
    """By the mark in its head."""
    data = bytearray(zipped([("a.txt", b"One.")]))
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(head) + flags] |= 1
    assert "locked with a password" in errors_in(tmp_path, bytes(data))[0]


def test_links_in_a_tar_file_are_not_followed(tmp_path):
    """They may lead out of it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("a.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    assert "a.txt: a link or a device" in errors_in(tmp_path, out.getvalue(), "news.tar")[0]


def test_names_that_lead_out_of_the_archive_open_nothing(tmp_path):
    """They are names in ids and messages alone."""
    (tmp_path / "secret.txt").write_text("Secret.")
    (tmp_path / "in").mkdir()
    found = found_in(tmp_path / "in", zipped([("../secret.txt", b"One.")]))
    assert [r.source.text for r in found] == ["One."]


def test_what_unpacks_to_far_more_than_it_is_is_refused(tmp_path, monkeypatch):
    """The bound holds for all members and all archives of an input together."""
    monkeypatch.setattr(archives, "FREE_OF_RATIO", 100_000)
    (error,) = errors_in(tmp_path, gzip.compress(b"a" * 300_000), "a.txt.gz")
    assert "200 times its size" in error
    many = zipped([(f"{n}.txt", b"a" * 40_000) for n in range(9)])
    found = found_in(tmp_path, many)
    assert 1 < len(found) < 9
    assert "200 times its size" in str(found[-1])
    assert "200 times its size" in errors_in(tmp_path, zipped([("in.zip", many)]))[-1]


def test_what_unpacks_to_too_much_in_all_is_refused():
    """However well it is packed."""
    budget = archives.Budget(packed=10, largest=100)
    budget.spend(100)
    with pytest.raises(archives.TooMuchError, match="more than 100 bytes"):
        budget.spend(1)


@pytest.mark.parametrize("name", ["news.zip", "news.tar"])
def test_too_many_members_are_refused(tmp_path, monkeypatch, name):
    """Those up to the bound are read."""
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    members = [(f"{n}.txt", b"Text.") for n in range(4)]
    data = zipped(members) if name == "news.zip" else tarred(members)
    found = found_in(tmp_path, data, name)
    assert [isinstance(f, ReadError) for f in found] == [False, False, True]


def test_a_list_of_members_that_would_fill_memory_is_refused(tmp_path, monkeypatch):
    """Before it is read."""
    monkeypatch.setattr(archives, "_LARGEST_DIRECTORY", 100)
    data = zipped([(f"{n}.txt", b"Text.") for n in range(4)])
    assert "files; unpack it" in errors_in(tmp_path, data)[0]


def test_a_tar_header_of_any_length_is_refused(tmp_path, monkeypatch):
    """It would be read into memory whole."""
    monkeypatch.setattr(archives, "LARGEST_ITEM", 1_000)
    data = tarred([("x" * 5_000 + ".txt", b"Text.")])
    assert "a header of more than" in errors_in(tmp_path, data, "news.tar")[0]
