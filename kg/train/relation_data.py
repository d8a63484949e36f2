"""Texts in which somebody judged ties: passages of KnowledgeNet, and our judgements on news, laid over our own reading of the texts."""

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
#: Properties of KnowledgeNet (Mesquita et al. 2019) and what we call them; CEO names the organisation first.
PROPERTIES: Mapping[str, str] = {
    "CEO": "leads", "CHILD_OF": "childOf", "DATE_FOUNDED": "foundedOn", "DATE_OF_BIRTH": "bornOn", "DATE_OF_DEATH": "diedOn", "EDUCATED_AT": "educatedAt",
    "EMPLOYEE_OR_MEMBER_OF": "memberOf", "FOUNDED_BY": "foundedBy", "HEADQUARTERS": "headquarteredIn", "NATIONALITY": "nationality",
    "PLACE_OF_BIRTH": "bornIn", "PLACE_OF_RESIDENCE": "residesIn", "POLITICAL_AFFILIATION": "politicalAffiliation", "SPOUSE": "spouse",
    "SUBSIDIARY_OF": "subsidiaryOf",
}  # fmt: skip
_TURNED = frozenset({"CEO"})
_FACT = re.compile(r"\w+\(subject=(.*?), object=(.*?)(?:, \w+=.*)?\)$")


Source = Literal[
    "KnowledgeNet", "news", "examples"
]  # our judgements on news; the examples of the pattern files


@dataclass(frozen=True)
class GoldRelation:
    """A tie that annotators marked: characters of its two mentions, the subject first."""

    label: str
    subject: tuple[int, int]
    object: tuple[int, int]

    def marks(self, subject: Mention, other: Mention) -> bool:
        """Do both mentions share a character with those marked?"""
        return (
            self.subject[0] < subject.end
            and subject.start < self.subject[1]
            and self.object[0] < other.end
            and other.start < self.object[1]
        )


@dataclass(frozen=True)
class Text:
    """A text with what annotators said of it: a passage of KnowledgeNet, or one that we judged."""

    document: Document
    row: Mapping[str, Any]
    ours: Sequence[Mapping[str, Any]]
    gold: tuple[GoldRelation, ...]

    @property
    def is_held_out(self) -> bool:
        return bool(self.ours) and self.ours[0]["split"] == "held-out"

    def verdicts(self, subject: Mention, other: Mention) -> Iterator[tuple[str, bool]]:
        """The labels for which these two mentions were judged, and whether they are tied by them."""
        return (
            _of_passage(subject, other, self.row, self.gold)
            if "passages" in self.row
            else _of_ours(subject, other, self.ours)
        )


@dataclass(frozen=True)
class Judged:
    """A text with its candidates, (candidates, labels): is it true, and did anybody judge it."""

    document: Document
    candidates: list[Candidate]
    told: RuleLabels
    truth: Flags
    known: Flags
    fold: int  # HELD_OUT: never trained on
    source: Source
    gold: tuple[GoldRelation, ...] = ()

    @property
    def is_news(self) -> bool:
        return self.document.is_news


