"""Texts in other languages are refused by name; nothing English is."""

import pytest

from kg.language.language_id import LanguageError, require_english
from kg.model import Article

FOREIGN = {
    "German": (
        "Der Bürgermeister eröffnete am Dienstag die neue Brücke über den Fluss. Mehr als "
        "hundert Gäste kamen, obwohl es den ganzen Tag regnete."
    ),
    "French": (
        "Le maire a inauguré mardi le nouveau pont sur la rivière. Plus de cent invités "
        "sont venus, bien qu’il ait plu toute la journée."
    ),
    "Spanish": (
        "El alcalde inauguró el martes el nuevo puente sobre el río. Vinieron más de cien "
        "invitados, aunque llovió durante todo el día."
    ),
    "Russian": (
        "Во вторник мэр открыл новый мост через реку. Пришло больше ста гостей, хотя весь "
        "день шёл дождь и дул сильный ветер."
    ),
    "Japanese": (
        "市長は火曜日に川に架かる新しい橋を開通させた。"
        "一日中雨が降っていたにもかかわらず、百人以上の客が訪れた。"
    )
    * 2,
}


@pytest.mark.parametrize("language", FOREIGN)
def test_require_english_refuses_other_language_by_name(language):
    """The error says which article, which language, and what to do."""
    with pytest.raises(
        LanguageError,
        match=(
            rf"^bridge: the text is {language}; kg reads English only: leave it out or "
            rf"translate it$"
        ),
    ):
        require_english(Article("bridge", FOREIGN[language]))


@pytest.mark.parametrize(
    "text",
    [
        (
            "The mayor opened the new bridge on Tuesday. More than a hundred guests came "
            "although it rained all day."
        ),
        (
            "Helen Reed, Tom Hughes, Otto Brandt, Margaret Atwell, James Whitfield, Susan "
            "Clarke, William Barnes, Elizabeth Turner, Robert Cole, Emily Dawson."
        ),
        (
            "GAME RESULTS: Leeds 3 Hull 1, York 0 Bath 2, Derby 1 Luton 1, Stoke 4 Reading 0, "
            "Bristol 2 Swindon 2, Exeter 1 Truro 0."
        ),
        (
            "Joaquim Álvaro Teixeira Brandão (born 3 May 1921 in Coimbra, died 9 June 1990 in "
            "Braga) was a Portuguese painter and teacher of drawing."
        ),
        (
            "The ministry spoke of “Vergangenheitsbewältigung” and of “Erinnerungskultur”, as "
            "it has in all of its papers since the war."
        ),
    ],
    ids=["prose", "names", "results", "foreign names", "foreign words"],
)
def test_require_english_accepts_english(text):
    """Lists of names and texts with foreign words pass too."""
    require_english(Article("bridge", text))


@pytest.mark.parametrize(
    "text", ["", "Guten Tag!", "Der Bürgermeister kam.", "12 34 56 78 90 " * 40, "🎉" * 300]
)
def test_require_english_accepts_short_text(text):
    """Below eighty letters a guess is worth nothing."""
    require_english(Article("bridge", text))


def test_require_english_accepts_long_foreign_quotation():
    """What counts is the little words of English in the text."""
    require_english(
        Article(
            "bridge",
            FOREIGN["German"]
            + (
                " That is what the mayor said when he was asked about it by the people of the "
                "town, who had come to see it."
            ),
        )
    )
