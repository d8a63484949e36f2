"""Pages as publishers write them, around articles of our own: markup in twenty manners.

`generated_article(seed)` makes an article, `PAGES[name](article, random)` a page of it. What is
around the text (related stories with days of their own, captions, notices, comments) differs from
page to page.
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

FIRST = "Ann Ben Clara David Edith Farid Grace Hugo Ingrid Jonas Kofi Leila Marcus Nadia Olu Petra"
LAST = "Abbott Brandt Castell Doyle Eriksen Farrow Grant Hollis Ito Jarvis Keane Lund Moreau O’Neil"
TOWNS = "Ashford Brightwater Calder Dunmore Eastham Fenwick Galway Harlow Kingsbury Lowell Marlow"
FIRMS = "Alder Rail|Bolt Foods|Crest Water|Delta Timber|Eastern Ferries|Foundry Bank|Granite Air"
SITES = "The Harbour Times|Northern Echo Daily|Channel Nine News|Valley Tribune|City Ledger"
THINGS = ("bridge", "library", "harbour", "school", "hospital", "tramline", "stadium", "market")
SENTENCES = (
    "{who} said the {thing} in {town} would close for {n} weeks while engineers examine it.",
    "The council voted {n} to {m} on {weekday} to pay {firm} for the work on the {thing}.",
    "“We were promised a new {thing} and we are still waiting,” said {who}, who lives nearby.",
    "{firm} shares fell {m} per cent after the announcement, their worst day since the spring.",
    "A spokesman for {firm} declined to say how many of its {n}00 workers would lose their jobs.",
    "Residents of {town} have complained about the {thing} since it opened in {year}.",
    "Police in {town} arrested {m} people near the {thing} shortly before midnight, {who} said.",
    "{who} and {who2} met in {town} to discuss the plan, which would cost £{n} million.",
    "The report, published on {weekday}, found that {firm} had ignored {m} warnings.",
    "It was the third time in {m} years that the {thing} had been damaged by a storm.",
    "“Nobody told us,” {who} said. “We read about it in the paper like everyone else.”",
    "Rain is expected to reach {town} by {weekday}, and the river may rise by {m} metres.",
    "{firm}, which owns the {thing}, bought it from the state in {year} for ${n} million.",
    "Teachers at two schools in {town} walked out for a day, and more will follow next week.",
    "The judge told {who} that he would serve at least {m} years before he could apply again.",
    "Prices rose faster in {town} than anywhere else in the county, official figures show.",
    "Asked about the {thing}, {who2} said only that the matter was being looked into.",
    "An inquiry led by {who} will begin in {town} and is due to report within {n} days.",
)
CROSSHEADS = (
    "A long wait", "What happens next", "‘Nobody told us’", "Money and time", "Second thoughts",
)  # fmt: skip
HEADLINES = (
    "{firm} to close {thing} in {town} after {n} years",
    "{town} council backs £{n}m plan for {thing}",
    "Storm damages {thing} as river rises in {town}",
    "{who} resigns over {town} {thing}: ‘I was wrong’",
    "Why {town} is still waiting for its {thing}",
    "Police question {m} after fire at {town} {thing}",
)


@dataclass(frozen=True)
class Block:
    """A block of an article: p, h2, ul or blockquote."""

    kind: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """As kg writes it."""
        before = {"ul": "- ", "blockquote": "> "}.get(self.kind, "")
        return "\n".join(before + line for line in self.lines)


@dataclass(frozen=True)
class Sample:
    """An article with what a page of it must give."""

    title: str
    authors: tuple[str, ...]
    when: dt.datetime  # with the publisher's offset
    site: str
    host: str
    path: str
    blocks: tuple[Block, ...]

    @property
    def url(self) -> str:
        return f"https://www.{self.host}{self.path}"

    @property
    def day(self) -> str:
        return self.when.date().isoformat()

    @property
    def author(self) -> str:
        return ", ".join(self.authors)

    @property
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def words_of_day(self) -> str:
        return f"{self.when.day} {calendar.month_name[self.when.month]} {self.when.year}"

    @property
    def american_day(self) -> str:
        return f"{calendar.month_name[self.when.month]} {self.when.day}, {self.when.year}"

    @property
    def iso(self) -> str:
        return self.when.isoformat()


Page = Callable[[Sample, random.Random], str]


def _name(rng: random.Random) -> str:
    return f"{rng.choice(FIRST.split())} {rng.choice(LAST.split())}"


def _filled(template: str, rng: random.Random) -> str:
    return template.format(
        who=_name(rng), who2=_name(rng), thing=rng.choice(THINGS),
        town=rng.choice(TOWNS.split()),
        firm=rng.choice(FIRMS.split("|")), n=rng.randint(11, 90), m=rng.randint(2, 9),
        weekday=rng.choice(calendar.day_name), year=rng.randint(1950, 2015),
    )  # fmt: skip


def _paragraph(rng: random.Random, least: int = 1, most: int = 3) -> str:
    chosen = rng.sample(SENTENCES, rng.randint(least, most))
    return " ".join(_filled(sentence, rng) for sentence in chosen)


def generated_article(seed: int) -> Sample:
    """An article that the seed alone decides."""
    rng = random.Random(seed)
    title = _filled(rng.choice(HEADLINES), rng)
    blocks = [Block("p", (_paragraph(rng, 2),)) for _ in range(rng.randint(4, 12))]
    if rng.random() < 0.5:
        blocks.insert(rng.randint(2, len(blocks) - 1), Block("h2", (rng.choice(CROSSHEADS),)))
    if rng.random() < 0.25:
        items = tuple(_paragraph(rng, 1, 1) for _ in range(rng.randint(2, 4)))
        blocks.insert(rng.randint(2, len(blocks) - 1), Block("ul", items))
    if rng.random() < 0.3:
        blocks.insert(rng.randint(2, len(blocks) - 1), Block("blockquote", (_paragraph(rng, 1),)))
    zone = dt.timezone(dt.timedelta(hours=rng.choice((-8, -5, 0, 1, 2, 5.5, 10))))
    when = dt.datetime(
        rng.randint(1955, 1995) if rng.random() < 0.2 else rng.randint(1996, 2024),
        rng.randint(1, 12), rng.randint(1, 28),
        rng.randint(0, 23), rng.randint(0, 59), rng.randint(0, 59), tzinfo=zone,
    )  # fmt: skip
    site = rng.choice(SITES.split("|"))
    slug = "-".join("".join(c for c in w if c.isalnum()) for w in title.lower().split())
    authors = tuple(dict.fromkeys(_name(rng) for _ in range(rng.choice((1, 1, 1, 2, 3)))))
    host = site.lower().replace("the ", "").replace(" ", "") + ".example"
    path = rng.choice(("/news/{s}", "/{s}-{n}", "/world/{s}.html", "/a/{n}/{s}"))
    return Sample(
        title, authors, when, site, host, path.format(s=slug, n=rng.randint(10**5, 10**6)),
        tuple(blocks),
    )  # fmt: skip


# --- pieces -------------------------------------------------------------------------------------


def _e(text: str) -> str:
    return escape(text, quote=True)


def _html(article: Sample, rng: random.Random, p: str = "<p>{}</p>", between: str = "") -> str:
    """The blocks as elements, with something between two paragraphs now and then."""
    out = []
    for block in article.blocks:
        out.append(_block(block, p, rng))
        if between and rng.random() < 0.3:
            out.append(between)
    return "\n".join(out)


def _block(block: Block, p: str, rng: random.Random) -> str:
    lines = [_linked(line, rng) for line in block.lines]
    if block.kind == "p":
        return p.format(lines[0])
    if block.kind == "h2":
        return f"<h2>{lines[0]}</h2>"
    if block.kind == "ul":
        return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
    return f"<blockquote><p>{lines[0]}</p></blockquote>"


def _linked(line: str, rng: random.Random) -> str:
    """The line as markup, with a link, an emphasis or a time around a word of it."""
    words = [_e(word) for word in line.split()]
    at = rng.randrange(len(words))
    form = rng.choice(("<a href='/topic/x'>{}</a>", "<em>{}</em>", "<strong>{}</strong>", "{}"))
    words[at] = form.format(words[at])
    return " ".join(words)


def _stories(rng: random.Random, number: int = 3) -> list[tuple[str, str]]:
    """Titles and days of other stories."""
    return [
        (
            _filled(rng.choice(HEADLINES), rng),
            f"{rng.randint(1997, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        )
        for _ in range(number)
    ]


def _rail(rng: random.Random, name: str, tag: str = "div", heading: str = "More stories") -> str:
    items = "".join(
        f"<li><a href='/s/{i}'>{_e(title)}</a> <time datetime='{day}T10:00:00Z'>{day}</time></li>"
        for i, (title, day) in enumerate(_stories(rng, rng.randint(3, 8)))
    )
    return f"<{tag} class='{name}'><h3>{heading}</h3><ul>{items}</ul></{tag}>"


def _comments(rng: random.Random, name: str = "comments-area") -> str:
    items = "".join(
        f"<li class='comment'><b>{_name(rng)}</b> <time datetime='2024-12-2{i}T08:00:00Z'>today"
        f"</time><p>{_paragraph(rng, 1, 2)}</p><a href='#r'>Reply</a></li>"
        for i in range(rng.randint(1, 4))
    )
    return f"<section id='comments' class='{name}'><h2>Comments</h2><ol>{items}</ol></section>"


def _newsletter(rng: random.Random) -> str:
    return rng.choice(
        (
            "<p>Sign up to our morning newsletter and never miss a story.</p>",
            "<p><em>Get the day’s headlines delivered to your inbox.</em></p>",
            "<p>Subscribe to our weekly newsletter for more from the region.</p>",
            "<div class='newsletter-signup'><h3>Morning Briefing</h3><form>Sign up</form></div>",
            "<p><a href='/x'>Read more: The bridge that nobody wanted</a></p>",
            "<p><strong>Related: </strong><a href='/y'>Council to vote again in the autumn</a></p>",
            "<p class='ad-label'>Advertisement</p>",
        )
    )


def _share(name: str = "share-bar") -> str:
    return (
        f"<ul class='{name}'><li><a href='#f'>Share on Facebook</a></li>"
        "<li><a href='#t'>Tweet</a></li><li><a href='#m'>Email this article</a></li></ul>"
    )


def _figure(rng: random.Random) -> str:
    return (
        f"<figure><img src='/p.jpg' alt='The {rng.choice(THINGS)}'><figcaption>The "
        f"{rng.choice(THINGS)} in {rng.choice(TOWNS.split())} last summer. <span "
        f"class='credit'>Photograph: {_name(rng)}/Lens</span></figcaption></figure>"
    )


def _cookies() -> str:
    return (
        "<div id='cookie-notice' role='dialog'><p>We and our partners use cookies to give you the "
        "best experience. Read our cookie policy.</p><button>Accept all</button></div>"
    )


def _footer(article: Sample) -> str:
    return (
        "<footer><nav><a href='/about'>About us</a> <a href='/privacy'>Privacy policy</a></nav>"
        f"<p>Copyright © 2025 {_e(article.site)}. All rights reserved.</p></footer>"
    )


def _nav() -> str:
    names = ("Home", "News", "Sport", "Business", "Opinion", "Weather", "Jobs")
    return "<nav>" + " ".join(f"<a href='/{name.lower()}'>{name}</a>" for name in names) + "</nav>"


def _script(data: object, kind: str = "application/ld+json") -> str:
    return f"<script type='{kind}'>{json.dumps(data)}</script>"


def _page(head: str, body: str, article: Sample, lang: str = "en") -> str:
    return (
        f"<!DOCTYPE html>\n<html lang='{lang}'><head><meta charset='utf-8'>"
        f"<title>{_e(article.title)} | {_e(article.site)}</title>{head}"
        "<style>.a{color:red}</style><script>var dataLayer=[{'page':'story'}];</script></head>"
        f"<body class='single has-sidebar'>{body}</body></html>"
    )


def _open_graph(article: Sample, with_date: bool = True) -> str:
    metas = {
        "og:type": "article", "og:title": article.title, "og:url": article.url,
        "og:site_name": article.site, "og:image": "https://x.example/2019/01/02/p.jpg",
    }  # fmt: skip
    if with_date:
        metas["article:published_time"] = article.iso
        metas["article:modified_time"] = "2025-01-01T00:00:00+00:00"
        metas["article:author"] = "https://www.facebook.com/somebody"
    return "".join(f"<meta property='{k}' content='{_e(v)}'/>" for k, v in metas.items())


def _people(article: Sample) -> list[dict[str, str]]:
    return [{"@type": "Person", "name": name, "jobTitle": "Reporter"} for name in article.authors]


def _node(article: Sample, kind: str = "NewsArticle") -> dict[str, object]:
    return {
        "@type": kind, "headline": article.title, "datePublished": article.iso,
        "dateModified": "2025-01-01T00:00:00Z", "author": _people(article),
        "publisher": {"@type": "Organization", "name": article.site,
                      "logo": {"@type": "ImageObject", "url": "/l.png"}},
        "mainEntityOfPage": {"@type": "WebPage", "@id": article.url},
    }  # fmt: skip


def _other_node(rng: random.Random, host: str) -> dict[str, object]:
    (title, day), *_ = _stories(rng, 1)
    return {
        "@type": "NewsArticle", "headline": title, "datePublished": f"{day}T09:00:00Z",
        "url": f"https://www.{host}/other/{rng.randint(1, 99)}",
        "author": {"@type": "Person", "name": _name(rng)},
    }  # fmt: skip


def _by(article: Sample) -> str:
    return " and ".join(article.authors) if len(article.authors) < 3 else ", ".join(article.authors)


# --- pages --------------------------------------------------------------------------------------


def blog_graph(a: Sample, rng: random.Random) -> str:
    """A blog system with a plugin that links nodes by @id; the people come after the article."""
    ids = [f"{a.url}#person-{i}" for i in range(len(a.authors))]
    node = _node(a) | {"author": [{"@id": key} for key in ids], "@id": f"{a.url}#article"}
    graph = [
        {"@type": "WebSite", "name": a.site, "url": f"https://{a.host}/"},
        {"@type": "WebPage", "@id": a.url, "url": a.url, "datePublished": a.iso},
        node,
        *({"@type": "Person", "@id": k, "name": n} for k, n in zip(ids, a.authors, strict=True)),
    ]
    if rng.random() < 0.5:
        rng.shuffle(graph)
    head = _script({"@context": "https://schema.org", "@graph": graph}) + _open_graph(a)
    body = (
        f"{_nav()}<div id='page'><article class='post-77 post type-post hentry'>"
        f"<header class='entry-header'><h1 class='entry-title'>{_e(a.title)}</h1>"
        f"<div class='entry-meta'>Posted on <time class='entry-date published' datetime='{a.iso}'>"
        f"{a.american_day}</time> by <span class='author vcard'>{_e(a.authors[0])}</span></div>"
        f"</header><div class='entry-content'>{_figure(rng)}"
        f"{_html(a, rng, between=_newsletter(rng))}"
        f"<div class='sharedaddy sd-sharing-enabled'><h3>Share this:</h3>{_share('sd')}</div>"
        f"{_rail(rng, 'jp-relatedposts', heading='Related')}</div></article>"
        f"{_comments(rng)}</div><div id='secondary'>{_rail(rng, 'widget', 'aside')}</div>"
    )
    return _page(head, body + _footer(a) + _cookies(), a)


def broadcaster(a: Sample, rng: random.Random) -> str:
    """Class names that a build tool made; blocks say what they are in data attributes."""
    c = f"ssrcss-{rng.randint(100, 999)}-Block"
    other = {"@context": "http://schema.org", **_other_node(rng, a.host)}
    nodes = [{"@context": "http://schema.org", **_node(a, "ReportageNewsArticle")}, other]
    if rng.random() < 0.5:
        nodes.reverse()
    p = "<div data-component='text-block' class='" + c + "'><p class='x1'>{}</p></div>"
    links = _rail(rng, c, "section", "More on this story")
    body = (
        f"<header role='banner'>{_nav()}</header><main id='main-content'><article class='{c}'>"
        f"<header><h1 tabindex='-1'>{_e(a.title)}</h1><div data-component='byline-block'>"
        f"<time data-testid='timestamp' datetime='{a.iso}'>3 hours ago</time>"
        f"<div><span>{_e(_by(a))}</span><div>Transport correspondent</div></div>"
        f"{_share('x9-share-tools')}</div></header>"
        f"<div data-component='image-block'>{_figure(rng)}</div>{_html(a, rng, p)}"
        f"<div data-component='links-block'>{links}</div>"
        f"<div data-component='tags'>Related topics <ul class='tags'><li>{a.site}</li></ul></div>"
        f"</article></main>{_rail(rng, 'top-stories', 'aside', 'Top stories')}"
    )
    return _page("".join(map(_script, nodes)) + _open_graph(a, False), body + _footer(a), a)


def broadsheet(a: Sample, rng: random.Random) -> str:
    """Microdata of the first sort: properties on the elements that the reader sees."""
    name = "<span itemprop='author' itemscope itemtype='http://schema.org/Person'>"
    authors = " and ".join(
        f"{name}<a rel='author' itemprop='url' href='/p/{i}'><span itemprop='name'>{_e(n)}</span>"
        "</a></span>"
        for i, n in enumerate(a.authors)
    )
    aside = (
        "<aside class='element element-rich-link'><p>Related: "
        f"<a href='/r'>{_e(_stories(rng, 1)[0][0])}</a></p><a href='/r'>Read more</a></aside>"
    )
    (story, day), *_ = _stories(rng, 1)
    body = (
        f"{_cookies()}{_nav()}<article id='article' itemscope "
        f"itemtype='http://schema.org/NewsArticle'><h1 itemprop='headline'>{_e(a.title)}</h1>"
        f"<div class='content__standfirst'><p>{_paragraph(rng, 1, 1)}</p></div>"
        f"<p class='byline'>{authors}</p><p class='content__dateline'><time itemprop="
        f"'datePublished' datetime='{a.iso}'>{a.words_of_day}</time> <time itemprop='dateModified' "
        "datetime='2025-02-02T00:00:00Z'>Last modified on 2 Feb 2025</time></p>"
        f"<div class='content__article-body' itemprop='articleBody'>"
        f"{_figure(rng)}{_html(a, rng, between=aside)}</div>{_share('social social--bottom')}"
        f"<div class='submeta'><ul><li><a href='/t'>Topics</a></li></ul></div></article>"
        f"<div class='fc-container' itemscope itemtype='http://schema.org/NewsArticle'>"
        f"<a href='/q'><span itemprop='headline'>{_e(story)}</span></a>"
        f"<time itemprop='datePublished' datetime='{day}'>{day}</time></div>"
    )
    return _page(_open_graph(a, False), body + _footer(a), a)


def chunked(a: Sample, rng: random.Random) -> str:
    """The body in several columns with advertisements between, and a byline in a meta element."""
    halves = [a.blocks[: len(a.blocks) // 2], a.blocks[len(a.blocks) // 2 :]]
    ad = (
        "<div id='story-ad-1-wrapper'><div class='ad'><p>Advertisement</p><a href='#after'>SKIP "
        "ADVERTISEMENT</a></div></div>"
    )
    chunks = ad.join(
        "<div class='css-1fanzo5 StoryBodyCompanionColumn'><div class='css-53u6y8'>"
        f"{_html(replace(a, blocks=half), rng, '<p class=css-at9mc1>{}</p>')}</div></div>"
        for half in halves
    )
    node = {"@context": "https://schema.org", **_node(a), "isAccessibleForFree": True}
    node["isBasedOn"] = _other_node(rng, "report.example")
    if rng.random() < 0.5:  # cited before the page's own date stands
        node = {"citation": _other_node(rng, "report.example"), **node}
    head = (
        f"<meta name='byl' content='By {_e(_by(a))}'><meta name='pdate' content='"
        f"{a.when:%Y%m%d}'>{_open_graph(a)}{_script(node)}"
    )
    body = (
        f"<div id='app'><div>{_nav()}</div><main id='site-content'><article id='story'>"
        f"<header class='css-1vkm6nb'><h1 data-testid='headline'>{_e(a.title)}</h1></header>"
        f"{_figure(rng)}<div class='css-1kkq8fn'><p>By <span>{_e(_by(a))}</span></p><ul><li>"
        f"<time datetime='{a.iso}'>{a.american_day}</time></li></ul></div>"
        f"<section name='articleBody' class='meteredContent'>{chunks}</section>"
        f"<div class='bottom-of-article'>{_share('css-share')}<p>A version of this article appears "
        f"in print on , Section A, Page 1.</p></div></article></main>"
        f"{_rail(rng, 'recirculation', 'section', 'Trending')}</div>"
    )
    return _page(head, body + _footer(a), a)


def agency(a: Sample, rng: random.Random) -> str:
    """Paragraphs that are no p elements."""
    p = f"<div data-testid='paragraph-{rng.randint(0, 9)}' class='text__text__1FZLe'>{{}}</div>"
    node = {"@context": "http://schema.org", **_node(a), "url": a.url}
    head = _script(node) + _open_graph(a) + f"<link rel='canonical' href='{a.url}'>"
    body = (
        f"<header class='site-header'>{_nav()}</header><main><article><div class='article-header'>"
        f"<h1>{_e(a.title)}</h1><div class='info-content'><div>By <a href='/authors/1'>"
        f"{_e(_by(a))}</a></div><time datetime='{a.iso}'><span>{a.american_day}</span><span>"
        f"9:14 AM GMT</span></time></div></div>{_figure(rng)}"
        f"<div class='article-body__content__17Yit'>{_html(a, rng, p)}"
        f"<div class='sign-off'><p>Reporting by {_e(_by(a))}; Editing by {_name(rng)}</p>"
        "<p>Our Standards: The Thomson Reuters Trust Principles.</p></div></div></article></main>"
        f"{_rail(rng, 'read-next', 'aside', 'Read Next')}"
    )
    return _page(head, body + _footer(a), a)


def metropolitan(a: Sample, rng: random.Random) -> str:
    """A publishing system of a large paper: promotions among the paragraphs, data attributes."""
    promo = (
        "<div class='newsletter-inline-unit'><div><h4>Follow the region</h4></div><a href='#'>"
        "Follow</a></div>"
    )
    p = "<p class='wpds-c-cYdRxM' data-el='text' dir='null'>{}</p>"
    node = {"@context": "https://schema.org", **_node(a)}
    node["author"] = [{"@type": "Person", "name": f"By {name}"} for name in a.authors]
    head = _script([{"@type": "BreadcrumbList", "itemListElement": []}, node]) + _open_graph(a)
    body = (
        f"{_nav()}<main class='w-100'><div class='headline-kicker'>Local</div>"
        f"<h1 id='main-content' data-qa='headline'><span>{_e(a.title)}</span></h1>"
        f"<div class='gray-dark font-xxs' data-qa='author-byline'>By {_e(_by(a))}</div>"
        f"<div class='display-date'>{a.american_day} at 6:00 a.m. EDT</div>{_share('action-bar')}"
        f"{_figure(rng)}<div class='article-body' data-qa='article-body'>"
        f"{_html(a, rng, p, between=promo)}</div></main>"
        f"{_rail(rng, 'more-stories', 'div', 'Most Read')}{_comments(rng, 'comments-wrapper')}"
    )
    return _page(head, body + _footer(a) + _cookies(), a)


def content_system(a: Sample, rng: random.Random) -> str:
    """A content management system with Dublin Core in the head and fields in the body."""
    head = (
        f"<meta name='dcterms.title' content='{_e(a.title)}'/><meta name='dcterms.date' "
        f"content='{a.when:%Y-%m-%dT%H:%M%z}'/><meta name='dcterms.creator' "
        f"content='{_e(', '.join(a.authors))}'/><meta name='dcterms.publisher' "
        f"content='{_e(a.site)}'/><link rel='canonical' href='{a.path}'/>"
    )
    body = (
        f"<div id='page-wrapper'>{_nav()}<div class='breadcrumb'><a href='/'>Home</a> » News</div>"
        f"<div id='content' class='column'><h1 class='title' id='page-title'>{_e(a.title)}</h1>"
        f"<div class='node node-article node-promoted view-mode-full clearfix'>"
        f"<div class='submitted'>{_e(_by(a))} | {a.words_of_day}</div><div class='field "
        "field-name-body field-type-text-with-summary field-label-hidden'><div class='field-items'>"
        f"<div class='field-item even'>{_html(a, rng, between=_newsletter(rng))}</div></div></div>"
        f"{_share('links inline')}</div>{_comments(rng, 'comment-wrapper')}</div>"
        f"<div id='sidebar-second' class='region region-sidebar-second'>"
        f"{_rail(rng, 'block block-views', 'div', 'Latest news')}</div></div>"
    )
    return _page(head, body + _footer(a), a)


def local_paper(a: Sample, rng: random.Random) -> str:
    """Microdata in meta elements, boxes among the paragraphs, and a gate for subscribers."""
    inline = (
        "<div class='inline-asset inline-article'><div class='card'><h3 class='tnt-headline'><a "
        f"href='/z'>{_e(_stories(rng, 1)[0][0])}</a></h3></div></div>"
    )
    names = "".join(
        "<span itemprop='author' itemscope itemtype='https://schema.org/Person'><span itemprop="
        f"'name' class='tnt-byline'>{_e(name)} Staff Writer</span></span>"
        for name in a.authors
    )
    body = (
        f"{_nav()}<article class='asset story' itemscope itemtype='https://schema.org/NewsArticle'>"
        f"<meta itemprop='datePublished' content='{a.iso}'><meta itemprop='dateModified' "
        f"content='2025-01-09T10:00:00-06:00'><h1 class='headline'><span itemprop='headline'>"
        f"{_e(a.title)}</span></h1><div class='meta'>{names}<ul class='list-inline'><li>"
        f"<time datetime='{a.iso}' class='tnt-date'>{a.american_day}</time></li></ul></div>"
        f"{_share('share-container')}<div id='asset-photo'>{_figure(rng)}</div><div itemprop="
        f"'articleBody' class='asset-content subscriber-premium'>"
        f"{_html(a, rng, '<div class=subscriber-preview><p>{}</p></div>', between=inline)}</div>"
        f"<div class='asset-tagline text-muted'><p>Reach the newsroom at 555-0100.</p></div>"
        f"</article>{_rail(rng, 'block-trending', 'section', 'Most Popular')}"
    )
    site = "<div itemprop='publisher' itemscope><meta itemprop='name' content='x'></div>"
    return _page(_open_graph(a, False), body + site + _footer(a), a)


def young_magazine(a: Sample, rng: random.Random) -> str:
    """Nothing but OpenGraph, and cards of an editor among the paragraphs."""
    names = "".join(f"<meta name='author' content='{_e(name)}'>" for name in a.authors)
    card = (
        "<div class='kg-card kg-signup-card'><div><h2>Stay in touch</h2><p>Get our stories by "
        "email.</p><form><input type='email'><button>Subscribe</button></form></div></div>"
    )
    names_shown = ", ".join(f"<a href='/author/{i}'>{_e(n)}</a>" for i, n in enumerate(a.authors))
    body = (
        f"<div class='site'>{_nav()}<main class='gh-main'><article class='gh-article post'>"
        f"<header class='gh-article-header'><h1 class='gh-article-title'>{_e(a.title)}</h1>"
        f"<div class='gh-article-meta'><h4 class='gh-article-author-name'>{names_shown}</h4>"
        f"<time datetime='{a.day}'>{a.words_of_day}</time> — 4 min read</div>{_figure(rng)}"
        f"</header><section class='gh-content gh-canvas'>{_html(a, rng, between=card)}</section>"
        f"</article></main>{_rail(rng, 'read-more-wrap', 'aside', 'Read more')}"
        "<div class='footer-cta'><h2>Sign up for more like this.</h2><a href='/s'>Enter your "
        "email</a></div></div>"
    )
    return _page(_open_graph(a) + names, body + _footer(a), a)


def letter(a: Sample, rng: random.Random) -> str:
    """A platform of newsletters: calls to subscribe among the paragraphs, no article element."""
    widget = (
        "<div class='subscription-widget-wrap'><div class='preamble'><p>Thanks for reading! "
        "Subscribe for free to receive new posts.</p></div><form><input><button>Subscribe</button>"
        "</form></div>"
    )
    node = {"@context": "https://schema.org", **_node(a), "url": a.url, "description": "x"}
    node.pop("mainEntityOfPage")
    body = (
        f"<div id='entry'><div id='main' class='main typography'><div class='topbar'>{_nav()}</div>"
        f"<div class='single-post-container'><div class='single-post'><div class='post'>"
        f"<div class='post-header'><h1 class='post-title'>{_e(a.title)}</h1><h3 class='subtitle'>"
        f"What it means for the town</h3><div class='byline-wrapper'><a href='/@a'>"
        f"{_e(_by(a))}</a><div>{a.american_day}</div></div><a class='button'>Share</a></div>"
        f"<div class='available-content'><div class='body markup' dir='auto'>"
        f"{_html(a, rng, '<p>{}</p>', between=widget)}</div></div></div></div></div>"
        f"{_rail(rng, 'portable-archive', 'div', 'Recent posts')}</div></div>"
    )
    return _page(_script(node) + _open_graph(a, False), body + _footer(a), a)


def rnews(a: Sample, rng: random.Random) -> str:
    """RDFa in the terms of rNews."""
    by = ", ".join(
        f"<span rel='rnews:creator'><span typeof='rnews:Person'><span property='rnews:name'>"
        f"{_e(name)}</span></span></span>"
        for name in a.authors
    )
    (story, day), *_ = _stories(rng, 1)
    body = (
        f"{_nav()}<div id='wrap' prefix='rnews: http://iptc.org/std/rNews/2011-10-07#'>"
        f"<div class='lead' typeof='rnews:Article'><span property='rnews:headline'>{_e(story)}"
        f"</span> <span property='rnews:datePublished' content='{day}'></span></div>"
        f"<div class='story' typeof='rnews:NewsArticle'><h1 property='rnews:headline'>"
        f"{_e(a.title)}</h1><p class='by'>By {by}</p><p class='on'><span property="
        f"'rnews:datePublished' content='{a.iso}'>{a.american_day}</span></p>"
        f"<div property='rnews:articleBody'>{_html(a, rng)}</div>{_share('tools')}</div>"
        f"{_rail(rng, 'latest', 'div', 'Latest')}</div>"
    )
    return _page(f"<meta name='application-name' content='{_e(a.site)}'>", body + _footer(a), a)


def wiki(a: Sample, rng: random.Random) -> str:
    """A wiki of news: the day above the first paragraph, the sources in a list at the end."""
    (story, day), *_ = _stories(rng, 1)
    names = "".join(f"<meta name='author' content='{_e(name)}'>" for name in a.authors)
    body = (
        f"<div id='mw-page-base'></div><div id='content' class='mw-body' role='main'>"
        f"<h1 id='firstHeading' class='firstHeading'>{_e(a.title)}</h1><div id='bodyContent'>"
        "<div id='siteSub' class='noprint'>From the free source</div><div id='mw-content-text'>"
        "<div class='mw-parser-output'><p><strong class='published'><span id='publishDate' class="
        f"'value-title' title='{a.day}'></span>{a.words_of_day}</strong></p>"
        f"<div class='thumb tright'><div class='thumbinner'><div class='thumbcaption'>A view of "
        f"the {rng.choice(THINGS)}.</div></div></div><div class='infobox noprint'><b>"
        f"Related</b><ul><li><a href='/r'>{_e(story)}</a>, {day}</li></ul></div>{_html(a, rng)}"
        "<table class='noprint'><tr><td>Have an opinion on this story?</td></tr></table></div>"
        f"</div></div></div><div id='mw-navigation'><h2>Navigation menu</h2>{_nav()}</div>"
        f"<div id='footer'><p>This page was last edited on 3 March 2024.</p></div>"
    )
    head = f"<meta property='og:site_name' content='{_e(a.site)}'>{names}"
    return _page(head, body, a)


def cable(a: Sample, rng: random.Random) -> str:
    """A news channel: an editor's box, highlights, and videos among the paragraphs."""
    p = "<p class='paragraph inline-placeholder vossi-paragraph' data-editable='text'>\n  {}\n</p>"
    video = (
        "<div class='video-resource' data-component-name='video-resource'><div class='video-"
        "resource__headline'>Video: Crowds gather at the scene</div><div class='video-resource__"
        "timestamp'>01:31 - Source: Channel</div></div>"
    )
    node = {"@context": "http://schema.org", **_node(a), "articleSection": "uk",
            "alternativeHeadline": "Something else"}  # fmt: skip
    body = (
        f"<div class='header__wrapper'>{_nav()}</div><section class='layout__wrapper layout-"
        f"with-rail'><section class='layout__top'><div class='headline'><h1 class='headline__text "
        f"inline-placeholder'>\n  {_e(a.title)}\n</h1></div><div class='headline__sub-text'>"
        f"<div class='byline__names'>By {_e(_by(a))}, Channel</div><div class='timestamp'>Updated "
        f"5:10 PM EDT, {a.american_day}</div></div></section><section class='layout__main'>"
        f"<article class='article' data-uri='x'><main class='article__main'><div class="
        f"'article__content' data-editable='content' itemprop='articleBody'>{_figure(rng)}"
        f"{_html(a, rng, p, between=video)}</div></main></article></section><section class="
        f"'layout__rail'>{_rail(rng, 'zone', 'div', 'Ad Feedback')}</section></section>"
    )
    return _page(_script(node) + _open_graph(a), body + _footer(a), a)


