"""Pages, feeds and archives as publishers write them: what is read of them, by the thousand."""

from __future__ import annotations

import email.utils
import gzip
import io
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape

import pytest

from kg.read import feed, html, warc
from kg.read.errors import ReadError
from kg.read.item import Item, Options, Reading
from tests.read.page_templates import (
    ONE_AUTHOR,
    PAGES,
    WITHOUT_LISTS,
    Sample,
    generated_article,
    plain_blocks,
)

SHORT, LONG = 250, 1000  # pages of all templates together
SHARE = 0.98
FIELDS = ("title", "date", "author", "site", "text", "paragraphs")
ENCODINGS = {"old_tables": "cp1252"}


def samples(template: str, number: int, seed: int) -> Iterator[tuple[Sample, bytes]]:
    """Articles with a page of each in the manner of a template."""
    for i in range(number):
        article = generated_article(seed + i)
        if template in WITHOUT_LISTS:
            article = plain_blocks(article)
        if template in ONE_AUTHOR:
            article = replace(article, authors=article.authors[:1])
        page = PAGES[template](article, random.Random(seed + i))
        yield article, page.encode(ENCODINGS.get(template, "utf-8"), "xmlcharrefreplace")


def only(found: Iterable[Reading | ReadError]) -> Reading:
    """The one reading; an error shows itself."""
    (reading,) = found
    assert isinstance(reading, Reading), reading
    return reading


def f1(found: str, wanted: str) -> float:
    """How well the words of two texts agree."""
    a, b = Counter(found.split()), Counter(wanted.split())
    return 2 * sum((a & b).values()) / (sum(a.values()) + sum(b.values()))


def judged(pairs: Sequence[tuple[Sample, Reading]]) -> dict[str, float]:
    """The share of readings with the right title, date, author, site and text."""
    rights: Counter[str] = Counter()
    for wanted, reading in pairs:
        article = reading.source
        rights["title"] += article.title == wanted.title
        rights["date"] += article.date == wanted.day
        rights["author"] += article.author == wanted.author
        rights["site"] += article.source == reading.site == wanted.site
        rights["text"] += f1(article.text, wanted.text) >= SHARE
        rights["paragraphs"] += article.text.count("\n\n") == wanted.text.count("\n\n")
    return {key: rights[key] / len(pairs) for key in FIELDS}


def assert_right(pairs: Sequence[tuple[Sample, Reading]]) -> None:
    """Nearly all readings are right in each field."""
    assert {key: share for key, share in judged(pairs).items() if share < SHARE} == {}


def read_pages(template: str, number: int, seed: int) -> list[tuple[Sample, Reading]]:
    """Each article with the reading of its page; every other page comes with its address."""
    out = []
    for i, (article, data) in enumerate(samples(template, number, seed)):
        url = article.url if i % 2 else None
        item = Item("page.html", "page", data, ".html", url=url, fetched="2025-06-01T00:00:00Z")
        out.append((article, only(html.read(item, Options()))))
    return out


