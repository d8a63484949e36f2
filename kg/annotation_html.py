"""What a notebook shows of an annotation: its text with the mentions marked, and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TypeAlias

from kg.highlight_html import card, marked, small
from kg.model import TIMED, Annotation, Attribute, Event, Fact, Relation, Statement

Words: TypeAlias = Mapping[str, str]  # by the id of a mention or a fact

_TEXT = "white-space:pre-wrap;max-width:52em;line-height:1.6"


def annotation_html(annotation: Annotation) -> str:
    """The text with its mentions marked, each with what it means, and a card for each fact."""
    text = annotation.article.text
    label = {entity.id: f"{entity.label} · {entity.type}" for entity in annotation.entities}
    marks = [
        (m.start, m.end, label.get(m.entity or "", m.value or "")) for m in annotation.mentions
    ]
    words = {mention.id: mention.text for mention in annotation.mentions}
    heads = {fact.id: _head(fact) for fact in annotation.facts}
    facts = "".join(_fact_card(fact, words, heads, text) for fact in annotation.facts)
    return f'<div style="{_TEXT}">{marked(text, marks)}</div>{facts}'


def _fact_card(fact: Fact, words: Words, heads: Words, text: str) -> str:
    doubts: list[str] = [
        word for word in (fact.polarity, fact.certainty) if word not in ("positive", "certain")
    ]
    if isinstance(fact, Statement) and fact.contentPolarity == "negative":
        doubts.append("content negative")
    line = " · ".join([f"{_head(fact)}({', '.join(_parts(fact, words, heads, text))})", *doubts])
    reported = fact.statement is not None
    source = f"{fact.pattern} · confidence {fact.confidence:.2f}"
    note = f"only reported · {source}" if reported else source
    return card(f"{escape(line)} {small(note)}", reported)


def _head(fact: Fact) -> str:
    if isinstance(fact, Attribute) or (isinstance(fact, Event) and fact.type == "Event"):
        return fact.label
    return fact.type if isinstance(fact, (Relation, Event)) else fact.kind


def _parts(fact: Fact, words: Words, heads: Words, text: str) -> list[str]:
    """Who and what takes part, and when; a fact that does by its head."""
    parts = [
        f"{a.role}={heads[a.fact] if a.fact is not None else words[a.mention or '']}"
        for a in fact.arguments
    ]
    if isinstance(fact, TIMED) and fact.time:
        parts.append(f"time={fact.time.value}")
    if isinstance(fact, Statement):
        parts.append(f"“{' … '.join(text[s.start : s.end] for s in fact.content)}”")
    return parts
