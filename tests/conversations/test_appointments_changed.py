from __future__ import annotations

from datetime import date, time

from bot.core.rules.appointments import Coming
from storage import appointments
from tests.conversations.steps import (
    NEWS,
    OLD_BUTTON,
    SHARES_APPOINTMENTS,
    agrees,
    cancels,
    enters,
    moves,
    opens,
    shows_time,
    stands,
)

MINE, FOR_OKSANA = "14.09. 10:30 · Jobcenter", "14.09. 10:30 · Oksana · Jobcenter"
MOVED = (
    "The appointment has moved. Before: Monday, 14.09.2026 at 10:30. "
    "Now: Tuesday, 15.09.2026 at 09:00."
)
CANCELLED = "The appointment on Monday, 14.09.2026 at 10:30 is cancelled."


def test_moved_by_the_mentor(world, oksana, jonas):
    shows_time(oksana)
    enters(jonas, whose="Oksana")
    moves(jonas, FOR_OKSANA, "15.09.2026 9:00")
    jonas.reads("Tuesday, 15.09.2026, 09:00", "Before: Monday, 14.09.2026, 10:30")
    oksana.sees(MOVED, "Show", "I come", "I cannot", "Home")
    oksana.taps("Show")
    assert oksana.popup == (
        "Jobcenter\nTuesday, 15.09.2026, 09:00\nBefore: Monday, 14.09.2026, 10:30"
    )
    assert stands(world) == [(date(2026, 9, 15), time(9), False)]


def test_moved_and_cancelled_by_the_participant_with_consent(oksana, jonas):
    agrees(oksana, SHARES_APPOINTMENTS)
    shows_time(oksana, jonas)
    enters(oksana)
    moves(oksana, MINE, "15.09.2026 9:00")
    cancels(oksana, "15.09. 09:00 · Jobcenter")
    assert jonas.texts == [
        "New appointment: Monday, 14.09.2026 at 10:30.",
        MOVED,
        "The appointment on Tuesday, 15.09.2026 at 09:00 is cancelled.",
    ]
    assert oksana.texts[-1].startswith("The appointment is cancelled.")


def test_without_consent_the_mentor_hears_nothing(oksana, jonas):
    enters(oksana)
    moves(oksana, MINE, "15.09.2026 9:00")
    cancels(oksana, "15.09. 09:00 · Jobcenter")
    assert jonas.texts == []


def test_the_mentor_who_entered_it_hears_of_every_change(oksana, jonas):
    shows_time(jonas)
    enters(jonas, whose="Oksana")
    moves(oksana, MINE, "15.09.2026 9:00")
    assert jonas.texts[-1] == MOVED


def test_only_news_even_when_it_moves(oksana, jonas):
    enters(jonas, whose="Oksana")
    moves(jonas, FOR_OKSANA, "15.09.2026 9:00")
    cancels(jonas, "15.09. 09:00 · Oksana · Jobcenter")
    assert oksana.texts == [NEWS, NEWS, NEWS]
    oksana.taps("Show")
    assert "This appointment is cancelled." in oksana.popup


def test_it_is_told_in_arabic(world, amina, jonas):
    shows_time(amina)
    enters(jonas, whose="Amina")
    moves(jonas, "14.09. 10:30 · Amina · Jobcenter", "15.09.2026 9:00")
    amina.reads("الاثنين", "14.09.2026", "10:30", "الثلاثاء", "15.09.2026", "09:00")
    assert amina.last.html.startswith("\u200f")


def test_moved_twice_before_it_was_told(world, oksana, jonas):
    shows_time(oksana)
    enters(jonas, whose="Oksana")
    world.passes(hours=10)  # in the night nothing leaves
    moves(jonas, FOR_OKSANA, "16.09.2026 12:00")
    moves(jonas, "16.09. 12:00 · Oksana · Jobcenter", "15.09.2026 9:00")
    assert len(oksana.texts) == 1
    world.reaches(date(2026, 9, 2), time(8, 30))
    assert oksana.texts[1:] == [MOVED]


def test_moved_away_and_back_before_it_was_told(world, oksana, jonas):
    shows_time(oksana)
    enters(jonas, whose="Oksana")
    world.passes(hours=10)
    moves(jonas, FOR_OKSANA, "16.09.2026 12:00")
    moves(jonas, "16.09. 12:00 · Oksana · Jobcenter", "14.09.2026 10:30")
    world.reaches(date(2026, 9, 2), time(8, 30))
    assert len(oksana.texts) == 1  # "Before" and "Now" would be the same


def test_moved_and_cancelled_before_it_was_told(world, oksana, jonas):
    shows_time(oksana)
    enters(jonas, whose="Oksana")
    world.passes(hours=10)
    moves(jonas, FOR_OKSANA, "15.09.2026 9:00")
    cancels(jonas, "15.09. 09:00 · Oksana · Jobcenter")
    world.reaches(date(2026, 9, 2), time(8, 30))
    assert oksana.texts[1:] == ["The appointment on Tuesday, 15.09.2026 at 09:00 is cancelled."]


def test_entered_and_cancelled_in_one_night_is_nobodys_news(world, oksana, jonas):
    world.passes(hours=10)
    enters(jonas, whose="Oksana")
    cancels(jonas, FOR_OKSANA)
    world.reaches(date(2026, 9, 2), time(8, 30))
    assert oksana.texts == []


