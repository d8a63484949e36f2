"""What flows inside reading: a place, its bytes, and what was understood of them.

An `Item` is one file, or one line, row, record or member of one: small enough for memory, not yet
understood. A `Reading` is an article with where its fields came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kg.model import Annotation, Article

DateCertainty: TypeAlias = Literal["certain", "probable", "possible"]
LARGEST_ITEM = 64_000_000  # bytes of one file that is read whole


@dataclass(frozen=True, slots=True)
class Item:
    """Bytes that are one document, or hold a few, and what is known of them from outside."""

    where: str  # for messages: "news.zip, 2020/a.html", "more.jsonl, line 7"
    name: str  # the article id that its place gives, for formats that have no ids of their own
    data: bytes  # at most LARGEST_ITEM
    suffix: str = ""  # ".html"; small letters, empty where there is none
    format: str | None = None  # a key of kg.read.formats.DOCUMENTS where it is known already
    url: str | None = None  # where it was fetched from
    fetched: str | None = None  # ISO 8601: when it was fetched, as a WARC record or a server says


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of the inputs."""

    fields: Mapping[str, str] = field(default_factory=dict)  # of an article -> of the input


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, or an annotation record as it is, and how it was understood."""

    source: Article | Annotation
    where: str
    format: str  # "html", "jsonl"
    date_source: str | None = None  # the field that the date came from: "JSON-LD datePublished"
    date_certainty: DateCertainty | None = None
    site: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def article(self) -> Article:
        return self.source if isinstance(self.source, Article) else self.source.article

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.article.id