def mobile(a: Sample, rng: random.Random) -> str:
    """The light form of a page for phones, with elements of its own."""
    node = {"@context": "http://schema.org", **_node(a)}
    node["mainEntityOfPage"] = a.url
    body = (
        f"<amp-sidebar id='s' layout='nodisplay'>{_nav()}</amp-sidebar><amp-consent id='c'><div>"
        "<p>We use cookies and similar technologies.</p></div></amp-consent><article class='amp-wp-"
        f"article'><header class='amp-wp-article-header'><h1 class='amp-wp-title'>{_e(a.title)}"
        f"</h1><div class='amp-wp-meta amp-wp-byline'><span class='amp-wp-author author vcard'>"
        f"{_e(_by(a))}</span></div><div class='amp-wp-meta amp-wp-posted-on'><time datetime="
        f"'{a.iso}'>5 years ago</time></div></header><div class='amp-wp-article-content'>"
        "<amp-img src='/p.jpg' width='1' height='1'></amp-img>"
        f"{_html(a, rng, between='<amp-ad width=300 height=250 type=x></amp-ad>')}</div>"
        f"<footer class='amp-wp-article-footer'><div>Categories: News</div></footer></article>"
        f"{_rail(rng, 'amp-related-posts', 'div', 'Related')}"
    )
    page = _page(_script(node), body + _footer(a), a)
    return page.replace("<html lang='en'>", "<html amp lang='en'>")


