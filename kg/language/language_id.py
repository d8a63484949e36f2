"""Whether a text is English.

The model reads any language as English and returns nonsense, so that this has to be asked before.
"""

from __future__ import annotations

from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder
from spacy.lang.en.stop_words import STOP_WORDS

from kg.model import Article, KgError

_SAMPLE = 4000  # characters: more changes nothing
_SHORTEST = 80  # letters: below this a guess is worth nothing, and the text passes
# of words in small letters: English news has about 0.5 stop words, other languages below 0.2
_ENGLISH_SHARE = 0.25
_CONFIDENT = 0.8
_MARKS = ".,;:!?()\"'“”’"
_LANGUAGES = [
    Language.ENGLISH,
    Language.GERMAN,
    Language.FRENCH,
    Language.SPANISH,
    Language.ITALIAN,
    Language.PORTUGUESE,
    Language.DUTCH,
    Language.POLISH,
    Language.SWEDISH,
    Language.DANISH,
    Language.FINNISH,
    Language.CZECH,
    Language.HUNGARIAN,
    Language.ROMANIAN,
    Language.GREEK,
    Language.TURKISH,
    Language.RUSSIAN,
    Language.UKRAINIAN,
    Language.ARABIC,
    Language.PERSIAN,
    Language.HEBREW,
    Language.HINDI,
    Language.CHINESE,
    Language.JAPANESE,
    Language.KOREAN,
    Language.VIETNAMESE,
    Language.INDONESIAN,
]


class LanguageError(KgError):
    """A text that cannot be read as English news."""


@cache
def _detector() -> LanguageDetector:
    """The detector of languages, loaded once."""
    return LanguageDetectorBuilder.from_languages(*_LANGUAGES).with_low_accuracy_mode().build()


def language_code(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; None for a text too short to say."""
    language = _language(text)
    return language.iso_code_639_1.name.lower() if language else None


def require_english(article: Article) -> None:
    """Raise `LanguageError`, naming the language, if the text is clearly in another one.

    Lists of names and short notes fool any detector; a text with the little words of English
    between its names is English.
    """
    language = _language(article.text)
    if language is None or language == Language.ENGLISH:
        return
    sample = article.text[:_SAMPLE]
    if _detector().compute_language_confidence(sample, language) >= _CONFIDENT:
        raise LanguageError(
            f"{article.id}: the text is {language.name.title()}; kg reads English only: "
            "leave it out or translate it"
        )


def _language(text: str) -> Language | None:
    sample = text[:_SAMPLE]
    if sum(c.isalpha() for c in sample) < _SHORTEST:
        return None
    if _has_english_words(sample):
        return Language.ENGLISH
    return _detector().detect_language_of(sample)


def _has_english_words(text: str) -> bool:
    """Whether many of the words in small letters are stop words of English."""
    words = [word.strip(_MARKS) for word in text.split()]
    small = [word for word in words if word[:1].islower()]
    if not small:
        return False
    return sum(word in STOP_WORDS for word in small) >= _ENGLISH_SHARE * len(small)
