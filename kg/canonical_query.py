r"""A SPARQL query written anew, so that two parsers cannot read it in two ways.

`kg.query_worker` lets rdflib judge a foreign query and pyoxigraph run it. Where two lexers differ,
what was judged is not what runs. So both get the same text, in which nothing is left to differ
about:

- one token a line, no comment, every character as itself: no `\u` escape is left;
- every IRI is absolute and stands in a `PREFIX` line on top, so that `<` below is "less than";
- strings stand in plain quotation marks, with the escapes `\\ \" \n \r \t \b \f` only;
- a word is one of `WORDS`, which has none that reaches the network, a file, or writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import RdfFormat, parse

from kg.model import KgError

# Words of SPARQL 1.1 queries as they are written; they are read in any case, but for `a`.
_WORDS = """
    SELECT CONSTRUCT DESCRIBE ASK WHERE DISTINCT REDUCED AS
    GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET VALUES UNDEF
    GRAPH OPTIONAL UNION MINUS FILTER BIND EXISTS NOT IN
    COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR
    STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE STRLANG STRDT SAMETERM
    ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC COALESCE IF
    ABS CEIL FLOOR ROUND RAND
    STRLEN SUBSTR UCASE LCASE CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER CONCAT
    ENCODE_FOR_URI REPLACE REGEX UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512
    NOW YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ
    true false a
"""
WORDS = frozenset(_WORDS.split())
_UPDATE = "an update is not a question; the graph changes through kg build and kg remove alone"
# Words that are refused for what they do, with the cure.
REFUSED = {
    "SERVICE": "SERVICE would reach the network; ask that server itself and join the answers",
    "FROM": "FROM would fetch a graph; the graphs of this store are reached through GRAPH",
    **dict.fromkeys(
        ("LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"),
        _UPDATE,
    ),
}
_ANY_CASE = {word.upper(): word for word in WORDS - {"a"}}

# The terminals of https://www.w3.org/TR/sparql11-query/#sparqlGrammar, the longest first.
_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MARK = "\u00b7\u0300-\u036f\u203f-\u2040"
_NAME = rf"{_LETTER}_0-9{_MARK}\-"
_LOCAL_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = rf"(?:[{_LETTER}](?:[{_NAME}.]*[{_NAME}])?)?"
_LOCAL = (
    rf"(?:[{_LETTER}_:0-9]|{_LOCAL_ESCAPE})"
    rf"(?:(?:[{_NAME}.:]|{_LOCAL_ESCAPE})*(?:[{_NAME}:]|{_LOCAL_ESCAPE}))?"
)
_EXPONENT = "[eE][+-]?[0-9]+"
_ECHAR = r"\\[tbnrf\\\"']"
_TOKEN = re.compile(
    "|".join(
        f"(?P<{kind}>{pattern})"
        for kind, pattern in {
            "gap": r"[ \t\r\n]+|#[^\r\n]*",
            "iri": r"<[^<>\"{}|^`\\\x00-\x20]*>",
            "long_string": rf"\"\"\"(?:\"{{0,2}}(?:[^\"\\]|{_ECHAR}))*\"\"\""
            rf"|'''(?:'{{0,2}}(?:[^'\\]|{_ECHAR}))*'''",
            "string": rf"\"(?:[^\"\\\n\r]|{_ECHAR})*\"|'(?:[^'\\\n\r]|{_ECHAR})*'",
            "language": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
            "variable": rf"[?$][{_LETTER}_0-9][{_LETTER}_0-9{_MARK}]*",
            "blank": rf"_:[{_LETTER}_0-9](?:[{_NAME}.]*[{_NAME}])?",
            "pname": rf"(?P<prefix>{_PREFIX}):(?P<local>{_LOCAL})?",
            "number": rf"[+-]?(?:[0-9]+\.[0-9]*{_EXPONENT}|\.[0-9]+{_EXPONENT}|[0-9]+{_EXPONENT}"
            r"|[0-9]*\.[0-9]+|[0-9]+)",
            "word": "[A-Za-z][A-Za-z0-9_]*",
            "mark": r"\^\^|&&|\|\||!=|<=|>=|[{}()\[\].;,*/+\-!=<>|^?]",
        }.items()
    )
)
_UNICODE_ESCAPE = re.compile(r"\\\\|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UNESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_ESCAPES = {"\\": r"\\", '"': r"\"", **{char: f"\\{name}" for name, char in _UNESCAPED.items()}}
_ESCAPED = str.maketrans(_ESCAPES)


class QueryError(KgError):
    """A question that cannot be, or will not be, answered."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the query as it was given, and its kind: a name in `_TOKEN`."""

    kind: str
    text: str
    match: re.Match[str]

    @property
    def place(self) -> str:
        """Line, column and text, for messages."""
        before = self.match.string[: self.match.start()]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return f"query, line {line}, column {column}, at {self.text[:40]!r}"


