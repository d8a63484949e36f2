"""From an article to a `Document`: the only package that loads the spaCy model."""

from kg.language.document_builder import parse
from kg.language.language_id import LanguageError, language_of, require_english
from kg.language.ner.gazetteer import read_gazetteer

__all__ = ["LanguageError", "language_of", "parse", "read_gazetteer", "require_english"]