def old_tables(a: Sample, rng: random.Random) -> str:
    """HTML 4 in tables, without any data about the page; line breaks part the paragraphs."""
    stories = "<br>".join(f"<a href='s.htm'>{_e(title)}</a>" for title, _ in _stories(rng))
    text = "<br><br>\n".join(
        f"<b>{_e(block.lines[0])}</b>" if block.kind == "h2" else _linked(block.lines[0], rng)
        for block in a.blocks
    )
    return (
        "<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN'><HTML><HEAD><TITLE>"
        f"{_e(a.site)} - {_e(a.title)}</TITLE><META HTTP-EQUIV='Content-Type' CONTENT='text/html; "
        "charset=windows-1252'></HEAD><BODY BGCOLOR='#ffffff'><TABLE WIDTH=600><TR><TD COLSPAN=2>"
        f"<FONT SIZE=1><A HREF='/'>Home</A> | <A HREF='/news'>News</A></FONT></TD></TR><TR>"
        f"<TD WIDTH=120 VALIGN=TOP><FONT SIZE=1>{stories}</FONT></TD><TD VALIGN=TOP>"
        f"<H1>{_e(a.title)}</H1><FONT SIZE=2><I>By {_e(_by(a))}</I><BR>{a.words_of_day}</FONT><P>"
        f"<FONT FACE='Times'>{text}</FONT></TD></TR><TR><TD COLSPAN=2><FONT SIZE=1>Copyright "
        f"&copy; 2025 {_e(a.site)}</FONT></TD></TR></TABLE></BODY></HTML>"
    )


