"""Who said what in passages of five styles of news, statement by statement: the words of speaker, cue, content and addressee, and the force.

The passages are in `styles/STYLE.toml`; the head of each file tells how they are marked.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.model import Annotation, Statement
from tests.annotating import annotated

STYLES = sorted((Path(__file__).parent / "styles").glob("*.toml"))
CASES = [
    (f"{path.stem}-{n}", case)
    for path in STYLES
    for n, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"])
]


def marked(case: dict[str, Any], key: str) -> list[pytest.MarkDecorator]:
    """A strict xfail where the passage says why something is not read right yet."""
    return [pytest.mark.xfail(strict=True, reason=case[key])] if key in case else []


def wanted() -> Iterator[Any]:
    """Each statement with its passage."""
    for name, case in CASES:
        for n, said in enumerate(case["said"]):
            yield pytest.param(
                case["text"].strip(), said, id=f"{name}-{n}", marks=marked(said, "missed")
            )


def called(annotation: Annotation, statement: Statement, role: str) -> set[str | None]:
    """The words of who fills a role, and his names."""
    filler = next((m for m in annotation.mentions if m.id in statement.fillers(role)), None)
    if filler is None:
        return {None}
    return {
        filler.text,
        *(
            m.text
            for m in annotation.mentions
            if m.entity == filler.entity is not None and m.form == "name"
        ),
    }


def tells(annotation: Annotation, statement: Statement, said: dict[str, Any]) -> bool:
    """Is the statement the one that is marked?"""
    text = annotation.article.text
    return (
        [text[s.start : s.end] for s in statement.content] == said["content"]
        and " ".join(text[s.start : s.end] for s in statement.cue) == said.get("cue", "")
        and statement.force == said.get("force", "assertion")
        and all(
            said.get(role) in called(annotation, statement, role)
            for role in ("speaker", "addressee")
        )
    )


def statements(annotation: Annotation) -> list[Statement]:
    """The statements of a text in order."""
    return [f for f in annotation.facts if isinstance(f, Statement)]


@pytest.mark.parametrize(("text", "said"), list(wanted()))
def test_a_statement_of_the_passage_is_told(text: str, said: dict[str, Any]) -> None:
    """By whom, in which words, to whom, and as what: a claim, a demand, a question, a judgement, a promise, a belief."""
    annotation = annotated(text, "2024-05-15")
    assert any(tells(annotation, s, said) for s in statements(annotation))


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=name, marks=marked(case, "more")) for name, case in CASES]
)
def test_nothing_else_is_told(case: dict[str, Any]) -> None:
    """Neither scare quotes nor titles, nor what somebody saw, found or knew."""
    annotation = annotated(case["text"].strip(), "2024-05-15")
    assert [
        s
        for s in statements(annotation)
        if not any(tells(annotation, s, said) for said in case["said"])
    ] == []
