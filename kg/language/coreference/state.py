"""What the rules of coreference read and write: mentions, quotations, and the clusters so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from sys import maxsize
from typing import TYPE_CHECKING, NamedTuple

from kg import syntax
from kg.document import SPOKEN, Block, BlockKind, Quoted
from kg.language.coreference.clusters import Clusters, Gathered, larger_first
from kg.language.coreference.mention_detection import SEXES, CandidateMention
from kg.language.coreference.speech_verbs import is_speech_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.model import Span as Characters

_SINGLE_MARK = re.compile(r"‘|(?<!\w)['’]|['’](?!\w)")
_SHORTEST_SPEECH = 40  # characters in quotation marks; less may be a name or a turn of phrase
_LONGEST_FRAME = 80  # characters of "…," said Jane Roe, the head of Acme. "…"
_SIGNATURE_GAP = 3  # characters between a quotation and its signature
_ARGUMENTS = syntax.SUBJECTS | {
    syntax.OBJECT,
    syntax.INDIRECT_OBJECT,
    syntax.PREPOSITIONAL_OBJECT,
}
MOST_BEFORE = 300  # mentions among which one that is meant is looked for
_COMPATIBLE_TYPES = (
    {"Organisation", "Group"},
    {"Other", "Organisation"},
    {"Other", "Work"},
    {"Other", "Place"},
)


@dataclass(frozen=True)
class CoreferenceState:
    """What the rules look at: the mentions with their sentences, the text's quotations, clusters.

    Mentions are given by their index in `mentions`; `sentence` has the number of the sentence of
    each.
    """

    doc: Doc
    mentions: Sequence[CandidateMention]
    sentence: Sequence[int]
    quotations: Sequence[Quoted]
    blocks: Sequence[Block]
    clusters: Clusters
    # what the rules have found of mentions so far, each time by looking at all their words
    modifiers: dict[int, frozenset[str]] = field(default_factory=dict)
    qualifying_names: dict[int, frozenset[str]] = field(default_factory=dict)
    by_initials: dict[int, Mapping[frozenset[str], Sequence[int]]] = field(default_factory=dict)
    words_of_clusters: dict[str, Gathered[set[str]]] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """The article's text, put together once: spaCy does so each time it is asked."""
        return self.doc.text

    @cached_property
    def single_marks(self) -> Sequence[int]:
        """Where the single quotation marks are that are no apostrophe within a word."""
        return [mark.start() for mark in _SINGLE_MARK.finditer(self.text)]

    @cached_property
    def first_handle(self) -> int | None:
        """The first mention that is the name of an account."""
        handles = (i for i, mention in enumerate(self.mentions) if mention.text.startswith("@"))
        return next(handles, None)

    @cached_property
    def names(self) -> Sequence[int]:
        """The indices of the mentions that are names, in order."""
        return [i for i, mention in enumerate(self.mentions) if mention.form == "name"]

    @cached_property
    def heads(self) -> Sequence[Token]:
        """The head token of each mention, made once: spaCy makes a new one each time."""
        return [self.doc[mention.head] for mention in self.mentions]

    @cached_property
    def offsets(self) -> Sequence[int]:
        """The character at which each mention begins, in order."""
        return [self.doc[mention.start].idx for mention in self.mentions]

    @cached_property
    def in_sentence(self) -> Mapping[int, Sequence[int]]:
        """The mentions of each sentence, in order."""
        mentions: dict[int, list[int]] = defaultdict(list)
        for i, sentence in enumerate(self.sentence):
            mentions[sentence].append(i)
        return mentions

    @cached_property
    def by_head(self) -> Mapping[int, int]:
        """The mention that each head token stands for, the widest where there are several."""
        widest: dict[int, int] = {}
        for i, mention in enumerate(self.mentions):
            other = widest.get(mention.head)
            if other is None or _width(self.mentions[other]) < _width(mention):
                widest[mention.head] = i
        return widest

    @cached_property
    def headed_by(self) -> Mapping[int, Sequence[int]]:
        """The mentions that each token heads."""
        mentions: dict[int, list[int]] = defaultdict(list)
        for i, mention in enumerate(self.mentions):
            mentions[mention.head].append(i)
        return mentions

    @cached_property
    def arguments(self) -> Mapping[int, Sequence[int]]:
        """The mentions that are arguments of each verb, or of the root of a sentence without."""
        mentions: dict[int, list[int]] = defaultdict(list)
        for i, head in enumerate(self.heads):
            if head.dep_ in _ARGUMENTS:
                mentions[verb_above(head).i].append(i)
        return mentions

    @cached_property
    def speakers(self) -> Mapping[Quoted, int]:
        """The speaker of each quotation; without those for which nobody is named."""
        return _speakers(self)

    @cached_property
    def spoken_by(self) -> Mapping[int, Sequence[Quoted]]:
        """The quotations of each speaker."""
        spoken: dict[int, list[Quoted]] = defaultdict(list)
        for quoted, speaker in self.speakers.items():
            spoken[speaker].append(quoted)
        return spoken

    def names_reported_in(self, start: int, end: int) -> list[int]:
        """The names in the quotations that begin or end between these characters."""
        n = bisect_right(self.quotations, start, key=lambda quoted: quoted.outer.end)
        inside: list[int] = []
        for quoted in islice(self.quotations, n, None):
            if quoted.outer.start >= end:
                break
            if quoted.outer.start >= start or quoted.outer.end <= end:
                inside += self._names_between(quoted.inner.start, quoted.inner.end)
        return inside

    def _names_between(self, start: int, end: int) -> Sequence[int]:
        """The names that begin between these characters."""
        first = bisect_left(self.names, start, key=self.offset)
        return self.names[first : bisect_left(self.names, end, key=self.offset)]

    @cached_property
    def _reports(self) -> dict[int, list[tuple[Token, Token]]]:
        """The reports of the sentences that were looked through, by where these begin."""
        return {}

    def reports_in(self, sentence: Span) -> list[tuple[Token, Token]]:
        """The verbs of speech in a sentence, each with a subject that is a mention.

        A sentence may hold hundreds of quotations: it is looked through once.
        """
        if sentence.start not in self._reports:
            self._reports[sentence.start] = [
                (verb, child)
                for verb in sentence
                if is_speech_verb(verb)
                for child in verb.children
                if child.dep_ == syntax.SUBJECT and child.i in self.by_head
            ]
        return self._reports[sentence.start]

    @cached_property
    def _spoken_blocks(self) -> Sequence[tuple[int, int, int | None]]:
        """Start and end of each turn and block quotation, and the name of its speaker."""
        return [
            (block.span.start, block.span.end, self._name_starting_at(block.speaker.start))
            for block in self.blocks
            if block.kind in SPOKEN and block.speaker
        ]

    def head(self, i: int) -> Token:
        """The head token of mention `i`."""
        return self.heads[i]

    def offset(self, i: int) -> int:
        """The character at which mention `i` begins."""
        return self.offsets[i]

    def distance(self, i: int, k: int) -> int:
        """How many sentences the earlier mention `k` stands before mention `i`."""
        return self.sentence[i] - self.sentence[k]

    def before(self, i: int, sentences: int) -> Iterator[int]:
        """The mentions before `i`, up to so many sentences away, the nearest first.

        A list of thousands in one sentence is left off behind the nearest hundreds.
        """
        for k in range(i - 1, max(i - 1 - MOST_BEFORE, -1), -1):
            if self.distance(i, k) > sentences:
                return
            yield k
        if i > MOST_BEFORE and self.distance(i, i - MOST_BEFORE - 1) <= sentences:
            self.clusters.cut.add(i)

    def turn_speaker_of(self, i: int) -> int | None:
        """The name of the speaker of the turn or block quotation in which mention `i` stands."""
        offset = self.offset(i)
        n = bisect_right(self._spoken_blocks, offset, key=lambda block: block[0]) - 1
        if n < 0:
            return None
        _, end, speaker = self._spoken_blocks[n]
        return speaker if offset < end else None

    @cached_property
    def _starting_at(self) -> Mapping[int, int]:
        """The first mention that begins at each character at which some do."""
        return {self.offsets[i]: i for i in reversed(range(len(self.mentions)))}

    def starting_at(self, offset: int) -> int | None:
        """The first mention that begins at this character."""
        return self._starting_at.get(offset)

    def _name_starting_at(self, offset: int) -> int | None:
        """The first mention that begins at this character, if it is a name."""
        i = self.starting_at(offset)
        return i if i is not None and self.mentions[i].form == "name" else None

    def quotation_at(self, i: int) -> Quoted | None:
        """The quotation in which mention `i` stands."""
        offset = self.offset(i)
        n = bisect_right(self.quotations, offset, key=lambda quoted: quoted.inner.start) - 1
        is_inside = n >= 0 and offset < self.quotations[n].inner.end
        return self.quotations[n] if is_inside else None

    def block_at(self, i: int, kind: BlockKind) -> Block | None:
        """The block in which mention `i` stands, if it is of this kind."""
        offset = self.offset(i)
        n = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        if n < 0 or self.blocks[n].kind != kind:
            return None
        return self.blocks[n] if offset < self.blocks[n].span.end else None

    @cached_property
    def signers(self) -> Mapping[int, int]:
        """Where the author of each signature begins, by where the signature does."""
        return {
            block.span.start: block.author.start
            for block in self.blocks
            if block.kind == "signature" and block.author
        }

    def root(self, i: int) -> int:
        """The first mention of the cluster of mention `i`."""
        return self.clusters.root(i)

    @cached_property
    def _first_name(self) -> Gathered[int]:
        """The first name of each cluster; behind all mentions where there is none."""
        none = len(self.mentions)
        return self.clusters.gather(
            lambda i: i if self.mentions[i].form == "name" else none,
            min,
        )

    @cached_property
    def _sexes(self) -> Gathered[_Sexes]:
        """How many mentions of each cluster are male and female, and the first of these."""
        return self.clusters.gather(
            lambda i: _Sexes.of(i, self.mentions[i].gender),
            _Sexes.together,
        )

    def gathered(self, name: str, words_at: Callable[[int], set[str]]) -> Gathered[set[str]]:
        """The words that the mentions of each cluster have, put together when first asked for."""
        if name not in self.words_of_clusters:
            self.words_of_clusters[name] = self.clusters.gather(words_at, larger_first)
        return self.words_of_clusters[name]

    def first_name_of(self, i: int) -> int | None:
        """The first name in the cluster of mention `i`."""
        name = self._first_name[i]
        return name if name < len(self.mentions) else None

    def sex_of(self, i: int) -> str | None:
        """The sex of most mentions in the cluster of mention `i`, of as many the first one's."""
        sexes = self._sexes[i]
        if sexes.males != sexes.females:
            return "male" if sexes.males > sexes.females else "female"
        return self.mentions[sexes.first].gender if sexes.males else None

    def type_of(self, i: int) -> str:
        """The type of the first name in the cluster of mention `i`, else the mention's own."""
        name = self.first_name_of(i)
        return self.mentions[i if name is None else name].type


