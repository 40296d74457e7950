"""Where that is: what somebody has checked is shown, the nearest town first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.core.rules.people import Level
from bot.core.words import _, entry
from bot.machine.library import Library
from handlers.services import emergency, kinds
from storage import directory, place_lines
from tests.placed import a_place

FACTS = Library().facts()
NEVER = "+49 341 9999999"  # the direct line, which no participant sees


@pytest.fixture
def centre(world):
    with world.lotse.database.transaction() as db:
        place = a_place(db, world.now)
        place_lines.add(db, place.id, whose="Ms Direct", phone=NEVER)
    return place


def changes(world, place, **facts):
    """As another process would."""
    with world.lotse.database.transaction() as db:
        known = directory.get(db, place.id)
        return directory.save(db, replace(known, **facts), by=None, now=world.now)


def everything(phone):
    return "\n".join([*phone.texts, *phone.screen.popups, *map(str, phone.labels())])


def test_a_service_says_where_it_is_once_somebody_has_checked_it(world, oksana):
    oksana.taps_data("service.mbe")
    assert oksana.in_own_language(_("Where is that?")) not in oksana.labels()
    with world.lotse.database.transaction() as db:
        place = a_place(db, world.now, checked=None)
    oksana.taps_data("service.mbe")
    assert oksana.in_own_language(_("Where is that?")) not in oksana.labels()
    with world.lotse.database.transaction() as db:
        directory.check(db, place.id, on=date(2026, 8, 25), name="Ms Example", now=world.now)
    oksana.taps_data("service.mbe")
    oksana.taps_words(_("Where is that?"))
    oksana.reads("Advice Centre", "Example Street 1, 04103 Leipzig", "+49 341 1234567")
    oksana.reads_words(
        _("Opens today at {time}.", time=time(14)),  # it is noon on a Tuesday
        _("Last checked on {day}.", day="25.08.2026"),
    )
    oksana.reads("Friday: 09:00–12:00")
    assert oksana.last.copies == ["Example Street 1, 04103 Leipzig", "+49 341 1234567"]


def test_whoever_asks_where_an_office_is_reads_it_and_nobody_else_is_asked(world, oksana, katrin):
    with world.lotse.database.transaction() as db:
        a_place(db, world.now, kinds=("sozialamt",))
    for said in ("where is the Sozialamt?", "Sozialamt"):
        oksana.says(said)
        oksana.reads_words(entry("offices", "sozialamt", "purpose"))
        oksana.taps_words(_("Where is that?"))
        oksana.reads("Example Street 1, 04103 Leipzig")
    assert katrin.texts == []
    oksana.says("sozialamt")
    oksana.taps_words(_("Ask a person"))
    oksana.taps_words(_("Yes, pass it on"))
    assert len(katrin.texts) == 1


def test_whoever_looks_for_the_police_reads_the_numbers_first(oksana):
    oksana.says("where is the police")
    assert oksana.last.text.startswith(oksana.in_own_language(emergency.first()))
    assert set(kinds.URGENT) <= {*FACTS.offices, *FACTS.service_kinds}


def test_every_kind_of_service_and_office_is_three_taps_away(oksana):
    for heading, kind in (
        (_("Counselling services"), entry("services", "suchtberatung")),
        (_("Offices"), entry("offices", "standesamt")),
    ):
        oksana.says("/menu")
        oksana.taps_words(_("Ask a question"))
        oksana.taps_words(heading)
        oksana.taps_words(kind)
        oksana.reads_words(kind)


def test_the_nearest_town_comes_first_and_another_is_typed(world, oksana):
    with world.lotse.database.transaction() as db:
        a_place(db, world.now, name="Far Away", code="far", town="Kiel", postcode="24103")
        a_place(db, world.now, name="Next Door", code="near", town="Markkleeberg", postcode="04416")
        a_place(db, world.now, name="Here", code="here")
    oksana.taps_data("where.mbe")
    assert oksana.labels()[:3] == ["Here, Leipzig", "Next Door, Markkleeberg", "Far Away, Kiel"]
    oksana.taps_words(_("Near another town"))
    oksana.says("kiel")
    assert oksana.labels()[:3] == ["Far Away, Kiel", "Here, Leipzig", "Next Door, Markkleeberg"]
    oksana.taps("Far Away, Kiel")
    oksana.reads("Far Away")


def test_only_by_appointment_is_no_opening_time(world, oksana, centre):
    changes(world, centre, by_appointment=True)
    oksana.taps_data(f"place.{centre.id}")
    oksana.reads_words(_("Only by appointment. Please call or write first."))
    assert "09:00" not in oksana.last.text
    changes(world, centre, by_appointment=False, vacant=True, instead="the town hall")
    oksana.taps_data(f"place.{centre.id}")
    oksana.reads("the town hall")


def test_direct_lines_are_for_staff_alone(oksana, jonas, samir, katrin, otto, centre):
    for phone in (jonas, samir, katrin):
        phone.taps_data(f"place.{centre.id}")
        assert NEVER not in phone.last.text
        phone.taps_words(_("For staff"))
        phone.reads("Ms Direct", NEVER)
    otto.says("/start")
    for phone in (oksana, otto):
        for press in (f"place.{centre.id}", "where.mbe", "service.mbe", f"placecard.{centre.id}"):
            phone.taps_data(press)
        phone.says("/places")
        phone.says("Advice Centre direct line?")
        assert NEVER not in everything(phone)
        assert "Ms Direct" not in everything(phone)


def test_a_change_is_told_to_whom_it_concerns_and_to_nobody_else(
    world, oksana, amina, jonas, samir, katrin, centre
):
    oksana.taps_data(f"place.{centre.id}")
    jonas.taps_data(f"placecard.{centre.id}")  # a mentor looks it up in /places
    katrin.taps_data(f"placefix.{centre.id}")
    katrin.taps_words(_("Phone"))
    katrin.says("0341 / 7 65 43 21")
    katrin.reads("+49 341 7654321")
    assert "7654321" not in everything(oksana)
    world.passes(hours=2)
    assert oksana.last.text == oksana.in_own_language(_("There is news for you. Tap to see it."))
    oksana.opens()
    oksana.reads("Advice Centre", "+49 341 7654321")
    jonas.opens()
    jonas.reads("+49 341 7654321")
    assert amina.texts == samir.texts == []
    katrin.taps_data(f"placehide.{centre.id}")
    world.passes(hours=2)
    assert "Example Street" not in oksana.opens()
    oksana.taps_data(f"place.{centre.id}")
    assert "Example Street" not in oksana.last.text.split("\n")[-1]


def test_a_change_at_night_waits_for_the_morning_and_says_only_what_is_true_then(
    world, oksana, katrin, centre
):
    oksana.taps_data(f"place.{centre.id}")
    oksana.taps_data(f"level.{Level.DETAILS}")
    world.wakes(world.today, time(21, 30))
    for number in ("0341 1111111", "0341 2222222"):
        katrin.taps_data(f"placefix.{centre.id}")
        katrin.taps_words(_("Phone"))
        katrin.says(number)
    before = len(oksana.texts)
    world.wakes(world.today + timedelta(days=1), time(7, 30))
    assert len(oksana.texts) == before
    world.wakes(world.today, time(9))
    assert len(oksana.texts) == before + 1
    assert oksana.last.text == oksana.in_own_language(_("There is news for you. Tap to see it."))
    oksana.opens()  # a service is named: not even who wishes for details has that on the table
    oksana.reads("+49 341 2222222")


def test_the_contact_is_asked_every_ninety_days(world, samir, katrin, centre):
    changes(world, centre, contact_person_id=samir.person.id)
    world.wakes(date(2026, 11, 22), time(10))
    assert samir.texts == []
    world.wakes(date(2026, 11, 24), time(10))
    samir.opens()
    samir.taps_words(_("Yes, all is right"))
    world.wakes(date(2026, 12, 14), time(10))
    assert len(samir.texts) == 2
    katrin.says("/places")
    katrin.taps_data("placetodo")
    katrin.reads_words(_("Nothing is to be done about places."))


def test_what_has_changed_comes_to_the_coordinator(world, samir, katrin, centre):
    changes(world, centre, contact_person_id=samir.person.id)
    world.wakes(date(2026, 11, 24), time(10))
    samir.opens()
    samir.taps_words(_("Something changed"))
    samir.says("We moved to number 12")
    katrin.says("/inbox")
    katrin.taps_words(_("Places"))
    katrin.reads("Advice Centre", "We moved to number 12")
    katrin.taps("Advice Centre")
    katrin.taps_words(_("Change"))
    katrin.taps_words(_("Address"))
    katrin.says("Example Street 12")
    katrin.says("04103 Leipzig")
    katrin.reads("Example Street 12, 04103 Leipzig")
    katrin.taps_data("placetodo")
    katrin.reads_words(_("Nothing is to be done about places."))


def test_without_a_contact_in_the_bot_the_coordinator_gets_a_mail_to_send(world, katrin, centre):
    changes(world, centre, mail_contact="info@example.org")
    world.wakes(date(2026, 11, 24), time(10))
    katrin.taps_words(_("Show"))
    katrin.taps_words(_("Mail: {name}", name="Advice Centre"))
    katrin.reads("info@example.org", "Advice Centre", "Freitag: 09:00–12:00", "Example Network")
    katrin.taps_words(_("Enter the answer"))
    katrin.taps_words(_("All is still right"))
    katrin.taps_data("placetodo")
    katrin.reads_words(_("Nothing is to be done about places."))


def test_no_answer_for_two_weeks_is_seen_and_after_half_a_year_everybody_reads_it(
    world, oksana, samir, katrin, centre
):
    changes(world, centre, contact_person_id=samir.person.id)
    world.wakes(date(2026, 11, 24), time(10))
    assert len(samir.texts) == 1
    world.wakes(date(2026, 12, 9), time(10))
    katrin.reads_words(_("Please look after the list of places: something is to be checked."))
    katrin.taps_words(_("Show"))
    katrin.reads("Advice Centre", "24.11.2026")
    world.wakes(date(2027, 2, 23), time(10))
    oksana.taps_data(f"place.{centre.id}")
    oksana.reads_words(_("Not checked since {day}. Please call before you go.", day="25.08.2026"))


def test_a_place_is_entered_in_the_chat_and_providers_wait_until_they_are_checked(
    world, oksana, katrin
):
    world.passes(minutes=20)
    katrin.says("/places")
    katrin.taps_data("placenew")
    katrin.says("Help Desk")
    katrin.taps_words(_("A counselling service"))
    katrin.taps("Migration counselling for adults (MBE)")
    katrin.taps_words(_("Done"))
    katrin.says("Market 1")
    katrin.says("04552 Borna")
    katrin.says("what?")
    katrin.says("03433 123456")
    katrin.says("by appointment")
    katrin.taps_words(_("Yes, that is right"))
    katrin.reads("Help Desk", "+49 3433 123456")
    oksana.taps_data("where.mbe")
    oksana.reads("Help Desk", "Market 1, 04552 Borna")
    with world.lotse.database.transaction() as db:
        unchecked = [place for place in directory.everything(db) if not place.shown_to_all()]
    assert len(unchecked) == 38
    oksana.taps_data(f"place.{unchecked[0].id}")
    assert unchecked[0].name not in oksana.last.text
    katrin.taps_data(f"placecard.{unchecked[0].id}")
    katrin.reads_words(_("Nobody has checked this yet."))
    katrin.taps_words(_("All is right: show it"))
    oksana.taps_data(f"place.{unchecked[0].id}")
    oksana.reads(unchecked[0].name)
