"""Markdown: front matter and a body, which becomes plain text with blank lines between blocks."""

from __future__ import annotations

import html
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.read.errors import ReadError
from kg.read.fields import NAMES, article_of, folded_name
from kg.read.item import Item, Options, Reading
from kg.read.text import decode

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(
    r"\s*^(---|\+\+\+)[ \t]*\r?\n(.*?)^(?:\1|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL
)
_LONGEST_LINE = 2_000  # of front matter
_PAIR = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:(?:[ \t]+(.*?))?[ \t]*")
_PART = re.compile(r"[ \t]*-[ \t]+(.*?)[ \t]*")
_MARKUP = re.compile(r"<!--(?:[^-]|-(?!->))*+(?:-->)?|</?[A-Za-z!][^<>]*>")


def read(item: Item, options: Options) -> Iterator[Reading | ReadError]:
    """The article of a file; its title is that of the front matter, or of a heading at the top."""
    try:
        values, body = _parted(decode(item.data))
        blocks = list(_blocks(_tokens(body)))
        if blocks and blocks[0].heading == 1:
            if not _has_title(values, options):
                values["title"] = blocks.pop(0).text
            elif blocks[0].text in values.values():
                blocks.pop(0)
        fields = {ours: name for ours, name in options.fields.items() if ours != "text"}
        record = {**values, "text": _joined(blocks)}
        yield article_of(record, item, Options(fields), "markdown")
    except ReadError as error:
        yield ReadError(f"{item.where}: {error}")


def _has_title(values: Mapping[str, Any], options: Options) -> bool:
    names = {folded_name(name) for name in values}
    return "title" in options.fields or bool(names & set(NAMES["title"]))


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    heading: int = 0  # 1 for #
    in_list: int = 0  # which tight list of the document it is an item of


def _parted(text: str) -> tuple[dict[str, Any], str]:
    """The front matter, as far as it is understood, and the rest."""
    found = _FRONT.match(text)
    if found is None:
        return {}, text
    rest = text[found.end() :]
    if found[1] == "+++":
        try:
            return _plain(tomllib.loads(found[2])), rest
        except tomllib.TOMLDecodeError as error:
            raise ReadError(f"front matter that is not TOML ({error}); mend it") from error
    return _pairs(found[2].splitlines()), rest


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, with dates as words."""
    kept = (str, int, float, bool, list, dict)
    return {name: v if isinstance(v, kept) else str(v) for name, v in values.items()}


def _pairs(lines: Sequence[str]) -> dict[str, Any]:
    """The part of YAML that front matter is written in: words, quoted words, lists, one level."""
    values: dict[str, Any] = {}
    name = ""
    for line in (line[:_LONGEST_LINE] for line in lines):
        pair, part = _PAIR.fullmatch(line), _PART.fullmatch(line)
        inner = _PAIR.fullmatch(line.strip())
        if pair:
            name = pair[1]
            values[name] = _value(pair[2] or "")
        elif part and name:
            held = values[name] if isinstance(values[name], list) else []
            values[name] = [*held, _value(part[1])]
        elif inner and name and not isinstance(values[name], list):
            held = values[name] if isinstance(values[name], dict) else {}
            values[name] = {**held, inner[1]: _value(inner[2] or "")}
        elif line.strip() and name and isinstance(values[name], str):
            values[name] = f"{values[name].lstrip('>|-+')} {line.strip()}".strip()
    return {name: value for name, value in values.items() if value not in ("", "null", "~")}


def _value(words: str) -> Any:
    if words[:1] == "[" and words[-1:] == "]":
        return [_value(part.strip()) for part in words[1:-1].split(",") if part.strip()]
    if len(words) > 1 and words[0] == words[-1] == "'":
        return words[1:-1].replace("''", "'")
    if len(words) > 1 and words[0] == words[-1] == '"':
        try:
            return str(json.loads(words))
        except ValueError:
            return words[1:-1]
    return words.partition(" #")[0].rstrip()


def _tokens(body: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)


def _blocks(tokens: Sequence[Token]) -> Iterator[_Block]:
    """The blocks of text in order; pictures and rules are none."""
    heading, tight, lists = 0, False, 0
    row: list[str] | None = None
    for token in tokens:
        if token.type == "heading_open":
            heading = int(token.tag[1:])
        elif token.type == "paragraph_open":
            heading, tight = 0, token.hidden
        elif token.type in ("bullet_list_open", "ordered_list_open") and not token.level:
            lists += 1
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield _Block("\t".join(row or ()))
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_words(token))
        else:
            text = _text_of(token)
            if text.strip():
                yield _Block(text, heading, lists if tight else 0)


def _text_of(token: Token) -> str:
    if token.type == "inline":
        return _words(token)
    if token.type in ("fence", "code_block"):
        return token.content.rstrip("\n")
    if token.type == "html_block":
        return html.unescape(_MARKUP.sub("", token.content)).strip()
    return ""


def _words(token: Token) -> str:
    """The words of a paragraph, without the signs that shape them."""
    return "".join(map(_word, token.children or ())).strip()


def _word(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak" or (token.type == "html_inline" and "<br" in token.content):
        return "\n"
    return token.content if token.type in ("text", "code_inline", "text_special") else ""


def _joined(blocks: Sequence[_Block]) -> str:
    """The text, with a blank line between blocks and none between the items of a tight list."""
    text = ""
    for before, block in zip([None, *blocks], blocks, strict=False):
        one_list = before is not None and block.in_list and before.in_list == block.in_list
        text += ("\n" if one_list else "\n\n") + block.text
    return text.strip()
