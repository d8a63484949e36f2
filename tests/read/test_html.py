"""HTML pages: which of a page's many titles, dates and paragraphs are its article's."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read import html
from kg.read.errors import ReadError
from kg.read.html_metadata import author_names
from kg.read.item import Item, Options, Reading
from kg.read.page_furniture import closes_page, is_page_furniture
from kg.read.published_day import published_day

FIRST = "The council approved the bridge on Monday after a long debate about what it may cost."
SECOND = "Ann Abbott, who lives nearby, said that nobody had asked the people of the street."
THIRD = "Work will begin in the spring and take two years, the head of the builders added."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def page(body: str = BODY, head: str = "", title: str = "Council approves bridge") -> str:
    """A page with a headline and this in its article."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><nav><a href='/'>"
        f"Home</a></nav><article><h1>{title}</h1>{body}</article><footer>Copyright 2025</footer>"
        "</body></html>"
    )


def found(markup: str | bytes, url: str | None = None, fetched: str | None = None):
    """The one reading or error that a page gives."""
    data = markup if isinstance(markup, bytes) else markup.encode()
    item = Item("a.html", "a", data, ".html", url=url, fetched=fetched)
    (reading,) = html.read(item, Options())
    return reading


def read(markup: str | bytes, url: str | None = None, fetched: str | None = None) -> Reading:
    """The reading of a page that holds an article."""
    reading = found(markup, url, fetched)
    assert isinstance(reading, Reading), reading
    return reading


def text(body: str) -> str:
    """The text of a page with this in its article."""
    return read(page(body)).source.text


def data(node: object) -> str:
    """JSON-LD as a page holds it."""
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def news(**fields: object) -> dict[str, object]:
    """A node of an article."""
    return {"@context": "https://schema.org", "@type": "NewsArticle", **fields}


# --- dates --------------------------------------------------------------------------------------


def dated(head: str = "", body: str = BODY, url: str | None = None) -> tuple[str | None, ...]:
    """The day of a page, its field, and how sure it is."""
    reading = read(page(body, head), url)
    return reading.source.date, reading.date_source, reading.date_certainty


CITED = news(headline="Bridges fail", datePublished="1999-01-01", url="https://r.example/report")
OWN = news(headline="Council approves bridge", datePublished="2020-05-06T00:30:00+10:00")


@pytest.mark.parametrize(
    "nodes",
    [
        [CITED, OWN],
        {"@graph": [CITED, OWN]},
        {"citation": CITED, **OWN},
        {"@type": "WebPage", "relatedLink": CITED, "mainEntity": OWN},
        [[CITED], {"@type": "ItemList", "itemListElement": [{"item": CITED}]}, OWN],
    ],
    ids=["list", "graph", "cited", "main entity", "nested"],
)
def test_date_of_a_cited_report_is_not_the_articles(nodes):
    """Among several nodes the one is chosen that has the page's own title or address."""
    assert dated(data(nodes)) == ("2020-05-06", "JSON-LD datePublished", "certain")


def test_node_of_another_article_alone_dates_nothing():
    """A page that only cites a report has no date."""
    assert dated(data(CITED), url="https://x.example/a") == (None, None, None)


def test_live_blog_is_dated_by_itself_and_not_by_its_newest_post():
    """The same for its title."""
    post = news(headline="Late news", datePublished="2020-05-09", articleBody=FIRST)
    blog = {**OWN, "@type": "LiveBlogPosting", "liveBlogUpdate": [post]}
    reading = read(page("", data(blog)))
    assert (reading.source.title, reading.source.date) == ("Council approves bridge", "2020-05-06")
    assert reading.source.text == f"Late news\n\n{FIRST}"


