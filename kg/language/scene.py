"""What the coreference rules look at: phrases, sentences, quotations, and who stands with whom so far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.document import SPOKEN, Block, Quoted
from kg.language.phrases import Phrase
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SPEECH = 40  # characters in quotation marks; shorter ones are names and turns of phrase


class Clusters:
    """Who stands with whom so far: for each phrase its cluster's first phrase, for each of these all phrases, and each tied phrase's rule."""

    def __init__(self, size: int) -> None:
        self.first = list(range(size))
        self.members = {i: [i] for i in range(size)}
        self.sieve: dict[int, str] = {}

    def root(self, i: int) -> int:
        return self.first[i]

    def join(self, i: int, j: int, sieve: str) -> None:
        """Tie the later phrase `i` to the earlier `j`."""
        low, high = sorted((self.first[i], self.first[j]))
        if low != high:
            for k in self.members[high]:
                self.first[k] = low
            self.members[low] = sorted(self.members[low] + self.members.pop(high))
            self.sieve.setdefault(i, sieve)


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
    def at(self) -> Mapping[int, int]:
        """Phrase by its head token, the widest where there are several."""
        out: dict[int, int] = {}
        for i, p in enumerate(self.phrases):
            k = out.get(p.head)
            if k is None or self.phrases[k].end - self.phrases[k].start < p.end - p.start:
                out[p.head] = i
        return out

    @cached_property
    def _turns(self) -> Sequence[tuple[int, int, int | None]]:
        """Start and end of what the article gives as somebody's words, and the phrase that names whose."""
        named = [(b.span, self.starting_at(b.speaker.start)) for b in self.blocks if b.kind in SPOKEN and b.speaker]
        return [(span.start, span.end, k if k is not None and self.phrases[k].form == "name" else None) for span, k in named]

    def voice_of(self, i: int) -> int | None:
        """The name of who says phrase `i` in an interview or a quotation set off from the text."""
        offset = self.doc[self.phrases[i].start].idx
        n = bisect_right(self._turns, offset, key=lambda turn: turn[0]) - 1
        return self._turns[n][2] if n >= 0 and offset < self._turns[n][1] else None

    def starting_at(self, offset: int) -> int | None:
        """The first phrase that begins at this character."""
        return next((i for i, p in enumerate(self.phrases) if self.doc[p.start].idx == offset), None)

    def quotation_at(self, i: int) -> Quoted | None:
        """The quotation in which phrase `i` stands."""
        offset = self.doc[self.phrases[i].start].idx
        return next((q for q in self.quotations if q.inner.start <= offset < q.inner.end), None)

    def cluster(self, i: int) -> Iterator[Phrase]:
        """All phrases that stand with phrase `i` so far, in order."""
        return (self.phrases[k] for k in self.clusters.members[self.clusters.root(i)])

    def named(self, i: int) -> int | None:
        """The first name of the cluster that phrase `i` stands in."""
        return next((k for k in self.clusters.members[self.clusters.root(i)] if self.phrases[k].form == "name"), None)

    def type_of(self, i: int) -> str:
        """The type of the cluster: that of its first name, else the phrase's own."""
        first = self.named(i)
        return self.phrases[i if first is None else first].type


def names_in(scene: Scene) -> list[int]:
    """The indices of the phrases that are names, in order."""
    return [i for i, p in enumerate(scene.phrases) if p.form == "name"]


def speaker_of(scene: Scene, quoted: Quoted) -> int | None:
    """The subject of the speech verb beside a quotation, in its sentence or block."""
    at, doc = scene.at, scene.doc
    first = doc.char_span(quoted.outer.start, quoted.outer.start + 1, alignment_mode="expand")
    if first is None:
        return None
    post = next((b for b in scene.blocks if b.kind == "signature" and b.author and abs(b.span.start - quoted.outer.end) < 3), None)
    if post and post.author:
        return scene.starting_at(post.author.start)
    cues = word_set("cues", "speech")
    sentence = first[0].sent
    for token in sentence:
        if token.lemma_.lower() in cues and not quoted.outer.start <= token.idx < quoted.outer.end:
            for child in token.children:
                if child.dep_ == "nsubj" and child.i in at and not quoted.outer.start <= child.idx < quoted.outer.end:
                    return at[child.i]
    return None


def is_own_speaker(scene: Scene, i: int, k: int) -> bool:
    """Who speaks does not call himself he inside the quotation, nor in his turn of an interview."""
    voice = scene.voice_of(i)
    if voice is not None:
        return scene.clusters.root(voice) == scene.clusters.root(k)
    inside = scene.quotation_at(i)
    if inside is None or len(inside.inner) < _SPEECH:
        return False
    speaker = speaker_of(scene, inside)
    return speaker is not None and scene.clusters.root(speaker) == scene.clusters.root(k)


def compatible(a: Phrase, b: Phrase) -> bool:
    """May the two stand for the same thing, by number, gender and type?"""
    if "any" not in (a.number, b.number) and a.number != b.number:
        return False
    if a.gender and b.gender and "any" not in (a.gender, b.gender) and a.gender != b.gender:
        return False
    if a.type == b.type:
        return True
    return {a.type, b.type} in ({"Organisation", "Group"}, {"Other", "Organisation"}, {"Other", "Work"}, {"Other", "Place"})