def strict_xhtml(a: Sample, rng: random.Random) -> str:
    """XHTML 1.0 with hAtom classes."""
    body = (
        f"<div id='header'><h2><a href='/'>{_e(a.site)}</a></h2>{_nav()}</div>"
        f"<div id='main'><div class='hentry'><h1 class='entry-title'>{_e(a.title)}</h1>"
        f"<p class='postmeta'>by <span class='author vcard'><span class='fn'>{_e(_by(a))}</span>"
        f"</span> on <abbr class='published' title='{a.iso}'>{a.american_day}</abbr></p>"
        f"<div class='entry-content'>{_html(a, rng)}</div><p class='postmeta'>Filed under: "
        f"<a href='/n'>News</a></p></div>{_comments(rng, 'commentlist')}</div>"
        f"<div id='sidebar'>{_rail(rng, 'xoxo', 'div', 'Recent Posts')}</div>"
        f"<div id='footer'><p>Copyright 2025 {_e(a.site)}</p></div>"
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 "
        "Strict//EN' 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd'>\n<html xmlns="
        f"'http://www.w3.org/1999/xhtml' xml:lang='en'><head><title>{_e(a.title)} « {_e(a.site)}"
        f"</title><meta name='DC.publisher' content='{_e(a.site)}' /></head>"
        f"<body>{body}</body></html>"
    )