def verb_above(token: Token) -> Token:
    """The nearest verb above the token, or itself; else the root of the sentence."""
    while token.head != token and not syntax.is_verb(token):
        token = token.head
    return token


class _Sexes(NamedTuple):
    """How many mentions of a cluster are male and female, and the first that is either."""

    males: int
    females: int
    first: int

    @classmethod
    def of(cls, i: int, gender: str | None) -> _Sexes:
        """Those of a single mention."""
        return cls(gender == "male", gender == "female", i if gender in SEXES else maxsize)

    def together(self, other: _Sexes) -> _Sexes:
        """Those of two clusters."""
        return _Sexes(
            self.males + other.males, self.females + other.females, min(self.first, other.first)
        )


def _width(mention: CandidateMention) -> int:
    return mention.end - mention.start


def _speakers(state: CoreferenceState) -> Mapping[Quoted, int]:
    """The speaker of each quotation, by the first of these that names one.

    1. The signature under it.
    2. The subject of a speech verb next to it.
    3. If it is speech and continues the quotation before it: the speaker of that one.
    4. If it is speech and does not: the person whom the sentence before it is about.
    """
    speakers: dict[Quoted, int] = {}
    previous: Quoted | None = None
    for quoted in state.quotations:
        speaker = _signer(state, quoted)
        if speaker is None:
            speaker = _reporting_subject(state, quoted)
        if speaker is None and _is_speech(state, quoted):
            speaker = _implied_speaker(state, previous, quoted, speakers)
        if speaker is not None:
            speakers[quoted] = speaker
        previous = quoted
    return speakers


