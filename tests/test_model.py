"""The annotation record: what is written reads back the same, and what is no record is refused with
where, what and the cure.
"""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import (
    FACT_KINDS,
    Annotation,
    Argument,
    Article,
    Attribute,
    Entity,
    Event,
    Mention,
    Order,
    RecordError,
    Relation,
    Role,
    Span,
    Statement,
    Time,
)
from tests.conftest import small_annotation

HOSTILE = st.sampled_from(
    [
        "",
        "\x00",
        "\u2028",
        "\u202e",
        "\ufffd",
        '"',
        "\\",
        "null",
        "</script>",
        "e\u0301",
        "👩‍🚒",
        "\r\n",
    ]
)
WORDS = st.text(max_size=12) | HOSTILE
MAYBE = st.none() | WORDS
SHARES = st.floats(0, 1)


@st.composite
def annotations(draw):
    """Any annotation that holds: all fields filled or left out, all kinds of facts, every pointer
    to something there.
    """
    text = draw(st.text(max_size=60))
    ids = draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
    names = draw(st.lists(WORDS, max_size=4, unique=True))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
        lambda ends: Span(*sorted(ends))
    )
    return Annotation(
        article=Article(draw(WORDS), text, *(draw(MAYBE) for _ in range(5))),
        language=draw(WORDS),
        kg=draw(WORDS),
        model=draw(WORDS),
        mentions=tuple(draw(mentions(i, ids, text, spans)) for i in ids),
        entities=tuple(draw(entities(i, ids)) for i in ids),
        facts=tuple(draw(facts(name, names, ids, spans)) for name in names),
        warnings=draw(several(WORDS)),
    )


def several(strategy):
    """Up to two of them."""
    return st.lists(strategy, max_size=2).map(tuple)


@st.composite
def mentions(draw, id, ids, text, spans):
    """A mention of some words of the text."""
    span = draw(spans)
    return Mention(
        id=id,
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        form=draw(st.sampled_from(["name", "pronoun"])),
        type=draw(st.sampled_from(["Date", "Other"])),
        entity=draw(st.sampled_from([None, *ids])),
        amount=draw(st.none() | st.floats(allow_nan=False)),
        **{field: draw(MAYBE) for field in ("value", "sieve", "unit", "bound", "per")},
    )


def entities(id, ids):
    """An entity, perhaps a part of another."""
    return st.builds(
        Entity,
        id=st.just(id),
        type=st.sampled_from(["Person", "Group"]),
        label=WORDS,
        aliases=several(WORDS),
        partOf=st.sampled_from([None, *ids]),
        size=st.none() | st.integers(),
        fraction=st.none() | SHARES,
        quantifier=MAYBE,
        approximate=st.sampled_from([None, True, False]),
    )


@st.composite
def facts(draw, id, names, ids, spans):
    """A fact of any kind."""
    times = st.none() | st.builds(Time, WORDS, st.sampled_from([None, *ids]))
    own = {
        "role": {"status": st.sampled_from(["former", "alleged"]), "start": MAYBE, "end": MAYBE},
        "relation": {"type": WORDS},
        "event": {
            "type": WORDS,
            "label": WORDS,
            "time": times,
            "order": several(
                st.builds(Order, st.sampled_from(["after", "causedBy"]), st.sampled_from(names))
            ),
        },
        "attribute": {"label": WORDS, "time": times},
        "statement": {
            "cue": several(spans),
            "content": several(spans),
            "quotation": st.sampled_from(["direct", "mixed"]),
            "force": st.sampled_from(["belief", "question"]),
            "sayingPolarity": st.sampled_from(["positive", "negative"]),
            "contentPolarity": st.sampled_from(["positive", "negative"]),
            "medium": MAYBE,
            "via": st.sampled_from([None, *ids]),
            "time": times,
            "label": WORDS,
        },
    }
    fillers = [Argument("", mention=mention) for mention in ids]
    fillers += [Argument("", fact=other) for other in names if other != id]
    common = {
        "id": st.just(id),
        "arguments": several(st.builds(replace, st.sampled_from(fillers), role=WORDS)),
        "sentence": spans,
        "pattern": WORDS,
        "confidence": SHARES,
        "polarity": st.sampled_from(["positive", "negative"]),
        "certainty": st.sampled_from(["certain", "possible"]),
        "statement": st.sampled_from([None, *names]),
        "trigger": st.none() | spans,
        "sameAs": st.sampled_from([None, *names]),
        "reasons": several(WORDS),
    }
    kind = draw(st.sampled_from(list(FACT_KINDS)))
    return draw(st.builds(FACT_KINDS[kind], **common, **own[kind]))


