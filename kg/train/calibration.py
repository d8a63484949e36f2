"""How sure is sure: counts how often each pattern is right where people judged it, and whether kept-out judgements bear the confidence out.

A fact counts that tells of something that is so: not denied, only possible, alleged or yet to come, for the judgements speak of no others.
A role counts as the tie of its person to its organisation.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from kg.extract import extract
from kg.extract.confidence import confidence_of, offset_of
from kg.extract.relations.rule_based import rule_labels
from kg.extract.relations.scored import is_scored
from kg.model import Annotation, Fact, KgError, Mention, Relation, Role
from kg.patterns import words
from kg.train.errors import TrainingError
from kg.train.relation_data import PROPERTIES, Text, texts_of
from kg.train.tasks import rows_of

#: What `make calibrate` reads below the folder that it is given; of a text that is in two files the first counts.
FILES = (
    "data/kbp_knowledgenet.jsonl",
    "data/events_meantime.jsonl",
    "data/coref_gum_news.jsonl",
    "data/coref_gum_other.jsonl",
    "articles",
)
SURE = 0.7
_BINS = 10
_NEWS = 3  # what a judgement on news weighs against one on a profile, as in training: news is what confidence is for
_SYMMETRIC = frozenset({"spouse"})
_MORE_THAN_MEMBER = ("memberOf", "leads")  # who is judged to lead it belongs to it
_LABELS = frozenset(PROPERTIES.values())


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fact that people judged: what told it, how sure it was, and whether it is right."""

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
    """Write the two tables from the data in this folder; return what they come to. Raises `TrainingError`, and what reading a text raises."""
    texts = texts_of([row for name in FILES for row in rows_of(folder / name)])
    learned, kept = ([t for t in texts if t.is_held_out == held] for held in (False, True))
    if not learned or not kept:
        raise TrainingError(
            f"{folder}: no texts here that kg/train/judgements/news.jsonl judges; name a folder that holds them"
        )
    told = [(t, v) for t in learned for v in verdicts_of(t, extract(t.document))]
    counts = counts_of(v for _, v in told)
    on_news = [v for t, v in told if t.ours and t.document.is_news and not is_scored(v.pattern)]
    _write("kg.patterns", "words/measured.toml", measured(counts, 0.0))
    words.cache_clear()  # what follows is reckoned with what was just counted
    offset = offset_of(
        [confidence_of(v.kind, "", v.pattern) for v in on_news], sum(v.right for v in on_news)
    )
    _write("kg.patterns", "words/measured.toml", measured(counts, offset))
    words.cache_clear()
    read = [(t, extract(t.document)) for t in kept]
    verdicts = [v for text, annotation in read for v in verdicts_of(text, annotation)]
    bins = bins_of(verdicts)
    _write("kg.train", "judgements/reliability.csv", table(bins))
    found, true = map(
        sum, zip(*(found_of(text, annotation) for text, annotation in read), strict=True)
    )
    return _summary(counts, verdicts, bins, found, true)


def verdicts_of(text: Text, annotation: Annotation) -> Iterator[Verdict]:
    """The facts of this text that somebody judged."""
    mentions = {m.id: m for m in annotation.mentions}
    for fact in annotation.facts:
        for label, subject, other in _ties(fact, mentions):
            pairs = (
                [(subject, other), (other, subject)] if label in _SYMMETRIC else [(subject, other)]
            )
            said = [
                right
                for pair in pairs
                for judged, right in text.verdicts(*pair)
                if judged == label or (right and (label, judged) == _MORE_THAN_MEMBER)
            ]
            if said:
                yield Verdict(
                    fact.kind, fact.pattern, fact.confidence, any(said), _NEWS if text.ours else 1
                )


def _ties(fact: Fact, mentions: Mapping[str, Mention]) -> Iterator[tuple[str, Mention, Mention]]:
    """The ties that a fact tells as being so: label, subject, object."""
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


# --- how often each pattern is right -------------------------------------------------------------------------------------------------


