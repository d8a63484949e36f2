"""Paths, slots and conditions of the pattern files, on sentences parsed by hand."""

import pytest

from kg.extract import pattern_matcher
from kg.extract.pattern_matcher import match_at, matches, patterns
from kg.patterns import PatternError
from kg.syntax import dependency_arcs
from tests.annotating import by_hand, document, word

BOUGHT = by_hand("""
    Acme NNP nsubj bought
    bought VBD ROOT bought buy
    Bolt NNP dobj bought
    and CC cc Bolt
    Nut NNP conj Bolt
    from IN prep bought
    Ann NNP pobj from
    in IN prep bought
    Leeds NNP pobj in
""")
COMPANIES = {
    "Acme": "Organisation",
    "Bolt": "Organisation",
    "Nut": "Organisation",
    "Ann": "Person",
    "Leeds": "Place",
}
HEAD = by_hand("""
    Ann NNP nsubj left
    head NN appos Ann
    of IN prep head
    Acme NNP pobj of
    left VBD ROOT left leave
""")
STEPPED = by_hand("""
    Ann NNP nsubj stepped
    stepped VBD ROOT stepped step
    down RP prt stepped
""")


@pytest.fixture
def compiled(monkeypatch):
    """Patterns from a table as a file `deal.toml` would give them."""

    def compile_(kind="event", **table):
        monkeypatch.setattr(
            pattern_matcher, "pattern_files", lambda: {"deal": ({kind: "Deal", **table},)}
        )
        return patterns.__wrapped__(kind)[0]

    return compile_


def filled(pattern, doc, trigger, names, rest=(), **descriptions):
    """What the pattern finds at the trigger: role and words; None where it does not match."""
    found = match_at(
        document(doc, names, descriptions),
        dependency_arcs(doc),
        pattern,
        word(doc, trigger),
        "verb",
        rest,
    )
    return None if found is None else [f"{f.role} {f.mention.text}" for f in found.fillers]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("nsubj", ["agent Acme"]),
        ("dobj", ["agent Bolt", "agent Nut"]),
        ("prep[from] > pobj", ["agent Ann"]),
        ("prep[from|in] > pobj", ["agent Ann", "agent Leeds"]),
        ("prep > pobj", ["agent Ann", "agent Leeds"]),
        ("prep[with] > pobj", []),
        ("agent > pobj", []),
    ],
)
def test_a_path_goes_down_the_arcs(compiled, path, found):
    """By label, through certain words only where they are given, to all that is coordinated at its
    end.
    """
    assert filled(compiled(roles={"agent": [path]}), BOUGHT, "bought", COMPANIES) == found


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("<appos", ["agent Ann"]),
        ("<appos > nsubj", []),
        ("<dobj", []),
        ("prep[of] > pobj", ["agent Acme"]),
        ("self", ["agent head"]),
        ("<appos > <nsubj", []),
    ],
)
def test_a_path_goes_up_too(compiled, path, found):
    """ "<appos" to what the trigger is an apposition of; "self" stays."""
    assert (
        filled(
            compiled(roles={"agent": [path]}),
            HEAD,
            "head",
            {"Ann": "Person", "Acme": "Organisation"},
            head="Person",
        )
        == found
    )


def test_the_first_path_that_finds_somebody_fills_the_role(compiled):
    """The later ones are for other shapes of sentence."""
    assert filled(
        compiled(roles={"agent": ["agent > pobj", "nsubj", "dobj"]}), BOUGHT, "bought", COMPANIES
    ) == ["agent Acme"]


def test_nobody_fills_two_roles(compiled):
    """Who is taken is taken."""
    assert filled(
        compiled(roles={"agent": ["nsubj"], "patient": ["nsubj"]}), BOUGHT, "bought", COMPANIES
    ) == ["agent Acme"]


def test_types_filter_the_fillers(compiled):
    """Only what may stand there does."""
    pattern = compiled(roles={"theme": ["prep > pobj"]}, types={"theme": ["Place"]})
    assert filled(pattern, BOUGHT, "bought", COMPANIES) == ["theme Leeds"]


def test_name_as_a_type_lets_mistaken_names_in(compiled):
    """The model takes companies for places; descriptions are not mistaken so."""
    pattern = compiled(roles={"agent": ["nsubj"]}, types={"agent": ["Organisation", "Name"]})
    assert filled(pattern, BOUGHT, "bought", {"Acme": "Place"}) == ["agent Acme"]
    assert filled(pattern, BOUGHT, "bought", {}, Acme="Place") == []