@given(annotations())
def test_what_is_written_reads_back_the_same(annotation):
    """Every field of every kind, whatever strings it holds.

    Written again it is the same to the byte.
    """
    line = annotation.to_json()
    again = Annotation.from_json(line)
    assert again == annotation
    assert again.to_json() == line


@given(annotations())
def test_a_record_is_one_line_of_utf_8(annotation):
    """No line break that a reader of lines could stumble over, and the text's hash beside it."""
    line = annotation.to_json()
    assert "\n" not in line
    assert "\r" not in line
    assert line.encode("utf-8").decode("utf-8") == line
    assert json.loads(line)["sha256"] == annotation.article.sha256


def test_empty_fields_are_left_out_but_for_those_that_every_reader_asks_for():
    """A record is read by people too."""
    record = json.loads(small_annotation().to_json())
    assert set(record["entities"][0]) == {"id", "type", "label", "aliases"}
    assert set(record["mentions"][0]) == {"id", "start", "end", "text", "form", "type", "entity"}
    assert {"statement", "polarity", "certainty", "confidence", "time", "sentence"} <= set(
        record["facts"][0]
    )
    assert not {"sameAs", "reasons", "order"} & set(record["facts"][0])


def test_the_hash_tells_a_changed_text():
    """And nothing else changes it."""
    article = Article("a", "It rained.")
    assert replace(article, title="Rain", id="b").sha256 == article.sha256
    assert replace(article, text="It rained. ").sha256 != article.sha256


def changed(path, value):
    """The small record with one thing changed; None as value takes it away."""
    record = json.loads(small_annotation().to_json())
    inner = record
    for key in path[:-1]:
        inner = inner[key]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return json.dumps(record)


@pytest.mark.parametrize("line", ["", "{", "nonsense", "{'id': 1}", "\x00"])
def test_what_is_no_json_is_refused(line):
    """With the command that writes a record."""
    with pytest.raises(
        RecordError,
        match=r"^not a JSON record: .*; write one with: kg annotate INPUT -o OUT\.jsonl$",
    ):
        Annotation.from_json(line)