@pytest.mark.parametrize("template", [name for name in PAGES if name != "live_blog"])
def test_page_gives_its_article_and_nothing_around_it(template: str) -> None:
    """Title, day, authors, site and text, of each manner to write a page."""
    assert_right(read_pages(template, SHORT // len(PAGES), seed=7_000))


@pytest.mark.long
@pytest.mark.parametrize("template", [name for name in PAGES if name != "live_blog"])
def test_many_pages_give_their_articles(template: str) -> None:
    """As above, with other articles and more of them."""
    assert_right(read_pages(template, LONG // len(PAGES) + 1, seed=90_000))


def test_live_blog_gives_every_post_and_its_own_title_and_day() -> None:
    """Not those of its newest post; the posts may stand nowhere but in its data."""
    for article, reading in read_pages("live_blog", SHORT // len(PAGES), seed=7_000):
        found = reading.source
        assert (found.title, found.date) == (article.title, article.day)
        assert [b.text for b in article.blocks if b.text not in found.text] == []


def test_every_date_comes_with_its_field() -> None:
    """Whoever doubts a day can see where it came from."""
    sources = {
        template: {reading.date_source for _, reading in read_pages(template, 3, seed=50)}
        for template in PAGES
    }
    assert sources == {
        "blog_graph": {"JSON-LD datePublished"},
        "broadcaster": {"JSON-LD datePublished"},
        "broadsheet": {"microdata datePublished"},
        "chunked": {"JSON-LD datePublished"},
        "agency": {"JSON-LD datePublished"},
        "metropolitan": {"JSON-LD datePublished"},
        "content_system": {"dcterms.date"},
        "local_paper": {"microdata datePublished"},
        "young_magazine": {"og article:published_time"},
        "letter": {"JSON-LD datePublished"},
        "rnews": {"RDFa datePublished"},
        "wiki": {"microformat published"},
        "cable": {"JSON-LD datePublished"},
        "mobile": {"JSON-LD datePublished"},
        "old_tables": {"text"},
        "strict_xhtml": {"microformat published"},
        "tabloid": {"JSON-LD datePublished"},
        "hosted_blog": {"microdata datePublished"},
        "old_portal": {"originalpublicationdate"},
        "scripted": {"JSON-LD datePublished"},
        "live_blog": {"JSON-LD datePublished"},
    }


# --- feeds --------------------------------------------------------------------------------------


def markup(article: Sample) -> str:
    """The blocks of an article as the HTML of a feed."""
    tags = {"ul": ("<ul><li>", "</li><li>", "</li></ul>")}
    out = []
    for block in article.blocks:
        start, between, end = tags.get(block.kind, (f"<{block.kind}>", "", f"</{block.kind}>"))
        out.append(start + between.join(escape(line) for line in block.lines) + end)
    return "\n".join(out)


def rss(articles: Sequence[Sample], rng: random.Random) -> bytes:
    """A feed in RSS 2.0; the full text stands in `content:encoded` or in the description."""
    items = []
    for a in articles:
        text, summary = escape(markup(a)), escape(a.blocks[0].text)
        body = (
            f"<description>{summary}</description><content:encoded>{text}</content:encoded>"
            if rng.random() < 0.5
            else f"<description>{text}</description>"
        )
        people = "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in a.authors)
        items.append(
            f"<item><title>{escape(a.title)}</title><link>{a.url}</link>{people}"
            f"<pubDate>{email.utils.format_datetime(a.when)}</pubDate>{body}</item>"
        )
    return (
        "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<title>{articles[0].site}</title><link>https://x.example/</link>{''.join(items)}"
        "</channel></rss>"
    ).encode()


def atom(articles: Sequence[Sample], rng: random.Random) -> bytes:
    """A feed in Atom; the text is escaped HTML or XHTML."""
    items = []
    for a in articles:
        content = (
            f"<content type='html'>{escape(markup(a))}</content>"
            if rng.random() < 0.5
            else "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
            f"{markup(a)}</div></content>"
        )
        people = "".join(f"<author><name>{escape(name)}</name></author>" for name in a.authors)
        items.append(
            f"<entry><id>{a.url}</id><title>{escape(a.title)}</title><link href='{a.url}'/>{people}"
            f"<published>{a.iso}</published><updated>2025-01-01T00:00:00Z</updated>"
            f"<summary>{escape(a.blocks[0].text[:80])}</summary>{content}</entry>"
        )
    return (
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>"
        f"<title>{articles[0].site}</title>{''.join(items)}</feed>"
    ).encode()


@pytest.mark.parametrize("form", [rss, atom])
def test_feed_gives_its_articles(form) -> None:
    """Title, day, authors and the fuller text of each entry, in the order of the feed."""
    by_site: dict[str, list[Sample]] = {}
    for seed in range(SHORT):
        article = generated_article(seed)
        by_site.setdefault(article.site, []).append(article)
    for articles in by_site.values():
        item = Item("feed.xml", "feed", form(articles, random.Random(1)))
        readings = list(feed.read(item, Options()))
        pairs = list(zip(articles, readings, strict=True))
        assert_right(pairs)
        assert [reading.source.url for _, reading in pairs] == [a.url for a in articles]


# --- archives -----------------------------------------------------------------------------------


def record(url: str, page: bytes, kind: str = "text/html; charset=utf-8") -> bytes:
    """A response record with the page."""
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2025-06-01T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def test_archive_gives_the_articles_of_its_pages() -> None:
    """Each record is a member of its own; its address and the day of fetching come along."""
    held = [
        pair
        for template in PAGES
        if template not in {"live_blog", "old_tables"}
        for pair in samples(template, 3, seed=400)
    ]
    data = b"".join(gzip.compress(record(article.url, page)) for article, page in held)
    found = list(warc.items(io.BytesIO(data), Item("a.warc.gz", "a", b""), Options()))
    assert all(isinstance(item, Item) and item.format == "html" for item in found)
    assert [item.url for item in found] == [article.url for article, _ in held]
    readings = [only(html.read(item, Options())) for item in found]
    assert_right([(article, r) for (article, _), r in zip(held, readings, strict=True)])
    assert len({reading.id for reading in readings}) == len(held)
