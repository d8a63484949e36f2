"""What expressions of time look like: the grammar of `words/time-grammar.toml`, put together and run over a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.language.expression_grammar import Grammar, Scan
from kg.language.quantities.numbers import AMOUNTS, NUMBER
from kg.patterns import words

_WORDS = words("time")
_TIME = Grammar("time-grammar", "time")
_RULES = {name: pattern.replace("(?:NUMBER)", NUMBER) for name, pattern in _TIME.rules.items()}


def _with_own_groups(number: int, pattern: str) -> str:
    """All rules stand in one expression, where each group needs its own name."""
    return re.sub(r"\(\?P([<=])(\w+)", rf"(?P\1r{number}_\2", pattern)


_NAMES = tuple(_RULES)
_GRAMMAR = re.compile(
    r"(?<![\w.$€£¥@#&/-])(?:"
    + "|".join(f"(?P<r{i}>{_with_own_groups(i, p)})" for i, p in enumerate(_RULES.values()))
    + ")",
    re.IGNORECASE,
)
_GROUPS = tuple(
    {g.split("_", 1)[1]: g for g in _GRAMMAR.groupindex if g.startswith(f"r{i}_")}
    for i in range(len(_RULES))
)
CLAUSE_ENDS, BETWEEN_YEARS = (
    re.compile("".join(words("time-grammar")["surroundings"][key]), re.IGNORECASE)
    for key in ("clause_ends", "between_years")
)

_WORD = re.compile(r"[’'‘]?\d[\d:./-]*|[^\W\d_]+")
_FIGURES = frozenset("0123456789'’‘")
_TELLING_FIGURE = re.compile(r"(?:1[5-9]|20)\d\d|\d+[:./-]\d|['’‘]\d\d|\d+0['’]?s")
_LISTS = (
    "weekdays",
    "months",
    "months_short",
    "units",
    "plurals",
    "parts",
    "zones",
    "today",
    "sets",
    "seasons",
    "decades",
    "fixed_feasts",
    "references",
)
_TELLING = frozenset(
    w for key in _LISTS for phrase in _WORDS[key] for w in re.findall(r"[^\W\d_]+", phrase)
)
_TELLING |= {f"{w}s" for key in ("units", "weekdays") for w in _WORDS[key]} | {
    w for f in _WORDS["moving_feasts"]["words"] for w in f.split()
}
_TELLING = (_TELLING | frozenset(_WORDS["telling_also"])) - frozenset(_WORDS["telling_nothing"])


@dataclass(frozen=True, slots=True)
class Words:
    """An expression by the rule that found it: its characters, and its parts in lower case with single spaces."""

    rule: str
    start: int
    end: int
    parts: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]

    def __getitem__(self, part: str) -> str:
        """The part, empty where the text does not have it."""
        return self.parts.get(part, "")


def expressions(text: str) -> Iterator[Words]:
    """Every run of words that looks like a time, in order; what it means, and whether it means one, is for others to say."""
    return (_words(found) for found in _SCAN.found(text))


def _opens(word: str) -> bool:
    return not word[0].isalpha() or word.lower() in _OPENERS


def _tells(word: re.Match[str]) -> bool:
    token = word.group()
    return token.lower() in _TELLING or (
        token[0] in _FIGURES and _TELLING_FIGURE.match(word.string, word.start()) is not None
    )


_OPENERS = (_TIME.openers | AMOUNTS.openers) - frozenset(_WORDS["never_first"])
_SCAN = Scan(_GRAMMAR, _WORD, _opens, _tells)


def _words(found: re.Match[str]) -> Words:
    rule = next(i for i in range(len(_NAMES)) if found.start(f"r{i}") >= 0)
    here = {name: group for name, group in _GROUPS[rule].items() if found[group]}
    return Words(
        _NAMES[rule],
        *found.span(),
        parts={name: " ".join(found[group].lower().split()) for name, group in here.items()},
        spans={name: found.span(group) for name, group in here.items()},
    )
