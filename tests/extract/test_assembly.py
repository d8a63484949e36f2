"""All facts of a document put together: numbered, under their statements, with what they point at,
and the same each time.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.extract.assembly import outer_statements, under_statements
from kg.language import parse
from kg.model import Annotation, Article, Event, Span, Statement
from tests.annotating import annotated, read

SENTENCES = [
    "Helen Reed, the chairman of Unilever, said that Toyota bought Nissan in 2019. ",
    "“I am tired of it all,” she told Tom Hughes. ",
    "Half of its workers were sacked on Monday because it lost $5 million. ",
    "According to Tom Hughes, Unilever is a soap maker. ",
    "Dear @unilever, stop now — Helen Reed (@hreed) May 5, 2020 ",
    "The acquisition was followed by layoffs at Toyota. ",
    "He did not visit Leeds",
    (
        'Reed told Channel Nine that "the driver hit the fence, according to the '
        'officers who stopped him." '
    ),
    "\n\n",
    "“",
    "\r\n\r\n",
    "👩‍🚒 ",
]
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=8).map("".join)


def afresh(text):
    """The annotation of a text, read anew."""
    return extract(next(parse([Article("test", text, date="2024-05-15")])))


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_any_text_gives_a_record_that_holds(text):
    """The record reads back as it was written: every offset slices to its words, every id that is
    pointed at is there.
    """
    annotation = annotated(text, "2024-05-15")
    assert Annotation.from_json(annotation.to_json()) == annotation


@settings(max_examples=10, deadline=None)
@given(TEXTS)
def test_reading_twice_gives_the_same_record(text):
    """To the byte."""
    assert afresh(text).to_json() == afresh(text).to_json()


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_what_stands_under_a_statement_stands_in_its_words(text):
    """A fact's statement contains it, and no chain of statements leads back to itself."""
    facts = {f.id: f for f in annotated(text, "2024-05-15").facts}
    for fact in facts.values():
        above, seen = fact.statement, {fact.id}
        while above is not None:
            assert isinstance(facts[above], Statement)
            assert above not in seen
            seen.add(above)
            above = facts[above].statement
        if fact.statement is not None and fact.trigger is not None:
            holder = facts[fact.statement]
            assert isinstance(holder, Statement)
            assert any(span.contains(fact.trigger) for span in holder.content)


def spans(most):
    """Spans of up to so many characters, in a text of 70."""
    return st.tuples(st.integers(0, 30), st.integers(1, most)).map(
        lambda p: Span(p[0], p[0] + p[1])
    )


def statement(number, cue, content):
    """A statement with these spans and nothing else to it."""
    return Statement(
        id=f"statement-{number}",
        arguments=(),
        sentence=Span(0, 70),
        pattern="by-hand",
        confidence=0.9,
        cue=tuple(cue),
        content=tuple(content),
        quotation="indirect",
    )


STATEMENTS = st.lists(
    st.tuples(st.lists(spans(4), max_size=1), st.lists(spans(40), min_size=1, max_size=2)),
    max_size=9,
).map(lambda drawn: [statement(n, cue, content) for n, (cue, content) in enumerate(drawn)])


def ends(outer):
    """Whether every chain of statements comes to an end."""
    left = set(outer)
    while ended := {s for s in left if outer[s] not in left}:
        left -= ended
    return not left


@settings(max_examples=500, deadline=None)
@given(STATEMENTS)
def test_statements_form_a_forest_whatever_their_spans(statements):
    """No chain is a cycle.

    Each stands under one that holds its cue, and a cycle costs only what it must.
    """
    outer = {s.id: s.statement for s in under_statements(statements, statements, [], {})}
    narrowest = {}
    for s in statements:
        holders = [
            o
            for o in statements
            if o != s and s.cue and any(c.contains(s.cue[0]) for c in o.content)
        ]
        assert outer[s.id] in {None, *(o.id for o in holders)}
        first = min(holders, key=lambda o: (sum(map(len, o.content)), o.id), default=None)
        narrowest[s.id] = first and first.id
    assert ends(outer)
    assert outer == narrowest or not ends(narrowest)


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_outer_statements_are_a_forest_whatever_holds_what(data):
    """Also where holders are drawn at random, which no spans could give, with a statement among its
    own.
    """
    ids = [f"s{n}" for n in range(data.draw(st.integers(0, 8)))]
    holders = {i: data.draw(st.lists(st.sampled_from(ids), unique=True)) for i in ids}
    outer = outer_statements(holders, {i: data.draw(st.integers(0, 3)) for i in ids})
    assert ends(outer)
    assert all(above is None or above in holders[i] for i, above in outer.items())