def tabloid(a: Sample, rng: random.Random) -> str:
    """Boxes, captions and counters everywhere; times in words; an address for the author."""
    box = (
        f"{_rail(rng, 'related-replace', 'div', 'RELATED ARTICLES')}<div class='artSplitter'><img "
        f"src='/x.jpg'><p class='imageCaption'>Scene: The {rng.choice(THINGS)} on "
        "the day</p></div>"
    )
    node = {"@context": "http://schema.org", **_node(a), "articleBody": ""}
    p = "<p class='mol-para-with-font'><font>{}</font></p>"
    links = ", ".join(f"<a href='/home' class='author'>{_e(name)}</a>" for name in a.authors)
    body = (
        f"<div id='page-container'>{_nav()}<div id='js-article-text' class='article wide'>"
        f"<h1>{_e(a.title)}</h1><p class='author-section byline-plain'>By {links}</p>"
        f"<p class='byline-section'><span class='article-timestamp-published'>Published: <time "
        f"datetime='{a.iso}'>00:30 BST, {a.words_of_day}</time></span> | <span>Updated: <time "
        f"datetime='2025-03-03T10:00:00+0000'>10:00, 3 March 2025</time></span></p>"
        f"<div class='shareArticles'>{_share('cleared')}<span>12k shares</span></div>"
        f"<div itemprop='articleBody'>{_html(a, rng, p, between=box)}</div></div>"
        f"{_comments(rng, 'reader-comments')}<div class='beta'>{_rail(rng, 'puff')}</div></div>"
    )
    head = _script(node) + _open_graph(a, False)
    return _page(head, body + _footer(a) + _cookies(), a)