def _signer(state: CoreferenceState, quoted: Quoted) -> int | None:
    """The author in the signature under a quotation."""
    end = quoted.outer.end
    for start in range(end - _SIGNATURE_GAP + 1, end + _SIGNATURE_GAP):
        if start in state.signers:
            return state.starting_at(state.signers[start])
    return None


def _reporting_subject(state: CoreferenceState, quoted: Quoted) -> int | None:
    """The subject of a speech verb in a sentence next to the quotation."""
    for sentence in _reporting_sentences(state, quoted):
        subject = _speech_subject(state, sentence, quoted)
        if subject is not None:
            return subject
    return None


def _reporting_sentences(state: CoreferenceState, quoted: Quoted) -> list[Span]:
    """The sentences that may report a quotation: in which it begins, in which it ends, before it.

    The sentence before it counts if it ends in a colon or a comma.
    """
    first = _tokens_at(state.doc, quoted.outer.start)
    last = _tokens_at(state.doc, quoted.outer.end - 1)
    if first is None or last is None:
        return []
    sentences = [first[0].sent, last[-1].sent]
    if first[0].i and _ends_in_colon_or_comma(state.text, quoted.outer.start):
        introducing = _last_word(state.doc[: first[0].i])
        if introducing is not None:
            sentences.append(introducing.sent)
    return sentences


def _ends_in_colon_or_comma(text: str, end: int) -> bool:
    """Whether a colon or comma stands before this character, perhaps with white space between."""
    while end and text[end - 1].isspace():
        end -= 1
    return end > 0 and text[end - 1] in ":,"


