"""HTML pages: the article of a page, without what the page has around it.

Nothing is fetched, and no script is run.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Article
from kg.read.clean import clean
from kg.read.errors import ReadError
from kg.read.html_body import body_text, plain_text, prune, sentences, word_count
from kg.read.html_dates import guessed_date
from kg.read.html_decoding import decode_page
from kg.read.html_metadata import Metadata, metadata
from kg.read.html_page import Page, no_text, parse, text
from kg.read.item import Item, Options, Reading
from kg.read.page_furniture import closes_page
from kg.read.text import MAX_CHARACTERS

__all__ = ["plain_text", "read"]

_FEWEST_WORDS = 25
_FEWEST_WORDS_IF_CLOSED = 120  # a page that says it is closed shows the first paragraph or two
_FEWEST_SENTENCES_IN_LIST = 3


def read(item: Item, options: Options) -> Iterator[Reading | ReadError]:  # noqa: ARG001
    """The one article of a page, or why there is none."""
    try:
        markup, warnings = decode_page(item.data)
        yield _reading(item, markup, warnings)
    except ReadError as error:
        yield ReadError(f"{item.where}: {error}")
    except RecursionError:
        yield ReadError(f"{item.where}: nested too deep; save the article as plain text")


def _reading(item: Item, markup: str, warnings: tuple[str, ...]) -> Reading:
    page = parse(markup, item.url)
    is_login = any(field.get("type") == "password" for field in page.tree.iter("input"))
    said = metadata(page, item.fetched)
    is_closed = said.is_closed or _says_closed(page)
    prune(page, said)
    date = said.date or guessed_date(page.tree, item.fetched)
    body = body_text(page, said)
    _check(body, said, is_login, is_closed)
    article = Article(
        id=item.name,
        text=clean(body),
        title=said.title and clean(said.title),
        date=date.day if date else None,
        url=said.url and clean(said.url),
        source=said.site and clean(said.site),
        author=said.author and clean(said.author),
    )
    return Reading(
        source=article,
        where=item.where,
        format="html",
        date_source=date.source if date else None,
        date_certainty=date.certainty if date else None,
        site=article.source,
        warnings=tuple(f"{item.where}: {warning}" for warning in warnings),
    )


def _says_closed(page: Page) -> bool:
    """Whether a line of the page says that only those who pay may read on."""
    return any(
        closes_page(text(element))
        for element in page.tree.iter("p", "h2", "h3", "div", "span")
        if len(element) <= 4
    )


def _check(body: str, said: Metadata, is_login: bool, is_closed: bool) -> None:
    """Raises `ReadError` where the text is none of an article."""
    words = word_count(body)
    if not words:
        raise no_text("the page has none" if not is_login else "the page asks to log in")
    if len(body) > MAX_CHARACTERS:
        raise ReadError(f"more than {MAX_CHARACTERS:,} characters; split it into its articles")
    if is_closed and words < _FEWEST_WORDS_IF_CLOSED:
        raise no_text("the page shows its first words alone, for it is closed to non-subscribers")
    if is_login and words < _FEWEST_WORDS_IF_CLOSED:
        raise no_text("the page asks to log in")
    if words < _FEWEST_WORDS and said.title is None:
        raise no_text("a few words alone")
    linked = sum(len(line) for line in set(said.links) if line in body)
    if not any(sentences(body)) or linked > len(body) / 2:
        raise no_text("a list of headlines or links")
