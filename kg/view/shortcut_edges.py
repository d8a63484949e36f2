"""Facts without boxes of their own: many statements as one line from who speaks to of whom, and a deed as a line from who does it to whom it is done to."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

_BRIEF = 44  # letters of a single statement on its line
_LINES = 4  # that a deed may become; one of more doers and others keeps its box


def statement_edges(
    nodes: Sequence[Json], lines: Sequence[Json], leads: Collection[str]
) -> list[Json]:
    """A line of kind `voices` for each speaker and other, with the cards of the statements behind it; what is told only by hearsay stays out.

    A statement goes to those of the kinds `leads` that it names or is told to, or if there are none of them to any others.
    """
    thing: Mapping[int, str] = {node["id"]: node["thing"] for node in nodes}
    words = {
        node["id"]: ("✕ " if node["not"] else "") + _quoted(node["name"])
        for node in nodes
        if node["thing"] == "Statement"
    }
    card = {node["id"]: node["card"] for node in nodes}
    speakers: dict[int, set[int]] = defaultdict(set)
    others: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        if line["kind"] == "speaker" and not line["said"]:
            speakers[line["to"]].add(line["from"])
        elif line["kind"] in ("about", "addressee") and thing[line["to"]] != "Topic":
            others[line["from"]].add(line["to"])
    behind: dict[tuple[int, int], list[int]] = defaultdict(list)
    for statement, ends in sorted(others.items()):
        for end in {end for end in ends if thing[end] in leads} or ends:
            for speaker in speakers[statement] - {end}:
                behind[speaker, end].append(statement)
    return [
        _line(
            ends,
            "voices",
            _told(words, told),
            12,
            sorted(card[statement] for statement in told),
            said=True,
        )
        for ends, told in sorted(behind.items())
    ]


def event_edges(
    nodes: Sequence[Json],
    cards: Sequence[Json],
    doer: str,
    done_to: Mapping[str, str],
    leads: Collection[str],
) -> list[Json]:
    """A line of kind `deed` from each who does something that an article asserts to whom it is done to: one of the kinds `leads` if there is any.

    `doer` is a word of the cards' parts, and so are the keys of `done_to`, the likeliest first, with what the line's label says for them. Deeds of the
    same two share a line, unless one is denied or unsure and the other is not.
    """
    thing = {node["id"]: node["thing"] for node in nodes}
    behind: dict[tuple[int, int, bool, bool], dict[str, list[int]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for node in nodes:
        if node["thing"] == "Event":
            parts = cards[node["card"]]["parts"]
            others = [
                (word, ends)
                for word in done_to
                if (ends := [id_ for part, id_ in parts if part == word])
            ]
            word, ends = next(
                (o for o in others if any(thing[id_] in leads for id_ in o[1])),
                others[0] if others else ("", []),
            )
            pairs = [(a, b) for part, a in parts if part == doer for b in ends if a != b]
            for a, b in pairs if len(pairs) <= _LINES else []:
                label = f"{node['label']} {done_to[word]}".replace("\n", " ").strip()
                behind[a, b, node["not"], node["maybe"]][label].append(node["card"])
    return [
        _line(
            (a, b),
            "deed",
            " · ".join(done),
            13,
            [card for cards_ in done.values() for card in cards_],
            denied=denied,
        )
        for (a, b, denied, _), done in sorted(behind.items(), key=lambda item: item[0])
    ]


def _told(words: Mapping[int, str], told: Sequence[int]) -> str:
    return f"says {len(told)} things" if len(told) > 1 else words[told[0]]


def _quoted(text: str) -> str:
    return f"“{textwrap.shorten(text.strip('“”'), _BRIEF, placeholder=' …')}”"


def _line(
    ends: tuple[int, int],
    kind: str,
    label: str,
    font: int,
    cards: Sequence[int],
    *,
    said: bool = False,
    denied: bool = False,
) -> Json:
    return {
        "from": ends[0],
        "to": ends[1],
        "label": label,
        "font": font,
        "kind": kind,
        "said": said,
        "not": denied,
        "cards": list(cards),
        "bend": 0.0,
    }
