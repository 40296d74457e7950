from __future__ import annotations

from datetime import date, time

import pytest

from tests.conversations.steps import (
    NEWS,
    SHARES_APPOINTMENTS,
    SURE,
    agrees,
    enters,
    opens,
    shows_time,
    stands,
)

DAY = date(2026, 9, 14)
LINE = "14.09. 10:30 · Jobcenter"


def test_a_participant_enters_an_appointment_by_writing(world, oksana, jonas, katrin):
    oksana.says("/appointments")
    oksana.sees(
        "No appointment is coming.",
        *("New appointment", "New deadline", "When I remind you", "Home"),
    )
    oksana.taps("New appointment")
    oksana.reads("With whom is the appointment?")
    oksana.taps("Jobcenter")
    oksana.reads("When? Write it as in the letter, or tap the day.")
    oksana.says("Monday 14 September at 10:30")
    oksana.says("Example Street 1, room 12")
    oksana.says("Ms Example")
    oksana.says("bring the blue folder")
    oksana.reads(
        "Is this right?",
        "Jobcenter",
        "Monday, 14.09.2026, 10:30",
        "Example Street 1, room 12",
        "Ms Example",
    )
    assert stands(world) == []
    oksana.taps(SURE)
    oksana.sees(
        "Kept. I remind you: a week before, three days before, the evening before,"
        " two hours before.\n\n"
        "Jobcenter\nMonday, 14.09.2026, 10:30\nWhere: Example Street 1, room 12\n"
        "Ask for: Ms Example",
        "Appointments",
        "Home",
    )
    assert stands(world) == [(DAY, time(10, 30), False)]
    assert jonas.texts == katrin.texts == []  # nobody was allowed to know


def test_the_day_and_the_time_are_tapped(world, oksana):
    oksana.says("/appointments")
    oksana.taps("New appointment")
    oksana.taps("BAMF")
    oksana.taps("› 10.2026")
    oksana.taps("‹ 09.2026")
    oksana.taps("14")
    oksana.reads("Monday, 14.09.2026: at what time?")
    oksana.taps("10:…")
    oksana.taps("10:45")
    oksana.taps("Skip")
    oksana.taps("Skip")
    oksana.taps("Skip")
    oksana.taps(SURE)
    assert stands(world) == [(DAY, time(10, 45), False)]


def test_the_day_is_written_and_the_time_afterwards(world, oksana):
    oksana.says("/appointments")
    oksana.taps("New appointment")
    oksana.taps("BAMF")
    oksana.says("14.9.2026")
    oksana.reads("Monday, 14.09.2026: at what time?")
    oksana.says("10:45")
    oksana.reads("Where exactly?")


def test_amina_taps_her_way_in_arabic(world, amina, jonas):
    agrees(amina, SHARES_APPOINTMENTS)
    amina.says("/appointments")
    amina.taps_data("new")
    office = amina.last
    amina.taps_data(office.data[0][1])  # the second office: Jobcenter
    amina.says("14.09.2026 10:30")
    for _question in range(3):
        amina.taps_data(skip_of(amina))
    amina.reads("الاثنين", "14.09.2026", "10:30")
    amina.taps_data(amina.last.data[0][0])
    amina.reads("الاثنين")
    assert stands(world) == [(DAY, time(10, 30), False)]
    assert jonas.texts == [NEWS]


def test_the_days_of_an_arabic_week_stand_from_right_to_left(amina):
    amina.says("/appointments")
    amina.taps_data("new")
    amina.taps_data(amina.last.data[0][1])
    week = [row for row in amina.last.labels if row[-1].strip() and len(row) == 7][1]
    days = [int(label) for label in map(strip, week) if label.isdecimal()]
    assert days == sorted(days, reverse=True)


def test_a_mentor_enters_one_for_a_participant(oksana, jonas, katrin):
    shows_time(oksana)
    enters(jonas, whose="Oksana", place="Example Street 1")
    jonas.reads("Kept. I tell the participant now, and remind in time.")
    oksana.sees(
        "New appointment: Monday, 14.09.2026 at 10:30.", "Show", "I come", "I cannot", "Home"
    )
    oksana.taps("Show")
    assert oksana.popup == "Jobcenter\nMonday, 14.09.2026, 10:30\nWhere: Example Street 1"
    assert katrin.texts == []


def test_a_mentor_is_offered_only_own_participants(jonas, mara):
    jonas.says("/appointments")
    jonas.taps("New appointment")
    jonas.sees("Who has the appointment?", "Amina", "Oksana", "Home")
    mara.says("/appointments")
    mara.taps("New appointment")
    assert mara.popup == "This button is from an earlier message. Nothing has changed."


