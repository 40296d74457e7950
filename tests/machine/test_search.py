"""Questions find their answer, and a message about something else finds a human."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from bot.machine.library import LOCALES, Library
from bot.machine.search import Found, Index


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(Library(), ("de", "en"))


def best(found: Found) -> str:
    return found.hits[0].id


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Wie finde ich eine Wohnung?", "housing-search"),
        ("wonung finden", "housing-search"),
        ("WOHNUNG FINDEN!!!", "housing-search"),
        ("kuendigung bekommen vom chef", "dismissal"),
        ("kündigung bekommen vom chef", "dismissal"),
        ("kundigung bekomen vom chef", "dismissal"),
        ("§ 25 b", "stay-25b"),
        ("25b", "stay-25b"),
        ("gelber brief", "letter-yellow"),
        ("my husband beats me", "violence"),
        ("kindergeld how much", "child-benefit"),
        ("Wiederspruch schreiben", "letter-objection"),
    ],
)
def test_amina_types_on_a_phone_and_is_understood(index: Index, asked: str, answer: str) -> None:
    assert best(index.find(asked, "ar")) == answer


def test_german_in_an_arabic_chat_finds_the_same_as_in_a_german_one(
    index: Index,
) -> None:
    asked = "Aufenthaltserlaubnis verlängern"
    assert index.find(asked, "ar") == index.find(asked, "de")


@pytest.mark.parametrize("nothing", ["", " ", "?!", "…", "👍", "\u200f", "٪"])
def test_a_message_without_words_finds_nothing(index: Index, nothing: str) -> None:
    assert index.find(nothing, "ar") == Found(hits=(), confident=False)


def test_a_very_long_message_is_answered_from_its_beginning(index: Index) -> None:
    found = index.find("Ich brauche einen Dolmetscher. " + "lorem " * 20_000, "de")
    assert best(found) == "interpreter"


def test_at_most_five_hits_each_once_and_the_best_first(index: Index) -> None:
    hits = index.find("Arbeit mit Duldung", "de").hits
    assert len(hits) == 5
    assert len({each.id for each in hits}) == 5
    assert sorted((each.score for each in hits), reverse=True) == [each.score for each in hits]
    assert all(0 < each.score < 1 for each in hits)


def wordings(folder: Path, language: str, entries: Mapping[str, object]) -> None:
    path = folder / language / "content" / "faq.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump({"meta": {}, "entries": entries}, allow_unicode=True))


@pytest.fixture
def growing(tmp_path: Path) -> Path:
    """The German content, and a folder in which a translator has just begun."""
    german = tmp_path / "de" / "content"
    german.mkdir(parents=True)
    for each in (LOCALES / "de" / "content").glob("*.yaml"):
        (german / each.name).write_bytes(each.read_bytes())
    return tmp_path


ARABIC = {
    "work-may-i-work": {
        "question": "هل يُسمح لي بالعمل؟",
        "ways": ["كيف أعرف إذا عندي تصريح عمل"],
    },
    "housing-search": {"question": "كيف أجد شقة؟", "ways": ["بدي بيت للإيجار"]},
    "kita": {"question": "كيف أجد مكانًا في الروضة؟", "ways": ["روضة لابني"]},
}
RUSSIAN = {
    "work-may-i-work": {
        "question": "Можно ли мне работать?",
        "ways": ["есть ли у меня разрешение"],
    },
    "housing-search": {"question": "Как найти квартиру?", "ways": ["сниму жильё"]},
    "kita": {
        "question": "Как найти место в детском саду?",
        "ways": ["садик для ребенка"],
    },
}


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("كيف اجد شقه", "housing-search"),  # without hamza and with ه for ة
        ("كيـف أجِـدُ شَقّة", "housing-search"),  # tatweel and vowel marks
        ("کیف اجد شقة", "housing-search"),  # typed on a Persian keyboard
        ("روضه لابني", "kita"),
        ("tasrih 3amal", "work-may-i-work"),  # Arabic in Latin letters and digits
        ("сниму жилье", "housing-search"),  # ё as е
        ("kak najti kvartiru", "housing-search"),  # Russian in Latin letters
        ("rabotat mozhno?", "work-may-i-work"),
    ],
)
def test_a_language_that_appears_is_searched_without_a_change(
    growing: Path, asked: str, answer: str
) -> None:
    wordings(growing, "ar", ARABIC)
    wordings(growing, "ru", RUSSIAN)
    index = Index.build(Library(growing), ("de", "ar", "ru", "so"))
    assert best(index.find(asked, "ar")) == answer
