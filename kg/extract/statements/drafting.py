"""Drafts of all statements of a document: all frames are tried, and of two readings one is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document, once_per_document
from kg.extract.nearby import SpanIndex, quotations_near
from kg.extract.spans import overlap
from kg.extract.statements.attribution import is_somebody
from kg.extract.statements.draft import StatementDraft, contains
from kg.extract.statements.nominal_frames import by_adjective, by_noun, by_source
from kg.extract.statements.quotations import (
    unattributed_quotations,
    with_quotations,
    with_whole_quotations,
)
from kg.extract.statements.reporting_frames import by_verb
from kg.extract.statements.reporting_verbs import disputes
from kg.model import Span
from kg.syntax import Arcs, document_arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

# Of two readings of the same words the stronger frame is kept.
_STRENGTH = {
    "quotation": 5,
    "clause": 4,
    "according": 4,
    "knowing": 4,
    "adjective": 4,
    "gerund": 4,
    "infinitive": 3,
    "naming": 3,
    "noun": 3,
    "commitment": 2,
    "nominal": 1,
    "object": 1,
    "preposition": 1,
}
_WEAK = 1
_SHORTEST_CONTENT = 3  # characters
_SAME_READING = 0.5  # share of the shorter content that two readings of the same words share
# Frames with a clause for their content: any subject may be the speaker.
_CLAUSAL_FRAMES = frozenset({"clause", "knowing", "according"})
# Frames in which everybody or nobody says nothing.
_OF_SOMEBODY = frozenset({"knowing", "adjective"})
_CUE_WORDS = frozenset({*syntax.VERBS, "NOUN", "ADJ"})


def cue_words(document: Document) -> frozenset[int]:
    """The indices of the verbs, nouns and adjectives that report what somebody says."""
    drafts = statement_drafts(document)
    return frozenset(t.i for draft in drafts for t in draft.cue if t.pos_ in _CUE_WORDS)


@once_per_document
def statement_drafts(document: Document) -> Sequence[StatementDraft]:
    """The drafts of all statements of the document, each reading once.

    Events are extracted after the drafts and before the statements: what a cue verb reports is no
    event, and an event may be the medium of a statement.
    """
    arcs = document_arcs(document)
    found = [with_whole_quotations(document, draft) for draft in _by_frames(document, arcs)]
    found = with_quotations(document, arcs, found)
    restricted = (_between_people(document, draft) for draft in found)
    kept = _unnested([draft for draft in restricted if draft is not None])
    kept = _without_reports_inside(document, kept)
    return [*kept, *unattributed_quotations(document, kept)]


def _by_frames(document: Document, arcs: Arcs) -> list[StatementDraft]:
    """The drafts that the frames of verbs, nouns, adjectives and of "according to" give."""
    found: list[StatementDraft] = []
    for token in document.tokens:
        if syntax.is_verb(token) or token.tag_ == "VBG":
            found.extend(by_verb(document, arcs, token))
        elif syntax.is_noun(token):
            found.extend(by_noun(arcs, token))
        found.extend(by_adjective(arcs, token))
        found.extend(by_source(token))
    return found


def _between_people(document: Document, draft: StatementDraft) -> StatementDraft | None:
    """The draft where somebody or a document speaks, and only to somebody; else None.

    Neither "ozone stresses …" nor "commanded operations to …". A clause may have any speaker, and
    an addressee who is nobody costs only themselves, except where they are to act. What everybody
    or nobody knows is no statement.
    """
    if draft.frame not in _CLAUSAL_FRAMES and _has_impossible_speaker(document, draft):
        return None
    if draft.frame in _OF_SOMEBODY and _is_nobody_known(document, draft.speaker):
        return None
    if draft.addressee is None or is_somebody(document, draft.addressee):
        return draft
    return None if draft.frame == "infinitive" else replace(draft, addressee=None)


def _is_nobody_known(document: Document, speaker: Token | None) -> bool:
    """Whether no mention tells who it is: "everyone", "nobody"."""
    return speaker is None or document.mention_at(speaker) is None


def _has_impossible_speaker(document: Document, draft: StatementDraft) -> bool:
    """Whether the speaker is neither somebody nor a document."""
    return draft.speaker is not None and not is_somebody(document, draft.speaker, {"Work"})


# Of two readings one is kept


def _unnested(found: Sequence[StatementDraft]) -> list[StatementDraft]:
    """The drafts by place: of two readings of the same words the stronger one.

    There is no weak cue inside of what somebody says.
    """
    kept: list[StatementDraft] = []
    contents: SpanIndex[StatementDraft] = SpanIndex()
    cues: SpanIndex[StatementDraft] = SpanIndex()
    strongest_first = sorted(_by_place(found), key=lambda draft: -_STRENGTH[draft.frame])
    for draft in strongest_first:
        if _says_something(draft) and not _is_superseded(draft, contents, cues):
            kept.append(draft)
            cues.add(Span(draft.at.idx, draft.at.idx), draft)
            for span in draft.content:
                contents.add(span, draft)
    return _by_place(kept)


def _by_place(drafts: Sequence[StatementDraft]) -> list[StatementDraft]:
    """The drafts in order of their cues, then of their contents."""
    return sorted(drafts, key=lambda draft: (draft.at.i, draft.root.i))


def _says_something(draft: StatementDraft) -> bool:
    """Whether the content is more than a mark, and does not hold its own frame."""
    has_words = any(len(span) >= _SHORTEST_CONTENT for span in draft.content)
    return has_words and not _holds_own_frame(draft)


def _is_superseded(
    draft: StatementDraft, contents: SpanIndex[StatementDraft], cues: SpanIndex[StatementDraft]
) -> bool:
    """Whether a stronger draft says the same, or a weak cue stands inside one.

    `contents` and `cues` have the stronger drafts by what they say and by their first word.
    """
    is_weak = _STRENGTH[draft.frame] <= _WEAK
    at = Span(draft.at.idx, draft.at.idx)
    if is_weak and any(contains(other, draft.at) for other in contents.near(at)):
        return True
    if _only_names_statement(draft, cues):
        return True
    near = (other for span in draft.content for other in contents.near(span))
    return any(_is_rival(draft, other) for other in near)


def _only_names_statement(draft: StatementDraft, cues: SpanIndex[StatementDraft]) -> bool:
    """Whether the object is a noun that reports: "expressed the fear that …"."""
    if draft.frame != "object" or disputes(draft.at):
        return False
    inside = (other for span in draft.content for other in cues.near(span))
    return any(other.frame == "noun" and contains(draft, other.at) for other in inside)


def _is_rival(draft: StatementDraft, other: StatementDraft) -> bool:
    """Whether the two are readings of the same words, and none reports the other."""
    if not _share_words(other, draft):
        return False
    return not contains(other, draft.at) and not contains(draft, other.at)


def _share_words(a: StatementDraft, b: StatementDraft) -> bool:
    """Whether the two contents share half of the shorter one."""
    shared = sum(overlap(x, y) for x in a.content for y in b.content)
    shorter = min(_length(a), _length(b))
    return shared >= _SAME_READING * shorter


def _length(draft: StatementDraft) -> int:
    """The characters of the content."""
    return sum(len(span) for span in draft.content)


def _holds_own_frame(draft: StatementDraft) -> bool:
    """Whether speaker and cue stand in the content: "Tell Roe I said hello", misread as a whole."""
    if draft.frame != "clause" or draft.speaker is None:
        return False
    speaker, cue = draft.speaker.idx, draft.at.idx
    return any(span.start <= speaker < cue < span.end for span in draft.content)


# Reports inside of contents


def _without_reports_inside(
    document: Document, kept: Sequence[StatementDraft]
) -> list[StatementDraft]:
    """The drafts, from whose contents is cut what unnamed reports inside them say.

    "The office said the vote came after reports that …": the office is the source for the
    existence of the reports, and only the reports for their content.
    """
    reports = SpanIndex(
        (Span(draft.at.idx, draft.at.idx), draft)
        for draft in kept
        if draft.frame == "noun" and draft.speaker == draft.cue[0]
    )
    return [_without_reports(document, draft, reports) for draft in kept]


def _without_reports(
    document: Document, draft: StatementDraft, reports: SpanIndex[StatementDraft]
) -> StatementDraft:
    """The draft, if its content is a clause, without what unquoted reports in it say."""
    if draft.frame not in _CLAUSAL_FRAMES:
        return draft
    spans = draft.content
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    for report in reports.near(whole):
        if not contains(draft, report.at):
            continue
        cut = Span(report.at.idx + len(report.at), report.content[-1].end)
        if not any(overlap(quoted.inner, cut) for quoted in quotations_near(document, cut)):
            spans = tuple(p for span in spans for p in _parts(document.article.text, span, cut))
    return replace(draft, content=spans)


def _parts(text: str, span: Span, cut: Span) -> Iterator[Span]:
    """The span without the cut, and without white space and punctuation behind the cut."""
    if span.start < cut.start:
        yield Span(span.start, min(span.end, cut.start))
    if cut.end <= span.start:
        if _first_word(text, span) is not None:
            yield span
        return
    start = _first_word(text, Span(cut.end, span.end))
    if start is not None:
        yield Span(start, span.end)


def _first_word(text: str, span: Span) -> int | None:
    """Where the first letter or digit of a span stands."""
    return next((n for n in range(span.start, span.end) if text[n].isalnum()), None)
