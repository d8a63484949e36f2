#!/usr/bin/env bash
# In Protego a Crawl-delay between two user agents frees the first of them from the rules.
#
# Guess: a group is a run of User-agent lines and the rules after them; "parsing of other records
#   MUST NOT interfere" with it (RFC 9309, section 2.2.4, of lines such as Sitemap); a group
#   applies where its name is the crawler's name, not a part of it (section 2.2.1).
# Seen (Protego 0.7.0): after a Crawl-delay or a line it does not know (Content-Signal, Noindex) the
#   first crawler has a group without rules, so it may fetch all; a Sitemap or Host line does
#   nothing of the kind. A group for "news" or even "n" is applied to the crawler "newsbot" and
#   keeps it from the group for *; one for "bot" is not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check protego==0.7.0
"$folder/venv/bin/python" - <<'PYTHON'
from protego import Protego

def allowed(robots: str, path: str = "/a") -> bool:
    return Protego.parse(robots).can_fetch("https://example.org" + path, "newsbot")

for line, expected in [
    ("Sitemap: https://example.org/sitemap.xml", False),
    ("Host: example.org", False),
    ("Crawl-delay: 5", True),
    ("Request-rate: 1/10s", True),
    ("Content-Signal: ai-train=no", True),
    ("Noindex: /x", True),
]:
    found = allowed(f"User-agent: newsbot\n{line}\nUser-agent: other\nDisallow: /a\n")
    print(line.ljust(45), "allowed" if found else "forbidden")
    assert found == expected, line

for name, expected in [
    ("newsbot", (False, True)),
    ("news", (False, True)),
    ("n", (False, True)),
    ("bot", (True, False)),
    ("newsbot-images", (True, False)),
]:
    robots = f"User-agent: {name}\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n"
    found = allowed(robots, "/a"), allowed(robots, "/b")
    print(f"User-agent: {name}".ljust(45), "applies" if found == (False, True) else "does not")
    assert found == expected, (name, found)
print("as described")
PYTHON
