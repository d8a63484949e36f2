"""Attributes of a document: what each is or has, when, and how certainly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.document import UNREAD, Document, once_per_document
from kg.extract.attributes.draft import AttributeDraft
from kg.extract.attributes.measures import measure_drafts
from kg.extract.attributes.modifiers import modifier_drafts
from kg.extract.attributes.predicates import predicate_drafts
from kg.extract.attributes.small_clauses import small_clause_drafts
from kg.extract.confidence import confidence_of
from kg.extract.events.time_anchoring import present_of, times_of
from kg.extract.extraction import Extraction
from kg.extract.factuality import certainty_of
from kg.extract.mentions import entity_key
from kg.extract.nearby import block_at
from kg.extract.spans import sentence_of, span_of
from kg.model import Argument, Attribute, Mention, Time
from kg.syntax import document_arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Patterns of what stands beside a noun that the writer speaks of: "Roe, 54," in what she said.
ADNOMINAL = frozenset(
    f"attribute:{shape}"
    for shape in (
        "age-beside",
        "apposed-rank",
        "apposition",
        "compound",
        "measured-noun",
        "set-off",
    )
)
_PRESENT = "told in the present tense, as of the date line"


@once_per_document
def extract(document: Document) -> Extraction:
    """All attributes in order of their triggers, and the mentions of their values."""
    drafts = drafts_of(document)
    times, present = times_of(document, frozenset()), present_of(document)
    facts: dict[str, Attribute] = {}
    for draft in drafts:
        fact = _attribute(draft, times, present)
        facts.setdefault(fact.id, fact)
    new = {m.id: m for d in drafts for m in (d.subject, d.value) if isinstance(m, Mention)}
    known = {m.id for m in document.mentions}
    ordered = sorted(facts.values(), key=lambda f: (f.trigger or f.sentence, f.id))
    return Extraction(tuple(ordered), tuple(m for m in new.values() if m.id not in known))


@once_per_document
def drafts_of(document: Document) -> tuple[AttributeDraft, ...]:
    """The attributes as they were found; of two for the same subject and value the first."""
    arcs = document_arcs(document)
    found: dict[tuple[str, int], AttributeDraft] = {}
    for draft in (
        *measure_drafts(document, arcs),
        *small_clause_drafts(document, arcs),
        *predicate_drafts(document, arcs),
        *modifier_drafts(document),
    ):
        block = block_at(document, draft.trigger[0].idx)
        if block is None or block.kind not in UNREAD:
            found.setdefault((_key(draft.subject), _start(draft.value)), draft)
    return tuple(found.values())


def _key(filler: Mention | Token) -> str:
    """What a filler stands for."""
    return entity_key(filler) if isinstance(filler, Mention) else f"at-{filler.idx}"


def _start(filler: Mention | Token) -> int:
    return filler.start if isinstance(filler, Mention) else int(filler.idx)


def replaced_by(document: Document) -> Mapping[int, int]:
    """Where attributes stand, by the offsets of the words that tell nothing else.

    From "is" to "unfair" in "is unfair".
    """
    found: dict[int, int] = {}
    for draft in drafts_of(document):
        start = span_of(draft.trigger).start
        for word in draft.replaced:
            found.setdefault(word.idx, start)
    return found


def _attribute(
    draft: AttributeDraft, times: Mapping[int, Time], present: Mapping[int, Time]
) -> Attribute:
    """The fact of a draft."""
    verb, first = draft.verb, draft.trigger[0]
    own = times.get(verb.i) if verb is not None else None
    now = present.get(verb.i) if verb is not None else None
    trigger = span_of(draft.trigger)
    is_dated_by_tense = own is None and now is not None
    return Attribute(
        id=f"attribute-{trigger.start}-{_key(draft.subject)}-{_start(draft.value)}",
        label=draft.label,
        arguments=tuple(_arguments(draft)),
        sentence=sentence_of(first),
        trigger=trigger,
        polarity=draft.polarity,
        certainty=certainty_of(verb) if verb is not None else "certain",
        time=own or now,
        pattern=f"attribute:{draft.shape}",
        confidence=confidence_of("attribute", draft.shape),
        reasons=(_PRESENT,) if is_dated_by_tense else (),
    )


def _arguments(draft: AttributeDraft) -> Iterator[Argument]:
    for role, filler in (("subject", draft.subject), ("value", draft.value)):
        if isinstance(filler, Mention):
            yield Argument(role, filler.id)
        else:
            yield Argument(role, fact=f"at-{filler.idx}")