def judged(rows: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """The texts of these rows that somebody judged, and the examples of the pattern files, with their candidates."""
    return [*map(_laid_over, texts_of(rows)), *_examples()]


def texts_of(rows: Sequence[Mapping[str, Any]]) -> list[Text]:
    """The texts of these rows that hold passages of KnowledgeNet, or that we judged."""
    ours: dict[str, list[Mapping[str, Any]]] = {}
    for line in (
        (resources.files("kg.train") / "judgements" / "news.jsonl")
        .read_text(encoding="utf-8")
        .splitlines()
    ):
        ours.setdefault(json.loads(line)["text"], []).append(json.loads(line))
    chosen: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        digest = hashlib.sha256(row["text"].encode()).hexdigest()
        if "passages" in row:
            chosen[row["id"]] = row
        elif digest in ours:
            chosen.setdefault(digest, row)
    documents = parse(
        [
            Article(r["id"], r["text"], title=r.get("title"), date=r.get("dct") or r.get("date"))
            for r in chosen.values()
        ]
    )
    return [
        Text(d, r, ours.get(key, ()), tuple(_gold(r)))
        for d, (key, r) in zip(documents, chosen.items(), strict=True)
    ]


def _examples() -> Iterator[Judged]:
    """The examples of the relation patterns: of the pattern's relation the facts told are true, and no others."""
    examples = [
        (t["relation"], e)
        for tables in pattern_files().values()
        for t in tables
        if t.get("relation") in LABELS
        for e in t["example"]
        if "xfail" not in e
    ]
    documents = parse(
        [
            Article(f"example-{n}", e["text"], date=e.get("date"))
            for n, (_, e) in enumerate(examples)
        ]
    )
    for document, (label, example) in zip(documents, examples, strict=True):
        found, told = _read(document)
        truth, known = (np.zeros((len(found), len(LABELS)), dtype=bool) for _ in range(2))
        known[:, LABELS.index(label)] = True
        pairs = {match.groups() for fact in example["facts"] if (match := _FACT.match(fact))}
        for i, candidate in enumerate(found):
            truth[i, LABELS.index(label)] = (
                candidate.subject.mention.text,
                candidate.object.mention.text,
            ) in pairs
        yield Judged(
            document,
            found,
            told,
            truth,
            known,
            zlib.crc32(example["text"].encode()) % FOLDS,
            "examples",
        )


def _laid_over(text: Text) -> Judged:
    found, told = _read(text.document)
    truth, known = (np.zeros((len(found), len(LABELS)), dtype=bool) for _ in range(2))
    for i, candidate in enumerate(found):
        for label, verdict in text.verdicts(candidate.subject.mention, candidate.object.mention):
            known[i, LABELS.index(label)], truth[i, LABELS.index(label)] = True, verdict
    source: Source = "KnowledgeNet" if "passages" in text.row else "news"
    return Judged(
        text.document,
        found,
        told,
        truth,
        known,
        HELD_OUT if text.is_held_out else fold_of(text.row),
        source,
        text.gold,
    )


def _read(document: Document) -> tuple[list[Candidate], RuleLabels]:
    rules = rule_based_facts(document)
    return candidates(document, relative_pronouns(document)), rule_labels(
        rules.roles, rules.relations, {m.id: m for m in (*document.mentions, *rules.mentions)}
    )


def fold_of(row: Mapping[str, Any]) -> int:
    """Passages of one document are never in two folds."""
    return zlib.crc32(str(row.get("doc_id", row["id"])).encode()) % FOLDS


def _gold(row: Mapping[str, Any]) -> Iterator[GoldRelation]:
    for fact in row.get("facts", ()) if "passages" in row else ():
        subject, other = (
            (fact[side]["start"], fact[side]["end"]) for side in ("subject", "object")
        )
        yield GoldRelation(
            PROPERTIES[fact["property"]],
            *((other, subject) if fact["property"] in _TURNED else (subject, other)),
        )


def _of_passage(
    subject: Mention, other: Mention, row: Mapping[str, Any], gold: Sequence[GoldRelation]
) -> Iterator[tuple[str, bool]]:
    """For each property that annotators looked for in the passage of both mentions: did they mark these two?"""
    first, last = min(subject.start, other.start), max(subject.end, other.end)
    for passage in row["passages"]:
        if passage["start"] <= first and last <= passage["end"]:
            for label in (PROPERTIES[p] for p in passage["properties"]):
                yield label, any(g.label == label and g.marks(subject, other) for g in gold)


def overlaps(gold: GoldRelation, candidate: Candidate) -> bool:
    """Do both mentions share a character with those marked?"""
    return gold.marks(candidate.subject.mention, candidate.object.mention)


def _of_ours(
    subject: Mention, other: Mention, ours: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, bool]]:
    for row in ours:
        if row["subject"] == [subject.start, subject.end] and row["object"] == [
            other.start,
            other.end,
        ]:
            yield row["property"], row["verdict"]
