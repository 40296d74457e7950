"""The card: the list to tick, the file for the calendar, the way, the card for the desk."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from bot.core.rules.directory import Place
from bot.core.words import entry
from storage import cards, directory
from tests.conversations.steps import (
    SHARES_APPOINTMENTS,
    agrees,
    cancels,
    enters,
    moves,
    opens,
    stands,
)

LINE = "14.09. 10:30 · Jobcenter"
OF_OKSANA = "14.09. 10:30 · Oksana · Jobcenter"
INVITE = entry("documents", "invite")


def known_place(world, **more):
    """Somebody entered and checked a place; two, if another is needed."""
    place = Place(0, "jc", "Jobcenter Example", ("jobcenter",), "Lindenweg 1", "04103", "Leipzig")
    known = replace(place, phone="030 23125 100", visible=True, **more)
    by, now = world.cast["Katrin"].id, world.now
    with world.lotse.database.transaction() as db:
        kept = directory.save(db, known, by=by, now=now)
        directory.check(db, kept.id, on=now.date(), now=now, by=by)
    return kept


def calendar_of(phone):
    assert phone.last.document
    (event,) = Calendar.from_ical(phone.last.document).walk("VEVENT")
    return event


# -- entering ----------------------------------------------------------------------------------


def test_entering_takes_five_taps_and_one_line(world, oksana):
    """Under a minute: a tap takes about two seconds, a line of eight signs about eight."""
    known_place(world)
    before = len(oksana.screen.own)
    taps = [
        "New appointment",
        "Jobcenter",
        "Jobcenter Example",
        "Skip",
        "Skip",
        "Yes, that is right",
    ]
    oksana.says("/appointments")
    for tap in taps[:2]:
        oksana.taps(tap)
    oksana.says("Mo 14.9. 10:30")
    for tap in taps[2:]:
        oksana.taps(tap)
    oksana.reads("Kept.", "Where: Lindenweg 1, 04103 Leipzig", "Phone: 030 23125 100")
    assert len(oksana.screen.own) - before == 2
    assert len(taps) <= 6
    with world.lotse.database.transaction() as db:
        assert cards.where(db, 1).place_id


def test_it_can_be_tapped_alone(world, oksana):
    oksana.says("/appointments")
    for tap in ["New appointment", "Jobcenter", "14", "10:…", "10:30", "Skip", "Skip", "Skip"]:
        oksana.taps(tap)
    oksana.taps("Yes, that is right")
    assert [f"{day} {time}" for day, time, _gone in stands(world)] == ["2026-09-14 10:30:00"]


def test_a_place_nobody_checked_is_not_offered(world, oksana):
    kept = known_place(world)
    with world.lotse.database.transaction() as db:
        directory.hide(db, kept.id, by=world.cast["Katrin"].id, now=world.now)
    oksana.says("/appointments")
    oksana.taps("New appointment")
    oksana.taps("Jobcenter")
    oksana.says("Mo 14.9. 10:30")
    assert "Jobcenter Example" not in oksana.labels()
    number = oksana.last.data[0][0].split(".")[0]
    oksana.taps_data(f"{number}.place.@{kept.id}")
    oksana.reads("Please tap one of the buttons.")


def test_whoever_entered_it_says_on_the_card_whether_they_come(oksana, jonas):
    agrees(oksana, SHARES_APPOINTMENTS)
    enters(oksana)
    opens(oksana, LINE)
    oksana.taps("I come")
    assert oksana.popup == "Good. I have noted that you come."
    oksana.taps("I cannot")
    oksana.reads("I do not cancel it with the office.")
    jonas.opens()
    opens(jonas, OF_OKSANA)
    jonas.reads("Cannot come.")
    assert "I cannot" not in jonas.labels()


# -- what to bring -----------------------------------------------------------------------------


def test_the_list_is_ticked_changed_and_added_to(oksana):
    enters(oksana)
    opens(oksana, LINE)
    oksana.taps("What to bring")
    shown, first = oksana.last.id, oksana.labels()[0]
    assert first == f"☐ {oksana.in_own_language(INVITE)}"[:59] + "…" or first.startswith("☐")
    oksana.taps(first)
    assert oksana.last.id == shown  # the same message
    assert oksana.labels()[0] == first.replace("☐", "☑")
    oksana.taps("Change the list")
    oksana.taps(oksana.labels()[1])
    oksana.taps("Add something")
    oksana.says("Mietvertrag")
    oksana.taps("☐ Mietvertrag")
    labels = oksana.labels()
    assert "☑ Mietvertrag" in labels
    assert labels[0].startswith("☑")
    oksana.taps("Change the list")
    oksana.taps("✕ Mietvertrag")
    oksana.taps("Back to the list")
    assert not [label for label in oksana.labels() if "Mietvertrag" in label]


def test_a_mentor_sees_the_usual_list_and_nobodys_ticks(oksana, jonas):
    agrees(oksana, SHARES_APPOINTMENTS)
    enters(oksana)
    opens(oksana, LINE)
    oksana.taps("What to bring")
    oksana.taps(oksana.labels()[0])
    opens(jonas, OF_OKSANA)
    jonas.taps("What to bring")
    jonas.reads("▫️")
    assert "☑" not in jonas.last.text
    assert not [label for label in jonas.labels() if label[0] in "☐☑"]


# -- the calendar ------------------------------------------------------------------------------


def test_the_calendar_file_is_neutral_and_its_newer_version_replaces_it(oksana):
    enters(oksana, place="Jobcenter, Lindenweg 1")
    opens(oksana, LINE)
    oksana.taps("For your calendar")
    first = calendar_of(oksana)
    assert str(first["summary"]) == "Appointment"
    assert "location" not in first  # the level is "news"
    assert first["dtstart"].dt == datetime(2026, 9, 14, 8, 30, tzinfo=UTC)
    assert not first.walk("VALARM")
    assert b"METHOD:PUBLISH" in oksana.last.document
    moves(oksana, LINE, "15.09.2026 11:00")
    opens(oksana, "15.09. 11:00 · Jobcenter")
    oksana.taps("For your calendar")
    second = calendar_of(oksana)
    assert second["uid"] == first["uid"]
    assert second["sequence"] == first["sequence"] + 1


def test_who_has_it_in_the_calendar_is_offered_that_it_is_cancelled(oksana, jonas, mara):
    agrees(oksana, SHARES_APPOINTMENTS)
    enters(oksana)
    opens(jonas, OF_OKSANA)
    jonas.taps("For your calendar")
    assert str(calendar_of(jonas)["status"]) == "CONFIRMED"
    cancels(oksana, LINE)
    assert "For your calendar" in jonas.labels()
    jonas.taps("For your calendar")
    gone = calendar_of(jonas)
    assert str(gone["status"]) == "CANCELLED"
    assert gone["sequence"] == 1


# -- the way and the room ----------------------------------------------------------------------


def test_the_way_is_a_pin_that_names_no_office(world, oksana):
    known_place(world, lat=51.34, lon=12.38)
    enters(oksana)
    opens(oksana, LINE)
    oksana.taps("How do I get there?")
    pin = oksana.last.pin
    assert (pin.lat, pin.lon, pin.address) == (51.34, 12.38, "Lindenweg 1, 04103 Leipzig")
    assert pin.title == "The way there"
    world.passes(hours=25)
    assert not [bubble for bubble in oksana.screen.bubbles if bubble.pin]


@pytest.mark.parametrize("more", [{}, {"lat": 51.0}])
def test_without_a_position_there_is_no_way_to_tap(world, oksana, more):
    known_place(world, **more)
    enters(oksana)
    opens(oksana, LINE)
    assert "How do I get there?" not in oksana.labels()
    oksana.taps_data("way.1")
    assert oksana.popup == "This button is from an earlier message. Nothing has changed."


def test_the_room_comes_later_and_the_place_is_put_right(world, oksana, jonas):
    agrees(oksana, SHARES_APPOINTMENTS)
    enters(oksana, place="Lindenweg 1")
    opens(oksana, LINE)
    oksana.taps("Change the place")
    oksana.says("Eingang B, 2. Etage, Zimmer 2.14")
    oksana.says("Frau Beispiel")
    oksana.taps("Yes, that is right")
    oksana.reads("Kept.", "Where: Lindenweg 1", "Entrance, floor, room: Eingang B, 2. Etage")
    oksana.reads("Ask for: Frau Beispiel")
    opens(jonas, OF_OKSANA)
    jonas.taps("Change the place")
    assert "Frau Beispiel" not in jonas.last.text
    jonas.taps("Change: Lindenweg 1")
    jonas.says("Ahornweg 2")
    jonas.taps("Yes, that is right")
    jonas.reads("Where: Ahornweg 2", "Zimmer 2.14")
    assert "Frau Beispiel" not in jonas.last.text
    opens(oksana, LINE)
    oksana.reads("Where: Ahornweg 2", "Zimmer 2.14", "Ask for: Frau Beispiel")
    assert [day.isoformat() for day, _time, _gone in stands(world)] == ["2026-09-14"]


# -- at the desk -------------------------------------------------------------------------------


def test_the_card_for_the_desk_is_german_first_and_says_no_more_than_needed(world, amina):
    enters_with_room(world, amina)
    amina.says("/appointments")
    amina.taps_data("desk.1")
    german, own = amina.last.text.split("\n\n")[:2]
    assert "14.09.2026" in german
    assert "Zimmer 2.14" in german
    assert "Arabisch" in german or "I speak" in german
    assert german != own
    assert "Jobcenter" not in amina.last.text


def enters_with_room(world, amina):
    from datetime import date, time

    from bot.core.clock import HOME
    from storage import appointments

    with world.lotse.database.transaction() as db:
        kept = appointments.add(
            db,
            participant_id=world.cast["Amina"].id,
            entered_by=world.cast["Amina"].id,
            office="jobcenter",
            day=date(2026, 9, 14),
            time=time(10, 30),
            zone=HOME,
            place=None,
            contact="Frau Beispiel",
            note=None,
            now=world.now,
        )
        cards.put(db, kept, cards.Where(inside="Zimmer 2.14"))