def test_the_coordinator_enters_one_and_both_are_told(oksana, jonas, katrin):
    agrees(oksana, SHARES_APPOINTMENTS)
    shows_time(oksana, jonas)
    enters(katrin, whose="Oksana")
    assert oksana.texts == ["New appointment: Monday, 14.09.2026 at 10:30."]
    assert jonas.texts == ["New appointment: Monday, 14.09.2026 at 10:30."]
    assert jonas.labels() == ["Show", "Home"]


def test_the_mentor_is_not_told_without_consent(oksana, jonas, katrin):
    enters(katrin, whose="Oksana")
    enters(oksana, "15.09.2026 9:00")
    assert jonas.texts == []
    jonas.says("/appointments")
    jonas.sees("No appointment is coming.", "New appointment", "New deadline", "Home")


def test_without_consent_the_mentor_sees_what_the_mentor_entered(oksana, jonas):
    enters(oksana, "15.09.2026 9:00")
    enters(jonas, whose="Oksana")
    jonas.says("/appointments")
    jonas.sees(
        "These appointments are coming:",
        "14.09. 10:30 · Oksana · Jobcenter",
        "New appointment",
        "New deadline",
        "Home",
    )


def test_with_news_only_nothing_stands_on_the_lock_screen(oksana, jonas):
    enters(jonas, whose="Oksana", place="Example Street 1")
    oksana.sees(NEWS, "Show", "I come", "I cannot", "Home")
    oksana.taps("Show")
    assert "Example Street 1" in oksana.popup
    assert oksana.texts == [NEWS]  # the details leave no trace in the chat


def test_details_too_long_for_a_popup_become_a_message(oksana, jonas):
    enters(jonas, whose="Oksana", place="Long Example Street " * 9)
    oksana.taps("Show")
    assert oksana.popup == ""
    assert "Long Example Street" in oksana.texts[-1]
    assert oksana.texts[0] == NEWS


def test_what_to_bring_is_a_list_on_a_tap(oksana):
    enters(oksana)
    opens(oksana, LINE)
    oksana.taps("What to bring")
    oksana.reads("This is usually needed. The letter of the office decides:", "☐")


def test_a_note_is_only_for_whoever_wrote_it(world, oksana, jonas, katrin):
    agrees(oksana, SHARES_APPOINTMENTS)
    oksana.says("/appointments")
    oksana.taps("New appointment")
    oksana.taps("Jobcenter")
    oksana.says("14.09.2026 10:30")
    oksana.taps("Skip")
    oksana.taps("Skip")
    oksana.says("My own thoughts 🌷" * 12)
    oksana.taps(SURE)
    opens(oksana, LINE)
    oksana.taps("Note")
    assert oksana.popup.startswith("My own thoughts 🌷")
    assert len(oksana.popup.encode("utf-16-le")) // 2 <= 200
    assert not [text for text in oksana.texts if "thoughts" in text]
    for phone in (jonas, katrin):
        opens(phone, "14.09. 10:30 · Oksana · Jobcenter")
        assert "Note" not in phone.labels()
        phone.taps_data("note.1")
        assert "thoughts" not in "".join([*phone.texts, *phone.screen.popups])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("01.09.2026 11:59", "That is over already."),
        ("14.09.2020 10:30", "That is over already."),
        ("14.09.2029 10:30", "That is more than two years away."),
        ("31.02.2027 10:30", "That day does not exist."),
        ("14.09.2026 25:30", "That time does not exist."),
        ("whenever you like", "I did not understand the date."),
        ("🌷", "I did not understand the date."),
        ("9" * 10_000, "I did not understand the date."),
    ],
)
def test_a_date_that_cannot_be_meant_is_asked_again(world, oksana, text, why):
    oksana.says("/appointments")
    oksana.taps("New appointment")
    oksana.taps("Jobcenter")
    oksana.says(text)
    oksana.reads(why, "When? Write it as in the letter, or tap the day.")
    oksana.says("14.09.2026 10:30")
    oksana.reads("Where exactly?")


def test_a_doubt_is_offered_to_tap(oksana):
    oksana.says("/appointments")
    oksana.taps("New appointment")
    oksana.taps("Jobcenter")
    oksana.says("10/11/2026 10:30")
    oksana.reads("Is the first number the day or the month?")
    oksana.taps("Tuesday, 10.11.2026, 10:30")
    oksana.reads("Where exactly?")


def test_told_once_whatever_is_repeated(world, oksana, jonas):
    enters(jonas, whose="Oksana")
    world.sends()
    world.passes(hours=1)
    assert oksana.texts == [NEWS]


def skip_of(phone):
    found = [data for row in phone.last.data for data in row if data.endswith(".-")]
    return found[0]


def strip(label):
    return "".join(character for character in label if character.isalnum())
