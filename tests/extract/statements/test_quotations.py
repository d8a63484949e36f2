"""One quotation mark too many or too few costs its own paragraph at most."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.language import parse
from kg.model import Article, Statement

MARKS = '"“”‘’«»„'
PARAGRAPHS = {
    "curly": [
        (
            "“Unilever has bought Nestlé,” Helen Reed told reporters in Leeds. “The price was far "
            "too high.”"
        ),
        "Tom Hughes called the deal “a gift to the banks” and said Unilever would regret it.",
        "According to Ann Lee, the “best years” of Nestlé are over.",
        "“We will strike,” Jim Poe said, “until the owners listen.”",
        "Meg Ray denied that Toyota had sacked 500 workers.",
    ],
    "straight": [
        (
            '"Unilever has bought Nestlé," Helen Reed told reporters in Leeds. "The price was far '
            'too high."'
        ),
        'Tom Hughes called the deal "a gift to the banks" and said Unilever would regret it.',
        'According to Ann Lee, the "best years" of Nestlé are over.',
        '"We will strike," Jim Poe said, "until the owners listen."',
        "Meg Ray denied that Toyota had sacked 500 workers.",
    ],
    "mixed": [
        "‘Unilever has bought Nestlé and nobody cares,’ Helen Reed told reporters in Leeds.",
        "Tom Hughes called the deal «a gift to the banks» and said Unilever would regret it.",
        "According to Ann Lee, the „best years“ of Nestlé are over.",
        "“We will strike,\" Jim Poe said, \"until the owners listen.”",
        "Meg Ray denied that Toyota had sacked 500 workers.",
    ],
}  # fmt: skip


def statements_by_paragraph(paragraphs: list[str]) -> list[set[tuple[str, ...]]]:
    """By paragraph the statements there: the words of speaker, cue and content."""
    text = "\n\n".join(paragraphs)
    annotation = extract(next(parse([Article("odd", text)])))
    words = {m.id: m.text for m in annotation.mentions}
    ends = [len("\n\n".join(paragraphs[: n + 1])) for n in range(len(paragraphs))]
    out: list[set[tuple[str, ...]]] = [set() for _ in paragraphs]
    for fact in annotation.facts:
        if isinstance(fact, Statement):
            place = next(n for n, end in enumerate(ends) if fact.content[0].start < end)
            cue, content = (
                " ".join(text[s.start : s.end] for s in spans) for spans in (fact.cue, fact.content)
            )
            out[place].add((*(words[m] for m in fact.fillers("speaker")), cue, content))
    return out


@pytest.mark.parametrize("style", PARAGRAPHS)
def test_extract_finds_statements_in_every_paragraph(style: str) -> None:
    """Each paragraph has a statement before any mark is touched."""
    assert all(statements_by_paragraph(PARAGRAPHS[style]))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(PARAGRAPHS)), st.integers(0, 30), st.booleans())
def test_extract_confines_a_stray_mark_to_its_paragraph(
    style: str, number: int, double: bool
) -> None:
    """A mark lost or doubled, whichever it is, changes no other paragraph."""
    paragraphs = PARAGRAPHS[style]
    places = [(n, i) for n, p in enumerate(paragraphs) for i, c in enumerate(p) if c in MARKS]
    at, i = places[number % len(places)]
    mark = paragraphs[at][i]
    odd = paragraphs[at][:i] + (2 * mark if double else "") + paragraphs[at][i + 1 :]
    before = statements_by_paragraph(paragraphs)
    after = statements_by_paragraph([*paragraphs[:at], odd, *paragraphs[at + 1 :]])
    assert [t for n, t in enumerate(after) if n != at] == [
        t for n, t in enumerate(before) if n != at
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("«We are leaving,» the minister told the crowd.", "We are leaving"),
        ("«We are leaving Leeds in May,» Jane Roe said.", "We are leaving Leeds in May"),
        ("„We are leaving,“ Jane Roe said.", "We are leaving"),
        ("“We are leaving,” Jane Roe said.", "We are leaving"),
        ("Reed said: “This is ‘a scandal’, as Tom put it.”", "This is ‘a scandal’, as Tom put it"),
        ("“This is ‘a scandal’, as Tom put it,” Reed said.", "This is ‘a scandal’, as Tom put it"),
        ("Jane Roe said: “The law is ‘a scandal’.” She left.", "The law is ‘a scandal’"),
        ("“The law is ‘a scandal’,” Jane Roe said.", "The law is ‘a scandal’"),
        # marks that have their partner inside stay
        ("Jane Roe said the law was “a scandal”.", "the law was “a scandal”"),
        ("Jane Roe said «the law» was «a scandal».", "«the law» was «a scandal»"),
        # the day of the saying, and the day of what is said
        ('Jane Roe said "It’s a good fit" on Monday.', "It’s a good fit"),
        ("Jane Roe said “we have left Leeds” on 3 May.", "we have left Leeds"),
        (
            "Jane Roe said the firm would “leave Leeds” on Monday.",
            "the firm would “leave Leeds” on Monday",
        ),
        ("Jane Roe said it would leave Leeds on Monday.", "it would leave Leeds on Monday"),
    ],
)
def test_content_ends_with_the_words_of_the_quotation(text: str, content: str) -> None:
    """No comma, no mark without its partner, and no day of the frame stands at its end."""
    annotation = extract(next(parse([Article("end", text)])))
    said = [f for f in annotation.facts if isinstance(f, Statement)]
    assert [[text[s.start : s.end] for s in f.content] for f in said] == [[content]]