def test_fields_are_asked_in_the_order_of_how_sure_they_are():
    """JSON-LD, the markup of the article, meta elements, the address, time elements, words."""
    fields = [
        ("head", data({**OWN, "datePublished": "2020-01-01"}), "JSON-LD datePublished"),
        (
            "body",
            "<b itemprop='datePublished' content='2020-01-02'></b>",
            "microdata datePublished",
        ),
        (
            "head",
            "<meta property='article:published_time' content='2020-01-03T01:00:00Z'>",
            "og article:published_time",
        ),
        ("url", "https://x.example/2020/01/04/bridge", "URL"),
        ("body", "<time datetime='2020-01-05'>then</time>", "time element"),
        ("body", "<div>Published: 6 January 2020</div>", "text"),
    ]
    for number, (_, _, source) in enumerate(fields):
        left = fields[number:]
        head, body, url = (
            "".join(value for kind, value, _ in left if kind == part)
            for part in ("head", "body", "url")
        )
        day, field, _ = dated(head, body + BODY, url or None)
        assert (day, field) == (f"2020-01-0{number + 1}", source)


def test_copyright_line_and_stories_around_give_no_date():
    """A page without a date has none."""
    rail = "<aside><time datetime='2021-02-03'>x</time></aside>"
    related = "<div class='related'><a href='/2'>Other news</a> 4 March 2022</div>"
    assert dated(body=rail + BODY + related) == (None, None, None)


def test_time_of_a_change_comes_after_that_of_publication():
    """Whichever stands first."""
    times = (
        "<p>Updated <time datetime='2024-01-01'>1 January</time></p>"
        "<p>Published <time datetime='2020-05-06'>6 May</time></p>"
    )
    assert dated(body=times + BODY)[0] == "2020-05-06"


def test_day_after_the_page_was_fetched_is_not_believed():
    """The next field is asked."""
    head = data({**OWN, "datePublished": "2030-01-01"}) + "<meta name='date' content='2020-05-06'>"
    reading = read(page(head=head), fetched="2020-06-01T00:00:00Z")
    assert (reading.source.date, reading.date_source) == ("2020-05-06", "date")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-05-06T00:30:00+10:00", "2020-05-06"),
        ("2020-05-06T23:59:00Z", "2020-05-06"),
        ("20200506", "2020-05-06"),
        ("20200506103000", "2020-05-06"),
        ("Tue, 05 May 2020 00:30:00 BST", "2020-05-05"),
        ("Tue, 5 May 20 00:30:00 CEST", "2020-05-05"),
        ("May 5, 2020 at 6:00 a.m. EDT", "2020-05-05"),
        ("5th May 2020", "2020-05-05"),
        ("Sept. 5, 1964", "1964-09-05"),
        ("25/12/2020", "2020-12-25"),
        ("12/25/2020", "2020-12-25"),
        ("5/6/2020", None),
        ("5/5/2020", "2020-05-05"),
        ("1588636800", "2020-05-05"),
        ("1588636800000", "2020-05-05"),
        ("2020-13-40", None),
        ("0001-01-01T00:00:00Z", None),
        ("2020", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_day_is_the_one_that_the_publisher_wrote(written, day):
    """No zone moves it; what may be two days is none."""
    assert published_day(written) == day


@given(st.text(max_size=200))
def test_any_words_are_a_day_or_none(written):
    """No field breaks the reading."""
    day = published_day(written)
    assert day is None or len(day) == 10


@pytest.mark.parametrize(
    "form",
    ["<!--{}-->", "//<![CDATA[\n{}\n//]]>", "<![CDATA[{}]]>", "{};", "\n{}\n", "[{},]", "[{},\n]"],
)
def test_data_is_read_in_the_forms_in_which_pages_hold_it(form):
    """Also with a comma too many."""
    script = form.format(json.dumps(OWN))
    head = f"<script type='application/ld+json'>{script}</script>"
    assert dated(head)[0] == "2020-05-06"


# --- titles, authors, sites ---------------------------------------------------------------------


def test_title_is_without_the_sites_name():
    """Whether a site is named or not."""
    head = "<meta property='og:site_name' content='The Harbour Times'>"
    whole = page().replace("bridge</title>", "bridge | The Harbour Times</title>")
    named, unnamed = read(whole.replace("<head>", f"<head>{head}")), read(whole)
    assert named.source.title == unnamed.source.title == "Council approves bridge"
    assert named.site == unnamed.site == "The Harbour Times"


def test_headline_that_was_cut_short_is_completed():
    """JSON-LD allows 110 characters, and some publishers write three dots there."""
    whole = "Council approves bridge after a long debate about what it may cost the town"
    node = news(headline=f"{whole[:40]}...", datePublished="2020-05-05")
    assert read(page(head=data(node), title=whole)).source.title == whole


def test_scripts_in_titles_are_words():
    """Nothing is run; control characters are gone."""
    head = "<meta property='og:title' content='&lt;script&gt;x()&lt;/script&gt; \x1b[31mBridge'>"
    assert read(page(head=head)).source.title == "<script>x()</script> [31mBridge"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Jane Roe", ["Jane Roe"]),
        ("By Jane Roe and John Doe", ["Jane Roe", "John Doe"]),
        ("Jane Roe, John Doe and Ann Lee", ["Jane Roe", "John Doe", "Ann Lee"]),
        ("Jane Roe, Chief Political Correspondent", ["Jane Roe"]),
        ("Mary Jane Smith Staff Writer", ["Mary Jane Smith"]),
        ("Jane Roe in London", ["Jane Roe"]),
        ("Jane Roe BBC News", ["Jane Roe"]),
        ("JANE ROE | Reuters", ["JANE ROE"]),
        ("Reuters", ["Reuters"]),
        ("The Associated Press", ["The Associated Press"]),
        ("Seán O’Neil; Olu van der Berg", ["Seán O’Neil", "Olu van der Berg"]),
        ("https://www.facebook.com/janeroe", []),
        ("jane@x.example", []),
        ("admin", []),
        ("Staff Reporter", []),
        ("", []),
    ],
)
def test_authors_are_names_alone(written, names):
    """No job, no place, no address, no user of the publishing system."""
    assert author_names(written) == names


