"""What a notebook shows of an annotation: its text with the mentions marked, and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from kg.highlight_html import card, marked, small
from kg.model import Annotation, Event, Fact, Relation, Statement

_TEXT = "white-space:pre-wrap;max-width:52em;line-height:1.6"


def annotation_html(annotation: Annotation) -> str:
    """The text with its mentions marked, each with what it means, and a card for each fact."""
    text = annotation.article.text
    label = {entity.id: f"{entity.label} · {entity.type}" for entity in annotation.entities}
    marks = [
        (m.start, m.end, label.get(m.entity or "", m.value or "")) for m in annotation.mentions
    ]
    words = {mention.id: mention.text for mention in annotation.mentions}
    facts = "".join(_fact_card(fact, words, text) for fact in annotation.facts)
    return f'<div style="{_TEXT}">{marked(text, marks)}</div>{facts}'


def _fact_card(fact: Fact, words: Mapping[str, str], text: str) -> str:
    doubts = [w for w in (fact.polarity, fact.certainty) if w not in ("positive", "certain")]
    line = " · ".join([f"{_head(fact)}({', '.join(_parts(fact, words, text))})", *doubts])
    reported = fact.statement is not None
    source = f"{fact.pattern} · confidence {fact.confidence:.2f}"
    note = f"only reported · {source}" if reported else source
    return card(f"{escape(line)} {small(note)}", reported)


def _head(fact: Fact) -> str:
    if isinstance(fact, Event) and fact.type == "Event":
        return fact.label
    return fact.type if isinstance(fact, (Relation, Event)) else fact.kind


def _parts(fact: Fact, words: Mapping[str, str], text: str) -> list[str]:
    parts = [f"{a.role}={words.get(a.mention or '', a.fact)}" for a in fact.arguments]
    if isinstance(fact, (Event, Statement)) and fact.time:
        parts.append(f"time={fact.time.value}")
    if isinstance(fact, Statement):
        parts.append(f"“{' … '.join(text[s.start : s.end] for s in fact.content)}”")
    return parts