def test_the_longest_on_a_cycle_is_the_outer_one():
    """It goes under the next that holds it and does not stand under it.

    The rest stay where they are.
    """
    holders = {"a": ["b", "c", "d"], "b": ["a", "d"], "c": ["b"], "d": []}
    assert outer_statements(holders, {"a": 9, "b": 5, "c": 7, "d": 20}) == {
        "a": "d",
        "b": "a",
        "c": "b",
        "d": None,
    }
    assert outer_statements(holders, {"a": 5, "b": 9, "c": 7, "d": 20}) == {
        "a": "b",
        "b": "d",
        "c": "b",
        "d": None,
    }
    assert outer_statements({"a": ["b"], "b": ["a"]}, {"a": 5, "b": 5}) == {"a": None, "b": "a"}


def test_two_statements_that_hold_each_others_cues_make_no_cycle():
    """What the officers say is within what Reed told, whose content is the longer."""
    text = (
        'Reed told Channel Nine that "the driver hit the fence, according to the '
        'officers who stopped him."'
    )
    facts = annotated(text, "2024-05-15").facts
    told, officers = (f for f in facts if isinstance(f, Statement))
    (hit,) = (f for f in facts if isinstance(f, Event) and f.label == "hit")
    assert (told.label, told.statement) == ("tell", None)
    assert (officers.pattern, officers.statement) == ("statement:according", told.id)
    assert hit.statement == officers.id


def test_facts_and_mentions_are_numbered_in_order_of_the_text():
    """f1, f2 … and m1, m2 …"""
    annotation = annotated("".join(SENTENCES[:7]), "2024-05-15")
    assert [f.id for f in annotation.facts] == [
        f"f{n}" for n in range(1, len(annotation.facts) + 1)
    ]
    assert [m.id for m in annotation.mentions] == [
        f"m{n}" for n in range(1, len(annotation.mentions) + 1)
    ]
    assert [m.start for m in annotation.mentions] == sorted(m.start for m in annotation.mentions)


def test_things_that_nothing_needs_are_left_out():
    """A description in no fact is no thing of the record; a name always is."""
    text = "Despite the weather. Helen Reed."
    assert {e.label for e in read(text).entities} == {"weather", "Helen Reed"}
    assert [e.label for e in annotated(text).entities] == ["Helen Reed"]


def test_the_whole_of_a_group_is_kept_with_it():
    """Half of its workers needs its workers, and these their company."""
    annotation = annotated("Half of the workers of the bank were sacked.")
    labels = {e.id: e.label for e in annotation.entities}
    assert {e.label: labels.get(e.partOf or "") for e in annotation.entities} == {
        "Half of the workers of the bank": "workers of the bank",
        "workers of the bank": "bank",
        "bank": None,
    }


def test_what_kind_of_thing_the_writer_calls_it_is_the_writers_word():
    """ "the soap maker" within what somebody says indirectly is not part of the claim.

    Within quotation marks it is.
    """
    indirect = annotated("Unilever fell. Helen Reed said that the soap maker bought Nestlé.")
    direct = annotated(
        "Unilever fell. “It is well known that the soap maker bought Nestlé,” Helen Reed said."
    )
    assert [f.statement for f in indirect.facts if getattr(f, "type", "") == "typeOf"] == [None]
    assert [f.statement is None for f in direct.facts if getattr(f, "type", "") == "typeOf"] == [
        False
    ]


def test_the_record_says_what_made_it():
    """Version, model, language, and the warnings of the reading."""
    annotation = annotated("The old table.")
    assert (annotation.language, annotation.facts) == ("en", ())
    assert annotation.kg.count(".") == 2
    assert annotation.model.startswith("en_")
    assert len(annotation.warnings) == 1


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Nestlé opens a plant in Leeds next month.", "probable"),
        ("The trial of Tom Hughes begins in June 2025.", "probable"),
        ("Nestlé opened a plant in Leeds last month.", "certain"),
        ("Nestlé opened a plant in Leeds in 2024.", "certain"),
    ],
)
def test_what_is_dated_behind_the_article_is_planned(text, certainty):
    """A day to come makes a plan of an event, whatever its tense; a year that runs does not."""
    events = [f for f in annotated(text, "2024-05-15").facts if isinstance(f, Event) and f.time]
    assert {e.certainty for e in events} == {certainty}
