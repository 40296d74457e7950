"""An optional PIN: asked before case data, twelve hours after it was given."""

from __future__ import annotations

import json

import pytest

from bot.core.words import _
from handlers.people.news import LOCKED, SAYS
from storage import audit, pins
from storage.tables import metadata
from tests.conversations.steps import NEWS, OLD_BUTTON, count, enters, shows_time

PIN, NEW_PIN = "4711", "908172"
ASK = "Please type your PIN. I delete it from the chat at once."
LOCKED_WORDS = "The PIN was wrong five times. Please ask here for help: office@example.org"


def sets(phone, pin=PIN):
    phone.says("/privacy")
    phone.taps_words(_("Set a PIN"))
    phone.says(pin)


@pytest.fixture
def locked(world, oksana):
    """Oksana set a PIN, and twelve hours have gone by."""
    sets(oksana)
    world.passes(hours=12)
    return oksana


def test_it_is_set_and_deleted_from_the_chat(world, oksana):
    sets(oksana)
    oksana.reads("Your PIN is set.")
    assert oksana.person.has_pin
    world.passes(minutes=1)
    assert len(oksana.screen.own) == 1  # what was typed before it
    oksana.says("/appointments")
    oksana.reads("No appointment is coming.")  # it was given just now


def test_after_twelve_hours_it_is_asked_for(world, locked):
    locked.says("/appointments")
    locked.sees(ASK, "Home")
    locked.says(PIN)
    locked.sees(
        "No appointment is coming.",
        *("New appointment", "New deadline", "When I remind you", "Home"),
    )
    world.passes(hours=11, minutes=59)
    locked.says("/appointments")
    locked.reads("No appointment is coming.")
    world.passes(minutes=1)
    locked.says("/consent")
    locked.sees(ASK, "Home")


def test_everything_else_goes_on_without_it(locked):
    for command in ("/menu", "/who", "/privacy", "/language", "/ask", "/events", "/help"):
        locked.says(command)
        assert ASK not in locked.last.text
    locked.says("stop")
    assert locked.person.paused


@pytest.mark.parametrize("typed", ["٤٧١١", "۴۷۱۱", " 47 11 ", "47-11"])
def test_any_digits_are_understood(locked, typed):
    locked.says("/appointments")
    locked.says(typed)
    locked.reads("No appointment is coming.")


def test_set_in_arabic_digits_it_is_the_same_pin(world, oksana):
    sets(oksana, "٤٧١١")
    world.passes(hours=12)
    oksana.says("/appointments")
    oksana.says("4711")
    oksana.reads("No appointment is coming.")


def test_a_form_that_is_half_filled_goes_on(world, oksana):
    sets(oksana)
    oksana.says("/appointments")
    oksana.taps("New appointment")
    oksana.taps("Jobcenter")
    world.passes(hours=12)
    oksana.says("14.09.2026 10:30")
    oksana.sees(ASK, "Home")
    oksana.says(PIN)
    oksana.reads("When? Write it as in the letter, or tap the day.")
    oksana.says("14.09.2026 10:30")
    for _time in range(3):
        oksana.taps("Skip")
    world.passes(hours=12)
    oksana.taps("Yes, that is right")
    oksana.sees(ASK, "Home")
    assert count(world, "appointments") == 0
    oksana.says(PIN)
    oksana.reads("Kept.")
    assert count(world, "appointments") == 1


def test_a_number_for_a_form_is_not_taken_for_a_pin(world, oksana):
    sets(oksana)
    oksana.says("/ask")
    oksana.taps_data("human")
    world.passes(hours=12)
    oksana.says("4712")  # an open form that shows nothing of anybody
    oksana.reads("I have passed your question on.")
    assert oksana.person.pin_failures == 0


def test_reminders_come_and_say_less(world, oksana, jonas):
    shows_time(oksana)
    sets(oksana)
    world.passes(hours=24)
    enters(jonas, whose="Oksana")
    assert oksana.texts[-1] == NEWS  # at her level the time would show
    oksana.taps("Show")
    oksana.sees(ASK, "Home")
    oksana.says(PIN)
    oksana.reads("Monday, 14.09.2026")


def test_wrong_four_times_and_then_right(locked):
    locked.says("/appointments")
    for left in (4, 3, 2):
        locked.says("1357")
        locked.reads(f"You have {left} tries left.")
    locked.says("1357")
    locked.reads("You have 1 try left.")
    locked.says(PIN)
    locked.reads("No appointment is coming.")
    assert locked.person.pin_failures == 0


