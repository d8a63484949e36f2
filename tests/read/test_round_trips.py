"""A thousand articles written in each format come back as they were."""

import csv
import gzip
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

import pytest

from kg.model import Article
from kg.read import readings
from tests.read.generated_articles import articles

ARTICLES = articles(1_000)
Files = dict[str, bytes]


def as_lines(given: Sequence[Article]) -> Files:
    return {"all.jsonl": "\n".join(json.dumps(asdict(a)) for a in given).encode()}


def as_array(given: Sequence[Article]) -> Files:
    """With the names that schema.org gives the fields."""
    records = [
        {
            "@id": article.id,
            "headline": article.title,
            "datePublished": f"{article.date}T09:30:00+02:00",
            "author": [{"@type": "Person", "name": article.author}],
            "articleBody": article.text,
        }
        for article in given
    ]
    return {"all.json": json.dumps(records, ensure_ascii=False, indent=1).encode()}


def as_object(given: Sequence[Article]) -> Files:
    return {"all.json": json.dumps({"articles": [asdict(a) for a in given]}).encode()}


def as_table(given: Sequence[Article], delimiter: str = ",") -> Files:
    table = io.StringIO(newline="")
    rows = csv.writer(table, delimiter=delimiter)
    rows.writerow(("ID", "Headline", "Published", "Byline", "Body"))
    rows.writerows((a.id, a.title, a.date, a.author, a.text) for a in given)
    return {"all.csv": table.getvalue().encode()}


def as_markdown(given: Sequence[Article]) -> Files:
    """A file each: the title as a heading, the rest as front matter; bodies escaped and wrapped."""
    return {f"{a.id}.md": _markdown(a).encode() for a in given}


def _markdown(article: Article) -> str:
    body = re.sub(r"([\\`*_{}\[\]<>#+!|~&-])", r"\\\1", article.text).replace(", ", ",\n")
    title = re.sub(r"([\\`*_{}\[\]<>#+!|~&-])", r"\\\1", article.title or "")
    author = json.dumps(article.author, ensure_ascii=False)
    return f"---\ndate: {article.date}\nauthor: {author}\n---\n\n# {title}\n\n{body}\n"


def in_zip(files: Files) -> Files:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return {"all.zip": out.getvalue()}


def in_tar(files: Files, mode: str = "w") -> Files:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return {"all.tar.gz" if mode == "w:gz" else "all.tar": out.getvalue()}


def in_gzip(files: Files) -> Files:
    return {f"{name}.gz": gzip.compress(data) for name, data in files.items()}


WAYS: dict[str, Callable[[Sequence[Article]], Files]] = {
    "lines": as_lines,
    "array": as_array,
    "object": as_object,
    "comma": as_table,
    "semicolon": lambda given: as_table(given, ";"),
    "tab": lambda given: as_table(given, "\t"),
    "markdown": as_markdown,
    "lines in gzip": lambda given: in_gzip(as_lines(given)),
    "array in zip": lambda given: in_zip(as_array(given)),
    "table in tar": lambda given: in_tar(as_table(given)),
    "markdown in zip": lambda given: in_zip(as_markdown(given)),
    "markdown in tar.gz": lambda given: in_tar(as_markdown(given), "w:gz"),
    "zip in zip": lambda given: in_zip(in_zip(as_lines(given))),
}


def facts(given: Iterable[Article]) -> set[tuple[str | None, ...]]:
    return {(a.title, a.date, a.author, a.text) for a in given}


@pytest.mark.parametrize("way", WAYS)
def test_a_thousand_articles_come_back(tmp_path, way):
    """Title, day, author and text of each are those that were written."""
    for name, data in WAYS[way](ARTICLES).items():
        (tmp_path / name).write_bytes(data)
    read = [reading.article for reading in readings([tmp_path])]
    assert len({article.id for article in read}) == len(ARTICLES)
    assert facts(read) == facts(ARTICLES)
