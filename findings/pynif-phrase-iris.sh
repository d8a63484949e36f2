#!/usr/bin/env bash
# pynif numbers phrases in their IRIs, so two annotations of one text merge into nonsense.
#
# Guess: a phrase gets the IRI that NIF is known for, the document's with the phrase's own offsets
#   (#offset_3_9): the same place in a text is the same node whoever marked it, which is what lets
#   the output of several tools be put into one graph.
# Seen (pynif 0.3.1): the IRI holds the offsets of the whole text and the place in the list of
#   phrases (#offset_0_19_0). Two tools' graphs of one article share IRIs for different words:
#   merged, a node is both "Berlin" and "Paris", with two begins and two ends. The same phrase added
#   second has another IRI than added first. With uri=… given it is as guessed.
# pynif also imports six and does not name it as a dependency.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check \
    pynif==0.3.1 six==1.17.0 rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
from pynif import NIFCollection
from rdflib import RDF, Graph, Namespace

NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
TEXT = "To Berlin and Paris"
ARTICLE = "http://example.org/article"

def annotated(*names: str, own_iri: bool = False) -> str:
    context = NIFCollection(uri="http://example.org/all").add_context(uri=ARTICLE, mention=TEXT)
    for name in names:
        start = TEXT.index(name)
        end = start + len(name)
        uri = f"{ARTICLE}#offset_{start}_{end}" if own_iri else None
        context.add_phrase(beginIndex=start, endIndex=end, uri=uri)
    return context.turtle

def phrases(*turtles: str) -> dict[str, list[str]]:
    graph = Graph()
    for turtle in turtles:
        graph.parse(data=turtle, format="turtle")
    return {
        node.removeprefix(ARTICLE): sorted(map(str, graph.objects(node, NIF.anchorOf)))
        for node in sorted(graph.subjects(RDF.type, NIF.Phrase))
    }

one = phrases(annotated("Berlin"))
other_place = phrases(annotated("Paris", "Berlin"))
merged = phrases(annotated("Berlin"), annotated("Paris"))
given = phrases(annotated("Berlin", own_iri=True), annotated("Paris", own_iri=True))
for found, expected in [
    (one, {"#offset_0_19_0": ["Berlin"]}),
    (other_place, {"#offset_0_19_0": ["Paris"], "#offset_0_19_1": ["Berlin"]}),
    (merged, {"#offset_0_19_0": ["Berlin", "Paris"]}),
    (given, {"#offset_14_19": ["Paris"], "#offset_3_9": ["Berlin"]}),
]:
    print(found)
    assert found == expected, found
print("as described")
PYTHON
