from __future__ import annotations

import pytest

from bot.core.rules.people import LANGUAGES
from bot.core.words import _
from handlers.people.stop import STOP_WORDS
from tests.conversations.steps import OLD_BUTTON, SURE, WANTS_EVENTS, agrees, count, enters

PAUSED = "Everything is paused. I send you nothing by myself any more, no reminders either."


@pytest.mark.parametrize(
    "word", ["/stop", "Stop", "STOPP!", "توقف", "стоп", "dur", "arrêt", "jooji"]
)
def test_one_word_pauses_in_the_middle_of_a_form(world, jonas, word):
    jonas.says("/log")
    jonas.taps("Amina")
    page = jonas.last
    jonas.says(word)
    jonas.sees(
        f"{PAUSED}\n\nYou can go on whenever you want. You can also take back your consent.",
        *("Go on again", "Erase everything", "Home"),
    )
    assert jonas.person.paused
    jonas.taps_data(page.data[0][0], page)
    assert jonas.popup == OLD_BUTTON
    assert count(world, "contacts") == 0


def test_a_participant_is_led_to_consent_too(oksana):
    oksana.says("/stop")
    offered = ["Take everything back", "My consent", "Erase everything"]
    assert oksana.labels() == ["Go on again", *offered, "Home"]
    oksana.taps("Take everything back")
    oksana.says("/stop")
    assert oksana.labels() == ["Go on again", "My consent", "Erase everything", "Home"]


def test_whoever_agreed_can_take_it_all_back_with_one_tap(world, oksana):
    agrees(oksana, WANTS_EVENTS)
    oksana.says("/stop")
    oksana.taps("Take everything back")
    oksana.reads("It is taken back.", "Nobody asks you for a reason.")
    assert oksana.person.paused


def test_in_every_language_withdrawal_and_erasure_are_offered(world, amina):
    agrees(amina, WANTS_EVENTS)
    for language in LANGUAGES:
        amina.taps_data(f"lang.{language}")
        amina.says("/stop")
        data = [button for row in amina.last.data for button in row]
        assert data[:4] == ["resume", "withdraw.all", "go.consent", "erase"]
        amina.reads_words(_(PAUSED))


def test_from_stop_to_erased(world, oksana):
    oksana.says("stop")
    oksana.taps("Erase everything")
    oksana.taps("Erase everything")
    oksana.taps(SURE)
    oksana.reads("Everything about you is erased.")


def test_every_stop_word_is_understood(world, oksana):
    for word in sorted(STOP_WORDS):
        oksana.taps_data("resume")
        assert not oksana.person.paused
        oksana.says(word)
        assert oksana.person.paused, word


def test_in_arabic(amina):
    amina.says("توقف")
    assert amina.person.paused
    amina.reads_words(_(PAUSED))


def test_paused_means_that_only_questions_are_answered(world, oksana, jonas):
    oksana.says("/stop")
    enters(jonas, whose="Oksana")
    world.passes(hours=1)
    assert len(oksana.texts) == 1
    oksana.says("/appointments")
    oksana.reads("These appointments are coming:")


def test_after_going_on_news_comes_again(oksana, jonas):
    oksana.says("/stop")
    oksana.taps("Go on again")
    oksana.sees("Good to have you back. You get messages again.", "Home")
    enters(jonas, whose="Oksana")
    assert oksana.texts[-1] == "There is news for you. Tap to see it."


def test_a_sentence_with_the_word_is_a_question(oksana):
    oksana.says("Can the Jobcenter stop my money?")
    assert not oksana.person.paused


def test_the_coordinator_sees_who_paused(oksana, katrin):
    oksana.says("/stop")
    katrin.says("/people")
    katrin.taps("Oksana · Participant")
    katrin.reads("Has paused all messages.")


def test_whoever_blocked_the_bot_is_not_written_to_until_they_write_again(world, oksana, jonas):
    person = {"my_chat_member": {"chat": oksana.chat, "from": oksana.sender}}
    person["my_chat_member"]["new_chat_member"] = {"status": "kicked"}
    world.hears(oksana.update(**person))
    assert not oksana.person.reachable
    oksana.says("/menu")
    assert oksana.person.reachable


def test_what_came_in_a_pause_is_said_when_the_person_goes_on(world, oksana, katrin):
    oksana.says("zebra football banana purple sunshine?")
    oksana.says("/stop")
    katrin.says("/inbox")
    katrin.taps("zebra football banana purple sunshine?")
    katrin.taps("Answer")
    katrin.says("At the town hall.")
    assert "At the town hall." not in oksana.texts[-1]

    oksana.taps("Go on again")
    world.passes(minutes=10)

    oksana.taps("Show")
    assert "You asked something. This is the answer:\n\nAt the town hall." in (
        oksana.texts[-1],
        oksana.popup,
    )


def test_stop_is_understood_with_politeness_and_signs(world, oksana):
    for text in ("STOP 🛑", "bitte stop!", "Please, stop."):
        oksana.says(text)
        oksana.reads("Everything is paused.")
        oksana.taps("Go on again")