@pytest.mark.parametrize("line", ["[]", "3", "null", '"text"', "{}", '{"id": "deal"}'])
def test_json_that_is_no_record_is_refused(line):
    """With where the format is told."""
    with pytest.raises(
        RecordError,
        match=r"^record (without id|deal): .*; see docs/record-format.md for the format$",
    ):
        Annotation.from_json(line)


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (["text"], None, "KeyError 'text'"),
        (["facts"], None, "KeyError 'facts'"),
        (["mentions", 0, "start"], None, "missing 1 required"),
        (["mentions", 0, "colour"], "red", "unexpected keyword argument 'colour'"),
        (["facts", 0, "kind"], "rumour", "KeyError 'rumour'"),
        (["facts", 0, "kind"], None, "KeyError 'kind'"),
        (["mentions", 0, "start"], 1, "mention m1 says 'Acme', the text has 'cme'"),
        (["mentions", 0, "text"], "Acne", "mention m1 says 'Acne', the text has 'Acme'"),
        (["mentions", 4, "start"], -5, "mention m5 says 'Acme'"),
        (["mentions", 0, "start"], "0", "m1 has start '0', which is no int"),
        (["mentions", 0, "type"], "Alien", "m1 has type 'Alien', which is no EntityType"),
        (["mentions", 0, "form"], "guess", "m1 has form 'guess', which is no Form"),
        (
            ["mentions", 0, "entity"],
            "e9",
            "mention m1 names entity 'e9', which the record does not hold",
        ),
        (
            ["mentions", 0, "antecedent"],
            "m9",
            "mention m1 names antecedent 'm9', which the record does not hold",
        ),
        (["entities", 0, "partOf"], "e9", "entity e1 names 'e9', which the record does not hold"),
        (["entities", 0, "label"], 7, "e1 has label 7, which is no str"),
        (
            ["facts", 0, "arguments", 0, "mention"],
            "m9",
            "fact f1 names 'm9', which the record does not hold",
        ),
        (
            ["facts", 0, "arguments", 0, "fact"],
            "f2",
            "fact f1 has a 'agent' with mention 'm1' and fact 'f2', which must be one of the two",
        ),
        (
            ["facts", 0, "arguments", 0],
            {"role": "agent"},
            "fact f1 has a 'agent' with mention None and fact None, which must be one of the two",
        ),
        (
            ["facts", 0, "arguments", 0],
            {"role": "agent", "fact": "f1"},
            "fact f1 has itself as 'agent'",
        ),
        (
            ["facts", 0, "arguments", 0],
            {"role": "agent", "fact": "f9"},
            "fact f1 names 'f9', which the record does not hold",
        ),
        (["facts", 2, "statement"], "f9", "fact f3 names 'f9', which the record does not hold"),
        (["facts", 2, "sameAs"], "f9", "fact f3 names 'f9', which the record does not hold"),
        (
            ["facts", 0, "order"],
            [{"relation": "after", "fact": "f9"}],
            "fact f1 names 'f9', which the record does not hold",
        ),
        (
            ["facts", 0, "time"],
            {"value": "2024", "mention": "m9"},
            "fact f1 names 'm9', which the record does not hold",
        ),
        (["facts", 1, "via"], "m9", "fact f2 names 'm9', which the record does not hold"),
        (["facts", 0, "polarity"], "neutral", "f1 has polarity 'neutral', which is no Polarity"),
        (["facts", 0, "confidence"], "high", "f1 has confidence 'high', which is no float"),
        (["facts", 1, "force"], "shouting", "f2 has force 'shouting', which is no Force"),
        (
            ["facts", 0, "trigger"],
            {"start": 5, "end": 500},
            "fact f1 points to 5-500 of 46 characters",
        ),
        (
            ["facts", 0, "sentence"],
            {"start": 9, "end": 3},
            "fact f1 points to 9-3 of 46 characters",
        ),
        (
            ["facts", 1, "content", 0],
            {"start": -1, "end": 3},
            "fact f2 points to -1-3 of 46 characters",
        ),
        (["facts", 1, "cue", 0], {"start": 1}, "missing 1 required"),
    ],
)
def test_a_broken_record_is_refused(path, value, complaint):
    """The error names the record, what is wrong with which value, and what to do."""
    with pytest.raises(RecordError) as error:
        Annotation.from_json(changed(path, value))
    assert str(error.value).startswith("record deal: ")
    assert complaint in str(error.value)
    assert str(error.value).endswith(
        ("annotate the article anew", "see docs/record-format.md for the format")
    )


def test_a_record_may_have_keys_of_others():
    """What another extractor adds at the top is passed over."""
    assert Annotation.from_json(changed(["extractor"], "mine")) == small_annotation()


@pytest.mark.parametrize(
    ("a", "b", "contains", "overlaps"),
    [
        ((0, 9), (2, 5), True, True),
        ((0, 9), (0, 9), True, True),
        ((0, 5), (3, 9), False, True),
        ((0, 5), (5, 9), False, False),
        ((5, 9), (0, 5), False, False),
    ],
)
def test_spans_contain_and_overlap(a, b, contains, overlaps):
    """The end is exclusive: neighbours share nothing."""
    assert (
        Span(*a).contains(Span(*b)),
        Span(*a).overlaps(Span(*b)),
        Span(*b).overlaps(Span(*a)),
    ) == (contains, overlaps, overlaps)
    assert len(Span(*a)) == a[1] - a[0]


def test_fillers_are_the_mentions_of_some_roles_in_order():
    """Of one role or several."""
    event = small_annotation().facts[0]
    assert event.fillers("agent") == ("m1",)
    assert event.fillers("patient", "agent") == ("m1", "m2")
    assert event.fillers("place") == ()


def test_facts_may_take_part_in_each_other():
    """The strike forced talks, which ended it: a circle that the text itself may tell."""
    first, second = {"role": "cause", "fact": "f3"}, {"role": "patient", "fact": "f1"}
    record = json.loads(changed(["facts", 0, "arguments"], [first]))
    record["facts"][2]["arguments"] = [second]
    annotation = Annotation.from_record(record)
    assert annotation.facts[0].filled == ()
    assert annotation.facts[2].arguments == (Argument("patient", fact="f1"),)


def test_each_kind_of_fact_has_its_class():
    """The word in the record, and nothing else."""
    assert dict(FACT_KINDS) == {
        "role": Role,
        "relation": Relation,
        "event": Event,
        "attribute": Attribute,
        "statement": Statement,
    }
    assert all(cls.kind == kind for kind, cls in FACT_KINDS.items())
