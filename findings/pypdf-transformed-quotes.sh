#!/usr/bin/env bash
# pypdf reads a page's quotation marks as ligatures once the page was turned or scaled.
#
# Guess: scale_by, add_transformation and transfer_rotation_to_content move what stands on a page;
#   extract_text gives the same words before and after.
# Seen (pypdf 7.1.1): for a page of a PdfWriter, “quoted” becomes ﬁquotedﬂ, don’t becomes don™t and
#   the euro sign a bullet; accented letters stay, so French looks right and English does not. The
#   file that is written is right again, and so is a page that compress_content_streams treated.
# Why: the page's font has one encoding (here WinAnsi), but a content stream that was read into
#   operations holds its strings decoded as PDFDocEncoding; written out they are the same bytes.
# So text is to be extracted before a page is transformed, or from the file written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pypdf==7.1.1
"$folder/venv/bin/python" - <<'PYTHON'
import io
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

font = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}
font = DictionaryObject({NameObject("/" + k): NameObject("/" + v) for k, v in font.items()})
stream = StreamObject()
stream.set_data(b"BT /F1 12 Tf 20 100 Td (\x93quoted\x94, don\x92t, \x80 5, caf\xe9) Tj ET")
writer = PdfWriter()
page = writer.add_blank_page(300, 200)
fonts = DictionaryObject({NameObject("/F1"): font})
page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
page[NameObject("/Contents")] = stream
writer.write(data := io.BytesIO())

RIGHT, WRONG = "“quoted”, don’t, € 5, café", "ﬁquotedﬂ, don™t, • 5, café"
for name, change, expected in [
    ("unchanged", lambda page: None, RIGHT),
    ("compress_content_streams", lambda page: page.compress_content_streams(), RIGHT),
    ("scale_by", lambda page: page.scale_by(0.5), WRONG),
    ("add_transformation", lambda page: page.add_transformation((1, 0, 0, 1, 5, 5)), WRONG),
]:
    copy = PdfWriter(clone_from=PdfReader(data))
    change(copy.pages[0])
    found = copy.pages[0].extract_text()
    copy.write(written := io.BytesIO())
    print(name.ljust(25), found, "| written:", PdfReader(written).pages[0].extract_text())
    assert found == expected, found
    assert PdfReader(written).pages[0].extract_text() == RIGHT
print("as described")
PYTHON
