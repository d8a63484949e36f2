"""What became of a build, for people and for programs: report.html and report.json."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path

import jinja2

from kg.corpus.tasks import LeftOut, Reason
from kg.pipeline import PAGE, TRIG

JSON, HTML = "report.json", "report.html"
_MOST_LINES = 20  # at the end of a build; the report has them all
FAILED = "failed: "
_MISSING = {
    PAGE: "no picture of the whole graph: {}; the rest is complete; "
    "draw a part with: kg show {} --focus NAME",
    TRIG: "no TriG file: {}; the rest is complete; write it with: kg export {} -o graph.trig",
}
_IN_WORDS: Mapping[Reason, str] = {
    "input": "Cannot be read as articles",
    "duplicate": "With the id of another article",
    "language": "Not English",
    "record": "No valid record",
    "deadline": "Took too long",
    "memory": "Took too much memory",
    "crash": "Ended their reader",
    "unexpected": "Unexpected error",
}


@dataclass(frozen=True, slots=True)
class Report:
    """How a build went."""

    folder: Path
    articles: int  # in the graph
    read: int = 0  # of these, read in this run
    left_out: tuple[LeftOut, ...] = ()
    steps: Mapping[str, str] = field(default_factory=dict)  # file -> "done", or why it is not there

    @property
    def given(self) -> int:
        """How many articles and unreadable inputs there were."""
        return self.articles + len(self.left_out)

    def lines(self) -> list[str]:
        """What to say at the end: what is left out, and which files are not there."""
        found = []
        if self.left_out:
            found.append(self._summary())
        return [*found, *self._problems()]

    def _problems(self) -> list[str]:
        """Files that could not be written, why, and the cure."""
        return [
            f"{self.folder / name}: {_MISSING[name].format(why.removeprefix(FAILED), self.folder)}"
            for name, why in self.steps.items()
            if why.startswith(FAILED)
        ]

    def _summary(self) -> str:
        count = f"{len(self.left_out):,} of {self.given:,} articles left out"
        if len(self.left_out) == 1:
            return f"{count}: {self.left_out[0].message}"
        see = f"; see {self.folder / HTML}" if self.steps else ""
        lines = [left_out.message for left_out in self.left_out[:_MOST_LINES]]
        return "\n".join([f"{count}{see}:", *lines, *self._rest()])

    def _rest(self) -> list[str]:
        more = len(self.left_out) - _MOST_LINES
        return [f"… and {more:,} more"] if more > 0 else []


def write_report(report: Report, folder: Path) -> None:
    """Write both files into a folder: the same report gives the same bytes."""
    about = {
        "kg": metadata.version("news-kg"),
        "articles": report.articles,
        "left_out": [asdict(left_out) for left_out in report.left_out],
        "files": dict(report.steps),
    }
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    (folder / JSON).write_text(text, encoding="utf-8", errors="replace")
    (folder / HTML).write_text(_page(report), encoding="utf-8", errors="replace")


def _page(report: Report) -> str:
    template = Path(__file__).with_name("report.html").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(template).render(
        articles=report.articles,
        groups=_groups(report.left_out),
        steps=report.steps,
        left_out=len(report.left_out),
    )


def _groups(left_out: Sequence[LeftOut]) -> list[tuple[str, int, list[LeftOut]]]:
    """What is left out by reason, the commonest first."""
    often = Counter(item.reason for item in left_out)
    order = sorted(often, key=lambda reason: (-often[reason], reason))
    return [
        (_IN_WORDS[reason], often[reason], [item for item in left_out if item.reason == reason])
        for reason in order
    ]