def test_author_is_taken_from_the_next_field_where_one_has_an_address():
    """`article:author` is often that of a page of a network."""
    head = (
        "<meta property='article:author' content='https://www.facebook.com/x'>"
        "<meta name='sailthru.author' content='Jane Roe'>"
    )
    assert read(page(head=head)).source.author == "Jane Roe"


def test_address_is_the_canonical_one():
    """A relative one is made whole; one that leads to no page is passed over."""
    url = "https://x.example/a?utm_source=y"
    whole = read(page(head="<link rel='canonical' href='/news/a'>"), url).source
    assert whole.url == "https://x.example/news/a"
    for href in ("javascript:alert(1)", "https://x.example/", "//[", ""):
        assert read(page(head=f"<link rel='canonical' href='{href}'>"), url).source.url == url


# --- text ---------------------------------------------------------------------------------------


def test_text_is_paragraphs_without_the_headline():
    """The language half knows the headline as the title; the text does not repeat it."""
    reading = read(page())
    assert reading.source.text == TEXT
    assert reading.source.title == "Council approves bridge"
    assert reading.format == "html"


def test_short_article_keeps_its_paragraphs():
    """Below 250 characters trafilatura may give the words of the whole page in one line."""
    assert text(f"<p>{FIRST}</p><p>{SECOND}</p>") == f"{FIRST}\n\n{SECOND}"


def test_headings_lists_quotations_and_tables_are_kept():
    """Each in the form in which the language half knows it."""
    body = (
        f"<p>{FIRST}</p><h2>The cost</h2><ul><li>One <b>bridge</b></li><li><p>Two roads</p></li>"
        f"</ul><blockquote><p>{SECOND}</p><p>Nobody.</p></blockquote><p>{THIRD}</p>"
        "<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2020</td><td>5</td></tr></table>"
    )
    assert text(body) == (
        f"{FIRST}\n\nThe cost\n\n- One bridge\n- Two roads\n\n> {SECOND}\n\n> Nobody.\n\n{THIRD}"
        "\n\nYear | Cost\n\n2020 | 5"
    )


