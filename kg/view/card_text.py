"""A card in words: who does what to whom, and who vouches for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from kg.patterns import word_set
from kg.view.style import STYLE

Json: TypeAlias = dict[str, Any]

_WORD = re.compile(r"[\w']+")


def pieces(card: Json) -> list[tuple[str, Any]]:
    """What a card says, in order: ("name", number of a thing), or "deed", "denied", "said" or "word" with words."""
    if card["kind"] == "statement":
        speakers = _names(card["ends"]) or [("word", "somebody")]
        denial = [("denied", "✕ denied")] if card["not"] else []
        return [
            *speakers,
            ("word", card["cue"] or "says"),
            ("said", card["head"]),
            *denial,
            *_unsure(card),
        ]
    if card["kind"] in ("role", "relation"):
        return [
            ("name", card["ends"][0]),
            *_denied(card),
            ("deed", card["head"]),
            ("name", card["ends"][1]),
            *_unsure(card),
        ]
    doer, done_to = STYLE["participants"]["agent"], STYLE["participants"]["patient"]
    found = [
        *_names([id_ for word, id_ in card["parts"] if word == doer]),
        *_denied(card),
        ("deed", card["head"]),
    ]
    for word, parts in groupby(
        (part for part in card["parts"] if part[0] != doer), key=lambda part: part[0]
    ):
        found += (
            [] if word == done_to else [("word", word)]
        )  # whom it is done to follows without a word
        found += _names([id_ for _, id_ in parts])
    return [*found, *_unsure(card)]


def denied(fact: Mapping[str, Any]) -> bool:
    """Must a reader be told that it is not so? Words that somebody says may tell it themselves: “I have no choice”."""
    if fact.get("polarity") != "negative":
        return False
    words = _WORD.findall(fact.get("text", "").casefold().replace("’", "'"))
    return fact["kind"] != "statement" or not any(
        word in word_set("reality", "negative_words") or word.endswith("n't") for word in words
    )


def plain_text(card: Json, names: Sequence[str]) -> str:
    """The card as a line of text."""
    words = (
        names[what] if kind == "name" else quoted(what) if kind == "said" else what
        for kind, what in pieces(card)
    )
    voice = f" (only said, by {_list(card['vouchers'])})" if card["said"] else ""
    return " ".join(words) + voice


def quoted(text: str) -> str:
    """The text in quotation marks, once."""
    return f"“{text.strip('“”')}”"


def attribution(card: Json, names: Sequence[str]) -> str:
    """Who vouches for what the card says, in a sentence."""
    if card["kind"] == "statement":
        if card["said"]:
            return f"Said, it is said: by {_list(card['vouchers'])}. No article vouches for it."
        speakers = ", ".join(names[i] for i in card["ends"]) or "the one who is quoted"
        return f"{_list(card['vouchers'])} vouches that this was said. For what is said only {speakers} vouches."
    return (
        f"Only said, by {_list(card['vouchers'])}. No article vouches for it."
        if card["said"]
        else f"Vouched for by {_list(card['vouchers'])}."
    )


def _names(ids: Sequence[int]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for id_ in ids:
        found += [("word", "and"), ("name", id_)] if found else [("name", id_)]
    return found


def _denied(card: Json) -> list[tuple[str, Any]]:
    return [("denied", "✕ not")] if card["not"] else []


def _unsure(card: Json) -> list[tuple[str, Any]]:
    return [] if card["sure"] == "certain" else [("word", f"({card['sure']})")]


def _list(vouchers: Sequence[str]) -> str:
    return ", ".join(f"“{voucher}”" for voucher in vouchers) or "someone unnamed"
