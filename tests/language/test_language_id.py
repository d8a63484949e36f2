"""Texts in other languages are refused by name; nothing English is, and doubt is a warning."""

import pytest

from kg.language import language_id
from kg.language.language_id import LanguageError, language_of, require_english
from kg.model import Article
from tests.long_shapes import SHAPES

ENGLISH = (
    "The mayor opened the new bridge on Tuesday. More than a hundred guests came although it "
    "rained all day, and the wind was cold. "
)
# the same in other languages, by code and name
FOREIGN = {
    ("de", "German"): (
        "Der Bürgermeister eröffnete am Dienstag die neue Brücke über den Fluss. Mehr "
        "als hundert Gäste kamen, obwohl es den ganzen Tag regnete und der Wind kalt war."
    ),
    ("fr", "French"): (
        "Le maire a inauguré mardi le nouveau pont sur la rivière. Plus de cent invités "
        "sont venus, bien qu’il ait plu toute la journée et que le vent ait été froid."
    ),
    ("es", "Spanish"): (
        "El alcalde inauguró el martes el nuevo puente sobre el río. Vinieron más de "
        "cien invitados, aunque llovió durante todo el día y el viento era frío."
    ),
    ("it", "Italian"): (
        "Il sindaco ha inaugurato martedì il nuovo ponte sul fiume. Sono venuti più di "
        "cento ospiti, anche se è piovuto tutto il giorno e il vento era freddo."
    ),
    ("pt", "Portuguese"): (
        "O presidente da câmara inaugurou na terça-feira a nova ponte sobre o rio. "
        "Vieram mais de cem convidados, embora tenha chovido todo o dia e o vento fosse "
        "frio."
    ),
    ("nl", "Dutch"): (
        "De burgemeester opende dinsdag de nieuwe brug over de rivier. Meer dan honderd "
        "gasten kwamen, hoewel het de hele dag regende en de wind koud was."
    ),
    ("pl", "Polish"): (
        "Burmistrz otworzył we wtorek nowy most przez rzekę. Przyszło ponad sto osób, "
        "mimo że przez cały dzień padał deszcz i wiał zimny wiatr, a goście nie mieli "
        "parasoli."
    ),
    ("sv", "Swedish"): (
        "Borgmästaren invigde på tisdagen den nya bron över floden. Mer än hundra gäster "
        "kom, trots att det regnade hela dagen och vinden var kall."
    ),
    ("da", "Danish"): (
        "Borgmesteren indviede tirsdag den nye bro over floden. Mere end hundrede gæster "
        "kom, selvom det regnede hele dagen, og vinden var kold."
    ),
    ("nb", "Norwegian"): (
        "Ordføreren åpnet tirsdag den nye broen over elven. Mer enn hundre gjester kom, "
        "selv om det regnet hele dagen og vinden var kald. Det blir ikke noe mer, sier "
        "han."
    ),
    ("fi", "Finnish"): (
        "Pormestari avasi tiistaina uuden sillan joen yli. Yli sata vierasta tuli "
        "paikalle, vaikka koko päivän satoi ja tuuli oli kylmä, mutta hän ei ollut "
        "pettynyt."
    ),
    ("cs", "Czech"): (
        "Starosta otevřel v úterý nový most přes řeku. Přišlo více než sto hostů, i když "
        "celý den pršelo a vítr byl studený, ale nikdo si podle něj nestěžoval."
    ),
    ("hu", "Hungarian"): (
        "A polgármester kedden megnyitotta az új hidat a folyó felett. Több mint száz "
        "vendég jött el, bár egész nap esett az eső, és a szél is hideg volt."
    ),
    ("ro", "Romanian"): (
        "Primarul a inaugurat marți noul pod peste râu. Au venit peste o sută de "
        "invitați, deși a plouat toată ziua, iar vântul a fost rece și nu s-a oprit."
    ),
    ("tr", "Turkish"): (
        "Belediye başkanı salı günü nehrin üzerindeki yeni köprüyü açtı. Bütün gün "
        "yağmur yağmasına rağmen yüzden fazla konuk geldi ve bu çok güzel bir gün oldu."
    ),
    ("id", "Indonesian"): (
        "Wali kota meresmikan jembatan baru di atas sungai itu pada hari Selasa. Lebih "
        "dari seratus tamu datang meskipun hujan turun sepanjang hari dan angin tidak "
        "hangat."
    ),
    ("vi", "Vietnamese"): (
        "Thị trưởng đã khánh thành cây cầu mới bắc qua sông vào thứ Ba. Hơn một trăm "
        "khách đã đến dù trời mưa cả ngày và gió rất lạnh, không có ai về sớm."
    ),
    ("ru", "Russian"): (
        "Во вторник мэр открыл новый мост через реку. Пришло больше ста гостей, хотя "
        "весь день шёл дождь и дул сильный ветер."
    ),
    ("uk", "Ukrainian"): (
        "У вівторок мер відкрив новий міст через річку. Прийшло більше ста гостей, хоча "
        "весь день йшов дощ і дув сильний вітер, але це не завадило."
    ),
    ("el", "Greek"): (
        "Ο δήμαρχος εγκαινίασε την Τρίτη τη νέα γέφυρα πάνω από το ποτάμι. Ήρθαν "
        "περισσότεροι από εκατό καλεσμένοι, αν και έβρεχε όλη μέρα."
    ),
    ("ar", "Arabic"): (
        "افتتح رئيس البلدية يوم الثلاثاء الجسر الجديد فوق النهر. وحضر أكثر من مئة ضيف "
        "على الرغم من أن المطر هطل طوال اليوم في المدينة."
    ),
    ("he", "Hebrew"): (
        "ראש העיר חנך ביום שלישי את הגשר החדש מעל הנהר. יותר ממאה אורחים הגיעו, אף על פי "
        "שירד גשם כל היום והרוח הייתה קרה."
    ),
    ("hi", "Hindi"): (
        "महापौर ने मंगलवार को नदी पर नए पुल का उद्घाटन किया। पूरे दिन बारिश होने के "
        "बावजूद सौ से अधिक मेहमान आए और हवा ठंडी थी।"
    ),
    ("ja", "Japanese"): (
        "市長は火曜日に川に架かる新しい橋を開通させた。一日中雨が降っていたにもかかわらず"
        "、百人以上の客が訪れた。"
    ),
    ("zh", "Chinese"): (
        "市长周二为横跨河流的新桥剪彩。尽管下了一整天的雨，风也很冷，还是有一百多位客人到场。"
    ),
    ("ko", "Korean"): (
        "시장은 화요일에 강을 가로지르는 새 다리를 개통했다. 하루 종일 비가 내렸지만 "
        "백 명이 넘는 손님이 찾아왔다. 바람도 차가웠다고 한다. 시장은 기뻐했다고 "
        "말했다."
    ),
    ("sw", "Swahili"): (
        "Meya alifungua daraja jipya juu ya mto siku ya Jumanne. Wageni zaidi ya mia "
        "moja walikuja ingawa mvua ilinyesha siku nzima na upepo ulikuwa wa baridi sana "
        "katika mji."
    ),
}
CODES = {code: text for (code, _), text in FOREIGN.items()}
NAMES_OF_PEOPLE = {
    "german": "Hans Reich (CEO), Dr. Sabine Weiß (CFO), Jürgen Müller (COO), Karin Schäfer (CTO), "
    "Günther Vogel, Anke Brandt, Uwe Köhler, Heike Böhm",
    "spanish": "José de la Cruz, María del Carmen Ruiz, Juan de los Santos, Ana de la Vega, Luis "
    "del Valle, Pedro de la Torre, Inés de las Casas, Raúl del Río",
    "dutch": "Jan van der Berg, Piet de Vries, Anna van den Broek, Kees van Dijk, Els de Groot, "
    "Wim ten Have, Joke van der Meer",
    "english": "Helen Reed, Tom Hughes, Otto Brandt, Margaret Atwell, James Whitfield, Susan "
    "Clarke, William Barnes, Elizabeth Turner, Robert Cole, Emily Dawson",
    "chinese": "Wang Xiaoming, Li Na, Zhang Wei, Liu Yang, Chen Jing, Yang Min, Zhao Lei, Huang "
    "Qiang, Zhou Jie, Wu Fang, Xu Juan, Sun Tao",
    "finnish": "Aino Virtanen, Eero Korhonen, Kaisa Mäkinen, Juhani Nieminen, Liisa Hämäläinen, "
    "Antti Laine, Helmi Heikkinen, Onni Koskinen",
}
OF_LITTLE = {
    "results": "GAME RESULTS: Leeds 3 Hull 1, York 0 Bath 2, Derby 1 Luton 1, Stoke 4 Reading 0, "
    "Bristol 2 Swindon 2, Exeter 1 Truro 0.",
    "cast": "Cast: Joaquim Teixeira as the painter; Álvaro Brandão as his father; Inês Coimbra as "
    "Marta; Rui Braga as the teacher",
    "table": "Norvik Holdings\t12.4\t+0.3\nAltdane Bank\t7.1\t-1.2\nBelcorp Airlines\t33.0\t+2.2\n"
    * 4,
    "headline": "Israeli Prime Minister Benjamin Netanyahu dismissed Defence Minister Yoav Gallant "
    "on Tuesday.",
    "capitals": ENGLISH.upper(),
    "titles": "What Jane Hartman Wants From The New Council\nWhy Peter Wexman Left The Board\n" * 2,
    "keywords": "steel, copper, zinc, nickel, cobalt, lithium, tin, lead, silver, gold, platinum, "
    "palladium, iron, aluminium, uranium",
    "addresses": "https://news.example.org/brandt/17 https://news.example.org/mueller/18 " * 3,
}


