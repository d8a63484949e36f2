"""What fills a role of an event: a mention, a happening, a list of things, or a bare pronoun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document, once_per_document
from kg.extract.events.argument_slots import AMOUNTS, FOR_SOMEBODY, MEASURE, SOMEBODY, Slot
from kg.extract.mentions import entity_key, kind_of, root_of
from kg.model import Argument, Entity, Event, Form, Mention
from kg.syntax import with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_PARTICIPANTS = frozenset({"Date", "Title"})
_PRONOUN, _LIST = "pronoun", "list"  # how the ids of mentions begin that only events bring in
_DETERMINERS = (syntax.DETERMINER, syntax.POSSESSOR)
_PRONOUN_LABELS = frozenset({*syntax.SUBJECTS, syntax.OBJECT, syntax.PREPOSITIONAL_OBJECT})
_PRONOUN_CLASSES = frozenset({"PRON", "DET"})
_NO_PRONOUNS = frozenset({"WDT", "WP$", "EX", "PRP$"})


def fillers_of(
    document: Document, slot: Slot, trigger: Token, eventive: AbstractSet[int]
) -> Iterator[tuple[Token, Argument]]:
    """What fills a slot, each with its word: one for each of the coordinated words.

    `eventive` are the indices of the words that tell an event. Things with one determiner are
    one: "their pay and benefits".
    """
    listed = with_conjuncts(slot.token)
    apart = _apart(document, listed)
    for token in apart:
        argument = _filler(document, slot, token, eventive)
        if token.i == trigger.i or argument is None:
            continue
        is_list = len(apart) < len(listed) and token.i == slot.token.i
        if is_list and argument.mention is not None:
            sharing = [token, *(t for t in listed if t not in apart)]
            argument = Argument(argument.role, _list_id(document, sharing))
        yield token, argument


def _filler(
    document: Document, slot: Slot, token: Token, eventive: AbstractSet[int]
) -> Argument | None:
    """What one word stands for in this role; None where it is no part of the event."""
    mention = document.mention_at(token)
    if slot.role == MEASURE:
        is_amount = mention is not None and kind_of(document, mention) in AMOUNTS
        return Argument("amount", mention.id) if mention is not None and is_amount else None
    is_named = mention is not None and mention.type not in {"Other", *_NO_PARTICIPANTS}
    if syntax.is_verb(token) or (not is_named and token.i in eventive):
        return Argument(slot.role, fact=fact_at(token))
    if mention is None:
        return Argument(slot.role, _pronoun_id(token)) if _is_pronoun(token) else None
    return argument_of(document, slot.role, mention)


def fact_at(token: Token) -> str:
    """What stands for the fact that this word tells, until facts are numbered."""
    return f"at-{token.idx}"


def argument_of(document: Document, role: str, mention: Mention) -> Argument | None:
    """The mention in this role, or in the one that fits its type; None where none does."""
    if mention.type in _NO_PARTICIPANTS:
        return None
    kind = kind_of(document, mention)
    if kind in AMOUNTS and role == "agent":
        return None
    if kind in AMOUNTS and role in {"theme", "place", "topic"}:
        return Argument("amount", mention.id)
    if kind == "Place" and role == "recipient":
        return Argument("place", mention.id)
    if role in FOR_SOMEBODY and kind not in SOMEBODY:
        return Argument("cause" if role == "beneficiary" else "theme", mention.id)
    return Argument(role, mention.id)


# --- what an argument stands for ----------------------------------------------------------------


@once_per_document
def mentions_by_id(document: Document) -> Mapping[str, Mention]:
    """The mentions of the document by their ids."""
    return {m.id: m for m in document.mentions}


def mention_of(document: Document, argument: Argument) -> Mention | None:
    """The mention that fills an argument; None for a fact, a list or a bare pronoun."""
    return mentions_by_id(document).get(argument.mention or "")


def root_of_argument(document: Document, argument: Argument) -> Token | None:
    """The word that heads an argument's mention."""
    mention = mention_of(document, argument)
    return root_of(document, mention) if mention is not None else None


def key_of(document: Document, argument: Argument) -> str:
    """What an argument stands for: an entity, or a fact."""
    mention = mention_of(document, argument)
    return entity_key(mention) if mention is not None else argument.fact or argument.mention or ""


# --- lists and pronouns -------------------------------------------------------------------------


def _apart(document: Document, listed: Sequence[Token]) -> list[Token]:
    """The coordinated words without things that share the first one's determiner."""
    first, *others = listed
    if not _is_thing(document, first) or not syntax.has_child(first, *_DETERMINERS):
        return list(listed)
    return [first, *(t for t in others if not (_is_thing(document, t) and _is_bare(t)))]


def _is_thing(document: Document, noun: Token) -> bool:
    """Whether the noun describes what is nobody and no place."""
    mention = document.mention_of(noun)
    return mention is not None and mention.form == "nominal" and mention.type == "Other"


def _is_bare(noun: Token) -> bool:
    """Whether the noun has neither determiner nor number of its own."""
    return not syntax.has_child(noun, *_DETERMINERS, syntax.NUMERAL)


def _list_id(document: Document, things: Sequence[Token]) -> str:
    """The id of the mention of all these things."""
    mentions = [m for t in things if (m := document.mention_of(t)) is not None]
    return f"{_LIST}-{min(m.start for m in mentions)}-{max(m.end for m in mentions)}"


def _is_pronoun(token: Token) -> bool:
    """Whether the word stands for what only the text around it tells: "this", "nobody", "some"."""
    if token.pos_ not in _PRONOUN_CLASSES or token.tag_ in _NO_PRONOUNS:
        return False
    return token.dep_ in _PRONOUN_LABELS


def _pronoun_id(token: Token) -> str:
    """The id of the mention that a pronoun without one gets."""
    return f"{_PRONOUN}-{token.idx}-{token.idx + len(token)}"


def brought_in(
    document: Document, events: Iterable[Event]
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The lists of things and bare pronouns that only these events mention, and the lists.

    A pronoun without a chain stands for nothing known.
    """
    mentions: list[Mention] = []
    entities: list[Entity] = []
    for name in sorted({m for e in events for _, m in e.filled}):
        kind, *place = name.split("-")
        if kind not in {_PRONOUN, _LIST}:
            continue
        start, end = map(int, place)
        text = document.article.text[start:end]
        entity = f"{name}-things" if kind == _LIST else None
        form: Form = "pronoun" if entity is None else "nominal"
        mentions.append(Mention(name, start, end, text, form, "Thing", entity))
        if entity is not None:
            entities.append(Entity(entity, "Thing", text))
    return tuple(mentions), tuple(entities)