def live_blog(a: Sample, rng: random.Random) -> str:
    """A live blog, newest post first; each post has a title and a day of its own."""
    posts = [
        {"@type": "BlogPosting", "headline": f"Update {i}: {rng.choice(CROSSHEADS)}",
         "datePublished": (a.when + dt.timedelta(days=1, hours=i)).isoformat(),
         "articleBody": block.lines[0]}
        for i, block in enumerate(a.blocks)
    ]  # fmt: skip
    node = {"liveBlogUpdate": posts, **_node(a, "LiveBlogPosting")}
    shown = "".join(
        f"<article id='post-{i}'><time datetime='{post['datePublished']}'>{i}h ago</time><h2>"
        f"{_e(str(post['headline']))}</h2><p>{_e(str(post['articleBody']))}</p></article>"
        for i, post in enumerate(posts)
    )
    if rng.random() < 0.5:
        shown = "<div id='live-app'>Loading…</div>"
    body = (
        f"{_nav()}<main><header><h1>{_e(a.title)}</h1><p class='byline'>{_e(_by(a))}</p></header>"
        f"<div class='live-blog__posts'>{shown}</div></main>{_rail(rng, 'more', 'aside')}"
    )
    return _page(_script(node) + _open_graph(a, False), body + _footer(a), a)


