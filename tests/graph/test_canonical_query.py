"""A query written anew asks the same: same tree, same answer, in one plain form."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

import pyparsing
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryBoolean, QueryTriples, RdfFormat, Store
from rdflib import BNode, URIRef
from rdflib.plugins.sparql import parser
from rdflib.plugins.sparql.parserutils import CompValue

from kg.canonical_query import REFUSED, WORDS, QueryError, canonical
from kg.query import questions
from kg.schema import PREFIXES

KNOWN = {**PREFIXES, "ex": "http://e.org/"}
DATA = b"""
@prefix ex: <http://e.org/> .
GRAPH ex:g { ex:a ex:p ex:b }
{ ex:a a ex:T ; ex:p ex:b, ex:c ; ex:n 1 ; ex:q ex:c ; ex:l (1 2 3) .
  ex:b ex:q ex:c ; ex:n 2 .
  ex:c ex:n 3, 1.5 ; ex:l () ; <http://e.org/\xc3\xa9> "u" ; <http://e.org/a/b> "v" . }
"""

PATTERNS = """
?s ?p ?o
?s a ex:T ; ex:p ?o , ?z . FILTER(?o != ?z) FILTER REGEX(STR(?o), "B$", "i")
?s ex:p ?o ; ; ex:n ?n ; .
?s ex:p ?o OPTIONAL { ?o ex:q ?z FILTER(?z != 3) }
{ ?s ex:p ?o } UNION { ?s ex:q ?o } UNION { { ?s ex:n ?o } }
?s ex:p ?o MINUS { ?s ex:q ?z }
GRAPH ex:g { ?s ?p ?o } GRAPH ?g { ?s ?p ?o }
?s ?p ?o FILTER EXISTS { ?s ex:q ?z } FILTER NOT EXISTS { ?o ex:q ?z FILTER(?z > 3) }
?s ?p ?o FILTER(?p IN (ex:p, ex:q)) FILTER(?o NOT IN (1, 2)) FILTER(1 IN ())
{ SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING(COUNT(?o) > 1) LIMIT 5 } ?s ex:p ?z
VALUES ?s { ex:a ex:b } ?s ?p ?o
VALUES (?s ?o) { (ex:a UNDEF) (UNDEF ex:b) ("x"@en 1.5) (true -1) }
VALUES () { () () }
[] ex:p ?o
[ ex:p ?o ; ex:n ?n ]
?s ex:q [ ex:n ?n ] , [ ex:n 3 ]
[ ex:p [ ex:q ?x ] ] ex:n ?n
_:x ex:p ?o . _:x ex:n ?n
?s ex:l ( 1 ?x 3 )
?s ex:l ( 1 ( 2 [ ex:n 1 ] ) "x"@en )
?s ex:l ()
?s ex:\u00e9 ?\u00e9t\u00e9 ; ex:a\\/b ?o
?s ex:a.b ?o ; ex:a%20b ex:1, ex:x:y
$s <http://e.org/p>/ex:q ?o
BIND(STR(IRI("http://e.org/rel")) AS ?x)
BIND("caf\\u00e9 \\U000000e9" AS ?x)
""".strip().splitlines()
_PATHS = """
ex:p ^ex:p ex:p/ex:q ex:p|ex:q ex:p* ex:p+ ex:p? (ex:p/ex:q)* (ex:p|^ex:q)+ !ex:p !(ex:p|^ex:q)
^(ex:p/ex:q)? a a* ex:p/a <http://e.org/p>* !a !(a) !^ex:p
"""
PATHS = _PATHS.split()
EXPRESSIONS = r"""
1 + 2 | 1-2 | ?a-1 | ?a -1*2 | 1+2*3 | (1+2)*3 | -?a | +?a | !true | ?a--1 | 10/4/2 | 2*-1
1=1 | 1!=2 | 1 <2 | 1> 2 | 1<=2 | 1>=2 | ?a < 2 && ?a > 0 | ?a <2 || ?a>0 | (1 < 2) = true
1.5 | .5 | 1e3 | 1.e3 | .5e-3 | +1 | -1.5 | +1.5e3 | true | false
"a"@en | "a"@en-GB | "1"^^xsd:integer | "1"^^<http://www.w3.org/2001/XMLSchema#byte>
'''a'b''' | "a\"b" | 'a\'b' | "a\n\tb" | "é#ü" | "" | '' | "http://x/#y" | "\\d+" | '"' | "it's"
ex:a | EXISTS { ?s ?p ?o } | NOT EXISTS { ?s ?p ?o } | COALESCE(?z, 1) | IF(true, 1, 2)
STR("a") | LANG("a"@en) | LANGMATCHES("en", "*") | DATATYPE(1) | BOUND(?a) | URI("http://a/b")
STRLANG("a", "en") | STRDT("1", xsd:integer) | SAMETERM(1, 1) | ISIRI(?a) | ISURI(?a)
ISBLANK(BNODE()) | ISBLANK(BNODE("a")) | ISLITERAL(?a) | ISNUMERIC(?a) | CONCAT() | CONCAT("a", "b")
ABS(-1) | CEIL(1.5) | FLOOR(1.5) | ROUND(1.5) | (RAND() < 2) | STRLEN("a") | SUBSTR("abc", 2)
SUBSTR("abc", 2, 1) | UCASE("a") | LCASE("A") | CONTAINS("abc", "b") | STRSTARTS("abc", "a")
STRENDS("abc", "c") | STRBEFORE("abc", "b") | STRAFTER("abc", "b") | ENCODE_FOR_URI("a b")
REPLACE("abc", "b", "x") | REPLACE("abc", "B", "x", "i")
REGEX("abc", "b") | regex("abc", "B", "i")
MD5("a") | SHA1("a") | SHA256("a") | SHA384("a") | SHA512("a") | STRLEN(STRUUID()) | ISIRI(UUID())
(YEAR(NOW()) > 1) | (MONTH(NOW()) > 0) | (DAY(NOW()) > 0)
HOURS("2020-01-01T10:00:00Z"^^xsd:dateTime)
MINUTES("2020-01-01T10:00:00Z"^^xsd:dateTime) | SECONDS("2020-01-01T10:00:00Z"^^xsd:dateTime)
TIMEZONE("2020-01-01T10:00:00Z"^^xsd:dateTime) | TZ("2020-01-01T10:00:00Z"^^xsd:dateTime)
xsd:integer("1") | xsd:decimal("1.5") | xsd:string(1) | xsd:boolean("true") | xsd:double("1e3")
"""
AGGREGATES = """
COUNT(*) | COUNT(DISTINCT *) | COUNT(?o) | count(DISTINCT ?o) | SUM(?o) | SUM(DISTINCT ?o) | MIN(?o)
MAX(?o) | AVG(?o) | SAMPLE(1) | GROUP_CONCAT(?o) | GROUP_CONCAT(DISTINCT ?o;SEPARATOR=', ')
"""
QUERIES = """
ASK { ?s ?p ?o }
ASK {}
SELECT DISTINCT ?s { ?s ?p ?o } ORDER BY ?s
SELECT REDUCED ?s { ?s ?p ?o } ORDER BY ASC(?s) DESC(?p) STR(?o) LIMIT 2 OFFSET 1
select*{?s ?p ?o}order by?s ?p ?o offset 1 limit 2
SELECT ?x (SUM(?n) AS ?t) { ?s ex:n ?n } GROUP BY (?n + 1 AS ?x) ORDER BY ?x
SELECT (COUNT(*) AS ?c) { ?s ex:n ?n } GROUP BY STR(?n) ORDER BY ?c
SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o VALUES ?s { ex:a }
SELECT (1 AS ?x) (?x + 1 AS ?y) {}
CONSTRUCT { ?s ex:r ?o . _:b ex:s [ ex:t ?s ] . ?s ex:l (1 2) } WHERE { ?s ex:p ?o }
CONSTRUCT WHERE { ?s ex:p ?o . ?o ex:q ?z }
CONSTRUCT {} WHERE {}
DESCRIBE ex:a <http://e.org/b>
DESCRIBE ?s WHERE { ?s ex:n 1 } ORDER BY ?s LIMIT 1
DESCRIBE * { ?s ex:n 1 }
BASE <http://e.org/> SELECT * { <a> <p> ?o } ORDER BY ?o
BASE <http://e.org/> PREFIX : <> SELECT * { :a :p ?o BIND(STR(IRI("x")) AS ?x) } ORDER BY ?o
BASE <http://e.org/x/y> PREFIX b: <../> BASE <w/> SELECT * { b:a b:p ?o ; ?p <../../c> }
PREFIX kg: <http://e.org/> PREFIX : <http://e.org/> SELECT * { kg:a :p ?o . ?o : ?z } ORDER BY ?o
""".strip().splitlines()
COMMENTED = "# first\nSELECT ?s # a comment\n{ ?s ex:n 1 # another\n. }\nORDER BY ?s # and last"


def _each(text: str) -> list[str]:
    return [part.strip() for part in re.split(r" \| |\n", text.strip())]


GROUPED = "SELECT ?s ({0} AS ?x) {{ ?s ex:n ?o }} GROUP BY ?s HAVING({0} > 0) ORDER BY DESC({0}) ?s"
FEATURES = [
    *QUERIES,
    COMMENTED,
    *(f"SELECT * {{ {pattern} }}" for pattern in PATTERNS),
    *(f"SELECT ?s ?o {{ ?s {path} ?o , ?z ; ex:n ?n . }}" for path in PATHS),
    *(f"SELECT ?x {{ VALUES ?a {{ 1 2 }} BIND({e} AS ?x) }}" for e in _each(EXPRESSIONS)),
    *(f"SELECT ({e} AS ?x) {{ ?s ex:n ?a FILTER({e}) }}" for e in _each(EXPRESSIONS)),
    *(GROUPED.format(a) for a in _each(AGGREGATES)),
    *(question.path.read_text(encoding="utf-8") for question in questions()),
]


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(DATA, RdfFormat.TRIG)
    return store


def _tree(query: str) -> object:
    """The tree of rdflib with whole IRIs and with blank nodes numbered in their order."""
    prologue, body = parser.parseQuery(query)
    base, known = None, dict(KNOWN)
    for declaration in prologue:
        iri = urljoin(base or "", declaration.iri)
        if declaration.name == "Base":
            base = iri
        else:
            known[declaration.prefix or ""] = iri
    blanks: dict[BNode, int] = {}

    def plain(node: Any) -> object:
        if isinstance(node, CompValue) and node.name == "pname":
            prefix, local = (dict.get(node, k, "") for k in ("prefix", "localname"))
            return URIRef(known[prefix] + local.replace("\\", ""))
        if isinstance(node, CompValue):
            return node.name, [(key, plain(value)) for key, value in node.items()]
        if isinstance(node, (list, tuple, pyparsing.ParseResults)):
            return [plain(part) for part in node]
        if isinstance(node, BNode):
            return "blank", blanks.setdefault(node, len(blanks))
        if isinstance(node, URIRef):
            return URIRef(urljoin(base, node)) if base else node
        return node

    return plain(body)


def _answer(store: Store, query: str, **prefixes: dict[str, str]) -> object:
    """The answer in its order, without the names of blank nodes."""
    result = store.query(query, **prefixes)
    if isinstance(result, QueryBoolean):
        return bool(result)
    if isinstance(result, QueryTriples):
        return sorted(re.sub(r"_:\w+", "_:", str(triple)) for triple in result)
    names = [variable.value for variable in result.variables]
    rows = [[re.sub(r"_:\w+", "_:", str(row[name])) for name in names] for row in result]
    return names, rows


@pytest.mark.parametrize("query", FEATURES)
def test_canonical_query_asks_the_same(store: Store, query: str) -> None:
    """The features of SPARQL 1.1 and the ready-made questions: same tree, same answer, one form."""
    written = canonical(query, KNOWN).text
    assert _tree(written) == _tree(query)
    assert _answer(store, written) == _answer(store, query, prefixes=KNOWN)
    assert canonical(written, {}).text == written


def test_every_word_of_the_grammar_is_known() -> None:
    """Each word of the grammar of rdflib is written, declared at the top, or refused."""
    seen: dict[int, pyparsing.ParserElement] = {}
    waiting = [parser.QueryUnit]
    while waiting:
        element = waiting.pop()
        if id(element) not in seen:
            seen[id(element)] = element
            waiting += getattr(element, "exprs", None) or []
            waiting += [e for e in [getattr(element, "expr", None)] if e is not None]
    words = {e.match.upper() for e in seen.values() if isinstance(e, pyparsing.CaselessKeyword)}
    after_refused = {"SILENT", "NAMED"}
    known = {word.upper() for word in WORDS} | set(REFUSED) | {"BASE", "PREFIX"} | after_refused
    assert len(words) > 90
    assert words <= known
    assert not WORDS & set(REFUSED)


GAPS = st.sampled_from([" ", "\n", "  ", " \r\n ", " # a note\n", "\n#\n", "\t"])
NODES = st.sampled_from(["?a", "$b", "ex:a", "<http://e.org/#b>", "_:c", "[ ]", "a:b.c"])
LITERALS = st.one_of(
    st.sampled_from(["1", "-2", "1.5", ".5e3", "true", "'a'@en", "'1'^^ex:t", "'''a\n'b'''"]),
    st.text("ab #<>{}'é\u4e2d", max_size=9).map(lambda text: f'"{text}"'),
)
STEPS = st.recursive(
    st.sampled_from(["a", "ex:p", "<http://e.org/q>", "!ex:p", "^ex:p", "!( a | ^ex:p )"]),
    lambda step: st.one_of(
        st.builds("( {} {} {} )".format, step, st.sampled_from("/|"), step),
        st.builds("( {} ){}".format, step, st.sampled_from("*+?")),
    ),
    max_leaves=4,
)
OPERATORS = st.sampled_from(["+", "-", "*", "/", "=", "!=", "<", ">", "<=", ">=", "&&", "||"])
VALUES = st.recursive(
    st.one_of(st.sampled_from(["?a", "?b", "ex:a"]), LITERALS),
    lambda value: st.one_of(
        st.builds("( {} {} {} )".format, value, OPERATORS, value),
        st.builds("{}( {} )".format, st.sampled_from(["STR", "lcase", "ex:f", "!"]), value),
        st.builds("( {} IN ( {} , {} ) )".format, value, value, value),
        st.builds("CONCAT( {} , {} )".format, value, value),
    ),
    max_leaves=5,
)
_TRIPLES = "{} {} {} ; ex:n {} , [ ex:p {} ] ."
TRIPLES = st.builds(_TRIPLES.format, NODES, STEPS, NODES, LITERALS, NODES)
GROUPS = st.recursive(
    TRIPLES,
    lambda group: st.one_of(
        st.builds("{} {}".format, group, group),
        st.builds("{{ {} }} UNION {{ {} }}".format, group, group),
        st.builds("{} OPTIONAL {{ {} }}".format, group, group),
        st.builds("{} FILTER( {} )".format, group, VALUES),
        st.builds("FILTER NOT EXISTS {{ {} }}".format, group),
        st.builds("{{ SELECT DISTINCT ?a {{ {} }} GROUP BY ?a }}".format, group),
        st.builds("GRAPH ?g {{ {} }} VALUES ?a {{ {} UNDEF }}".format, group, LITERALS),
    ),
    max_leaves=3,
)
HEADS = st.sampled_from(["SELECT *", "select ?a ( COUNT( * ) AS ?n )", "ASK", "DESCRIBE ?a"])


@settings(max_examples=60)
@given(st.data())
def test_canonical_query_keeps_the_tree(data: st.DataObject) -> None:
    """Whatever is built from the grammar, with any space and comment between its tokens."""
    query = f"PREFIX a: <http://e.org/a#> {data.draw(HEADS)} {{ {data.draw(GROUPS)} }} LIMIT 9"
    strings = r"\"[^\"]*\"|'''[^*]*?'''|'[^']*'"
    parts = re.split(rf"({strings})| ", query)
    spaced = "".join(data.draw(GAPS) if part is None else part for part in parts)
    written = canonical(spaced, KNOWN).text
    assert _tree(written) == _tree(query)
    assert canonical(written, {}).text == written


def test_canonical_query_is_plain() -> None:
    """One token a line, words in capitals, IRIs on top, one kind of quotes, no comments."""
    query = "select $a { $a a ex:T ; <http://e.org/p>* 'it\\'s' # note\n filter(?b<1) }"
    assert canonical(query, KNOWN).text.splitlines() == [
        "PREFIX i0: <http://e.org/T>",
        "PREFIX i1: <http://e.org/p>",
        *("SELECT", "?a", "{", "?a", "a", "i0:", ";", "i1:*", '"it\'s"'),
        *("FILTER(", "?b", "<", "1", ")", "}"),
    ]


def test_place_of_a_line_is_that_of_its_token() -> None:
    """A message about the text written anew can name the place in the query as it was given."""
    query = canonical("SELECT *\n{ ?s ex:p\n  ?o }", KNOWN)
    line = query.text.splitlines().index("?o") + 1
    assert query.place(line) == "query, line 3, column 3, at '?o'"
    assert query.place(1) == "query, line 2, column 6, at 'ex:p'"
    assert query.place(99) == "query, at its end"


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("ASK { SERVICE ex:s { ?s ?p ?o } }", "line 1, column 7, at 'SERVICE'"),
        ("SELECT * from ex:g { ?s ?p ?o }", "FROM would fetch"),
        ("INSERT DATA { ex:a ex:p ex:b }", "update is not a question"),
        ("ASK { ?s A ?o }", "no word of a SPARQL 1.1 query"),
        ("ASK { ?s nope:p ?o }", "prefix 'nope' is not known"),
        ("ASK { <a> ?p ?o }", "declare a BASE"),
        ("ASK { FILTER(?a<1&&?b>2) }", "put spaces around < and >"),
        ("PREFIX ex <http://e.org/> ASK {}", "write BASE"),
        ("ASK { ?s ?p 'open }", "is a quote not closed"),
        ("ASK { ?s ?p % }", "line 1, column 13, at '%'"),
    ],
)
def test_what_cannot_be_written_is_refused(query: str, reason: str) -> None:
    """The message says where and why."""
    with pytest.raises(QueryError, match=re.escape(reason)):
        canonical(query, KNOWN)


@pytest.mark.parametrize("code", ["0009", "0022", "0023", "003c", "005C", "0085", "d800"])
def test_escape_of_no_letter_is_refused(code: str) -> None:
    """What may be syntax is written as itself: an escape of it has no one meaning."""
    with pytest.raises(QueryError, match=f"u{code} stands for no letter"):
        canonical(f"ASK {{ ?s ?p 'a\\u{code}' }}", KNOWN)


def test_backslash_before_digits_is_refused() -> None:
    """What could be read as an escape once more is not written."""
    with pytest.raises(QueryError, match="CONCAT"):
        canonical(r"ASK { ?s ?p '\\u0041' }", KNOWN)
