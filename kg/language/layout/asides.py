"""Asides within sentences that are no news: what a reader of the text skips.

Where somebody stands in a picture, the code of a share, letters behind a name, and who reported.
They are taken out for reading, so that the words around them stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.expression_grammar import any_phrase
from kg.language.ner.lexicon import is_first_name
from kg.model import Span
from kg.patterns import word_set, words
from kg.raw_text import Edit

_ASIDE = words("layout")["aside"]
_PARTICLES = any_phrase(words("layout")["byline_particles"])
# parts of names; bounded, for else a text of nothing but capitals costs the square of its length
_WORD = r"[A-Z][\w’'-]{1,30}"
_PART = r"[A-Z][\w.’'-]{0,30}"
_LOWER_END = r"[A-Z][\w’'-]{0,30}[a-z]"  # no letters of an honour
_NAME = rf"{_WORD}(?: (?:{_PART}|(?:{_PARTICLES}))){{0,4}} {_WORD}"
_END = r"(?=[\s,.;:!?)\]’']|\Z)"

# codes of shares: "(NASDAQ: CRVN)", "(NYSE: CRVN; LSE: CRV)", "(CRVN.O)"
_CODE = r"[A-Z0-9][A-Z0-9.-]{0,9}"
_EXCHANGE = rf"(?i:{any_phrase(_ASIDE['exchanges'])})(?: [A-Z]\w*){{0,2}}"
_SHARE = rf"{_EXCHANGE} ?: ?{_CODE}"
_TICKER = re.compile(
    rf"[ \xa0\n]?(?:[(\[]{_SHARE}(?:(?:[;,/]| and) ?(?:{_SHARE}|{_CODE})){{0,4}}[)\]]"
    r"|\([A-Z]{2,5}\.[A-Z]{1,2}\))"
)

# places in pictures: "Jane Roe, left, and John Poe (right)", "From left: Jane Roe"
_PLACE = any_phrase(_ASIDE["places"])
_SEEN = any_phrase(_ASIDE["seen"])
_POSITION = rf"(?:(?:{_SEEN}),? )?(?:{_PLACE})|{_SEEN}"
_BRACKET = re.compile(rf"[ \xa0]\((?i:{_POSITION}|{any_phrase(_ASIDE['orders'])})\)")
_BETWEEN_COMMAS = re.compile(
    rf"(?<!\w)(?:(?P<before>\w++) )?(?P<name>{_NAME})(?P<age>, \d{{1,2}})?"
    rf"(?P<aside>, (?P<place>{_POSITION}))"
    r"(?:(?P<comma>,)(?=(?: (?P<next>\w+))?)|(?=[.;)\n]|\Z))"
)
_ORDER = re.compile(
    rf"(?:^|(?<=[.!?] ))(?i:{any_phrase(_ASIDE['orders'])})(?::|,)? (?=[A-Z])", re.MULTILINE
)
_LONGEST_LOOK = 300  # characters back for the start of a sentence
_SENTENCE_END = re.compile(r"[.!?]\s")

# behind the last sentence: "(Reporting by Jane Roe; editing by John Poe)"
_MADE_BY = any_phrase(_ASIDE["made_by"])
_CREDIT = re.compile(
    rf"(?<=[.!?”\"’)])[ \xa0](?:[(\[](?i:{_MADE_BY}) [^()\[\]\n]{{1,300}}[)\]]"
    rf"|(?i:{_MADE_BY}) [A-Z][^.!?\n]{{1,150}}[;,] ?(?i:{_MADE_BY}) [^!?\n]{{1,150}})[ \t]*$",
    re.MULTILINE,
)

# letters behind names: "Jane Roe KC", "Jane Roe, OBE, FRS," and "Jane Roe MP"
_HONOURS = any_phrase(_ASIDE["honours"])
_FURTHER = any_phrase([*_ASIDE["honours"], *_ASIDE["further"]])
_POSTNOMINALS = re.compile(
    rf"\b(?P<name>{_LOWER_END})(?P<letters>,? (?:{_HONOURS})(?:,? (?:{_FURTHER}))*){_END}"
    r"(?! [A-Z])"
)
_MEMBERS = any_phrase(_ASIDE["members"])
_MEMBER = re.compile(
    rf"\b(?P<first>{_LOWER_END}) (?:{_PART} )?{_LOWER_END}(?P<letters> (?:{_MEMBERS})){_END}"
    rf"(?! (?:[A-Z]|(?:{any_phrase(_ASIDE['seats'])})\b))"
)


def asides(text: str) -> list[Edit]:
    """What is taken out of the text, in its order; where two share characters, the first."""
    found = sorted(
        (
            *_all(_TICKER, text),
            *_all(_BRACKET, text),
            *_all(_ORDER, text),
            *_all(_CREDIT, text),
            *_positions(text),
            *_letters(text),
        ),
        key=lambda edit: edit.span,
    )
    out: list[Edit] = []
    for edit in found:
        if not out or out[-1].span.end <= edit.span.start:
            out.append(edit)
    return out


def _all(pattern: re.Pattern[str], text: str) -> Iterator[Edit]:
    return (Edit(Span(*found.span())) for found in pattern.finditer(text))


def _positions(text: str) -> Iterator[Edit]:
    """Where somebody stands in a picture, between commas behind the name.

    The comma behind it stays where it parts the name from another one, or from a description.
    """
    for found in _BETWEEN_COMMAS.finditer(text):
        if (found["before"] or "").lower() in word_set("layout", "aside", "before_places"):
            continue  # "Jane Roe, the mayor of Leeds North, left, and …"
        if found["place"] in word_set("layout", "aside", "verbs") and _has_comma(text, found):
            continue  # "Her deputy, John Poe, left, and …"
        following = found["next"] or ""
        parts = not following.islower() or following in word_set("layout", "aside", "describing")
        parts = parts or found["age"] is not None
        end = found.end("aside" if parts else "comma") if found["comma"] else found.end("aside")
        yield Edit(Span(found.start("aside"), end))


def _has_comma(text: str, found: re.Match[str]) -> bool:
    """Whether a comma stands in the sentence before the name, but for those around positions."""
    end = found.start("name")
    start = max(0, end - _LONGEST_LOOK)
    start = max(start, text.rfind("\n", start, end) + 1)
    before = _SENTENCE_END.split(text[start:end])[-1]
    return "," in re.sub(rf", (?:{_POSITION})(?:,|(?= \w))", "", before)


def _letters(text: str) -> Iterator[Edit]:
    """Honours behind a name, and the letters of members of parliaments."""
    for found in _POSTNOMINALS.finditer(text):
        if found["name"].lower() not in word_set("layout", "wrap", "open"):
            # "the son of John Poe, QC, and the brother of …": the comma parts the two
            comma = found["letters"][0] == "," and text.startswith(" and ", found.end("letters"))
            yield Edit(Span(found.start("letters") + comma, found.end("letters")))
    for found in _MEMBER.finditer(text):
        if is_first_name(found["first"]):
            yield Edit(Span(*found.span("letters")))