def counts_of(verdicts: Iterable[Verdict]) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Right and judged facts of each kind and pattern, by weight; what the scorer tells brings its own measure."""
    out: dict[tuple[str, str], tuple[int, int]] = {}
    for v in verdicts:
        if not is_scored(v.pattern):
            right, judged = out.get((v.kind, v.pattern), (0, 0))
            out[v.kind, v.pattern] = (right + v.weight * v.right, judged + v.weight)
    return dict(sorted(out.items()))


def measured(counts: Mapping[tuple[str, str], tuple[int, int]], offset: float) -> str:
    """The counts as a word file, and by how much the log odds of all rise in news."""
    lines = [
        "# How often each pattern was right where people judged its facts: [right, judged]. Made by `make calibrate`: not to be edited.",
        "# Judged: passages of KnowledgeNet (MIT licence), and, counted thrice, the training half of kg/train/judgements/news.jsonl.",
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


# --- whether it holds ----------------------------------------------------------------------------------------------------------------


def bins_of(verdicts: Sequence[Verdict]) -> list[Bin]:
    """The judged facts by tenths of confidence; tenths without facts are left out."""
    out = []
    for n in range(_BINS):
        inside = [
            v for v in verdicts if min(round(v.confidence * 1000) * _BINS // 1000, _BINS - 1) == n
        ]
        if inside:
            mean, right = (
                sum(v.confidence for v in inside) / len(inside),
                sum(v.right for v in inside) / len(inside),
            )
            out.append(
                Bin(n / _BINS, (n + 1) / _BINS, len(inside), round(mean, 3), round(right, 3))
            )
    return out


def table(bins: Sequence[Bin]) -> str:
    """The bins as CSV."""
    return "low,high,facts,confidence,right\n" + "".join(
        f"{b.low},{b.high},{b.facts},{b.confidence},{b.right}\n" for b in bins
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """How far confidence and share lie apart in the mean, each bin by its facts (expected calibration error)."""
    return sum(b.facts * abs(b.confidence - b.right) for b in bins) / max(
        1, sum(b.facts for b in bins)
    )


def found_of(text: Text, annotation: Annotation) -> tuple[int, int]:
    """Of our true judgements on this text, how many the record tells for sure, by whatever mentions of the two; and how many there are."""
    mentions = {m.id: m for m in annotation.mentions}
    sure = [f for f in annotation.facts if f.confidence >= SURE and _is_so(f)]
    told = rule_labels(
        [f for f in sure if isinstance(f, Role)],
        [f for f in sure if isinstance(f, Relation)],
        mentions,
    )
    true = [row for row in text.ours if row["verdict"]]
    return sum(
        _is_told(
            row["property"],
            _things(row["subject"], annotation),
            _things(row["object"], annotation),
            told,
        )
        for row in true
    ), len(true)


def _is_told(
    label: str, subjects: set[str], others: set[str], told: Mapping[tuple[str, str], frozenset[str]]
) -> bool:
    pairs = [(s, o) for s in subjects for o in others]
    return any(
        label in told.get(pair, ()) or (label in _SYMMETRIC and label in told.get(pair[::-1], ()))
        for pair in pairs
    )


def _things(span: Sequence[int], annotation: Annotation) -> set[str]:
    """What the mention at these characters stands for, as `told_of` names it."""
    return {m.entity or m.id for m in annotation.mentions if [m.start, m.end] == list(span)}


def _summary(
    counts: Mapping[tuple[str, str], tuple[int, int]],
    verdicts: Sequence[Verdict],
    bins: Sequence[Bin],
    found: int,
    true: int,
) -> str:
    sure = [v for v in verdicts if v.confidence >= SURE]
    right, wide = sum(v.right for v in sure), "confidence  facts  mean   right\n"
    return (
        f"{len(counts)} patterns judged, {sum(j for _, j in counts.values())} facts of theirs\n"
        f"kept-out judgements: {len(verdicts)} facts judged\n{wide}"
        + "".join(
            f"{b.low:.1f}-{b.high:.1f}     {b.facts:>5}  {b.confidence:.3f}  {b.right:.3f}\n"
            for b in bins
        )
        + f"expected calibration error {calibration_error(bins):.3f}\n"
        f"at confidence >= {SURE}: precision {right / max(1, len(sure)):.3f} ({right} of {len(sure)}), recall {found / max(1, true):.3f} ({found} of {true})\n"
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
