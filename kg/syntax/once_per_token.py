"""Answers about a word that are found once and kept with the parse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Token

_Answer = TypeVar("_Answer")
_DEEP = 50  # words above one another


def once_per_token(find: Callable[[Token], _Answer]) -> Callable[[Token], _Answer]:
    """The function, which looks at a token once and then gives what it found.

    What is true of a word often follows from the word above it: without this a list of thousands
    is followed to its beginning from each of its items. In a deep parse those above come first, so
    that no answer waits for thousands of others.
    """
    key = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(token: Token) -> _Answer:
        answers: dict[int, _Answer] = token.doc.user_data.setdefault(key, {})
        if token.i not in answers:
            waiting = _unanswered_above(token, answers)
            for above in reversed(waiting if len(waiting) > _DEEP else ()):
                answers[above.i] = find(above)
            answers[token.i] = find(token)
        return answers[token.i]

    return found


def _unanswered_above(token: Token, answers: Mapping[int, object]) -> list[Token]:
    """The words above the token, up to the first one whose answer is known."""
    out: list[Token] = []
    while token.head.i != token.i and token.head.i not in answers:
        token = token.head
        out.append(token)
    return out
