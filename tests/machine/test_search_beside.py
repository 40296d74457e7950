"""Own answers are found beside the content, without reading the content anew."""

from __future__ import annotations

from bot.machine.asking import Questions
from bot.machine.searching.postings import Postings
from bot.turns import Own, OwnWording
from tests.ready_made import shelf

OWN = [
    OwnWording(
        "own-1", "en", "When is the bicycle workshop open?", "On Saturdays from ten to one."
    ),
    OwnWording("own-1", "uk", "Коли відкрита майстерня велосипедів?", "Щосуботи з десятої."),
    OwnWording("own-2", "de", "Wo kann ich schwimmen lernen?", "Im Stadtbad, mittwochs."),
]
ASKED = ("My money did not arrive", "Wie beantrage ich Kindergeld?", "Мені відмовили в притулку")


def search(text, own=OWN, version="1", language="en"):
    return fresh().find(text, language, Own(version, lambda: own))


def fresh():
    library, _languages, read = shelf()
    questions = Questions(library)
    vars(questions).update(vars(read))
    return questions


def test_an_own_answer_is_found_in_the_languages_it_exists_in():
    for text in ("when is the bicycle workshop open", "Коли відкрита майстерня велосипедів"):
        found = search(text)
        assert found.ids[0] == "own-1"
        assert found.confident
    assert search("wo kann man schwimmen lernen?").ids[0] == "own-2"


def test_misspelt_it_is_still_the_first():
    assert search("when is the bycicle workshopp open").ids[0] == "own-1"


def test_what_is_asked_about_the_content_finds_what_it_found_before():
    for text in ASKED:
        before, after = fresh().find(text, "en"), search(text)
        assert list(after.ids[:3]) == list(before.ids[:3])
        assert after.confident == before.confident


def test_something_else_is_not_answered_with_an_own_answer():
    for text in ("zebra football banana purple sunshine?", "what is the weather tomorrow"):
        found = search(text)
        assert not (found.confident and found.ids[0].startswith("own-"))


def test_it_is_loaded_once_for_a_version_and_the_content_is_never_read_again():
    loaded, questions = [], fresh()

    def load():
        loaded.append(1)
        return OWN

    before = questions.index()
    for version in ("1", "1", "2", "2"):
        questions.find("when is the bicycle workshop open", "en", Own(version, load))
    assert len(loaded) == 2
    assert questions.index() is before
    assert isinstance(before.postings, Postings)


def test_what_is_gone_is_not_found():
    questions = fresh()
    asked = "when is the bicycle workshop open"
    assert questions.find(asked, "en", Own("1", lambda: OWN)).ids[0] == "own-1"
    assert "own-1" not in questions.find(asked, "en", Own("2", lambda: OWN[2:])).ids
    assert "own-1" not in questions.find(asked, "en").ids
