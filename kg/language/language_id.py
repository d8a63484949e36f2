"""Whether a text is English.

The model reads any language as English and returns nonsense, so that this has to be asked before.
It is told by the little words of the text and by its script; names tell nothing. A detector is
asked only where these leave doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from spacy.lang.en.stop_words import STOP_WORDS

from kg.model import Article, KgError
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from lingua import LanguageDetector

_PARTS, _LENGTH_OF_PART = 12, 500  # characters looked at, evenly over the text
_SHORTEST = 80  # letters: below this a guess is worth nothing, and the text passes
_SHORTEST_OF_SCRIPT = 30  # characters, where the script tells it
_WORD = re.compile(r"[^\W\d_]+")
_IN_NO_WORD = re.compile(r"[@\d]|://|www\.")  # but in addresses, handles, figures
_FEW_SMALL = 0.25  # of the words are in small letters: then all others count too
_FEWEST_FOREIGN = 5  # little words of a language for a text to be in it
_FEWEST_KINDS = 4  # of them
_SHARE_OF_LITTLE = 0.1  # of all words: half of what any text has
_ENGLISH_PART = 0.25  # of the little words: such a text has English to be read
_MOST_OF_SCRIPT = 0.5  # of the letters in another script
_NEARLY_ALL = 0.8  # of the letters: less may leave room for English
_MIXED = 0.25  # of the small words in Latin script are English ones: there is English too
_FEWEST_WORDS, _SHORTEST_WORD = 20, 3  # words and letters of each, different ones, for the detector
_DETECTED = 0.9  # its confidence
_IN_DOUBT = 0.4  # certainty where nothing tells the language
_SURE = 0.5  # certainty below which there is a warning
_KANA_OF_JAPANESE = 0.1  # of its characters


class LanguageError(KgError):
    """A text that cannot be read as English news."""


def require_english(article: Article) -> tuple[str, ...]:
    """A warning if it is in doubt whether the text is English.

    Raises `LanguageError`, naming the language, if the text is clearly in another one. Short texts
    and lists of names pass.
    """
    code, certainty = language_of(article.text)
    if code != "en":
        raise LanguageError(
            f"{article.id}: the text is {_name(code)}; kg reads English only: "
            "leave it out or translate it"
        )
    if certainty >= _SURE or _letters(article.text) < _SHORTEST:
        return ()
    return (f"{article.id}: few words show that the text is English; it is read as such",)


def language_of(text: str) -> tuple[str, float]:
    """The ISO 639-1 code of the text's language, and how certain that is, from 0 to 1.

    In doubt it is "en", with less than 0.5.
    """
    sample = _sample(text)
    found = [word for part in sample.split() for word in _words_in(part)]
    small = _small_words(found)
    # titles, capitals and scripts without small letters have their little words with a capital
    has_small = len(small) >= _FEW_SMALL * len(found)
    little = small if has_small else _small_words([word.casefold() for word in found])
    script, share = _foreign_script(sample)
    if share > _MOST_OF_SCRIPT and len(sample) >= _SHORTEST_OF_SCRIPT:
        latin = [word for word in little if word.isascii()]
        if share < _NEARLY_ALL and _english_share(latin) >= _MIXED:
            return "en", 1 - share
        return _language_in(script, little), share
    if _letters(sample) < _SHORTEST:
        return "en", _IN_DOUBT
    return _by_words(little) or _by_detector(small) or ("en", _IN_DOUBT)


def _sample(text: str) -> str:
    """The text, or parts of a long one from its first to its last words."""
    if len(text) <= _PARTS * _LENGTH_OF_PART:
        return text
    step = (len(text) - _LENGTH_OF_PART) / (_PARTS - 1)
    starts = (round(n * step) for n in range(_PARTS))
    parts = (text[start : start + _LENGTH_OF_PART] for start in starts)
    return " ".join(_whole_words(part) for part in parts)


def _whole_words(part: str) -> str:
    """The part without the words at its ends, which may be cut; all of it if it has no spaces."""
    inner = part.split()[1:-1]
    return " ".join(inner) if inner else part


def _letters(text: str) -> int:
    return sum(c.isalpha() for c in text[: _PARTS * _LENGTH_OF_PART])


def _words_in(part: str) -> list[str]:
    """The words of a part between spaces; none of an address, a handle or a figure."""
    return [] if _IN_NO_WORD.search(part) else _WORD.findall(part)


def _small_words(found: Sequence[str]) -> list[str]:
    """The words in small letters, without what names have of them: "de", "van"."""
    particles = word_set("names", "particles")
    return [word for word in found if word.islower() and word not in particles]


# --- by its words -------------------------------------------------------------------------------


@cache
def _english() -> frozenset[str]:
    """The little words of English."""
    own = words("languages")["english"]
    return frozenset(STOP_WORDS).union(own["parts"], own["also"])


@cache
def _languages_by_word() -> Mapping[str, Sequence[str]]:
    """The languages that have each little word which is no English one."""
    languages: dict[str, list[str]] = {}
    for code, (_, *little) in words("languages")["languages"].items():
        for word in dict.fromkeys(little):
            if word not in _english():
                languages.setdefault(word, []).append(code)
    return languages


def _by_words(small: Sequence[str]) -> tuple[str, float] | None:
    """The language by its little words against those of English; None where they do not tell."""
    counts = Counter(small)
    of_language, kinds = Counter[str](), Counter[str]()
    for word, count in counts.items():
        for code in _languages_by_word().get(word, ()):
            of_language[code] += count
            kinds[code] += 1
    code = max(sorted(of_language), key=lambda code: (of_language[code], kinds[code]), default="en")
    foreign = of_language[code]
    is_language = foreign >= max(_FEWEST_FOREIGN, _SHARE_OF_LITTLE * len(small))
    if is_language and kinds[code] >= _FEWEST_KINDS:
        english = _english_words(counts, but=words("languages")["languages"][code][1:])
        share = english / (english + foreign)
        return (code, 1 - share) if share < _ENGLISH_PART else ("en", share)
    english = _english_words(counts)
    return ("en", english / (english + foreign)) if english > foreign else None


def _english_words(counts: Mapping[str, int], but: Sequence[str] = ()) -> int:
    """How many words are little ones of English, but for those of another language."""
    own = _english().difference(but)
    return sum(count for word, count in counts.items() if word in own)


def _english_share(small: Sequence[str]) -> float:
    """The share of the words that are little ones of English."""
    return sum(word in _english() for word in small) / max(1, len(small))


# --- by its script ------------------------------------------------------------------------------


def _foreign_script(text: str) -> tuple[str, float]:
    """The code of the script, other than Latin, that most letters are in, and their share."""
    scripts = words("languages")["scripts"]
    counts = Counter[str]()
    latin = 0
    for character, count in Counter(text).items():
        code = _script_of(character) if character > "\u02ff" else None
        if code is not None:
            counts[code] += count
        else:
            latin += count * character.isalpha()
    if not counts:
        return "", 0.0
    if counts["ja"] > _KANA_OF_JAPANESE * (counts["ja"] + counts["zh"]):
        counts["ja"] += counts.pop("zh", 0)
    code = max(sorted(counts, key=list(scripts).index), key=counts.__getitem__)
    return code, sum(counts.values()) / (sum(counts.values()) + latin)


def _script_of(character: str) -> str | None:
    """The code of the script that a character belongs to."""
    scripts = words("languages")["scripts"].items()
    found = (code for code, (_, first, last) in scripts if first <= character <= last)
    return next(found, None)


def _language_in(script: str, small: Sequence[str]) -> str:
    """The language that is written in a script, by its words where there are several."""
    by_words = _by_words(small)
    return script if by_words is None or by_words[0] == "en" else by_words[0]


# --- by the detector ----------------------------------------------------------------------------


def _by_detector(small: Sequence[str]) -> tuple[str, float] | None:
    """The language if the detector is confident of it from the words that are no names."""
    long = dict.fromkeys(word for word in small if len(word) >= _SHORTEST_WORD)
    if len(long) < _FEWEST_WORDS:
        return None
    values = _detector().compute_language_confidence_values(" ".join(long))
    if not values or values[0].value < _DETECTED:
        return None
    return values[0].language.iso_code_639_1.name.lower(), values[0].value


@cache
def _detector() -> LanguageDetector:
    """The detector of languages, loaded once and only if it is needed."""
    from lingua import Language, LanguageDetectorBuilder

    living = Language.all_with_latin_script() - {Language.LATIN, Language.ESPERANTO}
    builder = LanguageDetectorBuilder.from_languages(*living)
    return builder.with_low_accuracy_mode().build()


def _name(code: str) -> str:
    """The name of a language, in English."""
    tables = words("languages")
    if code in tables["languages"]:
        return str(tables["languages"][code][0])
    if code in tables["scripts"]:
        return str(tables["scripts"][code][0])
    from lingua import IsoCode639_1, Language

    return Language.from_iso_code_639_1(getattr(IsoCode639_1, code.upper())).name.title()
