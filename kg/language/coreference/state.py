"""What the coreference rules look at: phrases, sentences, quotations, and who stands with whom so far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import SPOKEN, Block, Quoted
from kg.language.coreference.mention_detection import Phrase
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_SPEECH = 40  # characters in quotation marks; shorter ones are names and turns of phrase
_FRAME = 80  # characters of "…," said Jane Roe, the head of Acme. "…"


class Clusters:
    """Who stands with whom so far: for each phrase its cluster's first phrase, for each of these all phrases.

    Each phrase but the first of its cluster has an antecedent, and the rule that ties the two: a tree with a reason for every join.
    """

    def __init__(self, size: int) -> None:
        self.first = list(range(size))
        self.members = {i: [i] for i in range(size)}
        self.antecedent: dict[int, int] = {}
        self.sieve: dict[int, str] = {}
        self.people: list[int] = []  # pronouns that mean people whom no one phrase names
        self.spoken_by: dict[int, int] = {}  # for each "we" who says it, where that is known

    def root(self, i: int) -> int:
        return self.first[i]

    def join(self, i: int, j: int, sieve: str) -> None:
        """Tie the later phrase `i` to the earlier `j`."""
        low, high = sorted((self.first[i], self.first[j]))
        if low != high:
            self._hang(*((i, j) if self.first[i] == high else (j, i)), sieve)
            for k in self.members[high]:
                self.first[k] = low
            self.members[low] = sorted(self.members[low] + self.members.pop(high))

    def _hang(self, i: int, j: int, sieve: str) -> None:
        """Hang `i` on `j`; what `i` hung on hangs on `i` from now on, by the same rule, and so on up to the first."""
        path = [i]
        while path[-1] in self.antecedent:
            path.append(self.antecedent[path[-1]])
        rules = [sieve, *(self.sieve[k] for k in path[:-1])]
        for above, below, rule in zip(path, [j, *path], rules, strict=False):
            self.antecedent[above], self.sieve[above] = below, rule


@dataclass(frozen=True)
class Scene:
    """What the rules look at: the phrases with their sentences, and the text's quotations."""

    doc: Doc
    phrases: Sequence[Phrase]
    sentence: Sequence[int]
    quotations: Sequence[Quoted]
    blocks: Sequence[Block]
    clusters: Clusters

    @cached_property
    def text(self) -> str:
        """The article's text; spaCy puts it together anew each time it is asked."""
        return self.doc.text

    @cached_property
    def names(self) -> Sequence[int]:
        """The indices of the phrases that are names, in order."""
        return [i for i, p in enumerate(self.phrases) if p.form == "name"]

    @cached_property
    def at(self) -> Mapping[int, int]:
        """Phrase by its head token, the widest where there are several."""
        out: dict[int, int] = {}
        for i, p in enumerate(self.phrases):
            k = out.get(p.head)
            if k is None or self.phrases[k].end - self.phrases[k].start < p.end - p.start:
                out[p.head] = i
        return out

    @cached_property
    def speakers(self) -> Mapping[Quoted, int]:
        """Who says it, by quotation; without those where nobody is named."""
        return _speakers(self)

    @cached_property
    def _turns(self) -> Sequence[tuple[int, int, int | None]]:
        """Start and end of what the article gives as somebody's words, and the phrase that names whose."""
        named = [
            (b.span, self.starting_at(b.speaker.start))
            for b in self.blocks
            if b.kind in SPOKEN and b.speaker
        ]
        return [
            (span.start, span.end, k if k is not None and self.phrases[k].form == "name" else None)
            for span, k in named
        ]

    def voice_of(self, i: int) -> int | None:
        """The name of who says phrase `i` in an interview or a quotation set off from the text."""
        offset = self.doc[self.phrases[i].start].idx
        n = bisect_right(self._turns, offset, key=lambda turn: turn[0]) - 1
        return self._turns[n][2] if n >= 0 and offset < self._turns[n][1] else None

    def starting_at(self, offset: int) -> int | None:
        """The first phrase that begins at this character."""
        return next(
            (i for i, p in enumerate(self.phrases) if self.doc[p.start].idx == offset), None
        )

    def quotation_at(self, i: int) -> Quoted | None:
        """The quotation in which phrase `i` stands."""
        offset = self.doc[self.phrases[i].start].idx
        return next((q for q in self.quotations if q.inner.start <= offset < q.inner.end), None)

    def cluster(self, i: int) -> Iterator[Phrase]:
        """All phrases that stand with phrase `i` so far, in order."""
        return (self.phrases[k] for k in self.clusters.members[self.clusters.root(i)])

    def named(self, i: int) -> int | None:
        """The first name of the cluster that phrase `i` stands in."""
        return next(
            (
                k
                for k in self.clusters.members[self.clusters.root(i)]
                if self.phrases[k].form == "name"
            ),
            None,
        )

    def type_of(self, i: int) -> str:
        """The type of the cluster: that of its first name, else the phrase's own."""
        first = self.named(i)
        return self.phrases[i if first is None else first].type


def speaker_of(scene: Scene, quoted: Quoted) -> int | None:
    """Who says what stands in this quotation."""
    return scene.speakers.get(quoted)


