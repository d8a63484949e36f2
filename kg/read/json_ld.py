"""What a page says of itself in JSON-LD: the node that is about this page, among all that it has.

Pages carry nodes of other articles too: reports that they cite, related stories, the posts of a
live blog.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any, TypeAlias
from urllib.parse import urlsplit

Node: TypeAlias = Mapping[str, Any]

# schema.org: Article and its subtypes that hold news
ARTICLE_TYPES = frozenset(
    {
        "AdvertiserContentArticle", "AnalysisNewsArticle", "Article", "AskPublicNewsArticle",
        "BackgroundNewsArticle", "BlogPosting", "LiveBlogPosting", "NewsArticle",
        "OpinionNewsArticle", "Report", "ReportageNewsArticle", "ReviewNewsArticle",
        "SatiricalArticle", "SocialMediaPosting",
    }
)  # fmt: skip
_LIVE_BLOG = "LiveBlogPosting"
# properties whose value is what the page is about, or a wrapper around it
_MAIN = frozenset({"@graph", "mainEntity", "mainEntityOfPage", "mainContentOfPage"})
_MOST_CHARACTERS = 2_000_000  # of one script
_MOST_NODES = 20_000
_MOST_DEPTH = 60
_MOST_NAMES = 50
_WRAPPING = ("//", "<!--", "<![CDATA[", "-->", "]]>", ";")  # around a script's data
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_MATCHES_URL, _MATCHES_TITLE, _AT_TOP, _IS_NEWS = 4, 3, 2, 1
_DIFFERS = -2  # by url or headline from all that the page calls itself
_ENOUGH = 1


@dataclass(frozen=True, slots=True)
class PageNames:
    """What a page is called elsewhere in it: its addresses and its titles."""

    urls: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class JsonLd:
    """The nodes of a page, and those that others refer to by `@id`."""

    nodes: tuple[tuple[Node, bool], ...] = ()  # and whether the node is a part of another
    by_id: Mapping[str, Node] = field(default_factory=dict)


def parse_scripts(scripts: Sequence[str]) -> JsonLd:
    """The nodes of a page's scripts in order; a script that is broken or too deep has none."""
    nodes: list[tuple[Node, bool]] = []
    for script in scripts:
        nodes.extend(_nodes(_parsed(script)))
        if len(nodes) > _MOST_NODES:
            break
    by_id: dict[str, Node] = {}
    for node, _ in nodes:
        key = node.get("@id")
        if isinstance(key, str) and len(node) > len(by_id.get(key, ())):
            by_id[key] = node
    return JsonLd(tuple(nodes), by_id)


def article_node(json_ld: JsonLd, page: PageNames) -> Node | None:
    """The node of the article that the page shows; None where all are of other articles."""
    best, best_score = None, _ENOUGH - 1
    for node, is_part in json_ld.nodes:
        if not types_of(node) & ARTICLE_TYPES:
            continue
        score = _score(node, is_part, page)
        if score > best_score:
            best, best_score = node, score
    return best


def types_of(node: Node) -> frozenset[str]:
    """The types of a node without their namespace."""
    return frozenset(
        re.split(r"[/#:]", kind)[-1] for kind in _list(node.get("@type")) if isinstance(kind, str)
    )


def text_of(value: Any) -> str:
    """A value's words on one line; empty where it has none."""
    if isinstance(value, Mapping):
        value = value.get("@value", value.get("name"))
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def names(value: Any, json_ld: JsonLd) -> list[str]:
    """The names of people or organisations, of which some may stand in nodes elsewhere."""
    found: list[str] = []
    for item in _list(value)[:_MOST_NAMES]:
        node = resolve(item, json_ld)
        found.extend(text_of(name) for name in _list(node.get("name"))[:_MOST_NAMES])
        if isinstance(item, str):
            found.append(text_of(item))
    return [name for name in found if name]


def resolve(value: Any, json_ld: JsonLd) -> Node:
    """The node that a value is or refers to; empty where it is none."""
    if not isinstance(value, Mapping):
        return {}
    key = value.get("@id")
    if isinstance(key, str) and "name" not in value:
        return json_ld.by_id.get(key, value)
    return value


def live_updates(node: Node) -> list[Node]:
    """The posts of a live blog in the order of the page; empty for any other article."""
    if _LIVE_BLOG not in types_of(node):
        return []
    return [post for post in _list(node.get("liveBlogUpdate")) if isinstance(post, Mapping)]


def url_key(url: Any) -> str:
    """What of an address two pages share only if they are one: host and path."""
    if not isinstance(url, str):
        return ""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    path = parts.path.rstrip("/").removesuffix("/amp").removesuffix(".amp")
    return f"{host}{path}" if path else ""


def title_key(title: str) -> str:
    """The letters and digits of a title, for comparison."""
    return "".join(c for c in title.casefold() if c.isalnum())


def _parsed(script: str) -> Any:
    if len(script) > _MOST_CHARACTERS:
        return None
    text = script.strip()
    for mark in _WRAPPING * 2:
        text = text.removeprefix(mark).removesuffix(mark).strip()
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(parsed: Any) -> Iterator[tuple[Node, bool]]:
    """All objects in document order, and whether they stand in a property of another article."""
    waiting: list[tuple[Any, bool, int]] = [(parsed, False, 0)]
    while waiting:
        value, is_part, depth = waiting.pop()
        if depth > _MOST_DEPTH:
            continue
        if isinstance(value, list):
            waiting.extend((item, is_part, depth + 1) for item in reversed(value))
        elif isinstance(value, Mapping):
            yield value, is_part
            inner = [
                (item, is_part or key not in _MAIN, depth + 1)
                for key, item in value.items()
                if isinstance(item, Mapping | list)
            ]
            waiting.extend(reversed(inner))


def _score(node: Node, is_part: bool, page: PageNames) -> int:
    """How surely the node is about this page."""
    urls = {url_key(address) for address in _addresses(node)} - {""}
    title = title_key(text_of(node.get("headline")) or text_of(node.get("name")))
    score = 0 if is_part else _AT_TOP
    if urls and page.urls:
        score += _MATCHES_URL if urls & page.urls else _DIFFERS
    if title and page.titles:
        score += _MATCHES_TITLE if _is_title(title, page.titles) else _DIFFERS
    is_news = any(kind.endswith("NewsArticle") or kind == _LIVE_BLOG for kind in types_of(node))
    return score + (_IS_NEWS if is_news and score > 0 else 0)


def _is_title(title: str, titles: frozenset[str]) -> bool:
    """Whether the page calls itself so, perhaps with its site's name behind."""
    if title in titles:
        return True
    if len(title) < 15:  # "Live" begins many titles
        return False
    return any(other.startswith(title) or title.startswith(other) for other in titles if other)


def _addresses(node: Node) -> Iterator[Any]:
    """Where the node says it stands."""
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        if isinstance(value, Mapping):
            yield from (value.get("@id"), value.get("url"))
        else:
            yield value


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
