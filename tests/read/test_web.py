"""Addresses of the web, fetched from a server of our own on this computer."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("httpx")
pytest.importorskip("protego")

from kg.read import ReadError, readings, web

TEXT = {"Content-Type": "text/plain; charset=utf-8"}
PAGES = {  # path -> status, head, body
    "/robots.txt": (200, TEXT, b"User-agent: *\nDisallow: /private/\n"),
    "/a.txt": (200, TEXT, "Café.".encode()),
    "/latin": (200, {"Content-Type": "text/plain; charset=iso-8859-1"}, "Café.".encode("latin-1")),
    "/lines.jsonl": (200, {}, b'{"text": "T."}\n{"text": "U."}\n'),
    "/packed": (200, {**TEXT, "Content-Encoding": "gzip"}, gzip.compress(b"Packed on its way.")),
    "/large": (200, {**TEXT, "Content-Encoding": "gzip"}, gzip.compress(b"x" * 3_000)),
    "/moved": (301, {"Location": "/a.txt"}, b""),
    "/moved-private": (302, {"Location": "/private/a.txt"}, b""),
    "/private/a.txt": (200, TEXT, b"Private."),
    "/round": (302, {"Location": "/round"}, b""),
    "/to-a-file": (302, {"Location": "file:///etc/hostname"}, b""),
    "/nowhere": (302, {}, b""),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        status, head, body = self.server.pages.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {**head, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing: the test's output stays short."""


@pytest.fixture
def server():
    """A server with the pages above."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as found:
        found.pages, found.asked = dict(PAGES), []
        found.root = f"http://127.0.0.1:{found.server_port}"
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.shutdown()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/a.txt", "Café."),
        ("/latin", "Café."),
        ("/packed", "Packed on its way."),
        ("/moved", "Café."),
    ],
)
def test_an_address_is_an_article_under_its_own_name(server, path, text):
    """Whatever it redirects to; that is its url."""
    (found,) = readings([server.root + path])
    assert (found.id, found.source.text) == (server.root + path, text)
    assert found.source.url == server.root + ("/a.txt" if path == "/moved" else path)


def test_a_container_at_an_address_is_read_as_one(server):
    """By its first bytes."""
    found = readings([f"{server.root}/lines.jsonl"])
    assert [r.id for r in found] == [f"{server.root}/lines.jsonl-{n}" for n in (1, 2)]


def test_an_address_that_became_a_path_is_still_one(server):
    """A path has one slash where an address has two."""
    (found,) = readings([Path(f"{server.root}/a.txt")])
    assert found.id == f"{server.root}/a.txt"


@pytest.mark.parametrize("path", ["/private/a.txt", "/moved-private"])
def test_what_robots_txt_forbids_is_not_fetched(server, path):
    """Nor where a redirect leads there."""
    (error,) = readings([server.root + path])
    assert "robots.txt" in str(error)
    assert "/private/a.txt" not in [asked for asked, _ in server.asked]


def test_we_say_who_we_are(server):
    """So that a robots.txt can name us."""
    server.pages["/robots.txt"] = (200, TEXT, b"User-agent: news-kg\nDisallow: /a\n")
    (error,) = readings([f"{server.root}/a.txt"])
    assert "robots.txt" in str(error)
    assert {agent for _, agent in server.asked} == {"news-kg"}


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False)])
def test_a_site_without_rules_allows_all_and_one_that_fails_nothing(server, status, allowed):
    """As search engines take it."""
    server.pages["/robots.txt"] = (status, {}, b"")
    (found,) = readings([f"{server.root}/a.txt"])
    assert isinstance(found, ReadError) != allowed


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/missing", "the server says 404"),
        ("/round", "more than 5 redirects"),
        ("/to-a-file", "is no address of the web"),
        ("/nowhere", "the server says 302"),
        ("/large", "more than 2,000 bytes"),
    ],
)
def test_what_cannot_be_fetched_is_named(server, monkeypatch, path, complaint):
    """One line, with the address."""
    monkeypatch.setattr(web, "LARGEST_DOWNLOAD", 2_000)
    (error,) = readings([server.root + path])
    assert str(error).startswith(f"{server.root}{path}: ")
    assert complaint in str(error)


def test_a_server_that_takes_too_long_is_left(server, monkeypatch):
    """However much it sends meanwhile."""
    monkeypatch.setattr(web, "LONGEST_DOWNLOAD", -1)
    (error,) = readings([f"{server.root}/a.txt"])
    assert "takes more than" in str(error)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/a", "http://[::bad/", "http://a b/", "https://\x01/"]
)
def test_a_bad_address_is_named(address):
    """Nothing is raised."""
    (error,) = readings([address])
    assert isinstance(error, ReadError)
    assert "\n" not in str(error)


def test_a_redirect_from_the_web_into_the_local_network_is_not_followed(monkeypatch):
    """A page must not make kg read what only this computer can reach."""
    monkeypatch.setattr(web, "_is_local", lambda host: host.startswith("10."))
    with pytest.raises(ReadError, match="into the local network"):
        web._check_redirect("https://example.org/", "http://10.0.0.1/admin")
    web._check_redirect("http://10.0.0.2/", "http://10.0.0.1/admin")
    web._check_redirect("https://example.org/", "https://example.com/")


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("169.254.169.254", True),
        ("::1", True),
        ("8.8.8.8", False),
    ],
)
def test_addresses_of_the_local_network_are_known(host, local):
    """By their numbers."""
    assert web._is_local(host) == local
