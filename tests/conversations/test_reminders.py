from __future__ import annotations

from datetime import date, datetime, time

import pytest

from bot.core.clock import HOME
from tests.conversations.steps import NEWS, cancels, enters, moves, shows_time

DAY = date(2026, 9, 14)
REMINDS = "Please remember: Monday, 14.09.2026 at 10:30."


def reminded(world, phone, *between):
    """Exactly one new message between these two moments."""
    (day, before), (same_day, after) = between
    world.wakes(day, before)
    count = len(phone.texts)
    world.reaches(same_day, after)
    return phone.texts[count:]


def around(hour, minute, day):
    """From a few minutes before to some after this moment."""
    before = time(hour - (minute < 5), (minute - 5) % 60)
    return (day, before), (day, time(hour, minute + 5))


@pytest.mark.parametrize("level", ["time", "news"])
def test_a_week_before_the_evening_before_and_two_hours_before(world, oksana, level):
    if level == "time":
        shows_time(oksana)
    said = REMINDS if level == "time" else NEWS
    enters(oksana)
    assert reminded(world, oksana, *around(10, 30, date(2026, 9, 7))) == [said]
    oksana.sees(said, "Show", "What to bring", "I come", "I cannot", "Home")
    assert reminded(world, oksana, *around(18, 0, date(2026, 9, 13))) == [said]
    assert reminded(world, oksana, *around(8, 30, DAY)) == [said]
    oksana.taps("Show")
    assert oksana.popup == "Jobcenter\nMonday, 14.09.2026, 10:30"
    count = len(oksana.texts)
    world.reaches(DAY, time(12))
    assert len(oksana.texts) == count


def test_in_arabic(world, amina):
    shows_time(amina)
    amina.says("/appointments")
    amina.taps_data("new")
    amina.taps_data(amina.last.data[0][1])
    amina.says("14.09.2026 10:30")
    for _question in range(3):
        amina.taps_data(next(d for row in amina.last.data for d in row if d.endswith(".-")))
    amina.taps_data(amina.last.data[0][0])
    said = reminded(world, amina, *around(18, 0, date(2026, 9, 13)))
    assert len(said) == 1
    amina.reads("الاثنين", "14.09.2026", "10:30")


def test_what_was_entered_too_late_for_a_stage_leaves_it_out(world, oksana):
    enters(oksana, "03.09.2026 10:30")
    world.reaches(date(2026, 9, 2), time(17, 30))
    assert NEWS not in oksana.texts
    assert reminded(world, oksana, *around(18, 0, date(2026, 9, 2))) == [NEWS]


def test_within_two_hours_nobody_is_reminded(world, oksana):
    enters(oksana, "01.09.2026 13:30")
    world.passes(hours=3)
    assert NEWS not in oksana.texts


def test_a_quarter_past_eight(world, oksana):
    """6:15 is night, and 8:00 would be too late: the evening before has to do."""
    enters(oksana, "14.09.2026 8:15")
    assert reminded(world, oksana, *around(18, 0, date(2026, 9, 13))) == [NEWS]
    count = len(oksana.texts)
    world.reaches(DAY, time(8, 20))
    assert len(oksana.texts) == count


def test_a_quarter_to_ten_is_reminded_of_at_eight(world, oksana):
    enters(oksana, "14.09.2026 9:45")
    assert reminded(world, oksana, (DAY, time(7, 50)), (DAY, time(8, 5))) == [NEWS]


def test_at_night_nothing_leaves(world, oksana):
    enters(oksana, "14.09.2026 22:30")
    assert reminded(world, oksana, (date(2026, 9, 7), time(21)), (date(2026, 9, 8), time(7))) == []
    assert reminded(world, oksana, *around(8, 0, date(2026, 9, 8))) == [NEWS]


