"""A photo of a letter: what it says is proposed, confirmed or corrected, and the photo goes."""

import asyncio
from datetime import date, time

import pytest

from bot.core.words import _
from handlers.appointments.letter import CANNOT_READ
from storage import appointments, cards
from tests.conversations.steps import count, facts, stands

LETTER = """Jobcenter Musterkreis
Datum: 25.08.2026
Mein Zeichen: 26.938/3917-26
Sehr geehrte Frau Testmann,
bitte kommen Sie am Montag, dem 14.09.2026 um 10:30 Uhr in das Jobcenter Musterkreis,
Zimmer 1.18, zu Herr Muster.
Bitte antworten Sie bis zum 10.09.2026.
"""
CHECK = "Check it"
READING = "I read the letter now."
FOUND = "I have read the letter. Please check every line of it."


@pytest.fixture(autouse=True)
def letters(world):
    world.eyes_open = world.lotse.house.eyes.open = True
    world.pictures["letter"] = LETTER.encode()


def sends_photo(phone, file_id="letter"):
    phone.sends(photo=[{"file_id": "small"}, {"file_id": file_id}])


def test_what_the_letter_says_is_confirmed_and_kept(world, oksana):
    sends_photo(oksana)
    assert any(READING in text for text in oksana.texts)
    oksana.reads(FOUND)
    assert oksana.screen.own == []  # the photo is gone from the chat
    assert "14.09" not in oksana.last.text
    oksana.taps(CHECK)
    oksana.reads("Where exactly?")
    oksana.taps("Skip")
    oksana.reads("Is this right?", "Jobcenter", "14.09.2026, 10:30", "Zimmer 1.18")
    oksana.reads("Herr Muster")
    oksana.taps("Yes, that is right")
    oksana.reads("Kept.", "Zimmer 1.18", "Herr Muster")
    assert stands(world) == [(date(2026, 9, 14), time(10, 30), False)]
    assert count(world, "letters") == 0
    assert "26.938" not in str(facts(world))


def test_what_was_read_wrongly_is_corrected(world, oksana):
    sends_photo(oksana)
    oksana.taps(CHECK)
    oksana.taps("Skip")
    change = next(label for label in oksana.labels() if "When?" in label or "14.09" in label)
    oksana.taps(change)
    oksana.says("15.09.2026 11:00")
    oksana.taps("Yes, that is right")
    assert stands(world) == [(date(2026, 9, 15), time(11), False)]


def test_what_two_readings_do_not_agree_about_is_asked(world, oksana):
    other = LETTER.replace("Montag, dem 14.09.2026", "Montag, dem 21.09.2026")
    world.pictures["letter"] = f"{LETTER}\f{other}".encode()
    sends_photo(oksana)
    oksana.reads("I have read the letter, but I am not sure about day and time.")
    oksana.taps(CHECK)
    oksana.reads("When? Write it as in the letter, or tap the day.")
    oksana.says("Mo 14.9. 10:30")
    oksana.taps("Skip")
    oksana.reads("Is this right?", "Jobcenter")


def test_of_a_day_alone_the_time_is_asked(world, oksana):
    world.pictures["letter"] = LETTER.replace(" um 10:30 Uhr", "").encode()
    sends_photo(oksana)
    oksana.taps(CHECK)
    oksana.reads("at what time?")
    oksana.taps("10:…")
    oksana.taps("10:30")
    oksana.taps("Skip")
    oksana.taps("Yes, that is right")
    assert stands(world) == [(date(2026, 9, 14), time(10, 30), False)]


def test_a_mentor_says_whose_letter_it_is(world, jonas):
    sends_photo(jonas)
    jonas.taps(CHECK)
    jonas.taps("Oksana")
    jonas.taps("Skip")
    jonas.taps("Yes, that is right")
    jonas.reads("Kept.")
    with world.lotse.database.transaction() as db:
        assert appointments.get(db, 1).participant_id == world.cast["Oksana"].id
        assert cards.where(db, 1).inside == "Zimmer 1.18"


def test_without_the_program_the_bot_says_so_and_asks(world, amina, oksana):
    world.eyes_open = world.lotse.house.eyes.open = False
    sends_photo(amina)
    amina.reads_words(CANNOT_READ)
    assert amina.screen.own == []
    sends_photo(oksana)
    oksana.reads("With whom is the appointment?")
    oksana.taps("Jobcenter")
    oksana.reads("When?")
    assert count(world, "letters") == 0


@pytest.mark.parametrize("picture", [None, b"\x80 is no text"])
def test_what_cannot_be_read_is_entered_by_hand(world, oksana, picture):
    world.pictures.pop("letter")
    if picture:
        world.pictures["letter"] = picture
    sends_photo(oksana)
    oksana.reads("I could not read the photo. Please enter the appointment yourself.")
    assert oksana.screen.own == []
    oksana.taps("New appointment")
    oksana.reads("With whom is the appointment?")


def test_a_form_in_the_middle_stays_as_it_is(world, jonas):
    jonas.says("/log")
    jonas.taps("Amina")
    sends_photo(jonas)
    jonas.taps("Not reached")
    assert any(bubble.text == "When was that?" for bubble in jonas.screen.bubbles)


def test_what_nobody_checks_is_forgotten(world, oksana):
    sends_photo(oksana)
    assert count(world, "letters") == 1
    world.passes(days=3, hours=2)
    assert count(world, "letters") == 0
    oksana.taps(CHECK)
    assert oksana.popup == oksana.in_own_language(
        _("This button is from an earlier message. Nothing has changed.")
    )


def test_a_process_that_dies_while_it_reads_loses_nothing(world, oksana):
    async def dies(picture):
        raise asyncio.CancelledError

    world.recognises, alive = dies, world.recognises
    with pytest.raises(asyncio.CancelledError):
        sends_photo(oksana)
    world.recognises = alive
    world.passes(minutes=10)
    oksana.reads(FOUND)
    assert oksana.screen.own == []