# --- refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "name"), FOREIGN)
def test_require_english_refuses_other_language_by_name(code, name):
    """The error says which article, which language, and what to do."""
    with pytest.raises(
        LanguageError,
        match=(
            rf"^bridge: the text is {name}; kg reads English only: leave it out or translate it$"
        ),
    ):
        require_english(Article("bridge", CODES[code]))


@pytest.mark.parametrize("code", CODES)
def test_language_of_other_language(code):
    """The language is told by its words and script, in capitals too, and of any length."""
    text = CODES[code]
    for written in (text, text.upper(), "\n\n".join([text] * 60)):
        found, certainty = language_of(written)
        assert (found, certainty > 0.7) == (code, True)


@pytest.mark.parametrize("code", ["de", "fr", "pl", "ru", "zh"])
def test_language_of_foreign_page_with_english_headline(code):
    """What counts is the whole text."""
    page = "Mayor opens the new bridge over the river\n\n" + CODES[code] * 6
    assert language_of(page)[0] == code


def test_language_of_foreign_page_behind_long_english_notice():
    """The head of a text is a small part of it."""
    assert language_of(ENGLISH * 10 + CODES["it"] * 200)[0] == "it"


# --- read ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        OF_LITTLE["headline"],
        OF_LITTLE["cast"],
        (
            "Joaquim Álvaro Teixeira Brandão (born 3 May 1921 in Coimbra, died 9 June 1990 in "
            "Braga) was a Portuguese painter and teacher of drawing."
        ),
        (
            "The ministry spoke of “Vergangenheitsbewältigung” and of “Erinnerungskultur”, as "
            "it has in all of its papers since the war."
        ),
        SHAPES["news"](5000),
    ],
    ids=["prose", "capitals", "headline", "cast", "foreign names", "foreign words", "news"],
)
def test_require_english_accepts_english(text):
    """Words of English between names leave no doubt."""
    assert require_english(Article("bridge", text)) == ()