@pytest.mark.parametrize(
    ("starts", "week", "evening"),
    [
        # the Sunday in between has 23 hours, and then 25
        ("29.03.2027 10:30", date(2027, 3, 22), date(2027, 3, 28)),
        ("01.11.2027 10:30", date(2027, 10, 25), date(2027, 10, 31)),
    ],
)
def test_the_clock_on_the_wall_counts_when_the_clocks_change(world, oksana, starts, week, evening):
    world.now = datetime.combine(week, time(9), tzinfo=HOME)
    enters(oksana, starts)
    assert reminded(world, oksana, *around(10, 30, week)) == [NEWS]
    assert reminded(world, oksana, *around(18, 0, evening)) == [NEWS]
    day = date(evening.year, *((3, 29) if evening.month == 3 else (11, 1)))
    assert reminded(world, oksana, *around(8, 30, day)) == [NEWS]


def test_on_the_day_the_clocks_change(world, oksana):
    world.now = datetime(2027, 3, 26, 9, tzinfo=HOME)
    enters(oksana, "28.03.2027 11:00")
    assert reminded(world, oksana, *around(9, 0, date(2027, 3, 28))) == [NEWS]


def test_after_a_long_sleep_only_the_newest_stage_is_said(world, oksana):
    shows_time(oksana)
    enters(oksana)
    count = len(oksana.texts)
    world.wakes(DAY, time(9))
    world.passes(minutes=30)
    assert oksana.texts[count:] == [REMINDS]


def test_after_it_is_over_nothing_is_said(world, oksana):
    enters(oksana)
    count = len(oksana.texts)
    world.wakes(DAY, time(10, 20))
    assert oksana.texts[count:] == []


def test_whoever_cannot_come_is_not_reminded(world, oksana, jonas):
    enters(jonas, whose="Oksana")
    oksana.taps("I cannot")
    count = len(oksana.texts)
    world.wakes(DAY, time(8, 25))
    world.passes(minutes=20)
    assert oksana.texts[count:] == []


def test_a_moved_appointment_has_other_reminders(world, oksana):
    shows_time(oksana)
    enters(oksana)
    world.wakes(DAY, time(8, 10))  # the reminder for 8:30 is queued already
    moves(oksana, "14.09. 10:30 · Jobcenter", "14.09.2026 14:00")
    count = len(oksana.texts)
    world.reaches(DAY, time(11))
    assert oksana.texts[count:] == []
    assert reminded(world, oksana, *around(12, 0, DAY)) == [
        "Please remember: Monday, 14.09.2026 at 14:00."
    ]


def test_a_cancelled_appointment_has_none(world, oksana):
    enters(oksana)
    world.wakes(DAY, time(8, 10))
    cancels(oksana, "14.09. 10:30 · Jobcenter")
    count = len(oksana.texts)
    world.reaches(DAY, time(11))
    assert oksana.texts[count:] == []


def test_whoever_paused_gets_none(world, oksana):
    enters(oksana)
    oksana.says("/stop")
    count = len(oksana.texts)
    world.wakes(date(2026, 9, 13), time(17, 55))
    world.reaches(DAY, time(11))
    assert oksana.texts[count:] == []


def test_whoever_paused_by_mistake_misses_nothing(world, oksana):
    enters(oksana)
    world.wakes(date(2026, 9, 13), time(17, 30))  # the reminder for 18:00 is queued already
    oksana.says("/stop")
    oksana.taps("Go on again")
    assert reminded(world, oksana, *around(18, 0, date(2026, 9, 13))) == [NEWS]


def test_mentors_are_not_reminded_of_the_appointments_of_others(world, oksana, jonas, katrin):
    enters(jonas, whose="Oksana")
    count = len(jonas.texts), len(katrin.texts)
    world.wakes(DAY, time(8, 25))
    world.passes(minutes=20)
    assert (len(jonas.texts), len(katrin.texts)) == count


def test_a_reminder_whose_fate_is_unknown_is_sent_again_and_says_so(world, oksana):
    from bot.machine.outcomes import Unsure

    shows_time(oksana)
    enters(oksana)
    world.wakes(DAY, time(8, 20))
    world.outcomes.append(Unsure())
    world.passes(minutes=30)
    oksana.reads("🔁 You may have got this message already.", REMINDS)
