"""ninjs of all versions, as several agencies write it."""

from __future__ import annotations

import json
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read.item import Reading
from kg.read.ninjs import read
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


def html(story: Story) -> str:
    return "".join(f"<p>{escape(p)}</p>" for p in story.paragraphs)


def first_version(s: Story) -> dict:
    """Version 1 with small letters; an associated picture; the agency behind the names."""
    return {
        "uri": f"http://wire.example/{s.number}",
        "type": "text",
        "versioncreated": f"{s.date}T23:30:00-05:00",
        "pubstatus": "usable",
        "language": "en",
        "headline": s.title,
        "byline": "/".join(s.names) + f"/{s.source}",
        "copyrightholder": s.source,
        "description_text": "A summary.",
        "body_html5": f"<section><h1>{escape(s.title)}</h1>{html(s)}"
        "<figure><img src='a.jpg'><figcaption>Caption</figcaption></figure></section>",
        "associations": {"a": {"type": "picture", "body_text": "Other words " * 500}},
    }


def from_desk(s: Story) -> dict:
    """Version 1 of an editorial system: persons as authors, markup in the headline."""
    return {
        "guid": f"urn:desk:{s.number}",
        "type": "text",
        "firstcreated": f"{s.date}T10:00:00+0000",
        "headline": f"<p>{escape(s.title)}</p>",
        "source": s.source,
        "authors": [{"name": name, "role": "writer"} for name in s.names],
        "body_html": "\n".join(f"<div>{escape(p)}<br/></div>" for p in s.paragraphs),
        "body_text": " ".join(s.paragraphs),
    }


def second_version(s: Story) -> dict:
    """Version 2: lists of headlines and bodies."""
    return {
        "uri": f"tag:wire.example,2020:{s.number}",
        "type": "text",
        "versionCreated": "2025-01-01T00:00:00Z",
        "contentCreated": f"{s.date}T10:00:00Z",
        "by": "By " + " and ".join(s.names),
        "infoSources": [{"name": s.source}],
        "headlines": [{"role": "short", "value": "Short"}, {"role": "main", "value": s.title}],
        "bodies": [
            {"role": "caption", "contentType": "text/plain", "value": "Caption " * 900},
            {"role": "main", "contentType": "text/html", "value": html(s)},
            {"role": "main", "contentType": "text/plain", "value": "\n\n".join(s.paragraphs)},
        ],
    }


def third_version(s: Story) -> dict:
    """Version 3 with plain text alone."""
    return {
        "uri": str(s.number),
        "type": "text",
        "contentCreated": s.date,
        "by": ", ".join(s.names) + " in Nairobi",
        "copyrightHolder": s.source,
        "headlines": [{"value": s.title, "contentType": "text/plain"}],
        "bodies": [{"value": "\n".join(s.paragraphs), "contentType": "text/plain"}],
    }


VARIANTS = (first_version, from_desk, second_version, third_version)


def pairs(count):
    found = []
    for s in stories(count):
        data = json.dumps(VARIANTS[s.number % len(VARIANTS)](s)).encode()
        found.append((s, read_all(read, data)[0]))
    return found


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_ninjs_of_all_versions_is_read_back(count):
    """Title, day, author and source are right, and the text word for word."""
    read_back = pairs(count)
    got = score(read_back)
    assert min(got.title, got.date, got.author, got.source, got.text) >= 0.98, misses(read_back)


@pytest.mark.parametrize("around", [list, lambda found: {"items": list(found)}])
def test_several_articles_in_a_file(around):
    """A list, or an object that holds one; ids as they are given, pictures counted."""
    picture = {"type": "picture", "uri": "p"}
    nameless = {k: v for k, v in first_version(story(3)).items() if k != "uri"}
    news = [first_version(story(1)), picture, second_version(story(2)), nameless]
    found = read_all(read, json.dumps(around(news)).encode())
    assert [(r.id, r.where, r.warnings) for r in found] == [
        ("http://wire.example/1", "article.file, item 1", ("1 without text passed over",)),
        ("tag:wire.example,2020:2", "article.file, item 2", ()),
        ("article/3", "article.file, item 3", ()),
    ]


def test_one_withdrawn_article_costs_itself_alone():
    """The others of the file are read."""
    withdrawn = first_version(story(1)) | {"pubstatus": "canceled"}
    error, reading = read_all(read, json.dumps([withdrawn, first_version(story(2))]).encode())
    assert str(error) == (
        "article.file, item 1: http://wire.example/1 was withdrawn by its agency (canceled); "
        "leave it out"
    )
    assert isinstance(reading, Reading)


def test_the_day_names_its_field():
    """The day of the content before that of the version."""
    got = read_one(read, json.dumps(second_version(story(2))).encode())
    assert (got.date_source, got.date_certainty) == ("contentCreated", "certain")
    got = read_one(read, json.dumps(first_version(story(2))).encode())
    assert (got.date_source, got.date_certainty) == ("versionCreated", "probable")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe\xfa", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"version": ' + b"9" * 5000 + b"}", "not JSON"),
        (b"[]", "no object"),
        (b"7", "no object"),
        (b'{"type": "picture"}', "only 'picture'"),
        (b'{"uri": "a", "body_text": 7}', "empty"),
        (b'{"uri": "a", "body_html": "<p></p>"}', "empty"),
        (b'{"uri": "a", "body_html": "' + b"<b>" * 300 + b'Text."}', "nests too deep"),
    ],
)
def test_what_is_no_article_is_an_error(data, what):
    """Each says what is wrong and where."""
    assert complaint(read, data).startswith("article.file")
    assert what in complaint(read, data)


def test_half_characters_are_replaced():
    """An escape can bring in half of a pair."""
    data = rb'{"uri": "a\ud800", "headline": "T\ud800", "body_text": "One \ud800 two\u0000."}'
    article = read_one(read, data).source
    assert (article.id, article.title, article.text) == ("a�", "T�", "One � two .")


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 3), st.integers(0, 10_000))
def test_broken_ninjs_gives_an_error_or_an_article(variant, seed):
    """A file that is cut off or has other bytes raises nothing."""
    data = json.dumps(VARIANTS[variant](story(seed % 10))).encode()
    assert all(map(is_sound, read_all(read, damaged(data, seed))))


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
KEYS = ["uri", "type", "headline", "headlines", "bodies", "body_html", "byline", "pubstatus"]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*KEYS, "items", "authors", "infosources"]), json_values))
def test_fields_of_other_types_raise_nothing(news):
    """A number where words should be, a list where an object should be."""
    found = read_all(read, json.dumps(news).encode())
    assert all(map(is_sound, found))
