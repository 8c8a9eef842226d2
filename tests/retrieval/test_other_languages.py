"""Which questions are told to be in another language than English."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from retrieval.other_languages import writing_of

SETS = Path(os.environ.get("PUBLIC_SETS") or "nowhere")
LATIN = "in another language, it seems"


@pytest.mark.parametrize(
    ("question", "letters"),
    [
        ("بندرگاہ کا مینار کس نے بنایا؟", "Arabic letters"),
        ("من الذي بنى المنارة؟", "Arabic letters"),
        ("Почему BlackBerry покинула Пакистан?", "Cyrillic letters"),
        ("מי בנה את המגדלור?", "Hebrew letters"),
        ("Ποιος έχτισε τον φάρο;", "Greek letters"),
        ("प्रकाशस्तंभ किसने बनाया?", "Devanagari letters"),
        ("谁建造了灯塔？", "Chinese characters"),
        ("BlackBerry为什么离开巴基斯坦?", "Chinese characters"),
        ("灯台は誰が建てましたか", "Japanese characters"),
        ("등대는 누가 지었나요?", "Korean letters"),
        ("ვინ ააშენა შუქურა?", "Georgian letters"),
        ("ຜູ້ໃດສ້າງປະພາຄານ?", "letters that are not Latin"),
        ("Кто написал книгу Of the Sea?", "Cyrillic letters"),
    ],
)
def test_letters_that_are_mostly_not_latin_are_named(question: str, letters: str) -> None:
    """By most of its letters, whatever names in Latin ones, with English words in them, stand among them."""
    assert writing_of(question) == f"mostly in {letters}"


@pytest.mark.parametrize(
    "question",
    [
        "¿Por qué se cerró el puerto?",
        "¿Cuándo cerró Saltby?",
        "En qué año fue construido el faro",
        "Quem construiu o farol em 1871?",
        "Pourquoi le port est-il fermé ?",
        "À quelle heure le bateau est parti ?",
        "Chi ha costruito il faro?",
        "Wer hat den Leuchtturm gebaut?",
        "Was ist passiert?",
        "WARUM WURDE DER HAFEN GESCHLOSSEN",
        "Seit wann ist der Hafen so still?",
    ],
)
def test_the_small_words_of_another_language_tell_it(question: str) -> None:
    """One that such a question begins with and another that goes on with it, where none of English is there."""
    assert writing_of(question) == LATIN


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote El amor en los tiempos del cólera?",
        "Who wrote “Wer hat Angst vor Virginia Woolf”?",
        "Is Quand la ville dort set in Paris?",
        "Was Como la Flor a hit?",
        "Quanta Computer earnings per share",
        "Come back per game",
        "Dove sales per year",
        "Was Der Spiegel und die Zeit bankrupt?",
        "Which magazine asked “Was ist die Zeit?”",
        "Who is Владимир Владимирович Путин?",
        "Was Владимир Владимирович Путин elected?",
        "Explain Перестройка",
        "What does 黑莓公司离开巴基斯坦的原因 mean?",
        "What happened at Универсальный магазин on Красная площадь?",
        "El amor en los tiempos del cólera",
        "Como La Paz?",
        "Los Angeles Como La Liga",
        "Quando Rondo net worth",
        "Von der Leyen?",
        "Where is El Paso de los Toros?",
        "𝐖𝐡𝐨 𝐛𝐮𝐢𝐥𝐭 𝐭𝐡𝐞 𝐭𝐨𝐰𝐞𝐫?",
        "Ｗｈｏ ｂｕｉｌｔ ｉｔ？",
        "Hоw mаny towers?",  # some letters are Cyrillic ones that look like Latin
        "BlackBerry Pakistan exit",
        "Phở Hà Nội?",
        "1871?",
        "",
    ],
)
def test_an_english_question_and_a_bare_name_never_are(question: str) -> None:
    """Whatever foreign name or title stands in it, in whatever letters; what can't be told is not told either."""
    assert writing_of(question) is None


@pytest.mark.skipif(
    not (SETS / "squad2" / "questions.jsonl").is_file(),
    reason="PUBLIC_SETS names no folder that holds the public sets",
)
@pytest.mark.parametrize("name", ["squad2", "xquad_en", "quail_voa", "expmrc_squad"])
def test_no_question_of_the_public_sets_is(name: str) -> None:
    """They are English, all of them."""
    lines = (SETS / name / "questions.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(line)["question"] for line in lines]
    assert [question for question in asked if writing_of(question) is not None] == []


@pytest.mark.parametrize("question", ["ж" * 1000, "que la " * 142, "ﷺ" * 1000, "¿" * 1000, "1 " * 500])
def test_no_question_takes_long(question: str) -> None:
    """A question has a thousand characters at most, and each is looked at once."""
    began = time.process_time()
    writing_of(question)
    assert time.process_time() - began < 1