def test_post_of_a_network_keeps_its_signature():
    """As the language half reads posts: words, name, handle, day."""
    post = (
        "<blockquote class='twitter-tweet'><p lang='en'>We <b>won</b>.</p>&mdash; Jane Roe "
        "(@jroe) <a href='https://t.example/1'>May 5, 2020</a></blockquote>"
    )
    wanted = f"{FIRST}\n\nWe won. — Jane Roe (@jroe) May 5, 2020\n\n{SECOND}"
    assert text(f"<p>{FIRST}</p>{post}<p>{SECOND}</p>") == wanted
    assert text(f"<p>{FIRST}</p><figure>{post}</figure><p>{SECOND}</p>") == wanted


@pytest.mark.parametrize(
    "inside",
    [
        "<time datetime='2020-05-05'>on Monday</time>",
        "<label>on Monday</label>",
        "on<wbr> Monday",
        "<a href='/x'>on Monday</a>",
        "<span class='saying'>on Monday</span>",
        "<span style='border:0'>on Monday</span>",
    ],
)
def test_words_inside_a_sentence_are_kept(inside):
    """Some elements, and classes that hold “yin” or “bar”, cost trafilatura the words."""
    sentence = FIRST.replace("on Monday", inside)
    assert text(f"<p class='barometer'>{sentence}</p><p>{SECOND}</p>") == f"{FIRST}\n\n{SECOND}"


def test_quotation_element_has_marks():
    """As a browser shows them."""
    body = f"<p>She said <q>we <i>will</i> go</q>, and left. {FIRST}</p><p>{SECOND}</p>"
    assert text(body).startswith("She said “we will go”, and left.")


def test_line_breaks_part_paragraphs_where_there_are_two():
    """One is a space."""
    assert text(f"<div>{FIRST}<br><br>{SECOND}<br/>\n<br/>{THIRD}</div>") == TEXT
    assert text(f"<p>{FIRST}<br>{SECOND}</p><p>{THIRD}</p>") == f"{FIRST} {SECOND}\n\n{THIRD}"


def test_paragraphs_that_are_no_p_elements_are_paragraphs():
    """Also next to some that are."""
    assert text(f"<div>{FIRST}</div><div>{SECOND}</div><p>{THIRD}</p>") == TEXT


def test_list_with_short_links_is_no_menu():
    """Though it stands at the end of its container, where trafilatura drops one."""
    mayor, bank = "The <a href='/a'>mayor</a> agreed.", "The <a href='/b'>bank</a> did."
    items = f"<ul><li>{mayor}</li><li>{bank}</li></ul>"
    wanted = f"{FIRST}\n\n- The mayor agreed.\n- The bank did."
    assert text(f"<div><p>{FIRST}</p>{items}</div>") == wanted


def test_body_of_several_marked_parts_is_whole():
    """Advertisements part some articles."""
    parts = "<hr>".join(f"<div itemprop='articleBody'><p>{p}</p></div>" for p in TEXT.split("\n\n"))
    assert text(f"<div itemscope itemtype='https://schema.org/NewsArticle'>{parts}</div>") == TEXT


@pytest.mark.parametrize(
    "around",
    [
        "<figure><img src='a.jpg'><figcaption>A bridge. Photo: Lens</figcaption></figure>",
        "<aside><p>Other news that is longer than a line and ends as a sentence does.</p></aside>",
        "<div class='newsletter-signup'><p>The best of the week, every Friday at noon.</p></div>",
        "<p>Sign up to our morning newsletter for all the news from the town.</p>",
        "<p><a href='/r'>Read more: Why the old bridge fell</a></p>",
        "<p>Advertisement</p>",
        "<ul class='share'><li><a href='#'>Share on Facebook</a></li></ul>",
        "<div hidden><p>You have one free article left in this month, dear reader.</p></div>",
        "<p>This site uses cookies to make it better for you. Read our cookie policy.</p>",
    ],
)
def test_what_stands_around_the_text_is_left_out(around):
    """Among the paragraphs, and behind them."""
    assert text(f"<p>{FIRST}</p>{around}<p>{SECOND}</p><p>{THIRD}</p>{around}") == TEXT


