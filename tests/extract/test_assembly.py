"""All facts of a document put together: numbered, under their statements, with what they point at, and the same each time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.language import parse
from kg.model import Annotation, Article, Statement
from tests.annotating import annotated, read

SENTENCES = [
    "Helen Reed, the chairman of Unilever, said that Toyota bought Nissan in 2019. ",
    "“I am tired of it all,” she told Tom Hughes. ",
    "Half of its workers were sacked on Monday because it lost $5 million. ",
    "According to Tom Hughes, Unilever is a soap maker. ",
    "Dear @unilever, stop now — Helen Reed (@hreed) May 5, 2020 ",
    "The acquisition was followed by layoffs at Toyota. ",
    "He did not visit Leeds",
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
    """The record reads back as it was written: every offset slices to its words, every id that is pointed at is there."""
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


def test_facts_and_mentions_are_numbered_in_order_of_the_text():
    """f1, f2 … and m1, m2 …"""
    annotation = annotated("".join(SENTENCES[:7]), "2024-05-15")
    assert [f.id for f in annotation.facts] == [f"f{n}" for n in range(1, len(annotation.facts) + 1)]
    assert [m.id for m in annotation.mentions] == [f"m{n}" for n in range(1, len(annotation.mentions) + 1)]
    assert [m.start for m in annotation.mentions] == sorted(m.start for m in annotation.mentions)


def test_things_that_nothing_needs_are_left_out():
    """A description in no fact is no thing of the record; a name always is."""
    text = "The weather was warm. Helen Reed."
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
    """ "the soap maker" within what somebody says indirectly is not part of the claim; within quotation marks it is."""
    indirect = annotated("Unilever fell. Helen Reed said that the soap maker bought Nestlé.")
    direct = annotated("Unilever fell. “It is well known that the soap maker bought Nestlé,” Helen Reed said.")
    assert [f.statement for f in indirect.facts if getattr(f, "type", "") == "typeOf"] == [None]
    assert [f.statement is None for f in direct.facts if getattr(f, "type", "") == "typeOf"] == [False]


def test_the_record_says_what_made_it():
    """Version, model, language, and the warnings of the reading."""
    annotation = annotated("The old table.")
    assert (annotation.language, annotation.facts) == ("en", ())
    assert annotation.kg.count(".") == 2
    assert annotation.model.startswith("en_")
    assert len(annotation.warnings) == 1
