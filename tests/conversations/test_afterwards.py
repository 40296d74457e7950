"""Afterwards: two taps, the folder, and a contact by one tap."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.core.words import _
from storage import contacts
from tests.conversations.steps import (
    NEWS,
    OLD_BUTTON,
    SHARES_APPOINTMENTS,
    SURE,
    agrees,
    enters,
    shows_time,
    stands,
)
from tests.conversations.test_on_the_way import comes_along

DAY = date(2026, 9, 14)
WELL, NOT_WELL = _("It went well"), _("Not so well")
ABSENT, MOVED = _("I was not there"), _("The office moved it")
HOW = (WELL, NOT_WELL, ABSENT, MOVED)
ASKED = _("The appointment on {day} at {time} is over. How was it?", day=DAY, time=time(10, 30))


@pytest.fixture
def back(world, oksana):
    """Home from the office, and asked how it was."""
    shows_time(oksana)
    enters(oksana)
    world.wakes(DAY, time(11))
    count = len(oksana.texts)
    world.reaches(DAY, time(12, 40))
    assert len(oksana.texts) == count + 1
    return oksana


def test_two_taps_and_it_is_in_the_folder(back):
    back.reads_words(ASKED)
    assert back.labels() == [*map(back.in_own_language, HOW), "Home"]
    back.taps_words(NOT_WELL)
    back.taps_words(_("Papers are missing"))
    back.reads("Pay slips")
    back.taps_words(_("My folder"))
    back.reads("14.09.2026 · Jobcenter: was there, papers are missing", "Pay slips", "Jonas")


def test_at_the_most_discreet_level_it_says_only_that_there_is_news(world, oksana):
    enters(oksana)
    world.wakes(DAY, time(12, 35))
    assert oksana.last.text == NEWS
    oksana.opens()
    oksana.reads("Monday, 14.09.2026, 10:30")
    oksana.taps_words(WELL)
    oksana.taps_words(_("A new appointment"))
    oksana.reads("When? Write it as in the letter, or tap the day.")


def test_missed_excused_and_moved_are_different_and_none_is_cancelled(world, back, katrin):
    back.taps_words(ABSENT)
    back.taps_words(_("I forgot it"))
    back.says("/folder")
    back.reads("14.09.2026 · Jobcenter: missed")
    back.taps_data("went.1.1.absent")
    back.taps_words(_("I was prevented"))
    back.says("/folder")
    back.reads("14.09.2026 · Jobcenter: excused")
    katrin.taps_data(f"folder.{back.person.id}")
    katrin.reads("Oksana", "14.09.2026 · Jobcenter: excused")
    back.taps_data("went.1.1.moved")
    back.says("/folder")
    back.reads("14.09.2026 · Jobcenter: moved by the office")
    katrin.says("/appointments")
    katrin.taps_words(_("How they went"))
    katrin.reads("moved by the office: 1", "missed: 0", "excused: 0", "cancelled beforehand: 0")


def test_the_office_moved_it_and_the_new_date_is_a_new_version(world, back, jonas):
    agrees(back, SHARES_APPOINTMENTS)
    shows_time(jonas)
    back.taps_words(MOVED)
    back.taps_words(_("I have the new date"))
    back.says("16.09.2026 9:00")
    back.taps(SURE)
    back.reads("It has moved. Everybody concerned is told.")
    jonas.reads("New appointment: Wednesday, 16.09.2026 at 09:00.")
    assert stands(world) == [(date(2026, 9, 16), time(9), False)]
    back.taps_data("went.1.1.well")
    assert back.popup == OLD_BUTTON, "of the date that was"


def test_who_said_beforehand_is_not_asked(world, oksana, jonas):
    enters(jonas, whose="Oksana")
    oksana.taps("I cannot")
    world.wakes(DAY, time(9))
    count = len(oksana.texts)
    world.reaches(DAY, time(20))
    assert len(oksana.texts) == count
    oksana.says("/folder")
    oksana.reads("14.09.2026 · Jobcenter: excused")


def test_after_two_days_nobody_asks_and_after_an_evening_the_next_morning(world, oksana):
    shows_time(oksana)
    enters(oksana, "14.09.2026 19:30")
    enters(oksana, "15.09.2026 9:00")
    world.wakes(DAY, time(20, 40))
    count = len(oksana.texts)
    world.reaches(date(2026, 9, 15), time(7, 55))
    assert len(oksana.texts) == count
    world.reaches(date(2026, 9, 15), time(8, 5))
    assert oksana.texts[count].startswith("The appointment on Monday, 14.09.2026 at 19:30 is over")
    count = len(oksana.texts)
    world.wakes(date(2026, 9, 17), time(9, 5))
    assert oksana.texts[count:] == []


def test_whoever_came_along_notes_the_contact_by_one_tap_and_once(world, oksana, jonas):
    agrees(oksana, SHARES_APPOINTMENTS)
    enters(oksana)
    comes_along(world, jonas)
    world.wakes(DAY, time(12, 35))
    jonas.opens()
    jonas.reads("Oksana", "14.09.2026")
    jonas.taps("Yes, 60 minutes")
    jonas.reads("The contact with Oksana on Monday, 14.09.2026 is noted.")
    jonas.taps_data("with.1.1.90")
    jonas.reads_words(_("You have said so already. It is noted once."))
    with world.lotse.database.transaction() as db:
        noted = contacts.everything(db)
    assert [(each.kind, each.day, each.minutes) for each in noted] == [
        ("accompany-jobcenter", DAY, 60)
    ]


def test_who_came_along_is_not_asked_about_what_did_not_take_place(world, oksana, jonas):
    agrees(oksana, SHARES_APPOINTMENTS)
    enters(oksana)
    comes_along(world, jonas)
    oksana.says("/appointments")
    oksana.taps("14.09. 10:30 · Jobcenter")
    oksana.taps("I cannot")
    world.wakes(DAY, time(9))
    count = len(jonas.texts)
    world.reaches(DAY, time(20))
    assert len(jonas.texts) == count


def test_a_mentor_sees_in_the_folder_what_consent_allows(world, oksana, jonas, mara):
    enters(oksana)
    world.wakes(DAY, time(12, 35))
    oksana.taps_words(ABSENT)
    jonas.says("/folder")
    jonas.taps("Oksana")
    assert "14.09." not in jonas.last.text
    agrees(oksana, SHARES_APPOINTMENTS)
    jonas.taps_data(f"folder.{oksana.person.id}")
    jonas.reads("Oksana", "14.09.2026 · Jobcenter")
    assert "missed" not in jonas.last.text, "how it was is in no declaration"
    jonas.taps("I was there · 14.09.")
    jonas.reads("The contact with Oksana on Monday, 14.09.2026 is noted.")
    mara.taps_data(f"folder.{oksana.person.id}")
    assert mara.popup == OLD_BUTTON
