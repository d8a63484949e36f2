"""Who "I", "you" and "we" are: by the quotation or the post that they stand in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import Part, Quoted
from kg.language.scene import Scene, speaker_of
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_NESTED = re.compile(r"(?<=[,:] )['‘](?=\w)[^'’‘]*(?:(?<=\w)['’]\w[^'’‘]*)*\Z")  # an inner quotation that is open; apostrophes close none


def quoted_speakers(scene: Scene) -> None:
    """ "I" inside a quotation is who says it; inside a signed post, who signed."""
    for i, p in enumerate(scene.phrases):
        if p.lemma == "i":
            speaker = _speaker(scene, i)
            if speaker is not None and (scene.phrases[speaker].lemma != "i" or speaker in scene.clusters.antecedent):
                scene.clusters.join(i, speaker, "quotation-speaker")


def _speaker(scene: Scene, i: int) -> int | None:
    """Who says what phrase `i` stands in."""
    offset = scene.doc[scene.phrases[i].start].idx
    author = next((b.author for b in scene.blocks if b.kind == "post" and b.author and b.span.start <= offset < b.span.end), None)
    if author is not None:
        return scene.starting_at(author.start)
    inside = scene.quotation_at(i)
    if inside is None:
        return None
    nested = _NESTED.search(scene.text, inside.inner.start, offset + 1)
    return _speaker_within(scene, nested.start()) if nested else speaker_of(scene, inside)


def _speaker_within(scene: Scene, mark: int) -> int | None:
    """Who says what a mark within a quotation opens: "Roe said, ‘I am tired,’"."""
    before = scene.doc.char_span(mark - 3, mark - 2, alignment_mode="expand")
    verb = before[0] if before else None
    while verb is not None:
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None:
            return scene.at.get(subject.i)
        verb = verb.head if verb.dep_ == "conj" else None  # "Roe turned and said"
    return None


def quoted_groups(scene: Scene) -> None:
    """ "we" in what one speaker says is each time the same group, the speaker's, and an organisation itself.

    Where nobody knows who speaks, it is the same group within one quotation, and within all answers of an interview.
    """
    unknown: dict[Quoted | Part, int] = {}
    for i, p in enumerate(scene.phrases):
        if p.lemma != "we":
            continue
        inside = scene.quotation_at(i)
        speaker = scene.voice_of(i) if inside is None else _speaker(scene, i)
        if speaker is None:
            said_in = inside or _part(scene, i)
            k = unknown.setdefault(said_in, i) if said_in is not None else i
        elif scene.type_of(speaker) == "Organisation":
            k = speaker
        else:
            k = scene.clusters.spoken_for.setdefault(scene.clusters.root(speaker), i)
        if k != i:
            scene.clusters.join(i, k, "quotation-group")


def _part(scene: Scene, i: int) -> Part | None:
    """Does phrase `i` stand in a question or an answer of an interview?"""
    offset = scene.doc[scene.phrases[i].start].idx
    return next((b.part for b in scene.blocks if b.kind == "turn" and b.span.start <= offset < b.span.end), None)


def quoted_addressees(scene: Scene) -> None:
    """ "you" inside a quotation is whom it is said to: "told Roe", "added, referring to Roe", "Dear @roe" in a post."""
    at = scene.at
    for i, p in enumerate(scene.phrases):
        if p.lemma != "you":
            continue
        offset = scene.doc[p.start].idx
        inside = scene.quotation_at(i)
        if inside is not None:
            told = [t.i for t in scene.doc[p.start].sent if not inside.outer.start <= t.idx < inside.outer.end and t.i in at and _is_told(t)]
            fits = [at[t] for t in told if scene.type_of(at[t]) in {"Person", "Organisation", "Group"}]
        else:
            post = next((b for b in scene.blocks if b.kind == "post" and b.span.start <= offset < b.span.end), None)
            fits = [k for k in range(i) if post and scene.phrases[k].text.startswith("@") and scene.doc[scene.phrases[k].start].idx - post.span.start <= 10]
        if fits:
            scene.clusters.join(i, fits[0], "quotation-addressee")


def _is_told(token: Token) -> bool:
    """Object of a speech verb, or of "to" behind one or behind a participle that hangs on one."""
    cues, participles = word_set("cues", "speech"), frozenset(words("cues")["address"]["participles"])
    verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "to" else token.head
    known = cues | participles if verb != token.head else cues
    return token.dep_ in {"pobj", "dobj", "dative"} and verb.lemma_.lower() in known and (token.dep_ != "pobj" or token.head.lower_ == "to")
