"""Characters that break XML, JSON or a terminal, replaced one for one so that offsets stay true."""

import re
import unicodedata

# Control characters but for tab, line feed and carriage return; surrogates; and the two code points
# that are no characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What no IRI of the graph tells apart from U+FFFD.
_NOT_IN_IRIS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean(text: str) -> str:
    """The text with a space for each control character and U+FFFD for each broken character.

    Same length, same offsets.
    """
    return _FORBIDDEN.sub(lambda found: " " if found[0] < "\xa0" else "\ufffd", text)


def folded(article_id: str) -> str:
    """What two ids have in common that are one in the graph.

    White space counts as one space, and an accent is the same however it is written.
    """
    composed = unicodedata.normalize("NFC", _NOT_IN_IRIS.sub("\ufffd", article_id))
    return " ".join(composed.split())
