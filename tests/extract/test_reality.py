"""Did it happen? What the words around a verb or noun say of it."""

import pytest

from kg.extract.reality import certainty_of, polarity_of
from tests.reading import by_hand, read, word

HAPPENED = ("positive", "certain")
DENIED = ("negative", "certain")
PLANNED = ("positive", "probable")
POSSIBLE = ("positive", "possible")


def reality(text, trigger="visit"):
    """Polarity and certainty of the first word with this lemma."""
    token = next(t for t in read(text).doc if t.lemma_ == trigger)
    return polarity_of(token), certainty_of(token)


def missed(text, reason):
    """A case that is not read right yet."""
    return pytest.param(text, marks=pytest.mark.xfail(strict=True, reason=reason))


@pytest.mark.parametrize(
    "text",
    [
        "Helen Reed visited Leeds.",
        "Helen Reed has visited Leeds.",
        "Leeds was visited by Helen Reed.",
        "Helen Reed managed to visit Leeds.",
        "Helen Reed came and visited Leeds.",
        "Helen Reed did visit Leeds.",
        "Why did Helen Reed visit Leeds?",
        "Helen Reed did not see Hull but visited Leeds.",
        "Helen Reed, who did not see Hull, visited Leeds.",
        missed("Not only Helen Reed visited Leeds.", '"not only" is read as "not"'),
    ],
)
def test_what_is_told_as_done(text):
    """Nothing takes it back."""
    assert reality(text) == HAPPENED


@pytest.mark.parametrize(
    "text",
    [
        "Helen Reed did not visit Leeds.",
        "Helen Reed didn't visit Leeds.",
        "Helen Reed has never visited Leeds.",
        "Helen Reed has hardly visited Leeds.",
        "Nobody visited Leeds.",
        "No minister visited Leeds.",
        "Neither Helen Reed nor Tom Hughes visited Leeds.",
        "Helen Reed left without visiting Leeds.",
        "Helen Reed failed to visit Leeds.",
        "Helen Reed refused to visit Leeds.",
        "Helen Reed stopped visiting Leeds.",
        missed("Helen Reed denied visiting Leeds.", 'parsed like "visiting nurses"'),
        "Helen Reed did not come or visit Leeds.",
    ],
)
def test_what_is_denied(text):
    """By "not", "never", "nobody", "without", and by verbs that say so: fail, refuse, stop, deny."""
    assert reality(text)[0] == "negative"


@pytest.mark.xfail(strict=True, reason="two denials are read as one")
def test_a_denial_denied():
    """Who did not fail to come came."""
    assert reality("Helen Reed did not fail to visit Leeds.") == HAPPENED


@pytest.mark.parametrize(
    "text",
    [
        "Helen Reed will visit Leeds.",
        "Helen Reed plans to visit Leeds.",
        "Helen Reed is to visit Leeds.",
        "Helen Reed was about to visit Leeds.",
        "Helen Reed agreed to visit Leeds.",
        "Helen Reed is expected to visit Leeds.",
        "Helen Reed has probably visited Leeds.",
        "Helen Reed reportedly visited Leeds.",
    ],
)
def test_what_is_planned_or_likely(text):
    """Announced, promised, expected, or said to be so by nobody in particular."""
    assert reality(text) == PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "Helen Reed may visit Leeds.",
        "Helen Reed could visit Leeds.",
        "Helen Reed would have visited Leeds.",
        "Helen Reed perhaps visited Leeds.",
        "Helen Reed wants to visit Leeds.",
        "Helen Reed tried to visit Leeds.",
        "They asked Helen Reed to visit Leeds.",
        "If Helen Reed visits Leeds, it will rain.",
        "Helen Reed took a train to visit Leeds.",
        "Helen Reed had a chance to visit Leeds.",
        "Did Helen Reed visit Leeds?",
    ],
)
def test_what_may_be(text):
    """Modals, wishes, attempts, requests, conditions, purposes, and what is only asked."""
    assert reality(text) == POSSIBLE


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nestlé completed the acquisition of Unilever.", HAPPENED),
        ("Nestlé cancelled the acquisition of Unilever.", DENIED),
        ("Nestlé planned the acquisition of Unilever.", PLANNED),
        ("Nestlé considered an acquisition of Unilever.", POSSIBLE),
        ("The proposed acquisition of Unilever was costly.", POSSIBLE),
        ("There was no acquisition of Unilever.", DENIED),
    ],
)
def test_nouns_are_told_by_their_verb_and_their_own_words(text, told):
    """What is cancelled did not come about, what is planned may."""
    assert reality(text, "acquisition") == told


NOT = by_hand("""
    Ann NNP nsubj come
    did VBD aux come do
    not RB neg come
    come VB ROOT come
    or CC cc come
    sing VB conj come
""")
BUT = by_hand("""
    Ann NNP nsubj come
    did VBD aux come do
    not RB neg come
    come VB ROOT come
    but CC cc come
    sang VBD conj come sing
""")
OTHERS = by_hand("""
    Ann NNP nsubj come
    may MD aux come
    come VB ROOT come
    and CC cc come
    Bob NNP nsubj sang
    sang VBD conj come sing
""")


def test_a_coordinated_verb_shares_what_is_said_of_the_first():
    """Also its "not", also its modal."""
    assert polarity_of(word(NOT, "sing")) == "negative"
    assert certainty_of(word(OTHERS, "come")) == "possible"


def test_a_contrast_or_a_subject_of_its_own_ends_the_sharing():
    """ "did not come but sang", "may come, and Bob sang"."""
    assert polarity_of(word(BUT, "sang")) == "positive"
    assert certainty_of(word(OTHERS, "sang")) == "certain"
