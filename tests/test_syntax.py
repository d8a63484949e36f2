"""What a parse leaves to be understood, on sentences parsed by hand."""

import pytest

from kg.syntax import dependency_arcs, is_passive, subject_arcs, with_conjuncts
from tests.annotating import by_hand, understood, word

SHARED = by_hand("""
    Ann NNP nsubj came
    came VBD ROOT came come
    and CC cc came
    sang VBD conj came sing
""")
CHAIN = by_hand("""
    Ann NNP nsubj came
    came VBD ROOT came come
    , , punct came
    sang VBD conj came sing
    and CC cc sang
    left VBD conj sang leave
""")
OWN = by_hand("""
    Ann NNP nsubj came
    came VBD ROOT came come
    and CC cc came
    Bob NNP nsubj left
    left VBD conj came leave
""")
RELATIVE = by_hand("""
    Ann NNP nsubj left
    , , punct Ann
    who WP nsubj sang
    sang VBD relcl Ann sing
    left VBD ROOT left leave
""")
RELATIVE_OBJECT = by_hand("""
    Banks NNS nsubj fell bank
    that WDT dobj saved
    Ann NNP nsubj saved
    saved VBD relcl Banks save
    fell VBD ROOT fell fall
""")
TWICE = by_hand("""
    makers NN nsubj left maker
    Acme NNP nsubj left
    left VBD ROOT left leave
""")
WHOSE = by_hand("""
    Ann NNP nsubj left
    , , punct Ann
    whose WP$ poss mother
    mother NN nsubj sang
    sang VBD relcl Ann sing
    left VBD ROOT left leave
""")
ABOUT_THE_ACT = by_hand("""
    His PRP$ poss purchase
    purchase NN nsubj pleased
    of IN prep purchase
    Acme NNP pobj of
    , , punct purchase
    which WDT nsubjpass followed
    was VBD auxpass followed be
    followed VBN relcl Acme follow
    pleased VBD ROOT pleased please
""")
OBJECT_CONTROL = by_hand("""
    Ann NNP nsubj told
    told VBD ROOT told tell
    Bob NNP dobj told
    to TO aux leave
    leave VB xcomp told
""")
SUBJECT_CONTROL = by_hand("""
    Ann NNP nsubj promised
    promised VBD ROOT promised promise
    Bob NNP dobj promised
    to TO aux leave
    leave VB xcomp promised
""")
FOUNDED = by_hand("""
    Acme NNP nsubj fell
    founded VBN acl Acme found
    by IN agent founded
    Ann NNP pobj by
    fell VBD ROOT fell fall
""")
LEADING = by_hand("""
    Ann NNP nsubj fell
    leading VBG acl Ann lead
    Acme NNP dobj leading
    fell VBD ROOT fell fall
""")
GERUND = by_hand("""
    Ann NNP nsubj left
    left VBD ROOT left leave
    , , punct left
    saying VBG advcl left say
    nothing NN dobj saying
""")
AFTER = by_hand("""
    Ann NNP nsubj left
    left VBD ROOT left leave
    after IN prep left
    singing VBG pcomp after sing
""")
WHEN = by_hand("""
    Ann NNP nsubj left
    left VBD ROOT left leave
    when WRB advmod rang
    bells NNS nsubj rang bell
    rang VBD advcl left ring
""")
PASSIVE = by_hand("""
    Ann NNP nsubjpass fired
    was VBD auxpass fired be
    fired VBN ROOT fired fire
    and CC cc fired
    arrested VBN conj fired arrest
""")
PERFECT = by_hand("""
    Ann NNP nsubj fired
    has VBZ aux fired have
    fired VBN ROOT fired fire
    Bob NNP dobj fired
""")
THERE = by_hand("""
    There EX expl is
    is VBZ ROOT is be
    hope NN attr is
    and CC cc is
    works VBZ conj is work
""")


@pytest.mark.parametrize(
    ("doc", "arcs"),
    [
        pytest.param(SHARED, {"sang": ["nsubj Ann"]}, id="coordinated verbs share a subject"),
        pytest.param(CHAIN, {"sang": ["nsubj Ann"], "left": ["nsubj Ann"]}, id="so do three"),
        pytest.param(OWN, {}, id="a verb with a subject of its own borrows none"),
        pytest.param(
            RELATIVE, {"sang": ["nsubj Ann"]}, id="a relative pronoun stands for its noun"
        ),
        pytest.param(RELATIVE_OBJECT, {"saved": ["dobj Banks"]}, id="also as an object"),
        pytest.param(WHOSE, {"mother": ["poss Ann"]}, id="and as a possessor"),
        pytest.param(
            ABOUT_THE_ACT,
            {"followed": ["nsubjpass purchase"]},
            id="what is followed is the act, not its object",
        ),
        pytest.param(OBJECT_CONTROL, {"leave": ["nsubj Bob"]}, id="who is told to leave leaves"),
        pytest.param(SUBJECT_CONTROL, {"leave": ["nsubj Ann"]}, id="who promises to leave leaves"),
        pytest.param(
            FOUNDED, {"founded": ["nsubjpass Acme"]}, id="a past participle's noun is its object"
        ),
        pytest.param(
            LEADING, {"leading": ["nsubj Ann"]}, id="a present participle's noun is its subject"
        ),
        pytest.param(GERUND, {"saying": ["nsubj Ann"]}, id="a gerund clause borrows the subject"),
        pytest.param(AFTER, {"singing": ["nsubj Ann"]}, id="so does a gerund behind a preposition"),
        pytest.param(WHEN, {}, id="a finite adverbial clause has its own"),
        pytest.param(
            PASSIVE, {"arrested": ["nsubjpass Ann"]}, id="a coordinated passive stays a passive"
        ),
        pytest.param(THERE, {}, id="there is nobody to borrow from"),
    ],
)
def test_what_is_understood(doc, arcs):
    """Subjects and objects that the sentence does not say twice, marked as inherited."""
    assert understood(doc) == arcs