def test_wrong_five_times_it_is_locked_until_the_coordinator_resets_it(world, locked, katrin):
    locked.says("/appointments")
    for _time in range(5):
        locked.says("1357")
    locked.reads(LOCKED_WORDS)
    for _time in range(3):
        locked.says(PIN)
        locked.reads(LOCKED_WORDS)
    world.passes(days=2)
    locked.says("/consent")
    locked.reads(LOCKED_WORDS)
    assert katrin.texts == [katrin.in_own_language(SAYS[LOCKED])]
    katrin.taps("Show")
    katrin.taps("Reset the PIN")
    katrin.reads("The PIN of Oksana is removed.")
    world.passes(hours=12)  # it was night
    assert locked.texts[-1].startswith("Your PIN was removed.")
    locked.says("/appointments")
    locked.reads("No appointment is coming.")


def test_a_locked_pin_never_stands_before_stop(locked):
    locked.says("/appointments")
    for _time in range(5):
        locked.says("1357")
    locked.says("/stop")
    assert locked.person.paused


def test_changing_and_removing_need_the_old_one(world, oksana):
    sets(oksana)
    oksana.says("/privacy")
    oksana.taps("Change the PIN")
    oksana.says("1357")
    oksana.reads("That was not the PIN. You have 4 tries left.")
    oksana.says(PIN)
    oksana.says(NEW_PIN)
    oksana.reads("Your PIN is set.")
    world.passes(minutes=1)
    assert len(oksana.screen.own) == 2  # "/privacy", twice
    oksana.says("/privacy")
    oksana.taps("Remove the PIN")
    oksana.says(PIN)
    oksana.reads("That was not the PIN.")
    assert oksana.person.has_pin
    oksana.says(NEW_PIN)
    oksana.reads("The PIN is removed.")
    assert not oksana.person.has_pin


@pytest.mark.parametrize("typed", ["123", "1234567", "abcd", "12a4", "", "47.11.2026 10:30"])
def test_four_to_six_digits(oksana, typed):
    sets(oksana, typed or "—")
    oksana.reads("Please type four to six digits.")
    assert not oksana.person.has_pin


@pytest.mark.parametrize("typed", ["1111", "1234", "654321", "000000"])
def test_what_everybody_would_try_is_refused(oksana, typed):
    sets(oksana, typed)
    oksana.reads("That PIN is easy to guess. Please choose another.")
    assert not oksana.person.has_pin


def test_it_is_nowhere_stored_as_typed(world, oksana):
    sets(oksana, "908172")
    oksana.says("/privacy")
    oksana.taps("Change the PIN")
    oksana.says("908172")
    with world.lotse.database.transaction() as db:
        rows = [
            [str(value) for value in row]
            for table in metadata.sorted_tables
            for row in db.execute(table.select()).all()
        ]
    assert "908172" not in json.dumps(rows)


def test_two_people_with_the_same_pin_have_different_hashes(world, oksana, amina):
    everybody = [phone.person.id for phone in (oksana, amina)]
    with world.lotse.database.transaction() as db:
        for person_id in everybody:
            pins.put(db, person_id, PIN, world.now)
        t = metadata.tables["people"]
        kept = {row.pin for row in db.execute(t.select().where(t.c.pin.is_not(None)))}
    assert len(kept) == 2


def test_a_new_phone_asks_for_it_at_once(world, oksana, katrin):
    sets(oksana)
    katrin.says("/people")
    katrin.taps("Oksana · Participant")
    katrin.taps("New phone")
    code = katrin.last.text.partition("this code: ")[2].split()[0]
    phone = type(oksana)(world, 2001, "en")
    phone.says(f"/start {code}")
    phone.says("/appointments")
    phone.sees(ASK, "Home")


def test_going_home_forgets_what_was_wished_for(locked):
    locked.says("/appointments")
    locked.taps("Home")
    locked.says("4712")
    assert locked.person.pin_failures == 0


def test_nobody_resets_a_pin_but_the_coordinator(oksana, jonas, katrin):
    sets(oksana)
    jonas.taps_data(f"resetpin.{oksana.person.id}")
    assert jonas.popup == OLD_BUTTON
    assert oksana.person.has_pin
    katrin.taps_data("resetpin.999")
    assert katrin.popup == OLD_BUTTON
    katrin.taps_data(f"resetpin.{jonas.person.id}")  # who has none
    assert katrin.popup == OLD_BUTTON


def test_it_is_in_the_audit(world, locked, katrin):
    locked.says("/appointments")
    for _time in range(5):
        locked.says("1357")
    person = locked.person
    assert person.pin_failures == 5
    with world.lotse.database.transaction() as db:
        acts = [each.act for each in audit.of(db, person.id)]
    assert [act for act in acts if "PIN" in act] == ["set a PIN", "locked a PIN"]