def test_text_that_stands_only_in_the_data_is_read():
    """Of pages that a script fills."""
    node = {**OWN, "articleBody": f"{FIRST}\n{SECOND}\n\n{THIRD}"}
    assert read(page("<div id='root'></div>", data(node))).source.text == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Read more", "ADVERTISEMENT", "Share this article »", "Related: Bridge to close",
        "Sign up for our daily newsletter.", "Get the day’s headlines in your inbox",
        "By signing up, you agree to our privacy policy.", "© 2024 The Harbour Times",
        "The post Bridge to close appeared first on The Harbour Times.",
        "We and our partners use cookies.", "Already a subscriber? Log in",
    ],
)  # fmt: skip
def test_furniture_is_known(line):
    """Links elsewhere, notices, calls to subscribe."""
    assert is_page_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for the race ended on Friday, the club said.",
        "The council said in its newsletter that the bridge was closed.",
        "Get off the bridge, the police told the crowd.",
        "Related costs rose by a fifth.",
        "More than 40 people signed the letter.",
        "The bakery sells cookies to soldiers.",
        "Share prices fell on Monday.",
        "Comments by the mayor angered the council.",
        "To continue, the firm needs new money.",
        "The newsletter’s editor, Jane Roe, resigned.",
    ],
)
def test_sentences_are_no_furniture(line):
    """Though they hold the same words."""
    assert not is_page_furniture(line)
    assert not closes_page(line)


# --- encodings ----------------------------------------------------------------------------------

ACCENTED = page(BODY.replace("Ann Abbott", "Zoë Muñoz – “Zo”")).replace("<head>", "<head>{}")


def encoded(encoding: str, declared: str = "") -> Reading:
    """The reading of a page in an encoding, with what it says of that."""
    return read(ACCENTED.replace("{}", declared).encode(encoding))


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", "<meta charset='iso-8859-1'>"),
        ("utf-16", ""),
        ("cp1252", "<meta charset='windows-1252'>"),
        ("cp1252", "<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>"),
        ("mac-roman", "<meta charset=macintosh>"),
    ],
)
def test_encoding_is_the_mark_or_the_declared_one(encoding, declared):
    """Latin-1 is read as Windows-1252, as browsers do."""
    reading = encoded(encoding, declared)
    assert "Zoë Muñoz – “Zo”" in reading.source.text
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "<meta charset='iso-8859-1'>"),
        ("cp1252", ""),
        ("cp1252", "<meta charset='utf-8'>"),
        ("cp1252", "<meta charset='hex'>"),
    ],
)
def test_wrong_or_missing_declaration_is_noticed(encoding, declared):
    """The text is right, and a warning says so."""
    reading = encoded(encoding, declared)
    assert "Zoë Muñoz – “Zo”" in reading.source.text
    assert len(reading.warnings) == 1
    assert "declared" in reading.warnings[0]


def test_broken_character_costs_itself_alone():
    """What is UTF-8 otherwise stays so."""
    text = ACCENTED.replace("{}", "").encode().replace("–".encode(), b"\xe2\x80")
    reading = read(text)
    assert "Zoë Muñoz \ufffd “Zo”" in reading.source.text
    assert "1 broken character" in reading.warnings[0]


# --- what is no article, and what is hostile ----------------------------------------------------

LINKS = "".join(
    f"<li><a href='/{i}'>Council approves plan number {i} at last.</a></li>" for i in range(30)
)