def test_arcs_of_the_parse_are_kept_and_not_inherited():
    """Marks fall out, the rest stands."""
    arcs = dependency_arcs(GERUND)[word(GERUND, "left").i]
    assert [(a.label, a.token.text, a.inherited) for a in arcs] == [
        ("nsubj", "Ann", False),
        ("advcl", "saying", False),
    ]


def test_subjects_are_own_or_understood():
    """Active and passive ones."""
    arcs = dependency_arcs(PASSIVE)
    assert [
        a.token.text
        for verb in ("fired", "arrested")
        for a in subject_arcs(arcs, word(PASSIVE, verb))
    ] == ["Ann", "Ann"]


@pytest.mark.parametrize(
    ("doc", "verb", "passive"),
    [
        (PASSIVE, "fired", True),
        (PASSIVE, "arrested", True),
        (FOUNDED, "founded", True),
        (ABOUT_THE_ACT, "followed", True),
        (PERFECT, "fired", False),
        (LEADING, "leading", False),
        (SHARED, "sang", False),
    ],
)
def test_is_it_a_passive(doc, verb, passive):
    """By its auxiliary, as a bare participle after a noun, or coordinated with a passive; the perfect is none."""
    assert is_passive(word(doc, verb)) is passive


LIST = by_hand("""
    Ann NNP nsubj came
    , , punct Ann
    Bob NNP conj Ann
    and CC cc Bob
    nurses NNS conj Bob nurse
    came VBD ROOT came come
""")
BOARDS = """
    Heads NNS nsubj left head
    , , punct Heads
    boards NNS appos Heads board
    {mark} , punct Heads
    and CC cc Heads
    nurses NNS conj Heads nurse
    left VBD ROOT left leave
"""


def test_coordinates_are_a_word_and_all_that_is_joined_to_it():
    """Nouns and names alike."""
    assert [t.text for t in with_conjuncts(word(LIST, "Ann"))] == ["Ann", "Bob", "nurses"]
    assert [t.text for t in with_conjuncts(word(LIST, "nurses"))] == ["nurses"]


def test_a_list_item_misread_as_an_apposition_is_one_of_the_list():
    """ "The heads, the boards, and the nurses": with a comma before and behind; else it is an aside."""
    assert [t.text for t in with_conjuncts(by_hand(BOARDS.format(mark=","))[0])] == [
        "Heads",
        "boards",
        "nurses",
    ]
    assert [t.text for t in with_conjuncts(by_hand(BOARDS.format(mark=";"))[0])] == [
        "Heads",
        "nurses",
    ]


def test_of_several_subjects_before_a_verb_only_the_nearest_is_one():
    """A name left over in an aside ("…, Ann, …, people told Bob") is nobody who tells."""
    doc = by_hand("""
        Ann NNP nsubj told
        , , punct told
        people NNS nsubj told
        told VBD ROOT told tell
        Bob NNP dobj told
    """)
    assert [a.token.text for a in subject_arcs(dependency_arcs(doc), word(doc, "told"))] == [
        "people"
    ]


def test_a_gerund_behind_of_is_the_object_s_deed():
    """ "accused Bob of lying": Bob lied; "left after lying": who left lied."""
    doc = by_hand("""
        Ann NNP nsubj accused
        accused VBD ROOT accused accuse
        Bob NNP dobj accused
        of IN prep accused
        lying VBG pcomp of lie
    """)
    assert understood(doc) == {"lying": ["nsubj Bob"]}


BASED = by_hand("""
    Acme NNP nsubj is
    is VBZ ROOT is be
    a DT det brewer
    brewer NN attr is
    and CC cc brewer
    baker NN conj brewer
    based VBN acl baker base
""")
NOT_BASED = by_hand("""
    Acme NNP nsubj is
    is VBZ ROOT is be
    not RB neg is
    a DT det brewer
    brewer NN attr is
    based VBN acl brewer base
""")


def test_what_a_predicate_is_said_of_is_what_its_participle_is_said_of():
    """ "Acme is a brewer and baker based …": Acme is; not where it is denied to be one."""
    assert understood(BASED)["based"] == ["nsubjpass Acme"]
    assert understood(NOT_BASED)["based"] == ["nsubjpass brewer"]


def test_a_name_right_behind_a_second_subject_says_which():
    """ "The car maker Acme left": one subject, and its name."""
    arcs = dependency_arcs(TWICE)
    assert [(a.label, a.token.text) for a in arcs[word(TWICE, "makers").i]] == [("appos", "Acme")]
    assert [a.token.text for a in subject_arcs(arcs, word(TWICE, "left"))] == ["Acme"]