def _speakers(scene: Scene) -> Mapping[Quoted, int]:
    """The subject of the speech verb beside each quotation; what goes on without one is said by who spoke before."""
    out: dict[Quoted, int] = {}
    before: Quoted | None = None
    for quoted in scene.quotations:
        speaker = _signer(scene, quoted)
        if speaker is None:
            speaker = _subject_beside(scene, quoted)
        if (
            speaker is None
            and before is not None
            and before in out
            and _is_full(scene, quoted)
            and _goes_on(scene, before, quoted)
        ):
            speaker = out[before]
        if speaker is None and _is_full(scene, quoted):
            speaker = _subject_before(scene, quoted)
        if speaker is not None:
            out[quoted] = speaker
        before = quoted
    return out


def _signer(scene: Scene, quoted: Quoted) -> int | None:
    signature = next(
        (
            b
            for b in scene.blocks
            if b.kind == "signature" and b.author and abs(b.span.start - quoted.outer.end) < 3
        ),
        None,
    )
    return scene.starting_at(signature.author.start) if signature and signature.author else None


def _subject_beside(scene: Scene, quoted: Quoted) -> int | None:
    """In the sentence where the quotation begins, else where it ends, else in the one before that leads up to it with a colon or a comma."""
    doc = scene.doc
    first = doc.char_span(quoted.outer.start, quoted.outer.start + 1, alignment_mode="expand")
    last = doc.char_span(quoted.outer.end - 1, quoted.outer.end, alignment_mode="expand")
    if first is None or last is None:
        return None
    sentences = [first[0].sent, last[-1].sent]
    if first[0].i and scene.text[: quoted.outer.start].rstrip()[-1:] in {":", ","}:
        lead = next((t for t in reversed(doc[: first[0].i]) if not t.is_space), None)
        sentences += [lead.sent] if lead is not None else []
    found = (_speech_subject(scene, sentence, quoted) for sentence in sentences)
    return next((k for k in found if k is not None), None)


def _speech_subject(scene: Scene, sentence: Span, quoted: Quoted) -> int | None:
    cues = word_set("cues", "speech")
    for token in sentence:
        if token.lemma_.lower() in cues and not quoted.outer.start <= token.idx < quoted.outer.end:
            for child in token.children:
                if (
                    child.dep_ == syntax.SUBJECT
                    and child.i in scene.at
                    and not quoted.outer.start <= child.idx < quoted.outer.end
                ):
                    return scene.at[child.i]
    return None


def _is_full(scene: Scene, quoted: Quoted) -> bool:
    """Is it speech, not a name or a turn of phrase: long, or a sentence of its own?"""
    text = scene.text[quoted.inner.start : quoted.inner.end]
    return len(text) >= _SPEECH or (text[:1].isupper() and text[-1:] in {".", "!", "?", ","})


def _subject_before(scene: Scene, quoted: Quoted) -> int | None:
    """The person of whom the sentence right before tells: "Roe came to the door. “I am tired.”"."""
    doc = scene.doc
    first = doc.char_span(quoted.outer.start, quoted.outer.start + 1, alignment_mode="expand")
    if (
        first is None
        or not first[0].is_sent_start
        or first[0].i == 0
        or "\n" in doc[first[0].i - 1].text_with_ws
    ):
        return None
    subjects = (
        t
        for t in doc[first[0].i - 1].sent
        if t.dep_ == syntax.SUBJECT and t.head.dep_ == syntax.ROOT
    )
    return next(
        (
            scene.at[t.i]
            for t in subjects
            if t.i in scene.at and scene.type_of(scene.at[t.i]) == "Person"
        ),
        None,
    )


def _goes_on(scene: Scene, before: Quoted, quoted: Quoted) -> bool:
    """Does a quotation follow the frame of the one before: "…," she said. "…", or open a paragraph right behind it?"""
    between = scene.text[before.outer.end : quoted.outer.start]
    return (
        len(between) <= _FRAME
        and between.count(".") <= 1
        and (not between.strip() or between.rstrip()[-1] in ".:,")
    )


def is_own_speaker(scene: Scene, i: int, k: int) -> bool:
    """Who speaks does not call himself he inside the quotation, nor in his turn of an interview."""
    voice = scene.voice_of(i)
    if voice is not None:
        return scene.clusters.root(voice) == scene.clusters.root(k)
    inside = scene.quotation_at(i)
    if inside is None or not _is_full(scene, inside):
        return False
    speaker = speaker_of(scene, inside)
    return speaker is not None and scene.clusters.root(speaker) == scene.clusters.root(k)


def is_told_apart(scene: Scene, p: Phrase) -> bool:
    """Has it a possessor or a clause that tells which: "her bridge", "the bridge built in May"; what a comma parts off only adds something."""
    return any(
        c.dep_ == syntax.POSSESSOR
        or (
            c.dep_ in {syntax.ADNOMINAL_CLAUSE, syntax.RELATIVE_CLAUSE}
            and scene.doc[p.end : c.left_edge.i + 1][:1].text != ","
        )
        for c in scene.doc[p.head].children
    )


def compatible(a: Phrase, b: Phrase) -> bool:
    """May the two stand for the same thing, by number, gender and type?"""
    if "any" not in (a.number, b.number) and a.number != b.number:
        return False
    if a.gender and b.gender and "any" not in (a.gender, b.gender) and a.gender != b.gender:
        return False
    if a.type == b.type:
        return True
    return {a.type, b.type} in (
        {"Organisation", "Group"},
        {"Other", "Organisation"},
        {"Other", "Work"},
        {"Other", "Place"},
    )