def hosted_blog(a: Sample, rng: random.Random) -> str:
    """A host of blogs: the site is the first heading, breaks part the paragraphs."""
    text = "<br /><br />".join(_linked(block.lines[0], rng) for block in a.blocks)
    people = ", ".join(f"<span itemprop='name'>{_e(name)}</span>" for name in a.authors[:1])
    day = calendar.day_name[a.when.weekday()]
    body = (
        f"<div class='header'><h1 class='title'>{_e(a.site)}</h1></div><div class='main'>"
        f"<h2 class='date-header'><span>{day}, {a.american_day}</span></h2><div class='post hentry'"
        " itemscope itemtype='http://schema.org/BlogPosting'><h3 class='post-title entry-title' "
        f"itemprop='name'>{_e(a.title)}</h3><div class='post-body entry-content' itemprop="
        f"'description articleBody'><div class='separator'><img src='x'></div>{text}</div><div "
        f"class='post-footer'>Posted by <span itemprop='author' itemscope itemtype="
        f"'http://schema.org/Person'>{people}</span> at <a href='x'><abbr class='published' "
        f"itemprop='datePublished' title='{a.iso}'>1:00 AM</abbr></a></div></div>"
        f"{_comments(rng, 'comments')}</div>{_rail(rng, 'sidebar')}"
    )
    return _page("<meta content='x' name='generator'/>", body, a)


