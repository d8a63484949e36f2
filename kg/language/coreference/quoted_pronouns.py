"""Whom "I", "you" and "we" mean, by the quotation or the post in which they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Part, Quoted
from kg.language.coreference.speech_verbs import is_speech_verb
from kg.language.coreference.state import CoreferenceState
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# opens a quotation within a quotation
_OPENS_INNER = re.compile(r"(?<=[,:] )['‘](?=\w)")
_LONGEST_GREETING = 10  # characters of a post before whom it greets: "Dear @roe"
_SPEAKER_TYPES = frozenset({"Person", "Organisation", "Group"})
_OBJECTS = frozenset({syntax.OBJECT, syntax.INDIRECT_OBJECT})


def quoted_speakers(state: CoreferenceState) -> None:
    """Link "I" in a quotation with its speaker, in a signed post with its author."""
    for i, mention in enumerate(state.mentions):
        if mention.lemma != "i":
            continue
        speaker = _speaker(state, i)
        if speaker is not None and _has_referent(state, speaker):
            state.clusters.join(i, speaker, "quotation-speaker")


def _has_referent(state: CoreferenceState, speaker: int) -> bool:
    """Whether the speaker is more than another "I" without an antecedent."""
    return state.mentions[speaker].lemma != "i" or speaker in state.clusters.antecedent


def _speaker(state: CoreferenceState, i: int) -> int | None:
    """The author of the post, else the speaker of the quotation, in which mention `i` stands."""
    post = state.block_at(i, "post")
    if post is not None and post.author:
        return state.starting_at(post.author.start)
    quoted = state.quotation_at(i)
    if quoted is None:
        return None
    inner = _open_inner_quotation(state, quoted, state.offset(i))
    if inner is not None:
        return _inner_speaker(state, inner)
    return state.speakers.get(quoted)


def _open_inner_quotation(state: CoreferenceState, quoted: Quoted, offset: int) -> int | None:
    """Where a quotation within a quotation begins that is not closed before this character."""
    marks = state.single_marks
    n = bisect_left(marks, offset) - 1
    if n < 0 or marks[n] < quoted.inner.start:
        return None
    return marks[n] if _OPENS_INNER.match(state.text, marks[n]) else None


def _inner_speaker(state: CoreferenceState, mark: int) -> int | None:
    """The speaker of what a mark within a quotation opens: "“Roe said, ‘I am tired,’ …”"."""
    before = state.doc.char_span(mark - 3, mark - 2, alignment_mode="expand")
    verb = before[0] if before else None
    while verb is not None:
        subject = syntax.child(verb, syntax.SUBJECT)
        if subject is not None:
            return state.by_head.get(subject.i)
        verb = verb.head if verb.dep_ == syntax.CONJUNCT else None  # "Roe turned and said"
    return None


def quoted_groups(state: CoreferenceState) -> None:
    """Link each "we" of a speaker with their first one, or with the organisation that speaks.

    Where the speaker is not known, it is one group within a quotation, and within all answers
    (or all questions) of an interview. "we both" are not the group of other "we".
    """
    first: dict[int | Quoted | Part, int] = {}
    for i, mention in enumerate(state.mentions):
        if mention.lemma != "we":
            continue
        speaker = _group_speaker(state, i)
        source: int | Quoted | Part | None
        if speaker is not None:
            source = state.root(speaker)
            state.clusters.group_speaker[i] = speaker
        else:
            source = state.quotation_at(i) or _interview_part(state, i)
        if speaker is not None and state.type_of(speaker) == "Organisation":
            state.clusters.join(i, speaker, "quotation-group")
        elif source is not None and not _is_counted(state.head(i)):
            k = first.setdefault(source, i)
            if k != i:
                state.clusters.join(i, k, "quotation-group")


def _group_speaker(state: CoreferenceState, i: int) -> int | None:
    """The speaker of the quotation or post, outside of these of the turn, in which "we" stands."""
    speaker = _speaker(state, i)
    if speaker is None and state.quotation_at(i) is None:
        return state.turn_speaker_of(i)
    return speaker


def _is_counted(pronoun: Token) -> bool:
    """Whether it means some of those who are "we" elsewhere: "we both", "all of us"."""
    is_last = pronoun.i + 1 == len(pronoun.doc)
    if not is_last and pronoun.nbor().lower_ in word_set("pronouns", "counting"):
        return True
    return pronoun.dep_ == syntax.PREPOSITIONAL_OBJECT and pronoun.head.lower_ == "of"


def _interview_part(state: CoreferenceState, i: int) -> Part | None:
    """Whether mention `i` stands in a question or an answer of an interview."""
    turn = state.block_at(i, "turn")
    return turn.part if turn is not None else None


def quoted_addressees(state: CoreferenceState) -> None:
    """Link "you" in a quotation or a post with whom it is said to.

    "told Roe", "added, referring to Roe", "Dear @roe" in a post.
    """
    addressees: dict[int, Sequence[Token]] = {}  # by the start of the sentence
    for i, mention in enumerate(state.mentions):
        if mention.lemma != "you":
            continue
        quoted = state.quotation_at(i)
        if quoted is not None:
            sentence = state.head(i).sent
            if sentence.start not in addressees:
                addressees[sentence.start] = _addressees(state, sentence)
            addressee = _quotation_addressee(state, addressees[sentence.start], quoted)
        else:
            addressee = _post_addressee(state, i)
        if addressee is not None:
            state.clusters.join(i, addressee, "quotation-addressee")


def _addressees(state: CoreferenceState, sentence: Span) -> Sequence[Token]:
    """The heads of mentions in a sentence to whom something is said."""
    return [token for token in sentence if token.i in state.by_head and _is_addressee(token)]


def _quotation_addressee(
    state: CoreferenceState, addressees: Sequence[Token], quoted: Quoted
) -> int | None:
    """The first whom the sentence around a quotation says it to."""
    for token in addressees:
        if quoted.outer.start <= token.idx < quoted.outer.end:
            continue
        k = state.by_head[token.i]
        if state.type_of(k) in _SPEAKER_TYPES:
            return k
    return None


def _post_addressee(state: CoreferenceState, i: int) -> int | None:
    """The first handle before mention `i` that stands no later than a post's greeting."""
    post = state.block_at(i, "post")
    first = state.first_handle
    if post is None or first is None or first >= i:
        return None
    is_greeted = state.offset(first) - post.span.start <= _LONGEST_GREETING
    return first if is_greeted else None


def _is_addressee(token: Token) -> bool:
    """Whether it is the object of a speech verb, or of "to" behind one or behind its participle."""
    if token.dep_ in _OBJECTS:
        return is_speech_verb(token.head)
    if token.dep_ != syntax.PREPOSITIONAL_OBJECT or token.head.lower_ != "to":
        return False
    verb = token.head.head
    return is_speech_verb(verb) or _is_address_participle(verb)


def _is_address_participle(verb: Token) -> bool:
    """Whether it is "addressing", "referring" or the like, which tells whom somebody speaks to."""
    return verb.lemma_.lower() in word_set("reporting", "address", "participles")
