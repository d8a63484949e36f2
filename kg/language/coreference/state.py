"""What the rules of coreference read and write: mentions, quotations, and the clusters so far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import SPOKEN, Block, Quoted
from kg.language.coreference.mention_detection import CandidateMention
from kg.language.coreference.speech_verbs import is_speech_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.model import Span as Characters

_SHORTEST_SPEECH = 40  # characters in quotation marks; less may be a name or a turn of phrase
_LONGEST_FRAME = 80  # characters of "…," said Jane Roe, the head of Acme. "…"
_SIGNATURE_GAP = 3  # characters between a quotation and its signature
_COMPATIBLE_TYPES = (
    {"Organisation", "Group"},
    {"Other", "Organisation"},
    {"Other", "Work"},
    {"Other", "Place"},
)


class Clusters:
    """Which mentions refer to the same entity so far.

    `first` has for each mention the first one of its cluster, `members` for each of these all
    mentions of its cluster. Every other mention has an antecedent, and `sieve` has the name of the
    rule that linked the two: a cluster is a tree with a reason for every link.
    """

    def __init__(self, size: int) -> None:
        self.first = list(range(size))
        self.members = {i: [i] for i in range(size)}
        self.antecedent: dict[int, int] = {}
        self.sieve: dict[int, str] = {}
        self.unnamed_people: list[int] = []  # pronouns for people whom no single mention names
        self.group_speaker: dict[int, int] = {}  # for each "we" its speaker, where that is known

    def root(self, i: int) -> int:
        """The first mention of the cluster of mention `i`."""
        return self.first[i]

    def join(self, i: int, j: int, sieve: str) -> None:
        """Link the later mention `i` to the earlier mention `j`."""
        low, high = sorted((self.first[i], self.first[j]))
        if low == high:
            return
        if self.first[i] == high:
            self._attach(i, j, sieve)
        else:
            self._attach(j, i, sieve)
        for k in self.members[high]:
            self.first[k] = low
        self.members[low] = sorted(self.members[low] + self.members.pop(high))

    def _attach(self, i: int, j: int, sieve: str) -> None:
        """Make `j` the antecedent of `i`, and turn the links from `i` to its cluster's first round.

        What `i` was attached to is attached to `i` from now on, by the same rule, and so on.
        """
        path = [i]
        while path[-1] in self.antecedent:
            path.append(self.antecedent[path[-1]])
        rules = [sieve, *(self.sieve[k] for k in path[:-1])]
        for mention, antecedent, rule in zip(path, [j, *path], rules, strict=False):
            self.antecedent[mention] = antecedent
            self.sieve[mention] = rule


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

    @cached_property
    def text(self) -> str:
        """The article's text, put together once: spaCy does so each time it is asked."""
        return self.doc.text

    @cached_property
    def names(self) -> Sequence[int]:
        """The indices of the mentions that are names, in order."""
        return [i for i, mention in enumerate(self.mentions) if mention.form == "name"]

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
    def speakers(self) -> Mapping[Quoted, int]:
        """The speaker of each quotation; without those for which nobody is named."""
        return _speakers(self)

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
        return self.doc[self.mentions[i].head]

    def offset(self, i: int) -> int:
        """The character at which mention `i` begins."""
        return self.doc[self.mentions[i].start].idx

    def distance(self, i: int, k: int) -> int:
        """How many sentences the earlier mention `k` stands before mention `i`."""
        return self.sentence[i] - self.sentence[k]

    def turn_speaker_of(self, i: int) -> int | None:
        """The name of the speaker of the turn or block quotation in which mention `i` stands."""
        offset = self.offset(i)
        n = bisect_right(self._spoken_blocks, offset, key=lambda block: block[0]) - 1
        if n < 0:
            return None
        _, end, speaker = self._spoken_blocks[n]
        return speaker if offset < end else None

    def starting_at(self, offset: int) -> int | None:
        """The first mention that begins at this character."""
        return next((i for i in range(len(self.mentions)) if self.offset(i) == offset), None)

    def _name_starting_at(self, offset: int) -> int | None:
        """The first mention that begins at this character, if it is a name."""
        i = self.starting_at(offset)
        return i if i is not None and self.mentions[i].form == "name" else None

    def quotation_at(self, i: int) -> Quoted | None:
        """The quotation in which mention `i` stands."""
        offset = self.offset(i)
        return next((q for q in self.quotations if q.inner.start <= offset < q.inner.end), None)

    def root(self, i: int) -> int:
        """The first mention of the cluster of mention `i`."""
        return self.clusters.root(i)

    def cluster_mentions(self, i: int) -> Iterator[CandidateMention]:
        """All mentions in the cluster of mention `i` so far, in order."""
        return (self.mentions[k] for k in self.clusters.members[self.root(i)])

    def first_name_of(self, i: int) -> int | None:
        """The first name in the cluster of mention `i`."""
        members = self.clusters.members[self.root(i)]
        return next((k for k in members if self.mentions[k].form == "name"), None)

    def type_of(self, i: int) -> str:
        """The type of the first name in the cluster of mention `i`, else the mention's own."""
        name = self.first_name_of(i)
        return self.mentions[i if name is None else name].type


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
    for block in state.blocks:
        gap = abs(block.span.start - quoted.outer.end)
        if block.kind == "signature" and block.author and gap < _SIGNATURE_GAP:
            return state.starting_at(block.author.start)
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
    before = state.text[: quoted.outer.start].rstrip()
    if first[0].i and before.endswith((":", ",")):
        introducing = _last_word(state.doc[: first[0].i])
        if introducing is not None:
            sentences.append(introducing.sent)
    return sentences


def _tokens_at(doc: Doc, offset: int) -> Span | None:
    """The token that has this character."""
    return doc.char_span(offset, offset + 1, alignment_mode="expand")


def _last_word(tokens: Span) -> Token | None:
    """The last of these tokens that is no space."""
    return next((token for token in reversed(tokens) if not token.is_space), None)


def _speech_subject(state: CoreferenceState, sentence: Span, quoted: Quoted) -> int | None:
    """The mention that is the subject of a speech verb, both outside the quotation."""
    for verb in sentence:
        if not is_speech_verb(verb) or _is_inside(verb, quoted.outer):
            continue
        for child in verb.children:
            if child.dep_ != syntax.SUBJECT or _is_inside(child, quoted.outer):
                continue
            if child.i in state.by_head:
                return state.by_head[child.i]
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