@dataclass(frozen=True, slots=True)
class CanonicalQuery:
    """A query written anew, how deep its brackets nest, and from which token each line comes."""

    text: str
    depth: int
    origins: tuple[Token, ...]

    def place(self, line: int) -> str:
        """Where a line of the text stands in the query as it was given; lines count from 1."""
        return self.origins[line - 1].place if line <= len(self.origins) else "query, at its end"


@dataclass(frozen=True, slots=True)
class _Prologue:
    base: str | None
    prefixes: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Iris:
    """The prefix that stands for each IRI, and the tokens where the IRIs stand first."""

    names: dict[str, str] = field(default_factory=dict)
    origins: list[Token] = field(default_factory=list)

    def name(self, iri: str, token: Token) -> str:
        if iri not in self.names:
            self.names[iri] = f"i{len(self.names)}:"
            self.origins.append(token)
        return self.names[iri]


def canonical(query: str, prefixes: Mapping[str, str]) -> CanonicalQuery:
    """The same query in the form described above; `prefixes` need no declaration.

    It need not be SPARQL: only its tokens are read, not their order. Raises `QueryError` where no
    token of SPARQL 1.1 is found, where a word is refused, a prefix is not declared, or an IRI is
    relative without a `BASE`.
    """
    tokens = list(_tokens(_without_unicode_escapes(query)))
    prologue, body = _prologue(tokens, prefixes)
    iris = _Iris()
    lines: list[str] = []
    origins: list[Token] = []
    previous: Token | None = None
    for token in body:
        written = _written(token, prologue, iris)
        if previous is not None and _is_bound(token, previous):
            lines[-1] += written
        else:
            lines.append(written)
            origins.append(token)
        previous = token
    head = [f"PREFIX {name} <{iri}>" for iri, name in iris.names.items()]
    if prologue.base is not None:  # IRI("…") looks for it; behind the prefixes, which need none
        head.append(f"BASE <{prologue.base}>")
        iris.origins.append(tokens[0])
    text = "\n".join([*head, *lines, ""])
    return CanonicalQuery(text, _depth(body), (*iris.origins, *origins))


def _without_unicode_escapes(query: str) -> str:
    r"""Every `\u0041` as the character that it stands for.

    SPARQL 1.1 does this before it looks for tokens, other readers do it inside of strings only. A
    letter, a digit or what is not ASCII means the same in both; the rest does not, and is refused.
    """
    if any("\ud800" <= char <= "\udfff" for char in query):
        raise QueryError("query: holds half of a surrogate pair; write the whole character")

    def character(match: re.Match[str]) -> str:
        digits = match[1] or match[2]
        if digits is None:  # an escaped backslash
            return match[0]
        code = int(digits, 16)
        if code < 0x80 and chr(code).isalnum():
            return chr(code)
        if 0xA0 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
            return chr(code)
        raise QueryError(
            f"query: escape {match[0]} stands for no letter; write the character itself,"
            r" or in a string \t, \n, \r, \" or \\"
        )

    return _UNICODE_ESCAPE.sub(character, query)


def _tokens(query: str) -> Iterator[Token]:
    start = 0
    while start < len(query):
        match = _TOKEN.match(query, start)
        if match is None:
            unread = re.compile(r".\S{0,39}", re.DOTALL).match(query, start)
            assert unread is not None
            place = Token("", unread[0], unread).place
            raise QueryError(f"{place}: not SPARQL: no token of SPARQL 1.1; is a quote not closed?")
        kind = match.lastgroup
        assert kind is not None
        if kind != "gap":
            yield Token(kind, match[0], match)
        start = match.end()


