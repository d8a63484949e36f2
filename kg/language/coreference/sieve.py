"""Which phrases stand for the same thing: a sieve of rules, the surest first; each link carries its rule's name.

The order follows Lee et al. (2013), "Deterministic coreference resolution based on entity-centric, precision-ranked rules".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.document import Block, Quoted
from kg.language.coreference.appositives import appositions, copulas, title_holders
from kg.language.coreference.dialogue import turn_addressees, turn_speakers
from kg.language.coreference.mention_detection import Phrase
from kg.language.coreference.nominals import (
    headline_nouns,
    lone_person,
    name_heads,
    possessions,
    salient_organisation,
    same_heads,
    same_words,
)
from kg.language.coreference.pronouns import pronouns
from kg.language.coreference.proper_names import (
    acronyms,
    brackets,
    exact,
    handles,
    name_parts,
    recorded,
)
from kg.language.coreference.quoted_pronouns import (
    quoted_addressees,
    quoted_groups,
    quoted_speakers,
)
from kg.language.coreference.state import Clusters, Scene

if TYPE_CHECKING:
    from spacy.tokens import Doc


def clusters_of(
    doc: Doc, phrases: Sequence[Phrase], quotations: Sequence[Quoted], blocks: Sequence[Block]
) -> Clusters:
    """Which phrases stand together, and for each but the first of its cluster what it was tied to by which rule."""
    number = {t.i: n for n, s in enumerate(doc.sents) for t in s}
    scene = Scene(
        doc, phrases, [number[p.head] for p in phrases], quotations, blocks, Clusters(len(phrases))
    )
    for sieve in (
        recorded,
        exact,
        name_parts,
        acronyms,
        brackets,
        handles,
        appositions,
        copulas,
        title_holders,
        headline_nouns,
        same_words,
        same_heads,
        name_heads,
        quoted_speakers,
        quoted_addressees,
        turn_speakers,
        turn_addressees,
        lone_person,
        salient_organisation,
        pronouns,
        quoted_groups,
        possessions,
    ):
        sieve(scene)
    return scene.clusters
