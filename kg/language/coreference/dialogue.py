"""Who speaks in an interview: each turn's speaker by its label or by whom the article says it interviewed, and who "I" and "you" are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Block
from kg.language.coreference.mention_detection import CandidateMention
from kg.language.coreference.state import CoreferenceState
from kg.language.layout.dialogue import surname
from kg.model import Span
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def with_speakers(
    blocks: tuple[Block, ...], doc: Doc, mentions: Sequence[CandidateMention]
) -> tuple[Block, ...]:
    """The blocks; turns point to the name of who speaks and, where they ask, of whom they ask, as far as the article tells.

    A label that is no name in the article stays the only name of its speaker.
    """
    if not any(b.kind == "turn" for b in blocks):
        return blocks
    names = [p for p in mentions if p.form == "name" and p.type in {"Person", "Organisation"}]
    interviewee, interviewer = _parties(doc, blocks, names)
    by_part = {"answer": interviewee, "question": interviewer}
    labels = dict.fromkeys(_label(doc, b) for b in blocks if b.kind == "turn" and b.speaker)
    plain = word_set("layout", "turn", "asks") | word_set("layout", "turn", "answers")
    voices = {surname(label) for label in labels}
    known = {
        label: _named(label, names, interviewer)
        for label in labels
        if label.casefold() not in plain
    }
    out = []
    for block in blocks:
        if block.kind == "turn":
            label = _label(doc, block)
            speaker = (
                known.get(label) if label in known else by_part[block.part] if block.part else None
            )
            others = (
                {
                    _span(doc, p)
                    for other, p in known.items()
                    if p is not None and surname(other) != surname(label)
                }
                if len(voices) == 2
                else set()
            )
            asked = (
                others.pop()
                if len(others) == 1
                else _span(doc, interviewee)
                if interviewee and block.part == "question"
                else None
            )
            addressee = (
                asked
                if block.part == "question" or (asked and doc.text[block.span.end - 1] == "?")
                else None
            )
            told = _span(doc, speaker) if speaker else block.speaker
            out.append(
                replace(block, speaker=told, addressee=addressee if addressee != told else None)
            )
        else:
            out.append(block)
    return tuple(out)


def _label(doc: Doc, block: Block) -> str:
    return doc.text[block.speaker.start : block.speaker.end] if block.speaker else ""


def _span(doc: Doc, phrase: CandidateMention) -> Span:
    return Span(doc[phrase.start].idx, doc[phrase.end - 1].idx + len(doc[phrase.end - 1]))


def _named(
    label: str, names: Sequence[CandidateMention], interviewer: CandidateMention | None
) -> CandidateMention | None:
    """The fullest name that a label is a form of: the same, its last or first word, its initials; none where two people could be meant."""
    wanted = label.casefold().split()
    fits = [p for p in names if _is_form(wanted, label, p)]
    full = [p for p in fits if len(p.text.split()) == max(len(q.text.split()) for q in fits)]
    if len({p.text.casefold() for p in full}) == 1:
        return full[0]
    if (
        not fits
        and interviewer is not None
        and label.isupper()
        and len(label) <= 3
        and _abbreviates(label, interviewer.text)
    ):
        return interviewer
    return None


def _is_form(wanted: Sequence[str], label: str, name: CandidateMention) -> bool:
    has = name.text.casefold().split()
    initials = "".join(w[0] for w in has)
    if not wanted or not has:
        return False
    return (
        has[-len(wanted) :] == list(wanted)
        or (len(wanted) == 1 and has[0] == wanted[0])
        or (len(has) > 1 and label.isupper() and initials == wanted[0])
    )


def _abbreviates(label: str, name: str) -> bool:
    """ "WN" and Wikinews: the same first letter, and the others somewhere behind it."""
    letters = iter(name.casefold())
    return name[:1].casefold() == label[:1].casefold() and all(
        c in letters for c in label.casefold()
    )


def _parties(
    doc: Doc, blocks: Sequence[Block], names: Sequence[CandidateMention]
) -> tuple[CandidateMention | None, CandidateMention | None]:
    """Who is interviewed, and by whom: as told by a verb or noun outside the interview, else the only person named in the headline or before it."""
    first = next(b.span.start for b in blocks if b.kind == "turn")
    told = [b for b in blocks if b.kind not in {"turn", "label", "caption", "credit"}]
    at = {p.head: p for p in names}
    pairs = [pair for b in told for t in _tokens(doc, b.span) for pair in _told(t)]
    interviewee = _only([p for one, _ in pairs for p in _names_at(one, at, "Person")])
    asking = [
        p for _, other in pairs if other is not None for p in _names_at(other, at, "Organisation")
    ]
    if interviewee is None:
        interviewee = _only(
            list(
                _unsaid(
                    doc,
                    told,
                    [p for p in names if p.type == "Person" and doc[p.start].idx < first],
                    described=bool(pairs),
                )
            )
        )
    return interviewee, _only(asking)


def _unsaid(
    doc: Doc, blocks: Sequence[Block], people: Sequence[CandidateMention], described: bool
) -> Iterator[CandidateMention]:
    """Who may be interviewed where no words say it by name: who is named in the headline, else before the interview.

    Where words say it by a description ("an interview with the poet"), only who is named at the very head of the headline.
    """
    title = next((b.span for b in blocks if b.kind == "title"), None)
    headed = [p for p in people if title is not None and title.contains(_span(doc, p))]
    if described:
        yield from (p for p in headed if title is not None and doc[p.start].idx == title.start)
    elif headed:
        yield from headed
    else:
        yield from (p for p in people if any(b.span.contains(_span(doc, p)) for b in blocks))


def _told(token: Token) -> Iterator[tuple[Token, Token | None]]:
    """Who is interviewed and by whom, as this word tells: "Acme News interviewed Roe", "Roe spoke to Acme News", "an interview with Roe"."""
    lemma = token.lemma_.casefold()
    child = {c.dep_: c for c in token.children}
    subject = child.get(syntax.SUBJECT)
    joins = word_set("layout", "interview", "with")
    behind = [
        o
        for p in token.children
        if p.dep_ == syntax.PREPOSITION and p.lower_ in joins
        for o in p.children
        if o.dep_ == syntax.PREPOSITIONAL_OBJECT
    ]
    behind += [
        o
        for prt in token.children
        if prt.dep_ in {syntax.PARTICLE, syntax.ADVERBIAL_MODIFIER}
        for p in prt.children
        if p.lower_ in word_set("layout", "interview", "with")
        for o in p.children
    ]
    if token.pos_ in {"NOUN", "PROPN"} and lemma in word_set("layout", "interview", "nouns"):
        yield from ((o, None) for o in behind)
    elif lemma in word_set("layout", "interview", "verbs"):
        agent = next(
            (
                o
                for c in token.children
                if c.dep_ == syntax.AGENT
                for o in c.children
                if o.dep_ == syntax.PREPOSITIONAL_OBJECT
            ),
            None,
        )
        if token.dep_ == syntax.ADNOMINAL_CLAUSE and agent is not None:
            yield token.head, agent
        elif (patient := child.get(syntax.PASSIVE_SUBJECT) or child.get(syntax.OBJECT)) is not None:
            yield patient, agent or subject
    elif lemma in word_set("layout", "interview", "talks") and subject is not None:
        for other in behind:  # either may be the paper: the types tell
            yield other, subject
            yield subject, other
    elif (
        lemma in word_set("layout", "interview", "tells")
        and subject is not None
        and (told := child.get(syntax.OBJECT) or child.get(syntax.INDIRECT_OBJECT)) is not None
    ):
        yield subject, told


def _names_at(
    token: Token, at: dict[int, CandidateMention], kind: str
) -> Iterator[CandidateMention]:
    """The name that this word heads or is an aside to: "its founder, Jane Roe"."""
    for word in (
        token,
        *(c for c in token.children if c.dep_ in {syntax.APPOSITION, syntax.CONJUNCT}),
    ):
        if word.i in at and at[word.i].type == kind:
            yield at[word.i]


def _only(mentions: Sequence[CandidateMention]) -> CandidateMention | None:
    """The fullest of these names if they may all be one person's."""
    if not mentions:
        return None
    full = max(mentions, key=lambda p: (len(p.text.split()), -p.start))
    return (
        full
        if all(p.text.casefold().split()[-1] in full.text.casefold().split() for p in mentions)
        else None
    )


