"""The layout of an article: its blocks, who speaks in them, and its quotation marks."""
