"""Characters that break XML, JSON or a terminal, replaced one for one so that offsets stay true."""

import re

# Control characters but for tab, line feed and carriage return; surrogates; and the two code points
# that are no characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text with a space for each control character and U+FFFD for each broken character.

    Same length, same offsets.
    """
    return _FORBIDDEN.sub(lambda found: " " if found[0] < "\xa0" else "\ufffd", text)
