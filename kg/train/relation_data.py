"""Texts in which people judged relations, next to our own documents of them.

Passages of KnowledgeNet, and our judgements on news.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from kg.document import Document
from kg.extract.relations.rule_based import rule_based_facts, rule_labels
from kg.extract.relative_pronouns import relative_pronouns
from kg.language import parse
from kg.model import Article, Mention
from kg.patterns import pattern_files
from kg.scoring.relations import LABELS, Candidate, RuleLabels, candidates

Flags = NDArray[np.bool_]
FOLDS = 5
HELD_OUT = -1
#: Properties of KnowledgeNet (Mesquita et al. 2019) and what we call them.
PROPERTIES: Mapping[str, str] = {
    "CEO": "leads",
    "CHILD_OF": "childOf",
    "DATE_FOUNDED": "foundedOn",
    "DATE_OF_BIRTH": "bornOn",
    "DATE_OF_DEATH": "diedOn",
    "EDUCATED_AT": "educatedAt",
    "EMPLOYEE_OR_MEMBER_OF": "memberOf",
    "FOUNDED_BY": "foundedBy",
    "HEADQUARTERS": "headquarteredIn",
    "NATIONALITY": "nationality",
    "PLACE_OF_BIRTH": "bornIn",
    "PLACE_OF_RESIDENCE": "residesIn",
    "POLITICAL_AFFILIATION": "politicalAffiliation",
    "SPOUSE": "spouse",
    "SUBSIDIARY_OF": "subsidiaryOf",
}
_SWAPPED = frozenset({"CEO"})  # it names the organisation first
_FACT = re.compile(r"\w+\(subject=(.*?), object=(.*?)(?:, \w+=.*)?\)$")


#: "news" are our judgements, "examples" those of the pattern files.
Source = Literal["KnowledgeNet", "news", "examples"]


@dataclass(frozen=True)
class GoldRelation:
    """A relation that annotators marked, with the characters of its two mentions."""

    label: str
    subject: tuple[int, int]
    object: tuple[int, int]

    def marks(self, subject: Mention, other: Mention) -> bool:
        """Whether both mentions share a character with those marked."""
        return _share_character(self.subject, subject) and _share_character(self.object, other)


def _share_character(span: tuple[int, int], mention: Mention) -> bool:
    return span[0] < mention.end and mention.start < span[1]


@dataclass(frozen=True)
class Text:
    """A text with its judgements: passages of KnowledgeNet, or one that we judged."""

    document: Document
    row: Mapping[str, Any]
    ours: Sequence[Mapping[str, Any]]
    gold: tuple[GoldRelation, ...]

    @property
    def is_held_out(self) -> bool:
        return bool(self.ours) and self.ours[0]["split"] == "held-out"

    def verdicts(self, subject: Mention, other: Mention) -> Iterator[tuple[str, bool]]:
        """The labels for which these two mentions were judged, and whether each is true."""
        if "passages" in self.row:
            return _of_passage(subject, other, self.row, self.gold)
        return _of_ours(subject, other, self.ours)


@dataclass(frozen=True)
class Judged:
    """A text with its candidates; `truth` and `known` (whether judged) are (candidates, labels)."""

    document: Document
    candidates: list[Candidate]
    rule_labels: RuleLabels
    truth: Flags
    known: Flags
    fold: int  # HELD_OUT: never trained on
    source: Source
    gold: tuple[GoldRelation, ...] = ()

    @property
    def is_news(self) -> bool:
        return self.document.is_news


def judged(rows: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """The texts of these rows that somebody judged, and the examples of the pattern files."""
    return [*map(_judged_text, texts_of(rows)), *_examples()]


def texts_of(rows: Sequence[Mapping[str, Any]]) -> list[Text]:
    """The texts of these rows that have passages of KnowledgeNet, or that we judged."""
    ours = _our_judgements()
    chosen: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        digest = hashlib.sha256(row["text"].encode()).hexdigest()
        if "passages" in row:
            chosen[row["id"]] = row
        elif digest in ours:
            chosen.setdefault(digest, row)
    documents = parse([_article(row) for row in chosen.values()])
    return [
        Text(document, row, ours.get(key, ()), tuple(_gold(row)))
        for document, (key, row) in zip(documents, chosen.items(), strict=True)
    ]


def _our_judgements() -> Mapping[str, list[Mapping[str, Any]]]:
    """Our judgements on news, by the digest of the text."""
    file = resources.files("kg.train") / "judgements" / "news.jsonl"
    out: dict[str, list[Mapping[str, Any]]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        judgement = json.loads(line)
        out.setdefault(judgement["text"], []).append(judgement)
    return out


def _article(row: Mapping[str, Any]) -> Article:
    date = row.get("dct") or row.get("date")
    return Article(row["id"], row["text"], title=row.get("title"), date=date)


def _examples() -> Iterator[Judged]:
    """The examples of the relation patterns.

    Of the pattern's relation the facts of the example are true, and no others.
    """
    examples = [
        (table["relation"], example)
        for tables in pattern_files().values()
        for table in tables
        if table.get("relation") in LABELS
        for example in table["example"]
        if "xfail" not in example
    ]
    articles = [
        Article(f"example-{n}", example["text"], date=example.get("date"))
        for n, (_, example) in enumerate(examples)
    ]
    for document, (label, example) in zip(parse(articles), examples, strict=True):
        yield _judged_example(document, label, example)


def _judged_example(document: Document, label: str, example: Mapping[str, Any]) -> Judged:
    """An example of a pattern as a judged text; only this label was judged."""
    found, rules = _candidates(document)
    truth, known = _flags(found), _flags(found)
    column = LABELS.index(label)
    known[:, column] = True
    pairs = {match.groups() for fact in example["facts"] if (match := _FACT.match(fact))}
    for i, candidate in enumerate(found):
        pair = (candidate.subject.mention.text, candidate.object.mention.text)
        truth[i, column] = pair in pairs
    fold = zlib.crc32(example["text"].encode()) % FOLDS
    return Judged(document, found, rules, truth, known, fold, "examples")


def _judged_text(text: Text) -> Judged:
    """A text with the judgements on its candidates."""
    found, rules = _candidates(text.document)
    truth, known = _flags(found), _flags(found)
    for i, candidate in enumerate(found):
        for label, verdict in text.verdicts(candidate.subject.mention, candidate.object.mention):
            column = LABELS.index(label)
            known[i, column], truth[i, column] = True, verdict
    fold = HELD_OUT if text.is_held_out else fold_of(text.row)
    source: Source = "KnowledgeNet" if "passages" in text.row else "news"
    return Judged(text.document, found, rules, truth, known, fold, source, text.gold)


def _flags(found: Sequence[Candidate]) -> Flags:
    """(candidates, labels), all false."""
    return np.zeros((len(found), len(LABELS)), dtype=bool)


def _candidates(document: Document) -> tuple[list[Candidate], RuleLabels]:
    """The candidates of a document, and the labels that rules find between its entities."""
    rules = rule_based_facts(document)
    mentions = {m.id: m for m in (*document.mentions, *rules.mentions)}
    found = candidates(document, relative_pronouns(document))
    return found, rule_labels(rules.roles, rules.relations, mentions)


def fold_of(row: Mapping[str, Any]) -> int:
    """The fold of a row, the same for all passages of one document."""
    return zlib.crc32(str(row.get("doc_id", row["id"])).encode()) % FOLDS


def _gold(row: Mapping[str, Any]) -> Iterator[GoldRelation]:
    """The relations that annotators marked in a passage."""
    if "passages" not in row:
        return
    for fact in row.get("facts", ()):
        subject, other = (
            (fact[side]["start"], fact[side]["end"]) for side in ("subject", "object")
        )
        if fact["property"] in _SWAPPED:
            subject, other = other, subject
        yield GoldRelation(PROPERTIES[fact["property"]], subject, other)


def _of_passage(
    subject: Mention, other: Mention, row: Mapping[str, Any], gold: Sequence[GoldRelation]
) -> Iterator[tuple[str, bool]]:
    """For each property that annotators looked for around both mentions: did they mark it?"""
    first, last = min(subject.start, other.start), max(subject.end, other.end)
    for passage in row["passages"]:
        if passage["start"] <= first and last <= passage["end"]:
            for label in (PROPERTIES[p] for p in passage["properties"]):
                yield label, any(g.label == label and g.marks(subject, other) for g in gold)


def _of_ours(
    subject: Mention, other: Mention, ours: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, bool]]:
    """Our judgements on these two mentions."""
    spans = ([subject.start, subject.end], [other.start, other.end])
    for row in ours:
        if (row["subject"], row["object"]) == spans:
            yield row["property"], row["verdict"]


def overlaps(gold: GoldRelation, candidate: Candidate) -> bool:
    """Whether both mentions of the candidate share a character with those marked."""
    return gold.marks(candidate.subject.mention, candidate.object.mention)