@pytest.mark.parametrize("shape", ["links", "handles"])
def test_language_of_text_of_addresses(shape):
    """What stands in an address or a handle is a word of no language."""
    assert language_of(SHAPES[shape](16_000))[0] == "en"


@pytest.mark.parametrize("kind", [*NAMES_OF_PEOPLE, *OF_LITTLE])
def test_require_english_accepts_names_and_lists(kind):
    """Names tell nothing of the language, whatever they look like."""
    text = {**NAMES_OF_PEOPLE, **OF_LITTLE}[kind]
    for written in (text, text.upper(), "\n".join([text] * 30)):
        require_english(Article("bridge", written))
        assert language_of(written)[0] == "en"


@pytest.mark.parametrize("kind", NAMES_OF_PEOPLE)
def test_require_english_warns_of_doubt(kind):
    """Where no words tell the language, the warning says so, with the article."""
    assert require_english(Article("board", NAMES_OF_PEOPLE[kind])) == (
        "board: few words show that the text is English; it is read as such",
    )


@pytest.mark.parametrize(
    "text",
    ["", "Guten Tag!", "Der Bürgermeister kam.", "12 34 56 78 90 " * 40, "🎉" * 300, "Привет!"],
)
def test_require_english_accepts_short_text(text):
    """Of so little a guess is worth nothing, and a warning too."""
    assert require_english(Article("bridge", text)) == ()