def _tokens_at(doc: Doc, offset: int) -> Span | None:
    """The token that has this character."""
    return doc.char_span(offset, offset + 1, alignment_mode="expand")


def _last_word(tokens: Span) -> Token | None:
    """The last of these tokens that is no space."""
    return next((token for token in reversed(tokens) if not token.is_space), None)


def _speech_subject(state: CoreferenceState, sentence: Span, quoted: Quoted) -> int | None:
    """The mention that is the subject of a speech verb, both outside the quotation."""
    for verb, subject in state.reports_in(sentence):
        if not _is_inside(verb, quoted.outer) and not _is_inside(subject, quoted.outer):
            return state.by_head[subject.i]
    return None


def _is_inside(token: Token, span: Characters) -> bool:
    return span.start <= token.idx < span.end


def _is_speech(state: CoreferenceState, quoted: Quoted) -> bool:
    """Whether it is speech, not a name or a turn of phrase: long, or a sentence of its own."""
    text = state.text[quoted.inner.start : quoted.inner.end]
    if len(text) >= _SHORTEST_SPEECH:
        return True
    return text[:1].isupper() and text[-1:] in {".", "!", "?", ","}


def _implied_speaker(
    state: CoreferenceState,
    previous: Quoted | None,
    quoted: Quoted,
    speakers: Mapping[Quoted, int],
) -> int | None:
    """Who speaks where no words say so: the speaker of the quotation before, or a person before."""
    if previous is not None and previous in speakers and _continues(state, previous, quoted):
        return speakers[previous]
    return _person_before(state, quoted)


def _continues(state: CoreferenceState, previous: Quoted, quoted: Quoted) -> bool:
    """Whether only a frame stands between two quotations ("…," she said. "…"), or nothing."""
    between = state.text[previous.outer.end : quoted.outer.start]
    if len(between) > _LONGEST_FRAME or between.count(".") > 1:
        return False
    return not between.strip() or between.rstrip()[-1] in ".:,"


def _person_before(state: CoreferenceState, quoted: Quoted) -> int | None:
    """The person whom the sentence before is about: "Roe came to the door. “I am tired.”"."""
    opening = _tokens_at(state.doc, quoted.outer.start)
    if opening is None or not _follows_in_paragraph(opening[0]):
        return None
    for token in opening[0].nbor(-1).sent:
        if token.dep_ == syntax.SUBJECT and token.head.dep_ == syntax.ROOT:
            subject = state.by_head.get(token.i)
            if subject is not None and state.type_of(subject) == "Person":
                return subject
    return None


def _follows_in_paragraph(token: Token) -> bool:
    """Whether the token opens a sentence that is not the first of its paragraph."""
    if not token.is_sent_start or token.i == 0:
        return False
    return "\n" not in token.nbor(-1).text_with_ws


def is_own_speaker(state: CoreferenceState, i: int, k: int) -> bool:
    """Whether mention `k` is the speaker of the quotation or turn in which mention `i` stands.

    Nobody calls themselves "he" there.
    """
    speaker = state.turn_speaker_of(i)
    if speaker is None:
        speaker = _quotation_speaker(state, i)
    return speaker is not None and state.root(speaker) == state.root(k)


def _quotation_speaker(state: CoreferenceState, i: int) -> int | None:
    """The speaker of the quotation in which mention `i` stands, if the quotation is speech."""
    quoted = state.quotation_at(i)
    if quoted is None or not _is_speech(state, quoted):
        return None
    return state.speakers.get(quoted)


def has_restrictive_modifier(state: CoreferenceState, mention: CandidateMention) -> bool:
    """Whether a possessor or a clause tells which one is meant: "her bridge", "the bridge I saw".

    A clause behind a comma only adds something.
    """
    for child in state.doc[mention.head].children:
        if child.dep_ == syntax.POSSESSOR:
            return True
        if child.dep_ in syntax.NOUN_CLAUSES and not _has_comma_before(state, mention, child):
            return True
    return False


def _has_comma_before(state: CoreferenceState, mention: CandidateMention, clause: Token) -> bool:
    """Whether the first token between the mention and the clause behind it is a comma."""
    between = state.doc[mention.end : clause.left_edge.i + 1]
    return between[:1].text == ","


def compatible(a: CandidateMention, b: CandidateMention) -> bool:
    """Whether the two may refer to the same entity, by number, gender and type."""
    if a.number != b.number and "any" not in (a.number, b.number):
        return False
    if not _genders_agree(a.gender, b.gender):
        return False
    return a.type == b.type or {a.type, b.type} in _COMPATIBLE_TYPES


def _genders_agree(a: str | None, b: str | None) -> bool:
    """Whether two genders are the same, or one of them is unknown or any."""
    return a == b or not {a, b}.isdisjoint({None, "any"})
