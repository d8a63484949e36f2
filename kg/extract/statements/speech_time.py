"""Dates of statements that have none: what a speaker goes on to say, they say on the same day.

That is right after a dated statement, or after what they did in a speech of that day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.events.time_anchoring import is_past
from kg.extract.nearby import SpanIndex
from kg.extract.statements.attribution import active_subject, occasion_of
from kg.extract.statements.draft import StatementDraft, contains
from kg.model import Span, Time
from kg.patterns import word_set
from kg.syntax import Arcs
from kg.timex import is_day

if TYPE_CHECKING:
    from spacy.tokens import Token

_FARTHEST = 2  # sentences from one statement to the next
_DAY = len("YYYY-MM-DD")


def carried_over_times(
    document: Document,
    arcs: Arcs,
    drafts: Sequence[StatementDraft],
    times: Mapping[int, Time],
) -> Mapping[int, Time]:
    """The day of each undated statement in the past tense, by the token index of its verb.

    It is the day of the same speaker's last statement, if that has one.
    """
    sentence = _sentence_numbers(document)
    contents = SpanIndex((span, draft) for draft in drafts for span in draft.content)
    other_times = frozenset(m.start for m in document.mentions if m.type == "Date")
    last: dict[str, tuple[int, Time]] = {}  # by speaker: in which sentence, and when
    found: dict[int, Time] = {}
    for verb, speaker in _speech_verbs(document, arcs, drafts, times):
        if _is_in_content(verb, contents):
            continue
        mention = document.mention_at(speaker)
        if mention is None or mention.entity is None:
            continue
        here, before = sentence[verb.i], last.get(mention.entity)
        if verb.i in times:
            last[mention.entity] = here, times[verb.i]
        elif _names_other_time(verb, contents, other_times):
            last.pop(mention.entity, None)
        elif before is not None and _is_near_day(here, *before):
            time = before[1]
            found[verb.i] = Time(time.value[:_DAY], time.mention)
            last[mention.entity] = here, time
    return found


def _sentence_numbers(document: Document) -> Mapping[int, int]:
    """The number of its sentence by token index."""
    sentences = enumerate(document.doc.sents)
    return {token.i: number for number, sentence in sentences for token in sentence}


def _is_near_day(here: int, sentence: int, time: Time) -> bool:
    """Whether a time is a day and was given a few sentences ago at most."""
    return here - sentence <= _FARTHEST and is_day(time.value)


def _speech_verbs(
    document: Document,
    arcs: Arcs,
    drafts: Sequence[StatementDraft],
    times: Mapping[int, Time],
) -> Iterator[tuple[Token, Token]]:
    """The cue verbs in the past tense with their speakers, in order.

    And dated verbs for what somebody does in a speech.
    """
    found: dict[int, tuple[Token, Token]] = {}
    for draft in drafts:
        if draft.verb is not None and draft.speaker is not None:
            found[draft.verb.i] = draft.verb, draft.speaker
    for i in times.keys() - found.keys():
        verb = document.doc[i]
        agent = active_subject(arcs, verb)
        if agent is not None and occasion_of(verb) is not None:
            found[i] = verb, agent
    for i in sorted(found):
        verb, speaker = found[i]
        if is_past(verb):
            yield verb, speaker


def _is_in_content(token: Token, contents: SpanIndex[StatementDraft]) -> bool:
    """Whether the token stands in what somebody says."""
    return any(contains(draft, token) for draft in contents.near(Span(token.idx, token.idx)))


def _names_other_time(
    verb: Token, contents: SpanIndex[StatementDraft], dates: frozenset[int]
) -> bool:
    """Whether the sentence, outside of what is said in it, names a time: "last year", "earlier".

    `dates` are the offsets at which dates begin.
    """
    at_other_times = word_set("clauses", "at_other_times")
    timed = (t for t in verb.sent if t.idx in dates or t.lower_ in at_other_times)
    return any(not _is_in_content(token, contents) for token in timed)
