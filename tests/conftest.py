"""What tests of the whole share: a small article with its annotation, a graph built from it, and
the command line in process.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from kg import cli, corpus
from kg.corpus import building, tasks
from kg.model import Annotation, Argument, Article, Entity, Event, Mention, Span, Statement

settings.register_profile("untimed", deadline=None)  # a busy machine fails no test
settings.load_profile("untimed")

SEEDS = Path(__file__).parents[1] / "seeds"
TEXT = "Acme bought Bolt. Ann Lee said Bolt sued Acme."


def small_annotation(id: str = "deal") -> Annotation:
    """Acme bought Bolt, says the article; Bolt sued Acme, says only Ann Lee."""
    words = {
        "m1": ("Acme", 0, "e1"),
        "m2": ("Bolt", 12, "e2"),
        "m3": ("Ann Lee", 18, "e3"),
        "m4": ("Bolt", 31, "e2"),
        "m5": ("Acme", 41, "e1"),
    }
    entities = (
        Entity("e1", "Organisation", "Acme"),
        Entity("e2", "Organisation", "Bolt"),
        Entity("e3", "Person", "Ann Lee", ("Lee",)),
    )
    types = {entity.id: entity.type for entity in entities}
    common = {"pattern": "by-hand", "confidence": 0.9}
    first, second = Span(0, 17), Span(18, 46)
    return Annotation(
        article=Article(id, TEXT, title="A deal", date="2024-05-03"),
        language="en",
        kg="0.1.0",
        model="by hand",
        mentions=tuple(
            Mention(m, start, start + len(text), text, "name", types[e], e)
            for m, (text, start, e) in words.items()
        ),
        entities=entities,
        facts=(
            Event(
                id="f1",
                arguments=(Argument("agent", "m1"), Argument("patient", "m2")),
                sentence=first,
                trigger=Span(5, 11),
                type="Acquisition",
                label="buy",
                **common,
            ),
            Statement(
                id="f2",
                arguments=(Argument("speaker", "m3"),),
                sentence=second,
                cue=(Span(26, 30),),
                content=(Span(31, 45),),
                quotation="indirect",
                **common,
            ),
            Event(
                id="f3",
                arguments=(Argument("agent", "m4"), Argument("patient", "m5")),
                sentence=second,
                trigger=Span(36, 40),
                type="Lawsuit",
                label="sue",
                statement="f2",
                **common,
            ),
        ),
    )


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A file with one annotation record."""
    path = tmp_path / "records.jsonl"
    path.write_text(small_annotation().to_json() + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder made from the small annotation; read it, do not change it."""
    folder = tmp_path_factory.mktemp("small") / "build"
    corpus.build([small_annotation()], folder, corpus.Plan(workers=0))
    return folder


@pytest.fixture(autouse=True)
def _one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds use this process alone, unless a test asks for workers."""
    monkeypatch.setattr(building, "default_workers", lambda: 0)


@pytest.fixture
def quick_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles are annotated with nothing, so that no model has to be loaded.

    One that begins with BOOM! breaks.
    """

    def nothing(articles, gazetteer):
        for article in articles:
            if article.text.startswith("BOOM!"):
                raise ZeroDivisionError("boom")
            yield Annotation(
                article=article,
                language="en",
                kg="0.1.0",
                model="none",
                warnings=() if article.date else (f"{article.id}: no date",),
            )

    monkeypatch.setattr(tasks, "read_articles", nothing)


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str

    def json(self):
        """Its output, read as JSON."""
        return json.loads(self.out)


@pytest.fixture
def kg_command(capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Outcome]:
    """Run `kg` with these arguments in this process."""

    def command(*arguments: object) -> Outcome:
        capsysbinary.readouterr()
        code = cli.run([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Outcome(code, out.decode(), err.decode())

    return command