def old_portal(a: Sample, rng: random.Random) -> str:
    """Tables, a headline in none of the headings, and a first paragraph in bold and loose."""
    first, rest = a.blocks[0], replace(a, blocks=a.blocks[1:])
    names = "".join(f"<meta name='author' content='{_e(name)}'>" for name in a.authors)
    return (
        f"<html><head><title>{_e(a.site)} | UK | {_e(a.title)}</title><meta name='Headline' content"
        f"='{_e(a.title)}'><meta name='OriginalPublicationDate' content='{a.when:%Y/%m/%d}'"
        f">{names}</head><body><table><tr><td class='leftnav'><a href='/1'>World</a><br>"
        f"<a href='/2'>UK</a></td><td><table><tr><td class='sh'>{_e(a.title)}</td></tr></table>"
        f"<table width=416><tr><td class='storybody'><font size=2><b>{_linked(first.lines[0], rng)}"
        f"</b>{_html(rest, rng)}</font></td></tr></table></td><td class='storyextra'><div>SEE ALSO:"
        f"</div><a href='/5'>{_e(_stories(rng, 1)[0][0])}</a><br>05 Mar 04 | UK</td></tr></table>"
        "<table><tr><td>E-mail this to a friend</td><td>Printable version</td></tr></table></body>"
        "</html>"
    )


def scripted(a: Sample, rng: random.Random) -> str:
    """A page that a script fills: the text stands in the data alone."""
    body = "\n\n".join(block.lines[0] for block in a.blocks)
    node = {"@context": "https://schema.org", **_node(a), "articleBody": body}
    shown = f"<div id='__next'><h1>{_e(a.title)}</h1><div class='spinner'>Loading</div></div>"
    return _page(_script(node), shown + _rail(rng, "x1"), a)


def plain_blocks(article: Sample) -> Sample:
    """The article with paragraphs and headings alone, for pages that cannot show others."""
    kept = [
        Block("p", block.lines[:1]) if block.kind != "h2" else block for block in article.blocks
    ]
    return replace(article, blocks=tuple(kept))


PAGES: dict[str, Page] = {
    page.__name__: page
    for page in (
        blog_graph, broadcaster, broadsheet, chunked, agency, metropolitan, content_system,
        local_paper, young_magazine, letter, rnews, wiki, cable, mobile, old_tables, strict_xhtml,
        tabloid, hosted_blog, old_portal, scripted, live_blog,
    )
}  # fmt: skip
WITHOUT_LISTS = frozenset({"old_tables", "hosted_blog", "scripted", "live_blog"})
ONE_AUTHOR = frozenset({"hosted_blog"})
