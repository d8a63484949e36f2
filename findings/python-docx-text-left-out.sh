#!/usr/bin/env bash
# python-docx reads hidden words and leaves out visible ones.
#
# Guess: document.paragraphs is what Word shows from top to bottom: hidden words are left out or
#   marked, and what stands in a date picker, a field or an accepted control is ordinary text.
# Seen (python-docx 1.2.0): text in Word's hidden format is part of paragraph.text. Missing without
#   a trace are a whole paragraph in a content control (w:sdt), from document.paragraphs and from
#   iter_inner_content(); and within a sentence a control such as a date picker, a simple field
#   and an insertion under "track changes", which Word shows as text. A deletion is left out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check python-docx==1.2.0
"$folder/venv/bin/python" - <<'PYTHON'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

RUN = "<w:r><w:t>{}</w:t></w:r>"
document = docx.Document()

def element(xml: str):
    return parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1))

def sentence(start: str, xml: str, end: str) -> None:
    paragraph = document.add_paragraph(start)
    paragraph._p.append(element(xml))
    paragraph.add_run(end)

lead = f"<w:p>{RUN.format('The lead of the article.')}</w:p>"
lead = element(f"<w:sdt><w:sdtPr/><w:sdtContent>{lead}</w:sdtContent></w:sdt>")
document.element.body.insert(0, lead)
control = f"<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{RUN}</w:sdtContent></w:sdt>"
sentence("On ", control.format("5 May 2026"), " it closed.")
sentence("Printed on ", f"<w:fldSimple w:instr='DATE'>{RUN.format('6 May')}</w:fldSimple>", ".")
sentence("It did ", f"<w:ins w:id='1' w:author='Editor'>{RUN.format('not')}</w:ins>", " open.")
deleted = "<w:r><w:delText>never</w:delText></w:r>"
sentence("It will ", f"<w:del w:id='2' w:author='Editor'>{deleted}</w:del>", "open.")
document.add_paragraph("Visible.").add_run(" A note to the desk.").font.hidden = True

SEEN = ["On  it closed.", "Printed on .", "It did  open.", "It will open."]
SEEN.append("Visible. A note to the desk.")
for name, found in {
    "paragraphs": [paragraph.text for paragraph in document.paragraphs],
    "iter_inner_content": [paragraph.text for paragraph in document.iter_inner_content()],
}.items():
    print(name.ljust(20), found)
    assert found == SEEN, found
print("as described")
PYTHON