@pytest.mark.parametrize(
    "markup",
    [
        "", "  ", "\0", "<html></html>", "<frameset><frame src='x'></frameset>",
        page(""), page("<form><p>Log in to go on.</p><input type='password'></form>"),
        page(f"<ul>{LINKS}</ul>"), page(f"<div>{LINKS.replace('li>', 'h3>')}</div>"),
        page(f"<p>{FIRST}</p><p>To continue reading this article, subscribe today.</p>"),
        page(f"<p>{FIRST}</p>", data({**OWN, "isAccessibleForFree": False})),
    ],
)  # fmt: skip
def test_page_without_an_article_is_refused_by_name(markup):
    """Empty pages, logins, lists of headlines, first words of what must be paid for."""
    error = found(markup)
    assert isinstance(error, ReadError)
    assert str(error).startswith("a.html: no article text found (")
    assert "\n" not in str(error)


def test_free_page_that_speaks_of_subscribing_is_read():
    """Only short pages are taken for first words."""
    body = BODY + "".join(f"<p>{i} {SECOND} {THIRD}</p>" for i in range(4))
    assert read(page(f"{body}<p>Already a subscriber? Log in</p>")).source.text.startswith(FIRST)


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (page(f"<p>{FIRST}</p>" * 50_000), "characters of HTML"),
        (page("<b>x</b>" * 25_000), "elements"),
    ],
)
def test_page_too_large_is_refused_by_name(markup, why):
    """Reading it would take minutes."""
    error = found(markup)
    assert isinstance(error, ReadError)
    assert why in str(error)


@pytest.mark.parametrize(
    "markup",
    [
        page(BODY + "<script>" + "x" * 5_000_000 + "</script>"),
        page(f"<img src='data:image/png;base64,{'A' * 5_000_000}'>{BODY}"),
        page(f"<!--{'x' * 5_000_000}-->{BODY}"),
        page(BODY + "<svg><path/></svg>" * 20_000),
        page(BODY) + "<script " * 10_000,
        page(BODY.replace("council", "coun\0cil")),
        page(BODY, data(OWN).replace("}", "")),
        page(BODY, f"<script type='application/ld+json'>{' ' * 1_500_000}x</script>"),
        page(BODY + " " * 2_000_000),
        page(BODY, "<script type='application/ld+json'>" + '{"a":' * 5000 + "</script>"),
        page(BODY, data({"@type": ["NewsArticle", 3], "author": [[1], {"name": {}}], "url": 5})),
        page(BODY, data({**OWN, "author": {"@id": "a"}, "@id": "a"})),
    ],
)
def test_what_holds_no_words_does_not_count(markup):
    """Scripts, pictures and comments of any size; data that is broken, deep or of other types."""
    assert read(markup).source.text.replace(" cil", "cil") == TEXT


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote"])
def test_deep_pages_are_read_or_refused(tag):
    """The parser stops at 256 elements in one another; nothing breaks."""
    result = found(page(f"<{tag}>" * 20_000 + BODY))
    assert isinstance(result, Reading | ReadError)


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div class=related>", "</div>", "<br>", "<br><br>", "<table>", "<tr>",
             "<td>", "</table>", "<q>", "<blockquote>", "<figure>", "<ul><li>", "<a href=x>",
             "</a>", "<time>", "<h1>", "<article>", "<script>", "<!--", "-->", "&#0;", FIRST, "x",
             "<span itemprop=author>", "<b itemscope itemtype=NewsArticle>", "<meta name=date>"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_markup_is_read_or_refused(pieces):
    """No order of elements breaks the reading, and the same page gives the same."""
    markup = "".join(pieces)
    assert str(found(markup)) == str(found(markup))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(junk):
    """Also where they claim an encoding."""
    assert isinstance(found(b"<meta charset=utf-16>" + junk), Reading | ReadError)
    assert isinstance(found(page().encode() + junk), Reading | ReadError)