@pytest.mark.parametrize("code", ["de", "fr", "es", "sv", "pl", "ru", "ar", "zh"])
def test_language_of_english_with_long_foreign_quotation(code):
    """An article may quote more than it says."""
    quotation = CODES[code] if code == "zh" else CODES[code] * 2
    text = f"{ENGLISH}“{quotation}” That is what the mayor said when she was asked about it."
    assert language_of(text)[0] == "en"


def test_require_english_warns_of_text_that_is_half_foreign():
    """A text of two languages is read, and its reader told."""
    [warning] = require_english(Article("bridge", ENGLISH * 2 + CODES["fr"] * 3))
    assert warning.startswith("bridge: few words show")


def test_language_of_reads_clear_texts_without_detector(monkeypatch):
    """The detector takes time and memory: it is asked only where words leave doubt."""
    monkeypatch.setattr(language_id, "_detector", lambda: pytest.fail("was asked"))
    for text in [ENGLISH, *CODES.values(), *NAMES_OF_PEOPLE.values()]:
        language_of(text)


def test_language_of_asks_detector_for_unlisted_language():
    """A language whose little words are not listed is told by the detector, if that is sure."""
    text = (
        "Olórí ìlú ṣí afárá tuntun tí ó wà lórí odò náà ní ọjọ́ Ìṣẹ́gun. Àwọn àlejò tó ju "
        "ọgọ́rùn-ún lọ ni wọ́n wá, bó tilẹ̀ jẹ́ pé òjò rọ̀ ní gbogbo ọjọ́ náà. Baálẹ̀ sọ fún "
        "gbogbo ènìyàn pé inú òun dùn púpọ̀ nítorí iṣẹ́ ńlá tí wọ́n ṣe."
    )
    assert language_of(text)[0] == "yo"
    with pytest.raises(LanguageError, match="the text is Yoruba"):
        require_english(Article("bridge", text))


def test_language_of_looks_at_no_more_of_longer_text(monkeypatch):
    """A text a hundred times as long has a sample of the same size."""
    sizes = []
    sample = language_id._sample
    monkeypatch.setattr(
        language_id, "_sample", lambda text: sizes.append(len(sample(text))) or sample(text)
    )
    for length in (10_000, 1_000_000):
        language_of(SHAPES["news"](length))
    assert max(sizes) <= 6100
