"""What expressions of time look like: the grammar of `words/time-grammar.toml`, run over a text."""

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
    """The rule with group names of its own: all rules stand in one regular expression."""
    return re.sub(r"\(\?P([<=])(\w+)", rf"(?P\1r{number}_\2", pattern)


def _own_groups(number: int, grammar: re.Pattern[str]) -> Mapping[str, str]:
    """The names of a rule's groups in the grammar, by their names in the rule."""
    prefix = f"r{number}_"
    groups = (group for group in grammar.groupindex if group.startswith(prefix))
    return {group.removeprefix(prefix): group for group in groups}


_NAMES = tuple(_RULES)
_GRAMMAR = re.compile(
    r"(?<![\w.$€£¥@#&/-])(?:"
    + "|".join(f"(?P<r{n}>{_with_own_groups(n, rule)})" for n, rule in enumerate(_RULES.values()))
    + ")",
    re.IGNORECASE,
)
_GROUPS = tuple(_own_groups(number, _GRAMMAR) for number in range(len(_RULES)))
CLAUSE_ENDS, BETWEEN_YEARS, BETWEEN_WEEKDAYS = (
    re.compile("".join(words("time-grammar")["surroundings"][key]), re.IGNORECASE)
    for key in ("clause_ends", "between_years", "between_weekdays")
)

# which words show that an expression of time is near
_WORD = re.compile(r"[’'‘]?\d[\d:./-]*|[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURES = frozenset("0123456789'’‘")
_CUE_IN_FIGURES = re.compile(r"(?:1[5-9]|20)\d\d|\d+[:./-]\d|['’‘]\d\d|\d+0['’]?s")
FEASTS = ("fixed_feasts", "feasts_by_easter", "feasts_by_weekday")
_LISTS_OF_CUES = (
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
    *FEASTS,
    "references",
)
_LISTS_WITH_PLURALS = ("units", "weekdays")


def _cues() -> frozenset[str]:
    """The words that show that an expression of time is near, in lower case."""
    phrases = [phrase for key in _LISTS_OF_CUES for phrase in _WORDS[key]]
    cues = {word for phrase in phrases for word in _LETTERS.findall(phrase)}
    cues.update(f"{word}s" for key in _LISTS_WITH_PLURALS for word in _WORDS[key])
    cues.update(word for feast in _WORDS["moving_feasts"]["words"] for word in feast.split())
    cues.update(_WORDS["telling_also"])
    return frozenset(cues) - frozenset(_WORDS["telling_nothing"])


_CUES = _cues()
_PLURAL_DAYS = frozenset(f"{day}s" for day in _WORDS["weekdays"])
_OPENERS = (_TIME.openers | AMOUNTS.openers | _PLURAL_DAYS) - frozenset(_WORDS["never_first"])


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time by the rule that found it.

    `parts` are the texts of the rule's groups, in lower case with single spaces; `spans` are their
    characters.
    """

    rule: str
    start: int
    end: int
    parts: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]

    def __getitem__(self, part: str) -> str:
        """The part, empty where the text does not have it."""
        return self.parts.get(part, "")


def expressions(text: str) -> Iterator[Expression]:
    """Every run of words that looks like a time, in order.

    What it means, and whether it means a time at all, is for the readers of the rules to say.
    """
    return (_expression(found) for found in _SCAN.found(text))


def _may_open(word: str) -> bool:
    """Whether an expression may begin with the word: a figure, or an opener of the grammar."""
    return not word[0].isalpha() or word.lower() in _OPENERS


def _is_cue(word: re.Match[str]) -> bool:
    """Whether the word shows that an expression is near: a unit, a month, a figure like "2009"."""
    token = word.group()
    if token.lower() in _CUES:
        return True
    return token[0] in _FIGURES and _CUE_IN_FIGURES.match(word.string, word.start()) is not None


_SCAN = Scan(_GRAMMAR, _WORD, _may_open, _is_cue)


def _expression(found: re.Match[str]) -> Expression:
    """What the grammar found, under the names of the rule that fits."""
    rule = next(number for number in range(len(_NAMES)) if found.start(f"r{number}") >= 0)
    filled = {name: group for name, group in _GROUPS[rule].items() if found[group]}
    return Expression(
        _NAMES[rule],
        *found.span(),
        parts={name: " ".join(found[group].lower().split()) for name, group in filled.items()},
        spans={name: found.span(group) for name, group in filled.items()},
    )
