"""The emergency numbers: one tap away from everywhere, for everybody, never translated."""

from __future__ import annotations

from typing import Any, cast

import pytest

from bot.core.rules.people import LANGUAGES
from bot.core.rules.translation import Kind, Translatable
from bot.machine.library import Library
from handlers.services.emergency import binding, listed
from tests.chat import EMERGENCY, World
from tests.screen import plain

WORST = ("I don't want to live", "Ich bringe mich um!", "хочу умереть", "می‌خواهم بمیرم")
NUMBERS = ("112", "110", "116 117", "116 016", "0800 40 40 020", "0800 111 0 111")


def buttons(phone):
    return [plain(label) for row in phone.last.labels for label in row]


def test_the_button_is_below_every_message_and_does_not_disturb_a_form(oksana):
    for command in ("/menu", "/ask", "/mydata", "/who"):
        oksana.says(command)
        assert EMERGENCY in buttons(oksana)
    oksana.taps_data("human")
    assert EMERGENCY in buttons(oksana)
    asked = oksana.last
    oksana.taps(EMERGENCY)
    oksana.reads(*NUMBERS)
    assert asked in oksana.screen.bubbles  # the form's page stays
    oksana.taps("Back")  # or comes again, below the numbers
    assert oksana.last.text == asked.text
    oksana.says("Where do I find the bicycle workshop?")  # and its question is still open
    oksana.reads("I have passed your question on.")


def test_words_call_for_help_in_any_language(oksana, amina):
    for call in (
        "SOS!",
        "Notruf",
        "help me",
        "النجدة",
        "допоможіть",
        "imdat",
        "112",
        "/emergency",
        *WORST,
    ):
        for phone in (oksana, amina):
            phone.says(call)
            phone.reads(*NUMBERS)


def test_a_number_that_a_form_asks_for_calls_nobody(jonas):
    jonas.says("/log")
    before = jonas.last.text
    jonas.says("112")
    assert "116 117" not in jonas.last.text
    jonas.says("SOS")
    jonas.reads(*NUMBERS)
    assert before.split("\n")[0] in "".join(jonas.texts)


def test_a_guest_who_has_not_arrived_finds_them(otto):
    otto.says("/start")
    otto.taps(EMERGENCY)
    otto.reads(*NUMBERS)
    otto.says("110")
    otto.reads(*NUMBERS)


def test_behind_a_pin_in_a_pause_and_in_somebody_elses_chat(oksana):
    oksana.taps_data("setpin")
    oksana.says("2468")
    oksana.world.passes(days=2)
    oksana.says("/mydata")
    oksana.reads("PIN")
    oksana.taps(EMERGENCY)
    oksana.reads(*NUMBERS)
    oksana.says("sos")
    oksana.reads(*NUMBERS)
    oksana.says("/stop")
    oksana.taps(EMERGENCY)
    oksana.reads(*NUMBERS)
    oksana.taps_data("notme")
    assert EMERGENCY in buttons(oksana)
    oksana.taps(EMERGENCY)
    oksana.reads(*NUMBERS)
    oksana.says("/emergency")
    oksana.reads(*NUMBERS)
    assert "Oksana" not in oksana.last.text


def test_no_machine_translates_them(tmp_path):
    """What binds cannot be handed to a translator: neither as it is nor wrapped."""
    world = World(tmp_path / "data")
    house = world.lotse.house
    for language in LANGUAGES:
        bound = binding(house, language)
        for number in NUMBERS:
            assert number in bound.text
        with pytest.raises(TypeError):
            Translatable(cast("Any", bound), language, Kind.MESSAGE)
    with pytest.raises(TypeError):
        Translatable(cast("Any", listed(house)), "de", Kind.MESSAGE)
    world.close()


def test_every_number_stands_in_a_source():
    """Only numbers for the whole country that a statute or a named page gives."""
    for known in Library().facts().emergencies.values():
        assert known.verified
        assert known.sources
    assert {known.number for known in Library().facts().emergencies.values()} == set(NUMBERS)
