"""I am late, I cannot find it, I cannot come: what the office and the helpers are told, and how."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.core.rules.directory import Place
from bot.core.rules.helping import Kind
from bot.core.rules.people import Level
from bot.core.words import _
from storage import appointments, directory, helping, people
from tests.conversations.steps import (
    NEWS,
    OLD_BUTTON,
    SHARES_APPOINTMENTS,
    agrees,
    enters,
    shows_time,
)

DAY = date(2026, 9, 14)
LATE, LOST = _("I am late"), _("I cannot find it")
COPY = _("Copy in German")


def reads_on_the_table(phone, level):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        people.be_discreet(db, person.id, level)


def comes_along(world, phone, appointment_id=1):
    """Somebody was asked for, and has promised."""
    helper = phone.person
    with world.lotse.database.transaction() as db:
        known = appointments.get(db, appointment_id)
        asked = helping.ask(
            db,
            kind=Kind.ACCOMPANY,
            asker_id=known.participant_id,
            participant_id=known.participant_id,
            language="en",
            topic="",
            now=world.now,
            starts=known.starts,
            appointment_id=known.id,
            appointment_version=known.version,
        )
        assert helping.claim(db, asked.id, helper.id, round=asked.round, now=world.now)


def a_place(world, phone="+49 341 1234560"):
    place = Place(
        0,
        "jc",
        "Example office",
        ("jobcenter",),
        street="Example Street 7",
        postcode="04103",
        town="Leipzig",
        phone=phone,
        checked_on=world.today,
        checked_by="Katrin",
        visible=True,
    )
    with world.lotse.database.transaction() as db:
        kept = directory.save(db, place, by=None, now=world.now)
        directory.check(db, kept.id, on=world.today, now=world.now, name="Katrin")


@pytest.fixture
def on_the_way(world, oksana):
    enters(oksana, place="Example Street 1")
    world.wakes(DAY, time(8, 25))
    world.passes(minutes=10)
    return oksana


def test_a_reminder_of_the_day_has_all_that_is_needed_on_the_way(on_the_way):
    labels = ["Show", "What to bring", "I come", "I cannot"]
    late, lost = map(on_the_way.in_own_language, (LATE, LOST))
    assert on_the_way.labels() == [*labels, late, lost, "Home"]


def test_late_tells_how_to_tell_the_office_and_who_comes_along(world, on_the_way, jonas, mara):
    agrees(on_the_way, SHARES_APPOINTMENTS)
    comes_along(world, mara)
    shows_time(jonas)
    on_the_way.taps_words(LATE)
    on_the_way.taps("20 minutes")
    on_the_way.reads("The phone number is on the letter.")
    on_the_way.reads_words(
        _("Please call the office now. Go there all the same."),
        _("I tell the people who help you with this appointment."),
    )
    said = "{name} comes about {minutes} minutes late to the appointment at {time}."
    late = {"minutes": 20, "time": time(10, 30)}
    assert jonas.last.text == mara.last.text == NEWS
    jonas.opens()
    jonas.reads_words(_(said, name="Oksana", **late))
    assert "20" in mara.opens()
    assert "Jobcenter" not in jonas.last.text + mara.last.text


def test_late_shows_the_phone_of_the_one_office_that_can_be_meant(world, on_the_way):
    a_place(world)
    on_the_way.taps_words(LATE)
    on_the_way.taps("10 minutes")
    on_the_way.reads("+49 341 1234560")


def test_days_before_nobody_is_late(world, oksana):
    enters(oksana)
    oksana.taps_data("late.1.1")
    assert "14.09.2026" in oksana.popup
    oksana.taps_data("mins.1.1.20")
    assert oksana.popup == OLD_BUTTON
    world.wakes(DAY, time(13, 45))
    oksana.taps_data("late.1.1")
    assert oksana.popup == OLD_BUTTON


def test_lost_shows_the_way_and_asks_a_human_for_a_call(world, on_the_way, jonas):
    agrees(on_the_way, SHARES_APPOINTMENTS)
    on_the_way.taps_words(LOST)
    on_the_way.reads("Example Street 1")
    for level in (Level.TIME, Level.DETAILS, Level.NEWS):
        reads_on_the_table(jonas, level)
        on_the_way.taps_words(_("Ask for a call"))
        text = jonas.last.text
        assert ("10:30" in text, "Oksana" in text) == {
            Level.NEWS: (False, False),
            Level.TIME: (False, False),
            Level.DETAILS: (True, True),
        }[level]
        assert "Jobcenter" not in text
        world.passes(minutes=16)


def test_whoever_comes_along_hears_that_nobody_comes(world, on_the_way, mara, katrin):
    comes_along(world, mara)
    on_the_way.taps("I cannot")
    assert mara.opens() == "Somebody cannot come to the appointment on Monday, 14.09.2026 at 10:30."
    assert katrin.texts == []


def test_cannot_gives_a_sentence_in_german_and_cancels_nothing(world, on_the_way, jonas, katrin):
    on_the_way.taps("I cannot")
    on_the_way.reads("Please tell the office yourself")
    on_the_way.reads_words(
        _("I do not cancel it with the office. Only you can do that, or somebody for you."),
        _("Say that you need a new appointment. Ask for a proof, and keep it."),
    )
    assert on_the_way.in_own_language(COPY) in on_the_way.labels()
    assert katrin.last.text == NEWS, "without consent the mentor does not hear of it"
    assert jonas.texts == []
    with world.lotse.database.transaction() as db:
        assert not appointments.get(db, 1).cancelled
    on_the_way.says("/appointments")
    on_the_way.reads("These appointments are coming:")


def test_what_was_missed_is_never_told_as_cancelled(world, on_the_way, jonas):
    agrees(on_the_way, SHARES_APPOINTMENTS)
    shows_time(on_the_way, jonas)
    world.wakes(DAY, time(11))
    for phone in (on_the_way, jonas):
        phone.taps_data("cancel.1")
        phone.taps_data("cancelled.1.1")
        assert phone.popup == OLD_BUTTON
    world.passes(hours=30)
    every = [text for phone in (on_the_way, jonas) for text in phone.texts]
    assert not [text for text in every if "cancelled" in text]
