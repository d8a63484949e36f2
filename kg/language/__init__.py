"""Article → Document: the only stage that loads the spaCy model."""

from kg.language.idiom import LanguageError, require_english
from kg.language.names.gazetteer import read_gazetteer
from kg.language.reading import parse

__all__ = ["LanguageError", "parse", "read_gazetteer", "require_english"]
