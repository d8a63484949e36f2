"""Who "I", "you" and "we" are: by the quotation or the post that they stand in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Part, Quoted
from kg.language.coreference.state import CoreferenceState
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_NESTED = re.compile(
    r"(?<=[,:] )['‘](?=\w)[^'’‘]*(?:(?<=\w)['’]\w[^'’‘]*)*\Z"
)  # an inner quotation that is open; apostrophes close none


def quoted_speakers(state: CoreferenceState) -> None:
    """ "I" inside a quotation is who says it; inside a signed post, who signed."""
    for i, p in enumerate(state.mentions):
        if p.lemma == "i":
            speaker = _speaker(state, i)
            if speaker is not None and (
                state.mentions[speaker].lemma != "i" or speaker in state.clusters.antecedent
            ):
                state.clusters.join(i, speaker, "quotation-speaker")


def _speaker(state: CoreferenceState, i: int) -> int | None:
    """Who says what phrase `i` stands in."""
    offset = state.doc[state.mentions[i].start].idx
    author = next(
        (
            b.author
            for b in state.blocks
            if b.kind == "post" and b.author and b.span.start <= offset < b.span.end
        ),
        None,
    )
    if author is not None:
        return state.starting_at(author.start)
    inside = state.quotation_at(i)
    if inside is None:
        return None
    nested = _NESTED.search(state.text, inside.inner.start, offset + 1)
    return _speaker_within(state, nested.start()) if nested else state.speakers.get(inside)


def _speaker_within(state: CoreferenceState, mark: int) -> int | None:
    """Who says what a mark within a quotation opens: "Roe said, ‘I am tired,’"."""
    before = state.doc.char_span(mark - 3, mark - 2, alignment_mode="expand")
    verb = before[0] if before else None
    while verb is not None:
        subject = next((c for c in verb.children if c.dep_ == syntax.SUBJECT), None)
        if subject is not None:
            return state.by_head.get(subject.i)
        verb = verb.head if verb.dep_ == syntax.CONJUNCT else None  # "Roe turned and said"
    return None


def quoted_groups(state: CoreferenceState) -> None:
    """ "we" in what one speaker says is each time the same group, the speaker's, and an organisation itself; "we both" are others.

    Where nobody knows who speaks, it is the same group within one quotation, and within all answers of an interview.
    """
    first: dict[int | Quoted | Part, int] = {}
    for i, p in enumerate(state.mentions):
        if p.lemma != "we":
            continue
        inside = state.quotation_at(i)
        speaker = _speaker(state, i)
        if speaker is None and inside is None:
            speaker = state.turn_speaker_of(i)
        said_by: int | Quoted | Part | None = inside or _part(state, i)
        if speaker is not None:
            said_by = state.clusters.root(speaker)
            state.clusters.group_speaker[i] = speaker
        if speaker is not None and state.type_of(speaker) == "Organisation":
            state.clusters.join(i, speaker, "quotation-group")
        elif (
            said_by is not None
            and not _is_counted(state.doc[p.head])
            and (k := first.setdefault(said_by, i)) != i
        ):
            state.clusters.join(i, k, "quotation-group")


def _is_counted(pronoun: Token) -> bool:
    """ "we both", "all of us": some that are told apart from those who are "we" elsewhere."""
    behind = pronoun.nbor() if pronoun.i + 1 < len(pronoun.doc) else None
    return (behind is not None and behind.lower_ in word_set("pronouns", "counting")) or (
        pronoun.dep_ == syntax.PREPOSITIONAL_OBJECT and pronoun.head.lower_ == "of"
    )


def _part(state: CoreferenceState, i: int) -> Part | None:
    """Does phrase `i` stand in a question or an answer of an interview?"""
    offset = state.doc[state.mentions[i].start].idx
    return next(
        (b.part for b in state.blocks if b.kind == "turn" and b.span.start <= offset < b.span.end),
        None,
    )


def quoted_addressees(state: CoreferenceState) -> None:
    """ "you" inside a quotation is whom it is said to: "told Roe", "added, referring to Roe", "Dear @roe" in a post."""
    at = state.by_head
    for i, p in enumerate(state.mentions):
        if p.lemma != "you":
            continue
        offset = state.doc[p.start].idx
        inside = state.quotation_at(i)
        if inside is not None:
            told = [
                t.i
                for t in state.doc[p.start].sent
                if not inside.outer.start <= t.idx < inside.outer.end and t.i in at and _is_told(t)
            ]
            fits = [
                at[t] for t in told if state.type_of(at[t]) in {"Person", "Organisation", "Group"}
            ]
        else:
            post = next(
                (
                    b
                    for b in state.blocks
                    if b.kind == "post" and b.span.start <= offset < b.span.end
                ),
                None,
            )
            fits = [
                k
                for k in range(i)
                if post
                and state.mentions[k].text.startswith("@")
                and state.doc[state.mentions[k].start].idx - post.span.start <= 10
            ]
        if fits:
            state.clusters.join(i, fits[0], "quotation-addressee")


def _is_told(token: Token) -> bool:
    """Object of a speech verb, or of "to" behind one or behind a participle that hangs on one."""
    cues, participles = word_set("cues", "speech"), word_set("cues", "address", "participles")
    verb = (
        token.head.head
        if token.dep_ == syntax.PREPOSITIONAL_OBJECT and token.head.lower_ == "to"
        else token.head
    )
    known = cues | participles if verb != token.head else cues
    return (
        token.dep_ in {syntax.PREPOSITIONAL_OBJECT, syntax.OBJECT, syntax.INDIRECT_OBJECT}
        and verb.lemma_.lower() in known
        and (token.dep_ != syntax.PREPOSITIONAL_OBJECT or token.head.lower_ == "to")
    )
