"""Who said what in passages of five styles of news, statement by statement.

That is the words of speaker, cue, content and addressee, and the force. The passages are in
`styles/STYLE.toml`; the head of each file explains how they are marked.
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


def xfails(case: dict[str, Any], key: str) -> list[pytest.MarkDecorator]:
    """A strict xfail where the passage says why something does not come out right yet."""
    return [pytest.mark.xfail(strict=True, reason=case[key])] if key in case else []


def marked_statements() -> Iterator[Any]:
    """Each marked statement with the text of its passage."""
    for name, case in CASES:
        for n, said in enumerate(case["said"]):
            yield pytest.param(
                case["text"].strip(), said, id=f"{name}-{n}", marks=xfails(said, "missed")
            )


def words_for(annotation: Annotation, statement: Statement, role: str) -> set[str | None]:
    """The words for whoever fills a role, and their names."""
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


def matches(annotation: Annotation, statement: Statement, expected: dict[str, Any]) -> bool:
    """Whether the statement is the one that is marked."""
    text = annotation.article.text
    return (
        [text[s.start : s.end] for s in statement.content] == expected["content"]
        and " ".join(text[s.start : s.end] for s in statement.cue) == expected.get("cue", "")
        and statement.force == expected.get("force", "assertion")
        and all(
            expected.get(role) in words_for(annotation, statement, role)
            for role in ("speaker", "addressee")
        )
    )


def statements(annotation: Annotation) -> list[Statement]:
    """The statements of a text in order."""
    return [f for f in annotation.facts if isinstance(f, Statement)]


@pytest.mark.parametrize(("text", "expected"), list(marked_statements()))
def test_extract_finds_the_marked_statement(text: str, expected: dict[str, Any]) -> None:
    """The statement has the marked speaker, cue, content, addressee and force."""
    annotation = annotated(text, "2024-05-15")
    assert any(matches(annotation, s, expected) for s in statements(annotation))


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=name, marks=xfails(case, "more")) for name, case in CASES]
)
def test_extract_finds_no_other_statement(case: dict[str, Any]) -> None:
    """Scare quotes, titles and what somebody saw, found or knew are no statements."""
    annotation = annotated(case["text"].strip(), "2024-05-15")
    assert [
        s
        for s in statements(annotation)
        if not any(matches(annotation, s, said) for said in case["said"])
    ] == []