def _prologue(tokens: list[Token], prefixes: Mapping[str, str]) -> tuple[_Prologue, list[Token]]:
    """What the query declares, and the tokens behind the declarations."""
    base: str | None = None
    known = dict(prefixes)
    at = 0
    while at < len(tokens) and tokens[at].text.upper() in ("BASE", "PREFIX"):
        is_base = tokens[at].text.upper() == "BASE"
        declared = tokens[at + 1 : at + (2 if is_base else 3)]
        shape = [token.kind for token in declared]
        if is_base and shape == ["iri"]:
            base = _absolute(declared[0], base)
        elif shape == ["pname", "iri"] and declared[0].match["local"] is None:
            known[declared[0].match["prefix"]] = _absolute(declared[1], base)
        else:
            cure = "write BASE <https://…> or PREFIX name: <https://…>"
            raise QueryError(f"{tokens[at].place}: not SPARQL: {cure}")
        at += 1 + len(declared)
    return _Prologue(base, known), tokens[at:]


def _absolute(token: Token, base: str | None) -> str:
    """The IRI of a token `<…>`, resolved by the engine's own library."""
    try:
        triple = next(iter(parse(f"{token.text} <x:p> <x:o> .", RdfFormat.TURTLE, base_iri=base)))
    except SyntaxError as error:
        reason = str(error.msg).partition(": ")[2] or error.msg
        cure = "write the whole IRI, declare a BASE, or put spaces around < and >"
        raise QueryError(f"{token.place}: not SPARQL: {reason}; {cure}") from None
    return str(triple.subject.value)


def _written(token: Token, prologue: _Prologue, iris: _Iris) -> str:
    """A token as it is written anew; its IRI is added to `iris`."""
    match token.kind:
        case "iri":
            return iris.name(_absolute(token, prologue.base), token)
        case "pname":
            return iris.name(_full(token, prologue.prefixes), token)
        case "long_string":
            return _quoted(token, token.text[3:-3])
        case "string":
            return _quoted(token, token.text[1:-1])
        case "variable":
            return f"?{token.text[1:]}"
        case "word":
            return _word(token)
        case _:
            return token.text


def _full(token: Token, known: dict[str, str]) -> str:
    prefix, local = token.match["prefix"], token.match["local"] or ""
    if prefix not in known:
        names = ", ".join(sorted(known))
        cure = f"declare it with PREFIX {prefix}: <https://…>; known are {names}"
        raise QueryError(f"{token.place}: not SPARQL: prefix {prefix!r} is not known; {cure}")
    return known[prefix] + re.sub(r"\\(.)", r"\1", local)


def _quoted(token: Token, content: str) -> str:
    value = re.sub(r"\\(.)", lambda match: _UNESCAPED.get(match[1], match[1]), content)
    written = value.translate(_ESCAPED)
    if re.search(r"\\[uU][0-9A-Fa-f]{4}", written):  # some readers take it for an escape
        cure = r"join it: CONCAT('\\', 'u…')"
        raise QueryError(f"{token.place}: a backslash before u and digits; {cure}")
    return f'"{written}"'


def _word(token: Token) -> str:
    if token.text == "a":
        return "a"
    word = token.text.upper()
    if word in REFUSED:
        raise QueryError(f"{token.place}: {REFUSED[word]}")
    if word not in _ANY_CASE:
        cure = "see https://www.w3.org/TR/sparql11-query/"
        raise QueryError(f"{token.place}: not SPARQL: no word of a SPARQL 1.1 query; {cure}")
    return _ANY_CASE[word]


def _is_bound(token: Token, previous: Token) -> bool:
    """Whether no space may stand between for one of the parsers, where the grammar allows it.

    rdflib wants none before the language or datatype of a string, or the mark of a path;
    pyoxigraph none before the bracket of `CONCAT (`.
    """
    if token.kind == "language" or "^^" in (token.text, previous.text):
        return True
    if token.text == "(":
        return previous.kind == "word" and previous.text != "a"
    return token.text in ("?", "*", "+") and token.match.start() == previous.match.end()


def _depth(tokens: list[Token]) -> int:
    depth = deepest = 0
    for token in tokens:
        if token.kind == "mark":
            depth += (token.text in "({[") - (token.text in ")}]")
            deepest = max(deepest, depth)
    return deepest