def test_party_as_a_type_asks_for_the_name_of_one(compiled):
    """By its last word."""
    pattern = compiled(roles={"agent": ["nsubj"]}, types={"agent": ["Party"]})
    assert filled(pattern, BOUGHT, "bought", COMPANIES) == []


def test_words_that_are_no_mention_fill_nothing(compiled):
    """A role needs somebody."""
    assert filled(compiled(roles={"agent": ["nsubj"]}), BOUGHT, "bought", {}) == []


@pytest.mark.parametrize(
    ("needs", "matched"),
    [
        (["agent"], True),
        (["amount"], False),
        (["agent|amount"], True),
        (["agent", "amount"], False),
    ],
)
def test_needs_are_roles_that_must_be_filled(compiled, needs, matched):
    """Each, or one of several."""
    pattern = compiled(roles={"agent": ["nsubj"], "amount": ["npadvmod"]}, needs=needs)
    assert (filled(pattern, BOUGHT, "bought", COMPANIES) is not None) is matched


def test_without_excludes_a_word_beside_the_trigger(compiled):
    """Any child of the trigger, by its lemma."""
    assert filled(compiled(without=["from"]), BOUGHT, "bought", COMPANIES) is None
    assert filled(compiled(without=["for"]), BOUGHT, "bought", COMPANIES) == []


def test_with_asks_for_a_word_beside_the_trigger(compiled):
    """One of them at least."""
    assert filled(compiled(**{"with": ["in", "for"]}), BOUGHT, "bought", COMPANIES) == []
    assert filled(compiled(**{"with": ["for"]}), BOUGHT, "bought", COMPANIES) is None


def test_behind_asks_for_the_word_before_the_trigger(compiled):
    """One of these must stand right there."""
    assert filled(compiled(behind=["acme"]), BOUGHT, "bought", COMPANIES) == []
    assert filled(compiled(behind=[","]), BOUGHT, "bought", COMPANIES) is None
    assert filled(compiled(behind=["acme"]), BOUGHT, "Acme", COMPANIES) is None


def test_unless_excludes_what_a_path_leads_to(compiled):
    """Whatever stands there."""
    assert filled(compiled(unless=["prep[from] > pobj"]), BOUGHT, "bought", {}) is None
    assert filled(compiled(unless=["prep[with]", "agent"]), BOUGHT, "bought", {}) == []


def test_a_preposition_is_a_trigger_of_its_own(compiled):
    """What stands before and behind it fills the roles."""
    pattern = compiled(
        triggers={"preposition": ["of"]}, roles={"agent": ["<prep"], "patient": ["pobj"]}
    )
    assert pattern.prepositions == {"of"}
    assert filled(pattern, HEAD, "of", {"Acme": "Organisation"}, head="Person") == [
        "agent head",
        "patient Acme",
    ]


def test_anchor_asks_for_somebody_in_any_role(compiled):
    """An event without anybody known is none."""
    pattern = compiled(roles={"agent": ["nsubj"], "patient": ["dobj"]}, anchor=["Person"])
    assert filled(pattern, BOUGHT, "bought", COMPANIES) is None
    assert filled(pattern, BOUGHT, "bought", {**COMPANIES, "Bolt": "Person"}) == [
        "agent Acme",
        "patient Bolt",
        "patient Nut",
    ]


def test_a_particle_has_to_be_there(compiled):
    """ "step down" is not "step"."""
    pattern = compiled(roles={"agent": ["nsubj"]})
    assert filled(pattern, STEPPED, "stepped", {"Ann": "Person"}, rest=("down",)) == ["agent Ann"]
    assert filled(pattern, STEPPED, "stepped", {"Ann": "Person"}, rest=("up",)) is None


def test_the_words_of_a_match_are_the_trigger_with_its_particle(compiled):
    """In their order."""
    found = match_at(
        document(STEPPED, {}),
        dependency_arcs(STEPPED),
        compiled(),
        word(STEPPED, "stepped"),
        "verb",
        ("down",),
    )
    assert [t.text for t in found.words] == ["stepped", "down"]


@pytest.mark.parametrize(
    "path", ["nsubj >", "> pobj", "prep[of > pobj", "NSUBJ", "", "nsubj pobj", "prep[] > pobj"]
)
def test_a_path_that_cannot_be_read_is_refused(compiled, path):
    """The error names the file and the path, and shows how one is written."""
    with pytest.raises(
        PatternError,
        match=r"^deal\.toml: cannot read the path .*; "
        r"write arcs like 'prep\[of\] > pobj' or '<appos'$",
    ):
        compiled(roles={"agent": [path]})


