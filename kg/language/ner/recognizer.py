"""The names of a document: where each stands, and of what type it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.language.ner.candidates import candidates
from kg.language.ner.extending import with_model_number
from kg.language.ner.form_types import known_names
from kg.language.ner.gazetteer import Gazetteer, Record, matcher_of
from kg.language.ner.headline_case import headlines, upper_case_names, without_headline_words
from kg.language.ner.mention_types import may_be_month, types_of_mentions
from kg.language.ner.name_types import types_of_names
from kg.language.ner.splitting import UNSEEN
from kg.language.ner.trimming import is_hashtag
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEVER_NAMES = frozenset({"VERB", "AUX", "PRON", "ADP", "SCONJ", "CCONJ", "DET"})  # word classes


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` (exclusive) of the Doc that name an entity of this type.

    `record` is there where the user's gazetteer has the name.
    """

    start: int
    end: int
    type: EntityType
    text: str
    record: Record | None = None


def names_of(doc: Doc, gazetteer: Gazetteer | None = None) -> tuple[Name, ...]:
    """All names of the document in order, none within another."""
    records = gazetteer.found_in(doc) if gazetteer else {}
    given = [
        Name(start, end, record.type, doc[start:end].text, record)
        for (start, end), record in records.items()
    ]
    found = _names_by_rules(doc, given)
    return tuple(sorted([*found, *given], key=lambda name: name.start))


def _names_by_rules(doc: Doc, given: Sequence[Name]) -> list[Name]:
    """The names that the model and the rules find, where none of the gazetteer stands."""
    taken = {i for name in given for i in range(name.start, name.end)}
    lines = headlines(doc)
    proposed = without_headline_words(doc, [*candidates(doc), *_known_names_in(doc)], lines)
    spans = _apart_from(taken, proposed)
    repeated = [*_repetitions(doc, spans), *upper_case_names(doc, spans, lines)]
    mentions = _apart_from(taken, filter_spans([*spans, *repeated]))
    types = types_of_names(spans, mentions)
    types_given = {name.text: name.type for name in given}
    return [
        Name(span.start, span.end, kind, span.text)
        for span, kind in types_of_mentions(doc, mentions, types, types_given)
    ]


def _apart_from(taken: set[int], spans: Iterable[Span]) -> list[Span]:
    """The spans that share no token with these."""
    return [span for span in spans if taken.isdisjoint(range(span.start, span.end))]


def is_plural(token: Token) -> bool:
    """Whether the noun's form is a plural."""
    return token.tag_ in {"NNS", "NNPS"}


def _known_names_in(doc: Doc) -> list[Span]:
    """Names that everybody knows, also where the model sees none."""
    return [Span(doc, start, end, label=UNSEEN) for _, start, end in _matcher_of_known()(doc)]


@cache
def _matcher_of_known() -> PhraseMatcher:
    """A matcher of the names that everybody knows."""
    return matcher_of(known_names())


def _repetitions(doc: Doc, spans: Iterable[Span]) -> list[Span]:
    """Every place where one of these names stands, with a capital or a sign that makes it one."""
    tokens = {span.text: [token.text for token in span] for span in spans}
    matcher = PhraseMatcher(doc.vocab, attr="ORTH")
    matcher.add("name", [Doc(doc.vocab, words=tokens[text]) for text in sorted(tokens)])
    matches = (doc[start:end] for _, start, end in matcher(doc))
    return [with_model_number(match) for match in matches if _is_name_here(match)]


def _is_name_here(match: Span) -> bool:
    """Whether words that are a name elsewhere are one here."""
    return not (_is_common_word(match) or may_be_month(match.root) or is_hashtag(match))


def _is_common_word(match: Span) -> bool:
    """Whether a known name is an everyday word here: in lower case, or a verb."""
    first = match[0]
    if len(match) > 1 or first.ent_type_:
        return False
    if first.pos_ in _NEVER_NAMES:
        return True
    return first.is_lower and not first.text.startswith("@")
