"""Is the text English? The model reads any language as English and returns nonsense, so it has to be asked before."""

from __future__ import annotations

from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder
from spacy.lang.en.stop_words import STOP_WORDS

from kg.model import Article, KgError

_SAMPLE = 4000  # characters: more changes nothing
_SHORTEST = 80  # letters: below this a guess is worth nothing, and the text passes
_ENGLISH_SHARE = 0.25  # of the words in small letters, English news has about 0.5 of stop words, other languages below 0.2
_SURE = 0.8
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
    return LanguageDetectorBuilder.from_languages(*_LANGUAGES).with_low_accuracy_mode().build()


def require_english(article: Article) -> None:
    """Raise `LanguageError`, naming the language, if the text is clearly in another one.

    Lists of names and short notes fool any detector; a text with the little words of English between its names is English.
    """
    sample = article.text[:_SAMPLE]
    tokens = [w for w in (w.strip(".,;:!?()\"'“”’") for w in sample.split()) if w[:1].islower()]
    if sum(c.isalpha() for c in sample) < _SHORTEST or (
        tokens and sum(w in STOP_WORDS for w in tokens) >= _ENGLISH_SHARE * len(tokens)
    ):
        return
    found = _detector().detect_language_of(sample)
    if (
        found is not None
        and found != Language.ENGLISH
        and _detector().compute_language_confidence(sample, found) >= _SURE
    ):
        raise LanguageError(
            f"{article.id}: the text is {found.name.title()}; kg reads English only: leave it out or translate it"
        )
