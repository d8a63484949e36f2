"""What the tests of layout share."""

from kg.language.layout.blocks import blocks_of


def block_words(text, title=None):
    """The blocks of a text as pairs of kind and words."""
    blocks = blocks_of(text, title)
    return [(block.kind, text[block.span.start : block.span.end]) for block in blocks]
