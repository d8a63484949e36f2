"""What the tests of the language half share: texts read by the real model, sentences parsed by
hand, and facts told in a line each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from spacy.lang.en import English
from spacy.tokens import Doc, Token

from kg.document import Document
from kg.extract import extract
from kg.language import parse
from kg.language.layout.blocks import blocks_of
from kg.language.layout.quotations import quotations_of
from kg.model import (
    TIMED,
    Annotation,
    Article,
    Entity,
    EntityType,
    Event,
    Fact,
    Mention,
    Relation,
    Role,
    Statement,
)
from kg.syntax import dependency_arcs

_VOCABULARY = English().vocab
_AUXILIARIES = {"aux", "auxpass"}
_CLASS = {
    "N": "NOUN",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "V": "VERB",
    "MD": "AUX",
    "PRP": "PRON",
    "WP": "PRON",
    "WDT": "PRON",
    "D": "DET",
    "J": "ADJ",
    "R": "ADV",
    "RP": "ADP",
    "IN": "ADP",
    "TO": "PART",
    "CC": "CCONJ",
    "CD": "NUM",
    "POS": "PART",
}

WEDNESDAY = "2024-05-15"


@cache
def read(text: str, date: str | None = None) -> Document:
    """The document of a text, read by the real model, which is loaded once a session."""
    return next(parse([Article("test", text, date=date)]))


@cache
def annotated(text: str, date: str | None = None) -> Annotation:
    """The annotation of a text, read by the real model."""
    return extract(read(text, date))


def by_hand(table: str) -> Doc:
    """A parsed Doc from a table with a line a token: word, fine tag, label, word of the head, and
    the lemma where it is not the word.

    A word that is a head has to be there once. An empty line ends a sentence.
    """
    rows = [line.split() for line in table.strip().splitlines()]
    starts = [number == 0 or not rows[number - 1] for number in range(len(rows)) if rows[number]]
    rows = [row for row in rows if row]
    words = [row[0] for row in rows]
    assert all(words.count(row[3]) == 1 for row in rows), (
        "a word that is a head has to be there once"
    )
    return Doc(
        _VOCABULARY,
        words=words,
        tags=[row[1] for row in rows],
        pos=[
            "AUX" if row[2] in _AUXILIARIES else _CLASS.get(row[1], _CLASS.get(row[1][0], "PUNCT"))
            for row in rows
        ],
        deps=[row[2] for row in rows],
        heads=[words.index(row[3]) for row in rows],
        lemmas=[row[4] if len(row) > 4 else row[0] for row in rows],
        sent_starts=starts,
    )


def word(doc: Doc, text: str) -> Token:
    """The first token with this text."""
    return next(token for token in doc if token.text == text)


def document(
    doc: Doc, names: Mapping[str, EntityType], descriptions: Mapping[str, EntityType] | None = None
) -> Document:
    """A document on a Doc made by hand.

    Each word in `names` and `descriptions` is a mention of an entity of its own.
    """
    mentions, entities = [], []
    for form, given in (("name", names), ("nominal", descriptions or {})):
        for text, kind in given.items():
            token, number = word(doc, text), len(mentions) + 1
            mentions.append(
                Mention(
                    f"m{number}", token.idx, token.idx + len(text), text, form, kind, f"e{number}"
                )
            )
            entities.append(Entity(f"e{number}", kind, text))
    blocks = blocks_of(doc.text)
    return Document(
        Article("by-hand", doc.text),
        doc,
        blocks,
        quotations_of(doc.text, blocks),
        tuple(mentions),
        tuple(entities),
        "by hand",
    )


def understood(doc: Doc) -> dict[str, list[str]]:
    """For each word the arcs that the sentence leaves to be understood: "label word"."""
    return {
        doc[i].text: [f"{a.label} {a.token.text}" for a in arcs if a.inherited]
        for i, arcs in dependency_arcs(doc).items()
        if any(a.inherited for a in arcs)
    }


def told(annotation: Annotation, fact: Fact) -> str:
    """A fact in the words of the pattern files: `Acquisition(agent=Microsoft, patient=GitHub,
    time=2018)`. An argument that is a fact stands in brackets: `agree(theme=[sell])`.
    """
    words = {m.id: m.text for m in annotation.mentions}
    labels = {f.id: f"[{_label(annotation, f)}]" for f in annotation.facts}
    parts = [
        f"{a.role}={labels[a.fact or ''] if a.mention is None else words[a.mention]}"
        for a in fact.arguments
    ]
    if isinstance(fact, TIMED) and fact.time:
        parts.append(f"time={fact.time.value}")
    if isinstance(fact, Role):
        parts += [
            f"{k}={v}"
            for k, v in (("status", fact.status), ("start", fact.start), ("end", fact.end))
            if v not in (None, "current")
        ]
    if isinstance(fact, Statement):
        parts.append(
            "content=" + " … ".join(annotation.article.text[s.start : s.end] for s in fact.content)
        )
        parts += [f"force={fact.force}"] if fact.force != "assertion" else []
        parts += ["content is denied"] if fact.contentPolarity == "negative" else []
    if fact.polarity == "negative":
        parts.append("polarity=negative")
    if fact.certainty != "certain":
        parts.append(f"certainty={fact.certainty}")
    if fact.statement is not None:
        parts.append("said")
    name = fact.type if isinstance(fact, (Event, Relation)) else fact.kind
    return f"{name}({', '.join(parts)})"


def _label(annotation: Annotation, fact: Fact) -> str:
    """The words that tell a fact: its trigger, or its cue."""
    spans = fact.cue if isinstance(fact, Statement) else (fact.trigger or fact.sentence,)
    return " … ".join(annotation.article.text[s.start : s.end] for s in spans)


def facts(text: str, *kinds: str, date: str | None = None) -> list[str]:
    """The facts of a text in its order, of these kinds and types only; a plain event goes by its
    lemma.

    Ties that the scorer tells anew, by a pronoun or in the other direction, are left out.
    """
    annotation = annotated(text, date)
    out = []
    for fact in annotation.facts:
        if fact.pattern.endswith(":scored") and fact.sameAs:
            continue
        name = fact.type if isinstance(fact, (Event, Relation)) else fact.kind
        line = told(annotation, fact)
        if isinstance(fact, Event) and fact.type == "Event":
            name, line = fact.label, line.replace("Event", fact.label, 1)
        if name in kinds or fact.kind in kinds or not kinds:
            out.append(line)
    return out


def together(text: str, *words: str, date: str | None = None) -> bool:
    """Do all these words, each where it first stands as a mention, stand for the same thing?"""
    mentions = read(text, date).mentions
    return len({entity_of(mentions, w) for w in words}) == 1


def entity_of(mentions: Sequence[Mention], text: str) -> str | None:
    """The entity of the first mention with this text; "he#2" is the second."""
    wanted, _, number = text.partition("#")
    return [m for m in mentions if m.text == wanted][int(number or 1) - 1].entity


def values(text: str, date: str | None = WEDNESDAY) -> dict[str, str | None]:
    """Each date of a text with its value, read on a Wednesday."""
    return {m.text: m.value for m in read(text, date).mentions if m.type == "Date"}