def test_an_unknown_key_is_refused(compiled):
    """A misspelt condition would never hold; the error names file, pattern, key and those known."""
    with pytest.raises(
        PatternError,
        match=r"^deal\.toml, pattern 1: unknown key 'neeeds'; "
        r"known are anchor, behind, event, .*without$",
    ):
        compiled(neeeds=["agent"])


def test_all_pattern_files_can_be_read():
    """What ships compiles; the plain event has no triggers, for scorers find it."""
    assert not any(
        pattern.verbs or pattern.nouns for pattern in patterns("event") if pattern.type == "Event"
    )
    assert patterns("relation")


def test_for_events_the_first_pattern_at_a_trigger_counts():
    """A purchase is no plain event besides."""
    found = list(matches(document(BOUGHT, COMPANIES), dependency_arcs(BOUGHT), "event"))
    assert [(m.pattern.type, m.trigger.text, m.shape) for m in found] == [
        ("Acquisition", "bought", "verb")
    ]


def test_an_understood_filler_is_marked():
    """Who is said once and does two things."""
    doc = by_hand("""
        Acme NNP nsubj came
        came VBD ROOT came come
        and CC cc came
        bought VBD conj came buy
        Bolt NNP dobj bought
    """)
    read = document(doc, {"Acme": "Organisation", "Bolt": "Organisation"})
    found = next(
        m for m in matches(read, dependency_arcs(doc), "event") if m.trigger.text == "bought"
    )
    assert [(f.mention.text, f.inherited) for f in found.fillers] == [
        ("Acme", True),
        ("Bolt", False),
    ]


TOLD = by_hand("""
    Ann NNP nsubj lifted
    lifted VBD ROOT lifted lift
    sanctions NNS dobj lifted sanction
    on IN prep sanctions
    Leeds NNP pobj on
""")
LIFTING = by_hand("""
    the DT det lifting
    lifting NN ROOT lifting
    of IN prep lifting
    sanctions NNS pobj of sanction
    on IN prep sanctions
    Leeds NNP pobj on
""")


@pytest.mark.parametrize(("doc", "governor"), [(TOLD, "lift"), (LIFTING, "lifting")])
def test_what_governs_the_trigger_may_exclude_it(compiled, doc, governor):
    """ "Lifted the sanctions", "the lifting of the sanctions" impose none."""
    roles = {"patient": ["prep[on] > pobj"]}
    assert filled(compiled(roles=roles), doc, "sanctions", {"Leeds": "Place"}) == ["patient Leeds"]
    assert filled(
        compiled(roles=roles, not_under=["drop"]), doc, "sanctions", {"Leeds": "Place"}
    ) == ["patient Leeds"]
    assert (
        filled(compiled(roles=roles, not_under=[governor]), doc, "sanctions", {"Leeds": "Place"})
        is None
    )


TWO = by_hand("""
    Ann NNP nsubj left
    head NN appos Ann
    of IN prep head
    Acme NNP pobj of
    and CC cc Ann
    Bob NNP conj Ann
    left VBD ROOT left leave
""")


def test_what_stands_above_the_trigger_is_alone(compiled):
    """In "Ann, head of Acme, and Bob left" nothing is said of Bob."""
    assert filled(
        compiled(roles={"agent": ["<appos"]}),
        TWO,
        "head",
        {"Ann": "Person", "Acme": "Organisation", "Bob": "Person"},
    ) == ["agent Ann"]


def test_a_role_that_one_fills_has_no_second(compiled):
    """Whoever is coordinated with him."""
    assert filled(
        compiled(roles={"agent": ["dobj"]}, single=["agent"]), BOUGHT, "bought", COMPANIES
    ) == ["agent Bolt"]


WROTE = by_hand("""
    novelist NN nsubj wrote
    Ann NNP appos novelist
    wrote VBD ROOT wrote write
""")


def test_a_role_for_names_takes_the_name_beside_a_description(compiled):
    """ "The novelist Ann": Ann; a description that nobody names fills nothing."""
    pattern = compiled(roles={"agent": ["nsubj"]}, named=["agent"], needs=["agent"])
    assert filled(pattern, WROTE, "wrote", {"Ann": "Person"}, novelist="Person") == ["agent Ann"]
    assert filled(pattern, WROTE, "wrote", {}, novelist="Person") is None
