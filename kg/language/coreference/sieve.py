"""Which mentions refer to the same entity: a sieve of rules, the most precise first.

Each link carries its rule's name. The order follows Lee et al. (2013), "Deterministic coreference
resolution based on entity-centric, precision-ranked rules".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.document import Block, Quoted
from kg.language.coreference.appositives import appositions, copulas, title_holders
from kg.language.coreference.clusters import Clusters
from kg.language.coreference.dialogue import turn_addressees, turn_speakers
from kg.language.coreference.mention_detection import CandidateMention
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
from kg.language.coreference.state import CoreferenceState

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SIEVES = (
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
)


def clusters_of(
    doc: Doc,
    mentions: Sequence[CandidateMention],
    quotations: Sequence[Quoted],
    blocks: Sequence[Block],
) -> Clusters:
    """The clusters of mentions, each mention but the first with its antecedent and the rule."""
    sentence = [n for n, sent in enumerate(doc.sents) for _ in range(sent.start, sent.end)]
    state = CoreferenceState(
        doc=doc,
        mentions=mentions,
        sentence=[sentence[mention.head] for mention in mentions],
        quotations=quotations,
        blocks=blocks,
        clusters=Clusters(len(mentions)),
    )
    for sieve in _SIEVES:
        sieve(state)
    return state.clusters
