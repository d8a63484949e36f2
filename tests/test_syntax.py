"""Voice, enhanced dependencies and coordination, on sentences parsed by hand."""

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
def test_dependency_arcs_inherited(doc, arcs):
    """Subjects and objects that the sentence leaves out are added, marked as inherited."""
    assert understood(doc) == arcs


def test_dependency_arcs_keep_the_parse():
    """The parser's arcs are kept as not inherited, but for punctuation."""
    arcs = dependency_arcs(GERUND)[word(GERUND, "left").i]
    assert [(a.label, a.token.text, a.inherited) for a in arcs] == [
        ("nsubj", "Ann", False),
        ("advcl", "saying", False),
    ]


def test_subject_arcs_own_and_understood():
    """Subjects are active or passive, of the verb itself or shared."""
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
def test_is_passive(doc, verb, passive):
    """An auxiliary, a noun before or a passive partner makes a passive; the perfect is none."""
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


def test_with_conjuncts_of_names_and_nouns():
    """A word comes with all that is coordinated with it, nouns and names alike."""
    assert [t.text for t in with_conjuncts(word(LIST, "Ann"))] == ["Ann", "Bob", "nurses"]
    assert [t.text for t in with_conjuncts(word(LIST, "nurses"))] == ["nurses"]


def test_with_conjuncts_includes_item_misread_as_apposition():
    """In "the heads, the boards, and the nurses" a comma before and behind makes it an item."""
    assert [t.text for t in with_conjuncts(by_hand(BOARDS.format(mark=","))[0])] == [
        "Heads",
        "boards",
        "nurses",
    ]
    assert [t.text for t in with_conjuncts(by_hand(BOARDS.format(mark=";"))[0])] == [
        "Heads",
        "nurses",
    ]


def test_dependency_arcs_keep_nearest_of_several_subjects():
    """A name left over in an aside ("…, Ann, …, people told Bob") is no subject."""
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


def test_dependency_arcs_gerund_behind_of_takes_object():
    """Who lied in "accused Bob of lying" is Bob."""
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


def test_dependency_arcs_participle_of_predicate_takes_subject():
    """In "Acme is a brewer and baker based …" Acme is based there; not where this is negated."""
    assert understood(BASED)["based"] == ["nsubjpass Acme"]
    assert understood(NOT_BASED)["based"] == ["nsubjpass brewer"]


def test_dependency_arcs_name_behind_subject_is_apposition():
    """In "the car maker Acme left" the noun is given the name, and the name is the subject."""
    arcs = dependency_arcs(TWICE)
    assert [(a.label, a.token.text) for a in arcs[word(TWICE, "makers").i]] == [("appos", "Acme")]
    assert [a.token.text for a in subject_arcs(arcs, word(TWICE, "left"))] == ["Acme"]