def _tokens(doc: Doc, span: Span) -> Iterable[Token]:
    return doc.char_span(span.start, span.end, alignment_mode="expand") or ()


def turn_speakers(state: CoreferenceState) -> None:
    """ "I" in a turn is who speaks; so is the name in the turn's label."""
    pairs = [
        (b.span, t.speaker)
        for b, t in pairwise(state.blocks)
        if b.kind == "label" and t.kind == "turn"
    ]
    labels = [
        (span.start, span.end, state.starting_at(speaker.start))
        for span, speaker in pairs
        if speaker is not None
    ]
    for i, phrase in enumerate(state.mentions):
        voice = None
        if phrase.lemma == "i" and state.quotation_at(i) is None:
            voice = state.turn_speaker_of(i)
        elif labels and phrase.form == "name":
            offset = state.doc[phrase.start].idx
            start, end, named = labels[
                max(0, bisect_right(labels, offset, key=lambda label: label[0]) - 1)
            ]
            voice = named if start <= offset < end else None
        if voice is not None and _is_name_of_other(state, i, voice):
            state.clusters.join(max(i, voice), min(i, voice), "turn-speaker")


def turn_addressees(state: CoreferenceState) -> None:
    """ "you" in a turn that asks is who is asked."""
    turns = [
        (b.span, state.starting_at(b.addressee.start))
        for b in state.blocks
        if b.kind == "turn" and b.addressee
    ]
    for i, phrase in enumerate(state.mentions):
        if turns and phrase.lemma == "you" and state.quotation_at(i) is None:
            offset = state.doc[phrase.start].idx
            asked = next((k for span, k in turns if span.start <= offset < span.end), None)
            if asked is not None and _is_name_of_other(state, i, asked):
                state.clusters.join(max(i, asked), min(i, asked), "turn-addressee")


def _is_name_of_other(state: CoreferenceState, i: int, k: int) -> bool:
    return k != i and state.mentions[k].form == "name"
