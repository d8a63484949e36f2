#!/usr/bin/env bash
# dateparser takes "On Friday, a judge" for a day in January, and "the 1990s" for half an hour ago.
#
# Guess: search_dates finds "On Friday" and gives the last Friday; it may take a word too many, but
#   an article changes no date. A decade gives nothing, or a day in it.
# Seen (dateparser 1.5.0, English, relative to Wednesday 18 November 2026): "On Friday, the court
#   ruled" is 13 November, "On Friday, a judge ruled" and "On Tuesday, an aide left" are 18 January;
#   "a Tuesday" behind a full date is another date of its own, in January as well. "In the 1990s"
#   is 1990 seconds ago; "Q3 2026" is 18 August.
# Why: its English data make "a" and "an" the number 1, for "a week ago", which as a lone number
#   beside a weekday is read as a month; "1990s" is read as a number with a unit.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check dateparser==1.5.0
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import datetime

from dateparser.search import search_dates

NOW = datetime(2026, 11, 18, 12)
SEEN = {  # sentence: what is found in it
    "On Friday, the court ruled.": [("On Friday, the", "2026-11-13 00:00:00")],
    "On Friday, a judge ruled.": [("On Friday, a", "2026-01-18 00:00:00")],
    "She said on Friday a deal was near.": [("on Friday a", "2026-01-18 00:00:00")],
    "On Tuesday, an aide left.": [("On Tuesday, an", "2026-01-18 00:00:00")],
    "May 5, a Tuesday": [("May 5", "2026-05-05 00:00:00"), ("a Tuesday", "2026-01-18 00:00:00")],
    "In the 1990s, he was a judge.": [("In the 1990s", "2026-11-18 11:26:50")],
    "Profit rose in Q3 2026.": [("in Q3 2026", "2026-08-18 00:00:00")],
}
for sentence, expected in SEEN.items():
    found = search_dates(sentence, languages=["en"], settings={"RELATIVE_BASE": NOW}) or []
    found = [(text, str(date)) for text, date in found]
    print(sentence.ljust(40), found)
    assert found == expected, found
print("as described")
PYTHON
