"""Sayings on one occasion: what somebody says right after what he said on a day, or did in a speech of that day, he said on that day too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.events.time_anchoring import is_past
from kg.extract.statements.attribution import occasion_of
from kg.extract.statements.draft import StatementDraft, contains
from kg.model import Time
from kg.patterns import word_set
from kg.syntax import Arcs, subject_arcs
from kg.timex import is_day

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 2  # sentences from one saying to the next


def carried_on(
    document: Document, arcs: Arcs, said: Sequence[StatementDraft], times: Mapping[int, Time]
) -> Mapping[int, Time]:
    """The day of each saying in the past tense that has no time of its own, where the same speaker's last saying has one, by token index."""
    sentence = {t.i: number for number, s in enumerate(document.doc.sents) for t in s}
    last: dict[str, tuple[int, Time]] = {}  # by speaker: in which sentence, and when
    out: dict[int, Time] = {}
    for verb, speaker in _tellings(document, arcs, said, times):
        mention = document.mention_at(speaker)
        if mention is None or mention.entity is None:
            continue
        here, before = sentence[verb.i], last.get(mention.entity)
        if verb.i in times:
            last[mention.entity] = here, times[verb.i]
        elif _at_another_time(document, verb, said):
            last.pop(mention.entity, None)
        elif before is not None and here - before[0] <= _NEAR and is_day(before[1].value):
            out[verb.i] = Time(before[1].value[:10], before[1].mention)
            last[mention.entity] = here, before[1]
    return out


def _tellings(
    document: Document, arcs: Arcs, said: Sequence[StatementDraft], times: Mapping[int, Time]
) -> Iterator[tuple[Token, Token]]:
    """Verbs of saying in the article's own past tense, and dated ones of what was done in a speech, each with who does it, in order."""
    found = {
        s.verb.i: (s.verb, s.speaker) for s in said if s.verb is not None and s.speaker is not None
    }
    for i in times.keys() - found.keys():
        verb = document.doc[i]
        doer = next((a.token for a in subject_arcs(arcs, verb) if a.label == syntax.SUBJECT), None)
        if doer is not None and occasion_of(verb) is not None:
            found[i] = verb, doer
    for i in sorted(found):
        verb, speaker = found[i]
        if is_past(verb) and not any(contains(s, verb) for s in said):
            yield verb, speaker


def _at_another_time(document: Document, verb: Token, said: Sequence[StatementDraft]) -> bool:
    """Does the sentence, outside what is said in it, tell another time: "last year", "earlier"?"""
    told = [t for t in verb.sent if not any(contains(s, t) for s in said)]
    starts = {t.idx for t in told}
    dates = any(m.type == "Date" and m.start in starts for m in document.mentions)
    return dates or any(t.lower_ in word_set("clauses", "at_other_times") for t in told)
