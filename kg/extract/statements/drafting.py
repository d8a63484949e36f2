"""Drafts of all statements of a document: every frame is read, and of two readings one is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from kg.document import Document, once_per_document
from kg.extract.spans import overlap
from kg.extract.statements.attribution import is_somebody
from kg.extract.statements.draft import StatementDraft, contains
from kg.extract.statements.nominal_frames import by_noun, by_source
from kg.extract.statements.quotations import by_nobody, with_quotations, with_whole_quotations
from kg.extract.statements.reporting_frames import by_verb
from kg.extract.statements.reporting_verbs import disputes
from kg.model import Span
from kg.syntax import document_arcs

# Of two readings of the same words the stronger frame is kept.
_STRENGTH = {
    "post": 6,
    "quotation": 5,
    "clause": 4,
    "according": 4,
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


def cue_words(document: Document) -> frozenset[int]:
    """Indices of the verbs and nouns that report what somebody says."""
    kinds = {"VERB", "AUX", "NOUN"}
    return frozenset(t.i for s in statement_drafts(document) for t in s.cue if t.pos_ in kinds)


@once_per_document
def statement_drafts(document: Document) -> Sequence[StatementDraft]:
    """What is said in the document, by any frame, each reading once.

    Events are extracted after the drafts and before the statements: what a cue verb reports is no
    event, and an event may be the medium of a statement.
    """
    arcs = document_arcs(document)
    found: list[StatementDraft] = []
    for token in document.tokens:
        if token.pos_ in {"VERB", "AUX"} or token.tag_ == "VBG":
            found.extend(by_verb(document, arcs, token))
        elif token.pos_ in {"NOUN", "PROPN"}:
            found.extend(by_noun(arcs, token))
        found.extend(by_source(token))
    found = [with_whole_quotations(document, f) for f in found]
    found = with_quotations(document, arcs, found)
    kept = _unnested([f for f in map(partial(_between_people, document), found) if f is not None])
    kept = _without_mere_reports(document, kept)
    return [*kept, *by_nobody(document, kept)]


def _between_people(document: Document, said: StatementDraft) -> StatementDraft | None:
    """Only somebody speaks, or a document, and only somebody is told: neither "ozone stresses …" nor "commanded operations to …"."""
    if (
        said.frame not in {"clause", "according"}
        and said.speaker is not None
        and not is_somebody(document, said.speaker, {"Work"})
    ):
        return None
    if said.addressee is None or is_somebody(document, said.addressee, set()):
        return said
    return None if said.frame == "infinitive" else replace(said, addressee=None)


def _unnested(found: Sequence[StatementDraft]) -> list[StatementDraft]:
    """Of two readings of the same words the stronger; no weak cue inside what somebody says."""
    kept: list[StatementDraft] = []
    for said in sorted(found, key=lambda s: (-_STRENGTH[s.frame], s.at.i, s.root.i)):
        if not said.content or not any(len(s) > 2 for s in said.content) or _says_itself(said):
            continue
        nested = any(contains(k, said.at) for k in kept)
        only_names = (
            said.frame == "object"
            and not disputes(said.at)
            and any(k.frame == "noun" and contains(said, k.at) for k in kept)
        )
        if (_STRENGTH[said.frame] <= _WEAK and nested) or only_names:
            continue  # "expressed the fear that …" is told by the fear
        if any(
            _same_words(k, said) and not contains(k, said.at) and not contains(said, k.at)
            for k in kept
        ):
            continue
        kept.append(said)
    return sorted(kept, key=lambda s: (s.at.i, s.root.i))


def _says_itself(said: StatementDraft) -> bool:
    """ "Tell Roe I said hello": where the parser takes it all for what is said."""
    return (
        said.frame == "clause"
        and said.speaker is not None
        and any(s.start <= said.speaker.idx < said.at.idx < s.end for s in said.content)
    )


def _without_mere_reports(
    document: Document, kept: Sequence[StatementDraft]
) -> list[StatementDraft]:
    """ "The office said the vote came after reports that …": the office vouches for the reports, only the reports for what they say."""
    reports = [k for k in kept if k.frame == "noun" and k.speaker == k.cue[0]]
    return [
        replace(said, content=_without(document, said, reports))
        if said.frame in {"clause", "according"}
        else said
        for said in kept
    ]


def _without(
    document: Document, said: StatementDraft, reports: Sequence[StatementDraft]
) -> tuple[Span, ...]:
    """The content without what unquoted reports in it say."""
    spans = said.content
    for report in (r for r in reports if contains(said, r.at)):
        told = Span(report.at.idx + len(report.at), report.content[-1].end)
        if not any(overlap(q.inner, told) for q in document.quotations):
            spans = tuple(p for s in spans for p in _parted(document.article.text, s, told))
    return spans


def _parted(text: str, span: Span, cut: Span) -> Iterator[Span]:
    """The span without what is cut out of it, and without white space and punctuation where it is cut."""
    before, after = (
        Span(span.start, min(span.end, cut.start)),
        Span(max(span.start, cut.end), span.end),
    )
    if span.start < cut.start:
        yield before
    if after.start < span.end and any(c.isalnum() for c in text[after.start : span.end]):
        yield (
            Span(next(n for n in range(after.start, span.end) if text[n].isalnum()), span.end)
            if cut.end > span.start
            else span
        )


def _same_words(a: StatementDraft, b: StatementDraft) -> bool:
    shared = sum(overlap(x, y) for x in a.content for y in b.content)
    return shared >= 0.5 * min(sum(map(len, a.content)), sum(map(len, b.content)))
