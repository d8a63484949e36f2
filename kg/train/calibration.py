"""Calibration of confidence: how often each pattern is right where people judged it.

And whether judgements that were kept out agree with the confidence. A fact counts if it says that
something is so: not denied, only possible, alleged or yet to come, for the judgements are of no
others. A role counts as the relation of its person to its organisation.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, TypeAlias

from kg.extract import extract
from kg.extract.confidence import confidence_of, offset_of
from kg.extract.relations.rule_based import rule_labels
from kg.extract.relations.scored import is_scored
from kg.model import Annotation, Fact, KgError, Mention, Relation, Role
from kg.patterns import words
from kg.scoring.relations import RuleLabels
from kg.train.errors import TrainingError
from kg.train.relation_data import PROPERTIES, Text, texts_of
from kg.train.tasks import rows_of

#: What `make calibrate` reads in its folder; of a text that is in two files the first counts.
FILES = (
    "data/kbp_knowledgenet.jsonl",
    "data/events_meantime.jsonl",
    "data/coref_gum_news.jsonl",
    "data/coref_gum_other.jsonl",
    "articles",
)
CONFIDENT = 0.7
_BINS = 10
# What a judgement on news weighs against one on a profile, as in training: confidence is for news.
_NEWS_WEIGHT = 3
_SYMMETRIC = frozenset({"spouse"})
_MORE_THAN_MEMBER = ("memberOf", "leads")  # whoever leads an organisation belongs to it
_LABELS = frozenset(PROPERTIES.values())
_Key: TypeAlias = tuple[str, str]  # kind and pattern of facts


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fact that people judged: its pattern, its confidence, and whether it is right."""

    kind: str
    pattern: str
    confidence: float
    right: bool
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts of about the same confidence."""

    low: float
    high: float
    facts: int
    confidence: float  # their mean
    right: float  # the share of right ones


def calibrate(folder: Path) -> str:
    """Writes the two tables from the data in this folder; returns a summary.

    Raises `TrainingError`, and what reading a text raises.
    """
    texts = texts_of([row for name in FILES for row in rows_of(folder / name)])
    learned, kept = ([t for t in texts if t.is_held_out == held] for held in (False, True))
    if not learned or not kept:
        raise TrainingError(
            f"{folder}: no texts here that kg/train/judgements/news.jsonl judges; "
            "name a folder that holds them"
        )
    counts = _measure(learned)
    annotated = [(t, extract(t.document)) for t in kept]
    verdicts = [v for text, annotation in annotated for v in verdicts_of(text, annotation)]
    bins = bins_of(verdicts)
    _write("kg.train", "judgements/reliability.csv", table(bins))
    recalled = [found_of(text, annotation) for text, annotation in annotated]
    found, true = map(sum, zip(*recalled, strict=True))
    return _summary(counts, verdicts, bins, found, true)


def _measure(texts: Sequence[Text]) -> Mapping[_Key, tuple[int, int]]:
    """Counts how often each pattern is right in these texts, and writes the counts.

    Then the offset of news, which depends on the confidence that the new counts give.
    """
    judged = [(t, v) for t in texts for v in verdicts_of(t, extract(t.document))]
    counts = counts_of(v for _, v in judged)
    _write_measured(counts, 0.0)
    on_news = [v for t, v in judged if _is_ours_on_news(t) and not is_scored(v.pattern)]
    confidences = [confidence_of(v.kind, "", v.pattern) for v in on_news]
    _write_measured(counts, offset_of(confidences, sum(v.right for v in on_news)))
    return counts


def _is_ours_on_news(text: Text) -> bool:
    """Whether the text is news that we judged ourselves."""
    return bool(text.ours) and text.document.is_news


def _write_measured(counts: Mapping[_Key, tuple[int, int]], offset: float) -> None:
    _write("kg.patterns", "words/measured.toml", measured(counts, offset))
    words.cache_clear()  # what follows uses what was just counted


def verdicts_of(text: Text, annotation: Annotation) -> Iterator[Verdict]:
    """The facts of this text that somebody judged."""
    mentions = {m.id: m for m in annotation.mentions}
    weight = _NEWS_WEIGHT if text.ours else 1
    for fact in annotation.facts:
        for label, subject, other in _judgeable(fact, mentions):
            judgements = list(_judgements(text, label, subject, other))
            if judgements:
                right = any(judgements)
                yield Verdict(fact.kind, fact.pattern, fact.confidence, right, weight)


def _judgements(text: Text, label: str, subject: Mention, other: Mention) -> Iterator[bool]:
    """What people said of this label between the two, in either direction where it has none.

    Whoever leads an organisation belongs to it.
    """
    pairs = [(subject, other)]
    if label in _SYMMETRIC:
        pairs.append((other, subject))
    for pair in pairs:
        for judged, right in text.verdicts(*pair):
            is_implied = right and (label, judged) == _MORE_THAN_MEMBER
            if judged == label or is_implied:
                yield right


def _judgeable(
    fact: Fact, mentions: Mapping[str, Mention]
) -> Iterator[tuple[str, Mention, Mention]]:
    """Label, subject and object of what a fact says is so."""
    if isinstance(fact, Role) and _is_so(fact) and fact.status not in {"future", "alleged"}:
        label, subject, other = "memberOf", "person", "organisation"
    elif isinstance(fact, Relation) and _is_so(fact) and fact.type in _LABELS:
        label, subject, other = fact.type, "subject", "object"
    else:
        return
    for left in fact.fillers(subject):
        for right in fact.fillers(other):
            yield label, mentions[left], mentions[right]


def _is_so(fact: Fact) -> bool:
    return fact.polarity == "positive" and fact.certainty == "certain"


# --- how often each pattern is right -----------------------------------------------------------


def counts_of(verdicts: Iterable[Verdict]) -> Mapping[_Key, tuple[int, int]]:
    """How many facts of each kind and pattern are right, and how many were judged, by weight.

    Without those of the scorer, which have a probability of their own.
    """
    out: dict[tuple[str, str], tuple[int, int]] = {}
    for v in verdicts:
        if not is_scored(v.pattern):
            right, judged = out.get((v.kind, v.pattern), (0, 0))
            out[v.kind, v.pattern] = (right + v.weight * v.right, judged + v.weight)
    return dict(sorted(out.items()))


def measured(counts: Mapping[_Key, tuple[int, int]], offset: float) -> str:
    """The counts as a word file, with what is added to the log odds of all in news."""
    lines = [
        "# How often each pattern was right where people judged its facts: [right, judged].",
        "# Made by `make calibrate`: not to be edited.",
        "# Judged: passages of KnowledgeNet (MIT licence), and, counted thrice, the training half",
        "# of kg/train/judgements/news.jsonl.",
    ]
    lines += ["", "[news]", f"offset = {offset}"]
    for kind in ("relation", "role"):
        lines += [
            "",
            f"[{kind}]",
            *(
                f'"{pattern}" = [{right}, {judged}]'
                for (k, pattern), (right, judged) in counts.items()
                if k == kind
            ),
        ]
    return "\n".join(lines) + "\n"


# --- whether confidence agrees -----------------------------------------------------------------


def bins_of(verdicts: Sequence[Verdict]) -> list[Bin]:
    """The judged facts by tenths of confidence; tenths without facts are left out."""
    out = []
    for n in range(_BINS):
        inside = [v for v in verdicts if _bin_of(v) == n]
        if inside:
            mean = sum(v.confidence for v in inside) / len(inside)
            right = sum(v.right for v in inside) / len(inside)
            low, high = n / _BINS, (n + 1) / _BINS
            out.append(Bin(low, high, len(inside), round(mean, 3), round(right, 3)))
    return out


def _bin_of(verdict: Verdict) -> int:
    """The number of the verdict's bin; in whole numbers, since 0.7 is a little less in binary."""
    return min(round(verdict.confidence * 1000) * _BINS // 1000, _BINS - 1)


def table(bins: Sequence[Bin]) -> str:
    """The bins as CSV."""
    return "low,high,facts,confidence,right\n" + "".join(
        f"{b.low},{b.high},{b.facts},{b.confidence},{b.right}\n" for b in bins
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: the mean difference of confidence and share of right ones."""
    difference = sum(b.facts * abs(b.confidence - b.right) for b in bins)
    return difference / max(1, sum(b.facts for b in bins))


def found_of(text: Text, annotation: Annotation) -> tuple[int, int]:
    """How many of our true judgements on this text the record has with enough confidence.

    By whatever mentions of the two entities; and how many true judgements there are.
    """
    mentions = {m.id: m for m in annotation.mentions}
    confident = [f for f in annotation.facts if f.confidence >= CONFIDENT and _is_so(f)]
    labels = rule_labels(
        [f for f in confident if isinstance(f, Role)],
        [f for f in confident if isinstance(f, Relation)],
        mentions,
    )
    true = [row for row in text.ours if row["verdict"]]
    return sum(_is_found(row, annotation, labels) for row in true), len(true)


def _is_found(row: Mapping[str, Any], annotation: Annotation, labels: RuleLabels) -> bool:
    """Whether the labels have what was judged true, in either direction where it has none."""
    label = row["property"]
    subjects = _entities_at(row["subject"], annotation)
    others = _entities_at(row["object"], annotation)
    pairs = [(s, o) for s in subjects for o in others]
    if label in _SYMMETRIC:
        pairs += [(o, s) for s, o in pairs]
    return any(label in labels.get(pair, ()) for pair in pairs)


def _entities_at(span: Sequence[int], annotation: Annotation) -> set[str]:
    """The entities of the mentions with these characters, as `rule_labels` names them."""
    return {m.entity or m.id for m in annotation.mentions if [m.start, m.end] == list(span)}


def _summary(
    counts: Mapping[_Key, tuple[int, int]],
    verdicts: Sequence[Verdict],
    bins: Sequence[Bin],
    found: int,
    true: int,
) -> str:
    confident = [v for v in verdicts if v.confidence >= CONFIDENT]
    right, count = sum(v.right for v in confident), len(confident)
    precision, recall = right / max(1, count), found / max(1, true)
    return (
        f"{len(counts)} patterns judged, {sum(j for _, j in counts.values())} facts of theirs\n"
        f"kept-out judgements: {len(verdicts)} facts judged\n"
        "confidence  facts  mean   right\n"
        + "".join(
            f"{b.low:.1f}-{b.high:.1f}     {b.facts:>5}  {b.confidence:.3f}  {b.right:.3f}\n"
            for b in bins
        )
        + f"expected calibration error {calibration_error(bins):.3f}\n"
        f"at confidence >= {CONFIDENT}: precision {precision:.3f} ({right} of {count}), "
        f"recall {recall:.3f} ({found} of {true})\n"
    )


def _write(package: str, name: str, text: str) -> None:
    Path(str(resources.files(package))).joinpath(name).write_text(
        text, encoding="utf-8", newline="\n"
    )


def main(arguments: Sequence[str]) -> int:
    """`python -m kg.train.calibration FOLDER`."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m kg.train.calibration FOLDER\n")
        return 2
    try:
        sys.stdout.write(calibrate(Path(arguments[0])))
    except KgError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
