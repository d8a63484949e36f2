"""Any bytes under any suffix give articles or errors, and never an exception."""

import pickle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read import Item, ReadError, Reading, is_costly, items, parse
from kg.read.formats import ARCHIVES, BY_SUFFIX, CONTAINERS, DOCUMENTS
from kg.read.recognise import recognise

SUFFIXES = [*sorted(BY_SUFFIX), "", ".xml", ".unknown", ".txt.gz"]
STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b\x08\x00",
    b"WARC/1.0\r\n",
    b"<!DOCTYPE html><html>",
    b"<?xml version='1.0'?><rss>",
    b"<newsItem>",
    b"<nitf>",
    b'{"text": "',
    b'[{"text": "',
    b'{"uri": "", "versioncreated": "", "headline": "',
    b"text,title\n",
    b"---\ntitle: ",
    b"# ",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"a" * 257 + b"ustar\x0000",
]
contents = st.builds(
    lambda start, rest, end: start + rest + end,
    st.sampled_from(STARTS),
    st.binary(max_size=200)
    | st.text(alphabet="\"'{}[]<>,;:|\\/&#-*_` \n\ta1\0é", max_size=200).map(str.encode),
    st.sampled_from([b"", b'"}', b'"}]', b"</html>", b"\n---\n"]),
)


def check(found):
    """An article with a text, or an error of one line; both go to other processes."""
    assert isinstance(found, Reading | ReadError)
    if isinstance(found, ReadError):
        assert "\n" not in str(found)
    else:
        assert found.article.text.strip()
        assert found.id.strip()
    assert str(pickle.loads(pickle.dumps(found))) == str(found)


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=contents)
@settings(max_examples=60)
def test_a_file_of_any_bytes_is_read_or_named(suffix, data):
    """Enumerating and parsing raise nothing, and something always comes out."""
    with TemporaryDirectory() as folder:
        (Path(folder) / f"in{suffix}").write_bytes(data)
        outcomes = []
        for item in items([folder]):
            if isinstance(item, ReadError):
                outcomes.append(item)
            else:
                assert item.format in DOCUMENTS
                assert is_costly(item) == DOCUMENTS[item.format].costly
                outcomes += parse(item)
    assert outcomes
    for outcome in outcomes:
        check(outcome)


@given(data=contents, suffix=st.sampled_from(SUFFIXES), key=st.sampled_from([None, *DOCUMENTS]))
def test_a_document_of_any_bytes_is_read_or_named(data, suffix, key):
    """Whatever format it is taken for."""
    for outcome in parse(Item("place", "name", data, suffix, key)):
        check(outcome)


@given(data=contents, suffix=st.sampled_from(SUFFIXES))
def test_the_kind_of_any_bytes_is_a_known_one_or_none(data, suffix):
    """What is recognised has a reader."""
    assert recognise(data, suffix) in {None, *DOCUMENTS, *CONTAINERS, *ARCHIVES}