def test_two_cancel_at_once(oksana, jonas):
    enters(jonas, whose="Oksana")
    for phone, line in ((oksana, MINE), (jonas, FOR_OKSANA)):
        opens(phone, line)
        phone.taps("It is cancelled")
        phone.reads("I do not cancel it with the office, I only stop reminding.")
    oksana.taps("Yes, it is cancelled")
    oksana.reads("The appointment is cancelled. Everybody concerned is told.")
    page = next(each for each in jonas.screen.bubbles if "Is this appointment" in each.text)
    jonas.taps_data(page.data[0][0], page)
    assert jonas.popup == OLD_BUTTON


def test_cancelled_while_somebody_moves_it(world, oksana, jonas):
    enters(jonas, whose="Oksana")
    opens(jonas, FOR_OKSANA)
    jonas.taps("It has moved")
    jonas.says("15.09.2026 9:00")
    page = jonas.last
    cancels(oksana, MINE)
    jonas.taps_data(page.data[0][0], page)
    assert stands(world) == [(date(2026, 9, 14), time(10, 30), True)]
    assert "It has moved." not in "".join(jonas.texts)


def test_of_two_changes_of_the_same_version_only_one_counts(world, oksana):
    enters(oksana)
    by, now = oksana.person.id, world.now
    with world.lotse.database.transaction() as db:
        shown = appointments.get(db, 1)
        first = appointments.move(db, shown, day=date(2026, 9, 15), time=time(9), by=by, now=now)
        assert first.version == 2
        assert appointments.cancel(db, shown, by=by, now=now) is None
        assert (
            appointments.move(db, shown, day=date(2026, 9, 16), time=time(9), by=by, now=now)
            is None
        )
        assert not appointments.answer(db, shown, Coming.COMES)
    assert stands(world) == [(date(2026, 9, 15), time(9), False)]


def test_i_come(world, oksana, jonas):
    enters(jonas, whose="Oksana")
    oksana.taps("I come")
    assert oksana.popup == "Good. I have noted that you come."
    opens(jonas, FOR_OKSANA)
    jonas.reads("Oksana", "Is coming.")


def test_i_cannot(oksana, jonas, katrin):
    shows_time(jonas)
    enters(jonas, whose="Oksana")
    oksana.taps("I cannot")
    oksana.reads(
        "I have noted that you cannot come. Please tell the office yourself, as early as you can.",
        "The phone number is on the letter.",
    )
    assert jonas.texts[-1] == (
        "Somebody cannot come to the appointment on Monday, 14.09.2026 at 10:30."
    )
    assert jonas.opens().startswith("Jobcenter\nMonday, 14.09.2026, 10:30")
    assert katrin.texts == []


def test_i_cannot_goes_to_the_coordinator_where_the_mentor_may_not_know(oksana, jonas, katrin):
    shows_time(katrin)
    enters(katrin, whose="Oksana")
    oksana.taps("I cannot")
    assert katrin.texts[-1] == (
        "Somebody cannot come to the appointment on Monday, 14.09.2026 at 10:30."
    )
    assert jonas.texts == []


def test_the_answer_to_an_older_version_is_old(oksana, jonas):
    enters(jonas, whose="Oksana")
    first = oksana.last
    moves(jonas, FOR_OKSANA, "15.09.2026 9:00")
    for data in first.data[1]:
        oksana.taps_data(data, first)
        assert oksana.popup == OLD_BUTTON
    opens(jonas, "15.09. 09:00 · Oksana · Jobcenter")
    jonas.reads("No answer yet.")


def test_nobody_else_answers_for_the_participant(oksana, jonas, mara, katrin):
    enters(jonas, whose="Oksana")
    for phone in (jonas, mara, katrin):
        for data in ("come.1.1", "cannot.1.1"):
            phone.taps_data(data)
            assert phone.popup == OLD_BUTTON


def test_what_is_over_is_neither_moved_nor_answered(world, oksana):
    enters(oksana)
    world.wakes(date(2026, 9, 14), time(10, 31))
    for data in ("come.1.1", "cannot.1.1", "move.1", "cancel.1", "cancelled.1.1"):
        oksana.taps_data(data)
        assert oksana.popup == OLD_BUTTON
    assert stands(world) == [(date(2026, 9, 14), time(10, 30), False)]


def test_what_is_cancelled_in_the_night_before_is_told_at_once(world, jonas, oksana):
    jonas.says("/appointments")
    jonas.taps("New appointment")
    jonas.taps("Oksana")
    jonas.taps("Jobcenter")
    jonas.says("02.09.2026 07:45")
    jonas.taps("Skip")
    jonas.taps("Skip")
    jonas.taps("Skip")
    jonas.taps("Yes, that is right")
    world.passes(hours=9, minutes=30)  # half past nine in the evening
    before = len(oksana.texts)

    jonas.says("/appointments")
    jonas.taps("02.09. 07:45 · Oksana · Jobcenter")
    jonas.taps("It is cancelled")
    jonas.taps("Yes, it is cancelled")
    world.passes(minutes=10)

    assert len(oksana.texts) == before + 1
    oksana.taps("Show")
    assert "This appointment is cancelled." in oksana.popup
